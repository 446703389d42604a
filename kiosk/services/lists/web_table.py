"""Tables of a web page: what many registration systems save under the name of an ``.xls``."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import repeat

from kiosk.language import Refusal
from kiosk.services.lists import sentences as say
from kiosk.services.lists.bounds import Room
from kiosk.services.lists.tables import Marks, Place, Table

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_MOST_SPAN = 50
MAX_PAGE_BYTES = 60_000_000
"""As of a text; the parser takes a hundred times as long for it as it is."""


class _Tables(HTMLParser):
    """Collects the rows of every table; a table within a cell is read as its text."""

    def __init__(self, room: Room) -> None:
        super().__init__(convert_charrefs=True)
        self._room = room
        self.tables: list[list[list[str]]] = []
        self.merged: list[dict[Place, tuple[int, int]]] = []
        self._below: dict[int, int] = {}
        self._depth = 0
        self._cell: list[str] | None = None
        self._span, self._down = 1, 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self.merged.append({})
                self._below = {}
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._new_row()
            self._leave_room()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            spans = dict(attrs)
            self._cell, self._span = [], _span(spans.get("colspan"))
            self._down = _span(spans.get("rowspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        rows = self.tables[-1]
        if not rows:
            self._new_row()
        first = len(rows[-1])
        if self._span > 1 or self._down > 1:
            self.merged[-1][(len(rows), first + 1)] = (self._span, self._down)
        if self._down > 1:
            self._below |= dict.fromkeys(
                range(first, first + self._span), len(rows) + self._down - 1
            )
        self._room.take_cells(self._span)
        rows[-1] += ["".join(self._cell).strip(), *repeat("", self._span - 1)]
        self._cell = None
        self._leave_room()

    def _leave_room(self) -> None:
        """Where a cell of a row above reaches down, the next cell of this row stands beyond."""
        rows = self.tables[-1]
        while self._below.get(len(rows[-1]), 0) >= len(rows):
            self._room.take_cells(1)
            rows[-1].append("")

    def _new_row(self) -> None:
        self._room.take_row(1)
        self.tables[-1].append([])


def read_web_page(content: bytes, name: str) -> tuple[Table, ...]:
    """The tables of an HTML page, each as a sheet; formulas of such pages are text.

    Raises:
        Refusal: the page has no table, or is more than a list can be.
    """
    if len(content) > MAX_PAGE_BYTES:
        raise Refusal(say.TOO_BIG, file=name, megabytes=len(content) // 1_000_000)
    declared = _CHARSET.search(content[:4096])
    encoding = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        text = content.decode(encoding, errors="replace")
    except LookupError:
        text = content.decode("utf-8", errors="replace")
    page = _Tables(Room(name))
    page.feed(_with_ends(text))
    page.close()
    found = [(rows, merged) for rows, merged in zip(page.tables, page.merged, strict=True) if rows]
    if not found:
        raise Refusal(say.NOT_A_LIST, file=name, what=say.A_WEB_PAGE)
    return tuple(
        Table(name=name if n == 1 else f"{name} {n}", rows=rows, marks=Marks(merged=merged))
        for n, (rows, merged) in enumerate(found, start=1)
    )


def _with_ends(text: str) -> str:
    """The page up to a mark or a comment that never ends, and with conditions ("<![if …]>") as
    remarks: the parser looks for such ends again and again, and stumbles over the other."""
    whole = text[: text.rfind(">") + 1]
    comment = whole.find("<!--", whole.rfind("-->") + 1)
    return (whole if comment < 0 else whole[:comment]).replace("<![", "<! [")


def _span(text: str | None) -> int:
    return min(int(text), _MOST_SPAN) if text and text.isdigit() else 1
