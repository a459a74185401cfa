"""What a server sends, unpacked a little at a time, so that a bomb is known before it has grown."""

import asyncio
import zlib
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from index.errors import UserError

if TYPE_CHECKING:
    import httpx

_PIECE = 2**16


async def unpacked(response: "httpx.Response") -> AsyncGenerator[bytes, None]:
    """The body, a little at a time however much a little of it unpacks to."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        async for piece in response.aiter_raw(_PIECE):
            yield piece
        return
    broken = UserError(
        "What the server sent is packed in a way that is not read here.",
        "Save the page and drop it in.",
    )
    if encoding not in ("gzip", "x-gzip"):
        raise broken
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    async for packed in response.aiter_raw(_PIECE):
        while packed and not unpacker.eof:
            try:
                piece = unpacker.decompress(packed, _PIECE)
            except zlib.error:
                raise broken from None
            packed = unpacker.unconsumed_tail
            yield piece
            await asyncio.sleep(0)  # so that the time is looked at
    if not unpacker.eof:
        raise broken
