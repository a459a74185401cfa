"""The parser of the command line, which names what is mistyped, and what is near to it."""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from ui.cli.terminal import WRONG, say

_UNKNOWN = re.compile(
    r"argument COMMAND: invalid choice: '(?P<said>.*)' \(choose from (?P<known>.*)\)$", re.DOTALL
)
"""What argparse says of a command that there is not."""

_REQUIRED = "the following arguments are required"
"""How argparse begins to say that something is missing."""

_OPTION = re.compile(r"-[^\s\d-]\S*|--[^\s=]\S*")
"""What argparse takes for an option, known or not."""

_OTHER_NAMES = {"--from": "--since", "--to": "--until"}
"""What an option is called elsewhere."""

_NEAR = 0.75
"""How like an option what was typed must be to be taken for it: --josn for --json, by difflib."""

_LEAST_BEGINNING = 3
"""Letters from which the beginning of an option is taken for it."""

_NO = "--no-"


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of repeating how the command is used."""

    _given: Sequence[str] = ()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong: first of all an option that there is not."""
        if unknown := _UNKNOWN.search(message):
            near = get_close_matches(unknown["said"], re.findall(r"[\w-]+", unknown["known"]), 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            say(f"There is no command {unknown['said']!r}.{meant} See {self.prog} --help.")
            raise SystemExit(WRONG)
        if message.startswith(_REQUIRED) and (option := self._first_unknown(self._given)):
            self._refuse(option)
        say(f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.")
        raise SystemExit(WRONG)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What was given, as its command knows it; what that does not know is its own error.

        By itself argparse has the whole command line complain, which does not name the command;
        and it takes the value of an unknown option before the command for the command.
        """
        self._given = sys.argv[1:] if args is None else list(args)
        if self._subparsers and (option := self._first_unknown(self._given[:1])):
            self._refuse(option)
        known, unknown = super().parse_known_args(args, namespace)
        if option := self._first_unknown(unknown):
            self._refuse(option)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known, unknown

    def _first_unknown(self, words: Iterable[str]) -> str:
        """The first word that is an option, but none of these; "" if there is none."""
        for word in words:
            if word == "--":
                break
            name = word.partition("=")[0]
            is_known = {name, name[:2]} & self._option_string_actions.keys()
            if _OPTION.fullmatch(word) and not is_known:
                return name
        return ""

    def _refuse(self, option: str) -> NoReturn:
        """Say that an option is not known, the one that is near to it, and where that stands."""
        meant = meant_option(option, self._option_string_actions)
        where = ""
        if not meant and (meant := meant_option(option, self._options_of_commands())):
            where = " Write it after the command."
        near = f" Did you mean {meant}?" if meant not in ("", option) else ""
        there = " before the command" if meant == option else ""
        say(f"There is no option {option!r}{there}.{near}{where} See {self.prog} --help.")
        raise SystemExit(WRONG)

    def _options_of_commands(self) -> set[str]:
        """The options of the commands below this one."""
        found: set[str] = set()
        for action in self._subparsers._group_actions if self._subparsers else ():
            for command in (action.choices or {}).values():  # type: ignore[attr-defined]
                found |= command._option_string_actions.keys() | command._options_of_commands()
        return found


def meant_option(typed: str, known: Collection[str]) -> str:
    """The option that was meant by what was typed; "" if none is near enough.

    What begins with `--no-` says the contrary, and is near to none that does not.
    """
    typed = typed.lower()
    if typed in known:
        return typed
    if _OTHER_NAMES.get(typed) in known:
        return _OTHER_NAMES[typed]
    names = sorted(
        name
        for name in known
        if name.startswith("--") and name.startswith(_NO) == typed.startswith(_NO)
    )
    begun = [name for name in names if name.startswith(typed)]
    if len(begun) == 1 and len(typed.lstrip("-")) >= _LEAST_BEGINNING:
        return begun[0]
    return next(iter(get_close_matches(typed, names, 1, _NEAR)), "")
