"""Conversations: follow-ups, what they point to, and the questions that they become."""

from qa.conversation.reading import Rewritten
from qa.conversation.rewrite import by_rule, stands_alone
from qa.conversation.talk import TURNS, Conversation

__all__ = ["TURNS", "Conversation", "Rewritten", "by_rule", "stands_alone"]
