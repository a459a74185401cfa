"""Questions, evidence, claims: what an answer is made of, and how well it is made."""

from qa.assistant import Assistant
from qa.conversation import Conversation
from qa.drafts.types import Checked, Verified
from qa.drafts.verifier import Verifier
from qa.records.recheck import Recheck, recheck
from qa.records.record import Record, read_record, write_record
from qa.records.save import record_of, versions_of
from qa.types import Answer, Citation, Claim
from qa.watch.types import News, WatchedQuestion
from qa.watch.watchlist import Watchlist

__all__ = [
    "Answer",
    "Assistant",
    "Checked",
    "Citation",
    "Claim",
    "Conversation",
    "News",
    "Recheck",
    "Record",
    "Verified",
    "Verifier",
    "WatchedQuestion",
    "Watchlist",
    "read_record",
    "recheck",
    "record_of",
    "versions_of",
    "write_record",
]
