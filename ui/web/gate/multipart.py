"""Uploads as a browser sends them: a form of several parts, each of them a file."""

from typing import TYPE_CHECKING

from ui.web.access.caller import Caller
from ui.web.gate.answers import Status
from ui.web.gate.bodies import steady
from ui.web.gate.deposits import MOST_FILES, Deposits, Upload
from ui.web.gate.origin import from_the_page

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

_MOST_FIELDS = 10
_MOST_DIGITS = 15
"""Of a Content-Length."""


async def receive_files(
    deposits: Deposits, caller: Caller, scope: "Scope", receive: "Receive"
) -> list[str]:
    """Keep the files of an upload, which only the page itself may send.

    Returns:
        The names by which the browser knows them; not where they lie.

    Raises:
        Status: if the caller may not, or this is no whole upload.
        RoomError: if there is no room.
        BodyError: if it is larger than it said, or too slow.
    """
    size = _allowed_size(caller, scope)
    async with deposits.upload(caller.visitor, size) as upload:
        await _receive(deposits, upload, scope, steady(receive, size))
        if not upload.names:
            raise Status(400, "There is no file in the upload.")
    return upload.names


def _allowed_size(caller: Caller, scope: "Scope") -> int:
    """The bytes of an upload, if the caller may send it."""
    headers = dict(scope["headers"])
    if not caller.visitor or not from_the_page(headers):
        raise Status(403, "Files are dropped in on the page.")
    if not caller.may("edit"):
        raise Status(403, "You may not add documents.")
    length = headers.get(b"content-length", b"")
    if not length.isdigit() or len(length) > _MOST_DIGITS:
        raise Status(411, "The upload needs a Content-Length.")
    return int(length)


async def _receive(deposits: Deposits, upload: Upload, scope: "Scope", receive: "Receive") -> None:
    from starlette.datastructures import UploadFile
    from starlette.formparsers import MultiPartException
    from starlette.requests import ClientDisconnect, Request

    request = Request(scope, receive)
    try:
        async with request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS) as form:
            for _field, file in form.multi_items():
                if isinstance(file, UploadFile):
                    await deposits.add(upload, file.filename or "", file.file, file.size or 0)
    except MultiPartException as error:
        raise Status(400, "This is not a valid upload.") from error
    except ClientDisconnect as error:
        raise Status(400, "The upload broke off.") from error
