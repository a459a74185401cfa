"""Does the evidence support a claim? Rules, and a network that judges the meaning."""
