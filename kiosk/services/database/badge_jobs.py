"""Badges on their way to paper, as rows of the event file.

The rows are made in the transaction of the arrival (:meth:`Writing.queue_badge`); here they
are read and marked by whoever works them off, each mark a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Row, Update, insert, select, true, update

from kiosk.domain import BadgeJob, BadgeOrder, JobState, Person
from kiosk.language import Language, Sentence, Told, braced
from kiosk.services.database.connection import new_id, reading_refusals, refusals
from kiosk.services.database.tables import badge_job_table as job
from kiosk.services.printing.outbox import StoredJob

LEFT = (JobState.SENDING, JobState.SENT, JobState.PRINTED)
"""The states of a badge that is out, as far as is known."""

UNDER_WAY = (JobState.SENDING, JobState.SENT)
"""The states of a badge that its printer has still to be asked about."""


class BadgeJobs:
    """The badge jobs of one event file, as the outbox wants them.

    With ``printer``, those that shall go to that address or went there, and unless ``anywhere``
    is False those that may go to any; what is handed over is noted as gone there.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        clock: Callable[[], datetime],
        printer: str = "",
        *,
        anywhere: bool = True,
    ) -> None:
        self._path = path
        self._engine = engine
        self._clock = clock
        self._printer = printer
        self._printers = ["", printer] if anywhere else [printer]

    def at(self, printer: str, *, anywhere: bool = True) -> BadgeJobs:
        """The jobs of the printer at that address; all of them where that is empty."""
        return BadgeJobs(self._path, self._engine, self._clock, printer, anywhere=anywhere)

    def all(self) -> list[BadgeJob]:
        """Every job ever made, in order."""
        with reading_refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(select(job).order_by(job.c.queued_at, job.c.id))
            return [_badge_job(row) for row in rows]

    def of_person(self, person_id: UUID) -> list[BadgeJob]:
        """Every job of one person, in order."""
        with reading_refusals(self._path), self._engine.connect() as connection:
            return _of_person(connection, person_id)

    def addresses_under_way(self) -> list[str]:
        """The printers that have pages of which is not known what became of them."""
        meant = job.c.state.in_([state.value for state in UNDER_WAY])
        query = select(job.c.printer).where(meant, job.c.printer != "").distinct()
        with reading_refusals(self._path), self._engine.connect() as connection:
            return sorted(connection.execute(query).scalars())

    def waiting(self) -> list[StoredJob]:
        """Jobs not yet handed over."""
        return self._in_state(JobState.WAITING)

    def sending(self) -> list[StoredJob]:
        """Jobs that were about to be handed over."""
        return self._in_state(JobState.SENDING)

    def sent(self) -> list[StoredJob]:
        """Jobs the printer took and has not yet said to be printed."""
        return self._in_state(JobState.SENT)

    def failed(self) -> list[tuple[StoredJob, Told]]:
        """Jobs that will not be tried again by themselves, and why."""
        query = select(job).where(job.c.state == JobState.FAILED.value)
        with reading_refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(job.c.queued_at, job.c.id)).all()
        return [(_stored(row), _told(row.reason)) for row in rows]

    def requeue_failed(self) -> int:
        """Everything that failed waits once more; answers how many."""
        change = update(job).where(job.c.state == JobState.FAILED.value)
        return self._change(change.values(state=JobState.WAITING.value, changed_at=self._clock()))

    def release_waiting(self) -> int:
        """Whatever waits for one printer may go to any; answers how many."""
        meant = job.c.state == JobState.WAITING.value
        return self._change(update(job).where(meant, job.c.printer != "").values(printer=""))

    def mark_waiting(self, job_id: UUID) -> None:
        """The job stands in line again."""
        self._mark(job_id, JobState.WAITING)

    def mark_sending(self, job_id: UUID) -> bool:
        """Claim a waiting job; False when it was no longer waiting."""
        noted: dict[str, Any] = {"attempts": job.c.attempts + 1}
        if self._printer:
            noted["printer"] = self._printer
        return self._mark(job_id, JobState.SENDING, only_from=JobState.WAITING, **noted)

    def mark_sent(self, job_id: UUID, detail: str) -> None:
        """The printer took the job."""
        self._mark(job_id, JobState.SENT, detail=detail)

    def mark_printed(self, job_id: UUID) -> None:
        """The page came out."""
        self._mark(job_id, JobState.PRINTED)

    def mark_failed(self, job_id: UUID, told: Told) -> None:
        """The job will not be tried again by itself."""
        reason = {language.value: told.text(language) for language in Language}
        self._mark(job_id, JobState.FAILED, reason=reason)

    def answer(self, asked: StoredJob, *, came_out: bool) -> bool:
        """Someone looked whether the page of ``asked`` came out; else it waits again, for any
        printer. False where that attempt was settled meanwhile: an answer given twice must not
        send a badge twice."""
        state = JobState.PRINTED if came_out else JobState.WAITING
        change = update(job).where(
            job.c.id == asked.id,
            job.c.attempts == asked.attempts,
            job.c.state.in_([each.value for each in UNDER_WAY]),
        )
        values: dict[str, Any] = {"state": state.value, "changed_at": self._clock()}
        if not came_out:
            values["printer"] = ""
        return self._change(change.values(**values)) == 1

    def _in_state(self, state: JobState) -> list[StoredJob]:
        query = select(job).where(job.c.state == state.value, self._ours())
        with reading_refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(job.c.queued_at, job.c.id))
            return [_stored(row) for row in rows]

    def _ours(self) -> ColumnElement[bool]:
        return job.c.printer.in_(self._printers) if self._printer else true()

    def _mark(
        self, job_id: UUID, state: JobState, *, only_from: JobState | None = None, **values: Any
    ) -> bool:
        change = update(job).where(job.c.id == job_id)
        if only_from is not None:
            change = change.where(job.c.state == only_from.value)
        change = change.values(state=state.value, changed_at=self._clock(), **values)
        return self._change(change) == 1

    def _change(self, change: Update) -> int:
        with (
            refusals(self._path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            return connection.execute(change).rowcount


def order_badge(
    connection: Connection, person: Person, at: datetime, printer: str, design: str
) -> BadgeOrder:
    """A badge of ``person`` goes out next: the one that waits already, else a new one; one
    that failed is then done with. Within the transaction of ``connection``."""
    jobs = _of_person(connection, person.id)
    gone = [each for each in jobs if each.state in LEFT]
    waiting = next((each for each in jobs if each.state is JobState.WAITING), None)
    wish = {"printer": printer, "design": design}
    given_up = update(job).where(job.c.person_id == person.id, job.c.state == JobState.FAILED.value)
    connection.execute(given_up.values(state=JobState.CANCELLED.value, changed_at=at))
    before = gone[-1] if gone else None
    if waiting is not None:
        connection.execute(update(job).where(job.c.id == waiting.id).values(**wish))
        return BadgeOrder(person, waiting.id, len(gone) + 1, before, new=False)
    job_id = insert_badge(connection, person, at, **wish)
    return BadgeOrder(person, job_id, len(gone) + 1, before)


def insert_badge(
    connection: Connection, person: Person, at: datetime, *, printer: str = "", design: str = ""
) -> UUID:
    """A new badge of ``person`` that waits to be printed."""
    job_id = new_id()
    row = {
        "id": job_id,
        "person_id": person.id,
        "job_name": f"badge-{person.code}-{job_id.hex[-12:]}",
        "queued_at": at,
        "changed_at": at,
        "state": JobState.WAITING.value,
        "reason": {},
        "printer": printer,
        "design": design,
    }
    connection.execute(insert(job), row)
    return job_id


def _of_person(connection: Connection, person_id: UUID) -> list[BadgeJob]:
    query = select(job).where(job.c.person_id == person_id)
    rows = connection.execute(query.order_by(job.c.queued_at, job.c.id))
    return [_badge_job(row) for row in rows]


def _stored(row: Row[Any]) -> StoredJob:
    return StoredJob(row.id, row.job_name, row.person_id, row.attempts, row.design)


def _told(reason: Mapping[str, str]) -> Told:
    """A reason as it was stored, its words braced against a second formatting."""
    en, km = (braced(reason.get(tag, "")) for tag in ("en", "km"))
    return Told.of(Sentence(en=en, km=km))


def _badge_job(row: Row[Any]) -> BadgeJob:
    return BadgeJob(
        id=row.id,
        person_id=row.person_id,
        job_name=row.job_name,
        queued_at=row.queued_at,
        changed_at=row.changed_at,
        printer=row.printer,
        design=row.design,
        state=JobState(row.state),
        attempts=row.attempts,
        detail=row.detail,
        reason_en=row.reason.get("en", ""),
        reason_km=row.reason.get("km", ""),
    )
