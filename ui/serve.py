"""The command `pincite serve`: the page.

As in `cli.py`: whatever is slow to import is imported by the function that needs it.
"""

import argparse
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.models import add_model, loader_for
from ui.terminal import DONE, add_command, add_index, hits, say, whole_number

if TYPE_CHECKING:
    from ui.terminal import Commands

_EXAMPLES = """\
examples:
  pincite serve
  pincite serve --port 8000 --index ~/news-index
  PINCITE_PASSWORD=... pincite serve --host 0.0.0.0 --auth editor
  pincite serve --mcp

Without an index it begins an empty one: drop files in on the page. The page is for this computer
only, unless --host says otherwise. Stop it with Ctrl-C.
"""


def add_serve(commands: "Commands") -> None:
    """Add the command."""
    serve = add_command(commands, "serve", "Ask questions on a page in the browser.", _EXAMPLES)
    serve.set_defaults(run=_serve)
    add_index(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=_port, default=7860, help="port (7860; 0 for a free one)")
    serve.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    serve.add_argument(
        "--auth", metavar="USER", help="ask for this name and the password in $PINCITE_PASSWORD"
    )
    serve.add_argument(
        "--mcp", action="store_true", help="offer ask, search and documents as MCP tools, too"
    )
    add_model(serve)


def _port(text: str) -> int:
    return whole_number(text, 0, 65535)


def _serve(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from ui.server import LOOPBACK, PASSWORD, login_of, serve

    login = login_of(arguments.auth)
    if arguments.host not in LOOPBACK and login is None:
        say(
            f"Whoever reaches {arguments.host} can read the documents, add some and remove them. "
            f"Set a password: {PASSWORD}=... pincite serve --auth USER"
        )
    if arguments.mcp:
        _must_have_mcp()
    with Index.open(arguments.index) as index:
        from ui.desk import Desk

        alone = arguments.host in LOOPBACK or login is not None
        desk = Desk(index, loader_for(arguments, index), models_may_be_chosen=alone)
        serve(desk, arguments.host, arguments.port, login=login, mcp=arguments.mcp)
    return DONE


def _must_have_mcp() -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise UserError("--mcp needs a library.", "Install it with: pip install 'pincite[mcp]'")
