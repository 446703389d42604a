"""The journal as evidence: what shows that no row was altered, dropped or put in."""

from kiosk.services.evidence.chain import Chain, check_chain
from kiosk.services.evidence.own_things import own_by_journal
from kiosk.services.evidence.replay import differences, event_by_journal, people_by_journal
from kiosk.services.evidence.verifying import Verdict, verify

__all__ = [
    "Chain",
    "Verdict",
    "check_chain",
    "differences",
    "event_by_journal",
    "own_by_journal",
    "people_by_journal",
    "verify",
]
