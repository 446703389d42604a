"""Drawing the boxes of a design for one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import Formatter

from kiosk.domain import Event, Person
from kiosk.services.badges import layout as d
from kiosk.services.badges.facts import Facts, conditions_of, facts_of
from kiosk.services.badges.qr import draw_code
from kiosk.services.badges.timetable import AgendaColours, draw_agenda
from kiosk.services.typesetting import (
    MM,
    Box,
    Document,
    Paragraph,
    Span,
    fit_stack,
)


@dataclass(frozen=True)
class Pen:
    """Draws one side of one badge into ``document``, whose origin is the badge's lower left
    corner. Without a person it is a blank to be written on."""

    document: Document
    design: d.Design
    event: Event
    person: Person | None

    def draw(self, boxes: Sequence[d.Box]) -> None:
        """Draws those of ``boxes`` that are for this person."""
        facts = facts_of(self.person, self.event)
        held = conditions_of(self.person, facts)
        for box in boxes:
            if held.issuperset(box.when):
                _DRAWN_BY[type(box)](self, box, facts)

    def colour(self, name: str) -> str:
        """The value of a colour's name in the design."""
        if name == "category":
            key = self.person.category if self.person else ""
            return self.design.colours.of_category(self.event, key)
        return self.design.colours.named.get(name, name)

    def box(self, area: d.Area) -> Box:
        """``area`` in pt from the lower left corner."""
        bottom = self.design.height - area.top - area.height
        return Box(area.left * MM, bottom * MM, area.width * MM, area.height * MM)

    def texts(self, spec: d.TextBox, facts: Facts) -> None:
        """The texts of a box; those without words take no room."""
        box = self.box(spec.area)
        said = [(part, _spans(part, facts)) for part in spec.texts]
        paragraphs = [
            Paragraph(
                spans=spans,
                sizes=part.sizes,
                lines=part.lines,
                gap=part.gap * MM,
                colour=self.colour(part.colour),
                optional=part.optional,
            )
            for part, spans in said
            if spans
        ]
        stack = fit_stack(paragraphs, box.width, box.height)
        self.document.place_stack(stack, box, align=spec.align, valign=spec.valign)

    def band(self, spec: d.Band, _facts: Facts) -> None:
        """A filled area."""
        colour = self.colour(spec.colour)
        self.document.fill(self.box(spec.area), colour, radius=spec.radius * MM)

    def rule(self, spec: d.Rule, _facts: Facts) -> None:
        """A line across the middle of its area."""
        box = self.box(spec.area)
        line = Box(box.x, box.y + box.height / 2, box.width, 0)
        self.document.rule(line, self.colour(spec.colour), width=spec.stroke)

    def code(self, spec: d.Code, facts: Facts) -> None:
        """The QR code of the person's short code."""
        if facts.get("code"):
            draw_code(self.document, facts["code"], self.box(spec.area), self.colour("ink"))

    def photo_mark(self, spec: d.PhotoMark, _facts: Facts) -> None:
        """A crossed-out camera."""
        draw_no_photo(
            self.document, self.box(spec.area), self.colour(spec.colour), self.colour(spec.sign)
        )

    def picture(self, spec: d.Picture, _facts: Facts) -> None:
        """A picture from a file."""
        self.document.picture(spec.file, self.box(spec.area))

    def agenda(self, spec: d.Agenda, _facts: Facts) -> None:
        """The agenda as large as its box allows."""
        colours = AgendaColours(
            self.colour(spec.colour), self.colour(spec.quiet), self.colour(spec.times)
        )
        draw_agenda(self.document, self.event.agenda, self.box(spec.area), spec.sizes, colours)


_DRAWN_BY: Mapping[type[d.Box], Callable[..., None]] = {
    d.TextBox: Pen.texts,
    d.Band: Pen.band,
    d.Rule: Pen.rule,
    d.Code: Pen.code,
    d.PhotoMark: Pen.photo_mark,
    d.Picture: Pen.picture,
    d.Agenda: Pen.agenda,
}


def _spans(part: d.TextPart, facts: Facts) -> tuple[Span, ...]:
    """What a part says, the templates without words left out; empty when nothing is said."""
    found: list[Span] = []
    for i, template in enumerate(part.say):
        if text := _filled_in(template, facts):
            style = replace(part.style, bold=False) if i < part.light else part.style
            found.append(Span(f"{part.between}{text}" if found else text, style))
    return tuple(found)


def _filled_in(template: str, facts: Facts) -> str:
    """A template with its facts; empty when it names facts and none of them is known."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    if names and not any(facts.get(name) for name in names):
        return ""
    return template.format_map({name: facts.get(name, "") for name in names}).strip()


def draw_no_photo(document: Document, box: Box, colour: str, sign: str) -> None:
    """A round mark with a crossed-out camera: ``sign`` on ``colour``."""
    side = min(box.width, box.height)
    left, low = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    unit = side / 24
    document.fill(Box(left, low, side, side), colour, radius=side / 2)

    def part(x: float, y: float, width: float, height: float) -> Box:
        return Box(left + x * unit, low + y * unit, width * unit, height * unit)

    document.fill(part(5, 7, 14, 9), sign, radius=1.4 * unit)
    document.fill(part(9.2, 15, 5.6, 2.6), sign, radius=0.8 * unit)
    document.fill(part(8.6, 8, 6.8, 6.8), colour, radius=3.4 * unit)
    document.fill(part(10.2, 9.6, 3.6, 3.6), sign, radius=1.8 * unit)
    document.rule(part(4.6, 4.6, 14.8, 14.8), colour, width=4.2 * unit)
    document.rule(part(4.6, 4.6, 14.8, 14.8), sign, width=2 * unit)
