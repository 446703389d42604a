"""Which printer a command means, and how badges go there."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk import settings
from kiosk.cli import printing_words as words
from kiosk.language import Refusal
from kiosk.services.printing import (
    Printer,
    PrinterInfo,
    PrinterState,
    PrinterStatus,
    PrinterTrouble,
    folder_address,
    name_in,
    open_printer,
    printers,
)

_SCHEMES = ("folder:", "ipp://", "ipps://", "cups:", "qt:")


def known_printers() -> list[PrinterInfo]:
    """The printers of this computer, and the desk's own where it is none of them."""
    found = printers()
    if not found and sys.platform == "win32":
        from kiosk.ui.qt_printer import qt_printers_without_window

        found = qt_printers_without_window()
    chosen = settings.load().printer
    if chosen and chosen not in [info.address for info in found]:
        found.append(info_at(chosen))
    return found


def info_at(address: str) -> PrinterInfo:
    """How the printer at ``address`` is, also where it cannot be asked."""
    name = name_in(address)
    try:
        printer = printer_at(address)
        name = printer.name
        return PrinterInfo(name, address, "", printer.status())
    except PrinterTrouble as trouble:
        status = PrinterStatus(PrinterState.STOPPED, trouble.told, trouble=trouble.kind)
        return PrinterInfo(name, address, "", status)


def address_of(wish: str, folder: Path | None = None) -> str:
    """The address of the printer that is called ``wish``, or has that address; empty means the
    desk's own, else the ``folder`` of PDFs.

    Raises:
        Refusal: no printer is called so; it names those there are.
    """
    if not wish:
        chosen = settings.load().printer or (folder_address(folder) if folder else "")
        if not chosen:
            raise Refusal(words.NO_PRINTER_CHOSEN)
        return chosen
    if wish.startswith(_SCHEMES):
        return wish
    found = known_printers()
    for info in found:
        if wish.casefold() in (info.name.casefold(), info.address.casefold()):
            return info.address
    if not found:
        raise Refusal(words.NO_PRINTER_HERE, name=wish)
    raise Refusal(words.NO_SUCH_PRINTER, name=wish, known=", ".join(i.name for i in found))


def printer_at(address: str) -> Printer:
    """The printer at ``address``, as :func:`open_printer`; those that only Qt can use too."""
    if not address.startswith("qt:"):
        return open_printer(address)
    from kiosk.ui.qt_printer import makers_without_window

    return open_printer(address, makers_without_window())
