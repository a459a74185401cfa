"""The command `pincite completion`: what a shell needs to complete commands and options.

The script is made of the parser of the command line and holds all of it, so that pincite does not
run whenever Tab is pressed.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.cli.help import ORDER
from ui.cli.terminal import DONE, add_command

if TYPE_CHECKING:
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite completion bash >> ~/.bash_completion
  pincite completion zsh > ~/.zfunc/_pincite      with fpath+=~/.zfunc before compinit in ~/.zshrc
  pincite completion fish > ~/.config/fish/completions/pincite.fish

Open a new shell then. Make it again after an update of pincite.
"""


@dataclass(frozen=True, slots=True)
class Command:
    """What can be given after a command.

    Attributes:
        name: as it is given.
        about: one clause.
        words: what may come next: commands of its own, or a choice.
        options: each name → what it does, and whether a value follows.
        choices: option → the values that it may have.
    """

    name: str
    about: str
    words: tuple[str, ...]
    options: dict[str, tuple[str, bool]]
    choices: dict[str, tuple[str, ...]]


def add_completion(commands: "Commands") -> None:
    """Add the command, which knows of all that were added, then or later."""
    about = "Print what a shell needs to complete commands and options."
    command = add_command(commands, "completion", about, _EXAMPLES)
    command.add_argument("shell", metavar="SHELL", choices=sorted(SHELLS), help="bash, fish or zsh")

    def run(arguments: argparse.Namespace) -> int:
        sys.stdout.write(SHELLS[arguments.shell](list(_known(commands))))
        return DONE

    command.set_defaults(run=run)


def _known(commands: "Commands") -> Iterator[Command]:
    told = {action.dest: action.help or "" for action in commands._choices_actions}
    for name, parser in commands.choices.items():
        words: tuple[str, ...] = ORDER + tuple(commands.choices) if name == "help" else ()
        options: dict[str, tuple[str, bool]] = {}
        choices: dict[str, tuple[str, ...]] = {}
        parsers = [parser]
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                words += tuple(action.choices)
                parsers += action.choices.values()
            elif not action.option_strings and action.choices:
                words += tuple(map(str, action.choices))
        for one in parsers:
            for action in one._actions:
                for option in action.option_strings:
                    options[option] = (_clause(action.help), action.nargs != 0)
                    if action.choices:
                        choices[option] = tuple(map(str, action.choices))
        yield Command(name, _clause(told.get(name)), words, options, choices)


def _clause(text: str | None) -> str:
    """The beginning of a help text, without what a shell would take for its own."""
    clause = re.split(r"[;:(]|, and ", (text or "").replace("%%", "%"))[0].strip()
    return re.sub(r"[^\w ,./%-]", "", clause).strip()


def _bash(commands: list[Command]) -> str:
    def case(command: Command) -> str:
        given = " ".join([*command.words, *command.options])
        return f"        {command.name}) words='{given}' ;;"

    def value(command: Command) -> Iterator[str]:
        for option, choices in command.choices.items():
            given = " ".join(choices)
            yield f"        '{command.name} {option}') words='{given}' ;;"

    names = " ".join(command.name for command in commands)
    return "\n".join(
        [
            "# completion of pincite in bash",
            "_pincite() {",
            "    local command=${COMP_WORDS[1]} current=${COMP_WORDS[COMP_CWORD]} words=",
            "    COMPREPLY=()",
            '    if [ "$COMP_CWORD" -eq 1 ]; then',
            f"        COMPREPLY=($(compgen -W '{names} --help --version' -- \"$current\"))",
            "        return",
            "    fi",
            '    case "$command ${COMP_WORDS[COMP_CWORD-1]}" in',
            *(line for command in commands for line in value(command)),
            '    *) case "$command" in',
            *map(case, commands),
            "        esac ;;",
            "    esac",
            '    COMPREPLY=($(compgen -W "$words" -- "$current"))',
            "}",
            "complete -o bashdefault -o default -F _pincite pincite",
            "",
        ]
    )


def _zsh(commands: list[Command]) -> str:
    def case(command: Command) -> Iterator[str]:
        yield f"    {command.name}) _arguments \\"
        for option, (about, has_value) in command.options.items():
            values = f"({' '.join(command.choices[option])})" if option in command.choices else ""
            after = f":value:{values or '_files'}" if has_value else ""
            yield f"        '*{option}[{about}]{after}' \\"
        words = f"({' '.join(command.words)})" if command.words else "_files"
        yield f"        '*:argument:{words}' ;;"

    return "\n".join(
        [
            "#compdef pincite",
            "# completion of pincite in zsh",
            "_pincite() {",
            "    local -a commands",
            "    commands=(",
            *(f"        '{command.name}:{command.about}'" for command in commands),
            "    )",
            "    if (( CURRENT == 2 )); then",
            "        _describe command commands",
            "        return",
            "    fi",
            "    local command=$words[2]",
            "    shift words; (( CURRENT-- ))",
            '    case "$command" in',
            *(line for command in commands for line in case(command)),
            "    esac",
            "}",
            'if [ "$funcstack[1]" = _pincite ]; then _pincite "$@"',
            "else compdef _pincite pincite; fi",
            "",
        ]
    )


def _fish(commands: list[Command]) -> str:
    lines = ["# completion of pincite in fish"]
    for command in commands:
        lines.append(
            "complete -c pincite -n __fish_use_subcommand -f "
            f"-a {command.name} -d '{command.about}'"
        )
        begin = f"complete -c pincite -n '__fish_seen_subcommand_from {command.name}'"
        if command.words:
            lines.append(f"{begin} -f -a '{' '.join(command.words)}'")
        for option, (about, has_value) in command.options.items():
            dashes, name = ("-l", option[2:]) if option.startswith("--") else ("-s", option[1:])
            value = " -r" if has_value else ""
            if option in command.choices:
                value = f" -x -a '{' '.join(command.choices[option])}'"
            lines.append(f"{begin} {dashes} {name}{value} -d '{about}'")
    return "\n".join([*lines, ""])


SHELLS: dict[str, Callable[[list[Command]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
