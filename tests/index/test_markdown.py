"""Markdown and its dialects: what is said in a file, without its marks."""

from pathlib import Path

import pytest

from index.documents.formats.markdown import markdown_lines
from index.documents.load import load_file
from index.types import Document
from tests.support.documents import numbered_sentences


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<div>\nThe cost is 4 euros.\n</div>", ["The cost is 4 euros."]),
        ("<details>\n<summary>More</summary>\nIt opens.\n</details>", ["More", "It opens."]),
        ("It <b>is</b> so.<br>Now 10<sup>6</sup>.", ["It is so.", "Now 10⁶."]),
        ("<table><tr><th>Day<th>Level<tr><td>Mon<td>3 m</table>", ["Day: Mon; Level: 3 m."]),
        ("| Day | Level |\n|-|-|\n| Mon | 3 m |", ["Day: Mon; Level: 3 m."]),
        ("One <!-- two --> three.", ["One  three.".replace("  ", " ")]),
        ("<!--\nhidden\n\nstill\n-->\n\nShown.", ["Shown."]),
        ("Shown <!-- not closed.", ["Shown <!-- not closed."]),
        ("One %%two%% three.\n\n%%\nfour\n%%\n\nFive.", ["One three.", "Five."]),
        ("It rose 100%% and fell.", ["It rose 100%% and fell."]),
        ("It rose[^1] then.\n\n[^1]: In 1998.\n[^2]: https://a.example", None),
        ("It is ~~old~~ new and ==marked==.", ["It is new and marked."]),
        ("> [!warning] Take care\n> It is hot.", ["Take care", "It is hot."]),
        ("> [!note]\n> It is new.", ["It is new."]),
        ("See [[Page|the page]] and [[Other]] ![[x.png]].", ["See the page and Other ."]),
        ("- [x] Order\n- [ ] Replace", ["☑ Order", "☐ Replace"]),
        ("Toll\n: Four euros.\n: Or five.", ["Toll: Four euros.", "Toll: Or five."]),
        ("Title\n=====\n\nSaid.", ["Title", "Said."]),
        ("# It is closed.\n\nSaid.", ["It is closed.", "Said."]),
        ("Said.\n\n## Nothing below", ["Said.", "Nothing below"]),
        (
            '!!! warning "Hot"\n    It burns.\n\n    Keep off.\n\nSo it is.',
            ["Hot", "It burns.", "Keep off.", "So it is."],
        ),
        ("??? note\n    It is new.\n", ["It is new."]),
        (
            ":::tip Take care\nIt is hot.\n:::\n\n::: {.note}\nSo.\n:::",
            ["Take care", "It is hot.", "So."],
        ),
        ("```\n!!! note\n:::\n```", ["!!! note", ":::"]),
        ("Hot!!! It is.", ["Hot!!! It is."]),
        ("Made: 4 May\nOwner: Ida\n**Place:** Velm", ["Made: 4 May", "Owner: Ida", "Place: Velm"]),
        ("paid:: 4 May\nby:: Ida", ["paid: 4 May", "by: Ida"]),
        ("Note: it is a long\nway home.", ["Note: it is a long way home."]),
        ("```\na == b == c  # %%d%% [^1]\n<b>\n```", ["a == b == c  # %%d%% [^1]", "<b>"]),
        ("Give <name> and <https://a.example>, $x^2$ :ok:", None),
    ],
)
def test_lines(text: str, lines: list[str] | None) -> None:
    expected = (
        lines
        or {
            "I": ["It rose then.", "In 1998.", "https://a.example"],
            "G": ["Give <name> and https://a.example, $x^2$ :ok:"],
        }[text[0]]
    )
    assert [line for line in markdown_lines(text)[0] if line] == expected


def test_toml_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('+++\ntitle = "Low water"\ndate = 2025-10-24\ntags = ["x"]\n+++\nSaid.')
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert (document.title, document.published) == ("Low water", "2025-10-24")
    assert document.text == "Said."


def test_the_name_of_a_paragraph_is_no_sentence() -> None:
    lines = markdown_lines("The code is 5521. ^code-1\n\nIt is 10 ^2 large.\n\n^top\n")[0]
    assert [line for line in lines if line] == ["The code is 5521.", "It is 10 ^2 large.", "^top"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("# Low water\n\nFriday, 24 October 2025\n\nThe lake fell.", "2025-10-24"),
        ("# Low water\n\n*Last updated: 4 June 2024*\n\nThe lake fell.", "2024-06-04"),
        ("---\ndate: 2024-01-02\n---\n# Low water\n\n4 June 2024\n\nIt fell.", "2024-01-02"),
        ("# Low water\n\nThe fair is on 4 June 2031.\n", None),
        ("# Low water\n\n- 4 June 2031: the fair\n- 5 June 2031: the dance\n", None),
        ("# Permit\n\nValid until: 4 June 2031\n", None),
    ],
)
def test_a_date_in_the_first_lines(tmp_path: Path, text: str, published: str | None) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.published == published


def test_items_keep_a_mark_that_tells_them_from_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("- Order seals\n\nSaid.")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.text.startswith("- Order seals")


def test_rows_of_tables_know_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Ports\n\nAll of them.\n\n| Port | Note |\n|---|---|\n"
        "| Orvell | Closed. Reopens in May. |\n| Lenta | Open. Tolls apply. |\n\n"
        "They are few. It ends.\n"
    )
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert numbered_sentences(document) == [
        (None, "All of them."),
        (2, "Port: Orvell; Note: Closed. Reopens in May."),
        (3, "Port: Lenta; Note: Open. Tolls apply."),
        (None, "They are few."),
        (None, "It ends."),
    ]


def test_many_brackets_leave_the_words_and_the_links_of_a_paragraph() -> None:
    text = "[The gate](a.md) shuts [[Ports|at nine]]. " * 60 + "[open [and [never [[[[[closed"
    (found,) = markdown_lines(text)[0]
    assert found.startswith("The gate shuts at nine. The gate shuts at nine.")
    assert found.endswith("shuts at nine. [open [and [never [[[[[closed")


def test_brackets_in_code_stay() -> None:
    code = "a = [" + "[1, [2]], " * 120
    assert markdown_lines(f"```\n{code}\n```")[0] == [code.rstrip()]


def test_items_keep_their_numbers() -> None:
    assert markdown_lines("3. Press.\n4. Turn.\n\n- Done.", "- ")[0] == [
        "3. Press.", "4. Turn.", "", "- Done.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("# FOR IMMEDIATE RELEASE\n\n## Low water", "Low water"),
        ("**PRESS RELEASE**\n\n**Low water**", "Low water"),
        ("# Draft law on ferries", "Draft law on ferries"),
    ],
)
def test_a_notice_is_no_title(tmp_path: Path, head: str, title: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{head}\n\nThe harbour was closed for nine days.\n", encoding="utf-8")
    (document,) = load_file(path)
    assert isinstance(document, Document)
    assert document.title == title


def test_a_sentence_after_a_percent_sign_is_no_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("% of people who vote\nis 50.", encoding="utf-8")
    (document,) = load_file(tmp_path / "a.md")
    assert isinstance(document, Document)
    assert document.text == "% of people who vote is 50."


GRID = (
    "+------+-----+\n| Gate | Is  |\n+======+=====+\n| Fish | 4 m |\n|      | low |\n+------+-----+"
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (GRID, ["Gate: Fish; Is: 4 m low."]),
        (
            "  Part    High\n  ------- ------\n  North     4.2\n  South     5.1\n\n  : Parts",
            ["Part: North; High: 4.2.", "Part: South; High: 5.1.", "Parts"],
        ),
        ("```\n+--+--+\n| a | b |\n```", ["+--+--+", "| a | b |"]),
        ("A heading\n--- a ---\n\nText.", ["A heading --- a ---", "Text."]),
        ("| Ida Holm\n| Quay 4", ["Ida Holm", "Quay 4"]),
        ('=== "Hand"\n\n    Turn *it*.\n', ["Hand", "Turn it."]),
        ("{{< note >}}\nIt is void.\n{{< /note >}}", ["It is void."]),
        ("{% highlight x %}\nIt opens.\n{% endhighlight %}", ["It opens."]),
        ("Go {% raw %}in{% endraw %} now.\n{: .lead }", ["Go in now."]),
        ("Pump first.\n{ .annotate }", ["Pump first."]),
        ("[Open it](a.md){ .button .big }", ["Open it"]),
        ("Write `{: .lead }` and `{% x %}` {so} or {a=1}.", None),
        ("# Title {#id .x}\n\n## Next {-}", ["Title", "Next"]),
        ("10^6^ m^3^ of H~2~O, $x^2+y^2$.", ["10⁶ m³ of H₂O, $x^2+y^2$."]),
        ("Press ++f5++, in C++ and G++.", ["Press f5, in C++ and G++."]),
        ("*[LVL]: level of it", ["LVL: level of it"]),
        (
            "import {A} from 'a/b'\n\nimport duty is due from 'May' on.",
            ["import duty is due from 'May' on."],
        ),
        ("<Note type='x'>\nHold it.\n</Note>", ["Hold it."]),
        (
            "- It has piles.\n"
            "  id:: 64f0aa01-1b2c-4d5e-8f90-a1b2c3d4e5f6\n  collapsed:: true\n- {{embed ((a))}}",
            ["It has piles."],
        ),
        ("- It ends.\n  #+BEGIN_NOTE\n  Now.\n  #+END_NOTE", ["It ends. Now."]),
        ("It is [owner:: Ida] lit, as std::x.", ["It is owner: Ida lit, as std::x."]),
        ("(@) One.\n\nAs (@a) says.", ["One.", "As (@a) says."]),
        ("(@mayor) The mayor said no.", ["(@mayor) The mayor said no."]),
        ("import A, {B} from 'a';\n\nexport default () => {\n\nA.", ["A."]),
        ("export const a = 1\n\nexport function b(c) {\n\nA.", ["A."]),
        *(
            (line, [line])
            for line in (
                "export default values are used for all fields.",
                "export function keys control the printer and cost 5 euros.",
                "import duties on goods from 'Norway'",
                "export const is a word of it.",
                "The colour is given as {#ff0000}",
                "Channel {#general}",
                "It ends with {.warning}",
                "It is written {-}",
                "f(x){a=1}",
                "In Jinja, {% if x %} opens a block and {% endif %} closes it.",
                "Use namespace std:: string for it.",
                "a~b~c of about~20~ people",
            )
        ),
        ("heading:: The town has 500 people.", ["heading: The town has 500 people."]),
        ("id:: 1234 is the number", ["id: 1234 is the number"]),
        ("Fe~2~O~3~ and Ca(OH)~2~", ["Fe₂O₃ and Ca(OH)₂"]),
        (
            "Part    High\n------- ----\nA       4.2\nIt continues here.",
            ["Part High", "A 4.2 It continues here."],
        ),
        (
            "  ------- -----\n  Part    High\n          (m)\n  ------- -----\n  North   4.2\n",
            ["Part High (m)", "North 4.2"],
        ),
        ("~~~\n```\n+--+--+\n| a | b |\n~~~", ["```", "+--+--+", "| a | b |"]),
    ],
)
def test_what_programs_add_to_markdown(text: str, lines: list[str] | None) -> None:
    expected = lines or ["Write {: .lead } and {% x %} {so} or {a=1}."]
    assert [line for line in markdown_lines(text)[0] if line] == expected


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        ("% The wall\n% Ida Holm\n% 4 March 2024\n\nIt is long.", "The wall", "2024-03-04"),
        ("Title: The wall\nDate: 4 March 2024\n\nIt is long.\n\n# Notes", "The wall", "2024-03-04"),
        ("title:: The wall\ndate:: [[2024-03-04]]\n\n- It is long.", "The wall", "2024-03-04"),
        ("# Notes\n\nTitle: The wall\n", "Notes", None),
        ("Subject: Physics\n\nLevel: low\n\n# Waves\n\nThey move.", "Waves", None),
        ("% The wall\n\nIt is long.", "The wall", None),
    ],
)
def test_what_is_known_of_a_text_in_other_ways(
    tmp_path: Path, text: str, title: str, published: str | None
) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (document,) = load_file(tmp_path / "a.md")
    assert isinstance(document, Document)
    assert (document.title, document.published) == (title, published)
