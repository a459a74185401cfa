"""The words and dates of a text, as every other room understands them."""
