"""The date of publication that the first lines of a text state, and what these lines are."""

import re
from collections.abc import Sequence

from index.text.dates import MONTH, iso_date
from index.text.furniture import is_date, is_furniture
from index.text.other_dates import in_english
from index.text.statements import STATES

HEADER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|reply-to|von|an|datum|de|para|fecha"
    r"|(?:(?:media|press)\s)?contacts?|kontakt|e-?mail|phone|tel\.?|enquiries)\s*:",
    re.I,
)
_DATE_LINE = re.compile(
    r"(?:(?:first\s+)?published|posted|(?:last\s+)?(?:updated|edited)(?:\s+time)?|sent|datum"
    r"|(?:date\s+)?created(?:\s+(?:time|at))?"
    r"|date\s+(?:of\s+(?:issue|publication)|issued|published)|(?:publication|issue)\s+date|date[dr]?)\b\s*:?\s*(?:on\b)?",
    re.I,
)
_DATE_ALONE = re.compile(r"dat(?:e|um)\b", re.I)
"""A key that may stand before any date: in a line of several parts that of an event."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|.*\ball rights reserved", re.I)
_DASH = re.compile(r"\s*(?:-{1,2}|[–—])\s")
_AGENCY = re.compile(r"\([^()]{1,40}\)|/[^/\d]{1,40}/")
"""Who sent a report: `(Reuters)`, `/PRNewswire/`."""
_PLACE_AND_DATE = re.compile(r"[A-ZÄÖÜÉ][\w'-]+(?: [A-ZÄÖÜÉ][\w'-]+)?,\s*(?P<date>.{6,40})")
_PAPERS = (
    r"(?:Mercury|Gazette|Times|Post|Herald|News|Review|Guardian|Telegraph|Journal|Tribune|Chronicle"
    r"|Observer|Courier|Express|Mail|Echo|Star|Sun|Press|Record|Register|Independent|Standard|Daily"
    r"|Weekly|Bulletin|Magazine|Advertiser|Argus|Reuters|AP|AFP|dpa|BBC|CNN|Zeitung|Allgemeine"
    r"|Spiegel|Anzeiger|Nachrichten|Monde|Figaro|Libération|País|Mundo|Prensa|Politico|Economist)"
)
_NAME_OF_PAPER = rf"(?:[Tt]he )?(?:[A-ZÀ-Þ][\w’'-]+ ){{0,3}}{_PAPERS}(?: News| Online)?"
_PAPER = re.compile(
    rf"{_NAME_OF_PAPER}|(?i:press release|media release|news release|opinion|comment|editorial"
    r"|interview)"
)
"""A part of a line that says that a text was published, and by whom or as what."""
_NOTICE = re.compile(
    r"(?:[\w’'-]{1,20} ){0,3}(?:notice|memo|memorandum|circular|bulletin|newsletter|briefing)"
    r"(?: (?:no\.? ?)?\d{1,4})?",
    re.I,
)
"""The same with its number: "STAFF NOTICE 12"."""
_PAPER_AND_DATE = re.compile(rf"{_NAME_OF_PAPER}(?:,|\s[-–|·]|:)\s+(?P<date>.{{6,40}})")
"""A line that names a paper and the day: "The Harrowby Mercury, 22 May 2024"."""
_PAPER_AND_MORE = re.compile(
    r"(?:[^.|]{3,80}\. )?(?P<named>[^.|,]{3,60}), (?P<date>[^,.|]{6,40}(?:, \d{4})?)\.(?:\s.*|$)"
)
"""A line that goes on behind the day of a paper: "Fells magazine, 4 May 2024. In this number …"."""
_ISSUED = re.compile(
    r"(?:issued|revised|released|posted|reviewed|approved|corrected)\b"
    r":?\s+(?:on )?(?:(?:at )?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)? (?:on )?)?(?P<date>.{6,40})",
    re.I,
)
_PLACE_AND_DAY = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2},\s+"
    r"(?P<date>\S+(?: \S+){2,3}?)\.\s+[A-ZÀ-Þ]"
)
"""A report that begins with a place and a day: "LINDAU, 28 May 2024. The mayor resigned …"."""
_DAY_AND_WRITER = re.compile(
    r"(?:[A-ZÀ-Þ]\w{1,20}\. )?(?P<date>[^.|–—]{6,40}?)(?:(?P<comma>,)|[.:]|\s[-–—|·•])\s+"
    r"(?P<rest>\S.{0,200})"
)
"""A line that begins with the day of a report, and goes on with who wrote it: "12 March 2024. By
Edda Lorne, Courier", "Friday 19 April 2024 - Crown Court - from our reporter"."""
_OF_PRINT = re.compile(
    r"(?:on )?(?:pages?|pp?\.|no\.?|nr\.|vol\.|issue)\s?\d"
    r"|(?:(?:late|early|first|final|morning|evening) )?edition\b",
    re.I,
)
"""What stands behind the day of a paper: "Tuesday 14 March 2023, page 1"."""
_WRITER = re.compile(
    r"\b(?:[Bb]y|[Ff]rom|(?:[Rr]eport(?:ed)?|[Ww]ords|[Tt]ext)(?: by|:)) (?:our |[A-ZÀ-Þ])"
)
_NAMES = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]*){1,3}")
_ISSUE = re.compile(
    r"(?!.*\b(?:next|last|previous|approval|approve|deadline|closing|due|response|comments)\b)"
    r".{0,80}\b(?:(?:newsletter|bulletin|report|briefing|statement|update|circular|agenda|issue"
    r"|edition|minutes|review)\b(?P<about> (?:on|about|into) )?.{0,20}?[,–-]\s+|minutes of"
    r" (?:the|a|its) (?:\w+ )?meeting(?: held)? (?:of|on) )(?P<date>.{6,40})",
    re.I,
)
"""A title that ends with the day of its issue: "St Hilda’s newsletter, 4 October 2024"."""
_FIRST_FILES = 1990
"""The year before which a day behind `Update on …` is that of what it is about; so is a day that
stands alone on a first page."""
_RANGE = re.compile(
    r"(?<![-./:T\d])\d{1,2}(?:[.:]\d\d)?(?:\s?[ap]\.?m\.?)?\s?[-–—]\s?\d{1,2}(?![\d-])"
    rf"|{MONTH}\.?(?:\s\d{{4}})?\s?[-–—]\s?(?:\d{{1,2}}\s)?{MONTH}|\b\d{{4}}\b.*\b\d{{4}}\b",
    re.I,
)
"""Two days or two hours, between which something takes place."""
_EVENT = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:doors|tickets?|admission|entry|venue|rsvp|invited|takes? place)\b",
    re.I,
)
"""What is written beside the day of an event."""
_OTHER_DAY = re.compile(
    r"(?:[\w’'-]{1,20} ){0,3}(?:due|closing|closes|deadline|birth|born|expires|expiry|valid|until"
    r"|starts?|ends?|event|next|when)\b(?: [\w’'-]{1,20}){0,2}\s?:?",
    re.I,
)
"""A label of a day that is none of publication."""
_LONGEST_DETAIL = 60  # characters of a line with the hour or place of an event
_PARTS = re.compile(r"\s[|·•]\s|\s{3,}")
_SERIAL = re.compile(
    rf"(?!.*\b(?i:next|last|previous)\b)"
    rf"(?:{_NAME_OF_PAPER}|.{{0,60}}\b(?i:magazine|newsletter|bulletin))"
)
_NUMBER_OF_ISSUE = re.compile(
    r"(?:issue|number|edition|volume|vol\.|no\.|nr\.|ausgabe|numéro|n°)\s?(?:no\.?\s?)?"
    r"\d{1,4}(?:\s?\(\d{4}\))?$",
    re.I,
)
_RECORDED = re.compile(r"\b(?:recording|transcript)$", re.I)
"""How a line ends that names the recording of a meeting, with the day and hour of it below."""
_CHAPTER = re.compile(r"chapter\b|(?:part|book|canto|letter)\s(?:[ivxlc\d]{1,6}|one)\b", re.I)
GREETING = re.compile(
    r"(?:dear|sehr geehrte[rs]?|liebe[rs]?|madame|monsieur|estimad[oa]s?|hello|hi)\b", re.I
)
_MINUTES = re.compile(
    r"(?:draft\s+)?(?:minutes|(?:sitzungs|ergebnis)?protokoll|niederschrift|procès-verbal"
    r"|compte[- ]rendu|acta|notulen|meeting\s+notes|notes\s+(?:of|from)\s+(?:the\s+|a\s+)?meeting"
    r"|record\s+of\s+(?:the\s+)?meeting|[^\W\d][^\d:.]{0,60}\bmeeting\s+minutes)\b",
    re.I,
)
_MEETING = re.compile(
    r"(?!.*\b(?:next|last|previous|birth|following|future|subsequent|earlier|arising|actions?|dates)\b)"
    r"(?:(?:the\s+)?(?:meeting\s+)?(?:held|date)\b|(?:[\w’'-]{1,30}\s+){0,5}meeting\b)"
    r"(?:\s+(?:of|and|&)\s+(?:the\s+)?(?:meeting|time)\b)*",
    re.I,
)
"""How a line of minutes begins that says when the meeting was."""
_BEFORE_DATE = re.compile(r"[,:(]\s?|\s[–-]\s|\b(?:of|on|[Hh]eld|vom|am|du|del)\s")
_AFTER_DATE = re.compile(r",\s|\s[-–|]\s|\s(?:at|from|in|um|à|a\slas)\s|\)")
_MOST_PARTS = 3
"""Of a date, as `Tuesday, June 4, 2024` has them."""
_CLOCK_AT_END = re.compile(r"\b[ap]\.m\.$", re.I)
BYLINE = re.compile(r"(?:by|from|von|par|por)\s+[A-ZÀ-Þ]", re.I)
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
FIRST_LINES = 5
_LONGEST_GREETING = 60  # characters
HEAD_OF_LETTER = 25  # lines above its greeting
_NO_SENTENCE = 4  # words, as of `Berg & Sons Ltd.`
LONGEST_TITLE = 120
LONGEST_LINE = 300
"""Of a line that is looked at for a title or a date: patterns take time quadratic in it."""


def date_of(text: str) -> str | None:
    """The date of publication that the first lines of a text state; see `stated_date`."""
    return stated_date(first_lines(text))


def date_of_page(text: str) -> str | None:
    """The date of publication that the first page of a document states; see `stated_date`."""
    return stated_date(first_lines(text), first_year=_FIRST_FILES)


def first_lines(text: str) -> list[str]:
    """The first lines of a text, without white space around them, and not long."""
    return [line.strip()[:LONGEST_LINE] for line in text[:20_000].split("\n")[:30]]


def stated_date(lines: Sequence[str], *, first_year: int = 0) -> str | None:
    """The date that the first lines name as the one of publication, or that stands alone there.

    That is after a key, a byline or the place of a report, or in the head of a letter.

    Args:
        lines: without white space around them, and not long.
        first_year: before which a day that stands alone is that of what they are about.
    """
    filled = [line for line in lines if line]
    is_minutes = any(_MINUTES.match(line) for line in filled[:3])
    greeted = next((n for n, x in enumerate(filled[: 3 * FIRST_LINES]) if GREETING.match(x)), None)
    is_letter = is_minutes or (greeted is not None and not _is_told(filled[:greeted]))
    for n, line in enumerate(filled[:FIRST_LINES]):
        if is_minutes and (found := _date_of_meeting(in_english(line))):
            return found
        found = _date_of(line, is_letter=is_letter)
        is_alone = found is not None and is_date(in_english(line))
        if is_alone and n and _RECORDED.search(filled[n - 1]):
            return found
        if is_alone and (int(str(found)[:4]) < first_year or _is_of_event(filled, n)):
            continue
        if found:
            return found
    date = _date_of_letter(filled)
    return date if date and int(date[:4]) >= max(first_year, _FIRST_FILES) else None


def _date_of_letter(lines: Sequence[str]) -> str | None:
    """The only date that stands alone, or behind a place, above the greeting of a letter."""
    at = next((n for n, line in enumerate(lines[:HEAD_OF_LETTER]) if greets(line)), 0)
    if _is_told(lines[:at]):
        return None
    above = [in_english(line) for line in lines[:at]]
    dates = {iso_date(line) if is_date(line) else place_and_date(line) for line in above}
    found = dates - {None}
    return found.pop() if len(found) == 1 else None


def is_head_of_letter(lines: Sequence[str]) -> bool:
    """Whether lines are what stands above the greeting of a letter, with a day or a key."""
    found = (HEADER.match(x) or is_date(x) or place_and_date(x) for x in map(in_english, lines))
    return not _is_told(lines) and any(found)


def _is_told(lines: Sequence[str]) -> bool:
    """Whether lines above a greeting are of a story: a sentence ends there, or a chapter begins."""
    return any(
        _CHAPTER.match(line) or (ENDS_SENTENCE.search(line) and len(line.split()) > _NO_SENTENCE)
        for line in lines
    )


def greets(line: str) -> bool:
    """Whether a line is a greeting, and not a sentence or a heading that begins as one."""
    short = len(line) <= _LONGEST_GREETING and line.endswith((",", ":", "!"))
    return short and GREETING.match(line) is not None


def _is_of_event(lines: Sequence[str], number: int) -> bool:
    """Whether a line of a date alone says when something is: a range, by its label, or beside."""
    above = lines[number - 1] if number else ""
    if _RANGE.search(lines[number]) or _OTHER_DAY.fullmatch(above):
        return True
    beside = [above, *lines[number + 1 : number + 4]]
    details = [line for line in beside if len(line) <= _LONGEST_DETAIL and not _tells_of_text(line)]
    return any(map(_EVENT.search, details))


def _tells_of_text(line: str) -> bool:
    """Whether a line says who wrote a text or when, and may hold the hour of that."""
    return bool(_DATE_LINE.match(line) or BYLINE.match(line) or HEADER.match(line))


def _date_of(line: str, *, is_letter: bool) -> str | None:
    """The date of publication that a line gives, if it does."""
    line = in_english(line)
    if _COPYRIGHT.match(line):
        return None
    if named := _DATE_LINE.match(line):
        rest = line[named.end() :].strip()
        return iso_date(rest) if is_date(rest) or is_furniture(line) else None
    if is_date(line) or is_furniture(line):
        return iso_date(line)
    if date := _date_in_parts(line):
        return date
    if date := _dateline(line) or named_day(line) or _day_and_writer(line):
        return date
    return place_and_date(line) if is_letter else None


def _date_in_parts(line: str) -> str | None:
    """The date in a line such as `Housing Board | Published 4 May 2023`, `Issue 3 | 4 May 2023`."""
    parts = _PARTS.split(line.strip("# *_"))[:_MOST_PARTS]
    is_issue = any(map(_is_masthead, parts))
    for part in parts if len(parts) > 1 else ():
        named = None if _DATE_ALONE.match(part) else _DATE_LINE.match(part)
        date = part[named.end() :].strip() if named else part
        if (named or is_issue) and is_date(date):
            return iso_date(date)
    return None


def _is_masthead(part: str) -> bool:
    """Whether a part of a line says that a text was published: a paper, its kind, its number."""
    return bool(_NUMBER_OF_ISSUE.match(part) or _PAPER.fullmatch(part) or _NOTICE.fullmatch(part))


def named_day(line: str) -> str | None:
    """The date behind the name of a paper or a place, or a word such as "revised"."""
    line = line[:LONGEST_TITLE].lstrip("# *").rstrip("*")
    for pattern in (_PAPER_AND_DATE, _ISSUED, _ISSUE):
        found = pattern.fullmatch(line)
        if found and is_date(found["date"]):
            date = iso_date(found["date"])
            is_old = date is not None and int(date[:4]) < _FIRST_FILES
            return None if is_old and found.groupdict().get("about") else date
    more = _PAPER_AND_MORE.fullmatch(line.replace("*", ""))
    if more and (_NUMBER_OF_ISSUE.match(more["named"]) or _SERIAL.fullmatch(more["named"])):
        return iso_date(more["date"]) if is_date(more["date"]) else None
    found = _PLACE_AND_DAY.match(line)
    return iso_date(found["date"]) if found and is_date(found["date"]) else None


def _day_and_writer(line: str) -> str | None:
    """The day that a line begins with and goes on with who wrote the report."""
    found = _DAY_AND_WRITER.fullmatch(in_english(line)[:LONGEST_TITLE].strip("# *_"))
    if not found or not is_date(found["date"]) or _EVENT.search(line):
        return None
    is_name = not found["comma"] and _NAMES.fullmatch(found["rest"])  # else it may be a place
    is_told = is_name or _WRITER.search(found["rest"]) or _OF_PRINT.match(found["rest"])
    return iso_date(found["date"]) if is_told else None


def _date_of_meeting(line: str) -> str | None:
    """The day of a meeting that a line of its minutes names: `Held on 4 June 2024 at nine`."""
    is_sentence = STATES.match(line.replace("May", "June"))  # the month is no auxiliary verb
    if is_sentence or ENDS_SENTENCE.search(_CLOCK_AT_END.sub("", line)):
        return None
    starts = [0]
    if _MINUTES.match(line) or _MEETING.match(line):
        starts += [before.end() for before in _BEFORE_DATE.finditer(line)]
    for start in starts[: 4 * FIRST_LINES]:
        parts = _AFTER_DATE.split(line[start:], maxsplit=_MOST_PARTS)
        for count in range(1, _MOST_PARTS + 1):
            date = " ".join(parts[:count]).strip()
            if is_date(date) and (found := iso_date(date)):
                return found
    return None


def _dateline(line: str) -> str | None:
    """The date that a report begins with, after its place: `LINDAU, March 4, 2024 (Own) - It …`."""
    head, *text = _DASH.split(line[:LONGEST_TITLE], maxsplit=1)
    words = _AGENCY.sub(" ", head).rstrip(" -").replace(" ,", ",").split()
    if not text or not words or not (words[0].strip(",").isupper() or _AGENCY.search(head)):
        return None
    for count in range(1, min(len(words), 5)):
        date = " ".join(words[count:]).strip(" ,:")
        if is_date(date) and all(word[0].isupper() for word in words[:count]):
            return iso_date(date)
    return None


def place_and_date(line: str) -> str | None:
    """The date of a line that is a place and a date, as in the head of a letter."""
    found = _PLACE_AND_DATE.fullmatch(line)
    return iso_date(found["date"]) if found and is_date(found["date"]) else None
