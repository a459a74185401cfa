"""Conversations are kept whole, apart from one another, and until their owner deletes them."""

import json
import multiprocessing
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import UserError
from index import files as index_files
from tests.support.fakes import ABSTAINED, ANSWERED
from ui.render.conversation import Exchange
from ui.web.access.caller import Caller
from ui.web.conversations import files, store
from ui.web.conversations.current import Current, keep
from ui.web.conversations.files import UnreadableError, read_file
from ui.web.conversations.owners import THIS_COMPUTER, Owner, owner_of, user
from ui.web.conversations.store import Conversations

ADA, BEN = user("Ada"), user("Ben")


def exchange(number: int = 1, question: str = "How many villages?") -> Exchange:
    return Exchange(f"a{number:08x}", question, answer=ANSWERED)


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "index")


def file_of(kept: Conversations, owner: Owner, id: str) -> Path:
    return kept.folder / owner.folder / f"{id}.jsonl"


def titles(kept: Conversations, owner: Owner) -> list[str]:
    return [header.title for header in kept.all(owner)[0]]


def test_a_conversation_is_kept_question_by_question(kept: Conversations) -> None:
    header = kept.add(ADA, "", exchange(1, "How many\n villages?"))
    assert (header.title, header.questions) == ("How many villages?", 1)
    header = kept.add(ADA, header.id, Exchange("a00000002", "Who?", answer=ABSTAINED))
    assert header.questions == 2
    (again,), unreadable = kept.all(ADA)
    assert again == header and not unreadable
    first, second = kept.read(ADA, header.id).exchanges()
    assert first.answer and first.answer.claims == ANSWERED.claims
    assert second.question == "Who?" and second.answer and second.answer.abstained
    assert stat.S_IMODE(file_of(kept, ADA, header.id).stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_the_last_changed_comes_first(kept: Conversations) -> None:
    one = kept.add(ADA, "", exchange(1, "One?"))
    kept.add(ADA, "", exchange(2, "Two?"))
    assert titles(kept, ADA) == ["Two?", "One?"]
    kept.add(ADA, one.id, exchange(3, "Three?"))
    assert titles(kept, ADA) == ["One?", "Two?"]


def test_each_has_only_their_own(kept: Conversations) -> None:
    header = kept.add(ADA, "", exchange())
    assert kept.all(BEN) == ([], [])
    assert kept.search(BEN, "villages") == []
    for use in (
        lambda: kept.read(BEN, header.id),
        lambda: kept.rename(BEN, header.id, "mine"),
    ):
        with pytest.raises(UserError, match="not there"):
            use()
    kept.delete(BEN, header.id)
    assert titles(kept, ADA) == ["How many villages?"]


HOSTILE_IDS = (
    "",
    "..",
    "../../users",
    f"../{ADA.folder}/" + "0" * 32,
    "0" * 31,
    "0" * 33,
    "G" * 32,
    "/etc/passwd",
    "0" * 32 + "\n",
    "０" * 32,
)


@pytest.mark.parametrize("id", HOSTILE_IDS)
def test_an_id_leads_nowhere_else(kept: Conversations, id: str) -> None:
    kept.add(ADA, "", exchange())
    uses: tuple[Callable[[], object], ...] = (
        lambda: kept.read(BEN, id),
        lambda: kept.delete(BEN, id),
        lambda: kept.rename(BEN, id, "mine"),
    )
    for use in uses:
        with pytest.raises(UserError, match="not there"):
            use()
    assert titles(kept, ADA) == ["How many villages?"]


@pytest.mark.parametrize(
    "name", ["../../etc", "..", "a/b", "\x00", "this-computer", "名前", "." * 64]
)
def test_whatever_a_user_is_called_the_folder_is_safe(name: str) -> None:
    folder = user(name).folder
    assert set(folder) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert folder != THIS_COMPUTER.folder and len(folder) <= 60


def test_no_two_users_share_a_folder() -> None:
    names = ("ada", "Ada", "ADA", "a-da", "àda", "ad", "ada ada", "ada-ada")
    assert len({user(name).folder for name in names}) == len(names)
    assert user("\u00e3").folder == user("a\u0303").folder  # one name, written in two ways


def test_an_account_is_another_than_one_of_its_name_before() -> None:
    accounts = ["0" * 32, "1" * 32, ""]
    assert len({user("ada", account).folder for account in accounts}) == 3
    assert user("ada", accounts[0]) == owner_of(Caller("ada", "ask", "", account=accounts[0]))
    assert user("ben", accounts[0]).folder.partition("-")[0] == "ben"


def test_whose_conversations_a_callers_are() -> None:
    assert owner_of(Caller("Ada", "read", "")) == ADA
    assert owner_of(Caller(None, "edit", "127.0.0.1")) == THIS_COMPUTER
    assert owner_of(Caller(None, "ask", "192.0.2.1")) is None  # a visitor
    assert owner_of(Caller(None, "read", "")) is None


# Search, rename, delete


def test_titles_questions_and_answers_are_searched(kept: Conversations) -> None:
    one = kept.add(ADA, "", exchange(1, "How many villages?"))
    two = kept.add(ADA, "", exchange(2, "Who repaired the line to Bregenz?"))
    kept.rename(ADA, two.id, "Railway STRIKE")
    assert [found.header.id for found in kept.search(ADA, "ELEVEN hours")] == [two.id, one.id]
    (found,) = kept.search(ADA, "bregenz line")
    assert found.header.title == "Railway STRIKE" and "Bregenz" in found.text
    (found,) = kept.search(ADA, "strike")
    assert found.text == ""
    assert kept.search(ADA, "villages strike") == []
    assert kept.search(ADA, "2 sources") == []  # which nobody asked, and no answer says
    assert kept.search(ADA, ".*") == []


def test_a_name_is_given(kept: Conversations) -> None:
    header = kept.add(ADA, "", exchange())
    kept.add(ADA, header.id, exchange(2))
    named = kept.rename(ADA, header.id, "  Villages\n of\u202e the east ")
    assert named.title == "Villages of\N{REPLACEMENT CHARACTER} the east"
    assert len(list(kept.read(ADA, header.id).exchanges())) == 2
    for wrong in ("", " \n", "x" * 121):
        with pytest.raises(UserError, match="1 to 120"):
            kept.rename(ADA, header.id, wrong)


def test_what_is_deleted_is_gone(kept: Conversations) -> None:
    header = kept.add(ADA, "", exchange())
    kept.delete(ADA, header.id)
    kept.delete(ADA, header.id)
    assert kept.all(ADA) == ([], [])
    assert not any(b"villages" in p.read_bytes() for p in kept.folder.rglob("*") if p.is_file())
    again = kept.add(ADA, header.id, exchange())  # on a page that was still open
    assert again.id != header.id


def test_all_of_a_user_is_deleted(kept: Conversations) -> None:
    for number in range(3):
        kept.add(ADA, "", exchange(number))
    kept.add(BEN, "", exchange())
    assert kept.delete_all(ADA) == 3
    assert kept.delete_all(ADA) == 0
    assert kept.all(ADA) == ([], []) and len(kept.all(BEN)[0]) == 1


# Damage


def test_a_file_that_was_cut_or_edited_is_named_and_the_others_listed(kept: Conversations) -> None:
    good = kept.add(ADA, "", exchange(1, "Good?"))
    bad = [kept.add(ADA, "", exchange(n, f"Bad {n}?")) for n in range(2, 9)]
    paths = [file_of(kept, ADA, header.id) for header in bad]
    whole = paths[0].read_bytes()
    paths[0].write_bytes(whole[:-20])
    paths[1].write_bytes(paths[1].read_bytes() + b"{}\n")
    paths[2].write_bytes(b"")
    paths[3].write_bytes(paths[3].read_bytes().replace(b"Bad", b"Mad", 1))
    paths[4].write_bytes(b"\xff\xfe" * 50)
    paths[5].write_bytes(b"[" * 100_000)
    paths[6].write_bytes(file_of(kept, ADA, good.id).read_bytes())  # of another name
    headers, unreadable = kept.all(ADA)
    assert [header.id for header in headers] == [good.id]
    assert {one.id for one in unreadable} == {header.id for header in bad}
    assert all(one.reason for one in unreadable)
    assert len(kept.search(ADA, "villages")) == 1
    for header in bad:
        with pytest.raises(UserError, match="cannot be read"):
            kept.read(ADA, header.id)
        with pytest.raises(UserError, match="cannot be read"):
            kept.add(ADA, header.id, exchange())
        kept.delete(ADA, header.id)
    assert kept.all(ADA)[1] == []


def test_an_answer_that_was_edited_is_not_shown(kept: Conversations) -> None:
    """A list reads the first line only; the text is checked when it is opened."""
    header = kept.add(ADA, "", exchange())
    path = file_of(kept, ADA, header.id)
    path.write_bytes(path.read_bytes().replace(b"Ten villages", b"Six villages"))
    assert titles(kept, ADA) == ["How many villages?"]
    with pytest.raises(UserError, match="edited by hand"):
        kept.read(ADA, header.id)


def test_whoever_can_make_digests_still_gets_no_other_values_in(kept: Conversations) -> None:
    header = kept.add(ADA, "", exchange())
    file = read_file(file_of(kept, ADA, header.id))
    values = json.loads(file.lines[0])
    values["answer"]["question"] = 7
    forged = replace(file, lines=(json.dumps(values).encode() + b"\n",))
    file_of(kept, ADA, header.id).write_bytes(forged.to_bytes())
    with pytest.raises(UnreadableError):
        list(kept.read(ADA, header.id).exchanges())
    for wrong in ("", "x" * 5_000, 7):
        forged = replace(file, header=replace(file.header, title=wrong))  # type: ignore[arg-type]
        file_of(kept, ADA, header.id).write_bytes(forged.to_bytes())
        assert len(kept.all(ADA)[1]) == 1


def test_no_link_pipe_or_huge_file_is_read(kept: Conversations, tmp_path: Path) -> None:
    header = kept.add(ADA, "", exchange())
    other = kept.add(BEN, "", exchange())
    path = file_of(kept, ADA, header.id)
    path.unlink()
    path.symlink_to(file_of(kept, BEN, other.id))
    os.mkfifo(path.with_name("a" * 32 + ".jsonl"))
    with path.with_name("b" * 32 + ".jsonl").open("wb") as huge:
        huge.truncate(files.MOST_BYTES + 1)
    path.with_name("c" * 32 + ".jsonl").mkdir()
    headers, unreadable = kept.all(ADA)
    assert headers == [] and len(unreadable) == 4
    path.with_name("notes.txt").write_text("not ours", encoding="utf-8")
    assert len(kept.all(ADA)[1]) == 4


def test_a_crash_before_the_end_leaves_what_was_there(
    kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = kept.add(ADA, "", exchange())
    before = file_of(kept, ADA, header.id).read_bytes()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # killed: nothing is tidied up
        with pytest.raises(KeyboardInterrupt):
            kept.add(ADA, header.id, exchange(2))
    assert file_of(kept, ADA, header.id).read_bytes() == before
    left = list((kept.folder / ADA.folder).glob(".*.partial"))
    assert len(left) == 1
    assert kept.all(ADA)[1] == []
    assert kept.add(ADA, header.id, exchange(2)).questions == 2
    assert not left[0].exists()


def test_a_file_is_on_the_disk_before_it_is_in_place(
    kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, put = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda opened: (done.append("sync"), sync(opened))[1])
    monkeypatch.setattr(Path, "replace", lambda *a: (done.append("replace"), put(*a))[1])
    kept.add(ADA, "", exchange())
    assert done == ["sync", "replace", "sync"]


def test_a_full_disk_loses_nothing(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    header = kept.add(ADA, "", exchange())
    with monkeypatch.context() as patch:
        patch.setattr(store, "has_room", lambda *_, **__: False)
        with pytest.raises(UserError, match="disk is full"):
            kept.add(ADA, header.id, exchange(2))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(index_files.os, "fsync", full)
        with pytest.raises(UserError, match="No space left"):
            kept.add(ADA, header.id, exchange(2))
    assert kept.read(ADA, header.id).header.questions == 1
    assert not list((kept.folder / ADA.folder).glob(".*.partial"))


# Limits, and several at once


def test_limits_are_said_and_nothing_is_deleted(
    kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST", 2)
    monkeypatch.setattr(store, "MOST_QUESTIONS", 2)
    one = kept.add(ADA, "", exchange(1, "One?"))
    kept.add(ADA, "", exchange(2, "Two?"))
    with pytest.raises(UserError, match="2 conversations"):
        kept.add(ADA, "", exchange(3, "Three?"))
    kept.add(ADA, one.id, exchange(4))
    with pytest.raises(UserError, match="2 questions"):
        kept.add(ADA, one.id, exchange(5))
    assert titles(kept, ADA) == ["One?", "Two?"]
    kept.add(BEN, "", exchange())  # whose room is their own
    for name in ("MOST_BYTES", "MOST_OF_OWNER"):
        with monkeypatch.context() as patch:
            patch.setattr(store, "MOST_QUESTIONS", 100)
            patch.setattr(store, name, 3_000)
            with pytest.raises(UserError, match="MB"):
                kept.add(ADA, one.id, exchange(6))


def test_a_file_of_the_first_kind_is_read_and_goes_on(
    kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SCHEMA", 1)
    one = kept.add(ADA, "", exchange())
    monkeypatch.undo()
    assert kept.read(ADA, one.id).header == one
    assert kept.add(ADA, one.id, exchange(2)).questions == 2


def test_a_page_says_why_a_question_was_not_kept(
    kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = Current()
    keep(kept, ADA, current, exchange())
    assert current.title == "How many villages?" and not current.trouble
    monkeypatch.setattr(store, "MOST_QUESTIONS", 1)
    keep(kept, ADA, current, exchange(2))
    assert "1 questions" in current.trouble
    monkeypatch.undo()
    keep(kept, ADA, current, exchange(3))
    assert not current.trouble
    keep(kept, ADA, current, Exchange("a00000004", "Who?", failure="It is down."))
    assert kept.all(ADA)[0][0].questions == 3


def ask_many(folder: Path, id: str, first: int) -> None:
    for number in range(first, first + 8):
        Conversations(folder).add(ADA, id, exchange(number))


def test_two_processes_lose_nothing_of_each_other(kept: Conversations, tmp_path: Path) -> None:
    header = kept.add(ADA, "", exchange())
    context = multiprocessing.get_context("fork")
    others = [
        context.Process(target=ask_many, args=(tmp_path / "index", header.id, first))
        for first in (100, 200)
    ]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
        assert other.exitcode == 0
    ids = {one.id for one in kept.read(ADA, header.id).exchanges()}
    assert len(ids) == 17
