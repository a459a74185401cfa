"""What a question asks for, beside one fact: documents, a list, an overview, a comparison.

Each function gives what was recognised, or None. What is not plain is None: a question that asks
for one fact is answered as before.
"""

import re
from dataclasses import dataclass

from qa.english.verbs import PAST

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
    r"|talk(?:s|ing|ed)? (?:about|of)|speak(?:s|ing)? (?:about|of)|writ(?:e|es|ing) about|cit(?:e|es|ing)"
    r"|say(?:s)? (?:anything|something) (?:about|on)|bring(?:s)? up)"
)
_ABOUT = r"(?:(?:are |is |were )?about|on|concerning|discuss(?:es|ing)?|cover(?:s|ing)?|deal(?:s|ing)? with)"
_WORDS = r"(?:the (?:words?|names?|phrases?|terms?) )?"
_THERE = r"(?: (?:in|from) (?:the|this|my|our) (?:index|folder|corpus|collection|documents?|files?))?"

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
_THERE_ARE = re.compile(
    rf"{_ASKING}(?: (?:are|is) (?:there|indexed|here)| do (?:we|you|i) have"
    rf"| (?:does|do) (?:the|this|my) \w+ (?:hold|have|contain))?{_THERE}",
    re.I,
)
_ONE = (
    r"(?:this|that|it|(?:the|this|that) (?:document|report|article|story|piece|paper|text|note|brief"
    r"|e-?mail|letter|post|column|page)(?: (?:on|about|called|titled|entitled) (?P<title>.+?))?"
    r"|(?P<quoted>[“\"].+?[”\"]))"
)
_AND_WHEN = r"(?:,? and (?P<also>when(?: (?:was it|is it|did (?:it|they).*)\b.*)?|(?:on )?(?:what|which) (?:day|date).*))?"
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

_SEVERAL = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+(?:also\s+)?|\s+as well as\s+|\s*&\s*)", re.I)
_EITHER = re.compile(r"\s+or\s+|\s*,\s*(?:or\s+)", re.I)
_BOTH = re.compile(r"^(?:both|either)\s+", re.I)

SAME_NAMES = (
    ("UK", "U.K.", "United Kingdom", "Great Britain"),
    ("US", "U.S.", "USA", "United States", "United States of America"),
    ("EU", "E.U.", "European Union"),
    ("UN", "U.N.", "United Nations"),
)
"""Ways to write one name, each of which mentions it."""

BYLINE = re.compile(r"[ \t]*(?:[Bb]y|BY|From|Written by|Compiled by)[ \t:]+(?P<who>[^\n|.,;]{2,80})")
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


def documents_asked(question: str) -> DocumentsAsked | None:
    """What a question asks of the index itself, or None if it asks for something else.

    Args:
        question: as it was asked, without its time.
    """
    asked = " ".join(question.split()).rstrip("?.! ")
    if match := _WHO.fullmatch(asked):
        about = match["title"] or match["quoted"] or ""
        return DocumentsAsked(one=True, title=about, who=True, when=bool(match["also"]))
    if match := _WHEN.fullmatch(asked):
        about = match["title"] or match["quoted"] or ""
        return DocumentsAsked(one=True, title=about, who=bool(match["also"]), when=True)
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
        return DocumentsAsked(mentions=mentions, either=either, by=_bare(match["by"]))
    if match := _BY.fullmatch(asked):
        mentions, either = _mentioned(match["about"] or "")
        by = _bare(match["by"] or match["did"])
        return DocumentsAsked(*_called(match), mentions, either, by)
    if (match := _THERE_ARE.fullmatch(asked)) and match["noun"].lower().endswith("s"):
        return DocumentsAsked(*_called(match))
    return None


def _called(match: re.Match[str]) -> tuple[str, bool]:
    """What the documents are called, one of them, and whether they are counted."""
    noun = (match["noun"] or "documents").lower()
    one = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return one, bool(match["count"])


def _mentioned(said: str) -> tuple[tuple[str, ...], bool]:
    """The several things that are mentioned, and whether one of them is enough."""
    if not said:
        return (), False
    if said[0] in "“\"" and said[-1] in "”\"" and len(said) > 2:
        return (said,), False
    said = _BOTH.sub("", _TAIL.sub("", said))
    either = bool(_EITHER.search(said))
    parts = [_bare(part) for part in (_EITHER if either else _SEVERAL).split(said)]
    parts = list(dict.fromkeys(filter(None, parts)))
    if len(parts) == 1:  # Johnson and Johnson
        return (_bare(said),), False
    return tuple(parts), either


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.strip(" ,"), flags=re.I)


# Lists

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|\d{1,2})"
_VERB = (
    r"(?:are|were|have|had|has|do|did|does|will|would|can|could|may|might|must|should|is|was"
    r"|[a-z]{2,}ed|border|belong|form|lie|keep|carry|own|run|host|produce|export|participate|exist|remain"
    rf"|{'|'.join(sorted({*PAST, *PAST.values()}))})"
)
_LINK = r"(?:of|in|on|at|for|from|with|that|which|who|whose|where|to|by|about|during|against|between|behind)"
_HEADED = re.compile(
    rf"(?:(?:in|on|at|to|from|with|for|by|into|through|against|of) )?(?:which|what) (?:other |else )?"
    rf"(?:(?:of the )?(?P<number>{_NUMBER}) )?(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+) "
    rf"(?:{_LINK} .{{3,80}}? )?{_VERB}\b.*",
    re.I,
)
_BE = re.compile(
    rf"(?:what|which|who) (?:all )?(?:are|were|will be) (?:all )?"
    rf"(?:the|some of the|its|their|his|her|(?:the )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)?[’']s?)"
    rf" (?:(?P<number>{_NUMBER}) )?(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+)"
    rf"(?: (?:{_LINK}|[a-z]+ed|due|here|there)\b.*)?",
    re.I,
)
_ORDERED = re.compile(
    rf"(?:please )?(?:list|name|enumerate|give(?: me)?|tell me|show me)"
    rf"(?P<all> all(?: of)?)?(?: the| every| each| some)?"
    rf"(?: names of(?: all)?(?: the)?)? (?:(?P<number>{_NUMBER}) )?"
    rf"(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+)(?: (?:{_LINK}|{_VERB})\b.*)?",
    re.I,
)
_ATTENDED = re.compile(
    r"who (?:all )?(?:else )?(?:(?:has|have|had|will|would|did|was|were|is|are) )?(?:(?:also|expected|due"
    r"|going|invited) )?(?:to )?(?:(?:attend|take part|participate)(?:ed|ing|s)?\b.*|took part\b.*"
    r"|(?:be )?(?:present|in attendance|at the table|in the room|there)\b.*)"
    r"|who all .+|who else .+"
    r"|who (?:are|were) (?:expected|invited|nominated|arrested|killed|charged|appointed|elected"
    r"|running|competing|involved|suspected|accused|injured|hurt|named)\b.*",
    re.I,
)
_MEMBERS = re.compile(r"who (?:belongs? to|makes? up|made up|signed up)\b.*", re.I)
_ONE_ANSWER = re.compile(r"\b(?:called|named|known as|made of|like|mean|stand for|worth|used for)$", re.I)

PEOPLE = frozenset(
    "people persons mayors heads men women children boys girls players leaders actors actresses singers members"
    " guests ministers senators candidates officials victims authors winners presidents politicians"
    " artists musicians astronauts nominees inductees suspects lawmakers coaches judges celebrities"
    " scientists athletes teenagers students governors mayors speakers visitors stars runners-up"
    " performers writers directors drivers kings queens rivals contenders executives students"
    " defendants survivors founders stepped republicans democrats".split()
)
COUNTRY_WORDS = frozenset("countries nations".split())
STATE_WORDS = frozenset(["states"])
PLACES = frozenset(
    "cities towns villages places regions districts provinces airports capitals locations islands"
    " counties continents neighbourhoods neighborhoods rivers seas lakes venues stadiums ports areas"
    " parks states countries nations hosts".split()
)
BODIES = frozenset(
    "companies teams clubs parties organisations organizations agencies banks firms brands airlines"
    " carmakers automakers universities schools newspapers bands unions retailers networks services"
    " stores restaurants chains departments ministries movies films shows songs albums books series programs".split()
)
"""Head nouns of lists whose items are names."""

_PLURALS = frozenset("people children men women species runners-up".split())
_NO_PLURALS = frozenset(
    "does is was has this news address means odds terms times lengths waters words grounds always"
    " series class species dimensions hours circumstances conditions police chances consequences"
    " implications types kinds sorts hours remains details yards miles minutes seconds days years goods funds".split()
)


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A question for several things.

    Attributes:
        head: the word for them, in lower case; "who" for people.
        number: how many are asked for, where it says that; else 0.
    """

    head: str
    number: int = 0

    @property
    def people(self) -> bool:
        """Whether the items are people."""
        return self.head == "who" or self.head in PEOPLE

    @property
    def named(self) -> bool:
        """Whether the items are names."""
        return self.people or self.head in PLACES | BODIES


_VERBS = frozenset(PAST.values()) | frozenset(
    "border act exist provide exceed mediate contain belong depend refer result occur relate"
    " produce deal cost serve explain differ happen explain need kind host span drive trigger enable allow attract"
    " determine affect influence inspire motivate distinguish separate enter decide" " serve prevent protect govern".split()
)
"""Verbs, whose third person is no plural: "which theorem states"."""

_AGREES = frozenset("are were have do did will would can could may might must should".split())
"""Verbs that show that the word before them is a plural."""

_NO_HEAD = frozenset(
    "of the is are was were do does did has have had will would can could it he she they we you"
    " to a an".split()
)
"""Words that do not stand before the head of a list."""

_COUNTED = {
    word: n
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
} | {"both": 2}


def count_of(word: str) -> int:
    """The number that a word says; 0 if none."""
    return int(word) if word.isdigit() else _COUNTED.get(word.lower(), 0)


def list_asked(question: str) -> ListAsked | None:
    """The list that a question asks for, or None if it asks for one thing."""
    asked = " ".join(question.split()).rstrip("?.! ")
    if _ONE_ANSWER.search(asked):
        return None
    if _ATTENDED.fullmatch(asked) or _MEMBERS.fullmatch(asked):
        return ListAsked("who")
    for pattern in (_BE, _ORDERED, _HEADED):
        if match := pattern.fullmatch(asked):
            *before, head = match["head"].lower().split()
            rest = asked[match.end("head") :].split()
            plain = match["number"] or (rest and rest[0].lower() in _AGREES)
            verb = head[:-1] in _VERBS and not plain and head not in PLACES | PEOPLE | BODIES
            verb = verb or any(word[:-1] in _VERBS and word[-1] == "s" for word in before)
            owned = any(word.endswith(("’s", "'s")) for word in before)
            if _is_plural(head) and not verb and not owned and not _NO_HEAD.intersection(before):
                who = asked[:3].lower() == "who"
                return ListAsked("who" if who else head, count_of(match["number"] or ""))
    return None


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    return (
        word.endswith("s")
        and len(word) > 3
        and not word.endswith(("ss", "us", "is", "as", "’s", "'s"))
        and word not in _NO_PLURALS
    )


_TO_WHICH = re.compile(
    r"(?:please )?(?:list|name|enumerate|give(?: me)?|tell me|show me)(?: all(?: of)?)?(?: the"
    r"| every| each| some)?(?: names of(?: all)?(?: the)?)? (?P<what>.+)",
    re.I,
)
_THAT = re.compile(r"^(?P<head>.+?) (?:that|which|who) (?P<rest>.+)$", re.I)
_PLACED = re.compile(r"^(?P<head>\S+(?: \S+){0,2}?) (?P<rest>(?:on|in|at|of|from|near|with) .+)$", re.I)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}


def as_question(question: str) -> str:
    """An order to list something as a question: "Name the ports on the sea", "Which ports …?"."""
    asked = " ".join(question.split()).rstrip("?.! ")
    match = _TO_WHICH.fullmatch(asked)
    if not match:
        return question
    what = match["what"]
    if that := _THAT.match(what):
        return f"Which {that['head']} {that['rest']}?"
    if placed := _PLACED.match(what):
        return f"Which {placed['head']} are {placed['rest']}?"
    return f"What are the {what}?"


def of_one(question: str, asked: ListAsked) -> str:
    """A question for several things as one for one of them; "" where it cannot be put so.

    "Which ports lie on the sea?" becomes "Which port lies on the sea?".
    """
    text = as_question(question).rstrip("?.! ")
    if asked.head == "who":
        said = re.sub(r"^who (?:all |else )*(are|were)\b", _who_is, text, flags=re.I)
        return f"{said}?" if said != text else ""
    head = re.search(rf"\b{re.escape(asked.head)}\b", text, re.I)
    if not head:
        return ""
    before = re.sub(rf"\b(?:{_NUMBER})\s+$", "", text[: head.start()], flags=re.I)
    before = re.sub(r"\b(are|were) the ", lambda m: f"{_SINGULAR[m[1].lower()]} the ", before)
    before = re.sub(r"\b(?:two|three|four|five|six) ", "", before)
    after = text[head.end() :]
    after = re.sub(r"^ (are|were|have)\b", lambda m: f" {_SINGULAR[m[1]]}", after)
    verb = re.match(r" ([a-z]+)\b", after)
    if verb and verb[1] in _PRESENT:
        after = f" {_third(verb[1])}{after[verb.end() :]}"
    return f"{before}{_one_of(head.group())}{after}?"


def _who_is(match: re.Match[str]) -> str:
    return f"{match.group()[:3]} {_SINGULAR[match[1].lower()]}"


_PRESENT = _VERBS | frozenset("lie make take keep carry host lead say".split())
"""Verbs as they stand behind several things."""
_SINGULARS = {"people": "person", "children": "child", "men": "man", "women": "woman"}


def _one_of(plural: str) -> str:
    if plural.lower() in _SINGULARS:
        return _SINGULARS[plural.lower()]
    if plural.endswith("ies") and len(plural) > 5 and plural.lower() != "movies":
        return plural[:-3] + "y"
    if plural.endswith(("sses", "shes", "ches", "xes")):
        return plural[:-2]
    return plural[:-1] if plural.endswith("s") else plural


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


# Overviews and comparisons

_ABOUT_WHAT = re.compile(
    r"(?:please |can you |could you )*(?:"
    r"(?:summari[sz]e|sum up|outline|recap|brief me on|catch me up on|fill me in on|describe) "
    r"(?:the |all )?(?:main points (?:of|on) |story (?:of|about|on) |news (?:of|about|on|from) )?(?P<summed>.+)"
    r"|(?:give|write|make|show)(?: me)? (?:a |an |the )?(?:short |brief |quick )?"
    r"(?:summary|overview|outline|recap|picture|account|digest) (?:of|on|about) (?P<given>.+)"
    r"|(?:a |an )?(?:short |brief )?(?:summary|overview|recap) (?:of|on) (?P<noun>.+)"
    r"|tell me (?:something |more |everything |all )?(?:you know )?about (?P<told>.+)"
    r"|what (?:is|was) (?:currently )?known (?:so far )?(?:about|of|on) (?P<known>.+?)(?: so far)?"
    r"|what (?:do|did) (?:we|you|the (?:documents?|reports?|articles?|files?|papers?)) (?:know|say|tell us|report|have)"
    r" (?:so far )?(?:about|on|of) (?P<said>.+)"
    r"|what(?: all)? (?:has )?(?:happened|happens|took place|is going on|was going on|went on|is happening)"
    r" (?:in|at|during|around|with|over) (?P<happened>.+)"
    r"|what(?:’s|'s| is) (?:the (?:situation|latest|state of things|story|news)|new|going on) "
    r"(?:in|at|with|on|of|about|from) (?P<latest>.+)"
    r"|what(?:’s|'s| is| was| were| are) (?:the )?(?:main |key )(?:points?|facts?|events?|developments?) (?:of|in|on|about) (?P<main>.+)"
    r")",
    re.I,
)
_ONE_EVENT = re.compile(
    r"\b(?:when|after|before|because|if|while|as|that|which|who|by|since)\b|^(?:the )?\d{1,4}s?$"
    r"|^(?:it|him|her|them|this|that|these|those|he|she|they)$",
    re.I,
)
"""Of what happened: words after which one event is asked for."""


_LONG_TOPIC = 8
"""Words of what something happened in, from which it is one event."""


@dataclass(frozen=True, slots=True)
class OverviewAsked:
    """A question for the few sentences that tell of a topic together.

    Attributes:
        topic: in its words.
    """

    topic: str


def overview_asked(question: str) -> OverviewAsked | None:
    """The topic that an overview is asked of, or None."""
    asked = " ".join(question.split()).rstrip("?.! ")
    match = _ABOUT_WHAT.fullmatch(asked)
    if not match:
        return None
    topic = next(filter(None, match.groups()), "")
    happened = match["happened"]
    if happened and (_ONE_EVENT.search(happened) or len(happened.split()) > _LONG_TOPIC):
        return None
    if match["summed"] and asked.lower().startswith("describe") and not topic[:1].isupper():
        return None
    return OverviewAsked(_bare(topic)) if topic.split() else None


_TOPIC = r"(?: (?:on|in terms of|regarding|with regard to|concerning|about|over|with respect to|as to|for) (?P<about>.+?))?"
_COMPARED = re.compile(
    r"(?:please )?(?:(?:compare|contrast) (?P<a>.+?) (?:and|with|to|against|vs\.?|versus) (?P<b>.+?)"
    r"|how (?:do|does|did) (?P<a2>.+?) (?:and|compare (?:to|with)|differ from) (?P<b2>.+?)(?: (?:differ|compare))?"
    r"|what(?:’s|'s| is| was| are| were) the (?:main |key )?differences? between (?P<a3>.+?) and (?P<b3>.+?)"
    r"|(?:the )?differences? between (?P<a4>.+?) and (?P<b4>.+?)"
    r"|in what (?:way|respect)s? (?:do|does|did) (?P<a5>.+?) (?:and|differ from) (?P<b5>.+?)(?: differ)?"
    rf"){_TOPIC}",
    re.I,
)
_SIDES = re.compile(
    r"what (?:do|does|did|have|has|is|are) (?:(?P<each>(?:each|either|every)(?: of the)? (?:sides?|party|parties)"
    r"|(?:both|the two|the|all)(?: of the)? (?:sides|parties|camps))|(?P<a>.+?) and (?P<b>.+?))"
    r" (?:each |both |respectively )?(?:say|said|claim(?:ed)?|think|argue(?:d)?|report(?:ed)?|saying|claiming)"
    r" (?:about|on|of|over|regarding) (?P<about>.+)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """A question that sets sides beside each other.

    Attributes:
        sides: that are named; none for "each side".
        about: in what they are compared; empty for in general.
        said: whether it asks for what the sides say.
    """

    sides: tuple[str, ...]
    about: str
    said: bool


def comparison_asked(question: str) -> ComparisonAsked | None:
    """The sides that a question compares, or None."""
    asked = " ".join(question.split()).rstrip("?.! ")
    if match := _SIDES.fullmatch(asked):
        sides = () if match["each"] else (_bare(match["a"]), _bare(match["b"]))
        return ComparisonAsked(_several(sides), _bare(match["about"]), True)
    match = _COMPARED.fullmatch(asked)
    if not match:
        return None
    pairs = [(match[f"a{n}"], match[f"b{n}"]) for n in ("", "2", "3", "4", "5")]
    one, other = next(pair for pair in pairs if pair[0])
    how = asked.lower().startswith("how")
    if how and not re.search(r"\b(?:differ|compare)\b", asked, re.I):
        return None
    sides = _several((_bare(one), _bare(other)))
    if len(sides) < 2 or any(_POINTS.search(side) for side in sides):
        return None
    return ComparisonAsked(sides, _bare(match["about"] or ""), False)


_POINTS = re.compile(r"\b(?:that|those) of\b|^(?:it|this|that|these|those|them|they|he|she)$", re.I)
"""A side that only another names."""


def _several(sides: tuple[str, ...]) -> tuple[str, ...]:
    """The sides, of which the first may name several with commas."""
    parts = [part for side in sides for part in re.split(r",\s*", side)]
    return tuple(dict.fromkeys(_bare(part) for part in parts if part.strip()))


NOTHING_ON = "The documents say nothing of {}{}."
"""Of a side, or something else that was asked about; and in what."""


def nothing_on(side: str, about: str) -> str:
    """That the documents say nothing of a side, in a sentence."""
    return NOTHING_ON.format(side, f" on {about}" if about else "")
