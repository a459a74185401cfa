"""Messages as Slack and Telegram export them → records with a text, an author and a date."""

import re
from html import unescape

from index.documents.formats.fields import Plain, Record

_SECONDS = re.compile(r"(\d{10})\.\d{6}")
_MARK = re.compile(r"<([@#!]?)([^<>|\n]{1,500})(?:\|([^<>|\n]{1,300}))?>")
"""What Slack writes for a person, a channel or a link: `<@U01>`, `<https://x.example|the list>`."""

_KNOWN = frozenset((
    "id", "type", "subtype", "text", "text_entities", "blocks", "from", "date", "edited", "ts",
    "user", "user_profile", "username", "team", "user_team", "source_team", "latest_reply",
))  # fmt: skip
"""Names of fields that are read, repeat what is, or hold an id or a time."""
_PARTS = ("pretext", "title", "name", "text")
"""Names of fields that say something in a file or in what hangs to a message."""


def as_message(record: object) -> object:
    """A record; of a message, with its text whole, who wrote it and when, and no ids."""
    if not isinstance(record, dict) or record.get("type") != "message":
        return record
    sent = _SECONDS.fullmatch(record["ts"]) if isinstance(record.get("ts"), str) else None
    if sent and isinstance(record.get("text"), str):
        return _of_slack(record, int(sent[1]))
    if "from_id" in record and isinstance(record.get("text"), str | list):
        return {
            **_others(record),
            "id": record.get("id"),
            "text": _joined(record["text"]),
            "author": record.get("from"),
            "date": record.get("date"),
        }
    return record


def _of_slack(record: Record, seconds: int) -> Record:
    profile = record.get("user_profile")
    profile = profile if isinstance(profile, dict) else {}
    names = (profile.get("real_name"), profile.get("display_name"), record.get("username"))
    others: dict[str, object] = {
        name: _plain(value) for name, value in _others(record).items() if isinstance(value, str)
    }
    for name in ("files", "attachments"):
        others[name] = [said for part in _listed(record.get(name)) if (said := _said_in(part))]
    return {
        **others,
        "text": _plain(str(record["text"])),
        "author": next(filter(None, names), None),
        "date": seconds,
    }


def _others(record: Record) -> dict[str, object]:
    """What a message holds beside its text, which is neither an id nor a time."""
    return {
        name: value
        for name, value in record.items()
        if name not in _KNOWN and not name.endswith(("_id", "_ts", "_unixtime"))
    }


def _said_in(part: object) -> str:
    """The words of a file or of a part that Slack hangs to a message, on one line."""
    found = [part.get(name) for name in _PARTS] if isinstance(part, dict) else []
    words = dict.fromkeys(_plain(value) for value in found if isinstance(value, str))
    return Plain("; ".join(filter(None, (" ".join(value.split()) for value in words))))


def _plain(text: str) -> Plain:
    """A text of Slack as its readers see it."""
    return Plain(unescape(_MARK.sub(_shown, text)))


def _shown(mark: re.Match[str]) -> str:
    kind, target, label = mark.groups()
    return f"{'' if kind == '!' else kind}{label or target}"


def _joined(parts: object) -> str:
    """The text of a message, of which links and bold words are parts of their own."""
    words = [part.get("text") if isinstance(part, dict) else part for part in _listed(parts)]
    return "".join(word for word in words if isinstance(word, str))


def _listed(parts: object) -> list[object]:
    return parts if isinstance(parts, list) else [parts]
