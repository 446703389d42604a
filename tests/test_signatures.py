from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import PersonDetails, Signing
from kiosk.language import Refusal
from kiosk.services.desk import Desk
from kiosk.services.signatures import HEIGHT, MAX_POINTS, WIDTH, strokes, written

POINTS = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.lists(st.lists(POINTS, min_size=1).map(tuple)).map(tuple)


@given(STROKES)
def test_what_was_drawn_is_read_back(drawn: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    assert strokes(written(drawn)) == drawn


def test_a_line_that_left_the_pad_ends_at_its_edge() -> None:
    beyond = ((-5, 10), (WIDTH + 7, HEIGHT + 1))
    assert strokes(written((beyond,))) == (((0, 10), (WIDTH, HEIGHT)),)


@pytest.mark.parametrize(
    "text", ["x", "1,2;", ";1,2", "1001,2", "1,301", "១,២", "1,2  3,4", "-1,2"]
)
def test_what_was_not_drawn_here_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="no signature"):
        strokes(text)


def test_a_signature_is_bounded() -> None:
    with pytest.raises(Refusal, match="points"):
        strokes(written((((1, 1),) * (MAX_POINTS + 1),)))


def test_a_signature_is_kept_and_can_be_taken_back(desk: Desk) -> None:
    someone = desk.add(PersonDetails(name_latin="SOK Dara", category="ccc_member"), arrives=True)
    drawn = written((((10, 20), (30, 40)),))
    signed = desk.change(someone.id, signing=Signing.ON_SCREEN, signature=drawn, signed_by="Ly")
    assert (signed.signing, signed.signature, signed.signed_by) == (Signing.ON_SCREEN, drawn, "Ly")
    desk.undo()
    again = desk.person(someone.id)
    assert (again.signing, again.signature, again.signed_by) == (Signing.ON_PAPER, "", "")
    desk.redo()
    assert desk.person(someone.id).signature == drawn


@pytest.mark.parametrize(
    ("signing", "signature"), [(Signing.ON_SCREEN, ""), (Signing.ON_PAPER, "1,2 3,4")]
)
def test_signed_on_screen_and_drawn_go_together(
    desk: Desk, signing: Signing, signature: str
) -> None:
    details = PersonDetails(
        name_latin="SOK Dara", category="ccc_member", signing=signing, signature=signature
    )
    with pytest.raises(Refusal, match="Nothing was drawn"):
        desk.add(details)
