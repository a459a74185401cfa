"""The time of a question, and what it makes of the evidence."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index import Hit, Index, UserError
from index.documents.split import passages, sentences
from index.scopes import read_day
from index.text.periods import Period, written, year
from index.types import Document, Scope, Span
from qa import Assistant
from qa.english import tense
from qa.evidence import when
from qa.evidence.changed import OVERTAKEN
from qa.evidence.overtaken import overtaken
from qa.evidence.select import Evidence
from qa.evidence.when import factors
from qa.types import Answer, AskedTime
from qa.writing.generate import Draft
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.fakes import find, passage
from ui.render.answer import answer_to_html
from ui.render.export import answer_to_markdown
from ui.render.scope import time_to_text
from ui.render.values import answer_to_dict

TODAY = datetime.date(2026, 3, 2)
"""A Monday."""

THRESHOLD = 0.2


def asked(question: str, as_of: datetime.date | None = TODAY) -> AskedTime:
    return when.asked_time(question, as_of)


def evidence(
    text: str,
    published: str | None = None,
    probability: float = 0.5,
    words: str = "",
    title: str = "A paper",
) -> Evidence:
    """The last sentence of a document as evidence."""
    number = f"{abs(hash((text, published, title))):016x}"[:16]
    document = Document(number, text, "/a.txt", title, published)
    passage = next(iter(passages(document, sentences(document))))
    span = passage.citable[-1]
    words = words or document.slice(span).split()[0]
    start = text.index(words, span.start)
    return Evidence(passage, span, probability, Span(number, start, start + len(words)))


def bound(question: str, *found: Evidence) -> list[str]:
    """The texts, best first, as a question has them."""
    return [one.text for one in when.bind(found, asked(question), THRESHOLD).evidence]


def share(question: str, found: Evidence) -> float:
    return when.fit(found, asked(question))


# what a question asks for


@pytest.mark.parametrize(
    ("question", "bare", "phrase"),
    [
        ("Who won the Grand Prix in 2022?", "Who won the Grand Prix?", "2022"),
        ("In 2022, who won the Grand Prix?", "Who won the Grand Prix?", "2022"),
        ("Who won the 2019 election?", "Who won the election?", "2019"),
        ("Who chaired Friday’s talks?", "Who chaired talks?", "Friday"),
        ("What was the toll on the bridge before 1985?", "What was the toll on the bridge?",
         "before 1985"),
        ("Who ran the mill from 1987 to 1990?", "Who ran the mill?", "from 1987 to 1990"),
        ("What happened on 3 May 2021?", "What happened on 3 May 2021?", "3 May 2021"),
    ],
)  # fmt: skip
def test_the_time_is_taken_out_of_a_question(question: str, bare: str, phrase: str) -> None:
    found = asked(question)
    assert (found.question, found.phrase, found.asked) == (bare, phrase, question)
    assert found.period is not None


@pytest.mark.parametrize(
    "question", ["May I ask who runs the port?", "Who was elected in 2018 and left in 2021?"]
)
def test_a_question_without_a_time_or_with_two_is_not_bound(question: str) -> None:
    assert asked(question).period is None
    assert asked(question).question == question


@pytest.mark.parametrize(
    "question",
    [
        "Is Liz Truss the prime minister?", "Who is the mayor now?", "What is the latest toll?",
        "How much does a ticket cost?", "Who leads the brewery?", "Is bathing allowed today?",
        "How many people died in the landslide?",
    ],
)  # fmt: skip
def test_what_is_so_now_is_asked_for(question: str) -> None:
    assert asked(question).current


@pytest.mark.parametrize(
    "question", ["Who won the cup?", "Who was mayor in 2016?", "Has she resigned?"]
)
def test_what_was_so_is_not_what_is_so_now(question: str) -> None:
    assert not asked(question).current


def test_last_week_is_reckoned_from_the_day_of_asking() -> None:
    found = asked("Who won the race last week?")
    assert found.period == Period(datetime.date(2026, 2, 23), datetime.date(2026, 3, 1))
    assert found.relative and found.given
    assert not when.asked_time("Who won the race last week?").given


# what it makes of a sentence


@pytest.mark.parametrize(
    ("question", "happened"),
    [
        ("How many people were wounded in 2023?", True),
        ("Which river flooded the valley last year?", True),
        ("How far did the lake rise in May 2023?", True),
        ("Where was the festival held in 2022?", True),
        ("Who tore down the wall in 2022?", True),
        ("Who held the record in 2022?", False),
        ("What did a ticket cost in 2022?", False),
        ("Where did the mayor live in 2022?", False),
        ("Who was married to the mayor in 2022?", False),
        ("Was bathing allowed in 2022?", False),
    ],
)
def test_what_happened_is_told_from_what_was_so(question: str, happened: bool) -> None:
    assert asked(question).event is happened


def test_a_sentence_takes_the_time_of_its_document() -> None:
    report = evidence("Verstappen won the Grand Prix.", "2022-10-30")
    assert share("Who won the Grand Prix in 2022?", report) == 1.0
    assert share("Who won the Grand Prix in October 2022?", report) == 1.0
    assert share("Who won the Grand Prix in 2023?", report) == factors.EARLIER_EVENT
    assert share("Who won the Grand Prix in 2019?", report) == factors.TOLD_LATER


def test_a_date_in_the_sentence_goes_before_that_of_its_document() -> None:
    later = evidence("In 2019, she won the Grand Prix.", "2023-05-05")
    assert share("Who won the Grand Prix in 2019?", later) == 1.0
    assert share("Who won the Grand Prix in 2021?", later) == factors.EARLIER_EVENT
    assert share("Who won the Grand Prix in 2015?", later) == factors.APART
    assert share("Who won the Grand Prix in 2023?", later) == factors.OTHER_DATE


def test_a_sentence_that_leans_takes_the_time_of_the_one_before() -> None:
    leaning = evidence("In 2019 the mill burned down. It had been built by two sisters.")
    assert share("What burned down in 2019?", leaning) == 1.0
    assert share("What burned down in 2001?", leaning) == factors.APART


def test_a_title_tells_the_time_where_no_sentence_does() -> None:
    report = evidence("It had 412 beds.", "2021-02-15", title="Report for 2020")
    assert share("How many beds did it have in 2020?", report) == 1.0


def test_a_sentence_without_any_date_is_lowered_only() -> None:
    assert share("Who won the cup in 2022?", evidence("Ada won the cup.")) == factors.UNDATED
    assert share("Who won the cup?", evidence("Ada won the cup.")) == 1.0


def test_a_stretch_that_lasts_covers_the_years_in_it() -> None:
    stretch = evidence("She has led the mill since 2016.")
    assert share("Who led the mill in 2020?", stretch) == 1.0
    assert share("Who led the mill in 2010?", stretch) == factors.APART


def test_a_stretch_that_was_over_by_then_does_not_last() -> None:
    question = "What was the toll on the bridge in 1990?"
    assert share(question, evidence("The toll was 5 crowns until 1985.")) == factors.APART
    assert share(question, evidence("From 1974 to 1985 it was 5 crowns.")) == factors.APART
    assert share(question, evidence("In 1985 the toll became 12 crowns.")) == factors.EARLIER


def test_how_things_stood_on_a_day_is_asked_of_that_day() -> None:
    def period(question: str, newest: str | None = None) -> str:
        found = when.asked_time(question, TODAY, newest).period
        return written(found) if found else ""

    assert period("How many are missing as of 16 March?") == "16 Mar 2025"
    assert period("How many are missing as of 16 March?", "2024-05-03") == "16 Mar 2024"
    assert period("How many were missing as of March 2024?") == "1 Mar 2024 – 31 Mar 2024"
    assert period("How many are missing as at 29 February 2024?") == "29 Feb 2024"
    assert period("What is the toll since 1 May 2024?") == "from 1 May 2024"


def test_a_day_without_a_year_is_of_this_year_where_a_passage_says_so() -> None:
    question, newest = "Who keeps watch on 3 February?", "2025-03-01"

    def first(text: str, published: str | None) -> str:
        given = hits(evidence(text, published))
        found = when.asked_of(lambda: given, question, TODAY, newest)
        assert found.period
        return str(found.period.first)

    assert first("Watch on 2026-02-03: Ada Kern.", None) == "2026-02-03"
    assert first("Watch on 3 February: Ada Kern.", "2025-01-20") == "2025-02-03"
    assert first("Ada Kern keeps watch.", None) == "2025-02-03"
    assert first("The rota is for 2025 to 2027. Ada Kern keeps watch.", None) == "2025-02-03"

    def never() -> list[Hit]:
        raise AssertionError

    assert when.asked_of(never, "Who keeps watch on 3 February 2026?", TODAY, newest).period


def test_the_reason_may_be_that_of_something_to_come() -> None:
    late = evidence("It will open in May, later than planned, as the boat is late.", "2026-02-01")
    for question, left in (
        ("Why was the opening delayed?", 0.5),
        ("What was delayed?", 0.5 * factors.PLAN),
    ):
        (one,) = when.bind([late], asked(question), THRESHOLD).evidence
        assert one.probability == pytest.approx(left)


@pytest.mark.parametrize(
    ("question", "newest", "first"),
    [
        ("What was agreed on 14 May?", "2024-07-20", "2024-05-14"),
        ("What happened in August?", "2024-07-20", "2023-08-01"),
        ("What is due on 31 August?", "2024-07-20", "2024-08-31"),
        ("What happened in February?", "2024-07-20", "2024-02-01"),
        ("What happened in February 2026?", "2024-07-20", "2026-02-01"),
        ("What happened last week?", "2024-07-20", "2026-02-23"),
        ("What happened on Monday?", "2024-07-20", "2026-03-02"),
        ("What happened in January?", "2025-12-20", "2026-01-01"),  # none of then is there
        ("What happened in January?", "2026-02-20", "2026-01-01"),
        ("What happened in January?", "soon", "2026-01-01"),
        ("What happened in January?", None, "2026-01-01"),
    ],
)
def test_a_day_without_a_year_is_the_last_that_old_documents_reach(
    question: str, newest: str | None, first: str
) -> None:
    found = when.asked_time(question, TODAY, newest)
    assert found.period
    assert str(found.period.first) == first
    assert found.newest == newest


def test_an_office_lasts_and_a_victory_does_not() -> None:
    elected = evidence("Berg was chosen by the town.", "2014-09-15")
    assert share("Who was mayor of the town in 2016?", elected) == factors.EARLIER
    assert share("Who won the race in 2016?", elected) == factors.EARLIER_EVENT


def test_a_document_dated_in_the_future_is_undated() -> None:
    coming = evidence("Ada won the cup.", "2226-01-01")
    found = when.asked_time("Who won the cup in 2022?", None)
    assert when.published_on(coming.passage.document, found) is None
    assert when.fit(coming, found) == factors.UNDATED
    broken = evidence("Ada won the cup.", "<i>soon</i>")
    assert when.published_on(broken.passage.document, found) is None


# the factors, which were fitted


def test_the_factors_keep_their_order() -> None:
    """A wrong time is no answer even where the networks are sure; an undated sentence may be."""
    assert (
        factors.APART
        < factors.TOLD_LATER
        < factors.OTHER_DATE
        < factors.PARTLY
        < factors.UNDATED
        <= 0.9
    )
    assert 0.75 * factors.APART < THRESHOLD and 0.8 * factors.TOLD_LATER <= THRESHOLD
    assert factors.EARLIER_EVENT < OVERTAKEN < factors.EARLIER
    assert factors.PARTLY < 0.8, "the margin within which a second sentence is given"
    assert 0.5 <= factors.PLAN < 1.0 and OVERTAKEN <= 0.5


# which sentence speaks


def test_the_newest_speaks_for_now_and_the_older_is_named() -> None:
    old = evidence("Books may be kept for three weeks.", "2017-01-02", 0.82, "three")
    new = evidence("Books may be kept for four weeks.", "2023-01-02", 0.8, "four")
    found = when.bind([old, new], asked("How long may books be kept?"), THRESHOLD)
    assert [one.text for one in found.evidence] == [new.text, old.text]
    assert found.evidence[1].probability <= 0.5 * found.evidence[0].probability
    question = asked("How long may books be kept?")
    said = overtaken([new, old], found, question, {new.span}, THRESHOLD)
    assert [(one.evidence.text, one.order, one.day) for one in said] == [
        (old.text, -1, "2017-01-02")
    ]


def test_an_older_sentence_speaks_where_the_newer_does_not_answer() -> None:
    old = evidence("Books may be kept for three weeks.", "2017-01-02", 0.8, "three")
    new = evidence("The library has a new roof.", "2023-01-02", 0.15, "roof")
    assert bound("How long may books be kept?", old, new)[0] == old.text


def test_what_ended_it_speaks_first() -> None:
    old = evidence("Liz Truss became the prime minister.", "2022-09-06", 0.6, "Liz Truss")
    end = evidence("Liz Truss resigned as prime minister.", "2022-10-20", 0.1, "Liz Truss")
    other = evidence("A minister resigned in France.", "2022-11-20", 0.1, "minister")
    found = bound("Is Liz Truss the prime minister?", old, end, other)
    assert found[0] == end.text
    assert bound("Who became prime minister in 2022?", old, end)[0] == old.text


def test_as_of_a_day_nothing_later_speaks() -> None:
    old = evidence("Liz Truss became the prime minister.", "2022-09-06", 0.6, "Liz Truss")
    end = evidence("Liz Truss resigned as prime minister.", "2022-10-20", 0.1, "Liz Truss")
    then = when.asked_time("Is Liz Truss the prime minister?", datetime.date(2022, 9, 10))
    assert when.bind([old, end], then, THRESHOLD).evidence[0].text == old.text


def test_of_an_office_the_last_one_up_to_then_speaks() -> None:
    first = evidence("Berg was elected mayor of Lindholm.", "2010-09-15", 0.6, "Berg")
    second = evidence("Dahl was elected mayor of Lindholm.", "2014-09-15", 0.6, "Dahl")
    third = evidence("Moe was elected mayor of Lindholm.", "2018-09-15", 0.6, "Moe")
    assert bound("Who was mayor of Lindholm in 2016?", first, second, third)[0] == second.text


def test_what_happened_goes_before_what_was_planned() -> None:
    plan = evidence("The line is to open in May 2021.", "2018-02-20", 0.6, "May 2021")
    done = evidence("The line opened on Friday.", "2022-11-19", 0.5, "Friday")
    question = "When did the line open?"
    assert bound(question, plan, done) == [done.text, plan.text]
    assert bound("When was the line expected to open?", plan, done)[0] == plan.text
    alone = when.bind([plan], asked(question), THRESHOLD)
    assert when.notes(alone, asked(question), {plan.span}) == [
        when.ONLY_A_PLAN.format(" on 20 Feb 2018")
    ]
    assert when.notes(alone, asked("When is the line to open?"), {plan.span}) == []


def test_the_better_of_two_readings_counts() -> None:
    one, other = evidence("Ada won.", "2022-01-01", 0.2), evidence("Bo won.", "2022-01-01", 0.4)
    again = evidence("Ada won.", "2022-01-01", 0.6)
    assert [e.probability for e in when.better([other, one], [again])] == [0.6, 0.4]


# which passages are read


def hits(*found: Evidence) -> list[Hit]:
    return [Hit(one.passage, 1.0) for one in found]


def test_passages_of_the_time_are_read_before_others() -> None:
    others = [evidence(f"Ada won cup {n}.", "2019-01-01") for n in range(20)]
    right = evidence("Bo won the cup.", "2022-06-06")
    kept, _ = when.in_time(hits(*others, right), asked("Who won the cup in 2022?"))
    assert len(kept) == when.READ and kept[-1].passage == right.passage


def test_last_week_in_documents_of_long_ago_binds_nothing_and_says_so() -> None:
    old = evidence("Ten villages were taken since May 2018.", "2019-01-01", 0.8)
    question = "How many villages were taken last week?"
    kept, loose = when.in_time(hits(old), when.asked_time(question, None))
    assert (len(kept), loose.loose, loose.question) == (1, True, question)
    assert when.fit(old, loose) == 1.0
    [note] = when.notes(when.bind([old], loose, THRESHOLD), loose, {old.span})
    assert note.startswith("Nothing that was read is from “last week”;")
    for since, published in (("Since 1994 ten villages stand.", "2019-01-01"), ("Since 1994.", "")):
        _, loose = when.in_time(hits(evidence(since, published, 0.8)), when.asked_time(question))
        assert loose.loose
    _, given = when.in_time(hits(old), asked(question))
    assert not given.loose


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), Scope(datetime.date(2022, 1, 1), datetime.date(2023, 1, 31))),
        (Scope(until=datetime.date(2022, 6, 1)),
         Scope(datetime.date(2022, 1, 1), datetime.date(2022, 6, 1))),
        (Scope(until=datetime.date(2020, 6, 1)), None),
        (Scope(types=("pdf",)),
         Scope(datetime.date(2022, 1, 1), datetime.date(2023, 1, 31), types=("pdf",))),
    ],
)  # fmt: skip
def test_an_inferred_time_narrows_a_scope_and_never_widens_it(
    scope: Scope, found: Scope | None
) -> None:
    assert when.narrowed(scope, asked("Who won the cup in 2022?")) == found
    assert when.narrowed(scope, asked("Who won the cup?")) is None


# from end to end


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, published, text in (
        ("a", "2019-07-07", "The Kittiwake won the Sund regatta in light winds."),
        ("b", "2022-07-03", "The Petrel won the Sund regatta in a gale."),
    ):
        (folder / f"{name}.md").write_text(f"---\ndate: {published}\n---\n\n{text}\n", "utf-8")
    index = Index.open(tmp_path / "index", encoder=FakeEncoder())
    index.sync(folder)
    return Assistant(index, reader=FakeReader())


def said(answer: Answer) -> Sequence[str]:
    return [claim.text for claim in answer.claims]


def test_a_year_that_is_the_documents_is_no_mismatch(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the Sund regatta in 2022?")
    assert said(answer) == ["The Petrel won the Sund regatta in a gale."]
    assert said(assistant.ask("Who won the Sund regatta in 2019?")) == [
        "The Kittiwake won the Sund regatta in light winds."
    ]


def test_as_of_says_what_last_year_is(assistant: Assistant) -> None:
    question = "Who won the Sund regatta last year?"
    answer = assistant.ask(question, as_of=datetime.date(2023, 3, 3))
    assert said(answer) == ["The Petrel won the Sund regatta in a gale."]
    assert answer.time and answer.time.period == year(2022)
    assert assistant.ask(question, as_of=datetime.date(2018, 3, 3)).abstained


def test_an_answer_says_how_its_time_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the Sund regatta in 2022?")
    line = "Read as: “2022” (1 Jan 2022 – 31 Dec 2022)."
    assert time_to_text(answer) == line
    assert line in answer_to_html(answer) and line in answer_to_markdown(answer)
    assert answer_to_dict(answer)["time"] == {
        "phrase": "2022",
        "first": "2022-01-01",
        "last": "2022-12-31",
        "parts": [],
        "source": None,
        "as_of": datetime.date.today().isoformat(),
        "bound": True,
    }
    assert answer_to_dict(assistant.ask("Who won the Sund regatta?"))["time"] is None


class Listening:
    """Writes nothing, and keeps the questions that it was to answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def write(self, question: str, evidence: Sequence[Evidence]) -> Sequence[Draft]:
        self.asked.append(question)
        return ()


def test_who_writes_the_answer_is_told_the_days(assistant: Assistant) -> None:
    listening = Listening()
    writing = assistant.variant(generator=listening)
    for question, told in (
        ("Who won the Sund regatta last year?", " (“last year” is 1 Jan 2022 – 31 Dec 2022)"),
        ("Who holds the Sund cup now?", " (today is 3 Mar 2023)"),
        ("Who won the Sund regatta in 2019?", ""),
        ("Who won the Sund regatta?", ""),
    ):
        writing.ask(question, as_of=datetime.date(2023, 3, 3))
        assert listening.asked.pop() == question + told


def test_where_the_nearest_is_of_another_time_it_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the Sund regatta in 2010?")
    assert answer.abstained
    assert answer.reason == when.OF_ANOTHER_TIME.format("2010")


def test_a_day_to_take_for_today_is_read_or_refused() -> None:
    assert read_day("2022-10") == datetime.date(2022, 10, 31)
    assert read_day(" ") is None
    with pytest.raises(UserError):
        read_day("<b>soon</b>")


# several phrases of time in one question


@pytest.mark.parametrize(
    ("question", "phrase", "days", "parts"),
    [
        ("Who won between May and July 2022?", "between May and July 2022",
         "1 May 2022 – 31 Jul 2022", []),
        ("Who won in May and in July?", "May and in July", "1 May 2025 – 31 Jul 2025",
         ["1 May 2025 – 31 May 2025", "1 Jul 2025 – 31 Jul 2025"]),
        ("Who won in May and July 2022?", "May and July 2022", "1 May 2022 – 31 Jul 2022",
         ["1 May 2022 – 31 May 2022", "1 Jul 2022 – 31 Jul 2022"]),
        ("Who won the cup in 2019, 2021 and 2022?", "2019, 2021 and 2022",
         "1 Jan 2019 – 31 Dec 2022", ["1 Jan 2019 – 31 Dec 2019", "1 Jan 2021 – 31 Dec 2021",
                                      "1 Jan 2022 – 31 Dec 2022"]),
        ("Who led it after May 2021 and before July 2022?", "after May 2021 and before July 2022",
         "1 Jun 2021 – 30 Jun 2022", []),
        ("Who led it since 2019 until 2021?", "since 2019 until 2021",
         "1 Jan 2019 – 31 Dec 2021", []),
        ("Did the rules of 2019 hold on Friday?", "", "", []),
        ("Who won after May 2022 and before May 2021?", "", "", []),
    ],
)  # fmt: skip
def test_phrases_beside_each_other_are_one_time(
    question: str, phrase: str, days: str, parts: list[str]
) -> None:
    time = asked(question)
    assert (time.phrase, written(time.period)) == (phrase, days)
    assert [written(part) for part in time.parts] == parts


def test_what_is_of_none_of_the_times_between_is_not_asked_for() -> None:
    may = evidence("Ada won the cup in May.", "2025-05-20", 0.6)
    june = evidence("Bo won the cup in June.", "2025-06-20", 0.7)
    july = evidence("Cy won the cup in July.", "2025-07-20", 0.6)
    question = "Who won the cup in May and in July?"
    assert asked(question).question == "Who won the cup?"
    assert bound(question, may, june, july) == [may.text, july.text, june.text]
    assert share(question, june) <= factors.EARLIER_EVENT
    assert bound("Who won the cup between May and July?", may, june, july)[0] == june.text


def test_what_was_so_at_one_time_is_not_overtaken_by_another() -> None:
    one = evidence("The head of the library was Ada.", "2019-05-20", 0.6, "Ada")
    other = evidence("The head of the library was Bo.", "2021-05-20", 0.6, "Bo")
    question = "Who was the head of the library in 2019 and in 2021?"
    found = when.bind([one, other], asked(question), THRESHOLD)
    assert (found.overtaken, [e.probability for e in found.evidence]) == ((), [0.6, 0.6])


def test_an_answer_for_several_times_gives_each_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the Sund regatta in 2019 and in 2022?")
    assert len(said(answer)) == 2
    assert answer.disagreement is None
    assert time_to_text(answer) == (
        "Read as: “2019 and in 2022” (1 Jan 2019 – 31 Dec 2019, 1 Jan 2022 – 31 Dec 2022)."
    )
    time = answer_to_dict(answer)["time"]
    assert [part["first"] for part in time["parts"]] == ["2019-01-01", "2022-01-01"]


def test_a_weekday_that_the_answer_names_is_no_date_that_is_missing() -> None:
    free = evidence("Saturday is free.", "2024-09-09", 0.8)
    question = "What do we do on Saturday?"
    _, loose = when.in_time(hits(free), when.asked_time(question, None))
    assert loose.loose
    assert not when.notes(when.bind([free], loose, THRESHOLD), loose, {free.span})
    other = evidence("Sunday is free.", "2024-09-09", 0.8)
    assert when.notes(when.bind([other], loose, THRESHOLD), loose, {other.span})


def test_a_line_names_its_time_for_all_its_sentences() -> None:
    line = "Tonight: clear, with frost. Lowest temperature minus 4 degrees in Hest."
    text = f"Weather\n{line}\nElsewhere it rains."
    document = Document("0" * 16, text, "/weather.txt", "Weather")
    question = when.asked_time("How cold will it get in Hest tonight?", None)
    loose = replace(question, loose=True)
    for words, said in (
        ("Lowest temperature minus 4 degrees in Hest.", []),
        ("Elsewhere it rains.", [when.NONE_FROM.format("tonight")]),
    ):
        span = find(document, words)
        one = Evidence(passage(document, words), span, 0.9, span)
        assert when.notes(when.bind([one], loose, THRESHOLD), loose, {span}) == said
    meets = replace(document, text="The council meets tonight. Last week it was minus 4 degrees.")
    span = find(meets, "Last week it was minus 4 degrees.")
    one = Evidence(passage(meets, meets.slice(span)), span, 0.9, span)
    none = [when.NONE_FROM.format("tonight")]
    assert when.notes(when.bind([one], loose, THRESHOLD), loose, {span}) == none


def test_who_died_at_the_yard_of_a_name_is_not_who_has_it() -> None:
    old = evidence("Owner Rolf Keller said the yard would be rebuilt.", "2025-05-12", 0.8)
    at = old.text.index("Rolf Keller")
    old = replace(old, answer=Span(old.span.doc_id, at, at + len("Rolf Keller")))
    time = when.asked_time("Who owns the yard?", None)
    worker = evidence("A man hurt in the fire at the Keller yard has died.", "2025-05-14", 0.1)
    assert not when.ends(worker, old, time)
    owner = evidence("Rolf Keller, the owner of the yard, has died.", "2025-05-14", 0.1)
    assert when.ends(owner, old, time)


# who is it now


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Anna Birch, who had been chair until March, was thanked.", "Anna Birch"),
        ("The former chair, Anna Birch, was thanked.", "Anna Birch"),
        ("Anna Birch was chair of the club until March.", "Anna Birch"),
        ("Anna Birch had chaired the club since 2016.", "Anna Birch"),
        ("Anna Birch, who used to be the chair, sails.", "Anna Birch"),
        ("The former chair, Anna Birch, is a friend of the club.", "Anna Birch"),
        ("The former chair, Anna Birch, leads a choir.", "Anna Birch"),
        ("After the former chair, Anna Birch, had left, it was quiet.", "Anna Birch"),
        ("Bo Lind replaced the former chair, Anna Birch.", "Anna Birch"),
    ],
)
def test_who_was_it_before_is_not_who_is_it_now(sentence: str, name: str) -> None:
    said = evidence(sentence, "2026-01-02", 0.5, name)
    for question, share in (("Who is chair of the club?", 0.3), ("Who was chair of the club?", 1)):
        found = when.bind([said], asked(question), THRESHOLD).evidence
        assert found[0].probability == 0.5 * share


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The former miner Anna Birch is chair of the club.", "Anna Birch"),
        ("Anna Birch had been ill when she became chair of the club.", "Anna Birch"),
        ("Anna Birch has been chair of the club since March.", "Anna Birch"),
        ("Bo Lind, a former captain, said that Anna Birch is chair of the club.", "Anna Birch"),
        ("Anna Birch follows the former chair, Bo Lind.", "Anna Birch"),
        ("The former chair of the choir, Anna Birch, is now chair of the club.", "Anna Birch"),
        ("Anna Birch, who had led the school for ten years, is the chair.", "Anna Birch"),
        ("Anna Birch, who had led the school for ten years, sails.", "Anna Birch"),
        ("Anna Birch, who was deputy chair until 2020, is the chair.", "Anna Birch"),
        ("Anna Birch was vice chair until 2020.", "Anna Birch"),
        ("Anna Birch, chair since 2020, had led the choir of the club.", "Anna Birch"),
        ("Anna Birch had led the choir at the club.", "Anna Birch"),
        ("After the previous chair retired, Anna Birch was elected.", "Anna Birch"),
        ("After the previous chair retired, Anna Birch spoke.", "Anna Birch"),
        ("Replacing the previous chair, Anna Birch leads it now.", "Anna Birch"),
    ],
)
def test_who_is_it_now_stays(sentence: str, name: str) -> None:
    said = evidence(sentence, "2026-01-02", 0.5, name)
    found = when.bind([said], asked("Who is chair of the club now?"), THRESHOLD).evidence
    assert found[0].probability == 0.5


LED = evidence("The head of the library is Mara Lund.", "2022-02-02", 0.6, "Mara Lund")
LEFT = evidence("Mara Lund resigned as head of the library.", "2022-10-20", 0.1, "Mara Lund")
NAMED = evidence("The library named Bo Falk as its head.", "2022-10-20", 0.4, "Bo Falk")


def test_who_follows_goes_before_that_somebody_left() -> None:
    question = "Who is the head of the library?"
    assert bound(question, LED, LEFT)[0] == LEFT.text
    assert bound(question, LED, LEFT, NAMED)[0] == NAMED.text


@pytest.mark.parametrize(
    ("before", "sentence", "day"),
    [
        ("The firm was founded in 1948.", "It employs 580 people.", "2025-08-20"),
        ("The tower was finished in 2001.", "It is 102 metres high.", "2025-08-20"),
        ("The firm was founded in 1948.", "It was sold for 3 million euros.", "1948-12-31"),
        ("The fee was raised on 1 August 2025.", "It is 12 euros.", "2025-08-01"),
        ("The fair is held on 3 May 2026.", "It costs 5 euros.", "2026-05-03"),
    ],
)
def test_what_is_so_is_not_of_the_day_of_what_was_long_ago(
    before: str, sentence: str, day: str
) -> None:
    said = evidence(f"{before} {sentence}", "2025-08-20")
    assert said.text == sentence
    assert str(when.told(said, asked("How many are there?")).day) == day


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("When does the pool close in winter?", ""),
        ("Is the museum open on Mondays in July?", ""),
        ("Is the museum open on Sunday?", ""),
        ("What are the opening hours of the pool in June?", ""),
        ("Does the lift run from May to September?", ""),
        ("What does a ticket cost in August?", ""),
        ("Is the pool closed in 2024?", "2024"),
        ("Is the pool closed in May 2025?", "May 2025"),
        ("When does the pool open this winter?", "this winter"),
        ("When did the pool close in July?", "July"),
        ("Will the pool open in May?", "May"),
        ("Is the bridge closed on Sunday?", "Sunday"),
        ("Who is performing in July?", "July"),
        ("What happened in July?", "July"),
        ("When does the course start in May?", ""),
        ("When do lessons begin in autumn?", ""),
        ("What does the hotel charge in July?", ""),
        ("When does the trial start in May?", "May"),
        ("What time does the concert start on Friday?", "Friday"),
        ("Who is in charge in May?", "May"),
    ],
)
def test_a_month_of_every_year_is_no_time_of_documents(question: str, phrase: str) -> None:
    found = asked(question)
    assert found.phrase == phrase
    assert (found.period is None) == (phrase == "")
    if not phrase:
        assert found.question == question


@pytest.mark.parametrize(
    ("question", "grows"),
    [
        ("What is the toll?", True),
        ("What was the toll of the fire?", True),
        ("What is the death toll on the bridge?", True),
        ("What is the current death toll?", True),
        ("What is the latest toll?", True),
        ("What is the total number of victims?", True),
        ("What is the toll for the bridge?", False),
        ("What is the toll of the old bridge?", False),
        ("What was the road toll in 1990?", False),
        ("What is the bridge toll?", False),
    ],
)
def test_what_a_bridge_takes_does_not_grow_from_report_to_report(
    question: str, grows: bool
) -> None:
    assert bool(tense.RUNNING_TOTAL.search(question)) is grows
