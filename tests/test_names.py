"""Names: honorifics apart, one printed form in each script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.names import canonical_latin, canonical_name, is_khmer, split_honorific


@pytest.mark.parametrize(
    ("text", "honorific", "name"),
    [
        ("លោក សុខ ដារា", "លោក", "សុខ ដារា"),
        ("លោកសុខ ដារា", "លោក", "សុខ ដារា"),
        ("លោក\u200bសុខា", "លោក", "សុខា"),
        ("លោកស្រី ចាន់ ធី", "លោកស្រី", "ចាន់ ធី"),
        ("លោក ស្រី ណា", "លោក", "ស្រី ណា"),
        ("លោកជំទាវ មាស", "លោកជំទាវ", "មាស"),
        ("ឯកឧត្តម បណ្ឌិត សុខ", "ឯកឧត្តម បណ្ឌិត", "សុខ"),
        ("អ្នកស្រី ពៅ", "អ្នកស្រី", "ពៅ"),
        ("លោកគ្រូ សុខ", "លោកគ្រូ", "សុខ"),
        ("ព្រះតេជគុណ ជា", "ព្រះតេជគុណ", "ជា"),
        ("សម្ដេច ជា", "សម្តេច", "ជា"),
        ("កញ្ញា សុខ", "កញ្ញា", "សុខ"),
        ("Mr. Sok Dara", "Mr.", "Sok Dara"),
        ("mr sok dara", "mr", "sok dara"),
        ("Ms.Sok", "Ms.", "Sok"),
        ("Mrs Chan Thy", "Mrs", "Chan Thy"),
        ("Miss  Sok", "Miss", "Sok"),
        ("H.E. Dr. Sok", "H.E. Dr.", "Sok"),
        ("H.E Sok", "H.E", "Sok"),
        ("HE Dr. Sok", "HE Dr.", "Sok"),
        ("Ven. Sok", "Ven.", "Sok"),
        ("Prof. Sok", "Prof.", "Sok"),
        ("Lok Chumteav Sok", "Lok Chumteav", "Sok"),
    ],
)
def test_the_honorific_comes_apart(text: str, honorific: str, name: str) -> None:
    assert split_honorific(text) == (honorific, name)


@pytest.mark.parametrize(
    "name",
    [
        *("កញ្ញា", "កញ្ញារី", "សុខ កញ្ញា", "លោកជំទាវ", "Mrak Sok", "Drew Sok", "Missy Sok"),
        *("Ven Sok", "He Sokha", "Lok Srey", "Dr.", "Mr", "MrSok", "Hon Sok", "Eng Sok", "", "😀"),
    ],
)
def test_a_name_that_only_begins_like_a_title_stays_whole(name: str) -> None:
    assert split_honorific(name) == ("", name)


@given(st.text(max_size=30))
def test_no_letter_of_the_name_is_lost(text: str) -> None:
    _, name = split_honorific(text)
    assert text.strip(" \t\n\u00a0\u200b\ufeff").endswith(name)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("sok dara", "Sok Dara"),
        ("SOK Dara", "SOK Dara"),
        ("jean-luc o'neil", "Jean-Luc O'Neil"),
        ("  Sok\t Dara\u200b\u0007 ", "Sok Dara"),
        ("Ro\u0301sa", "Rósa"),
        ("élodie", "Élodie"),
        ("", ""),
    ],
)
def test_latin_names_get_one_printed_form(typed: str, printed: str) -> None:
    assert canonical_latin(typed) == printed
    assert canonical_latin(printed) == printed


def test_the_script_chooses_the_form() -> None:
    assert canonical_name("សុី") == "ស៊ី"
    assert canonical_name("sok") == "Sok"


def test_khmer_is_told_by_its_letters() -> None:
    assert is_khmer("Sok សុខ")
    assert not is_khmer("Sok ១២")
    assert not is_khmer("")
