"""A thousand edits of documents, and what `recheck` says became of a cited sentence.

    python -m tests.bench.recheck [--edits 1000] [--seed 1] [--show]

Documents are invented: reports of towns, in four formats, whose sentences resemble each other, some
with a near copy elsewhere. In each a sentence is cited and the record of it saved; then the
document is edited in one of the ways below, the folder is indexed again, and the record held
against it. No network is loaded. A verdict is right if it is the one that the edit calls for; worst
is a sentence that changed or went and is said to stand.
"""

import argparse
import csv
import html
import io
import random
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index import Index
from index.documents.read import read_here
from index.text.sameness import exact_words
from index.types import Span
from qa.records.recheck import CheckedCitation, Verdict, recheck
from qa.records.record import Record
from qa.records.save import record_of
from qa.types import Answer, Citation, Claim
from tests.support.fake_models import FakeEncoder

AT_ONCE = 120
"""Documents of one round, which are indexed together."""

_TOWNS = ("Arlen", "Brix", "Cavour", "Dunmore", "Estrel", "Farrow", "Gantry", "Holm", "Kell")
_PEOPLE = ("Ada Moreau", "Ben Oduya", "Carla Stein", "Dev Rao", "Eva Lind", "Farid Haddad")
_OFFICES = ("mayor", "harbour master", "school board", "rail operator", "water company", "museum")
_THINGS = ("bridge", "ferry", "library", "market hall", "tram line", "swimming pool", "mill")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FRAMES = (
    "The {office} of {town} said on {day} that the {thing} would cost {number} million euros.",
    "{person} told “The {town} Post” that {number} people had used the {thing} in a week.",
    "Repairs of the {thing} in {town} took {number} days and ended on {day}.",
    "On {day} the {office} opened the {thing}, which {person} had planned for {number} years.",
    "The {thing} of {town} was closed after {person} found {number} cracks in its café.",
    "{person} wasn't asked, but the {office} paid {number},500 euros for the {thing}.",
    "About {number}% of those who live in {town} want the {thing} to stay – {person} among them.",
    "The {office} counted {number} visitors on {day}, fewer than {person} had expected.",
    "Nobody in {town} knows why the {thing} needs {number} keys, the {office} wrote on {day}.",
    "By {day}, {number} of the seats in the {thing} had been sold, according to {person}.",
)
_REWORDED = (
    "According to the {office}, building a {thing} in {town} is put at {number} million euros.",
    "In {town} some {number} passengers took the {thing} that week, {person} told “The Post”.",
    "It took {number} days to repair {town}'s {thing}; the work was over on {day}.",
    "The {thing} that {person} spent {number} years planning was opened by the {office} on {day}.",
    "After {person} came upon {number} cracks in the café, {town} closed its {thing}.",
    "Without asking {person}, the {office} spent {number},500 euros on the {thing}.",
    "Roughly {number}% of the people of {town}, and {person} too, would keep the {thing}.",
    "Fewer visitors than {person} expected, {number}, were counted by the {office} on {day}.",
    "Why the {thing} has {number} keys is known to nobody in {town}, wrote the {office} on {day}.",
    "According to {person}, {number} seats of the {thing} were sold by {day}.",
)
"""Each says in other words what the frame of the same number says."""


@dataclass(frozen=True)
class Fact:
    """A sentence by its frame and what fills it."""

    frame: int
    words: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return _FRAMES[self.frame].format(**dict(self.words))

    def reworded(self) -> str:
        return _REWORDED[self.frame].format(**dict(self.words))

    def other(self, name: str, value: str) -> str:
        return _FRAMES[self.frame].format(**{**dict(self.words), name: value})


@dataclass
class Case:
    """A document, the sentence of it that is cited, and what is done to it.

    Attributes:
        kind: name of the edit.
        path: of the document.
        paragraphs: sentences of each paragraph.
        at: paragraph and sentence of what is cited.
        fact: what is cited.
        expected: the right verdicts.
        files: what else is written: path → paragraphs.
    """

    kind: str
    path: Path
    paragraphs: list[list[str]]
    at: tuple[int, int]
    fact: Fact
    expected: tuple[Verdict, ...] = ()
    files: dict[Path, list[list[str]]] = field(default_factory=dict)
    save: Callable[[str], bytes] = str.encode

    @property
    def cited(self) -> str:
        return str(self.fact)

    def put(self, sentence: str | None) -> None:
        """Put another sentence in the place of the cited one, or none."""
        paragraph, place = self.at
        self.paragraphs[paragraph][place : place + 1] = [sentence] if sentence else []
        self.paragraphs = [sentences for sentences in self.paragraphs if sentences]

    def write(self) -> None:
        """Write the document and what goes with it."""
        for path, paragraphs in {self.path: self.paragraphs, **self.files}.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.save(written(paragraphs, path.suffix)))


def fact(generator: random.Random, frame: int | None = None) -> Fact:
    """A sentence at random."""
    words = (
        ("town", generator.choice(_TOWNS)),
        ("person", generator.choice(_PEOPLE)),
        ("office", generator.choice(_OFFICES)),
        ("thing", generator.choice(_THINGS)),
        ("day", generator.choice(_DAYS)),
        ("number", str(generator.randint(11, 99))),
    )
    return Fact(generator.randrange(len(_FRAMES)) if frame is None else frame, words)


def written(paragraphs: Sequence[Sequence[str]], suffix: str) -> str:
    """A document in the format that a suffix names."""
    if suffix == ".html":
        lines = (f"<p>{html.escape(' '.join(sentences))}</p>" for sentences in paragraphs)
        return f"<html><body><article>{''.join(lines)}</article></body></html>"
    if suffix == ".csv":
        file = io.StringIO()
        rows = csv.writer(file)
        rows.writerow(("desk", "entry"))
        for sentences in paragraphs:
            rows.writerows(("local", sentence) for sentence in sentences)
        return file.getvalue()
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs) + "\n"


# The edits: each says which verdicts are right


def move_paragraph(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    sentences = case.paragraphs.pop(case.at[0])
    to = generator.choice([n for n in range(len(case.paragraphs) + 1) if n != case.at[0]])
    case.paragraphs.insert(to, sentences)
    return (Verdict.MOVED,)


def reword(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.put(case.fact.reworded())
    return (Verdict.CHANGED,)


def change_figure(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    number = int(dict(case.fact.words)["number"])
    others = (number + 1, number - 1, number * 10, int(f"1{number}"), int(str(number)[::-1] + "1"))
    case.put(case.fact.other("number", str(generator.choice(others))))
    return (Verdict.CHANGED,)


def change_name(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    names = [name for name in ("person", "town", "office", "day") if _uses(case.fact, name)]
    name = generator.choice(names)
    lists = {"person": _PEOPLE, "town": _TOWNS, "office": _OFFICES, "day": _DAYS}
    others = [value for value in lists[name] if value != dict(case.fact.words)[name]]
    case.put(case.fact.other(name, generator.choice(others)))
    return (Verdict.CHANGED,)


def _uses(fact: Fact, name: str) -> bool:
    return f"{{{name}}}" in _FRAMES[fact.frame]


def deny(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    sentence = case.cited
    for verb in (" had ", " would ", " was ", " took ", " opened ", " paid ", " want ", " knows "):
        if verb in sentence:
            case.put(sentence.replace(verb, f"{verb}not ", 1))
            return (Verdict.CHANGED,)
    case.put(sentence.replace(" counted ", " never counted ", 1))
    return (Verdict.CHANGED,)


def put_into_doubt(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    before = generator.choice(("It is not true that ", "Some deny that ", "Had it been true: "))
    case.put(before + case.cited)
    return (Verdict.CHANGED,)


def add_condition(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.put(f"{case.cited[:-1]}, or so it was said.")
    return (Verdict.CHANGED,)


def change_capitals(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.put(case.cited.upper())
    return (Verdict.CHANGED,)


def cut_in_two(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    words = case.cited.split()
    half = len(words) // 2
    case.put(f"{' '.join(words[:half])}. The {' '.join(words[half:])}")
    return (Verdict.CHANGED,)


def delete_sentence(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.put(None)
    return (Verdict.GONE,)


def delete_paragraph(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.paragraphs.pop(case.at[0])
    return (Verdict.GONE,)


def delete_file(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.path.unlink()
    case.path = case.path.with_name("rest.txt")
    case.paragraphs = [["A list of nothing is kept here for those who look after the archive."]]
    return (Verdict.GONE,)


def rename_file(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.path.unlink()
    folder = case.path.parent / "later" if generator.random() < 0.5 else case.path.parent
    case.path = folder / f"renamed-{case.path.name}"
    return (Verdict.MOVED,)


def rename_and_edit(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    rename_file(case, generator)
    case.paragraphs.append(["The archive was put into another order in the winter."])
    return (Verdict.MOVED,)


def rename_and_change(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    rename_file(case, generator)
    return change_figure(case, generator)


def split_file(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    """The cited part goes into a new file, which stands beside the rest."""
    number = max(case.at[0], 1)
    rest = case.path.with_name(f"second-{case.path.name}")
    if case.at[0]:
        case.files[rest] = case.paragraphs[number:]
        case.paragraphs = case.paragraphs[:number]
    else:
        case.files[rest] = case.paragraphs[:number]
        case.paragraphs = case.paragraphs[number:]
    return (Verdict.MOVED,)


def split_and_change(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    """The same, and its figure changes at once."""
    change_figure(case, generator)
    split_file(case, generator)
    return (Verdict.CHANGED,)


def space_otherwise(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.paragraphs = [[s.replace(" ", "  ", 3) for s in p] for p in case.paragraphs]
    return (Verdict.HOLDS,)


def encode_otherwise(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    ways: list[Callable[[str], bytes]] = [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("“", '"').replace("”", '"').replace("–", "-").encode(),
        lambda text: text.replace("'", "’").encode(),
        lambda text: text.replace(" ", "\u00a0", 9).encode(),
    ]
    if case.path.suffix == ".html":
        ways = [ways[n] for n in (0, 1, 3)]
    if case.path.suffix == ".csv":
        ways = [ways[n] for n in (0, 1, 3, 5)]
    case.save = generator.choice(ways)
    return (Verdict.HOLDS,)


def edit_after(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.paragraphs.append([str(fact(generator)), str(fact(generator))])
    return (Verdict.HOLDS,)


def edit_before(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.paragraphs.insert(0, ["This page was looked through again by the desk last night."])
    return (Verdict.MOVED,)


def edit_the_others(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    """A figure of each other sentence changes, and no word is added."""
    for sentences in case.paragraphs:
        for n, sentence in enumerate(sentences):
            if sentence != case.cited:
                sentences[n] = sentence.translate(str.maketrans("123456789", "234567891"))
    return (Verdict.HOLDS,)


def duplicate(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    case.paragraphs.append([case.cited])
    return (Verdict.HOLDS,)


def leave(case: Case, generator: random.Random) -> tuple[Verdict, ...]:
    return (Verdict.HOLDS,)


Edit = Callable[[Case, random.Random], tuple[Verdict, ...]]

PLAIN: tuple[Edit, ...] = (
    *(move_paragraph, reword, change_figure, change_name, deny, put_into_doubt, add_condition),
    *(change_capitals, cut_in_two, delete_sentence, delete_paragraph, delete_file, rename_file),
    *(rename_and_edit, rename_and_change, split_file, split_and_change, space_otherwise),
    *(encode_otherwise, edit_after, edit_before, edit_the_others, duplicate, leave),
)
COPIED: tuple[Edit, ...] = (
    *(change_figure, change_name, reword, put_into_doubt, delete_sentence, delete_paragraph),
    *(delete_file, edit_after, move_paragraph),
)
"""Where a near copy, which holds the old words, stays as it is."""
TWICE: tuple[Edit, ...] = (change_figure, deny, reword)
"""Where the same document says it a second time, further on."""


def kinds() -> list[tuple[str, Edit, str]]:
    """Name, edit and circumstance of every kind of case."""
    return [
        *((edit.__name__, edit, "") for edit in PLAIN),
        *((f"{edit.__name__}, copied", edit, "copied") for edit in COPIED),
        *((f"{edit.__name__}, twice", edit, "twice") for edit in TWICE),
    ]


def make(folder: Path, name: str, circumstance: str, generator: random.Random) -> Case:
    """A document and the sentence that is cited of it."""
    suffix = generator.choice((".txt", ".txt", ".md", ".html", ".csv"))
    paragraphs = [
        [str(fact(generator)) for _ in range(generator.randint(2, 4))]
        for _ in range(generator.randint(4, 7))
    ]
    at = (generator.randrange(len(paragraphs)), 0)
    at = (at[0], generator.randrange(len(paragraphs[at[0]])))
    cited = fact(generator)
    paragraphs[at[0]][at[1]] = str(cited)
    if generator.random() < 0.5:  # another sentence of the same frame, which is like it
        paragraphs[-1].append(str(fact(generator, cited.frame)))
    case = Case(name, folder / f"report{suffix}", paragraphs, at, cited)
    if circumstance == "copied":
        copy = [list(sentences) for sentences in paragraphs]
        case.files[folder / "elsewhere" / f"copy{suffix}"] = [*copy, ["Taken over from a wire."]]
    if circumstance == "twice":
        paragraphs[-1].append(str(cited))
    return case


def save(case: Case, index: Index) -> Record | None:
    """The record of an answer that cites the sentence; None if it was not split off as one."""
    wanted = exact_words(case.cited)
    for id, source in index.sources():
        if source.partition("#")[0] != str(case.path):
            continue
        for passage in index.passages(id):
            for span in passage.citable:
                found = exact_words(passage.document.slice(span))
                if found == wanted or (
                    case.path.suffix == ".csv" and found[-len(wanted) :] == wanted
                ):
                    citation = Citation(passage.document, Span(id, span.start, span.end), 0.9)
                    return record_of(Answer("?", (Claim(case.cited, (citation,)),)), index)
    return None


def outcomes(count: int, seed: int) -> list[tuple[Case, CheckedCitation]]:
    """The cases, and what was said of each."""
    generator = random.Random(seed)
    chosen = kinds()
    found: list[tuple[Case, CheckedCitation]] = []
    while len(found) < count:
        with tempfile.TemporaryDirectory() as place:
            root = Path(place, "documents").resolve()
            cases = []
            edits = []
            for n in range(min(AT_ONCE, count - len(found))):
                name, edit, circumstance = chosen[(len(found) + n) % len(chosen)]
                case = make(root / str(n), name, circumstance, generator)
                case.write()
                cases.append(case)
                edits.append(edit)
            with Index.open(Path(place, "index"), encoder=FakeEncoder()) as index:
                index.sync(root, read=read_here)
                records = [save(case, index) for case in cases]
                for case, edit in zip(cases, edits, strict=True):
                    case.expected = edit(case, generator)
                    case.write()
                index.sync(root, read=read_here)
                for case, record in zip(cases, records, strict=True):
                    if record:
                        (checked,) = recheck(record, index, ask=False).citations
                        found.append((case, checked))
        right = sum(said.verdict in case.expected for case, said in found)
        print(f"{len(found):,} edits, {right:,} right", file=sys.stderr, flush=True)
    return found


def stands(verdict: Verdict) -> bool:
    """Whether a verdict says that the words are as they were."""
    return verdict in (Verdict.HOLDS, Verdict.MOVED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 if a bar is missed."""
    parser = argparse.ArgumentParser("python -m tests.bench.recheck", description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args(arguments)
    found = outcomes(options.edits, options.seed)
    right = Counter(case.kind for case, said in found if said.verdict in case.expected)
    asked = Counter(case.kind for case, _ in found)
    missed = [
        (case, said)
        for case, said in found
        if stands(said.verdict) and not any(map(stands, case.expected))
    ]
    alarms = sum(not stands(s.verdict) and all(map(stands, c.expected)) for c, s in found)
    for kind, count in asked.items():
        print(f"{kind:<28} {right[kind]:>4} of {count}")
    share = right.total() / len(found)
    print(
        f"\n{len(found):,} edits: verdict right {share:.3f}; changed or gone, and said to stand "
        f"{len(missed)}; as it was, and said to be changed or gone {alarms}"
    )
    if options.show:
        for case, said in found:
            if said.verdict not in case.expected:
                print(f"\n{case.kind}, {case.path.suffix}: {said.verdict}, not {case.expected}")
                print(f"  {said.saved.quote}\n  {said.quote}\n  {said.reason}")
    return int(share < 0.98 or bool(missed))


if __name__ == "__main__":
    sys.exit(main())
