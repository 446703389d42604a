"""The badge designs of an event: those that ship, the organizer's own, and the logo.

The organizer's own are kept in the event file with the pictures they name, so that one event
stays one file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.language import Refusal, Sentence
from kiosk.services.database import EventStore, StoredPicture, Writing
from kiosk.services.organizer import Deed, Organizer
from kiosk.services.whole_files import write_whole

if TYPE_CHECKING:
    from kiosk.services.badges import Design

NAME_TAKEN = Sentence(
    en="The badge design “{name}” comes with the program and stays as it is."
    " Give yours another name.",
    km="គំរូផ្លាកឈ្មោះ «{name}» ភ្ជាប់មកជាមួយកម្មវិធី ហើយមិនអាចប្តូរបានទេ។ សូមដាក់ឈ្មោះផ្សេងឱ្យគំរូរបស់អ្នក។",
)
BAD_NAME = Sentence(
    en="“{name}” is no name for a badge design. Use letters, digits, - and _, at most {most}.",
    km="«{name}» មិនអាចជាឈ្មោះគំរូផ្លាកឈ្មោះបានទេ។ សូមប្រើអក្សរ លេខ - និង _ មិនលើសពី {most} តួ។",
)
UNKNOWN_DESIGN = Sentence(
    en="There is no badge design “{name}”. Choose one of: {known}.",
    km="គ្មានគំរូផ្លាកឈ្មោះ «{name}» ទេ។ សូមជ្រើសរើស៖ {known}។",
)

DEFAULT_DESIGN = "card"
_LONGEST_NAME = 40


class BadgeDesigns:
    """The designs of the event in ``store``; what only reads may run on another thread.

    Every verb that changes something returns when the change is on disk, or raises a
    :class:`~kiosk.language.Refusal` and has changed nothing. Changing is the organizer's.
    """

    def __init__(
        self,
        store: EventStore,
        *,
        desk: str,
        clock: Callable[[], datetime],
        organizer: Organizer,
    ) -> None:
        self._store, self._desk, self._clock = store, desk, clock
        self._organizer = organizer
        self._read: dict[str, tuple[str, Design]] = {}

    def names(self) -> tuple[str, ...]:
        """The designs there are: the organizer's own, then those that ship."""
        from kiosk.services.badges import design_names

        return (*self._store.designs(), *design_names())

    def own(self) -> tuple[str, ...]:
        """The organizer's own designs, kept in the event file."""
        return tuple(self._store.designs())

    def named(self, name: str = "") -> Design:
        """The design of that name, with the event's logo; the card where ``name`` is empty.
        Raises :class:`Refusal` naming those there are."""
        from kiosk.services.badges import design, design_names

        name = name or DEFAULT_DESIGN
        own = self._store.designs()
        if name in own:
            return replace(self._own(name, own[name]), logo=self.logo())
        if name not in design_names():
            raise Refusal(UNKNOWN_DESIGN, name=name, known=", ".join(self.names()))
        return replace(design(name), logo=self.logo())

    def _own(self, name: str, toml: str) -> Design:
        """An own design, read once: badges are drawn one by one."""
        kept = self._read.get(name)
        if kept is None or kept[0] != toml:
            kept = self._read[name] = (toml, self.check(name, toml))
        return kept[1]

    def text(self, name: str) -> str:
        """The TOML of the design of that name. Raises :class:`Refusal` as :meth:`named`."""
        from kiosk.services.badges import shipped_text

        self.named(name)
        own = self._store.designs()
        return own[name] if name in own else shipped_text(name)

    def check(self, name: str, toml: str) -> Design:
        """The design that ``toml`` describes, with the event's logo; nothing is kept.
        Raises :class:`Refusal` naming the line that is wrong."""
        from kiosk.services.badges import parse_design

        design = parse_design(toml, f"{name}.toml", self._picture)
        return replace(design, logo=self.logo())

    def keep(self, name: str, toml: str, pictures: Mapping[str, bytes] | None = None) -> Design:
        """Keep a design of the organizer's own in the event file, in place of the one of that
        name, with the pictures it names.

        Raises:
            Refusal: the name is a shipped one's or no name, or a line is wrong.
        """
        from kiosk.services.badges import design_names, parse_design

        _check_name(name)
        if name in design_names():
            raise Refusal(NAME_TAKEN, name=name)
        new = pictures or {}
        design = parse_design(toml, f"{name}.toml", lambda n: new.get(n) or self._picture(n))
        with self._writing() as change:
            change.set_design(name, toml)
            for picture, content in new.items():
                change.set_picture(picture, _stored(content))
        return replace(design, logo=self.logo())

    def add(self, name: str, file: Path) -> Design:
        """Keep the design in ``file``, with the pictures beside it. Raises as :meth:`keep`
        and where the file cannot be read."""
        from kiosk.services.badges import design_text, pictures_beside, pictures_in

        toml = design_text(file)
        return self.keep(name, toml, pictures_in(toml, file.name, pictures_beside(file)))

    def export(self, name: str, path: Path) -> None:
        """Write the TOML of a design to ``path``, with the pictures it names beside it.
        Raises :class:`Refusal` where there is no such design or it cannot be written."""
        from kiosk.services.badges import pictures_in

        toml = self.text(name)
        pictures = pictures_in(toml, f"{name}.toml", self._picture)
        write_whole(path, toml.encode())
        for picture, content in pictures.items():
            write_whole(path.with_name(picture), content)

    def drop(self, name: str) -> None:
        """Take a design of the organizer's own away. Raises :class:`Refusal` for another's."""
        own = self.own()
        if name not in own:
            raise Refusal(UNKNOWN_DESIGN, name=name, known=", ".join(own) or "–")
        with self._writing() as change:
            change.set_design(name, None)

    def logo(self) -> bytes:
        """The organizer's logo as a PNG; empty where there is none."""
        from kiosk.services.badges import LOGO

        return self._picture(LOGO) or b""

    def keep_logo(self, file: Path | None) -> None:
        """Put the picture in ``file`` on every badge that has room for a logo; None takes it
        off. Raises :class:`Refusal` where it is no PNG or JPEG, or too large."""
        from kiosk.services.badges import LOGO, picture_of

        new = None if file is None else _stored(picture_of(file))
        with self._writing() as change:
            change.set_picture(LOGO, new)

    def _writing(self) -> AbstractContextManager[Writing]:
        role = self._organizer.allow(Deed.DESIGNS)
        return self._store.writing(desk=self._desk, at=self._clock(), role=role)

    def _picture(self, name: str) -> bytes | None:
        found = self._store.picture(name)
        return None if found is None else found.data


def _stored(png: bytes) -> StoredPicture:
    return StoredPicture("image/png", png)


def _check_name(name: str) -> None:
    plain = name.replace("-", "").replace("_", "")
    letters = all(c.isalnum() or "\u1780" <= c <= "\u17dd" for c in plain)
    if not plain or not letters or len(name) > _LONGEST_NAME:
        raise Refusal(BAD_NAME, name=name[:80], most=_LONGEST_NAME)
