"""Telephone numbers as they are typed, and the one form in which they are kept."""

from __future__ import annotations

import pytest

from kiosk.services.phones import display, normalise, numbers_in


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("012 000 101", "012000101"),
        ("12000101", "012000101"),
        ("970000138", "0970000138"),
        ("០៨៩០០០១០៥", "089000105"),
        ("០៩៦ ០០០០ ១០៨", "0960000108"),
        ("+855 10 000 110", "010000110"),
        ("(+855)11000114", "011000114"),
        ("+855(0)12000101", "012000101"),
        ("00855 12 000 101", "012000101"),
        ("85510000110", "010000110"),
        ("Tel: 096 0000 108", "0960000108"),
        ("096-000-0112", "0960000112"),
        ("012.000.101", "012000101"),
        ("012\u200b000\xa0101", "012000101"),
        ("012000101 (Telegram)", "012000101"),
        ("023 000 991", "023000991"),
        ("+66 81 234 5678", "+66812345678"),
        ("", ""),
        ("-", ""),
        ("none", ""),
        ("12345", ""),
        ("+855 12", ""),
        ("+999 99", ""),
        ("0120001012345678901", ""),
    ],
)
def test_a_number_has_one_plain_form(typed: str, kept: str) -> None:
    assert normalise(typed) == kept
    assert normalise(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "092 000 141 / 023 000 991",
        "092000141, 023000991",
        "092 000 141 or 023 000 991",
        "092 000 141 ឬ 023 000 991",
        "092 000 141\n023 000 991",
        "092 000 141 023 000 991",
        "92000141/23000991; 092 000 141",
    ],
)
def test_several_numbers_in_one_cell_are_found_in_order_each_once(typed: str) -> None:
    assert numbers_in(typed) == ("092000141", "023000991")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("089000105", "089 000 105"),
        ("0960000108", "096 0000 108"),
        ("+66812345678", "+66 81 234 5678"),
        ("+", "+"),
        ("call Dara", "call Dara"),
        ("", ""),
    ],
)
def test_a_number_is_shown_grouped(kept: str, shown: str) -> None:
    assert display(kept) == shown
