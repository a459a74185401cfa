"""Dates in German, French, Spanish, Russian, Ukrainian and their neighbours → the same in English.

Only whole dates are read, a day, a month in words and a year, as `3. März 2025`; and what a line
says of one when it begins so, as `Publié le`. All else of a text stays as it is.
"""

import re

from index.text.lists import word_set

_MONTHS = {
    "January": "januar jänner jan janvier janv enero ene января січня gennaio janeiro januari",
    "February": "februar feb février févr fevrier febrero февраля лютого febbraio fevereiro "
    "februari",
    "March": "märz maerz mär mars marzo марта березня março maart",
    "April": "april apr avril avr abril abr апреля квітня aprile",
    "May": "mai mayo мая травня maggio maio mei",
    "June": "juni juin junio июня червня giugno junho",
    "July": "juli juillet juil julio июля липня luglio julho",
    "August": "august aug août aout agosto ago августа серпня augustus",
    "September": "september sept septembre septiembre setiembre сентября вересня settembre "
    "setembro",
    "October": "oktober okt octobre octubre oct октября жовтня ottobre outubro",
    "November": "november nov novembre noviembre ноября листопада novembro",
    "December": "dezember dez décembre déc decembre diciembre dic декабря грудня dicembre dezembro",
}
_ENGLISH = {name: month for month, names in _MONTHS.items() for name in word_set(names)}
OTHER_WEEKDAYS = word_set(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
"""In German, French, Spanish and Russian, in lower case."""
OTHER_MONTHS = frozenset(_ENGLISH)
"""Those that are read, in full or short, in lower case."""
_DATE = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(OTHER_WEEKDAYS))}),?\s(?:den\s|dem\s|le\s|el\s)?)?"
    rf"(?<![\d.])(\d\d?)(?:\.|er|º|°)?\s(?:de\s)?({'|'.join(sorted(_ENGLISH, key=len)[::-1])})\b\.?"
    r"\s(?:de\s|del\s)?(\d{4})(?!\d)(?:\s(?:г\.|года|р\.|року))?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:publié|publiée|paru|mis en ligne|veröffentlicht|erschienen|publicado|publicada"
    r"|опубликовано)(?:\s(?:le|am|el))?\s?:?\s",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:mis à jour|modifié|aktualisiert|zuletzt geändert|stand|actualizado|actualizada|обновлено)"
    r"(?:\s(?:le|am|el|vom))?\s?:?\s",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:vom|du|del|от|від)\s(?=\d\d? [^\W\d_]{3,9} \d{4}$)", re.IGNORECASE)
"""What stands before a day and nothing more: `vom 3. März bis …` tells how long something is."""
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}(?:\s(?:(?:von|van|de|del|la)\s)?[^\W\d_a-z][\w.'’-]{0,30}){0,4}"
_FROM = re.compile(rf"(?:[Pp]ar|[Vv]on|[Pp]or)\s(?={_NAME}(?:,|$))")
"""Who wrote a text, before a comma or the end: `Von Köln nach Bonn` names nobody."""
_THE = re.compile(r"(?<=,\s)(?:le|el|am|den|vom)\s(?=\d)")
_BY = re.compile(r"(?<=\d)(,?\s)(?:par|von|por)\s(?=[^\W\d_a-z])")


def in_english(text: str) -> str:
    """A text with its dates in English; as it was if there is none.

    Args:
        text: with single spaces between its words; `den 3. März 2025` becomes `3 March 2025`.
    """
    found = _DATE.sub(_date, text)
    if found == text:
        return text
    for pattern, english in ((_PUBLISHED, "Published "), (_UPDATED, "Updated ")):
        if key := pattern.match(found):
            found = english + found[key.end() :]
    found = _OF.sub("", found, count=1) if _OF.match(found) else found
    if by := _FROM.match(found):
        found = f"By {found[by.end() :]}"
    found = _THE.sub("", found)
    return _BY.sub(r"\1by ", found)


def _date(found: re.Match[str]) -> str:
    return f"{found[1]} {_ENGLISH[found[2].lower()]} {found[3]}"
