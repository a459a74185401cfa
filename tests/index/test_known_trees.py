"""JSON as known programs write it: texts of editors, speech, tables by columns, named records."""

import json
from pathlib import Path

import pytest

from index.documents.formats.known_trees import plainer
from index.documents.load import load_file
from index.types import Document


def read(folder: Path, tree: object, name: str = "a.json") -> list[Document]:
    path = folder / name
    path.write_text(tree if isinstance(tree, str) else json.dumps(tree), encoding="utf-8")
    found = list(load_file(path))
    return [item for item in found if isinstance(item, Document)]


def node(kind: str, *content: object) -> dict[str, object]:
    return {"type": kind, "content": list(content)}


def run(text: str) -> dict[str, object]:
    return {"type": "text", "text": text, "marks": [{"type": "strong"}]}


def test_a_text_of_an_editor_is_the_text_of_its_record(tmp_path: Path) -> None:
    told = node(
        "doc",
        node("paragraph", run("The alarm rings after "), run("90 seconds"), run(".")),
        node("bulletList", node("listItem", node("paragraph", run("Seen at Holm only.")))),
    )
    issue = {"key": "W-1", "fields": {"summary": "Late alarm", "description": told}}
    (document,) = read(tmp_path, issue)
    assert document.title == "Late alarm"
    assert document.text.split("\n")[:2] == [
        "The alarm rings after 90 seconds.",
        "Seen at Holm only.",
    ]


def test_the_blocks_of_a_page_are_one_text(tmp_path: Path) -> None:
    def block(*runs: str) -> dict[str, object]:
        words = [{"type": "text", "text": {"content": x}, "plain_text": x} for x in runs]
        return {"object": "block", "type": "paragraph", "paragraph": {"rich_text": words}}

    tree = {"object": "list", "results": [block("Keys"), block("Per has ", "both", " keys.")]}
    (document,) = read(tmp_path, tree)
    assert document.text == "Keys\nPer has both keys."


SPOKEN = [
    {"start": 0.0, "end": 2.0, "text": " The crane is tested"},
    {"start": 2.0, "end": 4.0, "text": " in April. It is out"},
    {"start": 4.0, "duration": 2.0, "text": " of use."},
]


@pytest.mark.parametrize(
    "tree",
    [
        SPOKEN,
        {"segments": SPOKEN, "language": "en"},
        {"text": "The crane is tested in April. It is out of use.", "segments": SPOKEN},
    ],
)
def test_speech_is_one_text(tmp_path: Path, tree: object) -> None:
    (document,) = read(tmp_path, tree)
    assert document.text.split("\n")[0] == "The crane is tested in April. It is out of use."


def test_each_who_speaks_has_lines_of_their_own(tmp_path: Path) -> None:
    spoken = [{**part, "speaker": who} for part, who in zip(SPOKEN, "AAB", strict=True)]
    (document,) = read(tmp_path, spoken)
    assert document.text == "A: The crane is tested in April. It is out\nB: of use."


def test_columns_become_rows(tmp_path: Path) -> None:
    tree = {"lock": {"0": "Lower", "1": "Upper"}, "depth": {"0": 4.1, "1": 3.2}}
    (document,) = read(tmp_path, tree)
    assert document.text == "lock: Lower; depth: 4.1.\nlock: Upper; depth: 3.2."


def test_records_under_their_names_are_a_row_each(tmp_path: Path) -> None:
    locks = {"Lower": {"depth": 4.1, "keeper": "Per"}, "Upper": {"depth": 3.2, "keeper": "Ida"}}
    (document,) = read(tmp_path, {"locks": locks})
    assert document.text.split("\n")[-2:] == [
        "name: Lower; depth: 4.1; keeper: Per.",
        "name: Upper; depth: 3.2; keeper: Ida.",
    ]


def test_posts_and_their_answers(tmp_path: Path) -> None:
    def listing(*posts: dict[str, object]) -> dict[str, object]:
        children = [{"kind": "t1", "data": post} for post in posts]
        return {"kind": "Listing", "data": {"children": children}}

    answer = {"author": "per", "body": "Take 0.75 mm.", "replies": listing({"body": "It burns!"})}
    asked = {"title": "Which jet?", "selftext": "Mine does not fire."}
    documents = read(tmp_path, [listing(asked), listing(answer)])
    assert [d.text for d in documents] == ["Mine does not fire.", "Take 0.75 mm.", "It burns!"]
    assert documents[0].title == "Which jet?"
    (document,) = read(tmp_path, [listing(asked), listing()])
    assert document.text == "Mine does not fire."


def test_the_steps_of_a_recipe_are_its_text(tmp_path: Path) -> None:
    steps = [
        {"@type": "HowToStep", "text": "Warm the milk."},
        {"@type": "HowToStep", "text": "Eat."},
    ]
    tree = {"@type": "Recipe", "name": "Chowder", "recipeInstructions": steps, "cookTime": "PT4M"}
    (document,) = read(tmp_path, tree)
    assert document.title == "Chowder"
    assert document.text.startswith("Warm the milk.\nEat.\n")


def test_lines_for_a_store_are_no_records(tmp_path: Path) -> None:
    lines = [{"index": {"_id": "1"}}, {"headline": "Pier", "article": "The pier is shut."}]
    (document,) = read(tmp_path, "\n".join(map(json.dumps, lines)), "a.ndjson")
    assert (document.title, document.text) == ("Pier", "The pier is shut.")


@pytest.mark.parametrize(
    "tree",
    [
        {"type": "doc", "content": "A plain text."},
        {"a": {"x": 1}, "b": {"y": 2}},
        {"a": {"x": 1, "y": 2}, "b": 3},
        [{"text": "A."}, {"text": "B."}],
        {"start": 1, "text": "A."},
        [{"start": 1, "text": "A."}],
        [{"id": 7, "timestamp": 90, "user": "ida", "text": f"{n}."} for n in "AB"],
        [{"from": "Ida", "rating": 5, "timestamp": n, "text": "A."} for n in (1, 2)],
        [{"start": n, "room": "B", "text": "A."} for n in (9, 10)],
        [{"timestamp": n, "text": "A."} for n in (1.7e9, 1.8e9)],
        [{"start": n, "text": "A."} for n in (2, 1)],
        [{"start": n, "text": "A.", "speaker": {"name": "Ida"}} for n in (1, 2)],
        {"a": {"x": {"b": {"y": 1, "z": 2}, "c": {"y": 1, "z": 2}}}, "d": 1},
        {x: {"name": "A", "key": 1, "id": 2} for x in "AB"},
        {"text": "It is open.", "hours": {day: {"from": 9, "to": 5} for day in ("Mon", "Tue")}},
        [{side: {"team": "A", "goals": 1} for side in ("home", "away")}] * 2,
        {"type": "document", "content": [{"type": "invoice", "number": 5}]},
        {"type": "document", "content": [{"type": "fee", "value": 5}]},
        {"type": "doc", "title": "A", "content": [{"type": "text", "text": "B."}]},
        {"type": "doc", "content": [{"type": "part", "title": "A", "content": []}]},
        {"type": "doc", "content": [{"type": "rule"}]},
        {"kind": "Listing", "data": {"price": 500, "rooms": 3}},
        [{"object": "block", "type": "odd", "odd": {"words": "A."}}] * 2,
    ],
)
def test_other_trees_stay_as_they_are(tree: object) -> None:
    assert plainer(tree) is tree


def test_values_by_year_keep_the_year(tmp_path: Path) -> None:
    tree = {town: {"2021": 100, "2022": 110} for town in ("Leeds", "York")}
    (document,) = read(tmp_path, tree)
    assert document.text.split("\n")[0] == "name: Leeds; 2021: 100; 2022: 110."
    tree = {town: {str(n): 10 * n for n in range(1, 5)} for town in ("Leeds", "York")}
    (document,) = read(tmp_path, tree)
    assert document.text.split("\n")[1] == "name: York; 1: 10; 2: 20; 3: 30; 4: 40."


def test_a_line_is_one_record(tmp_path: Path) -> None:
    match = {side: {"team": side.title(), "goals": 2} for side in ("home", "away")}
    listing = {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"a": "b"}}]}}
    told = node("doc", node("paragraph", run("The alarm rings.")))
    (first, rows) = read(tmp_path, "\n".join(map(json.dumps, (match, told, listing))), "a.jsonl")
    assert first.text == "The alarm rings."
    assert rows.text.split("\n") == [
        "home.team: Home; home.goals: 2; away.team: Away; away.goals: 2.",
        "kind: Listing; children[0].kind: t1; children[0].data.a: b.",
    ]


def test_a_file_of_lines_for_a_store_alone_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"index": {"_id": "1"}}\n' * 2, encoding="utf-8")
    (skipped,) = load_file(tmp_path / "a.jsonl")
    assert not isinstance(skipped, Document)
    assert skipped.reason == "It is empty."


def test_names_days_and_cards_in_a_text_of_an_editor(tmp_path: Path) -> None:
    parts = [
        run("Ask "), {"type": "mention", "attrs": {"id": "7", "label": "Ida"}}, run(" by "),
        {"type": "date", "attrs": {"timestamp": "1709510400000"}}, run(", see "),
        {"type": "inlineCard", "attrs": {"url": "a.example"}},
    ]  # fmt: skip
    (document,) = read(tmp_path, node("doc", node("paragraph", *parts)))
    assert document.text == "Ask Ida by 2024-03-04, see a.example"


def test_cells_captions_and_titles_of_blocks(tmp_path: Path) -> None:
    def block(kind: str, **values: object) -> dict[str, object]:
        return {"object": "block", "type": kind, kind: values}

    def words(text: str) -> list[dict[str, str]]:
        return [{"plain_text": text}]

    row = block("table_row", cells=[words("Lock"), [], words("4 m")])
    tree = [
        block("table", children=[row]),
        block("child_database", title="Keys"),
        block("image", type="file", file={"url": "a"}, caption=words("The quay")),
        block("divider"),
    ]
    (document,) = read(tmp_path, tree)
    assert document.text.split("\n") == ["Lock | 4 m", "Keys", "The quay"]


def test_a_summary_does_not_stand_for_what_was_said(tmp_path: Path) -> None:
    tree = {"text": "Summary of the call", "segments": SPOKEN}
    (document,) = read(tmp_path, json.dumps(tree), "a.jsonl")
    assert document.text.split("\n")[:2] == [
        "Summary of the call",
        "The crane is tested in April. It is out of use.",
    ]


def test_who_speaks_is_kept_beside_the_text(tmp_path: Path) -> None:
    spoken = [{**part, "speaker": who} for part, who in zip(SPOKEN, "AAB", strict=True)]
    tree = {"text": "The crane is tested in April. It is out of use.", "utterances": spoken}
    (document,) = read(tmp_path, tree)
    assert document.text == "A: The crane is tested in April. It is out\nB: of use."


def test_who_speaks_may_be_a_number(tmp_path: Path) -> None:
    spoken = [{**part, "speaker": who} for part, who in zip(SPOKEN, (0, 0, 1), strict=True)]
    (document,) = read(tmp_path, spoken)
    assert document.text.split("\n")[1] == "Speaker 1: of use."


def test_names_of_steps_and_sections_are_kept(tmp_path: Path) -> None:
    steps = [
        {"@type": "HowToStep", "name": "Knead", "text": "Ten minutes."},
        {"@type": "HowToStep", "name": "Let it rest", "text": "Let it rest for an hour."},
    ]
    part = {"@type": "HowToSection", "name": "Dough", "itemListElement": steps}
    tree = {"@type": "Recipe", "name": "Bread", "recipeInstructions": [part]}
    (document,) = read(tmp_path, tree)
    assert document.text.split("\n")[:3] == [
        "Dough",
        "Knead: Ten minutes.",
        "Let it rest for an hour.",
    ]


def test_pieces_that_other_programs_have_cut(tmp_path: Path) -> None:
    pieces = [
        {"page_content": f"Gate {n} weighs 11 tonnes.", "metadata": {"page": n}} for n in (1, 2)
    ]
    documents = read(tmp_path, "\n".join(map(json.dumps, pieces)), "a.jsonl")
    assert [d.text.split("\n")[0] for d in documents] == [
        "Gate 1 weighs 11 tonnes.",
        "Gate 2 weighs 11 tonnes.",
    ]
