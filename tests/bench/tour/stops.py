"""The stops of the tour, in the order in which one window makes them.

Each one looks at what it says, and raises if it is not so.
"""

from tests.bench.tour import answers, kept, tabs
from tests.bench.tour.visit import Stop

ALL = (
    Stop("5", "first", "first screen: corpus, chart, four examples", answers.first_screen),
    Stop("12d", "keyboard", "by Tab alone, the focus is seen", answers.by_keyboard),
    Stop("6a", "answer", "an answer, its first source open", answers.answer),
    Stop("6b", "marker", "a marker opens its source, Escape returns", answers.marker),
    Stop("6c", "abstained", "what is not answered", answers.abstained),
    Stop("6d", "follow-up", "suggestions, and a follow-up", answers.follow_up),
    Stop("6e", "saved", "an answer saved as Word", answers.saved),
    Stop("6f", "draft", "a model's draft, not checked yet", answers.draft),
    Stop("6g", "stopped", "the model stopped, the answer stays", answers.stopped),
    Stop("7a", "pdf", "the page of a PDF, its box lit", answers.original_pdf),
    Stop("7b", "closed", "Escape closes it, the focus returns", answers.original_closed),
    Stop("7c", "text", "a text opened at the sentence", answers.original_text),
    Stop("7d", "closed", "Escape closes it, the focus returns", answers.original_closed),
    Stop("12a", "rtl", "an Arabic source, right to left", answers.right_to_left),
    Stop("12b", "rtl-original", "its original, right to left", answers.original_right_to_left),
    Stop("12c", "closed", "Escape closes it, the focus returns", answers.original_closed),
    Stop("9a", "chips", "chips and today's date", answers.chips),
    Stop("9b", "scope", "an answer within them", answers.in_scope),
    Stop("8a", "reload", "the conversation after a reload", kept.reloaded),
    Stop("8b", "kept", "listed, named, saved", kept.conversations),
    Stop("8c", "deleted", "found, continued, deleted", kept.found_and_deleted),
    Stop("10a", "documents", "files dropped, one skipped and why", tabs.documents),
    Stop("10b", "opened", "looked for and opened", tabs.document_opened),
    Stop("10c", "removed", "removed", tabs.document_removed),
    Stop("11a", "timeline", "timeline", tabs.timeline),
    Stop("11b", "table", "table", tabs.table),
    Stop("11c", "quotes", "quotes", tabs.quotes),
    Stop("11d", "verify", "verify", tabs.verify),
    Stop("11e", "judge", "judge: a table, verdicts, a chart", tabs.judged),
    Stop("11f", "settings", "settings in words", tabs.settings),
)
"""What everybody does, in turn, in one window."""

WITH_USERS = (
    Stop("8d", "login", "a user logs in", kept.logged_in),
    Stop("8e", "share", "a conversation is shared", kept.shared),
    Stop("8f", "link", "its link is read, and only that", kept.link_read),
)
"""What is done where there are users."""
