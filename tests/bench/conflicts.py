"""Sources that disagree: are both answers shown, and is nothing shown where all agree?

    python -m tests.bench.conflicts --data ../shared/data [--half choose|report] [--facts N]

The facts of RGB (Chen et al., AAAI 2024, its counterfactual part): snippets of the web that give an
answer, and the same with another answer put in its place. Each snippet is a document of its own,
all are read as if they had been found. `both`: of true and altered ones together, both answers
should be shown. `agree`: of the true ones alone, and of the altered ones alone, none should.
Rules were chosen on the facts of even number; the others are reported.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.documents.split import passages, sentences
from index.encoders.encode import Encoder, open_encoder
from index.types import Document, Passage
from qa.comparison.disagreement import disagreement
from qa.english.answers import normalise
from qa.evidence.agreement import agree
from qa.evidence.cascade import Candidate, Cascade, features
from qa.evidence.load import open_selector
from qa.evidence.select import Evidence, weighed
from qa.models.calibration import CASCADE
from qa.types import Disagreement

Fact = dict[str, Any]


def facts(data: Path) -> list[Fact]:
    with gzip.open(data / "conflicts/rgb_counterfactual.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def snippets(fact: Fact) -> list[tuple[bool, Passage]]:
    """Every snippet as a passage of its own document, and whether it is altered; shuffled."""
    texts = [(False, text) for text in fact["positive"]]
    texts += [(True, text) for text in fact["positive_wrong"]]
    random.Random(fact["id"]).shuffle(texts)
    found = []
    for n, (altered, text) in enumerate(texts):
        document = Document(f"{n:016x}", text, f"/snippets#{n}", f"Snippet {n}")
        found += [(altered, one) for one in passages(document, sentences(document))]
    return found


def read(
    cascade: Cascade, encoder: Encoder, question: str, given: Sequence[Passage]
) -> list[Evidence]:
    """The sentences of passages, all of which the base network reads."""
    readings = cascade._base.read(question, list(given))
    candidates = [Candidate(r.passage, r, s) for r in readings for s in r.sentences]
    rows = features(question, candidates, encoder)
    both = [(one.passage, one.sentence) for one in candidates]
    return weighed(cascade.calibration, CASCADE, rows, both)


def shown(found: Disagreement | None, fact: Fact) -> bool:
    """Whether both answers of a fact are among the sides."""
    quotes = [normalise(c.quote) for side in (found.sides if found else ()) for c in side.citations]
    return all(
        any(normalise(name) in quote for quote in quotes for name in _names(fact[answer]))
        for answer in ("answer", "fakeanswer")
    )


def _names(answer: str | list[Any]) -> list[str]:
    """All ways to write an answer."""
    return [answer] if isinstance(answer, str) else [n for one in answer for n in _names(one)]


def asked(
    fact: Fact,
    evidence: Sequence[tuple[bool, Evidence]],
    cascade: Cascade,
    decide: Callable[..., Disagreement | None] = disagreement,
) -> Iterator[tuple[str, Disagreement | None, bool]]:
    """Of each set of snippets: its name, what is shown, and whether anything is answered."""
    calibration = cascade.calibration
    for name, kept in (("both", (True, False)), ("true", (False,)), ("altered", (True,))):
        given = agree([one for altered, one in evidence if altered in kept], calibration.agreement)
        answered = bool(given) and given[0].probability >= calibration.threshold
        yield (
            name,
            decide(fact["query"], given, calibration.threshold, cascade.contradicted),
            answered,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--half", choices=["choose", "report"], default="report")
    parser.add_argument("--facts", type=int, default=50, help="of the half, at most")
    parser.add_argument("--show", action="store_true", help="print what is not right")
    args = parser.parse_args()
    cascade, encoder = open_selector(), open_encoder()
    assert isinstance(cascade, Cascade)
    counts = {"both": [0, 0, 0], "agree": [0, 0, 0]}
    for fact in facts(args.data)[args.half == "report" :: 2][: args.facts]:
        altered = {one.span: wrong for wrong, one in snippets(fact)}
        found = read(cascade, encoder, fact["query"], list(dict(_pairs(fact))))
        evidence = [(altered[one.passage.span], one) for one in found]
        for name, said, answered in asked(fact, evidence, cascade):
            right = shown(said, fact) if name == "both" else said is None
            count = counts["both" if name == "both" else "agree"]
            count[0] += right
            count[1] += answered
            count[2] += 1
            if not right and args.show:
                values = [side.value for side in said.sides] if said else []
                print(
                    name, answered, fact["query"], "|", fact["answer"], fact["fakeanswer"], values
                )
                sys_out(found if name == "both" and not said else (), cascade)
    both, same = counts["both"], counts["agree"]
    print(f"both sides shown: {both[0]} of {both[2]} ({both[1]} answered)")
    print(f"false alarms: {same[2] - same[0]} of {same[2]} ({same[1]} answered)")


def sys_out(evidence: Sequence[Evidence], cascade: Cascade) -> None:
    for one in evidence[:8]:
        print(f"    {one.probability:.2f} {one.words!r} <- {one.text[:150]!r}")


def _pairs(fact: Fact) -> list[tuple[Passage, bool]]:
    return [(passage, altered) for altered, passage in snippets(fact)]


if __name__ == "__main__":
    main()
