"""What ties the series of a corpus together: growth, periods in periods, parts in wholes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tachograph.checking.relations import Product, Relation, Sum
from tachograph.checking.scopes import is_narrower
from tachograph.checking.variables import Variable, parsed
from tachograph.core.pack import Nature, Pack
from tachograph.core.period import Period

_DAY = timedelta(days=1)
_HALVES = (("segment", frozenset({"passenger", "commercial"})), ("segment", frozenset({"nev", "ice"})))
_DRIVES = frozenset({"bev", "phev", "erev", "fcev"})


def relations(variables: Iterable[Variable], pack: Pack, signed: Collection[str] = ()) -> Iterator[Relation]:
    """All relations among the variables of a corpus, and with levels that they speak of.

    ``signed`` are the metrics that may be negative, such as profit: their parts may exceed the whole.
    """
    stated = list(dict.fromkeys(variables))
    grown = list(_growth(stated, pack, signed))
    yield from grown
    levels = dict.fromkeys(v for v in stated if v.kind == "level")
    mentioned = levels | dict.fromkeys(v for r in grown for v in r.variables if v.kind == "level")
    for series in _grouped(mentioned, _series).values():
        if _adds_up(series[0], pack):
            yield from _over_time(series, levels, signed=series[0].scope.metric in signed)
    levels = {v: None for v in levels if v.scope.metric not in signed}
    for moment in _grouped(levels, _moment).values():
        yield from _within(moment, pack)
        yield from _divided(moment)
    for moment in _grouped(levels, _count).values():
        yield from _members(moment, pack)


def _grouped(levels: Iterable[Variable], key: Callable[[Variable], Hashable]) -> dict[Hashable, list[Variable]]:
    groups: dict[Hashable, list[Variable]] = {}
    for level in levels:
        groups.setdefault(key(level), []).append(level)
    return groups


def _series(level: Variable) -> Hashable:
    return level.scope


def _moment(level: Variable) -> Hashable:
    return level.scope.subject, level.scope.unit, level.period


def _count(level: Variable) -> Hashable:
    return replace(level.scope, subject=""), level.period


def _adds_up(level: Variable, pack: Pack) -> bool:
    known = pack.metrics.get(level.scope.metric)
    return known is not None and known.nature is Nature.FLOW and level.scope.unit != "percent"


# --- growth -----------------------------------------------------------------------------------------------------------


def _growth(stated: Sequence[Variable], pack: Pack, signed: Collection[str]) -> Iterator[Relation]:
    units: dict[object, dict[str, None]] = {}
    for v in stated:
        if v.kind == "level" and v.scope.unit != "percent":
            units.setdefault(replace(v.scope, unit=""), {})[v.scope.unit] = None
    for change in stated:
        if change.kind == "change" and change.scope.unit == "percent" and change.scope.metric not in signed:
            known = pack.metrics.get(change.scope.metric)
            for unit in units.get(replace(change.scope, unit=""), {known.unit: None} if known else {}):
                whole = Variable("level", replace(change.scope, unit=unit), change.period)
                yield Product("growth", whole, change, replace(whole, period=change.basis))


# --- time -------------------------------------------------------------------------------------------------------------


def _over_time(series: Sequence[Variable], stated: Mapping[Variable, None], *, signed: bool) -> Iterator[Relation]:
    """Periods that make up a longer one, and the longer ones that each is within."""
    days = {v: p for v in series if (p := parsed(v.period)) is not None}
    starting: dict[date | None, list[Variable]] = {}
    for v, p in days.items():
        starting.setdefault(p.start, []).append(v)
    for whole, span in days.items():
        inside = [v for v, p in days.items() if v != whole and span.contains(p)]
        tilings = dict.fromkeys(_tilings(span, inside, days))
        for tiling in tilings:
            yield Sum("sum_of_parts", whole, tiling, signed=signed)
        if whole in stated and not signed:
            used = {v for tiling in tilings for v in tiling}
            for part in _largest([v for v in inside if v in stated and v not in used], days):
                yield Sum("bounds", whole, (part,), complete=False)


def _tilings(
    span: Period, inside: Sequence[Variable], days: Mapping[Variable, Period]
) -> Iterator[tuple[Variable, ...]]:
    """A first period with its rest, and all of the shortest ones, where they leave no gap."""
    firsts = [v for v in inside if days[v].start == span.start]
    for first in firsts:
        rest = [v for v in inside if days[v].start == days[first].end + _DAY and days[v].end == span.end]
        yield from ((first, last) for last in rest)
    run: list[Variable] = []
    if span.start is None:
        return
    day = span.start
    while day <= span.end:
        here = [v for v in inside if days[v].start == day]
        if not here:
            return
        run.append(min(here, key=lambda v: days[v].end))
        day = days[run[-1]].end + _DAY
    if len(run) > 1:
        yield tuple(run)


def _largest(inside: Sequence[Variable], days: Mapping[Variable, Period]) -> Iterator[Variable]:
    """The periods that are within no other of these."""
    for v in inside:
        if not any(w != v and days[w].contains(days[v]) for w in inside):
            yield v


# --- parts ------------------------------------------------------------------------------------------------------------


def _within(moment: Sequence[Variable], pack: Pack) -> Iterator[Relation]:
    for whole in moment:
        for part in moment:
            if part != whole and whole.scope.unit != "percent" and is_narrower(part, whole, pack):
                yield Sum("bounds", whole, (part,), complete=False)


def _divided(moment: Sequence[Variable]) -> Iterator[Relation]:
    """Segments that divide a whole without a rest, and those that do not overlap in it."""
    for whole in moment:
        if whole.scope.unit == "percent":
            continue
        alike = {v.scope.segment: v for v in moment if replace(v.scope, segment=whole.scope.segment) == whole.scope}
        if not whole.scope.segment:
            for _, names in _HALVES:
                if names <= alike.keys():
                    yield Sum("sum_of_parts", whole, tuple(alike[n] for n in sorted(names)))
        if whole.scope.segment in ("", "nev"):
            parts = tuple(alike[n] for n in sorted(_DRIVES & alike.keys()))
            if len(parts) > 1:
                yield Sum("bounds", whole, parts, complete=False)


def _members(moment: Sequence[Variable], pack: Pack) -> Iterator[Relation]:
    """Brands and members together are no more than what they belong to."""
    by_subject = {v.scope.subject: v for v in moment}
    for subject, whole in by_subject.items():
        if not _adds_up(whole, pack):
            continue
        for relation in ("brand_of", "member_of"):
            members = pack.children(subject, relation, parsed(whole.period))
            parts = tuple(by_subject[e.id] for e in members if e.id in by_subject)
            if parts:
                yield Sum("bounds", whole, parts, complete=False)
