"""The page: a conversation in Gradio over the same answers as the command line.

It finds no answers (`qa` does), stores no documents (`index` does) and writes no HTML from them
(`ui.render` does, escaped). `server.py` serves it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import Annotated, Any

import gradio as gr
from gradio.events import api

from index import __version__
from index.errors import UserError
from qa.drafts.pieces import read_text_draft
from qa.quotes.search import LIMIT as QUOTES
from qa.quotes.search import MOST as MOST_QUOTES
from qa.timeline import LIMIT, MOST
from ui.render.answer_table import table_to_dict
from ui.render.corpora import corpora_to_html
from ui.render.quotes import quotes_to_dict
from ui.render.recheck import recheck_to_dict
from ui.render.text import plain
from ui.render.timeline import timeline_to_dict
from ui.render.values import answer_to_dict, hits_to_list, listing_to_list
from ui.render.verify import verified_to_dict
from ui.web.access.caller import caller_of
from ui.web.access.roles import Role
from ui.web.corpora import Corpus
from ui.web.session import Session
from ui.web.tabs import ask as ask_tab
from ui.web.tabs import conversations as conversations_part
from ui.web.tabs import documents as documents_tab
from ui.web.tabs import judge as judge_tab
from ui.web.tabs import original as original_tab
from ui.web.tabs import quotes as quotes_tab
from ui.web.tabs import settings as settings_tab
from ui.web.tabs import table as table_tab
from ui.web.tabs import timeline as timeline_tab
from ui.web.tabs import together as together_tab
from ui.web.tabs import verify as verify_tab
from ui.web.tabs.shelf import listed_documents
from ui.web.tasks import report_faults
from ui.web.where import Where
from ui.web.workspace import Workspace

_THREADS = 128
"""Threads for what the page does; what Gradio serves besides has others. More than can wait for a
turn at the same time, of the page and of programs, or nothing else would be done meanwhile."""
_ASKING = 18
"""Programs whose questions are taken at once: as many as the workspace answers and lets wait. It
says who is next, and that it is busy; Gradio by itself would take one at a time without a word."""
_CALLING = 4
"""Programs that may call one of the other endpoints at once."""
_POLL_SECONDS = 0.01
"""How often Gradio looks whether something can be done; a thousand times a second by itself."""
_SESSIONS = 1_500
"""Pages that are kept in memory; of one more the oldest is forgotten."""
_TICK = 0.5
"""Seconds after which a page looks again whether the models are there."""
_MOST_HITS = 100
_MOST_CELLS = 200
"""Documents × questions that a program is answered at once."""
_LONGEST_RECORD = 200_000
"""Characters of a saved answer."""

_READ = (
    *("at_work", "search", "documents", "listed", "choose", "look", "look_again", "opened"),
    *("arrange", "about_documents"),
    # of one's own conversations
    *("open_kept", "begin_anew", "search_kept", "rename_kept", "delete_kept"),
    *("unshare_kept", "export_kept"),
    *("narrow", "narrowed", "tabled"),
    *("open_original", "original_shown"),
)
_ASK = (
    *(
        "ask",
        "go_on",
        "take",
        "take_again",
        "take_example",
        "take_as_written",
        "finish",
        "save",
        "careful",
        "faster",
        "without",
        "leave",
        "stop_writing",
    ),
    *("timeline", "begin", "trace", "save_timeline"),
    *("table", "prepare", "fill", "fill_more", "halt", "save_table"),
    *("quotes", "begin_quotes", "look_up", "save_quotes"),
    *("verify", "check_draft", "save_draft"),
    "share_kept",
    "ask_together",
)
ROLES: Mapping[str, Role] = {
    **dict.fromkeys(_READ, "read"),
    **dict.fromkeys(_ASK, "ask"),
    "recheck": "ask",
}
"""Name of a function of the page → who may call it; any other is for those who may edit."""

_FOOTER = (
    f'<footer class="pincite">pincite {__version__}. Where the documents do not answer, it says so.'
    "{out}</footer>"
)
_LOGOUT = '<form method="post" action="logout"><button class="action">Log out</button></form>'


def build(workspace: Workspace, corpora: Sequence[Corpus] = ()) -> gr.Blocks:
    """The page, not yet served.

    Args:
        workspace: what stands behind it.
        corpora: all that there are, where there are several.

    Returns:
        Blocks whose public endpoints are `/ask`, `/search`, `/timeline`, `/table`, `/quotes`,
        `/documents`, `/recheck` and `/verify`.
    """
    behaviour = resources.files("ui.web").joinpath("static", "page.js").read_text(encoding="utf-8")
    page = gr.Blocks(title="pincite", analytics_enabled=False)
    page.state_session_capacity = _SESSIONS
    page.max_threads = _THREADS
    page.create_limiter()  # type: ignore[no-untyped-call]
    page.has_launched = True  # else Gradio checks no path of a file; `ui.web` does so before it
    with page:
        _add_endpoints(workspace)  # first, so that no handler has their names
        session = gr.State(Session())
        if len(corpora) > 1:
            gr.HTML(
                corpora_to_html(
                    [(each.name, each.path, each.workspace is workspace) for each in corpora]
                ),
                apply_default_css=False,
            )
        with gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab("Ask", id="ask"):
                log, beginning, kept = ask_tab.build(workspace, session, behaviour)
            if len(corpora) > 1:
                with gr.Tab("All corpora", id="together"):
                    together_tab.build(workspace, corpora, behaviour)
            with gr.Tab("Documents", id="documents") as shelf:
                listing, drop = documents_tab.build(workspace, behaviour, shelf, page)
            with gr.Tab("Timeline", id="timeline"):
                timeline_tab.build(workspace, session, behaviour)
            with gr.Tab("Table", id="table"):
                table_tab.build(workspace, session, behaviour)
            with gr.Tab("Quotes", id="quotes"):
                quotes_tab.build(workspace, session, behaviour)
            with gr.Tab("Verify", id="verify"):
                draft = verify_tab.build(workspace, session, behaviour)
            with gr.Tab("Judge", id="judge"):
                judged = judge_tab.build(workspace, session, tabs, log)
            with gr.Tab("Settings", id="settings"):
                choosing = settings_tab.build(workspace, session, page)
        original_tab.build(workspace)
        footer = gr.HTML(_FOOTER.format(out=""), apply_default_css=False)
        timer = gr.Timer(_TICK)

        hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

        def look() -> tuple[str, Any]:
            """How it stands; no more once nothing changes by itself."""
            return ask_tab.beginning(workspace), gr.Timer(active=not ask_tab.is_settled(workspace))

        def look_again() -> gr.Timer:
            """Look at how it stands again, since something changed."""
            return gr.Timer(active=True)

        def opened(session: Session, request: gr.Request) -> tuple[Any, ...]:
            """What a page shows when it is opened, and what of it may be used."""
            caller = caller_of(request)
            may = caller.may("edit")
            return (
                ask_tab.beginning(workspace),
                listed_documents(workspace, caller),
                judge_tab.tally_to_html(workspace),
                gr.update(visible=may),
                gr.update(visible=may and bool(workspace.model_servers)),
                gr.update(visible=may),
                _FOOTER.format(out=_LOGOUT if caller.name else ""),
                conversations_part.listing(workspace, caller, session.current),
                conversations_part.current_html(session, caller),
            )

        timer.tick(look, None, [beginning, timer], **hidden)
        shown = [beginning, listing, judged, drop, choosing, draft, footer]
        shown += [kept.listed, kept.current]
        page.load(opened, [session], shown, **documents_tab.LIST)
        listing.change(look_again, None, [timer], **hidden)
        page.queue()  # how much may wait is up to `ui.web.gate`
        page._queue.sleep_when_free = _POLL_SECONDS
    return page


def _add_endpoints(workspace: Workspace) -> None:
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
            return recheck_to_dict(workspace.recheck(record))

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
            concurrency_limit=_ASKING if endpoint is ask else _CALLING,
        )


@contextmanager
def _errors(workspace: Workspace) -> Iterator[None]:
    """What a user reads of an error, as Gradio tells it to a program."""
    try:
        with report_faults():
            yield
    except UserError as error:
        raise gr.Error(workspace.shown.error(error), print_exception=False) from error
