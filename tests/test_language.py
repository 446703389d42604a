"""Sentences in two languages, with their facts."""

from __future__ import annotations

import pytest

from kiosk.language import Language, Refusal, Sentence, Told, in_digits_of, with_latin_digits

COUNT = Sentence(en="{count} of {what}", km="{what} {count}")
PEOPLE = Sentence(en="people", km="មនុស្ស")


def test_facts_are_put_in_the_language_of_the_sentence() -> None:
    told = Told.of(COUNT, count=12, what=PEOPLE)
    assert told.text(Language.ENGLISH) == "12 of people"
    assert told.text(Language.KHMER) == "មនុស្ស ១២"
    nested = Told.of(COUNT, count=3, what=told)
    assert nested.text(Language.KHMER) == "មនុស្ស ១២ ៣"


def test_only_whole_numbers_get_the_digits_of_the_language() -> None:
    for fact in ("B12", 1.5, True):
        assert COUNT.text(Language.KHMER, count=fact, what="") == f" {fact}"


def test_what_a_fact_holds_is_never_taken_for_a_place() -> None:
    assert COUNT.text(Language.ENGLISH, count="{what}", what="{0}") == "{what} of {0}"


def test_a_refusal_says_itself_in_both_languages() -> None:
    refusal = Refusal(COUNT, count=2, what=PEOPLE)
    assert refusal.text(Language.KHMER) == "មនុស្ស ២"
    assert str(refusal) == "2 of people"


@pytest.mark.parametrize("text", ["012 345 678", "១២", "A-7", ""])
def test_digits_go_there_and_back(text: str) -> None:
    latin = with_latin_digits(text)
    assert with_latin_digits(in_digits_of(Language.KHMER, latin)) == latin
    assert in_digits_of(Language.ENGLISH, latin) == latin


@pytest.mark.parametrize(("count", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_a_word_goes_with_its_number(count: int, words: str) -> None:
    rows = Sentence(en="{count} {count:row|rows}", km="{count} ជួរដេក")
    assert rows.text(Language.ENGLISH, count=count) == words
    assert rows.text(Language.KHMER, count=count) == f"{'០១២'[count]} ជួរដេក"
