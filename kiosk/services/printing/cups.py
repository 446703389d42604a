"""The print queues of this computer, as CUPS knows them (Linux, macOS)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from kiosk.services.printing.ipp import (
    Group,
    GroupTag,
    Operation,
    keyword,
    name_text,
)
from kiosk.services.printing.ipp_printer import USER, IppPrinter
from kiosk.services.printing.ipp_server import (
    IPP_PORT,
    HttpRefusal,
    NoAnswer,
    NotReached,
    Server,
)
from kiosk.services.printing.ipp_status import PRINTER_ATTRIBUTES, status_of
from kiosk.services.printing.printer import PrinterInfo

SCHEME = "cups"
_SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"), Path("/var/run/cupsd"))


def cups_server(environment: Mapping[str, str] = os.environ) -> Server | None:
    """Where CUPS listens: ``CUPS_SERVER`` (``host``, ``host:port``, a socket's path) if it
    is set, else its Unix socket, else port 631 of this computer; None on Windows."""
    told = environment.get("CUPS_SERVER", "").partition("/version=")[0]
    if told.startswith("/"):
        return Server(unix_socket=Path(told))
    if told:
        host, _, port = told.rpartition(":")
        return Server(host, int(port)) if host and port.isdigit() else Server(told, IPP_PORT)
    if sys.platform == "win32":
        return None
    found = next((path for path in _SOCKETS if path.is_socket()), None)
    return Server(unix_socket=found)


def printers(timeout_s: float = 3.0) -> list[PrinterInfo]:
    """The queues with their state and paper, by name; empty where there is no CUPS."""
    server = cups_server()
    if server is None:
        return []
    try:
        queues = _ask(server, Operation.CUPS_GET_PRINTERS, timeout_s)
        default = _ask(server, Operation.CUPS_GET_DEFAULT, timeout_s) if queues else []
    except (NotReached, NoAnswer, HttpRefusal):
        return []
    chosen = default[0].text("printer-name") if default else ""
    infos = [_info(queue, chosen) for queue in queues if queue.text("printer-name")]
    return sorted(infos, key=lambda info: info.name.casefold())


def cups_printer(name: str, user: str = USER) -> IppPrinter:
    """The queue of that name, whether or not it is there now, and the jobs of ``user``."""
    path = f"/printers/{quote(name, safe='')}"
    server = cups_server() or Server()
    return IppPrinter(f"ipp://localhost{path}", name, server=server, user=user)


def _ask(server: Server, operation: Operation, timeout_s: float) -> list[Group]:
    asked = Group(
        GroupTag.OPERATION,
        (
            name_text("requesting-user-name", USER),
            keyword("requested-attributes", *PRINTER_ATTRIBUTES),
        ),
    )
    reply = server.ask(operation, "/", asked, timeout_s=timeout_s)
    return list(reply.all_of(GroupTag.PRINTER))


def _info(queue: Group, default: str) -> PrinterInfo:
    name = queue.text("printer-name")
    return PrinterInfo(
        name=name,
        address=f"{SCHEME}:{name}",
        description=queue.text("printer-info"),
        status=status_of(queue, name),
        is_default=name == default,
    )
