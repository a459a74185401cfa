"""Where a corpus in Milvus is, and how to speak to it: calls that end, and errors in words.

The address is all that is ever spoken to; a password stands only in `PINCITE_MILVUS_TOKEN`.
"""

import logging
import os
import re
import threading
from collections import defaultdict
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from index.errors import UserError

TOKEN = "PINCITE_MILVUS_TOKEN"

_SCHEME = re.compile(r"milvus(\+tls|\+lite)?:", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")
_TIMEOUT = 20.0  # seconds, in which the client tries again if a server is away for a moment
_SLOW = {  # seconds of calls that may take longer
    "load_collection": 3_600.0,  # reads all that there is
    "create_index": 3_600.0,
    "create_collection": 120.0,  # a server that was killed takes half a minute to be rid of itself
}
_TURNS: defaultdict[str, AbstractContextManager[object]] = defaultdict(threading.Lock)
# by file of Milvus Lite, which runs in this process: two calls at once may open a collection twice


@dataclass(frozen=True, slots=True)
class Address:
    """Where a corpus is.

    Attributes:
        uri: of the server as pymilvus takes it, or the file of Milvus Lite.
        name: of the corpus, with which the names of its collections begin.
        text: as the user wrote it.
    """

    uri: str
    name: str
    text: str

    @property
    def lite(self) -> bool:
        """Whether it is a file of Milvus Lite."""
        return self.uri.endswith(".db")

    @classmethod
    def read(cls, text: str) -> Self:
        """`milvus://HOST:PORT/NAME`, `milvus+tls://HOST:PORT/NAME` or `milvus+lite://FILE.db`.

        Raises:
            UserError: if it is something else, or holds a password.
        """
        scheme, _, rest = text.partition("://")
        scheme = scheme.lower()
        host, _, name = rest.rstrip("/").partition("/")
        if "@" in host and scheme != "milvus+lite":
            raise UserError(
                "The address of Milvus holds a password.",
                "Put user:password into the environment variable PINCITE_MILVUS_TOKEN instead.",
            )
        if scheme == "milvus+lite" and rest.endswith(".db"):
            return cls(os.path.abspath(rest), "pincite", text)  # noqa: PTH100 (follows no link)
        if scheme in ("milvus", "milvus+tls") and host and _NAME.fullmatch(name or "pincite"):
            web = "https" if scheme == "milvus+tls" else "http"
            port = "" if re.search(r":\d+$", host) else ":19530"
            return cls(f"{web}://{host}{port}", name or "pincite", text)
        raise UserError(
            f"{text} is not an address of Milvus.",
            "Write milvus://HOST:PORT/NAME, or milvus+lite:///FOLDER/FILE.db.",
        )


def is_address(path: str | Path) -> bool:
    """Whether an index is named by an address of Milvus, not by a folder."""
    return isinstance(path, str) and _SCHEME.match(path) is not None


class Connection:
    """A client of Milvus; used by any number of threads."""

    def __init__(self, address: Address) -> None:
        """Reach the server.

        Raises:
            UserError: if the extra is not installed, or the server cannot be reached.
        """
        self.address = address
        self.failures = 0
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise UserError(
                "An index in Milvus needs the package pymilvus.",
                "Install it with: pip install 'pincite[milvus]'",
            ) from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it is said in one sentence
        self._turn = _TURNS[address.uri] if address.lite else nullcontext()
        with _Said(address), self._turn:
            self.client: Any = MilvusClient(
                address.uri, token=os.environ.get(TOKEN, ""), timeout=_TIMEOUT
            )

    def __call__(self, method: str, *arguments: object, **options: object) -> Any:
        """What a method of the client returns.

        Raises:
            UserError: if the server is gone, or does not do it.
        """
        try:
            with _Said(self.address), self._turn:
                timeout = _SLOW.get(method, _TIMEOUT)
                return getattr(self.client, method)(*arguments, timeout=timeout, **options)
        except UserError:
            self.failures += 1
            raise

    def close(self) -> None:
        """Let go of the server."""
        with self._turn:
            self.client.close()


class _Said:
    """Says what went wrong with Milvus in a sentence."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import grpc
        from pymilvus.exceptions import MilvusException

        if not isinstance(error, MilvusException | grpc.RpcError):
            return
        text = " ".join(str(getattr(error, "message", None) or error).split())
        causes = f"{text} {error.__cause__} {error.__context__}"  # it hides who is not let in
        where = self._address.text
        if re.search(r"unauth|auth check|permission|credential", causes, re.IGNORECASE):
            raise UserError(
                f"Milvus at {where} does not let you in.",
                "Put user:password into the environment variable PINCITE_MILVUS_TOKEN.",
            ) from error
        if "local milvus" in text:
            raise UserError(
                f"{where} cannot be opened; one process at a time can have it open.",
                "End the other one, or run a server: milvus://HOST:PORT/NAME.",
            ) from error
        if re.search(r"connect|unavailable|deadline|timeout", text, re.IGNORECASE):
            raise UserError(
                f"Milvus at {where} cannot be reached.",
                "Start it or correct the address, and try again; nothing was lost.",
            ) from error
        raise UserError(
            f"Milvus at {where} says: {text[:200]}", "Nothing was lost; put it right and try again."
        ) from error
