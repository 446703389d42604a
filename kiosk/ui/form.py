"""The form for a walk-in, for naming a seat, and for correcting someone; Enter saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import AgeBand, Event, Group, Person, PersonDetails, PhotoConsent, Sex
from kiosk.language import Language
from kiosk.services.completion import SHOWN, Suggestion, suggestions
from kiosk.services.groups import GroupCount, emptiest
from kiosk.services.khmer import with_break_marks
from kiosk.services.names import is_khmer
from kiosk.services.people import usual_category
from kiosk.services.provinces import PROVINCES, province
from kiosk.ui import theme
from kiosk.ui.choice import Choice
from kiosk.ui.choice_box import ChoiceBox
from kiosk.ui.completing import Completing
from kiosk.ui.folding import Folding
from kiosk.ui.label import Label
from kiosk.ui.long_line import LongLine
from kiosk.ui.name_fields import NameFields
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.same_person import SamePerson
from kiosk.ui.speech import Speech

Pair = tuple[str, str]
"""One thing in Khmer and in English: an organisation or a position."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the event knows, to complete from: organisations and positions in both languages; and
    how full its groups are."""

    organisations: Sequence[Pair] = ()
    positions: Sequence[Pair] = ()
    groups: Sequence[GroupCount] = ()

    @classmethod
    def of(cls, people: Sequence[Person], groups: Sequence[GroupCount] = ()) -> Known:
        """Everything that is said of ``people``."""
        organisations = {(p.organisation_km, p.organisation_en): None for p in people}
        positions = {(p.position_km, p.position_en): None for p in people}
        return cls(list(organisations), list(positions), groups)


class PersonForm(QFrame):
    """Asks for what is said of a person. ``saved`` carries the fields by name."""

    saved = Signal(object)
    cancelled = Signal()
    changed = Signal()
    same_person = Signal()

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._speech, self._event = speech, event
        self._person: Person | None = None
        self._in_place_of: Person | None = None
        self._known = Known()
        self._labels: dict[str, QLabel] = {}
        self._heading = Label()
        self._heading.setProperty("scale", "large")
        self._lines = {name: LongLine() for name in _LINES}
        self._names = NameFields(self._lines["name_km"], self._lines["name_latin"])
        self._combos = {name: ChoiceBox() for name in ("category", "group", "age_band")}
        for combo in self._combos.values():  # shortened rather than wider than the page
            combo.setSizeAdjustPolicy(_SHORTENED)
            combo.setMinimumContentsLength(8)
        self._choices = {
            "sex": Choice(_SEXES, Sex.NOT_STATED, letters=_SEX_LETTERS),
            "photo_consent": Choice(_CONSENTS, PhotoConsent.NOT_ASKED, letters=_CONSENT_LETTERS),
        }
        for name, choice in self._choices.items():
            choice.lost.connect(partial(self._say_lost, name))
            choice.chosen.connect(self._was_answered)
        self._combos["category"].activated.connect(self._was_answered)
        self._asks_category = False
        self.problem = Notice(hides=True)
        self._namesake = Label()
        self._namesake.setWordWrap(True)
        self._namesake.setProperty("quiet", "true")
        self._same = SamePerson(speech)
        self._same.clicked.connect(self._take_offer)
        self._of_this_name: tuple[UUID, ...] = ()
        self._asked = False
        self._told_by: tuple[str, ...] = ()
        self.expected_only = False
        self._save, self._cancel, self._expect = QPushButton(), QPushButton(), QPushButton()
        self._expect.clicked.connect(self.save_expected)
        self._save.setProperty("primary", True)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancelled)
        self._lay_out()
        self.completing = {
            name: Completing(self._lines[name], partial(self._known_as, name))
            for name in ("organisation", "position", "province")
        }
        for line in self._lines.values():
            line.textChanged.connect(self.changed)
        self.retranslate()

    def _lay_out(self) -> None:
        fields = QWidget()
        self._grid = QGridLayout(fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.UNIT * 3)
        self._grid.setVerticalSpacing(theme.UNIT // 2)
        for name in _ORDER:
            label = self._labels[name] = Label()
            label.setProperty("scale", "small")
            label.setBuddy(self._widget(name))
        self._arrange(_COLUMNS)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(fields)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self._save)
        buttons.addWidget(self._expect)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.UNIT * 2, theme.UNIT, theme.UNIT * 2, theme.UNIT * 2)
        layout.setSpacing(theme.UNIT)
        layout.addWidget(Folding(self._heading, self._same))
        layout.addWidget(scroll, 1)
        layout.addWidget(self._namesake)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def _arrange(self, columns: int) -> None:
        """Put the fields into so many columns; Tab goes through them in the same order."""
        self._columns, grid = columns, self._grid
        while grid.count():
            grid.takeAt(0)
        for i, name in enumerate(_ORDER):
            row, column = divmod(i, columns)
            grid.addWidget(self._labels[name], row * 2, column)
            grid.addWidget(self._widget(name), row * 2 + 1, column)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, int(column < columns))
            grid.setColumnMinimumWidth(column, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two columns where large text leaves no room for three."""
        columns = _COLUMNS if self.width() >= theme.scaled(_WIDE) else _COLUMNS - 1
        if columns != self._columns:
            self._arrange(columns)

    def _widget(self, name: str) -> QWidget:
        return self._lines.get(name) or self._combos.get(name) or self._choices[name]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew, keeping what was typed."""
        words = self._words()
        for name, label in self._labels.items():
            label.setText(words[name])
            self._widget(name).setAccessibleName(words[name])
        if self._in_place_of is not None:
            replaced = self._speech.names(self._in_place_of)[0]
            who = self.tr("Who came in place of %1?").replace("%1", replaced)
            self._heading.setText(with_break_marks(who))
            self._save.setText(self.tr("Save, arrived, print (Enter)"))
        elif self._person is None:
            self._heading.setText(self.tr("New person – a walk-in"))
            self._save.setText(self.tr("Save, arrived, print (Enter)"))
        elif not self._person.named:
            self._heading.setText(self.tr("Who came for this seat?"))
            self._save.setText(self.tr("Save, arrived, print (Enter)"))
        else:
            self._heading.setText(self.tr("Correct what is written of this person"))
            self._save.setText(self.tr("Save (Enter)"))
        self._cancel.setText(self.tr("Back (Esc)"))
        self._expect.setText(self.tr("Expected, not here yet (Ctrl+Enter)"))
        self._expect.setVisible(self._may_expect)
        self._choices["sex"].name_choices(
            {Sex.FEMALE: self.tr("Female"), Sex.MALE: self.tr("Male"), Sex.OTHER: self.tr("Other")}
        )
        self._choices["photo_consent"].name_choices(
            {
                PhotoConsent.YES: self.tr("Yes"),
                PhotoConsent.NO: self.tr("No"),
                PhotoConsent.NOT_ASKED: self.tr("Not asked"),
            }
        )
        self._fill_combos()
        self._same.retranslate(self._event)
        self.mention_namesake(*self._told_by)
        self.problem.refresh()

    def _words(self) -> dict[str, str]:
        return {
            "name_km": self.tr("Name in Khmer"),
            "name_latin": self.tr("Name in Latin letters"),
            "honorific": self.tr("Honorific"),
            "sex": self.tr("Sex"),
            "category": self.tr("Category (needed)"),
            "group": self.tr("Group"),
            "organisation": self.tr("Organisation"),
            "position": self.tr("Position"),
            "phone": self.tr("Phone"),
            "email": self.tr("Email"),
            "province": self.tr("Province"),
            "age_band": self.tr("Age"),
            "photo_consent": self.tr("May photos be taken?"),
            "note": self.tr("Note"),
        }

    def _fill_combos(self) -> None:
        speech, event = self._speech, self._event
        asked = [("", self.tr("Choose…"))] if self._asks_category else []
        categories = [(c.key, speech.named(c)) for c in event.categories]
        _fill(self._combos["category"], [*asked, *categories])
        groups = [(g.number, self._group_words(g)) for g in event.groups]
        _fill(self._combos["group"], [(None, "–"), *groups])
        ages = [(band, speech.digits(band.value)) for band in AgeBand if band is not _NO_AGE]
        _fill(self._combos["age_band"], [(_NO_AGE, "–"), *ages])

    def _group_words(self, group: Group) -> str:
        """The group with how many are in it, where that is known."""
        name = f"{self._speech.digits(group.number)} – {self._speech.named(group)}"
        people = next((count.people for count in self._known.groups if count.group == group), None)
        return name if people is None else f"{name} ({self._speech.digits(people)})"

    def show_event(self, event: Event) -> None:
        """Offer the categories and groups of a changed event."""
        self._event = event
        self._fill_combos()

    @property
    def _may_expect(self) -> bool:
        """Whether someone may be put on the event who is not here yet."""
        return self._person is None and self._in_place_of is None

    def start(
        self,
        person: Person | None,
        typed: Mapping[str, str],
        known: Known,
        in_place_of: Person | None = None,
    ) -> None:
        """Begin with ``person`` (None: someone new), ``typed`` put over it; one who comes
        ``in_place_of`` another is taken to be of the same organisation, category and group."""
        self._person, self._known, self._in_place_of = person, known, in_place_of
        self._asked = False
        self.offer()
        self.mention_namesake()
        self._names.start(keeps_what_is_there=person is not None and person.named)
        shown = self._shown(person)
        if in_place_of is not None:
            shown = {name: getattr(in_place_of, name) for name in ("organisation", "province")}
        for name, line in self._lines.items():
            line.fill(typed.get(name, shown.get(name, "")))
        usual = usual_category(self._event)
        self._asks_category = person is None and in_place_of is None and not usual
        self._fill_combos()
        for name, combo in self._combos.items():
            _pick(combo, getattr(person or _NO_ONE, name))
        if in_place_of is not None:
            _pick(self._combos["category"], in_place_of.category)
            _pick(self._combos["group"], in_place_of.group)
        elif person is None:
            _pick(self._combos["category"], usual)
            offered = emptiest(known.groups)
            _pick(self._combos["group"], offered.number if offered else None)
        for name, choice in self._choices.items():
            choice.pick(getattr(person or _NO_ONE, name))
        self.problem.say(Tone.PLAIN, str)
        self.retranslate()
        self.changed.emit()
        first = self._lines["name_latin" if "name_latin" in typed else "name_km"]
        first.setFocus()
        first.end(False)

    def _shown(self, person: Person | None) -> dict[str, str]:
        if person is None:
            return {}
        plain = {name: getattr(person, name, "") for name in self._lines}
        return plain | {"organisation": person.organisation, "position": person.position}

    def _known_as(self, name: str, typed: str) -> Sequence[Suggestion]:
        """What the field may be completed to; a province also by what it is called for short."""
        khmer_first = self._speech.language is Language.KHMER
        if name != "province":
            return suggestions(self._pairs(name), typed, khmer_first=khmer_first)
        limit = None if not typed else SHOWN
        pairs = list(PROVINCES.items())
        found = suggestions(pairs, typed, khmer_first=khmer_first, limit=limit)
        short = province(typed)
        return found or suggestions(pairs, short or "-", khmer_first=khmer_first)

    def _pairs(self, name: str) -> Sequence[Pair]:
        return self._known.organisations if name == "organisation" else self._known.positions

    def fields(self) -> dict[str, Any]:
        """What is in the form now, by the names of :class:`PersonDetails`."""
        said: dict[str, Any] = {}
        for name, line in self._lines.items():
            if name in ("organisation", "position"):
                said |= self._in_both(name, line.text().strip())
            else:
                said[name] = line.text()
        said |= {name: combo.currentData() for name, combo in self._combos.items()}
        return said | {name: choice.picked() for name, choice in self._choices.items()}

    def _in_both(self, name: str, text: str) -> dict[str, str]:
        """The Khmer and the English of what stands in one box, as far as they are known."""
        before = self._person or self._in_place_of
        if before is not None and text == getattr(before, name):
            km, en = getattr(before, f"{name}_km"), getattr(before, f"{name}_en")
        else:
            unknown: Pair = (text, "") if is_khmer(text) else ("", text)
            found = (pair for pair in self._pairs(name) if text and text in pair and all(pair))
            km, en = next(found, unknown)
        return {f"{name}_km": km, f"{name}_en": en}

    def details(self) -> PersonDetails:
        """What is in the form as the details of someone new: a walk-in, or only expected."""
        code = self._in_place_of.code if self._in_place_of else ""
        return PersonDetails(**self.fields(), walk_in=not self.expected_only, in_place_of=code)

    def offer(self, people: Sequence[Person] = (), meant: str = "", *, exact: bool = False) -> None:
        """Offer to take one of ``people``, who are on the list already, or the Khmer name whose
        keys were typed on Latin letters. Of those who have ``exact``ly this name Enter asks once
        before someone else is made."""
        others = tuple(person.id for person in people) if exact else ()
        if others != self._of_this_name:
            self._of_this_name, self._asked = others, False
            self.problem.say(Tone.PLAIN, str)
        self._same.offer(self._event, people, meant)

    def _take_offer(self) -> None:
        if self._same.people:
            self.same_person.emit()
        elif meant := self._same.meant:
            self._lines["name_latin"].clear()
            self._lines["name_km"].setText(meant)
            self._lines["name_km"].setFocus()

    def mention_namesake(self, *facts: str) -> None:
        """Say by what someone else of this name is known; nothing without facts."""
        self._told_by = facts
        said = self.tr("Another person of this name is on the list: %1")
        self._namesake.setText(said.replace("%1", ", ".join(facts)))
        self._namesake.setVisible(bool(facts))

    def _say_lost(self, name: str, letter: str) -> None:
        def words() -> str:
            said = self.tr("“%1” was not typed: the cursor is on “%2”. Arrows choose, Tab goes on.")
            return said.replace("%1", letter).replace("%2", self._words()[name])

        self.problem.say(Tone.WARN, words)

    def _was_answered(self) -> None:
        """What was asked for is there; who is meant by a name is still asked."""
        if not self._asked:
            self.problem.say(Tone.PLAIN, str)

    def save(self) -> None:
        """Hand over what was typed, a syllable still being composed included."""
        QGuiApplication.inputMethod().commit()
        if self._asks_category and not self._combos["category"].currentData():
            self._combos["category"].setFocus()
            self.problem.say(
                Tone.WARN, lambda: self.tr("Of which category? ↓ chooses, Enter saves then.")
            )
        elif self._of_this_name and not self._asked:
            self._asked = True
            self.problem.say(Tone.WARN, lambda: self._same.question(self._event))
        else:
            self.saved.emit(self.fields())

    def save_expected(self) -> None:
        """Hand over someone who is expected and not here yet: a late entry, or a seat of which
        only the organisation is known."""
        self.expected_only = True
        self.save()
        self.expected_only = False

    def _enter(self) -> None:
        """Enter presses the button it stands on; anywhere else it saves."""
        focused = self.focusWidget()
        if focused in (self._cancel, self._same, self._expect):
            assert isinstance(focused, QPushButton)
            focused.click()
        else:
            self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if not event.isAutoRepeat():
                if control and self._may_expect:
                    self.save_expected()
                else:
                    self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_F7 and self._same.isVisible():
            self._take_offer()
        else:
            super().keyPressEvent(event)


_LINES = (
    "name_km",
    "name_latin",
    "honorific",
    "organisation",
    "position",
    "phone",
    "email",
    "province",
    "note",
)
_SHORTENED = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_COLUMNS = 3
_WIDE = 840
"""Pixels at 100 % that three columns need."""
_ORDER = (
    "name_km",
    "name_latin",
    "sex",
    "organisation",
    "category",
    "group",
    "position",
    "phone",
    "photo_consent",
    "honorific",
    "province",
    "age_band",
    "email",
    "note",
)
_SEXES = (Sex.FEMALE, Sex.MALE, Sex.OTHER)
_SEX_LETTERS = {Sex.FEMALE: "fស", Sex.MALE: "mប", Sex.OTHER: "oផ"}
"""The first letters of their names in either language; so below."""
_CONSENT_LETTERS = {PhotoConsent.YES: "yបច", PhotoConsent.NO: "nទ", PhotoConsent.NOT_ASKED: "ម"}
_CONSENTS = (PhotoConsent.YES, PhotoConsent.NO, PhotoConsent.NOT_ASKED)
_NO_AGE = AgeBand.NOT_STATED
_NO_ONE = PersonDetails(category="")


def _fill(combo: QComboBox, rows: Sequence[tuple[Any, str]]) -> None:
    chosen = combo.currentData()
    combo.clear()
    for value, words in rows:
        combo.addItem(words, value)
    _pick(combo, chosen)


def _pick(combo: QComboBox, value: Any) -> None:
    # QComboBox.findData compares by Qt's rules, which do not know Python values.
    rows = range(combo.count())
    combo.setCurrentIndex(next((row for row in rows if combo.itemData(row) == value), 0))
