"""What a correction names as wrong is no answer; what it puts in its place is."""

from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from index.types import Document, Passage, Sentence, Span
from qa import Assistant
from qa.english.changes import taken_back
from qa.english.leaning import leans
from qa.evidence.changed import OVERTAKEN
from qa.evidence.corrected import CORRECTED, WRONG, corrected
from qa.evidence.select import Evidence
from tests.support.fake_models import FakeEncoder, FakeReader

Told = tuple[str, str, float]
"""A sentence, the words that answer, and its probability."""


def document(day: str, *told: Told) -> list[Evidence]:
    """The sentences of one document."""
    text = " ".join(sentence for sentence, _, _ in told)
    one = Document(f"{sum(text.encode()):016}", text, "/a.txt", "Mill fire", published=day)
    spans = [Span(one.id, at := text.index(said), at + len(said)) for said, _, _ in told]
    passage = Passage(one, Span(one.id, 0, len(text)), tuple(map(Sentence, spans)))
    return [
        Evidence(
            passage,
            span,
            share,
            Span(one.id, at := span.start + said.index(words), at + len(words)),
        )
        for span, (said, words, share) in zip(spans, told, strict=True)
    ]


@pytest.mark.parametrize(
    ("sentence", "wrong", "right"),
    [
        ("Correction: an earlier version said five people died; three died.", "five", "three"),
        ("An earlier report stated that 120 people work there, but it is 84.", "120", "84"),
        ("The original article gave 12 May as the day; it was 14 May.", "12 May", "14 May"),
    ],
)
def test_what_stands_in_the_place_of_what_was_wrong_answers(
    sentence: str, wrong: str, right: str
) -> None:
    found, before = corrected(document("2025-05-06", (sentence, wrong, 0.6)), 0.2)
    assert [(one.words, one.probability) for one in found] == [(right, 0.6)]
    assert not before


def test_so_does_the_sentence_behind_it() -> None:
    said = "Correction: an earlier version of this article said that it was built in 1962."
    pair = document("2025-05-06", (said, "1962", 0.6), ("It was built in 1926.", "It was", 0.3))
    found, _ = corrected(pair, 0.2)
    assert [(one.words, one.probability) for one in found] == [("1962", 0.6 * WRONG), ("1926", 0.6)]


def test_what_is_still_said_elsewhere_has_been_overtaken() -> None:
    said = "Correction: an earlier version said five people died; three died."
    new = document("2025-05-06", (said, "three", 0.6))
    old = document("2025-05-04", ("Five people died in the fire.", "Five people", 0.8))
    later = document("2025-05-08", ("Five people died in the fire at last.", "Five people", 0.8))
    other = document("2025-05-04", ("Five firemen were hurt.", "Five firemen", 0.8))
    found, before = corrected([*old, *later, *other, *new], 0.2)
    assert [one.probability for one in found] == [0.8 * OVERTAKEN, 0.8, 0.8, 0.8]
    assert before == old


def test_the_right_figure_of_a_later_document_answers_as_surely() -> None:
    said = "We wrongly reported that the theatre of Velm gets 40,000 euros."
    new = document("2025-05-06", (said, "40,000", 0.1), ("It gets 14,000 euros.", "14,000", 0.3))
    old = document("2025-05-04", ("The theatre of Velm gets 40,000 euros.", "40,000 euros", 0.8))
    found, before = corrected([*old, *new], 0.2)
    assert [one.probability for one in found] == [0.8 * OVERTAKEN, 0.1 * WRONG, 0.8]
    assert before == old


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said five people died; three of them were firemen.",
        "The first report of the day came at noon.",
        "The mill employs 84 people, and not all of them live in Corvan.",
    ],
)
def test_nothing_else_is_a_correction(sentence: str) -> None:
    assert taken_back(sentence) is None
    pair = document("2025-05-06", (sentence, sentence[:10], 0.6))
    assert corrected(pair, 0.2) == (pair, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The original edition had 300 pages; the second has 420.",
        "The first version had no search box.",
        "His first article described the fire.",
        "The original story had Hamlet die.",
    ],
)
def test_what_came_first_was_not_therefore_wrong(sentence: str) -> None:
    assert taken_back(sentence) is None
    of_this = sentence.replace(" had", " of this report had").replace("article", "article wrongly")
    assert taken_back(of_this) is not None


@pytest.mark.parametrize(
    ("first", "words", "second"),
    [
        ("The initial report put the cost at 5 million.", "5 million", "The work needs 300 men."),
        ("The first report said 12 people died.", "12", "It was written by 3 experts in 1999."),
        ("The first report said 12 people died.", "12", "The people of Velm gave 900 euros."),
        ("An earlier report said 12 people died.", "12", "It was said in 1999 that people died."),
        ("An earlier report said 12 people died.", "12", "Forty more people died in Velm."),
    ],
)
def test_only_a_figure_of_the_same_kind_is_put_in_its_place(
    first: str, words: str, second: str
) -> None:
    pair = document("2025-05-06", (first, words, 0.6), (second, second[:5], 0.2))
    assert corrected(pair, 0.2) == (pair, [])


def test_asked_what_was_said_at_first_that_answers() -> None:
    said = "An earlier version of this report said five people died; three died."
    one = document("2025-05-06", (said, "five", 0.6))
    assert corrected(one, 0.2, "How many died by the earlier version?") == (one, [])
    assert corrected(one, 0.2, "How many died?")[0][0].words == "three"


def test_what_puts_it_right_in_fact_answers() -> None:
    said = "An earlier report said 12 people died."
    pair = document("2025-05-06", (said, "12", 0.6), ("In fact, 9 people died.", "9", 0.1))
    found, _ = corrected(pair, 0.2)
    assert [(one.words, one.probability) for one in found] == [("12", 0.6 * WRONG), ("9", 0.6)]


def test_the_right_sum_is_that_of_the_sentence_before() -> None:
    said = "In the minutes of May the bench was put at £520; this was a mistake."
    for words in ("£520", "the bench"):
        pair = document(
            "2025-05-06", (said, words, 0.6), ("The right sum is £250.", "The right sum", 0.3)
        )
        found, _ = corrected(pair, 0.2)
        right = [one.words for one in found if one.probability == 0.6]
        assert right == ["£250"]
    assert leans("The right sum is £250.") and not leans("The right bank is steep.")
    assert taken_back("The bench cost £520; this was a gift.") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "He married Ada in 1990; it was a mistake.",
        "The date was given as 1990; it was a mistake to go.",
        "The date was given as 1990; this was wrong for us.",
    ],
)
def test_a_mistake_that_somebody_made_corrects_nothing(sentence: str) -> None:
    assert taken_back(sentence) is None


def test_only_the_right_value_of_nothing_named_leans() -> None:
    assert leans("The right time was May 1811.") and leans("The correct date should be 5 May.")
    assert not leans("The right time to plant is May.")
    assert not leans("The correct name of the club is FC Alba.")


def test_a_correction_speaks_in_the_place_of_the_report_that_it_names() -> None:
    said = "The remark was made by Ida Moor, and not by Tom Hale."
    text = "Our report “Mill fire: two dead” (4 May) was wrong. " + said
    report = document("2025-05-04", ("Tom Hale said so.", "Tom Hale", 0.8))
    for title, day, corrects in (
        ("Corrections", "2025-05-06", True),
        ("Mill opens again", "2025-05-06", False),
        ("Corrections", "2025-05-01", False),
    ):
        old = [titled(one, "Mill fire: two dead", one.passage.document.text) for one in report]
        new = [titled(one, title, text) for one in document(day, (said, "Ida Moor", 0.4))]
        found, before = corrected([*old, *new], 0.2)
        assert [one.probability for one in found] == (
            [pytest.approx(0.8 * OVERTAKEN), 0.8] if corrects else [0.8, 0.4]
        )
        assert before == (old if corrects else [])


def test_a_correction_may_name_the_report_in_its_own_title() -> None:
    old = [
        titled(one, "Incident report IR-7", "")
        for one in document("2025-05-04", ("It was her right hand.", "right hand", 0.8))
    ]
    new = [
        titled(one, "Correction to incident report IR-7", "")
        for one in document("2025-05-06", ("It was her left hand.", "left hand", 0.4))
    ]
    found, before = corrected([*old, *new], 0.2)
    assert [one.probability for one in found] == [pytest.approx(0.8 * OVERTAKEN), 0.8]
    assert before == old


@pytest.mark.parametrize(
    ("title", "day", "told"),
    (
        ("Correction to Mill report", "2025-05-06", True),
        ("Correction to mill report", "2025-05-06", True),
        ("Correction to mill report", "2025-05-01", False),
        ("Correction to the harbour report", "2025-05-06", False),
        ("The mill report", "2025-05-06", False),
    ),
)
def test_an_answer_says_that_what_it_cites_was_corrected(
    tmp_path: Path, title: str, day: str, told: bool
) -> None:
    report = "The mill at Orme burned for nine hours. Two people were hurt in the fire."
    (tmp_path / "a.md").write_text(f"# The mill report\n\nPublished 4 May 2025\n\n{report}\n")
    text = "The roof was of slate, and not of straw. Our map was upside down."
    (tmp_path / "b.md").write_text(f"# {title}\n\nPublished {day}\n\n{text}\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync([tmp_path / "a.md", tmp_path / "b.md"])
        answer = Assistant(index, reader=FakeReader()).ask("How long did the mill at Orme burn?")
    assert [one.document.title for claim in answer.claims for one in claim.citations] == [
        "The mill report"
    ]
    said = [note for note in answer.notes if "was corrected" in note]
    correction = CORRECTED.format("The mill report", " on 6 May 2025", title)
    assert said == ([correction] if told else [])


def titled(one: Evidence, title: str, text: str) -> Evidence:
    """The same evidence in a document with another title, and more text behind its own."""
    own = one.passage.document
    changed = replace(own, title=title, text=f"{own.text} {text}")
    return replace(one, passage=replace(one.passage, document=changed))
