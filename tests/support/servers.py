"""A server on loopback that speaks as much of the OpenAI protocol as it is told, or breaks it."""

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

Running = TypeVar("Running", bound=ThreadingHTTPServer)

Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Server(ThreadingHTTPServer):
    """Keeps what it was asked; the address is `url`."""

    daemon_threads = True

    def __init__(self, replies: Sequence[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.headers: list[dict[str, str]] = []
        self.sent = 0
        self.listing: bytes | None = None
        self.listed: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error here."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers["authorization"])
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        replies = self.server.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        reply(self, body)

    def do_GET(self) -> None:
        self.server.listed.append(self.path)
        if self.server.listing is None:
            self.send_error(404)
            return
        sends(self.server.listing, "application/json")(self, {})

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""


@contextmanager
def running(server: Running) -> Iterator[Running]:
    """A server that answers in a thread of its own, until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server that gives one reply after the other, the last one for ever."""
    with running(Server(replies)) as server:
        yield server


def says(*pieces: str, finish: str | None = "stop", pause: float = 0.0) -> Reply:
    """Streams the pieces; `finish` None ends without saying that it ends."""

    def reply(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        for piece in pieces:
            _send(handler, {"delta": {"content": piece}, "finish_reason": None})
            time.sleep(pause)
        if finish:
            _send(handler, {"delta": {}, "finish_reason": finish})
            handler.wfile.write(b"data: [DONE]\n\n")

    return reply


def fails(status: int, body: str = "{}", **headers: str) -> Reply:
    """An error; its body may say anything."""

    def reply(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return reply


def sends(data: bytes, content_type: str = "text/event-stream") -> Reply:
    """Anything at all, with status 200."""

    def reply(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", content_type)
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def hangs(seconds: float) -> Reply:
    """Says nothing for so long."""

    def reply(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        time.sleep(seconds)

    return reply


def _send(handler: BaseHTTPRequestHandler, choice: dict[str, Any]) -> None:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, **choice}],
    }
    handler.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
    handler.wfile.flush()


def writes(*parts: bytes, again: bytes = b"", pause: float = 0.0) -> Reply:
    """Writes bytes as they stand, no status line of its own; then `again` until nobody listens."""

    def reply(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        server = handler.server
        assert isinstance(server, Server)
        try:
            for part in itertools.chain(parts, itertools.repeat(again) if again else ()):
                handler.wfile.write(part)
                server.sent += len(part)
                time.sleep(pause)
        finally:
            handler.close_connection = True

    return reply


def endless(data: bytes, *, pause: float = 0.0, headers: bytes = b"", before: bytes = b"") -> Reply:
    """Status 200, and then the same for ever."""
    status = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n" + headers + b"\r\n"
    return writes(status + before, again=data, pause=pause)


def pieces(written: Iterable[str]) -> list[str]:
    """What a model has written; without the empty pieces, which say that it is at work."""
    return [piece for piece in written if piece]
