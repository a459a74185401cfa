"""How well the check of claims tells what is supported, and how long it takes.

    python -m tests.bench.support [--claims ../shared/data/support/claims.jsonl.gz]

Judged claims: of every second source text, on which the checker was not trained; a claim counts as
kept from the threshold on. Altered claims: of `seeds/claims.jsonl`, written by hand; a true one is
to be kept, and one with another number, name, date, speaker or negation is to be caught. Rules were
written and mended on the documents of even number, so that those of odd number are reported. Texts
of `qa/training/written`: how well the network alone tells claims on every tenth, which it was not
trained on, and on others, which it was.
"""

import argparse
import os
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from sklearn.metrics import roc_auc_score

from qa.support.check import CheckedSupport, SupportScorer
from qa.support.checker import PACKAGED, PackagedChecker
from qa.training.pairs import judged, portion, written
from qa.training.seed_claims import KINDS, SeedClaim, read, reported

MOST = 4_000
"""Claims over written texts, of each kind."""


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


def texts(meaning: SupportScorer, new: Sequence[str]) -> None:
    """AUC of the network on claims over written texts, of the files in `new` and of the others."""
    for name, part in (("not trained on", 0), ("trained on", 1)):
        files = written(part).items()
        for kind, among in (("new", True), ("older", False)):
            every = [pair for file, pairs in files if (file in new) == among for pair in pairs]
            pairs = random.Random(1).sample(every, min(len(every), MOST))
            if pairs:
                scores = [meaning.score(pair.claim, pair.evidence, "").score for pair in pairs]
                auc = roc_auc_score([pair.supported for pair in pairs], scores)
                print(f"texts {name}, {kind} files, {len(pairs)} claims: AUC {auc:.3f}")


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
    parser.add_argument("--claims", type=Path, help="file of judged claims")
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    parser.add_argument("--even", action="store_true", help="what choices are made on, instead")
    parser.add_argument("--new", nargs="*", help="files of `written/`: tell texts, these apart")
    options = parser.parse_args()
    meaning = PackagedChecker(options.checker)
    scorer = CheckedSupport(meaning)
    claims = [claim for claim in read() if reported(claim) != options.even]
    times(claims, scorer)
    altered(claims, scorer)
    if options.new is not None:
        texts(meaning, options.new)
    if options.claims and options.claims.exists():
        purpose = "develop" if options.even else "report"
        people(options.claims, scorer, purpose)
        print("the same without the rules:")
        people(options.claims, meaning, purpose)


if __name__ == "__main__":
    main()
