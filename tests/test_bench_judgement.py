"""The benchmarks of judgement: a newsroom's questions, near misses and roles swapped."""

import json
import re
from collections import Counter

import numpy as np
import pytest

from index.documents.normalise import make_document
from index.types import Span
from qa.types import Answer, Citation, Claim
from tests.bench import newsroom
from tests.bench.near_misses import Asked, area, best_threshold
from tests.bench.newsroom import judged, questions
from tests.bench.support import SWAPS
from tests.support.paths import SEEDS


def test_there_are_enough_questions_of_each_kind() -> None:
    found = questions()
    kinds = Counter(one.kind for one in found)
    assert len(found) >= 200 and kinds["unanswerable"] >= 50 and kinds["lookalike"] >= 30
    assert set(kinds) == set(newsroom.KINDS)
    assert len({one.question for one in found}) == len(found)


def test_each_is_about_an_article_and_has_patterns_that_read() -> None:
    articles = (newsroom._HERE / "articles.txt").read_text().split()
    assert len(articles) == len(set(articles)) == 355
    for one in questions():
        assert one.document in articles
        assert (one.right is None) == (one.kind == "unanswerable"), one.question
        for pattern in filter(None, (one.right, one.wrong)):
            re.compile(pattern)
            assert len(pattern) < 160  # some words, not a sentence of somebody's


ONE = newsroom.Asked("a" * 16, "Who shot her?", "lookalike", "by Ada|Moser shot", "fired")


def answer(*texts: str) -> Answer:
    whole = make_document("/d", " ".join(texts) or "Nothing.", "News")
    claims = []
    for text in texts:
        start = whole.text.index(text)
        claims.append(
            Claim(text, (Citation(whole, Span(whole.id, start, start + len(text)), 0.9),))
        )
    best = claims[0].citations[0] if claims else None
    return Answer("Who shot her?", tuple(claims), best=best)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["She was shot BY ADA."], "right_alone"),
        (["She was shot by Ada.", "Moser shot her."], "right_alone"),
        (["She was shot by Ada.", "She left."], "right_among_wrong"),
        (["She was fired by Ada."], "wrong"),
        ([], "abstained_wrongly"),
    ],
)
def test_what_an_answer_is_worth(texts: list[str], expected: str) -> None:
    scores = judged(ONE, answer(*texts))
    outcomes = ("right_alone", "right_among_wrong", "wrong", "abstained_wrongly")
    assert [name for name in outcomes if scores[name]] == [expected]


def test_of_a_question_without_an_answer_only_abstaining_counts() -> None:
    none = newsroom.Asked("a" * 16, "Who sold her?", "unanswerable", None, "")
    assert judged(none, answer()) == {"answered_wrongly": 0.0}
    assert judged(none, answer("She was sold.")) == {"answered_wrongly": 1.0}


NEAR = [
    Asked(("Ada",), "Ada", 0.9),
    Asked(("Ada Moser",), "Ada", 0.6),
    Asked((), "Ada", 0.7),
    Asked((), "Ada", 0.2),
]


def test_scores_at_a_threshold() -> None:
    assert [one.scores(0.65)["token_f1"] for one in NEAR] == [1.0, 0.0, 0.0, 1.0]
    assert NEAR[1].scores(0.5) == {"exact_match": 0.0, "token_f1": pytest.approx(2 / 3)}
    # .9: right, missed, right, right; .6: right, in part, wrong, right
    assert best_threshold(NEAR) == 0.9


def test_the_area_under_the_curve() -> None:
    found = area(np.array([0.9, 0.6, 0.7, 0.2]), np.array([True, True, False, False]))
    assert found.value == 0.75 and found.low <= 0.75 <= found.high and found.count == 4


def test_swaps_are_of_the_seeds_and_true_to_their_words() -> None:
    rows = [json.loads(line) for line in SWAPS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 200 and len({row["claim"] for row in rows}) == 200
    names = {path.name for path in SEEDS.iterdir()}
    assert all(row["document"].partition("#")[0] in names and row["sentences"] for row in rows)
