"""Pictures on badges, the organizer's logo first: checked, and made as small as paper needs."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.language import Refusal, Sentence

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
"""What a picture may have: a photograph of a good camera, not a bomb."""
LONGEST_SIDE = 800
"""Pixels of the longer side as it is kept: 34 mm at 600 dpi, more than any logo on a badge."""

MEDIA_TYPE = "image/png"
LOGO = "logo"
"""The name under which an event keeps its logo."""

UNREADABLE = Sentence(
    en="The picture {file} cannot be read. Choose a PNG or JPEG file.",
    km="មិនអាចអានរូបភាព {file} បានទេ។ សូមជ្រើសរើសឯកសារ PNG ឬ JPEG។",
)
TOO_LARGE = Sentence(
    en="The picture {file} is larger than {megabytes} MB or {megapixels} megapixels."
    " Choose a smaller one.",
    km="រូបភាព {file} ធំជាង {megabytes} MB ឬ {megapixels} មេហ្គាភិចសែល។ សូមជ្រើសរើសរូបភាពតូចជាងនេះ។",
)


def picture_of(path: Path) -> bytes:
    """The picture in a file, as a PNG of at most :data:`LONGEST_SIDE`; upright, as the camera
    held it. Raises :class:`Refusal` where it is none, or too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(UNREADABLE, file=path.name) from error
    return as_png(content, path.name)


def as_png(content: bytes, name: str) -> bytes:
    """``content``, a PNG or JPEG called ``name``, as :func:`picture_of` gives it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _as_png(content, name)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(name) from error
    except (OSError, ValueError, SyntaxError, Warning, UnidentifiedImageError) as error:
        raise Refusal(UNREADABLE, file=name) from error


def _as_png(content: bytes, name: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
        if found.width * found.height > MOST_PIXELS:
            raise _too_large(name)
        upright = ImageOps.exif_transpose(found)
        seen_through = upright.has_transparency_data
        plain = upright.convert("RGBA" if seen_through else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_large(name: str) -> Refusal:
    facts = {"megabytes": MOST_BYTES // 1_000_000, "megapixels": MOST_PIXELS // 1_000_000}
    return Refusal(TOO_LARGE, file=name, **facts)
