"""One module a family of formats; each turns a file into documents, and knows of no other."""
