"""The checker of claims: what runs it, its weights, and how they were trained."""
