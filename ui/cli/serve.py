"""The command `pincite serve`: the page.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NoReturn

from index.errors import UserError
from ui.cli.browser import open_browser
from ui.cli.models import add_model, calibrations_for, loader_for
from ui.cli.terminal import DONE, INTERRUPTED, add_command, add_index, hits, say, whole_number
from ui.cli.user import add_users

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.corpus import Index
    from qa.assistant import Assistant
    from ui.cli.terminal import Commands
    from ui.web.access.users import Directory
    from ui.web.workspace import Workspace

PASSWORD = "PINCITE_PASSWORD"
"""The environment variable with the password of --auth."""
_FETCH = "PINCITE_ALLOW_FETCH"
"""The environment variable with hosts of --allow-fetch, between spaces."""

_EXAMPLES = """\
examples:
  pincite serve
  pincite serve --port 8000 --index ~/news-index
  pincite serve --index ~/news-index --index ~/court-index   each a page, and a tab to ask both
  pincite user add editor && pincite serve --host 0.0.0.0
  PINCITE_PASSWORD=... pincite serve --host 0.0.0.0 --auth editor
  pincite serve --host 0.0.0.0 --allow-llm http://127.0.0.1:11434/v1
  pincite serve --allow-fetch example.org --allow-fetch '*.example.com'   a field for addresses
  pincite serve --proxy 127.0.0.1 --name news.example   behind a proxy with TLS
  pincite serve --fast             visitors may choose otherwise in their settings
  pincite serve --mcp

Without an index it begins an empty one: drop files in on the page. The page is for this computer
only, unless --host says otherwise, and is opened in the browser where there is a screen. Where
`pincite user add` made users, they log in, and each may do what their role allows; on a page that
others reach and that has no users, visitors may ask, and only that. Who added, removed or set what,
and who came in, stands in audit.jsonl in the folder of the index, and so do the conversations of
each, until they delete them. Of several indexes each keeps its own; users and roles are those of
the first. Stop it with Ctrl-C.
"""


def add_serve(commands: "Commands") -> None:
    """Add the command."""
    serve = add_command(commands, "serve", "Ask questions on a page in the browser.", _EXAMPLES)
    serve.set_defaults(run=_serve)
    add_index(serve, several=True)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=_port, default=7860, help="port (7860; 0 for a free one)")
    serve.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    serve.add_argument(
        "--auth", metavar="USER", help="ask for this name and the password in $PINCITE_PASSWORD"
    )
    add_users(serve)
    serve.add_argument(
        "--name",
        metavar="HOST",
        action="append",
        default=[],
        help="a further name of the page, as behind a proxy; may be said again",
    )
    serve.add_argument(
        "--proxy",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="address of a proxy that says in X-Forwarded-For who asks, and in X-Forwarded-Proto "
        "whether by TLS; no other is believed",
    )
    serve.add_argument(
        "--allow-llm",
        metavar="URL",
        action="append",
        default=[],
        help="a model server that visitors may choose in their settings; may be said again "
        "(default: none; any while the page is for this computer only)",
    )
    serve.add_argument(
        "--allow-fetch",
        metavar="HOST",
        action="append",
        default=os.environ.get(_FETCH, "").split(),
        help="a host from which editors may fetch pages and files by address: example.org, "
        "*.example.org (all below it), example.org:8080; may be said again, or be in "
        f"${_FETCH} (default: none, and nothing is fetched)",
    )
    serve.add_argument(
        "--mcp",
        action="store_true",
        help="offer ask, search, documents and recheck as MCP tools, too",
    )
    serve.add_argument(
        "--no-browser",
        action="store_true",
        help="do not open the page in the browser, which is done where there is a screen",
    )
    add_model(serve)


def _port(text: str) -> int:
    return whole_number(text, 0, 65535)


def _serve(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from ui.cli.user import users_file
    from ui.web.access.audit import Audit
    from ui.web.access.authentication import Access
    from ui.web.fetching.hosts import read_host
    from ui.web.gate.hosts import LOOPBACK
    from ui.web.server import serve

    # behind a proxy, or under a name, others reach it too
    here = arguments.host in LOOPBACK and not arguments.proxy and not arguments.name
    status = DONE
    if arguments.mcp:
        _must_have_mcp()
    first, *others = arguments.index
    if len(set(map(os.path.realpath, map(str, arguments.index)))) < len(arguments.index):
        raise UserError("An index is named twice.", "Name each once.")
    hosts = [read_host(text) for text in arguments.allow_fetch]
    with ExitStack() as stack:
        index = stack.enter_context(Index.open(first))
        from ui.web.choices import ModelServers
        from ui.web.fetching.fetch import Fetcher
        from ui.web.workspace import Workspace

        users = _users(arguments)
        if not here and users is None:
            say(
                f"Whoever reaches {arguments.host} can read the documents and ask. To let only "
                "those in whom you know: pincite user add NAME"
            )
        audit = Audit(index.folder)
        access = Access(
            users,
            file=users_file(arguments.index[0], arguments.users),
            everybody="edit" if here else "ask",
            audit=audit,
        )
        servers = ModelServers(here, tuple(arguments.allow_llm))
        reader, checker = calibrations_for(arguments)
        options: dict[str, Any] = {
            "model_servers": servers,
            "reader_calibration": reader,
            "checker_calibration": checker,
            "fast": None if arguments.reader else arguments.fast,
            "fetcher": Fetcher(hosts) if hosts else None,
        }
        workspace = Workspace(index, loader_for(arguments, index), audit=audit, **options)
        further = []
        for place in others:
            another = stack.enter_context(Index.open(place))
            load = _sharing(workspace, another)
            further.append(Workspace(another, load, audit=Audit(another.folder), **options))
            further[-1].turns = workspace.turns  # all corpora answer on the same cores
        try:
            interrupted = serve(
                workspace,
                arguments.host,
                arguments.port,
                access=access,
                mcp=arguments.mcp,
                names=arguments.name,
                proxies=arguments.proxy,
                visit=open_browser if here and not arguments.no_browser else None,
                others=further,
            )
            if interrupted:
                say("Interrupted.")
                status = INTERRUPTED
        except SystemExit as stop:  # by a signal
            status = stop.code if isinstance(stop.code, int) else DONE
        if any(each.tasks.abandoned for each in (workspace, *further)):
            _end_at_once(status)
    return status


def _sharing(workspace: "Workspace", index: "Index") -> "Callable[[], Assistant]":
    """What makes an assistant of another index, with the networks of the first."""

    def load() -> "Assistant":
        assistant: Any = workspace.assistant()
        return assistant.over(index)  # type: ignore[no-any-return]

    return load


def _end_at_once(status: int) -> NoReturn:
    """End the process without a word to what still runs in it.

    Were the interpreter taken down, a thread that comes back from native code would abort the
    process. Of what is not written yet nothing is lost that the next run does not do again.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


def _users(arguments: argparse.Namespace) -> "Directory | None":
    """Who may come in; None for everybody.

    Raises:
        UserError: if --auth and --users are both given, the file cannot be read or is empty, or
            there is no password for --auth.
    """
    from ui.cli.user import users_file
    from ui.web.access.users import OneUser, Users

    if arguments.auth is not None:
        if arguments.users:
            raise UserError("--auth and --users are two ways of the same.", "Leave one out.")
        password = os.environ.get(PASSWORD, "")
        if not password:
            raise UserError(
                "--auth needs a password.", f"Put it into the environment variable {PASSWORD}."
            )
        return OneUser(arguments.auth, password)
    path = users_file(arguments.index[0], arguments.users)
    if path is None or (not arguments.users and not os.path.lexists(path)):
        return None
    users = Users.open(path, create=False)
    if not len(users):
        raise UserError(f"There is no user in {path}.", "Add one with: pincite user add NAME")
    return users


def _must_have_mcp() -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise UserError("--mcp needs a library.", "Install it with: pip install 'pincite[mcp]'")
