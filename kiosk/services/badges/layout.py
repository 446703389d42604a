"""What a badge design is: stock, boxes in mm from the upper left corner, type, colours.

A design is data, read from TOML by :mod:`kiosk.services.badges.reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain import Event
from kiosk.language import Sentence
from kiosk.services.typesetting import Sizes, Style


class Place(StrEnum):
    """Where something stands in its box, across or down."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class When(StrEnum):
    """Whom a box is drawn for."""

    ALWAYS = "always"
    NAMED = "named"
    UNNAMED = "unnamed"
    GROUP = "group"
    NO_GROUP = "no group"
    NO_PHOTO = "no photo"
    PHOTO_ALLOWED = "photo allowed"
    CODE = "code"
    LOGO = "logo"
    NO_LOGO = "no logo"


@dataclass(frozen=True, slots=True)
class Blank:
    """Stands for someone still unknown: a badge to be written on by hand, with the band of
    ``category`` (its key) or, where that is empty, with a neutral one."""

    category: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the badge in mm, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """One text of a stack: the facts it says, joined by ``between``; the first parts that are
    ``light`` are set regular before bold ones."""

    say: tuple[str, ...]
    between: str
    style: Style
    light: int
    sizes: Sizes
    lines: int
    gap: float
    colour: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Something drawn in ``area`` for those ``when`` names."""

    area: Area
    when: tuple[When, ...] = (When.ALWAYS,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox(Box):
    """Texts below each other, fitted together."""

    texts: tuple[TextPart, ...]
    align: Place
    valign: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Box):
    """A filled area; ``radius`` in mm."""

    colour: str
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Box):
    """A line along the middle of the area's height; ``stroke`` in pt."""

    colour: str
    stroke: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Box):
    """The QR code; its quiet zone (4 modules) is what the design leaves free around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMark(Box):
    """The crossed-out camera of someone who said no."""

    colour: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Box):
    """A picture of the design's own: a PNG, and what the design calls it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo(Box):
    """The organizer's logo, where the event has one."""

    align: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Box):
    """The event's agenda as a table of times and titles in both languages; ``quiet`` is for
    who speaks, ``times`` for the hours."""

    sizes: Sizes
    colour: str
    quiet: str
    times: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of ``columns`` × ``rows`` badges, all in mm; ``gap`` across and down."""

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    gap: tuple[float, float]
    crop_marks: bool

    @property
    def count(self) -> int:
        """Badges on a sheet."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Named colours (``ink``, ``quiet`` …), the colour of each category by key, and the
    colours that categories without one take in the event's order."""

    named: Mapping[str, str]
    category: Mapping[str, str] = field(default_factory=dict)
    palette: tuple[str, ...] = ()

    def of_category(self, event: Event, key: str) -> str:
        """The colour of a category of ``event``; without one the quiet colour of the design,
        which is black where printers know no other."""
        if key in self.category:
            return self.category[key]
        keys = [category.key for category in event.categories]
        if key not in keys or not self.palette:
            return self.named["quiet"]
        return self.palette[keys.index(key) % len(self.palette)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A badge of ``width`` × ``height`` mm. ``turned`` ones are fed sideways: their page is
    ``height`` wide. ``back`` is empty where the badge has one side. ``logo`` is a PNG, put in
    by whoever knows the event; empty where it has none."""

    name: str
    title: Sentence
    width: float
    height: float
    turned: bool
    sheet: Sheet | None
    colours: Colours
    front: tuple[Box, ...]
    back: tuple[Box, ...]
    logo: bytes = b""

    @property
    def page_size_mm(self) -> tuple[float, float]:
        """Width and height of the pages, in mm: of the sheet where there is one."""
        if self.sheet is not None:
            return self.sheet.width, self.sheet.height
        return (self.height, self.width) if self.turned else (self.width, self.height)

    @property
    def per_page(self) -> int:
        """Badges on a page."""
        return self.sheet.count if self.sheet else 1
