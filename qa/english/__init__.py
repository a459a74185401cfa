"""What pincite knows of English: lists of words and patterns, and nothing else."""
