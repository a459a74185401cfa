"""Answers on a terminal as they come: what is being done, claim by claim, then the sources."""

import os
import shutil
import sys
from collections.abc import Iterator
from time import monotonic

from qa.types import Answer, Claim, Event, Writing
from ui.cli.terminal import say, write, write_bold, write_text
from ui.render.scope import drawn_to_text, time_to_text
from ui.render.text import (
    claim_to_text,
    count,
    dropped_to_text,
    end_to_text,
    plain,
    said_to_text,
)
from ui.render.values import answer_to_dict, to_json

_ERASE = "\r\033[K"
_LEAST_ROOM = 20
"""Characters of a draft, under which it is not worth showing."""


def show(events: Iterator[Event], *, json: bool, explain: bool, streamed: bool) -> Answer:
    """Write an answer to stdout, and what is being done to stderr if that is a terminal.

    Args:
        events: as `Assistant.stream` gives them.
        json: write nothing until the answer is whole, then that as JSON.
        explain: write what was left out, too.
        streamed: write each claim as it comes, since a language model takes its time; else the
            answer in short comes first.
    """
    claims: list[Claim] = []
    started = monotonic()
    for event in events:
        _show_stage("")
        if isinstance(event, Answer):
            if not json and not claims:
                _write_said(event)
            _write_end(event, json=json, explain=explain)
            return event
        if isinstance(event, Writing):
            _show_stage(_writing(event, monotonic() - started))
        elif isinstance(event, Claim):
            if streamed and not json:
                claims.append(event)
                write_text(claim_to_text(Answer("?", tuple(claims)), event))
                sys.stdout.flush()
        else:
            _show_stage(f"{event} …")
    raise ValueError("there was no answer among the events")


def _write_said(answer: Answer) -> None:
    said = said_to_text(answer)
    if said and answer.short:
        short, _, said = said.partition("\n")
        write_bold(short)
    if said:
        write_text(said)


def _write_end(answer: Answer, *, json: bool, explain: bool) -> None:
    if json:
        write(to_json(answer_to_dict(answer, explain=explain)))
        return
    write_text(end_to_text(answer))
    if read := time_to_text(answer):
        write_text("\n" + read)
    if answer.coverage and (explain or answer.scope or answer.inferred):
        write_text("\n" + drawn_to_text(answer))
    for note in answer.notes:
        say(note)
    if not answer.dropped:
        return
    if explain:
        write_text("\n" + dropped_to_text(answer))
    else:
        statements = count(len(answer.dropped), "statement")
        say(f"{statements} left out for want of support; see --explain.")


def _writing(event: Writing, seconds: float) -> str:
    """How far a model is, and the end of what it has written, on one line."""
    usual = f" of about {event.usual:.0f}" if event.usual else ""
    said = f"writing, {seconds:.0f}{usual} s, Ctrl-C to stop"
    room = shutil.get_terminal_size().columns - len(said) - len("; not checked: “…”") - 1
    if not event.text or room < _LEAST_ROOM:
        return said
    end = event.text if len(event.text) <= room else f"…{event.text[1 - room :]}"
    return f"{said}; not checked: “{end}”"


def _show_stage(text: str) -> None:
    """What is being done, on a line that the next one erases; only on a terminal."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        sys.stderr.write(_ERASE + plain(text))
        sys.stderr.flush()
