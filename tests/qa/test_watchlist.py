"""Watched questions: what is new for them is given once, and nothing else is."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import qa.watch.watchlist as module
from index import Index, UserError
from index.documents.read import read_here
from index.text.words import words
from index.types import EVERYWHERE, Scope
from qa import Answer, Citation, Claim, News, WatchedQuestion, Watchlist
from qa.english.watched import as_question
from qa.types import Kind
from qa.watch.kept import FILE
from qa.watch.known import FILE as KNOWN
from qa.watch.known import words_digest
from qa.watch.types import MOST_FOUND
from tests.support.documents import TINY

HARBOUR = "What happened at the harbour?"
NEW = "A crane fell over in the harbour on Monday."


class Asked:
    """Answers with every sentence of the scope that has a word of the question, and notes it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.asked: list[tuple[str, Scope]] = []

    def __call__(self, question: str, *, scope: Scope = EVERYWHERE) -> Answer:
        self.asked.append((question, scope))
        wanted = set(words(question))
        claims = []
        for listed in self.index.listing(scope):
            for passage in self.index.passages(listed.id):
                for span in passage.citable:
                    text = passage.document.slice(span)
                    if wanted & set(words(text)):
                        claims.append(Claim(text, (Citation(passage.document, span, 0.9),)))
        return Answer(question, tuple(claims))


Write = Callable[..., None]


@pytest.fixture
def write(tiny_index: Index, tiny_folder: Path) -> Write:
    """Writes files, or takes them out where their text is None, and brings the index up to date."""

    def run(**files: str | None) -> None:
        for name, text in files.items():
            path = tiny_folder / f"{name}.txt"
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        tiny_index.sync(tiny_folder, read=read_here)

    return run


@pytest.fixture
def ask(tiny_index: Index) -> Asked:
    return Asked(tiny_index)


@pytest.fixture
def watched(tiny_index: Index) -> Watchlist:
    """A list with one question."""
    watchlist = Watchlist(tiny_index)
    watchlist.add(HARBOUR)
    return watchlist


def quotes(news: Sequence[News]) -> list[str]:
    return [one.quote for found in news for one in found.citations]


def look(watchlist: Watchlist, ask: Any) -> list[str]:
    return quotes(list(watchlist.look(ask)))


# what is new


def test_what_was_there_is_not_new(watched: Watchlist, ask: Asked) -> None:
    assert look(watched, ask) == [] and ask.asked == []


def test_a_new_document_is_told_once(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(crane=f"{NEW} Nobody was hurt.")
    assert look(watched, ask) == [NEW]
    assert look(watched, ask) == []
    (found,) = watched.questions[0].found
    assert (found.quote, found.title) == (NEW, "crane")
    assert found.source.endswith("/crane.txt") and watched.questions[0].looked == found.time


def test_only_new_files_are_asked(
    watched: Watchlist, ask: Asked, write: Write, tiny_folder: Path
) -> None:
    write(crane=NEW, copied=TINY["harbour.txt"])
    look(watched, ask)
    (file,) = ask.asked[0][1].folders
    assert Path(file) == tiny_folder / "crane.txt"


def test_what_is_not_about_it_is_not_told(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(crane="It snowed all day.")
    assert look(watched, ask) == [] and len(ask.asked) == 1
    assert look(watched, ask) == [] and len(ask.asked) == 1


def test_a_changed_file_tells_its_new_sentence(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    nine = "The harbour of Lindau was closed for nine days in March."
    write(harbour=TINY["harbour.txt"].replace("nine", "ten"))
    assert look(watched, ask) == [nine.replace("nine", "ten")]
    write(harbour=TINY["harbour.txt"].replace("nine", "ten") + f"\n{NEW}\n")
    assert look(watched, ask) == [NEW]
    write(harbour=TINY["harbour.txt"])  # as it was
    assert look(watched, ask) == []


@pytest.mark.parametrize("becomes", ["not closed", "open", "closed again"])
def test_a_word_that_changed_is_new(
    watched: Watchlist, ask: Asked, write: Write, becomes: str
) -> None:
    text = TINY["harbour.txt"].replace("closed", becomes)
    write(harbour=text)
    assert look(watched, ask) == [text.partition(" Ferries")[0].strip()]


def test_copies_and_renamed_files_are_not_new(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(moved=TINY["harbour.txt"], harbour=None)
    assert look(watched, ask) == []
    write(copied=TINY["harbour.txt"].replace("The harbour", "“The HARBOUR"))
    assert look(watched, ask) == [] and ask.asked == []


LONG = (
    "Ferry burns at the pier of Lindau\n\n"
    "The harbour of Lindau was shut on Tuesday after a fire on a ferry, the mayor said. "
    "Twelve people were taken off the burning ferry by the fire brigade before noon. "
    "The operator of the ferries has hired two ships from Bregenz for the rest of the week. "
    "Passengers will get their money back within ten days, the operator wrote in a letter. "
    "A report on the cause of the fire is expected in the spring of next year. "
    "The ferry had been built in Romanshorn and was to be sold to a museum in June. "
    "Divers looked for the engine, which had sunk to the ground beside the pier. "
    "Fishermen were told to stay away from the place until the oil has been removed. "
    "The fire brigade used foam, which the wind blew over the roofs of the old town. "
)


def test_near_copies_of_what_was_shown_are_not_new(
    watched: Watchlist, ask: Asked, write: Write, tiny_index: Index
) -> None:
    write(fire=LONG)
    assert len(look(watched, ask)) == 1
    near = LONG.replace("was shut", "has been shut down").replace("mayor said", "mayor told us")
    write(paper=f"{near}\nRead more in our paper on Sunday.\n")
    (id,) = [id for id, source in tiny_index.sources() if source.endswith("paper.txt")]
    assert tiny_index.copies([id])  # it is told from the document, not from one sentence
    assert look(watched, ask) == []
    write(other=near.replace("Tuesday", "Wednesday"))
    assert look(watched, ask) == [
        "The harbour of Lindau has been shut down on Wednesday after a fire on a ferry, "
        "the mayor told us."
    ]


def test_near_copies_that_come_at_once_are_told_once(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    near = LONG.replace("was shut", "has been shut down")
    write(fire=LONG, paper=f"{near}\nRead more in our paper on Sunday.\n")
    assert len(look(watched, ask)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It fell by 5%.", "It fell by 5."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It cost $5.", "It cost €5."),
        ("It rose 1.5 points.", "It rose 15 points."),
        ("Rome beat Milan.", "Milan beat Rome."),
        ("It may close.", "It will close."),
        ("Mr Li denied that it fell.", "It fell."),
    ],
)
def test_sentences_that_say_something_else(one: str, other: str) -> None:
    assert words_digest(one) != words_digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crane fell.", "“A crane fell,”"),
        ("Ten fell, she said.", "Ten fell, she says"),
        ("It’s over.", "It's over!"),
    ],
)
def test_sentences_that_tell_the_same(one: str, other: str) -> None:
    assert words_digest(one) == words_digest(other)


def test_a_sentence_of_marks_is_none() -> None:
    assert words_digest("— … —") == words_digest("The “a”") == 0


# scopes and many files


def test_a_scope_is_kept(tiny_index: Index, ask: Asked, write: Write, tiny_folder: Path) -> None:
    watchlist = Watchlist(tiny_index)
    watchlist.add(HARBOUR, Scope(types=("md",)))
    write(crane=NEW)
    assert look(watchlist, ask) == [] and ask.asked == []
    (tiny_folder / "crane.md").write_text("Another crane stands in the harbour.\n")
    write()
    assert look(watchlist, ask) == ["Another crane stands in the harbour."]
    assert ask.asked[0][1].types == ("md",)


def test_a_scope_that_names_nobody(tiny_index: Index) -> None:
    with pytest.raises(UserError, match="has the source"):
        Watchlist(tiny_index).add(HARBOUR, Scope(sources=("Nobody",)))
    assert Watchlist(tiny_index).questions == ()


def test_a_scope_of_which_nothing_is_left(
    tiny_index: Index, ask: Asked, write: Write, tiny_folder: Path
) -> None:
    Watchlist(tiny_index).add(HARBOUR, Scope(folders=("council",)))
    for path in (tiny_folder / "council").iterdir():
        path.unlink()
    tiny_index.sync(tiny_folder, read=read_here, forget=True)
    write(crane=NEW)
    assert look(Watchlist(tiny_index), ask) == []


def test_of_many_files_the_nearest_are_asked(
    watched: Watchlist, ask: Asked, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_NAMES", 2)
    others = {f"other{n}": f"Apples cost {n} francs." for n in range(5)}
    write(**others, crane=NEW)
    assert look(watched, ask) == [NEW]
    assert len(ask.asked[0][1].folders) == 2


def test_a_topic_is_asked_again_of_the_files_that_were_not_cited(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    def overview(question: str, *, scope: Scope) -> Answer:
        """Of one document."""
        answer = ask(question, scope=scope)
        return replace(answer, claims=answer.claims[:1], kind=Kind.OVERVIEW)

    write(**{f"crane{n}": f"Crane {n} stands in the harbour." for n in range(4)})
    assert len(look(watched, overview)) == 4
    assert [len(scope.folders) for _, scope in ask.asked] == [4, 3, 2, 1]
    write(**{f"ship{n}": f"Ship {n} lies in the harbour." for n in range(9)})
    assert len(look(watched, overview)) == 5


def test_a_question_is_asked_once(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(crane=NEW, other="Another crane stands in the harbour.")
    assert len(look(watched, ask)) == 2 and len(ask.asked) == 1


def test_documents_of_one_file(
    watched: Watchlist, ask: Asked, write: Write, tiny_folder: Path
) -> None:
    rows = [{"id": "a", "text": "Ferries left the harbour."}, {"id": "b", "text": NEW}]
    path = tiny_folder / "wire.jsonl"
    path.write_text(json.dumps(rows[0]) + "\n")
    write(**{"odd#name": "The harbour has a name."})
    found = sorted(look(watched, ask))
    assert found == ["Ferries left the harbour.", "The harbour has a name."]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    write()
    assert look(watched, ask) == [NEW]


# crashes, and several at once


def test_what_was_not_shown_stands_in_the_list(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    watched.add("Which crane fell?")
    write(crane=NEW)
    for news in watched.look(ask):
        assert news.question.number == 1
        break  # killed while it was shown: nothing more is done
    assert [one.quote for one in watched.questions[0].last] == [NEW]
    after = list(watched.look(ask))
    assert [(one.question.number, quotes([one])) for one in after] == [(2, [NEW])]
    assert look(watched, ask) == []


def test_an_answer_that_fails_loses_nothing(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(crane=NEW)

    def fail(*_: object, **__: object) -> Answer:
        raise UserError("The model is missing.", "Install it.")

    with pytest.raises(UserError, match="missing"):
        look(watched, fail)
    assert look(watched, ask) == [NEW]


def test_of_two_that_look_at_once_one_tells(
    watched: Watchlist, ask: Asked, write: Write, tiny_index: Index
) -> None:
    other: list[str] = []

    def meanwhile(question: str, *, scope: Scope) -> Answer:
        other.extend(look(Watchlist(tiny_index), ask))
        return ask(question, scope=scope)

    write(crane=NEW)
    assert look(watched, meanwhile) == [] and other == [NEW]


def test_a_question_that_is_removed_meanwhile(watched: Watchlist, ask: Asked, write: Write) -> None:
    def meanwhile(question: str, *, scope: Scope) -> Answer:
        watched.remove(1)
        return ask(question, scope=scope)

    write(crane=NEW)
    assert look(watched, meanwhile) == [] and watched.questions == ()


def test_what_comes_while_it_is_looked_is_told_next(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    def meanwhile(question: str, *, scope: Scope) -> Answer:
        write(late="Another crane came to the harbour.")
        return ask(question, scope=scope)

    write(crane=NEW)
    assert look(watched, meanwhile) == [NEW]
    assert look(watched, ask) == ["Another crane came to the harbour."]


@pytest.mark.parametrize("damage", [b"", b"PK", None, "other"])
def test_what_is_known_is_made_again(
    watched: Watchlist, ask: Asked, write: Write, tiny_index: Index, damage: object
) -> None:
    path = tiny_index.folder / KNOWN
    if damage is None:
        path.unlink()
    elif damage == "other":
        with path.open("wb") as file:
            np.savez(file, documents=np.zeros((2, 2)), sources=[1], sentences=[1])
    else:
        path.write_bytes(bytes(damage))  # type: ignore[call-overload]
    assert look(watched, ask) == []
    write(crane=NEW)
    assert look(watched, ask) == [NEW]


# the list


def test_numbers_are_given_once(tiny_index: Index) -> None:
    watchlist = Watchlist(tiny_index)
    assert [watchlist.add(text).number for text in ("one?", "two?")] == [1, 2]
    assert watchlist.remove(2).question == "two?"
    assert watchlist.add("three?").number == 3
    assert [one.question for one in Watchlist(tiny_index).questions] == ["one?", "three?"]


def test_what_came_while_nothing_was_watched_is_not_new(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    watched.remove(1)
    write(crane=NEW)
    watched.add(HARBOUR)
    assert look(watched, ask) == []


def test_another_question_takes_no_news_from_the_first(
    watched: Watchlist, ask: Asked, write: Write
) -> None:
    write(crane=NEW)
    watched.add("Which ferry sank?")
    assert look(watched, ask) == [NEW]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (" ", "empty"),
        ("x" * 2_001, "2,001 characters"),
        ("\ud800", "not valid text"),
        (HARBOUR.upper(), "watched already, as number 1"),
    ],
)
def test_what_cannot_be_watched(watched: Watchlist, question: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        watched.add(question)
    assert len(watched.questions) == 1


def test_the_list_is_bounded(watched: Watchlist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    watched.add("second?")
    with pytest.raises(UserError, match="no more can be"):
        watched.add("third?")


def test_what_was_found_is_bounded(watched: Watchlist, ask: Asked, write: Write) -> None:
    write(crane=" ".join(f"Crane {n} stands in the harbour." for n in range(MOST_FOUND + 5)))
    assert len(look(watched, ask)) == MOST_FOUND + 5
    found = watched.questions[0].found
    assert len(found) == MOST_FOUND and f"Crane {MOST_FOUND + 4} " in found[-1].quote
    assert look(watched, ask) == []


def test_a_number_that_nothing_has(watched: Watchlist) -> None:
    with pytest.raises(UserError, match="has the number 7"):
        watched.remove(7)


def damaged(values: dict[str, Any], **change: Any) -> str:
    return json.dumps({**values, "questions": [{**values["questions"][0], **change}]})


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"number": True},
        {"question": ""},
        {"scope": {}},
        {"scope": {"since": "x", "until": ""}},
        {"added": "today"},
        {"found": [{}]},
        {"shown": [1]},
    ],
)
def test_a_list_that_is_damaged(
    watched: Watchlist, tiny_index: Index, change: dict[str, Any]
) -> None:
    path = tiny_index.folder / FILE
    path.write_text(damaged(json.loads(path.read_text()), **change))
    with pytest.raises(UserError, match="is damaged"):
        list(watched.look())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 1}', "[" * 100_000])
def test_a_file_that_is_no_list(watched: Watchlist, tiny_index: Index, text: str) -> None:
    (tiny_index.folder / FILE).write_text(text)
    with pytest.raises(UserError, match="is damaged"):
        watched.add("another?")
    assert (tiny_index.folder / FILE).read_text() == text


def test_a_list_of_another_version(watched: Watchlist, tiny_index: Index) -> None:
    (tiny_index.folder / FILE).write_text('{"schema_version": 2}')
    with pytest.raises(UserError, match="of version 2"):
        list(watched.look())


def test_a_question_is_read_as_it_was_written() -> None:
    scope = Scope(sources=("The Friday File",), types=("pdf",))
    one = WatchedQuestion(3, "Who?", scope, "2026-11-29T06:00:00+00:00", "", (), ("0" * 16,))
    assert WatchedQuestion.from_dict(json.loads(json.dumps(one.to_dict()))) == one


# topics


@pytest.mark.parametrize(
    "topic", ["sanctions on grain", "grain", "the harbour of Lindau", "Isar floods."]
)
def test_a_topic_is_asked_about(topic: str) -> None:
    about = topic.rstrip(".")
    assert as_question(topic) == f"What do the documents say about {about}?"


@pytest.mark.parametrize(
    "question",
    [
        "Who leads the talks?",
        "who leads the talks",
        "In which town did it fall",
        "Has the harbour opened",
        "What's new in Lindau",
        "Tell me about the harbour",
        "Summarise the news on grain",
        "the harbour?",
    ],
)
def test_a_question_is_asked_as_it_is(question: str) -> None:
    assert as_question(question) == question


def test_several_at_once_add_and_lose_nothing(tiny_index: Index) -> None:
    with ThreadPoolExecutor(6) as pool:
        added = pool.map(lambda n: Watchlist(tiny_index).add(f"Who is number {n}?"), range(12))
        numbers = [one.number for one in added]
    assert sorted(numbers) == list(range(1, 13))
    assert {one.number for one in Watchlist(tiny_index).questions} == set(numbers)
