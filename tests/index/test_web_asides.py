"""What of a web page is no statement of its text: captions, and links to other pages."""

from pathlib import Path

import pytest

from index.documents.split import sentences
from tests.index.test_web_pages import ARTICLE, FIRST, SECOND, THIRD, read


def kinds(folder: Path, body: str) -> dict[str, str]:
    document = read(folder, body)
    return {document.slice(piece.span): piece.kind for piece in sentences(document)}


@pytest.mark.parametrize(
    ("beside", "line"),
    [
        (
            "<figure><img><figcaption>The pier in 1890, by Ida Moy</figcaption></figure>",
            "The pier in 1890, by Ida Moy",
        ),
        (
            "<figure><figcaption><p>The pier was built in 1890.</p></figcaption></figure>",
            "The pier was built in 1890.",
        ),
        (
            "<div class=wp-caption-text>The pier in winter</div>",
            "The pier in winter",
        ),
        (
            "<p><a href='/b'>Ferry sinks with 90 on board near Lindau</a></p>",
            "Ferry sinks with 90 on board near Lindau",
        ),
        (
            "<h2>Related stories</h2><p>Ferry sinks with 90 on board near Lindau</p>",
            "Ferry sinks with 90 on board near Lindau",
        ),
        (
            "<h3>Read also</h3><div>Ferry sinks with 90 on board</div>",
            "Ferry sinks with 90 on board",
        ),
    ],
)
def test_what_stands_beside_the_text_is_no_claim(tmp_path: Path, beside: str, line: str) -> None:
    found = kinds(tmp_path, f"<h1>Bridge</h1><p>{FIRST}</p>{beside}<p>{SECOND}</p><p>{THIRD}</p>")
    assert found.get(line, "furniture") == "furniture"
    assert [found[text] for text in (FIRST, SECOND, THIRD)] == ["sentence"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "<p><a href='/b'>The pier was built in 1890.</a></p>",
        "<p>The pier was built in <a href='/b'>1890</a>.</p>",
        "<h2>Related costs</h2><p>The pier was built in 1890.</p>",
        "<h2>More</h2><p>The pier was built in 1890.</p>",
        "<figure><figcaption>The pier was built in 1890.</figcaption></figure>"
        "<p>The pier was built in 1890.</p>",
        "<ul><li>The pier was built in 1890.</li></ul>",
    ],
)
def test_text_that_is_linked_or_said_in_a_caption_too_is_text(tmp_path: Path, text: str) -> None:
    found = kinds(tmp_path, f"<main>{ARTICLE}{text}<p>So the town says in its plan.</p></main>")
    assert found["The pier was built in 1890."] == "sentence"


def test_a_page_of_captions_or_links_is_read(tmp_path: Path) -> None:
    links = "".join(f"<p><a href=/{n}>Report {n} on the harbour of Lindau</a></p>" for n in "123")
    assert "sentence" in kinds(tmp_path, f"<h1>Reports</h1>{links}").values()
    figures = "".join(f"<figure><figcaption>Pier {n} in 1890</figcaption></figure>" for n in "12")
    assert "sentence" in kinds(tmp_path, f"<h1>Piers</h1>{figures}").values()


def test_a_list_of_the_headings_of_a_page_is_no_text(tmp_path: Path) -> None:
    contents = "<h2>Contents</h2><ul><li>1 History</li><li>2 Costs</li></ul>"
    rest = f"<h2>History</h2><p>{FIRST}</p><h2>Costs</h2><p>{SECOND}</p><p>{THIRD}</p>"
    found = kinds(tmp_path, f"<h1>Bridge</h1>{contents}{rest}")
    assert "sentence" not in {kind for text, kind in found.items() if text.endswith("History")}
    assert found[FIRST] == "sentence"
    agenda = "<p>We speak of:</p><ul><li>History</li><li>Money</li></ul>"
    found = kinds(tmp_path, f"<h1>Bridge</h1>{agenda}{rest}")
    assert found["Money"] == "sentence"
