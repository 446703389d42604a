"""Reading participant lists: scan the file, plan what each row becomes, and only then write.

:func:`scan` says what is in a file; :func:`plan` what reading it into an event would do,
with its open questions; :func:`settled` applies what was answered to them. Carrying the
plan out, in one transaction, is the desk's.
"""

from kiosk.services.lists.answers import Answers, RowAnswer, Who, settled
from kiosk.services.lists.model import (
    Candidate,
    Column,
    ListNote,
    ListPlan,
    ListScan,
    Outcome,
    PlannedRow,
    SheetScan,
    UnknownValue,
)
from kiosk.services.lists.planning import plan
from kiosk.services.lists.scanning import scan
from kiosk.services.lists.titles import Field

__all__ = [
    "Answers",
    "Candidate",
    "Column",
    "Field",
    "ListNote",
    "ListPlan",
    "ListScan",
    "Outcome",
    "PlannedRow",
    "RowAnswer",
    "SheetScan",
    "UnknownValue",
    "Who",
    "plan",
    "scan",
    "settled",
]
