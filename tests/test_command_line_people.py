"""People by name at the command line: shown in words, corrected, taken off."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.domain import DETAIL_FIELDS, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.desk import Desk
from kiosk.services.field_words import FIELD_WORDS, known_details


@pytest.fixture
def file(full_desk: Desk) -> str:
    return str(full_desk.store.path)


def test_every_detail_of_a_person_has_its_words() -> None:
    assert set(DETAIL_FIELDS) == set(FIELD_WORDS)


def test_show_says_what_is_known_in_words(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    person = desk.add(
        PersonDetails(
            name_latin="SOK {0}",
            category="ccc_member",
            sex=Sex.FEMALE,
            photo_consent=PhotoConsent.NO,
        )
    )
    main(["show", str(desk.store.path), person.code, "--lang", "km"])
    shown = capsys.readouterr().out
    assert "ភេទ: ស្រី" in shown
    assert "យល់ព្រមឱ្យថតរូប: ទេ" in shown
    assert "ឈ្មោះឡាតាំង: SOK {0}" in shown
    assert "ពិការភាព" not in shown, "what is not known is not said"


def test_a_signature_is_only_said_to_be_there(desk: Desk) -> None:
    details = PersonDetails(name_latin="A", category="ccc_member", signature="1,2 3,4")
    said = {n.en: v.text(Language.ENGLISH) for n, v in known_details(details, desk.event)}
    assert said["The signature"] == "drawn on the screen"


def test_a_person_is_corrected(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with_desk = Desk.open(Path(file), name="t")
    someone = with_desk.people()[0]
    with_desk.close()
    assert main(["change", file, someone.code, "--name-latin", "VANN Thida", "--sex", "F"]) == 0
    assert f"Corrected {someone.name_km_canonical or 'VANN Thida'}" in capsys.readouterr().out
    again = Desk.open(Path(file), name="t")
    assert again.person(someone.id).name_latin_canonical.casefold() == "vann thida"
    again.close()
    assert main(["change", file, someone.code]) == 1
    assert "Say what is to be changed" in capsys.readouterr().err


def test_who_is_on_the_event_by_mistake_is_taken_off_and_comes_back_by_undo(
    full_desk: Desk, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    someone, here = full_desk.people()[:2]
    full_desk.check_in(here.id, badge=False)
    assert main(["remove", file, someone.code]) == 0
    assert main(["remove", file, someone.code]) == 1
    assert "No one on this event has" in capsys.readouterr().err
    assert main(["remove", file, here.code]) == 1
    assert "Take the arrival back first" in capsys.readouterr().err
    full_desk.refresh()
    assert someone.id not in {person.id for person in full_desk.people()}
    full_desk.remove(full_desk.people()[-1].id)
    full_desk.undo()
    assert full_desk.people()[-1].arrived_at is None
