"""What kind of answer a question asks for, beside one fact.

Each function gives what was recognised, or None. What is not plain is None: a question that asks
for one fact is answered as one.
"""

from qa.english.asked_documents import DocumentsAsked, documents_asked
from qa.english.asked_lists import ListAsked, list_asked
from qa.english.asked_overviews import (
    ComparisonAsked,
    OverviewAsked,
    comparison_asked,
    overview_asked,
)

__all__ = [
    "ComparisonAsked",
    "DocumentsAsked",
    "ListAsked",
    "OverviewAsked",
    "comparison_asked",
    "documents_asked",
    "list_asked",
    "overview_asked",
]
