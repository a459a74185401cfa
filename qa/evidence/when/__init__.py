"""The time of a question, and what it makes of the evidence.

A question's phrase of time ("in 2022", "last week") is read against the day of asking and taken out
of what the networks are asked, which know the matter and not the calendar (a passage that names the
time is read with it, too, and the better reading counts); then each sentence is
held against it by its own time: the dates in it, read against its document's date; where it has
none, those of the sentence that it leans on, then those of the title; else the document's date. A
sentence of another time becomes less probable. Of what is so until it changes (an office, a price)
the newest sentence up to that time speaks; for those it has overtaken see `overtaken.py`.

The factors were chosen on the half `choose` of `tests/bench/bound.py`.
"""

from qa.evidence.when.bound import Bound, bind, ends
from qa.evidence.when.factors import (
    OF_ANOTHER_TIME,
    fit,
    of_then,
    reason,
)
from qa.evidence.when.passages import READ, asked_of, better, in_time, naming, narrowed
from qa.evidence.when.question_times import asked_time, bare_of, with_days, without
from qa.evidence.when.remarks import NONE_FROM, ONLY_A_PLAN, notes
from qa.evidence.when.sentence_times import AFTER, Placed, Told, mentions_in, published_on, told

__all__ = [
    "AFTER",
    "NONE_FROM",
    "OF_ANOTHER_TIME",
    "ONLY_A_PLAN",
    "READ",
    "Bound",
    "Placed",
    "Told",
    "asked_of",
    "asked_time",
    "bare_of",
    "better",
    "bind",
    "ends",
    "fit",
    "in_time",
    "mentions_in",
    "naming",
    "narrowed",
    "notes",
    "of_then",
    "published_on",
    "reason",
    "told",
    "with_days",
    "without",
]
