"""What in the folder of an index is made again from documents, or from Milvus; and what is not.

Beside it may lie what exists nowhere else: files that people uploaded, what they judged, who may
come in, and who did what. So nobody takes out, or is told to take out, the whole folder.
"""

import shutil
from pathlib import Path

_DATABASE = tuple(f"corpus.sqlite{ending}" for ending in ("", "-wal", "-shm", "-journal", ".*.new"))
VECTOR_FILES = ("vectors-*", ".vectors-*")
"""Files of vectors, and what a process that was killed left of one."""
_PATTERNS = (*_DATABASE, "lexical", *VECTOR_FILES)

NAMES = "corpus.sqlite*, lexical and vectors-*"
"""What is made again, for people."""


def drop_remade(folder: Path) -> None:
    """Remove what is made again, and nothing else; while nobody else writes there.

    Raises:
        OSError: if it cannot be removed.
    """
    for pattern in _PATTERNS:
        for path in sorted(folder.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
