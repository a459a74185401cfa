"""Names in a text, and what they are of.

A name is a run of words with a capital letter; what it is of is told from lists and from the words
around it. Where that says nothing, the kind stays open.
"""

import re
from collections.abc import Iterator, Sequence

from index.text.dates import MONTH
from index.text.words import words
from qa.conversation.entity import LONGEST, Entity, Kind
from qa.english import dates as calendar
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds
from qa.english.names import TOKEN
from qa.english.vocabulary import FUNCTION_WORDS, in_common_use

_WITH_STOP = re.compile(r"\.\w+\.$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$")


def names_in(text: str) -> Iterator[Entity]:
    """The names of a text, in order."""
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text):
        if run and not _goes_on(text, run[-1], token):
            yield from _name(text, run)
            run = []
        if _is_named(text, token, bool(run)) or (run and token.group() in english.PARTICLES):
            run.append(token)
        elif run:
            yield from _name(text, run)
            run = []
    if run:
        yield from _name(text, run)


def _goes_on(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    between = text[last.end() : token.start()]
    ended = re.search(r"[’']s?$", last.group()) or last.group().endswith("’")
    return between == " " and not ended


def _is_named(text: str, token: re.Match[str], inside: bool) -> bool:
    """Whether a word is one of a name."""
    word = re.sub(r"[’']s?$", "", token.group()).rstrip(".")
    if not word or not word[0].isupper():
        return inside and bool(re.fullmatch(r"[IVX]+|\d{1,4}", word))
    plain = word.lower()
    if plain in calendar.WEEKDAYS or re.fullmatch(MONTH, word):
        return False
    if plain.split("’")[0].split("'")[0] in FUNCTION_WORDS:
        return len(word) > 1 and word.isupper() and plain not in english.SHOUTED
    starts = (
        not text[: token.start()].strip(" “\"'(") or text[: token.start()].rstrip()[-1:] in ".?!:"
    )
    if not starts or inside:
        return True
    if plain in english.OPENING:
        return False
    following = text[token.end() : token.end() + 2]
    is_run = bool(re.match(r" [A-ZÀ-Þ]", following))
    return (
        is_run
        or not (words(word) and in_common_use().issuperset(words(word)))
        or (plain in kinds.WOMEN | kinds.MEN | kinds.PLACES)
    )


def _name(text: str, run: list[re.Match[str]]) -> Iterator[Entity]:
    """The names that a run of words is; mostly one, or none."""
    while run and run[-1].group() in english.PARTICLES:
        run = run[:-1]
    for cut in (n for n, token in enumerate(run) if token.group() == "of"):
        if not _takes_of(run[:cut]):
            yield from _name(text, run[:cut])
            yield from _name(text, run[cut + 1 :])
            return
    while run and run[0].group() in english.PARTICLES:
        run = run[1:]
    titles, tokens = _titles(run)
    if tokens:
        yield from _called(text, titles, tokens)


def _titles(run: list[re.Match[str]]) -> tuple[list[str], list[re.Match[str]]]:
    """The titles before a name, in lower case, and the name; empty if there are only titles."""
    last = max((n for n, t in enumerate(run[:-1]) if _plain(t) in kinds.OFFICES), default=0)
    if all(_plain(t) in kinds.OFFICES | kinds.PLACES or "." in t.group() for t in run[:last]):
        while last and _plain(run[0]) not in kinds.OFFICES:  # U.S. President
            run, last = run[1:], last - 1
    tokens = list(run)
    while tokens and _plain(tokens[0]) in kinds.OFFICES:
        tokens = tokens[1:]
    titles = [_plain(token) for token in run[: len(run) - len(tokens)]]
    if not tokens or tokens[0].group() == "of":
        return [], []
    is_kept = titles and titles[-1] in kinds.KEPT_TITLES
    return titles, run[len(titles) - 1 :] if is_kept else tokens


def _called(text: str, titles: list[str], tokens: list[re.Match[str]]) -> Iterator[Entity]:
    """The name of these words, unless it is too long to be one."""
    start = tokens[0].start()
    name = re.sub(r"[’']s?$", "", text[start : tokens[-1].end()])
    if name.endswith(".") and not _WITH_STOP.search(name):
        name = name[:-1]
    if not name or len(name) > LONGEST:
        return
    before = text[:start]
    kind, sure, gender = _kind(name, titles, before)
    article = re.search(r"\b(the) $", before, re.IGNORECASE)
    if article and kind != Kind.PERSON:
        start, name = article.start(1), f"the {name}"
    plural = kind == Kind.GROUP and bool(article) and name.endswith("s")
    aside = bool(english.ASIDE.search(text[:start]))
    yield Entity(name, start, start + len(name), kind, sure, gender, plural, aside)


def _plain(token: re.Match[str]) -> str:
    return token.group().rstrip(".").lower()


def _takes_of(run: list[re.Match[str]]) -> bool:
    """Whether a name of these words may go on with `of`, as that of a group does."""
    last = _plain(run[-1]) if run else ""
    return last in kinds.GROUP_WORDS or last in kinds.PLACE_WORDS


def _kind(name: str, titles: Sequence[str], before: str) -> tuple[Kind, bool, str]:
    """What a name is of, whether that is sure, and the gender of a person."""
    parts = name.lower().replace(".", "").split()
    if titles:
        last = next((t for t in titles if t in kinds.MEN_TITLES | kinds.WOMEN_TITLES), "")
        gender = ("m" if last in kinds.MEN_TITLES else "f") if last else _gender(parts)
        return Kind.PERSON, True, gender
    if listed := _listed(name, parts):
        return listed, True, ""
    if len(parts) > 1 and _gender(parts) and not re.search(r"\d", name):
        return Kind.PERSON, True, _gender(parts)
    if re.fullmatch(r"[A-Z][A-Z.&]{1,6}", name):
        return Kind.GROUP, True, ""
    if re.search(r"\d", name):
        return Kind.THING, True, ""
    return _likely(parts, before)


def _listed(name: str, parts: Sequence[str]) -> Kind | None:
    """What a name is of by the lists of places, and of words for places and groups."""
    if name.lower() in kinds.PLACES:
        return Kind.PLACE
    if any(part in kinds.GROUP_WORDS for part in parts):
        return Kind.GROUP
    return Kind.PLACE if any(part in kinds.PLACE_WORDS for part in parts) else None


def _likely(parts: Sequence[str], before: str) -> tuple[Kind, bool, str]:
    """What a name is of by how it stands, which is not sure; a given name is."""
    if re.search(r"\bthe $", before, re.IGNORECASE):
        return Kind.GROUP, False, ""
    if english.IN_A_PLACE.search(before):
        return Kind.PLACE, False, ""
    if len(parts) == 1:
        gender = "" if parts[0] in kinds.SURNAMED else _gender(parts)
        return (Kind.PERSON, True, gender) if gender else (Kind.OPEN, False, "")
    usual = all(in_common_use().issuperset(words(part)) for part in parts)
    return (Kind.OPEN if usual else Kind.PERSON), False, ""


def _gender(parts: Sequence[str]) -> str:
    first = parts[0].split("-")[0] if parts else ""
    return "f" if first in kinds.WOMEN else "m" if first in kinds.MEN else ""
