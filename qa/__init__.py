"""Questions, evidence, claims: what an answer is made of, and how well it is made."""

from qa.assistant import Assistant
from qa.conversation import Conversation
from qa.types import Answer, Citation, Claim

__all__ = ["Answer", "Assistant", "Citation", "Claim", "Conversation"]
