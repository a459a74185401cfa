"""What the base network is trained on, and how much of each source an epoch shows.

Reads only the files named here, of the folder that `--help` calls DATA, and the texts written for
the project. What the project is chosen or measured on (`dev_*`, `claims_dev`, `written/dev`,
`yesno/`, every second title of QED, the texts that `pairs.py` keeps back) is never read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.documents.split import sentences
from index.errors import UserError
from index.types import Document
from qa.training.examples import Offsets, shown_title, web_half, web_paragraph
from qa.training.pairs import WRITTEN, Pair, WrittenText, judged, portion, written_texts
from qa.training.public import rows

EVIDENCE_CHARACTERS = 1_400
"""Evidence that is longer is left out."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a file of questions an epoch shows.

    Attributes:
        shown: how often it shows each question; 0.5 is one question in two.
        near: of those that are answered, the share that is also shown with a passage that is like
            the question and does not answer.
        claims: of all questions, the share that is also made a claim.
    """

    shown: float
    near: float = 0.0
    claims: float = 0.0


READING: Mapping[str, Share] = {
    "reading/train_squad": Share(0.6, near=0.5, claims=0.1),
    "reading/train_newwiki": Share(0.35, near=0.4, claims=0.07),
    "reading/train_reddit": Share(0.3, near=0.25, claims=0.05),
    "reading/train_amazon": Share(0.25, near=0.25),
    "reading/train_timeqa": Share(0.35, claims=0.1),
    "reading/train_qamr": Share(0.06),
    "reading/train_qadiscourse": Share(0.2),
    "reading/train_near": Share(0.45, near=0.25, claims=0.15),
    "reading/qed": Share(2.0, near=0.6),
    "written/train": Share(2.0, near=0.2, claims=0.3),
}
"""Files of questions."""

CHECKING: Mapping[str, float] = {
    "support/claims_near": 0.5,
    "support/judged": 0.4,
    "support/fever": 0.1,
    "support/pairs": 0.4,
    "support/claims": 1.0,
    "written/train": 1.0,
}
"""Files of claims, and the share of their claims or, where they have several, texts."""

COPIED: Mapping[str, float] = {
    "reading/train_squad": 0.7,
    "reading/train_newwiki": 0.7,
    "reading/train_timeqa": 0.4,
    "reading/train_qadiscourse": 1.0,
    "reading/train_near": 1.0,
    "reading/qed": 1.0,
    "written/train": 1.0,
}
"""Files of questions, and the share of the sentences of their texts that are shown shortened."""

OURS: Mapping[str, float] = {
    "turned": 2.0,
    "roles": 2.0,
    "speakers": 2.0,
    "relations": 2.0,
    "reworded": 2.0,
    "times": 2.0,
    "joined": 2.0,
    "trimmed": 2.0,
    "moved": 2.0,
    "close": 2.0,
    "polarity": 2.0,
    "swapped": 4.0,
    "causes": 4.0,
    "compared": 4.0,
}
"""Name of a file of texts written for the project → how often an epoch shows its claims."""

OURS_ELSE = 0.16
"""The same for the files that are not named."""

QED = "reading/qed"
WINDOWS = ("support/claims_near", "written/train")
"""Files with several claims on a text."""

PAIRS = ("support/judged", "support/fever", "support/pairs")
"""Files of claims with their evidence."""

CLAIMS = "support/claims"
"""The file of claims with whole documents; only a part is trained on: `portion`."""

_CONTRADICTED = {"contradicted": True, "not_addressed": False, "in_part": False}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the places [start, end) of its answers in a text; none in a near miss."""

    text: str
    answers: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the questions that were asked about it.

    Attributes:
        title: empty where the file has none, or only the name of a collection.
        text: as the file has it.
        sentences: places [start, end), as the index cuts them: headings and furniture too.
        questions: in the order of the file.
    """

    title: str
    text: str
    sentences: tuple[Offsets, ...]
    questions: tuple[Question, ...]

    def holds(self, answers: Iterable[str]) -> bool:
        """Whether one of the answers stands in the text, in upper case or lower."""
        text = self.text.lower()
        return any(answer.lower() in text for answer in answers)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim over a text, as it was judged.

    Attributes:
        text: of the claim.
        supported: whether the sentences support it.
        contradicted: as in `Pair`.
        joined: whether it says what several sentences say.
        sentences: those that it is to be judged by, in order.
    """

    text: str
    supported: bool
    contradicted: bool | None
    joined: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The claims over a text; `text` is all its sentences, one a line, where they are known."""

    claims: tuple[Claim, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is trained on.

    Attributes:
        texts: name in `READING` → its texts with questions.
        windows: name in `CHECKING` → its texts with claims.
        pairs: name in `CHECKING` → its claims with evidence.
        written: name of a file written for the project → its texts.
    """

    texts: Mapping[str, Sequence[Text]]
    windows: Mapping[str, Sequence[Window]]
    pairs: Mapping[str, Sequence[Pair]]
    written: Mapping[str, Sequence[WrittenText]]


def read_sources(data: Path, written: Path = WRITTEN) -> Sources:
    """Read what may be trained on.

    Args:
        data: folder of the public data: `reading/`, `support/` and `written/`.
        written: folder of the texts written for the project, `*.jsonl`.

    Raises:
        UserError: if a file is missing or cannot be read.
    """
    missing = [name for name in {**READING, **CHECKING} if not _path(data, name).is_file()]
    if missing:
        raise UserError(
            f"{_path(data, missing[0])} is missing.",
            "Name the folder of the public data, which has reading/, support/ and written/.",
        )
    if not any(written.glob("*.jsonl")):
        raise UserError(
            f"{written} has no written texts.", "Give --written a folder of *.jsonl files."
        )
    try:
        return Sources(
            {name: list(map(_text, _rows(data, name))) for name in READING},
            {name: list(map(_window, _rows(data, name))) for name in WINDOWS},
            {name: list(_pairs(data, name)) for name in (*PAIRS, CLAIMS)},
            written_texts(1, folder=written),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
        raise UserError(
            f"A file in {data} or {written} cannot be read ({error!r}).",
            "Fetch the public data again, or mend the line that was changed.",
        ) from error


def _path(data: Path, name: str) -> Path:
    return data / f"{name}.jsonl.gz"


def _rows(data: Path, name: str) -> Iterable[Mapping[str, Any]]:
    """The rows of a file; of QED those that are trained on, in the form of the others."""
    found = rows(_path(data, name))
    if name != QED:
        return found
    texts = map(web_paragraph, web_half(found, 0))
    return (row for row in texts if all(question["answers"] for question in row["questions"]))


def _text(row: Mapping[str, Any]) -> Text:
    text, title = row.get("context") or row["text"], row.get("title") or ""
    cut = sentences(Document("0" * 16, text, "", title))
    places = tuple((piece.span.start, piece.span.end) for piece in cut)
    return Text(shown_title(title), text, places, tuple(map(_question, row["questions"])))


def _question(row: Mapping[str, Any]) -> Question:
    answers = tuple((start, start + len(words)) for words, start in row["answers"])
    return Question(row["question"], answers)


def _window(row: Mapping[str, Any]) -> Window:
    """A text with claims, which name their sentences by number, or by place in the text."""
    said = row.get("sentences")
    claims = []
    for claim in row["claims"]:
        named = [said[n] if said else row["text"][n[0] : n[1]] for n in claim["evidence"]]
        joined = claim["kind"] == "join"
        claims.append(Claim(claim["claim"], *_judgement(claim["label"]), joined, tuple(named)))
    return Window(tuple(claims), "\n".join(said or ()))


def _pairs(data: Path, name: str) -> Iterator[Pair]:
    if name == CLAIMS:
        yield from (claim.pair for claim in portion(judged(_path(data, name)), "train"))
        return
    for row in _rows(data, name):
        if len(row["evidence"]) < EVIDENCE_CHARACTERS:
            supported, contradicted = _judgement(row["label"])
            yield Pair(row["claim"], row["evidence"], supported, contradicted=contradicted)


def _judgement(label: str) -> tuple[bool, bool | None]:
    """Whether a claim of this label is supported, and else contradicted, where that is known."""
    return label == "supported", _CONTRADICTED.get(label)
