"""Sums of unlike things: a stock and what was added to it, a target and what is left of it, several sellers as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from tachograph.checking.figures import Figures
from tachograph.checking.variables import Variable, parsed
from tachograph.core.period import Period

Parts = tuple[Variable, tuple[Variable, ...]]
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+|、|和|及|与|與)\s*")


def stocks(figures: Figures) -> Iterator[Parts]:
    """A stock at the end of a period, from the one before it and what the period added."""
    levels = _levels(figures)
    for added in levels:
        metric = figures.context.pack.metrics.get(added.scope.metric)
        when = parsed(added.period)
        if metric is None or metric.adds_to is None or when is None or when.start is None:
            continue
        stock = [
            v
            for v in levels
            if v.view == added.view
            and replace(v.scope, metric=added.scope.metric, unit=added.scope.unit) == added.scope
            and v.scope.metric == metric.adds_to
        ]
        after = [v for v in stock if (p := parsed(v.period)) and p.end == when.end]
        before = [v for v in stock if (p := parsed(v.period)) and p.end == when.start - timedelta(days=1)]
        if len(after) == len(before) == 1:
            yield after[0], (before[0], added)


def remainders(figures: Figures) -> Iterator[Parts]:
    """A target, from what was reached so far and what is said to be left for the rest of its time."""
    levels = _levels(figures)
    for aim in (v for v in levels if v.view == "target"):
        whole = parsed(aim.period)
        alike = [v for v in levels if v.scope == aim.scope]
        for past in (v for v in alike if v.view == "actual"):
            until = parsed(past.period)
            rest = [v for v in alike if v.view != "actual" and v != aim and completes(whole, until, parsed(v.period))]
            if len(rest) == 1:
                yield aim, (past, rest[0])


def completes(whole: Period | None, past: Period | None, rest: Period | None) -> bool:
    """Whether a period runs from the end of another to that of the whole."""
    if whole is None or past is None or rest is None or rest.start is None:
        return False
    return (whole.start, whole.end) == (past.start, rest.end) and rest.start - past.end == timedelta(days=1)


def joint(figures: Figures) -> Iterator[Parts]:
    """The figure of several sellers together ("Haval, Chery and Geely"), from those of each."""
    levels = dict.fromkeys(_levels(figures))
    for whole in levels:
        members = _members(figures, whole.scope.subject)
        parts = tuple(replace(whole, scope=replace(whole.scope, subject=m)) for m in members)
        if len(parts) > 1 and all(p in levels for p in parts):
            yield whole, parts


def _members(figures: Figures, subject: str) -> Sequence[str]:
    pack = figures.context.pack
    if subject in pack.entities:
        return ()
    names = [n for n in _AND.split(subject) if n]
    known = [pack.entity_named(n) for n in names]
    return [e.id if e else n for e, n in zip(known, names, strict=True)] if len(names) > 1 else ()


def _levels(figures: Figures) -> list[Variable]:
    return [v for v in figures.variables("level") if not v.end and v.scope.unit != "percent"]
