"""IPP messages as bytes and back (RFC 8010), with collections.

A reply comes from a device nobody here wrote: whatever bytes arrive, :func:`decode` gives
a message or raises :class:`IppGarbage`, and nothing else.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias


class IppGarbage(ValueError):
    """The bytes are no IPP message."""


class Operation(IntEnum):
    """Operations used here (RFC 8011, 5.4.15; CUPS-Get-* from the CUPS implementation)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class GroupTag(IntEnum):
    """Delimiter tags that open a group of attributes (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """Value tags that have a meaning here (RFC 8010, 3.5.2); others are kept as numbers."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


@dataclass(frozen=True, slots=True)
class Range:
    """A rangeOfInteger, both ends included."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots per unit across and along the feed; unit 3 is the inch, 4 the centimetre."""

    across: int
    along: int
    unit: int


Value: TypeAlias = "int | bool | str | bytes | Range | Resolution | tuple[Attribute, ...]"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name with its values; a collection's value is a tuple of its members.

    ``tag`` is the first value's: printers mix names with keywords and numbers with ranges.
    Out-of-band values (unknown, no-value: tags 0x10-0x1F) are an attribute without values.
    """

    name: str
    tag: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes that belong together: of the operation, of one job, of one printer."""

    tag: int
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name."""
        return next((a for a in self.attributes if a.name == name), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of an attribute that are text; empty where there is none."""
        found = self.get(name)
        return tuple(v for v in found.values if isinstance(v, str)) if found else ()

    def text(self, name: str, default: str = "") -> str:
        """The first text of an attribute."""
        return next(iter(self.texts(name)), default)

    def number(self, name: str) -> int | None:
        """The first whole number of an attribute."""
        found = self.get(name)
        numbers = (v for v in found.values if type(v) is int) if found else iter(())
        return next(numbers, None)

    def flag(self, name: str, default: bool) -> bool:
        """The truth value of an attribute."""
        found = self.get(name)
        flags = (v for v in found.values if isinstance(v, bool)) if found else iter(())
        return next(flags, default)


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a reply: ``code`` is the operation or the status."""

    code: int
    request_id: int
    groups: tuple[Group, ...]
    version: tuple[int, int] = (2, 0)

    def all_of(self, tag: GroupTag) -> Iterator[Group]:
        """The groups with that tag, in order."""
        return (g for g in self.groups if g.tag == tag)

    def first_of(self, tag: GroupTag) -> Group:
        """The first group with that tag, or an empty one."""
        return next(self.all_of(tag), Group(tag))


def integer(name: str, *values: int) -> Attribute:
    """An integer attribute."""
    return Attribute(name, Tag.INTEGER, values)


def boolean(name: str, value: bool) -> Attribute:
    """A boolean attribute."""
    return Attribute(name, Tag.BOOLEAN, (value,))


def keyword(name: str, *values: str) -> Attribute:
    """A keyword attribute."""
    return Attribute(name, Tag.KEYWORD, values)


def name_text(name: str, value: str) -> Attribute:
    """A name attribute (at most 255 bytes of UTF-8, cut at a character)."""
    return Attribute(name, Tag.NAME, (value.encode()[:255].decode(errors="ignore"),))


def uri(name: str, value: str) -> Attribute:
    """A URI attribute."""
    return Attribute(name, Tag.URI, (value,))


def mime_type(name: str, value: str) -> Attribute:
    """A document format."""
    return Attribute(name, Tag.MIME_TYPE, (value,))


def collection(name: str, *members: Attribute) -> Attribute:
    """A collection attribute with one value."""
    return Attribute(name, Tag.BEGIN_COLLECTION, (members,))


def request(operation: Operation, request_id: int, *groups: Group) -> Message:
    """A request with the two attributes that must stand first (RFC 8011, 4.1.4)."""
    head = (
        Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
        Attribute("attributes-natural-language", Tag.LANGUAGE, ("en",)),
    )
    first, *rest = groups
    return Message(
        operation, request_id, (Group(first.tag, head + first.attributes), *rest), version=(2, 0)
    )


# --- to bytes ---------------------------------------------------------------------------

_END = b"\x03"


def encode(message: Message) -> bytes:
    """``message`` as bytes, without the document that may follow it."""
    major, minor = message.version
    out = [struct.pack(">BBHI", major, minor, message.code, message.request_id)]
    for group in message.groups:
        out.append(bytes([group.tag]))
        out.extend(_encoded(attribute) for attribute in group.attributes)
    return b"".join([*out, _END])


def _encoded(attribute: Attribute) -> bytes:
    if not attribute.values:
        return _field(attribute.tag, attribute.name, b"")
    names = [attribute.name, *[""] * (len(attribute.values) - 1)]
    return b"".join(
        _encoded_value(attribute.tag, name, value)
        for name, value in zip(names, attribute.values, strict=True)
    )


def _encoded_value(tag: int, name: str, value: Value) -> bytes:
    if isinstance(value, tuple):
        members = b"".join(_encoded_member(member) for member in value)
        return (
            _field(Tag.BEGIN_COLLECTION, name, b"") + members + _field(Tag.END_COLLECTION, "", b"")
        )
    return _field(tag, name, _raw(value))


def _encoded_member(member: Attribute) -> bytes:
    head = _field(Tag.MEMBER_NAME, "", member.name.encode())
    return head + _encoded(Attribute("", member.tag, member.values))


def _raw(value: Value) -> bytes:
    match value:
        case bool():
            return b"\x01" if value else b"\x00"
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()
        case bytes():
            return value
        case Range(lowest, highest):
            return struct.pack(">ii", lowest, highest)
        case Resolution(across, along, unit):
            return struct.pack(">iib", across, along, unit)
    raise TypeError(f"no IPP value: {value!r}")


def _field(tag: int, name: str, raw: bytes) -> bytes:
    encoded = name.encode()
    return struct.pack(">BH", tag, len(encoded)) + encoded + struct.pack(">H", len(raw)) + raw


# --- from bytes -------------------------------------------------------------------------

_LAST_DELIMITER = 0x0F
_OUT_OF_BAND = range(0x10, 0x20)
_TEXT = range(0x40, 0x60)
_DEEPEST = 16


def decode(data: bytes) -> Message:
    """The message that ``data`` begins with. Raises :class:`IppGarbage`."""
    return _Reader(data).message()


class _Reader:
    """Reads one message off its bytes, checking every length before it is believed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def message(self) -> Message:
        major, minor, code, request_id = struct.unpack(">BBHI", self._take(8))
        groups: list[Group] = []
        while (tag := self._byte()) != _END[0]:
            if tag > _LAST_DELIMITER:
                raise IppGarbage("an attribute before any group")
            groups.append(Group(tag, self._attributes()))
        return Message(code, request_id, tuple(groups), (major, minor))

    def _attributes(self) -> tuple[Attribute, ...]:
        found: list[Attribute] = []
        while self._peek() > _LAST_DELIMITER:
            tag, name, raw = self._field()
            self._add(found, tag, name, self._value(tag, raw, depth=0))
        return tuple(found)

    def _members(self, depth: int) -> tuple[Attribute, ...]:
        """The members of a collection, up to and with its end."""
        if depth > _DEEPEST:
            raise IppGarbage("collections too deep")
        found: list[Attribute] = []
        while True:
            tag, _, raw = self._field()
            if tag == Tag.END_COLLECTION:
                return tuple(found)
            if tag == Tag.MEMBER_NAME:
                name = _text(raw)
                tag, _, raw = self._field()
                if tag in (Tag.END_COLLECTION, Tag.MEMBER_NAME) or not name:
                    raise IppGarbage("a member without a value or a name")
            else:
                name = ""
            self._add(found, tag, name, self._value(tag, raw, depth))

    def _value(self, tag: int, raw: bytes, depth: int) -> tuple[Value, ...]:
        if tag == Tag.BEGIN_COLLECTION:
            return (self._members(depth + 1),)
        return () if tag in _OUT_OF_BAND else (_value_of(tag, raw),)

    @staticmethod
    def _add(found: list[Attribute], tag: int, name: str, values: tuple[Value, ...]) -> None:
        """A field without a name is one more value of the attribute before it."""
        if not name:
            if not found:
                raise IppGarbage("a further value of nothing")
            last = found.pop()
            name, tag, values = last.name, last.tag, last.values + values
        found.append(Attribute(name, tag, values))

    def _field(self) -> tuple[int, str, bytes]:
        tag = self._byte()
        if tag <= _LAST_DELIMITER:
            raise IppGarbage("a group ends inside a collection")
        name = _text(self._take(self._length()))
        return tag, name, self._take(self._length())

    def _length(self) -> int:
        return int.from_bytes(self._take(2), "big")

    def _byte(self) -> int:
        return self._take(1)[0]

    def _peek(self) -> int:
        byte = self._byte()
        self._at -= 1
        return byte

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise IppGarbage("the message ends early")
        self._at += count
        return taken


def _value_of(tag: int, raw: bytes) -> Value:
    try:
        if tag in (Tag.INTEGER, Tag.ENUM):
            return int(struct.unpack(">i", raw)[0])
        if tag == Tag.BOOLEAN:
            return bool(struct.unpack(">?", raw)[0])
        if tag == Tag.RANGE:
            return Range(*struct.unpack(">ii", raw))
        if tag == Tag.RESOLUTION:
            return Resolution(*struct.unpack(">iib", raw))
    except struct.error as error:
        raise IppGarbage(f"a value of the wrong length: {error}") from error
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        return _without_language(raw)
    return _text(raw) if tag in _TEXT else raw


def _without_language(raw: bytes) -> str:
    """The text of a value that also names its language (RFC 8010, 3.9)."""
    inner = _Reader(raw)
    inner._take(inner._length())
    return _text(inner._take(inner._length()))


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")
