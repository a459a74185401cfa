"""The benchmarks, on files made by hand in each public format."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from index import Document, Index, UserError
from qa.evaluation.results import Measure
from qa.training.public import indexed, rows
from tests.bench import clapnq, near_misses, newsroom, qed, realtimeqa, spans, squad
from tests.bench.__main__ import BENCHMARKS, main
from tests.bench.asking import Item, judged
from tests.bench.given import Few, split, whole
from tests.bench.peer import LlamaIndex
from tests.bench.read import sample
from tests.bench.systems import OURS, SEARCHED, Piece, Response, by_record
from tests.bench.table import Row, Table, row
from tests.support.fake_models import FakeEncoder, FakeReader

FERRY = "The ferry of Lindau sank in May. Nobody was hurt."
TOWER = "The tower of Bregenz is 40 metres high. It was built by Ada Moser."
ROADS = "Roads were closed for a week. Buses ran late."
ARTICLES = [
    {"id": "a1", "title": "Ferry", "published": "2024/01/03", "url": "", "text": FERRY},
    {"id": "a2", "title": "Tower", "published": "2024/01/04", "url": "", "text": TOWER},
    {"id": "a3", "title": "Roads", "published": "2024/01/05", "url": "", "text": ROADS},
]


def quiz(id: str, asked: str, question: str, answer: str, *documents: str) -> dict[str, Any]:
    return {
        "id": id,
        "question": question,
        "answers": [answer],
        "choices": [answer, "none"],
        "asked": asked,
        "source": "hand",
        "documents": list(documents),
        "answer_in_documents": [False] * len(documents),
    }


QUIZ = [
    quiz("w1_0", "2024-01-04", "Which ferry sank in May?", "Lindau", "a1", "a3"),  # week 1
    quiz("w1_1", "2024-01-04", "Who built the tower?", "Ada Moser", "a1"),
    quiz("w2_0", "2024-01-11", "Which moon was reached?", "Phobos"),  # week 2
]
PARAGRAPH: dict[str, Any] = {
    "title": "Old_towers",
    "context": TOWER,
    "questions": [{"id": "s1", "question": "Who built it?", "answers": [["Ada Moser", 56]]}],
}
SELECTED = {
    "id": "c1",
    "question": "how high is the tower",
    "answerable": True,
    "title": "Tower",
    "sentences": ["The tower is old .", "It is 40 metres high .", "It has a bell ."],
    "answers": ["40 metres"],
    "selected_sentences": [
        ["The tower is old .", "It is 40 metres high ."],
        ["It is 40 metres high ."],
    ],
}
REFUSED = {
    **SELECTED,
    "id": "c2",
    "question": "who rang the alarm",
    "answerable": False,
    "answers": [],
    "selected_sentences": [],
}
EXPLAINED = {
    "id": "q1",
    "question": "how high is the tower",
    "title": "Tower",
    "paragraph": "The tower is old . It is 40 metres high . ",
    "sentence_starts": [0, 19],
    "answers": ["40 metres"],
    "evidence_sentence": {"start": 19, "end": 42, "string": "It is 40 metres high . "},
    "explanation": "single_sentence",
}
UNEXPLAINED = {**EXPLAINED, "id": "q2", "evidence_sentence": None, "explanation": "none"}
NEAR = {
    "title": "Old towers",
    "context": TOWER,
    "questions": [
        {"id": "n1", "question": "Who built it?", "answers": [["Ada Moser", 56]]},
        {"id": "n2", "question": "Who sold it?", "answers": [], "kind": "verb"},
    ],
}
MARKED = {
    "question": "What sank?",
    "document": "harbour_news",
    "evidence": [{"text": "The ferry of Lindau sank in May.", "start": 12, "end": 44}],
}


def write(path: Path, objects: Sequence[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(value) + "\n" for value in objects)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    write(folder / "realtimeqa/documents.jsonl.gz", ARTICLES)
    write(folder / "realtimeqa/questions.jsonl.gz", QUIZ)
    write(folder / "reading/dev_squad.jsonl.gz", [{**PARAGRAPH, "title": "Fitted"}, PARAGRAPH])
    for file in near_misses.FILES:
        write(folder / file, [NEAR, NEAR])
    write(folder / "reading/qed.jsonl.gz", [EXPLAINED, UNEXPLAINED])
    write(folder / "abstaining/clapnq.jsonl.gz", [SELECTED, REFUSED])
    write(folder / "spans/questions.jsonl.gz", [MARKED])
    (folder / "spans/documents").mkdir()
    (folder / "spans/documents/harbour_news.md").write_text(f"It rained.  \n{FERRY}\n")
    return folder


@pytest.fixture
def three(tmp_path: Path, encoder: FakeEncoder) -> Index:
    records = [{key: row[key] for key in ("id", "title", "text")} for row in ARTICLES]
    return indexed(tmp_path / "three", records, encoder)


def test_every_benchmark_runs_twice_alike(
    data: Path, tmp_path: Path, encoder: FakeEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    results = []
    for n in range(2):
        output = tmp_path / f"{n}.json"
        arguments = [str(data), "--work", str(tmp_path / "work"), "--output", str(output)]
        assert main(arguments, encoder, FakeReader()) == 0
        results.append(json.loads(output.read_text()))
        for table in results[-1]["tables"]:
            table.pop("seconds")
        assert set(results[-1].pop("seconds")) == set(BENCHMARKS)
    assert results[0] == results[1]
    systems = {row["system"] for table in results[0]["tables"] for row in table["rows"]}
    kinds = {f"{OURS}, {kind}" for kind in newsroom.KINDS}
    assert systems == {OURS, *SEARCHED, "llama-index", *kinds}
    shown = capsys.readouterr().out
    assert "RealTimeQA, open: each question over 3 articles; odd weeks, to report" in shown
    assert "to ask and judge 2 questions" in shown
    assert shown.rindex("published, not run here") > shown.rindex("llama-index")


def test_what_is_embedded_is_kept(data: Path, tmp_path: Path, encoder: FakeEncoder) -> None:
    arguments = [str(data), "--only", "realtimeqa,spans", "--work", str(tmp_path / "work")]
    assert main(arguments, encoder, FakeReader()) == 0
    passages = {text for text in encoder.texts if "\n" in text}
    encoder.texts.clear()
    assert main(arguments, encoder, FakeReader()) == 0
    assert passages
    assert not passages & set(encoder.texts)


def test_absent_data_gives_a_line_and_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere"), "--work", str(tmp_path)], reader=FakeReader()) == 0
    shown = capsys.readouterr().out
    for name in BENCHMARKS:
        assert f"== {name}: absent, " in shown


def test_an_index_of_other_documents_is_refused(
    data: Path, three: Index, tmp_path: Path, encoder: FakeEncoder
) -> None:
    three.close()
    write(data / "realtimeqa/questions.jsonl.gz", [quiz("w1_0", "2024-01-04", "?", "x", "a9")])
    arguments = [str(data), "--only", "realtimeqa", "--work", str(tmp_path), "--index"]
    with pytest.raises(UserError, match="lacks 1 of 1 articles"):
        main([*arguments, str(tmp_path / "three" / "index")], encoder, FakeReader())
    with pytest.raises(UserError, match="There is no index"):
        main([*arguments, str(tmp_path / "nowhere")], encoder, FakeReader())


@pytest.mark.parametrize("wrong", [["--only", "trec"], ["--questions", "0"], ["--weeks", "all"]])
def test_wrong_arguments(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["folder", *wrong])
    assert stopped.value.code == 2
    assert f"argument {wrong[0]}: " in capsys.readouterr().err


def test_a_sample_is_spread_evenly(data: Path) -> None:
    assert sample(range(10), 4) == [0, 2, 5, 7]
    assert sample(range(3), 9) == sample(range(3), None) == [0, 1, 2]
    assert [item["id"] for item in rows(data / "realtimeqa/documents.jsonl.gz")] == [
        "a1",
        "a2",
        "a3",
    ]


def test_the_table() -> None:
    measures = {"hit@1": Measure("hit@1", 0.5, 0.25, 1.0, 4)}
    lengths = [Measure("length", value, 1000.0, 2000.0, n) for value, n in ((1234.5, 4), (2e3, 3))]
    nothing = Measure("auroc", float("nan"), float("nan"), float("nan"), 0)
    table = Table(
        "Title",
        "A note.",
        [
            Row("one", {**measures, "length": lengths[0], "auroc": nothing}),
            Row("another", {**measures, "length": lengths[1], "auroc": nothing}),
        ],
        {"one": 2.0},
    )
    assert str(table) == (
        "== Title\n"
        "A note.\n"
        "system   hit@1 n=4          length                   auroc n=0\n"
        "one      .500 [.250 1.000]  1,234 [1,000 2,000] n=4  -\n"
        "another  .500 [.250 1.000]  2,000 [1,000 2,000] n=3  -\n"
        "one: 2.0 s"
    )
    assert table.to_dict()["rows"][0]["measures"]["auroc"]["value"] is None


def test_a_row_counts_only_the_questions_that_have_a_measure() -> None:
    found = row("one", [{"a": 1.0, "b": 0.0}, {"a": 0.0}, {"a": 1.0}], ("a", "b", "c")).measures
    assert (found["a"].value, found["a"].count) == (pytest.approx(2 / 3), 3)
    assert found["a"].low <= found["a"].value <= found["a"].high
    assert (found["b"].value, found["b"].low, found["b"].high, found["b"].count) == (0, 0, 0, 1)
    assert found["c"].count == 0


def test_a_response_is_judged() -> None:
    pieces = tuple(Piece("d", text, 0, 3) for text in ("no", "the yes", "no"))
    item = Item("?", ["Yes"], lambda piece: float("yes" in piece.text))
    assert judged(item, Response(pieces, "yes", "so yes, it is")) == {
        **{"hit@1": 0.0, "hit@5": 1.0, "hit@10": 1.0, "hit@4000c": 1.0},
        **{"exact_match": 1.0, "token_f1": 1.0, "answer_cited": 1.0},
        **{"passage_length": 2.0, "cited_length": 13.0},
    }
    unread = judged(item, Response(pieces))
    assert set(unread) == {"hit@1", "hit@5", "hit@10", "hit@4000c", "passage_length"}
    nothing = judged(Item("?", ["Yes"], None), Response((), "", ""))
    assert not any(name.startswith("hit") for name in nothing)
    assert set(nothing.values()) == {0.0}


def test_all_systems_are_given_as_many_characters() -> None:
    item = Item("?", ["yes"], lambda piece: float("yes" in piece.text))

    def reached(*texts: str) -> float:
        pieces = tuple(Piece("d", text, None, None) for text in texts)
        return judged(item, Response(pieces, "", ""))["hit@4000c"]

    assert reached("." * 3997 + "yes") == reached("." * 3997, "yes") == 1.0
    assert reached("." * 3998 + "yes") == reached("." * 3998, "yes") == 0.0
    assert reached("." * 4000, "yes") == reached() == 0.0


def test_weeks_are_those_of_the_calendar() -> None:
    assert realtimeqa.week("2024-01-04") == "odd"
    assert realtimeqa.week("2024-01-11") == "even"


def test_few_documents_are_searched_as_an_index_of_them_alone(
    three: Index, tmp_path: Path, encoder: FakeEncoder
) -> None:
    records = [{key: row[key] for key in ("id", "title", "text")} for row in ARTICLES[:2]]
    ids = by_record(three)
    few = Few(three, [ids["a1"], ids["a2"]], tmp_path / "words")
    with three, indexed(tmp_path / "two", records, encoder) as alone:
        for mode in SEARCHED.values():
            for question in ("Who built the tower of Bregenz?", "ferry", "unheard"):
                expected = [(h.passage.text, h.score) for h in alone.search(question, 10, mode)]
                found = [(hit.passage.text, hit.score) for hit in few.search(question, 10, mode)]
                assert [text for text, _ in found] == [text for text, _ in expected]
                # vectors are kept as float16
                scores = [score for _, score in expected]
                assert [score for _, score in found] == pytest.approx(scores, abs=1e-3)


def test_few_may_be_none(three: Index, tmp_path: Path) -> None:
    with three:
        assert Few(three, [], tmp_path / "words").search("ferry") == []


def test_llama_index_finds_and_can_be_narrowed(three: Index, tmp_path: Path) -> None:
    with three:
        made = LlamaIndex(three, tmp_path / "llama")
        kept = LlamaIndex(three, tmp_path / "llama")
        ids = by_record(three)
        response = made.ask("Who built the tower of Bregenz?")
        assert response.pieces[0] == Piece(ids["a2"], TOWER, 0, len(TOWER))
        assert response.answer == TOWER
        assert response.cited == " ".join(piece.text for piece in response.pieces[:2])
        assert len(response.pieces) == 3
        assert kept.ask("Who built the tower of Bregenz?").pieces == response.pieces
        assert [p.document for p in made.within([ids["a3"]]).search("tower", 10)] == [ids["a3"]]
        assert made.within([]).search("tower", 10) == []


def test_squad_reports_on_every_second_article() -> None:
    other = {**PARAGRAPH, "title": "Other"}
    found = list(squad.reported([PARAGRAPH, other, PARAGRAPH, other, {**other, "title": "Third"}]))
    assert [n for n, _ in found] == [1, 3]


def test_squad_evidence_is_the_sentence_of_the_marked_place() -> None:
    passages = split("Old towers", TOWER)
    gold = squad.gold(PARAGRAPH["questions"][0], passages)
    assert [evidence.sentence for evidence in gold.evidence] == ["It was built by Ada Moser."]
    assert gold.answers == ("Ada Moser",)


def test_clapnq_needs_what_all_annotators_selected() -> None:
    gold = clapnq.gold(SELECTED)
    assert [e.sentence for e in gold.evidence] == ["The tower is old .", "It is 40 metres high ."]
    assert gold.groups == ((1,),)
    apart = {**SELECTED, "selected_sentences": [["The tower is old ."], ["It has a bell ."]]}
    assert clapnq.gold(apart).groups == ((0, 1),)
    refused = clapnq.gold(REFUSED)
    assert (refused.answerable, refused.evidence, refused.groups) == (False, (), ())


def test_qed_is_cut_as_it_is_marked() -> None:
    assert list(qed.cut(EXPLAINED)) == ["The tower is old . ", "It is 40 metres high . "]
    assert qed.gold(EXPLAINED).evidence[0].sentence == "It is 40 metres high . "


def test_given_sentences_stay_as_they_are() -> None:
    passage = whole("Tower", ["One . Two .", " ", "Three ."])
    texts = [passage.document.slice(span) for span in passage.citable]
    assert texts == ["One . Two .", "Three ."]
    assert passage.text == "One . Two . Three ."


def test_spans_by_character() -> None:
    document = Document("d", "red \n blue. red blue.", "/given", "given")
    evidence = spans.place(document, {"text": "red blue", "start": 13, "end": 21})
    assert evidence == {("d", offset) for offset in range(12, 20)}
    with pytest.raises(ValueError, match="does not hold"):
        spans.place(document, {"text": "green", "start": 0, "end": 5})
    pieces = [
        Piece("d", "blue. red", 6, 15),
        Piece("d", "blue. r", 6, 13),
        Piece("d", "?", None, 1),
    ]
    assert spans.scores(pieces, [evidence]) == {
        "hit@5": 0.0,  # 3 of 8 characters
        "recall@5": 3 / 8,
        "precision@5": 3 / 10,
        "IoU@5": 3 / 15,
        "length": 10.0,
    }
    assert spans.scores([Piece("d", " red bl", 11, 18)], [evidence])["hit@5"] == 1.0
