"""The benchmark of who said what: its documents are as is said, and what is measured is right."""

from collections import Counter
from typing import Any

import pytest

from tests.bench.quotes import (
    DATA,
    Case,
    Marked,
    articles,
    cases,
    judged,
    names_source,
    own_rows,
    read_text,
    wrong,
)

CASES = cases()


def test_there_are_as_many_as_is_said() -> None:
    assert Counter(case.half for case in CASES) == {"seen": 12, "held": 12}
    assert all(case.said and case.text for case in CASES)


@pytest.mark.parametrize("case", [c for c in CASES if c.half == "seen"], ids=lambda c: c.title)
def test_the_documents_that_the_rules_were_written_against(case: Case) -> None:
    assert wrong(case) == []


def test_the_documents_that_were_held_out() -> None:
    (held,) = (row for row in own_rows() if "held" in row.system)
    assert held.measures["name"].value >= 0.8


TEXT = 'Ada Byrne, the mayor, said "it holds". The dam leaks, she added.'


def marked(source: str, cue: str, content: str) -> Marked:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Marked(span(source), span(cue), span(content))


QUOTED = marked("Ada Byrne, the mayor,", "said", '"it holds"')
TOLD = marked("she", "added", "The dam leaks")


def mean(scores: list[Any], name: str) -> float:
    values = [score[name] for score in scores if name in score]
    return float(sum(values) / len(values))


def test_what_is_right_is_counted_as_right() -> None:
    scores = judged(TEXT, [QUOTED, TOLD], read_text(TEXT))
    for name in ("speaker", "found", "teller", "marked"):
        assert mean(scores, name) == 1.0
    assert mean(scores, "exact") == 0.0


def test_what_is_wrong_is_counted_as_wrong() -> None:
    other = Marked(TOLD.source, QUOTED.cue, QUOTED.content)
    scores = judged(TEXT, [other], read_text(TEXT))
    assert mean(scores, "speaker") == 0.0
    assert mean(scores, "marked") == 0.5
    assert judged(TEXT, [QUOTED], [])[0] == {"speaker": 0.0, "exact": 0.0, "undecided": 1.0}
    assert judged(TEXT, [Marked((), QUOTED.cue, QUOTED.content)], []) == []


def test_a_name_is_known_by_its_end() -> None:
    (quote, told) = read_text(TEXT)
    assert names_source(TEXT, QUOTED, quote)
    assert not names_source(TEXT, QUOTED, told)


@pytest.mark.skipif(not (DATA / "attribution").is_dir(), reason=f"{DATA} has no PolNeAR")
def test_the_rules_do_not_fall_behind() -> None:
    scores: list[Any] = []
    for n, (text, found) in enumerate(articles(DATA, "train")):
        if n % 8 == 0:
            scores += judged(text, found, read_text(text))
    assert mean(scores, "speaker") >= 0.85
    assert mean(scores, "teller") >= 0.80
    assert mean(scores, "marked") >= 0.88
