"""Questions that are watched: what the documents say to them that they did not say before."""
