"""Where to look as chips: what there is to choose from, and what is chosen. Both as HTML.

Pure functions of their arguments. Names come from documents: everything is escaped. A chip carries
what it does in `data-narrow` and `data-name`, which `page.js` reads.
"""

from collections.abc import Mapping, Sequence

from index.contents import OFFERED, Contents
from index.scopes import split_names
from index.text.dates import plain_date
from ui.render.html import text_to_html
from ui.render.periods import by_year, periods
from ui.render.text import plain, shorten

TIME = "time"
"""What a chip narrows that sets both ends of a time, `SINCE/UNTIL`; others name their field."""
NAMED = ("source", "author", "folder", "type")
"""Fields that hold names, and what one of them is called."""

_OFFERED = 6
_LONGEST_LABEL = 48
_LONGEST_NAME = 300
"""Characters of a name that is offered; nor is one with a character that cannot be shown."""


def offers_to_html(contents: Contents, chosen: Mapping[str, str]) -> str:
    """What the corpus has, in groups of chips that are pressed where they are chosen; "" for none.

    Args:
        contents: of the corpus.
        chosen: field → its text, as `ui.web.where.Where` has them.
    """
    groups = [
        ("Published", _times(contents, chosen)),
        ("Sources", _names("source", contents.sources.names, chosen)),
        ("Folders", _names("folder", contents.folders.names, chosen)),
        ("Kinds of file", _names("type", contents.types.names, chosen, OFFERED)),
        ("Today is", _today(contents, chosen)),
    ]
    return "".join(
        f'<div class="chips" role="group" aria-label="{name}, to choose from">'
        f"<span>{name}</span>{chips}</div>"
        for name, chips in groups
        if chips
    )


def chosen_to_html(chosen: Mapping[str, str]) -> str:
    """What is chosen, each as a chip that is taken away by pressing it; "" where nothing is.

    Args:
        chosen: as above.
    """
    found = [
        (field, name, f"{field} {name}") for field in NAMED for name in named(chosen.get(field, ""))
    ]
    since, until = (chosen.get(field, "").strip() for field in ("since", "until"))
    if since and since == until:
        found.insert(0, (TIME, f"{since}/{until}", f"published {plain_date(since)}"))
    else:
        ends = (("since", since), ("until", until))
        found[:0] = [
            (field, day, f"published {field} {plain_date(day)}") for field, day in ends if day
        ]
    if today := chosen.get("as_of", "").strip():
        found.append(("as_of", today, f"today is {plain_date(today)}"))
    chips = "".join(
        f'<button type="button" class="chip" {_does(field, name)} '
        f'aria-label="Remove: {text_to_html(said)}" dir="auto">'
        f'{_label(said)}<span class="cross" aria-hidden="true">×</span></button>'
        for field, name, said in found
    )
    if not chips:
        return ""
    return (
        '<div class="chips" role="group" aria-label="Where to look, as chosen">'
        f"<span>Looks in</span>{chips}</div>"
    )


def named(text: str) -> list[str]:
    """The names in the text of a field, each once, without blanks."""
    return list(dict.fromkeys(name.strip() for name in split_names(text) if name.strip()))


def _times(contents: Contents, chosen: Mapping[str, str]) -> str:
    """The last periods that have documents, and the last years; none where there is one only."""
    unit, counted = periods(contents.months)
    held = [one for one in counted if one.documents]
    if len(held) < 2:
        return ""
    years = by_year(contents.months) if unit == "month" else []
    some = _OFFERED // 2 if len(years) > 1 else _OFFERED
    last = held[-some:][::-1] + (years[-some:][::-1] if len(years) > 1 else [])
    since, until = (chosen.get(field, "").strip() for field in ("since", "until"))
    return "".join(
        _toggle(
            TIME,
            f"{one.since}/{one.until}",
            one.label,
            one.documents,
            (one.since, one.until) == (since, until),
        )
        for one in last
    )


def _names(
    field: str, names: Sequence[tuple[str, int]], chosen: Mapping[str, str], most: int = _OFFERED
) -> str:
    pressed = set(named(chosen.get(field, "")))
    fitting = [
        (name, number)
        for name, number in names
        if name == plain(name).strip() and 0 < len(name) <= _LONGEST_NAME
    ]
    if len(fitting) < 2:  # the only one narrows nothing worth a chip
        return ""
    return "".join(
        _toggle(field, name, name, number, name in pressed) for name, number in fitting[:most]
    )


def _today(contents: Contents, chosen: Mapping[str, str]) -> str:
    """The day of the newest document, for a corpus that is not of today."""
    day = contents.last
    if not day:
        return ""
    said = f"{plain_date(day)}, as of the newest document"
    return _toggle("as_of", day, said, None, chosen.get("as_of", "").strip() == day)


def _toggle(field: str, name: str, label: str, count: int | None, pressed: bool) -> str:
    number = "" if count is None else f'<span class="number">{count:,}</span>'
    return (
        f'<button type="button" class="chip" {_does(field, name)} '
        f'aria-pressed="{str(pressed).lower()}" dir="auto">{_label(label)}{number}</button>'
    )


def _does(field: str, name: str) -> str:
    return f'data-narrow="{field}" data-name="{text_to_html(name)}"'


def _label(text: str) -> str:
    return f"<span>{text_to_html(shorten(text, _LONGEST_LABEL))}</span>"
