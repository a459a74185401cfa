"""How well the check of claims tells what is supported, and how long it takes.

    python -m tests.bench.support [--data ../shared/data]

Altered claims: of `seeds/claims.jsonl`, written by hand; a true one is to be kept, and one with
another number, name, date, speaker or negation is to be caught. Rules were written and mended on
the documents of even number, so that those of odd number are reported. Swaps: `swaps.jsonl`, 200
sentences of the seeds with roles swapped, in their own words; none is to be supported. Judged
claims: of every second source text of `support/claims`, on which the checker was not trained; a
claim counts as kept from the threshold on. Claims over news: of every second window of
`support/claims_dev`, on which nothing was trained, by kind.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median
from time import perf_counter

import numpy as np
from sklearn.metrics import roc_auc_score

from qa.support.check import CheckedSupport, SupportScorer
from qa.support.checker import PACKAGED, PackagedChecker
from qa.training.pairs import judged, portion
from qa.training.public import half, named_evidence, rows
from qa.training.seed_claims import KINDS, SeedClaim, read, reported

SWAPS = Path(__file__).parent / "swaps.jsonl"
CAUGHT = 0.96
"""The share of false claims over news that are caught where what is kept is counted."""


def balanced(kept: Iterable[tuple[bool, bool]]) -> float:
    """Mean of the shares of supported claims kept and of others caught; pairs (supported, kept)."""
    pairs = list(kept)
    return mean(
        mean(was == supported for supported, was in pairs if supported == which)
        for which in (True, False)
    )


def people(path: Path, scorer: SupportScorer, purpose: str) -> None:
    """Balanced accuracy on the judged claims, over all and the mean of the collections."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for claim in portion(judged(path), purpose):
        score = scorer.score(claim.pair.claim, claim.pair.evidence, "").score
        found[claim.source].append((claim.pair.supported, score >= scorer.threshold))
    every = [pair for pairs in found.values() for pair in pairs]
    print(f"judged claims, {len(every)}: balanced accuracy {balanced(every):.3f}")
    for source, pairs in sorted(found.items()):
        print(f"    {balanced(pairs):.3f}  {source} ({len(pairs)})")
    print(f"    {mean(balanced(pairs) for pairs in found.values()):.3f}  mean of the collections")


def altered(claims: list[SeedClaim], scorer: SupportScorer) -> None:
    """Shares of altered claims caught, and of true ones kept."""

    def kept(claim: SeedClaim, text: str) -> bool:
        return scorer.score(text, claim.evidence, claim.about).score >= scorer.threshold

    true = [kept(claim, claim.text) for claim in claims]
    caught = {
        kind: [not kept(c, text) for c in claims for k, text in c.altered if k == kind]
        for kind in KINDS
    }
    every = [was for each in caught.values() for was in each]
    print(f"true claims, {len(true)}: kept {mean(true):.3f}")
    print(f"altered claims, {len(every)}: caught {mean(every):.3f}")
    for kind, each in caught.items():
        print(f"    {mean(each):.3f}  {kind} ({len(each)})")


def swaps(scorer: SupportScorer) -> None:
    """How many claims with roles swapped are supported, by kind."""
    swapped = [json.loads(line) for line in SWAPS.read_text(encoding="utf-8").splitlines()]
    shown: Counter[str] = Counter()
    for row in swapped:
        score = scorer.score(row["claim"], "\n".join(row["sentences"]), "").score
        if score >= scorer.threshold:
            shown[row["kind"]] += 1
    kinds = ", ".join(f"{kind} {count}" for kind, count in shown.most_common())
    print(
        f"claims with roles swapped, {len(swapped)}: supported {shown.total()} ({kinds or 'none'})"
    )


def news(path: Path, scorer: SupportScorer, number: int) -> None:
    """Claims over news: how many true ones are kept where `CAUGHT` of the others are caught."""
    scored = [
        (scorer.score(claim["claim"], named_evidence(row, claim), row["published"]).score, claim)
        for row in half(rows(path), number)
        for claim in row["claims"]
    ]
    scores = np.array([score for score, _ in scored])
    true = np.array([claim["label"] == "supported" for _, claim in scored])
    least = float(np.quantile(scores[~true], CAUGHT))
    print(
        f"claims over news, {len(scored)}: AUC {roc_auc_score(true, scores):.3f}, kept at "
        f"{CAUGHT} caught {(scores[true] > least).mean():.3f}; at the threshold kept "
        f"{(scores[true] >= scorer.threshold).mean():.3f}, caught "
        f"{(scores[~true] < scorer.threshold).mean():.3f}"
    )
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for score, claim in scored:
        right = (score > least) == (claim["label"] == "supported")
        by_kind[f"{'true' if claim['label'] == 'supported' else 'not'}: {claim['kind']}"].append(
            right
        )
    for kind, right in sorted(by_kind.items()):
        print(f"    {mean(right):.3f}  {kind} ({len(right)})")


def times(claims: list[SeedClaim], scorer: SupportScorer) -> None:
    """Milliseconds a claim, warm."""
    scorer.score(claims[0].text, claims[0].evidence, claims[0].about)
    taken = []
    for claim in claims:
        started = perf_counter()
        scorer.score(claim.text, claim.evidence, claim.about)
        taken.append(1000 * (perf_counter() - started))
    taken.sort()
    print(
        f"checking a claim, {os.cpu_count()} cores: median {median(taken):.1f} ms, "
        f"95% under {taken[int(len(taken) * 0.95)]:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the public data")
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    parser.add_argument("--even", action="store_true", help="what choices are made on, instead")
    options = parser.parse_args()
    meaning = PackagedChecker(options.checker)
    scorer = CheckedSupport(meaning)
    claims = [claim for claim in read() if reported(claim) != options.even]
    times(claims, scorer)
    altered(claims, scorer)
    swaps(scorer)
    if not options.data:
        return
    found = options.data / "support/claims_dev.jsonl.gz"
    if found.exists():
        news(found, scorer, int(not options.even))
        print("the same without the rules:")
        news(found, meaning, int(not options.even))
    found = options.data / "support/claims.jsonl.gz"
    if found.exists():
        purpose = "develop" if options.even else "report"
        people(found, scorer, purpose)
        print("the same without the rules:")
        people(found, meaning, purpose)


if __name__ == "__main__":
    main()
