"""Where a corpus in Milvus is."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.errors import UserError

TOKEN = "PINCITE_MILVUS_TOKEN"
"""The environment variable with the password, which no address may hold."""

_SCHEME = re.compile(r"milvus(\+tls|\+lite)?:", re.IGNORECASE)
_PROTOCOLS = {"milvus": "http", "milvus+tls": "https"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")


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
        if scheme == "milvus+lite":
            if rest.endswith(".db"):
                return cls(os.path.abspath(rest), "pincite", text)  # noqa: PTH100 (follows no link)
        elif "@" in host:
            raise UserError(
                "The address of Milvus holds a password.",
                f"Put user:password into the environment variable {TOKEN} instead.",
            )
        elif scheme in _PROTOCOLS and host and _NAME.fullmatch(name or "pincite"):
            port = "" if re.search(r":\d+$", host) else ":19530"
            return cls(f"{_PROTOCOLS[scheme]}://{host}{port}", name or "pincite", text)
        raise UserError(
            f"{text} is not an address of Milvus.",
            "Write milvus://HOST:PORT/NAME, or milvus+lite:///FOLDER/FILE.db.",
        )


def is_address(path: str | Path) -> bool:
    """Whether an index is named by an address of Milvus, not by a folder."""
    return isinstance(path, str) and _SCHEME.match(path) is not None
