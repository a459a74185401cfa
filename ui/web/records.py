"""Saved answers: made of what the page answered, and held against the documents as they are now.

Each takes a turn among the questions, as its question would.
"""

from index.errors import UserError
from qa.records.recheck import Recheck
from qa.records.recheck import recheck as recheck_record
from qa.records.record import Record, parse_record
from qa.records.save import record_of, versions_of
from qa.types import Answer
from ui.web.choices import DEFAULT, Choices
from ui.web.workspace import Workspace

_MOST_CITATIONS = 50
"""Sentences of a saved answer that are looked for again."""


def recheck(workspace: Workspace, text: str) -> Recheck:
    """Hold a saved answer, as the content of its file, against the documents as they are now.

    Its question is asked again if the documents are others.

    Raises:
        BusyError: if too many wait already, or it takes too long.
        UserError: if it is no record, or cites more than is looked for at once.
    """
    record = parse_record(text)
    if len(record.citations) > _MOST_CITATIONS:
        raise UserError(
            f"It cites {len(record.citations):,} sentences.",
            f"At most {_MOST_CITATIONS} are looked for here; use pincite recheck.",
        )
    with workspace.turns.join() as ticket:
        assistant = workspace.assistant()
        workspace.wait(ticket)
        with workspace.tasks.run():
            found = recheck_record(record, workspace.index, answer=assistant.ask)
            return workspace.shown.of(found)


def record(workspace: Workspace, answer: Answer, by: Choices | dict[str, str] = DEFAULT) -> Record:
    """The record of an answer of this page.

    Args:
        workspace: whose answer it is.
        answer: as it was given.
        by: the choices with which it was; or the versions, of one that was given earlier.

    Raises:
        BusyError: if too many wait already, or it takes too long.
        UserError: if it cites more than is looked up at once.
    """
    from qa.assistant import Assistant

    if len(answer.sources) > _MOST_CITATIONS:
        raise UserError(
            f"The answer cites {len(answer.sources):,} sentences.",
            f"At most {_MOST_CITATIONS} are kept here; use pincite ask --save.",
        )
    with workspace.turns.join() as ticket:
        assistant = None if isinstance(by, dict) else workspace.assistant(by)
        known = by if isinstance(by, dict) else None
        workspace.wait(ticket)
        with workspace.tasks.run():
            if isinstance(assistant, Assistant):
                known = versions_of(assistant)
            return workspace.shown.of(record_of(answer, workspace.index, known))
