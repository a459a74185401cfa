"""The command `pincite watch`, and how `pincite index` tells what is new for watched questions.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from index.errors import UserError
from ui.cli.scope import add_scope, scope_of
from ui.cli.terminal import (
    DONE,
    NOTHING,
    add_command,
    add_index,
    counting_bar,
    reading_bar,
    repair,
    say,
    whole_number,
    write,
    write_text,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.types import Answer
    from qa.watch.types import News
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite watch "sanctions on grain"           watch a topic, or a question
  pincite watch "Who leads the talks?" --source "The Friday File"
  pincite watch                                what is watched, and what was found last
  pincite watch --remove 2                     watch number 2 no longer
  pincite watch --check                        look now, at what came into the index otherwise
  pincite watch --check --json | jq -r '.news[].citations[].quote'

After each pincite index, also with --watch, what is new for each question is shown, once: the
sentences of its answer from new and changed files that stood in no document before. So a copy or
a renamed file is nothing new, and a file that changed shows its new sentences. What was shown, or
was about to be when the command was stopped, is listed by pincite watch. Found by the packaged
networks, without a language model. The exit status of --check is 1 if nothing is new.
"""
NOT_WATCHED = 'Nothing is watched; begin with: pincite watch "QUESTION"'
_MOST_NUMBER = 999_999_999


def add_watch(commands: "Commands") -> None:
    """Add the command."""
    about = "Watch questions, and show once what new documents say to them."
    watch = add_command(commands, "watch", about, _EXAMPLES)
    watch.set_defaults(run=_watch)
    watch.add_argument(
        "question", metavar="QUESTION", nargs="*", help="watch this (default: list what is watched)"
    )
    does = watch.add_mutually_exclusive_group()
    does.add_argument(
        "--remove", metavar="NUMBER", nargs="+", type=_number, help="watch these no longer"
    )
    does.add_argument("--check", action="store_true", help="show what is new since the last look")
    watch.add_argument("--json", action="store_true", help="print the result as JSON")
    add_index(watch)
    add_scope(watch)


class Looker:
    """Looks for news of an index, again and again, by one assistant."""

    def __init__(self, index: "Index") -> None:
        """Nothing is loaded yet."""
        self._index = index
        self._ask: Callable[..., Answer] | None = None

    @property
    def watches(self) -> bool:
        """Whether anything is watched; said without loading anything."""
        return (self._index.folder / "watched.json").exists()

    def look(self) -> "Iterator[News]":
        """What is new for each question, as it is found.

        Raises:
            UserError: as `Watchlist.look`.
        """
        from qa.watch.watchlist import Watchlist

        watchlist = Watchlist(self._index)
        questions = len(watchlist.questions)
        with counting_bar("question", questions) as asked, reading_bar() as reading:
            yield from watchlist.look(self._answer, progress=reading, asked=asked)

    def _answer(self, question: str, **where: Any) -> "Answer":
        if self._ask is None:
            from qa.assistant import Assistant

            self._ask = Assistant(self._index).ask
        return self._ask(question, **where)


def tell(looker: Looker) -> None:
    """Write what is new after a sync; what hinders it is said, for the sync itself is done."""
    try:
        _write_news(looker)
    except UserError as error:
        say(str(error))


def news_for_json(looker: Looker) -> list[dict[str, Any]]:
    """The same for JSON."""
    from ui.render.watched import news_to_list

    found: list[News] = []
    try:
        found.extend(looker.look())
    except UserError as error:  # what was found before it is kept, and told
        say(str(error))
    return news_to_list(found)


def _write_news(looker: Looker) -> bool:
    """Write what is new when the bars are gone, also if that is by Ctrl-C; whether anything is."""
    from ui.render.watched import news_to_text

    found: list[News] = []
    try:
        found.extend(looker.look())
    finally:
        for news in found:
            write_text(news_to_text(news))
    return bool(found)


def _watch(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from index.types import EVERYWHERE

    scope = scope_of(arguments)
    if not arguments.question and scope != EVERYWHERE:
        raise UserError(
            "A scope is for a question.", 'Name it: pincite watch "QUESTION" --type pdf'
        )
    if arguments.question and (arguments.remove or arguments.check):
        raise UserError(
            "A question is watched, or the list is changed or checked.", "Do one after the other."
        )
    with Index.open(arguments.index, create=False) as index:
        if arguments.question:
            return _add(arguments, index)
        if arguments.remove:
            return _remove(arguments, index)
        return _check(arguments, index) if arguments.check else _list(arguments, index)


def _add(arguments: argparse.Namespace, index: "Index") -> int:
    from qa.watch.watchlist import Watchlist
    from ui.render.values import to_json
    from ui.render.watched import question_to_dict

    question = repair(" ".join(arguments.question))
    with reading_bar() as progress:
        added = Watchlist(index).add(question, scope_of(arguments), progress=progress)
    if arguments.json:
        write(to_json(question_to_dict(added)))
    else:
        write(f"Watched as number {added.number}; pincite index shows what is new.")
    return DONE


def _remove(arguments: argparse.Namespace, index: "Index") -> int:
    from qa.watch.watchlist import Watchlist
    from ui.render.values import to_json

    watchlist = Watchlist(index)
    removed = [watchlist.remove(number) for number in dict.fromkeys(arguments.remove)]
    if arguments.json:
        write(to_json({"removed": [one.number for one in removed]}))
    else:
        for one in removed:
            write(f"Not watched any more: {one.question}")
    return DONE


def _check(arguments: argparse.Namespace, index: "Index") -> int:
    from ui.render.values import to_json
    from ui.render.watched import SCHEMA, news_to_list

    looker = Looker(index)
    if not arguments.json:
        if _write_news(looker):
            return DONE
        say("Nothing is new." if looker.watches else NOT_WATCHED)
        return NOTHING
    found = list(looker.look())
    write(to_json({"schema_version": SCHEMA, "news": news_to_list(found)}))
    return DONE if found else NOTHING


def _list(arguments: argparse.Namespace, index: "Index") -> int:
    from qa.watch.watchlist import Watchlist
    from ui.render.values import to_json
    from ui.render.watched import watched_to_dict, watched_to_text

    questions = Watchlist(index).questions
    if arguments.json:
        write(to_json(watched_to_dict(questions)))
    elif questions:
        write_text(watched_to_text(questions))
    else:
        say(NOT_WATCHED)
    return DONE if questions else NOTHING


def _number(text: str) -> int:
    return whole_number(text, 1, _MOST_NUMBER)
