"""Words that are one letter away from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.near_words import as_written, fold, near

KNOWN = {"kherson": 5, "kharkiv": 2, "villag": 1, "negoti": 3}


def count(stem: str) -> int:
    return KNOWN.get(stem, 0)


@given(st.integers(0, 6), st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.integers(0, 3))
def test_every_wrong_letter_is_found(place: int, letter: str, kind: int) -> None:
    word = "kherson"
    left, right = word[:place], word[place:]
    wrong = (
        left + letter + right,
        left + letter + right[1:],
        left + right[1:],
        left + right[1:2] + right[:1] + right[2:],
    )[kind]
    found = near(wrong, count)
    if count(wrong):
        assert not found
    else:
        assert any("kherson" in forms for forms in found)


@pytest.mark.parametrize(
    "word", ["kher", "khersons1", "kherson", "", "x" * 41, "two words", "12345"]
)
def test_what_is_not_looked_at(word: str) -> None:
    assert not near(word, count)


def test_a_word_whose_stem_is_not_near() -> None:
    assert any("negotiations" in forms for forms in near("negotiatons", count))


def test_the_most_frequent_word_comes_first_but_the_same_first_letter_before_it() -> None:
    known = {"carson": 1, "larson": 9, "karson": 2}
    firsts = [forms[0] for forms in near("carsson", lambda stem: known.get(stem, 0))]
    assert firsts == ["carson"]
    firsts = [forms[0] for forms in near("tarson", lambda stem: known.get(stem, 0))]
    assert firsts == ["larson", "karson", "carson"]


def test_as_the_texts_write_it() -> None:
    texts = ["Kherson, KHERSON and Kherson’s port.", "Besançon"]
    assert as_written(["kherson"], texts) == "Kherson"
    assert as_written(["besancon"], texts) == "Besançon"
    assert as_written(["odesa"], texts) == ""
    assert as_written([], texts) == ""


def test_beside_another_word() -> None:
    texts = ["John Healey met Ada Healy."]
    assert as_written(["healey", "healy"], texts, "ada") == "Healy"
    assert as_written(["healey", "healy"], texts, "John") == "Healey"
    assert as_written(["healey"], texts, "Tom") == ""


def test_folding() -> None:
    assert fold("Besançon") == "besancon"
