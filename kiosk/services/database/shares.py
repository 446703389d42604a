"""Whether a file lies on a network share. There SQLite's write-ahead log has no memory that two
machines see alike: measured through two mounts of one folder (sshfs), both desks were let in to
write at once, and the arrival that the second had acknowledged was gone.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from kiosk.language import Refusal, Sentence

ON_A_SHARE = Sentence(
    en="“{file}” lies on a network share ({kind}). Two desks would write over each other's arrivals"
    " there, so it is not opened. Copy it to this laptop's own disk, and open the copy.",
    km="«{file}» ស្ថិតនៅលើថតចែករំលែកតាមបណ្តាញ ({kind})។ នៅទីនោះ តុពីរអាចសរសេរជាន់លើគ្នា ដូច្នេះមិនបានបើកវាទេ។"
    " សូមចម្លងវាទៅថាសរបស់កុំព្យូទ័រនេះ រួចបើកច្បាប់ចម្លងនោះ។",
)

_NETWORK = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre", "ncpfs", "nfs"),
        *("nfs4", "smb3", "smbfs", "vboxsf", "virtiofs"),
    }
)
_OVER_FUSE = frozenset(
    {
        *("curlftpfs", "davfs2", "gcsfuse", "glusterfs", "google-drive-ocamlfuse", "gvfsd-fuse"),
        *("juicefs", "kio-fuse", "onedriver", "rclone", "s3fs", "smbnetfs", "sshfs"),
        "vmhgfs-fuse",
    }
)


def check_not_on_share(path: Path) -> None:
    """Raises :class:`Refusal` where ``path`` lies on a network share."""
    kind = share_of(path)
    if kind:
        raise Refusal(ON_A_SHARE, file=path.name, kind=kind)


def share_of(path: Path) -> str:
    """What kind of network share ``path`` lies on; empty for a disk, and where none can tell."""
    place = os.path.realpath(path.parent)
    if sys.platform == "win32":
        return _windows_share(place)
    if sys.platform == "darwin":
        return _mac_share(place)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
    kind = kind_of_mount(place, mounts)
    family, _, name = kind.partition(".")
    return kind if kind in _NETWORK or (family == "fuse" and name in _OVER_FUSE) else ""


def kind_of_mount(place: str, mounts: str) -> str:
    """The kind of file system that the folder ``place`` is on, by a Linux ``mountinfo``."""
    found = (0, "")
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kind = left.split(" "), right.partition(" ")[0]
        if len(fields) > 4:
            point = fields[4].encode("utf-8", "surrogateescape").decode("unicode_escape")
            point = point.encode("latin-1").decode("utf-8", "surrogateescape")
            if os.path.commonpath([point, place]) == point and len(point) >= found[0]:
                found = (len(point), kind)
    return found[1]


_REMOTE = 4
"""``DRIVE_REMOTE`` of GetDriveTypeW."""

if sys.platform == "win32":

    def _windows_share(place: str) -> str:
        root = os.path.splitdrive(place)[0] + "\\"
        remote = root.startswith("\\\\") and not root.startswith("\\\\?\\")
        return root if remote or ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE else ""

else:

    def _windows_share(_place: str) -> str:
        return ""


_MNT_LOCAL = 0x1000
_FLAGS_AT, _NAME_AT = 64, 72
"""Where ``f_flags`` and ``f_fstypename`` stand in macOS's ``struct statfs`` (sys/mount.h)."""


def _mac_share(place: str) -> str:
    told = ctypes.create_string_buffer(4096)
    if ctypes.CDLL(None).statfs(os.fsencode(place), told) != 0:
        return ""
    flags = int.from_bytes(told.raw[_FLAGS_AT : _FLAGS_AT + 4], "little")
    name = told.raw[_NAME_AT : _NAME_AT + 16].partition(b"\0")[0]
    return "" if flags & _MNT_LOCAL else name.decode("ascii", "replace") or "network"
