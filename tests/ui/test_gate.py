"""Strangers at the page: nobody takes a file, asks from elsewhere, or does more than they may."""

import asyncio
import datetime
import io
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Index
from index.types import EVERYWHERE, Scope
from qa.drafts.verifier import Verifier
from qa.records.record import SavedClaim
from qa.records.save import record_of
from qa.types import Answer
from tests.qa.test_recheck import HOURS, answered
from tests.support.documents import TINY
from tests.support.endpoints import ENDPOINTS
from tests.support.fake_judge import FakeJudge
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from tests.support.gates import HERE, Browser, gated, loops_closed, numbers
from ui.web import workspace as workspace_module
from ui.web.access.authentication import Access
from ui.web.access.caller import Caller
from ui.web.access.roles import Role
from ui.web.access.users import OneUser, Users
from ui.web.access.visitors import Visitors, cookie_of
from ui.web.gate import bodies
from ui.web.gate import deposits as deposits_module
from ui.web.gate.arguments import RefusedError, event
from ui.web.gate.deposits import Deposits, RoomError
from ui.web.gate.functions import functions
from ui.web.gate.gate import Gate
from ui.web.gate.hosts import names_of
from ui.web.gate.lines import Lines
from ui.web.gate.quotas import Quota, Rate, TooMuchError
from ui.web.gate.routes import route
from ui.web.workspace import Workspace

# Gradio leaves event loops to the garbage collector
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
SECRET = "PASSWORD=the secret that nobody may read\n"
BY_NUMBER = ("run/predict", "api/predict", "queue/join", "component_server")
BY_NAME = ("run/{name}", "api/{name}", "call/{name}", "call/v2/{name}")


@pytest.fixture(scope="module", autouse=True)
def no_loop_is_left() -> Iterator[None]:
    with loops_closed():
        yield


def bait(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "environ.txt").write_text(SECRET, encoding="utf-8")
    return folder / "environ.txt"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Workspace, Path]]:
    folder = tmp_path_factory.mktemp("gate")
    for name, text in TINY.items():
        (folder / "documents" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with Index.open(folder / "index", encoder=FakeEncoder()) as index:
            index.sync(folder / "documents")
            with gated(index, folder / "incoming", fast=False) as (client, workspace):
                yield client, workspace, folder


def file_objects(path: str) -> list[Any]:
    """What may be sent where a file, or anything else, is meant."""
    plain = {"path": path, "meta": {"_type": "gradio.FileData"}}
    return [
        plain,
        {**plain, "is_stream": True},
        {**plain, "is_stream": True, "url": f"file://{path}"},
        {**plain, "url": "http://127.0.0.1:9/x", "orig_name": "a.txt", "size": 3},
        {**plain, "path": "http://127.0.0.1:9/a.txt"},
        {**plain, "path": f"/gradio_api/file={path}"},
        [plain, {**plain, "is_stream": True}],
        {"value": plain},
        {"a": {"b": [plain]}},
        [[plain]],
        path,
        [path],
    ]


def test_no_function_reads_or_deletes_a_file(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, folder = page
    target = bait(folder / "bait")
    stranger = Browser(client, "stranger1")
    config = client.get("/config").json()
    assert len(config["dependencies"]) > 25
    answers = []
    for dependency in config["dependencies"]:
        id, count = dependency["id"], len(dependency["inputs"])
        ways = list(BY_NUMBER)
        if dependency["api_visibility"] == "public":
            ways += [way.format(name=dependency["api_name"]) for way in BY_NAME]
        for sent in file_objects(str(target)):
            body = {
                "data": [sent] * count or [sent],
                "fn_index": id,
                "session_hash": "stranger1",
                "event_data": sent,
                "trigger_id": 1,
            }
            answers += [stranger.post(f"/gradio_api/{way}", body).text for way in ways]
            by_name = {"question": sent, "query": sent, "k": 1}
            answers += [stranger.post(f"/gradio_api/{way}", by_name).text for way in ways[4:]]
    places = ("file=", "file/", "proxy=http://", "stream/")
    answers += [client.get(f"/gradio_api/{place}{target}").text for place in places]
    assert target.read_text(encoding="utf-8") == SECRET
    assert not any("the secret" in answer for answer in answers)
    copies = [p for p in folder.rglob("*") if p.is_file() and p != target]
    assert not any(b"the secret" in p.read_bytes() for p in copies)
    assert len(workspace.library.listing()) == len(TINY)


def test_only_ones_own_uploads_are_taken_in(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, folder = page
    add = numbers(client)["add"]
    one, other = Browser(client, "one1"), Browser(client, "other1")
    (token,) = one.upload("../ferry.txt", b"The ferry of Lindau sank in 1856.").json()
    (path,) = (p for p in (folder / "incoming").rglob("*") if p.name == "ferry.txt")
    assert str(folder) not in token
    given = [{"path": token, "orig_name": "ferry.txt", "meta": {"_type": "gradio.FileData"}}]
    assert other.call(add, [given]) == 422
    target = bait(folder / "bait")
    for wrong in (
        str(path),
        str(target),
        f"{path.parent}/../../bait/environ.txt",
        token + "\0",
        "",
    ):
        assert one.call(add, [[{**given[0], "path": wrong}]]) == 422
    assert one.call(add, [given])["success"]
    assert "ferry" in [d.title for d in workspace.library.listing()]
    assert not path.exists() and not path.parent.exists()
    assert one.call(add, [given]) == 422  # it has been taken in
    assert target.read_text(encoding="utf-8") == SECRET


def test_the_handler_looks_again(page: tuple[TestClient, Workspace, Path], tmp_path: Path) -> None:
    import gradio as gr

    from ui.web.tabs.intake import Intake

    target = bait(tmp_path)
    list(Intake(page[1]).add([str(target)], gr.Request()))
    assert target.exists()
    assert all("environ" not in d.source for d in page[1].library.listing())


def test_functions_of_the_page_answer_only_to_it(page: tuple[TestClient, Workspace, Path]) -> None:
    client, _, _ = page
    known = numbers(client)
    browser = Browser(client, "page1")
    body = {"data": [""], "fn_index": known["listed"], "session_hash": "page1"}
    body["data"] = ["", None]
    assert browser.post("/gradio_api/queue/join", body).status_code == 200
    for headers in (
        {},
        {"Origin": HERE},
        {"Cookie": browser.headers["Cookie"]},
        {"Origin": HERE, "Cookie": "pincite_visitor_7860="},
        {"Origin": HERE, "Cookie": f"{browser.headers['Cookie']}; pincite_visitor_7860={'a' * 32}"},
    ):
        assert client.post("/gradio_api/queue/join", json=body, headers=headers).status_code == 403
        client.cookies.clear()
    for name in set(known) - set(ENDPOINTS):
        for way in ("run", "api", "call", "call/v2"):
            path = f"/gradio_api/{way}/{name}"
            assert client.post(path, json={"data": []}).status_code == 404
    other = Browser(client, "page1")  # a session is whose it was first
    assert other.post("/gradio_api/queue/join", body).status_code == 403
    stream = "/gradio_api/queue/data?session_hash=page1"
    assert client.get(stream, headers=other.headers).status_code == 403
    assert client.get("/gradio_api/heartbeat/page1", headers=other.headers).status_code == 403
    event_id = browser.post("/gradio_api/queue/join", body).json()["event_id"]
    for ended in ({"session_hash": "page1"}, {"event_id": event_id, "session_hash": "page2"}):
        found = other.post("/gradio_api/cancel", {"fn_index": 1, "event_id": "x", **ended})
        assert found.status_code in (403, 404)
    browser.result()


ANSWERED = {
    "/", "/config", "/config/", "/favicon.ico", "/manifest.json", "/robots.txt",
    "/static/{path:path}", "/assets/{path:path}", "/svelte/{path:path}",
    "/theme.css", "/gradio_api/theme.css",
    "/gradio_api/info", "/gradio_api/info/", "/gradio_api/openapi.json",
    "/gradio_api/app_id", "/gradio_api/app_id/", "/gradio_api/startup-events",
    "/gradio_api/upload", "/gradio_api/upload_progress",
    "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/run/{api_name}", "/gradio_api/run/{api_name}/",
    "/gradio_api/api/{api_name}", "/gradio_api/api/{api_name}/",
    "/gradio_api/call/{api_name}", "/gradio_api/call/{api_name}/",
    "/gradio_api/call/v2/{api_name}", "/gradio_api/call/v2/{api_name}/",
    "/gradio_api/call/{api_name}/{event_id}", "/gradio_api/call/v2/{api_name}/{event_id}",
    "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/reset/",
}  # fmt: skip


def test_a_route_that_gradio_has_and_we_do_not_know_is_not_answered() -> None:
    import gradio as gr

    with gr.Blocks() as blocks:
        gr.Textbox()
    paths: dict[str, set[str]] = {}
    waiting = list(gr.routes.App.create_app(blocks).routes)
    while waiting:
        found: Any = waiting.pop()
        if router := getattr(found, "original_router", None):
            waiting += router.routes
        else:
            paths.setdefault(found.path, set()).update(found.methods)
    assert len(paths) > 50
    answered = set()
    for path, methods in paths.items():
        example = path.replace("{path:path}", "a.js").replace("{path_or_url:path}", "/etc/passwd")
        example = example.replace("{url_path:path}", "http://a.example")
        for name in ("session_hash", "api_name", "event_id", "run", "id", "key", "size"):
            example = example.replace(f"{{{name}}}", "ask")
        if any(route(method, example, mcp=False) for method in methods):
            answered.add(path)
    assert answered <= ANSWERED, sorted(answered - ANSWERED)
    assert {"/", "/gradio_api/queue/join", "/gradio_api/upload"} <= answered


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/file=http://127.0.0.1:1/"),
        ("GET", "/gradio_api/proxy=http://127.0.0.1:1/"),
        ("GET", "/static/../../etc/passwd"),
        ("GET", "/assets/..%2f..%2fetc/passwd"),
        ("GET", "/monitoring"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/stream/x"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/vibe-edit/"),
        ("PUT", "/"),
        ("DELETE", "/gradio_api/upload"),
        ("POST", "/gradio_api/mcp/"),
        ("GET", "/CONFIG"),
    ],
)
def test_what_is_not_answered(
    page: tuple[TestClient, Workspace, Path], method: str, path: str
) -> None:
    assert route(method, path, mcp=False) is None
    assert page[0].request(method, path).status_code in (404, 405)


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:7860.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_another_site_reads_and_writes_nothing(
    page: tuple[TestClient, Workspace, Path], headers: dict[str, str]
) -> None:
    client, _, _ = page
    for method, path in (
        ("GET", "/config"),
        ("GET", "/gradio_api/info"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/upload"),
        ("OPTIONS", "/gradio_api/run/ask"),
        ("POST", "/login"),
    ):
        found = client.request(method, path, headers=headers, json={"data": ["a"]})
        assert found.status_code == 403
        assert not [name for name in found.headers if name.startswith("access-control")]


def test_a_name_and_the_number_of_another_function(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    known = numbers(client)
    for name, code in (("search", 200), ("ask", 422), ("listed", 422)):
        body = {"data": ["harbour"], "fn_index": known[name]}
        assert client.post("/gradio_api/run/search", json=body).status_code == code


def test_a_link_leads_to_the_page_and_another_name_nowhere(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/config", headers=link).status_code == 403
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


# Arguments


def test_a_search_without_a_number_and_with_a_wrong_one(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    for data in (["harbour", None], ["harbour"], ["harbour", 3.0]):
        found = client.post("/gradio_api/run/search", json={"data": data})
        assert found.status_code == 200 and found.json()["data"][0]
    for data in (
        [None],
        [None, 3],
        ["a", "x"],
        ["a", True],
        ["a", 1.5],
        ["a", 10**400],
        [["a"], 1],
        [],
        ["a", 1, 1],
    ):
        found = client.post("/gradio_api/run/search", json={"data": data})
        assert found.status_code == 422, data


def test_quotes_of_a_program(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    for data in (["", "harbour of Lindau"], ["", "harbour", 0], ["", "a b", 10**9, *[""] * 7]):
        found = client.post("/gradio_api/run/quotes", json={"data": data})
        assert found.status_code == 200, data
        assert found.json()["data"][0]["about"] == data[1]
    for data in (["a", 1], ["a", "b", "x"], ["a", "b", True], [["a"]], [{}]):
        found = client.post("/gradio_api/run/quotes", json={"data": data})
        assert found.status_code == 422, data
    for data in (["a", "b", 1, *[""] * 8], ["x" * 20_000], ["a", "x" * 20_000]):
        found = client.post("/gradio_api/run/quotes", json={"data": data})
        assert found.status_code == 422, len(data)
    for data in (
        [],
        [None],
        ["", ""],
        ["Zebedee"],
        ["x" * 400],
        ["", "x" * 400],
        ["", "a", 1, "soon"],
    ):
        found = client.post("/gradio_api/run/quotes", json={"data": data})
        assert found.status_code == 500, data
        assert "error" in found.json()


def test_a_timeline_of_a_program(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    for data in (["harbour of Lindau"], ["harbour of Lindau", 0], ["harbour", 10**9, *[""] * 7]):
        found = client.post("/gradio_api/run/timeline", json={"data": data})
        assert found.status_code == 200, data
        assert found.json()["data"][0]["topic"] == data[0]
    for data in ([None], ["a", "x"], ["a", True], [["a"]], [], [{}], ["a", 1, *[""] * 8]):
        found = client.post("/gradio_api/run/timeline", json={"data": data})
        assert found.status_code == 422, data
    for data in ([""], ["x" * 400], ["a", 1, "soon"], ["a", 1, *[""] * 6, "soon"]):
        found = client.post("/gradio_api/run/timeline", json={"data": data})
        assert found.status_code == 500, data
        assert "error" in found.json()
    assert client.post("/gradio_api/run/timeline", json={"data": ["x" * 20_000]}).status_code == 422


def test_a_table_of_a_program(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    for data in ([None], [3], [True], [["a"]], [], [{}], ["a", *[""] * 8], ["x" * 10_001]):
        found = client.post("/gradio_api/run/table", json={"data": data})
        assert found.status_code == 422, data
    for data, said in (
        ([""], "There is no question."),
        (["# nothing"], "There is no question."),
        (["Who?\n" * 101], "There are 101 questions."),
        (["x" * 5_000], "The question has 5,000 characters."),
        (["Who?", "soon"], "is no date"),
    ):
        found = client.post("/gradio_api/run/table", json={"data": data})
        assert found.status_code == 500, data
        assert said in found.json()["error"], data


def test_a_saved_answer_is_checked_again(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, _ = page
    answer = answered(workspace.index, HOURS)
    record = record_of(answer, workspace.index).to_dict()

    def post(value: object) -> Any:
        return client.post("/gradio_api/run/recheck", json={"data": [value]})

    found = post(json.dumps(record))
    assert found.status_code == 200
    (checked,) = found.json()["data"][0]["citations"]
    assert (checked["verdict"], checked["now"]["quote"]) == ("holds", HOURS)
    many = replace(answer, claims=answer.claims * 150)
    assert post(json.dumps(record_of(many, workspace.index).to_dict())).status_code == 200
    for wrong, said in (
        (json.dumps({**record, "question": "Another?"}), "It was edited after it was saved"),
        ("/etc/passwd", "It is not JSON"),
        ("{}", "It is no record of an answer"),
        ("[" * 100_000, "It is not JSON"),
    ):
        answered_wrong = post(wrong)
        assert answered_wrong.status_code == 500 and said in answered_wrong.text
    for refused in (None, 7, record, ["a"], "x" * 200_001):
        assert post(refused).status_code == 422


def test_a_saved_answer_that_cites_too_much(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, _ = page
    record = record_of(answered(workspace.index, HOURS), workspace.index)
    (one,) = record.citations
    places = [replace(one, start=n, end=n + len(HOURS)) for n in range(51)]
    claims = (SavedClaim(HOURS, tuple(places)),)
    values = replace(record, claims=claims).to_dict()
    found = client.post("/gradio_api/run/recheck", json={"data": [json.dumps(values)]})
    assert found.status_code == 500 and "It cites 51 sentences." in found.text


def test_a_draft_of_a_program(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, _ = page
    workspace._load_verifier = lambda: Verifier(workspace.index, judge=FakeJudge())

    def post(*values: object) -> Any:
        return client.post("/gradio_api/run/verify", json={"data": list(values)})

    found = post(f"# Trains\n\n{HOURS} <script>Why?</script>")
    assert found.status_code == 200
    checked = found.json()["data"][0]
    assert [one["verdict"] for one in checked["sentences"]][:2] == ["no statement", "supported"]
    assert checked["coverage"]["judged"] == 1 and checked["schema_version"] == 1
    many = "\n\n".join(f"Violin number {n} was sold by a judge." for n in range(130))
    judged = post(many).json()["data"][0]["coverage"]
    assert judged["judged"] == 120 and judged["let_be"] == {"past the limit": 10}
    for wrong, said in (
        (("",), "The draft is empty."),
        (("a", "soon"), "soon"),
        (("A harbour was closed.", "", "", "Nobody"), "Nobody"),
    ):
        refused = post(*wrong)
        assert refused.status_code == 500 and said in refused.text
    for values in ((None,), (7,), (["a"],), (), ("x" * 60_001,), ("a", 1), ("a", *[""] * 7)):
        assert post(*values).status_code == 422, values


def test_only_ones_own_draft_is_checked(page: tuple[TestClient, Workspace, Path]) -> None:
    client, workspace, folder = page
    workspace._load_verifier = lambda: Verifier(workspace.index, judge=FakeJudge())
    number = numbers(client)["check_draft"]
    one, other = Browser(client, "draft1"), Browser(client, "draft2")
    (token,) = one.upload("draft.md", f"# T\n\n{HOURS}".encode()).json()
    given = [{"path": token, "orig_name": "draft.md", "meta": {"_type": "gradio.FileData"}}]
    rest = [""] * 7
    assert other.call(number, [None, "", given, *rest]) == 422
    target = bait(folder / "bait")
    stolen = [{**given[0], "path": str(target)}]
    assert one.call(number, [None, "", stolen, *rest]) == 422
    html = one.call(number, [None, "", given, *rest])["output"]["data"][0]
    assert "Supported" in html and HOURS in html
    pasted = one.call(number, [None, f"<script>x</script> {HOURS}", None, *rest])
    assert "<script>" not in pasted["output"]["data"][0]
    empty = one.call(number, [None, " ", None, *rest])["output"]["data"][0]
    assert "The draft is empty." in empty and 'role="alert"' in empty
    assert not list((folder / "incoming").rglob("draft.md"))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"data": NaN}', b"null", b'{"data": {"0": "a"}}'],
)
def test_a_body_that_is_nothing(page: tuple[TestClient, Workspace, Path], body: bytes) -> None:
    assert page[0].post("/gradio_api/run/ask", content=body).status_code == 422


def test_a_body_that_is_too_large_or_comes_too_slowly(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    large = json.dumps({"data": ["x" * bodies.LARGEST_BODY]})
    assert client.post("/gradio_api/run/ask", content=large).status_code == 413
    long = {"data": ["x" * 20_000]}
    assert client.post("/gradio_api/run/ask", json=long).status_code == 422


def test_a_kind_of_input_without_a_check_stops_the_page() -> None:
    import gradio as gr

    def play(sound: Any) -> None: ...

    with gr.Blocks() as blocks:
        sound = gr.Audio()
        gr.Button().click(play, [sound], None, api_visibility="private")
    with pytest.raises(ValueError, match="nothing checks a Audio"):
        functions(blocks, {})


def test_a_function_that_nobody_spoke_of_is_for_those_who_may_edit() -> None:
    import gradio as gr

    def erase(word: str) -> None: ...

    with gr.Blocks() as blocks:
        word = gr.Textbox()
        gr.Button().click(erase, [word], None, api_visibility="private")
    (function,) = functions(blocks, {}).values()
    assert (function.role, function.endpoint) == ("edit", None)


@pytest.mark.parametrize(
    "value", [[], "a", {"path": "/etc/passwd"}, {"a": 1}, {"a": {"b": "c"}}, {"a": "x" * 5000}]
)
def test_an_event_is_words_only(value: object) -> None:
    with pytest.raises(RefusedError):
        event(value)
    assert event({"document": "3f"}) == {"document": "3f"}


# Uploads


def test_uploads_are_for_the_page_and_have_a_limit(
    page: tuple[TestClient, Workspace, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = page[0]
    browser = Browser(client, "many1")
    sent = {"files": ("a.txt", b"text")}
    for headers in ({}, {"Origin": HERE}, {"Cookie": browser.headers["Cookie"]}):
        found = client.post("/gradio_api/upload", files=sent, headers=headers)
        assert found.status_code == 403
        client.cookies.clear()
    monkeypatch.setattr(deposits_module, "MOST_BYTES", 1_000)
    assert browser.upload("a.txt", b"x" * 600).status_code == 200
    assert browser.upload("b.txt", b"x" * 600).status_code == 413
    assert Browser(client, "few1").upload("b.txt", b"x" * 300).status_code == 200
    monkeypatch.setattr(deposits_module, "MOST_BYTES_IN_ALL", 1_000)
    assert Browser(client, "few2").upload("b.txt", b"y" * 300).status_code == 413


async def deposited(deposits: Deposits, visitor: str, name: str, content: bytes) -> str:
    async with deposits.upload(visitor, len(content)) as upload:
        await deposits.add(upload, name, io.BytesIO(content), len(content))
        return str(deposits.path(visitor, upload.names[-1]))


def test_what_nobody_takes_in_is_deleted(tmp_path: Path) -> None:
    now = [0.0]
    deposits = Deposits(tmp_path, lambda: now[0])
    old = Path(asyncio.run(deposited(deposits, "v", "lock", b"x" * 100)))
    assert deposits.holds("v", str(old)) and not deposits.holds("w", str(old))
    deposits.drop("w", str(old))
    assert old.exists()
    now[0] = deposits_module.KEPT_SECONDS + 1
    new = Path(asyncio.run(deposited(deposits, "v", "lock", b"x" * 100)))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [new]
    deposits.drop("v", str(new))
    assert list(tmp_path.iterdir()) == []


def test_room_is_kept_for_an_upload_that_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deposits_module, "MOST_BYTES", 1_000)
    monkeypatch.setattr(deposits_module, "MOST_FILES", 3)
    deposits = Deposits(tmp_path)

    async def refused(visitor: str, size: int) -> int:
        try:
            async with deposits.upload(visitor, size):
                return 0
        except RoomError as error:
            return error.code

    async def use() -> None:
        async with deposits.upload("v", 600):
            assert await refused("v", 600) == 413
            assert await refused("w", 600) == 0
            async with deposits.upload("v", 10):
                assert await refused("v", 10) == 503
        assert await refused("v", 600) == 0
        for number in range(3):
            await deposited(deposits, "v", f"{number}.txt", b"x")
        with pytest.raises(RoomError):
            await deposited(deposits, "v", "4.txt", b"x")
        monkeypatch.setattr(deposits_module, "LEAST_FREE_FOR_UPLOADS", 10**18)
        assert await refused("w", 1) == 507

    asyncio.run(use())


def test_an_upload_of_something_else_leaves_nothing(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client, _, folder = page
    browser = Browser(client, "odd1")
    before = sorted((folder / "incoming").rglob("*"))
    boundary = {"Content-Type": "multipart/form-data; boundary=edge"}
    field = b'--edge\r\nContent-Disposition: form-data; name="files"\r\n\r\n'
    headers = browser.headers | boundary
    for body in (field + b"x" * 5_000_000 + b"\r\n--edge--\r\n", b"--edge", b"nothing"):
        found = client.post("/gradio_api/upload", content=body, headers=headers)
        assert found.status_code == 400
    assert sorted((folder / "incoming").rglob("*")) == before
    client.cookies.clear()


def test_an_upload_that_comes_too_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "STEP_SECONDS", 0.2)
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.2)

    async def drip() -> dict[str, Any]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def use() -> None:
        receive = bodies.steady(drip, 10**9)
        with pytest.raises(bodies.BodyError, match="too slowly"):
            while True:
                await receive()
        with pytest.raises(bodies.BodyError, match="too long"):
            await bodies.read_body(drip)
        receive = bodies.steady(drip, 3)
        with pytest.raises(bodies.BodyError, match="larger than it said"):
            while True:
                await receive()

    asyncio.run(use())


# One for all


def test_one_caller_leaves_room_for_others() -> None:
    quota = Quota(2, 3, 4)
    callers = [Caller(None, "ask", address, visitor) for address, visitor in
               (("a", "v"), ("a", "w"), ("b", ""), ("c", ""), ("d", ""))]  # fmt: skip
    with quota.one(callers[0]), quota.one(callers[0]):
        with pytest.raises(TooMuchError), quota.one(callers[0]):
            pass
        with quota.one(callers[1]):
            with pytest.raises(TooMuchError), quota.one(callers[1]):
                pass
            with quota.one(callers[2]), pytest.raises(TooMuchError), quota.one(callers[3]):
                pass
    with quota.one(callers[4]), quota.one(callers[4]), quota.one(callers[4]):
        pass  # it was all given back


def test_new_sessions_come_at_a_pace() -> None:
    now = [0.0]
    rate = Rate(3, 0.5, lambda: now[0])
    for _ in range(3):
        rate.once("a")
    with pytest.raises(TooMuchError):
        rate.once("a")
    rate.once("b")
    now[0] = 4.0
    rate.once("a")
    rate.once("a")
    with pytest.raises(TooMuchError):
        rate.once("a")


def test_streams_are_counted(tiny_index: Index, tmp_path: Path) -> None:
    sent: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.3)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    workspace = Workspace(tiny_index, FakeAssistant)
    gate = Gate(
        app,
        access=Access(),
        functions={},
        deposits=Deposits(tmp_path),
        turns=workspace.turns,
        lines=Lines(None),
        ready=lambda: True,
        named=lambda _: True,
        links=workspace.links,
        streams=5,
    )

    async def open_one(number: int) -> None:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                sent.append(message["status"])

        path = f"/gradio_api/heartbeat/s{number}"
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
        await gate(scope, None, send)  # type: ignore[arg-type]

    async def use() -> None:
        await asyncio.gather(*(open_one(number) for number in range(9)))
        await open_one(20)

    asyncio.run(use())
    assert sorted(sent) == [200] * 6 + [503] * 4


def test_a_queued_function_of_the_page_does_not_jump_the_queue(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    known, browser = numbers(client), Browser(client, "jump1")
    body = {"data": ["", None], "fn_index": known["listed"], "session_hash": "jump1"}
    assert browser.post("/gradio_api/run/predict", body).status_code == 404
    finish = {"data": [None, ""], "fn_index": known["finish"], "session_hash": "jump1"}
    assert browser.post("/gradio_api/run/predict", finish).status_code == 200


def test_an_answer_by_its_name_is_for_who_asked(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    asked = client.post("/gradio_api/call/search", json={"data": ["harbour", 2]})
    name = asked.json()["event_id"]
    other = Browser(client, "curious1")
    for path in (f"/gradio_api/call/search/{name}", "/gradio_api/call/search/curious1"):
        assert client.get(path, headers=other.headers).status_code == 404
    with client.stream("GET", f"/gradio_api/call/search/{name}") as stream:
        assert "harbour" in "".join(stream.iter_text())


def test_a_cookie_of_somebody_elses_making_is_no_cookie(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    for planted in ("a" * 64, f"{'a' * 32}.{'b' * 64}", ""):
        found = client.get("/", headers={"Cookie": f"pincite_visitor_7860={planted}"})
        client.cookies.clear()
        assert "HttpOnly" in found.headers["set-cookie"]
    browser = Browser(client, "made1")
    assert "set-cookie" not in client.get("/", headers=browser.headers).headers


def test_who_comes_through_a_proxy_may_ask_at_most(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    browser = Browser(client, "far1")
    assert browser.upload("a.txt", b"text").status_code == 200
    for header in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        assert browser.upload("a.txt", b"text", **{header: "203.0.113.9"}).status_code == 403


def test_nothing_of_a_proxy_reaches_what_is_shown(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    found = client.get("/config?page=zz&__theme=dark", headers=headers)
    assert found.status_code == 200 and "evil.example" not in found.text
    assert found.headers["cache-control"] == "no-store"


def test_long_paths_and_queries(page: tuple[TestClient, Workspace, Path]) -> None:
    client = page[0]
    assert client.get("/assets/" + "a" * 5_000).status_code == 404
    many = "&".join(f"a{n}=1" for n in range(1_000))
    assert client.get(f"/gradio_api/queue/data?{many}").status_code == 414
    assert client.get("/gradio_api/queue/data").status_code == 404
    assert client.get("/gradio_api/upload_progress?upload_id=a").status_code == 404
    browser = Browser(client, "event1")
    body = {"data": [""], "fn_index": numbers(client)["choose"], "session_hash": "event1"}
    assert browser.post("/gradio_api/queue/join", body).status_code == 422


@pytest.mark.parametrize(
    ("host", "users", "header", "may"),
    [
        ("127.0.0.1", False, b"localhost:7860", True),
        ("127.0.0.1", True, b"evil.example", False),
        ("127.0.0.1", False, b"News.example", True),
        ("localhost", False, b"[::1]:7860", True),
        ("0.0.0.0", False, b"192.168.1.7:7860", True),
        ("0.0.0.0", False, b"[2001:db8::1]:7860", True),
        ("0.0.0.0", False, b"evil.example:7860", False),
        ("0.0.0.0", False, b"", False),
        ("0.0.0.0", False, b"news.example", True),
        ("0.0.0.0", True, b"anything.example", True),
    ],
)
def test_names_of_a_page(host: str, users: bool, header: bytes, may: bool) -> None:
    assert names_of(host, ["news.example"], users=users)(header) is may


# Too much at once


class Slow(FakeAssistant):
    """Answers once it may."""

    go = threading.Event()

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        if "wait" in question:
            self.go.wait(30)
        return super().ask(question, scope=scope, as_of=as_of)


def test_more_than_can_be_answered_is_told_so_and_the_page_stays_up(
    tiny_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "incoming"))
    monkeypatch.setattr(workspace_module, "_PATIENCE", 1.0)
    Slow.go.clear()
    with gated(tiny_index, tmp_path / "incoming", load=Slow) as (client, _):
        found: list[Any] = []
        body = {"data": ["please wait"]}
        ask = lambda: found.append(client.post("/gradio_api/run/ask", json=body))  # noqa: E731
        threads = [threading.Thread(target=ask) for _ in range(45)]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while len(found) < 43 and time.monotonic() < until:
            assert client.get("/").status_code == 200
            assert client.get("/config").status_code == 200
        assert [r.status_code for r in found] == [503] * 43
        assert all(r.headers["retry-after"] == "5" for r in found)
        Slow.go.set()
        for thread in threads:
            thread.join()
        assert sorted(r.status_code for r in found) == [200, 200] + [503] * 43
        assert client.post("/gradio_api/run/ask", json={"data": ["now"]}).status_code == 200


# Users


@pytest.fixture(scope="module")
def behind_a_password(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("users")
    users = Several()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with (
            Index.open(folder / "index", encoder=FakeEncoder()) as index,
            gated(index, folder / "incoming", Access(users), mcp=True, fast=False) as (
                client,
                workspace,
            ),
        ):
            yield client, users, workspace


class Several:
    """A user of each role; the password is the role's name, long enough."""

    def __init__(self) -> None:
        roles: tuple[Role, ...] = ("read", "ask", "edit")
        self.users = {role: OneUser(role, f"{role} and ten more", role) for role in roles}

    def check(self, name: str, password: str) -> Any:
        user = self.users.get(name)
        return user.check(name, password) if user else None

    def find(self, name: str) -> Any:
        user = self.users.get(name)
        return user.find(name) if user else None


def logged_in(client: TestClient, name: str) -> dict[str, str]:
    form = {"name": name, "password": f"{name} and ten more"}
    found = client.post("/login", data=form, follow_redirects=False)
    client.cookies.clear()
    assert found.status_code == 303 and found.headers["location"] == "./"
    cookie = found.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/"))
    return {"Cookie": cookie.partition(";")[0]}


def test_nothing_without_logging_in_but_health(behind_a_password: Any) -> None:
    client, _, _ = behind_a_password
    assert client.get("/health").json() == {"status": "ok"}
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 401 and b"password" in page.content
    assert "www-authenticate" not in page.headers
    assert client.get("/login").status_code == 200
    for path in ("/", "/config", "/gradio_api/info", "/static/img/logo.svg", "/nowhere"):
        found = client.get(path)
        assert found.status_code == 401 and "www-authenticate" in found.headers
    assert client.post("/gradio_api/run/ask", json={"data": ["a"]}).status_code == 401
    assert client.post("/gradio_api/mcp/", json={}).status_code == 401


NEEDED: dict[str, tuple[Role, list[Any]]] = {
    "add": ("edit", [None]),
    "take_in": ("edit", []),
    "refresh": ("edit", []),
    "dismiss": ("edit", []),
    "count_lines": ("edit", []),
    "doubt": ("edit", [None]),
    "doubt_marked": ("edit", []),
    "forget": ("edit", [None, None]),
    "arrange": ("read", ["", None]),
    "about_documents": ("read", []),
    "write": ("edit", ["a", "b", None]),
    "evaluate": ("edit", []),
    "keep": ("edit", [[], "", "", True, None]),
    "take": ("ask", [None, "", *[""] * 7]),
    "trace": ("ask", [None, "", *[""] * 7]),
    "careful": ("ask", ["Careful", None]),
    "faster": ("ask", [True, None]),
    "listed": ("read", ["", None]),
    "narrow": ("read", [""] * 7),
    "narrowed": ("read", [""] * 7),
    "tabled": ("read", []),
}
"""Name of a function → the role it needs, and arguments for it."""


def test_each_role_does_what_it_may(behind_a_password: Any) -> None:
    client, _, _ = behind_a_password
    for name, asks, adds in (("read", 403, 403), ("ask", 200, 403), ("edit", 200, 200)):
        headers = logged_in(client, name)
        browser = Browser(client, f"{name}1", **headers)
        assert browser.post("/gradio_api/run/search", {"data": ["a"]}).status_code == 200
        assert browser.post("/gradio_api/run/ask", {"data": ["a"]}).status_code == asks
        assert browser.post("/gradio_api/run/timeline", {"data": ["a"]}).status_code == asks
        found = browser.post("/gradio_api/run/table", {"data": [""]})
        assert (found.status_code == 403) == (asks == 403)
        assert browser.upload("a.txt", b"text").status_code == adds
        known = numbers(client, browser.headers)
        for number, (function, (role, data)) in enumerate(NEEDED.items()):
            body = {"data": data, "fn_index": known[function], "event_data": {}}
            body["session_hash"] = f"{name}{number % 4}"  # few calls of one page may wait
            if function == "narrow":
                body["event_data"] = {"kind": "type", "name": "md"}
            found = browser.post("/gradio_api/queue/join", body).status_code
            may = ("read", "ask", "edit").index(name) >= ("read", "ask", "edit").index(role)
            assert found == (200 if may else 403), (name, function)
        call = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": "ask", "arguments": {"question": "a"}},
        }
        accept = {"Accept": "application/json, text/event-stream"}
        found = browser.post("/gradio_api/mcp/", call, **accept)
        assert (found.status_code == 403) == (name == "read")


def test_a_tool_takes_no_file_object(behind_a_password: Any, tmp_path: Path) -> None:
    client, _, _ = behind_a_password
    browser = Browser(client, "tools1", **logged_in(client, "edit"))
    target = bait(tmp_path)
    for sent in file_objects(str(target))[:9]:
        for arguments in ({"question": sent}, {"question": "a", "extra": sent}, [sent]):
            call = {
                "jsonrpc": "2.0",
                "id": 1,
                "method": "tools/call",
                "params": {"name": "ask", "arguments": arguments},
            }
            for body in (call, [call]):
                assert browser.post("/gradio_api/mcp/", body).status_code == 422
    assert target.exists()


def test_a_user_who_is_removed_is_out(behind_a_password: Any) -> None:
    client, users, _ = behind_a_password
    headers = logged_in(client, "ask")
    basic = {"auth": ("ask", "ask and ten more")}
    assert client.get("/config", headers=headers).status_code == 200
    assert client.get("/config", **basic).status_code == 200
    gone = users.users.pop("ask")
    try:
        assert client.get("/config", headers=headers).status_code == 401
        assert client.get("/config", **basic).status_code == 401
    finally:
        users.users["ask"] = gone
    out = client.post("/logout", headers=headers | {"Origin": HERE}, follow_redirects=False)
    assert out.status_code == 303 and out.headers["location"] == "login"
    assert client.get("/config", headers=headers).status_code == 401


def test_guesses_are_slowed_and_logged(
    behind_a_password: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client, _, _ = behind_a_password
    # on a busy computer a hash takes longer than the brake's first pauses
    monkeypatch.setattr(Several, "check", lambda *_: None)
    found = [client.get("/config", auth=("read", f"wrong {n}")).status_code for n in range(40)]
    assert found[:2] == [401, 401] and set(found[8:]) == {429}
    assert caplog.text.count("A wrong password for read from") == found.count(401)
    form = client.post("/login", data={"name": "read", "password": "wrong again"})
    assert form.status_code == 429 and int(form.headers["retry-after"]) >= 1
    assert b"wrong again" not in form.content


def test_the_first_user_closes_an_open_page(tiny_index: Index, tmp_path: Path) -> None:
    file = tmp_path / "users.jsonl"
    access = Access(file=file, everybody="edit")
    with gated(tiny_index, tmp_path / "in", access) as (client, _):
        assert client.get("/config").status_code == 200
        Users.open(file).add("ada", "a password of hers", "ask")
        assert client.get("/config").status_code == 401
        assert client.get("/config", auth=("ada", "a password of hers")).status_code == 200
        file.unlink()
        assert client.get("/config", auth=("ada", "a password of hers")).status_code == 401


def test_a_link_to_users_that_leads_nowhere_lets_nobody_in(
    tiny_index: Index, tmp_path: Path
) -> None:
    (tmp_path / "users.jsonl").symlink_to(tmp_path / "away")
    access = Access(file=tmp_path / "users.jsonl")
    with gated(tiny_index, tmp_path / "in", access) as (client, _):
        assert client.get("/config").status_code == 401


def test_two_pages_of_one_computer_do_not_take_each_others_cookies() -> None:
    one, other = Visitors(), Visitors()
    cookies = "; ".join(
        cookie_of(page.new(), port=port, tls=False).partition(";")[0]
        for page, port in ((one, 7860), (other, 8000))
    )
    assert one.name_of([cookies.encode()], 7860) and other.name_of([cookies.encode()], 8000)
    assert not one.name_of([cookies.encode()], 8000)


def test_answers_that_no_program_fetches_are_bounded(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client = page[0]
    found = [client.post("/gradio_api/call/documents", json={"data": []}) for _ in range(30)]
    codes = [response.status_code for response in found]
    assert codes[0] == 200 and codes[-1] == 503 and codes.count(200) <= 12
    for response in found:
        if response.status_code == 200:
            path = f"/gradio_api/call/documents/{response.json()['event_id']}"
            with client.stream("GET", path) as stream:
                assert "complete" in "".join(stream.iter_text())
    assert client.post("/gradio_api/call/documents", json={"data": []}).status_code == 200


def test_an_empty_directory_of_users_lets_nobody_in(tiny_index: Index, tmp_path: Path) -> None:
    class Nobody(Several):
        def __len__(self) -> int:
            return 0

    nobody = Nobody()
    nobody.users.clear()
    with gated(tiny_index, tmp_path / "in", Access(nobody)) as (client, _):
        assert client.get("/config").status_code == 401
