"""The functions of the page for programs: what they are called with, and what they give.

Each does what a tab does, from one text to one value, and keeps nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import gradio as gr
from gradio.events import api

from index.errors import UserError
from qa.drafts.pieces import read_text_draft
from qa.quotes.search import LIMIT as QUOTES
from qa.quotes.search import MOST as MOST_QUOTES
from qa.timeline import LIMIT, MOST
from ui.render.answer_table import table_to_dict
from ui.render.quotes import quotes_to_dict
from ui.render.recheck import recheck_to_dict
from ui.render.text import plain
from ui.render.timeline import timeline_to_dict
from ui.render.values import answer_to_dict, hits_to_list, listing_to_list
from ui.render.verify import verified_to_dict
from ui.web.records import recheck as recheck_saved
from ui.web.tabs import verify as verify_tab
from ui.web.tasks import report_faults
from ui.web.where import Where
from ui.web.workspace import MOST_ASKING, Workspace

_CALLING = 4
"""Programs that may call one of the other endpoints at once."""
_MOST_HITS = 100
_MOST_CELLS = 200
"""Documents × questions that a program is answered at once."""
_LONGEST_RECORD = 200_000
"""Characters of a saved answer."""


def add_endpoints(workspace: Workspace) -> None:
    """The functions for programs; their docstrings are what an assistant reads of them."""

    def ask(
        question: str,
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """Answer a question from the documents; every claim cites its exact source sentences.

        Args:
            question: a question that stands alone, in at most 2000 characters.
            since: look only in what was published on this day or later: 2022-10-30, "last week".
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
            as_of: the day to take for today in "last week" or "now"; by default the day it is.
        """
        with _errors(workspace):
            where = Where(since, until, source, author, folder, type, as_of)
            return answer_to_dict(workspace.ask(plain(question), where.scope(), where.day()))

    def search(
        query: str,
        k: int = 10,
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
    ) -> list[dict[str, Any]]:
        """Find the passages of the documents that best match a query, best first.

        Args:
            query: words or a question.
            k: how many passages, from 1 to 100.
            since: look only in what was published on this day or later: 2022-10-30, "last week".
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
        """
        with _errors(workspace):
            scope = Where(since, until, source, author, folder, type).scope()
            count = min(max(int(k), 1), _MOST_HITS)
            return hits_to_list(workspace.search(plain(query), count, scope))

    def timeline(
        topic: str,
        limit: int = LIMIT,
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """List what the documents tell of a topic, by the day it happened; each entry is a quote.

        Args:
            topic: what it is about, in at most 300 characters; not a question.
            limit: how many entries at most, from 1 to 1000.
            since: look only in what was published on this day or later: 2022-10-30, "last week".
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
            as_of: the day to take for today; documents of later days are not read.
        """
        with _errors(workspace):
            where = Where(since, until, source, author, folder, type, as_of)
            most, scope = min(max(int(limit), 1), MOST), where.scope()
            return timeline_to_dict(workspace.timeline(plain(topic), most, scope, where.day()))

    def table(
        questions: str,
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """Ask several questions of each document; a cell is an answer with its sentence, or empty.

        Documents × questions may be at most 200: narrow the documents, or ask fewer questions.

        Args:
            questions: questions that stand alone, one a line, in at most 10000 characters.
            since: look only in what was published on this day or later: 2022-10-30, 2022-10, 2022.
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
            as_of: the day to take for today in "last week" or "now"; by default the day it is.
        """
        with _errors(workspace):
            where = Where(since, until, source, author, folder, type, as_of)
            scope, day = where.scope(), where.day()
            *_, made = workspace.table(plain(questions), scope, day, most=_MOST_CELLS)
            return table_to_dict(made)

    def quotes(
        by: str = "",
        about: str = "",
        limit: int = QUOTES,
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """List who said what, by day: speaker, verb, words and the sentence that tells it.

        Args:
            by: whose words: a name, a part of one, or words such as "the ministry"; empty for
                anybody's. At most 300 characters.
            about: what it is about, in at most 300 characters; empty for anything, but not both.
            limit: how many at most, from 1 to 1000.
            since: look only in what was published on this day or later: 2022-10-30, 2022-10, 2022.
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
            as_of: the day to take for today; documents of later days are not read.
        """
        with _errors(workspace):
            where = Where(since, until, source, author, folder, type, as_of)
            most, scope = min(max(int(limit), 1), MOST_QUOTES), where.scope()
            found = workspace.quotes(plain(by), plain(about), most, scope, where.day())
            return quotes_to_dict(found)

    def documents() -> list[dict[str, Any]]:
        """List the documents: id, title, source, date of publication and number of sentences."""
        with _errors(workspace):
            return listing_to_list(workspace.library.listing())

    def recheck(record: Annotated[str, _LONGEST_RECORD]) -> dict[str, Any]:
        """Check whether each sentence that a saved answer cites still stands in the documents.

        Each one holds, has moved, has changed or is gone. If the documents are others than they
        were, the question is asked again.

        Args:
            record: the content of a file of `pincite ask --save`, JSON.
        """
        with _errors(workspace):
            return recheck_to_dict(recheck_saved(workspace, record))

    def verify(
        draft: Annotated[str, verify_tab.LONGEST],
        since: str = "",
        until: str = "",
        source: str = "",
        author: str = "",
        folder: str = "",
        type: str = "",
    ) -> dict[str, Any]:
        """Check what the documents say to each sentence of a draft.

        Each is supported, contradicted, in part or not found, with the exact sentences that it
        rests on and what differs; or no statement, such as a question. It takes about a second a
        sentence.

        Args:
            draft: a text, plain or Markdown, in at most 60000 characters.
            since: look only in what was published on this day or later: 2022-10-30, 2022-10, 2022.
            until: look only in what was published on this day or earlier.
            source: look only in these papers, sites or hosts; several between semicolons.
            author: look only in what these people wrote; several between semicolons.
            folder: look only in these folders or files; several between semicolons.
            type: look only in files that end so, such as pdf; several between semicolons.
        """
        with _errors(workspace):
            scope = Where(since, until, source, author, folder, type).scope()
            return verified_to_dict(workspace.verify(read_text_draft(draft), scope))

    for endpoint in (ask, search, timeline, table, quotes, documents, recheck, verify):
        # not queued: a tool is then called here, and not by another request that has no password
        api(
            endpoint,
            api_name=endpoint.__name__,
            queue=False,
            concurrency_limit=MOST_ASKING if endpoint is ask else _CALLING,
        )


@contextmanager
def _errors(workspace: Workspace) -> Iterator[None]:
    """What a user reads of an error, as Gradio tells it to a program."""
    try:
        with report_faults():
            yield
    except UserError as error:
        raise gr.Error(workspace.shown.error(error), print_exception=False) from error
