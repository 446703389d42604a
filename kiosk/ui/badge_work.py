"""What leads from the desk to printers, designs and PDFs of badges."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk import settings
from kiosk.language import Refusal, Sentence
from kiosk.services.badge_designs import DEFAULT_DESIGN
from kiosk.services.badge_room import FOLDER_HELD, BadgesWritten, Stock
from kiosk.services.desk import Desk, name_of
from kiosk.services.printing import PrinterInfo, folder_address, open_printer
from kiosk.settings import PrinterSettings, Settings
from kiosk.ui import keys
from kiosk.ui.background import Background
from kiosk.ui.desk_window import DeskWindow
from kiosk.ui.files import file_to_write
from kiosk.ui.notice import Notice, Tone
from kiosk.ui.print_room import PrintRoom
from kiosk.ui.qt_printer import available_printers, printer_makers
from kiosk.ui.speech import Speech

if TYPE_CHECKING:
    from kiosk.ui.box_dialog import BoxDialog
    from kiosk.ui.printer_dialog import PrinterDialog

LOOK_AGAIN_MS = 3000
"""How often printers are asked how they are while they are shown."""

_NAMES_SAID = 4

WORKING = Sentence(en="Working: {file} …", km="កំពុងធ្វើ៖ {file} …")
WRITTEN = Sentence(en="Written: {file}", km="បានសរសេរ៖ {file}")
LEFT_OUT = Sentence(
    en="Written: {file}. No font here has {characters}, so these are left out of:"
    " {names}. F4 corrects a name.",
    km="បានសរសេរ៖ {file}។ គ្មានពុម្ពអក្សរណាមាន {characters} ទេ ដូច្នេះតួអក្សរទាំងនេះមិនត្រូវបានបោះពុម្ពសម្រាប់៖"
    " {names}។ F4 កែឈ្មោះ។",
)
AGENDA = Sentence(en="the agenda (Ctrl+I)", km="កម្មវិធី (Ctrl+I)")
TEST_PAGE_GOES = Sentence(
    en="The test page goes to {printer}. Hold a ruler to its scale; type here what is off.",
    km="ទំព័រសាកល្បងកំពុងទៅ {printer}។ សូមដាក់បន្ទាត់លើក្រិតរបស់វា រួចវាយគម្លាតនៅទីនេះ។",
)
GOES_ON = Sentence(
    en="Badges go to {printer} from now on.",
    km="ចាប់ពីពេលនេះ ផ្លាកឈ្មោះត្រូវផ្ញើទៅ {printer}។",
)


class BadgeWork(QObject):
    """Dialogs over one open event; ``wishes`` says which key asks for which. ``chosen``
    gives the machine's settings, ``keep`` keeps changed ones."""

    def __init__(
        self,
        desk: Desk,
        window: DeskWindow,
        prints: PrintRoom,
        background: Background,
        speech: Speech,
        *,
        chosen: Callable[[], Settings],
        keep: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._prints = desk, window, prints
        self._background, self._speech = background, speech
        self._chosen, self._keep = chosen, keep
        self.wishes: Mapping[keys.Key, Callable[[], None]] = {
            keys.BADGES: self.write_pdf,
            keys.DESIGNS: self.choose_design,
            keys.PRINTER: self.choose_printer,
            keys.GO_ON: self.go_on_elsewhere,
        }

    def _say(self, tone: Tone, sentence: Sentence, **facts: object) -> None:
        self._window.say(tone, lambda: self._speech.text(sentence, **facts))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._window.say_refused(error)

    def _design(self) -> str:
        return self._chosen().badge_design or DEFAULT_DESIGN

    def _designs(self) -> dict[str, str]:
        """Every design's title by its name; an own one that cannot be read is left out."""
        room, found = self._desk.badge_room, dict[str, str]()
        for name in room.designs.names():
            try:
                found[name] = self._speech.text(room.designs.named(name).title)
            except Refusal:
                continue
        return found

    # --- as a PDF ---------------------------------------------------------------------------

    def write_pdf(self) -> None:
        """Ask what goes into the PDF of badges and where it goes, and write it."""
        from kiosk.ui.box_dialog import BoxDialog

        room = self._desk.badge_room
        dialog = BoxDialog(
            designs=self._designs(),
            design=self._design(),
            labels=lambda name: room.designs.named(name).per_page,
            categories=self._desk.event.categories,
            speech=self._speech,
            parent=self._window,
        )
        if dialog.exec():
            self._write(dialog)

    def _write(self, dialog: BoxDialog) -> None:
        store, box, design = self._desk.store.path, dialog.box(), dialog.design()
        suggested = store.with_name(f"{store.stem}-badges.pdf")
        title = self.tr("Where to write it")
        path = file_to_write(self._window, title, suggested, "PDF (*.pdf)")
        if path is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._say(Tone.PLAIN, WORKING, file=target.name)
        self._background.run(
            lambda: self._desk.badges(target, box, design),
            lambda written: self._say_written(target, written),
            self._failed,
        )

    def _say_written(self, target: Path, written: BadgesWritten) -> None:
        left_out = "".join((written.in_agenda, *written.left_out.values()))
        if not left_out:
            self._say(Tone.DONE, WRITTEN, file=target)
            return
        names = [self._speech.text(AGENDA)] if written.in_agenda else []
        names += [name_of(self._desk.person(who)) for who in written.left_out]
        said = ", ".join(names[:_NAMES_SAID]) + (" …" if len(names) > _NAMES_SAID else "")
        characters = "".join(dict.fromkeys(left_out))
        self._say(Tone.WARN, LEFT_OUT, file=target, characters=characters, names=said)

    # --- printers ---------------------------------------------------------------------------

    def go_on_elsewhere(self) -> None:
        """Go on with the other printer that is ready; what waits goes along."""
        other = self._prints.other
        if other is not None:
            self._keep(dataclasses.replace(self._chosen(), printer=other.address))
            self._prints.use(other.address)
            self._say(Tone.DONE, GOES_ON, printer=other.name)

    def choose_printer(self) -> None:
        """Show the printers as they are, and use the one that is chosen; without the organizer,
        nothing else can be set."""
        self._background.run(available_printers, self._show_printers, self._failed)

    def _show_printers(self, found: list[PrinterInfo]) -> None:
        from kiosk.ui.printer_dialog import PrinterDialog

        chosen = self._chosen()
        addresses = ["", *(info.address for info in found)]
        dialog = PrinterDialog(
            found=found,
            chosen=chosen.printer,
            designs=self._designs(),
            design=self._design(),
            beforehand=chosen.badges_beforehand,
            kept={each: settings.printer_settings(self._address(each)) for each in addresses},
            speech=self._speech,
            parent=self._window,
            whole=self._desk.organizer.may,
            held=self._desk.store.passphrase is not None,
        )
        dialog.test_page.connect(lambda: self._print_test_page(dialog))
        dialog.designs_wished.connect(lambda: self._see_designs(dialog))
        again = QTimer(dialog)
        again.timeout.connect(lambda: self._look_again(dialog))
        again.start(LOOK_AGAIN_MS)
        if dialog.exec():
            self._use(dialog)
        again.stop()

    def _address(self, address: str) -> str:
        return address or folder_address(self._desk.badge_room.folder())

    def _look_again(self, dialog: PrinterDialog) -> None:
        def show(found: list[PrinterInfo]) -> None:
            if dialog.isVisible():
                dialog.show_printers(found)

        self._background.run(available_printers, show, self._failed)

    def _use(self, dialog: PrinterDialog) -> None:
        for address, kept in dialog.kept().items():
            self._keep_of_printer(self._address(address), kept)
        if not dialog.address() and self._desk.store.passphrase is None:
            self._settle(self._address(""))
        changed = dataclasses.replace(
            self._chosen(),
            printer=dialog.address(),
            badge_design=dialog.design(),
            badges_beforehand=dialog.beforehand(),
        )
        self._keep(changed)
        self._prints.at_check_in = not dialog.beforehand()
        self._prints.use(dialog.address(), dialog.design())
        if self._prints.held:
            self._say(Tone.WARN, FOLDER_HELD)
        self._window.show_event()

    def _keep_of_printer(self, address: str, kept: PrinterSettings) -> None:
        before = settings.printer_settings(address)
        kept = dataclasses.replace(kept, settled=before.settled)
        if kept != before:
            settings.keep_printer_settings(address, kept)

    def _settle(self, address: str) -> None:
        """A test page was printed there, or it is a folder that was chosen."""
        kept = settings.printer_settings(address)
        settings.keep_printer_settings(address, dataclasses.replace(kept, settled=True))

    def _print_test_page(self, dialog: PrinterDialog) -> None:
        address, design = self._address(dialog.address()), dialog.design()
        kept: PrinterSettings = dialog.of_printer.settings()

        def send() -> str:
            page = self._desk.badge_room.ruler_page(design, Stock((kept.right_mm, kept.down_mm)))
            printer = open_printer(address, printer_makers())
            printer.send(dataclasses.replace(page, name=f"kiosk-test-{uuid.uuid4().hex[:12]}"))
            return printer.name

        def sent(name: str) -> None:
            self._settle(address)
            words = self._speech.text(TEST_PAGE_GOES, printer=name)
            dialog.notice.say(Tone.DONE, lambda: words)

        self._background.run(send, sent, lambda error: self._said_in(dialog.notice, error))

    def _said_in(self, notice: Notice, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        refusal = error
        notice.say(Tone.WARN, lambda: refusal.text(self._speech.language))

    # --- designs ----------------------------------------------------------------------------

    def _see_designs(self, above: PrinterDialog) -> None:
        chosen = self.see_designs(above.design()) or above.design()
        above.show_designs(self._designs(), chosen)

    def see_designs(self, chosen: str = "") -> str:
        """Show the designs; answers the one that shall be used, or nothing."""
        from kiosk.ui.design_dialog import DesignDialog

        dialog = DesignDialog(
            self._desk.badge_room,
            self._background,
            self._speech,
            chosen or self._design(),
            self._window,
        )
        used = dialog.chosen() if dialog.exec() else ""
        self._window.show_event()  # the badge on the card may be another one now
        return used

    def choose_design(self) -> None:
        """Show the designs, and use the one that is chosen."""
        used = self.see_designs()
        if used:
            self._keep(dataclasses.replace(self._chosen(), badge_design=used))
            self._prints.use(self._chosen().printer, used)
            self._window.show_event()
