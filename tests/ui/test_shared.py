"""Strangers at kept conversations: each user has their own, and a link shows one as it was."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Index, UserError
from qa.records.values import WrongValueError
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ANSWERED
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.ui.test_gate import Several, logged_in
from ui.render.conversation import Exchange
from ui.web.access.authentication import Access
from ui.web.access.brake import FREE, TooSoonError
from ui.web.access.caller import Caller
from ui.web.access.passwords import Cost
from ui.web.access.users import Users
from ui.web.conversations import files
from ui.web.conversations.links import Links
from ui.web.conversations.owners import THIS_COMPUTER, user
from ui.web.conversations.store import Conversations
from ui.web.workspace import Workspace

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
ADA, BEN = user("Ada"), user("Ben")
READER = Caller("Ben", "read", "192.0.2.1")
NO_TOKEN = "A" * 22


@pytest.fixture(scope="module", autouse=True)
def no_loop_is_left() -> Iterator[None]:
    with loops_closed():
        yield


def exchange(number: int, question: str = "How many villages?") -> Exchange:
    return Exchange(f"a{number:08x}", question, answer=ANSWERED)


# Links


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Conversations, Links]:
    conversations = Conversations(tmp_path)
    return conversations, Links(conversations)


def test_a_link_shows_a_conversation_as_it_was(kept: tuple[Conversations, Links]) -> None:
    conversations, links = kept
    header = conversations.add(ADA, "", exchange(1))
    link = links.make(ADA, header.id).link
    assert link and re.fullmatch(r"[A-Za-z0-9_-]{22}", link.token)
    conversations.add(ADA, header.id, exchange(2, "A later question, for nobody else?"))
    conversations.rename(ADA, header.id, "Another name")
    shared = links.open(link.token, READER)
    assert shared and shared.title == "How many villages?"
    assert [one.question for one in shared.exchanges] == ["How many villages?"]


def test_a_link_that_was_taken_back_opens_nothing(kept: tuple[Conversations, Links]) -> None:
    conversations, links = kept
    header = conversations.add(ADA, "", exchange(1))
    first = links.make(ADA, header.id).link
    second = links.make(ADA, header.id).link
    assert first and second and links.open(first.token, READER) is None
    assert links.open(second.token, READER)
    assert links.revoke(ADA, header.id).link is None
    assert links.open(second.token, READER) is None
    third = links.make(ADA, header.id).link
    links.delete(ADA, header.id)
    assert third and links.open(third.token, READER) is None
    assert list((conversations.folder / "links").iterdir()) == []


def test_a_link_of_a_removed_user_opens_nothing(kept: tuple[Conversations, Links]) -> None:
    conversations, links = kept
    header = conversations.add(ADA, "", exchange(1))
    link = links.make(ADA, header.id).link
    assert links.delete_all(ADA) == 1
    assert link and links.open(link.token, READER) is None
    assert not any(p.is_file() and p.name != ".lock" for p in conversations.folder.rglob("*"))


def test_a_file_of_a_link_alone_opens_nothing(kept: tuple[Conversations, Links]) -> None:
    """The conversation must name the token, too; and nothing in the file leads elsewhere."""
    conversations, links = kept
    header = conversations.add(ADA, "", exchange(1))
    link = links.make(ADA, header.id).link
    assert link
    (path,) = (conversations.folder / "links").iterdir()
    other = conversations.add(BEN, "", exchange(2))
    for content in (
        f'{{"user": "Ben", "id": "{other.id}"}}',
        '{"user": "Ada", "id": "../../users"}',
        '{"user": 1, "id": 2}',
        "[]",
        "",
        "[" * 990,
    ):
        path.write_text(content, encoding="utf-8")
        assert Links(conversations).open(link.token, READER) is None


def test_only_whose_it_is_shares_it_and_only_where_there_are_users(
    kept: tuple[Conversations, Links],
) -> None:
    conversations, links = kept
    header = conversations.add(ADA, "", exchange(1))
    for use in (links.make, links.revoke):
        with pytest.raises(UserError, match="not there"):
            use(BEN, header.id)
    here = conversations.add(THIS_COMPUTER, "", exchange(2))
    with pytest.raises(UserError, match="nobody to share"):
        links.make(THIS_COMPUTER, here.id)
    link = links.make(ADA, header.id).link
    assert link and links.open(link.token, replace(READER, name=None)) is None


def test_guessing_is_slowed_and_ones_own_link_does_not_make_up_for_it(
    kept: tuple[Conversations, Links],
) -> None:
    conversations, links = kept
    link = links.make(ADA, conversations.add(ADA, "", exchange(1)).id).link
    assert link
    for guess in range(FREE):
        assert links.open(f"{guess:022}", READER) is None
        if guess < FREE - 1:
            assert links.open(link.token, READER)
    with pytest.raises(TooSoonError):
        links.open(link.token, READER)
    # whom it does not slow, also behind the same router
    assert links.open(link.token, Caller("Ada", "ask", READER.address))


def test_a_question_that_is_none_is_seen_when_it_is_come_to(
    kept: tuple[Conversations, Links], monkeypatch: pytest.MonkeyPatch
) -> None:
    conversations, links = kept
    id = conversations.add(ADA, "", exchange(1)).id
    link = links.make(ADA, id).link
    assert link
    shared = links.open(link.token, READER)
    assert shared
    monkeypatch.setattr(files, "exchange_from_values", refuse)
    with pytest.raises(files.UnreadableError, match="none"):
        list(shared.exchanges)


def refuse(_: object) -> Exchange:
    raise WrongValueError("it is none")


# The page


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Workspace]]:
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with (
            Index.open(folder / "index", encoder=FakeEncoder()) as index,
            gated(index, folder / "incoming", Access(Several())) as (client, workspace),
        ):
            yield client, workspace


class Person:
    """A user at the page."""

    def __init__(self, client: TestClient, name: str, session: str) -> None:
        self.headers = logged_in(client, name)
        self.browser = Browser(client, session, **self.headers)
        self.known = numbers(client, self.browser.headers)
        self._client = client

    def do(self, function: str, *data: Any, **event: str) -> Any:
        """What a function gives; the status where it is refused."""
        found = self.browser.call(self.known[function], list(data), event)
        return found if isinstance(found, int) else found["output"].get("data")

    def ask(self, question: str) -> str:
        """Ask, and the list that is shown then."""
        self.do("take", None, question, *[""] * 7)
        self.do("go_on", None)
        body = {
            "data": [None, ""],
            "fn_index": self.known["finish"],
            "session_hash": self.browser.session,
        }
        found = self.browser.post("/gradio_api/run/predict", body).json()["data"]
        return str(found[2])

    def get(self, path: str, **headers: str) -> Any:
        found = self._client.get(path, headers=self.headers | headers)
        self._client.cookies.clear()
        return found


def only_id(html: str) -> str:
    (id,) = re.findall(r'data-open-kept="([0-9a-f]{32})"', html)
    return str(id)


def test_each_user_sees_and_changes_only_their_own(page: tuple[TestClient, Workspace]) -> None:
    client, workspace = page
    ada, ben = Person(client, "ask", "ask1"), Person(client, "edit", "edit1")
    id = only_id(ada.ask("How many villages?"))
    assert "data-open-kept" not in ben.do("search_kept", None, "villages")[0]
    for function in ("open_kept", "rename_kept", "delete_kept", "share_kept", "unshare_kept"):
        said = ben.do(function, None, "", conversation=id, title="mine")
        assert "not there any more" in " ".join(map(str, said)) or function == "delete_kept"
        assert "villages" not in " ".join(map(str, said))
    assert ben.do("export_kept", conversation=id, format="markdown") == [None]
    (again,) = workspace.conversations.all(user("ask"))[0]
    assert (again.id, again.title, again.link) == (id, "How many villages?", None)
    shown = ada.do("open_kept", None, "", conversation=id)
    assert "Ten villages were taken" in shown[0] and f'data-conversation="{id}"' in shown[3]


@pytest.mark.parametrize(
    "function", ["narrow", "stop_writing", "take_example", "take_as_written", "save"]
)
def test_an_event_that_says_nothing_is_no_fault_of_ours(
    page: tuple[TestClient, Workspace], function: str
) -> None:
    client, _ = page
    ben = Person(client, "edit", function.replace("_", "-"))
    config = client.get("/config", headers=ben.browser.headers).json()
    (inputs,) = (d["inputs"] for d in config["dependencies"] if d["id"] == ben.known[function])
    found = ben.browser.call(ben.known[function], [None] * len(inputs), {})
    assert found["success"], found


def test_a_conversation_is_renamed_saved_and_deleted(page: tuple[TestClient, Workspace]) -> None:
    client, workspace = page
    ben = Person(client, "edit", "edit2")
    id = only_id(ben.ask("How many villages?"))
    listed, current = ben.do("rename_kept", None, "", conversation=id, title="<b>East</b>")
    assert "&lt;b&gt;East&lt;/b&gt;" in listed and "<b>" not in listed + current
    for format, word in (("markdown", "Ten villages"), ("html", "<h1"), ("ris", "TY  - ELEC")):
        (file,) = ben.do("export_kept", conversation=id, format=format)
        assert word in file["text"]
    (file,) = ben.do("export_kept", conversation=id, format="docx")
    assert file["base64"].startswith("UEsD")
    assert ben.do("export_kept", conversation=id, format="../x") == [None]
    assert ben.do("export_kept", conversation="../x", format="html") == [None]
    shown = ben.do("delete_kept", None, "", conversation=id)
    assert shown[0] == "" and 'data-conversation=""' in shown[3]
    assert workspace.conversations.all(user("edit")) == ([], [])


def test_a_link_is_for_users_and_read_only(page: tuple[TestClient, Workspace]) -> None:
    client, workspace = page
    ada, reader = Person(client, "ask", "ask3"), Person(client, "read", "read3")
    ada.do("begin_anew", None, "")
    ada.ask("What is hostile?")
    header = workspace.conversations.all(user("ask"))[0][0]
    listed, _ = ada.do("share_kept", None, "", conversation=header.id)
    (link,) = set(re.findall(r'href="(/shared/[\w-]{22})"', listed))
    assert reader.do("share_kept", None, "", conversation=header.id) == 403  # may only read
    found = reader.get(link)
    assert found.status_code == 200 and "What is hostile?" in found.text
    assert found.headers["cache-control"] == "no-store"
    assert (
        "<script" not in found.text and "<form" not in found.text and 'onerror="' not in found.text
    )
    assert found.text.count("default-src 'none'") == 1
    # nobody else
    assert client.get(link).status_code == 401
    page_of_login = client.get(link, headers={"Accept": "text/html"})
    assert page_of_login.status_code == 401 and b"password" in page_of_login.content
    # a link in a mail: the browser keeps the cookie back at first, and is told to ask again
    mail = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
    again = client.get(link, headers=mail)
    assert again.status_code == 401 and b'http-equiv="refresh"' in again.content
    assert b"hostile" not in again.content
    assert reader.get(link, **mail).status_code == 200
    assert reader.get(link, **{**mail, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
    assert client.post(link, headers=reader.headers).status_code == 404
    ada.do("unshare_kept", None, "", conversation=header.id)
    assert reader.get(link).status_code == 404


def test_a_link_to_what_cannot_be_read_or_fails_tells_nothing(
    page: tuple[TestClient, Workspace],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client, workspace = page
    reader = Person(client, "read", "read5")
    header = workspace.conversations.add(ADA, "", exchange(1))
    link = workspace.links.make(ADA, header.id).link
    assert link
    with monkeypatch.context() as patch:
        patch.setattr(files, "exchange_from_values", refuse)
        assert reader.get(f"/shared/{link.token}").status_code == 404

    def fail(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(workspace.links, "open", fail)
    assert reader.get(f"/shared/{link.token}").status_code == 500
    assert "/shared/" in caplog.text and link.token not in caplog.text


def test_tokens_are_not_guessed_through_the_page(page: tuple[TestClient, Workspace]) -> None:
    client, workspace = page
    workspace.links._brake.__init__()  # type: ignore[misc]
    reader = Person(client, "read", "read4")
    codes = [reader.get(f"/shared/{guess:022}").status_code for guess in range(FREE + 1)]
    assert codes == [404] * FREE + [429]
    assert int(reader.get(f"/shared/{NO_TOKEN}").headers["retry-after"]) >= 1
    workspace.links._brake.__init__()  # type: ignore[misc]
    for path in ("/shared/", "/shared/a/b", "/shared/%2e%2e%2fusers.jsonl"):
        assert reader.get(path).status_code == 404


def test_without_users_there_are_no_links_and_visitors_keep_nothing(
    tiny_index: Index, tmp_path: Path
) -> None:
    with gated(tiny_index, tmp_path / "in", Access(everybody="ask")) as (client, workspace):
        header = workspace.conversations.add(ADA, "", exchange(1, "What did Ada ask?"))
        link = workspace.links.make(ADA, header.id).link
        assert link and client.get(f"/shared/{link.token}").status_code == 404
        browser = Browser(client, "visitor1")
        known = numbers(client)
        browser.call(known["take"], [None, "How many villages?", *[""] * 7])
        browser.call(known["go_on"], [None])
        finish = {"data": [None, ""], "fn_index": known["finish"], "session_hash": "visitor1"}
        *_, current = browser.post("/gradio_api/run/predict", finish).json()["data"]
        assert "Nothing is kept" in current and 'data-conversation=""' in current
        found = browser.call(known["search_kept"], [None, ""], {})
        assert "Nothing is kept" in found["output"]["data"][0]
        found = browser.call(known["open_kept"], [None, ""], {"conversation": header.id})
        said = " ".join(map(str, found["output"]["data"]))
        assert "Nothing is kept" in said and "Ada" not in said
    owners = {path.name for path in (tiny_index.folder / "conversations").iterdir()}
    assert owners == {ADA.folder, "links"}


def test_whoever_gets_a_name_that_somebody_had_sees_nothing_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an index beside the first keeps what `pincite user remove` deleted in that one."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "incoming"))
    monkeypatch.setattr("ui.web.access.passwords.COST", Cost(2**10))
    users = Users.open(tmp_path / "users.jsonl")
    for name in ("ada", "ben"):
        users.add(name, f"{name} and ten more", "ask")
    with (
        Index.open(tmp_path / "index", encoder=FakeEncoder()) as index,
        gated(index, tmp_path / "incoming", Access(users)) as (client, workspace),
    ):
        ada, ben = Person(client, "ada", "ada1"), Person(client, "ben", "ben1")
        id = only_id(ada.ask("How many villages?"))
        listed, _ = ada.do("share_kept", None, "", conversation=id)
        (link,) = set(re.findall(r'href="(/shared/[\w-]{22})"', listed))
        users.set_role("ada", "edit")  # the account is the same
        assert ben.get(link).status_code == ada.get(link).status_code == 200
        assert only_id(ada.do("search_kept", None, "")[0]) == id
        before = users.must_find("ada").account
        users.remove("ada")
        assert ben.get(link).status_code == 404  # nobody is left who could take it back
        users.add("ada", "ada and ten more", "ask")
        again = Person(client, "ada", "ada2")
        assert "data-open-kept" not in again.do("search_kept", None, "villages")[0]
        assert "not there any more" in str(again.do("open_kept", None, "", conversation=id))
        assert ben.get(link).status_code == again.get(link).status_code == 404
        # in the browser of the first, too
        browser = ada.browser.headers["Cookie"].partition("; ")[0]
        again.browser.headers["Cookie"] = f"{browser}; {again.headers['Cookie']}"
        again.browser.session = "ada1"
        assert again.do("search_kept", None, "") == 403
        assert [h.id for h in workspace.conversations.all(user("ada", before))[0]] == [id]
