"""Who came in another's place: said of both, on the workbook's sheets, on the one for ink, and at
the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.cli import main
from kiosk.domain import PersonDetails
from kiosk.services.desk import Desk
from kiosk.services.paper_sheet import paper_sheet
from kiosk.services.substitutes import Substitutes, awaited
from kiosk.services.workbook import Audience
from tests.pdf_reading import text_of
from tests.staff import Staff, at_the_desk


def send_another(desk: Desk) -> tuple[str, str]:
    """NOP Sreymom comes in place of SOK Api; the codes of both."""
    api = desk.find("sok api", 1)[0].person
    details = PersonDetails(
        name_latin="NOP Sreymom", category="other", walk_in=True, in_place_of=api.code
    )
    return api.code, desk.add(details, arrives=True).code


def cells(path: Path, sheet: str, code: str) -> list[str]:
    """The row of the person with that code."""
    rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return next([str(cell or "") for cell in row] for row in rows if code in row)


def test_both_sheets_of_the_workbook_say_so(full_desk: Desk, tmp_path: Path) -> None:
    api, nop = send_another(full_desk)
    path = tmp_path / "sign-in.xlsx"
    full_desk.exports.workbook(path, Audience.DONOR)
    came = cells(path, "Sign-in", nop)[-1]
    assert came == f"ជំនួស {name_km(full_desk, api)} ({api})\nin place of SOK Api ({api})"
    absent = cells(path, "Absent", api)[-1]
    assert absent.endswith(f"NOP Sreymom ({nop}) came in their place")


def test_the_paper_says_so(full_desk: Desk) -> None:
    api, nop = send_another(full_desk)
    made = paper_sheet(full_desk.event, full_desk.people())
    text = "\n".join(text_of(made.pdf, page) for page in range(made.pages))
    assert f"in place of SOK Api ({api})" in text
    assert f"NOP Sreymom ({nop}) came in their place" in text


def test_who_went_again_did_not_come(full_desk: Desk) -> None:
    api, nop = send_another(full_desk)
    full_desk.undo_check_in(nop)
    found = Substitutes.among(full_desk.people())
    assert found.remark(full_desk.person(api)) == ""
    assert "in place of" in found.remark(full_desk.person(nop))


def name_km(desk: Desk, code: str) -> str:
    person = desk.person(code)
    return person.name_km_canonical or person.name_latin_canonical


def sends_vibol(staff: Staff) -> None:
    """Kong Vibol comes in place of SOK Api, by the window's keys."""
    staff.types("sok api")
    staff.presses(Qt.Key.Key_R, ctrl=True)
    staff.types("Kong Vibol")
    staff.presses(Qt.Key.Key_Return)


def test_row_card_and_notice_name_both(full_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(full_desk, qtbot) as staff:
        sends_vibol(staff)
        assert staff.notice.startswith("Kong Vibol (in place of SOK Api) arrived at ")
        staff.types("sok api")
        row = staff.window.model.index(0)
        said = str(row.data(Qt.ItemDataRole.AccessibleTextRole))
        assert said.startswith("SOK Api")
        assert said.endswith("Replaced by Kong Vibol")
        assert "Kong Vibol came in their place" in staff.card
        staff.window.grab()


def test_who_was_replaced_is_checked_in_by_a_second_enter_only(
    full_desk: Desk, qtbot: QtBot
) -> None:
    api = full_desk.find("sok api", 1)[0].person
    with at_the_desk(full_desk, qtbot) as staff:
        sends_vibol(staff)
        staff.types("sok api")
        staff.presses(Qt.Key.Key_Return)
        assert full_desk.person(api.id).arrived_at is None
        asked = "Kong Vibol came in place of SOK Api. Enter again only if SOK Api is here too."
        assert staff.notice == asked
        staff.presses(Qt.Key.Key_Escape)
        staff.types("sok api")
        staff.presses(Qt.Key.Key_Return)
        assert full_desk.person(api.id).arrived_at is None, "letters in between ask anew"
        staff.holds_enter()
        assert full_desk.person(api.id).arrived_at is not None
        assert staff.notice.startswith("SOK Api arrived at ")


def test_nobody_phones_who_was_replaced(full_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(full_desk, qtbot) as staff:
        sends_vibol(staff)
        staff.presses(Qt.Key.Key_G, ctrl=True)
        rows = staff.window.morning.list
        shown = "\n".join(rows.item(row).text() for row in range(rows.count()))
        assert "SOK Api" not in shown
        assert rows.count() == 78
        assert "78 not here yet" in [tile.text() for tile in staff.window.morning.tiles]
        staff.presses(Qt.Key.Key_Escape)
        staff.presses(Qt.Key.Key_Z, ctrl=True)
        assert len(awaited(full_desk.people())) == 79
    assert full_desk.figures().no_shows == 79


def test_another_desk_sends_someone_while_the_card_is_open(full_desk: Desk, qtbot: QtBot) -> None:
    with at_the_desk(full_desk, qtbot) as staff:
        staff.types("sok api")
        assert "came in their place" not in staff.card
        other = Desk.open(full_desk.store.path, name="Desk 2")
        send_another(other)
        other.close()
        staff.window.refresh()
        assert "NOP Sreymom came in their place" in staff.card
        said = staff.window.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert str(said).endswith("Replaced by NOP Sreymom")


def test_the_command_line_asks_for_a_word_more(
    full_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    api, _nop = send_another(full_desk)
    path = str(full_desk.store.path)
    full_desk.close()
    assert main(["check-in", path, api, "--no-badge"]) == 1
    assert "--although-replaced" in capsys.readouterr().err
    assert main(["find", path, "sok api"]) == 0
    assert "NOP Sreymom came in their place" in capsys.readouterr().out
    assert main(["check-in", path, api, "--no-badge", "--although-replaced"]) == 0
