import datetime
import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given

from index.progress import LeftOut, Progress
from index.text.periods import year
from index.types import Document, Hit, Passage, Sentence, Skipped, Span
from qa.types import Answer, AskedTime, Claim, Kind, Part
from tests.support.fakes import (
    ABSTAINED,
    ANSWERED,
    ATTACKED,
    HITS,
    REASON,
    TEN,
    UNSAID,
    VILLAGES,
    cite,
    find,
)
from tests.support.generated import Seen, answers
from ui.render.answer import answer_to_html
from ui.render.cited import by_document
from ui.render.conversation import Exchange, exchange_to_html, exchange_to_speech, exchanges_to_html
from ui.render.documents import (
    Taken,
    document_to_html,
    progress_to_html,
    taken_to_html,
)
from ui.render.export import answer_to_json, answer_to_markdown, answer_to_page
from ui.render.html import text_to_html
from ui.render.sources import evidence_to_html
from ui.render.text import plain, said_to_text

TAGS = frozenset(
    {"section", "div", "aside", "p", "a", "h3", "ol", "li", "span", "cite", "time", "mark", "b"}
    | {"blockquote", "button", "details", "summary", "ul", "svg", "path"}
)
SAVED = {"body", "h1", "h3", "p", "a", "b", "ul", "li", "cite", "blockquote"}
ATTRIBUTES = frozenset(
    {"class", "id", "dir", "href", "target", "rel", "type", "name", "open", "role", "aria-label"}
    | {"aria-controls", "aria-pressed", "data-source", "data-copy", "data-save", "data-judge"}
    | {"data-exchange", "title", "viewbox", "d", "aria-hidden", "focusable"}
    | {"data-original", "data-start", "data-end", "tabindex"}
)
NASTY = "<img src=x onerror=alert(1)>"


def _both(answer: Answer, anchor: str = "answer") -> str:
    return answer_to_html(answer, anchor) + evidence_to_html(answer, anchor)


def _shown(answer: Answer) -> Seen:
    return Seen(exchange_to_html(Exchange("a1", answer.question, answer=answer)))


@given(answers())
@example(ATTACKED)
def test_html_holds_no_tag_that_we_did_not_write(answer: Answer) -> None:
    seen = _shown(answer)
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    for name, value in seen.attributes:
        assert value is None or value == plain(value)
        if name == "href":
            assert value is not None and re.match(r"https?://", value, re.IGNORECASE)


@given(answers())
@example(ATTACKED)
def test_the_marked_text_is_the_quote(answer: Answer) -> None:
    quotes = [plain(source.quote) for cited in by_document(answer) for _, source in cited]
    assert sorted(_shown(answer).marked) == sorted(quotes)
    assert len(quotes) == len(answer.sources)


@given(answers())
@example(ATTACKED)
def test_every_marker_leads_to_a_source(answer: Answer) -> None:
    attributes = _shown(answer).attributes
    places = [value for name, value in attributes if name == "id"]
    leads = [value for name, value in attributes if name == "data-source"]
    if not answer.items:
        assert len(leads) == sum(len(answer.markers(claim)) for claim in answer.claims)
    cards = {f"a1-d{place}" for place in range(1, len(by_document(answer)) + 1)}
    assert cards <= set(places)
    assert set(leads) <= set(places) - {"a1"} - cards
    if not answer.items:
        assert set(leads) == set(places) - {"a1"} - cards
    assert len(set(places)) == len(places)


@given(answers())
@example(ATTACKED)
def test_a_saved_page_holds_no_tag_that_we_did_not_write(answer: Answer) -> None:
    page = answer_to_page(answer)
    body = Seen(page[page.index("<body>") : page.index("</html>")])
    assert set(body.tags) <= SAVED
    assert {name for name, _ in body.attributes} <= {"class", "id", "dir", "href", "target", "rel"}
    assert "default-src 'none'" in page and "<script" not in page


@given(answers())
@example(ATTACKED)
def test_saved_markdown_begins_nothing_that_a_document_wrote(answer: Answer) -> None:
    for line in answer_to_markdown(answer).splitlines():
        bare = re.sub(r"\\.", "", line)
        own = re.sub(r"^\*\*|\*\*$|^ {3}>(?: |$)|^- ", "", bare)
        assert not re.search(r"[<>\[\]`*_#|]", own), line


def test_saved_answers() -> None:
    assert answer_to_markdown(ANSWERED).splitlines() == [
        "**How many villages?**",
        "",
        r"Ten villages were taken, the ministry said. \[1\]",
        "",
        r"Repairs took eleven hours, and ten. \[2\] \[1\]",
        "",
        r"- \[1\] Fighting in the east, 24 Oct 2025, https://news.example/villages",
        f"   > {TEN}",
        "",
        r"- \[2\] rail.pdf, page 2",
        "   > Repairs took eleven hours.",
    ]
    assert "The documents do not answer" in answer_to_markdown(ABSTAINED)
    assert "The documents do not answer" in answer_to_page(ABSTAINED)
    assert json.loads(answer_to_json(ANSWERED))["claims"][0]["citations"][0]["quote"] == TEN


def test_why_the_documents_do_not_answer() -> None:
    unsaid = replace(ABSTAINED, reason=REASON)
    before, after = "The documents do not answer this question.", "No sentence answers it"
    assert f'<p>{before}</p><p dir="auto">{REASON}</p><p>{after}' in answer_to_html(unsaid)
    assert f"<p>{before}</p><p>{after}" in answer_to_html(ABSTAINED)
    assert f"\n\n{before} {REASON}\n" in answer_to_markdown(unsaid)
    assert f'<p>{before}</p><p dir="auto">{REASON}</p>' in answer_to_page(unsaid)
    assert json.loads(answer_to_json(unsaid))["reason"] == REASON
    spoken = exchange_to_speech(Exchange("a1", unsaid.question, answer=unsaid))
    assert spoken == f"{before} {REASON}"
    assert REASON not in _both(replace(ANSWERED, reason=REASON))


def test_a_word_of_a_hostile_question_stays_a_word() -> None:
    page = answer_to_page(UNSAID)
    for html in (answer_to_html(UNSAID), page[page.index("<body>") : page.index("</html>")]):
        seen = Seen(html)
        assert plain(UNSAID.reason) in seen.text
        assert set(seen.tags) <= {"body", "h1", "div", "p"}
        assert {name for name, _ in seen.attributes} <= {"class", "dir"}
    (line,) = [line for line in answer_to_markdown(UNSAID).splitlines() if "nearest" in line]
    assert not re.search(r"[<>\[\]`*_#|]", re.sub(r"\\.", "", line))


def test_abstaining_offers_the_nearest_passages() -> None:
    seen = _shown(Answer("?", (), HITS * 5))
    assert seen.text.count("Trains ran late") == 1
    assert "The nearest passages" in seen.text
    nothing = _shown(Answer("?"))
    assert "There is nothing near it either." in nothing.text
    assert "nearest passages" not in nothing.text


def test_what_was_read_but_not_cited_folds_away() -> None:
    (claim, _) = ANSWERED.claims
    seen = _shown(replace(ANSWERED, claims=(claim,)))
    assert "Read, but not cited (1 of 1 passage)" in seen.text
    assert [v for n, v in seen.attributes if n == "open"] == [None]
    assert "Read, but not cited" not in _shown(ANSWERED).text


def test_an_exchange_that_runs_then_ends() -> None:
    running = Exchange("a1", "How many?", "reading", ANSWERED.claims[:1])
    assert "Reading the best passages …" in exchanges_to_html([running])
    assert "Ten villages were taken" in exchange_to_html(running)
    assert (running.running, exchange_to_speech(running)) == (True, "Reading the best passages")
    failed = Exchange("a1", "How many?", failure="The question is empty. Ask.")
    assert (failed.running, exchange_to_speech(failed)) == (False, failed.failure)
    done = Exchange("a1", "and there?", answer=replace(ANSWERED, follow_up="and there?"))
    assert "Understood as: How many villages?" in Seen(exchange_to_html(done)).text
    assert '<button type="button" class="action" data-written="a1">' in exchange_to_html(done)
    assert "data-written" not in exchange_to_html(replace(done, answer=ANSWERED))
    assert exchange_to_speech(done).endswith("and ten. 2 sources.")
    assert exchange_to_speech(replace(done, answer=ABSTAINED)).startswith(
        "The documents do not answer"
    )
    back = replace(done, answer=Answer("he?", back="Whom do you mean?"))
    assert exchange_to_speech(back) == "Whom do you mean?"
    assert "data-copy" not in exchange_to_html(back)
    reply = replace(done, answer=Answer("thanks", reply="You’re <b>welcome</b>."))
    assert exchange_to_speech(reply) == "You’re <b>welcome</b>."
    assert "You’re &lt;b&gt;welcome" in exchange_to_html(reply)
    assert "do not answer" not in exchange_to_html(reply)
    assert "data-copy" not in exchange_to_html(reply)
    nearest = replace(reply, answer=replace(ABSTAINED, reply="No document has “zzz”."))
    assert "The nearest passages" in exchange_to_html(nearest)


def test_one_row_copies_saves_and_judges() -> None:
    exchange = Exchange("a1", "How many villages?", answer=ANSWERED, verdict="wrong")
    html = exchange_to_html(exchange)
    assert html.count('class="actions answered"') == 1
    for name in ("Save as Markdown", "Save as record", "This is right", "This is wrong"):
        assert f'aria-label="{name}"' in html
    assert 'aria-label="This is right" title="This is right" aria-pressed="false"' in html
    assert 'aria-label="This is wrong" title="This is wrong" aria-pressed="true"' in html
    assert "Questions to go on with" not in html


def test_a_question_to_go_on_with_is_a_button() -> None:
    asked = ("Who said that?", f"What is {NASTY}?")
    html = exchange_to_html(Exchange("a1", "How many?", answer=ANSWERED, suggestions=asked))
    assert 'data-example="Who said that?"' in html and NASTY not in html
    assert html.count("data-example") == 2 and 'aria-label="Questions to go on with"' in html
    # on a phone and for who listens: the answer, its sources, and then what to ask next
    assert html.index('class="evidence"') < html.index("data-example")


def test_the_words_that_answer_are_marked() -> None:
    (citation,) = ANSWERED.claims[0].citations
    known = replace(citation, answer=find(VILLAGES, "ten villages"))
    answer = replace(ANSWERED, claims=(replace(ANSWERED.claims[0], citations=(known,)),))
    assert "said that <b>ten villages</b> were" in _both(answer)


def test_html_leads_from_markers_to_sources() -> None:
    html = _both(ANSWERED, "a7")
    assert html.count('data-source="a7-1"') == 2
    assert 'id="a7-1"' in html and 'id="a7-2"' in html
    assert f'the north. <mark id="a7-1" tabindex="-1">{TEN}</mark> Neither' in html
    with pytest.raises(ValueError, match="anchor"):
        _both(ANSWERED, '"><script>')


def test_a_passage_is_shown_whole_and_between_some_words_of_the_document() -> None:
    text = "before " * 200 + "word " * 500 + "Here it is. " + "tail " * 500 + "after " * 200
    document = Document("d", text, "/d", "d")
    quote = cite(document, "Here it is.")
    hit = Hit(Passage(document, Span("d", 1400, len(text) - 1200), (Sentence(quote.span),)), 1.0)
    seen = Seen(_both(Answer("?", (Claim("It is.", (quote,)),), (hit,))))
    assert seen.marked == ["Here it is."]
    assert seen.text.count("word") == seen.text.count("tail") == 500
    assert 40 < seen.text.count("before") < 50 and 40 < seen.text.count("after") < 60
    assert seen.text.count("…") == 2


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/a?b=1&c=2", "news.example"),
        ("HTTP://News.Example", "news.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://xn--e1afmkfd.example:8080/", "xn--e1afmkfd.example"),
    ],
)
def test_an_http_address_is_a_link_named_by_its_host(url: str, host: str) -> None:
    seen = Seen(_both(_answer_from(url)))
    assert {("href", url), ("target", "_blank")} <= set(seen.attributes)
    assert ("rel", "noopener noreferrer nofollow") in seen.attributes
    assert host in seen.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//host.example/x",
        " https://host.example",
        "java\nscript:x",
        "https://host.example/a b",
        'https://host.example/"onclick=x',
        "https://",
        "https://[",
        "https:///path",
        "file:///etc/passwd",
        "",
        None,
    ],
)
def test_no_other_address_is_a_link(url: str | None) -> None:
    assert "target" not in _both(_answer_from(url))


def _answer_from(url: str | None) -> Answer:
    document = Document("d", "One sentence.", "/d", "d", url=url)
    return Answer("?", (Claim("One.", (cite(document, "One sentence."),)),))


def test_a_verdict_stands_in_front_of_the_sentence_of_its_part() -> None:
    document = Document("d", "One sentence.", "/d", "d")
    claim = Claim("One sentence.", (cite(document, "One sentence."),), lead="No, for <guests>")
    html = _both(Answer("?", (claim,)))
    assert "<b>No, for &lt;guests&gt;.</b> One " in html
    assert "<b>" not in _both(Answer("?", (replace(claim, lead=""),)))


def test_a_document_that_heads_its_claims_has_its_date_and_publisher_there() -> None:
    one = Document(
        "d", "One thing. Two things.", "/d", "Of <things>", "2025-10-24", publisher="Mail"
    )
    other = Document("e", "Three things.", "/e", "Of nothing")
    claims = (
        Claim("One thing.", (cite(one, "One thing."),)),
        Claim("Two things.", (cite(one, "Two things."),)),
        Claim("Three things.", (cite(other, "Three things."),)),
    )
    parts = (Part("Of <things>", (0, 1)), Part("Of nothing", (2,)))
    seen = Seen(answer_to_html(Answer("?", claims, kind=Kind.OVERVIEW, parts=parts)))
    assert seen.text.count("Of <things>24 Oct 2025, MailOne thing.") == 1
    assert seen.text.count("Mail") == 1  # once, and not below each claim
    assert "Of nothingThree things." in seen.text  # nothing is known of it
    answer = Answer("?", claims, kind=Kind.OVERVIEW, parts=parts)
    assert "Of <things> (24 Oct 2025, Mail):\nOne thing." in said_to_text(answer)
    assert "\nOf nothing:\nThree things." in said_to_text(answer)
    assert "Of &lt;things&gt; (24 Oct 2025, Mail)</h3>" in answer_to_page(answer)


def test_a_document_of_the_same_title_has_a_date_of_its_own() -> None:
    one = Document("d", "One thing.", "/d", "News", "2025-10-24")
    two = Document("e", "Two things.", "/e", "News", "2025-11-02")
    claims = tuple(Claim(it.text, (cite(it, it.text),)) for it in (one, two))
    answer = Answer("?", claims, kind=Kind.COMPARISON, parts=(Part("News", (0, 1)),))
    text = Seen(answer_to_html(answer)).text
    assert text.count("24 Oct 2025") == 1
    assert re.search("News24 Oct 2025One thing.*Two things.*2 Nov 2025", text, re.DOTALL)


def test_the_file_is_named_with_the_place_in_it() -> None:
    document = Document("d", "One sentence.", "/home/me/news.jsonl#2024/05", "One")
    html = _both(Answer("?", (Claim("One.", (cite(document, "One sentence."),)),)))
    assert "news.jsonl#2024/05" in html
    assert "/home/me" not in html


def test_text_in_a_quoted_attribute_cannot_leave_it() -> None:
    assert text_to_html("\"'<>&\x00") == "&quot;&#x27;&lt;&gt;&amp;�"


def test_a_document_that_is_open() -> None:
    document = Document("d", f"{NASTY}\nMore.", f"/a/{NASTY}", NASTY, NASTY, "javascript:alert(1)")
    seen = Seen(document_to_html(document, 2))
    assert set(seen.tags) <= {"article", "h3", "p", "time", "span", "div"}
    assert seen.text.count(NASTY) == 4 and "2 sentences" in seen.text
    left = LeftOut("d", "/a", NASTY, 0, 0, (NASTY,))
    seen = Seen(document_to_html(document, 2, left))
    assert "1 line is never cited" in seen.text and seen.text.count(NASTY) == 5
    assert "Nothing in it is a sentence that could be cited." in seen.text
    assert set(seen.tags) <= {"article", "h3", "p", "span", "div", "time", "details", "summary"} | {
        "ul",
        "li",
    }
    long = document_to_html(Document("d", "x" * 200_003, "/a", "a"), 0)
    assert "And 3 more characters." in long


def test_the_pages_of_a_file_are_opened_from_its_text() -> None:
    text = "\n\n  The quay was closed.\nMore."
    document = Document("0123456789abcdef", text, "/a.pdf", "Quay", pages=(0, 24))
    shown = document_to_html(document, 2)
    assert 'data-original="0123456789abcdef"' in shown and ">Open its pages<" in shown
    start, end = (re.search(rf'data-{side}="(\d+)"', shown) for side in ("start", "end"))
    assert start and end and text[int(start[1]) : int(end[1])] == "The quay was closed."
    assert "Open its pages" not in document_to_html(replace(document, pages=()), 2)
    assert "Open its pages" not in document_to_html(replace(document, text=" \n"), 0)
    for source in ("/a.pptx", "/a.eml#b.pdf", "https://paper.example/a.pdf", "/a.mbox#2/b.png"):
        assert "Open its pages" not in document_to_html(replace(document, source=source), 2)
    for source in ("/A.PDF", "/scan.tiff"):
        assert 'data-whole="yes"' in document_to_html(replace(document, source=source), 2)


def test_what_became_of_files() -> None:
    taken = Taken(2, (Skipped(f"/up/{NASTY}", "It is empty."),))
    seen = Seen(taken_to_html(taken))
    assert "2 documents added" in seen.text and NASTY not in seen.text
    assert "1 file or part of a file not taken in; the reasons are below." in seen.text
    assert "Nothing was added" in taken_to_html(Taken(0, taken.skipped))
    assert taken_to_html(Taken(1)) == "<p>1 document added. Ask about it.</p>"
    assert "Nothing new was added: it is in the index already." in taken_to_html(Taken(0))
    assert "Reading 3 files" in progress_to_html(None, 3)
    assert 'value="50"' in progress_to_html(Progress("reading", 5, 10, 1), 1)


def test_what_is_kept_says_notes_and_time_too() -> None:
    today = datetime.date(2023, 3, 1)
    time = AskedTime("?", "?", today, phrase="2022", period=year(2022))
    told = replace(ANSWERED, notes=("Only a *plan* was read <i>of</i>.",), time=time)
    lines = answer_to_markdown(told).splitlines()
    assert lines[-3:] == [
        r"Only a \*plan\* was read \<i\>of\</i\>.",
        "",
        "Read as: “2022” (1 Jan 2022 – 31 Dec 2022).",
    ]
    page = answer_to_page(told)
    assert "<p>Only a *plan* was read &lt;i&gt;of&lt;/i&gt;.</p>" in page
    assert "Read as: “2022” (1 Jan 2022 – 31 Dec 2022)." in page
    unsaid = answer_to_markdown(replace(told, claims=())).splitlines()
    assert unsaid[2:4] == ["The documents do not answer this question.", ""]
