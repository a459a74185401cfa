"""Documents as people have them, of many kinds: is each read right, or is it said why not?

    python -m tests.bench.kinds [--failed] [--set lines-a]

Each case of `kinds.jsonl` is a few small files, and what has to hold of them:

- `want`: sentences that can be cited whole; `within`: words that one citable sentence holds;
- `together`: words that one citable sentence holds all of; `apart`: words that none holds two of;
- `never`: words that no citable sentence may hold; `text`: words that the text holds;
- `order`: words that the texts hold in this order;
- `date` and `title` of every document, or `dates` and `titles` of each in its order;
- `skipped`, `none`: what is said of a file that is not read, and that none is read.

Files that are not text are written in base 64. The cases were written without a look at the code
that reads. Those whose set ends with `a` were looked at and mended; those whose set ends with `b`
were only counted until the last change had been made. `lines` are texts of lines with no full stop.
"""

import argparse
import base64
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.documents.load import load_file
from index.documents.split import passages, sentences
from index.types import Document, Skipped

CASES = Path(__file__).with_suffix(".jsonl")


def citable(document: Document) -> list[str]:
    """The sentences that may be cited."""
    pieces = sentences(document)
    shown = {piece for passage in passages(document, pieces) for piece in passage.sentences}
    return [
        document.slice(piece.span)
        for piece in pieces
        if piece.kind == "sentence" and piece in shown
    ]


def read(case: dict[str, Any], folder: Path) -> tuple[list[Document], list[str]]:
    """The documents of a case, whose files are written to a folder, and why others are skipped."""
    documents: list[Document] = []
    skipped: list[str] = []
    for name, content in case["files"].items():
        path = folder / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8", newline="")
        else:
            path.write_bytes(base64.b64decode(content["base64"]))
        for item in load_file(path):
            if isinstance(item, Skipped):
                skipped.append(item.reason)
            else:
                documents.append(item)
    return documents, skipped


def faults(case: dict[str, Any], documents: list[Document], skipped: list[str]) -> Iterator[str]:
    """What does not hold of a case."""
    yield from _not_citable(case, [one for document in documents for one in citable(document)])
    texts = "\0".join(document.text for document in documents)
    yield from (f"not in the text: {words}" for words in case.get("text", ()) if words not in texts)
    places = [texts.find(words) for words in case.get("order", ())]
    if -1 in places or places != sorted(places):
        yield f"not in order: {case['order']}"
    for field, name in (("date", "published"), ("title", "title")):
        held = [getattr(document, name) for document in documents]
        wanted = [case[field]] * len(held) if field in case else case.get(f"{field}s", held)
        if held != wanted:
            yield f"{field}: {held}, not {wanted}"
    if "skipped" in case and not any(case["skipped"] in reason for reason in skipped):
        yield f"not said: {case['skipped']}"
    if case.get("none") and documents:
        yield "read, though it cannot be"


def _not_citable(case: dict[str, Any], found: list[str]) -> Iterator[str]:
    """What does not hold of the sentences that may be cited."""
    yield from (f"not citable: {one}" for one in case.get("want", ()) if one not in found)
    for words in case.get("never", ()):
        yield from (f"citable: {one}" for one in found if words in one)
    for words in case.get("within", ()):
        if not any(words in one for one in found):
            yield f"in no citable sentence: {words}"
    for group in case.get("together", ()):
        if not any(all(words in one for words in group) for one in found):
            yield f"not in one sentence: {group}"
    for group in case.get("apart", ()):
        yield from (f"not apart: {one}" for one in found if all(words in one for words in group))


def main() -> None:
    """Print a line of JSON for each kind, and one for all."""
    parser = argparse.ArgumentParser(description="Are documents as people have them read right?")
    parser.add_argument("--failed", action="store_true", help="show what does not hold")
    parser.add_argument("--set", default="", help="only the sets whose names begin so")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        if not case["set"].startswith(options.set):
            continue
        with tempfile.TemporaryDirectory() as folder:
            wrong = list(faults(case, *read(case, Path(folder))))
        for key in (case["kind"].partition(":")[0], f"set {case['set']}", "all"):
            every[key] += 1
            right[key] += not wrong
        if wrong and options.failed:
            print(json.dumps({"kind": case["kind"], "wrong": wrong}, ensure_ascii=False))
    for key in sorted(every):
        print(json.dumps({"kind": key, "right": right[key], "of": every[key]}))


if __name__ == "__main__":
    main()
