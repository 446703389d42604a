"""``kiosk export`` and ``kiosk allowances``: what finance and donors are sent."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kiosk.cli.answering import open_desk
from kiosk.cli.output import tell
from kiosk.cli.progress import Counter
from kiosk.cli.replacing import check_free, describe_replace
from kiosk.cli.secret_words import asked_again, first_line
from kiosk.domain import Category, Event
from kiosk.language import Language, Refusal, Sentence, with_latin_digits
from kiosk.services.twice_typed import check_same

WORKBOOK_MADE = Sentence(
    en="The sign-in workbook is “{file}”.", km="បញ្ជីវត្តមាន (Excel) នៅក្នុង «{file}»។"
)
PAPER_MADE = Sentence(
    en="The sheet for signing with ink is “{file}”.", km="បញ្ជីសម្រាប់ចុះហត្ថលេខាលើក្រដាស នៅក្នុង «{file}»។"
)
ONLY_A_WORKBOOK = Sentence(
    en="{option} is not for the paper sheet; leave it out.",
    km="{option} មិនមែនសម្រាប់បញ្ជីលើក្រដាសទេ។ សូមកុំប្រើវា។",
)
ONLY_ON_PAPER = Sentence(
    en="{option} is for the paper sheet: add --for paper.",
    km="{option} គឺសម្រាប់បញ្ជីលើក្រដាស។ សូមបន្ថែម --for paper។",
)
ASK_PASSWORD = Sentence(en="Password of the workbook: ", km="ពាក្យសម្ងាត់របស់សៀវភៅការងារ៖ ")
NO_PASSWORD_FILE = Sentence(
    en="The password cannot be read from “{file}”. Give the name of a text file, or - for stdin.",
    km="មិនអាចអានពាក្យសម្ងាត់ពី «{file}» បានទេ។ សូមដាក់ឈ្មោះឯកសារអក្សរ ឬ - សម្រាប់ stdin។",
)
NO_SUCH_CATEGORY = Sentence(
    en="There is no category “{key}”. Choose one of: {known}.",
    km="គ្មានប្រភេទ «{key}» ទេ។ សូមជ្រើសរើសមួយក្នុងចំណោម៖ {known}។",
)
NO_RATE = Sentence(
    en="“{text}” is no rate. Write it like this: --set {key} transport=2.50 meals=5",
    km="«{text}» មិនមែនជាអត្រាទេ។ សូមសរសេរដូចនេះ៖ --set {key} transport=2.50 meals=5",
)
RIEL_RATE = Sentence(en="1 dollar is {rate} riel.", km="១ ដុល្លារ ស្មើ {rate} រៀល។")
NO_RIEL_RATE = Sentence(
    en="No riel rate is set: amounts are in dollars only.",
    km="មិនទាន់មានអត្រារៀលទេ៖ ចំនួនប្រាក់គិតជាដុល្លារប៉ុណ្ណោះ។",
)

KINDS = ("transport", "meals", "lodging")


def describe_export(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk export``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.pdf")
    parser.add_argument(
        "--for",
        dest="audience",
        choices=["donor", "finance", "paper"],
        default="donor",
        help="its reader; paper is a PDF to sign with ink",
    )
    parser.add_argument(
        "--order", choices=["khmer", "latin", "list"], help="on paper: how names are sorted"
    )
    parser.add_argument("--blanks", type=int, metavar="N", help="on paper: empty rows for walk-ins")
    parser.add_argument("--empty", action="store_true", help="on paper: no names, empty rows only")
    parser.add_argument(
        "--since",
        type=Path,
        metavar="EARLIER.xlsx",
        help="an earlier workbook of this event: a sheet says what changed since",
    )
    describe_replace(parser)
    sealed = parser.add_mutually_exclusive_group()
    sealed.add_argument(
        "--password",
        nargs="?",
        const="",
        metavar="TEXT",
        help="only this opens the file; asked for where TEXT is left out"
        " (others on this machine can see TEXT while the command runs)",
    )
    sealed.add_argument(
        "--password-file", metavar="FILE", help="the password is the first line of FILE; - is stdin"
    )


def export(options: argparse.Namespace, language: Language) -> int:
    """The sign-in workbook, or the sheet on paper."""
    _check_fit(options)
    check_free(options.out, options)
    if options.audience == "paper":
        return _export_paper(options, language)
    from kiosk.services.workbook import Audience

    password = _password(options, language)
    with open_desk(options) as desk, Counter(language) as counter:
        made = desk.exports.workbook(
            options.out,
            Audience(options.audience),
            password=password,
            since=options.since,
            progress=counter,
        )
    for remark in made.remarks:
        tell(remark.text(language), sys.stderr)
    tell(WORKBOOK_MADE.text(language, file=made.path))
    return 0


def _check_fit(options: argparse.Namespace) -> None:
    of_paper = {
        "--order": options.order is not None,
        "--blanks": options.blanks is not None,
        "--empty": options.empty,
    }
    of_workbook = {
        "--since": options.since is not None,
        "--password": options.password is not None,
        "--password-file": options.password_file is not None,
    }
    paper = options.audience == "paper"
    for option, given in (of_workbook if paper else of_paper).items():
        if given:
            raise Refusal(ONLY_A_WORKBOOK if paper else ONLY_ON_PAPER, option=option)


def _export_paper(options: argparse.Namespace, language: Language) -> int:
    with open_desk(options) as desk:
        made = desk.exports.paper(
            options.out,
            names=not options.empty,
            blanks=options.blanks,
            order=options.order or "khmer",
        )
    for remark in made.remarks:
        tell(remark.text(language), sys.stderr)
    tell(PAPER_MADE.text(language, file=made.path))
    return 0


def _password(options: argparse.Namespace, language: Language) -> str:
    """What opens the workbook; empty where it is not to be sealed."""
    if options.password_file is not None:
        return password_in(options.password_file)
    if options.password != "":
        return options.password or ""
    typed = getpass.getpass(ASK_PASSWORD.text(language))
    check_same(typed, asked_again(language))
    return _not_empty(typed)


def password_in(file: str) -> str:
    """The password in ``file`` (``-`` is stdin). Raises :class:`Refusal` where there is none."""
    return _not_empty(first_line(file, NO_PASSWORD_FILE))


def _not_empty(password: str) -> str:
    from kiosk.services.workbook import check_password

    check_password(password)
    return password


def describe_allowances(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``kiosk allowances``."""
    parser.add_argument("event", type=Path, metavar="EVENT.kiosk", help="the event's file")
    parser.add_argument(
        "--set",
        dest="rates",
        nargs="+",
        action="append",
        default=[],
        metavar=("KEY", "transport=2.50"),
        help="US dollars for each person of a category: transport=, meals=, lodging=",
    )
    parser.add_argument("--riel-rate", type=int, metavar="N", help="riel for one dollar; 0 is none")


def allowances(options: argparse.Namespace, language: Language) -> int:
    """Show what each category is paid, after setting what was asked for."""
    with open_desk(options) as desk:
        event = desk.event
        for key, *amounts in options.rates:
            event = _with_rates(event, key, amounts)
        if options.riel_rate is not None:
            event = dataclasses.replace(event, riel_rate=options.riel_rate or None)
        if event != desk.event:
            desk.change_event(event)
        event = desk.event
    for category in event.categories:
        rates = "  ".join(f"{kind}={getattr(category, kind):.2f}" for kind in KINDS)
        tell(f"{category.key}  {rates}")
    rate = event.riel_rate
    tell(RIEL_RATE.text(language, rate=rate) if rate else NO_RIEL_RATE.text(language))
    return 0


def _with_rates(event: Event, key: str, amounts: list[str]) -> Event:
    if event.category(key) is None:
        known = ", ".join(category.key for category in event.categories)
        raise Refusal(NO_SUCH_CATEGORY, key=key, known=known)
    rates: dict[str, Any] = dict(_rate(key, text) for text in amounts)

    def changed(category: Category) -> Category:
        return dataclasses.replace(category, **rates) if category.key == key else category

    return dataclasses.replace(event, categories=tuple(map(changed, event.categories)))


def _rate(key: str, text: str) -> tuple[str, Decimal]:
    kind, _, amount = text.partition("=")
    try:
        if kind in KINDS:
            return kind, Decimal(with_latin_digits(amount))
    except InvalidOperation:
        pass
    raise Refusal(NO_RATE, text=text, key=key)
