"""Those who come to the page in the soak test: honest visitors, and all kinds of others.

Each is a coroutine that ends at a given time. They speak HTTP as the page does: a cookie from
`GET /`, a function by its number to `queue/join`, what comes of it from `queue/data`.
"""

import asyncio
import html
import itertools
import json
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

T = TypeVar("T")

BUSY = "pincite is busy"
LONGEST = 60.0
"""Seconds until a visitor gives up."""
ANYWHERE = ("",) * 7
"""What stands in the fields that say where to look: nothing."""

_PAGE_QUESTIONS = 4
"""A page is opened anew after so many questions."""
_API = "/gradio_api"
_EMPTY = "The question is empty."
_CLAIM = re.compile(r'<p class="claim"[^>]*>(.*?)</p>', re.DOTALL)
_BUTTON = re.compile(r"<button.*?</button>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class BusyError(Exception):
    """The server said that it is busy."""


class WrongError(Exception):
    """The server answered otherwise than it should."""


@dataclass
class Tally:
    """What became of what was asked.

    Attributes:
        seconds: how long each honest question took until an answer or "busy".
        steps: the same for each step of a question on the page, by its name.
        counts: of anything, by name.
        wrong: what should not have been, in words.
        right: question → what its claims say on a quiet server.
    """

    right: Mapping[str, tuple[str, ...]]
    seconds: list[float] = field(default_factory=list)
    steps: dict[str, list[float]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def fault(self, kind: str, what: str) -> None:
        """Record something that should not have been."""
        self.counts[kind] += 1
        self.wrong.append(f"{kind}: {what}")

    async def step(self, name: str, work: Awaitable[T]) -> T:
        """Do one of the things of which a question consists, and record how long it took."""
        started = time.monotonic()
        try:
            return await work
        finally:
            self.steps.setdefault(name, []).append(time.monotonic() - started)

    def judge(self, question: str, asked: str, claims: tuple[str, ...]) -> None:
        """Record an answer."""
        if question != asked:
            self.fault("crossed", f"{asked!r} got the answer to {question!r}")
        elif not set(claims) & set(self.right[asked]):
            # documents come and go meanwhile, which moves what is read beside the best sentence
            if not claims:
                self.counts["abstained"] += 1
                return
            self.fault("not right", f"{asked!r}: {claims}")
        else:
            self.counts["right"] += 1


@dataclass(frozen=True)
class Site:
    """Where the page is, and the numbers of its functions."""

    address: str
    numbers: Mapping[str, int]

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        found = urlsplit(self.address)
        assert found.hostname and found.port
        return found.hostname, found.port


async def site(address: str) -> Site:
    """Read the numbers of the functions from what the page is made of."""
    async with client(address) as http:
        config = (await http.get("/config")).json()
    numbers = {d["api_name"]: d["id"] for d in config["dependencies"]}
    after = {d["trigger_after"]: d["id"] for d in config["dependencies"] if d["trigger_after"]}
    ask = after[numbers["take"]]
    return Site(address, numbers | {"page_ask": ask, "page_finish": after[ask]})


def client(address: str, origin: bool = True) -> httpx.AsyncClient:
    """A browser, or a program; each request has a connection of its own, so none is a stale one."""
    return httpx.AsyncClient(
        base_url=address,
        headers={"Origin": address} if origin else {},
        timeout=LONGEST,
        limits=httpx.Limits(max_keepalive_connections=0, max_connections=None),
        trust_env=False,
    )


class Page:
    """An open page: a session of a browser."""

    def __init__(self, site: Site, http: httpx.AsyncClient) -> None:
        self._site = site
        self.http = http
        self.session = f"{random.getrandbits(64):x}"

    async def join(self, function: str, data: list[Any], event: Any = None) -> str:
        """Ask for something; the id of what was asked.

        Raises:
            BusyError: if too much waits.
            WrongError: if it was refused otherwise.
        """
        response = await self.http.post(
            f"{_API}/queue/join", json=self._body(function, data, event)
        )
        _must(response)
        return str(response.json()["event_id"])

    async def call(self, function: str, data: list[Any], event: Any = None) -> list[Any]:
        """Ask for something, and wait for all that comes of it.

        Raises:
            BusyError: as `join`.
            WrongError: as `join`, or if it failed.
        """
        id = await self.join(function, data, event)
        found: list[Any] | None = None
        query = {"session_hash": self.session}
        async with self.http.stream("GET", f"{_API}/queue/data", params=query) as stream:
            if stream.status_code != 200:
                await stream.aread()
                _must(stream)
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                message = json.loads(line[6:])
                if message["msg"] == "unexpected_error":
                    raise WrongError(line)
                if message["msg"] == "process_completed" and message["event_id"] == id:
                    if not message["success"]:
                        _fail(json.dumps(message["output"]))
                    found = message["output"]["data"]
                if message["msg"] == "close_stream":
                    break
        if found is None:
            raise WrongError("the stream ended before the answer")
        return found

    async def at_once(self, function: str, data: list[Any]) -> list[Any]:
        """What need not wait.

        Raises:
            BusyError: if too much is under way.
            WrongError: if it failed.
        """
        response = await self.http.post(f"{_API}/run/{function}", json=self._body(function, data))
        _must(response)
        return list(response.json()["data"])

    def _body(self, function: str, data: list[Any], event: Any = None) -> dict[str, Any]:
        return {
            "fn_index": self._site.numbers[function],
            "data": data,
            "session_hash": self.session,
            "event_data": event,
            "trigger_id": None,
        }


def _must(response: httpx.Response) -> None:
    if response.status_code == 503:
        raise BusyError
    if response.status_code != 200:
        _fail(f"{response.status_code} {response.text[:200]}")


def _fail(said: str) -> None:
    raise BusyError if BUSY in said else WrongError(said)


# Honest visitors


async def by_page(site: Site, tally: Tally, questions: Sequence[str], until: float) -> None:
    """A visitor of the page, who reads, asks again, and opens the page anew now and then."""
    turn = itertools.cycle(questions)
    async with client(site.address) as http:
        while time.monotonic() < until:
            await _counted(tally, "page", _open(http), timed=False)
            page = Page(site, http)
            for _ in range(_PAGE_QUESTIONS):
                if time.monotonic() > until:
                    return
                await _counted(tally, "page", _ask(page, tally, next(turn)))
                await asyncio.sleep(random.uniform(1, 3))


async def by_api(site: Site, tally: Tally, questions: Sequence[str], until: float) -> None:
    """A program that asks by the endpoint."""
    turn = itertools.cycle(questions)
    async with client(site.address, origin=False) as http:
        while time.monotonic() < until:
            await _counted(tally, "program", _asked(http, tally, next(turn)))
            await asyncio.sleep(random.uniform(1, 3))


async def uploads(site: Site, tally: Tally, name: str, until: float) -> None:
    """A visitor who drops a small file in, and removes its document again."""
    async with client(site.address) as http:
        await _open(http)
        for number in itertools.count():
            if time.monotonic() > until:
                return
            page = Page(site, http)
            file = f"{name}-{number}.txt"
            await _counted(tally, "upload", upload(page, file), timed=False)
            await _counted(tally, "removal", remove(page, file), timed=False)
            await asyncio.sleep(random.uniform(1, 3))


async def upload(page: Page, name: str) -> None:
    """Drop a file in."""
    text = (
        f"About {name}\n\nThe orchard of {name} gave plums in autumn. Nobody counted the wasps.\n"
    )
    response = await page.http.post(f"{_API}/upload", files={"files": (name, text.encode())})
    _must(response)
    (path,) = response.json()
    data = {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
    found = (await page.call("add", [[data]]))[1]
    if "1 document added" not in found:
        _fail(f"add: {_text(found)}")


async def remove(page: Page, name: str) -> None:
    """Remove a document by the name of its file; nothing if it is not there."""
    shown = (await page.call("listed", [name, None]))[0]
    if (found := re.search(r'data-document="([^"]+)"', shown)) is None:
        return
    await page.call("choose", [name, None], {"document": found[1]})
    await page.call("doubt", [None])
    outcome = (await page.call("forget", [None, None]))[5]
    if "is removed" not in outcome:
        _fail(f"forget: {_text(outcome)}")


async def _open(http: httpx.AsyncClient) -> None:
    _must(await http.get("/"))


async def _ask(page: Page, tally: Tally, question: str) -> None:
    await tally.step("take", page.call("take", [None, question, *ANYWHERE]))
    running = (await tally.step("ask", page.call("page_ask", [None])))[0]
    last = running.rpartition('<section class="exchange"')[2]
    failure = re.search(r'<p class="failed">(.*?)</p>', last)
    await tally.step("finish", page.at_once("page_finish", [None, ""]))
    if failure:
        _fail(_text(failure[1]))
    asked = re.search(r'<p class="question"[^>]*>(.*?)</p>', last, re.DOTALL)
    claims = tuple(_text(_BUTTON.sub("", claim)) for claim in _CLAIM.findall(last))
    tally.judge(_text(asked[1]) if asked else "", question, claims)


async def _asked(http: httpx.AsyncClient, tally: Tally, question: str) -> None:
    found, claims = await answer(http, question)
    tally.judge(found, question, claims)


async def answer(http: httpx.AsyncClient, question: str) -> tuple[str, tuple[str, ...]]:
    """The question that an answer of the endpoint is to, and its claims.

    Raises:
        BusyError: if it was told so.
        WrongError: if it failed otherwise.
    """
    response = await http.post(f"{_API}/run/ask", json={"data": [question]})
    _must(response)
    (found,) = response.json()["data"]
    return found["question"], tuple(" ".join(c["text"].split()) for c in found["claims"])


async def _counted(tally: Tally, kind: str, work: Awaitable[None], timed: bool = True) -> None:
    """Do something that an honest visitor does, and record how it ended."""
    started = time.monotonic()
    try:
        async with asyncio.timeout(LONGEST):
            await work
        tally.counts[f"{kind}: done"] += 1
    except BusyError:
        tally.counts[f"{kind}: busy"] += 1
        if timed:
            tally.counts["busy"] += 1
            tally.seconds.append(time.monotonic() - started)
        await asyncio.sleep(random.uniform(3, 5))
        return
    except (WrongError, httpx.HTTPError, TimeoutError) as error:
        tally.fault("error", f"{kind}: {type(error).__name__} {str(error)[:300]}")
        await asyncio.sleep(1)
    if timed:
        tally.seconds.append(time.monotonic() - started)


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


# Others


async def with_model(site: Site, tally: Tally, model: tuple[str, str], until: float) -> None:
    """A visitor whose model server misbehaves."""
    async with client(site.address) as http:
        with suppress(BusyError, WrongError, httpx.HTTPError):
            await _open(http)
        page = Page(site, http)
        while time.monotonic() < until:
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    (said,) = await page.call("write", [*model, None])
                    tally.counts[f"model chosen: {'yes' if 'writes from' in said else 'no'}"] += 1
                    await page.call("take", [None, f"Is it {random.random()}?", *ANYWHERE])
                    await page.call("page_ask", [None])
                    tally.counts["model asked"] += 1
            except (BusyError, WrongError, httpx.HTTPError, TimeoutError):
                tally.counts["model refused"] += 1
            await asyncio.sleep(0.5)


async def half_open(site: Site, tally: Tally, until: float, most: int = 40) -> None:
    """Connections that say nothing, half a line, or no body; opened anew when they are closed."""
    said = (
        b"",
        b"GET /gradio_api/que",
        b"POST /gradio_api/run/ask HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    )
    for number in range(most):
        if time.monotonic() > until:
            return
        with suppress(OSError, TimeoutError):
            reader, writer = await asyncio.open_connection(*site.place)
            tally.counts["half-open connections"] += 1
            try:
                writer.write(said[number % len(said)])
                async with asyncio.timeout(max(0.1, until - time.monotonic())):
                    await reader.read(1)
            finally:
                writer.transport.abort()
        await asyncio.sleep(1)


WRONG: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b"\xff\xfe\x00",
    b"[" * 50_000,
    b'{"data": ' + b"[" * 900 + b"]" * 900 + b"}",
    b'{"data": [null]}',
    b'{"data": ["' + b"x" * 20_000 + b'"]}',
    b'{"data": "x"}',
    b'{"data": [1, 2, 3]}',
    b'{"data": [{"path": "/proc/self/environ", "meta": {"_type": "gradio.FileData"}}]}',
    b'{"data": [{"path": "/tmp/x", "is_stream": true, "meta": {"_type": "gradio.FileData"}}]}',
    b'{"data": [{"url": "http://127.0.0.1:9/", "path": "a"}], "session_hash": "s"}',
    b'{"fn_index": 1e99, "data": [], "session_hash": "s"}',
    b'{"fn_index": -1, "data": [], "session_hash": "s"}',
    b'{"fn_index": 3, "data": ["x", {"taken": []}], "session_hash": "wrong"}',
    b'{"fn_index": 11, "data": [[{"path": "/etc/passwd"}]], "session_hash": "wrong"}',
    b'{"fn_index": 5, "data": [null], "session_hash": "../../etc"}',
    b'{"fn_index": 5, "data": [null], "session_hash": 5}',
    b'{"fn_index": 15, "data": ["x"], "session_hash": "wrong", "event_data": {"path": "/etc"}}',
    b"x" * 1_100_000,
)


async def wrong_bodies(site: Site, tally: Tally, until: float) -> None:
    """Whoever tries what the page would never send, and from another site's page."""
    places = ("queue/join", "run/ask", "run/search", "call/ask", "api/predict", "upload", "cancel")
    async with client(site.address) as http:
        await _probed(tally, http.get("/"), {200})
        for body, place in itertools.cycle(itertools.product(WRONG, places)):
            if time.monotonic() > until:
                return
            post = http.post(f"{_API}/{place}", content=body)
            # what there is to cancel is nobody's, so it says that it is done
            proper = {400, 403, 404, 408, 413, 415, 422, 503} | (
                {200} if place == "cancel" else set()
            )
            await _probed(tally, post, proper)
            post = http.post(
                f"{_API}/{place}", content=body, headers={"Origin": "http://127.0.0.1:1"}
            )
            await _probed(tally, post, {403})
            await asyncio.sleep(0.1)


async def _probed(tally: Tally, request: Awaitable[httpx.Response], proper: set[int]) -> None:
    try:
        response = await request
    except httpx.HTTPError as error:
        tally.counts[f"probe: {type(error).__name__}"] += 1
        return
    tally.counts[f"probe: {response.status_code}"] += 1
    if response.status_code == 500 and _EMPTY in response.text:
        return  # Gradio's way to tell a program what is wrong with what it asks
    if response.status_code not in proper:
        request = response.request
        where = f"{request.method} {request.url.path} {request.content[:80]!r}"
        tally.fault("probe", f"{response.status_code} to {where}: {response.text[:100]}")


async def cut(site: Site, tally: Tally, until: float) -> None:
    """Connections that break off: in a body, before the answer, in the middle of a stream."""
    host = site.address.removeprefix("http://").encode()
    ask = json.dumps({"data": ["How many drones did Moscow say it brought down?"]}).encode()
    head = b"POST /gradio_api/run/ask HTTP/1.1\r\nHost: %b\r\nContent-Length: %d\r\n\r\n"
    upload = (
        b"POST /gradio_api/upload HTTP/1.1\r\nHost: %b\r\nOrigin: http://%b\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999\r\n\r\n"
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="cut.txt"\r\n\r\nhalf'
    )
    kinds = (head % (host, 900) + ask, head % (host, len(ask)) + ask, upload % (host, host))
    async with client(site.address) as http:
        for said in itertools.cycle(kinds):
            if time.monotonic() > until:
                return
            with suppress(OSError):
                _, writer = await asyncio.open_connection(*site.place)
                writer.write(said)
                await asyncio.sleep(random.uniform(0.05, 1))
                writer.transport.abort()
            with suppress(BusyError, WrongError, httpx.HTTPError, TimeoutError):
                await _open(http)
                page = Page(site, http)
                await page.call("take", [None, "Who met in London?", *ANYWHERE])
                async with asyncio.timeout(random.uniform(0.1, 1)):
                    await page.call("page_ask", [None])
            tally.counts["cut connections"] += 2


async def never_reads(site: Site, tally: Tally, until: float) -> None:
    """A page that asks for ever more, and never reads what comes of it."""
    async with client(site.address) as http:
        with suppress(BusyError, WrongError, httpx.HTTPError):
            await _open(http)
        page = Page(site, http)
        cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
        with suppress(BusyError, WrongError, httpx.HTTPError):
            await page.join("listed", ["", None])
        with socket.socket() as stream:
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            stream.setblocking(False)
            with suppress(OSError):
                await asyncio.get_running_loop().sock_connect(stream, site.place)
                host = site.address.removeprefix("http://")
                stream.send(
                    f"GET {_API}/queue/data?session_hash={page.session} HTTP/1.1\r\n"
                    f"Host: {host}\r\nCookie: {cookie}\r\n\r\n".encode()
                )
            while time.monotonic() < until:
                with suppress(BusyError, WrongError, httpx.HTTPError):
                    await page.join("listed", ["", None])
                    tally.counts["asked and never read"] += 1
                await asyncio.sleep(0.5)


async def crowds(
    site: Site, tally: Tally, model: tuple[str, str], start: float, until: float
) -> None:
    """A visitor who asks for the slowest things, many at once, from a given time on."""
    await asyncio.sleep(max(0.0, start - time.monotonic()))
    async with client(site.address) as http:
        with suppress(BusyError, WrongError, httpx.HTTPError):
            await _open(http)
        wanted: tuple[tuple[str, list[Any]], ...] = (("write", [*model, None]), ("evaluate", []))
        for function, data in itertools.cycle(wanted):
            if time.monotonic() > until:
                return
            page = Page(site, http)
            joined = await asyncio.gather(
                *(page.join(function, data) for _ in range(20)), return_exceptions=True
            )
            tally.counts[f"crowd: {function} taken"] += sum(isinstance(j, str) for j in joined)
            tally.counts[f"crowd: {function} refused"] += sum(
                not isinstance(j, str) for j in joined
            )
            await asyncio.sleep(1)
