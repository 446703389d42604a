"""Asking an IPP server one thing and having its answer within a bounded time.

HTTP by the standard library, over TCP, TLS or a Unix socket; no proxy is ever used.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import itertools
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from kiosk.services.printing.ipp import (
    Group,
    IppGarbage,
    Message,
    Operation,
    decode,
    encode,
    request,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

IPP_PORT = 631
# CUPS with hundreds of queues answers in some hundred KiB; more is not an answer.
_LONGEST_REPLY = 8 * 1024 * 1024
_request_ids = itertools.count(1)


class NotReached(Exception):
    """No connection was made: the request certainly did not arrive."""


class NoAnswer(Exception):
    """The request may have arrived, but no IPP answer came back in time."""


class HttpRefusal(Exception):
    """The server answered in HTTP alone, with ``status`` (401, 404 …); nothing was done."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(f"HTTP {status} {reason}")


@dataclass(frozen=True, slots=True)
class Server:
    """Where an IPP server listens; ``unix_socket`` stands before host and port."""

    host: str = "localhost"
    port: int = IPP_PORT
    tls: bool = False
    unix_socket: Path | None = None

    def ask(
        self,
        operation: Operation,
        path: str,
        *groups: Group,
        document: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Message:
        """The answer to one request at ``path``, all in ``timeout_s`` seconds.

        Raises :class:`NotReached`, :class:`NoAnswer` or :class:`HttpRefusal`; an IPP status
        that is a refusal is returned like any other.
        """
        message = request(operation, next(_request_ids), *groups)
        body = encode(message) + document
        deadline = time.monotonic() + timeout_s
        try:
            connected = self._connected(timeout_s)
        except (OSError, ValueError) as error:
            raise NotReached(str(error)) from error
        with contextlib.closing(connected):
            return _answer(_Connection(self.host, _Bounded(connected, deadline)), path, body)

    def _connected(self, timeout_s: float) -> socket.socket:
        if self.unix_socket is not None:
            return _unix_connection(self.unix_socket, timeout_s)
        plain = socket.create_connection((self.host, self.port), timeout_s)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return _unverified(plain, self.host) if self.tls else plain


def server_of(address: str) -> tuple[Server, str]:
    """The server and the path of an ``ipp://`` or ``ipps://`` address.

    Raises ValueError where it is neither, names no host, or its port is no number.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("ipp", "ipps") or not parts.hostname:
        raise ValueError(f"no IPP address: {address}")
    server = Server(parts.hostname, parts.port or IPP_PORT, tls=parts.scheme == "ipps")
    return server, _path(parts)


def _path(parts: SplitResult) -> str:
    return quote(unquote(parts.path)) or "/"


def _answer(connection: _Connection, path: str, body: bytes) -> Message:
    try:
        # A server that refuses early may close before it has read the whole page.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.request("POST", path, body, {"Content-Type": "application/ipp"})
        response = connection.getresponse()
        reply = response.read(_LONGEST_REPLY)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error
    if response.status != http.HTTPStatus.OK:
        raise HttpRefusal(response.status, response.reason)
    try:
        return decode(reply)
    except IppGarbage as error:
        raise NoAnswer(str(error)) from error


class _Connection(http.client.HTTPConnection):
    """HTTP over a connection that is made already."""

    def __init__(self, host: str, bounded: _Bounded) -> None:
        super().__init__(host)
        self.sock = bounded


def _unix_connection(path: Path, timeout_s: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout_s)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection


def _unverified(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS against listeners only: printers sign their certificates themselves."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


class _Bounded:
    """As much of a socket as http.client uses, with one deadline (of the monotonic clock)
    over all of it, however slowly the other side drips."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self._deadline = deadline

    def sendall(self, data: ReadableBuffer) -> None:
        """Send all of ``data`` before the deadline."""
        self._wait_no_longer()
        self._socket.sendall(data)

    def receive(self, buffer: WriteableBuffer) -> int:
        """Receive what is there before the deadline."""
        self._wait_no_longer()
        return self._socket.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What http.client reads the reply from."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Nothing: http.client closes before it has read a reply that ends with the
        connection. Who connected hangs up."""

    def _wait_no_longer(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        self._socket.settimeout(left)


class _Incoming(io.RawIOBase):
    def __init__(self, bounded: _Bounded) -> None:
        super().__init__()
        self._bounded = bounded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._bounded.receive(buffer)
