"""The command `pincite`: one module for each command."""
