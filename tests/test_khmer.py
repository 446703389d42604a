"""Khmer text: one spelling, syllables, line breaks, keyboard layouts."""

from __future__ import annotations

import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import accumulate, permutations, product
from pathlib import Path
from threading import Barrier

import khmercut
import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundled import font_file
from kiosk.services.khmer import breaking, canonical, syllables, with_break_marks, words
from kiosk.services.khmer.keyboards import (
    LONGEST,
    MICROSOFT,
    NIDA,
    typed_with_khmer_layout,
    typed_with_latin_layout,
)

ZWSP = "\u200b"
DOTTED_CIRCLE = "\u25cc"
DATA = Path(__file__).parent / "data"

KHMER_BLOCK = st.text(st.characters(min_codepoint=0x1780, max_codepoint=0x17FF), max_size=12)
HARD = st.text(
    st.sampled_from("កសមបរតដអេាីិុូំះ៉៊្៌៍័់ៈោើ◌ aé1\u0301\u0323\u17dd\u200b\u200c\u200d\u00a0\n"),
    max_size=14,
)
ANY_TEXT = st.one_of(KHMER_BLOCK, HARD, st.text(max_size=20))


def _pairs(verdict: str) -> list[object]:
    lines = (DATA / "khmer_lookalikes.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        pytest.param(_text(one), _text(other), id=label)
        for kind, label, one, other in rows
        if kind == verdict
    ]


def _text(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


@cache
def _font() -> hb.Font:
    path = font_file("NotoSansKhmer-Regular.ttf")
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


def _drawn(text: str) -> list[tuple[int, int, int]]:
    """The glyphs HarfBuzz draws, with where they are put."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Khmr", "km"
    hb.shape(_font(), buffer)
    places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(glyph.codepoint, place.x_offset, place.y_offset) for glyph, place in places]


class TestCanonical:
    @pytest.mark.parametrize(("spelling", "other"), _pairs("alike"))
    def test_look_alikes_have_one_spelling(self, spelling: str, other: str) -> None:
        assert canonical(other) == canonical(spelling) == spelling

    @pytest.mark.parametrize(("one", "other"), _pairs("apart"))
    def test_what_looks_different_stays_apart(self, one: str, other: str) -> None:
        assert canonical(one) != canonical(other)
        assert _drawn(canonical(one)) != _drawn(canonical(other))

    @pytest.mark.parametrize(("spelling", "other"), _pairs("alike"))
    def test_the_canonical_form_is_drawn_without_a_dotted_circle(
        self, spelling: str, other: str
    ) -> None:
        circle = _drawn(DOTTED_CIRCLE)[0][0]
        assert circle not in [glyph for glyph, *_ in _drawn(canonical(other))]

    @pytest.mark.parametrize("base", "ងញនបមយរលវសហអ")
    @pytest.mark.parametrize("vowel", "ិីឹឺ័")
    def test_u_below_a_raised_vowel_is_the_register_it_is_drawn_as(
        self, base: str, vowel: str
    ) -> None:
        typed = base + "ុ" + vowel
        assert canonical(typed) != typed
        assert _drawn(canonical(typed)) == _drawn(typed)

    @pytest.mark.parametrize("base", "កខគចជដតថទធផពភឡ")
    def test_u_stays_where_no_register_is_drawn_so(self, base: str) -> None:
        assert canonical(base + "ុី") == base + "ុី"

    @pytest.mark.parametrize(
        ("letter", "marks"),
        [("ស", ["្ត", "្រ", "ី"]), ("ស", ["៊", "ី"]), ("ម", ["ុ", "ំ"]), ("ក", ["្រ", "េ", "ា"])],
    )
    def test_marks_in_any_order_are_one_spelling(self, letter: str, marks: list[str]) -> None:
        found = {canonical(letter + "".join(order)) for order in permutations(marks)}
        assert len(found) == 1

    @given(ANY_TEXT)
    def test_is_idempotent_for_any_text(self, text: str) -> None:
        once = canonical(text)
        assert canonical(once) == once

    @given(ANY_TEXT)
    def test_nothing_without_ink_and_no_doubled_space_is_left(self, text: str) -> None:
        found = canonical(text)
        assert unicodedata.is_normalized("NFC", found)
        assert found == " ".join(found.split())
        assert not [c for c in found if unicodedata.category(c) in ("Cc", "Cs")]
        assert ZWSP not in found

    @pytest.mark.parametrize(
        "text", ["Nguyễn Văn Ánh", "สมชาย ใจดี", "王小明", "O’Brien", "👩‍👩‍👧", "می‌خواهم", "ශ්‍රී"]
    )
    def test_other_scripts_keep_their_look(self, text: str) -> None:
        assert canonical(text) == text

    def test_lone_surrogates_and_noncharacters_go(self) -> None:
        assert canonical("Sok\ud800 \ufffeDara\x00") == "Sok Dara"

    def test_a_coeng_without_its_letter_never_catches_the_next_one(self) -> None:
        assert canonical("ស្ី") == "ស្ី"
        assert canonical("ស្") == "ស្"

    def test_doubled_marks_are_one_and_doubled_letters_two(self) -> None:
        assert canonical("សុុខា") == "សុខា"
        assert canonical("សុខា") != canonical("សសុខា")


class TestSyllables:
    def test_coengs_and_marks_stay_with_their_letter(self) -> None:
        assert syllables("ស្ត្រី ខ្ញុំ") == ["ស្ត្រី", " ", "ខ្ញុំ"]

    def test_other_scripts_are_cut_between_letters_with_their_marks(self) -> None:
        assert syllables("e\u0301a") == ["e\u0301", "a"]
        assert syllables("ab") == ["a", "b"]

    def test_an_emoji_a_flag_and_a_line_end_are_one_piece_each(self) -> None:
        assert syllables("👩‍👩‍👧🇰🇭👍🏽\r\né") == ["👩‍👩‍👧", "🇰🇭", "👍🏽", "\r\n", "é"]

    @given(ANY_TEXT)
    def test_the_pieces_joined_are_the_text(self, text: str) -> None:
        assert "".join(syllables(text)) == text


class TestLineBreaks:
    def test_organisations_break_between_words(self) -> None:
        assert words("សមាគមអភិវឌ្ឍន៍ភ្នំមាស") == ["សមាគម", "អភិវឌ្ឍន៍", "ភ្នំ", "មាស"]
        assert words("អង្គការគាំទ្រស្ត្រី និងគ្រួសារ")[2:] == ["ស្ត្រី ", "និង", "គ្រួសារ"]

    def test_typed_marks_come_first(self) -> None:
        assert words("សុខា\u200bដារា")[0] == "សុខា\u200b"

    def test_punctuation_stays_with_its_word(self) -> None:
        assert words("(កម្ពុជា) ល្អៗ។") == ["(កម្ពុជា) ", "ល្អៗ។"]

    def test_latin_breaks_at_spaces_only(self) -> None:
        assert words("Phnom Meas (NGO)") == ["Phnom ", "Meas ", "(NGO)"]

    def test_labels_get_a_mark_at_each_break_and_none_twice(self) -> None:
        assert with_break_marks("ភ្នំមាស CCC") == f"ភ្នំ{ZWSP}មាស CCC"
        assert with_break_marks(with_break_marks("ភ្នំមាស CCC")) == f"ភ្នំ{ZWSP}មាស CCC"
        assert with_break_marks("") == ""

    @given(ANY_TEXT)
    def test_pieces_joined_are_the_text_and_no_syllable_is_cut(self, text: str) -> None:
        pieces = words(text)
        assert "".join(pieces) == text
        assert set(accumulate(map(len, pieces))) <= set(accumulate(map(len, syllables(text))))

    def test_a_pasted_page_is_cut_too(self) -> None:
        page = "អង្គការសកម្មភាពជីវភាពជនបទកម្ពុជា" * 150
        assert "".join(words(page)) == page


class TestKeyboards:
    def test_a_name_typed_with_the_other_layout_is_read_back(self) -> None:
        assert typed_with_khmer_layout("សុខា")[0] == "suxa"
        assert typed_with_latin_layout("suxa")[0] == "សុខា"

    @given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz23456789"), min_size=1, max_size=12))
    def test_small_letters_and_digits_come_back_from_either_layout(self, keys: str) -> None:
        for layout in (NIDA, MICROSOFT):
            typed = "".join(layout[key] for key in keys)
            assert keys in typed_with_khmer_layout(typed)

    def test_keys_of_two_characters_have_both_readings(self) -> None:
        assert {"A", "aM"} <= set(typed_with_khmer_layout("\u17b6\u17c6"))
        assert typed_with_khmer_layout("\u17ff")[0] == "A"

    def test_the_layouts_differ_in_their_space_bar(self) -> None:
        assert "sok dara" in typed_with_khmer_layout("សោក\u200bដារា")
        assert "sok dara" in typed_with_khmer_layout("សោក\u17d2ដារា")

    def test_text_without_khmer_and_endless_text_have_no_reading(self) -> None:
        assert typed_with_khmer_layout("Sok Dara") == []
        assert typed_with_khmer_layout("ា" * (LONGEST + 1)) == []
        assert typed_with_latin_layout("a" * (LONGEST + 1)) == []

    @given(ANY_TEXT)
    def test_any_text_is_read(self, text: str) -> None:
        assert text not in typed_with_latin_layout(text)
        assert all(isinstance(reading, str) for reading in typed_with_khmer_layout(text))


def test_words_are_found_by_several_at_once_from_the_first_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The window breaks its lines while a badge is drawn, and the model is read at the first. One
    round without the lock goes wrong four times in ten."""
    runs = ["".join(parts) for parts in product(("សុខ", "ដារា", "ច័ន្ទ", "ពិសី"), repeat=2)]
    expected = [breaking._words_of(run) for run in runs]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(12):
            monkeypatch.setattr(khmercut, "tagger", None)
            begin = Barrier(len(runs))
            with ThreadPoolExecutor(len(runs)) as pool:
                assert list(pool.map(partial(_cut_at_once, begin), runs)) == expected
    finally:
        sys.setswitchinterval(usual)


def _cut_at_once(begin: Barrier, run: str) -> list[str]:
    begin.wait()
    return breaking._words_of(run)
