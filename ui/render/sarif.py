"""Drafts that were checked, as SARIF 2.1.0: what editors and CI show beside the lines of a file.

Sentences that are supported, or state nothing, are no findings. Pure functions.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from index import __version__
from qa.drafts.types import Checked, Verdict, Verified
from ui.render.verify import coverage_to_dict, where

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = {
    Verdict.CONTRADICTED: ("contradicted", "error", "A source says otherwise."),
    Verdict.IN_PART: ("in-part", "warning", "No source says all of it."),
    Verdict.NOT_FOUND: ("not-found", "warning", "No source says it."),
}
"""Verdict → id of its rule, how bad it is, and what it means."""


def drafts_to_sarif(drafts: Sequence[tuple[str, Verified, str]]) -> dict[str, Any]:
    """A log of one run.

    Args:
        drafts: names of drafts, what came of each, and the text of its file, in which the lines of
            sentences are looked for; empty where it is no text.
    """
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(name, one, place)
                    for name, verified, text in drafts
                    for one, place in _placed(verified.sentences, text)
                    if one.verdict in _RULES
                ],
                "properties": {
                    "coverage": [
                        {"file": name, **coverage_to_dict(verified)} for name, verified, _ in drafts
                    ]
                },
            }
        ],
    }


def _driver() -> dict[str, Any]:
    return {
        "name": "pincite",
        "version": __version__,
        "rules": [
            {
                "id": id,
                "shortDescription": {"text": about},
                "defaultConfiguration": {"level": level},
            }
            for id, level, about in _RULES.values()
        ],
    }


def _result(name: str, one: Checked, place: tuple[int, int, int, int] | None) -> dict[str, Any]:
    id, level, about = _RULES[one.verdict]
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
    if place:
        line, column, end_line, end_column = place
        location["region"] = {
            **{"startLine": line, "startColumn": column},
            **{"endLine": end_line, "endColumn": end_column},
            "snippet": {"text": one.text},
        }
    said = [one.reason or about]
    said += [f"“{citation.quote}” ({where(citation)})" for citation in one.citations]
    return {
        "ruleId": id,
        "level": level,
        "message": {"text": "\n".join(said)},
        "locations": [{"physicalLocation": location}],
        "properties": {"text": one.text, "verdict": str(one.verdict)},
    }


def _uri(name: str) -> str:
    return quote(PurePath(name).as_posix())


def _placed(
    sentences: Sequence[Checked], text: str
) -> list[tuple[Checked, tuple[int, int, int, int] | None]]:
    """Each sentence with its first and last line and column in a file, from 1, where it is found.

    The text that was judged has no marks, and lines that were joined: sentences are looked for by
    their letters and digits alone, each behind the one before it, or by the first of them.
    """
    places = [n for n, character in enumerate(text) if character.isalnum()]
    letters = "".join(text[n] for n in places)
    found: list[tuple[Checked, tuple[int, int, int, int] | None]] = []
    done = 0
    for one in sentences:
        key = "".join(filter(str.isalnum, one.text))
        at = letters.find(key, done) if key else -1
        if at < 0:
            key = key[:_BEGINNING]
            at = letters.find(key, done) if key else -1
        if at < 0:
            found.append((one, None))
            continue
        done = at + len(key)
        end = places[done - 1] + 1
        if text[end : end + 1] in _MARKS:
            end += 1
        found.append((one, _lines(text, places[at], end)))
    return found


_BEGINNING = 24
"""Letters and digits by which a sentence is known that holds a link in its file."""
_MARKS = frozenset(".!?")


def _lines(text: str, start: int, end: int) -> tuple[int, int, int, int]:
    return (*_line(text, start), *_line(text, end))


def _line(text: str, place: int) -> tuple[int, int]:
    before = text[:place]
    return before.count("\n") + 1, place - (before.rfind("\n") + 1) + 1
