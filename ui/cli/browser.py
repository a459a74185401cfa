"""Opens the page in the browser of whoever sits before the screen, and nowhere else."""

import os
import sys
from threading import Thread


def open_browser(address: str) -> None:
    """Open an address in the browser, where there is a screen and somebody looks at the terminal.

    It waits for nothing, and what fails is let be: the address is said, too.
    """
    if sys.stderr.isatty() and has_screen():
        Thread(target=_open, args=(address,), name="browser", daemon=True).start()


def has_screen() -> bool:
    """Whether a window that this process opens is seen by its user.

    Over ssh it is where the display is forwarded, on systems that can do so.
    """
    if sys.platform in ("darwin", "win32"):
        return not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    import webbrowser

    try:
        browser = webbrowser.get()
        in_terminal = type(browser) is webbrowser.GenericBrowser  # it would take the terminal over
        if not in_terminal or os.environ.get("BROWSER"):
            browser.open(address)
    except (webbrowser.Error, OSError):
        return
