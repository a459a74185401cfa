"""What each rule of the check says of the claims that were written for training.

    python -m tests.bench.rules

Rules were written and mended on these texts, so that this is no measure of the check; it tells a
rule that costs true claims from one that does not. Prints, for each rule of `qa/support/rules.py`,
how many true claims it objects to, and how many others.
"""

import argparse
from collections import Counter

from tqdm import tqdm

from qa.support.rules import DECIDING, DOUBTING
from qa.training.pairs import written


def main() -> None:
    """Count and print."""
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    pairs = [pair for part in (0, 1) for found in written(part).values() for pair in found]
    counts: Counter[tuple[str, bool]] = Counter()
    for pair in tqdm(pairs, "claims", disable=None):
        for rule in (*DECIDING, *DOUBTING):
            if rule(pair.claim, pair.evidence, ""):
                counts[rule.__name__, pair.supported] += 1
    true = sum(pair.supported for pair in pairs)
    print(f"{true:7} {len(pairs) - true:7}  claims: true, and others")
    for rule in (*DECIDING, *DOUBTING):
        name = rule.__name__
        print(f"{counts[name, True]:7} {counts[name, False]:7}  {name.strip('_')}")


if __name__ == "__main__":
    main()
