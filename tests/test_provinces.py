"""The 25 provinces, whatever they are called."""

from __future__ import annotations

import pytest

from kiosk.services.provinces import PROVINCES, khmer_name, province


def test_there_are_25_and_each_is_known_by_both_names() -> None:
    assert len(PROVINCES) == 25
    for name in PROVINCES:
        assert province(name) == province(name.upper()) == province(name.replace(" ", "")) == name
        assert province(khmer_name(name)) == province(f"ខេត្ត{khmer_name(name)}") == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("PP", "Phnom Penh"),
        ("រាជធានីភ្នំពេញ", "Phnom Penh"),
        ("Phnom Penh City", "Phnom Penh"),
        ("Khan Chamkarmon, Phnom Penh", "Phnom Penh"),
        ("Siem Reap", "Siemreap"),
        ("Ratanakiri", "Ratanak Kiri"),
        ("Mondolkiri Province", "Mondul Kiri"),
        ("Kompong Speu", "Kampong Speu"),
        ("Sihanoukville", "Preah Sihanouk"),
        ("កណ្ដាល", "Kandal"),
        ("ឧត្ដរមានជ័យ", "Oddar Meanchey"),
        ("Battambang / បាត់ដំបង", "Battambang"),
        ("បាត់\u200bដំបង", "Battambang"),
        ("Takéo", "Takeo"),
        ("Kampong Chhnnang", "Kampong Chhnang"),
        ("Seam Reab", "Siemreap"),
        ("Svay Riang", "Svay Rieng"),
        ("Stoeng Treng", "Stung Treng"),
        ("Prei Weng", "Prey Veng"),
        ("Phnum Penh", "Phnom Penh"),
        ("Kondol", "Kandal"),
        ("Krocheh", "Kratie"),
        ("Posat", "Pursat"),
        ("Sihanouk province", "Preah Sihanouk"),
        ("មណ្ឌលគីរី", "Mondul Kiri"),
        ("រតនៈគីរី", "Ratanak Kiri"),
        ("ភំ្នពេញ", "Phnom Penh"),
        ("Mean Chey", None),
        ("Chbar Ampov", None),
        ("Vietnam", None),
        ("Kandal, Takeo", None),
        ("Nowhere", None),
        ("Kampong", None),
        ("", None),
    ],
)
def test_a_province_is_found_as_it_is_written(written: str, name: str | None) -> None:
    assert province(written) == name


def test_what_is_no_province_has_no_khmer_name() -> None:
    assert khmer_name("Paris") == ""
