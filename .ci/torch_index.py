"""Prints the index that pip should take torch from on this machine; an empty line for its own.

    python3 .ci/torch_index.py [URL]

On Linux, PyPI's torch brings 2.7 GB of CUDA with it, which a machine without a GPU has no use for.
PyTorch's own index has it without; whether that can be reached is found out within two seconds.
URL is the index to look at; an empty one says to take torch from where pip finds it.

It runs before anything is installed, so it needs nothing but Python.
"""

import platform
import shutil
import sys
import threading
import urllib.request
from http.client import HTTPException
from pathlib import Path

CPU = "https://download.pytorch.org/whl/cpu"
SECONDS = 2.0
"""How long is waited for the index, whatever it waits for: a name, a connection or an answer."""

GPU_FILES = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
"""What drivers of NVIDIA and AMD make, and Windows for its Linux."""


def torch_index(url: str = CPU) -> str:
    """The address of the index, or an empty string."""
    if not url or platform.system() != "Linux" or has_gpu():
        return ""
    return url if can_be_reached(url) else ""


def has_gpu() -> bool:
    """Whether there is a GPU, as far as drivers tell."""
    return any(map(has_file, GPU_FILES)) or shutil.which("nvidia-smi") is not None


def has_file(path: str) -> bool:
    """Whether there is such a file."""
    return Path(path).exists()


def can_be_reached(url: str, seconds: float = SECONDS) -> bool:
    """Whether an index lists torch within so many seconds."""
    found = []

    def look() -> None:
        try:
            page = f"{url.rstrip('/')}/torch/"
            with urllib.request.urlopen(page, timeout=seconds) as answer:
                found.append(b"torch-" in answer.read(1_000_000))
        except (OSError, ValueError, HTTPException):
            return

    looking = threading.Thread(target=look, daemon=True)  # a name may take longer to look up
    looking.start()
    looking.join(seconds)
    return found == [True]


if __name__ == "__main__":
    sys.stdout.write(torch_index(*sys.argv[1:2]) + "\n")
