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

from sqlalchemy import Engine, Row, Update, select, update

from kiosk.domain import BadgeJob, JobState
from kiosk.language import Language, Sentence, Told
from kiosk.services.database.connection import refusals
from kiosk.services.database.tables import badge_job_table as job
from kiosk.services.printing.outbox import StoredJob


class BadgeJobs:
    """The badge jobs of one event file, as the outbox wants them."""

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._engine = engine
        self._clock = clock

    def all(self) -> list[BadgeJob]:
        """Every job ever made, in order."""
        with refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(select(job).order_by(job.c.queued_at, job.c.id))
            return [_badge_job(row) for row in rows]

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
        with refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(job.c.queued_at, job.c.id)).all()
        return [
            (StoredJob(row.id, row.job_name, row.person_id, row.attempts), _told(row.reason))
            for row in rows
        ]

    def requeue_failed(self) -> int:
        """Everything that failed waits once more; answers how many."""
        change = update(job).where(job.c.state == JobState.FAILED.value)
        return self._change(change.values(state=JobState.WAITING.value, changed_at=self._clock()))

    def mark_waiting(self, job_id: UUID) -> None:
        """The job stands in line again."""
        self._mark(job_id, JobState.WAITING)

    def mark_sending(self, job_id: UUID) -> bool:
        """Claim a waiting job; False when it was no longer waiting."""
        attempts = {"attempts": job.c.attempts + 1}
        return self._mark(job_id, JobState.SENDING, only_from=JobState.WAITING, **attempts)

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

    def _in_state(self, state: JobState) -> list[StoredJob]:
        columns = (job.c.id, job.c.job_name, job.c.person_id, job.c.attempts)
        query = select(*columns).where(job.c.state == state.value)
        with refusals(self._path), self._engine.connect() as connection:
            rows = connection.execute(query.order_by(job.c.queued_at, job.c.id))
            return [StoredJob(*row) for row in rows]

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


def _told(reason: Mapping[str, str]) -> Told:
    """A reason as it was stored, its words braced against a second formatting."""
    en, km = (reason.get(tag, "").replace("{", "{{").replace("}", "}}") for tag in ("en", "km"))
    return Told.of(Sentence(en=en, km=km))


def _badge_job(row: Row[Any]) -> BadgeJob:
    return BadgeJob(
        id=row.id,
        person_id=row.person_id,
        job_name=row.job_name,
        queued_at=row.queued_at,
        state=JobState(row.state),
        attempts=row.attempts,
        detail=row.detail,
        reason_en=row.reason.get("en", ""),
        reason_km=row.reason.get("km", ""),
    )
