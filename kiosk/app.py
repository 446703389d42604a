"""The program with its window, built in one place with plain constructors."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from ctypes import CDLL
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.language import Language, Refusal, Sentence

if TYPE_CHECKING:
    from kiosk.services.database import Passphrase

NO_DISPLAY = Sentence(
    en="There is no screen to open the desk window on. Start it from the desktop of the laptop;"
    " without a screen, try: kiosk demo",
    km="គ្មានអេក្រង់សម្រាប់បើកផ្ទាំងតុទេ។ សូមបើកវាពីអេក្រង់កុំព្យូទ័រ ឬបើគ្មានអេក្រង់ សូមសាក៖ kiosk demo",
)
LIBRARY_MISSING = Sentence(
    en="The window needs a system library that is missing here: {library}."
    " On Debian or Ubuntu: sudo apt-get install {package}",
    km="ផ្ទាំងតុត្រូវការបណ្ណាល័យប្រព័ន្ធដែលខ្វះនៅទីនេះ៖ {library}។"
    " លើ Debian ឬ Ubuntu៖ sudo apt-get install {package}",
)

_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
_X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def run_window(
    path: Path | None,
    *,
    tell: Callable[[Refusal], None],
    language_wish: Language | None = None,
    passphrase: Passphrase | None = None,
) -> int:
    """Open the desk window on the event at ``path``, or ask which event; ends with the window.
    ``passphrase`` opens a protected one; the window asks for what is not given. An event that
    cannot be opened is told by ``tell`` at once, and on the page that asks which event: whoever
    clicked an icon sees no terminal. The exit code is then 1, unless another one was opened.

    Raises:
        Refusal: there is no screen, or a system library is missing.
    """
    check_screen()
    from kiosk.ui.program import Program

    program = Program(language_wish)
    try:
        program.start(path, passphrase)
    except Refusal as refusal:
        tell(refusal)
        program.ask_another(refusal)
        return max(program.run(), int(not program.has_opened))
    return program.run()


def check_screen() -> None:
    """Qt ends the process without a word where there is no screen, so look first."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    _check_libraries(_LIBRARIES)
    if platform in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return
    if not os.environ.get("WAYLAND_DISPLAY"):
        if not _x_server_answers(os.environ.get("DISPLAY", "")):
            raise Refusal(NO_DISPLAY)
        _check_libraries(_X11_LIBRARIES)


def _check_libraries(libraries: dict[str, str]) -> None:
    for library, package in libraries.items():
        try:
            CDLL(library)
        except OSError as error:
            raise Refusal(LIBRARY_MISSING, library=library, package=package) from error


def _x_server_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host not in ("", "unix"):
        return True  # a forwarded screen: Qt will tell
    with socket.socket(socket.AF_UNIX) as client:
        for name in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
            try:
                client.connect(name)
            except OSError:
                continue
            return True
    return False
