"""Sessions of users who logged in: in memory, found by a token that only the browser has.

A token is 256 random bits, and only its hash is kept here. A session ends after some hours, when it
is not used, and as soon as its user is gone or has another password; his role is always the present
one. All sessions end with the server.
"""

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ui.web.access.cookies import cookie_value, set_cookie
from ui.web.access.records import User
from ui.web.access.users import Directory

LIFETIME = 12 * 3_600.0
"""Seconds after which a session ends, however much it is used."""
IDLE = 2 * 3_600.0
"""Seconds without a request after which a session ends."""
MOST_OF_A_USER = 50
MOST = 10_000

_TOKEN = re.compile(rb"[A-Za-z0-9_-]{43}")


@dataclass(slots=True)
class _Session:
    name: str
    credential: str
    begun: float
    used: float


class Sessions:
    """Who is logged in; used by any number of threads."""

    def __init__(self, users: Directory, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody is.

        Args:
            users: who there is; asked at each use of a session.
            clock: seconds since any moment, never going back.
        """
        self._users = users
        self._clock = clock
        self._turn = threading.Lock()
        self._sessions: dict[bytes, _Session] = {}  # in the order in which they began

    def __len__(self) -> int:
        with self._turn:
            return len(self._sessions)

    def begin(self, user: User) -> str:
        """Begin a session of a user whose password was right.

        Where he has `MOST_OF_A_USER` already, or there are `MOST` of all, the oldest ends.

        Returns:
            The token, of which nothing is kept but a hash.
        """
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._turn:
            self._drop(lambda session: self._over(session, now))
            own = [key for key, other in self._sessions.items() if other.name == user.name]
            for key in own[: max(0, len(own) - MOST_OF_A_USER + 1)]:
                del self._sessions[key]
            while len(self._sessions) >= MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[_key(token)] = _Session(user.name, user.credential, now, now)
        return token

    def user_of(self, token: str) -> User | None:
        """The user of a session as he is now; None if it is none, or over.

        It is over, too, when its user is gone or has another password.
        """
        key, now = _key(token), self._clock()
        with self._turn:
            session = self._sessions.get(key)
            if session is None:
                return None
            user = None if self._over(session, now) else self._users.find(session.name)
            if user is None or user.credential != session.credential:
                del self._sessions[key]
                return None
            session.used = now
            return user

    def end(self, token: str) -> None:
        """End a session; what is none already stays none."""
        with self._turn:
            self._sessions.pop(_key(token), None)

    def end_all(self, name: str) -> int:
        """End all sessions of a user, and say how many there were."""
        with self._turn:
            return self._drop(lambda session: session.name == name)

    def _over(self, session: _Session, now: float) -> bool:
        return now - session.begun >= LIFETIME or now - session.used >= IDLE

    def _drop(self, which: Callable[[_Session], bool]) -> int:
        gone = [key for key, session in self._sessions.items() if which(session)]
        for key in gone:
            del self._sessions[key]
        return len(gone)


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


# The cookie


def cookie_name(*, tls: bool, port: int = 0) -> str:
    """The cookie's name; behind TLS one that no other host and no plain page can set.

    Args:
        tls: whether the browser reached the page by HTTPS.
        port: of the page, since cookies do not tell apart the ports of a computer; 0 for none.
    """
    name = f"pincite_session_{port}" if port else "pincite_session"
    return f"__Host-{name}" if tls else name


def cookie_of(token: str, *, tls: bool, port: int = 0) -> str:
    """The value of Set-Cookie that gives a browser its token.

    Args:
        token: of a session.
        tls: whether the browser reached the page by HTTPS.
        port: of the page, as for `cookie_name`.
    """
    name = cookie_name(tls=tls, port=port)
    return set_cookie(name, token, tls=tls, same_site="Strict", seconds=round(LIFETIME))


def no_cookie(*, tls: bool, port: int = 0) -> str:
    """The value of Set-Cookie that takes the token away again."""
    name = cookie_name(tls=tls, port=port)
    return set_cookie(name, "", tls=tls, same_site="Strict", seconds=0)


def token_of(headers: Iterable[bytes], *, tls: bool, port: int = 0) -> str | None:
    """The token in the Cookie headers of a request; any bytes at all are understood.

    Where there are several that differ, one of them planted, none counts, and the user logs in
    again.

    Args:
        headers: the values of all Cookie headers.
        tls: whether the browser reached the page by HTTPS.
        port: of the page, as for `cookie_name`.

    Returns:
        The token; None if there is none, or it cannot be one of ours.
    """
    value = cookie_value(headers, cookie_name(tls=tls, port=port))
    return value.decode("ascii") if value is not None and _TOKEN.fullmatch(value) else None
