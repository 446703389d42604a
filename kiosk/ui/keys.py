"""The keys of the desk, in one table: the window's actions, and the bar that shows them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

CONTEXT = "Keys"


@dataclass(frozen=True, slots=True)
class Key:
    """One action: its shortcut as Qt writes it, the words of the menu, and the shorter words
    of the bar, empty where the bar leaves it out."""

    shortcut: str
    menu: str
    bar: str = ""

    def menu_words(self) -> str:
        """The words of the menu, in the language spoken."""
        return QCoreApplication.translate(CONTEXT, self.menu)

    def bar_words(self) -> str:
        """The words of the bar, in the language spoken."""
        return QCoreApplication.translate(CONTEXT, self.bar) if self.bar else ""


def letters_of(event: QKeyEvent) -> str:
    """The letters that a key types, a blank aside; nothing where it is a command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    letters = event.text()
    # AltGr is both on Windows, and types letters of the Khmer layout.
    command = event.modifiers() & commands not in (Qt.KeyboardModifier.NoModifier, commands)
    return letters if letters.strip() and letters.isprintable() and not command else ""


CHECK_IN = Key("Enter", "", str(QT_TRANSLATE_NOOP("Keys", "arrived, badge")))
CHOOSE = Key("↑ ↓", "", str(QT_TRANSLATE_NOOP("Keys", "choose")))
WALK_IN = Key(
    "F2",
    str(QT_TRANSLATE_NOOP("Keys", "New person (walk-in)")),
    str(QT_TRANSLATE_NOOP("Keys", "new person")),
)
EDIT = Key(
    "F4",
    str(QT_TRANSLATE_NOOP("Keys", "Correct this person")),
    str(QT_TRANSLATE_NOOP("Keys", "correct")),
)
PHOTO = Key(
    "F3",
    str(QT_TRANSLATE_NOOP("Keys", "Photos: once yes, twice no")),
    str(QT_TRANSLATE_NOOP("Keys", "photos?")),
)
SIGN = Key(
    "Ctrl+S",
    str(QT_TRANSLATE_NOOP("Keys", "Signature…")),
    str(QT_TRANSLATE_NOOP("Keys", "sign")),
)
IN_PLACE = Key("Ctrl+R", str(QT_TRANSLATE_NOOP("Keys", "Someone else comes in place…")))
PRIVATE = Key("F11", str(QT_TRANSLATE_NOOP("Keys", "Show phone and private facts")))
HISTORY = Key("Ctrl+H", str(QT_TRANSLATE_NOOP("Keys", "What was done, and when")))
BLANK = Key(
    "F12",
    str(QT_TRANSLATE_NOOP("Keys", "Blank the screen")),
)
PRINT_AGAIN = Key("Ctrl+P", str(QT_TRANSLATE_NOOP("Keys", "Print the badge again")))
NOT_HERE = Key("Ctrl+D", str(QT_TRANSLATE_NOOP("Keys", "Not here after all")))
REMOVE = Key("Ctrl+Shift+D", str(QT_TRANSLATE_NOOP("Keys", "Take off the event")))
UNDO = Key(
    "Ctrl+Z",
    str(QT_TRANSLATE_NOOP("Keys", "Undo")),
    str(QT_TRANSLATE_NOOP("Keys", "undo")),
)
REDO = Key("Ctrl+Shift+Z", str(QT_TRANSLATE_NOOP("Keys", "Redo")))
LANGUAGE = Key(
    "F9",
    str(QT_TRANSLATE_NOOP("Keys", "Speak Khmer · ខ្មែរ")),
    str(QT_TRANSLATE_NOOP("Keys", "ខ្មែរ")),
)
LARGER = Key("Ctrl++", str(QT_TRANSLATE_NOOP("Keys", "Larger text")))
SMALLER = Key("Ctrl+-", str(QT_TRANSLATE_NOOP("Keys", "Smaller text")))
COLOURS = Key(
    "Ctrl+Shift+L", str(QT_TRANSLATE_NOOP("Keys", "Colours: as the system, light, dark, contrast"))
)
RETRY = Key("F5", str(QT_TRANSLATE_NOOP("Keys", "Print what is waiting")))
GO_ON = Key("F8", str(QT_TRANSLATE_NOOP("Keys", "Go on with another printer")))
CAME_OUT = Key("F6", str(QT_TRANSLATE_NOOP("Keys", "The badge came out")))
READ_LIST = Key("Ctrl+L", str(QT_TRANSLATE_NOOP("Keys", "Read a participant list…")))
WORKBOOK = Key("Ctrl+E", str(QT_TRANSLATE_NOOP("Keys", "Sign-in workbook for donors…")))
FINANCE = Key("Ctrl+Shift+E", str(QT_TRANSLATE_NOOP("Keys", "Sign-in workbook for finance…")))
PAPER = Key("Ctrl+Shift+S", str(QT_TRANSLATE_NOOP("Keys", "Sign-in sheet on paper…")))
BADGES = Key("Ctrl+B", str(QT_TRANSLATE_NOOP("Keys", "Badges as a PDF…")))
PRINTER = Key("Ctrl+Shift+P", str(QT_TRANSLATE_NOOP("Keys", "Printer and badge…")))
DESIGNS = Key("Ctrl+Shift+B", str(QT_TRANSLATE_NOOP("Keys", "Badge designs and logo…")))
CATEGORIES = Key("", str(QT_TRANSLATE_NOOP("Keys", "Categories and allowances…")))
GROUPS = Key("", str(QT_TRANSLATE_NOOP("Keys", "Groups of the event…")))
FACTS = Key("Ctrl+I", str(QT_TRANSLATE_NOOP("Keys", "Facts of the event…")))
GLANCE = Key(
    "Ctrl+G",
    str(QT_TRANSLATE_NOOP("Keys", "The morning at a glance")),
    str(QT_TRANSLATE_NOOP("Keys", "at a glance")),
)
DOOR_LISTS = Key("Ctrl+Shift+G", str(QT_TRANSLATE_NOOP("Keys", "Lists for the groups' doors…")))
PHOTO_LIST = Key("Ctrl+Shift+N", str(QT_TRANSLATE_NOOP("Keys", "Whom not to photograph…")))
SETUP = Key("Ctrl+U", str(QT_TRANSLATE_NOOP("Keys", "Setting up, step by step")))
COPIES = Key("Ctrl+Shift+K", str(QT_TRANSLATE_NOOP("Keys", "Copies on a stick…")))
PROTECT = Key("Ctrl+Shift+W", str(QT_TRANSLATE_NOOP("Keys", "Passphrase of the event…")))
PRACTISE = Key(
    "Ctrl+Shift+U", str(QT_TRANSLATE_NOOP("Keys", "Practise on a copy, or end practice"))
)
PIN = Key("Ctrl+Shift+I", str(QT_TRANSLATE_NOOP("Keys", "Organizer's PIN…")))
ORGANIZER = Key("Ctrl+Shift+O", str(QT_TRANSLATE_NOOP("Keys", "Organizer: unlock, or lock now")))
OTHER_EVENT = Key("Ctrl+O", str(QT_TRANSLATE_NOOP("Keys", "Another event…")))
QUIT = Key("Ctrl+Q", str(QT_TRANSLATE_NOOP("Keys", "Close the desk")))

FROM_EVERYWHERE = (BLANK, LANGUAGE)
"""What works also where a menu, a list of choices or a dialog has the keys."""

OF_THE_QUEUE = (
    WALK_IN,
    IN_PLACE,
    EDIT,
    PHOTO,
    SIGN,
    HISTORY,
    PRINT_AGAIN,
    NOT_HERE,
    REMOVE,
    UNDO,
    REDO,
)
"""What acts on the queue and is out of reach while a form stands before it."""

SAVE = Key("Enter", "", str(QT_TRANSLATE_NOOP("Keys", "save")))
NEXT_FIELD = Key("Tab", "", str(QT_TRANSLATE_NOOP("Keys", "next field")))
BACK = Key("Esc", "", str(QT_TRANSLATE_NOOP("Keys", "back")))
DO = Key("Enter", "", str(QT_TRANSLATE_NOOP("Keys", "open")))
LOOK_UP = Key("Enter", "", str(QT_TRANSLATE_NOOP("Keys", "to this person")))
OPEN = Key("Enter", "", str(QT_TRANSLATE_NOOP("Keys", "unlock")))
PHONES = Key("F11", "", str(QT_TRANSLATE_NOOP("Keys", "phone numbers")))
SCROLL = Key("PgUp PgDn", "", str(QT_TRANSLATE_NOOP("Keys", "scroll")))

BAR = (CHOOSE, CHECK_IN, WALK_IN, PHOTO, EDIT, UNDO, GLANCE, LANGUAGE)
"""What the bar at the bottom shows while the queue is served, as far as it works now."""
OF_A_ROW = (CHECK_IN,)
"""What of :data:`BAR` needs a row that is chosen."""
OF_THE_CARD = (PHOTO, EDIT)
"""What of :data:`BAR` needs someone on the card."""
FORM_BAR = (SAVE, NEXT_FIELD, BACK, LANGUAGE)
"""What it shows while a form stands before the queue."""
SETUP_BAR = (CHOOSE, DO, BACK, LANGUAGE)
"""What it shows while the event is set up."""
PIN_BAR = (OPEN, BACK, LANGUAGE)
"""What it shows while the organizer's PIN is asked for."""
GLANCE_BAR = (CHOOSE, LOOK_UP, SCROLL, BACK, PHONES, LANGUAGE)
"""What it shows beside the morning at a glance."""
