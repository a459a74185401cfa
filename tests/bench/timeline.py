"""Timelines: 200 dated sentences of our own in 35 documents on ten topics.

    python -m tests.bench.timeline [--json] [--half seen|held]

`timeline/`: a file a topic. `== DAY PUBLISHER: TITLE` begins a document (`undated` where it has no
date), `WHEN [published|planned] | SENTENCE` is a sentence and the day, month, year or stretch that
what it tells happened; `-` where that is not said. Names and events are invented. The rules were
written against the topics whose half is `seen`; the others were held out.

`aside.txt` has documents on what lies near the topics; only timelines are measured with them.

`right`: the time of a sentence is read right; `told_right`: and whether it was told, planned, or
only published then; `undated_left_out`: nothing is read where nothing is said. Of the timelines of
all topics over one index: `listed` of the dated sentences, `on_topic` of the entries, `in_order` of
each two entries after one another, by the days that are right.
"""

import argparse
import datetime
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from index import Index, UserError
from qa.evidence.events import Event, event_of
from qa.timeline import Timeline, timeline
from tests.bench.table import Row, Scores, Table, row

FOLDER = Path(__file__).parent / "timeline"
READ = ("right", "told_right", "undated_left_out")
LISTED = ("listed", "on_topic", "in_order")
_HEAD = re.compile(r"== (\S+) (.+?): (.+)")
_LINE = re.compile(r"(\S+)(?: (published|planned))? \| (.+)")
HALVES = {"all": ("seen", "held"), "seen": ("seen",), "held": ("held",)}
TODAY = datetime.date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence and when what it tells happened.

    Attributes:
        text: the sentence.
        first: its first day; None if it is not said.
        last: its last day.
        told: how it is told: `told`, `planned` or `published`.
    """

    text: str
    first: datetime.date | None
    last: datetime.date | None
    told: str


@dataclass(frozen=True, slots=True)
class Story:
    """A document of a topic."""

    topic: str
    half: str
    published: datetime.date | None
    publisher: str
    title: str
    sentences: tuple[Dated, ...]


def stories() -> list[Story]:
    """The documents, by topic and in the order of the files."""
    return [story for path in sorted(FOLDER.glob("*.txt")) for story in _stories(path)]


def _stories(path: Path) -> Iterator[Story]:
    about, *parts = path.read_text(encoding="utf-8").split("\n== ")
    topic, half = re.findall(r"^(?:topic|half): (.+)$", about, re.MULTILINE)
    for part in parts:
        head, *lines = f"== {part}".strip().splitlines()
        match = _HEAD.fullmatch(head)
        assert match, head
        day = None if match[1] == "undated" else datetime.date.fromisoformat(match[1])
        yield Story(topic, half, day, match[2], match[3], tuple(map(_dated, lines)))


def _dated(line: str) -> Dated:
    match = _LINE.fullmatch(line)
    assert match, line
    first, _, last = match[1].partition("/")
    known = match[1] != "-"
    return Dated(
        match[3],
        _end(first, last=False) if known else None,
        _end(last or first, last=True) if known else None,
        match[2] or "told",
    )


def _end(text: str, *, last: bool) -> datetime.date:
    """The first or last day of a day, a month or a year in ISO 8601."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    following = datetime.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return following - datetime.timedelta(1)


def judged(one: Dated, event: Event | None) -> Scores:
    """What the reading of a sentence is worth."""
    if one.first is None:
        return {"undated_left_out": float(event is None)}
    right = event is not None and (event.first, event.last) == (one.first, one.last)
    if event is not None and one.last and one.last.year - one.first.year == 0:
        stretch = one.first != one.last and one.first.day != 1  # of which any day is near enough
        right = right or (stretch and one.first <= event.first <= event.last <= one.last)
    told = right and event is not None and event.told == one.told
    return {"right": float(right), "told_right": float(told)}


def read(story: Story) -> Iterator[tuple[Dated, Event | None]]:
    """Each sentence of a document, and when it is read to have happened."""
    for n, one in enumerate(story.sentences):
        yield one, event_of(one.text, story.published, lead=n == 0)


def write_documents(folder: Path, chosen: Sequence[Story]) -> None:
    """The documents as a file that can be indexed."""
    lines = [
        json.dumps(
            {
                "id": str(n),
                "title": story.title,
                "published": story.published and story.published.isoformat(),
                "text": "\n\n".join(one.text for one in story.sentences),
            }
        )
        for n, story in enumerate(chosen)
    ]
    (folder / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")


def listed(topic: str, chosen: Sequence[Story], made: Timeline) -> list[Scores]:
    """What the timeline of a topic is worth."""
    own = {one.text for story in chosen if story.topic == topic for one in story.sentences}
    dated = {
        one.text: one.first
        for story in chosen
        for one in story.sentences
        if story.topic == topic and one.first
    }
    shown = {c.quote for entry in made.entries for c in (entry.citation, *entry.also)}
    days = [dated[e.citation.quote] for e in made.entries if e.citation.quote in dated]
    return [
        *({"listed": float(text in shown)} for text in dated),
        *({"on_topic": float(entry.citation.quote in own)} for entry in made.entries),
        *({"in_order": float(a <= b)} for a, b in pairwise(days)),
    ]


def rows_of(chosen: Sequence[Story], made: Sequence[tuple[str, Timeline]]) -> list[Row]:
    """The measures of reading and of the timelines, of all topics and of each half."""
    rows = []
    for name in HALVES:
        half = [story for story in chosen if story.half in HALVES[name]]
        topics = {story.topic for story in half}
        reading = [judged(one, event) for story in half for one, event in read(story)]
        lists = [
            scores
            for topic, line in made
            if topic in topics
            for scores in listed(topic, chosen, line)
        ]
        if half:
            rows.append(row(f"pincite, {name}", [*reading, *lists], (*READ, *LISTED)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.timeline", description=__doc__)
    parser.add_argument("--json", action="store_true", help="what is wrong, and figures, as JSON")
    parser.add_argument("--half", choices=("seen", "held"), help="only these topics in detail")
    parser.add_argument("--reading", action="store_true", help="sentences only, no index")
    options = parser.parse_args()
    chosen = stories()
    made: list[tuple[str, Timeline]] = []
    started = perf_counter()
    if not options.reading:
        with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
            files = Path(folder, "files")
            files.mkdir()
            write_documents(files, chosen)
            index.sync(files)
            made = [
                (topic, timeline(index, topic, as_of=TODAY, limit=1000))
                for topic in dict.fromkeys(s.topic for s in chosen if s.half != "aside")
            ]
    table = Table(
        "Timelines: 200 dated sentences of our own in 35 documents on ten topics",
        "Shares of the sentences: the right day, month or year; and how it is told; of those "
        "without a time: left out. Of the dated sentences: listed; of the entries: on the topic, "
        "in order.",
        rows_of(chosen, made),
        {"in all": perf_counter() - started},
    )
    print(json.dumps(_wrong(chosen, options.half), indent=1) if options.json else table)


def _wrong(chosen: Sequence[Story], half: str | None) -> list[dict[str, object]]:
    """The sentences that are read wrongly."""
    return [
        {
            "document": story.title,
            "published": str(story.published),
            "sentence": one.text,
            "right": f"{one.first} to {one.last}, {one.told}",
            "read": f"{event.first} to {event.last}, {event.told}" if event else None,
        }
        for story in chosen
        if story.half in HALVES[half or "all"]
        for one, event in read(story)
        if min(judged(one, event).values()) < 1
    ]


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(str(error))
