"""Figures and names that changed places."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.claims import Row

from benchmarks.checking.families.ground import Ground
from benchmarks.checking.numerals import Printed, all_printed, renumbered
from benchmarks.checking.planting import Plant

_FACTOR = 5
_NEAR = 160  # characters between two figures that an author mixes up


def exchanged(ground: Ground) -> Iterator[Plant | None]:
    """The figures of two names in one list, each in the other's place."""
    rows = ground.article.rows
    for a, b in _neighbouring(ground):
        x, y = rows[a.claim], rows[b.claim]
        is_list = _alike(x, y, "metric", "period", "kind", "basis", "model", "segment", "modality", "modifier")
        if is_list and x["modifier"] == "exactly" and x["subject"] != y["subject"] and _is_near(a, b):
            yield _exchange(ground, a, b, "subject")


def rates_exchanged(ground: Ground) -> Iterator[Plant | None]:
    """The rate against the month before given as that against the year before, and the other way round."""
    rows = ground.article.rows
    for a, b in _neighbouring(ground):
        x, y = rows[a.claim], rows[b.claim]
        is_rate = x["kind"] == "change" and x["unit"] == "percent" and x["basis"] and y["basis"]
        if is_rate and _alike(x, y, "subject", "metric", "period", "kind", "model") and x["basis"] != y["basis"]:
            yield _exchange(ground, a, b, "basis")


def year_to_date(ground: Ground) -> Iterator[Plant | None]:
    """The sum of the year so far given as the month's."""
    figures = list(all_printed(ground.article))
    for month in figures:
        row = ground.article.rows[month.claim]
        for longer in figures:
            other = ground.article.rows[longer.claim]
            if _alike(row, other, "subject", "metric", "kind", "model", "segment", "region") and _is_sum(row, other):
                plant = renumbered(ground.article, month, longer.number * longer.scale / month.scale)
                mend = (month.claim, "period", other["period"])
                yield plant and Plant(plant.edits, plant.changes, (mend,))


def _is_sum(month: Row, longer: Row) -> bool:
    """Whether the second holds for months from January to the first one's."""
    period, until = month["period"] or "", longer["period"] or ""
    is_month = month["kind"] == "level" and month["modifier"] == "exactly" and len(period) == 7
    return is_month and until == f"{period[:4]}-01/{period}"


def _neighbouring(ground: Ground) -> Iterator[tuple[Printed, Printed]]:
    rows = ground.article.rows
    figures = sorted(all_printed(ground.article), key=lambda f: f.start)
    near = [(a, b) for n, a in enumerate(figures) for b in figures[n + 1 : n + 4] if b.start - a.start <= _NEAR]
    same = [(a, b) for a, b in near if rows[a.claim]["unit"] == rows[b.claim]["unit"] and a.token != b.token]
    return ((a, b) for a, b in same if (a.scale > 0) == (b.scale > 0))


def _is_near(a: Printed, b: Printed) -> bool:
    """Whether two figures are so alike in size that an author may take one for the other."""
    x, y = abs(a.number * a.scale), abs(b.number * b.scale)
    return max(x, y) <= _FACTOR * min(x, y)


def _exchange(ground: Ground, a: Printed, b: Printed, field: str) -> Plant | None:
    """Each figure where the other was; to say of either what it is of puts one half right as well."""
    first = renumbered(ground.article, a, b.number * b.scale / a.scale)
    second = renumbered(ground.article, b, a.number * a.scale / b.scale)
    if first is None or second is None:
        return None
    rows = ground.article.rows
    mends = ((a.claim, field, rows[b.claim][field]), (b.claim, field, rows[a.claim][field]))
    return Plant((*first.edits, *second.edits), {**first.changes, **second.changes}, mends)


def _alike(x: Row, y: Row, *fields: str) -> bool:
    return all(x[field] == y[field] for field in fields)
