"""Documents and answers made by hand, and an assistant that knows only them."""

import datetime
import time
from collections.abc import Callable, Iterator

from index.errors import UserError
from index.types import EVERYWHERE, Document, Hit, Passage, Scope, Sentence, Span
from qa.compose import DOES_NOT_SAY
from qa.types import Answer, Citation, Claim

VILLAGES = Document(
    id="00000000000000aa",
    text=(
        "Fighting in the east\n"
        "The front moved little in the north. The ministry said that ten villages were taken over "
        "the past week. Neither report could be checked."
    ),
    source="/news/villages.txt",
    title="Fighting in the east",
    published="2025-10-24",
    url="https://news.example/villages",
)
RAIL = Document(
    id="00000000000000bb",
    text="Trains ran late on Friday. Repairs took eleven hours.",
    source="/news/rail.pdf",
    title="rail.pdf",
    pages=(0, 27),
)
ATTACK = (
    "<script>document.title = 'owned'</script>",
    "<img src=http://outside.example/a.png onerror=\"document.title = 'owned'\">",
    "![picture](http://outside.example/b.png)",
    "{{constructor.constructor('document.title=1')()}} ${document.title = 'owned'}",
    "</mark></blockquote></li><iframe src=http://outside.example/></iframe>",
    "\x1b[31mred\x1b[0m \x9b2J",
)
HOSTILE = Document(
    id="00000000000000cc",
    text="\n\n".join(ATTACK),
    source="/news/<b>hostile</b>.md",
    title=ATTACK[1],
    published="<i>today</i>",
    url="javascript:document.title='owned'",
)


def passage(document: Document, *quotes: str) -> Passage:
    """The whole document as a passage, with `quotes` as its sentences."""
    sentences = tuple(Sentence(find(document, quote)) for quote in quotes)
    return Passage(document, Span(document.id, 0, len(document.text)), sentences)


def find(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(document.id, start, start + len(quote))


def cite(document: Document, quote: str, support: float = 0.9) -> Citation:
    return Citation(document, find(document, quote), support)


TEN = "The ministry said that ten villages were taken over the past week."
LATE = "Repairs took eleven hours."
HITS = (
    Hit(passage(VILLAGES, TEN), 0.9),
    Hit(passage(RAIL, "Trains ran late on Friday.", LATE), 0.5),
)
ANSWERED = Answer(
    "How many villages?",
    (
        Claim("Ten villages were taken, the ministry said.", (cite(VILLAGES, TEN),)),
        Claim("Repairs took eleven hours, and ten.", (cite(RAIL, LATE), cite(VILLAGES, TEN))),
    ),
    HITS,
)
ABSTAINED = Answer("Who is the president?", (), HITS)
REASON = "The nearest sentence does not say “president”."
HOSTILE_WORD = "".join(ATTACK) + "\n\n[1] \u202e"
"""Of a question: a tag, a picture, a link, an escape sequence, and a line like that of a source."""
UNSAID = Answer(HOSTILE_WORD, (), HITS, reason=DOES_NOT_SAY.format(HOSTILE_WORD))
ATTACKED = Answer(
    "What is hostile?",
    tuple(Claim(attack, (cite(HOSTILE, attack),)) for attack in ATTACK),
    (Hit(passage(HOSTILE, *ATTACK), 0.1),),
)


class FakeAssistant:
    """Answers three questions, abstains on the rest; "broken" breaks.

    "slow" takes a second, "very slow" eight.

    Where a question holds a tag, it says that this is not in the evidence.
    """

    model = None

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        if len(question) > 2000:
            raise UserError("The question is too long.", "Ask it in fewer words.")
        if "broken" in question:
            raise RuntimeError("a bug with \x1b[31m in it")
        if "slow" in question:
            time.sleep(8 if "very" in question else 1)
        known = {answer.question: answer for answer in (ANSWERED, ATTACKED)}
        reason = DOES_NOT_SAY.format(question) if "<" in question else ""
        return known.get(question, Answer(question, (), HITS, reason=reason))

    def stream(
        self,
        question: str,
        *,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
        stop: Callable[[], bool] = bool,
    ) -> Iterator[str | Claim | Answer]:
        yield "searching"
        answer = self.ask(question, scope=scope, as_of=as_of)
        yield from answer.claims
        yield answer
