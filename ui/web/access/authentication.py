"""Who may come in: by a session of the page, or by name and password with each request.

People log in on a page of ours and get a session in a cookie; programs send HTTP Basic. A password
is looked at only if the brake allows it. Without users everybody is let in, with one role.
"""

import asyncio
import base64
import binascii
import hashlib
import hmac
import logging
import math
import os
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ui.web.access.audit import Action, Audit
from ui.web.access.brake import Brake, TooSoonError
from ui.web.access.caller import Caller, is_by_proxy, port_of
from ui.web.access.login import LARGEST_FORM, LOGIN, login_to_html, read_form
from ui.web.access.records import User
from ui.web.access.roles import Role
from ui.web.access.sessions import Sessions, cookie_of, no_cookie, token_of
from ui.web.access.users import Directory, Users
from ui.web.gate.bodies import read_body
from ui.web.gate.routes import SHARED

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

log = logging.getLogger("pincite")

_REMEMBERED = 1_000


class Access:
    """Lets people in, or everybody.

    Attributes:
        everybody: what everybody may do then; whoever comes through a proxy may ask at most.
    """

    def __init__(
        self,
        users: Directory | None = None,
        *,
        file: Path | None = None,
        everybody: Role = "edit",
        audit: Audit | None = None,
    ) -> None:
        """Nobody is in yet.

        Args:
            users: who there is; None to let everybody in.
            file: of users, from when it is there on.
            everybody: what everybody may do where there are no users.
            audit: where it is written down who came in, and who did not.
        """
        self._users = users
        self._file = file
        self.everybody: Role = everybody
        self._audit = audit
        self._sessions = Sessions(users) if users is not None else None
        self._brake = Brake()
        self._key = secrets.token_bytes(32)
        self._basic: OrderedDict[bytes, User] = OrderedDict()

    @property
    def users(self) -> Directory | None:
        """Who there is; None where everybody is let in.

        A file of users may come while the page is open. It is never forgotten again: one that is
        gone or damaged lets nobody in.
        """
        if self._users is None and self._file is not None and os.path.lexists(self._file):
            self._users = Users(self._file)
            self._sessions = Sessions(self._users)
        return self._users

    async def caller(self, scope: "Scope") -> Caller | None:
        """Who a request is from; None if they have to log in first.

        Raises:
            TooSoonError: if a password is not looked at yet.
        """
        address = _address(scope)
        if self.users is None:
            proxied = any(is_by_proxy(name) for name, _ in scope["headers"])
            return Caller(None, "ask" if proxied else self.everybody, address)
        user = self._of_session(scope) or await self._of_password(scope, address)
        return Caller(user.name, user.role, address, account=user.account) if user else None

    def knows(self, name: str, account: str) -> bool:
        """Whether there still is a user of this name with this account."""
        user = self.users.find(name) if self.users is not None else None
        return user is not None and user.account == account

    async def answer(self, scope: "Scope", receive: "Receive", send: "Send") -> bool:
        """Answer a request to log in or out; whether it was one."""
        path, method = scope["path"], scope["method"]
        if self.users is None or path not in (LOGIN, "/logout"):
            return False
        if path == "/logout" and method == "POST":
            await self._log_out(scope, receive, send)
        elif path == LOGIN and method == "POST":
            await self._log_in(scope, receive, send)
        elif path == LOGIN and method in ("GET", "HEAD"):
            await _page(200, scope, receive, send)
        else:
            await _plain(405, "Method not allowed.\n", scope, receive, send)
        return True

    async def turn_away(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer whoever has to log in first: a person by the page to do so, a program in words."""
        headers = dict(scope["headers"])
        by_link = scope["path"].startswith(SHARED)
        if (scope["path"] == "/" or by_link) and b"text/html" in headers.get(b"accept", b""):
            from_elsewhere = headers.get(b"sec-fetch-site") in (b"cross-site", b"same-site")
            if by_link and from_elsewhere:
                await _again(scope, receive, send)
            else:
                await _page(401, scope, receive, send)
            return
        asked = {} if _asked_by_script(scope) else {"WWW-Authenticate": _BASIC}
        await _plain(401, "A password is needed.\n", scope, receive, send, asked)

    # Sessions

    def _of_session(self, scope: "Scope") -> User | None:
        token = token_of(_values(scope, b"cookie"), **_about(scope))
        return self._sessions.user_of(token) if self._sessions is not None and token else None

    async def _log_in(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        assert self._sessions is not None
        kind = b"".join(_values(scope, b"content-type")).decode("latin-1")
        given = read_form(await read_body(receive, LARGEST_FORM), kind)
        address = _address(scope)
        if given is None:
            await _page(400, scope, receive, send, "Write a name and a password.")
            return
        try:
            user = await self._checked(address, given.name, given.password)
        except TooSoonError as error:
            wait = str(math.ceil(error.seconds))
            said = f"Too many wrong passwords. Wait {wait} s, and try again."
            await _page(429, scope, receive, send, said, {"Retry-After": wait})
            return
        if user is None:
            await _page(401, scope, receive, send, "The name or the password is wrong.")
            return
        if old := token_of(_values(scope, b"cookie"), **_about(scope)):
            self._sessions.end(old)
        token = self._sessions.begin(user)
        self._write_down("login", user.name, address)
        headers = {"Location": "./", "Set-Cookie": cookie_of(token, **_about(scope))}
        await _plain(303, "", scope, receive, send, headers)

    async def _log_out(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        assert self._sessions is not None
        user = self._of_session(scope)
        if user and (token := token_of(_values(scope, b"cookie"), **_about(scope))):
            self._sessions.end(token)
            self._write_down("logout", user.name, _address(scope))
        headers = {"Location": LOGIN.lstrip("/"), "Set-Cookie": no_cookie(**_about(scope))}
        await _plain(303, "", scope, receive, send, headers)

    # Passwords

    async def _of_password(self, scope: "Scope", address: str) -> User | None:
        """The user whom HTTP Basic names, if the password is right.

        A password that was right is known again by a keyed hash, since a program sends it with
        each request and checking it is slow on purpose.
        """
        given = _values(scope, b"authorization")
        if len(given) != 1 or self.users is None:
            return None
        known = hmac.digest(self._key, given[0], hashlib.sha256)
        if (user := self._basic.get(known)) is not None:
            now = self.users.find(user.name)
            if now is not None and now.credential == user.credential:
                self._basic.move_to_end(known)
                return now
            del self._basic[known]
        pair = _basic(given[0])
        user = await self._checked(address, *pair) if pair else None
        if user is not None:
            self._basic[known] = user
            while len(self._basic) > _REMEMBERED:
                self._basic.popitem(last=False)
        return user

    async def _checked(self, address: str, name: str, password: str) -> User | None:
        """The user of a name and a password.

        Raises:
            TooSoonError: if it is not looked at yet.
        """
        assert self.users is not None
        check = self.users.check
        attempt: Callable[[], User | None] = lambda: self._brake.attempt(  # noqa: E731
            address, name, lambda: check(name, password)
        )
        user = await asyncio.get_running_loop().run_in_executor(None, attempt)
        if user is None:
            # a name that nobody has may be a password, typed into the wrong field
            known = name[:64] if self.users.find(name) else None
            log.warning("A wrong password for %s from %s.", known or "an unknown name", address)
            self._write_down("failed login", known, address)
        return user

    def _write_down(self, action: Action, name: str | None, address: str) -> None:
        if self._audit:
            self._audit.note(action, user=name, address=address)


_BASIC = 'Basic realm="pincite", charset="UTF-8"'


def _basic(header: bytes) -> tuple[str, str] | None:
    """Name and password of HTTP Basic; None if the header holds none."""
    kind, _, code = header.partition(b" ")
    try:
        name, colon, password = base64.b64decode(code, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if colon and kind.lower() == b"basic" else None


class _About(TypedDict):
    tls: bool
    port: int


def _about(scope: "Scope") -> _About:
    """What the cookie of a session depends on."""
    return {"tls": scope.get("scheme") == "https", "port": port_of(scope)}


def _address(scope: "Scope") -> str:
    return str((scope.get("client") or ("",))[0])


def _values(scope: "Scope", name: bytes) -> Sequence[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _asked_by_script(scope: "Scope") -> bool:
    """Whether a page asks, where the browser would show a window of its own for the password."""
    headers = dict(scope["headers"])
    return b"sec-fetch-site" in headers or b"origin" in headers


async def _again(scope: "Scope", receive: "Receive", send: "Send") -> None:
    """A page that asks for the same again.

    A browser that comes by a link on another site's page sends the cookie of a session only then.
    """
    from starlette.responses import HTMLResponse

    page = '<!doctype html><meta http-equiv="refresh" content="0"><title>pincite</title>'
    await HTMLResponse(page, 401, {"Cache-Control": "no-store"})(scope, receive, send)


async def _page(
    code: int,
    scope: "Scope",
    receive: "Receive",
    send: "Send",
    error: str = "",
    headers: dict[str, str] | None = None,
) -> None:
    from starlette.responses import HTMLResponse

    kept = {"Cache-Control": "no-store", **(headers or {})}
    await HTMLResponse(login_to_html(error, scope["path"]), code, kept)(scope, receive, send)


async def _plain(
    code: int,
    text: str,
    scope: "Scope",
    receive: "Receive",
    send: "Send",
    headers: dict[str, Any] | None = None,
) -> None:
    from starlette.responses import PlainTextResponse

    await PlainTextResponse(text, code, headers)(scope, receive, send)
