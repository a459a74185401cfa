"""The file of users, and the one user of --auth."""

import hashlib
import json
import logging
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UserError
from tests.support.paths import ROOT
from ui.web.access import passwords, user_file
from ui.web.access.passwords import COST, Cost
from ui.web.access.records import valid_name
from ui.web.access.roles import ROLES, Role, allows
from ui.web.access.users import Directory, OneUser, Users

PASSWORD = "correct horse battery"
CHEAP = Cost(2**10)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", CHEAP)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.jsonl"


@pytest.fixture
def users(path: Path) -> Users:
    users = Users.open(path)
    users.add("ada", PASSWORD, "edit")
    users.add("bob", "another password", "read")
    assert len(users) == 2  # and so it has read them
    return users


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def put(path: Path, *changes: dict[str, Any]) -> None:
    """Write the first record again, with each of the changes, a line each."""
    first = lines(path)[0]
    path.write_text("".join(json.dumps(first | change) + "\n" for change in changes))


def test_a_guess_costs_what_is_recommended() -> None:
    assert Cost(2**15, 8, 1) == COST
    assert COST.memory >= 32 * 2**20
    assert len(COST.hash(PASSWORD, b"salt")) == 32  # and the memory suffices


def test_roles_are_ordered(users: Users) -> None:
    assert ROLES == get_args(Role) == ("read", "ask", "edit")
    for i, role in enumerate(ROLES):
        user = users.set_role("ada", role)
        assert [allows(user.role, other) for other in ROLES] == [j <= i for j in range(len(ROLES))]


def test_who_knows_the_password_is_let_in(users: Users) -> None:
    found = users.check("ada", PASSWORD)
    assert found is not None
    assert (found.name, found.role) == ("ada", "edit")
    for name, password in [
        ("ada", PASSWORD + "!"),
        ("ada", ""),
        ("ada", "another password"),
        ("Ada", PASSWORD),
        ("eve", PASSWORD),
        ("", PASSWORD),
        ("ada:", PASSWORD),
        ("ada", "x" * 1_001),
        ("ada", "x" * 1_000_000),
        ("\ud800", "\udfff"),
    ]:
        assert users.check(name, password) is None


def test_a_password_that_begins_alike_is_another(users: Users) -> None:
    users.add("long", "x" * 1_000, "ask")
    assert users.check("long", "x" * 1_000)
    assert users.check("long", "x" * 999) is None
    assert users.check("long", "x" * 1_001) is None
    users.add("longest", "x" * 999 + "é", "ask")
    assert users.check("longest", "x" * 999 + "é")
    assert users.check("longest", "x" * 999 + "e\u0301" + "and more") is None


def test_names_and_passwords_are_compared_after_nfc(users: Users) -> None:
    users.add("Zoe\u0308", "passwo\u0308rter", "ask")
    for name in ("Zoë", "Zoe\u0308"):
        for password in ("passwörter", "passwo\u0308rter"):
            assert users.check(name, password)
    with pytest.raises(UserError, match="a user Zoë already"):
        users.add("Zoë", PASSWORD, "ask")
    assert users.remove("Zoe\u0308")


def test_nothing_of_a_password_is_kept_or_shown(users: Users, path: Path) -> None:
    user = users.check("ada", PASSWORD)
    assert user is not None
    stored = path.read_text("utf-8")
    assert PASSWORD not in stored
    assert user.credential not in stored  # a session's proof is not in the file
    for kept in (lines(path)[0]["hash"], lines(path)[0]["salt"], user.credential):
        assert kept not in repr(user) + repr(vars(users))


def test_two_users_of_one_password_have_different_hashes(users: Users, path: Path) -> None:
    users.add("eve", PASSWORD, "ask")
    found = [record["hash"] for record in lines(path)]
    assert len(set(found)) == 3


@pytest.mark.parametrize("kind", ["file", "mixed costs", "empty", "damaged", "one"])
def test_whatever_is_wrong_takes_the_same_work(
    kind: str, users: Users, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "mixed costs":
        monkeypatch.setattr(passwords, "COST", Cost(2**11))
        users.set_password("bob", "another password")
    elif kind == "empty":
        path.write_text("")
    elif kind == "damaged":
        path.write_text("{")
    who: Directory = OneUser("ada", PASSWORD) if kind == "one" else users
    work: list[tuple[int, ...]] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, **given: Any) -> bytes:
        work.append((given["n"], given["r"], given["p"]))
        return scrypt(password, **given)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    for name, password in [("ada", "wrong"), ("eve", PASSWORD), ("eve", "x" * 2_000), ("", "")]:
        assert who.check(name, password) is None
    assert len(work) == 4
    known = {(2**10, 8, 1), (2**11, 8, 1)} if kind == "mixed costs" else {(2**10, 8, 1)}
    assert set(work) <= known | {(passwords.COST.n, 8, 1)}
    if kind == "mixed costs":
        work.clear()
        drawn = {name: [] for name in map(str, range(40))}  # type: dict[str, list[object]]
        for _ in range(2):
            for name in drawn:
                who.check(name, "x")
                drawn[name].append(work[-1])
        assert all(first == second for first, second in drawn.values())  # always the same one
        assert {first for first, _ in drawn.values()} == known


@pytest.mark.parametrize("password", ["", "short", "x" * 9, "e\u0308" * 9, "x" * 1_001])
def test_a_password_has_from_10_to_1000_characters(password: str, users: Users) -> None:
    with pytest.raises(UserError, match="from 10 to 1,000 characters"):
        users.add("eve", password, "ask")
    with pytest.raises(UserError, match="from 10 to 1,000 characters"):
        users.set_password("ada", password)
    assert users.find("eve") is None
    assert users.check("ada", PASSWORD)


@pytest.mark.parametrize(
    "name",
    ["", " ", " ada", "ada ", "a:b", "a\nb", "a\0b", "\x1b[31m", "\u202eada", "x" * 65, "\ud800"],
)
def test_what_cannot_be_a_name(name: str, users: Users) -> None:
    with pytest.raises(UserError, match="1 to 64 printable characters"):
        users.add(name, PASSWORD, "ask")
    with pytest.raises(UserError):
        OneUser(name, PASSWORD)


@given(st.text(), st.text())
def test_any_text_can_be_checked(name: str, password: str) -> None:
    one = OneUser("ada", PASSWORD)
    assert (one.check(name, password) is not None) == ((name, password) == ("ada", PASSWORD))
    with suppress(UserError):
        assert valid_name(valid_name(name)) == valid_name(name)


def test_there_is_no_other_role(users: Users) -> None:
    with pytest.raises(UserError, match="The roles are: read, ask, edit"):
        users.add("eve", PASSWORD, "admin")  # type: ignore[arg-type]
    with pytest.raises(UserError, match="no role 'EDIT'"):
        users.set_role("ada", "EDIT")  # type: ignore[arg-type]


def test_changes(users: Users, path: Path) -> None:
    before = users.find("ada")
    assert before is not None
    role = users.set_role("ada", "ask")
    assert (role.role, role.credential) == ("ask", before.credential)
    password = users.set_password("ada", "something else")
    assert (password.role, password.credential == before.credential) == ("ask", False)
    assert users.check("ada", PASSWORD) is None
    assert users.check("ada", "something else")
    assert users.remove("ada")
    assert not users.remove("ada")
    assert [user.name for user in users.all()] == ["bob"]
    assert users.remove("bob")
    assert path.exists()  # an empty file lets nobody in; no file might let in everybody
    for change in (users.set_role, users.set_password):
        with pytest.raises(UserError, match="There is no user ada"):
            change("ada", "ask" if change == users.set_role else PASSWORD)  # type: ignore[arg-type]


def test_a_running_server_sees_changes(users: Users, path: Path) -> None:
    server = Users.open(path)
    assert server.check("ada", PASSWORD)
    users.set_role("ada", "read")
    found = server.find("ada")
    assert found is not None
    assert found.role == "read"
    users.remove("ada")
    assert server.find("ada") is None
    assert server.check("ada", PASSWORD) is None
    users.add("ada", PASSWORD, "ask")
    assert server.check("ada", PASSWORD)
    path.unlink()
    assert server.find("ada") is None


def test_the_file_is_read_once_a_change(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    users.find("ada")
    monkeypatch.setattr(user_file, "read", lambda path: pytest.fail("read again"))
    assert users.find("ada")


def test_while_the_file_is_damaged_nobody_is_let_in(
    users: Users, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = path.read_bytes()
    with caplog.at_level(logging.ERROR, logger="pincite"):
        path.write_bytes(good[:-20])
        for _ in range(3):
            assert users.check("ada", PASSWORD) is None
            assert users.find("bob") is None
    assert caplog.text.count("Nobody is let in") == 1
    assert "line 2 is damaged" in caplog.text
    path.write_bytes(good)
    assert users.check("ada", PASSWORD)


def test_a_file_that_could_not_be_looked_at_is_read_when_it_can(
    users: Users, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(self: Path) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "lstat", refused)
        assert users.find("ada") is None
        assert users.find("ada") is None
    assert caplog.text.count("Permission denied") == 1
    assert users.find("ada")


# damage


@pytest.mark.parametrize(
    "change",
    [
        {"n": 2**15 + 1},
        {"n": 2**40},
        {"n": 1},
        {"n": True},
        {"n": "32768"},
        {"n": 2**17, "r": 32},  # half a gigabyte
        {"r": 0},
        {"r": True},
        {"p": 1.0},
        {"p": 10**9},
        {"salt": ""},
        {"salt": "no hex"},
        {"salt": None},
        {"hash": "00"},
        {"hash": 5},
        {"role": "admin"},
        {"role": ["edit"]},
        {"role": None},
        {"name": "a:b"},
        {"name": 7},
        {"name": "Zoe\u0308"},
        {"disabled": True},
        {"account": ""},
        {"account": None},
        {"account": "A" * 32},
        {"account": ["0"] * 32},
    ],
)
def test_a_damaged_line_is_named(change: dict[str, Any], users: Users, path: Path) -> None:
    put(path, {}, change)
    with pytest.raises(UserError, match="line 2 is damaged"):
        Users.open(path)
    with pytest.raises(UserError, match="line 2 is damaged"):
        users.add("eve", PASSWORD, "ask")  # and nothing is written over it
    assert len(lines(path)) == 2
    assert users.check("ada", PASSWORD) is None


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", "5", '"ada"', "{}", "[" * 100_000, '{"name": "ada"}']
)
def test_a_line_that_is_no_record(text: str, path: Path) -> None:
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(UserError, match="line 1 is damaged"):
        Users.open(path)


def test_a_user_stands_there_once(users: Users, path: Path) -> None:
    put(path, {}, {"role": "read"})
    with pytest.raises(UserError, match="line 2 names a user a second time"):
        Users.open(path)


def test_an_account_stands_there_once(users: Users, path: Path) -> None:
    """Else two users would read each other's conversations."""
    put(path, {}, {"name": "eve"})
    with pytest.raises(UserError, match="line 2 names an account a second time"):
        Users.open(path)


def test_an_account_is_made_with_its_user_and_goes_with_him(users: Users, path: Path) -> None:
    first = users.must_find("ada").account
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert users.set_role("ada", "read").account == first
    assert users.set_password("ada", "another password").account == first
    assert Users.open(path).must_find("ada").account == first
    assert users.remove("ada")
    again = users.add("ada", PASSWORD, "edit")
    assert again.account not in ("", first, users.must_find("bob").account)
    check = users.check("ada", PASSWORD)
    assert check and check.account == again.account


def test_a_user_from_before_accounts_has_none(users: Users, path: Path) -> None:
    old = [{k: v for k, v in line.items() if k != "account"} for line in lines(path)]
    path.write_text("".join(json.dumps(line) + "\n" for line in old))
    assert {user.account for user in Users.open(path).all()} == {""}
    assert users.set_role("ada", "read").account == ""  # what is kept by his name stays his
    assert users.remove("ada") and users.add("ada", PASSWORD, "edit").account


def test_a_missing_field_is_damage(users: Users, path: Path) -> None:
    whole = lines(path)[0]
    for name in whole.keys() - {"account"}:
        path.write_text(json.dumps({key: value for key, value in whole.items() if key != name}))
        with pytest.raises(UserError, match="line 1 is damaged"):
            Users.open(path)


def test_what_an_editor_leaves_is_no_damage(users: Users, path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_bytes(b"\xef\xbb\xbf\r\n" + text.replace("\n", "\r\n\r\n").rstrip().encode())
    assert len(Users.open(path)) == 2


def test_a_file_that_is_not_text_or_endless(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="not UTF-8"):
        Users.open(path)
    path.write_bytes(b"\n" * (4 * 2**20 + 1))
    with pytest.raises(UserError, match="more than 4 MB"):
        Users.open(path)


# the file itself


def test_only_its_owner_reads_it(users: Users, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    users.set_role("ada", "ask")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(other.stat().st_mode) for other in path.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_may_write_is_not_trusted(mode: int, users: Users, path: Path) -> None:
    path.chmod(mode)
    with pytest.raises(UserError, match="chmod 600"):
        Users.open(path)
    assert users.find("ada") is None


def test_links_are_refused(users: Users, path: Path) -> None:
    link = path.with_name("link.jsonl")
    link.symlink_to(path)
    before = path.read_bytes()
    with pytest.raises(UserError, match="it is a link"):
        Users.open(link)
    with pytest.raises(UserError, match="it is a link"):
        Users(link).add("eve", PASSWORD, "edit")
    assert (path.read_bytes(), link.is_symlink()) == (before, True)
    dangling = path.with_name("dangling.jsonl")
    dangling.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(UserError):
        Users(dangling).add("eve", PASSWORD, "edit")
    assert not path.with_name("elsewhere").exists()


def test_links_beside_it_are_not_followed(users: Users, path: Path) -> None:
    bait = path.with_name("bait")
    bait.write_text("bait")
    path.with_name(".users.jsonl.partial").symlink_to(bait)
    users.set_role("ada", "ask")
    assert bait.read_text() == "bait"
    assert not path.is_symlink()
    path.with_name("users.jsonl.lock").unlink(missing_ok=True)
    path.with_name("users.jsonl.lock").symlink_to(bait)
    with pytest.raises(UserError):
        users.set_role("ada", "read")
    assert bait.read_text() == "bait"


def test_a_running_server_follows_no_link_put_in_its_place(users: Users, path: Path) -> None:
    other = path.with_name("other.jsonl")
    path.rename(other)
    path.symlink_to(other)
    assert users.find("ada") is None


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_not_a_file(kind: str, path: Path) -> None:
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(UserError, match="it is not a file"):
        Users.open(path)


def test_a_file_that_must_be_there(tmp_path: Path) -> None:
    assert len(Users.open(tmp_path / "none")) == 0
    with pytest.raises(UserError, match="There is no file of users"):
        Users.open(tmp_path / "none", create=False)


def test_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "users.jsonl"
    Users.open(path).add("ada", PASSWORD, "ask")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_to_write_changes_nothing(
    step: str, users: Users, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(UserError, match="No space left on device"):
        users.add("eve", PASSWORD, "ask")
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*partial"))


def test_what_a_killed_command_left_is_no_hindrance(users: Users, path: Path) -> None:
    path.with_name(".users.jsonl.partial").write_text("half a l")
    users.set_role("ada", "ask")
    assert len(Users.open(path)) == 2


def test_many_writers_lose_nobody(path: Path, cheap: None) -> None:
    code = (
        "import sys, pathlib; import ui.web.access.users as u\n"
        "from ui.web.access import passwords as p; p.COST = p.Cost(2**10)\n"
        "users = u.Users(pathlib.Path(sys.argv[1]))\n"
        "for i in range(10): users.add(f'{sys.argv[2]}{i}', 'x' * 10, 'ask')"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], cwd=ROOT) for name in "abc"
    ]
    threads = [
        threading.Thread(target=lambda i=i: Users(path).add(f"t{i}", PASSWORD, "ask"))
        for i in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert len(Users.open(path)) == 40


# the one user of --auth


def test_one_user() -> None:
    one = OneUser("ada", "short")
    found = one.check("ada", "short")
    assert found is not None
    assert (found.role, found, one.find("eve")) == ("edit", one.find("ada"), None)
    assert one.check("ada", "shor") is None
    assert one.check("eve", "short") is None
    assert "short" not in repr(vars(one))
    for password in ("", "x" * 1_001):
        with pytest.raises(UserError, match="from 1 to 1,000"):
            OneUser("ada", password)


@pytest.mark.parametrize("make", [lambda: OneUser("ada", PASSWORD, "ask")])
def test_one_user_is_a_directory(make: Callable[[], Directory]) -> None:
    found = make().check("ada", PASSWORD)
    assert found is not None
    assert allows(found.role, "ask")
    assert not allows(found.role, "edit")
