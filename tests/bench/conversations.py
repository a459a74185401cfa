"""How long kept conversations take: to add a question, to list, search, open and save.

    python -m tests.bench.conversations [--conversations 200] [--questions 10]

Prints JSON: milliseconds, the median of 20 and the slowest; bytes of a conversation; and how many
conversations and questions there were. The answers are made by hand: two claims, three citations,
and twenty passages of long documents.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.ui.test_kept_answers import long_answer
from ui.render.conversation import Exchange
from ui.render.conversation_export import conversation_to_page
from ui.render.docx import conversation_to_docx
from ui.web.conversations.owners import user
from ui.web.conversations.store import Conversations

TIMES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--questions", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder), given.conversations, given.questions), indent=1))


def measured(folder: Path, conversations: int, questions: int) -> dict[str, object]:
    kept, owner = Conversations(folder), user("Ada")
    answer = long_answer()
    made = [
        Exchange(f"a{n:08x}", f"How deep is well {n}?", answer=answer) for n in range(questions)
    ]
    ids = [""] * conversations
    for number in range(conversations):
        for exchange in made[:-1]:
            question = replace(exchange, question=f"{exchange.question} In {number}?")
            ids[number] = kept.add(owner, ids[number], question).id
    last = iter(ids)
    found = {"add": timed(lambda: kept.add(owner, next(last), made[-1]))}
    found["list"] = timed(lambda: kept.all(owner))
    found["search"] = timed(lambda: kept.search(owner, f"in {conversations - 1}"))
    found["search for what is nowhere"] = timed(lambda: kept.search(owner, "zebra"))
    found["open"] = timed(lambda: list(kept.read(owner, ids[0]).exchanges()))
    exchanges = list(kept.read(owner, ids[0]).exchanges())
    found["save as HTML"] = timed(lambda: conversation_to_page("Wells", exchanges))
    found["save as Word"] = timed(lambda: conversation_to_docx("Wells", exchanges))
    (size,) = (p.stat().st_size for p in folder.rglob(f"{ids[0]}.jsonl"))
    return {
        "conversations": conversations,
        "questions": questions,
        "bytes of a conversation": size,
        "milliseconds": found,
    }


def timed(do: Callable[[], object]) -> dict[str, float]:
    """Milliseconds: the median, and the slowest."""
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        took.append(1_000 * (time.perf_counter() - begun))
    return {"median": round(statistics.median(took), 1), "slowest": round(max(took), 1)}


if __name__ == "__main__":
    main()
