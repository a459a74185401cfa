"""The commands that make and maintain an index: `index`, `status`, `remove` and `doctor`.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DamagedError, UserError
from ui.cli.terminal import (
    DONE,
    INTERRUPTED,
    MISSED,
    NOTHING,
    add_command,
    add_index,
    given_folder,
    indexing_bar,
    not_empty,
    say,
    write,
    write_text,
)
from ui.cli.watch import Looker, news_for_json, tell

if TYPE_CHECKING:
    from index.corpus import Index
    from index.progress import SyncReport
    from ui.cli.terminal import Commands

NOTHING_BEFORE = ("Nothing was indexed before.", "Name it: pincite index FOLDER")

_INDEX_EXAMPLES = """\
examples:
  pincite index ~/reports
  pincite index                    bring everything up to date that was indexed before
  pincite index ~/reports --watch  and follow the folder until Ctrl-C
  pincite index notes.md articles.jsonl.gz --index ~/news-index
  pincite index ~/reports --encoder sentence-transformers/all-mpnet-base-v2
  pincite index ~/reports --json | jq .skipped
  pincite index --keep-versions    and show beside an answer what a renewed file said before
  pincite index --forget           documents too whose folder or disk is not there any more

Run it again after the documents change: only what changed is read anew, and what is gone is
forgotten. What cannot be looked at is not gone: documents of a folder or a file that may not be
read, of a folder that is not there any more or is empty, and of a disk that is away are kept and
named, and the exit status is 1. Documents can be asked about as soon as they are read, from another
terminal. Ctrl-C loses nothing that was done.
"""
_STATUS_EXAMPLES = """\
examples:
  pincite status
  pincite status --json | jq .pending
  pincite status --left-out        the lines that are never cited, such as bylines and share lines
  pincite status --left-out --json | jq '.documents[].lines'
"""
_REMOVE_EXAMPLES = """\
examples:
  pincite remove ~/reports/draft.md
  pincite remove ~/reports         a folder, which is then no longer mirrored
  pincite remove 3f2a9c0d1e4b5a67  a document by its id, as --json shows it

The files stay where they are. A document whose file stays in a mirrored folder comes back when that
file changes.
"""
_DOCTOR_EXAMPLES = """\
examples:
  pincite doctor
  pincite doctor --fix
  pincite doctor --json | jq '.[].what'

The exit status is 1 if something is broken or degraded.
"""


def add_index_commands(commands: "Commands") -> None:
    """Add the commands."""
    about = "Make an index of documents, or bring it up to date."
    index = add_command(commands, "index", about, _INDEX_EXAMPLES)
    index.set_defaults(run=_index)
    index.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=given_folder,
        help="a folder or a file (default: those of the runs before)",
    )
    index.add_argument(
        "--encoder",
        metavar="NAME",
        help="a sentence-transformers model, by name or folder (default: the packaged encoder)",
    )
    index.add_argument(
        "--vectors",
        choices=("auto", "exact", "compressed"),
        help="how to hold vectors: compressed takes a quarter of the memory (default: auto, by "
        "their number)",
    )
    index.add_argument(
        "--keep-versions",
        action=argparse.BooleanOptionalAction,
        help="keep what a document was before its file is renewed, its last five texts, in later "
        "runs too: an answer says what a sentence was, and until when (default: as in the run "
        "before, at first not); --no-keep-versions drops them",
    )
    index.add_argument("--watch", action="store_true", help="follow the documents until Ctrl-C")
    index.add_argument(
        "--forget",
        action="store_true",
        help="forget documents too whose folder, disk or link is not there, which are kept "
        "otherwise",
    )

    status = add_command(commands, "status", "Show what an index holds.", _STATUS_EXAMPLES)
    status.set_defaults(run=_status)
    status.add_argument(
        "--left-out",
        action="store_true",
        help="list the lines of each document that were taken for furniture and are never cited, "
        "and the documents without a sentence that could be",
    )
    remove = add_command(commands, "remove", "Forget documents.", _REMOVE_EXAMPLES)
    remove.set_defaults(run=_remove)
    remove.add_argument(
        "names",
        metavar="PATH|ID",
        nargs="+",
        type=not_empty,
        help="a file, a folder, or the id of a document",
    )
    doctor = add_command(
        commands, "doctor", "Find what is wrong with an index, and put it right.", _DOCTOR_EXAMPLES
    )
    doctor.set_defaults(run=_doctor)
    doctor.add_argument("--fix", action="store_true", help="put right what can be")
    for command in (index, status, remove, doctor):
        add_index(command)
        command.add_argument("--json", action="store_true", help="print the result as JSON")


def _index(arguments: argparse.Namespace) -> int:
    from index.corpus import Index

    _check_paths(arguments)
    try:
        with Index.open(arguments.index, encoder=arguments.encoder) as index:
            if arguments.vectors:
                index.vectors = arguments.vectors
            paths = arguments.paths or _earlier_paths(index)
            keep = arguments.keep_versions
            report = _run(index, paths, forget=arguments.forget, keep_versions=keep)
            looker = Looker(index)
            _show(report, arguments.json, looker)
            if arguments.watch:
                _follow(index, paths, arguments.json, looker)
    except KeyboardInterrupt:
        say("Interrupted. What was indexed is kept; run the same command again to go on.")
        return INTERRUPTED
    if report.kept:
        say(
            "What could not be looked at was kept; if it is gone for good, run it again with "
            "--forget."
        )
    return MISSED if report.kept else DONE


def _check_paths(arguments: argparse.Namespace) -> None:
    """Look whether there is anything to make a new index of, which is not begun for nothing.

    Raises:
        UserError: if nothing is named, or there is nothing of that name.
    """
    from index.sync.files import check_named

    if not isinstance(arguments.index, Path) or arguments.index.exists():
        return
    if not arguments.paths:
        raise UserError(*NOTHING_BEFORE)
    check_named(arguments.paths)


def _earlier_paths(index: "Index") -> list[Path]:
    """What was indexed before.

    Raises:
        UserError: if nothing was.
    """
    from index.paths import path_of

    paths = [path_of(name) for name, _ in index.status().roots]
    if not paths:
        raise UserError(*NOTHING_BEFORE)
    return paths


def _run(
    index: "Index",
    paths: Sequence[Path],
    *,
    forget: bool = False,
    keep_versions: bool | None = None,
) -> "SyncReport":
    with indexing_bar() as progress:
        return index.sync(paths, progress=progress, forget=forget, keep_versions=keep_versions)


def _follow(index: "Index", roots: Sequence[Path], json: bool, looker: Looker) -> None:
    """Mirror every change; a run that fails is told, and the next one tries again.

    Raises:
        KeyboardInterrupt: at Ctrl-C, which alone ends it.
    """
    from index.sync.watch import changes

    stop = threading.Event()

    def interrupt(*_: object) -> None:
        stop.set()  # for an exception that meets a finaliser of some library is lost
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell may ignore it
        signal.signal(signal.SIGINT, interrupt)
    say("Following the documents; stop with Ctrl-C.")
    kept: object = None
    for _ in changes(roots, index.folder, stop):
        try:
            report = _run(index, roots)
        except UserError as error:
            say(str(error))
            continue
        if report.added or report.removed or report.kept not in (kept, ()):
            _show(report, json, looker)
        kept = report.kept
    raise KeyboardInterrupt


def _show(report: "SyncReport", json: bool, looker: Looker) -> None:
    """Write what a run did, and what is new for watched questions if there are any."""
    from ui.render.text import report_to_text
    from ui.render.values import report_to_dict, to_json

    if json:
        news = {"watched": news_for_json(looker)} if looker.watches else {}
        write(to_json({**report_to_dict(report), **news}))
        return
    write_text(report_to_text(report))
    if looker.watches:
        tell(looker)


def _status(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from ui.render.inventory import (
        left_out_to_dict,
        left_out_to_text,
        status_to_dict,
        status_to_text,
    )
    from ui.render.values import to_json

    with Index.open(arguments.index, create=False) as index:
        status = index.status()
        if arguments.left_out:
            left_out = (index.left_out(), status.documents)
            if arguments.json:
                write(to_json(left_out_to_dict(*left_out)))
            else:
                write_text(left_out_to_text(*left_out))
            return DONE
    write(to_json(status_to_dict(status)) if arguments.json else status_to_text(status))
    return DONE


def _remove(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from ui.render.text import count
    from ui.render.values import to_json

    with Index.open(arguments.index, create=False) as index:
        removed = index.forget(arguments.names)
    if arguments.json:
        write(to_json({"removed": removed}))
    elif removed:
        write(f"{count(removed, 'document')} removed")
    else:
        say(f"No document of {', '.join(arguments.names)} is in the index.")
    return DONE if removed else NOTHING


def _doctor(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from index.doctor import Finding
    from ui.render.inventory import findings_to_list, findings_to_text
    from ui.render.values import to_json

    try:
        with Index.open(arguments.index, create=False) as index:
            findings = index.examine(fix=arguments.fix)
    except DamagedError as error:
        findings = [Finding("broken", error.what, error.remedy)]
    if arguments.json:
        write(to_json(findings_to_list(findings)))
    else:
        write_text(findings_to_text(findings))
    return NOTHING if any(finding.severity != "notice" for finding in findings) else DONE
