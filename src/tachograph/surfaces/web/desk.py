"""Where work is handed in, and asked for again: jobs, and the results they come to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from secrets import token_urlsafe

from starlette.concurrency import run_in_threadpool

from tachograph.core.document import digest
from tachograph.core.errors import SourceError
from tachograph.pipeline.recording import Added
from tachograph.reading.raw import Raw
from tachograph.surfaces.web import work
from tachograph.surfaces.web.settings import Settings
from tachograph.surfaces.web.store import Kept, Kind, Result
from tachograph.surfaces.web.work import Part
from tachograph.surfaces.web.workers import BrokenError, TooLongError, Workers

_JOBS = 2_000  # jobs that are remembered; each is small


class BusyError(Exception):
    """So much is waiting that no more is taken."""


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    FETCHING = "fetching"
    READING = "reading"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done: the parts to read together, or the address to fetch first."""

    kind: Kind
    parts: tuple[Part, ...] = ()
    address: str | None = None
    published: date | None = None

    @property
    def key(self) -> str | None:
        """The same for the same content; none for an address, behind which something else may stand next time."""
        return None if self.address else digest(self.kind, *self.parts, size=16)


@dataclass(eq=False)
class Job:
    """Something that was handed in. ``figures`` is known from when it has been read."""

    id: str
    asked: Asked
    stage: Stage = Stage.WAITING
    figures: int | None = None
    result: str | None = None
    errors: tuple[SourceError, ...] = ()
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ended(self) -> bool:
        return self.stage in (Stage.DONE, Stage.FAILED)


class Desk:
    """Takes in work, hands it to the workers, and keeps what comes of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.results: Kept[Result] = Kept(settings.kept, settings.kept_bytes)
        self.jobs: Kept[Job] = Kept(_JOBS)
        self._known: Kept[str] = Kept(settings.kept)
        self._running: dict[Job, asyncio.Task[None]] = {}
        self._adding = asyncio.Lock()
        self._workers = Workers(settings.workers, partial(work.warm, settings.packs))

    async def open(self) -> None:
        await self._workers.start()

    async def close(self) -> None:
        for task in self._running.values():
            task.cancel()
        self._workers.stop()

    def hand_in(self, asked: Asked) -> Job:
        """Begin a job; one whose result is still known is done at once.

        Raises:
            BusyError: if too many jobs are waiting.
        """
        job = Job(token_urlsafe(12), asked)
        known = self._known.get(asked.key) if asked.key else None
        if known and self.results.get(known):
            self._end(job, Stage.DONE, result=known)
        elif len(self._running) >= self.settings.waiting:
            raise BusyError
        else:
            self._running[job] = asyncio.create_task(self._do(job))
        self.jobs.put(job.id, job)
        return job

    async def add(self, asked: Asked, location: str) -> Added:
        """Check what is asked and record it in a ledger; one after the other.

        Raises:
            SourceError: if it cannot be read or recorded, or takes too long.
        """
        async with self._adding:
            parts = await self._parts(Job(token_urlsafe(12), asked))
            settings = self.settings
            try:
                return await self._workers.run(
                    settings.patience, work.add, parts, settings.longest, settings.packs, location
                )
            except (TooLongError, BrokenError) as error:
                raise SourceError(parts[0].name, f"was not added ({error})", "add it with: tacho add") from None

    async def wait(self, job: Job, seconds: float) -> bool:
        """Wait for the end of a job; whether it came in time."""
        try:
            await asyncio.wait_for(job.over.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def ahead(self, job: Job) -> int:
        """How many jobs began before this one and are not over."""
        running = list(self._running)
        return running.index(job) if job in running else 0

    async def _do(self, job: Job) -> None:
        asked = job.asked
        name = asked.address or (asked.parts[0].name if asked.parts else work.PASTED)
        try:
            result = await self._worked(job)
        except SourceError as error:
            self._end(job, Stage.FAILED, errors=(error,))
        except TooLongError as error:
            self._end(job, Stage.FAILED, errors=(SourceError(name, str(error), "check it in parts"),))
        except BrokenError as error:
            self._end(job, Stage.FAILED, errors=(SourceError(name, f"cannot be checked ({error})", "report it"),))
        else:
            self._keep(job, result)
        finally:
            self._running.pop(job, None)

    async def _worked(self, job: Job) -> Result:
        asked, patience = job.asked, self.settings.patience
        parts = await self._parts(job)
        job.stage = Stage.READING
        read = await self._workers.run(patience, work.extract, parts, self.settings.longest, self.settings.packs)
        job.figures = sum(len(one.claims) for one in read.documents)
        if asked.kind == "extract" or not read.documents:
            return Result(asked.kind, read.documents, read.errors)
        job.stage = Stage.CHECKING
        done = await self._workers.run(patience, work.check, read.documents, self.settings.packs)
        return Result(asked.kind, done.documents, (*read.errors, *done.errors))

    async def _parts(self, job: Job) -> Sequence[Part]:
        """What there is to read, fetched if it is behind an address."""
        asked = job.asked
        if asked.address is None:
            return asked.parts
        job.stage = Stage.FETCHING
        from tachograph.reading.web import fetch  # noqa: PLC0415 - the client takes 0.1 s to load

        raw: Raw = await run_in_threadpool(fetch, asked.address, private=None if self.settings.local else False)
        return (Part(raw, raw.url or asked.address, asked.published),)

    def _keep(self, job: Job, result: Result) -> None:
        if not result.documents:
            self._end(job, Stage.FAILED, errors=result.errors)
            return
        self.results.put(result.id, result, result.size)
        if job.asked.key:
            self._known.put(job.asked.key, result.id)
        self._end(job, Stage.DONE, result=result.id, errors=result.errors)

    def _end(self, job: Job, stage: Stage, *, result: str | None = None, errors: tuple[SourceError, ...] = ()) -> None:
        job.stage, job.result, job.errors = stage, result, errors
        job.asked = Asked(job.asked.kind, address=job.asked.address)  # the text itself is no longer needed
        job.over.set()
