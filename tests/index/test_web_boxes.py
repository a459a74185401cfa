"""Boxes in the article of a web page: which are read with it, and which are named as left out."""

from pathlib import Path

import pytest

from tests.index.test_web_pages import ARTICLE, FIRST, SECOND, THIRD, read_all

YEARS = range(1901, 1923)
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
    "start",
    [
        "<aside class=info-box>",
        "<aside class=facts>",
        "<div class='side-box'>",
        "<div class=footer-note>",
    ],
)
def test_a_long_box_in_an_article_is_read(tmp_path: Path, start: str) -> None:
    facts = "".join(f"<p>In {year} the old bridge was shut for repairs.</p>" for year in YEARS)
    box = f"{start}<h3>Closures</h3>{facts}</{start[1:].split()[0].strip('>')}>"
    body = f"<article>{ARTICLE}{box}<p>{FIRST[:-1]} again.</p></article>"
    document, left = read_all(tmp_path, body)
    assert all(f"In {year} the old bridge" in document.text for year in YEARS)
    assert (
        document.text.index(SECOND)
        < document.text.index("In 1901")
        < document.text.index(" again.")
    )
    assert not left


def test_what_other_pages_say_in_a_long_box_is_named_as_left_out(tmp_path: Path) -> None:
    facts = "".join(f"<p>In {year} the old bridge was shut for repairs.</p>" for year in YEARS)
    body = f"<article>{ARTICLE}<aside class=related-articles>{facts}</aside><p>{FIRST} So.</p>"
    document, left = read_all(tmp_path, f"{body}</article>")
    assert "1901" not in document.text
    assert [reason for reason in left if f"{len(YEARS)} sentences" in reason] == left != []


@pytest.mark.parametrize("start", ["<aside>", "<aside class=rail>"])
def test_a_long_box_that_does_not_say_what_it_is_is_named_as_left_out(
    tmp_path: Path, start: str
) -> None:
    news = "".join(f"<p>In {year} an old bridge was shut for repairs.</p>" for year in YEARS)
    body = f"<article>{ARTICLE}{start}{news}</aside><p>{FIRST} So.</p></article>"
    document, left = read_all(tmp_path, body)
    assert "1901" not in document.text
    assert [reason for reason in left if f"{len(YEARS)} sentences" in reason] == left != []


@pytest.mark.parametrize(
    ("picture", "is_told"),
    [
        ("<figure><img><span class=caption>The old pier has sunk.</span></figure>", True),
        ("<figure><img><span class=caption>The old pier was sunk in 1931</span></figure>", True),
        ("<div class=image-caption>Divers searched the old pier.</div>", True),
        ("<div class=wp-caption><p class=wp-caption-text>Divers at the old pier.</p></div>", True),
        ("<div class=image-caption>The old pier in 1931</div>", False),
    ],
)
def test_a_caption_that_tells_something_is_read_or_named_as_left_out(
    tmp_path: Path, picture: str, is_told: bool
) -> None:
    body = f"<article>{ARTICLE}{picture}<p>{FIRST} So.</p></article>"
    document, left = read_all(tmp_path, body)
    assert any("old pier" in said for said in (document.text, *left)) == is_told


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
