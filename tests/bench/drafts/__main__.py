"""How well drafts are verified: verdicts, the sentences named for them, claims, and seconds.

    python -m tests.bench.drafts [--half report|develop] [--news INDEX] [--data ../shared/data]
                                 [--only sentences|claims|speed] [--show]

Sentences: of `sentences.jsonl`, our own, over the seeds and over news articles, which are named by
their ids only; a third each supported, contradicted, and not in the sources. Thresholds were chosen
on the half `develop`; `report` is what counts. The articles are those of the index that `--news`
names: every eighth of RealTimeQA's. A sentence that is named is right if it is one of those that
were marked by hand, told by a digest of its words. Claims: `support/claims_dev`, on which nothing
was trained or chosen, each with the sentences that it is to be judged by. Speed: 1,000 words of the
sentences over the news.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from index import Index
from index.encoders.network import cores
from index.text.sameness import exact_words
from qa.drafts.judging import opinion, verdict_on
from qa.drafts.pieces import read_text_draft
from qa.drafts.types import Checked, Verdict
from qa.drafts.verifier import Verifier
from qa.models.judge import PACKAGED, Judge
from qa.models.verdicts import verdict_calibration
from qa.records.record import digest_of_words
from qa.training.public import named_evidence, rows
from tests.support.paths import SEEDS

SENTENCES = Path(__file__).parent / "sentences.jsonl"
BARS = {"right": 0.80, "contradicted_supported": 0.03, "supported_contradicted": 0.05}
_LABELS = {"supported": Verdict.SUPPORTED, "contradicted": Verdict.CONTRADICTED}
_WORDS = 1_000

Found = list[tuple[dict[str, Any], Checked]]


def sentences(half: str) -> list[dict[str, Any]]:
    """The sentences of a half, in their order; `all` for both."""
    with SENTENCES.open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if half in ("all", row["half"])]


def checked(index: Index, chosen: Sequence[dict[str, Any]]) -> Found:
    """What is made of the sentences, each a paragraph of one draft."""
    draft = read_text_draft("\n\n".join(row["text"] for row in chosen))
    verified = Verifier(index).verify(draft)
    by_text = {one.text: one for one in verified.sentences}
    return [(row, by_text[row["text"]]) for row in chosen]


def names_a_right_one(row: dict[str, Any], one: Checked) -> bool:
    """Whether the first sentence that is cited is one of those marked by hand."""
    return bool(one.citations) and (
        digest_of_words(exact_words(one.citations[0].quote)) in row["evidence"]
    )


def figures(found: Found) -> dict[str, Any]:
    """The measures of the issue, as numbers."""
    share = _Shares(found)
    return {
        "sentences": len(found),
        "right": share.of(lambda row, one: row["verdict"] == one.verdict),
        "contradicted_supported": share.of(
            lambda row, one: one.verdict is Verdict.SUPPORTED, "contradicted"
        ),
        "not_found_supported": share.of(
            lambda row, one: one.verdict is Verdict.SUPPORTED, "not found"
        ),
        "supported_contradicted": share.of(
            lambda row, one: one.verdict is Verdict.CONTRADICTED, "supported"
        ),
        "not_found_contradicted": share.of(
            lambda row, one: one.verdict is Verdict.CONTRADICTED, "not found"
        ),
        "named_supported": share.named("supported"),
        "named_contradicted": share.named("contradicted"),
        "recall": {
            verdict: share.of(lambda row, one: row["verdict"] == one.verdict, verdict)
            for verdict in ("supported", "contradicted", "not found")
        },
        "by_kind": {
            kind: f"{sum(right)} of {len(right)}" for kind, right in sorted(_by_kind(found).items())
        },
        "verdicts": {
            f"{was} → {said}": number
            for (was, said), number in sorted(
                Counter((row["verdict"], str(one.verdict)) for row, one in found).items()
            )
        },
    }


class _Shares:
    def __init__(self, found: Found) -> None:
        self._found = found

    def of(self, holds: Any, verdict: str = "") -> float | None:
        """Share of the sentences of a verdict for which something holds."""
        rows = [holds(row, one) for row, one in self._found if verdict in ("", row["verdict"])]
        return round(sum(rows) / len(rows), 3) if rows else None

    def named(self, verdict: str) -> float | None:
        """Share of those with the right verdict for which a right sentence is named."""
        rows = [
            names_a_right_one(row, one)
            for row, one in self._found
            if row["verdict"] == verdict == one.verdict
        ]
        return round(sum(rows) / len(rows), 3) if rows else None


def _by_kind(found: Found) -> dict[str, list[bool]]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, one in found:
        kinds[row["kind"]].append(row["verdict"] == one.verdict)
    return kinds


def claims(data: Path) -> dict[str, Any]:
    """Three-way accuracy on the claims, each with its evidence given."""
    judge, fitted = Judge(), verdict_calibration(PACKAGED)

    def judged(item: tuple[Any, Any]) -> tuple[str, str, Verdict]:
        row, claim = item
        found = opinion(judge, fitted, claim["claim"], named_evidence(row, claim), row["published"])
        return claim["label"], claim["kind"], verdict_on(found, fitted)

    items = [
        (row, claim)
        for row in rows(data / "support/claims_dev.jsonl.gz")
        for claim in row["claims"]
    ]
    with ThreadPoolExecutor(cores()) as threads:
        outcomes = list(threads.map(judged, items))
    right = [_LABELS.get(label, Verdict.NOT_FOUND) is said for label, _, said in outcomes]
    wrongly = [said is Verdict.SUPPORTED for label, _, said in outcomes if label != "supported"]
    against = [said is Verdict.CONTRADICTED for label, _, said in outcomes if label == "supported"]
    return {
        "claims": len(outcomes),
        "right": round(sum(right) / len(right), 3),
        "others_supported": round(sum(wrongly) / len(wrongly), 3),
        "supported_contradicted": round(sum(against) / len(against), 3),
        "macro_f1": round(_macro_f1(outcomes), 3),
    }


def _macro_f1(outcomes: Sequence[tuple[str, str, Verdict]]) -> float:
    pairs = [(_LABELS.get(label, Verdict.NOT_FOUND), said) for label, _, said in outcomes]
    scores = []
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND):
        hits = sum(was is said is verdict for was, said in pairs)
        total = sum(was is verdict for was, _ in pairs) + sum(said is verdict for _, said in pairs)
        scores.append(2 * hits / total if total else 0.0)
    return sum(scores) / len(scores)


def speed(index: Index) -> dict[str, Any]:
    """Seconds for a draft of 1,000 words over the news."""
    texts = [row["text"] for row in sentences("all") if row["of"] == "news"]
    random.Random(1).shuffle(texts)
    taken: list[str] = []
    for text in texts:
        if sum(len(one.split()) for one in taken) >= _WORDS:
            break
        taken.append(text)
    draft = read_text_draft("\n\n".join(taken))
    verifier = Verifier(index)
    verifier.verify(read_text_draft("The harbour of Lindau was closed."))  # what is loaded once
    started, computed = perf_counter(), process_time()
    verified = verifier.verify(draft)
    first, computed = perf_counter() - started, process_time() - computed
    started = perf_counter()
    verifier.verify(draft)
    return {
        "words": sum(len(text.split()) for text in taken),
        "judged": verified.judged,
        "documents": verified.documents,
        "seconds": round(first, 1),
        "cpu_seconds": round(computed, 1),
        "seconds_again": round(perf_counter() - started, 1),
    }


def outcomes(half: str, news: Path | None) -> Iterator[tuple[str, Found]]:
    """What is made of the sentences over each of the indexes that are there."""
    chosen = sentences(half)
    with tempfile.TemporaryDirectory() as scratch, Index.open(Path(scratch, "index")) as index:
        index.sync(SEEDS)
        yield "seeds", checked(index, [row for row in chosen if row["of"] == "seeds"])
    if news:
        with Index.open(news, create=False) as index:
            yield "news", checked(index, [row for row in chosen if row["of"] == "news"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 if a bar is missed."""
    parser = argparse.ArgumentParser("python -m tests.bench.drafts", description=__doc__)
    parser.add_argument("--half", choices=("report", "develop", "all"), default="report")
    parser.add_argument("--news", type=Path, help="an index of every eighth RealTimeQA article")
    parser.add_argument("--data", type=Path, help="folder of the public data")
    parser.add_argument("--only", choices=("sentences", "claims", "speed"))
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args(arguments)
    report: dict[str, Any] = {"half": options.half}
    missed = False
    if options.only in (None, "sentences"):
        every: Found = []
        for name, found in outcomes(options.half, options.news):
            report[name] = figures(found)
            every += found
        report["all"] = figures(every)
        missed = _is_missed(report["all"])
        if options.show:
            _show(every)
    if options.data and options.only in (None, "claims"):
        report["claims_dev"] = claims(options.data)
    if options.news and options.only in (None, "speed"):
        with Index.open(options.news, create=False) as index:
            report["speed"] = speed(index)
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return int(missed)


def _is_missed(found: dict[str, Any]) -> bool:
    return (
        found["right"] < BARS["right"]
        or found["contradicted_supported"] > BARS["contradicted_supported"]
        or found["supported_contradicted"] > BARS["supported_contradicted"]
    )


def _show(found: Found) -> None:
    for row, one in found:
        named = names_a_right_one(row, one) or one.verdict is Verdict.NOT_FOUND
        if row["verdict"] != one.verdict or not named:
            print(f"{row['verdict']} → {one.verdict}: {one.text}\n  {one.reason}")
            if row["of"] == "seeds":
                print("".join(f"  “{citation.quote}”\n" for citation in one.citations), end="")


if __name__ == "__main__":
    sys.exit(main())
