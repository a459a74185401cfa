"""What is said in a text, by whom and by which words: sentences read token by token."""
