"""Fetches one page or file from a host that the operator named, and nothing that it refers to.

The name of a host is looked up once; every address that it stands for must be public, and the
connection goes to one of these, so that a second look-up cannot lead elsewhere. The certificate and
the Host header are those of the name. A redirect is checked as the first address was. Bytes,
redirects and time in all are bounded whatever the server sends; it runs in the thread that calls.
"""

import asyncio
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import __version__
from index.errors import UserError
from ui.web.fetching.hosts import Host, Target, check
from ui.web.fetching.kinds import media_type, name_of, page_archive
from ui.web.fetching.lookup import LookUp, addresses_of, look_up
from ui.web.fetching.unpack import unpacked
from ui.web.uploads import LARGEST, MB

if TYPE_CHECKING:
    import httpx

SECONDS = 60.0
"""Within which all must have come, redirects and looking up included."""
REDIRECTS = 5
AT_ONCE = 2
"""Fetched at the same time, of all visitors."""

_CONNECT_SECONDS = 5.0
_SILENT_SECONDS = 20.0
_LOOK_SECONDS = 0.2
_MOVED = (301, 302, 303, 307, 308)
_ACCEPTED = "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched.

    Attributes:
        path: where it lies.
        name: what it is called, with its host as a folder.
    """

    path: Path
    name: str


class Fetcher:
    """Fetches from some hosts; for any number of threads.

    Attributes:
        hosts: that the operator named.
    """

    def __init__(
        self,
        hosts: Sequence[Host],
        *,
        find: LookUp = look_up,
        certificates: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
        most: int = LARGEST,
    ) -> None:
        """No socket is opened before something is fetched.

        Args:
            hosts: that may be asked.
            find: how the addresses of a host are found.
            certificates: that are believed; None for those of this computer (`SSL_CERT_FILE`) or,
                where there are none, of the library.
            seconds: within which all must have come.
            most: bytes, unpacked.
        """
        self.hosts = tuple(hosts)
        self._find = find
        self._certificates = certificates
        self._seconds = seconds
        self._most = most
        self._room = threading.BoundedSemaphore(AT_ONCE)

    def check(self, address: str) -> Target:
        """What an address asks for, if it may be fetched; nobody is asked.

        Raises:
            UserError: as `hosts.check`.
        """
        return check(address, self.hosts)

    def fetch(self, target: Target, folder: Path, tell: Callable[[int], None]) -> Fetched:
        """Fetch what is at an address into a folder.

        Args:
            target: of `check`.
            folder: where the file is written.
            tell: called some times a second with the bytes that have come; what it raises ends it.

        Raises:
            UserError: if it cannot be fetched, takes too long, is too large or of no kind that is
                read, or two others are being fetched.
        """
        if not self._room.acquire(blocking=False):
            raise UserError("Other addresses are being fetched.", "Wait a little, and try again.")
        try:
            return asyncio.run(_Fetch(self, target, folder).run(tell))
        except OSError as error:
            raise UserError(
                f"What came cannot be kept ({error.strerror or error}).",
                "Make room, and try again.",
            ) from error
        finally:
            self._room.release()


class _Fetch:
    """One fetch, with what has come of it."""

    def __init__(self, fetcher: Fetcher, target: Target, folder: Path) -> None:
        self._fetcher = fetcher
        self._target = target
        self._folder = folder
        self._bytes = 0

    async def run(self, tell: Callable[[int], None]) -> Fetched:
        """All of it, within its time; see `Fetcher.fetch`."""
        seconds = self._fetcher._seconds
        task = asyncio.create_task(self._follow())
        until = asyncio.get_running_loop().time() + seconds
        try:
            while not task.done():
                left = until - asyncio.get_running_loop().time()
                if left <= 0:
                    raise UserError(
                        f"{self._target.name} took longer than {seconds:g} seconds.",
                        "Try again later, or save the page and drop it in.",
                    )
                await asyncio.wait({task}, timeout=min(left, _LOOK_SECONDS))
                tell(self._bytes)
            return task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self) -> Fetched:
        """Fetch, and follow redirects."""
        target = self._target
        for _ in range(REDIRECTS + 1):
            there = await self._get(target)
            if isinstance(there, Fetched):
                return there
            target = there
        raise UserError(
            f"{self._target.name} sends from one address to the next.",
            "Open the page in a browser, and paste the address that it has there.",
        )

    async def _get(self, target: Target) -> Fetched | Target:
        """What is at an address, or where it sends on to."""
        import httpx

        certificates = self._fetcher._certificates or httpx.create_ssl_context()
        refused: Exception | None = None
        for address in await addresses_of(target, self._fetcher._find):
            # of its own each time: nothing that one server says is told to another
            client = httpx.AsyncClient(
                verify=certificates,
                trust_env=False,  # no proxy, which would look the name up anew
                timeout=httpx.Timeout(_SILENT_SECONDS, connect=_CONNECT_SECONDS),
            )
            async with client:
                try:
                    return await self._ask(client, target, address)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    if _is_of_certificate(error):
                        raise _untrusted(target) from error
                    refused = error
                except httpx.TimeoutException as error:
                    raise _silent(target) from error
                except (httpx.HTTPError, httpx.InvalidURL) as error:
                    raise UserError(
                        f"{target.name} does not answer as a web server does.",
                        "Check the address, or save the page and drop it in.",
                    ) from error
        raise UserError(
            f"{target.name} cannot be reached.", "Check the address, or try again later."
        ) from refused

    async def _ask(
        self, client: "httpx.AsyncClient", target: Target, address: str
    ) -> Fetched | Target:
        """Ask one IP address for what is there, in the name of the host."""
        async with client.stream(
            "GET",
            target.url.copy_with(host=address, port=target.port),
            headers={
                "Host": target.host,
                "User-Agent": f"pincite/{__version__}",
                "Accept": _ACCEPTED,
                "Accept-Encoding": "gzip",
            },
            extensions={"sni_hostname": target.name},
        ) as response:
            if response.status_code in _MOVED and (place := response.headers.get("location")):
                return self._sent_on(target, place)
            if response.status_code != 200:
                raise _refusal(target, response.status_code)
            return await self._kept(target, response)

    def _sent_on(self, target: Target, place: str) -> Target:
        """Where a redirect leads, which is checked as the first address was."""
        import httpx

        try:
            address = str(target.url.join(place))
        except (httpx.InvalidURL, ValueError):
            address = ""
        try:
            return check(address, self._fetcher.hosts)
        except UserError as error:
            raise UserError(
                f"{target.name} sends on elsewhere. {error.what}", error.remedy
            ) from None

    async def _kept(self, target: Target, response: "httpx.Response") -> Fetched:
        """The body of a response, as a file."""
        content_type = response.headers.get("content-type", "")
        name, is_page = name_of(target, media_type(content_type))
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > self._fetcher._most:
            raise self._too_large()
        path = self._folder / f"fetched{Path(name).suffix}"
        async with aclosing(unpacked(response)) as pieces:
            with path.open("wb") as file:
                async for piece in pieces:
                    self._bytes += len(piece)
                    if self._bytes > self._fetcher._most:
                        raise self._too_large()
                    file.write(piece)
        if is_page:
            path.write_bytes(page_archive(path.read_bytes(), str(target.url), content_type))
        return Fetched(path, name)

    def _too_large(self) -> UserError:
        return UserError(
            f"It has more than {self._fetcher._most // MB} MB.",
            "Fetch it yourself, and index it with the command: pincite index.",
        )


def _is_of_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _untrusted(target: Target) -> UserError:
    return UserError(
        f"{target.name} does not show a certificate that is valid for it.",
        "Check the address; nothing is fetched without one.",
    )


def _silent(target: Target) -> UserError:
    return UserError(
        f"{target.name} took too long.", "Try again later, or save the page and drop it in."
    )


def _refusal(target: Target, status: int) -> UserError:
    if status in (404, 410):
        return UserError(
            f"There is no such page at {target.name} ({status}).", "Check the address."
        )
    if status in (401, 402, 403, 407, 451):
        return UserError(
            f"{target.name} does not give this page to everybody ({status}).",
            "Open it in a browser, save it, and drop it in.",
        )
    if status == 429 or status >= 500:
        return UserError(f"{target.name} cannot answer now ({status}).", "Try again later.")
    return UserError(
        f"{target.name} answers with the status {status} and no page.",
        "Open it in a browser, save it, and drop it in.",
    )
