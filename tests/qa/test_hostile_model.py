"""Model servers that mean harm: they keep silent, drip, flood, send elsewhere, or send nonsense."""

import gzip
import json
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from llama_index.core.llms import MockLLM

from index import Index
from qa import Assistant
from qa.conversation import Conversation
from qa.support.check import VerbatimSupport
from qa.writing import connection, llm
from qa.writing.llm import CHARACTERS, LlamaIndexModel, ModelError, ServerModel
from qa.writing.prompt import Message
from tests.support.servers import Reply, endless, fails, hangs, pieces, says, sends, serving, writes

ASKED = [Message("user", "How long?")]
MOST_SENT = 4 * connection.RESPONSE_BYTES
"""What a server may get rid of until it is hung up on; buffers of the system in it."""


@pytest.fixture(autouse=True, scope="module")
def imported() -> None:
    """The library behind is loaded before anything is timed."""
    with serving(says("Nine days.")) as server:
        list(ServerModel(server.url, "honest").stream(ASKED))


def chunk(**delta: Any) -> bytes:
    return b"data: " + json.dumps({"choices": [{"index": 0, "delta": delta}]}).encode() + b"\n\n"


def model(url: str, **options: Any) -> ServerModel:
    given = {"silent_seconds": 10.0, "total_seconds": 10.0, "retries": 0, **options}
    return ServerModel(url, "hostile", **given)


def failure(asked: Any) -> str:
    """What a person is told; a model that nobody hangs up on never comes to an end."""
    with pytest.raises(ModelError) as error:
        list(asked.stream(ASKED))
    return str(error.value)


HEADER = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx: "
CHUNKED = b"transfer-encoding: chunked\r\n"
SLOW = {
    "headers, byte by byte": writes(HEADER, again=b"a", pause=0.05),
    "a status line, byte by byte": writes(b"HTTP/1.1 200 ", again=b"O", pause=0.05),
    "headers, line by line": writes(HEADER, again=b"\r\nx: y", pause=0.05),
    "comments": endless(b": ping\n\n", pause=0.05),
    "comments in an event": endless(b": ping\n", pause=0.05),
    "chunks without text": endless(chunk(content=""), pause=0.05),
    "chunks without a choice": endless(b'data: {"choices": []}\n\n', pause=0.05),
    "a line without an end": endless(b"a", pause=0.05),
    "parts of one byte": endless(b"1\r\na\r\n", headers=CHUNKED, pause=0.05),
    "continue, and continue": writes(again=b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05),
}
FLOODS = {
    "headers": writes(HEADER, again=b"a" * 4096),
    "many headers": writes(HEADER, again=b"\r\nx: y" * 1000),
    "comments": endless(b": ping\n\n" * 1000),
    "comments in an event": endless(b": ping\n" * 1000),
    "a line without an end": endless(b"a" * 65536),
    "a line in parts of one byte": endless(b"1\r\na\r\n" * 1000, headers=CHUNKED),
    "chunks without text": endless(chunk(content="") * 100),
    "chunks of text": endless(chunk(content="word. ") * 100),
    "one chunk of text": sends(chunk(content="word. " * CHARACTERS)),
    "text without an end": endless(b"a" * 9999, before=b'data: {"choices": [{"delta": {"a": "'),
    "choices": endless(b"{}," * 9999, before=b'data: {"choices": ['),
}


@pytest.mark.parametrize("reply", SLOW.values(), ids=SLOW)
def test_who_drips_is_hung_up_on_in_time(reply: Reply) -> None:
    with serving(reply) as server:
        said = failure(model(server.url, total_seconds=1))
    assert said.startswith("The model 'hostile' took more than 1 seconds.")


@pytest.mark.parametrize("reply", FLOODS.values(), ids=FLOODS)
def test_who_floods_is_hung_up_on_before_it_fills_memory(reply: Reply) -> None:
    with serving(reply) as server:
        said = failure(model(server.url, total_seconds=3))
        assert server.sent < MOST_SENT
    assert "hostile" in said or server.url in said


def test_the_time_is_for_all_attempts_together() -> None:
    with serving(fails(500, retry_after="0.3", x_should_retry="true")) as server:
        said = failure(model(server.url, retries=1000, total_seconds=3))
    assert "took more than 3 seconds" in said
    assert 1 < len(server.asked) < 12


def test_a_connection_that_is_accepted_and_never_answered() -> None:
    with serving(hangs(7)) as server:
        said = failure(model(server.url, silent_seconds=60, total_seconds=0.5))
    assert "took more than 0.5 seconds" in said


def test_a_name_that_is_looked_up_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: release.wait(20))
    said = failure(model("http://slow.example/v1", total_seconds=0.5))
    release.set()
    assert "took more than 0.5 seconds" in said


def test_the_body_of_an_error_is_not_read() -> None:
    status = b"HTTP/1.1 401 No\r\ncontent-type: text/plain; charset=zlib\r\n\r\n"
    with serving(writes(status, again=b"a" * 65536)) as server:
        said = failure(model(server.url))
        assert server.sent < MOST_SENT
    assert "refused the key" in said


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_no_redirect_is_followed(code: int, elsewhere: bool) -> None:
    with serving(says("Nine days.")) as other:
        there = f"{other.url}/chat/completions" if elsewhere else "/v1/chat/completions"
        with serving(fails(code, location=there), says("Nine days.")) as server:
            said = failure(model(server.url, key="sk-secret"))
    assert f"sends the question to another address ({code})" in said
    assert not other.asked and len(server.asked) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_nothing_compressed_is_unpacked(encoding: str) -> None:
    bomb = gzip.compress(gzip.compress(chunk(content="a") + b": ping\n" * 10_000_000, 1), 1)
    status = b"HTTP/1.1 200 OK\r\ncontent-encoding: " + encoding.encode() + b"\r\n\r\n"
    with serving(writes(status, bomb)) as server:
        said = failure(model(server.url))
    assert server.headers[0]["accept-encoding"] == "identity"
    assert "sends what is compressed" in said


def test_what_comes_after_the_end_is_not_read() -> None:
    end = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
    with serving(endless(b"a" * 9999, before=chunk(content="Nine days.") + end)) as server:
        assert pieces(model(server.url).stream(ASKED)) == ["Nine days."]
        assert server.sent < MOST_SENT
    with serving(endless(b": ping\n\n", before=chunk(content="a") + b"data: [DONE]\n\n")) as server:
        assert "broke off" in failure(model(server.url))


def test_secrets_of_other_programs_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_LLM_KEY", "sk-ours")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-bait")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-bait")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer bait\nX-Token: bait")
    with serving(says("Nine days.")) as server:
        list(model(server.url).stream(ASKED))
    assert "bait" not in str(server.headers)
    assert server.keys == ["Bearer sk-ours"]


# what is no answer


ODD = {
    "null": b"null",
    "a number": b"7",
    "choices null": b'{"choices": null}',
    "choices a number": b'{"choices": 7}',
    "choices an object": b'{"choices": {"0": 1}}',
    "choice null": b'{"choices": [null]}',
    "choice a text": b'{"choices": ["text"]}',
    "delta a list": b'{"choices": [{"delta": [1]}]}',
    "delta a text": b'{"choices": [{"delta": "text"}]}',
    "content a number": b'{"choices": [{"delta": {"content": 7}}]}',
    "content a list": b'{"choices": [{"delta": {"content": [{"type": "text"}]}}]}',
    "content true": b'{"choices": [{"delta": {"content": true}}]}',
    "finished by a list": b'{"choices": [{"delta": {}, "finish_reason": ["stop"]}]}',
    "a huge number": b'{"choices": [{"delta": {"content": 1e999999}}]}',
    "a whole number of 5,000 digits": b'{"created": ' + b"9" * 5000 + b"}",
    "a depth of 20,000 lists": b'{"choices": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "a depth of 900 objects": b'{"choices": [' + b'{"delta":' * 900 + b"1" + b"}" * 900 + b"]}",
    "what is not UTF-8": b'{"choices": [{"delta": {"content": "\xff\xfe"}}]}',
    "NaN": b'{"choices": [{"delta": {"content": NaN}}]}',
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_nonsense_is_told_as_an_error_of_the_server(data: bytes) -> None:
    with serving(sends(b"data: " + data + b"\n\n")) as server:
        said = failure(model(server.url))
    assert "cannot be read" in said or "broke off" in said


@pytest.mark.parametrize(
    ("written", "read"),
    [(r"a\u0000b", "a\ufffdb"), (r"\ud800", "\ufffd"), (r"\udc00 x", "\ufffd x")],
)
def test_what_no_text_holds_is_replaced(written: str, read: str) -> None:
    data = f'data: {{"choices": [{{"delta": {{"content": "{written}"}}}}]}}\n\n'.encode()
    end = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n'
    with serving(sends(data + end)) as server:
        assert pieces(model(server.url).stream(ASKED)) == [read]


# who hangs up


def threads() -> set[str]:
    """By name: what ends idle readers of files is a new thread of one name each time."""
    names = {thread.name for thread in threading.enumerate()}
    return {name for name in names if "process_request" not in name}


def sockets() -> int:
    return sum("socket:" in str(link) for link in _links())


def _links() -> Iterator[Path]:
    for place in Path("/proc/self/fd").iterdir():
        try:
            yield place.readlink()
        except OSError:
            continue


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc here")
def test_a_reader_who_stops_early_leaves_no_thread_and_no_socket() -> None:
    with serving(says("Nine", " days.", pause=0.2)) as server:
        list(model(server.url, total_seconds=20).stream(ASKED))  # imports
        time.sleep(0.3)
        before = threads(), sockets()
        stream = model(server.url, silent_seconds=5, total_seconds=20).stream(ASKED)
        assert next(piece for piece in stream if piece) == "Nine"
        stream.close()
        until = time.monotonic() + 5
        while left(before) != (set(), 0) and time.monotonic() < until:
            time.sleep(0.05)  # the server notices
        assert left(before) == (set(), 0)


def left(before: tuple[set[str], int]) -> tuple[set[str], int]:
    """Threads and sockets that were not there before."""
    return threads() - before[0], max(sockets() - before[1], 0)


# a server that a visitor named


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the waits ended, in seconds since the first reading of the clock; none is waited for.

    The clock of `llm` stands still.
    """
    until: list[float] = []
    still = SimpleNamespace(monotonic=lambda: 0.0, sleep=until.append)
    monkeypatch.setattr(llm, "time", still)
    return until


def gone() -> str:
    with serving(says("x")) as server:
        return server.url


def test_a_visitor_learns_nothing_of_what_answers_at_an_address(
    caplog: pytest.LogCaptureFixture, ends: list[float]
) -> None:
    caplog.set_level(logging.WARNING, "pincite")
    replies = [
        fails(401),
        fails(404),
        fails(429, retry_after="3"),
        fails(500),
        fails(302, location="/"),
        sends(b"SSH-2.0-OpenSSH_9.6\r\n"),
        sends(b"data: {not json\n\n"),
        hangs(0.6),
        writes(b"220 mail.example ESMTP\r\n"),
        writes(b"-ERR unknown command\r\n"),
        endless(b"a" * 65536),
    ]
    told = [failure(model(gone(), discreet=True, retries=5))]
    for reply in replies:
        with serving(reply) as server:
            told.append(failure(model(server.url, discreet=True, retries=5)))
            assert len(server.asked) == 1  # and not again
    assert len(set(told)) == 1
    assert "127.0.0.1" not in told[0]
    assert ends == [llm.EVEN_SECONDS] * len(told)  # each is told at the same moment
    reasons = [record.getMessage() for record in caplog.records]
    assert len(reasons) == len(told)
    assert "cannot be reached" in reasons[0]
    assert "refused the key" in reasons[1]
    assert "(500)" in reasons[4]


def test_an_honest_server_of_a_visitor_answers_at_once(ends: list[float]) -> None:
    with serving(says("Nine", " days.")) as server:
        assert pieces(model(server.url, discreet=True).stream(ASKED)) == ["Nine", " days."]
    assert ends == []


# models that are objects


PIECE: list[Any] = [""]
PAUSE = [0.0]


class Endless(MockLLM):
    """Writes for ever."""

    def stream_chat(self, messages: Any, **kwargs: Any) -> Any:
        while True:
            time.sleep(PAUSE[0])
            yield SimpleNamespace(delta=PIECE[0])


@pytest.mark.parametrize(
    ("piece", "pause", "said"),
    [
        ("word. " * 99, 0.0, "wrote more than"),
        ("", 0.0, "took more than 0.5 seconds"),
        (None, 0.01, "took more than 0.5 seconds"),
        ("a", 0.05, "took more than 0.5 seconds"),
        ("a", 30.0, "took more than 0.5 seconds"),
        (7, 0.0, "failed (TypeError)"),
    ],
)
def test_an_llm_of_llama_index_that_never_ends(
    piece: Any, pause: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "TOTAL_SECONDS", 0.5 if "took" in said else 20.0)
    PIECE[0], PAUSE[0] = piece, pause
    told = failure(LlamaIndexModel(Endless()))
    assert said in told


class Babbling:
    """A model object of somebody else, without limits of its own."""

    name = "babbling"

    def __init__(self, piece: str, pause: float = 0.0) -> None:
        self._piece, self._pause = piece, pause

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        while True:
            time.sleep(self._pause)
            yield self._piece


@pytest.mark.parametrize(("piece", "pause"), [("a", 0.0), ("Word. ", 0.0), ("", 0.01)])
def test_a_model_object_that_never_ends(
    piece: str, pause: float, module_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "TOTAL_SECONDS", 0.5)
    support = VerbatimSupport()
    assistant = Assistant(module_index, llm=Babbling(piece, pause), support=support)
    conversation = Conversation(assistant)
    answer = conversation.ask("How long was the harbour of Lindau closed?")
    assert "than" in answer.notes[0]
    assert answer.claims  # the evidence itself
    conversation.ask("And when was it?")


def test_what_a_model_rewrites_holds_no_control_character(module_index: Index) -> None:
    class Rewriting:
        name = "rewriting"

        def stream(self, messages: Sequence[Message]) -> Iterator[str]:
            yield "How long\x1b[2J\ud800 was the harbour\x00 of Lindau closed?"

    assistant = Assistant(module_index, llm=Rewriting(), support=VerbatimSupport())
    conversation = Conversation(assistant)
    conversation.ask("How long was the harbour of Lindau closed?")
    found = conversation.understood("How long was it closed?").question
    assert not set(found) & set("\x1b\x00\ud800")
