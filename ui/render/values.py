"""Answers, hits, lists and reports as values for JSON; text and offsets in them are exact."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index.progress import SyncReport
from index.types import Document, Hit, Listed, Span
from qa.types import Answer, Citation, Claim, Item
from ui.render.labels import label
from ui.render.scope import drawn_to_dict
from ui.render.text import NEAREST
from ui.render.versions import disagreement_to_dict, version_to_dict

_UNSAFE_IN_JSON = re.compile(
    r"[\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)


def to_json(value: object) -> str:
    """`value` as indented JSON that is safe on a terminal, and reads back the same.

    What `plain` would replace is escaped, so that `plain` leaves it as it is.

    Raises:
        TypeError: if `value` is not made of dicts, lists, strings, numbers, booleans and None.
    """
    readable = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_IN_JSON.sub(_escape_in_json, readable)


def _escape_in_json(match: re.Match[str]) -> str:
    """The escapes of a character; two, of halves, where it has more than 16 bits."""
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n : n + 2].hex()}" for n in range(0, len(units), 2))


def answer_to_dict(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """What `pincite ask --json` prints; text and offsets are exact.

    Returns:
        `question`, `abstained`, `confidence`, `kind`, `short`, `verdict`, `items` (each with
        `text` and `markers`), `extent` and `parts` (each with `about`, the places of its `claims`,
        what is `missing`, and the `verdict` of one that asks for yes or no): see `Answer`; `claims`
        (each with `text`, `part`; `lead`, the verdict in front of it, if any; `order`, -1 for
        what was so before and has been overtaken, 1 for what came later, 0 for the answer itself,
        and for the others the `day`; `markers` and `citations`, one for each marker, with the words
        that answer as `answer`, near copies of the document that say the same as `elsewhere`, and
        other versions of the sentence as `versions`), `reports`: how many independent ones;
        `disagreement`: the answers that differ, or null; where the documents
        do not answer `reason`, why the best evidence is no answer, if that is known, and `nearest`,
        the first hits, which are empty otherwise; of a model's answer `notes` and `dropped`, the
        reasons why what it wrote was left out, with the text if `explain`; of a conversation
        `follow_up`, `back` and `reply`, see `Answer`; `scope`, `inferred`, `time` and `drawn`:
        which documents were looked in and for what time, see `ui.render.scope`.
    """
    return {
        "question": answer.question,
        "follow_up": answer.follow_up,
        "back": answer.back,
        "reply": answer.reply,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "kind": answer.kind.value,
        "short": answer.short,
        "verdict": answer.verdict.value if answer.verdict else None,
        "claims": [_claim_to_dict(answer, claim) for claim in answer.claims],
        "items": [_item_to_dict(answer, item) for item in answer.items],
        "extent": answer.extent,
        "parts": [
            {
                "about": part.about,
                "claims": list(part.claims),
                "missing": part.missing,
                "verdict": part.verdict.value if part.verdict else None,
            }
            for part in answer.parts
        ],
        "reports": answer.reports,
        "disagreement": disagreement_to_dict(answer),
        "reason": answer.reason,
        "nearest": hits_to_list(answer.hits[:NEAREST] if answer.abstained else ()),
        "notes": list(answer.notes),
        **drawn_to_dict(answer),
        "dropped": [asdict(d) if explain else {"reason": d.reason} for d in answer.dropped],
    }


def hits_to_list(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """What `pincite search --json` prints: whole passages, best first."""
    return [
        {
            "rank": rank,
            "score": hit.score,
            "document": _document_to_dict(hit.passage.document, hit.passage.span),
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "text": hit.passage.text,
        }
        for rank, hit in enumerate(hits, start=1)
    ]


def listing_to_list(documents: Iterable[Listed]) -> list[dict[str, Any]]:
    """What the endpoint `/documents` answers."""
    return [asdict(document) for document in documents]


def report_to_dict(report: SyncReport) -> dict[str, Any]:
    """What `pincite index --json` prints: the fields of the report, every place and file named."""
    return asdict(report)


def _claim_to_dict(answer: Answer, claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "part": claim.part,
        "lead": claim.lead,
        "order": claim.order,
        "day": claim.day or None,
        "markers": list(answer.markers(claim)),
        "citations": [citation_to_dict(citation) for citation in claim.citations],
    }


def _item_to_dict(answer: Answer, item: Item) -> dict[str, Any]:
    return {"text": item.text, "markers": [answer.marker(one) for one in item.citations]}


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """A citation, its document and the near copies of that; text and offsets are exact."""
    return {
        "document": _document_to_dict(citation.document, citation.span),
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "support": citation.support,
        "answer": _words_to_dict(citation),
        "elsewhere": [asdict(listed) for listed in citation.elsewhere],
        "versions": list(map(version_to_dict, citation.versions)),
    }


def _words_to_dict(citation: Citation) -> dict[str, Any] | None:
    span = citation.answer
    return {"start": span.start, "end": span.end, "text": citation.words} if span else None


def _document_to_dict(document: Document, span: Span) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "label": label(document),
        "url": document.url,
        "author": document.author,
        "publisher": document.publisher,
        "page": document.page(span.start),
        "page_label": document.page_label(span.start),
        "row": document.row(span.start),
        "time": document.clock(span.start),
        "certainty": document.certainty(span),
    }
