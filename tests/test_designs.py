"""The organizer's own designs and logo: kept in the event file, checked, drawn."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.units import mm

from kiosk.cli import main
from kiosk.domain import Action, PersonDetails
from kiosk.language import Refusal
from kiosk.services.badge_room import Box, SampleKind
from kiosk.services.badges import WrongLine, design_names, pictures
from kiosk.services.desk import Desk

RED = (200, 30, 30)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A red picture three times as wide as high."""
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), RED).save(file)
    return file


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([str(each) for each in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def red_dots(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    colours = picture.getcolors(1 << 24) or []
    return sum(count for count, colour in colours if colour == RED)


# --- the logo ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", design_names())
def test_every_shipped_design_has_room_for_a_logo_and_none_without(
    full_desk: Desk, logo: Path, name: str
) -> None:
    room, person = full_desk.badge_room, full_desk.people()[0]
    assert red_dots(room.badge(person, name)) == 0
    room.designs.keep_logo(logo)
    assert red_dots(room.badge(person, name)) > 20 * 6 * 20
    room.designs.keep_logo(None)
    assert red_dots(room.badge(person, name)) == 0


def test_a_logo_lies_in_the_event_file_and_its_change_in_the_journal(
    desk: Desk, logo: Path, tmp_path: Path
) -> None:
    desk.badge_room.designs.keep_logo(logo)
    desk.close()
    logo.unlink()
    again = Desk.open(tmp_path / "day.kiosk", name="Desk 2")
    assert again.badge_room.designs.logo()
    row = again.store.journal()[-1]
    again.close()
    assert row.action is Action.EVENT_CHANGED
    assert row.after["picture logo"]["media_type"] == "image/png"


def test_a_picture_is_kept_small_upright_and_with_its_transparency(tmp_path: Path) -> None:
    large = Image.new("RGB", (2400, 1200), RED)
    exif = large.getexif()
    exif[0x0112] = 6  # the camera was turned
    large.save(tmp_path / "turned.jpg", exif=exif)
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    turned = Image.open(io.BytesIO(pictures.picture_of(tmp_path / "turned.jpg")))
    assert turned.size == (400, 800)
    clear = Image.open(io.BytesIO(pictures.picture_of(tmp_path / "clear.png")))
    assert clear.mode == "RGBA"


@pytest.mark.parametrize("content", [b"", b"GIF89a nonsense", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(Refusal, match="Choose a PNG or JPEG"):
        desk.badge_room.designs.keep_logo(tmp_path / "x.png")
    with pytest.raises(Refusal, match="cannot be read"):
        desk.badge_room.designs.keep_logo(tmp_path / "gone.png")
    assert desk.badge_room.designs.logo() == b""


def test_a_picture_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    """100 million white dots are 100 kB in a file."""
    Image.new("1", (10_000, 10_000)).save(tmp_path / "bomb.png", optimize=True)
    with pytest.raises(Refusal, match="larger than 10 MB or 40 megapixels"):
        pictures.picture_of(tmp_path / "bomb.png")
    (tmp_path / "fat.png").write_bytes(b"\0" * (pictures.MOST_BYTES + 1))
    with pytest.raises(Refusal, match="larger than"):
        pictures.picture_of(tmp_path / "fat.png")


# --- designs of one's own ---------------------------------------------------------------------


def test_a_design_goes_round_by_the_command_line(
    full_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event, file = full_desk.store.path, tmp_path / "ours.toml"
    assert answer(capsys, "design", event, "export", "card", file)[0] == 0
    file.write_text(file.read_text("utf-8").replace("Card, 90", "Our card, 90"), "utf-8")
    code, out, _err = answer(capsys, "design", event, "check", file)
    assert code == 0
    assert "is a badge design: Our card, 90 × 55 mm" in out
    assert answer(capsys, "design", event, "add", file)[0] == 0
    listed = json.loads(answer(capsys, "design", event, "list", "--json")[1])
    assert listed[0] == {
        "name": "ours",
        "title": "Our card, 90 × 55 mm",
        "own": True,
        "page_mm": [90, 55],
        "badges_on_a_page": 1,
    }
    code, _out, _err = answer(
        capsys, "badges", event, tmp_path / "b.pdf", "--design", "ours", "--who", "all"
    )
    assert code == 0
    assert answer(capsys, "design", event, "remove", "ours")[0] == 0
    code, _out, err = answer(capsys, "design", event, "remove", "card")
    assert code == 1
    assert "no badge design “card”" in err


def test_a_wrong_line_is_named_and_nothing_is_kept(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    text = desk.badge_room.designs.text("card")
    file.write_text(text.replace("width = 90", "width = 9000"), "utf-8")
    line = text[: text.index("width = 90")].count("\n") + 1
    for command in ("check", "add"):
        code, _out, err = answer(capsys, "design", desk.store.path, command, file)
        assert code == 1
        assert f"ours.toml, line {line}: “width” must be a number from 15 to 1200" in err
    assert desk.badge_room.designs.own() == ()
    with pytest.raises(WrongLine) as wrong:
        desk.badge_room.designs.keep("ours", file.read_text("utf-8"))
    assert wrong.value.line == line


def test_the_pictures_a_design_names_come_along_and_go_out_with_it(
    full_desk: Desk, logo: Path, tmp_path: Path
) -> None:
    room = full_desk.badge_room
    file = tmp_path / "ours.toml"
    picture = '\n[[front]]\nkind = "picture"\nat = [60, 20, 12, 12]\nfile = "logo.png"\n'
    file.write_text(room.designs.text("card") + picture, "utf-8")
    room.designs.add("ours", file)
    logo.unlink()
    assert red_dots(room.badge(full_desk.people()[0], "ours")) > 500
    out = tmp_path / "out"
    out.mkdir()
    room.designs.export("ours", out / "theirs.toml")
    assert sorted(each.name for each in out.iterdir()) == ["logo.png", "theirs.toml"]


def test_a_picture_from_another_folder_is_not_fetched(
    desk: Desk, logo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    picture = '\n[[front]]\nkind = "picture"\nat = [60, 20, 12, 12]\nfile = "../logo.png"\n'
    (folder / "ours.toml").write_text(desk.badge_room.designs.text("card") + picture, "utf-8")
    with pytest.raises(Refusal, match=r"there is no picture \.\./logo\.png"):
        desk.badge_room.designs.add("ours", folder / "ours.toml")


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 41, "a/b"])
def test_a_name_that_is_none_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(Refusal, match="is no name for a badge design"):
        desk.badge_room.designs.keep(name, desk.badge_room.designs.text("card"))


def test_a_khmer_name_is_one_and_a_shipped_one_is_taken(desk: Desk) -> None:
    room = desk.badge_room
    room.designs.keep("កាតយើង", room.designs.text("card"))
    assert room.designs.named("កាតយើង").width == 90
    with pytest.raises(Refusal, match="comes with the program"):
        room.designs.keep("card", room.designs.text("card"))


def test_a_design_is_tried_with_every_category_and_hard_names(full_desk: Desk) -> None:
    room = full_desk.badge_room
    samples = room.samples(room.designs.named("sheet10"))
    fronts = [sample.person for sample in samples if sample.kind is SampleKind.FRONT]
    assert {p.category for p in fronts if p} == {c.key for c in full_desk.event.categories}
    names = [p.name_km_canonical for p in full_desk.people() if p.name_km_canonical]
    longest = max(names, key=len)
    assert any(p and len(p.name_km_canonical) >= len(longest) - 2 for p in fronts)
    assert samples[-1].kind is SampleKind.SHEET
    assert [s.kind for s in room.samples(room.designs.named("a6"))].count(SampleKind.BACK) == 1


def test_an_event_without_people_is_tried_with_invented_ones(desk: Desk) -> None:
    samples = desk.badge_room.samples(desk.badge_room.designs.named("card"))
    assert len(samples) >= 3
    document = pypdfium2.PdfDocument(samples[0].pdf)
    assert len(document) == len(samples)
    document.close()


# --- the box ----------------------------------------------------------------------------------


def test_blank_badges_carry_the_band_of_their_category_and_no_code(
    full_desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "blanks.pdf"
    made = full_desk.badges(target, Box(who=("arrived",), blanks=2, blank_category="cbo"))
    assert (made.badges, made.blanks) == (0, 2)
    document = pypdfium2.PdfDocument(target)
    words = document[0].get_textpage().get_text_range()
    width = document[0].get_width() / mm
    document.close()
    category = full_desk.event.category("cbo")
    assert category is not None
    assert category.km in words.replace("\u200b", "")
    assert width == pytest.approx(90, abs=0.01)
    with pytest.raises(Refusal, match="no category “guest”"):
        full_desk.badges(target, Box(blanks=1, blank_category="guest"))


def test_a_roll_that_knows_black_only_has_no_other_colour_on_any_badge(
    full_desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "roll.pdf"
    full_desk.badges(target, Box(blanks=1), "roll62")
    document = pypdfium2.PdfDocument(target)
    for page in (document[0], document[len(document) - 1]):
        pixels = page.render(scale=2).to_pil().convert("RGB").getcolors(1 << 20)
        assert pixels is not None
        edges = [colour for _count, colour in pixels if len(set(colour)) > 1]
        assert edges == []
        flat = [colour for count, colour in pixels if count > 5000]
        assert set(flat) == {(0, 0, 0), (255, 255, 255)}
    document.close()


def test_what_no_font_has_in_the_agenda_is_said_of_the_design_that_carries_it(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add(PersonDetails(name_latin="Sok Dara", category="cbo"))
    slot = replace(desk.event.agenda[0], speakers=("李小龙",))
    desk.change_event(replace(desk.event, agenda=(slot, *desk.event.agenda[1:])))
    assert desk.badges(tmp_path / "a.pdf", Box(), "a6").in_agenda == "李小龙"
    assert desk.badges(tmp_path / "b.pdf", Box(), "card").in_agenda == ""


def test_expected_are_those_who_are_not_here_yet(full_desk: Desk, tmp_path: Path) -> None:
    full_desk.check_in(full_desk.people()[0].id)
    made = full_desk.badges(tmp_path / "b.pdf", Box(who=("expected",), order="khmer"))
    assert made.badges == 78
