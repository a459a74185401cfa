"""What people touch: the command, the page, and how an answer is shown."""
