"""What opens something is typed twice when it is new, so that a slip locks no one out."""

from __future__ import annotations

from kiosk.language import Refusal, Sentence

NOT_THE_SAME = Sentence(
    en="The two that you typed differ. Nothing was changed; type the same twice.",
    km="អ្វីដែលបានវាយពីរដងខុសគ្នា។ មិនបានប្តូរអ្វីទេ សូមវាយដូចគ្នាពីរដង។",
)


def check_same(first: object, again: object) -> None:
    """Raises :class:`Refusal` where what was typed is not what was typed ``again``."""
    if first != again:
        raise Refusal(NOT_THE_SAME)
