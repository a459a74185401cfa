"""Claims that are near copies of their evidence: true ones kept, false ones caught.

    python -m tests.bench.near_copies [--checker FOLDER] [--wrong] [--json]

An assistant that keeps to its sources writes near copies, and a claim that was altered in one word
is one, too. Twenty-four sentences of our own with two of each (`claims.jsonl`), in no text that
anything was trained on; all but the first four were written after it was seen that a network took
nearness itself for a sign of falsehood, and before it was trained anew.

Prints, with the rules and without them: the area under the ROC, the share of the true claims kept,
and of the false ones caught, at the threshold.
"""

import argparse
import json
from pathlib import Path

from sklearn.metrics import roc_auc_score

from qa.models.judge import Judge
from qa.support.check import CheckedSupport
from qa.support.checker import PACKAGED
from qa.support.load import open_checker

CLAIMS = Path(__file__).parent / "claims.jsonl"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--checker", type=Path, default=PACKAGED, help="folder of the network")
    parser.add_argument("--wrong", action="store_true", help="print what is judged wrongly")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    args = parser.parse_args()
    rows = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    claims = [
        (claim, row["evidence"], kind == "true")
        for row in rows
        for kind in ("true", "false")
        for claim in row[kind]
    ]
    judge, support = Judge(args.checker), CheckedSupport(open_checker(args.checker))
    meant = [_meant(judge, claim, evidence) for claim, evidence, _ in claims]
    scores = [support.score(claim, evidence, "").score for claim, evidence, _ in claims]
    true = [right for *_, right in claims]
    kept = [score >= support.threshold for score in scores]
    found = {
        "claims": len(claims),
        "network_auroc": round(float(roc_auc_score(true, meant)), 3),
        "auroc": round(float(roc_auc_score(true, scores)), 3),
        "kept": round(sum(k for k, t in zip(kept, true, strict=True) if t) / sum(true), 3),
        "caught": round(
            sum(not k for k, t in zip(kept, true, strict=True) if not t) / true.count(False), 3
        ),
    }
    print(json.dumps(found) if args.json else "\n".join(f"{k:>14} {v}" for k, v in found.items()))
    for (claim, _, right), passed, score in zip(claims, kept, scores, strict=True):
        if args.wrong and passed != right:
            print("lost  " if right else "passed", f"{score:.2f}", claim)


def _meant(judge: Judge, claim: str, evidence: str) -> float:
    judged = judge.judge(claim, evidence)
    return judged.supported if judged else float("-inf")


if __name__ == "__main__":
    main()
