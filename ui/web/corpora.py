"""Several corpora on one server: each a page of its own, the first at `/`, the others below it.

What is kept of a corpus (conversations, files dropped in, judged answers, the audit) lies in the
folder of its own index. Who may come in, and what they may do, is the same for all of them.

    /               the first
    /corpus/2/      the second, and so on
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.web.workspace import Workspace

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Corpus:
    """One of the corpora.

    Attributes:
        name: what it is called on the page; no two have the same.
        path: where its page is, without a slash at the end; "" for the first.
        workspace: what stands behind its page.
    """

    name: str
    path: str
    workspace: Workspace


def corpora_of(workspaces: Sequence[Workspace]) -> tuple[Corpus, ...]:
    """Corpora in an order, called as the folders of their indexes are."""
    names: list[str] = []
    for workspace in workspaces:
        wished = name = _name(workspace.index.folder)
        number = 1
        while name in names:
            number += 1
            name = f"{wished} ({number})"
        names.append(name)
    return tuple(
        Corpus(name, f"/corpus/{number}" if number > 1 else "", workspace)
        for number, (name, workspace) in enumerate(zip(names, workspaces, strict=True), 1)
    )


def _name(folder: Path) -> str:
    """The name of a folder; of a hidden one, such as `.pincite`, that of the folder it is in."""
    resolved = folder.resolve()
    named = resolved.parent if resolved.name.startswith(".") else resolved
    return named.name or "documents"


class Corpora:
    """Passes each request on to the page that it is for."""

    def __init__(self, apps: "Mapping[str, ASGIApp]") -> None:
        """Stand before pages.

        Args:
            apps: path of each, "" for the first → it, which is asked as if it were at `/`.
        """
        self._apps = apps

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, or begin and end all pages."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        path = scope.get("path", "/")
        for prefix, app in self._apps.items():
            if not prefix:
                continue
            if path == prefix:
                await _go_to(f"{prefix}/", scope, receive, send)
                return
            if path.startswith(f"{prefix}/"):
                raw = scope.get("raw_path") or path.encode()
                inside = {"path": path[len(prefix) :], "raw_path": raw[len(prefix) :]}
                await app({**scope, **inside}, receive, send)
                return
        await self._apps[""](scope, receive, send)

    async def _live(self, receive: "Receive", send: "Send") -> None:
        async with AsyncExitStack() as stack:
            await receive()
            for app in self._apps.values():
                await stack.enter_async_context(_living(app))
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})


@asynccontextmanager
async def _living(app: "ASGIApp") -> AsyncIterator[None]:
    """Begin an application, and end it with the block.

    Raises:
        RuntimeError: if it does not begin.
    """
    asked: asyncio.Queue[Message] = asyncio.Queue()
    told: asyncio.Queue[Message] = asyncio.Queue()
    about = {"version": "3.0", "spec_version": "2.3"}

    async def live() -> None:
        await app({"type": "lifespan", "asgi": about, "state": {}}, asked.get, told.put)

    life = asyncio.create_task(live())
    asked.put_nowait({"type": "lifespan.startup"})
    message = await told.get()
    if message["type"] != "lifespan.startup.complete":
        raise RuntimeError(f"a page did not begin: {message.get('message', '')}")
    yield
    asked.put_nowait({"type": "lifespan.shutdown"})
    await told.get()
    await life


async def _go_to(path: str, scope: "Scope", receive: "Receive", send: "Send") -> None:
    from starlette.responses import RedirectResponse

    await RedirectResponse(path, 307)(scope, receive, send)
