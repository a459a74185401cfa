"""Who said what as text, JSON, Markdown, CSV and HTML; the command; the page's tab."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from index.types import Hit, Passage, Sentence, Span
from qa.quotes.types import LeftOut
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ATTACK
from tests.support.quotes import quote, said
from tests.support.timelines import cited, indexed
from tests.ui.test_timeline import TAGS_OF_ENTRIES, Tags
from ui.cli import main as cli
from ui.render.export import quotes_to_json, quotes_to_markdown
from ui.render.quotes import (
    NOTHING,
    asked,
    headline,
    left_out,
    quotes_to_csv,
    quotes_to_dict,
    quotes_to_html,
    quotes_to_text,
    speaker,
)

HOLDS = "“It holds,” said Ada Byrne."
QUOTED = quote(HOLDS, "Ada Byrne", "“It holds,”")
MEANT = replace(
    quote("She said it leaks.", "She", "it leaks", name="Ada Byrne", how="pronoun"),
    also=(cited("She said it leaks.", "Copy", "2025-10-25"),),
    named=cited("Ada Byrne is the mayor."),
)
UNKNOWN = quote("They said it broke.", "They", "it broke", how="unresolved", published=None)
NOBODY = quote("“It is gone,”", "", "“It is gone,”", published=None)
MADE = said(
    *(QUOTED, MEANT, UNKNOWN, NOBODY),
    about="the dam",
    left_out=LeftOut(unresolved=2, passing=1, merged=3, over_limit=4, future=5, unread=6),
)
LEFT_OUT = (
    "Statements that are not shown: 4 less about it, or earlier, than these; 3 said in the same "
    "words in another document, or twice; 1 a few words in quotation marks that nothing tells are "
    "said; 5 of documents dated after the day of asking. Of 2 statements in these documents it is "
    "not made out who speaks. 6 documents more were not read: narrow it by scope."
)


def test_who_speaks() -> None:
    assert [speaker(one.attribution) for one in MADE.entries] == [
        "Ada Byrne",
        "Ada Byrne (“She”)",
        "“They” (whom that means is not made out)",
        "somebody who is not named",
    ]


def test_as_text() -> None:
    assert quotes_to_text(MADE) == (
        "Byrne on the dam: 4 statements, 2 in quotation marks, 24 Oct 2025\n\n"
        "24 Oct 2025: Ada Byrne, said (quote)\n"
        "  “It holds,” said Ada Byrne.\n"
        "  Dam bursts, 24 Oct 2025, The Friday File\n  /news/Dam bursts.txt\n\n"
        "24 Oct 2025: Ada Byrne (“She”), said (reported)\n"
        "  She said it leaks.\n"
        "  Dam bursts, 24 Oct 2025, The Friday File; also in 1 document\n"
        "  /news/Dam bursts.txt\n\n"
        "undated: “They” (whom that means is not made out), said (reported)\n"
        "  They said it broke.\n"
        "  Dam bursts, undated, The Friday File\n  /news/Dam bursts.txt\n\n"
        "undated: somebody who is not named (quote)\n"
        "  “It is gone,”\n"
        "  Dam bursts, undated, The Friday File\n  /news/Dam bursts.txt\n\n"
        f"{LEFT_OUT}"
    )


def test_the_heading() -> None:
    assert asked(said(QUOTED)) == "Byrne"
    assert asked(said(QUOTED, by="", about="the dam")) == "Anybody on the dam"
    assert headline(said(NOBODY)) == "1 statement, 1 in quotation marks, undated"
    later = quote(HOLDS, "Ada Byrne", published="2026-01-02")
    assert headline(said(QUOTED, later)).endswith("24 Oct 2025 to 2 Jan 2026")


def test_as_json() -> None:
    value = json.loads(quotes_to_json(MADE))
    assert value == quotes_to_dict(MADE)
    assert (value["by"], value["about"], value["as_of"]) == ("Byrne", "the dam", "2025-12-01")
    first, second, third, fourth = value["entries"]
    start = HOLDS.index("Ada")
    assert first["speaker"] == {
        "text": "Ada Byrne", "start": start, "end": start + 9, "name": "Ada Byrne",
        "how": "named", "named": None,
    }  # fmt: skip
    assert first["said"] == [{"text": "“It holds,”", "start": 0, "end": 11}]
    assert first["verb"] == {"text": "said", "start": 12, "end": 16}
    assert (first["quoted"], second["quoted"]) == (True, False)
    assert first["citations"][0]["quote"] == HOLDS
    assert second["named"]["quote"] == "Ada Byrne is the mayor."
    assert (second["elsewhere"], second["also"][0]["document"]["title"]) == (1, "Copy")
    assert (third["speaker"]["how"], third["published"]) == ("unresolved", None)
    assert fourth["speaker"] is None and fourth["verb"] is None
    assert value["left_out"] == {
        "unresolved": 2, "passing": 1, "merged": 3, "over_limit": 4, "future": 5, "unread": 6,
    }  # fmt: skip


def test_as_markdown() -> None:
    lines = quotes_to_markdown(MADE).splitlines()
    assert lines[0] == "# Byrne on the dam"
    assert lines[4:6] == [
        "- **24 Oct 2025, Ada Byrne (quote)**: “It holds,” said Ada Byrne.  ",
        "  Dam bursts, 24 Oct 2025, The Friday File",
    ]
    assert lines[-1] == LEFT_OUT


def test_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(quotes_to_csv(MADE))))
    assert [row["speaker"] for row in rows] == ["Ada Byrne", "Ada Byrne", "They", ""]
    assert rows[1]["written"] == "She" and rows[1]["known"] == "pronoun"
    assert rows[0]["said"] == "“It holds,”" and rows[0]["quoted"] == "yes"
    assert (rows[0]["start"], rows[0]["end"]) == ("0", "11")


@pytest.mark.parametrize(
    "text", ["=1+1 said Byrne.", "+1 said Byrne.", "-1 said", "@a said Byrne."]
)
def test_a_cell_is_no_formula(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(quotes_to_csv(said(quote(text, "Byrne"))))))
    assert rows[0]["sentences"] == f"'{text}"


def test_nothing() -> None:
    empty = said()
    assert headline(empty) == quotes_to_text(empty) == NOTHING
    assert left_out(LeftOut()) == ""
    assert NOTHING in quotes_to_html(empty)
    assert quotes_to_dict(empty)["entries"] == []
    assert len(quotes_to_csv(empty).splitlines()) == 1


def test_as_html_each_entry_opens_its_sentence_in_its_passage() -> None:
    document = cited(f"Rain fell. {HOLDS} Cows drowned.").document
    span = Span(document.id, 11, 11 + len(HOLDS))
    passage = Passage(document, Span(document.id, 0, len(document.text)), (Sentence(span),))
    words = Span(document.id, 11, 11 + len("“It holds,”"))
    citation = replace(QUOTED.citations[0], document=document, span=span, answer=words)
    one = replace(QUOTED, citations=(citation,))
    html = quotes_to_html(replace(said(one), hits=(Hit(passage, 1.0),)))
    assert "Rain fell. <mark><b>“It holds,”</b> said Ada Byrne.</mark> Cows" in html
    assert html.count("<details") == 1 and "<h4>2025</h4>" in html
    assert re.findall('class="when"><time[^>]*>([^<]*)', html) == ["24 Oct"]  # the year is above


def test_html_says_who_that_is_and_what_is_reported() -> None:
    html = quotes_to_html(MADE)
    assert "Who that is:" in html and "<mark>Ada Byrne is the mayor.</mark>" in html
    assert html.count('<span class="sign">reported</span>') == 2
    # what is reported goes on from its verb; what is quoted stands by itself
    assert (
        '<span class="verb" dir="auto">said</span> <span class="told" dir="auto">it leaks' in html
    )
    assert html.count('class="verb"') == 2
    begun = replace(MEANT.attribution, cue=None)
    assert 'class="verb"' not in quotes_to_html(said(replace(MEANT, attribution=begun)))
    assert "<h4>Undated</h4>" in html and "Also in Copy, 25 Oct 2025" in html
    with pytest.raises(ValueError, match="anchor"):
        quotes_to_html(MADE, '"x')


@pytest.mark.parametrize(
    "attack", [*ATTACK, "</section><script>alert(1)</script>", "\u202e", "&lt;"]
)
def test_what_a_document_says_stays_words(attack: str) -> None:
    one = quote(
        f"{attack} said Byrne.", attack, name=attack, title=attack, publisher=attack, verb=attack
    )
    one = replace(one, also=(cited(f"{attack} too.", attack, attack, attack),))
    made = said(one, by=attack, about=attack)
    seen = Tags(quotes_to_html(made))
    assert set(seen.tags) <= TAGS_OF_ENTRIES
    assert not any(name.startswith("on") or name in ("href", "src") for name, _ in seen.attributes)
    for text in quotes_to_text(made).splitlines():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    for text in quotes_to_markdown(made).splitlines():
        assert not re.search(r"[<>\[\]`_|]", re.sub(r"\\.", "", text)), text


Result = tuple[int, str, str]
Command = Callable[..., Result]


@pytest.fixture
def pincite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command, over an index of two documents."""
    records = [
        {"title": "Dam", "published": "2025-10-24", "text": f"The dam is of clay.\n\n{HOLDS}"},
        {"title": "Bread", "published": "2025-10-20", "text": "Tom Hale said bread is dear."},
    ]
    indexed(tmp_path, records).close()
    opened = Index.open
    monkeypatch.setattr(
        Index, "open", lambda *_, **__: opened(tmp_path / "index", encoder=FakeEncoder())
    )

    def run(*arguments: str) -> Result:
        status = cli.main(["quotes", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_the_command(pincite: Command) -> None:
    status, out, err = pincite("--by", "byrne")
    assert (status, err) == (0, "")
    assert out.startswith(
        "byrne: 1 statement, 1 in quotation marks, 24 Oct 2025\n\n24 Oct 2025: Ada"
    )
    assert "bread is dear" in pincite("--about", "bread")[1]


def test_the_command_as_json_markdown_and_csv(pincite: Command) -> None:
    found = json.loads(pincite("--by", "Hale", "--json")[1])
    assert found["entries"][0]["speaker"]["name"] == "Tom Hale"
    assert pincite("--by", "Hale", "--markdown")[1].startswith("# Hale\n")
    assert pincite("--by", "Hale", "--csv")[1].startswith("published,speaker,")
    status, _, err = pincite("--by", "Hale", "--json", "--csv")
    assert status == 2 and "--json and --csv print one instead of the other" in err


def test_the_command_writes_csv_into_a_file_as_table_does(
    pincite: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = pincite("--by", "Hale", "--csv")[1]
    status, out, err = pincite("--by", "Hale", "--csv", "hale.csv")
    assert (status, err) == (0, "pincite: The table is in hale.csv.\n")
    assert out == pincite("--by", "Hale")[1]
    written = Path("hale.csv").read_bytes().decode()
    assert written.replace("\r\n", "\n") == printed
    assert json.loads(pincite("--by", "Hale", "--json", "--csv", "too.csv")[1])["entries"]
    assert Path("too.csv").read_bytes().decode() == written
    status, out, err = pincite("--by", "Hale", "--csv", "hale.csv")
    assert (status, out) == (2, "") and "hale.csv is there already" in err
    assert pincite("--by", "Hale", "--csv", "hale.csv", "--force")[0] == 0
    status, out, err = pincite("--by", "Hale", "--csv", "absent/hale.csv")
    assert (status, out) == (2, "") and "There is no folder absent" in err


def test_the_command_finds_nothing(pincite: Command) -> None:
    status, out, err = pincite("--by", "Hale", "--about", "zebras of the savannah")
    assert (status, out) == (1, "") and NOTHING in err
    status, out, _ = pincite("--by", "Hale", "--about", "zebras of the savannah", "--json")
    assert status == 1 and json.loads(out)["entries"] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Neither a speaker nor a topic"),
        (("--by", "Birne"), "Did you mean “Ada Byrne”?"),
        (("--by", "Zebedee"), "Nobody called “Zebedee”"),
        (("--by", "x" * 1_000), "The name has 1,000 characters."),
        (("--about", "x" * 1_000), "The topic has 1,000 characters."),
        (("--by", "Hale", "--limit", "0"), "expected a number from 1 to 1000"),
        (("--by", "Hale", "--as-of", "soon"), "soon"),
        (("--by", "Hale", "--since", "2026", "--until", "2025"), "Nothing can be published"),
        (("Hale",), "unrecognized arguments"),
    ],
)
def test_what_the_command_refuses(pincite: Command, arguments: tuple[str, ...], told: str) -> None:
    status, out, err = pincite(*arguments)
    assert (status, out) == (2, "")
    assert told.lower() in err.lower()


def test_as_of_a_day_before(pincite: Command) -> None:
    status, _, err = pincite("--by", "byrne", "--as-of", "2025-10-01")
    assert status == 1 and "of documents dated after the day of asking" in err
