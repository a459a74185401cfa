"""Where quotation marks open and close."""

import time

import pytest

from qa.sayings.marks import stretches


def marked(text: str) -> list[str]:
    return [text[one.start : one.end] for one in stretches(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('She said: "No." And left.', ['"No."']),
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
        ("\"He said 'no' to me,\" she said.", ["\"He said 'no' to me,\""]),
        ("‘We’re late,’ said Pryce.", ["‘We’re late,’"]),
        ("'The boys' toys are lost,' she said.", ["'The boys' toys are lost,'"]),
        ("The boys' toys and the girls' books.", []),
        ("It was the '90s, rock 'n' roll.", []),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("« Non », dit-elle.", ["« Non »"]),
        ("''Twas so,'' he said.", ["''Twas so,''"]),
        ('A 6" pipe and a 7" pipe.', []),
        ('He said "the ice', ['"the ice']),
        ("“It is over", ["“It is over"]),
        ("”It holds,” she said. ”It leaks.”", ["”It holds,”", "”It leaks.”"]),
        ('“It holds," she said. “It leaks."', ['“It holds,"', '“It leaks."']),
        ("no marks", []),
        ("", []),
        ('"', ['"']),
        ("“Both,” she said, ‘and more,’ he said.", ["“Both,”", "‘and more,’"]),
    ],
)
def test_stretches(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_a_mark_that_never_closes_ends_with_its_line() -> None:
    text = 'He said "the ice\n"No," she said.'
    lines = [(0, text.index("\n")), (text.index("\n") + 1, len(text))]
    found = [stretches(text, *line) for line in lines]
    assert [text[one.start : one.end] for line in found for one in line] == ['"the ice', '"No,"']
    assert [one.closed for line in found for one in line] == [False, True]


@pytest.mark.parametrize("seed", ['"', "“", "'a ", "‘", "a' ", '"a', "”“", "''", "«"])
def test_time_is_linear(seed: str) -> None:
    started = time.process_time()
    stretches(seed * 100_000, 0, len(seed) * 100_000)
    assert time.process_time() - started < 3
