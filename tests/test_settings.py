"""What the machine remembers, and that no damage to it stops a morning."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.language import Language
from kiosk.settings import Settings, language_of, recent_files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file of this test."""
    return tmp_path / "config" / "settings.json"


def test_what_is_saved_is_there_the_next_time(file: Path) -> None:
    kept = Settings(
        language="km",
        printer="cups:EPSON",
        desk="តុ ១",
        badge_design="a6",
        badges_beforehand=True,
        recent=("/ថត/day.kiosk",),
    )
    settings.save(kept)
    assert settings.load() == kept
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"language": 7, "printer": null, "desk": [], "recent": "x", "badges_beforehand": "no"}',
        b'{"unknown": 1, "recent": 4}',
    ],
)
def test_what_cannot_be_read_is_as_none(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert settings.load() == Settings()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "occupied").write_text("a file", "utf-8")
    monkeypatch.setenv("KIOSK_CONFIG_DIR", str(tmp_path / "occupied"))
    settings.save(Settings(desk="Desk 1"))
    assert settings.load() == Settings()


def test_the_last_events_are_kept_each_once_the_newest_first(tmp_path: Path) -> None:
    kept = Settings()
    for name in ("a", "b", "c", "d", "e", "f", "b"):
        kept = kept.with_recent(tmp_path / name)
    assert [Path(name).name for name in kept.recent] == ["b", "f", "e", "d", "c"]


def test_only_events_that_are_there_are_offered(tmp_path: Path) -> None:
    here = tmp_path / "day.kiosk"
    here.touch()
    strange = ("x" * 5000, "/root\0/y", str(tmp_path), str(tmp_path / "gone.kiosk"), "\ud800")
    kept = Settings(recent=(*strange, str(here)))
    assert recent_files(kept) == [here]


def test_a_name_that_is_no_text_can_be_remembered(tmp_path: Path, file: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.kiosk")
    settings.save(Settings().with_recent(Path(name)))
    assert json.loads(file.read_text("ascii"))["recent"] == [name]
    assert settings.load().recent == (name,)


@pytest.mark.parametrize(
    ("environment", "chosen", "otherwise", "spoken"),
    [
        ("km", "en", Language.ENGLISH, Language.KHMER),
        ("", "km", Language.ENGLISH, Language.KHMER),
        ("fr", "km", Language.ENGLISH, Language.KHMER),
        ("", "", Language.KHMER, Language.KHMER),
        ("", "fr", Language.KHMER, Language.KHMER),
    ],
)
def test_the_order_of_wishes_for_a_language(
    monkeypatch: pytest.MonkeyPatch,
    environment: str,
    chosen: str,
    otherwise: Language,
    spoken: Language,
) -> None:
    monkeypatch.setenv("KIOSK_LANG", environment)
    assert language_of(Settings(language=chosen), otherwise) is spoken


def test_a_desk_has_a_name_of_bounded_length() -> None:
    assert Settings(desk="x" * 500).desk_name == "x" * 64
    assert Settings().desk_name
