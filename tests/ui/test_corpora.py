"""Several corpora on one server: each on its own page, asked one at a time or together."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from index import Index
from qa import Assistant
from qa.types import Answer
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.gates import HERE, Browser, loops_closed, numbers
from tests.support.generated import Seen
from ui.cli.main import command_parser
from ui.render.corpora import Said, corpora_to_html, together_to_html
from ui.web.access.authentication import Access
from ui.web.access.users import Users
from ui.web.corpora import corpora_of
from ui.web.server import _pages
from ui.web.workspace import Workspace

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
NASTY = "<img src=x onerror=alert(1)>"
TEXTS = {
    "harbour": "The harbour of Lindau was closed for nine days in March.",
    "court": "The court of Bregenz heard 412 witnesses in May.",
}


def workspace_of(folder: Path, name: str, stack: ExitStack) -> Workspace:
    (folder / name / "documents").mkdir(parents=True)
    (folder / name / "documents" / "a.txt").write_text(TEXTS[name])
    index = stack.enter_context(Index.open(folder / name / ".pincite", encoder=FakeEncoder()))
    index.sync(folder / name / "documents")
    made = Workspace(index, lambda: Assistant(index, reader=FakeReader()))
    made.examples.make = lambda: None  # type: ignore[method-assign]
    return made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, list[Workspace]]]:
    folder = tmp_path_factory.mktemp("corpora")
    with loops_closed(), pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("GRADIO_TEMP_DIR", str(folder))  # put back at the end
        both = [workspace_of(folder, name, stack) for name in TEXTS]
        app = _pages(both, stack, "127.0.0.1", Access(), mcp=False, names=())
        with TestClient(app, HERE, raise_server_exceptions=False) as client:
            for workspace in both:
                workspace.assistant()
            yield client, both
            client.cookies.clear()


class Below(Browser):
    """A browser on the page of the second corpus."""

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return super().post(f"/corpus/2{path}", body, **headers)


def test_each_page_is_of_its_own_corpus(page: tuple[TestClient, list[Workspace]]) -> None:
    client, workspaces = page
    for path, name in (("", "harbour"), ("/corpus/2", "court")):
        config = client.get(f"{path}/config").json()
        assert config["root"].removeprefix(HERE) == path
        shown = client.get(f"{path}/")
        assert shown.status_code == 200 and "frame-ancestors" in str(shown.headers)
        found = client.post(f"{path}/gradio_api/run/search", json={"data": ["Lindau Bregenz"]})
        assert TEXTS[name] in found.text
        assert not any(text in found.text for other, text in TEXTS.items() if other != name)
        answer = client.post(f"{path}/gradio_api/run/ask", json={"data": ["What was closed?"]})
        assert answer.status_code == 200
        listed = client.post(f"{path}/gradio_api/run/documents", json={"data": []})
        wrong = {"data": ["Who came?", "", "", "", "", "/nowhere"]}
        refused = client.post(f"{path}/gradio_api/run/ask", json=wrong)
        assert "a.txt" in listed.text and "“documents”" in refused.text
        told = (json.dumps(config), shown.text, found.text, answer.text, listed.text, refused.text)
        folder = str(workspaces[0].index.folder.parent.parent)
        assert not any(folder in text for text in told)
    client.cookies.clear()


def test_paths_beside_them_are_nothing(page: tuple[TestClient, list[Workspace]]) -> None:
    client, _ = page
    for path in ("/corpus/1/", "/corpus/3/", "/corpus/", "/corpus/2x/", "/corpus/2//", "/corpus"):
        assert client.get(path).status_code == 404, path
    for path in ("/corpus/2/../config", "/corpus/2/corpus/2/", "/corpus/2/gradio_api/file=/etc/x"):
        assert client.get(path).status_code in (200, 404)
    assert client.get("/corpus/2/corpus/2/").status_code == 404
    assert client.get("/corpus/2", follow_redirects=False).headers["location"] == "/corpus/2/"
    assert client.get("/corpus/2/", headers={"Host": "evil.example"}).status_code == 400
    elsewhere = {"Origin": "http://evil.example"}
    body = {"data": ["a"]}
    for path in ("", "/corpus/2"):
        found = client.post(f"{path}/gradio_api/run/search", json=body, headers=elsewhere)
        assert found.status_code == 403
    client.cookies.clear()


def test_a_browser_is_known_on_both_pages(page: tuple[TestClient, list[Workspace]]) -> None:
    client, _ = page
    browser = Browser(client, "both1")
    again = client.get("/corpus/2/", headers={"Cookie": browser.headers["Cookie"]})
    assert "set-cookie" not in again.headers
    known = numbers(client)["listed"]
    body = {"data": ["", None], "fn_index": known, "session_hash": "both1"}
    assert browser.post("/corpus/2/gradio_api/queue/join", body).status_code == 200
    client.cookies.clear()


def test_files_dropped_in_stay_with_their_corpus(
    page: tuple[TestClient, list[Workspace]],
) -> None:
    client, (first, second) = page
    browser = Browser(client, "drop1")
    sent = {"files": ("ferry.txt", b"The ferry of Lindau sank in 1856.")}
    path = "/corpus/2/gradio_api/upload"
    (token,) = client.post(path, files=sent, headers=browser.headers).json()
    assert first.deposits and second.deposits
    visitor = next(iter(second.deposits._files.values())).visitor
    assert second.deposits.path(visitor, token) and not first.deposits.path(visitor, token)
    take_in = numbers(client)["take_in"]
    assert 'data-added="0"' in str(browser.call(take_in, [], {"files": token, "batch": "x"}))
    assert [e.place for e in first.library.entries()] == ["a.txt"]


def test_together_each_says_what_its_documents_say(
    page: tuple[TestClient, list[Workspace]],
) -> None:
    client, both = page
    browser = Browser(client, "together1")
    known = numbers(client)["ask_together"]
    told = browser.call(known, ["How many days was the harbour of Lindau closed in March?"])
    assert told["success"]
    (html,) = told["output"]["data"]
    assert "nine days" in Seen(html).text and "harbour" in Seen(html).text
    assert "Asking" not in html
    assert browser.call(known, [["a"]]) == 422 and browser.call(known, ["x" * 2_001]) == 422
    assert both[0].conversations is not both[1].conversations


def test_roles_are_the_same_for_all(tmp_path: Path) -> None:
    with loops_closed(), pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
        users = Users.open(tmp_path / "users.jsonl", create=True)
        users.add("reader", "read and ten more", "read")
        both = [workspace_of(tmp_path, name, stack) for name in TEXTS]
        app = _pages(both, stack, "127.0.0.1", Access(users), mcp=False, names=())
        with TestClient(app, HERE, raise_server_exceptions=False) as client:
            for path in ("", "/corpus/2"):
                assert client.get(f"{path}/config").status_code == 401
                auth = ("reader", "read and ten more")
                assert client.get(f"{path}/config", auth=auth).status_code == 200
                url, body = f"{path}/gradio_api/run/ask", {"data": ["Who?"]}
                assert client.post(url, json=body, auth=auth).status_code == 403
            _log_in_and_out(client, "")
            _log_in_and_out(client, "/corpus/2")


def _log_in_and_out(client: TestClient, path: str) -> None:
    """Who logs in on the page of a corpus is on it then, and so is who logs out."""
    first = client.get(f"{path}/", headers={"Accept": "text/html"})
    assert first.status_code == 401 and '<form method="post" action="login">' in first.text
    url = urljoin(str(first.url), "login")
    wrong = client.post(url, data={"name": "reader", "password": "nonsense, I know"})
    assert wrong.status_code == 401 and 'action="login"' in wrong.text
    form = {"name": "reader", "password": "read and ten more"}
    went = client.post(url, data=form, headers={"Origin": HERE}, follow_redirects=False)
    assert urljoin(url, went.headers["location"]) == f"{HERE}{path}/"
    cookie = went.headers["set-cookie"].partition(";")[0]
    page = client.get(f"{path}/", headers={"Cookie": cookie, "Accept": "text/html"})
    assert page.status_code == 200
    out = client.post(
        f"{path}/logout", headers={"Cookie": cookie, "Origin": HERE}, follow_redirects=False
    )
    assert urljoin(f"{HERE}{path}/logout", out.headers["location"]) == f"{HERE}{path}/login"
    client.cookies.clear()


def test_networks_are_shared_and_documents_are_not(tmp_path: Path) -> None:
    with ExitStack() as stack:
        first, second = (workspace_of(tmp_path, name, stack) for name in TEXTS)
        assistant: Any = first.assistant()
        other = assistant.over(second.index)
        assert other.selector is assistant.selector and other.index is second.index
        said = str(other.ask("How many witnesses heard the court of Bregenz in May?"))
        assert "412" in said


def test_corpora_are_called_as_their_folders(tmp_path: Path) -> None:
    class Named:
        def __init__(self, folder: Path) -> None:
            self.index = type("Folder", (), {"folder": folder})()

    folders = ["news/.pincite", "court-index", "old/news", "x/news", "y/court-index/.pincite"]
    made: Any = [Named(tmp_path / folder) for folder in folders]
    found = [(corpus.name, corpus.path) for corpus in corpora_of(made)]
    assert found == [
        ("news", ""),
        ("court-index", "/corpus/2"),
        ("news (2)", "/corpus/3"),
        ("news (3)", "/corpus/4"),
        ("court-index (2)", "/corpus/5"),
    ]


def test_what_corpora_say_is_escaped() -> None:
    silent = Answer("Who?", ())
    said = [Said(NASTY, "", silent), Said("b", "/corpus/2", None, NASTY)]
    seen = Seen(together_to_html(said))
    assert "img" not in seen.tags
    assert f"Without an answer: {NASTY}." in seen.text and f"b: {NASTY}" in seen.text
    assert "No corpus answers this question." in seen.text
    assert f"Asking {NASTY}" in Seen(together_to_html([], [NASTY])).text
    seen = Seen(corpora_to_html([(NASTY, "", True), ("b", "/corpus/2", False)]))
    assert "img" not in seen.tags and ("aria-current", "page") in seen.attributes
    assert [v for n, v in seen.attributes if n == "href"] == ["/", "/corpus/2/"]


def test_indexes_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINCITE_INDEX", raising=False)
    read = command_parser().parse_args
    assert read(["serve"]).index == [Path(".pincite")]
    assert read(["serve", "--index", "a"]).index == [Path("a")]
    assert read(["serve", "--index", "a", "--index", "b"]).index == [Path("a"), Path("b")]
    assert read(["serve"]).index == [Path(".pincite")]
    assert read(["ask", "--index", "a", "Who?"]).index == Path("a")


def test_an_index_that_is_named_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ui.cli.main import main

    same = str(tmp_path / "index")
    assert main(["serve", "--index", same, "--index", f"{same}/"]) != 0
    assert "named twice" in capsys.readouterr().err
    assert json.dumps(sorted(p.name for p in tmp_path.iterdir())) == "[]"
