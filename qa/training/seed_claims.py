"""The claims over the seeds: `seeds/claims.jsonl`."""

import json
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
KINDS = ("number", "name", "date", "negation", "speaker")


@dataclass(frozen=True, slots=True)
class SeedClaim:
    """A claim in other words than its sentences, and what it must not become.

    Attributes:
        document: name of the file.
        evidence: the sentences that support it, one a line.
        text: the claim.
        altered: kinds and texts of what the sentences do not support.
        about: title and date of the document.
    """

    document: str
    evidence: str
    text: str
    altered: tuple[tuple[str, str], ...]
    about: str


def read() -> list[SeedClaim]:
    """All of them, in the order of the file."""
    with (SEEDS / "claims.jsonl").open(encoding="utf-8") as lines:
        return [
            SeedClaim(
                row["document"],
                "\n".join(" ".join(sentence.split()) for sentence in row["sentences"]),
                row["claim"],
                tuple((each["kind"], each["claim"]) for each in row["altered"]),
                row["about"],
            )
            for row in map(json.loads, lines)
        ]


def reported(claim: SeedClaim) -> bool:
    """Whether it is on a document of odd number, by name from 0: on these nothing was mended."""
    names = sorted(path.name for path in (SEEDS / "documents").iterdir())
    return names.index(claim.document.split("#")[0]) % 2 == 1
