"""Plain text files: their encoding, characters, title, date of publication and line ends."""

import re
import textwrap
import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest

from index.documents.formats.decode import decode
from index.documents.formats.lines import Heading, Row
from index.documents.formats.stated_dates import date_of, date_of_page
from index.documents.formats.transcripts import with_speakers
from index.documents.formats.unwrap import glue, unwrap, unwrapped
from index.documents.load import load_file
from index.documents.normalise import UnreadableError, normalise
from index.documents.split import sentences
from index.text.dates import iso_date, plain_minute
from index.text.other_dates import in_english
from index.types import Document, Skipped

PROSE = "The harbour was closed for nine days. The boats stayed in."


def load(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "slug.txt"
    path.write_text(text, encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    return document


# encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "The repair costs 4.2 million euros.\r\nMore — “quoted” and ä.\r\n",
        "Ремонт стоит четыре миллиона евро. Город платит.\n",
        "湖水上涨了两米。船又出航了，很多人来了。\n湖水上涨了两米。",
        "Hi there",
        "A party 🎉 at nine\n",
        "The \u200broof of the mill cost 41\u00ad,000 \u200bcrowns.\n",
    ],
)
def test_wide_encodings_need_no_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data", [b"\0" * 500, b"MZ\0\0\x01" * 200, b"\0\x01\x02 " * 100, bytes(range(256)) * 20]
)
def test_other_files_with_zeros_are_not_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="not text"):
        decode(data)


# characters


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Lin\u200bdau", "Lindau"),
        ("Lin\u200ddau\u200c is", "Lindau is"),
        ("Lin\u00addau W\u2060ord \ufeffx", "Lindau Word x"),
        ("Lin\u200edau", "Lindau"),
        ("5\u00a0km, 12\u202f000", "5 km, 12 000"),
        ("non\u2011EU ﬁre ﬂows oﬃce", "non-EU fire flows office"),
        ("a\rb\x0cc\r\nd", "a\nb\nc\nd"),
        ("\ud83d\ude00 \ud83d", "\U0001f600 \ufffd"),
        ("a\0b", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👩\u200d👧 came", "👩\u200d👩\u200d👧 came"),
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        ("e\u200d\u0301\u200dन", "éन"),
    ],
)
def test_characters_are_written_as_they_are_typed(raw: str, text: str) -> None:
    assert normalise(raw) == text == normalise(text)


# title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Lindau Post\nFriday, 5 June 2026\n\nCouncil closes the mole\n\nBy Anna Lee\n\n"
            "The council of Lindau closed the mole on Thursday.\n",
            "Council closes the mole",
        ),
        (
            "Minutes of the board\n5 June 2026\n\nAttendance\n\nAnna Lee and Ben Roth came.\n",
            "Minutes of the board",
        ),
        (f"Low water in Lindau\n\n{PROSE}", "Low water in Lindau"),
        (f"Low water in Lindau\n====\n{PROSE}", "Low water in Lindau"),
        (f"Low water in Lindau\n-------------------\n\n{PROSE}", "Low water in Lindau"),
        (f"LOW WATER IN LINDAU\n{PROSE}", "LOW WATER IN LINDAU"),
        (f"Friday, 24 October 2025\n\nLow water\n\n{PROSE}", "Low water"),
        (f"By Anna Berg\nLow water\n\n{PROSE}", "Low water"),
        (f"From: Anna Berg\nTo: The crew\nSubject: Dues rise\n\nDear all,\n{PROSE}", "Dues rise"),
        (
            f"Minutes of the committee\n4 March 2024\n\nPresent: A\n{PROSE}",
            "Minutes of the committee",
        ),
        (f"FOR IMMEDIATE RELEASE\n\nLow water\n\n{PROSE}", "Low water"),
        (f"PRESS RELEASE No. 12/2024\n4 June 2024\n\nLow water\n\n{PROSE}", "Low water"),
        (f"NEWS RELEASE\nEmbargoed until 00:01 on 4 June\n\nLow water\n\n{PROSE}", "Low water"),
        (f"CONFIDENTIAL\n\nMemorandum on the dam\n\n{PROSE}", "Memorandum on the dam"),
        (f"MEMORANDUM\n\nTO: The crew\nSUBJECT: Dues rise\n\n{PROSE}", "Dues rise"),
        (f"Press freedom\n\n{PROSE}", "Press freedom"),
        (f"Embargo on grain\n\n{PROSE}", "Embargo on grain"),
        (f"Draft law on ferries\n\n{PROSE}", "Draft law on ferries"),
        (f"{PROSE}\n\n{PROSE}", "slug"),
        ("When does it leave?\nAt nine.\n\nWhen does it stop?\nAt ten.", "slug"),
        ("the harbour was closed for nine days\nand the boats stayed in.", "slug"),
        ("The tank must be rinsed once a week\nUse clean water for it.", "slug"),
        ("Lindau\nBregenz\nRorschach\nRomanshorn", "slug"),
        (f"- salt\n- water\n\n{PROSE}", "slug"),
        (f"Dear Ms. Brown,\n\n{PROSE}", "slug"),
    ],
)
def test_title(tmp_path: Path, text: str, title: str) -> None:
    assert load(tmp_path, text).title == title


def test_a_headline_below_a_notice_is_a_heading_and_the_embargo_can_be_cited(
    tmp_path: Path,
) -> None:
    head = "PRESS RELEASE\nEmbargoed until 6 a.m. on 4 June 2024\n\nFewer eels in the Tarn"
    document = load(tmp_path, f"{head}\n\n{PROSE}")
    kinds = {document.slice(piece.span): piece.kind for piece in sentences(document)}
    assert kinds["Fewer eels in the Tarn"] == "heading"
    assert kinds["Embargoed until 6 a.m. on 4 June 2024"] == "sentence"


# date of publication


LETTERHEAD = "Nord & Sons\nFounded in 1887\nMs. Ida Frost\n17 Quay Lane\nVelm\nOur ref: IF/22\n"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Friday, 24 October 2025", "2025-10-24"),
        ("4 Oct 2025 | By Anna Berg", "2025-10-04"),
        ("By Anna Berg | 4 Oct 2025", "2025-10-04"),
        ("Last updated: 3 May 2024 12:30 GMT", "2024-05-03"),
        ("Published 3 May 2024 by Anna Berg", "2024-05-03"),
        ("Date: Mon, 4 Mar 2024 10:00:00 +0100", "2024-03-04"),
        (f"LINDAU, March 4, 2024 (Own report) - {PROSE}", "2024-03-04"),
        (f"Lindau, 4 May 2024 (dpa) — {PROSE}", "2024-05-04"),
        ("2024-05-03", "2024-05-03"),
        ("Lindau, 4 March 2024\n\nDear Ms. Brown,", "2024-03-04"),
        (
            f"{LETTERHEAD}21 November 2023\n\nDear Ms. Frost,",
            "2023-11-21",
        ),
        (
            f"{LETTERHEAD}Your letter of 21 November 2023\n\nDear Ms. Frost,",
            None,
        ),
        (
            f"{LETTERHEAD}21 November 2023\n\nHistory of the quay",
            None,
        ),
        (f"{LETTERHEAD}21 November 2023\n\nDear old Velm had no quay yet.", None),
        (f"{LETTERHEAD}21 November 2023\n\nHello everyone!", "2023-11-21"),
        ("Montag, den 3. März 2025", "2025-03-03"),
        ("Veröffentlicht am 3. März 2025 von Anna Berg", "2025-03-03"),
        ("Stand: 3. Dez. 2025", "2025-12-03"),
        ("Publié le 1er août 2024 par Anna Berg", "2024-08-01"),
        ("lunes, 5 de agosto de 2024", "2024-08-05"),
        ("5 августа 2024 г.", "2024-08-05"),
        ("Das Fest ist am 3. März 2025 am Kai.", None),
        ("Bis 3. März 2025 kann man sich melden.", None),
        ("Gegründet 3. März 1825", None),
        (f"LINDAU, March 4 (Own report) - {PROSE}", None),
        ("© 2019 The Courier", None),
        ("© 2019-05-03 The Courier", None),
        ("The fair is on 3 May 2024 at the quay.", None),
        ("Town hall, 3 May 2024", None),
        ("The Harrow Mercury, 22 May 2024", "2024-05-22"),
        ("By Ann Lee\nHarrow Mercury - May 22, 2024", "2024-05-22"),
        ("Issued at 10.15 on 27 May 2024", "2024-05-27"),
        ("Revised: 3 June 2024", "2024-06-03"),
        (f"LINDAU, 28 May 2024. {PROSE}", "2024-05-28"),
        (f"NEW LINDAU, 28 May 2024. {PROSE}", "2024-05-28"),
        ("Hastings, 14 October 1066. The Normans won.", None),
        ("Next review, 1 June 2026", None),
        ("Deadline for the newsletter, 1 October 2024", None),
        ("Launch of the Sun, 17 September 1969", None),
        ("Effective 1 January 2030", None),
        ("St Ann’s School: newsletter, 4 June 2024", "2024-06-04"),
        ("Festival of Lindau, 4 June 2024", None),
        ("Ada Holm, 4 June 1950", None),
        ("Approved by the board on 3 May 2021", None),
        ("He died in Lindau, 28 May 2024. It rained.", None),
        ("Report on the fire of 3 May 2021", None),
        ("Published on 3 May 2024, the report found nine faults.", None),
        ("Dates are grown here since 4 May 2020", None),
        ("Created: March 4, 2024 10:12 AM", "2024-03-04"),
        ("Last edited time: 4 March 2024", "2024-03-04"),
        ("Created by the board on 4 March 2024", None),
        ("Update on the loss of the Titanic, 15 April 1912", None),
        ("Report on the siege, 18 June 1815", None),
        ("Update on rural buses, 4 October 2024", "2024-10-04"),
        ("Quay Board | Published 4 May 2024", "2024-05-04"),
        ("Issue 14 | 4 May 2024", "2024-05-04"),
        ("Choir and band | 4 May 2024 | Town hall", None),
        ("Von Anna Berg, 4. Mai 2024", "2024-05-04"),
        ("Par Anna Berg, le 4 mai 2024", "2024-05-04"),
        ("Von Anna Berg wird am 4. Mai 2024 gelesen", None),
        ("від 17 квітня 2024 року", "2024-04-17"),
        ("vom 3. März 2025", "2025-03-03"),
        ("vom 3. März 2025 bis 4. April 2025", None),
        ("Von Köln nach Bonn am 3. März 2025", None),
        ("Por Lima a Cusco el 3 de marzo de 2025", None),
        ("Von Anna von Berg, 4. Mai 2024", "2024-05-04"),
        (f"DAYTON, Ohio, Sept. 12, 2023 /PRNewswire/ -- {PROSE}", "2023-09-12"),
        ("Mon, Mar 4, 2024 10:02AM", "2024-03-04"),
        ("Friday, 24 October", None),
        ("2024", None),
        ("4 May 2024 - 10:12 GMT\nBy Anna Berg", "2024-05-04"),
        ("2024-05-04T10:00-05:00", "2024-05-04"),
        ("By Anna Berg\n4 May 2024\nUpdated 5 May 2024 at 10:12", "2024-05-04"),
        ("Saturday 14 June 2025\n10am to 4pm", None),
        ("12 September 2025\nThe meeting takes place at 7pm", None),
        ("14 June 2025\nThe old mill\nAdmission free", None),
        ("Doors open at 19:00\n14 June 2025", None),
        ("Date of birth\n4 May 1970", None),
        ("Due date\n4 May 2025", None),
        ("Closing date:\n30 June 2025", None),
        ("3 May - 4 August 2025", None),
        ("3-5 May 2025", None),
        ("Saturday 14 June 2025, 10am - 4pm", None),
        ("Issue 14 (2024) | 4 May 2024", "2024-05-04"),
        ("Open day | No. 12 bus | Saturday 14 June 2025", None),
        ("Helpers needed | No. 3 High Street | 14 June 2025", None),
        ("Charity quiz | Date: 14 June 2025 | Town hall", None),
        ("12 March 2024. By Anna Berg, Quay Courier", "2024-03-12"),
        ("QUAY COURIER\nTuesday 14 March 2023, page 1 and continued page 4", "2023-03-14"),
        ("14 March 2023, evening edition", "2023-03-14"),
        ("14 March 2023, the Orme Hall", None),
        ("The Quay Courier | Opinion | 16 April 2024", "2024-04-16"),
        ("Press release | 4 May 2024", "2024-05-04"),
        ("Town Hall | 16 April 2024 | 7 pm", None),
        ("Concert | 16 April 2024", None),
        ("STAFF NOTICE 12                      27 September 2024", "2024-09-27"),
        ("Autumn concert                       27 September 2024", None),
        ("**Number 118, 4 June 2024.** Delivered free to every house.", "2024-06-04"),
        ("*Dales & Fells magazine, 12 May 2024. Anna Berg talks to Ifan Orme.*", "2024-05-12"),
        ("The Beck newsletter, March 4, 2024. Free.", "2024-03-04"),
        ("We met at the Star, 4 May 2024. It rained.", None),
        ("The next newsletter, 4 May 2024. Send your news.", None),
        ("Friday 19 April 2024 - Crown Court - from our reporter, Anna Berg", "2024-04-19"),
        ("Opinion. 28 March 2024. Anna Berg", "2024-03-28"),
        ("4 June 2024, by Anna Berg", "2024-06-04"),
        ("4 June 2024 – Anna Berg", "2024-06-04"),
        ("Date of issue: Friday 15 March 2024, 16:30", "2024-03-15"),
        ("12 May 2024, Market Square", None),
        ("12 May 2024. Free for all, come and see us", None),
        ("12 May 2024, 7 pm, Town Hall. By Anna Berg and her band", None),
    ],
)
def test_date_of_publication(tmp_path: Path, head: str, date: str | None) -> None:
    assert load(tmp_path, f"Low water\n{head}\n\n{PROSE}").published == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Minutes of the quay board, 6 March 2024", "2024-03-06"),
        ("MINUTES of 6 March 2024", "2024-03-06"),
        ("Protokoll vom 6. März 2024", "2024-03-06"),
        ("Minutes\nVelm, 6 March 2024", "2024-03-06"),
        ("Minutes of the fair of 2024", None),
        (
            "Minutes of the Parish Council of Velm held on Tuesday 6 March 2024 at 7.30 p.m. in the"
            " village hall",
            "2024-03-06",
        ),
        ("Minutes of the Board\nHeld on 6 March 2024 at Velm", "2024-03-06"),
        ("VELM COUNCIL\nMinutes\nHeld in Room 4 on Wednesday, March 6, 2024", "2024-03-06"),
        ("Minutes of the Annual Meeting\nWednesday 6 March 2024, 7.30pm", "2024-03-06"),
        ("Board meeting minutes - 6 March 2024", "2024-03-06"),
        ("Minutes of the Rowing Club\n\nCommittee meeting, 6 March 2024", "2024-03-06"),
        ("Minutes of the Rowing Club\n\nNext committee meeting, 6 March 2024", None),
        ("Minutes (6 March 2024)", "2024-03-06"),
        ("Minutes of the Board\nHeld on 6 May 2024 at 2 p.m. in Room 4", "2024-05-06"),
        ("Meeting notes\nDate of meeting: 6 March 2024", "2024-03-06"),
        ("Meeting notes\nDate and time: 6 March 2024 at 9 a.m.", "2024-03-06"),
        ("Niederschrift der Sitzung vom 6. März 2024", "2024-03-06"),
        ("Minutes of the meeting held on 6 March 2024 are kept in the safe.", None),
        ("Minutes of the Board\nPresent: all who were elected on 6 March 2024", None),
        ("Report on the fire\nHeld on 6 March 2024 at Velm", None),
        ("The fair was held on 6 March 2024 at Velm", None),
        ("Plan for the fair, 6 March 2024", None),
        ("Minutes of the Board\nDate of next meeting: 6 March 2024", None),
        ("Minutes\nMatters arising from the meeting of 3 May 2024\nHeld 7 June 2024", "2024-06-07"),
        ("Minutes\nActions from the meeting on 3 May 2024", None),
        ("Minutes\nThe following meeting: 3 May 2024", None),
        ("Minutes\nFuture meeting dates: 3 May 2024", None),
        ("Minutes\nSubsequent meeting: 3 May 2024", None),
    ],
)
def test_the_date_of_minutes(tmp_path: Path, head: str, date: str | None) -> None:
    assert load(tmp_path, f"{head}\n\n{PROSE}").published == date


def test_an_old_day_on_a_first_page_is_none_of_publication() -> None:
    page = f"The Treaty of Lindau\n28 June 1919\n\n{PROSE}"
    assert (date_of_page(page), date_of(page)) == (None, "1919-06-28")
    assert date_of_page(page.replace("1919", "2019")) == "2019-06-28"
    assert date_of_page(page.replace("28 June", "Published 28 June")) == "1919-06-28"


def test_whom_to_ask_is_no_title(tmp_path: Path) -> None:
    head = "FOR IMMEDIATE RELEASE\n\nMedia contact: Ida Holm, ida@velm.example\n\n"
    document = load(tmp_path, f"{head}Velm opens its new lock\n\n{PROSE} {PROSE}")
    assert document.title == "Velm opens its new lock"


def test_a_message_is_no_title(tmp_path: Path) -> None:
    chat = "[04/03/2024, 10:12:33] Ida: The code is 5521\n[04/03/2024, 10:13:02] Per: Thanks!"
    document = load(tmp_path, chat)
    assert document.title == "slug"
    assert [piece.kind for piece in sentences(document)] == ["sentence", "sentence"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "4.3.24, 10:12 - Chats are private.\n4.3.24, 10:12 - Ida: Bring the rope,\n\nthe short "
            "one broke\n4.3.24, 10:15 - Per: Yes\n",
            [
                "4.3.24, 10:12 - Chats are private.",
                "4.3.24, 10:12 - Ida: Bring the rope, the short one broke",
                "4.3.24, 10:15 - Per: Yes",
            ],
        ),
        (
            "[3/4/24, 9:02 AM] Ida: One\ntwo\n\u200e[3/4/24, 9:03 PM] Per: Three",
            ["[3/4/24, 9:02 AM] Ida: One two", "\u200e[3/4/24, 9:03 PM] Per: Three"],
        ),
        ("2024-03-04 10:12 pump on\n  at line 4\n2024-03-04 10:13 pump off", None),
        ("[04/03/2024, 10:12] Ida: One\ntwo\nthree\nfour", None),
    ],
)  # fmt: skip
def test_a_message_is_one_line(tmp_path: Path, text: str, lines: list[str] | None) -> None:
    found = [line for line in load(tmp_path, text).text.split("\n") if line]
    assert found == (lines or [line for line in text.split("\n") if line])


def test_a_year_alone_is_no_date() -> None:
    assert iso_date("2019") is None
    assert iso_date("© 2019") is None
    assert iso_date("3. May 2024") == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("am Mittwoch, den 3. März 2025 um neun", "am 3 March 2025 um neun"),
        ("le 14 juil. 2024, par Anna", "le 14 July 2024, by Anna"),
        ("el 9 de setiembre del 2024", "el 9 September 2024"),
        ("с 2 мая 2024 года по 3 мая", "с 2 May 2024 по 3 мая"),
        ("3. März", "3. März"),
        ("Mai 2024", "Mai 2024"),
        ("1.3 Mai 2024", "1.3 Mai 2024"),
        ("12345 mai 20245", "12345 mai 20245"),
        ("publié le soir par Anna", "publié le soir par Anna"),
    ],
)
def test_dates_of_other_languages_are_read_in_english(text: str, english: str) -> None:
    assert in_english(text) == english


# hyphens at line ends


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("the long-", "term plan", "the long-term plan"),
        ("the govern-", "ment said", "the government said"),
        ("GOVERN-", "MENT house", "GOVERNMENT house"),
        ("a self-", "ish man", "a selfish man"),
        ("the high-", "light of", "the highlight of"),
        ("twenty-", "three men", "twenty-three men"),
        ("seven-", "teen men", "seventeen men"),
        ("a 20-", "year plan", "a 20-year plan"),
        ("COVID-", "19 cases", "COVID-19 cases"),
        ("winter of 2020–", "21, and", "winter of 2020–21, and"),
        ("from 12-", "14 euros", "from 12-14 euros"),
        ("the A-", "levels", "the A-levels"),
        ("to a.berg@velm-", "clinic.example", "to a.berg@velm-clinic.example"),
        ("first-", "and second-class", "first- and second-class"),
        ("the co-", "founder of it", "the co-founder of it"),
        ("a co-", "lumn of it", "a column of it"),
        ("to anti-", "cipate it", "to anticipate it"),
        ("an anti-", "tank gun", "an anti-tank gun"),
        ("the so-", "called plan", "the so-called plan"),
        ("the so-", "lution is", "the solution is"),
    ],
)
def test_hyphens_at_a_line_end(line: str, following: str, joined: str) -> None:
    assert unwrap([line, following], 5) == [joined]


def test_the_rest_of_the_text_says_how_a_word_is_written() -> None:
    assert unwrap(["a cost-", "benefit study, cost-benefit"], 5)[0].startswith(
        "a cost-benefit study"
    )
    assert unwrap(["the low-", "land and lowland"], 5) == ["the lowland and lowland"]


def test_a_hard_wrapped_file(tmp_path: Path) -> None:
    text = (
        "The council of the town agreed on Monday to look at its long-\n"
        "term plan for the harbour, which the people of the govern-\n"
        "ment had asked for in the spring of last year and in sum-\n"
        "mer too, and to build a wall of stone along the old quay."
    )
    found = load(tmp_path, text).text
    assert "long-term plan" in found
    assert "the government had" in found
    assert "in summer too" in found


NARROW = (
    "The council of the town agreed on Monday to look at its plan for the harbour, which many had "
    "asked for. It will build a wall of stone along the old quay and a new pier for the ferries."
)


@pytest.mark.parametrize("width", [30, 36, 40, 60, 72])
def test_narrow_lines_are_joined(tmp_path: Path, width: int) -> None:
    lines = textwrap.fill(NARROW, width)
    found = load(tmp_path, f"The new quay\n\n{lines}\n\n{lines}\n")
    assert found.text == f"The new quay\n\n{NARROW}\n\n{NARROW}"


def test_the_lines_of_an_item_are_joined(tmp_path: Path) -> None:
    items = (
        "- Bring a rope that reaches from the quay\n  to the deck of the barge.\n- Bring a lamp.\n"
    )
    joined = "- Bring a rope that reaches from the quay to the deck of the barge.\n- Bring a lamp."
    wide = items.replace("- ", "+  ").replace("\n  to", "\n   to")
    assert load(tmp_path, f"{textwrap.fill(NARROW, 64)}\n\n{wide}").text.endswith(
        joined.replace("- ", "+  ")
    )
    assert load(tmp_path, f"{textwrap.fill(NARROW, 64)}\n\n{items}").text == f"{NARROW}\n\n{joined}"


def test_a_long_address_does_not_hide_that_lines_are_wrapped(tmp_path: Path) -> None:
    address = "https://harbour.example/" + "a" * 120
    found = load(tmp_path, f"{textwrap.fill(NARROW, 72)}\n\n{address}\n")
    assert found.text == f"{NARROW}\n\n{address}"


NUMBERS = [
    "The quay of Velm will cost 12.5 million euros, of which the county pays 7 and the town 5. "
    "Work began on 3 May 2021, and Dr. Mora Hale said that it would take 26 months.",
    "It was last dredged in 1998. The new crane lifts 40 tonnes and is used by 14 firms. Mr. Oake "
    "runs it.",
]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("width", [56, 60, 64, 68, 72, 76, 80])
def test_short_texts_full_of_numbers_are_joined(tmp_path: Path, width: int, count: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in NUMBERS[:count])
    address = "Mora Hale\n14 Dock Road\nVelm"
    found = load(tmp_path, f"{wrapped}\n\n{address}\n")
    assert found.text == "\n\n".join([*NUMBERS[:count], address])


def test_short_lines_below_wrapped_ones_stay(tmp_path: Path) -> None:
    text = (
        "The old quay of the town of Velm was built by Oake and by\n"
        "Moe & Sons in 1962. It was shut when the river rose in the\nSpring of 1998.\n\n"
        "mkdir quay\nmkdir mole"
    )
    joined = text.replace("by\nMoe", "by Moe").replace("the\nSpring", "the Spring")
    assert load(tmp_path, text).text == joined


def test_one_line_that_was_broken_is_joined(tmp_path: Path) -> None:
    text = "Send the keys to Ida, and tell her the names of the\n3 drivers.\n\nRegards\nPer"
    assert load(tmp_path, text).text == text.replace("the\n3", "the 3")


LINES = (
    "Present: Ida Holm of the mill and of the old quay at Velm\nExcused: Per Oake of the new quay"
    "\n\nRent\n(i) 3%; or\n(ii) the index.\n\n"
)
"""Of a text that no width broke."""


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Income of the parish was 41,200 pounds and ex-\npenditure 44,900 pounds.", "expenditure"),
        ("Q: How many?\n\nA: Eleven so far. Two more are under\nreview.", "under review."),
        ("7.2 Whoever finds a fault has to tell the owner within\n3 days of it.", "within 3"),
        ("   o  the lock is a claim that ends after sixty seconds\n      unless it is held.",
         "seconds unless"),
        ("Dear Ida,\nnine beams are rotten and the chimney leans by 4 cm. It\nwould cost 9 euros.\n"
         "Yours, Per", "It would"),
    ],
)  # fmt: skip
def test_a_sentence_that_is_surely_broken_is_joined_in_a_text_of_lines(
    tmp_path: Path, broken: str, whole: str
) -> None:
    head = (
        "Present        Ida Holm\nExcused        Per Oake\n\nRent\n(i) 3%; or\n(ii) the index.\n\n"
    )
    text = load(tmp_path, f"{head}{broken}\n").text
    assert text.startswith(head)
    assert whole in text
    assert len(text.split("\n")) == len(f"{head}{broken}".split("\n")) - 1


@pytest.mark.parametrize(
    "text",
    [
        "i will bring the rope to the quay on saturday\nper will bring the lamp and the oil.",
        "Bring what is on the list below on Saturday morning\ntwo crates of rope\nfour anchors",
        "The tenant pays if the rent is late by a week and\n(ii) the owner has said so.",
        "Whoever has found a fault writes to\nida.holm@velm.example or the quay.",
        "Whoever has found a fault looks at\nhttps://velm.example or calls us.",
        "The key of the shed is with Ida Holm of the mill\nDock Road is shut.",
        "Bring what is on the list below on Saturday morning\ntwo crates of rope\nBe on time.",
    ],
)
def test_what_may_be_lines_of_their_own_stays(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, f"{LINES}{text}").text == f"{LINES}{text}"


@pytest.mark.parametrize(
    "text",
    [
        "Two crates of rope for the old barge at the south quay\n"
        "One lamp of brass with a spare glass and two wicks\nFour anchors of 40 kg",
        "Fix the gate at the weir before the water rises again.\nAsk Per for the key of the shed.",
        "Quay board, care of the harbour office of the town\n14 Dock Road, Velm",
        "1998  the first crane is put up on the east quay by the firm of Oake\n"
        "2004  the second crane is put up on the west quay by the same firm",
    ],
)
def test_lines_that_were_ended_on_purpose_stay(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "ice on the lock\nand under it the old\nslow water turning\nits face to the wall\n\n"
        "someone left a boat\nwith nothing in it\nbut rain",
        "a kilo of fresh carp\ntwo onions, chopped\na litre of good broth\nsalt and some pepper",
        "The water stands, the water falls,\nThe keeper wakes when no one calls,\n"
        "He lifts the gate with frozen hand\nAnd lets the river through the land.",
        "we sang of the river at night,\nof its stones and of its cold light\n"
        "and the mill\nand the hill.\n\nand the rain\nfell again.",
        "port = 8080\nhost = quay.example\nmode = fast",
    ],
)
def test_verse_and_lists_keep_their_lines(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text).text == text


# form feeds

PAGES = (
    "The great flood came in the night of 2 March 1784, and took away the\n"
    "mill, the smithy and eleven houses of the lower village. In the years",
    "after it the village was built anew on the hill. It took its people and\n"
    "their sons until 1802. The new mill was the gift of the widow Mora",
    "Hale. It burnt in 1901.",
)
TOLD = (
    "The great flood came in the night of 2 March 1784, and took away the mill, the smithy and"
    " eleven houses of the lower village. In the years after it the village was built anew on the"
    " hill. It took its people and their sons until 1802. The new mill was the gift of the widow"
    " Mora Hale. It burnt in 1901."
)


@pytest.mark.parametrize(
    ("head", "foot", "whole"),
    [
        ("History of Velm                  Page {}\n\n", "", f"History of Velm\n\n{TOLD}"),
        ("History of Velm\n\n", "\n\n- {} -", f"History of Velm\n\n{TOLD}"),
        ("", "\n\n{}    The Port of Velm", f"{TOLD}\n\nThe Port of Velm"),
        ("", "\n\nPage {} of 3", TOLD),
        ("", "", TOLD),
    ],
)
def test_pages_are_put_together(tmp_path: Path, head: str, foot: str, whole: str) -> None:
    pages = [f"{head.format(n)}{page}{foot.format(n)}\n" for n, page in enumerate(PAGES, start=1)]
    document = load(tmp_path, "\f".join(pages))
    assert document.text == whole
    assert document.title == ("History of Velm" if head else "slug")


@pytest.mark.parametrize(
    "pages",
    [
        ["Chapter 1\n\nThe port was shut.", "Chapter 2\n\nIt was opened again."],
        ["Rain in March\n\nIt fell.\n\n81", "Rain in April\n\nIt fell.\n\n60"],
        ["It was shut.\n\nIt was cold.", "It was shut.\n\nIt was warm."],
    ],
)
def test_lines_at_the_edge_of_pages_that_say_something_stay(
    tmp_path: Path, pages: list[str]
) -> None:
    assert load(tmp_path, "\f".join(pages)).text == "\n\n".join(pages)


# transcripts


@pytest.mark.parametrize(
    "heads",
    [
        ("Ida Holm  0:03", "Per O'Shea   0:12", "Ida Holm  0:20"),
        ("[Ida Holm] 00:00:03", "[Per O'Shea] 00:00:12", "[Ida Holm] 00:00:20"),
        ("Ida Holm (00:03):", "Per O'Shea (00:12):", "Ida Holm (00:20):"),
        ("00:00:03 From Ida Holm to Everyone:", "00:00:12 From Per O'Shea to Ida Holm:",
         "00:00:20 From Ida Holm to Everyone:"),
    ],
)  # fmt: skip
def test_who_speaks_in_a_line_above_stands_before_what_he_says(
    tmp_path: Path, heads: tuple[str, str, str]
) -> None:
    said = ["The lock opens at nine.", "It will cost 4 euros. Who pays?", "The boats."]
    parts = "\n\n".join(f"{head}\n{words}" for head, words in zip(heads, said, strict=True))
    document = load(tmp_path, f"{parts}\nAll of them.\n")
    assert [line for line in document.text.split("\n") if line] == [
        "Ida Holm: The lock opens at nine.",
        "Per O'Shea: It will cost 4 euros. Who pays?",
        "Ida Holm: The boats.",
        "All of them.",
    ]
    at = document.text.index
    assert [document.clock(at(words)) for words in ("Who", "The boats", "All")] == [
        "00:00:12", "00:00:20", "00:00:20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Opening  9:00\nThe chair opens the day.\nLunch  12:30\nIt is served in the hall.",
        "Annual Report  9:00\nThe chair reads it.\nCoffee Break  10:30\nIt is free of charge.\n"
        "New Quay  11:00\nIda Holm shows the plan of it.",
        "Velm Quay  9:00\nOrvell Pier  9:20\nVelm Quay  10:00\nOrvell Pier  10:20",
        "Ida Holm  9:00\nShe opens the day in the hall.",
        "The Old Quay 18:30\nA film of the war at sea.\nRear Cabin 21:00\nA film of two keepers.",
        "Holy Communion 8:00\nIt is said in the chapel.\nFamily Service 10:00\nAll may come.",
        "Ida Holm 2:11:53\nShe won by a minute.\nPer Oake 2:12:40\nHe fell at the quay.",
        "Ida Holm 0:40\nShe ran up the hill.\nPer Oake 0:38\nHe ran down the hill.",
    ],
)
def test_times_of_an_agenda_or_a_timetable_stay(tmp_path: Path, text: str) -> None:
    found = load(tmp_path, text).text
    assert all(time in found for time in re.findall(r"\d+:\d\d", text))


def test_who_says_nothing_stays_a_line(tmp_path: Path) -> None:
    said = [f"The lock opens at {n}." for n in range(12)]
    heads = [f"{('Ida Holm', 'Per Oake')[n % 2]} 0:{n + 10}" for n in range(12)]
    names = [head[:8] for head in heads]
    pairs = list(zip(heads, said, strict=True))
    text = "\n".join(map("\n".join, pairs)) + "\nIda Holm 0:50"
    text = text.replace(f"{said[1]}\n", "\n")
    lines = [f"{name}: {words}" for name, words in zip(names, said, strict=True)]
    lines[1] = "Per Oake 0:11"
    assert [line for line in load(tmp_path, text).text.split("\n") if line] == [
        *lines,
        "Ida Holm 0:50",
    ]


def test_a_heading_or_a_row_is_no_speaker() -> None:
    said = ["The lock opens at nine.", "It will cost 4 euros."]
    for kind in (Heading, lambda text: Row(text, 1)):
        lines = [kind("Old Quay 0:10"), said[0], kind("New Quay 0:20"), said[1]]
        assert with_speakers(lines) == lines


# subtitles


def subtitles(tmp_path: Path, name: str, text: str) -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    return document


def test_subtitles_become_whole_sentences(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\n<i>The lock opens at nine</i>\n{\\an8}on Mondays.\n\n"
        "2\n00:00:05,000 --> 00:00:08,000 X1:40 X2:600\n"
        "- Who has the key?\n- The keeper, when the\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nice &amp; snow have gone.\n\n"
        "4\n00:00:11,000 --> 00:00:12,000\n2024\n"
    )
    document = subtitles(tmp_path, "talk.srt", text)
    assert document.title == "talk"
    assert document.text.split("\n") == [
        "The lock opens at nine on Mondays.",
        "Who has the key?",
        "The keeper, when the ice & snow have gone.",
        "2024",
    ]
    at = document.text.index
    assert [document.clock(at(words)) for words in ("The lock", "Who", "The k", "ice", "2024")] == [
        "00:00:01", "00:00:05", "00:00:05", "00:00:09", "00:00:11",
    ]  # fmt: skip


def test_speakers_are_named_and_rolling_lines_are_said_once(tmp_path: Path) -> None:
    text = (
        "WEBVTT - The lock\nKind: captions\n\nNOTE made by hand\n\nSTYLE\n::cue {}\n\n"
        "intro\n00:01.000 --> 00:04.000\n<v Ida Holm>The lock opens\n\n"
        "00:04.000 --> 00:06.000 align:start\n<v Ida Holm>The lock opens\nat <b>nine</b>.\n\n"
        "01:00:06.000 --> 01:00:08.000\n<v.loud Per>At ten, I\n\n"
        "01:00:08.000 --> 01:00:09.000\n<v.loud Per>think.\n"
    )
    document = subtitles(tmp_path, "a.vtt", text)
    assert document.title == "The lock"
    assert document.text == "Ida Holm: The lock opens at nine.\nPer: At ten, I think."
    assert [document.clock(document.text.index(name)) for name in ("Ida", "Per")] == [
        "00:00:01", "01:00:06",
    ]  # fmt: skip
    odd = subtitles(tmp_path, "b.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\ncafe&#x301; is shut.\n")
    assert (odd.text, odd.clock(0)) == ("café is shut.", None)  # its places would be wrong


def cues(*said: str) -> str:
    times = (f"{n + 1}\n00:{n:02}.000 --> 00:{n + 1:02}.000\n" for n in range(len(said)))
    return "WEBVTT\n\n" + "\n\n".join(map("".join, zip(times, said, strict=True))) + "\n"


def test_a_name_before_each_cue_stands_in_no_sentence(tmp_path: Path) -> None:
    text = cues(
        "Ida Holm: The lock opens", "Ida Holm: at nine.", "Per O'Shea: Which",
        "Ida Holm: Mondays.", "Per O'Shea: side: the left", "Per O'Shea: one?",
    )  # fmt: skip
    assert subtitles(tmp_path, "a.vtt", text).text.split("\n") == [
        "Ida Holm: The lock opens at nine.",
        "Per O'Shea: Which",
        "Ida Holm: Mondays.",
        "Per O'Shea: side: the left one?",
    ]
    few = cues("The lock opens: at", "Remember this: bring the key", "and wait", "Thanks: to all")
    assert subtitles(tmp_path, "b.vtt", few).text == (
        "The lock opens: at Remember this: bring the key and wait Thanks: to all"
    )


def test_a_sentence_goes_on_where_only_its_first_cue_names_the_speaker(tmp_path: Path) -> None:
    text = cues(
        "Ida Holm: Since 2011. I took over from my brother,",
        "who had done it for a year.",
        "Per O'Shea: And now?",
        "Ida Holm: I stay.",
    )
    assert subtitles(tmp_path, "a.vtt", text).text.split("\n") == [
        "Ida Holm: Since 2011. I took over from my brother, who had done it for a year.",
        "Per O'Shea: And now?",
        "Ida Holm: I stay.",
    ]
    tagged = cues("<v Ida>I took over from", "my brother.", "<v Per>And now?")
    assert subtitles(tmp_path, "b.vtt", tagged).text.split("\n") == [
        "Ida: I took over from my brother.",
        "Per: And now?",
    ]


def test_a_blank_line_in_a_cue_does_not_end_it(tmp_path: Path) -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:00:01.000 --> 00:00:03.000 align:start\n \n"
        "so<00:00:01.200><c> today</c><00:00:02.500><c> we talk</c>\n\n"
        "00:00:03.000 --> 00:00:03.010\nso today we talk\n \n\n"
        "00:00:03.010 --> 00:00:06.000\nso today we talk\nof<00:00:04.000><c> the lock</c>\n\n"
        "00:00:06.000 --> 00:00:08.000\nand its keeper\n \nwho is ill\n"
    )
    document = subtitles(tmp_path, "a.vtt", text)
    assert document.text == "so today we talk of the lock and its keeper who is ill"
    at = document.text.index
    assert [document.clock(at(words)) for words in ("so", "of", "and", "who")] == [
        "00:00:01", "00:00:03", "00:00:06", "00:00:06",
    ]  # fmt: skip


def test_captions_without_stops_are_cut_between_cues(tmp_path: Path) -> None:
    said = ["so today we talk about the new", "lock that the council of velm wants",
            "to build and it is forty meters", "high and will cost nine million"]  # fmt: skip
    cues = "\n\n".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{said[n % 4]}" for n in range(40))
    lines = subtitles(tmp_path, "a.vtt", f"WEBVTT\n\n{cues}\n").text.split("\n")
    assert all(line.endswith(tuple(said)) and line.startswith(tuple(said)) for line in lines)
    assert max(map(len, lines)) < 240


def test_a_long_sentence_of_subtitles_stays_whole(tmp_path: Path) -> None:
    parts = [
        "The lock, which the people of Velm had asked for,",
        *(f"and asked for in {1900 + n}," for n in range(15)),
    ]
    end = "was built. It is new. It is wide. It is deep. Who pays?"
    said = " ".join([*parts, end])
    cues = "\n\n".join(
        f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{words}" for n, words in enumerate([*parts, end])
    )
    assert subtitles(tmp_path, "a.vtt", f"WEBVTT\n\n{cues}\n").text == said


def test_subtitles_in_which_nobody_speaks(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text("WEBVTT\n\n00:01.000 --> 00:04.000\n\n")
    (skipped,) = load_file(path)
    assert not isinstance(skipped, Document)
    assert "no subtitles" in skipped.reason


# what was once read in another encoding


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The cafÃ© costs â‚¬4, and isnâ€™t open.", "The café costs €4, and isn’t open."),
        ("MÃ¼ller paid 300 € – “so”.", "Müller paid 300 € – “so”."),
        ("JOÃO paga 3 € – à la carte, 5Â° a.s.l.", None),
        ("Ã and Â are letters; so is â.", None),
        ("„Spaß“ im CAFÉ», ÉTÉ’ und Daß… aber CafÃ©.", "„Spaß“ im CAFÉ», ÉTÉ’ und Daß… aber Café."),
        ("AMANHÃ… e IRMÃ³ vão.", None),
        ("SÃ³ isso: mÃºsica.", "Só isso: música."),
        ("It was read as Latin-1, so é became Ã©.", None),
        ("<meta charset=utf-8>CafÃ©", "<meta charset=utf-8>Café"),
    ],
)
def test_what_was_read_as_windows_1252_is_read_again(raw: str, text: str | None) -> None:
    assert decode(raw.encode()) == (text or raw)


@pytest.mark.parametrize("number", ["- 12 -", "– 12 –", "Page 12", "page 12 of 30"])
def test_the_number_of_a_page_within_a_sentence_is_left_out(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Bridge\n\nThe council could not\n\n{number}\n\nagree on the repair.\n")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.text.endswith("The council could not agree on the repair.")
    path.write_text("Bridge\n\nThe gate code is\n\n4417\n\nfor the north gate.\n")
    (document,) = load_file(path)
    assert isinstance(document, Document) and "4417" in document.text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The answer lies on\npage 4\nof the guide.", "lies on page 4 of the guide."),
        ("It fell to\n-5-\ndegrees.", "fell to -5- degrees."),
        ("It fell to\n-5-\ndegrees, then to\n-9-\ndegrees, then to\n-7-\ndegrees.", "to -9- deg"),
        ("Of a text\n- 4 -\nwith pages this\n- 5 -\nis one.", "a text with pages this is one."),
        ("Of a text\n- 4 -\n\nwith pages this is one.", "a text with pages"),
        ("Of a text\n\npage 4\nwith pages this is one.", "a text with pages"),
    ],
)
def test_a_number_between_words_of_a_narrow_text_is_kept(
    tmp_path: Path, text: str, kept: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Bridge\n\n{text}\n")
    (document,) = load_file(path)
    assert isinstance(document, Document) and kept in " ".join(document.text.split())


def test_an_encoding_that_is_only_a_guess_is_said(tmp_path: Path) -> None:
    def said(text: str, encoding: str) -> list[str]:
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding))
        return [item.reason for item in load_file(path) if isinstance(item, Skipped)]

    assert said("Цена: 12 рублей", "cp1251") == [
        "The file does not say which encoding it is in; it was read as Windows-1251 (Cyrillic),"
        " which is a guess. Save it as UTF-8."
    ]
    assert not said("Το λιμάνι θα μείνει κλειστό τη Δευτέρα λόγω ανέμων.", "cp1253")
    assert not said("Der Hafen ist für größere Boote geöffnet.", "cp1252")
    assert not said("Цена: 12 рублей", "utf-8")
    assert not said("Цена: 12 рублей", "utf-16")
    for western in (
        "Zoë Smith lives in Leeds.",
        "The flat has 85 m² and costs €900 a month.",
        "São Paulo",
        "pH 7.2 ± 0.1 at 25 °C",
    ):
        assert not said(western, "cp1252")


@pytest.mark.parametrize("name", ["a.md", "a.csv", "a.srt", "a.ics"])
def test_every_reader_of_texts_says_that_the_encoding_is_a_guess(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = {
        ".csv": "Цена: 12 рублей\n13",
        ".srt": "1\n00:00:01,000 --> 00:00:04,000\nЦена: 12 рублей\n",
        ".ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260304\nSUMMARY:Цена: 12 рублей\n"
        "END:VEVENT\nEND:VCALENDAR\n",
    }.get(path.suffix, "Цена: 12 рублей")
    path.write_bytes(text.encode("cp1251"))
    document, guess = load_file(path)
    assert isinstance(document, Document) and "12 рублей" in document.text
    assert isinstance(guess, Skipped) and "Windows-1251" in guess.reason


@pytest.mark.parametrize(
    "line", [b"The lock opens at nine.\n", "Мост закрыт на неделю. ".encode("cp1251")]
)
def test_a_large_file_in_an_old_encoding_takes_little_time_and_memory(line: bytes) -> None:
    data = line * (20_000_000 // len(line)) + "Мост закрыт.".encode("cp1251")
    tracemalloc.start()
    started = perf_counter()
    assert decode(data).endswith("Мост закрыт.")
    taken, (_, peak) = perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 5 and peak < 6 * len(data)


def test_letters_of_dos() -> None:
    text = "Die Überfahrt kostet zwölf Kronen, für Große auch.\r\n"
    assert decode(text.encode("cp850")) == text
    for western in (
        "Müller aß Käse; it’s “good” – “so”.",
        "The chairman called it “a triumph”and left. It cost £5.",
        "He said „Nein”and then „Ja”and left.",
    ):
        assert decode(western.encode("cp1252")) == western


# heads of letters, books and recordings

LETTER = """Velm Harbour Office
14 Quay Street
Velm VE2 1AA

Our ref: HB/118
Tel: 0551 220 14

{date}

Mr. P. Lund
2 Weir Lane
Holm

Dear Mr. Lund,

{first}

Thank you for your letter of 12 February 2024, in which you ask for the berth.

Yours sincerely,
Ida Holm
"""


@pytest.mark.parametrize(
    ("date", "first", "published", "title"),
    [
        ("5 March 2024", "Berth 31: end of lease", "2024-03-05", "Velm Harbour Office"),
        ("Velm, 5 March 2024", "Re: Berth 31", "2024-03-05", "Berth 31"),
        ("5 March 2024", "I hope that you are well.", "2024-03-05", "Velm Harbour Office"),
        ("5 March 2024", "We were glad to see you", "2024-03-05", "Velm Harbour Office"),
        ("5 March 2024\n6 March 2024", "Berth 31", None, "Velm Harbour Office"),
    ],
)
def test_a_letter(tmp_path: Path, date: str, first: str, published: str | None, title: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LETTER.format(date=date, first=first), encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert (document.published, document.title) == (published, title)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The Keeper\n\nCHAPTER ONE\n\nVienna, 4 May 1809\n\nDear Sarah,\n\n{0}", None),
        (
            "The Keeper\n\nHe sat down to write to her, late.\n\nVienna, 4 May 2009\n\n"
            "Dear Sarah,\n\n{0}",
            None,
        ),
        ("The Keeper\n\nShe had one line of him.\n\nDear Tom,\n\n{0}", None),
        ("Subject: The Keeper\nDate: 4 May 2009\n\nDear Tom,\n\n{0}", "2009-05-04"),
    ],
)
def test_a_letter_in_a_story_is_no_head_of_it(
    tmp_path: Path, text: str, published: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text.format("Come home at once\n\nIt is late.\n"), encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert (document.published, document.title) == (published, "The Keeper")


def test_a_book_is_called_as_its_head_says(tmp_path: Path) -> None:
    path = tmp_path / "pg1.txt"
    path.write_text(
        "The Project Gutenberg eBook of The Keeper, by Tom Arden\n\nThis eBook is for the use of"
        " anyone anywhere at no cost.\n\nTitle: The Keeper\n\nAuthor: Tom Arden\n\n** START **\n\n"
        "He had wound the clock at nine, as on every night of the year, and so it went.\n",
        encoding="utf-8",
    )
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.title == "The Keeper"


def test_the_day_of_a_recording() -> None:
    assert date_of("Quay call-Meeting Recording\nMarch 4, 2024, 10:12AM\n31m 4s\n") == "2024-03-04"
    assert date_of("Quay call\nMarch 4, 2024\n10:12 am, doors open\n") is None


def test_a_line_that_ends_in_an_abbreviation_goes_on() -> None:
    lines = ["He had forty steps to climb. He took them, as Mr.", "Berg was to say."]
    assert unwrap(lines, 70) == [" ".join(lines)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мост закрыт на девять недель. Ремонт стоит четыре миллиона.", "koi8-r"),
        ("Мост закрыт на девять недель. Ремонт стоит четыре миллиона.", "cp866"),
        ("Мост закрыт на девять недель. Ремонт стоит четыре миллиона.", "cp1251"),
        ("Most w Łebie: właściciel łodzi płaci, a ścieżka wzdłuż rzeki jest ślepa.", "iso8859-2"),
        ("Most w Łebie: właściciel łodzi płaci, a ścieżka wzdłuż rzeki jest ślepa.", "cp1250"),
        ("Add 2½in of cloth, dit«oui»et, hyphen¬ated, Foo®bar.", "cp1252"),
        ("Take ¾cup, then ¼cup, then £x and ¾cup.", "cp1252"),
        ("Το λιμάνι άνοιξε πριν από τριάντα χρόνια. Οι βάρκες φεύγουν κάθε πρωί.", "cp1253"),
        ("L’été, x±y et a±b sont « là » – c’est cœur, naïf, señor.", "cp1252"),
        ("Notice 4711\n\nΤο γραφείο ανοίγει στις 9.", "cp1253"),
        ("Ωράριο: 9-17", "cp1253"),
        ("Notice 4711\n\nКасса закрыта.", "cp1251"),
        ("ВНИМАНИЕ: ПАРОМ ОТМЕНЁН", "cp1251"),
        ("Přístav bude v pondělí uzavřen kvůli silnému větru.", "cp1250"),
        ("Cena: 12 złotych", "cp1250"),
        ("A kikötő hétfőn zárva lesz az erős szél miatt.", "iso8859-2"),
        ("המשרד פתוח מ-9 עד 17.", "cp1255"),
        ("המשרד פתוח מ-9 עד 17.", "iso8859-8"),
        ("سيغلق الميناء يوم الاثنين بسبب الرياح القوية.", "cp1256"),
        ("営業時間は9時から17時です。", "cp932"),
        ("営業時間は9時から17時です。", "euc-jp"),
        ("办公室九点开门。", "gb18030"),
        ("港口因大風將於星期一關閉。", "big5"),
        ("항구는 강풍으로 인해 월요일에 폐쇄됩니다.", "euc-kr"),
        ("İstanbul'da toplantı ertelendi, Işık Bey başkan oldu.", "cp1254"),
        ("Uostas pirmadienį bus uždarytas dėl stipraus vėjo.", "cp1257"),
        ("Le port sera fermé à cause de l’été; l’entrée coûte 3 €.", "mac-roman"),
        ("Smørrebrød på Ærø.", "cp1252"),
        ("£12 – “ok”", "cp1252"),
    ],
)
def test_old_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "De Belgische ministeries van financiën en de patiënten in België",
        "Joël and Noël visited Israël",
        "Azië, Australië",
        "Citroën C3\nCitroën C4\nCitroën Berlingo\n",
        "Id,Name\n1,Brontë\n2,Citroën",
        "Shqipëria është një vend",
        "Müük ja töö: õpilane sõitis Võrru.",
        "L’avinguda és a prop de la plaça; col·legi i paral·lel.",
        "naïf, Loïc, Anaïs",
        "name,city,area\nMüller,Köln,30 m²\nJosé,Lyon,45 m²",
        "Density: 1.2 kg/m³",
        "30 µg/m³ of PM10",
        "10 µm; 5 µF; 3 µs",
        "Footnote¹ and another² and third³.",
        "Smith¹, Jones¹ and Brown³",
        "See note³.",
        "x² + y² = z²",
        "Nº 1\nNº 2\n3ª planta\n2º izquierda",
        "1ª Divisão\n2ª Divisão",
        "S. João, n.º 12, 3.º Esq.",
        "Artigo 1.º",
        "8 ÷ 2 = 4",
        "† John Doe",
        "‹ back",
        "100µF ±20%",
        "L’Haÿ-les-Roses",
        "DÉCEMBRE\nFÉVRIER\nAOÛT",
        "Grüße aus Österreich",
        "Señor Ibáñez pagó 300 € a su cuñado.",
        "½ cup butter\n¾ cup sugar",
        "Åke och Örjan åt ärtsoppa på ön.",
        "Perché no? È così.",
    ],
)
def test_short_western_texts_are_in_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("name", ["", "Zoë ", "Müller "])
@pytest.mark.parametrize(
    "signs",
    ["don’t ", "½ cup ", "3 × 5 ", "5 ± 3 ", "• so ", "§ 1 ", "© 2020 ", "5 °C; ", "£5 ", "30 m² "],
)
def test_signs_do_not_decide_however_many_they_are(tmp_path: Path, name: str, signs: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((name + signs * 40).encode("cp1252"))
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.text.startswith(normalise(name + signs).strip())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Pan Paweł kupił chleb.", "cp1250"),
        ("Była sobie mała dziewczynka.", "cp1250"),
        ("Unde este gara? Nu ştiu ce s-a întâmplat.", "cp1250"),
        ("Hol van a pályaudvar? Nem tudom, mi történt ővele.", "cp1250"),
        ("dánština, limburština, hererština", "cp1250"),
        ("Gdje je kolodvor? Ne znam što se dogodilo.", "cp1250"),
        ("Bugün hava çok güzel, değil mi?", "cp1254"),
        ("Lietuvos Respublikos Vyriausybė nutarė, kad įstatymas įsigalioja.", "cp1257"),
        ("Республика Корея, Западная Сахара", "cp1251"),
        ("Les élèves sont à l’école, où ils étudient.", "mac-roman"),
        ("Как дела? Всё хорошо, спасибо. Я живу в Москве.", "mac-cyrillic"),
        ("x" * 9_000 + " Касса закрыта на неделю.", "cp1251"),
    ],
)
def test_other_letters_than_western_ones_are_evidence(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_what_follows_a_greeting_may_begin_with_a_small_letter() -> None:
    text = "Dear all,\n\nplease note: the slip is closed\nfrom 3 to 9 May.\n\nIda"
    assert "please note: the slip is closed from 3 to 9 May." in unwrapped(text)
    verse = "the rain falls on the lower lock\nand under it the eels.\n\nIda"
    assert unwrapped(verse) == verse


@pytest.mark.parametrize(
    ("iso", "plain"),
    [
        ("2026-11-30T09:05:59+00:00", "30 Nov 2026, 09:05 UTC"),
        ("2026-11-30T23:30:00-02:00", "1 Dec 2026, 01:30 UTC"),
        ("2026-11-30T09:05", "30 Nov 2026, 09:05 UTC"),
        ("2026-11-30", "30 Nov 2026"),
        ("yesterday", "yesterday"),
        ("0001-01-01T00:00:00+10:00", "0001-01-01T00:00:00+10:00"),
        ("", ""),
    ],
)
def test_a_time_as_a_reader_expects_it(iso: str, plain: str) -> None:
    assert plain_minute(iso) == plain


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("the A-", "and B-roads", "the A- and B-roads"),
        ("got a B-", "in chemistry", "got a B- in chemistry"),
        ("from A-", "to-Z lists", "from A-to-Z lists"),
        ("a T-", "shirt", "a T-shirt"),
        ("an e-", "mail", "an e-mail"),
    ],
)
def test_a_hyphen_behind_one_letter_at_the_end_of_a_line(
    line: str, following: str, whole: str
) -> None:
    kept, between = glue(line, following, set())
    assert kept + between + following == whole
