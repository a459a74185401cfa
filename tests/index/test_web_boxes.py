"""Boxes in the article of a web page: which are read with it, and which are named as left out."""

from pathlib import Path

import pytest

from tests.index.test_web_pages import ARTICLE, FIRST, SECOND, THIRD, read_all

COUNT = "The bridge carries 9,050 cars a day."


@pytest.mark.parametrize(
    "box",
    [
        "<aside><p>The bridge carries 9,050 cars a day.</p></aside>",
        "<aside class=box><h3>Facts</h3><p>The bridge carries 9,050 cars a day.</p></aside>",
        "<div class=footer-note><p>The bridge carries 9,050 cars a day.</p></div>",
        "<section class=related-data><p>The bridge carries 9,050 cars a day.</p></section>",
        "<div class=social-work><p>The bridge carries 9,050 cars a day.</p></div>",
        "<div class=share-price><p>The bridge carries 9,050 cars a day.</p></div>",
        "<div id=sidebar><p>The bridge carries 9,050 cars a day.</p></div>",
        "<div class=widget><p>The bridge carries 9,050 cars a day.</p></div>",
    ],
)
def test_a_box_with_prose_in_an_article_is_read(tmp_path: Path, box: str) -> None:
    body = f"<nav><a href=/>Home</a></nav><article>{ARTICLE}{box}<p>{FIRST[:-1]} again.</p>"
    document, left = read_all(tmp_path, f"{body}</article><footer>Us</footer>")
    assert COUNT in document.text
    assert not left


@pytest.mark.parametrize(
    "box",
    [
        "<div class=comment-box><p>The bridge carries 9,050 cars a day.</p></div>",
        "<aside class=related><p>The bridge carries 9,050 cars a day.</p></aside>",
    ],
)
def test_what_others_say_in_an_article_is_named_as_left_out(tmp_path: Path, box: str) -> None:
    document, left = read_all(tmp_path, f"<article>{ARTICLE}{box}<p>{FIRST} So.</p></article>")
    assert COUNT not in document.text
    assert [reason for reason in left if COUNT in reason] == left != []


@pytest.mark.parametrize(
    "box",
    [
        "<div class='newsletter box'><p>Get the 90 top stories of the day.</p></div>",
        "<aside class=share><p>Share it with 90 of your friends.</p></aside>",
        "<aside><ul><li><a href=/a>90 drowned off Lindau</a></li></ul></aside>",
    ],
)
def test_offers_and_links_in_an_article_stay_out(tmp_path: Path, box: str) -> None:
    document, left = read_all(tmp_path, f"<article>{ARTICLE}{box}<p>{THIRD} So.</p></article>")
    assert "90" not in document.text
    assert SECOND in document.text
    assert not left
