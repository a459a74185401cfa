"""Files → documents, cut into sentences and passages: formats, normalising, splitting."""
