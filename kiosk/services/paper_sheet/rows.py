"""The table: its titles, a row for each person, and empty ones for who walks in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from kiosk.domain import Event, Person, PhotoConsent, Sex
from kiosk.language import Sentence
from kiosk.services.attendance_figures import event_zone
from kiosk.services.paper_sheet import layout as at
from kiosk.services.paper_sheet.text import draw_text, inside
from kiosk.services.phones import display
from kiosk.services.sheet_words import COLUMNS
from kiosk.services.typesetting import BOLD, MM, REGULAR, Box, Document, Sizes, Style

_SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.OTHER: "Other", Sex.NOT_STATED: ""}
_YES, _NO = Sentence(en="Yes", km="ព្រម"), Sentence(en="No", km="ទេ")
_NEW = "ថ្មី new"
_PAD = 1.2 * MM
_TICK = 2.8 * MM


class Line(NamedTuple):
    """A row of the sheet; without a person it is for who walks in. ``remark`` says in whose
    place someone came, or who came in theirs."""

    number: int
    person: Person | None
    remark: str = ""


class _Column(NamedTuple):
    """Share of the width, and how its texts are set."""

    width: float
    value: Callable[[Person, Event], str]
    sizes: Sizes = Sizes(5.5, 9.5, 7.5)
    lines: int = 3
    align: str = "left"
    style: Style = REGULAR


def _time_in(person: Person, event: Event) -> str:
    arrived = person.arrived_at
    return f"{arrived.astimezone(event_zone(event)):%H:%M}" if arrived else ""


_SMALL = Sizes(5.5, 9, 8.5)
_NAME = Sizes(6, 11.5, 9.5)
_SET = (
    _Column(8, lambda _, __: "", lines=1, align="center"),
    _Column(15.5, lambda p, _: p.code, Sizes(5, 8.5, 7), 1, "center"),
    _Column(34, lambda p, _: p.name_km_canonical, _NAME, 2, style=BOLD),
    _Column(34, lambda p, _: p.name_latin_canonical, Sizes(6, 10.5, 9), 2),
    _Column(9, lambda p, _: _SEXES[p.sex], _SMALL, 1, "center"),
    _Column(29, lambda p, _: p.position, _SMALL),
    _Column(40, lambda p, _: p.organisation, _SMALL),
    _Column(20, lambda p, _: p.province, _SMALL, 2),
    _Column(21, lambda p, _: display(p.phone), _SMALL, 1, "center"),
    _Column(16, _time_in, _SMALL, 1, "center"),
    _Column(15, lambda _, __: ""),
    _Column(38, lambda _, __: ""),
)
_SCALE = at.WIDTH / sum(column.width for column in _SET)
_NUMBER, _ID, _PHOTO, _SIGNATURE = 0, 1, 10, 11


def _cells(y: float, height: float) -> list[Box]:
    """The boxes of a row whose lower edge is at ``y``."""
    boxes, x = [], at.LEFT
    for column in _SET:
        boxes.append(Box(x, y, column.width * _SCALE, height))
        x += column.width * _SCALE
    return boxes


def draw_titles(document: Document, top: float) -> float:
    """The band of column titles beneath ``top``; answers where the rows begin."""
    y = top - at.HEAD
    document.fill(Box(at.LEFT, y, at.WIDTH, at.HEAD), at.BAND)
    for title, box in zip(COLUMNS, _cells(y, at.HEAD), strict=True):
        upper = Box(box.x, box.y + box.height * 0.44, box.width, box.height * 0.52)
        lower = Box(box.x, box.y + box.height * 0.06, box.width, box.height * 0.36)
        for text, place, size, style in (
            (title.km, upper, 8.5, BOLD),
            (title.en, lower, 7.0, REGULAR),
        ):
            draw_text(
                document,
                text,
                inside(place, 0.6 * MM),
                sizes=Sizes(4.5, size),
                colour=at.INK,
                style=style,
                align="center",
            )
    _grid(document, y, at.HEAD)
    return y


def draw_rows(
    document: Document,
    lines: Sequence[Line],
    top: float,
    event: Event,
    missing: dict[UUID, str],
) -> float:
    """The rows beneath ``top``; answers where they end. ``missing`` takes in what of a person
    no font has."""
    y = top
    for line in lines:
        y -= at.ROW
        boxes = _cells(y, at.ROW)
        _draw_number(document, line.number, boxes[_NUMBER])
        _draw_photo(document, line.person, boxes[_PHOTO])
        _draw_remark(document, line.remark, boxes[_SIGNATURE])
        if line.person is None:
            _draw_new(document, boxes[_ID])
        elif lost := _draw_person(document, line.person, boxes, event):
            missing[line.person.id] = lost
        _grid(document, y, at.ROW)
    return y


def _draw_person(document: Document, person: Person, boxes: Sequence[Box], event: Event) -> str:
    lost = ""
    for column, box in zip(_SET, boxes, strict=True):
        if text := column.value(person, event):
            block = draw_text(
                document,
                text,
                inside(box, _PAD, 0.8 * MM),
                sizes=column.sizes,
                colour=at.INK,
                lines=column.lines,
                style=column.style,
                align=column.align,
            )
            lost += block.missing
    return "".join(dict.fromkeys(lost))


def _draw_number(document: Document, number: int, box: Box) -> None:
    sizes = Sizes(5, 8.5)
    draw_text(
        document, str(number), inside(box, _PAD), sizes=sizes, colour=at.QUIET, align="center"
    )


def _draw_new(document: Document, box: Box) -> None:
    upper = Box(box.x, box.top - 4.5 * MM, box.width, 4 * MM)
    draw_text(
        document,
        _NEW,
        inside(upper, _PAD),
        sizes=Sizes(4, 6.5),
        colour=at.QUIET,
        align="center",
    )


def _draw_remark(document: Document, remark: str, box: Box) -> None:
    """Small, at the lower edge of the room for the signature."""
    for i, text in enumerate(reversed(remark.splitlines())):
        low = Box(box.x, box.y + (0.3 + 2.6 * i) * MM, box.width, 2.6 * MM)
        draw_text(document, text, inside(low, _PAD), sizes=Sizes(3.5, 5.5), colour=at.QUIET)


def _draw_photo(document: Document, person: Person | None, box: Box) -> None:
    """What the person said; two boxes to tick where nobody asked yet."""
    asked = person is not None and person.photo_consent is not PhotoConsent.NOT_ASKED
    if person is not None and asked:
        refused = person.photo_consent is PhotoConsent.NO
        said = _NO if refused else _YES
        draw_text(
            document,
            f"{said.km} {said.en}",
            inside(box, _PAD),
            sizes=Sizes(5, 8.5),
            colour=at.INK,
            style=BOLD if refused else REGULAR,
            align="center",
        )
        return
    for place, said in ((0.72, _YES), (0.28, _NO)):
        middle = box.y + box.height * place
        tick = Box(box.x + _PAD, middle - _TICK / 2, _TICK, _TICK)
        document.frame(tick, at.QUIET, width=0.6)
        words = Box(tick.right + 0.8 * MM, middle - 2 * MM, box.right - tick.right - _PAD, 4 * MM)
        draw_text(document, f"{said.km} {said.en}", words, sizes=Sizes(4, 6.5), colour=at.QUIET)


def _grid(document: Document, y: float, height: float) -> None:
    for box in _cells(y, height):
        document.frame(box, at.RULE, width=0.5)
