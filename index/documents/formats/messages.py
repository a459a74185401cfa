"""Messages as Slack and Telegram export them → records with a text, an author and a date."""

import re

from index.documents.formats.fields import Record

_SECONDS = re.compile(r"(\d{10})\.\d{6}")
_MARK = re.compile(r"<([@#!]?)([^<>|\n]{1,500})(?:\|([^<>|\n]{1,300}))?>")
"""What Slack writes for a person, a channel or a link: `<@U01>`, `<https://x.example|the list>`."""


def as_message(record: object) -> object:
    """A record; of a message, with its text whole, who wrote it and when, and no ids."""
    if not isinstance(record, dict) or record.get("type") != "message":
        return record
    sent = _SECONDS.fullmatch(record["ts"]) if isinstance(record.get("ts"), str) else None
    if sent and isinstance(record.get("text"), str):
        return _of_slack(record, int(sent[1]))
    if "from_id" in record and isinstance(record.get("text"), str | list):
        return {
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
    text = str(record["text"])
    return {
        "text": _MARK.sub(_shown, text),
        "author": next(filter(None, names), record.get("user")),
        "date": seconds,
    }


def _shown(mark: re.Match[str]) -> str:
    kind, target, label = mark.groups()
    return f"{'' if kind == '!' else kind}{label or target}"


def _joined(parts: object) -> str:
    """The text of a message, of which links and bold words are parts of their own."""
    words = [part.get("text") if isinstance(part, dict) else part for part in _listed(parts)]
    return "".join(word for word in words if isinstance(word, str))


def _listed(parts: object) -> list[object]:
    return parts if isinstance(parts, list) else [parts]
