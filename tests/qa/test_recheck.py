"""What became of a cited sentence: it holds, has moved, has changed or is gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qa.records.recheck as module
from index import Index, UserError
from index.documents.read import read_here
from index.types import Scope, Span
from qa import Answer, Citation, Claim, Recheck, Record, recheck, record_of
from qa.records.recheck import CheckedCitation, Today, Verdict, compare
from qa.records.record import _digest_of
from qa.types import AskedTime
from tests.support.documents import TINY

HOURS = "Repairs took eleven hours."
RAIN = "It rained for a week."
LAKE = "The lake rose by two metres."
Files = dict[str, str | None]


def cite(index: Index, quote: str, source: str = "") -> Citation:
    for id, place in index.sources():
        document = index.document(id)
        if quote in document.text and place.endswith(source):
            start = document.text.index(quote)
            return Citation(document, Span(id, start, start + len(quote)), 0.9)
    raise ValueError(f"no document says {quote!r}")


def answered(index: Index, *quotes: str) -> Answer:
    claims = tuple(Claim(quote, (cite(index, quote),)) for quote in quotes)
    return Answer("What happened?", claims, confidence=0.9)


def never(*_: object, **__: object) -> Answer:
    pytest.fail("it was asked again")


Edited = Callable[..., CheckedCitation]


@pytest.fixture
def edited(tiny_index: Index, tiny_folder: Path) -> Edited:
    """Cites a sentence, edits files, and says what became of it."""

    def run(files: Files, quote: str = HOURS, before: Files | None = None) -> CheckedCitation:
        _write(tiny_index, tiny_folder, before or {})
        record = record_of(answered(tiny_index, quote), tiny_index)
        _write(tiny_index, tiny_folder, files)
        (checked,) = recheck(record, tiny_index, ask=False).citations
        assert (checked.quote == "") == (checked.verdict == Verdict.GONE)
        assert bool(checked.edits) == (checked.verdict == Verdict.CHANGED)
        return checked

    return run


def _write(index: Index, folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    index.sync(folder, read=read_here)


RAIL = TINY["rail.txt"]
WEATHER = TINY["council/weather.txt"]


@pytest.mark.parametrize(
    "text",
    [
        RAIL,
        RAIL + "\nOne more line was added below.\n",
        RAIL.replace("Friday", "Monday"),
        RAIL.replace(" took", "  took"),
        RAIL.replace("\n\n", "\n\n\n\n"),
        RAIL.replace(HOURS, HOURS + " " + HOURS),
        RAIL + f"\nAgain: nothing new.\n\n{HOURS}\n",
    ],
)
def test_it_holds(edited: Edited, text: str) -> None:
    found = edited({"rail.txt": text})
    assert (found.verdict, found.reason) == ("holds", module.HOLDS_THERE)
    assert found.quote.split() == HOURS.split()


@pytest.mark.parametrize(
    "text",
    [
        "Something was put above it.\n\n" + RAIL,
        RAIL.replace(HOURS, "") + f"\n{HOURS}\n",
        f"{HOURS}\n\n" + RAIL.replace(HOURS, ""),
    ],
)
def test_it_moved_in_its_document(edited: Edited, text: str) -> None:
    found = edited({"rail.txt": text})
    assert (found.verdict, found.reason) == ("moved", module.ELSEWHERE_IN_IT)
    assert found.quote == HOURS and not found.edits


@pytest.mark.parametrize(
    ("now", "was", "becomes"),
    [
        ("Repairs took twelve hours.", "eleven", "twelve"),
        ("Repairs took eleven days.", "hours.", "days."),
        ("Repairs never took eleven hours.", "", "never"),
        ("Nobody says that repairs took eleven hours.", "Repairs", "Nobody says that repairs"),
        ("Repairs took eleven hours, some say.", "hours.", "hours, some say."),
        ("REPAIRS took eleven hours.", "Repairs", "REPAIRS"),
        ("Repairs took eleven hours?", "hours.", "hours?"),
    ],
)
def test_it_changed(edited: Edited, now: str, was: str, becomes: str) -> None:
    found = edited({"rail.txt": RAIL.replace(HOURS, now)})
    assert (found.verdict, found.quote) == ("changed", now)
    assert [(e.before, e.after) for e in found.edits if not e.same] == [(was, becomes)]


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        ("10 ferries sank.", "110 ferries sank."),
        ("It cost 1,000 francs.", "It cost 1.000 francs."),
        ("It cost 10 francs.", "It cost -10 francs."),
        ("The share fell to 5%.", "The share fell to 5."),
        ("Water froze at 0°.", "Water froze at 0"),
        ("It took 10² steps.", "It took 102 steps."),
        ("Ada paid Ben.", "Ben paid Ada."),
        ("The bill was passed.", "The bill was not passed."),
        ("They met on 3 May.", "They met on 8 May."),
    ],
)
def test_a_change_of_a_mark_is_a_change(edited: Edited, quote: str, now: str) -> None:
    text = f"The lake was calm all day.\n\n{quote}\n\nNobody was hurt in the end.\n"
    found = edited({"a.txt": text.replace(quote, now)}, quote, {"a.txt": text})
    assert found.verdict == "changed"


def test_it_is_gone(edited: Edited) -> None:
    found = edited({"rail.txt": RAIL.replace(HOURS, "")})
    assert (found.verdict, found.reason, found.document) == ("gone", module.NOT_SAID, None)


def test_its_document_is_gone(edited: Edited) -> None:
    found = edited({"rail.txt": None})
    assert (found.verdict, found.reason) == ("gone", module.NOT_THERE)


@pytest.mark.parametrize("folder", ["", "later/"])
def test_its_file_was_renamed(edited: Edited, tiny_folder: Path, folder: str) -> None:
    name = f"{folder}trains.txt"
    found = edited({"rail.txt": None, name: RAIL})
    assert (found.verdict, found.reason) == (
        "moved", module.RENAMED.format(tiny_folder / name)
    )  # fmt: skip


def test_its_file_was_renamed_and_edited(edited: Edited) -> None:
    found = edited({"rail.txt": None, "trains.txt": RAIL + "\nMore of it.\n"})
    assert (found.verdict, found.quote) == ("moved", HOURS)
    changed = RAIL.replace("eleven", "twelve") + "\nMore of it.\n"
    found = edited({"trains.txt": None, "third.txt": changed})
    assert (found.verdict, found.quote) == ("changed", "Repairs took twelve hours.")


def test_its_file_was_split(edited: Edited, tiny_folder: Path) -> None:
    first, rest = RAIL.split(HOURS)
    found = edited({"rail.txt": first, "rest.txt": HOURS + rest})
    assert found.verdict == "moved"
    assert found.document and found.document.source == str(tiny_folder / "rest.txt")


COPY: Files = {"copy.txt": RAIL + "\nIt was taken over from a wire.\n"}


def test_a_copy_does_not_speak_for_its_source(edited: Edited) -> None:
    found = edited({"rail.txt": RAIL.replace("eleven", "twelve")}, before=COPY)
    assert (found.verdict, found.quote) == ("changed", "Repairs took twelve hours.")
    (copy,) = found.same_words
    assert copy.source.endswith("copy.txt")


@pytest.mark.parametrize("text", [None, RAIL.replace(HOURS, "")])
def test_what_only_a_copy_says_is_gone(edited: Edited, text: str | None) -> None:
    found = edited({"rail.txt": text}, before=COPY)
    assert found.verdict == "gone"
    assert [copy.source.endswith("copy.txt") for copy in found.same_words] == [True]


def test_a_copy_that_came_later_does_not_either(edited: Edited) -> None:
    found = edited({"rail.txt": RAIL.replace(HOURS, ""), **COPY})
    assert found.verdict == "gone"
    assert len(found.same_words) == 1


def test_one_that_resembles_it_is_not_what_it_became(edited: Edited) -> None:
    text = f"{RAIL}\n\nRepairs took twenty hours.\n"
    found = edited({"rail.txt": text.replace(HOURS, "")}, before={"rail.txt": text})
    assert found.verdict == "gone"


def test_the_second_of_two_does_not_speak_for_the_first(edited: Edited) -> None:
    text = f"{RAIL}\n\nThe lake was calm.\n\n{HOURS}\n"
    files: Files = {"rail.txt": text.replace("eleven", "twelve", 1)}
    found = edited(files, before={"rail.txt": text})
    assert (found.verdict, found.quote) == ("changed", "Repairs took twelve hours.")


def test_a_sentence_that_was_cut_in_two(edited: Edited) -> None:
    now = "The lake rose. By two metres, that is."
    found = edited({"council/weather.txt": WEATHER.replace(LAKE, now)}, LAKE)
    assert (found.verdict, found.quote) == ("changed", now)


def test_a_row_of_a_table(edited: Edited) -> None:
    table = "town,visitors\nLindau,300\nBregenz,410\nLochau,75\n"
    row = "town: Bregenz; visitors: 410."
    for text, verdict in (
        (table, "holds"),
        (table.replace("410", "41"), "changed"),
        (table.replace("Bregenz,410\n", ""), "gone"),
        (table.replace("Bregenz,410\n", "") + "Bregenz,410\n", "moved"),
    ):
        assert edited({"a.csv": text}, row, {"a.csv": table}).verdict == verdict


def test_a_record_that_does_not_fit_its_document(tiny_index: Index) -> None:
    record = record_of(answered(tiny_index, HOURS), tiny_index)
    (claim,) = record.claims
    (one,) = claim.citations
    for forged in (
        replace(one, quote="Repairs took twelve hours."),
        replace(one, start=one.start + 1, end=one.end + 1),
        replace(one, start=10**9, end=10**9 + 26),
    ):
        wrong = replace(record, claims=(replace(claim, citations=(forged,)),))
        with pytest.raises(UserError, match=r"does not fit rail\.txt"):
            recheck(wrong, tiny_index, ask=False)


def test_another_index(tiny_index: Index, tmp_path: Path) -> None:
    record = record_of(answered(tiny_index, HOURS, LAKE), tiny_index)
    with Index.open(tmp_path / "empty") as empty:
        found = recheck(record, empty, ask=False)
    assert [one.verdict for one in found.citations] == ["gone", "gone"]
    assert found.index_changed and found.overtaken and not found.holds


# asking again


def test_it_is_asked_again_only_where_the_index_changed(
    tiny_index: Index, tiny_folder: Path
) -> None:
    answer = answered(tiny_index, HOURS)
    record = record_of(answer, tiny_index)
    found = recheck(record, tiny_index, answer=never)
    assert (found.index_changed, found.today, found.overtaken) == (False, None, False)
    asked = recheck(record, tiny_index, ask=True, answer=lambda *_, **__: answer)
    assert (asked.today, asked.answer) == (Today.SAME, answer)
    _write(tiny_index, tiny_folder, {"new.txt": "Something else happened in the town.\n"})
    assert recheck(record, tiny_index, ask=False, answer=never).index_changed
    now = recheck(record, tiny_index, answer=lambda *_, **__: answered(tiny_index, HOURS, LAKE))
    assert (now.index_changed, now.today, now.holds, now.overtaken) == (
        True, Today.NEW, True, True
    )  # fmt: skip


def test_it_is_asked_again_of_the_same_scope_and_day(tiny_index: Index) -> None:
    scope = Scope(since=date(2021, 3, 1), folders=("reports",), types=("txt",))
    day = date(2025, 10, 30)
    time = AskedTime("How long?", "How long?", day)
    answer = replace(answered(tiny_index, HOURS), scope=scope, time=time)
    record = Record.from_dict(record_of(answer, tiny_index).to_dict())
    asked = []

    def ask(question: str, **given: object) -> Answer:
        asked.append((question, given))
        return answer

    recheck(record, tiny_index, ask=True, answer=ask)
    assert asked == [(answer.question, {"scope": scope, "as_of": day})]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scope", {"since": "2022-01-02", "until": "2022-01-01"}),
        ("scope", {"folders": ["a\0b"]}),
        ("scope", {"types": "pdf"}),
        ("scope", {"place": "here"}),
        ("as_of", "tomorrow"),
    ],
)
def test_a_scope_that_is_none_is_refused(tiny_index: Index, name: str, value: Any) -> None:
    values = record_of(answered(tiny_index, HOURS), tiny_index).to_dict()
    if isinstance(value, dict):
        value = {**values[name], **value}
    changed = {**values, name: value}
    changed["digest"] = _digest_of({k: v for k, v in changed.items() if k != "digest"})
    with pytest.raises(UserError, match="It is no sound record"):
        Record.from_dict(changed)


def test_the_usual_assistant_answers(tiny_index: Index) -> None:
    answer = answered(tiny_index, LAKE)
    record = record_of(replace(answer, question="What rose by two metres?"), tiny_index)
    found = recheck(record, tiny_index, ask=True)
    assert isinstance(found, Recheck)
    assert found.answer and found.answer.question == "What rose by two metres?"


def test_how_an_answer_differs(tiny_index: Index) -> None:
    def saved(*quotes: str) -> Record:
        return record_of(answered(tiny_index, *quotes), tiny_index)

    def now(*quotes: str) -> Answer:
        return answered(tiny_index, *quotes)

    assert compare(saved(HOURS), now(HOURS)) == "same claims"
    assert compare(saved(HOURS, LAKE), now(LAKE, HOURS)) == "same claims"
    assert compare(saved(HOURS), now(HOURS, LAKE)) == "new evidence"
    assert compare(saved(HOURS), now(LAKE)) == "other claims"
    assert compare(saved(HOURS, LAKE), now(LAKE)) == "other claims"
    assert compare(saved(HOURS), Answer("?")) == "abstains now"
    assert compare(saved(), now(LAKE)) == "answers now"
    assert compare(saved(), Answer("?")) == "same claims"
    reworded = Answer("?", (Claim("The repairs lasted eleven hours.", now(HOURS).sources),))
    assert compare(saved(HOURS), reworded) == "same claims"
    rested = Answer("?", (Claim(HOURS, now(HOURS, RAIN).sources),))
    assert compare(saved(HOURS), rested) == "new evidence"
