"""Who met whom is the same from either side; who shot whom is not."""

import pytest

from qa.english.mutual import turned
from qa.models.judge import Judge, Judgement


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Zelenskyy met Starmer in London.", "Starmer met Zelenskyy in London."),
        ("France borders Spain.", "Spain borders France."),
        ("Ada Byrne is a cousin of Tom.", "Tom is a cousin of Ada Byrne."),
        (
            "The Danish prime minister had lunch with Mr. Rutte to discuss grain.",
            "Mr. Rutte had lunch with the Danish prime minister to discuss grain.",
        ),
        ("Lula debated with Bolsonaro.", "Bolsonaro debated with Lula."),
        ("The bank merged with the insurer in 2020.", "The insurer merged with the bank in 2020."),
    ],
)
def test_a_mutual_verb_is_turned_round(said: str, other: str) -> None:
    found = turned(said)
    assert found is not None and found.text == other


@pytest.mark.parametrize(
    "said",
    [
        "Ada shot Tom.",
        "Ada spoke to Tom.",
        "Ada borrowed money from Tom.",
        "He met Starmer.",
        "The two met in London.",
        "The court met on Monday.",
        "Ada met resistance in London.",
        "The court agreed with the ministry.",
        "Ada broke up with Tom in May.",
        "",
    ],
)
def test_nothing_else_is(said: str) -> None:
    assert turned(said) is None


@pytest.mark.parametrize(
    "rest",
    [
        ", who was ill.",
        " in Oslo, which surprised him.",
        ", the prime minister of Ruritania, in Oslo.",
        " after resigning as minister.",
        " before she was arrested.",
        " in his office.",
        " to apologise for the leak.",
        " from a hospital in Oslo.",
        " as a witness.",
        " while on leave.",
    ],
)
def test_what_is_said_of_one_side_is_not_said_of_the_other(rest: str) -> None:
    assert turned("Ada Byrne met Tom Reid in Oslo.") is not None
    assert turned(f"Ada Byrne met Tom Reid{rest}") is None


def test_words_are_traced_back() -> None:
    said = "The Danish prime minister met Mr. Rutte in Kyiv."
    found = turned(said)
    assert found is not None
    for word in ("Danish", "met", "Rutte", "Kyiv"):
        at = found.text.index(word)
        start, end = found.back(at, at + len(word))
        assert said[start:end] == word


def test_of_both_ways_round_the_better_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(self: Judge, claim: str, evidence: str, about: str) -> Judgement:
        at = claim.index("Paris")
        return Judgement(3.0 if claim.startswith("Tom") else -3.0, 0.1, (0.9,), ((at, at + 5),))

    monkeypatch.setattr(Judge, "_judged", judged)
    judge = Judge.__new__(Judge)
    found = judge.judge("Ada met Tom in Paris.", "Tom met Ada in Rome.")
    assert found is not None and found.supported == 3.0
    assert found.missing("Ada met Tom in Paris.") == "Paris"
    assert judge.judge("Ada shot Tom in Paris.", "").supported == -3.0  # type: ignore[union-attr]
