"""Quotes as the claims of an answer: the sentence word for word, and under it who speaks."""

from qa.quotes.types import Quote, Quotes
from qa.types import Claim

MOST = 5
"""Claims that are made, where no other number is asked for."""


def claims(quotes: Quotes, most: int = MOST) -> tuple[Claim, ...]:
    """Claims of the quotes that are most about what was asked, in the order of the quotes.

    Each is its sentences, word for word. Where these name the speaker by a pronoun only, or not at
    all, his name stands before them, and the sentence that has it is cited, too.

    Args:
        quotes: as `qa.quotes.search.quotes` finds them.
        most: how many at most.

    Returns:
        None where there is no quote.
    """
    entries = quotes.entries
    best = sorted(range(len(entries)), key=lambda n: -entries[n].score)[:most]
    return tuple(_claim(entries[n]) for n in sorted(best))


def _claim(quote: Quote) -> Claim:
    said = " ".join(" ".join(citation.quote for citation in quote.citations).split())
    speaker = quote.attribution.speaker
    hidden = speaker is not None and (speaker.how == "pronoun" or quote.attribution.goes_on)
    if hidden and speaker and speaker.name and speaker.name not in said:
        said = f"{speaker.name}: {said}"
    named = (quote.named,) if quote.named else ()
    return Claim(said, (*quote.citations, *named, *quote.also))
