"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from kiosk.language import Refusal, Sentence

NO_SUCH_FOLDER = Sentence(
    en="There is no folder “{folder}”. Make it first, or choose another place.",
    km="រកមិនឃើញថត «{folder}» ទេ។ សូមបង្កើតថតនោះជាមុនសិន ឬជ្រើសរើសកន្លែងផ្សេង។",
)
DISK_FULL = Sentence(
    en="The disk is full, so “{file}” was not written. Free some space, then do it once more.",
    km="ថាសពេញហើយ ដូច្នេះមិនបានសរសេរ «{file}» ទេ។ សូមលុបឯកសារមិនចាំបាច់ រួចធ្វើម្តងទៀត។",
)
NOT_WRITABLE = Sentence(
    en="“{file}” cannot be written there. Is it open elsewhere, or is the folder read-only?"
    " Choose another name or place.",
    km="មិនអាចសរសេរ «{file}» នៅទីនោះបានទេ។ តើវាកំពុងបើកនៅកម្មវិធីផ្សេង ឬថតត្រូវបានហាមសរសេរ?"
    " សូមជ្រើសរើសឈ្មោះ ឬកន្លែងផ្សេង។",
)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` through a file beside it, synced before it takes the name.

    Raises:
        Refusal: the folder is missing or read-only, or the disk is full. What was at
            ``path`` before is then still there.
    """
    if not path.absolute().parent.is_dir():
        raise Refusal(NO_SUCH_FOLDER, folder=str(path.absolute().parent))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refusal(DISK_FULL if full else NOT_WRITABLE, file=path.name) from error
