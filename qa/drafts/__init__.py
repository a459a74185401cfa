"""Drafts that people wrote: does the folder say what each of their sentences says?"""
