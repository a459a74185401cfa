"""Which requests are answered: a few of the many that Gradio would answer, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "asset", "page", "config", "stream", "endpoint", "join", "end", "upload", "mcp", "shared"
]
"""`asset`: the same for everybody. `page`: the page itself. `config`: what it is made of.
`stream`: what comes of what was asked, piece by piece. `endpoint`: a function by its name. `join`:
a function by its number. `end`: stop something. `upload`: a file. `mcp`: a tool of an assistant.
`shared`: a conversation that a user shared by a link."""

SHARED = "/shared/"
"""What the path of a link begins with by which users read each other's conversations."""
_API = "/gradio_api"
_ROUTES: tuple[tuple[Kind, str, str], ...] = (
    ("page", "GET", r"/"),
    ("asset", "GET", r"/(?:assets|static|svelte)/[\w./@+-]+"),
    ("asset", "GET", r"/(?:favicon\.ico|robots\.txt|manifest\.json)"),
    ("asset", "GET", rf"(?:{_API})?/theme\.css"),
    ("config", "GET", r"/config/?"),
    ("config", "GET", rf"{_API}/(?:info|openapi\.json)/?"),
    ("config", "GET", rf"{_API}/startup-events"),
    ("config", "GET", rf"{_API}/app_id/?"),  # whether the server is back, or another one is there
    ("stream", "GET", rf"{_API}/queue/data"),
    ("stream", "GET", rf"{_API}/heartbeat/(?P<session>[A-Za-z0-9-]{{1,64}})"),
    ("stream", "GET", rf"{_API}/call/(?:v2/)?(?P<name>\w+)/(?P<event>\w{{1,64}})"),
    ("endpoint", "POST", rf"{_API}/(?P<how>run|api|call|call/v2)/(?P<name>\w+)/?"),
    ("join", "POST", rf"{_API}/queue/join"),
    ("end", "POST", rf"{_API}/(?:cancel|reset)/?"),
    ("upload", "POST", rf"{_API}/upload"),
    ("shared", "GET", rf"{SHARED}(?P<token>[A-Za-z0-9_-]{{1,64}})"),
)
_MCP = re.compile(rf"{_API}/mcp(?:/(?:http)?)?")
_COMPILED = tuple((kind, method, re.compile(path)) for kind, method, path in _ROUTES)


@dataclass(frozen=True, slots=True)
class Route:
    """What a request is for.

    Attributes:
        kind: what is done with it.
        named: parts of the path by their names.
    """

    kind: Kind
    named: Mapping[str, str]


def route(method: str, path: str, *, mcp: bool) -> Route | None:
    """What a request is for; None if it is not answered.

    Args:
        method: of HTTP; HEAD is as GET.
        path: decoded, without the query.
        mcp: whether there are tools.
    """
    if ".." in path:
        return None
    if mcp and _MCP.fullmatch(path) and method == "POST":
        return Route("mcp", {})
    wanted = "GET" if method == "HEAD" else method
    for kind, allowed, pattern in _COMPILED:
        if allowed == wanted and (match := pattern.fullmatch(path)):
            return Route(kind, _named(match))
    return None


def _named(match: re.Match[str]) -> dict[str, str]:
    """The parts of a path that have a name and are there."""
    return {name: part for name, part in match.groupdict().items() if part}
