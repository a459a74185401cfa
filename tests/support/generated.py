"""Answers made by hypothesis, out of texts that try to break what shows them."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from index.types import Document, Hit, Passage, Span
from qa.types import Answer, Citation, Claim, Item, Kind, Part

NASTY = st.sampled_from(
    ["<script>", "</mark>", "<img src=x onerror=y>", '" onclick="z', "'", "&lt;", "\x1b[2J", "\n"]
)
TEXT = st.lists(st.text() | NASTY, min_size=1, max_size=6).map("".join).filter(str.strip)
NAMES = st.none() | TEXT
ADDRESSES = NAMES | st.sampled_from(["http://a.example/x?y=1&z=<", "javascript:x", "https://["])


def within(span: Span) -> st.SearchStrategy[Span | None]:
    """None, or words of a sentence."""
    return st.none() | st.integers(span.start, span.end - 1).flatmap(
        lambda start: st.integers(start + 1, span.end).map(
            lambda end: Span(span.doc_id, start, end)
        )
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    text = draw(TEXT)
    pages = draw(st.sampled_from([(), (0,), (0, len(text))]))
    document = Document(
        "d",
        text,
        draw(TEXT),
        draw(TEXT),
        draw(NAMES),
        draw(ADDRESSES),
        pages,
        author=draw(NAMES),
        publisher=draw(NAMES),
    )
    bounds = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    spans = [Span("d", *draw(bounds)) for _ in range(draw(st.integers(0, 3)))]
    claims = tuple(
        Claim(draw(TEXT), (Citation(document, span, 0.5, draw(within(span))),)) for span in spans
    )
    hit = Hit(Passage(document, Span("d", *draw(bounds)), ()), draw(st.floats(0, 1)))
    words = st.just("") | TEXT
    places = st.lists(st.sampled_from(range(len(claims))), unique=True) if claims else st.just([])
    return Answer(
        draw(TEXT),
        claims,
        (hit,),
        reason=draw(words),
        kind=draw(st.sampled_from(Kind)),
        short=draw(words),
        parts=tuple(
            Part(draw(TEXT), tuple(draw(places)), draw(words))
            for _ in range(draw(st.integers(0, 2)))
        ),
        items=tuple(
            Item(draw(TEXT), claim.citations) for claim in draw(st.sampled_from([claims, ()]))
        ),
        extent=draw(words),
    )


class Seen(HTMLParser):
    """Every tag and attribute, and the text inside `<mark>`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.marked: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("input", "br", "img"):  # these have no end
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked[-1] += data
