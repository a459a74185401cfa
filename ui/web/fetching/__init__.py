"""Pages and files fetched from the hosts that the operator named; nothing where none is named."""
