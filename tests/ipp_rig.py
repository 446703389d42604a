"""A real IPP printer and a real print queue for the tests, started and stopped by them.

``ippeveprinter`` plays the printer and ``cupsd`` the system's spooler; both listen on
loopback only, in a network namespace that holds nothing but loopback, so nothing that is
tested here can reach a network. No service manager is needed, and every process started
dies with the tests: each runs in process and mount namespaces of its own, killed whole.

The printer writes each page it "prints" into :meth:`Rig.pages`. Needs root and the Debian
packages cups, cups-client, cups-filters, cups-ipp-utils, avahi-daemon and dbus.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_TOOLS = (
    "ippeveprinter",
    "cupsd",
    "lpadmin",
    "avahi-daemon",
    "dbus-daemon",
    "unshare",
    "setpriv",
    "ip",
)
_SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
_CLONE_NEWNET = 0x40000000
_PATIENCE_S = 30.0

QUEUE = "badges"
"""The name of the print queue."""


def missing() -> str:
    """Why the rig can't run on this machine; empty where it can."""
    if sys.platform != "linux":
        return "the printing rig runs on Linux only"
    if os.geteuid() != 0:
        return "the printing rig needs root"
    absent = [tool for tool in _TOOLS if shutil.which(tool, path=_SYSTEM_PATH) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    probe = ["unshare", "--net", "--pid", "--mount", "--fork", "true"]
    done = subprocess.run(probe, env=_environment(), capture_output=True, check=False)
    return "the kernel grants no namespaces here" if done.returncode else ""


def until(true: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
    """Wait until ``true()``; raises TimeoutError naming ``what`` never came."""
    end = time.monotonic() + patience_s
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {patience_s:g} s")
        time.sleep(0.02)


@contextlib.contextmanager
def loopback_only() -> Iterator[None]:
    """This thread, and what it starts, in a new network namespace with loopback alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        _check(libc.unshare(_CLONE_NEWNET))
        try:
            subprocess.run(["ip", "link", "set", "lo", "up"], check=True, env=_environment())
            yield
        finally:
            _check(libc.setns(home, _CLONE_NEWNET))
    finally:
        os.close(home)


def _check(answer: int) -> None:
    if answer != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PATH": _SYSTEM_PATH, "LC_ALL": "C.UTF-8", **more}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Daemon:
    """One background program with all its children, that never outlives the tests."""

    def __init__(self, log: Path, *command: str, **environment: str) -> None:
        guard = ["setpriv", "--pdeathsig", "KILL"]
        own = ["unshare", "--fork", "--pid", "--mount", "--kill-child=KILL"]
        # An empty /run: no program finds the machine's own daemons, or leaves a trace there.
        own += ["sh", "-c", 'mount -t tmpfs none /run && exec "$@"', "sh"]
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*guard, *own, *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=_environment(**environment),
            )

    def end(self) -> None:
        """Ask it to end, and wait until it has."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it and its children at once, as a pulled plug would.

        The first process of a process namespace takes all others with it.
        """
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        pid = self._process.pid
        first = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in first or [str(pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), number)
        self._process.wait(_PATIENCE_S)


class Rig:
    """The printer at :attr:`printer_uri`, the queue :data:`QUEUE` at :attr:`cups_socket`."""

    def __init__(self, folder: Path, conf: Path) -> None:
        self.folder = folder
        self._conf = conf
        self._printed = folder / "printed"
        self._paper_out = folder / "paper-out"
        self._kept = folder / "etc-as-started"
        self.printer_port = _free_port()
        self.cups_port = _free_port()
        self.cups_socket = folder / "cups.sock"
        self.printer_uri = f"ipp://localhost:{self.printer_port}/ipp/print"
        self.queue_uri = f"ipp://localhost:{self.cups_port}/printers/{QUEUE}"
        self._running: dict[str, _Daemon] = {}

    # --- what came out -------------------------------------------------------------------

    def pages(self) -> list[Path]:
        """The documents printed so far, oldest first, named ``<nanoseconds> <job name>.<type>``."""
        return sorted(f for f in self._printed.iterdir() if not f.name.startswith("."))

    def printed_jobs(self) -> list[str]:
        """The names of the jobs printed so far, oldest first, as the printer was told them."""
        return [page.stem.partition(" ")[2] for page in self.pages()]

    def environment_of(self, page: Path) -> dict[str, str]:
        """What the printer was told about a page: the ``IPP_…`` attributes of its job."""
        lines = (self._printed / f".{page.name}.env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def clear(self) -> None:
        """Take the pages out of the tray."""
        for file in self._printed.iterdir():
            file.unlink()

    def interfaces(self) -> str:
        """The kernel's table of network interfaces, as the rig's programs see it."""
        return subprocess.run(
            ["cat", "/proc/net/dev"], check=True, capture_output=True, text=True
        ).stdout

    # --- what happens to printers ----------------------------------------------------------

    def take_paper(self) -> None:
        """From now on each page waits for paper."""
        self._paper_out.touch()

    def put_paper(self) -> None:
        """There is paper again."""
        self._paper_out.unlink(missing_ok=True)

    def start_printer(self, conf: Path | None = None) -> None:
        """Switch the printer on, as the one that ``conf`` describes (or its own)."""
        spool = self.folder / "printer-spool"
        shutil.rmtree(spool, ignore_errors=True)
        spool.mkdir()
        command = ["ippeveprinter", "-p", str(self.printer_port), "-n", "localhost", "-v"]
        command += ["-d", str(spool), "-K", str(self.folder / "printer-keys")]
        command += [
            "-a",
            str(conf or self._conf),
            "-c",
            str(self.folder / "print"),
            "Badge Printer",
        ]
        self._start("printer", *command, DBUS_SYSTEM_BUS_ADDRESS=self._bus)
        until(lambda: _listens(self.printer_port), "the printer listens")

    def kill_printer(self) -> None:
        """Pull the printer's plug."""
        self._running.pop("printer").kill()

    def start_cups(self) -> None:
        """Start the spooler, with whatever its files hold."""
        etc = self.folder / "etc"
        command = ["cupsd", "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")]
        self._start("cups", *command)
        until(lambda: _listens(self.cups_port), "the spooler listens")

    def kill_cups(self) -> None:
        """Kill the spooler and its children without a warning."""
        self._running.pop("cups").kill()
        self.cups_socket.unlink(missing_ok=True)

    def cups_command(self, *command: str) -> str:
        """Run an administrator's command (``cupsdisable``, ``cupsreject``, …): its output."""
        done = subprocess.run(
            command,
            env=_environment(CUPS_SERVER=str(self.cups_socket)),
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr or done.stdout}")
        return done.stdout

    # --- starting and stopping ---------------------------------------------------------------

    def start(self) -> None:
        """Start everything; raises TimeoutError with the program that never came up."""
        self._write_files()
        self._start("bus", "dbus-daemon", f"--config-file={self.folder / 'bus.conf'}", "--nofork")
        until((self.folder / "bus.sock").is_socket, "the message bus listens")
        flags = ["--no-drop-root", "--no-chroot", "--no-rlimits"]
        names = ["avahi-daemon", *flags, "-f", str(self.folder / "avahi.conf")]
        self._start("names", *names, DBUS_SYSTEM_BUS_ADDRESS=self._bus)
        until(lambda: "startup complete" in self._log("names").read_text(), "avahi is up")
        self.start_printer()
        self.start_cups()
        add = ["lpadmin", "-p", QUEUE, "-E", "-v", self.printer_uri, "-m", "everywhere"]
        self.cups_command(*add, "-o", "printer-error-policy=retry-job")
        # The spooler asks the printer what it can do behind our back.
        log = self.folder / "log" / "error.log"
        until(lambda: "is now available" in log.read_text(), "the queue knows its printer")
        # It writes its queues down when it ends in peace.
        self._running.pop("cups").end()
        shutil.copytree(self.folder / "etc", self._kept)
        self.start_cups()

    def reset(self) -> None:
        """Everything as after :meth:`start`: programs up, paper in, no job, an empty tray."""
        self.put_paper()
        for name in ("printer", "cups"):
            if name in self._running:
                self._running.pop(name).kill()
        self.cups_socket.unlink(missing_ok=True)
        for name in ("spool", "cache"):
            shutil.rmtree(self.folder / name)
        self._make_spool()
        shutil.copytree(self._kept, self.folder / "etc", dirs_exist_ok=True)
        self.clear()
        self.start_printer()
        self.start_cups()

    def stop(self) -> None:
        """End every process that was started."""
        while self._running:
            self._running.popitem()[1].kill()

    @property
    def _bus(self) -> str:
        return f"unix:path={self.folder / 'bus.sock'}"

    def _log(self, name: str) -> Path:
        return self.folder / "log" / f"{name}.log"

    def _start(self, name: str, *command: str, **environment: str) -> None:
        self._running[name] = _Daemon(self._log(name), *command, **environment)

    def _make_spool(self) -> None:
        (self.folder / "cache").mkdir()
        (self.folder / "spool" / "tmp").mkdir(parents=True)

    def _write_files(self) -> None:
        for name in (
            "printed",
            "printer-keys",
            "etc",
            "log",
            "state",
            "keys",
            "cache",
            "spool/tmp",
        ):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "bus.conf").write_text(_BUS.format(folder=self.folder))
        (self.folder / "avahi.conf").write_text(_NAMES)
        (self.folder / "etc/cupsd.conf").write_text(
            _CUPSD.format(folder=self.folder, port=self.cups_port)
        )
        (self.folder / "etc/cups-files.conf").write_text(_CUPS_FILES.format(folder=self.folder))
        script = self.folder / "print"
        script.write_text(_PRINT.format(folder=self.folder))
        script.chmod(0o755)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
        return True
    return False


@contextlib.contextmanager
def running(conf: Path) -> Iterator[Rig]:
    """A rig that runs, alone on loopback; all of it is gone after.

    Its folder is open to all users: the spooler's filters run as ``lp``.
    """
    folder = Path(tempfile.mkdtemp(prefix="kiosk-ipp-"))
    folder.chmod(0o755)
    rig = Rig(folder, conf)
    try:
        with loopback_only():
            try:
                rig.start()
                yield rig
            finally:
                rig.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_PRINT = """#!/bin/sh
# One page: wait for paper, then lay the document and what was said of it into the tray.
while [ -e {folder}/paper-out ]; do echo "STATE: +media-empty-error" >&2; sleep 0.1; done
echo "STATE: -media-empty-error" >&2
page="$(date +%s%N) $IPP_JOB_NAME.${{CONTENT_TYPE##*/}}"
env | grep ^IPP_ | sort > "{folder}/printed/.$page.env"
cp "$1" "{folder}/printed/.$page.part"
mv "{folder}/printed/.$page.part" "{folder}/printed/$page"
"""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={folder}/bus.sock</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"""

_NAMES = """[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
"""

_CUPSD = """LogLevel info
Listen 127.0.0.1:{port}
Listen {folder}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
ErrorPolicy retry-current-job
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

_CUPS_FILES = """SystemGroup root
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
ServerKeychain {folder}/keys
AccessLog {folder}/log/access.log
ErrorLog {folder}/log/error.log
PageLog {folder}/log/page.log
"""
