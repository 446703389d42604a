"""The commands of badges and printers: PDFs, badges on paper, printers, jobs."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
import uuid
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk import settings
from kiosk.cli import arguments
from kiosk.cli import printing_words as words
from kiosk.cli.answering import clock_time, moment, open_desk, print_json, say
from kiosk.cli.output import tell
from kiosk.cli.replacing import check_free, describe_replace
from kiosk.cli.ways import address_of, known_printers, printer_at
from kiosk.domain import BadgeJob, BadgeOrder, JobState, Person
from kiosk.language import Language, Refusal, Told
from kiosk.services.badge_room import Box, Stock, Way, kept_way, ruler_page_of
from kiosk.services.desk import Desk, name_of
from kiosk.services.printing import (
    FolderPrinter,
    Printer,
    PrinterInfo,
    PrinterTrouble,
    Trouble,
    paper_sizes,
    printing_turn,
    words_for,
)

TURN_S = 20.0
"""How long a command waits for its turn while a window or another command prints, and for a
printer that is busy with another page."""
_PAUSE_S = 0.1
_GONE = (JobState.SENT, JobState.PRINTED)


def describe_badges(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk badges`` takes."""
    arguments.event(parser)
    parser.add_argument("out", type=Path, metavar="OUT.pdf")
    describe_replace(parser)
    parser.add_argument(
        "--who", nargs="+", default=["all"], metavar="all|arrived|expected|ID", help="whose badges"
    )
    parser.add_argument(
        "--sort",
        choices=["list", "khmer", "latin", "category"],
        default="list",
        help="as the box on the desk is sorted (default: as the list was)",
    )
    parser.add_argument(
        "--blanks",
        type=arguments.count,
        default=0,
        metavar="N",
        help="blank badges for walk-ins, after",
    )
    parser.add_argument("--blank-category", default="", metavar="KEY", help="the band of these")
    parser.add_argument(
        "--from-label",
        type=arguments.whole_number,
        default=1,
        metavar="N",
        help="the first free label",
    )
    parser.add_argument("--offset", nargs=2, type=float, default=(0, 0), metavar=("RIGHT", "DOWN"))
    arguments.design(parser, "--template")


def badges(options: argparse.Namespace, language: Language) -> int:
    """Badges as one PDF."""
    check_free(options.out, options)
    box = Box(
        who=tuple(options.who),
        order=options.sort,
        blanks=options.blanks,
        blank_category=options.blank_category,
        from_label=options.from_label,
        offset_mm=_shift(options.offset),
    )
    with open_desk(options) as desk:
        made = desk.badges(options.out, box, options.design)
        sentence = words.BADGES_AND_BLANKS if made.blanks else words.BADGES_MADE
        counts = {"count": made.badges, "blanks": made.blanks}
        say(sentence, language, file=options.out, **counts)
        for person_id, characters in made.left_out.items():
            _say_left_out(desk.person(person_id), characters, language)
        if made.in_agenda:
            sentence = words.LEFT_OUT_OF_AGENDA
            tell(sentence.text(language, characters=made.in_agenda), sys.stderr)
    return 0


def _say_left_out(person: Person, characters: str, language: Language) -> None:
    name = name_of(person)
    tell(words.LEFT_OUT.text(language, name=name, characters=characters), sys.stderr)


# --- on paper ---------------------------------------------------------------------------------


def describe_print_badges(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk print`` takes."""
    parser.add_argument("event", type=Path, nargs="?", metavar="EVENT.kiosk")
    parser.add_argument("who", nargs="*", metavar="ID-OR-CODE")
    parser.add_argument("--printer", default="", metavar="NAME", help="a printer, or its address")
    arguments.design(parser)
    parser.add_argument("--waiting", action="store_true", help="also what waits or failed")
    parser.add_argument("--test-page", action="store_true", help="rulers instead of badges")
    arguments.json(parser)


def print_badges(options: argparse.Namespace, language: Language) -> int:
    """Badges of the people named, of all who wait, or a test page, on a printer."""
    if options.test_page:
        return _print_test_page(options, language)
    if options.event is None or not (options.who or options.waiting):
        raise Refusal(words.NOTHING_TO_PRINT)
    with open_desk(options) as desk:
        address = address_of(options.printer, desk.badge_room.folder())
        printer = printer_at(address)
        wish = address if options.printer else ""
        # On a printer of its own a command leaves the desk's badges to the desk.
        design = settings.load().badge_design
        way = kept_way(address, design, anywhere=not options.printer or options.waiting)
        with _leaving(desk, printer):
            orders, code = _ordered(desk, options, wish, language)
            trouble = _hand_over(desk, printer, way, [order.job_id for order in orders])
        asked = _Asked(desk, printer, language, as_json=options.json)
        return max(code, asked.say(orders, trouble, waiting=options.waiting))


def _leaving(desk: Desk, printer: Printer) -> AbstractContextManager[object]:
    """Badges that go into another folder than the event's own are an export."""
    if isinstance(printer, FolderPrinter) and printer.folder != desk.badge_room.folder():
        return desk.organizer.exporting("badges", printer.folder)
    return nullcontext()


def _ordered(
    desk: Desk, options: argparse.Namespace, printer: str, language: Language
) -> tuple[list[BadgeOrder], int]:
    """What was asked for, as jobs; whoever is not known is said and keeps no one back."""
    room, orders, code = desk.badge_room, [], 0
    if options.waiting:
        room.jobs().requeue_failed()
        room.jobs().release_waiting()
        orders += [
            room.order(job.person_id, printer=printer, design=options.design or job.design)
            for job in room.jobs().waiting()
        ]
    for who in options.who:
        try:
            orders.append(room.order(who, printer=printer, design=options.design))
        except Refusal as refusal:
            tell(refusal.text(language), sys.stderr)
            code = 1
    return orders, code


def _hand_over(desk: Desk, printer: Printer, way: Way, wanted: list[UUID]) -> Told | None:
    """Until all that is ``wanted`` has left, or the printer is in trouble; answers why it has
    not."""
    outbox, until = desk.badge_room.outbox(printer, way), time.monotonic() + TURN_S
    why: Told | None = None
    while _waiting(desk, wanted):
        with printing_turn(desk.store.path) as ours:
            done = outbox.work_off() if ours else None
        if done is None:
            why = Told.of(words.TURN_TAKEN)
        elif done.trouble is None:
            return None
        else:
            why = done.trouble.told
            if done.trouble.kind is not Trouble.BUSY:
                return why
        if time.monotonic() > until:
            return why
        time.sleep(_PAUSE_S)
    return None


def _waiting(desk: Desk, wanted: list[UUID]) -> bool:
    waiting = {job.id for job in desk.badge_room.jobs().waiting()}
    return not waiting.isdisjoint(wanted)


@dataclasses.dataclass(frozen=True)
class _Asked:
    """Says what became of the badges that were asked for."""

    desk: Desk
    printer: Printer
    language: Language
    as_json: bool

    def say(self, orders: list[BadgeOrder], trouble: Told | None, *, waiting: bool) -> int:
        """One line each, or JSON; answers the exit code."""
        jobs = {job.id: job for job in self.desk.badge_room.jobs().all()}
        if self.as_json:
            numbers = _numbers(list(jobs.values()))
            wanted = [jobs[order.job_id] for order in orders]
            print_json([_job_as_json(self.desk, job, numbers, self.language) for job in wanted])
        elif not orders and waiting:
            say(words.NONE_WAITS, self.language)
        for order in orders:
            self._one(order, jobs[order.job_id], trouble)
        return 0 if all(jobs[order.job_id].state in _GONE for order in orders) else 1

    def _one(self, order: BadgeOrder, job: BadgeJob, trouble: Told | None) -> None:
        name, where = name_of(order.person), sys.stderr if self.as_json else sys.stdout
        if order.before is not None:
            at = clock_time(self.desk, order.before.changed_at)
            second = {"name": name, "time": at, "number": order.number}
            tell(words.SECOND_BADGE.text(self.language, **second), where)
        if job.state not in _GONE:
            self._not_gone(name, job, trouble)
        elif not self.as_json:
            say(words.WENT_TO, self.language, name=name, printer=self.printer.name)
        if characters := self.desk.badge_room.missing(order.person):
            _say_left_out(order.person, characters, self.language)

    def _not_gone(self, name: str, job: BadgeJob, trouble: Told | None) -> None:
        failed = job.state is JobState.FAILED
        told: object = job.reason_in(self.language) if failed else trouble or ""
        sentence = words.BADGE_FAILED if failed else words.BADGE_WAITS
        tell(sentence.text(self.language, name=name, told=told), sys.stderr)


def _print_test_page(options: argparse.Namespace, language: Language) -> int:
    printer = printer_at(address := address_of(options.printer))
    kept = settings.printer_settings(address)
    stock = Stock((kept.right_mm, kept.down_mm))
    design = options.design or settings.load().badge_design
    if options.event is None:
        page = ruler_page_of(design, stock)
    else:
        with open_desk(options) as desk:
            page = desk.badge_room.ruler_page(design, stock)
    printer.send(dataclasses.replace(page, name=f"kiosk-test-{uuid.uuid4().hex[:12]}"))
    say(words.TEST_PAGE_WENT, language, printer=printer.name)
    return 0


# --- printers ---------------------------------------------------------------------------------


def describe_printers(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk printers`` takes."""
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="keep of this one:")
    parser.add_argument(
        "--offset", nargs=2, type=float, metavar=("RIGHT", "DOWN"), help="its page's shift in mm"
    )
    parser.add_argument("--labels", metavar="N|none", help="labels left on its roll")
    parser.add_argument(
        "--next-label", type=arguments.whole_number, metavar="N", help="of a begun sheet"
    )
    arguments.json(parser)


def printers(options: argparse.Namespace, language: Language) -> int:
    """The printers there are and how they are; with a name, what is kept of that one is set."""
    if options.name:
        _keep(address_of(options.name), options)
    found = known_printers()
    if options.json:
        print_json([_printer_as_json(info, language) for info in found])
    elif not found:
        say(words.NO_PRINTERS, language)
    else:
        for info in found:
            print(_printer_line(info, language))
    return 0


def _keep(address: str, options: argparse.Namespace) -> None:
    changes: dict[str, Any] = {}
    if options.offset:
        changes["right_mm"], changes["down_mm"] = _shift(options.offset)
    if options.labels is not None:
        changes["labels_left"] = None if options.labels == "none" else _labels(options.labels)
    if options.next_label:
        changes["next_label"] = options.next_label
    kept = dataclasses.replace(settings.printer_settings(address), **changes)
    settings.keep_printer_settings(address, kept)


def _shift(offset: tuple[float, float]) -> tuple[float, float]:
    right, down = offset
    if not all(abs(each) <= settings.MOST_OFFSET_MM for each in offset):  # nan is not
        raise _off_limits()
    return right, down


def _labels(text: str) -> int:
    if not text.isdecimal() or int(text) > settings.MOST_LABELS:
        raise _off_limits()
    return int(text)


def _off_limits() -> Refusal:
    most = f"{settings.MOST_OFFSET_MM:g}"
    return Refusal(words.OFF_LIMITS, most=most, labels=str(settings.MOST_LABELS))


def _printer_as_json(info: PrinterInfo, language: Language) -> dict[str, Any]:
    status, kept = info.status, settings.printer_settings(info.address)
    return {
        "name": info.name,
        "address": info.address,
        "description": info.description,
        "state": status.state.value,
        "says": status.sentence.text(language),
        "trouble": status.trouble and status.trouble.value,
        "reasons": {each: words_for(each).text(language) for each in status.reasons},
        "accepting": status.accepting,
        "paper": [
            {"name": m.name, "width_mm": m.width_mm, "height_mm": m.height_mm} for m in status.media
        ],
        "takes_mm": [list(size) for size in status.takes],
        "default": info.is_default,
        "chosen": info.address == settings.load().printer,
        "labels_left": kept.labels_left,
        "next_label": kept.next_label,
        "offset_mm": [kept.right_mm, kept.down_mm],
    }


def _printer_line(info: PrinterInfo, language: Language) -> str:
    status, kept = info.status, settings.printer_settings(info.address)
    more = ""
    if status.media:
        more += words.PAPER.text(language, paper=paper_sizes(status))
    elif status.takes:
        more += words.TAKES.text(language, paper=paper_sizes(status))
    if status.reasons:
        said = ", ".join(words_for(each).text(language) for each in status.reasons)
        more += words.ALSO.text(language, reasons=said)
    if kept.labels_left is not None:
        more += words.LABELS_LEFT.text(language, count=kept.labels_left)
    if kept.right_mm or kept.down_mm:
        shift = {"right": f"{kept.right_mm:g}", "down": f"{kept.down_mm:g}"}
        more += words.OFFSET.text(language, **shift)
    mark = "*" if info.address == settings.load().printer else "-"
    state = status.sentence.text(language)
    return words.PRINTER_LINE.text(language, mark=mark, name=info.name, state=state, more=more)


# --- jobs -------------------------------------------------------------------------------------


def describe_jobs(parser: argparse.ArgumentParser) -> None:
    """What ``kiosk jobs`` takes."""
    arguments.event(parser)
    arguments.json(parser)


def jobs(options: argparse.Namespace, language: Language) -> int:
    """Every badge that was ordered, and how it stands; printers are asked first."""
    with open_desk(options) as desk:
        _ask_printers(desk)
        found = desk.badge_room.jobs().all()
        numbers = _numbers(found)
        if options.json:
            print_json([_job_as_json(desk, job, numbers, language) for job in found])
        elif not found:
            say(words.NO_JOBS, language)
        else:
            for job in found:
                print(_job_line(desk, job, numbers, language))
    return 0


def _ask_printers(desk: Desk) -> None:
    """What became of the pages under way, where printers can tell and no one else asks."""
    with printing_turn(desk.store.path) as ours:
        for address in desk.badge_room.jobs().addresses_under_way() if ours else ():
            try:
                printer = printer_at(address)
            except PrinterTrouble:
                continue
            outbox = desk.badge_room.outbox(printer, kept_way(address))
            outbox.follow()


def _numbers(found: list[BadgeJob]) -> dict[UUID, int]:
    """By job, the how manieth badge of its person it is; those that failed or were taken back
    do not count."""
    counts: dict[UUID, int] = {}
    numbers: dict[UUID, int] = {}
    for job in found:
        if job.state not in (JobState.FAILED, JobState.CANCELLED):
            counts[job.person_id] = counts.get(job.person_id, 0) + 1
        numbers[job.id] = counts.get(job.person_id, 0)
    return numbers


def _job_as_json(
    desk: Desk, job: BadgeJob, numbers: Mapping[UUID, int], language: Language
) -> dict[str, Any]:
    person = desk.store.person(job.person_id)
    return {
        "id": str(job.id),
        "job_name": job.job_name,
        "person_id": str(job.person_id),
        "code": person.code if person else None,
        "name": name_of(person) if person else None,
        "state": job.state.value,
        "reason": job.reason_in(language),
        "printer": job.printer,
        "design": job.design,
        "attempts": job.attempts,
        "number": numbers[job.id],
        "badges_of_person": desk.badge_room.count(job.person_id),
        "queued_at": moment(desk, job.queued_at),
        "changed_at": moment(desk, job.changed_at),
        "detail": job.detail,
    }


def _job_line(desk: Desk, job: BadgeJob, numbers: Mapping[UUID, int], language: Language) -> str:
    person = desk.store.person(job.person_id)
    reason = job.reason_in(language) if job.state is JobState.FAILED else ""
    return words.JOB_LINE.text(
        language,
        time=clock_time(desk, job.changed_at),
        state=words.STATES[job.state.value],
        name=name_of(person) if person else "—",
        number=numbers[job.id],
        printer=job.printer or words.THE_DESKS_PRINTER.text(language),
        why=f" – {reason}" if reason else "",
    )
