"""Few, pinned, of licences that fit: what is installed is held against docs/dependencies.md."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
MOST_DIRECT = 20
"""Packages that the product asks for itself; one more is a decision (docs/decisions/0002)."""
FIT = re.compile(r"MIT|BSD|Apache|PSF|Python|HPND|zlib|LGPL-3.0|CMU", re.IGNORECASE)
"""Licences that go with a product under MIT and OFL; of LGPL only what is linked dynamically."""
UNFIT = re.compile(r"AGPL|(?<!L)GPL-3.0-or-later$|SSPL|Commercial", re.IGNORECASE)
SAID_IN_A_FILE = {"sqlcipher3"}
"""Packages whose metadata say no licence: what their licence file begins with is compared."""


class Listed(NamedTuple):
    """A line of the list."""

    version: str
    licence: str
    asked_by: str


def _listed() -> dict[str, Listed]:
    lines = (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return {name: Listed(*rest) for name, *rest in cells[2:]}


def _needed() -> set[str]:
    """Everything that is installed with the product on this system, its tests left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found, coming = set[str](), list(project["dependencies"])
    while coming:
        requirement = Requirement(coming.pop())
        name = requirement.name.lower().replace("_", "-")
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        coming += importlib.metadata.distribution(name).requires or []
    return found


LISTED = _listed()


def test_what_is_installed_with_the_product_is_what_is_listed() -> None:
    windows_only = {"tzdata"}
    assert _needed() - windows_only == set(LISTED) - windows_only


@pytest.mark.parametrize("name", sorted(LISTED))
def test_each_is_pinned_and_its_licence_fits(name: str) -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-").splitlines()
    assert f"{name}=={LISTED[name].version}" in pins
    assert FIT.search(LISTED[name].licence)
    assert not UNFIT.search(LISTED[name].licence)
    try:
        told = importlib.metadata.distribution(name).metadata
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("not of this system")
    if name in SAID_IN_A_FILE:
        return
    classified = [c for c in told.get_all("Classifier") or [] if c.startswith("License")]
    expressed = [*(told.get_all("License-Expression") or []), *(told.get_all("License") or [])]
    said = " ".join([*expressed, *classified])
    assert _words(LISTED[name].licence) & _words(said), said


def _words(licence: str) -> set[str]:
    """The families that a licence names: ``MIT License`` and ``MIT`` are one."""
    return {word.upper() for word in re.findall(r"MIT|BSD|Apache|PSF|LGPL", licence, re.IGNORECASE)}


def test_the_product_asks_for_few_itself() -> None:
    direct = [name for name, line in LISTED.items() if line.asked_by == "kiosk"]
    assert len(direct) <= MOST_DIRECT
