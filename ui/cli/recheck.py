"""The command `pincite recheck`, and how `pincite ask` saves an answer.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import UserError
from ui.cli.files import add_force, check_file
from ui.cli.models import add_model, loader_for
from ui.cli.terminal import (
    DONE,
    MISSED,
    WRONG,
    add_command,
    add_index,
    given_path,
    hits,
    say,
    unwritable,
    write,
    write_text,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.assistant import Assistant
    from qa.records.recheck import Recheck
    from qa.records.record import Record
    from qa.types import Answer
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite ask "Who signed it?" --save answer.json
  pincite recheck answer.json
  pincite recheck answers/                 every record in a folder, and in those below it
  pincite recheck answers/ --json | jq -r '.records[] | select(.overtaken) | .file'
  pincite recheck answers/ --watch         and say when one is overtaken, until Ctrl-C

Each cited sentence holds (the same words at the same place), has moved (the same words elsewhere,
or the file has another name), has changed, or is gone. The question is asked again if the index
holds other documents than it did. The exit status is 0 if every answer stands; 1 if a sentence has
changed or is gone, or the question would be answered otherwise; 2 if a record cannot be checked.
"""
_LOOK_SECONDS = 1.0


def add_recheck(commands: "Commands") -> None:
    """Add the command."""
    about = "Check saved answers again, now that the documents have changed."
    recheck = add_command(commands, "recheck", about, _EXAMPLES)
    recheck.set_defaults(run=_recheck)
    recheck.add_argument(
        "records",
        metavar="PATH",
        nargs="+",
        type=given_path,
        help="a saved answer, or a folder of them",
    )
    add_index(recheck)
    recheck.add_argument(
        "--ask",
        action=argparse.BooleanOptionalAction,
        help="ask the question again, or not (default: if the documents are others than they were)",
    )
    recheck.add_argument("--json", action="store_true", help="print the result as JSON")
    recheck.add_argument(
        "--watch",
        action="store_true",
        help="go on, and say when an answer is overtaken as the index changes, until Ctrl-C",
    )
    recheck.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    add_model(recheck)


_WRITTEN = {
    "--report": "report is",
    "--docx": "document is",
    "--bibtex": "cited documents are",
    "--ris": "cited documents are",
}
"""Option → what is said of its file."""


def add_save(ask: argparse.ArgumentParser) -> None:
    """The options that keep an answer."""
    ask.add_argument(
        "--save", metavar="FILE", type=given_path, help="keep the answer, for pincite recheck"
    )
    ask.add_argument(
        "--report",
        metavar="FILE",
        type=given_path,
        help="write the answer with its sources and their check as one HTML page",
    )
    for option, what in (
        ("--docx", "write the answer as a Word document, its citations as footnotes"),
        ("--bibtex", "write the documents that are cited as BibTeX"),
        ("--ris", "write them as RIS, for Zotero, EndNote and others"),
    ):
        ask.add_argument(option, metavar="FILE", type=given_path, help=what)
    add_force(ask)


def check_save(arguments: argparse.Namespace) -> None:
    """See that the files that are to be written can be, before anything is asked.

    Raises:
        UserError: if one is there, its folder is not, or two are the same.
    """
    named: dict[Path, str] = {}
    for option, path in _to_write(arguments).items():
        if path in named:
            raise UserError(
                f"{named[path]} and {option} name the same file.", "Give each one of its own."
            )
        named[path] = option
    for path in named:
        check_file(path, force=arguments.force)


def save(arguments: argparse.Namespace, answer: "Answer", assistant: "Assistant") -> None:
    """Write the files of an answer that the options name.

    Raises:
        UserError: if one cannot be written.
    """
    from index.files import atomic_write
    from qa.records.record import write_record
    from qa.records.save import record_of, versions_of
    from ui.render.answer_report import answer_report_to_html
    from ui.render.bibliography import cited_documents, to_bibtex, to_ris
    from ui.render.docx import answer_to_docx

    files = _to_write(arguments)
    if not files:
        return
    check_save(arguments)

    @cache
    def record() -> "Record":
        return record_of(answer, assistant.index, versions_of(assistant))

    cited = cited_documents([answer])
    writers: dict[str, Callable[[], str | bytes]] = {
        "--report": lambda: answer_report_to_html(answer, record()),
        "--docx": lambda: answer_to_docx(answer),
        "--bibtex": lambda: to_bibtex(cited),
        "--ris": lambda: to_ris(cited),
    }
    for option, path in files.items():
        try:
            if option == "--save":
                write_record(record(), path)
                say(f"Saved in {path}; check it again with: pincite recheck {path}")
                continue
            content = writers[option]()
            with atomic_write(path) as partial:
                partial.write_bytes(content if isinstance(content, bytes) else content.encode())
            say(f"The {_WRITTEN[option]} in {path}.")
        except OSError as error:
            raise unwritable(path, error) from error


def _to_write(arguments: argparse.Namespace) -> dict[str, Path]:
    """Option → the file that it names, for those that are given."""
    named = {option: getattr(arguments, option.lstrip("-")) for option in ("--save", *_WRITTEN)}
    return {option: path for option, path in named.items() if path}


def _recheck(arguments: argparse.Namespace) -> int:
    from index.corpus import Index

    with Index.open(arguments.index, create=False) as index:
        answer = _answerer(arguments, index)
        checked = _check(arguments, index, answer)
        status = _show(arguments, checked)
        if arguments.watch:
            _follow(arguments, index, answer, checked)
    return status


def _answerer(arguments: argparse.Namespace, index: "Index") -> "Callable[..., Answer]":
    """Answers questions by an assistant that is loaded when the first is asked."""
    load = loader_for(arguments, index)
    loaded: list[Assistant] = []

    def answer(question: str, **where: Any) -> "Answer":
        if not loaded:
            loaded.append(load())
        return loaded[0].ask(question, **where)

    return answer


def _check(
    arguments: argparse.Namespace, index: "Index", answer: "Callable[..., Answer]"
) -> "dict[str, Recheck | UserError]":
    """Name of each record → what became of it, or why it cannot be checked."""
    from qa.records.recheck import recheck
    from qa.records.record import read_record

    checked: dict[str, Recheck | UserError] = {}
    for path in _files(arguments.records):
        try:
            checked[str(path)] = recheck(read_record(path), index, ask=arguments.ask, answer=answer)
        except UserError as error:
            checked[str(path)] = error
    return checked


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files of records, each once; of a folder those that end in .json and are not hidden.

    Raises:
        UserError: if a folder has none.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        below = sorted(_below(path))
        if not below:
            raise UserError(
                f"There is no saved answer in {path}.",
                "Save one there with: pincite ask QUESTION --save FILE.json",
            )
        found += below
    return list(dict.fromkeys(found))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*.json"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _show(arguments: argparse.Namespace, checked: "dict[str, Recheck | UserError]") -> int:
    """Write what became of records; the exit status."""
    from ui.render.recheck import checked_to_dict, checked_to_text
    from ui.render.values import to_json

    if arguments.json:
        write(to_json(checked_to_dict(checked)))
    else:
        write_text(checked_to_text(checked))
    errors = [found for found in checked.values() if isinstance(found, UserError)]
    for file, found in checked.items():
        if isinstance(found, UserError):
            said = str(found)
            say(said if file in said else f"{file}: {said}")
    if errors:
        return WRONG
    return MISSED if any(_is_overtaken(found) for found in checked.values()) else DONE


def _is_overtaken(found: "Recheck | UserError") -> bool:
    return isinstance(found, UserError) or found.overtaken


def _follow(
    arguments: argparse.Namespace,
    index: "Index",
    answer: "Callable[..., Answer]",
    before: "dict[str, Recheck | UserError]",
) -> None:
    """Check again whenever the index has changed, and tell of answers that fare otherwise now."""
    say("Following the index; stop with Ctrl-C.")
    for _ in _changes(index, threading.Event()):
        try:
            now = _check(arguments, index, answer)
        except UserError as error:
            say(str(error))
            continue
        other = {file: found for file, found in now.items() if _differs(before.get(file), found)}
        if other:
            _show(arguments, other)
        before = now


def _differs(before: "Recheck | UserError | None", now: "Recheck | UserError") -> bool:
    """Whether there is something to tell of a record that was not told."""
    if before is None or isinstance(before, UserError) or isinstance(now, UserError):
        return str(before) != str(now)
    return [one.verdict for one in before.citations] != [
        one.verdict for one in now.citations
    ] or before.overtaken != now.overtaken


def _changes(index: "Index", stop: threading.Event) -> Iterator[int]:
    """The generation of an index, each time that it is another; until `stop` is set."""
    known = index.generation()
    while not stop.wait(_LOOK_SECONDS):
        now = index.generation()
        if now != known:
            known = now
            yield now
