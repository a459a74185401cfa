"""Models behind a server that works, is slow, fails, or sends nonsense."""

from pathlib import Path
from typing import Any

import pytest
from llama_index.core.llms import MockLLM

from index.errors import UserError
from qa.writing.llm import GgufModel, LlamaIndexModel, ModelError, ServerModel, as_model
from qa.writing.prompt import Message
from tests.support.servers import Reply, fails, hangs, pieces, says, sends, serving

ASKED = [Message("system", "Be brief."), Message("user", "How long?")]


def model(url: str, **options: Any) -> ServerModel:
    return ServerModel(url, "scripted", **{"silent_seconds": 0.5, **options})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries wait no longer than a moment."""
    monkeypatch.setattr("openai._constants.INITIAL_RETRY_DELAY", 0.01)
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)
    monkeypatch.setattr("openai._base_client.MAX_RETRY_DELAY", 0.02)


def test_what_the_server_writes_comes_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_LLM_KEY", "sk-secret")
    with serving(says("Nine", " days. [1]")) as server:
        assert pieces(model(server.url).stream(ASKED)) == ["Nine", " days. [1]"]
    (body,) = server.asked
    assert body["model"] == "scripted"
    assert body["messages"] == [{"role": m.role, "content": m.content} for m in ASKED]
    assert (body["stream"], body["temperature"]) == (True, 0)
    assert server.keys == ["Bearer sk-secret"]


def test_no_key_is_sent_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINCITE_LLM_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    with serving(says("Nine days.")) as server:
        list(model(server.url).stream(ASKED))
    assert server.keys == ["Bearer none"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (fails(401, '{"error": {"message": "key sk-123 is wrong"}}'), "refused the key"),
        (fails(403), "refused the key"),
        (fails(404), "does not know 'scripted'"),
        (fails(400, "no"), "fails (400)"),
        (fails(429, retry_after="0.01"), "is asked too much (429)"),
        (fails(500, "<html>Traceback: secret</html>"), "fails (500)"),
        (fails(503), "fails (503)"),
        (hangs(2), "does not answer in time"),
        (sends(b"data: {not json\n\n"), "cannot be read"),
        (sends(b"data: [1, 2]\n\n"), "cannot be read"),
        (
            sends(b'data: {"error": {"message": "overloaded"}}\n\n'),
            "broke off|fails|cannot be read",
        ),
        (sends(b"", "text/html"), "broke off"),
        (sends(b"<html>Hello</html>", "text/html"), "broke off"),
        (says("Half a sen", finish=None), "broke off"),
        (says("Half a sen", finish="length"), "broke off"),
        (says("Half a sen", finish="content_filter"), "broke off"),
    ],
)
def test_a_server_that_fails(reply: Reply, said: str) -> None:
    with (
        serving(reply) as server,
        pytest.raises(ModelError, match=said.replace("(", r"\(").replace(")", r"\)")) as error,
    ):
        list(model(server.url, retries=0).stream(ASKED))
    assert "sk-123" not in str(error.value) and "Traceback" not in str(error.value)


def test_a_server_that_is_not_there() -> None:
    with serving(says("x")) as server:
        url = server.url
    with pytest.raises(ModelError, match="cannot be reached"):
        list(model(url, retries=1).stream(ASKED))


def test_two_retries_and_no_more() -> None:
    with serving(fails(500), fails(429), says("Nine days.")) as server:
        assert pieces(model(server.url, retries=2).stream(ASKED)) == ["Nine days."]
    with serving(fails(500)) as server, pytest.raises(ModelError):
        list(model(server.url, retries=2).stream(ASKED))
    assert len(server.asked) == 3


def test_a_server_that_trickles_is_cut_off() -> None:
    with (
        serving(says(*"never ending story" * 9, pause=0.05)) as server,
        pytest.raises(ModelError, match=r"took more than 0\.3 seconds"),
    ):
        list(model(server.url, total_seconds=0.3).stream(ASKED))


def test_a_server_that_falls_silent_is_cut_off() -> None:
    reply = says("Nine", "days", pause=2)
    with serving(reply) as server, pytest.raises(ModelError, match="does not answer in time"):
        list(model(server.url, retries=0).stream(ASKED))


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1:80", "file:///etc/passwd", "http://", "http://me:key@host/v1", "http:// x"],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UserError, match="is not the address of a model server"):
        ServerModel(address, "x")


def test_any_llm_of_llama_index() -> None:
    wrapped = as_model(MockLLM(max_tokens=3))
    assert isinstance(wrapped, LlamaIndexModel)
    assert "".join(wrapped.stream(ASKED)).startswith("text text text")


def test_an_llm_of_llama_index_that_fails() -> None:
    class Broken(MockLLM):
        def stream_chat(self, messages: Any, **kwargs: Any) -> Any:
            raise ConnectionError("https://host/?key=sk-123")

    with pytest.raises(ModelError, match="failed \\(ConnectionError\\)") as error:
        list(as_model(Broken()).stream(ASKED))
    assert "sk-123" not in str(error.value)


def test_what_is_no_model() -> None:
    with pytest.raises(TypeError, match="str is no language model"):
        as_model("gpt")


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read"), (b"text", "is not a GGUF")]
)
def test_what_is_no_gguf_file(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    if content:
        path.write_bytes(content)
    with pytest.raises(UserError, match=said):
        GgufModel(path)
