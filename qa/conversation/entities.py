"""What a question or a sentence speaks of: people, places, groups and things, in order.

Read by rule, without a network: a name is a run of words with a capital letter, and what it is of
is told from lists and from the words around it. Where that says nothing, the kind stays open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.text.dates import MONTH
from index.text.words import words
from qa.english import dates as calendar
from qa.english import follow_ups as english
from qa.english import kinds
from qa.english.names import TOKEN
from qa.english.vocabulary import FUNCTION_WORDS, in_common_use

LONGEST = 80
"""Characters of a name; a longer run of words with a capital letter is none."""

_READ = 2_000
"""Characters of a text that are read for names."""


class Kind(StrEnum):
    """What a name is of; `OPEN` where nothing tells."""

    PERSON = "person"
    PLACE = "place"
    GROUP = "group"
    THING = "thing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a text speaks of.

    Attributes:
        text: as it is put into a question: without a title, and with "the" where it stood.
        start: of it in the text, in characters.
        end: likewise.
        kind: what it is.
        sure: whether the kind is told by more than how it is written.
        gender: `m` or `f` of a person; empty where it is not known.
        plural: whether it is several.
        aside: whether it stands behind a preposition, and the text is less about it.
    """

    text: str
    start: int
    end: int
    kind: Kind
    sure: bool = True
    gender: str = ""
    plural: bool = False
    aside: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a name, and not a noun with an article."""
        return self.kind != Kind.THING and not (
            self.kind == Kind.PERSON and english.ARTICLE.match(self.text)
        )

    def same(self, other: "Entity") -> bool:
        """Whether both name the same: all words of one are words of the other."""
        one, two = set(words(self.text)), set(words(other.text))
        if not one or not two:
            return self.text.lower() == other.text.lower()
        if Kind.PERSON in (self.kind, other.kind) or self.kind == other.kind:
            return one <= two or two <= one
        return one == two


def entities(text: str, known: Iterable[Entity] = ()) -> list[Entity]:
    """The names and the other things of a text, in order, each as often as it stands there.

    Args:
        text: a question or a sentence.
        known: named elsewhere: one of the same name lends its kind and its whole name.
    """
    text = text[:_READ]
    names = [_like_known(name, known) for name in _with_owner(text, list(_names(text)))]
    things = [thing for thing in _things(text) if not any(_covers(name, thing) for name in names)]
    whole = [*names, *things]
    names = [replace(n, aside=n.aside or any(_inside(n, w) for w in whole)) for n in names]
    return sorted([*names, *things], key=lambda found: found.start)


def distinct(found: Iterable[Entity]) -> list[Entity]:
    """Each once, by its fullest name, in the order of the first time that it was named."""
    once: list[Entity] = []
    for entity in found:
        n = next((n for n, seen in enumerate(once) if seen.same(entity)), None)
        if n is None:
            once.append(entity)
            continue
        fuller, other = sorted((once[n], entity), key=lambda e: len(e.text.split()), reverse=True)
        once[n] = replace(
            fuller,
            kind=other.kind if fuller.kind == Kind.OPEN else fuller.kind,
            sure=fuller.sure or (other.sure and other.kind == fuller.kind),
            gender=fuller.gender or other.gender,
            aside=once[n].aside and entity.aside,
            start=once[n].start,
        )
    return once


def joined(names: Sequence[str]) -> str:
    """Names in one phrase: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _like_known(name: Entity, known: Iterable[Entity]) -> Entity:
    """A name with what a fuller one, that is known, tells of it."""
    mine = set(words(name.text))
    for other in known:
        theirs = set(words(other.text))
        if mine and mine <= theirs and other.kind != Kind.OPEN:
            if name.kind in (Kind.OPEN, other.kind) or (other.sure and not name.sure):
                text = other.text if other.kind == Kind.PERSON else name.text
                return replace(
                    name, text=text, kind=other.kind, sure=other.sure, gender=other.gender
                )
    return name


def _with_owner(text: str, names: list[Entity]) -> Iterator[Entity]:
    """The names, those of groups with whose they are: Russia’s Defence Ministry."""
    for n, name in enumerate(names):
        owner = names[n - 1] if n else None
        owned = owner and re.fullmatch(r"[’']s ", text[owner.end : name.start])
        if owner and owned and name.kind == Kind.GROUP:
            whole = text[owner.start : name.end]
            yield replace(name, text=whole, start=owner.start, aside=owner.aside)
        else:
            yield name


def _inside(one: Entity, other: Entity) -> bool:
    return one is not other and _covers(other, one) and not _covers(one, other)


def _covers(one: Entity, other: Entity) -> bool:
    return one.start <= other.start and other.end <= one.end


# Names


def _names(text: str) -> Iterator[Entity]:
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
    """The name that a run of words is, if it is one."""
    while run and run[-1].group() in english.PARTICLES:
        run = run[:-1]
    for cut in (n for n, token in enumerate(run) if token.group() == "of"):
        if not _takes_of(run[:cut]):
            yield from _name(text, run[:cut])
            yield from _name(text, run[cut + 1 :])
            return
    while run and run[0].group() in ("the", "of"):
        run = run[1:]
    last = max((n for n, t in enumerate(run[:-1]) if _plain(t) in kinds.OFFICES), default=0)
    if all(_plain(t) in kinds.OFFICES | kinds.PLACES or "." in t.group() for t in run[:last]):
        while last and _plain(run[0]) not in kinds.OFFICES:
            run, last = run[1:], last - 1
    titles: list[str] = []
    tokens = list(run)
    while len(tokens) > 1 and _plain(tokens[0]) in kinds.OFFICES:
        titles.append(_plain(tokens[0]))
        tokens = tokens[1:]
    if not tokens or (not titles and len(tokens) == 1 and _plain(tokens[0]) in kinds.OFFICES):
        return
    if tokens[0].group() == "of":
        return
    if titles and titles[-1] in kinds.KEPT_TITLES:
        tokens = run[len(titles) - 1 :]
    start = tokens[0].start()
    end = tokens[-1].end()
    name = re.sub(r"[’']s?$", "", text[start:end])
    if name.endswith(".") and not re.search(r"\.\w+\.$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$", name):
        name = name[:-1]
    if not name or len(name) > LONGEST:
        return
    before = text[: run[0].start()]
    kind, sure, gender = _kind(name, titles, before)
    article = re.search(r"\b(the) $", before, re.IGNORECASE)
    if article and kind != Kind.PERSON:
        start, name = article.start(1), f"the {name}"
        before = text[:start]
    plural = kind == Kind.GROUP and bool(article) and name.endswith("s")
    aside = bool(english.ASIDE.search(before))
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
    if name.lower() in kinds.PLACES:
        return Kind.PLACE, True, ""
    if any(part in kinds.GROUP_WORDS for part in parts):
        return Kind.GROUP, True, ""
    if any(part in kinds.PLACE_WORDS for part in parts):
        return Kind.PLACE, True, ""
    if len(parts) > 1 and _gender(parts) and not re.search(r"\d", name):
        return Kind.PERSON, True, _gender(parts)
    if re.fullmatch(r"[A-Z][A-Z.&]{1,6}", name):
        return Kind.GROUP, True, ""
    if re.search(r"\d", name):
        return Kind.THING, True, ""
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


# Other things

_MOST_WORDS = 5


def _things(text: str) -> Iterator[Entity]:
    """The ferry, a glide bomb, 111 drones: what has no name of its own."""
    tokens = list(TOKEN.finditer(text))
    n = 0
    while n < len(tokens):
        word = tokens[n].group().lower()
        is_definite = word in english.DETERMINERS or word[0].isdigit()
        if not is_definite and word not in english.BEFORE_NOUNS:
            n += 1
            continue
        first = n if is_definite else n + 1
        end = _noun_end(text, tokens, n + 1)
        end = _before_verb(tokens, first, n + 1, end)
        while not is_definite and end > n + 1 and not _is_plural(tokens[end - 1].group()):
            end -= 1
        if end > n + 1:
            yield from _thing(text, tokens, first, end)
        n = max(n + 1, end)


def _noun_end(text: str, tokens: Sequence[re.Match[str]], start: int) -> int:
    """Behind the last word of a noun with what stands before it."""
    n = start
    while n < len(tokens) and n - start < _MOST_WORDS:
        word = tokens[n].group().lower()
        apart = text[tokens[n - 1].end() : tokens[n].start()] != " "
        is_small = word in FUNCTION_WORDS and word not in english.NOUNS_ANYWAY
        if apart or is_small or word in english.NO_NOUNS:
            break
        if n > start and english.PARTICIPLE.fullmatch(word):
            break
        n += 1
        if re.search(r"[’'](?:s)?$", tokens[n - 1].group()):
            break
    return n


def _before_verb(tokens: Sequence[re.Match[str]], first: int, start: int, end: int) -> int:
    """Before the verb of a question that stands behind its noun: did the ferry (sink)."""
    auxiliary = tokens[first - 1].group().lower() if first else ""
    if end - start < 2 or (end < len(tokens) and tokens[end].group() == "of"):
        return end
    last = tokens[end - 1].group().lower()
    if auxiliary in english.DO:
        return end - 1
    if auxiliary in english.BE and last in english.STATES:
        return end - 1
    return end


def _thing(text: str, tokens: Sequence[re.Match[str]], first: int, end: int) -> Iterator[Entity]:
    start = tokens[first].start()
    head = tokens[end - 1].group().rstrip(".")
    if calendar_word(head):
        return
    plural = _is_plural(head) and tokens[first].group().lower() not in english.ONE
    whole = end
    if end < len(tokens) - 1 and tokens[end].group() == "of":
        behind = end + 1 + (tokens[end + 1].group().lower() in english.DETERMINERS)
        whole = max(end, _noun_end(text, tokens, behind))
        has_verb = first and tokens[first - 1].group().lower() in english.DO
        whole = (
            whole - 1
            if has_verb and whole - behind > 1 and not _is_cut(text, tokens, whole)
            else whole
        )
        whole = end if whole == behind else whole
    phrase = re.sub(r"[’']s?$", "", text[start : tokens[whole - 1].end()].rstrip("."))
    if len(phrase) > LONGEST:
        return
    kind = Kind.PERSON if kinds.PERSON_NOUN.fullmatch(head) else Kind.THING
    aside = bool(english.ASIDE.search(text[:start]))
    yield Entity(phrase, start, start + len(phrase), kind, True, "", plural, aside)


def _is_cut(text: str, tokens: Sequence[re.Match[str]], end: int) -> bool:
    """Whether a noun ends where its last word is a name: the verb stands behind it."""
    return tokens[end - 1].group()[0].isupper()


def _is_plural(word: str) -> bool:
    lower = re.sub(r"[’']$", "", word.lower())
    return lower in english.PLURALS or bool(re.search(r"[^su’'i]s$", lower))


def calendar_word(word: str) -> bool:
    """Whether a noun names a time, and nothing that there is."""
    return bool(english.TIME_NOUN.fullmatch(word))
