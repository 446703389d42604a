"""Copies and the way back: ``kiosk backup`` and ``kiosk restore``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kiosk import settings
from kiosk.cli.answering import check_closed, day_and_time, moment, open_desk, print_json, say
from kiosk.cli.asking_pin import allow_whole
from kiosk.cli.output import tell
from kiosk.cli.passphrases import passphrase_for
from kiosk.language import Language, Refusal, Sentence
from kiosk.services.database import Passphrase, is_protected
from kiosk.services.desk import Desk, utc_now
from kiosk.services.organizer import Deed
from kiosk.services.safekeeping import (
    FOLDER,
    Offer,
    best_offer,
    check_whole,
    choose_place,
    copies_in,
    copies_of,
    forget_place,
    keep_copies,
    offer_in_words,
    places_of,
)
from kiosk.services.safekeeping import (
    restore as bring_back,
)

KEPT = Sentence(en="Copied and checked: {file}", km="បានចម្លង និងពិនិត្យរួច៖ {file}")
COPY = Sentence(
    en="{file} ({rows} journal {rows:row|rows}, {time})", km="{file} (កំណត់ហេតុ {rows} ជួរ, {time})"
)
NO_COPIES = Sentence(en="There are no copies yet.", km="មិនទាន់មានច្បាប់ចម្លងទេ។")
FORGOTTEN = Sentence(
    en="No more copies go to {folder} by themselves; those that lie there stay. A stick with the"
    " folder “kiosk copies” takes part as long as it has it.",
    km="លែងចម្លងទៅ {folder} ដោយខ្លួនឯងទៀតហើយ។ ច្បាប់ចម្លងដែលមាននៅទីនោះនៅដដែល។"
    " USB ដែលមានថត «kiosk copies» នៅតែចូលរួម ដរាបណាវាមានថតនោះ។",
)
NOT_CHOSEN = Sentence(
    en="{folder} was not chosen for copies on this machine.",
    km="{folder} មិនត្រូវបានជ្រើសរើសសម្រាប់ច្បាប់ចម្លងលើកុំព្យូទ័រនេះទេ។",
)
RESTORED = Sentence(en="“{file}” is back.", km="បានស្តារ «{file}» វិញហើយ។")
ASIDE = Sentence(en="The file as it was: {file}", km="ឯកសារដើម៖ {file}")


def describe_backup(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk backup``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help=f"a stick or folder; it gets “{FOLDER}”, and takes part by itself from then on",
    )
    parser.add_argument(
        "--forget", type=Path, metavar="FOLDER", help="no more copies there; those there stay"
    )
    parser.add_argument("--list", action="store_true", help="say which copies there are, only")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def describe_restore(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk restore``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument("--from", dest="copy", type=Path, metavar="COPY.kiosk")
    parser.add_argument("--dry-run", action="store_true", help="say what would come back, only")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def backup(options: argparse.Namespace, language: Language) -> int:
    """A checked copy in every place; 1 where one could not be made."""
    with open_desk(options) as desk:
        if options.to or options.forget:
            desk.organizer.allow(Deed.COPIES)
        if options.forget:
            return _forget(options.forget, language)
        chosen = choose_place(options.to) if options.to else None
        places = places_of(options.event, chosen)
        if options.list:
            return _list(desk, places, options, language)
        kept = keep_copies(desk.store, places, utc_now)
        for copy in kept.copies:
            check_whole(copy.path, desk.store.passphrase)
    if options.json:
        troubles = [told.text(language) for told in kept.troubles]
        print_json({"copies": [str(c.path) for c in kept.copies], "troubles": troubles})
    else:
        for copy in kept.copies:
            say(KEPT, language, file=copy.path)
        for told in kept.troubles:
            tell(told.text(language), sys.stderr)
    return 1 if kept.troubles else 0


def _forget(folder: Path, language: Language) -> int:
    if not forget_place(folder):
        raise Refusal(NOT_CHOSEN, folder=folder)
    say(FORGOTTEN, language, folder=folder)
    return 0


def _list(desk: Desk, places: list[Path], options: argparse.Namespace, language: Language) -> int:
    copies = copies_of(places, desk.store.event_id().hex[-8:])
    if options.json:
        print_json(
            [
                {"file": str(c.path), "rows": c.rows, "made_at": moment(desk, c.made_at)}
                for c in copies
            ]
        )
    elif not copies:
        say(NO_COPIES, language)
    for copy in () if options.json else copies:
        time = day_and_time(desk, copy.made_at)
        say(COPY, language, file=copy.path, rows=copy.rows, time=time)
    return 0


def restore(options: argparse.Namespace, language: Language) -> int:
    """Put the newest good copy in the event's place, with what the file itself still tells."""
    check_closed(options.event)
    places = places_of(options.event)
    passphrase = _passphrase(options, places)
    # One that is damaged comes back without asking, and has the PIN that it had.
    role = "" if options.dry_run else allow_whole(options, Deed.RESTORE, passphrase)
    offer = best_offer(options.event, places, options.copy, passphrase)
    report = offer_as_json(offer)
    if not options.dry_run:
        name = settings.load().desk_name
        done = bring_back(
            options.event, offer, desk=name, at=utc_now(), passphrase=passphrase, role=role
        )
        report["set_aside"] = str(done.set_aside) if done.set_aside else None
    if options.json:
        print_json(report)
    else:
        _say_restored(options, offer, report, language)
    return 0


def _passphrase(options: argparse.Namespace, places: list[Path]) -> Passphrase | None:
    """What opens the copy that may come back; the event itself may be gone or torn."""
    stem = options.event.stem
    copies = [options.copy] if options.copy else []
    copies += [copy.path for place in places for copy in copies_in(place, stem)]
    locked = (file for file in (*copies, options.event) if is_protected(file))
    first = next(locked, None)
    return None if first is None else passphrase_for(options, first)


def offer_as_json(offer: Offer) -> dict[str, Any]:
    """What ``kiosk restore --json`` prints."""
    return {
        "copy": str(offer.copy.path),
        "made_at": offer.made_at.isoformat(),
        "rows": offer.copy.rows,
        "following": len(offer.following),
        "unproven": offer.unproven,
        "pin": offer.guard.value,
        "purged_again": len(offer.purged),
    }


def _say_restored(
    options: argparse.Namespace, offer: Offer, report: dict[str, Any], language: Language
) -> None:
    for told in offer_in_words(offer):
        print(told.text(language))
    if not options.dry_run:
        say(RESTORED, language, file=options.event)
    if report.get("set_aside"):
        say(ASIDE, language, file=report["set_aside"])
