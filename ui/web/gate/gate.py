"""The gate: every request passes here before Gradio sees it, and what it carries is checked.

From top to bottom: a wrong name, and another site's page, are turned away; who asks is looked up;
what is no part of the page is not found; what one may not do is refused; bodies are read within
limits of size and time, checked, and written anew; what is under way is counted. What is too much
is answered with 503 or 429. Headers that speak of a proxy, and queries, do not reach Gradio.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ui.render.conversation_export import conversation_to_page, shared_about
from ui.web.access.authentication import Access
from ui.web.access.brake import TooSoonError
from ui.web.access.caller import Caller, is_by_proxy, port_of, put_caller
from ui.web.access.visitors import Visitors, cookie_of
from ui.web.conversations.files import UnreadableError
from ui.web.conversations.links import Links
from ui.web.gate.answers import Status, answer, busy
from ui.web.gate.arguments import parsed, session
from ui.web.gate.bodies import BodyError, read_body
from ui.web.gate.calls import Calls, checked
from ui.web.gate.deposits import Deposits, RoomError
from ui.web.gate.functions import Function
from ui.web.gate.lines import Lines
from ui.web.gate.messages import KeptResponse, busy_as_503, not_stored, replayed, with_header
from ui.web.gate.multipart import receive_files
from ui.web.gate.origin import from_elsewhere
from ui.web.gate.owners import Owners
from ui.web.gate.quotas import Quota, TooMuchError
from ui.web.gate.routes import SHARED, Route, route
from ui.web.turns import Turns

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("pincite")

_CALLS = (8, 12, 24)
"""Calls by programs that may be under way: of one user, of one address, in all."""
_STREAMS = (32, 256)
"""Open streams of one visitor, and of one address."""
_LONGEST_PATH = 1_000
_LONGEST_QUERY = 2_000


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
        named: Callable[[bytes], bool],
        links: Links,
        mcp: bool = False,
        streams: int = 1_000,
        visitors: Visitors | None = None,
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
            named: whether the page may be asked for under a Host header.
            mcp: whether there are tools for assistants.
            links: conversations that users shared.
            streams: how many may be open.
            visitors: which browsers are known, where several pages share that.
        """
        self._app = app
        self._access = access
        self._deposits = deposits
        self._lines = lines
        self._ready = ready
        self._mcp = mcp
        self._named = named
        self._links = links
        self._owners = Owners()
        self._calls = Calls(functions, self._owners, deposits, turns)
        self._visitors = visitors or Visitors()
        self._calling = Quota(*_CALLS)
        self._streaming = Quota(*_STREAMS, streams)
        self._handlers: Mapping[str, Callable[..., Awaitable[None]]] = {
            "asset": self._pass_on,
            "page": self._page,
            "config": self._pass_on,
            "endpoint": self._endpoint,
            "join": self._join,
            "stream": self._stream,
            "end": self._end,
            "upload": self._upload,
            "mcp": self._tools,
            "shared": self._shared,
        }

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            await self._http(scope, receive, send)
        except Status as status:
            await answer(status, scope, receive, send)
        except (BodyError, RoomError) as error:
            await answer(Status(error.code, str(error)), scope, receive, send)
        except Exception:
            log.exception("A request for %s could not be answered.", _told(scope["path"]))
            raise

    async def _http(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["path"] == "/health":
            await self._health(scope, receive, send)
            return
        self._refuse_other_sites(scope)
        if await self._access.answer(scope, receive, send):
            return
        caller = await self._caller(scope)
        if caller is None:
            await self._access.turn_away(scope, receive, send)
            return
        found = self._route(scope)
        put_caller(scope, caller)
        scope["query_string"] = b""
        scope["headers"] = [(k, v) for k, v in scope["headers"] if not is_by_proxy(k)]
        if found.kind != "asset":
            send = not_stored(send)
        await self._handlers[found.kind](found, caller, scope, receive, send)

    def _refuse_other_sites(self, scope: "Scope") -> None:
        """Turn away a request under a wrong name, or from another site's page.

        Raises:
            Status: if it is one.
        """
        headers = dict(scope["headers"])
        if not self._named(headers.get(b"host", b"")):
            raise Status(400, "The page does not answer to this host name (see --name).")
        if from_elsewhere(scope["method"], scope["path"], headers):
            raise Status(403, "Another site's page may not ask here.")

    def _route(self, scope: "Scope") -> Route:
        """What a request is for.

        Raises:
            Status: if it is nothing that is answered, or its query is too long.
        """
        path = scope["path"]
        found = route(scope["method"], path, mcp=self._mcp) if len(path) <= _LONGEST_PATH else None
        if found is None:
            raise Status(404, "There is nothing here.")
        if found.kind == "stream" and (name := _session_in_query(scope)):
            return replace(found, named={"session": name, **found.named})
        return found

    async def _caller(self, scope: "Scope") -> Caller | None:
        """Who a request is from; None if they have to log in first."""
        try:
            caller = await self._access.caller(scope)
        except TooSoonError as error:
            wait = {"Retry-After": str(ceil(error.seconds))}
            raise Status(429, "Too many wrong passwords. Try again later.", wait) from None
        if caller is None:
            return None
        cookies = [value for key, value in scope["headers"] if key == b"cookie"]
        visitor = self._visitors.name_of(cookies, port_of(scope))
        # another account of the same name is another visitor, in the same browser too
        by = f"{visitor} {caller.account} {caller.name or ''}"
        return replace(caller, visitor=by if visitor else "")

    async def _health(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """For load balancers: whether questions can be answered; nothing else is told."""
        from starlette.responses import JSONResponse

        ready = self._ready()
        health = JSONResponse({"status": "ok" if ready else "loading"}, 200 if ready else 503)
        await health(scope, receive, send)

    async def _pass_on(
        self, _: Route, __: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """What is the same for everybody who may come in."""
        await self._app(scope, receive, send)

    async def _page(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """The page, with a name for a browser that has none yet."""
        if not caller.visitor:
            tls = scope.get("scheme") == "https"
            value = cookie_of(self._visitors.new(), port=port_of(scope), tls=tls)
            send = with_header(send, b"set-cookie", value.encode())
        await self._app(scope, receive, send)

    async def _endpoint(
        self, found: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """A function by its name, for programs; and one of the page that need not wait."""
        body, how = await read_body(receive), found.named["how"]
        if how in ("run", "api") and not self._calls.is_endpoint(found.named["name"]):
            # so the page calls what need not wait, by any name and its number
            function, clean = self._calls.by_number(checked(parsed, body), caller, scope)
            if function.endpoint is None and function.queued:
                raise Status(404, "It waits in the queue.")
        else:
            function, clean = self._calls.by_name(found.named["name"], how, body, caller)
        receive = replayed(scope, clean, receive)
        if function.endpoint is None:
            await self._app(scope, receive, send)
        elif how.startswith("call"):
            with _counted(self._owners.room(caller)), _counted(self._lines.enter(function.id, "")):
                await self._asked(caller, scope, receive, send, called=True)
        else:
            with _counted(self._calling.one(caller)):
                await self._app(scope, receive, busy_as_503(send))

    async def _join(
        self, __: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """A function by its number: any of the page's own, or one for programs."""
        body = checked(parsed, await read_body(receive))
        function, clean = self._calls.by_number(body, caller, scope)
        with _counted(self._lines.enter(function.id, clean["session_hash"])):
            await self._asked(caller, scope, replayed(scope, clean, receive), send)

    async def _asked(
        self,
        caller: Caller,
        scope: "Scope",
        receive: "Receive",
        send: "Send",
        *,
        called: bool = False,
    ) -> None:
        """Pass on what waits in the queue, and keep by which name it is known there.

        Args:
            caller: who asks.
            scope: of the request.
            receive: its body.
            send: for the answer.
            called: whether a program calls, which is to fetch the answer by that name.
        """
        kept = KeptResponse(send)
        await self._app(scope, receive, kept)
        if kept.code == 200 and (name := kept.json().get("event_id")):
            self._owners.put_event(str(name), caller, to_be_fetched=called)
        await kept.send()

    async def _stream(
        self, found: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """What comes of what was asked, piece by piece; only for who asked it."""
        if "event" in found.named:
            self._owners.event(found.named["event"], caller)
        elif "session" in found.named:
            name = self._owners.session(checked(session, found.named["session"]), caller)
            scope["query_string"] = f"session_hash={name}".encode()
        else:
            raise Status(404, "There is nothing here.")
        with _counted(self._streaming.one(caller)):
            await self._app(scope, receive, send)
        self._owners.fetched(found.named.get("event", ""))

    async def _end(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Stop what was asked; only for who asked it."""
        clean = self._calls.ended(await read_body(receive), caller)
        await self._app(scope, replayed(scope, clean, receive), send)

    async def _upload(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Files on their way in; the browser gets names for them, not where they lie."""
        from starlette.responses import JSONResponse

        names = await receive_files(self._deposits, caller, scope, receive)
        await JSONResponse(names)(scope, receive, send)

    async def _shared(
        self, found: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """A conversation that a user shared, to be read; only for who has logged in."""
        from starlette.responses import HTMLResponse

        try:
            opened = await asyncio.to_thread(self._links.open, found.named["token"], caller)
        except TooSoonError as error:
            wait = {"Retry-After": str(ceil(error.seconds))}
            raise Status(429, "Too many links that are none. Try again later.", wait) from None
        if opened is None or not self._access.knows(opened.owner.name or "", opened.owner.account):
            raise Status(404, "There is nothing here, or not any more.")
        about = shared_about(opened.made)
        try:
            page = await asyncio.to_thread(
                conversation_to_page, opened.title, opened.exchanges, about
            )
        except UnreadableError:
            raise Status(404, "This conversation cannot be read any more.") from None
        await HTMLResponse(page)(scope, receive, send)

    async def _tools(
        self, _: Route, caller: Caller, scope: "Scope", receive: "Receive", send: "Send"
    ) -> None:
        """Tools of an assistant: the endpoints, called with words and numbers only."""
        clean = self._calls.as_tool(await read_body(receive), caller)
        with _counted(self._calling.one(caller)):
            await self._app(scope, replayed(scope, clean, receive), busy_as_503(send))


def _told(path: str) -> str:
    """A path as it may stand in a log, which holds no link by which a conversation is read."""
    return SHARED if path.startswith(SHARED) else path[:200]


@contextmanager
def _counted(under_way: AbstractContextManager[None]) -> Iterator[None]:
    """Count what is under way; one too much is told that pincite is busy."""
    try:
        with under_way:
            yield
    except TooMuchError:
        raise busy() from None


def _session_in_query(scope: "Scope") -> str:
    """The session that a query names; empty if it names none.

    Raises:
        Status: if the query is too long.
    """
    sent = scope.get("query_string", b"")
    if len(sent) > _LONGEST_QUERY:
        raise Status(414, "The query is too long.")
    named = parse_qs(bytes(sent).decode("latin-1")).get("session_hash", [""])
    return named[0]
