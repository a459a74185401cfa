"""Where the documents mention something: all of them, to the letter, not the best of a search."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.corpus import Index
from index.text.words import words
from index.types import Document, Passage, Scope, Span
from qa.english.asked_documents import SAME_NAMES

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """The first sentence of a document that mentions something.

    Attributes:
        document: it.
        span: the sentence, or the heading where no sentence does.
        citable: whether it is a sentence.
    """

    document: Document
    span: Span
    citable: bool


def mentions(index: Index, phrase: str, scope: Scope) -> dict[str, Mention]:
    """Id of every document of a scope that mentions a phrase → where it does first.

    A name is looked for as it is written, a phrase in quotation marks likewise but for its
    capitals, and other words in any of their forms. Words about a document, such as a line to
    share it by, are none of it.
    """
    found: dict[str, Mention] = {}
    for said in forms(phrase):
        for one in index.holding(said, _first(matcher(said)), scope):
            known = found.get(one.document.id)
            if known is None or (not one.citable, one.span) < (not known.citable, known.span):
                found[one.document.id] = one
    return found


def forms(phrase: str) -> tuple[str, ...]:
    """The ways to write a name; a phrase by itself where it has no others."""
    for names in SAME_NAMES:
        if phrase in names:
            return names
    return (phrase,)


def matcher(phrase: str) -> Callable[[str], bool]:
    """Whether a text mentions a phrase: its words after one another, with nothing between."""
    quoted = phrase[:1] in '“"' and phrase[-1:] in '”"'
    tokens = _tokens(phrase)
    if not quoted and not any(token[0].isupper() or token[0].isdigit() for token in tokens):
        stems = [_stem(token) for token in tokens]
        sought = set(words(phrase))
        return lambda text: (
            sought <= set(words(text)) and _within(stems, [_stem(token) for token in _tokens(text)])
        )
    asked = [token.casefold() for token in tokens]
    names = [not quoted and token[0].isupper() for token in tokens]

    def mentioned(text: str) -> bool:
        there = _tokens(text)
        lower = [token.casefold() for token in there]
        return any(
            lower[n : n + len(asked)] == asked
            and all(
                token[0].isupper() or not name
                for token, name in zip(there[n : n + len(asked)], names, strict=True)
            )
            for n, token in enumerate(lower)
            if asked and token == asked[0]
        )

    return mentioned


def _tokens(text: str) -> list[str]:
    """The words of a text, accents folded, an `s` of possession by itself."""
    plain = unicodedata.normalize("NFKD", text)
    return _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _stem(token: str) -> str:
    """A word as it is matched; a stop word as it is."""
    return next(iter(words(token)), token.casefold())


def _within(asked: Sequence[str], there: Sequence[str]) -> bool:
    size = len(asked)
    return size > 0 and any(
        list(there[n : n + size]) == list(asked) for n in range(len(there) - size + 1)
    )


def _first(mentioned: Callable[[str], bool]) -> Callable[[Passage], Mention | None]:
    """What finds the first sentence of a passage, else the first heading, that mentions it."""

    def find(passage: Passage) -> Mention | None:
        document = passage.document
        for kind in ("sentence", "heading"):
            for one in passage.sentences:
                if one.kind == kind and mentioned(document.slice(one.span)):
                    return Mention(document, one.span, kind == "sentence")
        if mentioned(document.title):
            sentences = passage.citable or (passage.span,)
            return Mention(document, sentences[0], False)
        return None

    return find
