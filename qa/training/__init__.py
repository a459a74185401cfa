"""How the networks are trained and fitted; no part of the installed package."""
