"""Statements are cut into parts, and differences are named in words."""

import pytest

from index.errors import UserError
from qa.drafts.differences import differences, in_words
from qa.drafts.parts import MOST, alone, as_sentence, parts, without
from qa.drafts.types import Kind
from qa.models.judge import PACKAGED
from qa.models.verdicts import NEARNESS, SIGNALS, Regression, VerdictCalibration


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in parts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pier broke in May.", ["The pier broke in May."]),
        (
            "The pier broke in May, and the mayor closed the harbour.",
            ["The pier broke in May", "and the mayor closed the harbour."],
        ),
        (
            "The ferry, which was built in 1998, carries 412 people; it rests in winter.",
            ["The ferry, which was built in 1998, carries 412 people", "it rests in winter."],
        ),
        ("She came, and so on.", ["She came, and so on."]),
        (
            "He said “the pier broke, and the mayor closed it” on Friday.",
            ["He said “the pier broke, and the mayor closed it” on Friday."],
        ),
        ("", [""]),
    ],
)
def test_the_parts_of_a_statement(text: str, found: list[str]) -> None:
    assert cut(text) == found


def test_parts_are_few() -> None:
    text = "; ".join(["the old pier broke again"] * 40)
    assert len(parts(text)) == MOST


def test_a_statement_without_a_part_and_a_part_alone() -> None:
    text = "The pier broke in May, and the mayor closed the harbour."
    spans = parts(text)
    assert without(text, spans, 1) == "The pier broke in May."
    assert without(text, spans, 0) == "The mayor closed the harbour."
    assert alone(text, spans[1]) == "The mayor closed the harbour."
    assert as_sentence("") == ""


@pytest.mark.parametrize(
    ("statement", "source", "kind", "words"),
    [
        ("Nine ships sank.", "Twelve ships sank.", Kind.NUMBER, ("9", "12")),
        ("It broke on Monday.", "It broke on Friday.", Kind.DATE, ("Monday", "Friday")),
        ("It broke in 2019.", "It broke in 2021.", Kind.DATE, ("2019", "2021")),
        (
            "The mayor met Ada Moreau.",
            "The mayor met Ben Oduya.",
            Kind.NAME,
            ("Ada Moreau", "Ben Oduya"),
        ),
        ("The pier was not closed.", "The pier was closed.", Kind.NEGATION, ("not", "")),
        ("Prices rose in the town.", "Prices fell in the town.", Kind.OPPOSITE, ("rose", "fell")),
        (
            "Ada Moreau said the pier was safe.",
            "Ben Oduya said the pier was safe, as Ada Moreau knew.",
            Kind.SPEAKER,
            ("Ada Moreau", "Ben Oduya"),
        ),
        ("The dog bit the man.", "The man bit the dog.", Kind.ROLES, ("", "")),
        ("The pier is beautiful to all.", "The pier costs money.", Kind.WORDS, ("", "")),
    ],
)
def test_in_what_they_differ(
    statement: str, source: str, kind: Kind, words: tuple[str, str]
) -> None:
    found = differences(statement, source, "")
    first = next(one for one in found if one.kind is kind)
    assert (first.said, first.source) == words
    said = in_words(found)
    assert said.endswith(".") and all(word in said for word in words)


def test_large_numbers_are_written_out() -> None:
    (first, *_) = differences("Netto lost 2,500,000 users.", "Netto lost 200,000 users.", "")
    assert (first.said, first.source) == ("2,500,000", "200,000")


# the calibration


def test_the_packaged_calibration_is_read() -> None:
    fitted = VerdictCalibration.read(PACKAGED)
    assert set(fitted.supported.weights) == set(SIGNALS)
    zero = dict.fromkeys((*SIGNALS, *NEARNESS), 0.0)
    sure = {**zero, "meaning": 3.0, "whole": 3.0, "altered": -5.0, "held": 0.8}
    against = {**zero, "meaning": -4.0, "whole": -2.0, "against": 2.0, "altered": 0.1, "held": 0.8}
    assert fitted.supported.probability(sure) > fitted.thresholds["supported"]
    assert fitted.supported.probability(against) < 0.1
    assert fitted.contradicted.probability(against) > 0.7 > fitted.contradicted.probability(sure)
    assert fitted.near.probability({"share": 0.9, "held": 0.9}) > 0.9
    assert fitted.near.probability({"share": 0.1, "held": 0.1}) < 0.1


@pytest.mark.parametrize("name", ["meaning", "altered", "against"])
def test_a_flipped_sign_would_show(name: str) -> None:
    fitted = VerdictCalibration.read(PACKAGED)
    weights = fitted.supported.weights if name != "against" else fitted.contradicted.weights
    assert (weights[name] > 0) == (name != "altered")


def test_a_calibration_of_something_else_is_told(tmp_path: object) -> None:
    fitted = VerdictCalibration.read(PACKAGED)
    with pytest.raises(ValueError, match="thresholds of"):
        VerdictCalibration(fitted.supported, fitted.contradicted, fitted.near, {"supported": 0.5})
    with pytest.raises(ValueError, match="not in"):
        VerdictCalibration(
            fitted.supported,
            fitted.contradicted,
            fitted.near,
            {**fitted.thresholds, "part": 1.0},
        )
    with pytest.raises(ValueError, match="weights of"):
        VerdictCalibration(
            Regression({"meaning": 1.0}, 0.0),
            fitted.contradicted,
            fitted.near,
            fitted.thresholds,
        )
    with pytest.raises(ValueError, match="not a finite number"):
        Regression({"meaning": float("nan")}, 0.0)


def test_a_folder_without_the_calibration_is_told() -> None:
    with pytest.raises(UserError, match=r"has no calibration verdicts\.json"):
        VerdictCalibration.read(PACKAGED.parent / "reader")
