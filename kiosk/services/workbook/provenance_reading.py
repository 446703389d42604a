"""Where an earlier workbook came from, read back from what the file says of itself."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

from kiosk.language import Refusal, Sentence
from kiosk.services.workbook.morning import Provenance
from kiosk.services.workbook.sheet_reading import NOT_A_SHEET, check_there

_PROPERTIES = "docProps/custom.xml"
_MAX_BYTES = 100_000
"""Of the properties, unpacked; ours take 1,500."""
_MAX_FILE = 500_000_000
_SEALED = b"\xd0\xcf\x11\xe0"

LOCKED = Sentence(
    en="“{file}” is sealed with a password that is not the one given. Give the password of that"
    " file, or open it in Excel and save it without one.",
    km="«{file}» មានពាក្យសម្ងាត់ខុសពីពាក្យដែលបានដាក់។ សូមដាក់ពាក្យសម្ងាត់របស់ឯកសារនោះ"
    " ឬបើកវាក្នុង Excel រួចរក្សាទុកដោយគ្មានពាក្យសម្ងាត់។",
)


def read_provenance(path: Path, password: str = "") -> Provenance:
    """The provenance of the workbook at ``path``, which ``password`` opens if it is sealed.

    Raises:
        Refusal: it is missing, sealed otherwise, or no workbook that this program wrote.
    """
    check_there(path)
    try:
        if path.stat().st_size > _MAX_FILE:
            raise ValueError(path.name)
        with path.open("rb") as file:
            sealed = file.read(4) == _SEALED
            file.seek(0)
            return _said(_opened(file, password) if sealed else file)
    except (InvalidKeyError, DecryptionError) as error:
        raise Refusal(LOCKED, file=path.name) from error
    except (
        OSError,
        ValueError,
        LookupError,
        FileFormatError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
    ) as error:
        raise Refusal(NOT_A_SHEET, file=path.name) from error


def _opened(file: IO[bytes], password: str) -> IO[bytes]:
    office, plain = msoffcrypto.OfficeFile(file), io.BytesIO()
    if not office.is_encrypted():
        raise ValueError("a workbook of another format")
    office.load_key(password or " ", verify_password=True)
    office.decrypt(plain)
    return plain


def _said(file: IO[bytes]) -> Provenance:
    with zipfile.ZipFile(file) as package, package.open(_PROPERTIES) as part:
        text = part.read(_MAX_BYTES)
    told = {
        each.attrib["name"].removeprefix("kiosk."): "".join(each.itertext())
        for each in ElementTree.fromstring(text)
    }
    made = datetime.fromisoformat(told["made_at"].replace("Z", "")).replace(tzinfo=UTC)
    rows = int(told["journal_rows"])
    if rows < 1:
        raise ValueError(rows)
    return Provenance(made, told["desk"], rows, told["journal_seal"])
