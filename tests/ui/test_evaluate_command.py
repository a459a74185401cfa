"""`pincite evaluate` and `pincite gold`, from their arguments to their files."""

import html.parser
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Index
from qa import Assistant
from qa.evaluation.compare import compare
from qa.evaluation.gold import GoldFile
from qa.evaluation.results import Evaluation, Outcome, Quote
from qa.evaluation.run import evaluate
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import ATTACK
from tests.support.paths import ROOT, SEEDS
from ui.cli import main as cli
from ui.cli.gates import Gate, read_gates
from ui.render import figures, report
from ui.render.figures import duration, percent

Result = tuple[int, str, str]
ROWS = (
    {
        "id": "rail",
        "question": "How many hours did repairs of the trains take?",
        "answers": ["eleven hours"],
        "evidence": [{"document": "rail.txt", "sentence": "Repairs took eleven hours."}],
        "answerable": True,
        "type": "number",
    },
    {
        "id": "lake",
        "question": "By how many metres did the lake rise?",
        "answers": ["two"],
        "evidence": [{"document": "weather.txt", "sentence": "The lake rose by two metres."}],
        "answerable": True,
        "type": "number",
    },
    {
        "id": "race",
        "question": "Who won the bicycle race?",
        "answers": [],
        "evidence": [],
        "answerable": False,
        "type": "who",
    },
)


@pytest.fixture(autouse=True)
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every index that a command opens or makes has the fake encoder."""
    monkeypatch.setattr("index.corpus.open_encoder", lambda name: FakeEncoder())
    monkeypatch.setattr("index.corpus.recorded_model", lambda name: name)
    monkeypatch.delenv("PINCITE_INDEX", raising=False)


@pytest.fixture
def pincite(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        status = cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def folder(tiny_index: Index) -> Path:
    """Folder of an index of the tiny documents."""
    return tiny_index.folder


def strictly(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


# The table


def test_the_table(pincite: Callable[..., Result], gold: Path, folder: Path) -> None:
    status, out, err = pincite("evaluate", gold, "--index", folder)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"3 questions of {gold}, documents: 4 from {folder}"
    stages = [line.split()[0] for line in lines[2:] if line and not line.startswith(" ")]
    assert stages == [
        "measure",
        "retrieval",
        "answer",
        "citation",
        "abstaining",
        "cost",
        "threshold",
    ]
    row = next(line for line in lines if line.startswith("  R@10 "))
    assert re.fullmatch(r"  R@10 +1\.000   1\.000 to 1\.000 +2", row)
    assert lines[-1].startswith(
        "threshold at which at most 15% of unanswerable questions would be answered: 0."
    )
    assert re.search(r"\(then \d+% of the answerable are missed\)$", lines[-1])
    assert all(len(line) < 80 for line in lines[1:-1])


def test_documents_are_indexed_for_the_occasion(
    pincite: Callable[..., Result], gold: Path, tiny_folder: Path, tmp_path: Path
) -> None:
    (tiny_folder / "empty.txt").write_text("")
    before = set(tmp_path.iterdir())
    status, out, err = pincite(
        "evaluate", gold, "--documents", tiny_folder / "council", tiny_folder, "--error", "1"
    )
    assert (status, set(tmp_path.iterdir())) == (0, before)
    assert "empty.txt" in err and err.count("\n") == 1
    assert "at most 100% of unanswerable questions would be answered: 0.000" in out


def test_k_reaches_the_assistant(pincite: Callable[..., Result], gold: Path, folder: Path) -> None:
    _, out, _ = pincite("evaluate", gold, "--index", folder, "-k", "1", "--json")
    value = strictly(out)
    assert value["about"]["passages read"] == "1"
    assert {len(outcome["ranking"]) for outcome in value["outcomes"]} == {1}


def test_the_results_say_what_read(
    pincite: Callable[..., Result], gold: Path, folder: Path
) -> None:
    for options, said in (((), "both networks"), (("--fast",), "the small network alone")):
        _, out, _ = pincite("evaluate", gold, "--index", folder, "--json", *options)
        assert strictly(out)["about"]["reader"] == said


def test_json(pincite: Callable[..., Result], gold: Path, folder: Path) -> None:
    status, out, err = pincite("evaluate", gold, "--index", folder, "--json")
    value = strictly(out)
    assert (status, err, value["complete"], value["asked_for"]) == (0, "", True, 3)
    assert value["measures"]["R@10"]["count"] == 2
    assert Evaluation.from_dict(value).measures["R@10"].value == 1.0


def test_all_faults_are_told_before_anything_is_evaluated(
    pincite: Callable[..., Result], tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "ask", lambda *_: pytest.fail("it was asked"))
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(ROWS[0]) + '\n{\n\x1b[2J\n{"id": 1}\n')
    status, out, err = pincite("evaluate", path, "--index", folder)
    assert (status, out) == (2, "")
    assert [line[:7] for line in err.splitlines()[1:-1]] == ["line 2:", "line 3:", "line 4:"]
    assert "\x1b" not in err
    path.write_text("")
    assert "holds no question" in pincite("evaluate", path, "--index", folder)[2]
    assert "cannot be read" in pincite("evaluate", "none", "--index", folder)[2]
    assert pincite("evaluate", path, "--index", "absent")[0] == 2


@pytest.mark.parametrize("error", ["-0.1", "1.1", "nan", "x"])
def test_a_wrong_error(error: str, pincite: Callable[..., Result], gold: Path) -> None:
    status, out, err = pincite("evaluate", gold, f"--error={error}")
    assert (status, out) == (2, "")
    assert "expected a share from 0 to 1" in err


# Gates


def test_gates(pincite: Callable[..., Result], gold: Path, folder: Path) -> None:
    given = ("evaluate", gold, "--index", folder)
    status, out, err = pincite(*given, "--fail-under", "R@10=1", "--fail-over", "total_p95=60")
    assert (status, err) == (0, "")
    status, out, err = pincite(
        *(*given, "--fail-under", "R@10=1.01", "--fail-under", "hit@1=0"),
        *("--fail-over", "peak_memory=1", "--fail-over", "aurc=1"),
    )
    assert (status, "R@10" in out) == (1, True)
    lines = err.splitlines()
    assert lines[0] == "pincite: R@10 is 1, under 1.01."
    assert lines[1] == "pincite: hit@1 was measured on no question; the limit is 0."
    assert re.fullmatch(r"pincite: peak_memory is \d+(\.\d+)?, over 1\.", lines[2])
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--fail-under", "precision=1"),
            "There is no measure 'precision'. --fail-under knows: R@1,",
        ),
        (
            ("--fail-over", "x=1"),
            "--fail-over knows: verdict_wrong, answerable_abstained, unanswerable_answered",
        ),
        (("--fail-under", "aurc=1"), "better when it is lower. Write --fail-over aurc=1."),
        (("--fail-over", "auroc=1"), "better when it is higher. Write --fail-under auroc=1."),
        (("--fail-under", "auroc"), "names no number"),
        (("--fail-under", "auroc=nan"), "names no number"),
        (("--fail-under", "auroc=high"), "names no number"),
    ],
)
def test_a_wrong_gate_is_told_first(
    arguments: tuple[str, str], said: str, pincite: Callable[..., Result]
) -> None:
    status, out, err = pincite("evaluate", "none.jsonl", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_gate_is_met_at_its_limit() -> None:
    outcome = Outcome("a", {}, True, True, 0.5, {"R@1": 0.5})
    evaluation = Evaluation((outcome,), 1, peak_memory=5_000_000)
    gates = read_gates(["R@1=0.5"], ["peak_memory=5", "total_p95=0"])
    assert [one.miss(evaluation) for one in gates] == [None, None, None]
    assert Gate("peak_memory", 4.9).miss(evaluation) == "peak_memory is 5, over 4.9."


# Reports and comparisons


def test_a_report_and_a_comparison(
    pincite: Callable[..., Result], gold: Path, folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "report"
    given = ("evaluate", gold, "--index", folder, "--report", target)
    status, _, err = pincite(*given)
    assert (status, err) == (0, f"pincite: The report is {target / 'report.html'}.\n")
    files = {path.name for path in target.iterdir()}
    assert files == {"results.json", "run.trec", "qrels.trec", "report.html"}
    assert strictly((target / "results.json").read_text())["measures"]["R@10"]["value"] == 1.0
    assert len((target / "qrels.trec").read_text().splitlines()) == 2
    assert (target / "run.trec").read_text().startswith("rail Q0 ")
    check_page((target / "report.html").read_text())

    status, out, _ = pincite(*given, "--compare", target / "results.json")
    assert status == 0
    table = out.split("\n\n")[-2].splitlines()
    assert table[0].split() == [
        "measure",
        "before",
        "after",
        "difference",
        "95%",
        "interval",
        "questions",
    ]
    row = next(line for line in table if line.startswith("  R@10 "))
    assert row.split() == ["R@10", "1.000", "1.000", "+0.000", "+0.000", "to", "+0.000", "2"]
    assert "Compared with the earlier run" in (target / "report.html").read_text()
    _, out, _ = pincite(*given, "--compare", target / "results.json", "--json")
    assert {d["name"]: d["low"] for d in strictly(out)["differences"]}["R@10"] == 0.0


def test_a_comparison_with_something_else(
    pincite: Callable[..., Result], gold: Path, folder: Path, tmp_path: Path
) -> None:
    given = ("evaluate", gold, "--index", folder, "--compare")
    assert "cannot be read" in pincite(*given, "none")[2]
    for text in ("{", "{}", "[" * 100_000, '{"outcomes": [NaN]}', "\udcff"):
        (tmp_path / "other.json").write_text(text, errors="surrogateescape")
        status, out, err = pincite(*given, tmp_path / "other.json")
        assert (status, out) == (2, "")
        assert "does not hold the results" in err
    other = Evaluation((Outcome("x", {}, True, True, 0.5, {}),), 1)
    (tmp_path / "other.json").write_text(json.dumps(other.to_dict()))
    assert "no question in common" in pincite(*given, tmp_path / "other.json")[2]


def test_a_report_that_cannot_be_written_is_told_first(
    pincite: Callable[..., Result], gold: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file", tmp_path / "file" / "deeper"):
        status, out, err = pincite("evaluate", gold, "--index", folder, "--report", target)
        assert (status, out) == (2, "")
        assert "cannot be written" in err


def test_interrupted(
    pincite: Callable[..., Result],
    gold: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = Assistant.ask
    asked: list[str] = []

    def interrupted(self: Assistant, question: str, **where: Any) -> Any:
        asked.append(question)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return ask(self, question, **where)

    monkeypatch.setattr(Assistant, "ask", interrupted)
    given = ("evaluate", gold, "--index", folder, "--report", tmp_path, "--fail-under", "R@1=2")
    status, out, err = pincite(*given)
    assert (status, "R@10" in out) == (130, True)
    assert "Interrupted after 2 of 3 questions" in err and "R@1 is" not in err
    assert "Interrupted: 2 of 3 questions." in (tmp_path / "report.html").read_text()
    assert strictly((tmp_path / "results.json").read_text())["complete"] is False
    asked += ["a", "b"]
    del asked[2:]
    status, out, err = pincite(*given)
    assert (status, out) == (130, "")
    assert err == "pincite: Interrupted before the first question was answered.\n"


def test_progress_goes_to_a_terminal_only(
    pincite: Callable[..., Result], gold: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []

    class Bar:
        n = 0

        def __init__(self, **settings: Any) -> None:
            shown.append(settings)

        def __enter__(self) -> "Bar":
            return self

        def __exit__(self, *_: object) -> None: ...

        def update(self, number: int) -> None:
            self.n += number
            shown.append(self.n)

    monkeypatch.setattr("tqdm.tqdm", Bar)
    assert pincite("evaluate", gold, "--index", folder)[0] == 0
    assert (shown[0]["total"], shown[0]["disable"], shown[1:]) == (3, True, [1, 2, 3])


# The page

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "small", "abbr", "wbr", "div", "figure"),
    *("figcaption", "svg", "g", "path", "text", "rect", "polyline", "details", "summary", "dl"),
    *("dt", "dd"),
}
EMPTY = {"meta", "wbr"}


class Page(html.parser.HTMLParser):
    """Fails at a tag or attribute that the report does not write, or one that is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attributes:
            assert name not in ("src", "href", "style", "srcset") and not name.startswith("on")
            assert name in ("content", "viewbox") or "://" not in (value or "")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def check_page(text: str) -> str:
    """The text of the page, which must be whole and refer to nothing outside."""
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style and "@import" not in style
    assert "default-src 'none'" in text
    return page.text


def test_the_page_of_the_seeds(tmp_path: Path) -> None:
    with Index.open(tmp_path, encoder=FakeEncoder()) as index:
        index.sync(SEEDS)
        found = evaluate(Assistant(index), GoldFile(ROOT / "seeds" / "gold.jsonl"), total=110)
    page = report.report_to_html(found, 0.15)
    text = check_page(page)
    assert "Of 76 answerable questions it answers" in text
    assert "Every quote stands in its document, word for word." in text
    assert page.count("<svg") == 2 + 4 * 3
    for kind in report.KINDS:
        count = sum(map(report.KINDS[kind], found.outcomes))
        assert count == 0 or f"{kind} ({count})" in text
    assert sum(map(len, re.findall(r"q\d{3}", text))) == 110 * 4
    assert not re.search(r"\bnan\b", page)


def hostile(text: str, **changes: Any) -> Outcome:
    values: dict[str, Any] = {
        "id": text,
        "groups": {text: (text, text[::-1])},
        "answerable": True,
        "answered": True,
        "confidence": 0.5,
        "scores": {"R@1": 0.5, "citation_precision": 0.0, text: 0.5},
        "question": text,
        "claims": (text,),
        "cited": (Quote(text, text),),
        "answers": (text,),
        "expected": (Quote(text, text),),
    }
    return Outcome(**values | changes)


def test_hostile_texts_stay_text() -> None:
    outcomes = tuple(hostile(text) for text in (*ATTACK, "</style><script>", "\ud800", "'\"&"))
    about = {"gold": ATTACK[0], ATTACK[1]: "</title>"}
    found = Evaluation(outcomes, len(outcomes), about)
    page = report.report_to_html(found, 0.15, compare(found, found))
    check_page(page)
    assert "\x1b" not in page and "<script" not in page
    page.encode()


def test_hostile_documents_end_to_end(
    pincite: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    attack = "<img src=x onerror=alert(1)>"
    documents = tmp_path / "documents"
    (documents / "rail.txt").write_text(f"Repairs {attack} took <b>eleven</b> hours.\n")
    row = {
        **ROWS[0],
        "question": f"How many hours did {attack} repairs take?",
        "type": attack,
        "evidence": [
            {"document": "rail.txt", "sentence": f"Repairs {attack} took <b>eleven</b> hours."}
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row))
    target = tmp_path / "report"
    status, _, err = pincite("evaluate", path, "--documents", documents, "--report", target)
    assert status == 0, err
    page = (target / "report.html").read_text()
    text = check_page(page)
    assert attack in text and attack not in page
    strictly((target / "results.json").read_text())


def test_a_page_of_many_questions_stays_small() -> None:
    outcomes = tuple(
        hostile("How?", id=f"q{n}", groups={"type": (f"type {n % 50}",)}, confidence=n / 2000)
        for n in range(2000)
    )
    page = report.report_to_html(Evaluation(outcomes, 2000), 0.15)
    text = check_page(page)
    assert "And 1,700 more, in results.json." in text
    assert len(page) < 500_000


def test_a_page_of_one_question() -> None:
    for outcome in (hostile("How?"), hostile("How?", answerable=False, scores={})):
        page = report.report_to_html(Evaluation((outcome,), 1), 0.15)
        check_page(page)
        assert not re.search(r"\bnan\b", page)
    check_page(report.report_to_html(Evaluation((), 5), 0.15))


# Figures in words


def test_durations_and_shares() -> None:
    assert [duration(s) for s in (12.34, 0.0123, 1e-5, 0.0)] == [
        "12.3 s",
        "12.3 ms",
        "10 µs",
        "0 µs",
    ]
    assert [percent(s) for s in (0.0, 0.15, 0.0012, 1.0)] == ["0%", "15%", "0.12%", "100%"]


def test_the_threshold_shown_does_what_it_says() -> None:
    for confidence in (0.0, 0.5, 0.559, 0.1 + 0.2, 1.0, 0.9999999):
        outcomes = (
            Outcome("a", {}, False, False, confidence, {}),
            Outcome("b", {}, True, False, 1.0, {}),
        )
        evaluation = Evaluation(outcomes, 2)
        shown = figures.shown_threshold(evaluation, 0.0)
        assert confidence < shown <= confidence + 0.0011
        assert f"answered: {shown:.3f}" in figures.threshold_sentence(evaluation, 0.0)


def test_headlines() -> None:
    right = Outcome("a", {}, True, True, 0.9, {"citation_precision": 1.0, "quotes_exact": 0.0})
    wrong = Outcome("b", {}, True, True, 0.9, {"citation_precision": 0.5, "quotes_exact": 1.0})
    missed = Outcome("c", {}, True, False, 0.1, {})
    other = Outcome("d", {}, False, True, 0.9, {})
    assert list(figures.headlines(Evaluation((right, wrong, missed, other), 4))) == [
        "Of 3 answerable questions it answers 2 (67%) and misses 1.",
        "Of 2 such answers, 1 (50%) with right citations only.",
        "Of 1 unanswerable question it answers 1 (100%); it should answer none.",
        "50% of the answers quote what is not in the document.",
    ]


# Gold files


def test_gold_check(
    pincite: Callable[..., Result], gold: Path, folder: Path, tmp_path: Path
) -> None:
    assert pincite("gold", "check", gold, "--index", folder) == (
        0,
        "3 questions, nothing wrong\n",
        "",
    )
    path = tmp_path / "bad.jsonl"
    bad = {**ROWS[0], "evidence": [{"document": "\x1b[2J", "sentence": "x"}]}
    path.write_text("\n".join(["{"] * 60 + [json.dumps(bad)]))
    status, out, err = pincite("gold", "check", path, "--index", folder)
    assert (status, err, out.count("\n"), "\x1b" in out) == (1, "", 61, False)
    assert out.startswith("line 1: not JSON\n")
    path.write_text("\n")
    assert pincite("gold", "check", path, "--index", folder)[0] == 2


def test_gold_init(
    pincite: Callable[..., Result], folder: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    status, out, err = pincite("gold", "init", "--index", folder, "--count", "4")
    assert (status, out) == (0, "")
    assert "5 lines are in gold.jsonl." in err and "pincite gold check gold.jsonl" in err
    first = (tmp_path / "gold.jsonl").read_text()
    rows = [strictly(line) for line in first.splitlines()]
    assert [row["answerable"] for row in rows] == [True] * 4 + [False]
    assert rows[0]["question"] == "TODO: ask what this sentence answers"

    status, out, err = pincite("gold", "init", "--index", folder)
    assert (status, out) == (2, "")
    assert "exists already" in err
    assert (tmp_path / "gold.jsonl").read_text() == first
    pincite("gold", "init", "--index", folder, "--count", "4", "--output", "again.jsonl")
    assert (tmp_path / "again.jsonl").read_text() == first

    status, out, _ = pincite("gold", "check", "gold.jsonl", "--index", folder)
    assert (status, out.count("the question is not written yet")) == (1, 5)
    status, _, err = pincite("evaluate", "gold.jsonl", "--index", folder)
    assert (status, "not written yet" in err) == (2, True)


def test_gold_init_where_there_is_nothing(
    pincite: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    with Index.open(tmp_path / "empty", encoder=FakeEncoder()):
        pass
    assert "holds no sentence" in pincite("gold", "init", "--index", tmp_path / "empty")[2]
    assert not (tmp_path / "gold.jsonl").exists()
    status, _, err = pincite("gold", "init", "--index", folder, "--output", "none/gold.jsonl")
    assert (status, "There is no folder none." in err) == (2, True)
    assert pincite("gold", "init", "--index", "absent")[0] == 2
    assert pincite("gold", "init", "--count", "0")[0] == 2


@pytest.mark.parametrize("command", [("evaluate",), ("gold", "init"), ("gold", "check"), ("gold",)])
def test_help(command: tuple[str, ...], pincite: Callable[..., Result]) -> None:
    status, out, err = pincite(*command, "--help")
    assert (status, err) == (0, "")
    assert "\nexamples:\n  pincite " in out
    if command != ("gold", "init"):
        assert pincite(*command)[0] == 2


@pytest.mark.slow
def test_the_seeds_from_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    lines = (ROOT / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(lines[:20]), encoding="utf-8")  # `make evaluate` asks them all
    arguments = ["evaluate", str(gold), "--documents", str(SEEDS), "--report", str(tmp_path)]
    assert (
        cli.main([*arguments, "--fail-under", "quotes_exact=1", "--fail-under", "R@10=0.95"]) == 0
    )
    assert "quotes_exact             1.000" in capsys.readouterr().out
    check_page((tmp_path / "report.html").read_text())
