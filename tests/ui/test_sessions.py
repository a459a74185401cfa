"""Sessions, and the cookie that names one."""

import hashlib
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clock import Clock
from ui.web.access import passwords
from ui.web.access import sessions as module
from ui.web.access.passwords import Cost
from ui.web.access.records import User
from ui.web.access.roles import allows
from ui.web.access.sessions import (
    IDLE,
    LIFETIME,
    MOST_OF_A_USER,
    Sessions,
    cookie_name,
    cookie_of,
    no_cookie,
    token_of,
)
from ui.web.access.users import Users

PASSWORD = "correct horse battery"


@pytest.fixture
def clock() -> Clock:
    return Clock(1_000.0)


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Users:
    monkeypatch.setattr(passwords, "COST", Cost(2**10))
    users = Users.open(tmp_path / "users.jsonl")
    users.add("ada", PASSWORD, "edit")
    users.add("bob", PASSWORD, "read")
    return users


@pytest.fixture
def sessions(users: Users, clock: Clock) -> Sessions:
    return Sessions(users, clock=clock)


def in_(users: Users, name: str = "ada") -> User:
    user = users.check(name, PASSWORD)
    assert user is not None
    return user


def test_a_token_is_256_bits_and_is_not_kept(sessions: Sessions, users: Users) -> None:
    tokens = {sessions.begin(in_(users)) for _ in range(20)}
    assert len(tokens) == 20
    for token in tokens:
        assert len(token) == 43
        assert token not in repr(vars(sessions))
        assert sessions.user_of(token) == users.find("ada")
    assert hashlib.sha256(min(tokens).encode()).digest() in sessions._sessions


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "x" * 100_000])
def test_what_is_no_token(token: str, sessions: Sessions) -> None:
    assert sessions.user_of(token) is None
    sessions.end(token)


def test_a_session_ends_when_it_is_not_used(sessions: Sessions, users: Users, clock: Clock) -> None:
    token = sessions.begin(in_(users))
    clock.now += IDLE - 1
    assert sessions.user_of(token)
    clock.now += IDLE - 1
    assert sessions.user_of(token)
    clock.now += IDLE
    assert sessions.user_of(token) is None
    clock.now -= IDLE
    assert sessions.user_of(token) is None  # over is over


def test_a_session_ends_however_much_it_is_used(
    sessions: Sessions, users: Users, clock: Clock
) -> None:
    assert (LIFETIME, IDLE) == (12 * 3_600, 2 * 3_600)
    token, begun = sessions.begin(in_(users)), clock.now
    while clock.now < begun + LIFETIME - 1:
        clock.now = min(clock.now + 3_000, begun + LIFETIME - 1)
        assert sessions.user_of(token)
    clock.now = begun + LIFETIME
    assert sessions.user_of(token) is None


def test_log_out(sessions: Sessions, users: Users) -> None:
    one, other, bob = (sessions.begin(in_(users, name)) for name in ("ada", "ada", "bob"))
    sessions.end(one)
    assert sessions.user_of(one) is None
    assert sessions.user_of(other)
    assert sessions.end_all("ada") == 1
    assert sessions.user_of(other) is None
    assert sessions.user_of(bob)


def test_a_user_who_is_removed_is_out_at_once(sessions: Sessions, users: Users) -> None:
    token = sessions.begin(in_(users))
    users.remove("ada")
    assert sessions.user_of(token) is None
    users.add("ada", PASSWORD, "edit")  # another one of that name
    assert sessions.user_of(token) is None


def test_another_password_ends_sessions(sessions: Sessions, users: Users) -> None:
    ada, bob = sessions.begin(in_(users)), sessions.begin(in_(users, "bob"))
    users.set_password("ada", PASSWORD)  # even the same again
    assert sessions.user_of(ada) is None
    assert sessions.user_of(bob)


def test_a_role_is_the_present_one(sessions: Sessions, users: Users) -> None:
    token = sessions.begin(in_(users))
    users.set_role("ada", "read")
    user = sessions.user_of(token)
    assert user is not None
    assert not allows(user.role, "ask")


def test_the_oldest_session_of_a_user_goes(sessions: Sessions, users: Users) -> None:
    bob = sessions.begin(in_(users, "bob"))
    user = in_(users)
    tokens = [sessions.begin(user) for _ in range(MOST_OF_A_USER + 2)]
    alive = [sessions.user_of(token) is not None for token in tokens]
    assert alive == [False] * 2 + [True] * MOST_OF_A_USER
    assert sessions.user_of(bob)


def test_the_oldest_of_all_goes(
    sessions: Sessions, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    tokens = [sessions.begin(in_(users, name)) for name in ("ada", "bob", "ada", "bob")]
    assert [sessions.user_of(token) is not None for token in tokens] == [False, True, True, True]


def test_sessions_that_are_over_take_no_room(
    sessions: Sessions, users: Users, clock: Clock
) -> None:
    for _ in range(10):
        sessions.begin(in_(users))
    clock.now += IDLE
    sessions.begin(in_(users, "bob"))
    assert len(sessions) == 1


# the cookie

TOKEN = "a" * 42 + "-"
OTHER = "b" * 43


def test_the_cookie_is_kept_from_scripts_and_other_sites() -> None:
    assert cookie_of(TOKEN, tls=False) == (
        f"pincite_session={TOKEN}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"
    )
    assert cookie_of(TOKEN, tls=True) == (
        f"__Host-pincite_session={TOKEN}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"
    )
    assert "Max-Age=0" in no_cookie(tls=True)


@pytest.mark.parametrize("tls", [True, False])
def test_a_browser_gives_back_what_it_got(tls: bool) -> None:
    morsel = SimpleCookie(cookie_of(TOKEN, tls=tls))[cookie_name(tls=tls)]
    sent = f"theme=dark; {morsel.key}={morsel.value}; _ga=1".encode()
    assert token_of([sent], tls=tls) == TOKEN


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ([], None),
        ([b""], None),
        ([f"pincite_session={TOKEN}".encode()], TOKEN),
        ([f"a=b;pincite_session={TOKEN};c".encode()], TOKEN),
        ([b"a=b", f"pincite_session={TOKEN}".encode()], TOKEN),
        ([f'a="; pincite_session={TOKEN}; x="'.encode()], TOKEN),
        ([b'{"a":"b"}; \xff\xfe=\x00; =; ;; pincite_session=' + TOKEN.encode()], TOKEN),
        ([f"pincite_session={TOKEN}; pincite_session={TOKEN}".encode()], TOKEN),
        ([f"pincite_session={TOKEN}; pincite_session={OTHER}".encode()], None),
        ([f"pincite_session={OTHER}".encode(), f"pincite_session={TOKEN}".encode()], None),
        ([f"pincite_session={TOKEN}; pincite_session=".encode()], None),
        ([f"pincite_session=x; pincite_session={TOKEN}".encode()], None),
        ([f"PINCITE_SESSION={TOKEN}".encode()], None),
        ([f"xpincite_session={TOKEN}".encode()], None),
        ([f"__Host-pincite_session={TOKEN}".encode()], None),
        ([f"pincite_session={TOKEN}=".encode()], None),
        ([f"pincite_session={TOKEN}a".encode()], None),
        ([f"pincite_session={TOKEN[1:]}".encode()], None),
        ([f'pincite_session="{TOKEN}"'.encode()], None),
        ([b"pincite_session"], None),
        ([b"a=b; " * 20_000 + f"pincite_session={TOKEN}".encode()], None),
    ],
)
def test_what_is_understood_of_a_cookie(headers: list[bytes], found: str | None) -> None:
    assert token_of(headers, tls=False) == found


def test_behind_tls_a_plain_cookie_counts_for_nothing() -> None:
    plain, safe = f"pincite_session={OTHER}", f"__Host-pincite_session={TOKEN}"
    assert token_of([plain.encode()], tls=True) is None
    assert token_of([f"{plain}; {safe}".encode()], tls=True) == TOKEN


@given(st.lists(st.binary()), st.booleans())
def test_any_bytes_are_understood(headers: list[bytes], tls: bool) -> None:
    assert token_of(headers, tls=tls) is None
    name = cookie_name(tls=tls).encode()
    clean = [header for header in headers if name not in header]
    assert token_of([*clean, name + b"=" + TOKEN.encode()], tls=tls) == TOKEN
