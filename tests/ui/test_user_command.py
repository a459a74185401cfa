"""The commands `pincite user …`."""

import io
import json
import os
import pty
import select
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.fakes import ANSWERED
from tests.support.paths import ROOT
from ui.cli import main as cli
from ui.cli import user as accounts
from ui.cli.user import users_file
from ui.render.conversation import Exchange
from ui.web.access import passwords
from ui.web.access.passwords import Cost
from ui.web.access.roles import ROLES
from ui.web.access.users import Users
from ui.web.conversations.owners import Owner
from ui.web.conversations.owners import user as owner
from ui.web.conversations.store import Conversations

Result = tuple[int, str, str]
PASSWORD = "correct horse battery"
RUN = (
    "import sys; from ui.web.access import passwords as p; p.COST = p.Cost(2**10)\n"
    "from ui.cli.main import main; sys.exit(main(['user', 'add', 'ada']))"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of the index that the commands are about."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PINCITE_INDEX", str(folder))
    monkeypatch.setattr(passwords, "COST", Cost(2**10))
    return folder


@pytest.fixture
def pincite(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Runs a command with these bytes on standard input."""

    def run(*arguments: str, typed: bytes = b"") -> Result:
        stream = io.TextIOWrapper(io.BytesIO(typed), "utf-8", "surrogateescape")
        monkeypatch.setattr(sys, "stdin", stream)
        status = cli.main(("user", *arguments))
        return (status, *capsys.readouterr())

    return run


def add(pincite: Callable[..., Result], name: str, role: str = "ask") -> Result:
    given = PASSWORD.encode() + b"\n"
    return pincite("add", name, "--role", role, "--password-stdin", typed=given)


def test_the_roles_are_those_of_the_file() -> None:
    assert accounts._ROLES == ROLES


def test_from_adding_to_removing(pincite: Callable[..., Result], folder: Path) -> None:
    assert add(pincite, "ada", "edit") == (0, "ada added, who may read, ask and edit\n", "")
    assert add(pincite, "bob", "read") == (0, "bob added, who may read\n", "")
    users = Users.open(folder / "users.jsonl", create=False)
    assert users.check("ada", PASSWORD)
    assert pincite("list") == (0, "ada  edit\nbob  read\n", "")
    status, out, _ = pincite("list", "--json")
    assert json.loads(out) == [{"name": "ada", "role": "edit"}, {"name": "bob", "role": "read"}]
    assert pincite("role", "bob", "ask") == (0, "bob may read and ask\n", "")
    given = b"something else\r\n"
    changed = pincite("password", "bob", "--password-stdin", typed=given)
    assert changed == (0, "bob has another password\n", "")
    bob = users.check("bob", "something else")
    assert bob is not None
    assert bob.role == "ask"
    status, out, err = pincite("remove", "ada")
    assert (status, out) == (0, "ada removed\n")
    assert "Nobody is left who may add or remove documents" in err
    status, out, err = pincite("remove", "bob")
    assert (status, out) == (0, "bob removed\n")
    assert "lets nobody in" in err
    assert pincite("list")[0] == 1
    assert pincite("list", "--json")[:2] == (1, "[]\n")


def test_without_a_role_one_may_ask(pincite: Callable[..., Result], folder: Path) -> None:
    assert pincite("add", "ada", "--password-stdin", typed=PASSWORD.encode())[0] == 0
    assert [user.role for user in Users.open(folder / "users.jsonl").all()] == ["ask"]


def test_each_change_leaves_a_line_without_the_password(
    pincite: Callable[..., Result], folder: Path
) -> None:
    add(pincite, "ada")
    pincite("role", "ada", "read")
    pincite("password", "ada", "--password-stdin", typed=b"something else")
    pincite("remove", "ada")
    text = (folder / "audit.jsonl").read_text("utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    assert [line["what"] for line in found] == [
        "added ada, who may ask",
        "ada may read",
        "another password for ada",
        "removed ada",
    ]
    assert {(line["action"], line["user"]) for line in found} == {("user change", None)}
    assert PASSWORD not in text
    assert "something else" not in text


def test_what_changes_nothing_leaves_no_line(pincite: Callable[..., Result], folder: Path) -> None:
    for arguments in (("list",), ("remove", "eve"), ("role", "eve", "ask"), ("password", "eve")):
        pincite(*arguments)
    assert list(folder.iterdir()) == []


def test_a_file_elsewhere(pincite: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "etc" / "users.jsonl"
    given = PASSWORD.encode()
    where = ("--users", str(path))
    assert pincite("add", "ada", "--password-stdin", *where, typed=given)[0] == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert pincite("list", *where)[1] == "ada  ask\n"
    assert not (folder / "users.jsonl").exists()


def test_an_index_in_milvus_has_no_folder(pincite: Callable[..., Result], tmp_path: Path) -> None:
    place = ("--index", "milvus://127.0.0.1:19530/news")
    for arguments in (("add", "ada"), ("list",), ("remove", "ada"), ("password", "ada")):
        status, _, err = pincite(*arguments, *place)
        assert status == 2
        assert "Name one with --users FILE" in err
    where = ("--users", str(tmp_path / "users.jsonl"))
    given = PASSWORD.encode()
    assert pincite("add", "ada", "--password-stdin", *place, *where, typed=given)[0] == 0
    assert users_file("milvus://h/n", None) is None
    assert users_file("milvus://h/n", Path("f")) == Path("f")
    assert users_file(Path("i"), None) == Path("i/users.jsonl")


@pytest.mark.parametrize(
    ("arguments", "typed", "status", "said"),
    [
        (("add", "a:b"), PASSWORD, 2, "1 to 64 printable characters"),
        (("add", "\x1b[31m"), PASSWORD, 2, "1 to 64 printable characters"),
        (("add", "eve"), "short", 2, "from 10 to 1,000 characters"),
        (("add", "eve"), "", 2, "from 10 to 1,000 characters"),
        (("add", "eve"), "\nnot this line\n", 2, "from 10 to 1,000 characters"),
        (("add", "eve"), "x" * 1_001, 2, "from 10 to 1,000 characters"),
        (("add", "eve"), "x" * 1_000_000, 2, "from 10 to 1,000 characters"),
        (("add", "ada"), PASSWORD, 2, "There is a user ada already"),
        (("password", "eve"), PASSWORD, 2, "There is no user eve"),
        (("password", "ada"), "short", 2, "from 10 to 1,000 characters"),
    ],
)
def test_what_is_refused(
    arguments: tuple[str, ...],
    typed: str,
    status: int,
    said: str,
    pincite: Callable[..., Result],
    folder: Path,
) -> None:
    add(pincite, "ada")
    before = (folder / "users.jsonl").read_bytes()
    found, out, err = pincite(*arguments, "--password-stdin", typed=typed.encode())
    assert (found, out) == (status, "")
    assert said in err
    assert err.count("\n") == 1
    assert (folder / "users.jsonl").read_bytes() == before


def test_others_that_are_refused(pincite: Callable[..., Result], folder: Path) -> None:
    add(pincite, "ada")
    assert pincite("remove", "eve")[0] == 1
    assert "There is no user eve" in pincite("remove", "eve")[2]
    assert pincite("role", "eve", "ask")[0] == 2
    assert pincite("role", "ada", "admin")[0] == 2
    assert pincite("add", "eve", "--role", "admin")[0] == 2
    assert pincite("add", "eve", "--password", PASSWORD)[0] == 2  # never an argument
    assert pincite("add", "eve", "--password-stdin", typed=b"caf\xe9 caf\xe9 caf\xe9")[0] == 2
    assert pincite()[0] == 2
    (folder / "users.jsonl").write_text("{")
    assert pincite("list")[0] == 2
    assert "line 1 is damaged" in pincite("list")[2]


def test_without_a_terminal_it_says_how_and_reads_nothing(folder: Path) -> None:
    """A password that would be shown as it is typed is not asked for."""
    process = subprocess.run(
        [sys.executable, "-c", RUN],
        input=f"{PASSWORD}\n{PASSWORD}\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        check=False,
    )
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == (
        "pincite: There is no terminal to ask for a password without showing it. "
        "Give it on standard input, with --password-stdin.\n"
    )
    assert not (folder / "users.jsonl").exists()


@pytest.mark.parametrize(
    ("second", "status", "said"),
    [(PASSWORD, 0, "ada added"), (PASSWORD + "x", 2, "The two passwords are not the same")],
)
def test_a_person_types_it_twice_and_it_is_not_shown(
    second: str, status: int, said: str, folder: Path
) -> None:
    main, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", RUN],
        stdin=other,
        stdout=other,
        stderr=other,
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(other)
    try:
        shown = until(main, b"Password: ")
        os.write(main, PASSWORD.encode() + b"\n")
        shown += until(main, b"again: ")
        os.write(main, second.encode() + b"\n")
        shown += until(main, said.encode())
        assert process.wait(timeout=30) == status
    finally:
        process.kill()
        process.wait(timeout=30)
        os.close(main)
    assert PASSWORD.encode() not in shown
    assert (folder / "users.jsonl").exists() == (status == 0)


def until(opened: int, wanted: bytes) -> bytes:
    """What a terminal shows, up to these words."""
    shown, end = b"", time.monotonic() + 30
    while wanted not in shown and time.monotonic() < end:
        if select.select([opened], [], [], 0.1)[0]:
            try:
                shown += os.read(opened, 4096)
            except OSError:  # the process has ended
                break
    assert wanted in shown, shown
    return shown


@pytest.mark.parametrize("command", ["add", "list", "remove", "role", "password"])
def test_each_command_has_help_with_examples(command: str, pincite: Callable[..., Result]) -> None:
    status, out, _ = pincite(command, "--help")
    assert status == 0
    assert f"  pincite user {command}" in out
    assert "--users FILE" in out
    assert "--index DIR" in out


def owner_of_user(folder: Path, name: str) -> Owner:
    user = Users.open(folder / "users.jsonl").must_find(name)
    return owner(user.name, user.account)


def test_conversations_go_with_their_user(pincite: Callable[..., Result], folder: Path) -> None:
    """Else the next one of that name would read them."""
    kept = Conversations(folder)
    whose = {}
    for name in ("ada", "ben"):
        add(pincite, name)
        whose[name] = owner_of_user(folder, name)
        kept.add(whose[name], "", Exchange("a00000001", "How many?", answer=ANSWERED))
    status, out, err = pincite("remove", "ada")
    assert (status, out) == (0, "ada removed\n")
    assert "1 conversation of ada deleted." in err
    assert kept.all(whose["ada"]) == ([], []) and len(kept.all(whose["ben"])[0]) == 1
    assert pincite("remove", "ada")[0] == 1


def test_what_is_asked_while_a_user_is_removed_goes_too(
    pincite: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, remove = Conversations(folder), Users.remove

    def slowly(users: Users, name: str) -> bool:
        kept.add(ada, "", Exchange("a00000001", "How many?", answer=ANSWERED))
        return remove(users, name)

    add(pincite, "ada")
    ada = owner_of_user(folder, "ada")
    monkeypatch.setattr(Users, "remove", slowly)
    assert pincite("remove", "ada")[0] == 0
    assert kept.all(ada) == ([], [])


def test_those_of_a_user_from_before_accounts_go_too(
    pincite: Callable[..., Result], folder: Path
) -> None:
    add(pincite, "ada")
    file, kept = folder / "users.jsonl", Conversations(folder)
    values = json.loads(file.read_text())
    file.write_text(json.dumps({k: v for k, v in values.items() if k != "account"}))
    kept.add(owner("ada"), "", Exchange("a00000001", "How many?", answer=ANSWERED))
    assert pincite("remove", "ada")[0] == 0
    assert kept.all(owner("ada")) == ([], [])
