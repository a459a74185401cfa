"""Questions, evidence, claims: what an answer is made of, and how well it is made."""

from qa.assistant import Assistant
from qa.conversation import Conversation
from qa.drafts.types import Checked, Verified
from qa.drafts.verifier import Verifier
from qa.records.recheck import Recheck, recheck
from qa.records.record import Record, read_record, write_record
from qa.records.save import record_of, versions_of
from qa.types import Answer, Citation, Claim

__all__ = [
    "Answer",
    "Assistant",
    "Checked",
    "Citation",
    "Claim",
    "Conversation",
    "Recheck",
    "Record",
    "Verified",
    "Verifier",
    "read_record",
    "recheck",
    "record_of",
    "versions_of",
    "write_record",
]
