"""Serves the page, and ends it in order.

Before the page stands `ui.web.gate`, which checks every request, endpoints and MCP tools too: while
the page is for this computer only, requests under another name are turned away (DNS rebinding).
`headers.py` says what a browser may load.

Gradio takes three seconds to import, so it is imported when the page is built.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from ui.web.access.authentication import Access
from ui.web.access.visitors import Visitors
from ui.web.corpora import Corpora, corpora_of
from ui.web.gate.connections import share_memory
from ui.web.gate.deposits import Deposits
from ui.web.headers import Headers
from ui.web.incoming import incoming
from ui.web.listener import address_of, listen
from ui.web.uploads import LARGEST
from ui.web.workspace import Workspace

if TYPE_CHECKING:
    import gradio
    import uvicorn
    from starlette.types import ASGIApp


def serve(
    workspace: Workspace,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    access: Access | None = None,
    mcp: bool = False,
    names: Sequence[str] = (),
    proxies: Sequence[str] = (),
    visit: Callable[[str], None] | None = None,
    others: Sequence[Workspace] = (),
) -> bool:
    """Serves the page until Ctrl-C or SIGTERM, and says on stderr where it is once it answers.

    At the end it waits a few seconds for what still runs. What goes on for longer is abandoned:
    `workspace.tasks.abandoned` is then true, and the process must end without taking the
    interpreter down under it (`os._exit`).

    Args:
        workspace: what stands behind the page.
        host: name or address to listen on; other than a loopback address, others can read the
            documents through the page.
        port: 0 for a free one.
        access: who may come in; None for everybody who reaches it.
        names: further names under which the page may be asked for.
        proxies: addresses of proxies, which are believed when they say who asks.
        mcp: whether the endpoints are MCP tools, too.
        visit: is given the address of the page once it answers, before that is said.
        others: what stands behind the pages of further corpora.

    Returns:
        Whether it was Ctrl-C that ended it.

    Raises:
        SystemExit: after SIGTERM.
        UserError: if it cannot listen there, for example because the port is in use.
    """
    access = access or Access()
    share_memory()
    workspaces = (workspace, *others)
    with listen(host, port) as listening, ExitStack() as stack:
        app = _pages(workspaces, stack, host, access, mcp=mcp, names=names)
        address = address_of(host, listening.getsockname()[1])
        return _run(_server(app, address, workspaces, proxies, visit), listening, workspaces)


def _pages(
    workspaces: Sequence[Workspace],
    stack: ExitStack,
    host: str,
    access: Access,
    *,
    mcp: bool,
    names: Sequence[str],
) -> "ASGIApp":
    """The page of each workspace; uploads to it lie in a folder until `stack` ends."""
    from ui.web.app import build

    corpora = corpora_of(workspaces)
    visitors = Visitors()
    apps = {}
    for corpus in corpora:
        corpus.workspace.path = corpus.path
        stack.enter_context(_uploading(corpus.workspace))
        apps[corpus.path] = application(
            build(corpus.workspace, corpora),
            corpus.workspace,
            host,
            access,
            mcp=mcp,
            names=names,
            path=corpus.path,
            visitors=visitors,
            ready=lambda: all(each.assistants.ready for each in workspaces),
        )
    return Corpora(apps) if len(apps) > 1 else apps[""]


@contextmanager
def _uploading(workspace: Workspace) -> Iterator[None]:
    """Uploads on their way lie in a folder that only this user reads; gone at the end.

    SIGTERM ends as Ctrl-C does meanwhile, so that nothing is left behind.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(incoming(workspace.index.folder))
        except OSError:  # it may only be read, or knows no locks
            folder = stack.enter_context(incoming())
        os.environ["GRADIO_TEMP_DIR"] = str(folder)  # read whenever a page is built
        workspace.deposits = Deposits(folder)
        yield


def _run(
    server: "uvicorn.Server", listening: socket.socket, workspaces: Sequence[Workspace]
) -> bool:
    """Run the server until a signal; end its loop then, but not under a task that still runs.

    Ending the loop waits for each handler without a limit.

    Returns:
        Whether the signal was Ctrl-C.
    """
    runner = asyncio.Runner(loop_factory=server.config.get_loop_factory())
    try:
        runner.run(server.serve([listening]))
    except KeyboardInterrupt:
        return True
    finally:
        for workspace in workspaces:
            workspace.tasks.stop()
        if not any(workspace.tasks.abandoned for workspace in workspaces):
            runner.close()
    return False


def _server(
    app: "ASGIApp",
    address: str,
    workspaces: Sequence[Workspace],
    proxies: Sequence[str],
    visit: Callable[[str], None] | None,
) -> "uvicorn.Server":
    """A server that says where the page is once it answers, and then lets the models load."""
    import uvicorn

    from ui.web.gate.connections import options

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if visit:
                visit(address)
            sys.stderr.write(f"Open {address}\n")
            sys.stderr.flush()
            for workspace in workspaces:
                workspace.start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for workspace in workspaces:
                workspace.tasks.stop()
            ended = [await asyncio.to_thread(workspace.close) for workspace in workspaces]
            if all(ended):
                await super().shutdown(sockets)
            # else a handler hangs: it would be waited for, and Gradio prints where it was cut off

    # an open page keeps a connection for as long as it is open: do not wait for it
    return Server(
        uvicorn.Config(
            app,
            log_level="critical",
            server_header=False,
            timeout_graceful_shutdown=1,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            **options(),
        )
    )


def application(
    page: "gradio.Blocks",
    workspace: Workspace,
    host: str,
    access: Access,
    *,
    mcp: bool = False,
    names: Sequence[str] = (),
    path: str = "",
    visitors: Visitors | None = None,
    ready: Callable[[], bool] | None = None,
) -> "ASGIApp":
    """The page as an ASGI application behind its headers and its gate.

    Args:
        page: of Gradio.
        workspace: what stands behind it.
        host: that it listens on.
        access: who may come in.
        mcp: whether the endpoints are MCP tools.
        names: further names under which it may be asked for.
        path: what stands before every path of it, as browsers ask; whoever passes requests on here
            takes it away.
        visitors: which browsers are known, where several pages share that.
        ready: whether questions can be answered yet; by default whether this page can.
    """
    import gradio as gr
    from fastapi import FastAPI

    from ui.web.app import ROLES
    from ui.web.gate.connections import allow_many
    from ui.web.gate.functions import functions
    from ui.web.gate.gate import Gate
    from ui.web.gate.hosts import names_of
    from ui.web.gate.lines import Lines

    assert workspace.deposits
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    system = ["system-ui", "sans-serif"]
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=path or None,
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=mcp,
        theme=gr.themes.Default(
            primary_hue="blue",
            neutral_hue="slate",
            font=system,
            font_mono=["ui-monospace", "monospace"],
        ).set(
            color_accent="*primary_700",
            button_primary_background_fill="*primary_700",
            button_primary_background_fill_hover="*primary_800",
            button_primary_background_fill_dark="*primary_700",
            block_label_text_color="*neutral_600",
            block_title_text_color="*neutral_600",
            input_placeholder_color="*neutral_500",
            input_placeholder_color_dark="*neutral_400",
        ),
        # not `css`, of which Gradio drops what it does not know, such as widths and scopes
        head=f"<style>{_style()}</style>",
    )
    gate = Gate(
        app,
        access=access,
        functions=functions(page, ROLES),
        deposits=workspace.deposits,
        turns=workspace.turns,
        lines=Lines(page),
        ready=ready or (lambda: workspace.assistants.ready),
        named=names_of(host, names, users=access.users is not None),
        mcp=mcp,
        links=workspace.links,
        streams=allow_many() // 4,
        visitors=visitors,
    )
    return Headers(gate)


def _style() -> str:
    """The style of the page and of its parts, of drafts, and of a report, if there is one."""
    page, *parts, drafts, report = (
        resources.files(package).joinpath(name).read_text(encoding="utf-8")
        for package, name in (
            ("ui.web", "static/page.css"),
            ("ui.web", "static/conversations.css"),
            ("ui.web", "static/original.css"),
            ("ui.web", "static/shelf.css"),
            ("ui.render", "verify.css"),
            ("ui.render", "report.css"),
        )
    )
    return "\n".join((page, *parts, drafts, f"@scope (.report) {{\n{report}\n}}\n"))
