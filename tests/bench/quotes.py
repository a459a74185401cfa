"""Who said what: PolNeAR's news, and 24 documents of our own with what is said in them.

    python -m tests.bench.quotes [--data FOLDER] [--split train|dev] [--json] [--half seen|held]

PolNeAR (Newell et al., LREC 2018): attributions that people marked, each with its source, cue and
content. The rules were written against `train`; `dev` is only reported. Measured are the
attributions with a source. Of those whose content has a quotation mark: `speaker`, that of ours
which shares most with the content, by F1 of characters, names the source: its words lie within the
source's, or are at least half of what holds it, or end with the same name. One that is not found,
or for whom we name nobody, is wrong. `exact`: the words are exactly the source's. Of the reported
ones whose cue has a verb of saying: `found`, something of ours shares half of the content, and
`teller`, and names the source. `marked`: of all that we find, how much was marked as said.

`quotes/`: documents of our own in two halves, `== TITLE`, the text, `--`, and a line `NAME | WORDS`
for what is said in it: `name`, the words are found and their speaker made out, by his full name
where the document has it; `held` was not looked at while the rules were written.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from index import UserError
from index.documents.split import sentences
from index.types import Document
from qa.quotes.read import attributions
from qa.quotes.types import Attribution
from tests.bench.table import Row, Scores, Table, row

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FOLDER = Path(__file__).parent / "quotes"
QUOTED = ("speaker", "exact", "undecided")
TOLD = ("found", "teller")
_MARK = re.compile('["“”]')
_NAME = re.compile(r"[A-Z][\w-]+")
_SHARED = 0.5
_SPEECH_WORDS = """
    said says say saying told tells tell telling wrote writes write writing added adds adding
    stated states stating announced announces announcing claimed claims claim claiming argued
    argues argue arguing insisted insists insist insisting warned warns warn warning acknowledged
    acknowledges admitted admits noted notes noting explained explains explaining suggested
    suggests suggesting reported reports reporting asked asks asking denied denies denying urged
    urges urging tweeted tweets tweeting promised promises vowed vows pledged pledges declared
    declares concluded concedes conceded predicted predicts accused accuses blamed blames
    demanded demands confirmed confirms
"""
_SPEECH = frozenset(_SPEECH_WORDS.split())
"""Verbs of saying; a list of its own, so that the measure does not move with the rules."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as somebody marked it, by offsets."""

    source: Spans
    cue: Spans
    content: Spans


def read_text(text: str, title: str = "article") -> tuple[Attribution, ...]:
    """What is said in a text."""
    document = Document("0" * 16, text, f"/{title}.txt", title)
    return attributions(document, sentences(document))


def articles(folder: Path, split: str) -> Iterator[tuple[str, list[Marked]]]:
    """The articles of PolNeAR with what was marked."""
    with gzip.open(folder / "attribution" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            article: Mapping[str, Any] = json.loads(line)
            yield (
                article["text"],
                [
                    Marked(*(tuple(map(tuple, one[key])) for key in ("source", "cue", "content")))
                    for one in article["attributions"]
                ],
            )


def judged(text: str, marked: Sequence[Marked], ours: Sequence[Attribution]) -> list[Scores]:
    """What the reading of an article is worth."""
    scores: list[Scores] = []
    for one in marked:
        words = " ".join(text[start:end] for start, end in one.content)
        if not one.source:
            continue
        if _MARK.search(words):
            best = _best(one, [other for other in ours if other.direct])
            scores.append(_quoted(text, one, best))
        elif any(_says(text[a:b]) for a, b in one.cue):
            best = _best(one, ours)
            found = best is not None and _f1(one.content, _content(best)) >= _SHARED
            right = found and best is not None and names_source(text, one, best)
            scores.append({"found": float(found), "teller": float(right)})
    scores += [
        {"marked": float(any(_overlap(one.content, _content(other)) for one in marked))}
        for other in ours
    ]
    return scores


def _quoted(text: str, one: Marked, best: Attribution | None) -> Scores:
    if best is None or best.speaker is None:
        return {"speaker": 0.0, "exact": 0.0, "undecided": 1.0}
    span = best.speaker.span
    exact = (span.start, span.end) in set(one.source)
    right = exact or names_source(text, one, best)
    return {"speaker": float(right), "exact": float(exact), "undecided": 0.0}


def _says(cue: str) -> bool:
    words = re.findall(r"[a-z]+", cue.lower())
    return any(word in _SPEECH for word in words) or "according to" in cue.lower()


def names_source(text: str, one: Marked, best: Attribution) -> bool:
    """Whether the speaker of ours is the marked source."""
    if best.speaker is None:
        return False
    start, end = best.speaker.span.start, best.speaker.span.end
    if any(a <= start + 1 and end - 1 <= b for a, b in one.source):
        return True
    first, last = one.source[0][0], one.source[-1][1]
    if start <= first and last <= end and 2 * (last - first) >= end - start:
        return True
    wanted = _last_name(" ".join(text[a:b] for a, b in one.source))
    return wanted is not None and wanted == _last_name(text[start:end])


def _last_name(text: str) -> str | None:
    names = _NAME.findall(re.sub("[’']s", "", text))
    return names[-1].lower() if names else None


def _best(one: Marked, ours: Iterable[Attribution]) -> Attribution | None:
    shares = [(_f1(one.content, _content(other)), n, other) for n, other in enumerate(ours)]
    share, _, best = max(shares, key=lambda item: (item[0], -item[1]), default=(0.0, 0, None))
    return best if share else None


def _content(one: Attribution) -> Spans:
    return [(span.start, span.end) for span in one.content]


def _overlap(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _f1(one: Spans, other: Spans) -> float:
    length = sum(b - a for a, b in (*one, *other))
    return 2 * _overlap(one, other) / length if length else 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """A document of our own: `said` is who and what, in order."""

    half: str
    title: str
    text: str
    said: tuple[tuple[str, str], ...]


def cases() -> list[Case]:
    """The documents of our own, in the order of the files."""
    return [case for half in ("seen", "held") for case in _cases(half)]


def _cases(half: str) -> Iterator[Case]:
    for part in f"\n{(FOLDER / f'{half}.txt').read_text(encoding='utf-8')}".split("\n== ")[1:]:
        title, _, rest = part.partition("\n")
        text, _, said = rest.partition("\n--\n")
        pairs = [line.split(" | ", 1) for line in said.strip().splitlines()]
        yield Case(half, title, text, tuple((who, words) for who, words in pairs))


def wrong(case: Case) -> list[tuple[str, str, str]]:
    """Speaker, words and what was read instead, where a case is not read right."""
    ours = read_text(case.text, case.title)
    found = []
    for who, words in case.said:
        heard = [one.who for one in ours if _plain(words) in _plain(one.words)]
        if who not in heard:
            found.append((who, words, "; ".join(heard) or "not found"))
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def own_rows() -> list[Row]:
    """The measures of our own documents, by half."""
    rows = []
    for half in ("seen", "held"):
        chosen = [case for case in cases() if case.half == half]
        scores: list[Scores] = []
        for case in chosen:
            missed = Counter((who, words) for who, words, _ in wrong(case))
            scores += [{"name": float(not missed[pair])} for pair in case.said]
        rows.append(row(f"pincite, {half}", scores, ("name",)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.quotes", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of shared data")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--half", choices=("seen", "held"), help="print what is wrong in a half")
    parser.add_argument("--json", action="store_true", help="print the tables as JSON")
    options = parser.parse_args()
    if options.half:
        chosen = [case for case in cases() if case.half == options.half]
        print(json.dumps([(case.title, wrong(case)) for case in chosen if wrong(case)], indent=1))
        return
    tables = [Table("Our own documents", "The right name beside the words.", own_rows())]
    if (options.data / "attribution").is_dir():
        tables.insert(0, _polnear(options.data, options.split))
    else:
        print(f"There is no {options.data / 'attribution'}; --data names it.", file=sys.stderr)
    found = [table.to_dict() for table in tables]
    print(json.dumps(found, indent=1) if options.json else "\n\n".join(map(str, tables)))


def _polnear(folder: Path, split: str) -> Table:
    scores: list[Scores] = []
    started, characters = perf_counter(), 0
    for text, marked in articles(folder, split):
        characters += len(text)
        scores += judged(text, marked, read_text(text))
    seconds = perf_counter() - started
    return Table(
        f"PolNeAR, {split}",
        "Of quoted sentences: speaker right, its words exact, nobody named. Of reported ones with "
        "a verb of saying: found, and with the right speaker. Of all of ours: marked as said.",
        [row("pincite, rules", scores, (*QUOTED, *TOLD, "marked"))],
        {f"{characters / 1e6:.1f} million characters": seconds},
    )


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(str(error))
