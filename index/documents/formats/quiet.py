"""Libraries that read files warn on the console; what matters of it, a user reads as `Skipped`."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_NOISY = (
    "pypdf",
    "trafilatura",
    "htmldate",
    "llama_index",
    "charset_normalizer",
    "PIL",
    "RapidOCR",
)


@contextmanager
def quiet() -> Iterator[None]:
    """While it lasts, those libraries neither warn nor log, nor set up logging for everybody.

    The last is what importing llama-index's readers does.
    """
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    loggers = {name: logging.getLogger(name) for name in _NOISY}
    levels = {name: logger.level for name, logger in loggers.items()}
    for logger in loggers.values():
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, logger in loggers.items():
            logger.setLevel(levels[name])
        root.handlers[:] = handlers
        root.setLevel(level)
