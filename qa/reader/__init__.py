"""The evidence reader: its model, its card, how it was trained, and the code that runs it."""
