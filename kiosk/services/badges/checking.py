"""Values of a TOML file asked for one by one, with refusals that name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.typesetting import Sizes

WRONG = Sentence(
    en="{file}, line {line}: {what}",
    km="{file} បន្ទាត់ទី {line}៖ {what}",
)
MISSING = Sentence(
    en="“{key}” is missing here. Add it.",
    km="ត្រង់នេះខ្វះ «{key}»។ សូមបន្ថែមវា។",
)
SURPLUS = Sentence(
    en="“{key}” means nothing here. Remove it, or choose one of: {known}.",
    km="«{key}» គ្មានន័យនៅទីនេះទេ។ សូមលុបវាចេញ ឬជ្រើសរើស៖ {known}។",
)
NOT_A = Sentence(
    en="“{key}” must be {wanted}.",
    km="«{key}» ត្រូវតែជា {wanted}។",
)

NUMBER = Sentence(en="a number from {low} to {high}", km="លេខពី {low} ដល់ {high}")
WHOLE = Sentence(en="a whole number from {low} to {high}", km="ចំនួនគត់ពី {low} ដល់ {high}")
A_TEXT = Sentence(en="a text in quotation marks", km='អត្ថបទក្នុងសញ្ញា " "')
YES_OR_NO = Sentence(en="true or false", km="true ឬ false")
NUMBERS = Sentence(en="a list of {count} numbers", km="បញ្ជីលេខចំនួន {count}")
SIZES = Sentence(
    en="two or three sizes in pt from 3 to 400, the least first, as in [8, 14] or [8, 11, 14]",
    km="ទំហំពីរ ឬបីជា pt ពី 3 ដល់ 400 ដោយតូចបំផុតនៅមុខ ដូចជា [8, 14] ឬ [8, 11, 14]",
)
ONE_OF = Sentence(en="one of: {known}", km="មួយក្នុងចំណោម៖ {known}")
TEXTS = Sentence(en="a list of texts", km="បញ្ជីអត្ថបទ")
A_COLOUR = Sentence(
    en='a colour such as "#1f6f6b" or a name under [colours]: {known}',
    km='ពណ៌ដូចជា "#1f6f6b" ឬឈ្មោះក្រោម [colours]៖ {known}',
)
A_TABLE = Sentence(en="a table", km="តារាង [ ]")


HEX = re.compile(r"#[0-9a-fA-F]{6}")
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z_][\w.\s\"'-]*?)\s*\]\]?\s*(?:#.*)?$")
_KILOMETRE_MM = 1e6
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)(?:\.[A-Za-z0-9_.-]+)?\s*=")

Where = tuple[str | int, ...]


def lines_of(source: str) -> dict[Where, int]:
    """The line of each table and key of a TOML text, counted from 1."""
    found: dict[Where, int] = {(): 1}
    counts: dict[Where, int] = {}
    table: Where = ()
    for number, line in enumerate(source.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _table_path(header.group(2), counts, is_list=header.group(1) == "[[")
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key.group(1)), number)
    return found


def _table_path(name: str, counts: dict[Where, int], *, is_list: bool) -> Where:
    path: Where = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for depth, part in enumerate(parts, start=1):
        path = (*path, part)
        if is_list and depth == len(parts):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


class WrongLine(Refusal):
    """A design is wrong; :attr:`line` says where, from 1."""

    @property
    def line(self) -> int:
        """The line that is wrong."""
        return int(str(dict(self.told.facts)["line"]))


@dataclass(frozen=True)
class Source:
    """The file being read, for what is said of its mistakes."""

    file: Path
    lines: Mapping[Where, int]

    def refuse(self, where: Where, /, sentence: Sentence, **facts: object) -> NoReturn:
        """Raises what is wrong at the nearest line known."""
        while where not in self.lines:
            where = where[:-1]
        what = Told.of(sentence, **facts)
        raise WrongLine(WRONG, file=self.file.name, line=self.lines[where], what=what)


class Table:
    """A table of the design: each value is asked for once, by its key and what it must be;
    keys that nobody asked for are refused by :meth:`close`."""

    def __init__(self, source: Source, where: Where, values: Mapping[str, Any]) -> None:
        self.source = source
        self.where = where
        self.values = values
        self.asked: list[str] = []

    def refuse(self, key: str, /, sentence: Sentence, **facts: object) -> NoReturn:
        """Raises what is wrong with ``key``."""
        self.source.refuse((*self.where, key), sentence, **facts)

    def wrong(self, key: str, wanted: Sentence, **facts: object) -> NoReturn:
        """Raises that ``key`` must be ``wanted``."""
        self.refuse(key, NOT_A, key=key, wanted=Told.of(wanted, **facts))

    def get(self, key: str, default: Any = None) -> Any:
        """The value as it stands; a key without default must be there."""
        self.asked.append(key)
        if key not in self.values and default is None:
            self.refuse(key, MISSING, key=key)
        return self.values.get(key, default)

    def close(self) -> None:
        """Refuses keys that mean nothing."""
        for key in self.values:
            if key not in self.asked:
                self.refuse(key, SURPLUS, key=key, known=", ".join(self.asked))

    def text(self, key: str, default: str | None = None) -> str:
        """A text."""
        value = self.get(key, default)
        return value if isinstance(value, str) else self.wrong(key, A_TEXT)

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        value = self.get(key, False)
        return value if isinstance(value, bool) else self.wrong(key, YES_OR_NO)

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A number within bounds."""
        value = self.get(key, default)
        if not _is_number(value) or not low <= value <= high:
            self.wrong(key, NUMBER, low=f"{low:g}", high=f"{high:g}")
        return float(value)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(key, WHOLE, low=low, high=high)
        return value

    def numbers(self, key: str, count: int, default: Sequence[float] | None = None) -> list[float]:
        """A list of ``count`` numbers."""
        value = self.get(key, default)
        if not isinstance(value, list | tuple) or len(value) != count:
            self.wrong(key, NUMBERS, count=count)
        if not all(map(_is_number, value)):
            self.wrong(key, NUMBERS, count=count)
        return [float(number) for number in value]

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the words ``known``."""
        value = self.get(key, default)
        return str(value) if value in known else self.wrong(key, ONE_OF, known=", ".join(known))

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.get(key, default)
        found = (value,) if isinstance(value, str) else value
        if not isinstance(found, list | tuple) or not all(isinstance(t, str) for t in found):
            self.wrong(key, TEXTS)
        return tuple(found)

    def sizes(self, key: str) -> Sizes:
        """Least and largest size, and between them the one below which lines are broken."""
        value = self.get(key)
        if not isinstance(value, list) or not 2 <= len(value) <= 3:
            self.wrong(key, SIZES)
        if not all(map(_is_number, value)) or sorted(value) != value:
            self.wrong(key, SIZES)
        if not 3 <= value[0] <= value[-1] <= 400:
            self.wrong(key, SIZES)
        return Sizes(float(value[0]), float(value[-1]), float(value[-2]))

    def colour(self, key: str, named: Mapping[str, str], default: str | None = None) -> str:
        """A colour by value or by name."""
        value = self.get(key, default)
        known = ("category", *named)
        if value in known or (isinstance(value, str) and HEX.fullmatch(value)):
            return str(value)
        return self.wrong(key, A_COLOUR, known=", ".join(known))

    def table(self, key: str) -> Table:
        """A table within; an empty one where there is none."""
        value = self.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, A_TABLE)
        return Table(self.source, (*self.where, key), value)

    def tables(self, key: str) -> list[Table]:
        """A list of tables within."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, A_TABLE)
        return [Table(self.source, (*self.where, key, i), item) for i, item in enumerate(value)]


def _is_number(value: object) -> bool:
    """TOML knows nan and inf too; no length is a kilometre."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < _KILOMETRE_MM
