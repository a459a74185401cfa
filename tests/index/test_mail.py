"""Mail: what its sender wrote, who to whom and when, and what is attached."""

import base64
import email.message
import email.policy
import tempfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.documents.formats import earlier, letter, mail, msg
from index.documents.formats.invitations import event_lines
from index.documents.load import load_file
from index.documents.registry import FORMATS
from index.types import Document, Skipped
from tests.support.documents import numbered_sentences


def message(body: str = "The pump is new.", **heads: str) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP.clone(linesep="\n"))
    known = {
        "From": "Anna Berg <anna@port.example>",
        "To": "Carl Dahl <carl@port.example>",
        "Date": "Fri, 03 May 2024 23:30:00 -0500",
        "Subject": "The pump in hall 2",
    }
    for name, value in (known | {k.replace("_", "-"): v for k, v in heads.items()}).items():
        if value:
            made[name] = value
    made.set_content(body)
    return made


def write(path: Path, data: bytes | str | email.message.Message) -> Path:
    if isinstance(data, email.message.Message):
        data = data.as_bytes()
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(path: Path) -> tuple[list[Document], list[Skipped]]:
    found = list(load_file(path))
    return (
        [item for item in found if isinstance(item, Document)],
        [item for item in found if isinstance(item, Skipped)],
    )


def body(path: Path) -> list[str]:
    """The lines that the sender wrote."""
    (document, *_), _ = read(path)
    _, _, text = document.text.partition("\n\n")
    return [line for line in text.split("\n") if line]


def eml(tmp_path: Path, data: bytes | str | email.message.Message) -> Path:
    return write(tmp_path / "a.eml", data)


def test_who_to_whom_when_and_what(tmp_path: Path) -> None:
    (document,), skipped = read(eml(tmp_path, message()))
    assert not skipped
    assert document.text.split("\n") == [
        "From: Anna Berg <anna@port.example>",
        "To: Carl Dahl <carl@port.example>",
        "Date: Fri, 03 May 2024 23:30:00 -0500",
        "Subject: The pump in hall 2",
        "",
        "The pump is new.",
    ]
    assert document.title == "The pump in hall 2"
    assert document.published == "2024-05-03"  # where its sender was
    assert document.source == str(tmp_path / "a.eml")


def test_heads_in_other_letters(tmp_path: Path) -> None:
    raw = (
        b"From: =?utf-8?q?J=C3=BCrg_?=\n =?utf-8?q?Z=C3=BCrn?= <j@x.example>\n"
        b"Subject: =?iso-8859-1?Q?R=FCckblick?= =?nonsense?B?eA==?= 2024\nDate: soon\n"
        b"To: Zo\xc3\xab <z@x.example>\n\nText is here.\n"
    )
    (document,), _ = read(eml(tmp_path, raw))
    assert document.title == "Rückblickx 2024"
    assert "From: Jürg Zürn <j@x.example>\nTo: Zoë <z@x.example>" in document.text
    assert document.published is None


@pytest.mark.parametrize(
    ("charset", "coding", "words"),
    [
        ("utf-8", "base64", "Die Schleuse öffnet um neun."),
        ("iso-8859-1", "quoted-printable", "Die Schleuse öffnet um neun."),
        ("windows-1251", "8bit", "Шлюз откроется в девять часов утра."),
        ("iso-2022-jp", "7bit", "水門は九時に開きます。"),
        ("no-such", "8bit", "Die Schleuse öffnet um neun."),
    ],
)
def test_bodies_in_any_coding(tmp_path: Path, charset: str, coding: str, words: str) -> None:
    data = words.encode("utf-8" if charset == "no-such" else charset)
    if coding == "base64":
        data = base64.encodebytes(data)
    elif coding == "quoted-printable":
        data = data.replace(b"\xf6", b"=F6").replace(b"um ", b"um =\n")
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    assert body(eml(tmp_path, head.encode() + data)) == [words]


def test_lines_that_flow(tmp_path: Path) -> None:
    raw = (
        "Subject: x\nContent-Type: text/plain; format=flowed\n\nThe pump in \nhall 2 is new.\n"
        " From now on it runs.\nIt cost 1900 \neuros.\n-- \nAnna\n"
    )
    assert body(eml(tmp_path, raw)) == [
        "The pump in hall 2 is new.", "From now on it runs.", "It cost 1900 euros.",
    ]  # fmt: skip


def test_lines_that_were_wrapped_are_put_together(tmp_path: Path) -> None:
    line = "The pump in the second hall was put in its place by the firm of Mr Dahl,"
    text = "\n".join([line, "and it has run without a fault since the third day of the month of May.",
                      "Nobody in the hall has heard it since, which is what was asked of the firm",
                      "before it was paid.", "", "It cost 1900 euros."])  # fmt: skip
    found = body(eml(tmp_path, message(text)))
    assert found[0].endswith("before it was paid.")
    assert found[1:] == ["It cost 1900 euros."]


def test_a_short_mail_that_was_wrapped_is_put_together(tmp_path: Path) -> None:
    text = (
        "Hello Per,\n\nthe pump costs 480 euros a day, and we need it for 3 days. Please\n"
        "order it by Friday.\n\nBest regards\nIda\n"
    )
    assert body(eml(tmp_path, message(text))) == [
        "Hello Per,", "the pump costs 480 euros a day, and we need it for 3 days."
        " Please order it by Friday.", "Best regards", "Ida",
    ]  # fmt: skip


QUOTES = {
    "a line that says who": "It costs 1900 euros.\n\nOn Fri, 3 May 2024, Carl <c@x.example>\nwrote:\n> It costs 700 euros.\n> Carl\n",
    "in German": "It costs 1900 euros.\n\nAm 3.5.2024 um 9:20 Uhr schrieb Carl:\n\n> It costs 700 euros.\n> Carl\n",
    "in French": "It costs 1900 euros.\n\nLe ven. 3 mai 2024 à 09:20, Carl <c@x.example> a écrit :\n> It costs 700 euros.\n> Carl\n",
    "in Spanish": "It costs 1900 euros.\n\nEl vie, 3 may 2024 a las 9:20, Carl (<c@x.example>) escribió:\n> It costs 700 euros.\n> Carl\n",
    "Outlook": "It costs 1900 euros.\n\n-----Original Message-----\nFrom: Carl\nSent: Friday, 3 May 2024 09:20\nTo: Anna\n\nIt costs 700 euros.\nCarl\n",
    "Outlook, a rule": "It costs 1900 euros.\n\n________________________________\nFrom: Carl <c@x.example>\nSent: 3 May 2024\nSubject: Pump\n\nIt costs 700 euros.\nCarl\n",
    "Outlook, no rule": "It costs 1900 euros.\n\nVon: Carl\nGesendet: Freitag, 3. Mai 2024 09:20\nAn: Anna\nBetreff: Pumpe\n\nIt costs 700 euros.\nCarl\n",
    "below": "Carl wrote on 3 May 2024:\n> It costs 700 euros.\n> Carl\n\nIt costs 1900 euros.\n",
    "below a signature": "It costs 1900 euros.\n\n-- \nAnna\n\nOn Fri, 3 May 2024, Carl wrote:\n> It costs 700 euros.\n> Carl\n> -- \n> Dahl & Sons\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", QUOTES)
def test_a_quoted_mail_is_a_document_of_its_own(tmp_path: Path, kind: str) -> None:
    path = eml(tmp_path, message(QUOTES[kind] + "\n-- \nAnna Berg\nPort of Orvell\n"))
    assert body(path) == ["It costs 1900 euros."]
    (own, quoted), skipped = read(path)
    assert not skipped
    assert own.published == "2024-05-03" and own.author == "Anna Berg"
    head, _, text = quoted.text.partition("\n\n")
    assert head.startswith("From: Carl") and "\nDate: " in head
    assert text.split("\n\n-")[0] == "It costs 700 euros.\nCarl"
    assert (quoted.author, quoted.published) == ("Carl", "2024-05-03")
    assert quoted.source == f"{own.source}#quoted 1"
    assert quoted.title.endswith(" (quoted from Carl)")


LEFT_OUT = {
    "nobody is named": "It costs 1900 euros.\n>> It costs 700 euros.\n> Does it?\n",
    "you": "It costs 1900 euros.\n\nOn 3 May 2024, you wrote:\n> It costs 700 euros.\n> Does it?\n",
    "a text": "It costs 1900 euros.\n\nThe list of 3 May 2024 says:\n> It costs 700 euros.\n> Does it?\n",
    "a day alone": "It costs 1900 euros.\n\nOn Friday, Carl <c@x.example> wrote:\n> It costs 700 euros.\n> Does it?\n",
    "below": "> It costs 700 euros.\n> Does it?\n\nIt costs 1900 euros.\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_quoted_lines_are_left_out_and_counted(tmp_path: Path, kind: str) -> None:
    path = eml(tmp_path, message(LEFT_OUT[kind] + "\n-- \nAnna Berg\nPort of Orvell\n"))
    assert body(path) == ["It costs 1900 euros."]
    (_,), (skipped,) = read(path)
    assert skipped.reason.startswith("2 quoted lines")
    assert skipped.source.endswith("#quoted")


THREAD = """It costs 1900 euros.

On Fri, 3 May 2024 at 09:20, Carl Dahl wrote:
> The pump in the second hall was put in its place by the firm of Mr Dahl,
> and it has run without a fault since the third day of the month of May.
>
> On 06/05/2024 14:05, Berg, Ida <ida@x.example> wrote:
>> Is it new?
>> > Somebody says so.
>>
>> -----Original Message-----
>> From: Per Holm
>> Sent: 1 May 2024 08:00
>> To: Ida Berg
>> Subject: Old pump
>>
>> The pump is loud.
"""


def test_every_level_of_a_thread_is_a_document(tmp_path: Path) -> None:
    (_, *quoted), (skipped,) = read(eml(tmp_path, message(THREAD, Subject="Re: Pumps")))
    assert [(mail.title, mail.author, mail.published) for mail in quoted] == [
        ("Re: Pumps (quoted from Carl Dahl)", "Carl Dahl", "2024-05-03"),
        ("Re: Pumps (quoted from Berg, Ida)", "Berg, Ida", None),  # 6 May or 5 June
        ("Old pump (quoted from Per Holm)", "Per Holm", "2024-05-01"),
    ]
    assert [mail.text.partition("\n\n")[2] for mail in quoted] == [
        "The pump in the second hall was put in its place by the firm of Mr Dahl, and it has run"
        " without a fault since the third day of the month of May.",
        "Is it new?",
        "The pump is loud.",
    ]
    assert quoted[2].text.startswith(
        "From: Per Holm\nDate: 1 May 2024 08:00\nTo: Ida Berg\nSubject: Old pump\n\n"
    )
    assert [mail.source.rpartition("#")[2] for mail in quoted] == [
        "quoted 1", "quoted 2", "quoted 3",
    ]  # fmt: skip
    assert skipped.reason.startswith("A quoted line")


def test_answers_between_quoted_lines_stay_with_the_mail(tmp_path: Path) -> None:
    text = "On 3 May 2024, Carl wrote:\n> When?\nOn 1 July.\n> What is it?\n1900 euros.\n"
    path = eml(tmp_path, message(text))
    assert body(path) == ["> When?", "On 1 July.", "> What is it?", "1900 euros."]
    assert len(read(path)[0]) == 1 and not read(path)[1]


def test_so_many_quoted_mails(tmp_path: Path) -> None:
    deep = "".join(f"{'>' * n}Text {n}.\n{'>' * n}On 3 May 2024, Carl wrote:\n" for n in range(70))
    found, (skipped,) = read(eml(tmp_path, message(deep + ">" * 70 + "Last.\n")))
    assert len(found) == 1 + earlier.MAX_EARLIER
    assert found[-1].text.endswith("\n\nText 50.")
    assert skipped.reason.startswith("39 quoted lines")


def test_a_quoted_mail_and_a_file_of_the_same_name(tmp_path: Path) -> None:
    made = message(QUOTES["below"])
    made.add_attachment("The gate is shut.", filename="quoted 1")
    found, skipped = read(eml(tmp_path, made))
    sources = [item.source.rpartition("#")[2] for item in (*found, *skipped)]
    assert sorted(sources)[1:] == ["quoted 1", "quoted 1 (2)"]


@pytest.mark.parametrize(
    ("line", "author", "published", "date"),
    [
        ("On Wed, May 14, 2025 at 9:20 AM Ida Frost <i@x.example> wrote:", "Ida Frost", "2025-05-14",
         "Wed, May 14, 2025 at 9:20 AM"),
        ("Ida Frost <i@x.example> schrieb am Mi., 14. Mai 2025, 09:20:", "Ida Frost", "2025-05-14",
         "Mi., 14. Mai 2025, 09:20"),
        ("2025-05-14 9:20 GMT+02:00 Ida Frost <i@x.example>:", "Ida Frost", "2025-05-14",
         "2025-05-14 9:20 GMT+02:00"),
        ("On 14 May 2025 at 09:20:31 +0100 (BST), ida@x.example wrote:", "ida@x.example",
         "2025-05-14", "14 May 2025 at 09:20:31 +0100 (BST)"),
        ("Ida van der Frost a écrit le 14 mai 2025 à 09:20 :", "Ida van der Frost", "2025-05-14",
         "14 mai 2025 à 09:20"),
        ("Am Freitag schrieb Ida <i@x.example>:", "Ida", None, "Freitag"),
        ("Ida Frost <i@x.example> wrote:", "Ida Frost", None, None),
        ("Ida Frost wrote (14 May 2025):", "Ida Frost", "2025-05-14", "14 May 2025"),
    ],
)  # fmt: skip
def test_who_wrote_a_quoted_mail_and_when(
    tmp_path: Path, line: str, author: str, published: str | None, date: str | None
) -> None:
    (_, quoted), _ = read(eml(tmp_path, message(f"It runs.\n\n{line}\n> Does it run?\n")))
    assert (quoted.author, quoted.published) == (author, published)
    assert f"\nDate: {date}\n" in quoted.text if date else "Date:" not in quoted.text


@pytest.mark.parametrize(
    "line", ["As I wrote on 3 May 2024:", "In article <a@x.example>, Carl wrote:"]
)
def test_who_wrote_a_quote_is_not_guessed(tmp_path: Path, line: str) -> None:
    found, (skipped,) = read(eml(tmp_path, message(f"It runs.\n\n{line}\n> Does it run?\n")))
    assert len(found) == 1
    assert skipped.reason.startswith("A quoted line")


def test_questions_that_are_answered_one_by_one_stay(tmp_path: Path) -> None:
    text = "> When does it start?\nOn 1 July.\n> What does it cost?\n1900 euros.\n"
    assert body(eml(tmp_path, message(text))) == [
        "On 1 July.", "> What does it cost?", "1900 euros.",
    ]  # fmt: skip


def test_a_forwarded_mail_is_kept(tmp_path: Path) -> None:
    text = "See below.\n\n-----Original Message-----\nFrom: Carl\nSent: Friday\nTo: Anna\n\nIt costs 700 euros.\n"
    assert "It costs 700 euros." in body(eml(tmp_path, message(text, Subject="FW: The pump")))
    gmail = "---------- Forwarded message ---------\nFrom: Carl\nDate: Friday\nTo: Anna\n\nIt costs 700 euros.\n"
    assert "It costs 700 euros." in body(eml(tmp_path, message("See below.\n\n" + gmail)))


def test_a_mail_of_nothing_but_quotes_is_kept(tmp_path: Path) -> None:
    assert body(eml(tmp_path, message("> It costs 700 euros.\n"))) == ["It costs 700 euros."]


def test_a_colon_or_a_list_of_facts_is_no_quote(tmp_path: Path) -> None:
    text = (
        "The facts:\nPlace: hall 2\nDate: 3 May 2024\nPrice: 1900 euros\n\nThey hold:\n- it runs\n"
    )
    assert len(body(eml(tmp_path, message(text)))) == 6


HTML = (
    "<html><head><style>p {{color: red}}</style></head><body><div style='display:none'>Peek!</div>"
    "<table><tr><td><table><tr><td><p>Dear Carl,</p><p>The pump costs 10<sup>3</sup> euros.</p>"
    "<ul><li>It runs.</li></ul></td></tr></table></td></tr></table>"
    "<table><tr><th>Pump</th><th>Price</th></tr><tr><td>old</td><td>700</td></tr>"
    "<tr><td>new</td><td>1900</td></tr></table>{}</body></html>"
)


def test_a_mail_that_is_a_page(tmp_path: Path) -> None:
    made = message("")
    made.set_content(HTML.format(""), subtype="html")
    assert body(eml(tmp_path, made)) == [
        "Dear Carl,", "The pump costs 10³ euros.", "- It runs.", "Pump: old; Price: 700.",
        "Pump: new; Price: 1900.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "quote",
    [
        "<div class='gmail_quote'><div>On Fri Carl wrote:</div><blockquote>It is old.</blockquote></div>",
        "<div class='moz-cite-prefix'>Carl:</div><blockquote type='cite'>It is old.</blockquote>",
        "<div id='appendonsend'></div><hr><div id='divRplyFwdMsg'>From: Carl</div><div>It is old.</div>",
        "<p>From: Carl</p><p>Sent: Friday</p><p>To: Anna</p><p>It is old.</p>",
    ],
)
def test_quotes_in_a_page(tmp_path: Path, quote: str) -> None:
    made = message("")
    made.set_content(f"<p>The pump is new.</p>{quote}", subtype="html")
    path = eml(tmp_path, made)
    assert body(path) == ["The pump is new."]
    found, skipped = read(path)
    assert len(found) + len(skipped) == 2
    assert all("quoted" in item.source for item in (*found[1:], *skipped))


GMAIL = (
    "<div>The pump is new.</div><br><div class='gmail_quote'><div dir='ltr' class='gmail_attr'>On Fri,"
    " May 3, 2024 at 9:20 AM Carl Dahl &lt;<a href='mailto:c@x.example'>c@x.example</a>&gt; wrote:<br>"
    "</div><blockquote class='gmail_quote'><div>It costs 700 euros.</div><ul><li>It runs.</li></ul>"
    "<div class='gmail_quote'><div class='gmail_attr'>On Wed, May 1, 2024 at 8:00 AM Ida Frost &lt;"
    "i@x.example&gt; wrote:<br></div><blockquote class='gmail_quote'><div>Is it new?</div>"
    "</blockquote></div></blockquote></div>"
)
OUTLOOK = (
    "<div>The pump is new.</div><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'><b>From:</b>"
    " Carl Dahl &lt;c@x.example&gt;<br><b>Sent:</b> Friday, May 3, 2024 9:20 AM<br><b>To:</b> Anna<br>"
    "<b>Subject:</b> Pump</div><div><p>It costs 700 euros.</p><ul><li>It runs.</li></ul></div><hr>"
    "<div><b>From:</b> Ida Frost<br><b>Sent:</b> 1 May 2024 08:00<br><b>To:</b> Carl</div>"
    "<div>Is it new?</div>"
)
APPLE = (
    "<div>The pump is new.</div><div><br><blockquote type='cite'><div>On 3 May 2024, at 09:20, Carl "
    "Dahl &lt;c@x.example&gt; wrote:</div><br><div>It costs 700 euros.</div><ul><li>It runs.</li></ul>"
    "<blockquote type='cite'><div>On 1 May 2024, at 08:00, Ida Frost wrote:</div><br><div>Is it new?"
    "</div></blockquote></blockquote></div>"
)


@pytest.mark.parametrize("page", [GMAIL, OUTLOOK, APPLE])
def test_quoted_mails_of_a_page(tmp_path: Path, page: str) -> None:
    made = message("")
    made.set_content(page, subtype="html")
    path = eml(tmp_path, made)
    assert body(path) == ["The pump is new."]
    (_, *quoted), skipped = read(path)
    assert not skipped
    assert [(mail.author, mail.published) for mail in quoted] == [
        ("Carl Dahl", "2024-05-03"), ("Ida Frost", "2024-05-01"),
    ]  # fmt: skip
    assert [
        [line for line in mail.text.partition("\n\n")[2].split("\n") if line] for mail in quoted
    ] == [["It costs 700 euros.", "- It runs."], ["Is it new?"]]


def test_quotes_of_a_page_between_which_the_sender_writes_are_left_out(tmp_path: Path) -> None:
    made = message("")
    quote = "<blockquote type='cite'><p>On 3 May 2024, Carl wrote:</p><p>Is it {}?</p></blockquote>"
    page = f"<p>Hello,</p>{quote.format('new')}<p>It is.</p>{quote.format('loud')}"
    made.set_content(page, subtype="html")
    path = eml(tmp_path, made)
    assert body(path) == ["Hello,", "It is."]
    (_,), (skipped,) = read(path)
    assert skipped.reason.startswith("4 quoted lines")


def test_what_a_page_says_is_quoted_never_becomes_the_sender_s(tmp_path: Path) -> None:
    made = message("")
    made.set_content(
        "<p>The list of 3 May:</p><div class='gmail_quote'><p>It is old.</p><blockquote type='cite'>"
        "<p>It is loud.</p></blockquote><p>It is red.</p></div>", subtype="html"
    )  # fmt: skip
    path = eml(tmp_path, made)
    assert body(path) == ["The list of 3 May:"]
    (_,), (skipped,) = read(path)
    assert skipped.reason.startswith("3 quoted lines")


def test_a_quote_that_starts_with_who_wrote_it(tmp_path: Path) -> None:
    text = "It runs.\n\n> On 3 May 2024, at 09:20, Carl <c@x.example> wrote:\n> \n> Does it run?\n"
    path = eml(tmp_path, message(text))
    (_, quoted), skipped = read(path)
    assert not skipped
    assert quoted.text.endswith("Date: 3 May 2024, at 09:20\n\nDoes it run?")


def test_plain_text_is_preferred_unless_it_is_a_stub(tmp_path: Path) -> None:
    made = message("The pump is new.")
    made.add_alternative("<p>The pump is <b>new</b>.</p><p>In HTML.</p>", subtype="html")
    assert body(eml(tmp_path, made)) == ["The pump is new."]
    made = message("Your program shows no HTML.")
    made.add_alternative("<p>" + "The pump is new. " * 20 + "</p>", subtype="html")
    assert body(eml(tmp_path, made))[0].startswith("The pump is new.")


@pytest.mark.parametrize(
    "stub",
    [
        "This message is in HTML.",
        "This is an HTML message. Please use a mail\nclient that supports HTML.",
        "View this email in your browser: https://velm.example/a1\n\n"
        "Unsubscribe: https://velm.example/u",
        "To see this newsletter as a web page, open https://velm.example/a1",
        "Diese Nachricht ist im HTML-Format.",
    ],
)
def test_plain_text_that_names_another_gives_way(tmp_path: Path, stub: str) -> None:
    made = message(stub)
    made.add_alternative("<p>The fair is on 3 June.</p><p>It has 90 stalls.</p>", subtype="html")
    assert body(eml(tmp_path, made)) == ["The fair is on 3 June.", "It has 90 stalls."]


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ("The page is in HTML now.", "<p>The page is in HTML now.</p>"),
        ("This message is in HTML.", "<img src='a.png'>"),
        ("It is shut.\n\nView it in your browser: https://velm.example", "<p>It is shut.</p>"),
    ],
)
def test_plain_text_that_says_something_stays(tmp_path: Path, plain: str, page: str) -> None:
    made = message(plain)
    made.add_alternative(page, subtype="html")
    assert body(eml(tmp_path, made))[0] == plain.split("\n")[0]


# attached files


def test_attached_files_are_documents_that_name_their_mail(tmp_path: Path) -> None:
    made = message()
    made.add_attachment("Day,Level\nMonday,412\n", subtype="csv", filename="levels.csv")
    made.add_attachment(
        "# Rules\n\nThe gate is shut.\n", subtype="markdown", filename="../../x/rules.md"
    )
    made.add_attachment("One.", filename="rules.md")
    made.add_attachment(b"\x89PNG", "image", "png", filename="logo.png", disposition="inline")
    made.add_attachment(b"MZ\x90", "application", "octet-stream", filename="run.exe")
    path = eml(tmp_path, made)
    found, skipped = read(path)
    assert [document.source.removeprefix(str(path)) for document in found] == [
        "", "#levels.csv", "#rules.md", "#rules.md (2)",
    ]  # fmt: skip
    assert [document.title for document in found[1:]] == [
        "levels.csv (attached to: The pump in hall 2)",
        "Rules (attached to: The pump in hall 2)",
        "rules.md (2) (attached to: The pump in hall 2)",
    ]
    assert found[1].text == "Day: Monday; Level: 412."
    assert [s.source.rpartition("#")[2] for s in skipped] == ["run.exe"]


def test_nothing_is_left_of_attached_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    made = message()
    made.add_attachment("The gate is shut.", filename="a.txt")
    made.add_attachment(b"nonsense", "application", "pdf", filename="b.pdf")
    found, skipped = read(eml(tmp_path, made))
    assert (len(found), len(skipped)) == (2, 1)
    assert list(place.iterdir()) == []


def nested(depth: int, as_file: bool = False) -> EmailMessage:
    made = message(f"Mail {depth} says so.", Subject=f"Mail {depth}")
    if depth > 1 and as_file:
        inner = nested(depth - 1, as_file).as_bytes()
        made.add_attachment(inner, "application", "octet-stream", filename=f"m{depth - 1}.eml")
    elif depth > 1:
        made.add_attachment(nested(depth - 1))
    return made


@pytest.mark.parametrize("as_file", [False, True])
def test_mails_attached_to_mails_to_some_depth(tmp_path: Path, as_file: bool) -> None:
    found, skipped = read(eml(tmp_path, nested(6, as_file)))
    assert [document.title.split(" (")[0] for document in found] == ["Mail 6", "Mail 5", "Mail 4"]
    assert [s.reason for s in skipped] == [letter.TOO_DEEP]


def test_so_many_attached_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter, "MAX_ATTACHMENTS", 3)
    monkeypatch.setattr(letter.Bounds, "__init__", lambda self: _bounded(self, 3, 100))
    made = message()
    for number in range(5):
        made.add_attachment(f"File {number}.", filename=f"{number}.txt")
    found, skipped = read(eml(tmp_path, made))
    assert len(found) == 4
    assert "More than 3 files" in skipped[0].reason


def _bounded(bounds: letter.Bounds, files: int, size: int) -> None:
    bounds.files, bounds.size, bounds.quoted, bounds.earlier = files, size, 0, 0


def test_so_many_bytes_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter.Bounds, "__init__", lambda self: _bounded(self, 3, 10))
    made = message()
    made.add_attachment("A long file of words.", filename="a.txt")
    made.add_attachment("Short.", filename="b.txt")
    found, skipped = read(eml(tmp_path, made))
    assert [document.text for document in found[1:]] == ["Short."]
    assert "Too much is attached" in skipped[0].reason


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nx\n--b--\n",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n",
        "\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    ],
)
def test_an_encrypted_mail_is_told(tmp_path: Path, head: str) -> None:
    found, (skipped,) = read(eml(tmp_path, "Subject: Secret\n" + head))
    assert not found
    assert "encrypted" in skipped.reason and "Secret" in skipped.reason


def test_signed_mails_are_read(tmp_path: Path) -> None:
    raw = (
        "Subject: x\nContent-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        "The pump is new.\n--b\nContent-Type: application/pgp-signature\n\nxx\n--b--\n"
    )
    path = eml(tmp_path, raw)
    assert body(path) == ["The pump is new."]
    assert not read(path)[1]
    clear = (
        "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe pump is new.\n"
        "- - one\n-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
    )
    assert body(eml(tmp_path, clear)) == ["The pump is new.", "- one"]


# mailboxes


def mbox(path: Path, *mails: EmailMessage | str) -> Path:
    parts = []
    for one in mails:
        text = one if isinstance(one, str) else one.as_string()
        text = "\n".join(
            ">" + line if line.startswith("From ") else line for line in text.split("\n")
        )
        parts.append(f"From anna@port.example Fri May  3 10:22:00 2024\n{text}\n\n")
    return write(path, "".join(parts))


def test_a_mailbox(tmp_path: Path) -> None:
    first = message("It costs 700 euros.\n\nFrom now on it runs.", Message_ID="<1@x>")
    answer = message("It costs 1900 euros.\n\nOn 3 May Carl wrote:\n> It costs 700 euros.",
                     Message_ID="<2@x>", In_Reply_To="<1@x>", Subject="Re: The pump")  # fmt: skip
    other = message("No.\n\n> Is it new?", Subject="", References="<unseen@x>")
    gone = message("Deleted.", X_Mozilla_Status="0009")
    path = mbox(tmp_path / "a.mbox", first, answer, gone, other)
    found, skipped = read(path)
    assert [document.source.rpartition("#")[2] for document in found] == ["1@x", "2@x", "mail 4"]
    assert [document.title for document in found] == [
        "The pump in hall 2",
        "Re: The pump",
        "a, mail 4",
    ]
    assert found[0].text.endswith("It costs 700 euros.\n\nFrom now on it runs.")
    assert found[1].text.endswith("\n\nIt costs 1900 euros.")
    (told,) = skipped  # of the one whose mail is not in the mailbox
    assert told.reason.startswith("A quoted line")


def test_a_quoted_mail_of_a_mailbox_is_read_once(tmp_path: Path) -> None:
    quote = "\n\nOn 3 May 2024, Carl wrote:\n> It costs 700 euros."
    first = message("It costs 700 euros.", Message_ID="<1@x>")
    answer = message("It costs 1900 euros." + quote, Message_ID="<2@x>", In_Reply_To="<1@x>")
    other = message("No." + quote, Message_ID="<3@x>", In_Reply_To="<unseen@x>")
    found, skipped = read(mbox(tmp_path / "a.mbox", first, answer, other))
    assert not skipped
    assert [document.source.rpartition("#")[2] for document in found] == [
        "1@x", "2@x", "3@x", "3@x/quoted 1",
    ]  # fmt: skip


def test_a_line_in_a_mail_that_starts_as_a_mail_does(tmp_path: Path) -> None:
    text = "Subject: x\n\nText.\n\nFrom what we hear at 10:22, in 2024, it runs.\nMore.\nFrom May 2024\nPrice: 9"
    raw = f"From - Fri May 03 10:22:00 2024\n{text}\nFrom a@x Fri May  3 10:22:00 2024\nSubject: y\n\nNext.\n"
    found, _ = read(write(tmp_path / "a.mbox", raw))
    assert [document.title for document in found] == ["x", "y"]
    assert "From what we hear at 10:22, in 2024, it runs." in found[0].text


def test_a_mail_that_is_too_large_and_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MAX_MESSAGE_BYTES", 5_000)
    path = mbox(tmp_path / "a.mbox", message("x" * 300_000), message("The pump is new."))
    found, skipped = read(path)
    assert len(found) == 1
    assert "Mail 1 is larger" in skipped[0].reason


def test_the_same_id_twice(tmp_path: Path) -> None:
    path = mbox(tmp_path / "a.mbx", *[message(f"Mail {n}.", Message_ID="<1@x>") for n in "12"])
    assert [d.source.rpartition("#")[2] for d in read(path)[0]] == ["1@x", "mail 2"]


@pytest.mark.parametrize("name", ["a.eml", "a.mbox", "a.msg"])
@pytest.mark.parametrize(
    "data", [b"nonsense", b"\0" * 100, b"\xff" * 100, b"From \n\n\n", b"<html>"]
)
def test_what_is_no_mail(tmp_path: Path, name: str, data: bytes) -> None:
    found, (skipped,) = read(write(tmp_path / name, data))
    assert not found
    assert "not a mail" in skipped.reason


@pytest.mark.parametrize(
    "raw",
    [
        "Subject: x\n"
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)),
        "Subject: x\n" + "Content-Type: message/rfc822\n\n" * 3000,
        "Subject: " + "=?utf-8?q?" * 50_000 + "\n\nText.",
        "Subject: x\n\n" + "> " * 200_000,
        "Subject: x\n\n" + ">\n" * 100_000 + "Text.",
        "Subject: x\n\n" + "Von: x\n" * 50_000,
        "Subject: x\n\n" + "-" * 200_000,
        "Subject: x\n\n" + ("-" * 20_000 + "x\nFrom: x\n") * 10,
        "Subject: x\n\n" + "-----BEGIN PGP SIGNED MESSAGE-----\nA: b\n" * 20_000,
        "Subject: x\nContent-Type: text/html\n\n" + " " * 500_000 + "x",
        "Subject: x\n\n" + "x:\n> y\n" * 30_000,
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
        "Subject: x\nContent-Type: text/html\n\n" + "<div class=gmail_quote>" * 20_000 + "x",
        "Subject: x\nContent-Type: text/html\n\n" + "<table><tr><td>" * 20_000 + "x",
        "".join(f"X{n}: y\n" for n in range(50_000)) + "Subject: x\n\nText.",
    ],
)
def test_hostile_mails_end(tmp_path: Path, raw: str) -> None:
    import time

    started = time.process_time()
    list(load_file(eml(tmp_path, raw)))
    assert time.process_time() - started < 5


# Outlook


def property_(kind: int, id: int, value: int = 0) -> bytes:
    return (
        kind.to_bytes(2, "little")
        + id.to_bytes(2, "little")
        + b"\x06\0\0\0"
        + value.to_bytes(8, "little")
    )


def test_a_mail_of_outlook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its container is made up here, as its library sees it; the library opens it."""
    from oxmsg.storage import Storage, Stream

    def text(place: str, id: int, value: str) -> tuple[bytes, Stream]:
        name = f"{place}__substg1.0_{id:04X}001F"
        return property_(0x001F, id), Stream(name, value.encode("utf-16-le"))

    def storage(
        place: str, head: int, pairs: list[tuple[bytes, Stream]], inner: tuple[Storage, ...]
    ) -> Storage:
        known = b"\0" * head + b"".join(line for line, _ in pairs)
        streams = (
            Stream(f"{place}__properties_version1.0", known),
            *(stream for _, stream in pairs),
        )
        return Storage(place.rstrip("/"), streams, inner)

    attached = "__attach_version1.0_#00000000/"
    data = (
        property_(0x0102, 0x3701),
        Stream(f"{attached}__substg1.0_37010102", b"The gate is shut."),
    )
    file = storage(attached, 8, [text(attached, 0x3707, "gate.txt"), data], ())
    second = "__attach_version1.0_#00000001/"
    place = f"{second}__substg1.0_3701000D/"
    inner = storage(
        place, 24, [text(place, 0x0037, "Old pump"), text(place, 0x1000, "It is old.")], ()
    )
    nested_mail = storage(second, 8, [text(second, 0x3001, "Old pump")], (inner,))
    root = storage("", 32, [
        text("", 0x0037, "The pump"), text("", 0x1000, "The pump is new.\r\nIt runs.\r\n"),
        text("", 0x0C1A, "Anna Berg"), text("", 0x0C1F, "anna@port.example"), text("", 0x0E04, "Carl Dahl"),
        (property_(0x0040, 0x0039, 133_592_000_000_000_000), Stream("x", b"")),
    ], (file, nested_mail))  # fmt: skip
    monkeypatch.setattr(Storage, "from_ole", lambda ole: root)
    monkeypatch.setattr("olefile.OleFileIO.open", lambda self, *args, **kwargs: None)
    path = write(tmp_path / "a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000)
    found, skipped = read(path)
    assert not skipped
    first, second_document, third = found
    assert first.text.split("\n") == [
        "From: Anna Berg <anna@port.example>", "To: Carl Dahl", "Date: Fri, 03 May 2024 08:53:20 +0000",
        "Subject: The pump", "", "The pump is new.", "It runs.",
    ]  # fmt: skip
    assert (first.title, first.published) == ("The pump", "2024-05-03")
    assert second_document.title == "gate.txt (attached to: The pump)"
    assert third.text.endswith("It is old.")


def test_rich_text_of_outlook_is_unpacked() -> None:
    """The example of MS-OXRTFCP, 3.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
        "0a800fa0"
    )
    assert msg.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    for end in range(len(packed)):
        msg.unpacked(packed[:end])
    assert msg.unpacked(b"\0" * 8 + b"MELA" + b"\0" * 4 + b"{x}") == b"{x}"


def test_mail_may_be_dropped_on_the_page(tmp_path: Path) -> None:
    assert all(FORMATS[name].uploadable for name in (".eml", ".msg", ".mbox"))
    assert FORMATS[".eml"].recognises(eml(tmp_path, message()))


def test_rows_of_a_page_know_their_numbers(tmp_path: Path) -> None:
    made = message("")
    made.set_content(
        "<p>See below.</p><table><tr><th>Pump</th><th>Note</th></tr><tr><td>old</td><td>Leaks. Sold."
        "</td></tr><tr><td>new</td><td>Runs. Paid.</td></tr></table>", subtype="html"
    )  # fmt: skip
    (document,), _ = read(eml(tmp_path, made))
    rows = [(row, text) for row, text in numbered_sentences(document) if row]
    assert rows == [(2, "Pump: old; Note: Leaks. Sold."), (3, "Pump: new; Note: Runs. Paid.")]


CALENDAR = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
DTSTART:16010101T000000
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Dredging talk
DTSTART;TZID="Europe/Berlin":20240319T140000
DTEND;TZID="Europe/Berlin":20240319T153000
ORGANIZER;CN="Frost, Ida":mailto:ida@port.example
LOCATION:Room 12\\, old customs
  house
DESCRIPTION:Bring the charts.\\nThe pump is new.
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def invited(calendar: str, *, copy: bool = True) -> EmailMessage:
    made = message()
    made.add_alternative(calendar, subtype="calendar")
    if copy:
        made.add_attachment(calendar, subtype="calendar", filename="invite.ics")
    return made


def test_an_invitation_says_when_and_where(tmp_path: Path) -> None:
    path = eml(tmp_path, invited(CALENDAR))
    assert body(path) == [
        "The pump is new.", "Event: Dredging talk",
        "When: 2024-03-19 14:00 to 15:30 (Europe/Berlin)", "Where: Room 12, old customs house",
        "Organiser: Frost, Ida", "Bring the charts.",
    ]  # fmt: skip
    documents, skipped = read(path)
    assert [document.published for document in documents] == ["2024-05-03"]
    assert not skipped


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("DTSTART;VALUE=DATE:20240402\nDTEND;VALUE=DATE:20240405", ["When: 2024-04-02 to 2024-04-04"]),
        ("DTSTART;VALUE=DATE:20240402\nDTEND;VALUE=DATE:20240403", ["When: 2024-04-02"]),
        ("DTSTART:20240402T220000Z\nDTEND:20240403T010000Z",
         ["When: 2024-04-02 22:00 to 2024-04-03 01:00 (UTC)"]),
        ("DTSTART:20240402T220000\nRRULE:FREQ=WEEKLY;BYDAY=TU",
         ["When: 2024-04-02 22:00", "Repeated: weekly on Tuesday"]),
        ("DTSTART;TZID=Europe/Berlin:20240402T220000\nDTEND;TZID=Europe/London:20240402T223000",
         ["When: 2024-04-02 22:00 (Europe/Berlin) to 22:30 (Europe/London)"]),
        ("DTSTART:20240402T220000\nDURATION:PT2H30M", ["When: 2024-04-02 22:00 to 2024-04-03 00:30"]),
        ("DTSTART;VALUE=DATE:20240402\nDURATION:P1D", ["When: 2024-04-02"]),
        ("DTSTART:20240402T220000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20240630T000000Z\n"
         "EXDATE:20240416T220000\nEXDATE:20240430T220000",
         ["When: 2024-04-02 22:00", "Repeated: every 2 weeks until 2024-06-30 (UTC)",
          "Not on: 2024-04-16, 2024-04-30"]),
        ("DTSTART:20240402T220000\nRRULE:FREQ=DAILY;COUNT=5",
         ["When: 2024-04-02 22:00", "Repeated: daily, 5 times"]),
        ("DTSTART:20240402T220000\nRRULE:FREQ=MONTHLY;BYDAY=2TU",
         ["When: 2024-04-02 22:00", "Repeated: monthly on the second Tuesday"]),
        ("DTSTART:20240402T220000\nRRULE:FREQ=DAILY;BYHOUR=9,17",
         ["When: 2024-04-02 22:00", "Repeated: by a rule that is not read"]),
        ("DTSTART:20240231T220000", []),
        ("DESCRIPTION:<p>The <b>old</b> pump&\\nis < 9 bar.</p>", ["The old pump&", "is < 9 bar."]),
        ("LOCATION:Room\u2028 12", ["Where: Room 12"]),
        ("DTSTART:soon", []),
    ],
)  # fmt: skip
def test_when_an_event_is(tmp_path: Path, fields: str, lines: list[str]) -> None:
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\n{fields}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert body(eml(tmp_path, invited(calendar))) == ["The pump is new.", "Event: Talk", *lines]


@pytest.mark.parametrize("change", [("REQUEST", "CANCEL"), ("LOC", "STATUS:CANCELLED\nLOC")])
def test_an_event_that_does_not_take_place(tmp_path: Path, change: tuple[str, str]) -> None:
    found = body(eml(tmp_path, invited(CALENDAR.replace(*change))))
    assert "Cancelled event: Dredging talk" in found
    assert "Event: Dredging talk" not in found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("REQUEST", "COUNTER"), ["Proposed event: Dredging talk"]),
        (("LOC", "STATUS:TENTATIVE\nLOC"), ["Tentative event: Dredging talk"]),
        (("REQUEST", "REPLY"), []),
    ],
)
def test_what_an_invitation_is_sent_for(
    tmp_path: Path, change: tuple[str, str], named: list[str]
) -> None:
    found = body(eml(tmp_path, invited(CALENDAR.replace(*change), copy=False)))
    assert [line for line in found if "Dredging talk" in line] == named


def test_what_is_beyond_the_most_events_is_said() -> None:
    event = "BEGIN:VEVENT\nSUMMARY:Talk\nEND:VEVENT\n"
    assert event_lines(event * 101)[-2:] == [
        "Event: Talk", "The calendar holds more events, which are not read.",
    ]  # fmt: skip
    assert event_lines(event * 100)[-1] == "Event: Talk"


def test_a_calendar_without_events_is_a_file_that_is_not_read(tmp_path: Path) -> None:
    documents, skipped = read(eml(tmp_path, invited("BEGIN:VCALENDAR\nEND:VCALENDAR\n")))
    assert len(documents) + len(skipped) == 3
