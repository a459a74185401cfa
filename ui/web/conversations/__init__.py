"""Conversations that are kept: what was asked and answered, by whom, until they delete it."""
