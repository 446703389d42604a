"""Reading badge designs from TOML, checked to the last key, with errors that name the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn

from kiosk.language import Refusal, Sentence, Told
from kiosk.services.badges import layout as d
from kiosk.services.badges.facts import FACTS
from kiosk.services.typesetting import FAMILIES, Sizes, Style

SHIPPED = Path(__file__).parent / "designs"

UNKNOWN = Sentence(
    en="There is no badge design “{name}”. Choose one of: {known}.",
    km="គ្មានគំរូប័ណ្ណ «{name}» ទេ។ សូមជ្រើសរើស៖ {known}។",
)
UNREADABLE = Sentence(
    en="The badge design {file} cannot be read ({why}). Check that the file is there and is text.",
    km="មិនអាចអានគំរូប័ណ្ណ {file} បានទេ ({why})។ សូមពិនិត្យមើលថាឯកសារមាន ហើយជាអត្ថបទ។",
)
WRONG = Sentence(
    en="{file}, line {line}: {what}",
    km="{file} បន្ទាត់ទី {line}៖ {what}",
)
NOT_TOML = Sentence(
    en="this is not TOML ({why}). Correct the line and try again.",
    km="បន្ទាត់នេះមិនមែនជា TOML ត្រឹមត្រូវទេ ({why})។ សូមកែបន្ទាត់នេះ រួចសាកល្បងម្ដងទៀត។",
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
OUTSIDE = Sentence(
    en="this box reaches over the edge of the badge ({width} × {height} mm). "
    "Make it smaller or move it.",
    km="ប្រអប់នេះលើសគែមប័ណ្ណ ({width} × {height} ម.ម)។ សូមធ្វើឱ្យវាតូច ឬរំកិលវា។",
)
SHEET_OVERFLOW = Sentence(
    en="{count} badges do not fit on this sheet. Correct columns, rows, margins or gaps.",
    km="ប័ណ្ណ {count} មិនដាក់អស់លើសន្លឹកនេះទេ។ សូមកែចំនួនជួរឈរ ជួរដេក គែម ឬគម្លាត។",
)
NO_PICTURE = Sentence(
    en="there is no picture {picture} beside the design. Put it there or correct the name.",
    km="គ្មានរូបភាព {picture} នៅជាមួយគំរូទេ។ សូមដាក់វានៅទីនោះ ឬកែឈ្មោះ។",
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

DEFAULT_COLOURS = {"ink": "#1b2733", "quiet": "#566270", "paper": "#ffffff"}

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z_][\w.\s\"'-]*?)\s*\]\]?\s*(?:#.*)?$")
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


@dataclass(frozen=True)
class _Source:
    """The file being read, for what is said of its mistakes."""

    file: Path
    lines: Mapping[Where, int]

    def refuse(self, where: Where, /, sentence: Sentence, **facts: object) -> NoReturn:
        """Raises what is wrong at the nearest line known."""
        while where not in self.lines:
            where = where[:-1]
        what = Told.of(sentence, **facts)
        raise Refusal(WRONG, file=self.file.name, line=self.lines[where], what=what)


class _Table:
    """A table of the design: each value is asked for once, by its key and what it must be;
    keys that nobody asked for are refused by :meth:`close`."""

    def __init__(self, source: _Source, where: Where, values: Mapping[str, Any]) -> None:
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
        if value in known or (isinstance(value, str) and _HEX.fullmatch(value)):
            return str(value)
        return self.wrong(key, A_COLOUR, known=", ".join(known))

    def table(self, key: str) -> _Table:
        """A table within; an empty one where there is none."""
        value = self.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, A_TABLE)
        return _Table(self.source, (*self.where, key), value)

    def tables(self, key: str) -> list[_Table]:
        """A list of tables within."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, A_TABLE)
        return [_Table(self.source, (*self.where, key, i), item) for i, item in enumerate(value)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# ---- a design from its tables ----


def design_names() -> tuple[str, ...]:
    """The designs that ship with the program."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.toml")))


@lru_cache(maxsize=16)
def design(name: str) -> d.Design:
    """A shipped design; raises :class:`Refusal` naming those there are."""
    if name not in design_names():
        raise Refusal(UNKNOWN, name=name, known=", ".join(design_names()))
    return read_design(SHIPPED / f"{name}.toml")


def read_design(path: Path) -> d.Design:
    """The design in a TOML file; raises :class:`Refusal` naming the line that is wrong."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(UNREADABLE, file=path.name, why=_why(error)) from error
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(WRONG, **_toml_error(path, source, error)) from error
    return _design(_Table(_Source(path, lines_of(source)), (), values), path)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else error.reason


def _toml_error(path: Path, source: str, error: tomllib.TOMLDecodeError) -> dict[str, object]:
    why = str(error)
    line = re.search(r"at line (\d+)", why)
    number = int(line.group(1)) if line else len(source.splitlines())
    what = Told.of(NOT_TOML, why=why.split(" (at ", maxsplit=1)[0])
    return {"file": path.name, "line": number, "what": what}


def _design(table: _Table, path: Path) -> d.Design:
    if "like" in table.values:
        return _design_like(table, path)
    title = table.table("title")
    stock = table.table("stock")
    width, height = stock.number("width", 15, 1200), stock.number("height", 15, 1200)
    colours = _colours(table.table("colours"), d.Colours(named=DEFAULT_COLOURS))
    reader = _Boxes(path.parent, width, height, colours.named)
    design = d.Design(
        name=path.stem,
        title=_title(title, path),
        width=width,
        height=height,
        turned=stock.flag("turned"),
        sheet=_sheet(table.table("sheet"), width, height),
        colours=colours,
        front=tuple(map(reader.box, table.tables("front"))),
        back=tuple(map(reader.box, table.tables("back"))),
    )
    for read in (stock, table):
        read.close()
    return design


def _design_like(table: _Table, path: Path) -> d.Design:
    """A design that differs from a shipped one in its title, sheet or colours."""
    base = design(table.choice("like", design_names()))
    sheet = table.table("sheet")
    changed = replace(
        base,
        name=path.stem,
        title=_title(table.table("title"), path),
        sheet=_sheet(sheet, base.width, base.height) if sheet.values else base.sheet,
        colours=_colours(table.table("colours"), base.colours),
    )
    table.close()
    return changed


def _title(table: _Table, path: Path) -> Sentence:
    title = Sentence(en=table.text("en", path.stem), km=table.text("km", path.stem))
    table.close()
    return title


def _sheet(table: _Table, width: float, height: float) -> d.Sheet | None:
    if not table.values:
        return None
    gap = table.numbers("gap", 2, (0, 0))
    sheet = d.Sheet(
        width=table.number("width", 15, 1200),
        height=table.number("height", 15, 1200),
        columns=table.whole("columns", 1, 40),
        rows=table.whole("rows", 1, 40),
        left=table.number("left", 0, 1200),
        top=table.number("top", 0, 1200),
        gap=(gap[0], gap[1]),
        crop_marks=table.flag("crop_marks"),
    )
    table.close()
    right = sheet.left + sheet.columns * width + (sheet.columns - 1) * gap[0]
    bottom = sheet.top + sheet.rows * height + (sheet.rows - 1) * gap[1]
    if right > sheet.width + 0.01 or bottom > sheet.height + 0.01 or min(gap) < 0:
        table.refuse("columns", SHEET_OVERFLOW, count=sheet.count)
    return sheet


def _colours(table: _Table, base: d.Colours) -> d.Colours:
    named = dict(base.named)
    palette = table.texts("palette", base.palette)
    category = table.table("category")
    for key in table.values:
        if key not in ("palette", "category"):
            named[key] = _hex(table, key)
    if not all(_HEX.fullmatch(colour) for colour in palette):
        table.wrong("palette", A_COLOUR, known="–")
    keys = {key: _hex(category, key) for key in category.values}
    return d.Colours(named=named, category={**base.category, **keys}, palette=palette)


def _hex(table: _Table, key: str) -> str:
    value = table.text(key)
    return value if _HEX.fullmatch(value) else table.wrong(key, A_COLOUR, known="–")


@dataclass(frozen=True)
class _Boxes:
    """Reads boxes of a badge of ``width`` × ``height`` mm."""

    folder: Path
    width: float
    height: float
    named: Mapping[str, str]

    def box(self, table: _Table) -> d.Box:
        """A box by its kind."""
        kinds: dict[str, Callable[[_Table, dict[str, Any]], d.Box]] = {
            "text": self._text_box,
            "band": self._band,
            "rule": self._rule,
            "code": self._code,
            "photo mark": self._photo_mark,
            "picture": self._picture,
            "agenda": self._agenda,
        }
        kind = table.choice("kind", tuple(kinds))
        box = kinds[kind](table, {"area": self._area(table), "when": _when(table)})
        table.close()
        return box

    def _area(self, table: _Table) -> d.Area:
        left, top, width, height = table.numbers("at", 4)
        fits = left + width <= self.width + 0.01 and top + height <= self.height + 0.01
        if min(left, top) < 0 or min(width, height) <= 0 or not fits:
            table.refuse("at", OUTSIDE, width=f"{self.width:g}", height=f"{self.height:g}")
        return d.Area(left, top, width, height)

    def _text_box(self, table: _Table, common: dict[str, Any]) -> d.Box:
        return d.TextBox(
            **common,
            align=d.Place(table.choice("align", ("left", "center", "right"), "left")),
            valign=d.Place(table.choice("valign", ("top", "middle", "bottom"), "top")),
            texts=tuple(map(self._text, table.tables("text"))),
        )

    def _text(self, table: _Table) -> d.TextPart:
        family = table.choice("font", tuple(FAMILIES), "sans")
        part = d.TextPart(
            say=_say(table),
            between=table.text("between", " "),
            style=Style(FAMILIES[family], table.flag("bold")),
            light=table.whole("light", 0, 20, 0),
            sizes=table.sizes("size"),
            lines=table.whole("lines", 1, 20, 1),
            gap=table.number("gap", 0, 200, 0),
            colour=table.colour("colour", self.named, "ink"),
            optional=table.flag("optional"),
        )
        table.close()
        return part

    def _band(self, table: _Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "category")
        return d.Band(**common, colour=colour, radius=table.number("radius", 0, 200, 0))

    def _rule(self, table: _Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "quiet")
        return d.Rule(**common, colour=colour, stroke=table.number("stroke", 0.1, 20, 0.5))

    def _code(self, _table: _Table, common: dict[str, Any]) -> d.Box:
        return d.Code(**common)

    def _photo_mark(self, table: _Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "ink")
        return d.PhotoMark(**common, colour=colour, sign=table.colour("sign", self.named, "paper"))

    def _picture(self, table: _Table, common: dict[str, Any]) -> d.Box:
        file = self.folder / table.text("file")
        if not file.is_file():
            table.refuse("file", NO_PICTURE, picture=file.name)
        return d.Picture(**common, file=file)

    def _agenda(self, table: _Table, common: dict[str, Any]) -> d.Box:
        return d.Agenda(
            **common,
            sizes=table.sizes("size"),
            colour=table.colour("colour", self.named, "ink"),
            quiet=table.colour("quiet", self.named, "quiet"),
            times=table.colour("times", self.named, "ink"),
        )


def _when(table: _Table) -> tuple[d.When, ...]:
    known = tuple(when.value for when in d.When)
    words = table.texts("when", ("always",))
    if not all(word in known for word in words):
        table.wrong("when", ONE_OF, known=", ".join(known))
    return tuple(map(d.When, words))


def _say(table: _Table) -> tuple[str, ...]:
    said = table.texts("say")
    try:
        names = {
            name for text in said for _, name, _, _ in Formatter().parse(text) if name is not None
        }
    except ValueError:
        table.wrong("say", ONE_OF, known=", ".join(sorted(FACTS)))
    if not names <= FACTS:
        table.wrong("say", ONE_OF, known=", ".join(sorted(FACTS)))
    return said
