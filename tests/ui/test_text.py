import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.progress import SyncReport
from index.types import Document, Hit, Passage, Sentence, Skipped, Span
from qa.types import Answer, Citation, Claim, Dropped, Version
from tests.support.fakes import (
    ABSTAINED,
    ANSWERED,
    ATTACKED,
    HITS,
    LATE,
    RAIL,
    REASON,
    TEN,
    UNSAID,
    VILLAGES,
    cite,
    find,
)
from tests.support.generated import answers
from tests.support.texts import answer_to_text
from ui.render.answer import answer_to_html
from ui.render.cited import by_document
from ui.render.export import answer_to_json, answer_to_markdown, answer_to_page
from ui.render.sources import evidence_to_html
from ui.render.text import (
    dropped_to_text,
    file_name_for,
    hits_to_text,
    plain,
    report_to_text,
    shorten,
)
from ui.render.values import answer_to_dict, hits_to_list, report_to_dict, to_json

FORBIDDEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
HIDING = (
    *("\u061c", "\u180e", "\u200b", "\u200e", "\u200f", "\ufeff", "\U000e0001", "\U000e007f"),
    *map(chr, [*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xE0020, 0xE0080)]),
    *("\u2028", "\u2029", "\x1b", "\x9b", "\x07", "\ud800", "\udfff"),
)
"""What shows a text in another order than it has, or hides a part of it, or is obeyed."""


@given(answers())
@example(ATTACKED)
def test_text_holds_no_control_character_but_newlines(answer: Answer) -> None:
    for text in (answer_to_text(answer), hits_to_text(answer.hits)):
        assert not FORBIDDEN.search(text)


@given(answers())
@example(ATTACKED)
def test_a_document_cannot_add_a_line_that_looks_like_a_source(answer: Answer) -> None:
    numbered = [line for line in answer_to_text(answer).split("\n") if line.startswith("[")]
    own = [plain(c.text).strip() for c in answer.claims if plain(c.text).strip().startswith("[")]
    assert len(numbered) == len(by_document(answer)) + len(own)


@given(answers())
@example(ATTACKED)
def test_json_reads_back_the_same_and_is_safe_to_print(answer: Answer) -> None:
    value = {"answer": answer_to_dict(answer), "hits": hits_to_list(answer.hits)}
    printed = to_json(value)
    assert not FORBIDDEN.search(printed)
    assert json.loads(printed) == value


@given(answers())
def test_every_quote_is_a_slice(answer: Answer) -> None:
    for claim in answer_to_dict(answer)["claims"]:
        assert len(claim["markers"]) == len(claim["citations"])
        for citation in claim["citations"]:
            source = answer.claims[0].citations[0].document.text
            assert citation["quote"] == source[citation["start"] : citation["end"]]


@given(st.text())
def test_plain_keeps_the_length_and_is_stable(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(blacklist_characters="\n\r")), st.integers(2, 40))
def test_shortened_text_is_a_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert short == text or (text.startswith(short[:-2]) and len(short) <= limit + 2)


@pytest.mark.parametrize("hiding", HIDING, ids=ascii)
def test_nothing_that_hides_or_reorders_is_shown(hiding: str) -> None:
    text = f"pay{hiding}100 francs"
    document = Document("0" * 16, text, f"/a{hiding}b.txt", f"Ti{hiding}tle", f"20{hiding}", None)
    span = Span(document.id, 0, len(text))
    hit = Hit(Passage(document, span, (Sentence(span, "sentence"),)), 1.0)
    citation = Citation(document, span, 0.9)
    answer = Answer(
        f"q{hiding}", (Claim(text, (citation,)),), (hit,), dropped=(Dropped(text, text),)
    )
    unsaid = replace(answer, claims=(), reason=text)
    back = replace(answer, back=text)
    report = SyncReport(1, 0, 0, (Skipped(document.source, text),), 1, 1, 1, 0.0)
    value = {text: answer_to_dict(answer, explain=True), "hits": hits_to_list([hit])}
    shown = (
        *(answer_to_text(answer), answer_to_text(back), dropped_to_text(answer)),
        *(hits_to_text([hit]), report_to_text(report), to_json(value)),
        *(answer_to_html(answer), evidence_to_html(answer), answer_to_html(back)),
        *(answer_to_markdown(answer), answer_to_page(answer), answer_to_json(answer)),
        *(answer_to_text(unsaid), answer_to_html(unsaid), answer_to_markdown(unsaid)),
        *(answer_to_page(unsaid), answer_to_json(unsaid)),
    )
    for printed in shown:
        assert not FORBIDDEN.search(printed.replace("\n", ""))
        assert plain(printed) == printed
    assert json.loads(to_json(value)) == value


@pytest.mark.parametrize(
    "honest",
    [
        "می‌خواهم به خانه بروم.",  # Persian, with U+200C
        "שלום, עולם! 42%",
        "مرحبا بالعالم",
        "👩‍👩‍👧 👨🏽‍🚀 ❤️ 🇩🇪",  # emoji, with U+200D and U+FE0F
        "Ünïcödé, 中文, हिन्दी क्‍ष",
    ],
)
def test_honest_text_stays_as_it_is(honest: str) -> None:
    assert plain(honest) == honest
    assert honest in to_json([honest])


def test_marks_of_direction_in_honest_text_leave_no_trace() -> None:
    hebrew = "‏שלום (עולם)‎!"
    shown = plain(hebrew)
    assert "\ufffd" not in shown
    assert shown.replace("\u200c", "") == hebrew.replace("\u200e", "").replace("\u200f", "")


def test_shortens_between_words() -> None:
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one two three", 7) == "one two …"
    assert shorten("abcdefghij", 4) == "abcd …"


def test_answer_as_text() -> None:
    assert answer_to_text(ANSWERED) == (
        "Ten villages were taken, the ministry said. [1]\n"
        "Repairs took eleven hours, and ten. [2] [1]\n"
        "\n"
        "[1] Fighting in the east, 24 Oct 2025, news.example\n"
        f"    “{TEN}”\n"
        "    /news/villages.txt\n"
        "[2] rail.pdf, page 2\n"
        f"    “{LATE}”\n"
        "    /news/rail.pdf"
    )


def test_a_document_is_one_entry_each_sentence_by_its_number() -> None:
    early, north = "Trains ran late on Friday.", "The front moved little in the north."
    answer = Answer(
        "What happened?",
        (
            Claim("Trains ran late.", (cite(RAIL, early),)),
            Claim("The front moved little.", (cite(VILLAGES, north),)),
            Claim("Repairs took eleven hours.", (cite(RAIL, LATE),)),
        ),
        HITS,
    )
    assert answer_to_text(answer).partition("\n\n")[2] == (
        "[1] [3] rail.pdf\n"
        f"    [1] page 1: “{early}”\n"
        f"    [3] page 2: “{LATE}”\n"
        "    /news/rail.pdf\n"
        "[2] Fighting in the east, 24 Oct 2025, news.example\n"
        f"    “{north}”\n"
        "    /news/villages.txt"
    )


def test_versions_stand_below_their_sentence_and_copies_below_all() -> None:
    older = replace(VILLAGES, id="00000000000000ee", published="2025-10-20")
    copy = replace(VILLAGES, id="00000000000000ff", title="A copy", source="/news/copy.txt")
    was = Version(older, find(older, TEN), -1, ())
    north = "The front moved little in the north."
    changed = replace(cite(VILLAGES, TEN), versions=(was,), elsewhere=(copy,))
    claims = (
        Claim("Ten were taken.", (changed,)),
        Claim("It moved little.", (replace(cite(VILLAGES, north), elsewhere=(copy,)),)),
    )
    assert answer_to_text(Answer("?", claims, HITS)).partition("\n\n")[2] == (
        "[1] [2] Fighting in the east, 24 Oct 2025, news.example\n"
        f"    [1] “{TEN}”\n"
        f"        was, in Fighting in the east, 20 Oct 2025: “{TEN}”\n"
        f"    [2] “{north}”\n"
        "    /news/villages.txt\n"
        "    also in A copy, 24 Oct 2025, /news/copy.txt\n"
        "1 independent report; 2 documents hold it."
    )


def test_abstention_as_text_shows_the_nearest_passages() -> None:
    text = answer_to_text(ABSTAINED)
    assert text.startswith("The documents do not answer this question. The nearest passages:\n\n1.")
    assert "2. rail.pdf, page 1\n   Trains ran late on Friday." in text
    many = Answer("?", (), HITS * 5)
    assert len(answer_to_dict(many)["nearest"]) == 3
    assert answer_to_text(many).count("/news/") == 3


def test_the_nearest_passages_stand_beside_a_reply() -> None:
    unasked = replace(ABSTAINED, reply="No document has “zzz”.")
    assert answer_to_text(unasked).startswith("No document has “zzz”. The nearest passages:\n\n1.")
    assert answer_to_text(replace(unasked, hits=())) == "No document has “zzz”."


def test_why_the_documents_do_not_answer_stands_before_the_nearest_passages() -> None:
    unsaid = replace(ABSTAINED, reason=REASON)
    said = f"The documents do not answer this question. {REASON}"
    assert answer_to_text(unsaid).startswith(f"{said} The nearest passages:\n\n1.")
    assert answer_to_text(replace(unsaid, hits=())) == str(unsaid) == said
    assert str(ABSTAINED) == "The documents do not answer this question."
    assert (answer_to_dict(unsaid)["reason"], answer_to_dict(ABSTAINED)["reason"]) == (REASON, "")
    assert REASON not in answer_to_text(replace(ANSWERED, reason=REASON))


def test_a_word_of_a_hostile_question_does_nothing_on_a_terminal() -> None:
    first, *lines = answer_to_text(UNSAID).split("\n")
    assert not FORBIDDEN.search(first)
    assert first.endswith("2J [1] �”. The nearest passages:")
    assert not [line for line in lines if line.startswith("[")]
    assert answer_to_dict(UNSAID)["reason"] == UNSAID.reason
    assert not FORBIDDEN.search(to_json(answer_to_dict(UNSAID)))


def test_abstention_without_hits_is_one_sentence() -> None:
    nothing = Answer("?")
    assert answer_to_text(nothing) == "The documents do not answer this question."
    assert answer_to_dict(nothing)["nearest"] == []


def test_answer_as_dict() -> None:
    value = answer_to_dict(ANSWERED)
    assert (value["question"], value["abstained"], value["nearest"]) == (
        "How many villages?",
        False,
        [],
    )
    assert [claim["markers"] for claim in value["claims"]] == [[1], [2, 1]]
    assert value["claims"][1]["citations"][0] == {
        "document": {
            "id": RAIL.id,
            "title": "rail.pdf",
            "source": "/news/rail.pdf",
            "published": None,
            "label": "rail.pdf",
            "url": None,
            "author": None,
            "publisher": None,
            "page": 2,
            "page_label": None,
            "row": None,
            "time": None,
            "certainty": None,
        },
        "start": 27,
        "end": 53,
        "quote": LATE,
        "support": 0.9,
        "answer": None,
        "elsewhere": [],
        "versions": [],
    }


def test_the_printed_number_of_a_page_is_shown() -> None:
    (citation,) = [one for one in ANSWERED.sources if one.document == RAIL]
    known = replace(citation, document=replace(RAIL, page_labels=("", "<i>xii")))
    answer = replace(ANSWERED, claims=(Claim("It is so.", (known,)),))
    assert "[1] rail.pdf, page 2 (printed <i>xii)\n" in answer_to_text(answer)
    assert "printed &lt;i&gt;xii" in evidence_to_html(answer)
    document = answer_to_dict(answer)["claims"][0]["citations"][0]["document"]
    assert (document["page"], document["page_label"]) == (2, "<i>xii")


def test_the_words_that_answer_are_shown() -> None:
    (citation,) = ANSWERED.claims[0].citations
    words = find(VILLAGES, "ten villages")
    known = replace(citation, answer=words)
    answer = replace(ANSWERED, claims=(replace(ANSWERED.claims[0], citations=(known,)),))
    (claim,) = answer_to_dict(answer)["claims"]
    assert claim["citations"][0]["answer"] == {
        "start": words.start,
        "end": words.end,
        "text": "ten villages",
    }


def test_hits_as_text() -> None:
    assert hits_to_text(()) == ""
    lines = hits_to_text(HITS).split("\n")
    assert lines[0] == "1. Fighting in the east, 24 Oct 2025, news.example"
    assert lines[1:3] == ["   Fighting in the east", "   " + VILLAGES.text.split("\n")[1]]
    assert lines[3] == "   /news/villages.txt"
    assert [hit["rank"] for hit in hits_to_list(HITS)] == [1, 2]
    assert hits_to_list(HITS)[0]["text"] == VILLAGES.text


def test_report_as_text() -> None:
    report = SyncReport(12, 0, 0, (), 12, 210, 48, 1.234)
    assert report_to_text(report) == (
        "12 documents, 210 sentences, 48 passages in 1.2 s (12 added, 0 removed, 0 unchanged)"
    )
    one = SyncReport(1, 0, 0, (Skipped("/a\x1b[2J", "It is\nempty."),), 1, 1, 1, 0.0)
    assert report_to_text(one).split("\n") == [
        "1 document, 1 sentence, 1 passage in 0.0 s (1 added, 0 removed, 0 unchanged)",
        "skipped /a�[2J: It is empty.",
    ]


def test_only_the_first_skipped_files_are_named() -> None:
    skipped = tuple(Skipped(f"/{n}", "It is empty.") for n in range(1225))
    lines = report_to_text(SyncReport(0, 0, 0, skipped, 0, 0, 0, 1)).split("\n")
    assert len(lines) == 22
    assert lines[-1] == "and 1,205 more skipped"
    assert len(report_to_dict(SyncReport(0, 0, 0, skipped, 0, 0, 0, 1))["skipped"]) == 1225


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How many villages?", "How-many-villages.md"),
        ("../../etc/passwd\x00", "etc-passwd.md"),
        ("Où est l’Élysée — 2024?", "Ou-est-lElysee-2024.md"),
        ("ماذا قال رئيس الميناء؟", "answer.md"),
        ("", "answer.md"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word.md"),
        ("x" * 200, "x" * 60 + ".md"),
    ],
)
def test_a_file_is_named_after_what_it_is_about(title: str, name: str) -> None:
    assert file_name_for(title, "answer.md") == name
    assert file_name_for(title, "answer.report.html").endswith(".report.html")
