"""A printer's state, troubles and paper, read out of its IPP attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kiosk.language import Told
from kiosk.services.printing import words
from kiosk.services.printing.ipp import Group, GroupTag, Range
from kiosk.services.printing.printer import Media, PrinterState, PrinterStatus, Trouble

PRINTER_ATTRIBUTES = (
    "printer-name",
    "printer-info",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-up-time",
    "media-ready",
    "media-default",
    "media-size-supported",
    "document-format-supported",
    "cups-version",
)
"""What is asked of a printer."""

_STATES = {3: PrinterState.IDLE, 4: PrinterState.PROCESSING, 5: PrinterState.STOPPED}
_SEVERITY = re.compile(r"-(report|warning|error)$")
# Printer state reasons: RFC 8011, 5.4.12, and PWG 5100.9; first match speaks.
_REASONS = (
    ("media-empty", Trouble.OUT_OF_PAPER),
    ("media-needed", Trouble.OUT_OF_PAPER),
    ("media-jam", Trouble.JAMMED),
    ("cover-open", Trouble.OPEN),
    ("door-open", Trouble.OPEN),
    ("interlock-open", Trouble.OPEN),
    ("marker-supply-empty", Trouble.OUT_OF_INK),
    ("toner-empty", Trouble.OUT_OF_INK),
    ("offline", Trouble.UNREACHABLE),
    ("shutdown", Trouble.UNREACHABLE),
    ("timed-out", Trouble.UNREACHABLE),
    ("paused", Trouble.PAUSED),
    ("hold-new-jobs", Trouble.PAUSED),
)
_HARMLESS = ("moving-to-paused", "connecting-to-device")


def status_of(printer: Group, name: str) -> PrinterStatus:
    """The status in a printer's attributes; ``name`` is what the sentence calls it."""
    state = _STATES.get(printer.number("printer-state") or 0, PrinterState.IDLE)
    accepting = printer.flag("printer-is-accepting-jobs", default=True)
    reasons = tuple(r for r in printer.texts("printer-state-reasons") if r != "none")
    kind, reason = _trouble_of(state, accepting, reasons)
    return PrinterStatus(
        state=state,
        sentence=_sentence(state, kind, name, reason),
        reasons=reasons,
        accepting=accepting,
        media=tuple(_media(printer)),
        takes=tuple(_takes(printer)),
        trouble=kind,
    )


def _trouble_of(
    state: PrinterState, accepting: bool, reasons: tuple[str, ...]
) -> tuple[Trouble | None, str]:
    """The trouble and the printer's own word for it. A stopped printer means its warnings;
    one that prints on may warn of another tray than ours."""
    stopped = state is PrinterState.STOPPED
    grave = [r for r in reasons if stopped or not _SEVERITY.search(r) or _is_grave(r)]
    for known, kind in _REASONS:
        found = next((r for r in grave if _bare(r) == known), None)
        if found:
            return kind, found
    if stopped:
        return Trouble.PAUSED, ""
    if not accepting:
        return Trouble.REJECTING, ""
    fault = next((r for r in reasons if r.endswith("-error") and _bare(r) not in _HARMLESS), None)
    return (Trouble.FAULT, fault) if fault else (None, "")


def warned_of(reasons: tuple[str, ...]) -> Trouble | None:
    """What the reasons tell of, however lightly they put it."""
    bare = {_bare(reason) for reason in reasons}
    return next((kind for known, kind in _REASONS if known in bare), None)


def _is_grave(reason: str) -> bool:
    """CUPS reports a printer that is switched off at the lowest severity."""
    return reason.endswith("-error") or _bare(reason) == "offline"


def _bare(reason: str) -> str:
    return _SEVERITY.sub("", reason)


def troubled(status: PrinterStatus, kind: Trouble, **facts: object) -> PrinterStatus:
    """``status`` with a trouble and its words."""
    return replace(status, sentence=words.told(kind, **facts), trouble=kind)


def _sentence(state: PrinterState, kind: Trouble | None, name: str, reason: str) -> Told:
    if kind is not None:
        return words.told(kind, printer=name, reason=reason)
    calm = words.PRINTING if state is PrinterState.PROCESSING else words.READY
    return Told.of(calm, printer=name)


_SIZE = re.compile(r"_(?P<width>[\d.]+)x(?P<height>[\d.]+)(?P<unit>mm|in)$")
_MM = {"mm": 1.0, "in": 25.4}


def _media(printer: Group) -> Iterator[Media]:
    """What lies in the printer, or, where it doesn't say, what it takes by default."""
    for name in printer.texts("media-ready") or printer.texts("media-default"):
        size = _SIZE.search(name)
        if size:
            unit = _MM[size["unit"]]
            yield Media(name, float(size["width"]) * unit, float(size["height"]) * unit)


def _takes(printer: Group) -> Iterator[tuple[float, float]]:
    """The sizes that the printer lists one by one; ranges of custom ones are left out."""
    for size in _sizes(printer):
        width, height = size.number("x-dimension"), size.number("y-dimension")
        if width is not None and height is not None:
            yield width / 100, height / 100


def _sizes(printer: Group) -> list[Group]:
    found = printer.get("media-size-supported")
    values = found.values if found else ()
    return [Group(GroupTag.PRINTER, v) for v in values if isinstance(v, tuple)]


def takes_size(printer: Group, width_mm: float, height_mm: float) -> bool:
    """Whether the size is among those the printer lists; True where it lists none."""
    sizes = _sizes(printer)
    if printer.get("media-size-supported") is None:
        return True
    wanted = (("x-dimension", round(width_mm * 100)), ("y-dimension", round(height_mm * 100)))
    return any(all(_holds(size, name, value) for name, value in wanted) for size in sizes)


def _holds(size: Group, name: str, hundredths: int) -> bool:
    """Half a millimetre is less than any printer places its page by."""
    found = size.get(name)
    return any(_within(value, hundredths) for value in (found.values if found else ()))


def _within(value: object, hundredths: int) -> bool:
    if isinstance(value, Range):
        return value.lowest <= hundredths <= value.highest
    return isinstance(value, int) and abs(value - hundredths) <= 50
