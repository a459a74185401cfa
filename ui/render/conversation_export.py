"""A conversation to keep or to send: as Markdown, and as a page of its own without scripts.

Pure functions of their arguments; whatever people and documents say is escaped.
"""

from collections.abc import Iterable

from index.text.dates import plain_date
from ui.render.conversation import Exchange
from ui.render.export import (
    STYLE,
    body_to_html,
    body_to_markdown,
    heading_to_markdown,
    paragraph_to_markdown,
)
from ui.render.html import page_to_html, text_to_html
from ui.render.text import one_line

_STYLE = (
    f"{STYLE}h2{{margin:2.2rem 0 .6rem;padding-top:1.2rem;border-top:1px solid #8a93a3;"
    "font-size:1.25rem}h1{font-size:1.5rem}.about{opacity:.75;font-size:.9rem}"
)


def understood(exchange: Exchange) -> str:
    """How a follow-up was read, in a sentence; empty where it was asked as it stands."""
    answer = exchange.answer
    return f"Understood as: {answer.question}" if answer and answer.follow_up else ""


def conversation_to_markdown(title: str, exchanges: Iterable[Exchange]) -> str:
    """A heading, and below it each question with its answer and sources."""
    parts = [heading_to_markdown(title)]
    for exchange in exchanges:
        if exchange.answer:
            parts.append(heading_to_markdown(one_line(exchange.question), 2))
            parts += [paragraph_to_markdown(understood(exchange))] * bool(understood(exchange))
            parts.append(body_to_markdown(exchange.answer))
    return "\n".join(parts)


def conversation_to_page(title: str, exchanges: Iterable[Exchange], about: str = "") -> str:
    """The same as a whole HTML page.

    Args:
        title: of the conversation.
        exchanges: in order; those without an answer are left out.
        about: a sentence below the title.
    """
    parts = [f'<h1 dir="auto">{text_to_html(title)}</h1>']
    parts += [f'<p class="about">{text_to_html(about)}</p>'] * bool(about)
    for number, exchange in enumerate(exchanges, start=1):
        if exchange.answer:
            parts.append(f'<h2 dir="auto">{text_to_html(exchange.question)}</h2>')
            if read := understood(exchange):
                parts.append(f'<p class="about" dir="auto">{text_to_html(read)}</p>')
            parts.append(body_to_html(exchange.answer, f"q{number}s"))
    return page_to_html(title, _STYLE, "".join(parts))


def shared_about(made: str) -> str:
    """What stands above a conversation that a link shows.

    Args:
        made: when the link was, ISO 8601.
    """
    day = plain_date(made[:10]) or made[:10]
    return f"A conversation with pincite as it was on {day}; shared to be read."
