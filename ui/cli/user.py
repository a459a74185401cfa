"""The commands `pincite user …`: who may come in, and what each may do.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.terminal import DONE, NOTHING, add_command, add_index, given_path, say, write

if TYPE_CHECKING:
    from ui.cli.terminal import Commands
    from ui.web.access.records import User

FILE = "users.jsonl"
"""The file of users in the folder of an index."""

_ROLES = ("read", "ask", "edit")
_LONGEST_INPUT = 16_384

_EXAMPLES = """\
examples:
  pincite user add ada --role edit
  pincite user list
  pincite user role ada ask
  pincite user password ada
  pincite user remove ada

The roles: read may look at documents and search; ask may also ask; edit may also judge, add and
remove documents and change settings. Where there is a file of users, pincite serve lets in nobody
else; a change counts at once, on a page that is open as well.
"""
_ADD_EXAMPLES = """\
examples:
  pincite user add ada             may ask, and not change anything
  pincite user add ada --role edit
  pincite user add ada --password-stdin < password.txt
  pincite user add ada --users /etc/pincite/users.jsonl

The password is asked for twice, and not shown. It has at least 10 characters. It is never an
argument, which other users of this computer could read.
"""
_LIST_EXAMPLES = """\
examples:
  pincite user list
  pincite user list --json | jq -r '.[] | select(.role == "edit") | .name'

The exit status is 1 if there are none.
"""
_REMOVE_EXAMPLES = """\
examples:
  pincite user remove ada

Whoever is logged in under that name is logged out, and the conversations that are kept of them in
this index are deleted. The exit status is 1 if there is no such user.
"""
_ROLE_EXAMPLES = """\
examples:
  pincite user role ada read

It counts at once, without a new login.
"""
_PASSWORD_EXAMPLES = """\
examples:
  pincite user password ada
  pincite user password ada --password-stdin < password.txt

Whoever is logged in under that name is logged out.
"""


def add_user(commands: "Commands") -> None:
    """Add the commands."""
    user = add_command(commands, "user", "Say who may come in to the page.", _EXAMPLES)
    parts = user.add_subparsers(metavar="COMMAND", required=True)
    add = add_command(parts, "add", "Add a user.", _ADD_EXAMPLES)
    add.set_defaults(run=_add)
    add.add_argument(
        "--role", choices=_ROLES, default="ask", help="what the user may do (default: ask)"
    )
    show = add_command(parts, "list", "Show who there is.", _LIST_EXAMPLES)
    show.set_defaults(run=_list)
    show.add_argument("--json", action="store_true", help="print the users as JSON")
    remove = add_command(parts, "remove", "Remove a user.", _REMOVE_EXAMPLES)
    remove.set_defaults(run=_remove)
    role = add_command(parts, "role", "Give a user another role.", _ROLE_EXAMPLES)
    role.set_defaults(run=_role)
    password = add_command(parts, "password", "Give a user another password.", _PASSWORD_EXAMPLES)
    password.set_defaults(run=_password)
    for command in (add, remove, role, password):
        command.add_argument("name", metavar="NAME", help="of the user")
    role.add_argument("role", metavar="ROLE", choices=_ROLES, help="read, ask or edit")
    for command in (add, password):
        command.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input, one line, instead of asking for it",
        )
    for command in (add, show, remove, role, password):
        add_index(command)
        add_users(command)


def add_users(command: argparse.ArgumentParser) -> None:
    """The option that names the file of users."""
    command.add_argument(
        "--users",
        metavar="FILE",
        type=given_path,
        help=f"file of users (default: {FILE} in the folder of the index)",
    )


def users_file(index: Path | str, users: Path | None) -> Path | None:
    """Where the users of an index are, whether there is such a file or not.

    Args:
        index: folder of the index, or its address in Milvus.
        users: the file that was named, if one was.

    Returns:
        The file; None for an address without a file, for there is no folder to look in.
    """
    if users is not None:
        return users
    return index / FILE if isinstance(index, Path) else None


def _file(arguments: argparse.Namespace) -> Path:
    """Where the users of these arguments are.

    Raises:
        UserError: if the index is in Milvus and no file was named.
    """
    path = users_file(arguments.index, arguments.users)
    if path is None:
        raise UserError(
            f"{arguments.index} has no folder for a file of users.", "Name one with --users FILE."
        )
    return path


def _add(arguments: argparse.Namespace) -> int:
    from ui.web.access.records import valid_name
    from ui.web.access.users import Users

    users = Users.open(_file(arguments))
    name = valid_name(arguments.name)
    if users.find(name):
        raise UserError(
            f"There is a user {name} already.",
            f"Give another password with: pincite user password {name}",
        )
    user = users.add(name, _new_password(arguments), arguments.role)
    _note(arguments, f"added {user.name}, who may {user.role}")
    write(f"{user.name} added, who may {_spoken(user)}")
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    from ui.render.values import to_json
    from ui.web.access.users import Users

    path = _file(arguments)
    users = Users.open(path).all()
    if arguments.json:
        write(to_json([{"name": user.name, "role": user.role} for user in users]))
    elif users:
        width = max(len(user.name) for user in users)
        write("\n".join(f"{user.name:<{width}}  {user.role}" for user in users))
    else:
        say(f"There are no users in {path}.")
    return DONE if users else NOTHING


def _remove(arguments: argparse.Namespace) -> int:
    from ui.render.text import count
    from ui.web.access.roles import allows
    from ui.web.access.users import Users

    path = _file(arguments)
    users = Users.open(path)
    # first, so that whoever gets the name next never reads them, whatever goes wrong
    user = users.find(arguments.name)
    deleted = _delete_conversations(arguments, user) if user else 0
    if user is None or not path.exists() or not users.remove(arguments.name):
        say(f"There is no user {arguments.name} in {path}.")
        return NOTHING
    deleted += _delete_conversations(arguments, user)  # and what was asked meanwhile
    _note(arguments, f"removed {arguments.name}")
    write(f"{arguments.name} removed")
    if deleted:
        say(f"{count(deleted, 'conversation')} of {arguments.name} deleted.")
    if not users.all():
        say(f"Nobody is left: pincite serve lets nobody in while {path} is there.")
    elif not any(allows(user.role, "edit") for user in users.all()):
        say("Nobody is left who may add or remove documents on the page.")
    return DONE


def _delete_conversations(arguments: argparse.Namespace, account: "User") -> int:
    """Delete the conversations that are kept of a user, and say how many there were.

    Raises:
        UserError: if one cannot be deleted.
    """
    from ui.web.conversations.links import Links
    from ui.web.conversations.owners import user
    from ui.web.conversations.store import Conversations

    folder = arguments.index
    if not isinstance(folder, Path):
        return 0
    return Links(Conversations(folder)).delete_all(user(account.name, account.account))


def _role(arguments: argparse.Namespace) -> int:
    from ui.web.access.users import Users

    users = Users.open(_file(arguments), create=False)
    user = users.set_role(arguments.name, arguments.role)
    _note(arguments, f"{user.name} may {user.role}")
    write(f"{user.name} may {_spoken(user)}")
    return DONE


def _password(arguments: argparse.Namespace) -> int:
    from ui.web.access.users import Users

    users = Users.open(_file(arguments), create=False)
    users.must_find(arguments.name)  # before anybody types
    user = users.set_password(arguments.name, _new_password(arguments))
    _note(arguments, f"another password for {user.name}")
    write(f"{user.name} has another password")
    return DONE


def _spoken(user: "User") -> str:
    return {"read": "read", "ask": "read and ask", "edit": "read, ask and edit"}[user.role]


def _note(arguments: argparse.Namespace, what: str) -> None:
    """Write a line of the audit, where the index has a folder."""
    from ui.web.access.audit import Audit

    folder = arguments.index
    if isinstance(folder, Path) and folder.is_dir():
        Audit(folder).note("user change", what)


def _new_password(arguments: argparse.Namespace) -> str:
    """A password from standard input, or typed twice without being shown.

    Raises:
        UserError: if there is nobody to ask, or it is no good.
    """
    from ui.web.access.passwords import valid_password

    if arguments.password_stdin:
        return valid_password(_read_password())
    password = valid_password(_ask("Password: "))
    if _ask("The same again: ") != password:
        raise UserError("The two passwords are not the same.", "Run the command again.")
    return password


def _ask(prompt: str) -> str:
    import getpass
    import warnings

    nobody = UserError(
        "There is no terminal to ask for a password without showing it.",
        "Give it on standard input, with --password-stdin.",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError) as error:
            raise nobody from error


def _read_password() -> str:
    """The first line of standard input, without its end."""
    line = sys.stdin.buffer.readline(_LONGEST_INPUT)
    try:
        return line.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise UserError("The password is not UTF-8.", "Correct its encoding.") from error
