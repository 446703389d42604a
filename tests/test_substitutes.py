"""Who came in another's place: said of both, on the workbook's sheets and on the one for ink."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from kiosk.domain import PersonDetails
from kiosk.services.desk import Desk
from kiosk.services.paper_sheet import paper_sheet
from kiosk.services.substitutes import Substitutes
from kiosk.services.workbook import Audience
from tests.pdf_reading import text_of


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
