"""What web pages of known programs say of themselves, and how they write tables and keys."""

from pathlib import Path

import pytest

from tests.index.test_web_pages import ARTICLE, FIRST, SECOND, THIRD, read, read_all

TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
HEADED = f"<h1>Bridge closed</h1>{TEXT}"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<article>{ARTICLE}</article><p>Last updated: 4 March 2024</p>", "2024-03-04"),
        (
            f"<main>{ARTICLE}</main><footer><ul><li>This page was last edited on 7 June 2023, at"
            " 11:21.</li></ul></footer>",
            "2023-06-07",
        ),
        (
            f"<main>{ARTICLE}</main><footer>© Copyright 2019, the port. Last updated on 4 March"
            " 2024.</footer>",
            "2024-03-04",
        ),
        (
            f"<main>{ARTICLE}<footer><span>Last updated on <b><time datetime=2024-05-02T00:00Z>"
            "May 2, 2024</time></b></span></footer></main>",
            "2024-05-02",
        ),
        (f"<main>{ARTICLE}<dl><dt>Last updated<dd>1 June 2024</dl></main>", "2024-06-01"),
        (
            f"<main>{ARTICLE}</main><div><p>Last updated: 4 March 2024</p>"
            "<p>Last updated: 5 March 2024</p></div>",
            None,
        ),
        (f"<main>{ARTICLE}<p>The map was updated in May 2031 by two boys.</p></main>", None),
        (
            "<article><header><h1>Bridge closed</h1><p>Two of its nine piers have cracks as wide"
            " as a thumb, say those who dived to them.</p><time datetime=2022-08-19>19 August"
            f" 2022</time></header>{TEXT}</article>",
            "2022-08-19",
        ),
        (
            "<h1>Bridge closed</h1><p class=standfirst>Two of its nine piers have cracks as wide"
            f" as a thumb, say those who dived.</p><p>Published: 19 August 2022</p>{TEXT}",
            "2022-08-19",
        ),
        (f"<h1>Bridge closed</h1><p>12.04.2023</p>{TEXT}", "2023-04-12"),
        (f"<h1>Bridge closed</h1><p>Stand: 04.03.2024, 10:12 Uhr</p>{TEXT}", "2024-03-04"),
        (
            "<div><p>We and our 312 partners store and read what is on your machine.</p></div>"
            f"<h1>Bridge closed</h1><p>12 April 2023</p>{TEXT}",
            "2023-04-12",
        ),
        (
            "<h1>Keeper</h1><ul><li><strong>Closing date</strong><span>31 March 2024</span></li>"
            f"</ul>{TEXT}",
            None,
        ),
        (
            '<script type="application/ld+json">{"@type": "JobPosting", "datePosted":'
            f' "2024-02-12", "validThrough": "2024-03-31"}}</script>{HEADED}',
            "2024-02-12",
        ),
    ],
)
def test_the_date_of_a_page(tmp_path: Path, body: str, published: str | None) -> None:
    assert read(tmp_path, body).published == published


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Weir notes: The otters are back</title>",
            f"<h1>Weir notes</h1><h3 class='post-title entry-title'>The otters are back</h3>{TEXT}",
            "The otters are back",
        ),
        (
            "<title>No spark - Boat board</title>",
            f"<h2 class=topic-title><a href=t>No spark</a></h2>{TEXT}",
            "No spark",
        ),
        (
            "<title>Weir notes</title>",
            f"<h1>Weir notes</h1><h3 class=entry-title>Otters</h3>{TEXT}"
            f"<h3 class=entry-title>Eels</h3>{TEXT}",
            "Weir notes",
        ),
        (
            "<title>Water Works : Pump rota</title>",
            "<ol id=breadcrumbs><li><a href=index.html>Water Works</a></li></ol>"
            f"<h1>Water Works : Pump rota</h1>{TEXT}",
            "Pump rota",
        ),
        (
            "<title>Italy – a short history</title>",
            "<ol class=breadcrumb><li><a href=/italy>Italy</a><li>History</ol>"
            f"<h1>Italy – a short history</h1>{TEXT}",
            "Italy – a short history",
        ),
        (
            "<title>Venice – the sinking city</title>",
            f"<h1>Venice – the sinking city</h1>{TEXT}<h3 class=entry-title>Venice</h3>",
            "Venice – the sinking city",
        ),
        (
            "<title>Newspapers of the pool</title>",
            f"<h1>Papers</h1>{TEXT}<h2 class=entry-title>News</h2>",
            "Papers",
        ),
        ("", f"<p class='c2 title'>Survey of the pier</p>{TEXT}", "Survey of the pier"),
        ("", TEXT, "saved"),
        ("<title>Untitled Document</title>", f"<h2>Fees</h2>{TEXT}", "Fees"),
    ],
)
def test_the_title_of_a_page(tmp_path: Path, head: str, body: str, title: str) -> None:
    document = read(tmp_path, body, head)
    assert document.title == title
    assert "Water Works" not in document.text.split("\n")


def test_a_table_that_is_told_by_its_roles(tmp_path: Path) -> None:
    head = "<div role=row><i role=columnheader>Day</i><i role=columnheader>Low water</i></div>"
    rows = "".join(
        f"<div role=row><div><span role=cell>{day}</span><span role=cell>{time}</span></div></div>"
        for day, time in (("Monday", "09:58"), ("Tuesday", "10:47"))
    )
    table = f"<div role=table><div role=rowgroup>{head}</div><div role=rowgroup>{rows}</div></div>"
    text = read(tmp_path, f"<main><h1>Tides</h1>{table}<p>{FIRST}</p></main>").text
    assert text.split("\n")[:2] == [
        "Day: Monday; Low water: 09:58.",
        "Day: Tuesday; Low water: 10:47.",
    ]


def test_words_outside_the_cells_of_a_row_stay(tmp_path: Path) -> None:
    row = "<div role=row><span role=cell>{0}</span> <b>and then</b> <i role=cell>{1}</i></div>"
    rows = row.format("Monday", "09:58") + row.format("Tuesday", "10:47")
    text = read(tmp_path, f"<main><h1>Tides</h1><div role=table>{rows}</div>{TEXT}</main>").text
    assert text.count("and then") == 2
    assert "10:47" in text


def test_a_box_of_facts_stays_wherever_it_stands(tmp_path: Path) -> None:
    facts = (("Weight", "12 kg"), ("Sold by", "<a href=b>Old Berg</a>"))
    pairs = "".join(
        f"<div class=data><h3 class=label>{key}</h3><div class=value>{value}</div></div>"
        for key, value in facts
    )
    box = f"<aside class=portable-infobox><section><h2>Stats</h2>{pairs}</section></aside>"
    text = read(tmp_path, f"<main><h1>Hammer</h1>{box}{TEXT}</main>").text
    assert {"Weight: 12 kg", "Sold by: Old Berg"} <= set(text.split("\n"))
    other = "<aside class=more><div><a href=x>Ten hammers to see</a></div></aside>"
    assert "Ten hammers" not in read(tmp_path, f"<main><h1>Hammer</h1>{other}{TEXT}</main>").text


def test_a_bold_key_of_several_words_stands_before_its_value(tmp_path: Path) -> None:
    items = "<li><strong>Closing date</strong><span>31 March 2024</span></li>"
    assert "- Closing date: 31 March 2024" in read(tmp_path, f"<main>{ARTICLE}<ul>{items}").text
    said = "<p><b>Breaking news</b><span>Two ships have sunk.</span></p>"
    assert "Breaking news:" not in read(tmp_path, f"<main>{ARTICLE}{said}</main>").text


def test_figures_that_a_style_raises(tmp_path: Path) -> None:
    raised = "<span style='vertical-align:super'>{}</span>"
    body = f"<p>It covers 420 m{raised.format(2)} and weighs 3 x 10{raised.format(5)} kg.</p>"
    priced = f"<p>It costs 5 {raised.format(50)} euros.</p>"
    assert "5 50 euros." in read(tmp_path, f"<main>{ARTICLE}{priced}</main>").text
    assert "420 m² and weighs 3 x 10⁵ kg." in read(tmp_path, f"<main>{ARTICLE}{body}</main>").text


@pytest.mark.parametrize(
    ("box", "stays"),
    [
        (
            "<div><h3>Hear first</h3><p>The best of Orl in your inbox.</p><input type=email></div>",
            0,
        ),
        ("<form><p>Subscribe to us.</p><input name=email><button>Go</button></form>", 0),
        ("<form><p>The clerk answers within a week.</p><input type=email></form>", 1),
        ("<div><p>The inbox of the clerk is full.</p></div>", 1),
        (
            "<form><p>Sign up with the clerk for pottery: 20 euros, from 4 May at 6 pm.</p>"
            "<input type=email></form>",
            1,
        ),
        ("<form><p>Subscribe: every Friday in your inbox.</p><input type=email></form>", 0),
    ],
)
def test_what_asks_for_an_address_to_write_to(tmp_path: Path, box: str, stays: int) -> None:
    text = read(tmp_path, f"<div>{HEADED}<p>{FIRST[:-1]} again.</p>{box}</div>").text
    assert any(word in text for word in ("inbox", "Subscribe", "clerk")) == bool(stays)


def test_a_table_with_an_empty_corner_has_the_names_of_its_columns(tmp_path: Path) -> None:
    head = "<tr><td></td><th>Orl</th><th>Velm</th></tr>"
    rows = "<tr><th>Orl</th><td>–</td><td>31</td></tr><tr><th>Holm</th><td>74</td><td>45</td></tr>"
    text = read(tmp_path, f"<main>{ARTICLE}<table>{head}{rows}</table></main>").text
    assert "Holm; Orl: 74; Velm: 45." in text


def test_an_offer_within_an_article_is_no_part_of_it(tmp_path: Path) -> None:
    asks = "<p>Thanks for reading us! Subscribe for 1 crown.</p>"
    offer = f"<div class=subscription-widget-wrap>{asks}</div>"
    body = f"<article><h1>Bridge</h1><p>{FIRST}</p>{offer}<p>{SECOND}</p><p>{THIRD}</p></article>"
    text = read(tmp_path, body).text
    assert "Thanks for reading" not in text
    assert THIRD in text
    told = body.replace(f"<p>{SECOND}", f"<p class=paywall>{SECOND}")
    assert SECOND in read(tmp_path, told).text


def test_the_footer_of_an_article_that_says_something_is_named(tmp_path: Path) -> None:
    gift = "The mill fund takes gifts at account 4410 2291."
    page = "<article><h1>Mill</h1>{}<footer{}>{}</footer></article>"
    (skipped,) = read_all(tmp_path, page.format(TEXT, "", f"<p>{gift}</p>"))[1]
    assert gift in skipped
    assert not read_all(tmp_path, page.format(TEXT, " class=newsletter", gift))[1]
    links = "<a href=/a>Our other pages are all here.</a>"
    assert not read_all(tmp_path, page.format(TEXT, "", links))[1]


def test_a_trail_is_short_and_of_links(tmp_path: Path) -> None:
    hours = "<div>Opening hours are nine to five.</div>"
    page = f"<div class='page with breadcrumbs'>{hours * 9}</div>"
    assert "nine to five" in read(tmp_path, page).text
    short = f"<main>{ARTICLE}</main><div class=breadcrumb><a href=/>Start</a> › <b>Pier</b></div>"
    assert "Start" not in read(tmp_path, short).text


@pytest.mark.parametrize(
    "body",
    [
        "<h1>The battle</h1><p class=lead>{0}</p><h2>14 October 1066</h2>",
        "<h1>The battle</h1><p class=lead>{0}</p><div class=timeline><h3>4 May 1966</h3></div>",
        "<h1>The battle</h1><p class=intro>{0}</p><ul><li>12 June 2031</li></ul>",
        "<h1>The battle</h1><p class=intro>{0}</p><p>12 June 2031</p>",
        "<h1>The battle</h1><p class=lead>{0}</p><p>It fell on <time>12 June 2031</time>.</p>",
        "<h1>The battle</h1><p class=lead>{0}</p><p>By 4 March 2031 all of it ends.</p>",
        "<h1>The battle</h1><p class=lead>{0}</p><p>Updated 3 May 2011, it was repealed.</p>",
        "<h1>The battle</h1><p>{0}</p><p>Updated: Bylaw 8 is in force from 4 June 2019.</p>",
        "<h1>The battle</h1><p>{0}</p><p>Updated 3 May 2011, it was repealed in 2015.</p>",
        "<h1>The battle</h1><p>{0}</p><table><tr><td>Last reviewed<td>3 May 2011</table>",
    ],
)
def test_what_a_page_tells_of_is_no_date_of_it(tmp_path: Path, body: str) -> None:
    assert read(tmp_path, f"<main>{body.format(FIRST)}{TEXT}</main>").published is None


@pytest.mark.parametrize(
    "byline",
    ["<time datetime=2024-03-04>4 March</time>", "<p class=date>4 March 2024</p>"],
)
def test_who_wrote_when_may_stand_below_the_lead(tmp_path: Path, byline: str) -> None:
    body = f"<h1>The battle</h1><p class=lead>{FIRST}</p>{byline}<h2>Then</h2>{TEXT}"
    assert read(tmp_path, f"<main>{body}</main>").published == "2024-03-04"


@pytest.mark.parametrize(
    ("heading", "date"),
    (
        ("Newsletter 31, Friday 23 May 2025", "2025-05-23"),
        ("The Quay Courier, 23 May 2025", "2025-05-23"),
        ("Newsletter 31: the fair of 23 May 2025", None),
        ("Open day, Friday 23 May 2025", None),
        ("The next newsletter, Friday 23 May 2025", None),
    ),
)
def test_a_heading_may_say_of_which_day_an_issue_is(
    tmp_path: Path, heading: str, date: str | None
) -> None:
    body = f"<main><h1>{heading}</h1><p>{FIRST}</p>{TEXT}</main>"
    assert read(tmp_path, body).published == date


def test_a_button_in_a_sentence_is_a_word_of_it(tmp_path: Path) -> None:
    steps = "<p>Click <button>Save</button> twice.</p><p>Choose <label>Gate 4</label> and wait.</p>"
    alone = "<p><button>Buy now</button></p><div><label>Your name</label><input></div>"
    text = read(tmp_path, f"<main>{ARTICLE}{steps}{alone}</main>").text
    assert "Click Save twice." in text
    assert "Choose Gate 4 and wait." in text
    assert "Buy now" not in text
    note = "<p>It fell by 5<button class=fn>1</button> per cent, <button>2</button> says.</p>"
    assert "fell by 51" not in read(tmp_path, f"<main>{ARTICLE}{note}</main>").text


def test_a_number_on_a_card_stands_before_what_it_counts(tmp_path: Path) -> None:
    cards = "".join(
        f"<div class=stat><div class=num>{number}</div><div class=label>{of}</div></div>"
        for number, of in (("1,204", "berths"), ("31", "cranes"))
    )
    lines = read(tmp_path, f"<main><h1>Port</h1>{cards}{TEXT}</main>").text.split("\n")
    assert {"1,204 berths.", "31 cranes."} <= set(lines)
    lone = "<div class=stat><div class=num>31</div><div class=label>cranes</div></div>"
    years = cards.replace("1,204", "2019").replace("berths", "Company founded")
    text = read(
        tmp_path, f"<main><h1>Port</h1>{years.replace('cranes', 'Arsenal')}{TEXT}</main>"
    ).text
    assert {"2019: Company founded", "31: Arsenal"} <= set(text.split("\n"))
    assert "31 cranes." not in read(tmp_path, f"<main><h1>Port</h1>{lone}{TEXT}</main>").text
