"""The command `pincite chat`: questions and follow-ups at a prompt.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
from contextlib import nullcontext
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.models import add_explain, add_model, assistant_for
from ui.cli.prompt import history, read_line
from ui.cli.scope import add_as_of, add_scope, as_of, scope_of
from ui.cli.terminal import (
    DONE,
    add_command,
    add_index,
    hits,
    say,
    say_if_empty,
    write,
    write_text,
)

if TYPE_CHECKING:
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite chat
  pincite chat --folder ~/reports/2022
  pincite chat --fast
  pincite chat --llm http://127.0.0.1:11434/v1 --model qwen3

Ask, then follow up: "and in Kharkiv?", "who said that?". The question as it is understood is
shown; where that is not what you meant, say so: "no, I meant Odesa", "as I wrote it". "help" tells
what can be asked; "quit", an empty line or Ctrl-D ends the conversation.

Lines are edited as in a shell, and the arrows bring back earlier ones. The last 500 are kept in a
file that only you can read; PINCITE_HISTORY names another, or, if it is empty, none.
"""


def add_chat(commands: "Commands") -> None:
    """Add the command."""
    chat = add_command(commands, "chat", "Ask one question after the other.", _EXAMPLES)
    chat.set_defaults(run=_chat)
    add_index(chat)
    chat.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    add_explain(chat)
    add_scope(chat)
    add_as_of(chat)
    add_model(chat)


def _chat(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.conversation import Conversation
    from qa.english.small_talk import LEAVING, small_talk
    from ui.cli.answering import show
    from ui.cli.interrupt import first_interrupt
    from ui.render.text import one_line

    scope, today = scope_of(arguments), as_of(arguments)
    with Index.open(arguments.index, create=False) as index, history():
        say_if_empty(index)
        assistant = assistant_for(arguments, index)
        conversation = Conversation(assistant)
        while question := read_line():
            try:
                for_asking = conversation.understood(question)
                if for_asking.question not in ("", question):
                    write_text(f"({one_line(for_asking.question)})")
                streamed = bool(assistant.model)
                with first_interrupt() if streamed else nullcontext(bool) as stop:
                    show(
                        conversation.stream(
                            question, for_asking, scope=scope, as_of=today, stop=stop
                        ),
                        json=False,
                        explain=arguments.explain,
                        streamed=streamed,
                    )
            except UserError as error:
                say(str(error))
            write("")
            if small_talk(question) in LEAVING:
                break
    return DONE
