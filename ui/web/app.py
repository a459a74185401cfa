"""The page: a conversation in Gradio over the same answers as the command line.

It finds no answers (`qa` does), stores no documents (`index` does) and writes no HTML from them
(`ui.render` does, escaped). `server.py` serves it.
"""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import gradio as gr

from index import __version__
from ui.render.corpora import corpora_to_html
from ui.web.access.caller import caller_of
from ui.web.access.roles import Role
from ui.web.corpora import Corpus
from ui.web.endpoints import add_endpoints
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
from ui.web.workspace import Workspace

_THREADS = 128
"""Threads for what the page does; what Gradio serves besides has others. More than can wait for a
turn at the same time, of the page and of programs, or nothing else would be done meanwhile."""
_POLL_SECONDS = 0.01
"""How often Gradio looks whether something can be done; a thousand times a second by itself."""
_SESSIONS = 1_500
"""Pages that are kept in memory; of one more the oldest is forgotten."""
_TICK = 0.5
"""Seconds after which a page looks again whether the models are there."""

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
        add_endpoints(workspace)  # first, so that no handler has their names
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

        def look(request: gr.Request) -> tuple[str, Any]:
            """How it stands; no more once nothing changes by itself."""
            may = caller_of(request).may("edit")
            active = not ask_tab.is_settled(workspace)
            return ask_tab.beginning(workspace, may_add=may), gr.Timer(active=active)

        def look_again() -> gr.Timer:
            """Look at how it stands again, since something changed."""
            return gr.Timer(active=True)

        def opened(session: Session, request: gr.Request) -> tuple[Any, ...]:
            """What a page shows when it is opened, and what of it may be used."""
            caller = caller_of(request)
            may = caller.may("edit")
            return (
                ask_tab.beginning(workspace, may_add=may),
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
