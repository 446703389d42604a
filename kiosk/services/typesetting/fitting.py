"""Making a text fit its box: smaller down to a least size, then broken at words into
balanced lines, then shortened with an ellipsis. All measures in pt.

Sizes come from the shaped ink in closed form; nothing is tried out on a page. The ink of a
block never leaves the width and height it was fitted to: what even one line at the least
size can't hold (marks stacked to the sky) is set smaller still.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, pairwise, product
from typing import NamedTuple

from kiosk.services import khmer
from kiosk.services.typesetting.shaping import REGULAR, Line, Style, clean, join, shape

ELLIPSIS = "…"
UNBOUNDED = 1e6
_WORTH_A_WORD = 1.75
"""How much larger the type must become for a line to be broken inside what was typed without a
space: a name is whole between its spaces."""

_SUBORDINATE = 0.85
"""How large a lesser text of a stack may be beside a greater one above it."""

_ASCENT, _KHMER_ASCENT = 0.76, 0.86
_DESCENT, _KHMER_DESCENT = 0.22, 0.34
_LEADING, _KHMER_LEADING = 1.22, 1.5
_CLEARANCE = 0.06
_SPARE = 1.0
"""In em: where the script's usual ascent and descent end, its usual leading, the least paper
between the ink of two lines, and what a line may lose at its end by being broken."""


class Span(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = REGULAR


Spans = Sequence[Span]


class Sizes(NamedTuple):
    """The font sizes allowed, in pt. Rather than go below ``breaking`` (the least, where not
    given) a text takes another line."""

    least: float
    largest: float
    breaking: float = 0.0

    def scaled(self, scale: float) -> Sizes:
        """With the largest nearer to the least: at it where ``scale`` is 0."""
        largest = self.least + (self.largest - self.least) * scale
        return Sizes(self.least, largest, min(self.breaking, largest))

    def at_most(self, size: float) -> Sizes:
        """None larger than ``size``, and never below the least."""
        largest = max(self.least, min(self.largest, size))
        return Sizes(self.least, largest, min(self.breaking, largest))


@dataclass(frozen=True)
class Block:
    """Lines at a size, ready to be placed; ``text`` is the whole text, also where
    ``shortened`` ones are printed."""

    text: str
    lines: tuple[Line, ...]
    size: float
    shortened: bool = False
    leading: float | None = None

    @cached_property
    def baselines(self) -> tuple[float, ...]:
        """The baseline of each line, in pt down from the top of the block."""
        return tuple(place * self.size for place in _baselines(self.lines, self.leading))

    @cached_property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, ink within."""
        return self.baselines[-1] + _bottom(self.lines[-1]) * self.size if self.lines else 0.0

    @property
    def ink_width(self) -> float:
        """The width of the widest line's ink."""
        return max((line.ink_width for line in self.lines), default=0.0) * self.size

    @property
    def missing(self) -> str:
        """The characters that no bundled font has and that are left out."""
        return "".join(dict.fromkeys("".join(line.missing for line in self.lines)))


def fit(
    text: str | Spans,
    *,
    width: float,
    sizes: Sizes,
    height: float = UNBOUNDED,
    lines: int = 1,
    style: Style = REGULAR,
) -> Block:
    """``text`` at the largest size of ``sizes`` that fits, on as few lines as the sizes
    allow and at most ``lines``; shortened where even these do not hold it."""
    spans = _spans(text, style)
    whole = "".join(span.text for span in spans)
    line = _on_one_line(spans)
    best = Block(whole, (line,), _size_for((line,), width, height, sizes.largest))
    for count, cut in product(range(2, lines + 1), (_spaces, khmer.words)):
        if best.size >= max(sizes.least, sizes.breaking):
            return best
        wanted = best.size * _worth(cut, best, sizes)
        if width / max(line.ink_width / count - _SPARE, 0.01) > max(wanted, sizes.least):
            broken = _broken(spans, count, cut)
            size = _size_for(broken, width, height, sizes.largest) if broken else 0.0
            best = Block(whole, broken, size) if size > wanted else best
    return best if best.size >= sizes.least else _short(spans, width, height, sizes.least, lines)


def _short(spans: Spans, width: float, height: float, least: float, lines: int) -> Block:
    """The text cut off at ``least``, on as many of ``lines`` as the height allows."""
    whole = "".join(span.text for span in spans)
    for count in range(lines, 0, -1):
        shortened = _shortened(spans, width / least, count)
        size = _size_for(shortened, width, height, least)
        if size >= least or count == 1:
            return Block(whole, shortened, size, shortened=True)
    raise AssertionError("lines is at least 1")


def wrap(
    text: str | Spans,
    *,
    width: float,
    size: float,
    style: Style = REGULAR,
    leading: float | None = None,
) -> Block:
    """``text`` at a fixed size on as many lines as it takes, each as full as it can be. For
    running text: ``leading`` in em keeps lines even (1.9 clears all Khmer); without it each
    line is as far from the last as its script and ink need."""
    spans = _spans(text, style)
    lines = tuple(_set(atoms) for atoms in _filled(_atoms(spans, khmer.words), width / size))
    return Block("".join(span.text for span in spans), lines, size, leading=leading)


def _spans(text: str | Spans, style: Style) -> tuple[Span, ...]:
    return _cleaned((Span(text, style),) if isinstance(text, str) else tuple(text))


@lru_cache(maxsize=256)
def _cleaned(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Span(clean(span.text), span.style) for span in spans)


def _size_for(lines: Sequence[Line], width: float, height: float, largest: float) -> float:
    widest = max((line.ink_width for line in lines), default=0.0)
    tall = _height(lines, None) if height < UNBOUNDED else 0.0
    return min(
        largest,
        width / widest if widest else largest,
        height / tall if tall else largest,
    )


# ---- vertical places, in em ----


def _top(line: Line) -> float:
    if line.text.isdecimal():
        return line.ink.top  # figures alone have nothing above or below them to make room for
    return max(_KHMER_ASCENT if line.is_khmer else _ASCENT, line.ink.top)


def _bottom(line: Line) -> float:
    if line.text.isdecimal():
        return -line.ink.bottom
    return max(_KHMER_DESCENT if line.is_khmer else _DESCENT, -line.ink.bottom)


def _baselines(lines: Sequence[Line], leading: float | None) -> list[float]:
    if not lines:
        return []
    steps = [_step(above, below, leading) for above, below in pairwise(lines)]
    return list(accumulate([_top(lines[0]), *steps]))


def _step(above: Line, below: Line, leading: float | None) -> float:
    ink = below.ink.top - above.ink.bottom + _CLEARANCE
    usual = [_KHMER_LEADING if line.is_khmer else _LEADING for line in (above, below)]
    return max(ink, sum(usual) / 2 if leading is None else leading)


def _height(lines: Sequence[Line], leading: float | None) -> float:
    return _baselines(lines, leading)[-1] + _bottom(lines[-1]) if lines else 0.0


# ---- where a text may be broken ----


Cut = Callable[[str], Iterable[str]]


def _worth(cut: Cut, best: Block, sizes: Sizes) -> float:
    """How much larger than ``best`` a text must become to be broken so."""
    return _WORTH_A_WORD if cut is khmer.words and best.size >= sizes.least else 1.0


def _broken(spans: Spans, count: int, cut: Cut) -> tuple[Line, ...]:
    """The text on ``count`` lines, broken where ``cut`` says; none where it cannot be."""
    atoms = _atoms(spans, cut)
    if len(atoms) < count:
        return ()
    return tuple(_set(part) for part in _balanced(atoms, count))


@lru_cache(maxsize=256)
def _on_one_line(spans: tuple[Span, ...]) -> Line:
    return _set(spans)


def _atoms(spans: Spans, cut: Cut) -> list[Span]:
    return [Span(piece, span.style) for span in spans for piece in cut(span.text) if piece]


def _spaces(text: str) -> list[str]:
    """``text`` cut after each space and zero-width space."""
    pieces = [""]
    for before, character in pairwise("\0" + text):
        if before in " \u200b" and character not in " \u200b":
            pieces.append("")
        pieces[-1] += character
    return pieces


def _set(atoms: Spans) -> Line:
    """One line of these pieces, without the space at its end."""
    by_style = [
        Span("".join(atom.text for atom in group), style)
        for style, group in groupby(atoms, key=lambda atom: atom.style)
    ]
    if not by_style:
        return shape("")
    by_style[-1] = Span(by_style[-1].text.rstrip(" \u200b"), by_style[-1].style)
    return join(shape(*span) for span in by_style)


def _balanced(atoms: Spans, count: int) -> list[Spans]:
    """``atoms`` on ``count`` lines, the widest as narrow as can be and the others like it."""
    ends = [0.0, *accumulate(shape(*atom).width for atom in atoms)]
    best = [(width, width * width, 0) for width in ends]
    cuts: list[list[int]] = []
    for _ in range(count - 1):
        best = [min(_with_last_line(best, ends, end)) for end in range(len(ends))]
        cuts.append([choice[2] for choice in best])
    bounds = [len(atoms)]
    for choices in reversed(cuts):
        bounds.append(choices[bounds[-1]])
    return [atoms[start:end] for start, end in pairwise([0, *reversed(bounds)]) if start < end]


def _with_last_line(
    best: Sequence[tuple[float, float, int]], ends: Sequence[float], end: int
) -> Iterator[tuple[float, float, int]]:
    for start in range(end + 1):
        width = ends[end] - ends[start]
        yield max(best[start][0], width), best[start][1] + width * width, start


def _filled(atoms: Spans, width: float, most: float = math.inf) -> list[Spans]:
    """``atoms`` on lines as full as ``width`` em allow; one that is wider stands alone. After
    ``most`` lines the rest is one more."""
    lines: list[list[Span]] = []
    for atom in atoms:
        if lines and (len(lines) > most or _set([*lines[-1], atom]).ink_width <= width):
            lines[-1].append(atom)
        else:
            lines.append([atom])
    return list(lines)


# ---- shortening ----


def _shortened(spans: Spans, width: float, count: int) -> tuple[Line, ...]:
    """``spans`` on at most ``count`` lines of ``width`` em, the last with an ellipsis."""
    lines = _filled(_atoms(spans, khmer.words), width, count)
    first_wide = next((i for i, line in enumerate(lines) if _set(line).ink_width > width), count)
    kept = min(first_wide, count - 1)
    rest = [atom for line in lines[kept:] for atom in line]
    head = tuple(_set(line) for line in lines[:kept])
    return (*head, _cut(_atoms(rest, khmer.syllables), width)) if rest else head


def _cut(pieces: Spans, width: float) -> Line:
    """As many of ``pieces`` as fit before an ellipsis."""
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if _with_ellipsis(pieces[:middle]).ink_width <= width:
            low = middle
        else:
            high = middle - 1
    return _with_ellipsis(pieces[:low])


def _with_ellipsis(pieces: Spans) -> Line:
    style = pieces[-1].style if pieces else REGULAR
    text = "".join(piece.text for piece in pieces).rstrip(" \u200b")
    kept = [*pieces[:-1], Span(pieces[-1].text.rstrip(" \u200b"), style)] if text else []
    return _set([*kept, Span(ELLIPSIS, style)])


# ---- several texts, one below the other ----


class Paragraph(NamedTuple):
    """A text of a stack, with the sizes it may have (pt), its lines, the gap above it (pt),
    its colour, and whether it may be left out when room is short."""

    spans: tuple[Span, ...]
    sizes: Sizes
    lines: int = 1
    gap: float = 0.0
    colour: str = "#000000"
    optional: bool = False


class Stacked(NamedTuple):
    """A paragraph's block and its top, in pt down from the top of the stack."""

    paragraph: Paragraph
    block: Block
    top: float


@dataclass(frozen=True)
class Stack:
    """Blocks below each other."""

    parts: tuple[Stacked, ...]

    @property
    def height(self) -> float:
        """From the top of the first block to the bottom of the last, in pt."""
        return self.parts[-1].top + self.parts[-1].block.height if self.parts else 0.0


def fit_stack(paragraphs: Sequence[Paragraph], width: float, height: float) -> Stack:
    """The paragraphs below each other in ``height``: all smaller in steps, then optional ones
    left out from the last, then the others on one line each from the last to the first;
    what is still too high is set smaller as a whole."""
    stack = Stack(())
    for step in range(10, -1, -1):
        stack = _stack(paragraphs, _fit_all(paragraphs, width, step / 10))
        if stack.height <= height:
            return stack
    for fewer in _reductions(paragraphs):
        stack = _stack(fewer, _fit_all(fewer, width, 0.0))
        if stack.height <= height:
            return stack
    return _scaled_down(stack, height)


def _stack(paragraphs: Sequence[Paragraph], blocks: Iterable[Block]) -> Stack:
    parts: list[Stacked] = []
    end = 0.0
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        top = end + (paragraph.gap if parts else 0.0)
        parts.append(Stacked(paragraph, block, top))
        end = top + block.height
    return Stack(tuple(parts))


def _fit_all(paragraphs: Sequence[Paragraph], width: float, scale: float) -> list[Block]:
    """Each as large as it can be, but what is to be smaller than the greatest text above it
    stays smaller: a long name in one script is not outshone by a short one in the other."""
    blocks: list[Block] = []
    greatest, most = 0.0, UNBOUNDED
    for paragraph in paragraphs:
        lesser = paragraph.sizes.largest < greatest
        blocks.append(_fit_paragraph(paragraph, width, scale, most if lesser else UNBOUNDED))
        if not lesser:
            greatest, most = paragraph.sizes.largest, blocks[-1].size * _SUBORDINATE
    return blocks


@lru_cache(maxsize=1024)
def _fit_paragraph(paragraph: Paragraph, width: float, scale: float, most: float) -> Block:
    sizes = paragraph.sizes.scaled(scale).at_most(most)
    return fit(paragraph.spans, width=width, sizes=sizes, lines=paragraph.lines)


def _reductions(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    left = list(paragraphs)
    for i in reversed(range(len(left))):
        if left[i].optional:
            del left[i]
            yield list(left)
    for i in reversed(range(len(left))):
        left[i] = left[i]._replace(lines=1)
        yield list(left)


def _scaled_down(stack: Stack, height: float) -> Stack:
    ratio = height / stack.height
    return Stack(
        tuple(
            Stacked(
                part.paragraph, replace(part.block, size=part.block.size * ratio), part.top * ratio
            )
            for part in stack.parts
        )
    )
