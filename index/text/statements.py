"""Whether a line without a full stop states something, as a heading seldom does."""

import re

STATES = re.compile(
    r"(?!(?:how|what|who|when|where|why|which|whether|if|wie|was|wer|wann|wo|warum|comment|qui|quand"
    r"|où|pourquoi|cómo|qué|quién|cuándo|dónde)\b)"
    r"(?:[\w'’,-]+\s+){1,12}?"
    r"(?:(?:must|shall|should|may|can|cannot|can't|will|won't|would|could|is|are|was|were|has|have"
    r"|had|does|did|do|isn't|aren't|muss|müssen|darf|dürfen|soll|sollen|ist|sind|wird|werden|doit"
    r"|doivent|est|sont|peut|peuvent|debe|deben|es|son|está|están|puede|pueden)\s+)"
    r"(?:[\w'’,-]+\s+){1}",
    re.IGNORECASE,
)
"""Three words or more with a finite verb among them that is an auxiliary; to `match` at the start
of a line. Headings have none, and headlines leave it out."""
