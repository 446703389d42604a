"""Slots that may be refused: the sentence is said beside the work, and the desk goes on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from kiosk.language import Refusal


class SaysRefusals(Protocol):
    """A window that can say why something was not done."""

    def say_refused(self, refusal: Refusal) -> None:
        """Say it where the eyes are."""


_Window = TypeVar("_Window", bound=SaysRefusals)
_Given = ParamSpec("_Given")


def saying_refusals(
    act: Callable[Concatenate[_Window, _Given], None],
) -> Callable[Concatenate[_Window, _Given], None]:
    """``act``, with what it is refused said by its window instead of raised."""

    @functools.wraps(act)
    def guarded(self: _Window, /, *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        try:
            act(self, *args, **kwargs)
        except Refusal as refusal:
            self.say_refused(refusal)

    return guarded
