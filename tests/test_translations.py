"""The Khmer of the window is whole and fresh."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kiosk.ui

UI = Path(kiosk.ui.__file__).parent
TS = UI / "translations" / "kiosk_km.ts"


def tool(name: str) -> str:
    """A tool of PySide6, beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} comes with pyside6-essentials"
    return found


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """Each message by its context and its English."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in ElementTree.parse(path).iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def as_in_the_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The messages that the code has now."""
    path = tmp_path_factory.mktemp("ts") / "now.ts"
    sources = [str(source) for source in sorted(UI.glob("*.py"))]
    command = [tool("pyside6-lupdate"), *sources, "-ts", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def test_every_word_of_the_code_is_in_the_translation_and_no_other(as_in_the_code: Path) -> None:
    assert messages(TS).keys() == messages(as_in_the_code).keys()


def test_every_word_has_its_khmer() -> None:
    for (context, source), message in messages(TS).items():
        translation = message.find("translation")
        assert translation is not None, source
        assert translation.get("type") is None, f"unfinished: {source}"
        text = translation.text or ""
        khmer = any("\u1780" <= character <= "\u17ff" for character in text)
        assert khmer or "English" in text, f"{context}: {source}"
        for place in ("%1", "%2", "%3", "%4", "%5"):
            assert (place in source) == (place in text), source


def test_the_released_file_is_what_the_translation_says(tmp_path: Path) -> None:
    released = tmp_path / "kiosk_km.qm"
    command = [tool("pyside6-lrelease"), str(TS), "-qm", str(released)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert released.read_bytes() == TS.with_suffix(".qm").read_bytes()
