"""The gate: every request passes here before Gradio sees it, and what it carries is checked.

From top to bottom: another site's page is turned away; who asks is looked up; what is no part of
the page is not found; what one may not do is refused; bodies are read within limits of size and
time, checked, and written anew; uploads are counted. What is too much is answered with 503.
"""

import asyncio
import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from index.errors import UserError
from ui.brake import TooSoonError
from ui.turns import BusyError, Turns
from ui.web.access import Access
from ui.web.arguments import (
    Function,
    RefusedError,
    event,
    parsed,
    session,
)
from ui.web.caller import Caller, put_caller
from ui.web.deposits import Deposits
from ui.web.lines import Lines
from ui.web.origin import from_elsewhere, from_the_page
from ui.web.routes import Route, route

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("pincite")

VISITOR = b"pincite_visitor"
"""Name of the cookie that tells one browser from another; it holds nothing else."""

LARGEST_BODY = 1_000_000
"""Bytes of a request that is no upload."""
_BODY_SECONDS = 15.0
_UPLOAD_SECONDS = 600.0
_UPLOADS_AT_ONCE = 8
_CALLS_AT_ONCE = 24
"""Calls by programs that are under way; one more is told to come again."""
_RETRY_SECONDS = 5
_SESSIONS = 10_000
_PROGRAMS = "programs"
"""The session of calls that have none: Gradio would make one for each, which keeps all waiting.
Endpoints keep nothing in it."""
_TOOL_LISTS = ("initialize", "ping", "tools/list", "prompts/list", "resources/list")


class Status(Exception):  # noqa: N818 (it is an answer, not only an error)
    """How a request is answered instead of being passed on."""

    def __init__(self, code: int, said: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(said)
        self.code = code
        self.headers = dict(headers or {})


class Gate:
    """Stands before the page; see the top of this file."""

    def __init__(
        self,
        app: "ASGIApp",
        *,
        access: Access,
        functions: Mapping[int, Function],
        deposits: Deposits,
        turns: Turns,
        lines: Lines,
        ready: Callable[[], bool],
        mcp: bool,
    ) -> None:
        """Nobody has come yet.

        Args:
            app: the page.
            access: who may come in.
            functions: what can be called.
            deposits: files that were uploaded.
            turns: where questions wait.
            lines: where else the page waits.
            ready: whether questions can be answered yet.
            mcp: whether there are tools for assistants.
        """
        self._app = app
        self._access = access
        self._functions = functions
        self._endpoints = {f.endpoint: f for f in functions.values() if f.endpoint}
        self._deposits = deposits
        self._turns = turns
        self._lines = lines
        self._ready = ready
        self._mcp = mcp
        self._owners: OrderedDict[str, str] = OrderedDict()  # session → visitor
        self._calls = 0
        self._uploads = 0

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            try:
                await self._http(scope, receive, send)
            except Status as status:
                await _answer(status, scope, receive, send)
            except Exception:
                log.exception("A request for %s could not be answered.", scope["path"][:200])
                raise
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        method, path = scope["method"], scope["path"]
        headers = dict(scope["headers"])
        if path == "/health":
            await self._health(scope, receive, send)
            return
        if from_elsewhere(method, path, headers):
            raise Status(403, "Another site's page may not ask here.")
        if await self._access.answer(scope, receive, send):
            return
        try:
            caller = await self._access.caller(scope)
        except TooSoonError as error:
            wait = {"Retry-After": str(ceil(error.seconds))}
            raise Status(429, "Too many wrong passwords. Try again later.", wait) from None
        if caller is None:
            await self._access.turn_away(scope, receive, send)
            return
        visitor = _cookie(headers.get(b"cookie", b""), VISITOR)
        caller = replace(caller, visitor=visitor if len(visitor) >= 32 else "")
        put_caller(scope, caller)
        found = route(method, path, mcp=self._mcp)
        if found is None:
            raise Status(404, "There is nothing here.")
        handlers: Mapping[str, Callable[..., Awaitable[None]]] = {
            "page": self._page,
            "endpoint": self._endpoint,
            "join": self._join,
            "stream": self._stream,
            "end": self._end,
            "upload": self._upload,
            "mcp": self._tools,
        }
        handler = handlers.get(found.kind)
        if handler is None:
            await self._app(scope, receive, send)
        else:
            await handler(found, caller, scope, receive, send)

    async def _health(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """For load balancers: whether questions can be answered; nothing else is told."""
        from starlette.responses import JSONResponse

        ready = self._ready()
        answer = JSONResponse({"status": "ok" if ready else "loading"}, 200 if ready else 503)
        await answer(scope, receive, send)

    async def _page(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """The page, with a name for a browser that has none yet."""
        if caller.visitor:
            await self._app(scope, receive, send)
            return
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        value = f"{secrets.token_hex(16)}; HttpOnly; SameSite=Strict; Path=/{secure}"
        cookie = (b"set-cookie", VISITOR + b"=" + value.encode())

        async def with_cookie(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], cookie]
            await send(message)

        await self._app(scope, receive, with_cookie)

    async def _endpoint(
        self, found: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """A function that programs may call, by its name."""
        body = _checked(parsed, await _body(receive))
        how = found.named["how"]
        if how in ("run", "api") and _field(body, "fn_index") is not None:
            # the page calls so what need not wait
            function, clean = self._numbered(body, caller, scope)
        else:
            function, clean = self._named(found.named["name"], how, body, caller)
        receive = _replayed(scope, clean, receive)
        if function.endpoint is None:
            await self._app(scope, receive, send)
        else:
            await self._called(scope, receive, send)

    async def _join(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """A function by its number: any of the page's own, or one for programs."""
        body = _checked(parsed, await _body(receive))
        function, clean = self._numbered(body, caller, scope)
        if self._lines.full(function.id, clean["session_hash"]):
            raise _busy()
        await self._app(scope, _replayed(scope, clean, receive), send)

    def _named(
        self, name: str, how: str, body: object, caller: Caller
    ) -> tuple[Function, dict[str, Any]]:
        """The function that a program calls, and the body written anew."""
        function = self._endpoints.get(name)
        if function is None:
            raise Status(404, "There is no such endpoint.")
        self._allow(caller, function)
        if how == "call/v2":
            return function, _checked(function.checked_by_name, body)
        clean = {"data": _checked(function.checked, _field(body, "data"), _nothing_owned)}
        if session_name := _checked(session, _field(body, "session_hash")):
            clean["session_hash"] = self._own(session_name, caller)
        elif how in ("run", "api"):
            clean["session_hash"] = _PROGRAMS
        return function, clean

    def _numbered(
        self, body: object, caller: Caller, scope: "Scope"
    ) -> tuple[Function, dict[str, Any]]:
        """The function whose number a body holds, and the body written anew."""
        id = _field(body, "fn_index")
        function = self._functions.get(id) if _is_number(id) else None
        if function is None:
            raise Status(404, "There is no such function.")
        from_page = bool(caller.visitor) and from_the_page(dict(scope["headers"]))
        if function.endpoint is None and not from_page:
            raise Status(403, "Only the page itself may call this.")
        self._allow(caller, function)
        name = _checked(session, _field(body, "session_hash"))
        if not name:
            raise Status(422, "The session has no name.")
        trigger = _field(body, "trigger_id")
        return function, {
            "data": _checked(function.checked, _field(body, "data"), self._owned_by(caller)),
            "fn_index": function.id,
            "session_hash": self._own(name, caller),
            "trigger_id": trigger if _is_number(trigger) else None,
            "event_data": _checked(event, _field(body, "event_data")) if function.event else None,
        }

    async def _stream(
        self, found: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """What comes of what was asked; only for who asked it."""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=10)
        for name in (found.named.get("session"), *query.get("session_hash", ())):
            if name is not None:
                self._own(_checked(session, name) or "", caller)
        await self._app(scope, receive, send)

    async def _end(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Stop what was asked; only for who asked it."""
        body = _checked(parsed, await _body(receive))
        id, what = _field(body, "fn_index"), _field(body, "event_id")
        name = _checked(session, _field(body, "session_hash"))
        clean: dict[str, Any] = {"event_id": _checked(session, what) or ""}
        if name:
            clean |= {"session_hash": self._own(name, caller)}
        if _is_number(id):
            clean |= {"fn_index": id}
        await self._app(scope, _replayed(scope, clean, receive), send)

    async def _upload(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Files on their way in; recorded as those of who sent them."""
        headers = dict(scope["headers"])
        if not caller.visitor or not from_the_page(headers):
            raise Status(403, "Files are dropped in on the page.")
        if not caller.may("edit"):
            raise Status(403, "You may not add documents.")
        room = self._deposits.room(caller.visitor)
        length = headers.get(b"content-length", b"")
        if not room or (length.isdigit() and int(length) > room):
            raise Status(413, "Too much is waiting to be taken in. Wait, and drop it again.")
        if self._uploads >= _UPLOADS_AT_ONCE:
            raise _busy()
        self._uploads += 1
        answer = _Kept(send)
        try:
            until = asyncio.timeout(_UPLOAD_SECONDS)
            async with until:
                await self._app(scope, _limited(receive, room), answer)
        except TimeoutError:
            raise Status(408, "The upload took too long.") from None
        finally:
            self._uploads -= 1
        if answer.code == 200:
            paths = json.loads(answer.body)
            self._deposits.add(caller.visitor, [path for path in paths if isinstance(path, str)])
        await answer.send()

    async def _tools(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Tools of an assistant: the endpoints, called with words and numbers only."""
        if scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = _checked(parsed, await _body(receive))
        for message in body if isinstance(body, list) else [body]:
            self._check_tool(message, caller)
        await self._called(scope, _replayed(scope, body, receive), send)

    def _check_tool(self, message: object, caller: Caller) -> None:
        called = _field(message, "method")
        if called == "tools/call":
            asked = _field(message, "params")
            name = _field(asked, "name")
            function = self._endpoints.get(name) if isinstance(name, str) else None
            if function is None or not isinstance(asked, dict):
                raise Status(404, "There is no such tool.")
            self._allow(caller, function)
            asked["arguments"] = _checked(function.checked_by_name, asked.get("arguments") or {})
        elif isinstance(called, str) and not (
            called in _TOOL_LISTS or called.startswith("notifications/")
        ):
            raise Status(400, "There is no such method.")

    async def _called(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass a call of a program on, if not too many are under way."""
        if self._calls >= _CALLS_AT_ONCE:
            raise _busy()
        self._calls += 1
        try:
            await self._app(scope, receive, _busy_as_503(send))
        finally:
            self._calls -= 1

    def _allow(self, caller: Caller, function: Function) -> None:
        """Refuse what a caller may not do, and a question of a program where too many wait."""
        if not caller.may(function.role):
            raise Status(403, "You may not do this; ask who runs pincite here.")
        if function.endpoint and function.role == "ask" and self._turns.full:
            raise _busy()

    def _owned_by(self, caller: Caller) -> Callable[[str], bool]:
        return lambda path: self._deposits.holds(caller.visitor, path)

    def _own(self, name: str, caller: Caller) -> str:
        """The name of a session, which belongs to whoever was the first to use it.

        A program without a cookie has its sessions by their names alone, which nobody can guess.
        """
        owner = self._owners.setdefault(name, caller.visitor)
        self._owners.move_to_end(name)
        while len(self._owners) > _SESSIONS:
            self._owners.popitem(last=False)
        if owner != caller.visitor:
            raise Status(403, "This is another visitor's.")
        return name


# Bodies


async def _body(receive: "Receive") -> bytes:
    """The whole body of a request.

    Raises:
        Status: if it is too large, takes too long or is not sent to its end.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise Status(400, "The request broke off.")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > LARGEST_BODY:
                    raise Status(413, f"At most {LARGEST_BODY:,} bytes are taken.")
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise Status(408, "The request took too long.") from None


def _replayed(scope: "Scope", body: Any, receive: "Receive") -> "Receive":
    """A `receive` that gives a body in place of the one that was sent; the headers fit it."""
    data = json.dumps(body).encode()
    fitting = {b"content-length": str(len(data)).encode(), b"content-type": b"application/json"}
    dropped = {*fitting, b"transfer-encoding"}
    kept = [(name, value) for name, value in scope["headers"] if name not in dropped]
    scope["headers"] = [*kept, *fitting.items()]
    waiting = [data]

    async def replay() -> "Message":
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay


def _limited(receive: "Receive", most: int) -> "Receive":
    """A `receive` that stops at so many bytes."""
    left = most

    async def limited() -> "Message":
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise Status(413, "Too much is waiting to be taken in. Wait, and drop it again.")
        return message

    return limited


class _Kept:
    """A `send` that keeps the answer until it is looked at."""

    def __init__(self, send: "Send") -> None:
        self._send = send
        self._messages: list[Message] = []

    async def __call__(self, message: "Message") -> None:
        self._messages.append(message)

    @property
    def code(self) -> int:
        """The status."""
        return int(self._messages[0]["status"]) if self._messages else 0

    @property
    def body(self) -> bytes:
        """The body."""
        return b"".join(message.get("body", b"") for message in self._messages[1:])

    async def send(self) -> None:
        """Send it."""
        for message in self._messages:
            await self._send(message)


def _field(body: object, name: str) -> Any:
    return body.get(name) if isinstance(body, dict) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6


def _checked(check: Callable[..., Any], *values: object) -> Any:
    """What a check gives; what it refuses is answered with 422."""
    try:
        return check(*values)
    except RefusedError as error:
        raise Status(422, str(error)) from None


def _nothing_owned(_: str) -> bool:
    return False


# Answers


async def _answer(status: Status, scope: "Scope", receive: "Receive", send: "Send") -> None:
    from starlette.responses import JSONResponse

    answer = JSONResponse({"detail": str(status)}, status.code, status.headers)
    await answer(scope, receive, send)


def _busy() -> Status:
    said = "pincite is busy. Ask again in a few seconds."
    return Status(503, said, {"Retry-After": str(_RETRY_SECONDS)})


def _busy_as_503(send: "Send") -> "Send":
    """A `send` that gives an answer for want of a turn the status that says so."""
    started: list[Message] = []

    async def passing(message: "Message") -> None:
        if message["type"] == "http.response.start" and message["status"] == 500:
            started.append(message)
            return
        if started:
            start = started.pop()
            if BUSY in message.get("body", b""):
                retry = (b"retry-after", str(_RETRY_SECONDS).encode())
                start = {**start, "status": 503, "headers": [*start["headers"], retry]}
            await send(start)
        await send(message)

    return passing


BUSY = b"pincite is busy"
assert str(BusyError(1)).startswith(BUSY.decode()) and issubclass(BusyError, UserError)


def _cookie(header: bytes, name: bytes) -> str:
    """The value of a cookie; empty if there is none, or more than one."""
    found = [
        value.strip()
        for part in header.split(b";")
        for key, _, value in (part.partition(b"="),)
        if key.strip() == name
    ]
    return found[0].decode("latin-1") if len(found) == 1 else ""
