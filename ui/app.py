"""The page: a conversation in Gradio over the same answers as the command line.

What it does not do: it does not think (`qa` does) and does not write HTML from documents
(`render` does, escaped). The browser is told by a Content-Security-Policy to load nothing from
another host, so that no document and no library can make the page call out; and while the page is
for this computer only, requests under another name are turned away (DNS rebinding).

Gradio takes three seconds to import, so it is imported when a page is built.
"""

import errno
import os
import secrets
import socket
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index import __version__
from index.errors import UserError
from qa.types import Answer, Claim
from ui.markup import answer_to_html, claims_to_html, text_to_html
from ui.render import answer_to_dict, plain

if TYPE_CHECKING:
    import gradio
    import uvicorn
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from qa.assistant import Stage

_AT_ONCE = 2
"""Questions answered at the same time; the others wait in the queue."""
_WAITING = 64
"""Questions that may wait; one more is told that the page is busy."""
_KEPT = 50
"""Exchanges kept on a page; the oldest go first."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

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
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)

_BEHAVIOUR = """
element.addEventListener('click', (event) => {
    const marker = event.target.closest('a.marker');
    if (!marker) return;
    event.preventDefault();
    document.getElementById(marker.hash.slice(1))?.focus();
});
watch('value', () => {
    const exchanges = element.querySelectorAll('.exchange');
    exchanges[exchanges.length - 1]?.scrollIntoView({block: 'start'});
});
"""
"""A marker leads to its source without leaving the page; a new exchange is scrolled into view."""

_FOOTER = (
    f'<footer class="pincite">pincite {__version__}. Where the documents do not answer, it says so.'
    "</footer>"
)


class Asked(Protocol):
    """Whoever answers: `qa.assistant.Assistant`, or a fake."""

    def ask(self, question: str) -> Answer:
        """The answer to `question`; called by several threads at once.

        Raises:
            UserError: if the question cannot be asked.
        """
        ...

    def stream(self, question: str) -> "Iterator[Stage | Claim | Answer]":
        """The same with what is being done, and claims as they are checked, on the way."""
        ...


def build(
    assistant: Asked, *, documents: int | None = None, examples: Sequence[str] = ()
) -> "gradio.Blocks":
    """The page, not yet served.

    Args:
        assistant: answers the questions.
        documents: how many the header speaks of; None to leave it out.
        examples: questions that one can ask with a click.

    Returns:
        Blocks whose public endpoint `/ask` takes a question and returns the dict of
        `answer_to_dict`.
    """
    # read when gradio is imported
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr
    from gradio.events import api

    def ask(question: str) -> dict[str, Any]:
        """Answers a question from the documents; every claim cites its sentences."""
        try:
            return answer_to_dict(_ask(assistant, plain(question)))
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def converse(question: str, exchanges: list[str]) -> Iterator[tuple[Any, Any, Any]]:
        """The log, the exchanges and the text box: with the question, as far as it is answered."""
        question = plain(question).strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        yield _log([*exchanges, _exchange(question, _pending("Reading"))]), gr.skip(), ""
        reply = ""
        for reply in _replies(assistant, question):
            yield _log([*exchanges, _exchange(question, reply)]), gr.skip(), gr.skip()
        # in place, for an example may have been clicked while this question was answered
        exchanges.append(_exchange(question, reply))
        del exchanges[:-_KEPT]
        yield _log(exchanges), exchanges, gr.skip()

    page = gr.Blocks(title="pincite", analytics_enabled=False)
    with page:
        exchanges = gr.State([])
        gr.HTML(_header(documents), apply_default_css=False)
        log = gr.HTML(
            _log([]), js_on_load=_BEHAVIOUR, apply_default_css=False, elem_id="conversation"
        )
        with gr.Row(elem_id="examples", visible=bool(examples)):
            clickable = [gr.Button(example, size="sm", min_width=0) for example in examples]
        with gr.Row(elem_id="asking"):
            box = gr.Textbox(
                label="Question",
                show_label=False,
                container=False,
                placeholder="Ask the documents",
                autofocus=True,
                scale=1,
            )
            send = gr.Button("Ask", variant="primary", scale=0, min_width=80)
        gr.HTML(_FOOTER, apply_default_css=False)

        for source, triggers in [
            (box, [box.submit, send.click]),
            *((button, [button.click]) for button in clickable),
        ]:
            gr.on(
                triggers,
                converse,
                [source, exchanges],
                [log, exchanges, box],
                show_progress="hidden",
                trigger_mode="once",
                concurrency_limit=_AT_ONCE,
                concurrency_id="ask",
                api_visibility="private",
            )
        api(ask, api_name="ask", concurrency_limit=_AT_ONCE, concurrency_id="ask")
        page.queue(max_size=_WAITING)
    return page


def serve(
    assistant: Asked,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    documents: int | None = None,
    examples: Sequence[str] = (),
) -> None:
    """Serves the page until Ctrl-C, and says on stderr where it is once it answers.

    Args:
        assistant: answers the questions; called by several threads at once.
        host: name or address to listen on; other than a loopback address, others can read the
            documents through the page.
        port: 0 for a free one.
        documents: how many the header speaks of; None to leave it out.
        examples: questions that one can ask with a click.

    Raises:
        UserError: if it cannot listen there, for example because the port is in use.
    """
    with _listen(host, port) as listening:
        app = _application(build(assistant, documents=documents, examples=examples), host)
        server = _server(app, _address(host, listening.getsockname()[1]))
        with suppress(KeyboardInterrupt):
            server.run([listening])


def _server(app: "FastAPI", address: str) -> "uvicorn.Server":
    """A server that says where the page is once it answers."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stderr.write(f"Open {address}\n")
            sys.stderr.flush()

    # an open page keeps a connection for as long as it is open: do not wait for it
    return Server(
        uvicorn.Config(app, log_level="critical", server_header=False, timeout_graceful_shutdown=1)
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
            listening.listen()
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


def _application(page: "gradio.Blocks", host: str) -> "FastAPI":
    """The page as an ASGI application with the headers and checks that the module speaks of."""
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_Headers)
    if host in _LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    system = ["system-ui", "sans-serif"]
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Default(
            primary_hue="blue",
            neutral_hue="slate",
            font=system,
            font_mono=["ui-monospace", "monospace"],
        ),
        css_paths=[Path(__file__).with_name("page.css")],
    )
    return app


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


def _ask(assistant: Asked, question: str) -> Answer:
    """The answer; a fault of pincite is shown in the terminal.

    Raises:
        UserError: if there is no answer, whatever the reason.
    """
    with _faults_told():
        return assistant.ask(question)


@contextmanager
def _faults_told() -> Iterator[None]:
    """Turns a fault of pincite into a UserError, and shows it in the terminal."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        sys.stderr.write(plain(traceback.format_exc()))
        raise UserError(
            "Something is wrong in pincite itself.", "The terminal that runs it says what."
        ) from error


def _replies(assistant: Asked, question: str) -> Iterator[str]:
    """The answer as HTML as far as it has come, at last the whole, or why there is none."""
    anchor = f"a{secrets.token_hex(4)}"
    claims: list[Claim] = []
    try:
        with _faults_told():
            for event in assistant.stream(question):
                if isinstance(event, Answer):
                    yield answer_to_html(event, anchor)
                elif isinstance(event, Claim):
                    claims.append(event)
                    yield claims_to_html(Answer(question, tuple(claims)), anchor) + _pending("")
                else:
                    yield claims_to_html(Answer(question, tuple(claims)), anchor) + _pending(event)
    except UserError as error:
        yield f'<p class="failed" role="alert">{text_to_html(str(error))}</p>'


def _pending(stage: str) -> str:
    return f'<p class="pending" role="status">{stage.capitalize()} …</p>'


def _exchange(question: str, reply: str) -> str:
    """A question and what came of it; `reply` is HTML."""
    return (
        f'<section class="exchange"><p class="question" dir="auto">{text_to_html(question)}</p>'
        f'<div class="reply">{reply}</div></section>'
    )


def _log(exchanges: Sequence[str]) -> str:
    return f'<div role="log" aria-label="Questions and answers">{"".join(exchanges)}</div>'


def _header(documents: int | None) -> str:
    count = "" if documents is None else f" from {documents:,} document{'s' * (documents != 1)}"
    return (
        f'<header class="pincite"><h1>pincite</h1><p>Answers{count}; '
        "every claim cites the exact sentence that it rests on.</p></header>"
    )
