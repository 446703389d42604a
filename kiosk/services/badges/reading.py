"""Reading badge designs from TOML, checked to the last key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from kiosk.language import Refusal, Sentence, Told, braced
from kiosk.services.badges import layout as d
from kiosk.services.badges.checking import (
    A_COLOUR,
    HEX,
    ONE_OF,
    WRONG,
    Source,
    Table,
    WrongLine,
    lines_of,
)
from kiosk.services.badges.facts import FACTS
from kiosk.services.badges.pictures import picture_of
from kiosk.services.bounded_toml import toml_of
from kiosk.services.typesetting import FAMILIES, Style

FindPicture = Callable[[str], bytes | None]
"""Finds a picture by the name a design has for it: a PNG, or None."""

SHIPPED = Path(__file__).parent / "designs"
DEFAULT_COLOURS = {"ink": "#1b2733", "quiet": "#566270", "paper": "#ffffff"}

UNKNOWN = Sentence(
    en="There is no badge design “{name}”. Choose one of: {known}.",
    km="គ្មានគំរូផ្លាកឈ្មោះ «{name}» ទេ។ សូមជ្រើសរើស៖ {known}។",
)
UNREADABLE = Sentence(
    en="The badge design {file} cannot be read ({why}). Check that the file is there and is text.",
    km="មិនអាចអានគំរូផ្លាកឈ្មោះ {file} បានទេ ({why})។ សូមពិនិត្យមើលថាឯកសារមាន ហើយជាអត្ថបទ។",
)
TOO_LONG = Sentence(
    en="The badge design {file} is longer than {most} kB: that is no design. Choose another file.",
    km="គំរូផ្លាកឈ្មោះ {file} ធំជាង {most} kB ដូច្នេះវាមិនមែនជាគំរូទេ។ សូមជ្រើសរើសឯកសារផ្សេង។",
)
MOST_BYTES = 200_000
"""More than thirty times the longest design that ships."""
NOT_TOML = Sentence(
    en="this is not TOML ({why}). Correct the line and try again.",
    km="បន្ទាត់នេះមិនមែនជា TOML ត្រឹមត្រូវទេ ({why})។ សូមកែបន្ទាត់នេះ រួចព្យាយាមម្តងទៀត។",
)
OUTSIDE = Sentence(
    en="this box reaches over the edge of the badge ({width} × {height} mm). "
    "Make it smaller or move it.",
    km="ប្រអប់នេះលើសគែមផ្លាកឈ្មោះ ({width} × {height} ម.ម)។ សូមធ្វើឱ្យវាតូចជាងនេះ ឬរំកិលវា។",
)
SHEET_OVERFLOW = Sentence(
    en="{count} {count:badge does|badges do} not fit on this sheet. Correct columns,"
    " rows, margins or gaps.",
    km="ផ្លាកឈ្មោះ {count} មិនដាក់អស់លើសន្លឹកនេះទេ។ សូមកែចំនួនជួរឈរ ជួរដេក គែម ឬគម្លាត។",
)
NO_PICTURE = Sentence(
    en="there is no picture {picture} beside the design. Put it there or correct the name.",
    km="គ្មានរូបភាព {picture} នៅជាមួយគំរូទេ។ សូមដាក់វានៅទីនោះ ឬកែឈ្មោះ។",
)


def design_names() -> tuple[str, ...]:
    """The designs that ship with the program."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.toml")))


@lru_cache(maxsize=16)
def design(name: str) -> d.Design:
    """A shipped design; raises :class:`Refusal` naming those there are."""
    if name not in design_names():
        raise Refusal(UNKNOWN, name=name, known=", ".join(design_names()))
    return read_design(SHIPPED / f"{name}.toml")


def shipped_text(name: str) -> str:
    """The TOML of a shipped design; raises :class:`Refusal` naming those there are."""
    design(name)
    return (SHIPPED / f"{name}.toml").read_text("utf-8")


def read_design(path: Path) -> d.Design:
    """The design in a TOML file; raises :class:`Refusal` naming the line that is wrong."""
    return parse_design(design_text(path), path.name, pictures_beside(path))


def pictures_beside(path: Path) -> FindPicture:
    """The pictures in the folder of a design's file, and nowhere else."""

    def find(name: str) -> bytes | None:
        file = path.parent / name
        return picture_of(file) if file.name == name and file.is_file() else None

    return find


def design_text(path: Path) -> str:
    """What stands in a design's file. Raises :class:`Refusal` where it is no text, or one that
    is longer than any design."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(TOO_LONG, file=path.name, most=MOST_BYTES // 1000)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(UNREADABLE, file=path.name, why=_why(error)) from error


def parse_design(source: str, file: str, picture: FindPicture) -> d.Design:
    """The design in ``source``, called as ``file`` is without its ending; ``picture`` finds
    the pictures it names. Raises :class:`Refusal` naming the line that is wrong."""
    path = Path(file)
    try:
        values = toml_of(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WrongLine(WRONG, **_toml_error(path, source, error)) from error
    return _design(Table(Source(path, lines_of(source)), (), values), path, picture)


def pictures_in(toml: str, file: str, picture: FindPicture) -> dict[str, bytes]:
    """The pictures that a design names, by name. Raises as :func:`parse_design`."""
    design = parse_design(toml, file, picture)
    boxes = (*design.front, *design.back)
    return {box.name: box.content for box in boxes if isinstance(box, d.Picture)}


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else error.reason


def _toml_error(path: Path, source: str, error: Exception) -> dict[str, object]:
    why = str(error)
    line = re.search(r"at line (\d+)", why)
    number = int(line.group(1)) if line else len(source.splitlines())
    what = Told.of(NOT_TOML, why=why.split(" (at ", maxsplit=1)[0])
    return {"file": path.name, "line": number, "what": what}


def _design(table: Table, path: Path, picture: FindPicture) -> d.Design:
    if "like" in table.values:
        return _design_like(table, path)
    title = table.table("title")
    stock = table.table("stock")
    width, height = stock.number("width", 15, 1200), stock.number("height", 15, 1200)
    colours = _colours(table.table("colours"), d.Colours(named=DEFAULT_COLOURS))
    reader = _Boxes(picture, width, height, colours.named)
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


def _design_like(table: Table, path: Path) -> d.Design:
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


def _title(table: Table, path: Path) -> Sentence:
    en, km = (braced(table.text(key, path.stem)) for key in ("en", "km"))
    title = Sentence(en=en, km=km)
    table.close()
    return title


def _sheet(table: Table, width: float, height: float) -> d.Sheet | None:
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


def _colours(table: Table, base: d.Colours) -> d.Colours:
    named = dict(base.named)
    palette = table.texts("palette", base.palette)
    category = table.table("category")
    for key in table.values:
        if key not in ("palette", "category"):
            named[key] = _hex(table, key)
    if not all(HEX.fullmatch(colour) for colour in palette):
        table.wrong("palette", A_COLOUR, known="–")
    keys = {key: _hex(category, key) for key in category.values}
    return d.Colours(named=named, category={**base.category, **keys}, palette=palette)


def _hex(table: Table, key: str) -> str:
    value = table.text(key)
    return value if HEX.fullmatch(value) else table.wrong(key, A_COLOUR, known="–")


@dataclass(frozen=True)
class _Boxes:
    """Reads boxes of a badge of ``width`` × ``height`` mm."""

    picture: FindPicture
    width: float
    height: float
    named: Mapping[str, str]

    def box(self, table: Table) -> d.Box:
        """A box by its kind."""
        kinds: dict[str, Callable[[Table, dict[str, Any]], d.Box]] = {
            "text": self._text_box,
            "band": self._band,
            "rule": self._rule,
            "code": self._code,
            "photo mark": self._photo_mark,
            "picture": self._picture,
            "logo": self._logo,
            "agenda": self._agenda,
        }
        kind = table.choice("kind", tuple(kinds))
        box = kinds[kind](table, {"area": self._area(table), "when": _when(table)})
        table.close()
        return box

    def _area(self, table: Table) -> d.Area:
        left, top, width, height = table.numbers("at", 4)
        fits = left + width <= self.width + 0.01 and top + height <= self.height + 0.01
        if min(left, top) < 0 or min(width, height) <= 0 or not fits:
            table.refuse("at", OUTSIDE, width=f"{self.width:g}", height=f"{self.height:g}")
        return d.Area(left, top, width, height)

    def _text_box(self, table: Table, common: dict[str, Any]) -> d.Box:
        return d.TextBox(
            **common,
            align=d.Place(table.choice("align", ("left", "center", "right"), "left")),
            valign=d.Place(table.choice("valign", ("top", "middle", "bottom"), "top")),
            texts=tuple(map(self._text, table.tables("text"))),
        )

    def _text(self, table: Table) -> d.TextPart:
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

    def _band(self, table: Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "category")
        return d.Band(**common, colour=colour, radius=table.number("radius", 0, 200, 0))

    def _rule(self, table: Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "quiet")
        return d.Rule(**common, colour=colour, stroke=table.number("stroke", 0.1, 20, 0.5))

    def _code(self, _table: Table, common: dict[str, Any]) -> d.Box:
        return d.Code(**common)

    def _photo_mark(self, table: Table, common: dict[str, Any]) -> d.Box:
        colour = table.colour("colour", self.named, "ink")
        return d.PhotoMark(**common, colour=colour, sign=table.colour("sign", self.named, "paper"))

    def _picture(self, table: Table, common: dict[str, Any]) -> d.Box:
        name = table.text("file")
        found = self.picture(name) if _is_a_name(name) else None
        if found is None:
            table.refuse("file", NO_PICTURE, picture=name)
        return d.Picture(**common, name=name, content=found)

    def _logo(self, table: Table, common: dict[str, Any]) -> d.Box:
        return d.Logo(
            **common,
            align=d.Place(table.choice("align", ("left", "center", "right"), "center")),
        )

    def _agenda(self, table: Table, common: dict[str, Any]) -> d.Box:
        return d.Agenda(
            **common,
            sizes=table.sizes("size"),
            colour=table.colour("colour", self.named, "ink"),
            quiet=table.colour("quiet", self.named, "quiet"),
            times=table.colour("times", self.named, "ink"),
        )


def _when(table: Table) -> tuple[d.When, ...]:
    known = tuple(when.value for when in d.When)
    words = table.texts("when", ("always",))
    if not all(word in known for word in words):
        table.wrong("when", ONE_OF, known=", ".join(known))
    return tuple(map(d.When, words))


def _say(table: Table) -> tuple[str, ...]:
    """Texts that name facts and nothing more: ``{name:>99}`` is no fact."""
    said = table.texts("say")
    try:
        parts = [part for text in said for part in Formatter().parse(text)]
    except ValueError:
        table.wrong("say", ONE_OF, known=", ".join(sorted(FACTS)))
    for _, name, width, turned in parts:
        if name is not None and (name not in FACTS or width or turned):
            table.wrong("say", ONE_OF, known=", ".join(sorted(FACTS)))
    return said


def _is_a_name(text: str) -> bool:
    """Whether ``text`` is a file's name and leads to no other folder, on any system."""
    return text.isprintable() and text not in (".", "..") and not set(text) & set("/\\:")
