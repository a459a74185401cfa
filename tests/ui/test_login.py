"""The page on which users log in, and what it sends."""

import html.parser
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.access.login import LARGEST_FORM, Entered, login_to_html, read_form

TYPE = "application/x-www-form-urlencoded"


class Tags(html.parser.HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = login_to_html()
    tags = Tags(page)
    for tag in ("script", "link", "img", "iframe", "object", "base", "a"):
        assert tags.named(tag) == []
    attributes = {name for _, found in tags.tags for name in found}
    assert not attributes & {"src", "href", "srcset", "style", "formaction", "http-equiv"}
    assert not any(name.startswith("on") for name in attributes)
    assert b"url(" not in page
    assert b"@import" not in page


def test_the_form() -> None:
    tags = Tags(login_to_html())
    assert tags.named("form") == [{"method": "post", "action": "login"}]
    name, password = tags.named("input")
    assert (name["name"], name["autocomplete"]) == ("name", "username")
    assert "autofocus" in name
    assert (password["name"], password["type"], password["autocomplete"]) == (
        "password",
        "password",
        "current-password",
    )
    assert [label["for"] for label in tags.named("label")] == [name["id"], password["id"]]
    assert tags.named("html") == [{"lang": "en"}]
    assert "prefers-color-scheme: dark" in login_to_html().decode()


@pytest.mark.parametrize(
    ("path", "action"),
    [("/", "login"), ("/login", "login"), ("/shared/abc", "../login"), ('/"><b>', "login")],
)
def test_the_form_goes_back_to_the_corpus_that_was_asked_for(path: str, action: str) -> None:
    assert Tags(login_to_html("", path)).named("form") == [{"method": "post", "action": action}]


def test_what_was_wrong_is_said_and_escaped() -> None:
    assert b"alert" not in login_to_html().partition(b"<main>")[2]
    page = login_to_html("Wait 3 s <script>alert(1)</script> \ud800")
    assert Tags(page).named("script") == []
    assert b'<p role="alert">Wait 3 s &lt;script&gt;' in page
    assert b"<!-- error -->" not in page


def body(**fields: str) -> bytes:
    return urllib.parse.urlencode(fields).encode()


@given(st.text(max_size=64), st.text(max_size=1_000))
def test_what_is_typed_arrives(name: str, password: str) -> None:
    assert read_form(body(name=name, password=password), TYPE) == Entered(name, password)


def test_the_longest_there_can_be_fits() -> None:
    name, password = "\U0001f600" * 64, "\U0001f600" * 1_000
    sent = body(name=name, password=password)
    assert len(sent) <= LARGEST_FORM
    assert read_form(sent, TYPE + "; charset=UTF-8") == Entered(name, password)


def test_a_password_is_not_shown() -> None:
    entered = read_form(body(name="ada", password="secret word"), TYPE)
    assert "secret" not in repr(entered)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"name=ada",
        b"password=x",
        b"name=ada&name=bob&password=x",
        b"name=ada&password=x&password=y",
        b"name=ada&password=%ff",
        b"name=ada&password=\xff",
        b"name=ada&password=x&" + b"&".join(b"a=b" for _ in range(100)),
        b"name=" + b"x" * 65 + b"&password=x",
        b"name=ada&password=" + b"x" * 1_001,
        b"name=ada&password=x&a=" + b"y" * LARGEST_FORM,
        b'{"name": "ada", "password": "x"}',
    ],
)
def test_what_the_page_cannot_have_sent(sent: bytes) -> None:
    assert read_form(sent, TYPE) is None


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "application/json"])
def test_another_type_is_refused(kind: str) -> None:
    assert read_form(body(name="ada", password="x"), kind) is None


@given(st.binary(), st.text())
def test_any_bytes_are_understood(sent: bytes, kind: str) -> None:
    read_form(sent, TYPE)
    assert read_form(body(name="a", password="b"), f"{TYPE};{kind}") == Entered("a", "b")
