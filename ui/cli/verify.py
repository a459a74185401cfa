"""The command `pincite verify`: what the documents say to each sentence of a draft.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.files import check_file, check_folder
from ui.cli.scope import add_scope, scope_of
from ui.cli.terminal import (
    DONE,
    MISSED,
    add_command,
    add_index,
    given_path,
    is_coloured,
    not_empty,
    progress_bar,
    say,
    say_what_is_missing,
    terminal_width,
    unwritable,
    whole_number,
    write,
    write_text,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.drafts.pieces import Draft
    from qa.drafts.types import Verified
    from qa.drafts.verifier import Progress, Verifier
    from ui.cli.terminal import Commands

    Results = list[tuple[str, Draft, Verified]]

_EXAMPLES = """\
examples:
  pincite verify draft.md
  pincite verify article.docx --annotate     and write article.checked.docx, with comments
  pbpaste | pincite verify                   a text from standard input
  pincite verify draft.md --report draft.html
  pincite verify *.md --fail-on contradicted,not-found
  pincite verify draft.md --json | jq -r '.sentences[] | select(.verdict == "contradicted").text'
  pincite verify docs/*.md --format sarif > verify.sarif

Each sentence that states something is supported (✓), contradicted (✗), in part (~) or not found (?)
in the documents, with the sentences it rests on; headings, questions, opinions, rows of tables and
code are let be (·). What a note ([^1]) or a link to a file of the index names is looked in first. A
quotation is compared to the letter. Nothing leaves this computer.

What was judged is kept beside the index, so that the next run over an edited draft judges only what
changed; --cache FILE keeps it elsewhere, --no-cache nowhere. The exit status is 0, or 1 if a
sentence has a verdict that --fail-on names.
"""
_VERDICTS = ("supported", "contradicted", "in-part", "not-found")
_MOST_INPUT = 10_000_000
"""Bytes read from standard input."""
_STDIN = "-"
_FORMATS = ("text", "json", "sarif")
_MOST = 100_000


def add_verify(commands: "Commands") -> None:
    """Add the command."""
    about = "Check what the documents say to each sentence of a draft."
    command = add_command(commands, "verify", about, _EXAMPLES)
    command.set_defaults(run=_verify)
    command.add_argument(
        "drafts",
        metavar="DRAFT",
        nargs="*",
        type=not_empty,
        help="a file of any kind that is read: .md .txt .docx .html; standard input if absent",
    )
    add_index(command)
    command.add_argument(
        "--format", choices=_FORMATS, default="text", help="what to print (default: text)"
    )
    command.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help="the same as --format json",
    )
    command.add_argument(
        "--report",
        metavar="FILE",
        type=given_path,
        help="write the draft, checked, as one HTML page",
    )
    command.add_argument(
        "--annotate",
        metavar="FILE",
        type=given_path,
        nargs="?",
        const=Path(),
        help="write a copy of a .docx draft with a comment at each sentence "
        "(default: beside it, NAME.checked.docx)",
    )
    command.add_argument(
        "--force", action="store_true", help="write over the files of --report and --annotate"
    )
    command.add_argument(
        "--fail-on",
        metavar="VERDICTS",
        type=_verdicts,
        default=(),
        help=f"exit with 1 if a sentence has one of these, with commas: {', '.join(_VERDICTS)}",
    )
    command.add_argument(
        "--limit",
        metavar="N",
        type=_limit,
        help="statements of a draft that are judged at most (default: 5000); the rest is counted",
    )
    cache = command.add_mutually_exclusive_group()
    cache.add_argument(
        "--cache", metavar="FILE", type=given_path, help="keep what was judged in this file"
    )
    cache.add_argument("--no-cache", action="store_true", help="judge everything anew")
    add_scope(command)


def _verdicts(text: str) -> tuple[str, ...]:
    """The verdicts of --fail-on, for argparse."""
    found = tuple(filter(None, (name.strip().replace(" ", "-") for name in text.split(","))))
    for name in found:
        if name not in _VERDICTS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(_VERDICTS)}")
    if not found:
        raise argparse.ArgumentTypeError(f"name one of {', '.join(_VERDICTS)}")
    return found


def _limit(text: str) -> int:
    return whole_number(text, 1, _MOST)


def _verify(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.drafts.verifier import MOST

    scope = scope_of(arguments)
    drafts = _drafts(arguments)
    _check_files(arguments, drafts)
    if arguments.cache:
        check_folder(arguments.cache)
    with Index.open(arguments.index, create=False) as index:
        say_what_is_missing(index)
        verifier, kept = _verifier(arguments, index)
        results: Results = []
        for name, draft in drafts:
            try:
                with _bar(name) as progress:
                    verified = verifier.verify(
                        draft, scope=scope, most=arguments.limit or MOST, progress=progress
                    )
            finally:
                _keep(verifier, kept, named=bool(arguments.cache))
            results.append((name, draft, verified))
            for one in draft.skipped:
                say(f"{name}: {one.reason}")
    _print(arguments, results)
    _write_files(arguments, results)
    return _status(arguments.fail_on, results)


def _drafts(arguments: argparse.Namespace) -> "list[tuple[str, Draft]]":
    """Names of drafts, and the drafts.

    Raises:
        UserError: if one cannot be read, or standard input is named with others twice.
    """
    from qa.drafts.pieces import read_draft, read_text_draft

    if not arguments.drafts and arguments.annotate and arguments.annotate.is_file():
        arguments.drafts = [str(arguments.annotate)]  # --annotate DRAFT, and nothing else
        arguments.annotate = Path()
    names = list(dict.fromkeys(arguments.drafts)) or [_STDIN]
    found = []
    for name in names:
        if name == _STDIN:
            found.append(("standard input", read_text_draft(_standard_input(), "standard input")))
        else:
            found.append((name, read_draft(Path(name))))
    return found


def _standard_input() -> str:
    if sys.stdin.isatty():
        sys.stderr.write("Draft, ended by Ctrl-D:\n")
        sys.stderr.flush()
        return sys.stdin.read()
    content = sys.stdin.buffer.read(_MOST_INPUT + 1)
    if len(content) > _MOST_INPUT:
        raise UserError("The draft on standard input is too long.", "Name its file instead.")
    if b"\0" in content[:8192]:
        raise UserError(
            "What is on standard input is no text.", "Name its file: pincite verify FILE."
        )
    return content.decode("utf-8-sig", errors="replace")


def _check_files(arguments: argparse.Namespace, drafts: "list[tuple[str, Draft]]") -> None:
    """See that what is to be written can be, before anything is judged.

    Raises:
        UserError: if it cannot.
    """
    for option, given in (("--report", arguments.report), ("--annotate", arguments.annotate)):
        if given is not None and len(drafts) > 1:
            raise UserError(f"{option} is for one draft.", "Check one draft at a time.")
    if arguments.annotate is not None:
        arguments.annotate = _copy_of(drafts[0][1].path, arguments.annotate)
    if arguments.report and arguments.annotate == arguments.report:
        raise UserError("--report and --annotate name the same file.", "Give each one of its own.")
    originals = [draft.path for _, draft in drafts if draft.path]
    for written in filter(None, (arguments.report, arguments.annotate)):
        _check_place(written, originals, force=arguments.force)


def _copy_of(original: Path | None, wished: Path) -> Path:
    """Where the copy of a draft with comments goes.

    Raises:
        UserError: if the draft is no .docx file.
    """
    if original is None or original.suffix.lower() != ".docx":
        raise UserError("--annotate is for a .docx file.", "Use --report for other drafts.")
    return original.with_name(f"{original.stem}.checked.docx") if wished == Path() else wished


def _check_place(path: Path, originals: Sequence[Path], *, force: bool) -> None:
    """See that a file may be written.

    Raises:
        UserError: if it is a draft, is there already, or its folder is not.
    """
    if path.exists() and any(path.samefile(original) for original in originals):
        raise UserError(f"{path} is the draft itself.", "Name another file.")
    check_file(path, force=force)


def _verifier(arguments: argparse.Namespace, index: "Index") -> "tuple[Verifier, Path | None]":
    """What checks, and the file that keeps what it judged; None for nowhere."""
    from qa.drafts.memory import Memory
    from qa.drafts.verifier import Verifier, cache_file

    if arguments.no_cache:
        return Verifier(index), None
    path = arguments.cache or cache_file(index)
    return Verifier(index, memory=Memory.read(path)), path


def _keep(verifier: "Verifier", path: Path | None, *, named: bool) -> None:
    """Keep what was judged.

    Raises:
        UserError: if a file that was named cannot be written; beside the index, where it may only
            be read, nothing is kept.
    """
    if path is None:
        return
    try:
        verifier.memory.write(path)
    except OSError as error:
        if named:
            raise unwritable(path, error) from error


def _print(arguments: argparse.Namespace, results: "Results") -> None:
    from ui.render.values import to_json
    from ui.render.verify import drafts_to_dict, drafts_to_text

    checked = [(name, verified) for name, _, verified in results]
    if arguments.format == "json":
        write(to_json(drafts_to_dict(checked)))
    elif arguments.format == "sarif":
        from ui.render.sarif import drafts_to_sarif

        lines = [(name, verified, _lines(draft)) for name, draft, verified in results]
        write(to_json(drafts_to_sarif(lines)))
    else:
        _write_coloured(drafts_to_text(checked, colours=is_coloured()))


def _write_coloured(text: str) -> None:
    """A text whose every part was made plain, with the escape sequences that were put around."""
    from ui.render.wrap import wrap

    if "\x1b" not in text:
        write_text(text)
        return
    sys.stdout.write(wrap(text, terminal_width()) + "\n")


def _lines(draft: "Draft") -> str:
    """The text of a draft's file, for the numbers of its lines; empty where it is none."""
    from index.documents.formats.decode import decode

    path = draft.path
    if path is None or path.suffix.lower() in (".docx", ".pdf", ".epub", ".odt", ".rtf"):
        return ""
    try:
        return decode(path.read_bytes())
    except (OSError, ValueError):
        return ""


def _write_files(arguments: argparse.Namespace, results: "Results") -> None:
    """Write the files that the options name.

    Raises:
        UserError: if one cannot be written.
    """
    from index.files import atomic_write

    if not arguments.report and arguments.annotate is None:
        return
    name, draft, verified = results[0]
    path = arguments.report or arguments.annotate
    try:
        if arguments.report:
            from ui.render.verify_report import verified_to_page

            with atomic_write(path) as partial:
                partial.write_text(verified_to_page(name, verified), encoding="utf-8")
            say(f"The report is in {path}.")
        if arguments.annotate is not None and draft.path:
            from qa.records.record import now
            from ui.cli.docx_comments import annotate

            path = arguments.annotate
            with atomic_write(path) as partial:
                written = annotate(draft.path, partial, verified.sentences, now())
            left = verified.judged - written
            missing = f"; {left:,} could not be placed" if left else ""
            say(f"The copy with comments is in {path}{missing}.")
    except OSError as error:
        raise unwritable(path, error) from error


def _status(fail_on: tuple[str, ...], results: "Results") -> int:
    found = {
        str(one.verdict).replace(" ", "-")
        for _, _, verified in results
        for one in verified.sentences
    }
    return MISSED if found.intersection(fail_on) else DONE


@contextmanager
def _bar(name: str) -> "Iterator[Callable[[Progress], None]]":
    """Shows on stderr how many statements are judged, if it is a terminal."""
    from ui.render.text import plain

    with progress_bar(plain(Path(name).name)[:40], "sentence") as bar:

        def show(progress: "Progress") -> None:
            bar.total = progress.total
            bar.update(progress.done - bar.n)

        yield show
