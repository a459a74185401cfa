"""A client of Milvus: calls that end, and errors in words.

The address is all that is ever spoken to; a password stands only in `PINCITE_MILVUS_TOKEN`.
"""

import logging
import os
import re
import threading
from collections import defaultdict
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from index.cluster.address import TOKEN, Address
from index.errors import UserError

_TIMEOUT = 20.0  # seconds, in which the client tries again if a server is away for a moment
_SLOW = {  # seconds of calls that may take longer
    "load_collection": 3_600.0,  # reads all that there is
    "create_index": 3_600.0,
    "create_collection": 120.0,  # a server that was killed takes half a minute to be rid of itself
}
_LITE_LOCKS: defaultdict[str, AbstractContextManager[object]] = defaultdict(threading.Lock)
"""A lock for each file of Milvus Lite, which runs in this process: of two calls at once, each may
open a collection."""


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
        self._lock = _LITE_LOCKS[address.uri] if address.lite else nullcontext()
        with _ErrorsInWords(address), self._lock:
            self.client: Any = MilvusClient(
                address.uri, token=os.environ.get(TOKEN, ""), timeout=_TIMEOUT
            )

    def __call__(self, method: str, *arguments: object, **options: object) -> Any:
        """What a method of the client returns.

        Raises:
            UserError: if the server is gone, or does not do it.
        """
        try:
            with _ErrorsInWords(self.address), self._lock:
                timeout = _SLOW.get(method, _TIMEOUT)
                return getattr(self.client, method)(*arguments, timeout=timeout, **options)
        except UserError:
            self.failures += 1
            raise

    def close(self) -> None:
        """Let go of the server."""
        with self._lock:
            self.client.close()


class _ErrorsInWords:
    """Raises what went wrong with Milvus as a `UserError`."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import grpc
        from pymilvus.exceptions import MilvusException

        if not isinstance(error, MilvusException | grpc.RpcError):
            return
        raise _in_words(error, self._address.text) from error


def _in_words(error: BaseException, where: str) -> UserError:
    """The error for a call that failed; what Milvus says decides which."""
    text = " ".join(str(getattr(error, "message", None) or error).split())
    causes = f"{text} {error.__cause__} {error.__context__}"  # it hides who is not let in
    if re.search(r"unauth|auth check|permission|credential", causes, re.IGNORECASE):
        return UserError(
            f"Milvus at {where} does not let you in.",
            "Put user:password into the environment variable PINCITE_MILVUS_TOKEN.",
        )
    if "local milvus" in text:
        return UserError(
            f"{where} cannot be opened; one process at a time can have it open.",
            "End the other one, or run a server: milvus://HOST:PORT/NAME.",
        )
    if re.search(r"connect|unavailable|deadline|timeout", text, re.IGNORECASE):
        return UserError(
            f"Milvus at {where} cannot be reached.",
            "Start it or correct the address, and try again; nothing was lost.",
        )
    return UserError(
        f"Milvus at {where} says: {text[:200]}", "Nothing was lost; put it right and try again."
    )
