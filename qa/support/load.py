"""Opens a checker by its folder or name; each is loaded once in a process."""

from functools import cache
from pathlib import Path
from threading import Lock

from qa.models.calibration import CheckerCalibration
from qa.models.weights import MANIFEST
from qa.support.check import Checker
from qa.support.checker import PACKAGED, PackagedChecker
from qa.support.cross_encoder import NamedChecker, borrowed_calibration

_LOADING = Lock()


def open_checker(which: str | Path = PACKAGED) -> Checker:
    """The checker in a folder or of a name.

    Args:
        which: a folder with a `manifest.json` holds a checker of pincite's own kind, with its
            calibration. Anything else is a cross-encoder, which sentence-transformers loads: a
            folder that it saved, or a name that it knows. See `cross_encoder.py` for what is not
            known of such a one.

    Returns:
        The same object each time, for any number of threads.

    Raises:
        UserError: if it cannot be loaded.
    """
    with _LOADING:
        if _is_ours(which):
            return _load_folder(Path(which).resolve())
        return _load_named(str(which))


def checker_calibration(which: str | Path | None = None) -> CheckerCalibration:
    """The calibration of the checker that `open_checker` opens; no network is loaded.

    Raises:
        UserError: if a file in the folder is missing or damaged.
    """
    which = which or PACKAGED
    return CheckerCalibration.read(Path(which)) if _is_ours(which) else borrowed_calibration()


def _is_ours(which: str | Path) -> bool:
    return (Path(which) / MANIFEST).exists() or which == PACKAGED


@cache
def _load_folder(folder: Path) -> PackagedChecker:
    return PackagedChecker(folder)


@cache
def _load_named(name: str) -> Checker:
    return NamedChecker(name)
