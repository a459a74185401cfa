"""The benchmark of tables: its gold stands in the documents, and what is measured is right."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from index.documents.read import read_here
from qa import Assistant
from qa.english.answers import normalise
from qa.tables import Cell, table
from tests.bench.cells import HALVES, MEASURES, judged, name_of, questions, scores_of
from tests.bench.table import row
from tests.support.fake_models import FakeEncoder
from tests.support.paths import SEEDS
from tests.support.tables import EMPTY, filled

GOLD = {"answers": ["ten"], "sentences": ["Ten people died"]}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("cells")
    with Index.open(Path(folder, "index"), encoder=FakeEncoder()) as index:
        index.sync(SEEDS, read=read_here)
        yield {
            name_of(one.source): " ".join(index.document(one.id).text.split())
            for one in index.listing()
        }


def test_there_are_as_many_as_is_said() -> None:
    assert Counter(one["half"] for one in questions()) == {
        "develop": 5,
        "first": 5,
        "second": 10,
        "report": 10,
    }
    assert len({one["question"] for one in questions()}) == 30


def test_the_gold_stands_in_the_documents(texts: dict[str, str]) -> None:
    assert len(texts) == 22
    for one in questions():
        assert set(one.get("either", ())) <= set(texts) - set(one["cells"])
        for name, gold in one["cells"].items():
            assert gold["sentences"] and gold["answers"]
            for sentence in gold["sentences"]:
                assert sentence in texts[name], (name, sentence)
            said = normalise(texts[name])
            assert any(normalise(answer) in said for answer in gold["answers"]), (name, gold)


@pytest.mark.parametrize(
    ("cell", "gold", "scores"),
    [
        (filled("Ten people died.", "Ten"), GOLD, (1.0, None, 1.0, 1.0)),
        (filled("Ten people died."), GOLD, (1.0, None, 1.0, 0.0)),
        (filled("Ten people died.", "people"), GOLD, (0.0, None, 0.0, None)),
        (filled("Tents are ten.", "ten"), GOLD, (0.0, None, 0.0, None)),
        (EMPTY, GOLD, (0.0, None, None, None)),
        (EMPTY, None, (None, 1.0, None, None)),
        (filled("Ten people died.", "Ten"), None, (None, 0.0, 0.0, None)),
    ],
)
def test_what_a_cell_is_worth(cell: Cell, gold: object, scores: tuple[float | None, ...]) -> None:
    found = judged(cell, gold)  # type: ignore[arg-type]
    assert tuple(map(found.get, MEASURES)) == scores


@pytest.mark.slow
def test_the_cells_are_filled_as_well_as_is_said(tmp_path: Path) -> None:
    """A floor under what was chosen: how sure a cell must be, names, and agreement.

    Of every third question, as all of them take minutes: `python -m tests.bench.cells`.
    """
    asked = questions(HALVES)[::3]
    with Index.open(tmp_path) as index:
        index.sync(SEEDS)
        made = table(Assistant(index), [one["question"] for one in asked])
    scores = [scores for _, _, _, scores in scores_of(made, asked)]
    found = row("pincite", scores, MEASURES).measures
    assert found["filled_right"].value >= 0.85
    assert found["empty_right"].value >= 0.98
    assert found["shown_right"].value >= 0.85
