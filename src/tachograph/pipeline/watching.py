"""Sources looked at again and again: what is new in them, and what of it somebody should hear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tachograph.analysis.highlights import Extreme, extreme
from tachograph.analysis.table import Scope, Table
from tachograph.analysis.targets import Progress, targets
from tachograph.core.claim import Verdict
from tachograph.core.dispute import Dispute
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Estimate, Status
from tachograph.core.finding import Finding
from tachograph.core.pack import EntityKind, Nature, Pack
from tachograph.core.period import Period
from tachograph.pipeline.articles import Progress as Shown
from tachograph.pipeline.consulting import conflicts, figures
from tachograph.pipeline.recording import Added, Books, add_sources

Key = tuple[str, ...]
About = Estimate | Extreme | Progress | Dispute | tuple[Document, Finding]


@dataclass(frozen=True, slots=True)
class News:
    """Something that is so since the last look.

    ``kind`` is ``contradiction`` (in a new article), ``conflict`` (between sources), ``disputed`` (a cell), ``record``,
    ``target reached`` or ``target missed``; ``about`` is what it is drawn from.
    """

    kind: str
    key: Key
    about: About


@dataclass(frozen=True)
class State:
    """What stands out in a ledger by now, and the figures that it is drawn from."""

    found: dict[Key, News]
    table: Table
    evidence: Pack


@dataclass(frozen=True)
class Look:
    """What came of looking at the sources: what was added, and the news that it makes."""

    added: Added
    news: tuple[News, ...]
    state: State


def state(kept: Books) -> State:
    """What stands out in a ledger now.

    Raises:
        SourceError: if it cannot be read.
    """
    known = figures(kept)
    table = Table(known.pack, known.estimates, known.observations)
    evidence, disputes = conflicts(kept)
    found = [*_disputed(table), *_conflicts(disputes), *_records(table), *_targets(table)]
    return State({news.key: news for news in found}, table, evidence)


def look(kept: Books, sources: Sequence[str], before: State, progress: Shown | None = None) -> Look:
    """Add what is new in the sources, and compare what stands out with what did before.

    Raises:
        SourceError: if the ledger cannot be read or written.
    """
    added = add_sources(kept, sources, progress=progress)
    if not added.documents and not added.figures:
        return Look(added, (), before)
    now = state(kept)
    fresh = [news for key, news in now.found.items() if key not in before.found]
    return Look(added, (*_contradictions(added), *fresh), now)


def repeat(
    once: Callable[[], None], every: float, *, sleep: Callable[[float], None], monotonic: Callable[[], float]
) -> None:
    """Do something every so many seconds, for ever.

    The seconds are those of a clock that only goes on: setting the wall clock changes nothing, and rounds that were
    missed while the machine slept are not made up for.
    """
    due = monotonic()
    while True:
        once()
        due = max(due + every, monotonic())
        sleep(max(due - monotonic(), 0.0))


# --- what stands out --------------------------------------------------------------------------------------------------


def _contradictions(added: Added) -> Iterator[News]:
    for one in added.documents:
        for finding in one.findings:
            if finding.verdict is Verdict.CONTRADICTED:
                key = ("contradiction", one.document.id, finding.rule, *finding.claims)
                yield News("contradiction", key, (one.document, finding))


def _disputed(table: Table) -> Iterator[News]:
    for e in table.estimates:
        if e.status is Status.DISPUTED:
            c = e.cell
            key = ("disputed", c.entity, c.metric, c.period, c.unit, c.region, c.segment, c.model, c.basis)
            yield News("disputed", key, e)


def _conflicts(disputes: Sequence[Dispute]) -> Iterator[News]:
    for one in disputes:
        doubted = sorted({f"{o.period}={o.quantity.value}" for d in one.doubted for o in d.observations})
        yield News("conflict", ("conflict", one.series, *doubted), one)


def _records(table: Table) -> Iterator[News]:
    """The sellers whose last month is the highest of all."""
    last: dict[Scope, Period] = {}
    for e in table.estimates:
        c, period = e.cell, Period.parse(e.cell.period)
        entity, metric = table.pack.entities.get(c.entity), table.pack.metrics.get(c.metric)
        if entity is None or metric is None or c.region or c.model or c.basis or period.whole_months != 1:
            continue
        if entity.kind is EntityKind.BODY or metric.nature is not Nature.FLOW or c.unit != table.pack.main_unit:
            continue
        scope = Scope(c.entity, c.metric, c.segment)
        if scope not in last or period.end > last[scope].end:
            last[scope] = period
    for scope, period in last.items():
        found = extreme(table, scope, period)
        if found is not None and found.highest:
            yield News("record", ("record", scope.entity, scope.metric, scope.segment, str(period)), found)


def _targets(table: Table) -> Iterator[News]:
    """The last targets of the last two years that are reached, or were not in time."""
    if table.latest is None:
        return
    year = table.latest.end.year
    for found in (targets(table, year - 1), targets(table, year)):
        for row in (*found.rows, *found.quarters):
            part = row.attainment[0]
            if not row.latest or part is None or (part < 1 and not row.over):
                continue
            kind = "target reached" if part >= 1 else "target missed"
            v = row.vintage
            yield News(kind, (kind, *_scope(v.scope), str(v.period), str(v.low), str(v.high)), row)


def _scope(scope: Scope) -> Key:
    return scope.entity, scope.metric, scope.segment, scope.model, scope.region


def usable(sources: Sequence[str]) -> None:
    """Refuse what cannot be looked at again.

    Raises:
        SourceError: if there is none, or one is the standard input.
    """
    if not sources:
        raise SourceError("watch", "no source given", "name feeds, web addresses, files or folders")
    if "-" in sources:
        raise SourceError(
            "-", "the standard input cannot be looked at again", "name feeds, web addresses, files or folders"
        )
