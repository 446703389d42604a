"""Codes of badges: no slip of a finger or a scanner makes one person's code another's."""

from __future__ import annotations

import random

import pytest

from kiosk.services.codes import ALPHABET, LENGTH, check_character, is_code, new_code

CODES = [new_code(random.Random(seed).choice) for seed in range(40)]


@pytest.mark.parametrize("code", CODES)
def test_a_new_code_is_one_and_no_single_slip_of_it_is(code: str) -> None:
    assert is_code(code)
    slips = [
        code[:place] + other + code[place + 1 :]
        for place in range(LENGTH)
        for other in ALPHABET
        if other != code[place]
    ]
    swaps = [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(LENGTH - 1)
        if code[place] != code[place + 1]
    ]
    assert [wrong for wrong in slips + swaps if is_code(wrong)] == []


def test_a_code_looks_like_no_name_and_no_phone_number() -> None:
    for code in CODES:
        assert code[0].isdigit()
        assert code[1].isalpha()
        assert not set(code) & set("0o1li")


@pytest.mark.parametrize(
    "text", ["", "2a", "2A222Q", "012345", "2a222q ", "២a222q", "2a22é2", "2a222qq"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert not is_code(text)


def test_codes_that_were_printed_stay_right() -> None:
    assert check_character("2a222") == "9"
    assert is_code("7k2mq4")


def test_codes_are_drawn_from_all_there_are() -> None:
    drawn = {new_code() for _ in range(300)}
    assert len(drawn) > 290
    assert {code[0] for code in drawn} == set(ALPHABET[:8])
