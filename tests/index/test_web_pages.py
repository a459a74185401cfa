"""Saved web pages: what is read of them, what is left out, and what they state of themselves."""

from pathlib import Path

import pytest

from index.documents.formats.markup import plain_text
from index.documents.load import load_file
from index.types import Document, Skipped
from tests.support.documents import numbered_sentences

FIRST = "The Lenta bridge closed to all traffic after engineers found cracks in two of its piers."
SECOND = "The transport office said that the repair will cost 4.2 million euros in all."
THIRD = "Buses on route 12 now go by way of the northern crossing for the next eleven weeks."
ARTICLE = f"<h1>Bridge closed</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(folder: Path, body: str, head: str = "", name: str = "saved.html") -> Document:
    return read_all(folder, body, head, name)[0]


def read_all(
    folder: Path, body: str, head: str = "", name: str = "saved.html"
) -> tuple[Document, list[str]]:
    """The document of a page, and what is said of what was left out."""
    path = folder / name
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
    document, *skipped = load_file(path)
    assert isinstance(document, Document), document
    return document, [one.reason for one in skipped if isinstance(one, Skipped)]


@pytest.mark.parametrize(
    "other",
    [
        "<div class=discussion><h3>Voices</h3><p>He says it costs 90 million.</p></div>",
        "<div><h2>What readers say</h2><div><p>It costs 90 million, I heard.</p></div></div>",
        "<p>3 comments</p><div><p>It costs 90 million, I heard from him.</p></div>",
        "<div>We use cookies for 90 things. <button>Accept all cookies</button></div>",
        "<div><p>Wir und unsere 90 Partner verwenden Cookies.</p><button>Ja</button></div>",
        "<div>Nous et nos 90 partenaires utilisons des cookies. <button>Oui</button></div>",
        "<div>Utilizamos cookies para 90 fines. <button>Aceptar</button></div>",
        "<div id=consent-banner><p>You give 90 partners your data.</p></div>",
        "<p hidden>The bridge costs 90 million.</p>",
        "<p style='color: red; display: none'>The bridge costs 90 million.</p>",
        "<p aria-hidden=true>The bridge costs 90 million.</p>",
        "<p style='font-size: 0'>The bridge costs 90 million.</p>",
        "<p style='mso-hide: all'>The bridge costs 90 million.</p>",
        "<style>.gone { display: none }</style><p class=gone>The bridge costs 90 million.</p>",
        "<p>It was said to cost <s>90</s> less.</p>",
        "<p><a href='/90'>Ferry sinks with 90 on board near Lindau</a></p>",
        "<div class='newsletter box'><p>Get the 90 top stories.</p></div>",
    ],
)
def test_what_is_not_of_the_article_is_left_out(tmp_path: Path, other: str) -> None:
    text = read(tmp_path, f"<article>{ARTICLE}</article>{other}").text
    assert "90" not in text
    assert FIRST in text
    assert THIRD in text


def test_an_article_in_several_blocks_is_read_whole(tmp_path: Path) -> None:
    """As where advertisements stand between its parts, of which trafilatura takes one."""
    said = [
        f"On day {n} the keepers of the bridge wrote down who had crossed it, and in which boat."
        for n in range(12)
    ]
    parts = ["".join(f"<p>{line}</p>" for line in said[n : n + 4]) for n in (0, 4, 8)]
    blocks = "".join(
        f"<div class=row><div class='c-entry-content'>{part}</div></div>" for part in parts
    )
    document = read(tmp_path, f"<main><h1>Bridge</h1>{blocks}</main>")
    assert [line for line in said if line not in document.text] == []


def test_headings_and_short_items_of_a_plain_page_stay(tmp_path: Path) -> None:
    body = """<h1>The gym</h1><p>Our members come from all over the valley, and they come often.</p>
        <h2>What you get</h2><ul><li>A locker</li><li>Two classes a week</li></ul>
        <h2>How to join</h2><ol><li>Fill in the form.</li><li>Pay the first month.</li></ol>
        <p>We accept cards and cash. The gym is closed on Easter Sunday and on Christmas Day.</p>
        <h2>Classes</h2><table><tr><th>Class</th><th>Instructor</th><th>Day</th></tr>
        <tr><td>Yoga</td><td>Mira Stahl</td><td>Monday</td></tr>
        <tr><td>Spinning</td><td>Jon Abbott</td><td>Tuesday</td></tr>
        <tr><td>Pilates</td><td>Mira Stahl</td><td>Wednesday</td></tr></table>"""
    lines = read(tmp_path, body).text.split("\n")
    for line in ("What you get", "- A locker", "How to join", "2. Pay the first month."):
        assert line in lines


def test_the_lines_of_a_short_page_are_not_glued(tmp_path: Path) -> None:
    body = f"<article><h1>The bridge</h1><p class=byline>By Anna</p><p>{FIRST}</p></article>"
    assert FIRST in read(tmp_path, body).text.split("\n")


def test_a_quoted_post_of_a_network_stays(tmp_path: Path) -> None:
    post = "<blockquote class=twitter-tweet><p>The mayor has seen the bridge.</p></blockquote>"
    assert "The mayor has seen" in read(tmp_path, f"<article>{ARTICLE}{post}</article>").text


def test_an_article_on_cookies_and_a_shown_class_stay(tmp_path: Path) -> None:
    told = "<p class=gone>The court fined the shop because its site uses cookies to spy.</p>"
    style = "<style>@media print { .gone { display: none } }</style>"
    assert "fined the shop" in read(tmp_path, f"{style}<article>{ARTICLE}{told}</article>").text


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p>Raised in 2003<sup>4</sup>.</p>", "Raised in 2003."),
        ("<p>After 1998<sup><a href='#n5'>[5]</a></sup> it rose.</p>", "After 1998 it rose."),
        ("<p>It holds 3 × 10<sup>6</sup> litres.</p>", "It holds 3 × 10⁶ litres."),
        ("<p>It takes 500 m<sup>2</sup> of CO<sub>2</sub>.</p>", "It takes 500 m² of CO₂."),
        ("<dl><dt>Toll<dd>4 euros</dl>", "- Toll: 4 euros"),
        ("<details><summary>Who?</summary><p>The canton pays.</p></details>", "The canton pays."),
        ("<p>The master<br>of the port said so.</p>", "The master of the port said so."),
        (
            "<p>Open again on <time datetime=2024-08-01>1 August</time>.</p>",
            "Open again on 1 August.",
        ),
        ("<figure><img><figcaption>A crack.</figcaption></figure>", "A crack."),
        (
            "<table><caption>Tolls</caption><tr><th>Kind<th colspan=2>Toll"
            "<tr><th><th>day<th>night<tr><td rowspan=2>Car<td>4<td>3<tr><td>5<td>2</table>",
            "Kind: Car; Toll day: 5; Toll night: 2.",
        ),
        ("<table><tr><th>Born<td>1950<tr><th>Died<td>2001</table>", "Born: 1950."),
        ("<div><span>Pull</span><span>400 kg</span></div>", "Pull 400 kg"),
        ("<ul><li><b>Crew</b><span>Four men</span></li></ul>", "- Crew Four men"),
        ("<p><span>55</span><span>21</span> is the code.</p>", "5521 is the code."),
        ("<p><b>Rope</b><span>s are here.</span></p>", "Ropes are here."),
        ("<p>The <b>Rope</b><span>Tow firm</span></p>", "The RopeTow firm"),
        ("<p><i>i</i><span>Phone users wait.</span></p>", "iPhone users wait."),
    ],
)
def test_what_a_page_shows(tmp_path: Path, html: str, line: str) -> None:
    text = read(tmp_path, f"<article>{ARTICLE}{html}</article>").text
    assert line in text.split("\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "<ul><li>Car: 4 euros</li><li>Bus: 7 euros</li></ul>",
            ["- Car: 4 euros", "- Bus: 7 euros"],
        ),
        ("<table><tr><th>Kind<th>Toll<tr><td>Car<td>4</table>", ["Kind: Car; Toll: 4."]),
        ("<h2>Port office</h2><div>Quay 4</div>", ["Quay 4"]),
        (f"<div>{FIRST}<br><br>{SECOND}</div>", [FIRST, SECOND]),
        (
            f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
            f"<article><p>{THIRD}</p>"
            "<p>A ferry sank there on Tuesday, with no one on it.</p></article>",
            [FIRST, SECOND, THIRD, "A ferry sank there on Tuesday, with no one on it."],
        ),
        (
            "<h1>Storm</h1>"
            + "".join(
                f"<div><time>1{n}:05</time>"
                f"<p>Ferry {n} went back to the harbour of Lindau.</p></div>"
                for n in range(3)
            ),
            [f"1{n}:05: Ferry {n} went back to the harbour of Lindau." for n in range(3)],
        ),
        (f"<table><tr><td><a href=/>Home</a><td>{ARTICLE}</table>", [FIRST, SECOND, THIRD]),
    ],
)
def test_pages_without_an_article_of_the_usual_kind(
    tmp_path: Path, body: str, lines: list[str]
) -> None:
    found = [line for line in read(tmp_path, body).text.split("\n") if line]
    assert [line for line in found if line not in ("Storm", "Home", "Bridge closed")] == lines


def test_a_page_that_only_scripts_fill_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<body><noscript>Please enable JavaScript.</noscript><div id=app></div></body>")
    (skipped,) = load_file(path)
    assert isinstance(skipped, Skipped)
    assert "scripts" in skipped.reason


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", f"{ARTICLE}<footer>© 2019 Harbour News</footer>", None),
        ("", f"<h1>Feast</h1><p>The feast is on 12 June 2031 in the harbour.</p>{ARTICLE}", None),
        ("", f"<h1>B</h1><p class=event-date>12 June 2031</p>{ARTICLE}", None),
        ("", f"<h1>B</h1><div>By Anna Berg | 3 March 2024</div>{ARTICLE}", "2024-03-03"),
        (
            "",
            "<h1>B</h1><span>Updated <time datetime=2024-03-05>5 March</time></span>"
            f"<span>Published <time datetime=2024-03-03>3 March</time></span>{ARTICLE}",
            "2024-03-03",
        ),
        (
            "<meta property=article:modified_time content=2024-03-05>"
            "<meta property=article:published_time content=2024-03-03T10:00:00Z>",
            ARTICLE,
            "2024-03-03",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "VideoObject", '
            '"datePublished": "2001-01-01"}, {"@type": "NewsArticle", '
            '"dateModified": "2024-03-05", "datePublished": "2024-03-03"}]}</script>',
            ARTICLE,
            "2024-03-03",
        ),
        ("<link rel=canonical href=https://a.example/2024/mar/03/bridge>", ARTICLE, "2024-03-03"),
        ("", f"<p>LINDAU, 3 March 2024 — {FIRST}</p>{ARTICLE}", "2024-03-03"),
        ("", f"<h1>Brücke</h1><p>Veröffentlicht am 3. März 2024</p><p>{FIRST}</p>", "2024-03-03"),
        ("", f"<h1>Pont</h1><p class=byline>3 mars 2024</p><p>{FIRST}</p>", "2024-03-03"),
        ("", f"<h1>Fest</h1><p>Das Fest beginnt am 3. März 2031.</p><p>{FIRST}</p>", None),
    ],
)
def test_a_date_is_read_where_it_is_stated_only(
    tmp_path: Path, head: str, body: str, published: str | None
) -> None:
    assert read(tmp_path, body, head).published == published


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Bridge closed | Europe | CNN Business", "", "Bridge closed"),
        ("Bridge closed - BBC News", "", "Bridge closed"),
        ("The bridge closed after cracks...", "The bridge closed after cracks were found", None),
        ("Harbour News", "Bridge closed", "Bridge closed"),
        ("Lindau 2 - 1 Bregenz", "", "Lindau 2 - 1 Bregenz"),
    ],
)
def test_titles(tmp_path: Path, title: str, heading: str, expected: str | None) -> None:
    body = f"<article><h1>{heading}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert read(tmp_path, body, f"<title>{title}</title>").title == (expected or heading)


def archive(*parts: tuple[str, str]) -> str:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/bridge\n"
        "Date: Fri, 5 Jan 2024 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n'
    )
    pages = (
        f"\n--b\nContent-Type: text/html; charset=utf-8\nContent-Location: {at}\n\n{html}\n"
        for at, html in parts
    )
    return head + "".join(pages) + "\n--b--\n"


def test_a_saved_archive_is_read_as_its_page(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    advert = "<p>Buy the new boat of the year now, for no more than 90 euros a month.</p>"
    path.write_text(
        archive(("cid:1", advert), ("https://a.example/bridge", f"<html><body>{ARTICLE}</body>"))
    )
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert (document.title, document.published) == ("Bridge closed", None)
    assert document.url == "https://a.example/bridge"
    assert SECOND in document.text
    assert "90" not in document.text


def test_the_article_of_a_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    frames = "<html><frameset><frame src=cid:1></frameset></html>"
    path.write_text(archive(("https://a.example/bridge", frames), ("cid:1", ARTICLE)))
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert SECOND in document.text


def test_an_archive_without_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_text("MIME-Version: 1.0\nContent-Type: text/plain\n\nNothing")
    (skipped,) = load_file(path)
    assert isinstance(skipped, Skipped)
    assert "no page in the archive" in skipped.reason


TABLE = (
    "<table><tr><th>Port</th><th>Note</th></tr><tr></tr><tr><td>Orvell</td>"
    "<td>Closed. Reopens in May.</td></tr>"
    "<tr><td>Lenta | north</td><td>Open. Tolls apply.</td></tr></table>"
)


@pytest.mark.parametrize("body", [f"{ARTICLE}{TABLE}<p>{THIRD} {SECOND}</p>", TABLE])
def test_rows_of_tables_know_their_numbers(tmp_path: Path, body: str) -> None:
    rows = [(row, text) for row, text in numbered_sentences(read(tmp_path, body)) if row]
    assert rows == [
        (3, "Port: Orvell; Note: Closed. Reopens in May."),
        (4, "Port: Lenta | north; Note: Open. Tolls apply."),
    ]


def test_a_page_cannot_number_its_lines_itself(tmp_path: Path) -> None:
    row = "<tr data-pincite-row=7><td>Ships wait. They pay.</td></tr>"
    forged = f"<table role=presentation>{row}</table>"
    document = read(tmp_path, f"{ARTICLE}{forged}")
    assert not document.places
    assert "They pay." in document.text


@pytest.mark.parametrize(
    "tag",
    [
        "embed",
        "area",
        "br",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ],
)
def test_what_follows_an_element_that_holds_nothing_stays(tag: str) -> None:
    """The parser does not know of each of them that it needs no end."""
    text = plain_text(
        f"<p>Before it <{tag} src=x> the harbour was quiet.</p><p>Then it rained.</p>"
    )
    assert " ".join(text.split()) == "Before it the harbour was quiet. Then it rained."


def test_a_short_page_is_read_without_its_menu_and_its_lines_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Concert</title></head><body><nav>Home Events Contact</nav><main>"
        "<h1>Concert</h1><ul><li><b>Doors:</b> 18:30</li><li><b>Seats:</b> 90 in all</li></ul>"
        "<p>The choir sings works of its own.</p></main></body></html>",
        encoding="utf-8",
    )
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert [line for line in document.text.split("\n") if line] == [
        "- Doors: 18:30",
        "- Seats: 90 in all",
        "The choir sings works of its own.",
    ]


LONG = (
    "The council of Velm has voted to mend the old weir before the floods of the autumn come down "
    "the valley. "
)


def page_lines(tmp_path: Path, body: str, title: str = "Weir") -> list[str]:
    path = tmp_path / "a.html"
    head = f"<html><head><title>{title}</title></head><body>"
    path.write_text(f"{head}{body}</body></html>", encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    return [line for line in document.text.split("\n") if line]


def paragraphs(start: int, count: int) -> str:
    return "".join(f"<p>{LONG}It is item {n}.</p>" for n in range(start, start + count))


def test_an_article_that_is_repeated_is_read_once(tmp_path: Path) -> None:
    once = f"<div class=post><h1>Weir</h1>{paragraphs(0, 5)}</div>"
    lines = page_lines(tmp_path, f"<div class=content>{once * 3}</div>")
    assert [line for line in lines if "item" in line] == [
        f"{LONG}It is item {n}." for n in range(5)
    ]
    refrain = f"<p>{LONG}</p>"
    verse = "".join(f"{paragraphs(n, 2)}{refrain}" for n in (0, 2, 4))
    lines = page_lines(tmp_path, f"<article><h1>Weir</h1>{verse}</article>")
    assert lines.count(LONG.strip()) == 3  # a refrain stays


def test_of_articles_below_each_other_the_one_with_the_title_is_read(tmp_path: Path) -> None:
    first = f"<article><h1>Weir</h1>{paragraphs(0, 4)}</article>"
    others = f"<article><h2>You may like</h2>{paragraphs(10, 9)}</article>"
    lines = page_lines(tmp_path, f"<main>{first}{others}</main>")
    assert any("item 3" in line for line in lines)
    assert not any("item 12" in line for line in lines)
    teaser = "<article><h2>More</h2><p>A short word on the tide.</p></article>"
    lines = page_lines(tmp_path, f"<main>{first}{teaser}</main>")
    assert any("item 3" in line for line in lines)
    plain = f"<article><h2>One</h2>{paragraphs(0, 4)}</article>{others}"
    lines = page_lines(tmp_path, f"<main>{plain}</main>")
    assert any("item 3" in line for line in lines) and any("item 12" in line for line in lines)


def test_a_post_that_is_quoted_stays_whatever_wraps_it(tmp_path: Path) -> None:
    post = (
        "<div class=social-media-embed><div class=embed><blockquote class=twitter-tweet>"
        "<p>The weir will hold, I was told by the keeper himself this morning.</p>"
        "— Ida Holm (@ida) 4 May</blockquote></div></div>"
    )
    body = f"<article><h1>Weir</h1>{paragraphs(0, 4)}{post}{paragraphs(4, 3)}</article>"
    assert any("told by the keeper" in line for line in page_lines(tmp_path, body))


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("<div class='article__summary summary'>", "</div>{}"),
        ("<div class=body>", "{}</div>"),
        ("<div class=body>", "<br><br>A line of it.<br><br>And one more.{}</div>"),
    ],
)
def test_the_lead_of_an_article_need_be_no_paragraph(
    tmp_path: Path, opening: str, rest: str
) -> None:
    lead = f"The keepers <b>opened</b> all gates in the night. {LONG}"
    body = f"<div><h1>Weir</h1>{opening}{lead}{rest.format(paragraphs(0, 5))}</div>"
    found = page_lines(tmp_path, body)
    assert any(line.startswith("The keepers opened all gates in the night.") for line in found)


def test_linked_headlines_with_a_few_words_lead_elsewhere(tmp_path: Path) -> None:
    items = "".join(
        f"<li><h3><a href=/{n}>Ferry {n} is late</a></h3><h4>It waits for the tide</h4></li>"
        for n in range(4)
    )
    article = f"<h1>Weir</h1>{paragraphs(0, 5)}"
    lines = page_lines(tmp_path, f"<article>{article}<ul>{items}</ul></article>")
    assert not any("waits for the tide" in line for line in lines)
    steps = items.replace("<a href=", "<a name=")  # leads nowhere
    lines = page_lines(tmp_path, f"<article>{article}<ul>{steps}</ul></article>")
    assert any("waits for the tide" in line for line in lines)


def test_the_credit_of_a_picture_is_not_glued_to_its_caption(tmp_path: Path) -> None:
    figure = "<figure><img><figcaption>The weir in 1932<span>Photo: J. Berg</span></figcaption>"
    body = f"<article><h1>Weir</h1>{paragraphs(0, 4)}{figure}</figure>{paragraphs(4, 2)}</article>"
    assert "The weir in 1932" in page_lines(tmp_path, body)


def test_posts_that_a_blog_lists_below_are_none_of_it(tmp_path: Path) -> None:
    related = "<div class=jp-relatedposts><h3>Related</h3><p>Owls in the barn</p></div>"
    body = f"<article><h1>Weir</h1>{paragraphs(0, 4)}{related}</article>"
    assert "Owls in the barn" not in page_lines(tmp_path, body)


def test_a_page_of_a_wiki_says_when_it_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Keys</title></head><body><h1>Keys</h1><div class=page-metadata>"
        "Created by Ida Holm, last modified on Mar 04, 2024</div>"
        f"<div>{paragraphs(0, 3)}</div><div id=footer>Generated on Jun 11, 2024</div>",
        encoding="utf-8",
    )
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.published == "2024-03-04"


@pytest.mark.parametrize("tag", ["article", "section"])
def test_each_of_several_short_articles_keeps_its_heading(tmp_path: Path, tag: str) -> None:
    news = {
        "Fire in Orl": "A barn burnt down in Orl on Monday night, and two cows died in it at dawn.",
        "New mayor": "Ilse Brandt was elected mayor of Brim with 54% of the vote on Sunday.",
        "Weather": "It will rain on Tuesday, and the wind will come from the west all day long.",
    }
    parts = "".join(f"<{tag}><h2>{k}</h2><p>{v}</p></{tag}>" for k, v in news.items())
    document = read(tmp_path, f"<div><h1>News in brief</h1>{parts}</div>")
    lines = [line for line in document.text.split("\n") if line]
    assert [line for line in lines if line != "News in brief"] == [
        line for pair in news.items() for line in pair
    ]
    assert all(document.is_heading(document.text.index(heading)) for heading in news)


@pytest.mark.parametrize("wrapped", [True, False])
def test_keys_and_values_in_blocks_are_a_line_each(tmp_path: Path, wrapped: bool) -> None:
    specs = {"Weight": "8.4 kg", "Power": "550 W", "Made in": "Slovenia"}
    pairs = [f"<div class=k>{k}</div><div class=v>{v}</div>" for k, v in specs.items()]
    rows = "".join(f"<div class=row>{pair}</div>" if wrapped else pair for pair in pairs)
    text = read(tmp_path, f"<main>{ARTICLE}<div class=specs>{rows}</div></main>").text
    assert [line for line in text.split("\n") if line.endswith(("kg", "W", "Slovenia"))] == [
        "Weight: 8.4 kg",
        "Power: 550 W",
        "Made in: Slovenia",
    ]


def test_blocks_beside_each_other_that_are_no_pairs_stay(tmp_path: Path) -> None:
    said = ["The north pier was mended in May.", "The south pier was mended in June."]
    rows = "".join(f"<div><div class=a>Ida Moy</div><div class=b>{x}</div></div>" for x in said)
    lines = read(tmp_path, f"<main>{ARTICLE}<div>{rows}</div></main>").text.split("\n")
    assert [line for line in lines if line in said] == said


def test_values_below_bold_keys_stand_behind_them(tmp_path: Path) -> None:
    hours = "<p><strong>Monday</strong><br>8 am<br>2 pm<br><b>Saturday:</b><br>9 am</p>"
    lines = read(tmp_path, f"<main>{ARTICLE}{hours}</main>").text.split("\n")
    assert {"Monday: 8 am; 2 pm", "Saturday: 9 am"} <= set(lines)
    hours = "<p><b>Monday</b><br>9 to 5<br><b>Wednesday</b><br>closed</p>"
    lines = read(tmp_path, f"<main>{ARTICLE}{hours}</main>").text.split("\n")
    assert {"Monday: 9 to 5", "Wednesday: closed"} <= set(lines)


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Ida Moy</b><br>The north pier was mended.<br><b>Per Oake</b><br>It was not.</p>",
        "<p><b>Ida Moy</b><br>who is the mayor</p>",
        "<p><b>Ida Moy<br>the elder</b><br>mayor<br><b>Per Oake</b><br>clerk</p>",
        "<p>Seen by<br><b>Ida Moy</b><br>mayor<br><b>Per Oake</b><br>clerk</p>",
    ],
)
def test_bold_words_that_are_no_keys_stay(tmp_path: Path, body: str) -> None:
    assert "Ida Moy:" not in read(tmp_path, f"<main>{ARTICLE}{body}</main>").text


def test_a_link_to_a_heading_is_no_part_of_the_title_or_a_term(tmp_path: Path) -> None:
    anchor = "<a class=headerlink href=#x>¶</a>"
    term = f"<dl><dt>open(path){anchor}</dt><dd>Opens the lock at that path.</dd></dl>"
    document = read(tmp_path, f"<main><h1>The lock{anchor}</h1>{term}<p>{FIRST}</p></main>")
    assert document.title == "The lock"
    assert "¶" not in document.text
    assert "open(path): Opens the lock at that path." in document.text


def test_two_prices_beside_each_other_are_not_glued(tmp_path: Path) -> None:
    prices = "<div><span class=new>£129.00</span><span class=old>£159.00</span></div>"
    assert "£129.00 £159.00" in read(tmp_path, f"<main>{ARTICLE}{prices}</main>").text
