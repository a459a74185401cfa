"""Questions about the documents themselves: which, how many, by whom, of which day."""

import re
from dataclasses import dataclass

from qa.english.asked_contents import names_one, title_asked, whole_asked

_NOUN = (
    r"(?P<noun>documents?|reports?|articles?|stor(?:y|ies)|pieces?|files?|papers?|texts?|records?"
    r"|briefs?|briefings?|e-?mails?|letters?|posts?|notes?|messages?|columns?|pages|sources)"
)
_ALL = r"(?:all (?:of )?)?(?:the )?(?:our )?"
_ASKING = (
    rf"(?:(?P<count>how many|count {_ALL}|in how many|(?:what|tell me) (?:is )?the number of)"
    rf"|(?:in )?(?:which|what)(?: of the)?"
    rf"|(?:list|show(?: me)?|name|find(?: me)?|give me|tell me|get(?: me)?) {_ALL}|all (?:the )?)"
    rf"\s*(?:of (?:the|our) )?(?:news )?{_NOUN}\b"
)
_MENTION = (
    r"(?:mention(?:s|ed|ing)?|name(?:s|d)?|naming|refer(?:s|red|ring)? to|contain(?:s|ing)?"
    r"|talk(?:s|ing|ed)? (?:about|of)|speak(?:s|ing)? (?:about|of)|writ(?:e|es|ing) about"
    r"|cit(?:e|es|ing)"
    r"|say(?:s)? (?:anything|something) (?:about|on)|bring(?:s)? up)"
)
_ABOUT = (
    r"(?:(?:are |is |were )?about|on|concerning|discuss(?:es|ing)?|cover(?:s|ing)?|deal(?:s"
    r"|ing)? with)"
)
_WORDS = r"(?:the (?:words?|names?|phrases?|terms?) )?"
_THERE = (
    r"(?: (?:in|from) (?:the|this|my|our) (?:index|folder|corpus|collection|documents?|files?))?"
)

_HOLDING = re.compile(
    rf"{_ASKING} (?:(?:there )?(?:are|is) (?:there )?)?(?:that |which |do |does )?(?:also )?"
    rf"(?:{_MENTION} {_WORDS}(?P<named>.+)|(?P<weak>{_ABOUT}) (?P<matter>.+)"
    r"|(?:is|are|was|were) (?P<passive>.+?) (?:mentioned|named|cited|referred to|discussed)(?: in)?"
    r"|(?:does|do|did) (?P<shown>.+?) (?:appear|occur|come up|turn up)(?: in)?)",
    re.I,
)
_BY = re.compile(
    rf"{_ASKING} (?:(?:that |which )?(?:are|is|were|was|do we have|have we) (?:there )?)?"
    r"(?:(?:written |published )?(?:by|from) (?P<by>.+?)"
    r"|(?:did|has|have|do|does) (?P<did>.+?) (?:write|written|publish(?:ed)?|report(?:ed)?))"
    r"(?: (?:that )?(?:mention\w*|about|on) (?P<about>.+))?",
    re.I,
)
_WROTE = re.compile(
    r"(?:what|which \w+) (?:did|has|have|does|do) (?P<by>.+?) (?:writ(?:e|ten)|publish(?:ed)?)"
    r"(?: (?:about|on) (?P<about>.+))?",
    re.I,
)
_PUBLISHED = re.compile(
    rf"(?:what (?:was|were|is|has been) (?:published|written|released)"
    rf"|{_ASKING} (?:(?:that |which )?(?:were|was|are|is|have been) (?:there )?)?"
    r"(?:published|written|released|dated|from|appeared)?)"
    r"(?: (?:that )?(?:mention\w*|about|on) (?P<about>.+))?",
    re.I,
)
_ORDER = r"(?P<order>newest|latest|most recent|oldest|earliest)"
_DATED = re.compile(
    r"(?:(?:which|what)(?: is| was| are| were)? |show(?: me)? |give me |find(?: me)? |list )?"
    rf"the {_ORDER} {_NOUN}(?: (?:that |which )?(?:{_MENTION}|{_ABOUT}) (?P<about>.+))?",
    re.I,
)
_WHICH_IS = re.compile(rf"(?:which|what) {_NOUN} is (?:the )?{_ORDER}(?P<about>)", re.I)
_THERE_ARE = re.compile(
    rf"{_ASKING}(?: (?:are|is) (?:there|indexed|here)| do (?:we|you|i) have"
    rf"| (?:does|do) (?:the|this|my) \w+ (?:hold|have|contain))?{_THERE}",
    re.I,
)
_ONE = (
    r"(?:this|that|it|(?:the|this|that) (?:document|report|article|story|piece|paper|text"
    r"|note|brief|e-?mail|letter|post|column|page|study|survey|review|essay|thesis|minutes|memo"
    r"|message|notice|leaflet|manual|guide|handbook|newsletter|press release|statement|interview)"
    r"(?: (?:on|about|of|called|titled|entitled) (?P<title>.+?))?"
    r"|(?P<quoted>[“\"].+?[”\"]))"
)
_AND_WHEN = (
    r"(?:,? and (?P<also>when(?: (?:was it|is it|did (?:it|they).*)\b.*)?|(?:on )?(?:what"
    r"|which) (?:day|date).*))?"
)
_WHO = re.compile(
    rf"(?:who (?:wrote|authored|published|is the author of|is behind)|by whom (?:was|is)) {_ONE}"
    rf"(?: (?:written|published))?{_AND_WHEN}",
    re.I,
)
_WHEN = re.compile(
    rf"(?:when (?:was|is)|(?:what|which) (?:day|date) (?:was|is)) {_ONE} (?:published|written|dated"
    r"|released)(?P<also>,? and (?:by whom|who (?:wrote|published) it))?",
    re.I,
)
_TAIL = re.compile(
    r"(?:,? (?:and|that|which))*(?: (?:were|was|are|is|have been)"
    r"(?: (?:published|written|released|dated|from|there))?| do (?:we|you|i) have)$",
    re.I,
)
"""What is left of a time behind what is mentioned, or of "are there"."""

_SEVERAL = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|\s+and\s+(?:also\s+)?|\s+as well as\s+|\s*&\s*)", re.I
)
_EITHER = re.compile(r"\s+or\s+|\s*,\s*(?:or\s+)", re.I)
_BOTH = re.compile(r"^(?:both|either)\s+", re.I)

SAME_NAMES = (
    ("UK", "U.K.", "United Kingdom", "Great Britain"),
    ("US", "U.S.", "USA", "United States", "United States of America"),
    ("EU", "E.U.", "European Union"),
    ("UN", "U.N.", "United Nations"),
)
"""Ways to write one name, each of which mentions it."""

BYLINE = re.compile(
    r"[ \t]*(?:[Bb]y|BY|From|Written by|Compiled by)[ \t:]+(?P<who>[^\n|.,;]{2,80})"
)
"""A line that says who wrote a text."""


@dataclass(frozen=True, slots=True)
class DocumentsAsked:
    """A question about the documents, not about what they say.

    Attributes:
        noun: what it calls them; "document" where it has no name for them.
        count: whether it asks how many there are.
        mentions: what they mention; each of it, or with `either` one of it.
        either: whether one of `mentions` is enough.
        by: who wrote or published them; empty for anybody.
        timed: whether it asks for documents of a time, and is no such question without one.
        one: whether it asks about a single document.
        title: of that: what it is about; empty for "this".
        who: whether it asks who wrote it.
        when: whether it asks when it was published.
        whole: whether it asks what they are about, or this one with `one`.
        first: whether the `newest` or the `oldest` of them is asked for; empty for all of them.
    """

    noun: str = "document"
    count: bool = False
    mentions: tuple[str, ...] = ()
    either: bool = False
    by: str = ""
    timed: bool = False
    one: bool = False
    title: str = ""
    who: bool = False
    when: bool = False
    whole: bool = False
    first: str = ""


def documents_asked(question: str) -> DocumentsAsked | None:
    """What a question asks of the index itself, or None if it asks for something else.

    Args:
        question: as it was asked, without its time.
    """
    asked = " ".join(question.split()).rstrip("?.! ")
    if found := _one_or_all(asked):
        return found
    if match := _HOLDING.fullmatch(asked):
        said = match["named"] or match["matter"] or match["passive"] or match["shown"]
        plain = not match["weak"] or match["noun"].lower().endswith("s") or match["count"]
        if plain:
            mentions, either = _mentioned(said)
            return DocumentsAsked(*_called(match), mentions, either)
    if match := _PUBLISHED.fullmatch(asked):
        mentions, either = _mentioned(match["about"] or "")
        if mentions or not _THERE_ARE.fullmatch(asked):
            return DocumentsAsked(*_called(match), mentions, either, timed=True)
    if match := _WROTE.fullmatch(asked):
        mentions, either = _mentioned(match["about"] or "")
        return DocumentsAsked(mentions=mentions, either=either, by=bare(match["by"]))
    if match := _BY.fullmatch(asked):
        mentions, either = _mentioned(match["about"] or "")
        by = bare(match["by"] or match["did"])
        return DocumentsAsked(*_called(match), mentions, either, by)
    if (match := _THERE_ARE.fullmatch(asked)) and match["noun"].lower().endswith("s"):
        return DocumentsAsked(*_called(match))
    return None


def _called(match: re.Match[str]) -> tuple[str, bool]:
    """What the documents are called, one of them, and whether they are counted."""
    return _one_of(match["noun"] or "documents"), bool(match["count"])


def _one_or_all(asked: str) -> DocumentsAsked | None:
    """What is asked of one document, of the newest, or of all of them as a whole."""
    if match := _WHO.fullmatch(asked):
        about = match["title"] or match["quoted"] or ""
        return DocumentsAsked(one=True, title=about, who=True, when=bool(match["also"]))
    if match := _WHEN.fullmatch(asked):
        about = match["title"] or match["quoted"] or ""
        return DocumentsAsked(one=True, title=about, who=bool(match["also"]), when=True)
    if whole_asked(asked):
        return DocumentsAsked(one=names_one(asked), whole=True)
    if title := title_asked(asked):
        return DocumentsAsked(one=True, title=title, whole=True)
    if match := _DATED.fullmatch(asked) or _WHICH_IS.fullmatch(asked):
        noun = match["noun"]
        first = "oldest" if match["order"].lower() in ("oldest", "earliest") else "newest"
        mentions, either = _mentioned(match["about"] or "")
        if noun.lower().endswith("s") and first == "newest":
            first = ""  # all of them, of which the newest come first
        return DocumentsAsked(_one_of(noun), False, mentions, either, first=first)
    return None


def _one_of(noun: str) -> str:
    noun = noun.lower()
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _mentioned(said: str) -> tuple[tuple[str, ...], bool]:
    """The several things that are mentioned, and whether one of them is enough."""
    if not said:
        return (), False
    if said[0] in '“"' and said[-1] in '”"' and len(said) > 2:
        return (said,), False
    said = _BOTH.sub("", _TAIL.sub("", said))
    either = bool(_EITHER.search(said))
    parts = [bare(part) for part in (_EITHER if either else _SEVERAL).split(said)]
    parts = list(dict.fromkeys(filter(None, parts)))
    if len(parts) == 1:  # Johnson and Johnson
        return (bare(said),), False
    return tuple(parts), either


def bare(name: str) -> str:
    """A name without an article in front and marks around it."""
    return re.sub(r"^(?:the|a|an) ", "", name.strip(" ,"), flags=re.I)
