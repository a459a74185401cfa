"""Serves the page: where it listens, what its browser may load, and what stands before it.

The browser is told by a Content-Security-Policy to load nothing from another host, so that no
document and no library can make the page call out. While the page is for this computer only,
requests under another name are turned away (DNS rebinding). Whatever passes that is checked by
`ui.web.gate`, which stands before everything, endpoints and MCP tools too.

Gradio takes three seconds to import, so it is imported when the page is built.
"""

import asyncio
import errno
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib import resources
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.web.access.authentication import Access
from ui.web.gate.connections import share_memory
from ui.web.gate.deposits import Deposits
from ui.web.incoming import incoming
from ui.web.uploads import LARGEST
from ui.web.workspace import Workspace

if TYPE_CHECKING:
    import gradio
    import uvicorn
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BACKLOG = 1_024
_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio starts from inline scripts and compiles its templates; handlers in markup never run
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)


def serve(
    workspace: Workspace,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    access: Access | None = None,
    mcp: bool = False,
    names: Sequence[str] = (),
    proxies: Sequence[str] = (),
) -> None:
    """Serves the page until Ctrl-C or SIGTERM, and says on stderr where it is once it answers.

    At the end it waits a few seconds for what still runs. What goes on for longer is abandoned:
    `workspace.tasks.running` is then true, and the process must end without taking the interpreter
    down under it (`os._exit`).

    Args:
        workspace: what stands behind the page.
        host: name or address to listen on; other than a loopback address, others can read the
            documents through the page.
        port: 0 for a free one.
        access: who may come in; None for everybody who reaches it.
        names: further names under which the page may be asked for.
        proxies: addresses of proxies, which are believed when they say who asks.
        mcp: whether the endpoints are MCP tools, too.

    Raises:
        UserError: if it cannot listen there, for example because the port is in use.
    """
    access = access or Access()
    share_memory()
    with _listen(host, port) as listening, _uploading(workspace):
        from ui.web.app import build

        app = application(build(workspace), workspace, host, access, mcp=mcp, names=names)
        address = _address(host, listening.getsockname()[1])
        _run(_server(app, address, workspace, proxies), listening, workspace)


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


def _run(server: "uvicorn.Server", listening: socket.socket, workspace: Workspace) -> None:
    """Run the server until a signal; end its loop then, but not under a task that still runs.

    Ending the loop waits for each handler without a limit.
    """
    runner = asyncio.Runner(loop_factory=server.config.get_loop_factory())
    try:
        with suppress(KeyboardInterrupt):
            runner.run(server.serve([listening]))
    finally:
        workspace.tasks.stop()
        if not workspace.tasks.running:
            runner.close()


def _server(
    app: "ASGIApp", address: str, workspace: Workspace, proxies: Sequence[str]
) -> "uvicorn.Server":
    """A server that says where the page is once it answers, and then lets the models load."""
    import uvicorn

    from ui.web.gate.connections import options

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stderr.write(f"Open {address}\n")
            sys.stderr.flush()
            workspace.start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            if await asyncio.to_thread(workspace.close):
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


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; taken before the page is built, so that a mistake shows at once."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen(_BACKLOG)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UserError(
                f"Port {port} is in use.", "Choose another with --port, or 0 for a free one."
            ) from error
        raise UserError(
            f"Cannot listen on {host}, port {port}: {error.strerror}.",
            "Choose another --host or --port.",
        ) from error
    return listening


def _address(host: str, port: int) -> str:
    """What to open in a browser on this computer."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"


def application(
    page: "gradio.Blocks",
    workspace: Workspace,
    host: str,
    access: Access,
    *,
    mcp: bool = False,
    names: Sequence[str] = (),
) -> "ASGIApp":
    """The page as an ASGI application behind the headers and checks that the module speaks of."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.web.app import ROLES
    from ui.web.gate.arguments import functions
    from ui.web.gate.connections import allow_many
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
        ready=lambda: workspace.assistants.ready,
        named=names_of(host, names, users=access.users is not None),
        mcp=mcp,
        streams=allow_many() // 4,
    )
    return _Headers(gate)


def _style() -> str:
    """The style of the page, and that of a report where there is one."""
    page, report = (
        resources.files(package).joinpath(name).read_text(encoding="utf-8")
        for package, name in (("ui.web", "static/page.css"), ("ui.render", "report.css"))
    )
    return f"{page}\n@scope (.report) {{\n{report}\n}}\n"


class _Headers:
    """Adds the headers to every response."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        async def send_with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_with_headers)
