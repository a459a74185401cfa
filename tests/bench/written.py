"""How well the network tells true claims from others, over the texts that training keeps back.

    python -m tests.bench.written [--checker FOLDER] [--json]

Every tenth of the texts written for the project is never trained on. Prints the area under the ROC
of the network alone, without rules, over 250 claims of each group of them; and over 250 of the
seeds' claims, on the documents that the rules are fitted on.
"""

import argparse
import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from index.encoders.network import cores
from qa.models.judge import Judge
from qa.support.checker import PACKAGED
from qa.training.pairs import written
from qa.training.seed_claims import read, reported

GROUPS = {
    "the same words in another order": ("swapped", "causes", "compared"),
    "roles, relations, speakers": ("roles", "turned", "speakers", "relations"),
    "near copies": ("close", "moved", "trimmed"),
}
CLAIMS = 250
SEED = 5

Claim = tuple[str, str, bool]
"""A claim, its evidence, and whether that supports it."""


def claims() -> dict[str, list[Claim]]:
    """Claims of each group, of all other texts, and of the seeds."""
    chance = random.Random(SEED)
    kept = written(0)
    named = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, "all others": tuple(name for name in kept if name not in named)}
    found = {
        group: [(p.claim, p.evidence, p.supported) for name in names for p in kept[name]]
        for group, names in groups.items()
    }
    fitted_on = [claim for claim in read() if not reported(claim)]
    found["the seeds"] = [(one.text, one.evidence, True) for one in fitted_on]
    found["the seeds"] += [(t, one.evidence, False) for one in fitted_on for _, t in one.altered]
    return {group: chance.sample(those, min(CLAIMS, len(those))) for group, those in found.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--checker", type=Path, default=PACKAGED, help="folder of the network")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    args = parser.parse_args()
    judge = Judge(args.checker)

    def meant(claim: Claim) -> float:
        judged = judge.judge(claim[0], claim[1], "")
        return judged.supported if judged else float("-inf")

    found = {}
    with ThreadPoolExecutor(cores()) as threads:
        for group, those in tqdm(claims().items(), "groups", disable=None):
            scores = list(threads.map(meant, those))
            found[group] = round(float(roc_auc_score([right for *_, right in those], scores)), 3)
    print(json.dumps(found) if args.json else "\n".join(f"{v:6.3f}  {k}" for k, v in found.items()))


if __name__ == "__main__":
    main()
