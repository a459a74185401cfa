"""`pincite help`: topics are listed and shown as a terminal can show them."""

import argparse
import re
from collections.abc import Iterator

import pytest

from ui.cli import help as manual
from ui.cli.main import command_parser, main
from ui.render.topics import title_of, topic_to_text
from ui.render.wrap import columns, refit, wrap

TOPIC = """\
# Boats: what floats

The **big harbour** has `pincite ask` and [its card](../../../qa/models/base/CARD.md), and
a line [that goes on](https://example.org/a), and [SECURITY.md](../../../SECURITY.md).

- one that is long enough to be broken in two
- two

1. first
2. second

```console
$ pincite ask "a command that is far longer than the width of this terminal, and stays whole"
```

| | |
|---|---|
| boats that are old | 3 |
| new | 40 |
"""


def test_the_topics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    out = capsys.readouterr().out
    for name in manual.ORDER:
        assert re.search(rf"^  {name} +{re.escape(title_of(manual.topic_text(name)))}$", out, re.M)


@pytest.mark.parametrize("name", manual.ORDER)
def test_a_topic_fits_the_terminal(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["help", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(name.capitalize()) and "\x1b" not in out
    long = [line for line in out.splitlines() if columns(line) > 60 and line[:2] != "  "]
    assert not [line for line in long if len(line.split()) > 2]
    assert "**" not in out and "|---" not in out


def test_a_topic_that_has_a_command_names_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    main(["help", "verify"])
    assert capsys.readouterr().out.endswith("\nIts options: pincite verify --help\n")
    main(["help", "formats"])
    assert "Its options" not in capsys.readouterr().out


def test_of_a_command_without_a_topic_its_options_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "ask"]) == 0
    asked = capsys.readouterr().out
    main(["ask", "--help"])
    assert asked == capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("trsut", "There is no topic 'trsut'. Did you mean trust? See pincite help."),
        ("serv", "There is no topic 'serv'. Did you mean serve? See pincite help."),
        ("zzz", "There is no topic 'zzz'. See pincite help."),
        ("../main", "There is no topic '../main'. See pincite help."),
    ],
)
def test_an_unknown_topic(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", given]) == 2
    assert capsys.readouterr().err == f"pincite: {said}\n"


def test_how_a_topic_looks() -> None:
    shown = topic_to_text(TOPIC, 40, coloured=False)
    assert (
        shown
        == """\
Boats: what floats

The big harbour has `pincite ask` and
its card (qa/models/base/CARD.md), and a
line that goes on
(https://example.org/a), and
SECURITY.md.

- one that is long enough to be broken
  in two
- two

1. first
2. second

  $ pincite ask "a command that is far longer than the width of this terminal, and stays whole"

boats that are old  3
new                 40"""
    )


def test_how_a_topic_looks_in_colour() -> None:
    shown = topic_to_text(TOPIC, 40, coloured=True)
    assert "\x1b[1mBoats:\x1b[0m \x1b[1mwhat\x1b[0m" in shown
    assert "\x1b[1mbig\x1b[0m \x1b[1mharbour\x1b[0m has \x1b[36mpincite\x1b[0m" in shown
    assert re.sub(r"\x1b\[\d+m", "", shown) != shown
    assert all(columns(line) <= 40 for line in shown.splitlines() if "$" not in line)


TABLE = "| boat | owner |\n|---|---|\n| a long old wooden boat | the harbour of Lindau |\n"


def test_cells_are_wrapped_in_their_columns() -> None:
    assert topic_to_text(TABLE, 28, coloured=False).splitlines() == [
        "boat           owner",
        "a long old     the harbour",
        "wooden boat    of Lindau",
    ]


def test_a_table_that_is_too_wide_becomes_a_list() -> None:
    shown = topic_to_text(TABLE.replace("Lindau", "x" * 20), 28, coloured=False)
    assert shown.splitlines()[0] == "- boat; owner"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("one two three four five six", "one two three four\nfive six"),
        ("- one two three four five", "- one two three four\n  five"),
        ("[1] one two three four five", "[1] one two three\n    four five"),
        ("    one two three four five", "    one two three\n    four five"),
        ("He took ten villages. [1] [2]", "He took ten\nvillages. [1] [2]"),
        ("see /a/path/that/is/longer/than/it", "see\n/a/path/that/is/longer/than/it"),
        ("/a/path/that/is/longer/than/it", "/a/path/that/is/longer/than/it"),
        ("港湾 港湾 港湾 港湾 港湾", "港湾 港湾 港湾 港湾\n港湾"),
        ("\x1b[1mone\x1b[0m two three four", "\x1b[1mone\x1b[0m two three four"),
        ("", ""),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_wrapping(text: str, expected: str) -> None:
    assert wrap(text, 20) == expected


HELP = """\
examples:
  pincite swim --fast  quickly, where the water is warm
  pincite swim "to the other side of the whole lake"

Whoever swims
is wet, and so is what they wear while they do.
"""


def test_help_fits_another_width() -> None:
    assert refit(HELP, 80) == HELP.replace("swims\nis", "swims is")
    assert (
        refit(HELP, 32)
        == """\
examples:
  pincite swim --fast
      quickly, where the water
      is warm
  pincite swim "to the other side of the whole lake"

Whoever swims is wet, and so is
what they wear while they do.
"""
    )


def test_what_is_set_in_further_than_a_command_is_broken() -> None:
    assert refit("    a list of  several words that are set in", 24) == (
        "    a list of several\n    words that are set\n    in"
    )


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command and those that it has."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands(command)


@pytest.mark.parametrize("width", [50, 80, 120])
def test_the_help_of_every_command_fits_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    helps = [parser.format_help() for parser in commands(command_parser())]
    assert len(helps) > 20
    long = [line for text in helps for line in text.split("\n") if columns(line) > width]
    examples = [line for line in long if re.match(r"  \S", line)]
    # of how it is called, the choices of one option are not broken either
    assert [line for line in long if line not in examples and not re.match(r" +\[", line)] == []
    assert not [line for line in examples if re.search(r"\S  +\S", line)]


def test_a_narrow_terminal_gets_twelve_columns() -> None:
    for width in (0, 3, 12):
        assert wrap("one two three four", width) == "one two\nthree four"
