"""The lasting address of a printer, as the settings keep it, and the printer behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.services.printing import cups, words
from kiosk.services.printing.folder import FolderPrinter
from kiosk.services.printing.ipp_printer import IppPrinter
from kiosk.services.printing.printer import Printer, PrinterTrouble, Trouble

PrinterMaker = Callable[[str], Printer]


def folder_address(folder: Path) -> str:
    """The address of a folder of PDFs."""
    return f"folder:{folder}"


def name_in(address: str) -> str:
    """What people call the printer at ``address``, without opening it: the name or folder it
    holds, and of an IPP address all of it."""
    scheme, _, rest = address.partition(":")
    return address if scheme in ("ipp", "ipps") else rest


def open_printer(address: str, makers: Mapping[str, PrinterMaker] | None = None) -> Printer:
    """The printer at ``address``: ``folder:PATH``, ``ipp://…``, ``ipps://…``, ``cups:NAME``.

    ``makers`` adds schemes (``qt``, say), each given what follows the colon. Nothing is
    asked yet: a printer that is switched off is opened all the same. Raises
    :class:`PrinterTrouble` for an address that can't name a printer.
    """
    scheme, _, rest = address.partition(":")
    maker = {**_MAKERS, **(makers or {})}.get(scheme)
    if maker is None or not rest:
        raise _unknown(address)
    try:
        return maker(rest)
    except ValueError as error:
        raise _unknown(address) from error


def _unknown(address: str) -> PrinterTrouble:
    return PrinterTrouble(Trouble.UNKNOWN_PRINTER, words.NO_SUCH_ADDRESS, address=address)


_MAKERS: dict[str, PrinterMaker] = {
    "folder": lambda rest: FolderPrinter(Path(rest).expanduser()),
    "ipp": lambda rest: IppPrinter(f"ipp:{rest}"),
    "ipps": lambda rest: IppPrinter(f"ipps:{rest}"),
    cups.SCHEME: cups.cups_printer,
}
