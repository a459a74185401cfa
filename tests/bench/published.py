"""What others published on the same kind of work. None of it was run here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    work: str
    who: str
    result: str


_RETRIEVED = "with the retrieved articles"
_WITHOUT = "RealTimeQA 2022-23, free-form answers from web-search articles"
_LATER = "RealTimeQA 2026, other weeks than here"

PUBLISHED: Sequence[Published] = (
    Published(_WITHOUT, f"GPT-3 {_RETRIEVED}", "exact_match .335, token_f1 .420 (3,414 answers)"),
    Published(_WITHOUT, f"RAG baseline (BART) {_RETRIEVED}", "exact_match .173, token_f1 .210"),
    Published(_WITHOUT, "GPT-3 without articles", "exact_match .139, token_f1 .202"),
    Published(_LATER, f"GPT-5.3-chat {_RETRIEVED}", "exact_match .380, token_f1 .479"),
    Published(_LATER, f"Llama 4 Maverick {_RETRIEVED}", "exact_match .350, token_f1 .414"),
    Published(_LATER, f"Claude Opus 4.6 {_RETRIEVED}", "exact_match .302, token_f1 .398"),
    Published(_LATER, f"Gemini 3.1 Pro {_RETRIEVED}", "exact_match .311, token_f1 .372"),
    Published("SQuAD 2.0 dev, model card", "minilm-uncased-squad2 (33 M)", "token_f1 .796"),
    Published("SQuAD 2.0 dev, model card", "roberta-base-squad2 (125 M)", "token_f1 .830"),
    Published("ALCE ASQA", "ChatGPT, 5 passages", "citation recall .736, precision .725"),
    Published("ALCE ASQA", "GPT-4, 20 passages", "citation recall .730, precision .765"),
    Published("refusing", "haiku.rag", "precision .23-.33, recall .31-.44"),
)


def text() -> str:
    lines = [(p.work, p.who, p.result) for p in PUBLISHED]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        [
            "== published, not run here",
            "The RealTimeQA rows were computed from the published outputs of the baselines.",
            *("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines),
        ]
    )
