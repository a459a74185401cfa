"""Pictures of pages → a document, by OCR: a page each, of a file with one or several."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.documents.formats import ocr
from index.documents.formats.budget import ask_for_picture
from index.documents.formats.grids import Tables
from index.documents.formats.layout import Line, Page, arrange
from index.documents.formats.margins import without_margins
from index.documents.formats.paragraphs import join
from index.documents.formats.quiet import quiet
from index.documents.formats.stated_dates import date_of_page
from index.documents.normalise import UnreadableError, make_paged_document
from index.types import Document, Skipped

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 80_000_000
"""Of a picture that is unpacked: a page of A3 at 600 dots an inch has 70."""

_PAGED = ("TIFF", "MPO")


def read_scan(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a picture of a page, or in several in one file.

    Raises:
        UnreadableError: if it is broken, too large, holds no words, or there is no OCR.
        OSError: if it cannot be read.
    """
    ocr.check_installed()
    with quiet(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from PIL import Image, UnidentifiedImageError

        try:
            with path.open("rb") as file, Image.open(file) as picture:
                frames, count = count_pages(picture)
                paged = picture.format in _PAGED
                pages = [_page(picture, number) for number in range(count)]
        except UnidentifiedImageError as error:
            raise UnreadableError("It is not a picture, or a broken one.") from error
        except Image.DecompressionBombError as error:
            raise _too_many_points() from error
        except (SyntaxError, ValueError, EOFError) as error:
            raise UnreadableError(f"It is a broken picture: {error}") from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise UnreadableError(f"It is a broken picture: {error}") from error
    text = join(laid_out(pages))
    if not any(text.pages):
        raise UnreadableError("No words could be read off it by OCR.")
    yield make_paged_document(
        source,
        text.pages,
        text.title or path.stem,
        joints=text.joints,
        places=text.places,
        published=date_of_page(next(filter(None, text.pages))),
    )
    if frames > count:
        which = (
            f"the first {count:,} of its {frames:,} pictures were"
            if paged
            else (f"the first of its {frames:,} pictures was")
        )
        yield Skipped(source, f"Only {which} read; save the others as files of their own.")


def laid_out(pages: list[tuple[Line, ...]]) -> list[Page]:
    """The lines of pictures as pages without margins, in reading order."""
    kept = without_margins(pages)
    tables = Tables()
    return [
        Page(
            tuple(tables.parted(arrange(lines))), max((line.baseline for line in page), default=0.0)
        )
        for page, lines in zip(pages, kept, strict=True)
    ]


def _page(picture: "Image", number: int) -> tuple[Line, ...]:
    """The lines of one picture of a file."""
    import numpy as np

    ask_for_picture(ocr.SECONDS_A_PICTURE)
    return ocr.read_picture(np.asarray(shown(picture, number)))


def count_pages(picture: "Image") -> tuple[int, int]:
    """How many pictures there are in a file, and how many of them are pages that are read."""
    frames = getattr(picture, "n_frames", 1)
    return frames, min(frames, ocr.MOST_PICTURES) if picture.format in _PAGED else 1


def shown(picture: "Image", number: int) -> "Image":
    """One picture of a file as it is read: upright, on white paper, in three colours, not huge.

    Raises:
        UnreadableError: if it has too many points.
    """
    from PIL import Image, ImageOps

    picture.seek(number)
    most = 2 * ocr.LONGEST_SIDE
    picture.draft("RGB", (most, most))  # a JPEG is unpacked no larger than it is needed
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_many_points()
    upright: Any = ImageOps.exif_transpose(_reduced(picture, most))
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = _in_bytes(upright)
    converted: Image.Image = upright.convert("RGB")
    return converted


def _too_many_points() -> UnreadableError:
    return UnreadableError(
        f"It is a picture of more than {MOST_PIXELS // 1_000_000} million points; "
        "save a smaller copy."
    )


def _reduced(picture: "Image", most: int) -> "Image":
    """A picture made smaller if its shorter side has far more points than are needed."""
    factor = min(picture.size) // most
    if picture.mode == "1":
        picture = picture.convert("L")
    return picture.reduce(factor + 1) if factor else picture


def _in_bytes(picture: Any) -> Any:
    """A picture of many shades of grey, with the darkest as black and the lightest as white."""
    import numpy as np
    from PIL import Image

    values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
    low, high = float(values.min()), float(values.max())
    shades = (values - low) * (255 / (high - low)) if high > low else values * 0 + 255
    return Image.fromarray(shades.astype(np.uint8))
