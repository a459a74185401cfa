"""Questions, evidence, claims: what an answer is made of, and how well it is made."""
