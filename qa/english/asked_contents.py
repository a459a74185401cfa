"""Questions for what the documents hold as a whole, or at a time, with no topic of their own."""

import re

_NEWS = re.compile(
    r"(?:please )?(?:what (?:all )?(?:has |is |was |were |else )?(?:happen(?:ed|s|ing)|took place"
    r"|went on|going on|reported|in the news|new|the (?:main |latest )?(?:news|events?))"
    r"|what(?:’s|'s) (?:new|happening|going on|the news|in the news)"
    r"|(?:summari[sz]e|sum up|recap|list|show(?: me)?|give me|tell me)(?: a| an)?"
    r"(?: summary of| overview of| recap of)? ?(?:all |everything|what happened)?"
    r"(?:the )?(?:main |latest )?(?:news|events|reports|articles|stories)?"
    r"|(?:the )?(?:news|events))"
    r"(?: (?:in|on|during|of|from|for|at|over))*",
    re.I,
)
"""Asks what happened at a time, whose phrase is gone, and of nothing else."""
_THESE = (
    r"(?:(?:all|everything|it all|them all|(?:all )?the (?:main |latest )?news"
    r"|the (?:whole )?(?:folder|corpus|collection|index|archive)"
    r"|(?:all (?:of )?)?(?:the|these|those|this|my|our|your) (?:documents|files|reports|articles"
    r"|papers|texts|folder|corpus|collection|index|sources|material)"
    r"|(?:all )?(?:documents|files|reports|articles))(?: here)?)"
)
_THIS = (
    r"(?:this|that|it|(?:the|this|my) (?:document|file|report|article|paper|text|story|letter"
    r"|e-?mail|pdf|page))"
)
_SUMMED = (
    r"(?:please |can you |could you )*(?:summari[sz]e|sum up|outline|recap"
    r"|(?:give|write|make|show)(?: me)? (?:a |an |the )?(?:short |brief |quick )?(?:summary"
    r"|overview|outline|gist|main points|key points) of"
    r"|(?:a |an |the )?(?:short |brief )?(?:summary|overview|gist|main points|key points) of"
    r"|what (?:is|are) the (?:main |key )(?:points?|ideas?|message|topics?|subjects?) (?:of|in))"
)
_IN_THEM = (
    r"(?:(?:is|are|’s|'s) in(?:side)?|(?:do|does) {}(?: all)? (?:say|contain|cover|hold|deal with"
    r"|tell(?: me| us)?|talk about)|(?:is|are|’s|'s) {}(?: all)? about)"
)
_WHOLE = re.compile(
    rf"{_SUMMED} (?:{_THESE}|{_THIS})"
    rf"|what ?{_IN_THEM.format(_THESE, _THESE)}(?: {_THESE}| {_THIS}| here)?"
    rf"|what ?(?:(?:does) {_THIS} (?:say|contain|cover|tell(?: me| us)?)|(?:is|’s|'s) {_THIS}"
    r" (?:all )?about)"
    r"|what (?:can|could|may) (?:i|we|you) (?:ask|find|learn)(?: (?:you|here|about))*"
    r"|(?:please )?(?:summari[sz]e|(?:a )?summary|tl;? ?dr|sum (?:it|this|them) up)"
    r"|what (?:topics|subjects) (?:do|does|are) .{0,40}?(?:cover(?:ed)?|here|there|in .{1,30})",
    re.I,
)
"""Asks what one document, or all of them, are about."""
_TITLED = re.compile(
    rf"(?:{_SUMMED} |what (?:is|does) )(?:(?:the|this) \w+ )?“(?P<title>.+)”"
    r"(?: (?:all )?about| say| contain| cover| tell(?: me| us)?)?",
    re.I,
)
_TYPES = (
    r"(?:minutes|agenda|leaflet|brochure|flyer|notice|letter|e-?mail|mail|memo|message|manual"
    r"|handbook|guide|guidelines|instructions|rules|policy|contract|agreement|statutes|by-?laws"
    r"|invoice|price list|programme|program|newsletter|bulletin|press release|statement|speech"
    r"|interview|transcript|log|diary|protocol|study|survey|review|report|plan|budget|timetable)"
)
_CALLED = re.compile(
    rf"(?:{_SUMMED} |what (?:is|are|do|does)(?: in)? )(?:(?:the|this|that|my|our|your) )?"
    rf"(?P<name>(?:[\w’'-]+ ){{0,3}}{_TYPES}(?: (?:of|from|by|for|to|on|about) .{{1,60}}?)?)"
    r"(?: (?:all )?about| say| contain| cover| tell(?: me| us)?)?(?: (?:of|from|in|on))?",
    re.I,
)
"""Asks what a document says that is called by its kind: the minutes of the sailing club."""
OF_TITLE = "What is “{}” about?"
"""Asks what the document of a title is about."""
_TEXT = r"(?:document|file|report|article|paper|text)"
_CITED = re.compile(
    r"(?:and )?(?:(?P<who>who (?:wrote|published|authored|(?:is|was) the author of))"
    r"|(?P<when>when was)|(?P<date>(?:what|which) (?:is|was) the date of|of what date is))"
    rf" (?:(?P<this>this|that)(?: (?:{_TEXT}|story|letter|piece))?|the {_TEXT})"
    r"(?: (?P<made>published|written|posted|released))?"
    r"(?P<also>,? and when)?\W*",
    re.I,
)


def of_cited(asked: str) -> str:
    """A question for who wrote the document that was just cited, or when; empty for any other.

    Its title goes into the "{}" of it.
    """
    match = _CITED.fullmatch(asked.strip())
    if not match or bool(match["when"]) != bool(match["made"]):
        return ""
    if match["who"]:
        who = f"{match['who'][:1].upper()}{match['who'][1:]}"
        return f"{who} “{{}}”{', and when' if match['also'] else ''}?"
    return f"When was “{{}}” {match['made'] or 'published'}?"


_ONE = re.compile(
    r"\b(?:document|file|report|article|paper|text|story|letter|e-?mail|pdf|page)\b", re.I
)


def news_asked(question: str) -> bool:
    """Whether a question asks what happened at a time and names nothing else.

    Args:
        question: without the phrase of its time: "What happened on"; any preposition may be left.
    """
    return bool(_NEWS.fullmatch(" ".join(question.split()).rstrip("?.! ")))


def whole_asked(question: str) -> bool:
    """Whether a question asks what a document is about, or all of them; any other names a topic."""
    return bool(_WHOLE.fullmatch(" ".join(question.split()).rstrip("?.! ")))


def title_asked(question: str) -> str:
    """The title in quotation marks of a document that a question asks what it is about; or ""."""
    match = _TITLED.fullmatch(" ".join(question.split()).rstrip("?.! "))
    return match["title"] if match else ""


def called_asked(question: str) -> str:
    """What a question calls a document by whose whole it asks for: "the minutes"; or "".

    Args:
        question: without the phrase of its time, of which a preposition may be left.
    """
    match = _CALLED.fullmatch(" ".join(question.split()).rstrip("?.! "))
    return match["name"] if match else ""


def names_one(question: str) -> bool:
    """Whether such a question is about a single document."""
    return bool(_ONE.search(question))
