"""Protected events in the window: asking for the passphrase, giving one, changing it, none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.language import Refusal, Sentence
from kiosk.services.badge_room import badge_folder
from kiosk.services.database import Passphrase, is_protected
from kiosk.services.desk import utc_now
from kiosk.services.protecting import Resealed, protect, unprotect
from kiosk.services.safekeeping import places_of
from kiosk.ui.passphrase_dialog import NewPassphraseDialog, PassphraseDialog
from kiosk.ui.speech import Speech
from kiosk.ui.waiting import waited_for

STAYS_SHUT = Sentence(
    en="“{file}” stays closed: it opens with its passphrase only.",
    km="«{file}» នៅបិទដដែល៖ វាបើកបានតែដោយឃ្លាសម្ងាត់ប៉ុណ្ណោះ។",
)
PROTECTED = Sentence(
    en="The event opens with its passphrase only, from now on.",
    km="ចាប់ពីពេលនេះ ព្រឹត្តិការណ៍បើកបានតែដោយឃ្លាសម្ងាត់។",
)
STILL_PLAIN = Sentence(
    en="The event is protected. Still unencrypted, for you to see to: {files}",
    km="ព្រឹត្តិការណ៍ត្រូវបានការពារហើយ។ នៅមិនទាន់បានការពារ សូមពិនិត្យដោយខ្លួនឯង៖ {files}",
)
UNPROTECTED = Sentence(
    en="The event has no passphrase any more: who has the file can read it.",
    km="ព្រឹត្តិការណ៍គ្មានឃ្លាសម្ងាត់ទៀតទេ៖ អ្នកមានឯកសារអាចអានវាបាន។",
)
WRITTEN_ANEW = Sentence(
    en="The event is written anew. One moment…",
    km="កំពុងសរសេរព្រឹត្តិការណ៍ឡើងវិញ។ សូមរង់ចាំបន្តិច…",
)
NOT_IN_PRACTICE = Sentence(
    en="This is a practice copy. End the practice first (Ctrl+Shift+U).",
    km="នេះជាច្បាប់ចម្លងសម្រាប់សាកល្បង។ សូមបញ្ចប់ការសាកល្បងជាមុនសិន (Ctrl+Shift+U)។",
)


def asked_passphrase(path: Path, speech: Speech) -> Passphrase | None:
    """What opens the event at ``path``, asked for; None where it is not protected.

    Raises:
        Refusal: whoever was asked went back.
    """
    if not is_protected(path):
        return None
    dialog = PassphraseDialog(path, speech)
    dialog.exec()
    found = dialog.passphrase
    dialog.deleteLater()
    if found is None:
        raise Refusal(STAYS_SHUT, file=path.name)
    return found


def new_passphrase(name: str, speech: Speech, parent: QWidget | None) -> Passphrase | None:
    """A passphrase for a new event; None where whoever was asked went back."""
    dialog = NewPassphraseDialog(name, speech, None, parent)
    dialog.exec()
    found = dialog.passphrase
    dialog.deleteLater()
    return found


def resealed(
    path: Path,
    present: Passphrase | None,
    new: Passphrase | None,
    speech: Speech,
    *,
    desk: str,
    role: str,
) -> Sentence | Resealed:
    """Give the event at ``path``, which is closed, the passphrase ``new``, or none; the window
    stands still meanwhile. Raises :class:`Refusal`; then the event is as it was."""

    def work() -> Sentence | Resealed:
        at = utc_now()
        if new is None:
            unprotect(path, present, desk=desk, at=at, role=role)
            return UNPROTECTED
        places, badges = places_of(path), badge_folder(path)
        return protect(
            path, present, new, desk=desk, at=at, places=places, badges=badges, role=role
        )

    return waited_for(work, WRITTEN_ANEW.text(speech.language))
