"""Opens what selects the evidence: one reader, or two of them one after the other."""

from pathlib import Path

from qa.evidence.cascade import Cascade
from qa.evidence.reader import PACKAGED as SMALL
from qa.evidence.reader import Reader, open_reader
from qa.evidence.select import OnePass, Selector
from qa.models.calibration import DECIDED, DecidingCalibration, ReaderCalibration
from qa.models.judge import PACKAGED as BASE
from qa.models.judge import Judge
from qa.models.rows import ROWS, RowCalibration
from qa.models.weights import read_manifest


def open_selector(
    which: Reader | Selector | str | Path | None = None, *, fast: bool = False
) -> Selector:
    """What selects the evidence.

    Args:
        which: a selector as it is; a reader, which then reads alone; or the folder of a network
            with its calibration, which says whether it reads alone or after the small one. By
            default the base network that comes with pincite, after the small one.
        fast: leave the base network out, where nothing is named.

    Raises:
        UserError: if a model is missing or damaged.
    """
    if which is None:
        which = SMALL if fast else BASE
    if isinstance(which, str | Path):
        which = open_reader(Path(which))
        if which.calibration.cascade:
            small, judge = OnePass(open_reader(SMALL)), Judge(which.folder)
            return Cascade(
                *(small, which, judge),
                deciding=_deciding(which.folder),
                rows=_rows(which.folder),
            )
    return which if isinstance(which, Selector) else OnePass(which)


def _deciding(folder: Path) -> DecidingCalibration | None:
    """The calibration of verdicts of a network, if it has one."""
    known = DECIDED in read_manifest(folder).sha256
    return DecidingCalibration.read(folder) if known else None


def _rows(folder: Path) -> RowCalibration | None:
    """The calibration of rows of a network, if it has one."""
    return RowCalibration.read(folder) if ROWS in read_manifest(folder).sha256 else None


def selector_calibration(
    which: str | Path | None = None, *, fast: bool = False
) -> ReaderCalibration:
    """The calibration of the selector that `open_selector` opens; no network is loaded.

    Raises:
        UserError: if a file in the folder is missing or damaged.
    """
    return ReaderCalibration.read(Path(which or (SMALL if fast else BASE)))
