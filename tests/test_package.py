"""What is installed is whole: a wheel with fonts, translations and the sample, run elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip builds of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=300)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_carries_fonts_translations_and_the_sample(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "kiosk/resources/fonts/NotoSansKhmer-Bold.ttf",
        "kiosk/resources/fonts/OFL-noto-sans-khmer.txt",
        "kiosk/ui/translations/kiosk_km.qm",
        "kiosk/sample/workshop.toml",
        "kiosk/sample/participants_80_messy.xlsx",
        "kiosk/services/badges/designs/card.toml",
        "kiosk/services/database/migrations/env.py",
    ):
        assert name in names
    assert not any(name.startswith("tests") for name in names)


def test_the_wheel_holds_a_morning_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(installed)
    empty.mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo"],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert (empty / "kiosk-demo" / "sign-in-donor.xlsx").exists()


def test_every_dependency_is_pinned_without_a_registry_address() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]
    pinned = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
    assert all("==" in pin and "://" not in pin for pin in pins)
    wanted = [*pyproject["dependencies"], *pyproject["optional-dependencies"]["test"]]
    for requirement in wanted:
        found = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert found
        assert found[0].lower() in pinned, requirement


def test_every_decision_that_is_cited_by_name_is_there() -> None:
    texts = [*ROOT.glob("kiosk/**/*.py"), *ROOT.glob("docs/**/*.md"), ROOT / "README.md"]
    cited = {
        name
        for text in texts
        for name in re.findall(r"decisions/([\w-]+\.md)", text.read_text("utf-8"))
    }
    assert "0065-the-organizers-pin.md" in cited
    assert cited <= {note.name for note in ROOT.glob("docs/decisions/*.md")}
