"""A model server that answers the trial and then misbehaves: pings, drips, or never ends a line.

The name of the model says which; under any other name it pings from the trial on. It speaks on
loopback, in a process of its own, and stops by itself; each answer is bounded in time.
"""

import asyncio
import json
import sys
from contextlib import suppress

SECONDS = 150.0
"""An answer ends at the latest after so long."""
WAYS = ("pings", "drips", "lines")

_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
_END = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}


def _event(found: object) -> bytes:
    return b"data: " + json.dumps(found).encode() + b"\n\n"


def _piece(text: str) -> bytes:
    delta = {"content": text}
    return _event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
        async with asyncio.timeout(SECONDS):
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
            body = json.loads(await reader.readexactly(length))
            writer.write(_HEAD)
            if "ready?" in json.dumps(body["messages"]) and body["model"] in WAYS:
                writer.write(_piece("ready") + _event(_END) + b"data: [DONE]\n\n")
                await writer.drain()
            else:
                await _misbehave(body["model"], writer)
    writer.close()


async def _misbehave(way: str, writer: asyncio.StreamWriter) -> None:
    while True:
        if way == "drips":
            writer.write(_piece("a"))
            await asyncio.sleep(0.5)
        elif way == "lines":
            writer.write(b"x" * 65_536)
            await asyncio.sleep(0.05)
        else:
            writer.write(b": ping\n\n")
            await asyncio.sleep(0.2)
        await writer.drain()


async def _serve(seconds: float) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    with suppress(TimeoutError):
        async with server, asyncio.timeout(seconds):
            await server.serve_forever()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(float(sys.argv[1])))
