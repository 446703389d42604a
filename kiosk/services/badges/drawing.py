"""Drawing the boxes of a design for one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from string import Formatter

from kiosk.domain import Event, Person
from kiosk.services.badges import layout as d
from kiosk.services.badges.facts import Facts, conditions_of, event_facts, person_facts
from kiosk.services.badges.qr import draw_code
from kiosk.services.badges.timetable import AgendaColours, draw_agenda
from kiosk.services.typesetting import (
    MM,
    Box,
    Document,
    Drawing,
    Paragraph,
    Span,
    fit_stack,
)

_KEPT = 512
"""Drawn boxes kept for the badges that follow."""


class Pen:
    """Draws one side of badges into ``document``, whose origin is moved to the lower left
    corner of each. A box that says the same on many badges is drawn once and shown again."""

    def __init__(
        self, document: Document, design: d.Design, event: Event, boxes: Sequence[d.Box]
    ) -> None:
        self._document = document
        self._colours = design.colours
        self._event = event
        self._event_facts = event_facts(event)
        self._held = {d.When.LOGO if design.logo else d.When.NO_LOGO}
        self._boxes = [(box, _facts_in(box)) for box in boxes]
        self._hand = lru_cache(lambda category: Hand(document, design, event, category))
        self._meant: dict[frozenset[d.When], list[tuple[int, tuple[str, ...]]]] = {}
        self._drawn: dict[tuple[int, str, tuple[str, ...]], Drawing] = {}

    def draw(self, person: Person | d.Blank) -> None:
        """Draws what is for ``person``."""
        facts = {**self._event_facts, **person_facts(person, self._event)}
        held = conditions_of(person, facts) | self._held
        colour = self._colours.of_category(self._event, person.category)
        for i, names in self._meant_for(held):
            said = tuple([facts.get(name, "") for name in names])
            self._document.show(self._once_drawn(i, colour, said))

    def _meant_for(self, held: frozenset[d.When]) -> list[tuple[int, tuple[str, ...]]]:
        if held not in self._meant:
            boxes = enumerate(self._boxes)
            said = [(i, names) for i, (box, names) in boxes if held.issuperset(box.when)]
            self._meant[held] = said
        return self._meant[held]

    def _once_drawn(self, i: int, category: str, said: tuple[str, ...]) -> Drawing:
        key = i, category, said
        if key not in self._drawn:
            if len(self._drawn) == _KEPT:
                self._drawn.clear()
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, i: int, category: str, said: tuple[str, ...]) -> Drawing:
        box, names = self._boxes[i]
        facts = dict(zip(names, said, strict=True))
        draw = partial(_DRAWN_BY[type(box)], self._hand(category), box, facts)
        return self._document.recorded(draw)


@dataclass(frozen=True)
class Hand:
    """Draws boxes for a person whose category has the colour ``category``."""

    document: Document
    design: d.Design
    event: Event
    category: str

    def colour(self, name: str) -> str:
        """The value of a colour's name in the design."""
        return self.category if name == "category" else self.design.colours.named.get(name, name)

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
        """The QR code of the short code, in black: of another colour printers make dots."""
        if facts["code"]:
            draw_code(self.document, facts["code"], self.box(spec.area), "#000000")

    def photo_mark(self, spec: d.PhotoMark, _facts: Facts) -> None:
        """A crossed-out camera."""
        draw_no_photo(
            self.document, self.box(spec.area), self.colour(spec.colour), self.colour(spec.sign)
        )

    def picture(self, spec: d.Picture, _facts: Facts) -> None:
        """A picture of the design's own."""
        self.document.picture(spec.content, self.box(spec.area))

    def logo(self, spec: d.Logo, _facts: Facts) -> None:
        """The organizer's logo, as large as its box allows."""
        if self.design.logo:
            self.document.picture(self.design.logo, self.box(spec.area), align=spec.align)

    def agenda(self, spec: d.Agenda, _facts: Facts) -> None:
        """The agenda as large as its box allows."""
        colours = AgendaColours(
            self.colour(spec.colour), self.colour(spec.quiet), self.colour(spec.times)
        )
        draw_agenda(self.document, self.event.agenda, self.box(spec.area), spec.sizes, colours)


_DRAWN_BY: Mapping[type[d.Box], Callable[..., None]] = {
    d.TextBox: Hand.texts,
    d.Band: Hand.band,
    d.Rule: Hand.rule,
    d.Code: Hand.code,
    d.PhotoMark: Hand.photo_mark,
    d.Picture: Hand.picture,
    d.Logo: Hand.logo,
    d.Agenda: Hand.agenda,
}


def _spans(part: d.TextPart, facts: Facts) -> tuple[Span, ...]:
    """What a part says, the templates without words left out; empty when nothing is said."""
    found: list[Span] = []
    for i, template in enumerate(part.say):
        if text := _filled_in(template, facts):
            style = part.style._replace(bold=False) if i < part.light else part.style
            found.append(Span(f"{part.between}{text}" if found else text, style))
    return tuple(found)


def _facts_in(box: d.Box) -> tuple[str, ...]:
    """The names of the facts that a box says."""
    if isinstance(box, d.Code):
        return ("code",)
    texts = box.texts if isinstance(box, d.TextBox) else ()
    said = [template for part in texts for template in part.say]
    return tuple(dict.fromkeys(name for template in said for name in _names_in(template)))


@lru_cache(maxsize=1024)
def _names_in(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _filled_in(template: str, facts: Facts) -> str:
    """A template with its facts; empty when it names facts and none of them is known."""
    names = _names_in(template)
    if names and not any(facts[name] for name in names):
        return ""
    return template.format_map(facts).strip()


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
