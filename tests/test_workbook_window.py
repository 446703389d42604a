"""Exports and allowances through the window's dialogs."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import Event
from kiosk.language import Language, Refusal
from kiosk.ui.facts_dialog import FactsDialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def paying(event: Event) -> Event:
    first, *rest = event.categories
    paid = dataclasses.replace(first, transport=Decimal("2.50"), lodging=Decimal("20.00"))
    return dataclasses.replace(event, categories=(paid, *rest), riel_rate=4050)


def test_allowances_stay_as_they_are_where_nobody_touches_them(
    event: Event, parent: QWidget
) -> None:
    dialog = FactsDialog(paying(event), Language.ENGLISH, lambda _event: None, parent)
    assert dialog.event_as_typed() == paying(event)
    assert dialog.categories.rows()[0][3:] == ["2.50", "", "20.00"]


def test_allowances_are_typed_in_the_digits_of_either_language(
    event: Event, parent: QWidget
) -> None:
    kept: list[Event] = []
    dialog = FactsDialog(event, Language.KHMER, kept.append, parent)
    for column, text in ((3, "២.៥០"), (4, "$5"), (5, "")):
        item = dialog.categories.table.item(0, column)
        assert item is not None
        item.setText(text)
    dialog.riel_rate.setText("៤,១០០")
    dialog.accept()
    (changed,) = kept
    rates = changed.categories[0]
    expected = (Decimal("2.50"), Decimal(5), Decimal(0))
    assert (rates.transport, rates.meals, rates.lodging) == expected
    assert changed.riel_rate == 4100


@pytest.mark.parametrize("text", ["two", "--", "2,5,0x"])
def test_what_is_no_amount_is_refused(event: Event, parent: QWidget, text: str) -> None:
    dialog = FactsDialog(event, Language.ENGLISH, lambda _event: None, parent)
    item = dialog.categories.table.item(0, 3)
    assert item is not None
    item.setText(text)
    with pytest.raises(Refusal, match="not an amount"):
        dialog.event_as_typed()
    item.setText("")
    dialog.riel_rate.setText(text)
    with pytest.raises(Refusal, match="not a rate"):
        dialog.event_as_typed()
