"""The chosen person's card: who it is, beside the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import AgeBand, Disability, Event, Person, PhotoConsent, Signing
from kiosk.services.attendance_figures import event_zone
from kiosk.services.desk import InPlace, Private
from kiosk.services.khmer import with_break_marks
from kiosk.services.person_history import Deed
from kiosk.ui import icons, keys, theme
from kiosk.ui.badge_preview import BadgeView
from kiosk.ui.choice import Choice
from kiosk.ui.folding import Folding
from kiosk.ui.label import Label
from kiosk.ui.more_acts import MoreActs
from kiosk.ui.notice import Band, SignBox, Tone
from kiosk.ui.speech import Speech

NO_ONE_ELSE = InPlace()
CONSENTS = (PhotoConsent.YES, PhotoConsent.NO, PhotoConsent.NOT_ASKED)
"""In the order of the buttons."""


class PersonCard(QFrame):
    """Shows one person. Phone, age and disability stay out of it until they are asked for:
    strangers read over the table. ``photo`` carries the consent that was given, ``private`` and
    ``history`` ask for what is shown by a key."""

    check_in = Signal()
    edit = Signal()
    print_again = Signal()
    undo_arrival = Signal()
    in_place = Signal()
    sign = Signal()
    private = Signal()
    history = Signal()
    photo = Signal(object)

    def __init__(self, speech: Speech, event: Event) -> None:
        super().__init__()
        self.setObjectName("card")
        self._speech = speech
        self._event = event
        self._person: Person | None = None
        self._in_place = InPlace()
        self._history: Sequence[Deed] | None = None
        self._private: Private | None = None
        self._compact = False
        self.badge = BadgeView()
        self._name, self._other_name = _wrapping("search"), _wrapping("second")
        self.facts, self.told = _wrapping(""), _wrapping("small")
        self._state, self._no_photo = Band(), Band()
        self._photo_words = _wrapping("")
        self._photo_words.setProperty("quiet", "true")
        self._no_one, self._outline = _wrapping(""), SignBox(theme.UNIT * 12)
        self.consent = Choice(CONSENTS, PhotoConsent.NOT_ASKED, focusable=False)
        self.consent.chosen.connect(self.photo)
        self._buttons = {
            "check_in": _button(self.check_in, primary=True),
            "edit": _button(self.edit),
            "in_place": _button(self.in_place),
            "print_again": _button(self.print_again),
            "sign": _button(self.sign),
            "undo_arrival": _button(self.undo_arrival),
        }
        self._deeds = {
            keys.EDIT: self.edit,
            keys.IN_PLACE: self.in_place,
            keys.PRINT_AGAIN: self.print_again,
            keys.SIGN: self.sign,
            keys.NOT_HERE: self.undo_arrival,
            keys.PRIVATE: self.private,
            keys.HISTORY: self.history,
        }
        self.more = MoreActs()
        self.more.photo.connect(self.photo)
        self.more.wants.connect(self._do)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        who = QWidget()
        words = QVBoxLayout(who)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.UNIT // 2)
        self._names = Folding(self._name, self._other_name, last=True)
        for widget in (self._names, self.facts, self.told):
            words.addWidget(widget)
        words.addWidget(self.badge, 100)
        words.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(theme.TOUCH)
        scroll.setWidget(who)
        self._bands = Folding(self._state, self._no_photo)
        self._acts = Folding(self._buttons["check_in"], self._rest(), self.more)
        self._asking = Folding(self._photo_words, self.consent)
        self._whole = layout = QVBoxLayout(self)
        self._space()
        layout.addWidget(self._blank(), 1)
        layout.addWidget(scroll, 1)
        for widget in (self._bands, self._asking, self._acts):
            layout.addWidget(widget)
        self._scroll = scroll

    def _blank(self) -> QWidget:
        """What stands here while no one is chosen."""
        self._nobody = QWidget()
        self._outline.show_sign(icons.Sign.BADGE)
        self._no_one.setProperty("quiet", "true")
        middle = Qt.AlignmentFlag.AlignCenter
        self._no_one.setAlignment(middle)
        layout = QVBoxLayout(self._nobody)
        layout.addStretch(1)
        layout.addWidget(self._outline, 0, middle)
        layout.addWidget(self._no_one)
        layout.addStretch(1)
        return self._nobody

    def _rest(self) -> QWidget:
        """What else can be done, in two columns for a finger."""
        self._rest_of_acts = rest = QWidget()
        grid = QGridLayout(rest)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.UNIT)
        grid.addWidget(self._buttons["edit"], 0, 0)
        grid.addWidget(self._buttons["in_place"], 0, 1)
        grid.addWidget(self._buttons["print_again"], 0, 1)
        grid.addWidget(self._buttons["sign"], 1, 0)
        grid.addWidget(self._buttons["undo_arrival"], 1, 1)
        return rest

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word anew."""
        self._buttons["check_in"].setText(self.tr("Check in (Enter)"))
        self._buttons["edit"].setText(self.tr("Edit (F4)"))
        self._buttons["in_place"].setText(self.tr("In place… (Ctrl+R)"))
        self._buttons["print_again"].setText(self.tr("Badge again (Ctrl+P)"))
        self._buttons["sign"].setText(self.tr("Signature (Ctrl+S)"))
        self._buttons["undo_arrival"].setText(self.tr("Not here (Ctrl+D)"))
        self.consent.name_choices(self._answers())
        told = self.tr("Photos: %1")
        answers = {each: told.replace("%1", words) for each, words in self._answers().items()}
        self.more.name_acts(self.tr("What else can be done for this person"), answers)
        self.more.setText(self.tr("More…"))
        self.consent.setAccessibleName(self.tr("May photos be taken?"))
        hint = self.tr("Who is chosen stands here, with the badge as it will be printed.")
        self._no_one.setText(with_break_marks(hint))
        self._fill()

    def _space(self) -> None:
        between = theme.UNIT // 2 if self._compact else theme.UNIT
        self._whole.setSpacing(between)
        self._whole.setContentsMargins(theme.UNIT * 2, between * 2, theme.UNIT * 2, between * 2)

    def _do(self, key: keys.Key) -> None:
        """What was chosen in the menu."""
        self._deeds[key].emit()

    def _answers(self) -> dict[PhotoConsent, str]:
        return {
            PhotoConsent.YES: self.tr("Yes"),
            PhotoConsent.NO: self.tr("No"),
            PhotoConsent.NOT_ASKED: self.tr("Not asked"),
        }

    def set_compact(self, compact: bool) -> None:
        """On a low screen stand one button for all that is not the next deed, and the answer about
        photos in words; what a key shows has the room of the badge."""
        self._compact = compact
        self._space()
        self._fill()

    def show_event(self, event: Event) -> None:
        """Take over the facts of a changed event."""
        self._event = event
        self._fill()

    @property
    def shows_private(self) -> bool:
        """Whether phone and age stand on the card."""
        return self._private is not None

    @property
    def shows_history(self) -> bool:
        """Whether what was done stands on the card."""
        return self._history is not None

    def show_person(self, person: Person | None, in_place: InPlace = NO_ONE_ELSE) -> None:
        """Fill the card; empty it for None. What was asked for of the one before is hidden."""
        same = person is not None and self._person is not None and person.id == self._person.id
        if not same:
            self._private, self._history = None, None
            self.badge.show_badge(QImage())
        self._person, self._in_place = person, in_place
        self._fill()

    def show_private(self, private: Private | None) -> None:
        """Show what strangers must not read, as far as it may be seen; None hides it."""
        self._private = private
        self._fill()
        QTimer.singleShot(0, self, self._show_what_was_asked)

    def show_history(self, history: Sequence[Deed] | None) -> None:
        """Show what was done in place of the badge; None: the badge again."""
        self._history = history
        self._fill()
        QTimer.singleShot(0, self, self._show_what_was_asked)

    def _show_what_was_asked(self) -> None:
        """Its first line stands on top, where not all has room."""
        first = self.facts if self.shows_private else self.told
        top = first.y() if self._reading else 0
        self._scroll.verticalScrollBar().setValue(top)

    @property
    def _reading(self) -> bool:
        """Whether what was asked for by a key has the room to itself."""
        return self._compact and (self.shows_private or self.shows_history)

    def show_badge(self, person_id: UUID, image: QImage) -> None:
        """Show the badge of the person on the card; one of someone else comes too late."""
        if self._person is not None and self._person.id == person_id:
            self.badge.show_badge(image)

    def _fill(self) -> None:
        person = self._person
        first, second = self._speech.names(person) if person else ("", "")
        self._name.setText(with_break_marks(first))
        self._other_name.setText(with_break_marks(second))
        self.facts.setText(with_break_marks("\n".join(self._facts_of(person)) if person else ""))
        self.told.setText(with_break_marks("\n".join(self._history_lines())))
        self._show_bands(person)
        for label in (self.facts, self.told):
            _set_visible(label, bool(label.text()))
        _set_visible(self._other_name, bool(second) and not self._reading)
        _set_visible(self.badge, self._history is None and not self._reading)
        _set_visible(self._nobody, person is None and not self._compact)
        _set_visible(self._scroll, person is not None)
        self._show_acts(person)

    def _show_bands(self, person: Person | None) -> None:
        """Whether the person is here or was replaced, and must not be pictured."""
        here = person is not None and person.arrived_at is not None
        refused = person is not None and person.photo_consent is PhotoConsent.NO
        tone = Tone.DONE if here else Tone.WARN if self._in_place.by else Tone.PLAIN
        self._state.show_words(tone, self._status_of(person) if person else "")
        self._no_photo.show_words(Tone.WARN, self.tr("No photo!") if refused else "")
        one_only = self._compact and here and refused  # the line below has the other
        bands: dict[QWidget, bool] = {
            self._state: bool(self._state.text()) and not (self._reading or one_only),
            self._no_photo: refused,
        }
        _show_within(self._bands, bands, shown=any(bands.values()))

    def _show_acts(self, person: Person | None) -> None:
        here = person is not None and person.arrived_at is not None
        roomy = person is not None and not self._compact
        acts = {
            "check_in": person is not None and not here,
            "edit": roomy,
            "in_place": roomy and not here,
            "print_again": roomy and here,
            "sign": roomy and here,
            "undo_arrival": roomy and here,
        }
        shown: dict[QWidget, bool] = {self._buttons[name]: can for name, can in acts.items()}
        shown |= {self._rest_of_acts: roomy, self.more: person is not None and not roomy}
        _show_within(self._acts, shown, shown=person is not None)
        self._show_consent(person)
        if person is not None:
            now = (keys.PRINT_AGAIN, keys.SIGN, keys.NOT_HERE) if here else (keys.IN_PLACE,)
            acts_now = (keys.EDIT, *now, keys.PRIVATE, keys.HISTORY)
            self.more.offer(acts_now, person.photo_consent)

    def _show_consent(self, person: Person | None) -> None:
        """Buttons to answer with; where they have no room, the answer in words; and where a band
        says that, since when the person is here."""
        words = self.tr("Photos? (F3)")
        if person is not None:
            self.consent.pick(person.photo_consent)
            words = self._line_below(person) if self._compact else words
        self._photo_words.setText(with_break_marks(words))
        within: dict[QWidget, bool] = {self.consent: not self._compact}
        _show_within(self._asking, within, shown=person is not None and bool(words))

    def _line_below(self, person: Person) -> str:
        """What the bands of a low card leave to say."""
        if self._reading:
            return ""
        if person.photo_consent is PhotoConsent.NO:
            return self._status_of(person) if person.arrived_at is not None else ""
        answer = self._answers()[person.photo_consent]
        return self.tr("Photos: %1 (F3)").replace("%1", answer)

    def _facts_of(self, person: Person) -> list[str]:
        """What the badge below does not say."""
        of, by = self._in_place.of, self._in_place.by
        lines = [
            *(self._private_facts(person, self._private) if self._private else ()),
            self.tr("In place of %1").replace("%1", self._called(of)) if of else "",
            self._replaced_words(by) if by and person.arrived_at is not None else "",
            self.tr("Walk-in") if person.walk_in and not of else "",
            self._signing_words(person),
            person.note,
        ]
        return [line for line in lines if line]

    def _replaced_words(self, by: Person) -> str:
        return self.tr("%1 came in their place").replace("%1", self._called(by))

    def _signing_words(self, person: Person) -> str:
        """How the person signs, where it is not on paper by themselves."""
        by = self.tr("signed for by %1").replace("%1", person.signed_by) if person.signed_by else ""
        how = {
            Signing.ON_SCREEN: self.tr("Signed on the screen"),
            Signing.THUMBPRINT: self.tr("Thumbprint on paper"),
        }.get(person.signing, "")
        return " · ".join(filter(None, (how, by)))

    def _private_facts(self, person: Person, private: Private) -> list[str]:
        disability = {
            None: self.tr("Disability: with the organizer's PIN (%1)").replace(
                "%1", keys.ORGANIZER.shortcut
            ),
            Disability.YES: self.tr("With a disability"),
            Disability.NO: self.tr("Without a disability"),
            Disability.NOT_STATED: self.tr("Disability: not stated"),
        }[private.disability]
        age = "" if person.age_band is AgeBand.NOT_STATED else person.age_band.value
        email = self.tr("Email: %1").replace("%1", person.email) if person.email else ""
        return [
            self.tr("Phone: %1").replace("%1", self._speech.digits(person.phone or "–")),
            " · ".join(
                filter(
                    None,
                    (
                        self.tr("Age: %1").replace("%1", self._speech.digits(age)) if age else "",
                        disability,
                        email,
                    ),
                )
            ),
        ]

    def _called(self, person: Person) -> str:
        return self._speech.names(person)[0]

    def _where(self, deed: Deed) -> str:
        by = self.tr("organizer")
        return f"{deed.desk} ({by})" if deed.by_organizer else deed.desk

    def _history_lines(self) -> list[str]:
        zone, language = event_zone(self._event), self._speech.language
        return [
            f"{self._speech.time(deed.at.astimezone(zone))} · {self._where(deed)} · "
            + "; ".join(told.text(language) for told in deed.what)
            for deed in reversed(self._history or ())
        ]

    def _status_of(self, person: Person) -> str:
        if person.arrived_at is not None:
            local = person.arrived_at.astimezone(event_zone(self._event))
            return self.tr("Here since %1").replace("%1", self._speech.time(local))
        if not person.named and not self._in_place.by:
            return self.tr("A seat without a name: press Enter and type who came.")
        return self._replaced_words(self._in_place.by) if self._in_place.by else ""


def _show_within(box: QWidget, wanted: Mapping[QWidget, bool], *, shown: bool) -> None:
    """Show and hide what stands in ``box``, laid out once: each widget that is shown by itself
    lays out the whole window, six times at an Enter."""
    if any(widget.isHidden() is visible for widget, visible in wanted.items()):
        box.hide()
        for widget, visible in wanted.items():
            _set_visible(widget, visible)
    _set_visible(box, shown)


def _set_visible(widget: QWidget, shown: bool) -> None:
    if widget.isHidden() is shown:
        widget.setVisible(shown)


def _wrapping(size: str) -> QLabel:
    label = Label()
    label.setWordWrap(True)
    label.setProperty("scale", size)
    return label


def _button(signal: SignalInstance, *, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setProperty("primary", primary)
    button.clicked.connect(lambda _checked=False: signal.emit())
    return button
