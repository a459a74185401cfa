"""The command `pincite`: reads the arguments, prints results on stdout and all else on stderr.

Whatever is slow to import is imported by the function that needs it, so that help comes at once
and `ask` never waits for a library that it does not use.

Exit status: 0 done; 1 the documents do not answer, no passage was found, or a measure misses what
was asked of it; 2 the arguments or the input are wrong; 70 a fault of pincite; 130 interrupted;
141 the reader of stdout went away.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress

from index import __version__
from index.errors import UserError
from ui.cli.chat import add_chat
from ui.cli.completion import add_completion
from ui.cli.evaluate import add_evaluate
from ui.cli.gold import add_gold
from ui.cli.help import add_help
from ui.cli.index import add_index_commands
from ui.cli.models import add_explain, add_model, assistant_for
from ui.cli.parser import Parser
from ui.cli.quotes import add_quotes
from ui.cli.recheck import add_recheck, add_save, check_save, save
from ui.cli.scope import add_as_of, add_scope, as_of, scope_of
from ui.cli.serve import add_serve
from ui.cli.table import add_table
from ui.cli.terminal import (
    DONE,
    FAULT,
    INTERRUPTED,
    NOTHING,
    PIPE_CLOSED,
    WRONG,
    Help,
    add_command,
    add_index,
    hits,
    repair,
    say,
    say_if_empty,
    say_what_is_missing,
    show_log,
    write,
    write_text,
)
from ui.cli.timeline import add_timeline
from ui.cli.user import add_user
from ui.cli.verify import add_verify
from ui.cli.watch import add_watch

_LONGEST_INPUT = 1_000_000
"""Bytes read of a question from standard input; it is over-long well before."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""What the system says where a disk is full, or as much of it as a user may fill."""

_ABOUT = "Answers questions over a folder of documents; every claim cites the exact sentence."
_EXAMPLES = """\
examples:
  pincite index ~/reports          make an index of a folder, or bring it up to date
  pincite status                   what the index holds
  pincite ask "Who signed it?"     answer from the documents, with citations
  pincite chat                     ask one question after the other
  pincite recheck answers/         whether saved answers still stand
  pincite watch "sanctions"        show once what new documents say to a question
  pincite verify draft.md          what the documents say to each sentence of a draft
  pincite search "signed treaty"   the passages that are nearest to some words
  pincite timeline "treaty"        what happened in a matter, by the day it happened
  pincite table questions.txt      several questions, asked of each document, as a table
  pincite quotes --by Starmer      who said what, and where it stands
  pincite serve                    ask on a page in the browser
  pincite evaluate gold.jsonl      measure the answers to questions with known answers
  pincite gold init                begin a file of such questions
  pincite doctor                   what is wrong with the index, and how to put it right
  pincite user add ada             let somebody in to the page, by name and password
  pincite completion bash          what a shell needs to complete commands and options
  pincite help                     more about formats, models, trust, privacy and other topics
"""
_SEARCH_EXAMPLES = """\
examples:
  pincite search "drone attack on the railway"
  pincite search "price of wheat" -k 3
  pincite search "price of wheat" --since 2022-10 --type pdf
  pincite search "price of wheat" --json | jq '.[0].text'

Passages are shortened on the terminal and whole in JSON. The exit status is 1 if none is found, and
if none has a word of the query: then those that come nearest to what it means are shown.
"""
_ASK_EXAMPLES = """\
examples:
  pincite ask "How many villages were taken over the past week?"
  echo "Who signed it?" | pincite ask
  pincite ask "Who signed it?" --json | jq '.claims[].citations[].quote'
  pincite ask "Who signed it?" --since 2022 --until 2022 --source "The Friday File"
  pincite ask "Who signed it?" --save answer.json --report answer.html
  pincite ask "Who signed it?" --docx answer.docx --bibtex sources.bib
  pincite ask "Who signed it?" --fast
  pincite ask "Who signed it?" --llm http://127.0.0.1:11434/v1 --model qwen3

A saved answer can be checked again later: see pincite recheck --help. A report is one page without
scripts that needs no network. The exit status is 1 if the documents do not answer.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: the arguments, without the name of the command; None for those of the process.

    Returns:
        The exit status. No exception leaves this function.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if argv is None else argv
    try:
        if not given:
            command_parser().print_help()
            return DONE
        arguments = command_parser().parse_args(given)
        show_log()
        run: Callable[[argparse.Namespace], int] = arguments.run
        status = run(arguments)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except UserError as error:
        say(str(error))
        return WRONG
    except KeyboardInterrupt:
        say("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return PIPE_CLOSED
    except Exception as error:
        return _report_fault(error)
    return status


def command_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = Parser(
        prog="pincite",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pincite {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, examples: str
    ) -> argparse.ArgumentParser:
        added = add_command(commands, name, about, examples)
        added.set_defaults(run=run)
        add_index(added)
        return added

    add_index_commands(commands)
    search = command("search", _search, "Find the passages nearest to a query.", _SEARCH_EXAMPLES)
    search.add_argument("query", metavar="QUERY", nargs="+", help="words or a sentence")
    search.add_argument("--json", action="store_true", help="print the hits as JSON")
    search.add_argument("-k", type=hits, default=10, help="number of passages (default: 10)")
    add_scope(search)

    ask = command("ask", _ask, "Answer a question from the documents.", _ASK_EXAMPLES)
    ask.add_argument(
        "question", metavar="QUESTION", nargs="*", help="read from standard input if absent or -"
    )
    ask.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    add_explain(ask)
    add_scope(ask)
    add_as_of(ask)
    add_save(ask)
    add_model(ask)

    add_recheck(commands)
    add_watch(commands)
    add_timeline(commands)
    add_table(commands)
    add_quotes(commands)
    add_verify(commands)
    add_serve(commands)
    add_chat(commands)

    add_evaluate(commands)
    add_gold(commands)
    add_user(commands)
    add_help(commands)
    add_completion(commands)
    return parser


def _search(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from ui.render.text import hits_to_text
    from ui.render.values import hits_to_list, to_json

    scope = scope_of(arguments)
    with Index.open(arguments.index, create=False) as index:
        say_what_is_missing(index)
        query = repair(" ".join(arguments.query))
        found = index.search(query, arguments.k, scope=scope)
        is_said = bool(found) and bool(index.search(query, 1, "lexical", scope=scope))
        if arguments.json:
            write(to_json(hits_to_list(found)))
        elif found:
            write_text(hits_to_text(found))
        else:
            say("No passage was found.")
        if found and not is_said:
            say("No passage has a word of this; these come nearest to what it means.")
    return DONE if is_said else NOTHING


def _ask(arguments: argparse.Namespace) -> int:
    check_save(arguments)
    if arguments.question in ([], ["-"]):
        question = _read_question()
    else:
        question = repair(" ".join(arguments.question))

    from index.corpus import Index
    from ui.cli.answering import show
    from ui.cli.interrupt import first_interrupt

    scope, today = scope_of(arguments), as_of(arguments)
    with Index.open(arguments.index, create=False) as index:
        say_if_empty(index)
        assistant = assistant_for(arguments, index)
        streamed = bool(assistant.model)
        with first_interrupt() if streamed else nullcontext(bool) as stop:
            answer = show(
                assistant.stream(question, scope=scope, as_of=today, stop=stop),
                json=arguments.json,
                explain=arguments.explain,
                streamed=streamed,
            )
        save(arguments, answer, assistant)
    return NOTHING if answer.abstained and not answer.instead else DONE


def _read_question() -> str:
    """The question on standard input: all of it, or one line where a person types it."""
    if sys.stdin.isatty():
        sys.stderr.write("Question: ")
        sys.stderr.flush()
        return repair(sys.stdin.readline()).strip()
    text = sys.stdin.buffer.read(_LONGEST_INPUT).decode("utf-8-sig", errors="replace")
    return text.strip()


def _report_fault(error: Exception) -> int:
    """Reports a fault of pincite, and with PINCITE_DEBUG=1 where it happened.

    A disk without room is none: that is told, and what was to be printed is let go.
    """
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        _drop_stdout()
        say(f"The disk is full ({error.strerror}). Make room, and run it again.")
        return WRONG
    if os.environ.get("PINCITE_DEBUG") == "1":
        import traceback

        from ui.render.text import plain

        sys.stderr.write(plain("".join(traceback.format_exception(error))))
        return FAULT
    what = " ".join(f"{type(error).__name__}: {error}".split())
    say(
        f"Something is wrong in pincite itself ({what}). "
        "Run it again with PINCITE_DEBUG=1, and report what it prints and the command you ran."
    )
    return FAULT


def _drop_stdout() -> None:
    """Lets the interpreter exit without a second complaint about the closed pipe."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
