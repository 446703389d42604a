"""Workbooks of Excel 2003 in one XML file, as registration systems still write them.

Read with expat, which builds no tree; a document type with entities is refused, so that none
can grow or fetch anything.
"""

from __future__ import annotations

from xml.parsers import expat

from kiosk.language import Refusal
from kiosk.services.lists import sentences as say
from kiosk.services.lists.bounds import Room
from kiosk.services.lists.tables import Marks, Table

_MOST_GAP = 1000
_MOST_COLUMN = 256


class _Entities(Exception):
    """The file declares entities, which no workbook of Excel's does."""


class _Sheets:
    """Puts the cells together as expat names them."""

    def __init__(self, room: Room) -> None:
        self.tables: list[Table] = []
        self._room = room
        self._rows: list[list[str]] = []
        self._hidden_rows: set[int] = set()
        self._formulas: dict[tuple[int, int], str] = {}
        self._name, self._hidden, self._data = "", False, False
        self._text: list[str] = []
        self._merged = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self._name, self._hidden = said.get("Name", ""), False
            self._rows, self._hidden_rows, self._formulas = [], set(), {}
        elif name == "Row":
            self._skip(self._rows, said, [])
            self._rows.append([])
            self._room.take_row(1)
            if said.get("Hidden") == "1":
                self._hidden_rows.add(len(self._rows))
        elif name == "Cell" and self._rows:
            self._skip(self._rows[-1], said, "")
            self._merged = min(int(said.get("MergeAcross", 0)), _MOST_COLUMN)
            self._rows[-1].append("")
            self._room.take_cells(1 + self._merged)
            if formula := said.get("Formula"):
                self._formulas[(len(self._rows), len(self._rows[-1]))] = formula[:200]
        elif name in ("Data", "Visible"):
            self._text, self._data = [], True

    def _skip(self, things: list, said: dict[str, str], empty: object) -> None:  # type: ignore[type-arg]
        gap = int(said.get("Index", 0)) - len(things) - 1
        if 0 < gap <= _MOST_GAP:
            for _ in range(gap):
                self._room.take_row(0) if empty == [] else self._room.take_cells(1)
            things += [empty if isinstance(empty, str) else [] for _ in range(gap)]

    def data(self, text: str) -> None:
        if self._data:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "Data" and self._rows and self._rows[-1]:
            self._rows[-1][-1] = "".join(self._text)
        elif name == "Cell" and self._rows:
            self._rows[-1] += [""] * self._merged
        elif name == "Visible":
            self._hidden = "".join(self._text).strip() != "SheetVisible"
        elif name == "Worksheet":
            marks = Marks(hidden_rows=frozenset(self._hidden_rows), formulas=self._formulas)
            table = Table(name=self._name, rows=self._rows, hidden=self._hidden, marks=marks)
            self.tables.append(table)
        if name in ("Data", "Visible"):
            self._data = False


def read_excel_2003(content: bytes, name: str) -> tuple[Table, ...]:
    """The sheets of the workbook.

    Raises:
        Refusal: it is damaged, declares entities, or is more than a list can be.
    """
    sheets = _Sheets(Room(name))
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    parser.CharacterDataHandler = sheets.data
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, _Entities, ValueError):
        raise Refusal(say.DAMAGED, file=name) from None
    return tuple(sheets.tables)


def _refuse_entities(*_declared: object) -> None:
    raise _Entities
