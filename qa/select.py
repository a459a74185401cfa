"""Hits → evidence: the sentences that may answer the question, each with a probability.

A first version, without a trained reader: a logistic regression over a few signals of a sentence,
its passage and its rank. `tests/fit_select.py` fits its weights and names the data. It knows words
and similarity, not meaning: a sentence on the right people that says something else can pass.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.encode import Encoder
from index.lexical import words
from index.types import Hit, Passage, Span

Features = NDArray[np.float64]
"""Shape (sentences, len(FEATURES))."""

FEATURES = (
    "similarity",  # cosine of the question and the sentence
    "stands_out",  # standard deviations by which that exceeds the mean over the candidates
    "similarity_passage",  # the highest of these in the passage
    "coverage",  # share of the question's words in the sentence, rare ones counting more
    "coverage_passage",  # the same in passage and title
    "names",  # share of the question's names and numbers in the sentence
    "names_passage",  # the same in passage and title
    "names_absent",  # some name or number of the question stands in neither
    "kind",  # the sentence holds what the question asks for: a number, a name, a time, a place
    "kind_unknown",  # the question does not show what it asks for
    "rank",  # 1 / rank of the hit
    "short",  # under five words
    "asks",  # the sentence is itself a question
)

_WEIGHTS = np.array(
    (1.337, 0.820, 3.610, 4.955, 0.041, -0.884, -0.361, -1.730, 0.759, 0.198, 1.793, -0.507, -1.056)
)
_BIAS = -8.620

_NAME = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]*|\b\d[\d.,]*\b")
_TOKEN = re.compile(r"[\w’'-]+")
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion dozen half once twice"
)
_NUMBER = rf"\d|\b(?:{'|'.join(_NUMBER_WORDS.split())})s?\b"
_TIME = (
    r"\b(?:\d{4}|\d{1,2}[:.]\d\d|[ap]\.?m\b|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today"
    r"|yesterday|tomorrow|night|morning|evening|weekend|week|month|year|century|decade)s?\b"
)
_PLACE = r"\b(?:in|at|from|near|to|on|outside|around|across|between|of)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])"
_PERSON = r"(?-i:\b[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ][\w’'-]+)"
_CAUSE = r"\b(?:because|since|as|due|after|so that|to|for|caused|led|reason|result|in order)\b"
_ASKED = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(given, re.IGNORECASE))
    for asked, given in (
        (
            r"\bhow (?:many|much|long|far|old|big|large|tall|often|high|fast)\b|\bwhat (?:number"
            r"|percent|share|age|proportion|amount|price|range)",
            _NUMBER,
        ),
        (
            r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|time|century|decade)\b|\bsince when",
            _TIME,
        ),
        (
            r"\bwhere\b|\b(?:what|which) (?:city|country|state|town|place|region|river|county)\b",
            _PLACE,
        ),
        (
            r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|actor|singer|player)\b",
            _PERSON,
        ),
        (r"\bwhy\b|\bwhat (?:caused|led|made|makes)\b|\bhow come\b", _CAUSE),
    )
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer the question.

    Attributes:
        passage: the passage that it stands in.
        span: the sentence.
        probability: that it answers the question, in [0, 1].
    """

    passage: Passage
    span: Span
    probability: float

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.passage.document.slice(self.span)


def select(question: str, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
    """The sentences of the hits with their probabilities.

    Returns:
        Every sentence that may be cited, once, the most probable first, equal ones in the order of
        the hits and the text; empty if there are no hits.
    """
    candidates = [(hit.passage, span) for hit in hits for span in hit.passage.citable]
    if not candidates:
        return []
    scores = features(question, hits, encoder) @ _WEIGHTS + _BIAS
    found = [
        Evidence(passage, span, float(1.0 / (1.0 + np.exp(-score))))
        for (passage, span), score in zip(candidates, scores, strict=True)
    ]
    return sorted(found, key=lambda evidence: -evidence.probability)


def features(question: str, hits: Sequence[Hit], encoder: Encoder) -> Features:
    """The signals of every citable sentence of the hits, in their order.

    Similarities are cosines of the encoder; a word weighs log(1 + n / (1 + its sentences)) over the
    n sentences here, so that a word in none of them weighs most.
    """
    passages = [hit.passage for hit in hits]
    texts = [p.document.slice(span) for p in passages for span in p.citable]
    similarity = encoder.encode(texts) @ encoder.encode([question], "query")[0]
    stands_out = (similarity - similarity.mean()) / (similarity.std() + 1e-6)
    sentence_words = [set(words(text)) for text in texts]
    weigh = _word_weights(set(words(question)), sentence_words)
    names = _names(question)
    asked = [given for asks, given in _ASKED if asks.search(question)][:1]
    rows = []
    first = 0
    for rank, passage in enumerate(passages, start=1):
        last = first + len(passage.citable)
        context = set(words(f"{passage.document.title}\n{passage.text}"))
        of_passage = (
            float(similarity[first:last].max(initial=0.0)),
            _share(weigh, context, none=0.0),
            _share(names, context),
            float(any(name not in context for name in names)),
        )
        for n in range(first, last):
            here = sentence_words[n]
            rows.append(
                (
                    float(similarity[n]),
                    float(stands_out[n]),
                    of_passage[0],
                    _share(weigh, here, none=0.0),
                    of_passage[1],
                    _share(names, here),
                    *of_passage[2:],
                    float(_holds(asked, texts[n], question)),
                    float(not asked),
                    1.0 / rank,
                    float(len(_TOKEN.findall(texts[n])) < 5),
                    float(texts[n].endswith("?")),
                )
            )
        first = last
    return np.array(rows).reshape(-1, len(FEATURES))


def _word_weights(asked: set[str], sentences: Sequence[set[str]]) -> dict[str, float]:
    count = Counter(word for sentence in sentences for word in sentence & asked)
    return {word: log(1 + len(sentences) / (1 + count[word])) for word in asked}


def _names(question: str) -> dict[str, float]:
    """Names and numbers of a question, as words are matched; each weighs 1."""
    return {word: 1.0 for name in _NAME.findall(question) for word in words(name)}


def _share(weights: dict[str, float], present: set[str], none: float = 1.0) -> float:
    """Share of the weight that is present; `none` if there is no word to look for."""
    total = sum(weights.values())
    return sum(w for word, w in weights.items() if word in present) / total if total else none


def _holds(asked: Sequence[re.Pattern[str]], sentence: str, question: str) -> bool:
    """Whether the sentence holds something of the kind asked for that the question has not."""
    said = question.lower()
    return any(
        match.group().lower() not in said for given in asked for match in given.finditer(sentence)
    )
