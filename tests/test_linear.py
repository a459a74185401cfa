"""Text that means harm takes time in proportion to its length, wherever English is read by rule.

Every function that reads the text of documents, drafts or questions is given each of many short
texts again and again, up to one length and up to twice that. Where the time is noticeable at all,
it may double; a quadratic function takes four times as long.
"""

import datetime
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from index.documents.normalise import make_document
from index.documents.split import sentences
from index.errors import UserError
from index.paths import file_name
from index.text.time_phrases import find_periods
from index.types import Document, Listed
from qa import conversation
from qa.comparison import statements
from qa.drafts import differences, parts, pieces, quotations, verifier
from qa.drafts.statement import LONGEST
from qa.english import (
    asked_departures,
    asked_extremes,
    asked_hours,
    asked_lines,
    asked_rows,
    asked_several,
    attendance,
    cells,
    changes,
    columns,
    enumerations,
    kinds,
    languages,
    offices,
    opinions,
    questions,
    tense,
    weekdays,
)
from qa.english.asked_contents import called_asked
from qa.english.asked_lists import ListAsked
from qa.english.asked_quotes import DENIED, DENIES, asked_quotes
from qa.english.bodies import names_a_body
from qa.english.by_kind import may_hold
from qa.english.circumstances import holds_now_and_then
from qa.english.clause_owners import is_of_another_owner
from qa.english.counted import counts_others, is_no_such_number
from qa.english.dates import UP_TO_A_TIME
from qa.english.defined import defined_as, term_asked
from qa.english.facilities import asks_if_part_is_open, of_another_place
from qa.english.left_open import left_open
from qa.english.money import asks_for_a_sum, may_name_a_sum
from qa.english.namesakes import begins_with_one_meant, full_names
from qa.english.needed import lists_some_of, needed_thing
from qa.english.negation import is_denied
from qa.english.numbered import numbered_asked, numbered_in
from qa.english.opposites import denies_a_difference
from qa.english.parts import split
from qa.english.ranges import amounts_in, ranges_in
from qa.english.roles import has_another_part, has_that_part
from qa.english.sides import on_the_other_side
from qa.english.small_talk import is_few_words, is_nothing, is_too_little, small_talk
from qa.english.subjects import of_whom_asked, tells_of_another
from qa.english.things import things_of
from qa.english.told_by_name import told_by_name
from qa.evaluation import gold, measures
from qa.evidence import select
from qa.evidence.rows import aligned, keys, terms_of_office
from qa.evidence.rows.cells import make_table, read_row
from qa.kinds.attributed import said_by
from qa.kinds.bullets import listings
from qa.kinds.counted_items import counted_items
from qa.kinds.items import clauses_of
from qa.kinds.of_kind import names_of_kind
from qa.kinds.rulings import MOST as RULE
from qa.kinds.rulings import ruling
from qa.kinds.states import state_of
from qa.quotes import read
from qa.suggest import question_of
from qa.support import copies, facts, negation, rules
from qa.support import numbers as arithmetic
from qa.support.days import LONGEST as LONGEST_CLAIM
from qa.support.days import in_words_of
from qa.types import Answer
from qa.writing import parse
from ui.render import export, sources, values
from ui.render import html as markup
from ui.render import text as render

DAY = datetime.date(2025, 10, 24)
LENGTH = 5_000
NOTICED, RATIO = 0.3, 3.0
MOST = 8.0
"""Seconds that no text of two `LENGTH` takes; what does is no square, but might as well be."""

_QUESTION = 2_000
"""Characters of a question; no longer one is answered."""

SEEDS = (
    # words and marks
    *("a", "a ", "A ", "a. ", ". ", ", ", ",  ", ": ", "- ", "--", "...", "?", "! ", "“", "” "),
    *('"', '"a" ', "’", "a’s ", "(", ") ", "a.b", "a&", "&", "@", "a@", "a@b.", "://", "a://"),
    *(" ", "\n", "\t", " \n", "\n\n", "中", "中。", "é ", "\u200d", "\U0001f600", "\ufffd"),
    # marks of layout and of citation
    *("*", "**", "_", "a_", "`", "#", "# ", "> ", "1. ", "[", "[1", "[1] ", "[1,", "[1-", "(1"),
    *("1)", "(1).", "(sources 1", "[source 1", "【1】", "][", "<", "<a ", "]("),
    *("data:", "www.", "http:"),
    # numbers and dates
    *("1", "1,", "1.", "1-", "1 ", "1,000", "1\u00a0000", "$", "$1 ", "1% ", "1k ", "12:30 "),
    *("one ", "one and ", "one point ", "twenty-", "twenty-five ", "hundred ", "two hundred and "),
    *("million ", "a dozen ", "half ", "one third ", "one in ten ", "more than ", "about 5 "),
    *("May ", "May 1 ", "1 May ", "2024 ", "2024-", "2024-01-02 ", "Monday ", "night"),
    *("last year ", "next ", "yesterday "),
    # names and speakers
    *("U.S. ", "United ", "European ", "A of ", "A de ", "in A ", "In the A ", "north-", "Mr. "),
    *("said ", "he said ", "he said, ", ", said ", ",said", "said,", "claims that ", "puts it "),
    *('"a", he said. ', "A, B, said C. ", "A B, the mayor, said ", "a, b, ", "but a ", "and also "),
    *("according to ", "according to A, ", "in the words of ", "by the count of ", "in A’s view "),
    *("Who A said ", "had ", "then again "),
    # negation and opposites
    *("not ", "no ", "never ", "none ", "neither ", "neither a ", "neither a nor b ", "don’t "),
    *("no longer ", "rose ", "before ", "after ", "all ", "less ", "still "),
    *("but not ", "except ", "the plan ", "the plan failed ", "open ", "closed and ", "in A, "),
)  # fmt: skip
GAPS = tuple(
    f"{mark}{' ' * 500}"
    for mark in (
        *(
            ",",
            ".",
            "a",
            "said",
            "1",
            "“",
            "but",
            "neither",
            ":",
            "(",
            "according to",
            "A",
            "he said,",
        ),
        *("the", "who", "in", "1 May", "not", "from", "open", "Monday", "and", "A,", "- "),
    )
)

HONEST = "The harbour of Lindau was closed for nine days in March, the mayor said."


def _facts(text: str) -> None:
    facts.facts.cache_clear()
    facts.facts(text)


def _rules(claim: str, evidence: str, about: str = "") -> None:
    facts.facts.cache_clear()
    copies.changes.cache_clear()
    rules.objection(claim, evidence, about)
    rules.doubts(claim, evidence, about)


def _arithmetic(text: str) -> None:
    known = facts.facts(HONEST)
    for kind in ("", "percent", "ordinal", "day"):
        arithmetic.follows((kind, 7.0), text, known, text)
    for kind, value in (("day", 4), ("weekday", 1), ("year", 2024), ("month", 12)):
        arithmetic.date_follows((kind, value), known, text)


def _negation(text: str) -> None:
    negation.negated(text, frozenset(["harbour"]))
    negation.outdoes(text, text)
    negation.restrictions(text)
    negation.undone(text)
    is_denied(text)


def _conversation(text: str) -> None:
    text = text[: len(text) * _QUESTION // (2 * LENGTH)]  # the longest is one that is answered
    conversation.stands_alone(text)
    small_talk(text)
    small_talk(text[:120])
    for line in (text, text[:120]):
        is_nothing(line)
        is_too_little(line)
        is_few_words(line)
    for asked, before in (
        *((text, HONEST), ("and in Lindau?", text), ("and Lindau?", text), ("who?", text)),
        *(("where is it there?", text), ("was he?", text), ("was it?", text), ("why?", text)),
        *(("which of them?", text), ("the other one?", text), ("who else?", text), ("more", text)),
        *(("and hurt?", text), ("and his?", text), ("how many?", text), ("and the mayor?", text)),
    ):
        conversation.by_rule(asked, Answer(before))


def _select(text: str) -> None:
    select._TOKEN.findall(text)
    list(questions.asking(text))
    for asked, given in questions.KINDS:
        asked.search(text)
        select._holds([given], text, HONEST)


def _gold(text: str) -> None:
    gold.parse(text)
    for sentence in (text, text[:100], f"{text[:100]}x"):
        list(gold.places(text, sentence))


def _measures(text: str) -> None:
    measures.token_f1(text, [text])
    measures.holds_answer(text, [HONEST, text])


def _shown(text: str) -> None:
    for show in (
        render.one_line,
        values.to_json,
        export._escape,
        sources.tidy,
        markup.text_to_html,
    ):
        show(text)
    render._lines(text, " ")
    render.shorten(text, 300)
    markup.link_to_html(f"http://{text}")
    file_name(text)


def _said(text: str) -> None:
    document = Document("a" * 16, text, "/a.txt", "A")
    read.attributions(document, sentences(document))
    asked_quotes(text)
    asked_quotes(f"what did {text[:380]} say")


BEGINNINGS = (
    *("", "which ", "compare ", "what did ", "summarise the ", "which documents mention "),
)


def _kinds(text: str) -> None:
    for asked in (
        kinds.documents_asked,
        kinds.list_asked,
        kinds.overview_asked,
        kinds.comparison_asked,
        called_asked,
    ):
        for begins in (
            "",
            "which ",
            "compare ",
            "what did ",
            "summarise the ",
            "which documents mention ",
        ):
            asked(f"{begins}{text}"[:_QUESTION])


def _enumerations(text: str) -> None:
    for pattern in (
        enumerations.JOINT,
        enumerations.INTRODUCED,
        enumerations.DONE,
        enumerations.NAME,
        enumerations.OPENING,
        enumerations.TITLED,
        enumerations.BROKEN,
        enumerations.FINITE,
        enumerations.OF_IT,
        enumerations.OFFICE_OF,
        enumerations.AMOUNT,
        enumerations.MORE,
        enumerations.ALSO,
    ):
        pattern.search(text)
    clauses_of(text)


def _kinds_of_answers(text: str) -> None:
    facts.facts.cache_clear()
    content = frozenset(["harbour"])
    asked = text[: len(text) * _QUESTION // (2 * LENGTH)]
    for claimed, given in ((HONEST, text), (f"open {asked}", text), (asked, HONEST)):
        state_of(claimed, given, content)
        may_hold(f"how many {claimed}", given, given)
        may_hold(f"when {claimed}", given, given)
    numbered_in(text)
    numbered_asked(text)
    on_the_other_side(text, text)
    on_the_other_side(f"what caused {text}", text)
    for asked in ("Who bought it?", "Who sold it?", "Who was hit?"):
        has_another_part(asked, text)
        has_that_part(asked, text)
    counts_others("How many dogs?", text)
    is_no_such_number(text, text, text)
    list(left_open(text))
    denies_a_difference("Is it less?", text)
    list(defined_as("fee", text))
    term_asked(text)
    asks_for_a_sum(text)
    ranges_in(text)
    lists_some_of(needed_thing(text) or frozenset(["flour"]), text)
    list(amounts_in(text))
    may_name_a_sum(text)
    of_whom = of_whom_asked(text) or of_whom_asked("When was Velm Mills founded?")
    if of_whom:
        tells_of_another(of_whom, text)
    of_another_place("When does the café open?", text)
    of_another_place(text, text)
    names_a_body("Where was it held?", text, text)
    names_a_body(text, text, text)
    asks_if_part_is_open(f"Is {text} open", text)
    is_of_another_owner(f"the cat's {text}", text, (0, 1))
    full_names(text)
    holds_now_and_then("Is it on?", text)
    begins_with_one_meant("He sang.", text)
    told_by_name(text)
    said_by(text)
    DENIES.search(text)
    DENIED.sub("said", text)
    list(names_of_kind(text, ListAsked("companies")))
    enumerations.CALLED.match(text)
    for pattern in (enumerations.QUOTED, enumerations.LOCATED, UP_TO_A_TIME):
        pattern.search(text)


def _offices_and_changes(text: str) -> None:
    asked = text[: len(text) * _QUESTION // (2 * LENGTH)]
    for begins in ("who is the ", "who leads ", "who is the mayor of "):
        offices.office_asked(f"{begins}{asked}"[:_QUESTION])
    for office in filter(None, map(offices.office_asked, ("the mayor of A", "the head of A"))):
        offices.owners(office, text)
        offices.mentions(office, text)
    offices.named_in(text)
    changes.taken_back(text)
    changes.COUNTED_ANEW.search(text)
    tense.NO_LONGER_BEFORE.search(text)
    tense.NO_LONGER_BEHIND.match(text)
    tense.HOLDS_IT.match(text)
    tense.RUNNING_TOTAL.search(f"what is the toll of {asked}")
    tense.ASKS_TO_COME.match(f"is {asked}")
    offices.of_some_kind(text[:LONGEST_CLAIM])


def _parts(text: str) -> None:
    asked = text[: len(text) * _QUESTION // (2 * LENGTH)]
    for begins in (
        "",
        "who ",
        "what is the ",
        "who won and ",
        "when does the ",
        "may I ",
        "is the ",
    ):
        split(f"{begins}{asked}"[:_QUESTION])
    things_of(asked)
    rule = text[:RULE]
    ruling(f"may I {asked}", HONEST, HONEST, rule)
    ruling("May the mayor close the harbour?", rule, rule, HONEST)
    ruling(f"must we {asked}", rule, HONEST, rule)


def _versions(text: str) -> None:
    statements.alike(text, HONEST)
    statements.holds(text, HONEST)
    statements.conflict(text, f"{HONEST} {text}")


def _draft(text: str) -> None:
    with suppress(UserError):
        pieces.read_text_draft(f"{HONEST}\n\n{text}\n\n[^1]: {text[:200]}")
    languages.is_english(text)
    opinions.OPINION.search(text)
    opinions.ADVICE.search(text)


def _statement(text: str) -> None:
    text = " ".join(text.split())[:LONGEST]  # as pieces of a draft are
    spans = parts.parts(text)
    for number in range(len(spans)):
        parts.without(text, spans, number)
    for quotation in quotations.quotations(text):
        quotations.origin(quotation.text, [])
    quotations._nearest(text, HONEST)
    differences.differences(text, HONEST, "")
    verifier.named_documents([text], [Listed("a", "A title of a document", "/a.txt", None, 1)])


def _tables(text: str) -> None:
    question = text[: len(text) * _QUESTION // (2 * LENGTH)]  # the longest is one that is answered
    for asks, _, _ in columns.ASKED:
        asks.search(question)
    columns.OVER_ROWS.findall(question)
    tense.habitual(question)
    asked_rows.rows_asked(question)
    asked_extremes.extreme_asked(question)
    asked_hours.hours_asked(question)
    attendance.lines_asked(question)
    asked_departures.departure_asked(question)
    list(asked_rows.bounds(question))
    asked_rows.days_asked(question)
    asked_rows.numbers_asked(question)
    asked_lines.matter_of(question)
    asked_several.may_be_several(question)
    for value in (
        weekdays.days_of,
        cells.number_of,
        cells.range_of,
        cells.year_of,
        cells.clock_of,
        asked_hours.day_line,
        asked_hours.day_lines,
        asked_hours.months_of,
        asked_departures.DIRECTION.fullmatch,
        attendance.names_in,
        attendance.goes_on,
        cells.amount_of,
        cells.OF_ALL_ROWS.match,
        cells.in_degree,
        cells.time_of,
        asked_rows.times_asked,
        lambda text: asked_lines.is_called("perk", text),
    ):
        value(text)
    cells.ELEMENTS.split(text)
    counted_items(text, "towns", 0)
    list(listings(Document("1" * 16, text, "/a.txt", "A note")))
    columns.written_out(text)
    weekdays.days_in(text)
    aligned.aligned_rows(make_document("/a.txt", f"a\n{text}", "A"))
    terms_of_office.terms_of_office(make_document("/a.txt", f"a\n{text}", "A"))
    rows = [read_row(text), read_row(HONEST)]
    keys.find_named(keys.sought(question), make_table(rows, text, text))


READERS: dict[str, Callable[[str], object]] = {
    "kinds of questions": _kinds,
    "enumerations": _enumerations,
    "parts and rules": _parts,
    "offices and changes": _offices_and_changes,
    "rows of tables": _tables,
    "kinds of answers": _kinds_of_answers,
    "facts": _facts,
    "claim and evidence": lambda text: _rules(text, text),
    "evidence": lambda text: _rules(HONEST, text, text),
    "claim": lambda text: _rules(text[:LONGEST_CLAIM], f"{HONEST}\n{text}"),
    "days of a claim": lambda text: in_words_of(HONEST, text, "2025-10-24"),
    "days of the evidence": lambda text: in_words_of(text, "It rained on 24 Oct.", "2025-10-24"),
    "arithmetic": _arithmetic,
    "negation": _negation,
    "statements": parse.statements,
    "stream": lambda text: list(parse.stream(text[n : n + 40] for n in range(0, len(text), 40))),
    "conversation": _conversation,
    "select": _select,
    "question": question_of,
    "gold": _gold,
    "measures": _measures,
    "shown": _shown,
    "times": lambda text: find_periods(text, DAY),
    "versions": _versions,
    "said": _said,
    "draft": _draft,
    "statement of a draft": _statement,
}


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_time_is_linear_in_the_length_of_a_text(read: Callable[[str], object]) -> None:
    read(HONEST)  # what is loaded once
    slow = []
    for seed in (*SEEDS, *GAPS):
        seconds = _seconds(read, seed, 2 * LENGTH)
        if seconds >= MOST:
            slow.append((seed[:30], seconds, MOST))
        # what a start saves weighs less in a longer text, a square weighs more
        elif seconds >= NOTICED and _grows(read, seed, LENGTH):
            grown = _grows(read, seed, 2 * LENGTH)
            slow += [(seed[:30], *grown)] if grown else []
    assert not slow


def _grows(read: Callable[[str], object], seed: str, length: int) -> tuple[float, float] | None:
    """Seconds for a text and for one twice as long, if that takes more than `RATIO` as long.

    The best of up to three, of the time of this process alone: one that is fast is enough.
    """
    halves, wholes = [], []
    for _ in range(3):
        halves.append(_seconds(read, seed, length))
        wholes.append(_seconds(read, seed, 2 * length))
        if min(wholes) <= max(NOTICED, RATIO * min(halves)):
            return None
    return round(min(halves), 2), round(min(wholes), 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ['"a", he said. ', "he said, ", "a@b.", " \n", "neither a "])
def test_what_was_once_slow(seed: str) -> None:
    short, long = (_seconds(_facts, seed, length) for length in (LENGTH, 2 * LENGTH))
    assert long < NOTICED or long < RATIO * short


def _seconds(read: Callable[[str], object], seed: str, length: int) -> float:
    text = (seed * (length // len(seed) + 1))[:length]
    started = time.process_time()
    read(text)
    return time.process_time() - started
