"""What may be fetched: an address (URL) is held against the hosts that the operator named.

An address is parsed once, by the library that fetches it, so that nobody reads another host out of
it than is asked. A name says nothing of where it leads: `leads_inside` looks at what it stands for.
Only an IP address or `localhost` that was named with its port may lie inside.
"""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import UserError

if TYPE_CHECKING:
    import httpx

LONGEST = 2_000
"""Characters of an address."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Host:
    """A host that the operator named.

    Attributes:
        name: as it is asked for: small letters, punycode, no dot at the end; or an IP address.
        port: that may be asked; None for those of HTTP and HTTPS.
        below: whether the names that end in `.name` are meant, and not the name itself.
    """

    name: str
    port: int | None = None
    below: bool = False

    def __str__(self) -> str:
        """As the operator may write it."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return f"{'*.' if self.below else ''}{name}{f':{self.port}' if self.port else ''}"

    @property
    def may_lie_inside(self) -> bool:
        """Whether it was named so that there is no doubt where it lies, and with its port."""
        return self.port is not None and (self.name == "localhost" or _ip(self.name) is not None)

    def covers(self, name: str, port: int) -> bool:
        """Whether it is, or has, the host of this name, and may be asked at this port."""
        same = name.endswith(f".{self.name}") if self.below else name == self.name
        return same and (port in _PORTS.values() if self.port is None else port == self.port)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be fetched, as far as can be said before its name is looked up.

    Attributes:
        url: without what follows a `#`.
        name: of the host, as `Host.name`.
        port: of it.
        may_lie_inside: whether it need not be on the public internet.
    """

    url: "httpx.URL"
    name: str
    port: int
    may_lie_inside: bool = False

    @property
    def host(self) -> str:
        """The header that says which host is meant."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == _PORTS[self.url.scheme] else f"{name}:{self.port}"


def read_host(text: str) -> Host:
    """A host as the operator names it: `example.org`, `*.example.org`, `127.0.0.1:8000`.

    Raises:
        UserError: if it is none, or lies inside and has no port.
    """
    import httpx

    wrong = UserError(
        f"{text[:200]!r} is no host that pages may be fetched from.",
        "Name one as example.org, *.example.org (all below it), or example.org:8080.",
    )
    below = text.startswith("*.")
    rest = text[2:] if below else text
    if not rest or set(rest) & set("/?#@*\\") or not rest.isprintable():
        raise wrong
    try:
        url = httpx.URL(f"http://{rest}")
        name, named_port = _name(url), rest.rpartition(":")[2]
    except (httpx.InvalidURL, ValueError):
        raise wrong from None
    # a port that is the usual one of HTTP is no part of a parsed address
    port = 80 if url.port is None and named_port == "80" else url.port
    ip = _ip(name)
    if not (ip or _NAME.fullmatch(name)) or (port is not None and not 0 < port < 2**16):
        raise wrong
    if below and (ip or "." not in name):
        raise wrong
    host = Host(name, port, below)
    inside = name == "localhost" or (ip is not None and leads_inside(ip))
    if inside and not host.may_lie_inside:
        raise UserError(f"{text} lies inside your network.", f"Name its port, too: {host}:8000.")
    return host


def check(address: str, hosts: Sequence[Host]) -> Target:
    """What an address asks for, if it may be fetched.

    Args:
        address: as somebody pasted it.
        hosts: that may be asked.

    Raises:
        UserError: if it is no address of a page, or its host is not among these.
    """
    import httpx

    address = address.strip()
    wrong = UserError(
        "This is no address of a page or a file.", "Paste one that begins with https:// or http://."
    )
    if not 0 < len(address) <= LONGEST or not all(map(_is_plain, address)):
        raise wrong
    try:
        url = httpx.URL(address).copy_with(fragment=None)
        if url.scheme not in _PORTS:
            raise wrong
        name, port = _name(url), _PORTS[url.scheme] if url.port is None else url.port
    except (httpx.InvalidURL, ValueError):
        raise wrong from None
    if url.userinfo or b"@" in url.netloc or "@" in _authority(address):
        raise UserError(
            "The address holds a name or a password.", "Leave out what stands before the @."
        )
    for host in hosts:
        if host.covers(name, port):
            return Target(url, name, port, host.may_lie_inside)
    raise UserError(
        f"Nothing is fetched from {name}{'' if url.port is None else f':{port}'} here.",
        f"These may be asked: {named(hosts)}; others with pincite serve --allow-fetch HOST.",
    )


def named(hosts: Iterable[Host]) -> str:
    """The hosts, for people."""
    return ", ".join(map(str, hosts)) or "none"


def leads_inside(ip: IP) -> bool:
    """Whether an IP address is none of the public internet.

    So is one that another is written into, where that leads inside: IPv4 in IPv6, NAT64, 6to4. Of
    Teredo nothing is public.
    """
    if isinstance(ip, ipaddress.IPv4Address):
        return not ip.is_global or ip.is_multicast or ip.is_reserved
    inner = ip.ipv4_mapped or ip.sixtofour
    if ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return leads_inside(inner)
    return ip not in _UNICAST or not ip.is_global or ip.teredo is not None


def _name(url: "httpx.URL") -> str:
    """The name of a host as it is looked up; an IP address as it is usually written.

    Raises:
        ValueError: if there is none.
    """
    name = url.raw_host.decode("ascii").lower().removesuffix(".")
    if not name:
        raise ValueError("there is no host")
    return str(_ip(name) or name)


def _ip(name: str) -> IP | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _authority(address: str) -> str:
    return re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]


def _is_plain(character: str) -> bool:
    return character.isprintable() and not character.isspace() and character != "\\"
