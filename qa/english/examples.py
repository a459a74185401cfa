"""Sentences that tell who did something, of which an example question can be made."""

import re

_SPOKE = "said|told|announced|claimed|reported|warned|added|confirmed|denied|accused|proposed"
_DID = (
    "spent|signed|opened|closed|captured|visited|won|lost|founded|wrote|bought|sold|refused|agreed|"
    "met|launched|discovered|invented|described"
)
_PRONOUN = r"(?:he|she|it|they|we|i|you|this|that|these|those|there|both|some|many|one|who|what)"
TOLD = re.compile(
    rf"(?!{_PRONOUN}\b)(?P<who>[A-Z][^,;:“”\"()]{{2,60}}?) (?P<did>{_SPOKE}|{_DID}) (?P<what>.+)\.",
    re.IGNORECASE,
)
"""A sentence of `who` did `what`."""

ASIDE = re.compile(rf",[^,]*\b(?:{_SPOKE}|says)\b")
"""Who says it, put in or behind."""

POINTING = ("he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "so")
"""Words that point to what another sentence said."""

CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|not|who|which|that|when|as|and)\b", re.IGNORECASE
)
"""What no short name of somebody holds."""

BASE_FORMS = {
    **{"said": "say", "told": "tell", "announced": "announce", "claimed": "claim"},
    **{"reported": "report", "warned": "warn", "added": "add", "confirmed": "confirm"},
    **{"denied": "deny", "accused": "accuse", "proposed": "propose", "spent": "spend"},
    **{"signed": "sign", "opened": "open", "closed": "close", "captured": "capture"},
    **{"visited": "visit", "won": "win", "lost": "lose", "founded": "found", "wrote": "write"},
    **{"bought": "buy", "sold": "sell", "refused": "refuse", "agreed": "agree", "met": "meet"},
    **{"launched": "launch", "discovered": "discover", "invented": "invent"},
    "described": "describe",
}
"""Verbs of `TOLD` → as they stand behind "did"."""

DETERMINERS = (
    "the",
    "a",
    "an",
    "its",
    "their",
    "our",
    "his",
    "her",
    "some",
    "many",
    "most",
    "both",
)
"""Words that a sentence begins with in a capital letter, which they do not have inside of one."""

WHO = "Who {did} {what}?"
DID = "Did {who} {do} {what}?"
WHAT_SAID = "What did {who} say?"
WHAT_HAPPENED = "What happened in {place}?"
WHAT_IS_SAID = "What do the documents say about {name}?"
WHICH_MENTION = "Which documents mention {name}?"
WHICH_PUBLISHED = "Which documents were published in {month}?"
HOW_MANY = "How many documents are there?"
"""Questions to begin with."""

WHO_SAID = "Who said that?"
WHEN_WAS = "When was that?"
MORE = "Tell me more."
"""Questions to go on with, of what was just answered."""

ASKS_WHO = re.compile(
    r"\b(?:who|whom|whose)\b|\b(?:what|how) (?:did|does|do|has|have) .{1,80} (?:say|claim|tell)\b",
    re.IGNORECASE,
)
ASKS_WHEN = re.compile(
    r"\b(?:when|since when|how long|(?:what|which) (?:day|date|month|year|time|hour|week)s?)\b"
    r"|\bat what (?:time|hour)\b",
    re.IGNORECASE,
)
"""Questions that ask for somebody, or for a time, themselves."""
