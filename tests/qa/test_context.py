"""How much a model reads at once is asked of its server, and decides how much it is shown."""

import json
from typing import Any

import pytest

from qa.writing.context import context_in
from qa.writing.llm import LlamaIndexModel, ServerModel
from qa.writing.prompt import CHARACTERS, MOST, room
from tests.support.servers import says, serving


def listing(**said: Any) -> dict[str, Any]:
    return {"data": [{"id": "tiny", **said}]}


@pytest.mark.parametrize(
    ("found", "tokens"),
    [
        (listing(max_model_len=8192), 8192),
        (listing(context_length=4096, max_context_length=131072), 4096),
        (listing(meta={"n_ctx": 2048, "n_ctx_train": 131072}), 2048),
        (listing(meta={"n_ctx_train": 131072}), None),
        ({"data": [{"id": "other", "n_ctx": 4096}]}, 4096),  # the only one
        ({"data": [{"id": "a", "n_ctx": 4096}, {"id": "b", "n_ctx": 8192}]}, None),
        ({"data": [{"id": "a", "n_ctx": 4096}, {"id": "tiny", "n_ctx": 8192}]}, 8192),
        (listing(n_ctx=512), 512),
        (listing(n_ctx=511), None),  # nobody's
        (listing(n_ctx=True), None),
        (listing(n_ctx=-4), None),
        (listing(n_ctx=10**30), None),
        (listing(n_ctx="4096"), None),
        (listing(meta=[1]), None),
        ({"data": "tiny"}, None),
        ({"data": [7, None]}, None),
        ([], None),
        (None, None),
    ],
)
def test_what_a_server_lists(found: Any, tokens: int | None) -> None:
    assert context_in(found, "tiny") == tokens


def test_it_is_asked_once_with_the_key_and_never_of_a_server_that_a_visitor_named() -> None:
    with serving(says("Nine.")) as server:
        server.listing = json.dumps(listing(n_ctx=2048)).encode()
        model = ServerModel(server.url, "tiny")
        assert [model.context, model.context] == [2048, 2048]
        assert server.listed == ["/v1/models"]
        assert ServerModel(server.url, "tiny", discreet=True).context is None
        assert server.listed == ["/v1/models"]


@pytest.mark.parametrize("said", [None, b"", b"<html>", b"[" * 20_000, b'"' + b"a" * 3_000_000])
def test_a_server_that_lists_nothing_of_use_is_no_failure(said: bytes | None) -> None:
    with serving(says("Nine.")) as server:
        server.listing = said
        assert ServerModel(server.url, "tiny").context is None


def test_nobody_listens() -> None:
    assert ServerModel("http://127.0.0.1:1/v1", "tiny").context is None


@pytest.mark.parametrize(
    ("context", "characters"),
    [(None, CHARACTERS), (512, 1_000), (2_048, 4_718), (4_096, MOST), (200_000, MOST)],
)
def test_the_evidence_fits(context: int | None, characters: int) -> None:
    assert room(context) == characters


def test_llama_index_knows_it() -> None:
    from llama_index.core.llms import MockLLM

    assert LlamaIndexModel(MockLLM()).context == MockLLM().metadata.context_window
