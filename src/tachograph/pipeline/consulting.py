"""Out of the ledger: what is known of a cell, since when, and from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tachograph.analysis.table import Scope, Table, plain_region
from tachograph.checking import check_observations, ordinary, reconcile
from tachograph.checking.reconciling.readings import scope_of
from tachograph.core.claim import Claim
from tachograph.core.dispute import Dispute
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Cell, Estimate
from tachograph.core.finding import Finding
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.ledger import EVERYTHING, Appearance, Reader, Wanted
from tachograph.ledger.doctor import problems
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.naming import entity_named, metric_named
from tachograph.pipeline.recording import Books, families


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a ledger says: the best estimates, everything that was said, and the pack that gives it meaning."""

    estimates: tuple[Estimate, ...]
    observations: tuple[Observation, ...]
    pack: Pack


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure that was given for a cell, and the days between which it stood."""

    observation: Observation
    known_from: date
    known_to: date | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a claim comes from: its document and the places that it stood in, what checking says, copies, the cell."""

    claim: Claim
    document: Document
    sentence: str
    places: tuple[Appearance, ...]
    findings: tuple[Finding, ...]
    copies: tuple[tuple[str, str, float], ...]
    estimates: tuple[Estimate, ...]


def figures(kept: Books, as_of: date | None = None, wanted: Wanted = EVERYTHING) -> Figures:
    """What the ledger says of some entities (all by default), today or as it was known on a day.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    with kept.opened(write=False) as ledger:
        observations = ledger.observations(wanted, as_of)
        return Figures(tuple(_estimates(ledger, wanted, kept.pack, as_of)), tuple(observations), kept.pack)


def show(kept: Books, entity: str, metric: str | None, period: str | None, as_of: date | None) -> list[Estimate]:
    """The cells of an entity, by metric and period; ``period`` may be a longer one that theirs lie in.

    Of a group that has none such, those of the makers under its name: Xiaomi's deliveries are Xiaomi Auto's.

    Raises:
        SourceError: if the ledger cannot be read, or nobody and nothing is called so.
    """
    with kept.opened(write=False) as ledger:
        wanted = wanted_of(ledger, kept.pack, [entity], metric, period)
        found = _estimates(ledger, wanted, kept.pack, as_of)
        if not found and (alike := namesakes(wanted.entities, kept.pack)):
            found = _estimates(ledger, replace(wanted, entities=alike), kept.pack, as_of)
    return sorted(found, key=lambda e: (e.cell.metric, *_place(e.cell), e.cell.unit))


def namesakes(entities: frozenset[str] | None, pack: Pack) -> frozenset[str]:
    """The makers and brands that go by the name of what they belong to, with a word more."""
    wholes = [pack.entities[e] for e in entities or () if e in pack.entities]
    return frozenset(
        part.id
        for whole in wholes
        for part in pack.children(whole.id, "brand_of")
        if part.name.startswith(f"{whole.name} ")
    )


def metrics_known(kept: Books, entity: str, period: str | None) -> list[str]:
    """What is known of an entity, within a period if one is given, by the ids of the metrics.

    Raises:
        SourceError: if the ledger cannot be read, or nobody and nothing is called so.
    """
    return sorted({e.cell.metric for e in show(kept, entity, None, period, None)})


def cells_named(kept: Books, reference: str) -> list[Estimate]:
    """The cell of a reference such as ``nio:deliveries:2025-12:model=ES8``.

    Raises:
        SourceError: if the ledger cannot be read, or the reference is none.
    """
    entity, metric, period, wanted = _cell_named(reference)
    return [
        e
        for e in show(kept, entity, metric, period, None)
        if e.cell.period == period and (e.cell.region, e.cell.segment, e.cell.model, e.cell.basis) == wanted
    ]


def explained(kept: Books, reference: str) -> tuple[list[Estimate], Mapping[Cell, tuple[Observation, ...]]]:
    """The cell of a reference, and who states what it is calculated from if it is; a sum of months if there is no cell.

    Raises:
        SourceError: if the ledger cannot be read, or the reference is none.
    """
    entity, metric, period, (region, segment, model, _) = _cell_named(reference)
    found = cells_named(kept, reference)
    if found and all(e.support for e in found):
        return found, {}
    with kept.opened(write=False) as ledger:
        wanted = wanted_of(ledger, kept.pack, [entity], metric, None)
        table = Table(kept.pack, _estimates(ledger, wanted, kept.pack, None), tuple(ledger.observations(wanted, None)))
    (whose,) = wanted.entities or frozenset({entity})
    (what,) = wanted.metrics or frozenset({metric})
    summed = (
        None
        if found
        else table.level(Scope(whose, what, segment, model, plain_region(what, region, kept.pack)), period)
    )
    found = [summed] if summed else found
    return found, {e.cell: table.sources(e) for e in found if not e.support}


def _cell_named(reference: str) -> tuple[str, str, str, tuple[str, str, str, str]]:
    """Whose, what, when, and what narrows it: region, segment, model, and the whole of a share.

    Raises:
        SourceError: if it is none.
    """
    entity, metric, period, *named = [*reference.split(":"), "", ""]
    narrowed = dict(part.partition("=")[::2] for part in named if part)
    if not metric or not period or set(narrowed) - {"region", "segment", "model", "of"}:
        raise SourceError(reference, "is no cell", "write ENTITY:METRIC:PERIOD, as tacho show --format json names them")
    region, segment, model, whole = (narrowed.get(name, "") for name in ("region", "segment", "model", "of"))
    return entity, metric, ordinary(period), (region, segment, model, whole)


def _place(cell: Cell) -> tuple[str, str, str, str, int, int, str]:
    """The order of the cells of a metric: the whole before its parts, the latest first, months before years."""
    period = Period.parse(cell.period)
    days = (period.end - period.start).days if period.start else 100_000
    return cell.region, cell.segment, cell.model, cell.basis, -period.end.toordinal(), days, cell.period


def _estimates(ledger: Reader, wanted: Wanted, pack: Pack, as_of: date | None) -> list[Estimate]:
    """Those that were computed when something was last added, or computed now if that is not what is asked for."""
    if as_of is None:
        stale = ledger.stale()
        if wanted.entities is not None:
            stale &= wanted.entities
        if not stale:
            return ledger.estimates(wanted)
    names = ledger.entities() if wanted.entities is None else wanted.entities
    return [
        estimate
        for entities in families(names, pack)
        for estimate in _reconciled(ledger, entities, pack, as_of)
        if wanted.holds(estimate.cell)
    ]


def _reconciled(
    ledger: Reader, entities: frozenset[str], pack: Pack, as_of: date | None = None
) -> tuple[Estimate, ...]:
    elsewhere = ledger.elsewhere(entities, as_of)
    return reconcile(ledger.observations(Wanted(entities), as_of), pack, elsewhere=elsewhere)


def conflicts(kept: Books, as_of: date | None = None) -> tuple[Pack, tuple[Dispute, ...]]:
    """What the figures in the ledger contradict one another in, with the pack that names them.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    with kept.opened(write=False) as ledger:
        observations = tuple(o for o in ledger.observations(EVERYTHING, as_of) if o.entity in kept.pack.entities)
    pack = replace(kept.evidence, observations=observations)
    return pack, check_observations(pack)


def vintages(kept: Books, entity: str, metric: str | None, period: str | None) -> dict[Cell, list[Vintage]]:
    """Every figure that was ever given for the cells of an entity: forecasts, flash counts, final and revised ones.

    Raises:
        SourceError: if the ledger cannot be read, or nobody and nothing is called so.
    """
    with kept.opened(write=False) as ledger:
        wanted = wanted_of(ledger, kept.pack, [entity], metric, period)
        editions = ledger.editions(wanted)
    found: dict[Cell, list[Vintage]] = {}
    for observation, known_from, known_to in editions:
        if str(observation.kind) == "level":
            found.setdefault(cell_of(observation, kept.pack), []).append(Vintage(observation, known_from, known_to))
    return dict(sorted(found.items(), key=lambda item: (item[0].metric, *_place(item[0]), item[0].unit)))


def lineage(kept: Books, claim: str) -> Lineage | None:
    """Where a claim comes from; ``None`` if there is none of this id.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    with kept.opened(write=False) as ledger:
        found = ledger.claim(claim)
        document = ledger.document(found.document) if found else None
        if found is None or document is None:
            return None
        observed = [o for o in ledger.observations_of(document.id) if o.claim == claim]
        cells = {cell_of(o, kept.pack) for o in observed}
        estimates = [e for o in observed for e in ledger.estimates(Wanted(frozenset({o.entity}))) if e.cell in cells]
        return Lineage(
            found, document, observed[0].quote if observed else "", tuple(ledger.appearances(document.id)),
            tuple(f for f in ledger.findings(document.id) if claim in f.claims), tuple(ledger.copies(document.id)),
            tuple(estimates),
        )  # fmt: skip


def exported(
    kept: Books,
    what: str,
    entities: Sequence[str] | None,
    metric: str | None,
    period: str | None,
    as_of: date | None,
) -> Sequence[Estimate] | Sequence[Observation] | Sequence[tuple[Document, Claim]]:
    """The ``estimates``, ``observations`` or ``claims`` of the ledger, of some entities or all.

    Raises:
        SourceError: if the ledger cannot be read, or nobody and nothing is called so.
    """
    with kept.opened(write=False) as ledger:
        wanted = wanted_of(ledger, kept.pack, entities, metric, period)
        if what == "estimates":
            return _estimates(ledger, wanted, kept.pack, as_of)
        if what == "observations":
            return sorted(ledger.observations(wanted, as_of), key=lambda o: (o.entity, o.metric, o.period, o.source))
        said = {o.claim for o in ledger.observations(wanted, as_of)} if wanted != EVERYTHING or as_of else None
        return [(d, c) for d, c in ledger.all_claims() if said is None or c.id in said]


def recorded_since(
    kept: Books, day: date, entities: Sequence[str] | None = None, metric: str | None = None, period: str | None = None
) -> list[Observation]:
    """What was added to the ledger on a day (UTC) or after it, of some entities or all.

    Raises:
        SourceError: if the ledger cannot be read, or nobody and nothing is called so.
    """
    with kept.opened(write=False) as ledger:
        return ledger.recorded_since(day, wanted_of(ledger, kept.pack, entities, metric, period))


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a ledger, a line each, and how much was looked at."""

    problems: tuple[str, ...]
    counts: Mapping[str, int]


def examine(kept: Books, progress: Progress | None = None) -> Examination:
    """Verify what is recorded, and that the estimates are those that follow from it.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    with kept.opened(write=False) as ledger:
        found = list(problems(ledger))
        groups = families(ledger.entities(), kept.pack)
        stale = ledger.stale()
        for done, entities in enumerate(groups):
            if progress:
                progress("estimates", done, len(groups))
            if not entities & stale:
                found += _unlike(ledger, entities, kept.pack)
        return Examination(tuple(found), ledger.counts())


def _unlike(ledger: Reader, entities: frozenset[str], pack: Pack) -> Iterator[str]:
    """Estimates that are not those that follow from what is recorded."""
    wanted = Wanted(entities)
    stored = {e.cell: (float(e.value), e.status) for e in ledger.estimates(wanted)}
    computed = {e.cell: (float(e.value), e.status) for e in _reconciled(ledger, entities, pack)}
    for cell in sorted(stored.keys() | computed.keys()):
        if stored.get(cell) != computed.get(cell):
            name = f"{cell.entity}:{cell.metric}:{cell.period}"
            yield f"estimates: {name} is {stored.get(cell)}, and should be {computed.get(cell)}"


# --- names ------------------------------------------------------------------------------------------------------------


def wanted_of(
    ledger: Reader, pack: Pack, names: Sequence[str] | None, metric: str | None, period: str | None
) -> Wanted:
    """What is asked for by names as people write them; of everybody if there are none.

    Raises:
        SourceError: if nobody is called so, or there is no such metric or period.
    """
    metrics = None if metric is None else frozenset({metric_named(metric, pack)})
    span = None
    if period is not None:
        try:
            span = Period.parse(period)
        except ValueError as error:
            raise SourceError(
                f"--period {period}", str(error), "write 2025-12, 2025-Q4, 2025 or 2025-01/2025-11"
            ) from None
    entities = None if names is None else frozenset(entity_named(name, pack, ledger.entities()) for name in names)
    if span is None:
        return Wanted(entities, metrics)
    if span.start is None:
        return Wanted(entities, metrics, until=span.end)
    return Wanted(entities, metrics, first=span.start, last=span.end)


def cell_of(observation: Observation, pack: Pack) -> Cell:
    """The cell that an observation is about."""
    scope = scope_of(observation, pack)
    return Cell(
        scope.subject, scope.metric, ordinary(observation.period), scope.unit, scope.region, scope.segment, scope.model
    )
