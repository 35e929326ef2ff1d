"""Parts against their whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

from tachograph.checking import sums
from tachograph.checking.digits import ANY_DIGIT, slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.lists import is_complete_list
from tachograph.checking.network import Relation, Sum
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Variable, parsed
from tachograph.core.claim import Claim
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

INFO = RuleInfo(
    code="sum_of_parts",
    tier="basic",
    catches="Months, models, brands, segments or regions that do not add up to the total that the text gives for them: "
    "more than it, or less where the list is complete.",
    how="Σ parts = total where the list is complete, Σ parts ≤ total where it is not, each with its rounding.",
    failing="In January 2026 NIO delivered 28,182 cars: 20,894 NIO, 3,481 Onvo and 2,807 Firefly.",
    passing="In January 2026 NIO delivered 27,182 cars: 20,894 NIO, 3,481 Onvo and 2,807 Firefly.",
)

_DIMENSIONS = tuple(field.name for field in fields(Scope))
_EXACT = 4  # totals of fewer digits add up, or nearly, by chance
_UNITS = 10  # counts to the unit may end in a zero
_LONGEST_LIST = 14  # rows of a table with its total: longer ones are rankings

# What divides a whole without a rest: (dimension, names).
_HALVES = (
    ("segment", frozenset({"passenger", "commercial"})),
    ("segment", frozenset({"nev", "ice"})),
    ("region", frozenset({"China", "overseas"})),
)
# What does not overlap inside a whole, but may leave a rest: (dimension, names of the whole, names of the parts).
_DISJOINT = (
    ("segment", ("", "nev"), frozenset({"bev", "phev", "erev", "fcev"})),
    *((dimension, ("",), names) for dimension, names in _HALVES),
)


def relations(figures: Figures, mentioned: Iterable[Variable]) -> Iterator[Relation]:
    """The sums of a text; ``mentioned`` are levels that other relations speak of without a figure."""
    mentioned = tuple(mentioned)
    yield from _over_time(figures, mentioned)
    yield from _over_halves(figures, mentioned)
    yield from _over_scopes(figures)
    yield from _over_members(figures)
    yield from _lists(figures)
    yield from _unlike(figures)


# --- periods ----------------------------------------------------------------------------------------------------------


def _over_time(figures: Figures, mentioned: Iterable[Variable]) -> Iterator[Relation]:
    """Periods that tile a longer one."""
    series: dict[tuple[Scope, str], dict[str, Variable]] = {}
    for variable in (*figures.variables("level"), *mentioned):
        if variable.kind == "level" and not variable.end and figures.adds_up(variable.scope.metric):
            series.setdefault((variable.scope, variable.view), {})[variable.period] = variable
    for by_period in series.values():
        yield from _tilings(by_period)


def _tilings(by_period: dict[str, Variable]) -> Iterator[Relation]:
    days = {p: (d.start, d.end) for p in by_period if (d := parsed(p)) and d.start}
    for whole, (start, end) in days.items():
        inside = [p for p, (a, b) in days.items() if p != whole and start <= a and b <= end]
        if tiling := _tile(start, end, inside, days):
            yield Sum(INFO.code, by_period[whole], tuple(by_period[p] for p in tiling))


def _tile(start: date, end: date, inside: Sequence[str], days: dict[str, tuple[date, date]]) -> tuple[str, ...] | None:
    """Periods that follow one another without a gap from ``start`` to ``end``, the longest first."""
    dead: set[date] = set()  # days from which no periods lead to the end

    def reach(day: date) -> tuple[str, ...] | None:
        if day > end:
            return ()
        for period in sorted((p for p in inside if days[p][0] == day), key=lambda p: days[p][1], reverse=True):
            following = days[period][1] + timedelta(days=1)
            if following not in dead and (rest := reach(following)) is not None:
                return (period, *rest)
        dead.add(day)
        return None

    return reach(start)


def _unlike(figures: Figures) -> Iterator[Relation]:
    """Sums whose parts are not counted alike, where they hold or nothing but a slip keeps them from it."""
    yield from (Sum(INFO.code, whole, parts) for whole, parts in (*sums.remainders(figures), *sums.joint(figures)))
    for whole, parts in sums.stocks(figures):  # places also close: what was opened is not always what was added
        if _fits(whole, parts, figures) or _slipped(whole, parts, figures):
            yield Sum(INFO.code, whole, parts)


# --- models, segments, regions ----------------------------------------------------------------------------------------


def _over_halves(figures: Figures, mentioned: Iterable[Variable]) -> Iterator[Relation]:
    """Segments or regions that divide the whole."""
    levels = dict.fromkeys(v for v in (*figures.variables("level"), *mentioned) if v.kind == "level" and not v.end)
    named = {d: {getattr(v.scope, d) for v in levels} for d, _ in _HALVES}
    for whole in levels:
        for dimension, names in _HALVES:
            if getattr(whole.scope, dimension) or not names <= named[dimension]:
                continue
            parts = [_narrowed(whole, dimension, n) for n in sorted(names)]
            if all(p in levels for p in parts):
                yield Sum(INFO.code, whole, tuple(parts))


def _over_scopes(figures: Figures) -> Iterator[Relation]:
    """Models of a seller, and segments or regions that do not overlap."""
    levels = [v for v in figures.variables("level") if not v.end]
    alike = {d: _alike(levels, d) for d in ("model", "segment", "region")}
    for whole in levels:
        if not whole.scope.model:
            models = [v for v in alike["model"][_but(whole, "model")] if v.scope.model]
            yield from _sum_if_parts(whole, _without_overlap(models), figures)
        for dimension, wholes, names in _DISJOINT:
            if getattr(whole.scope, dimension) in wholes:
                around = alike[dimension][_but(whole, dimension)]
                parts = [v for v in around if getattr(v.scope, dimension) in names]
                yield from _sum_if_parts(whole, parts, figures)


def _alike(levels: Iterable[Variable], dimension: str) -> dict[tuple[str, ...], list[Variable]]:
    """The levels that differ in nothing but ``dimension``, by what they have in common."""
    groups: dict[tuple[str, ...], list[Variable]] = {}
    for level in levels:
        groups.setdefault(_but(level, dimension), []).append(level)
    return groups


def _but(level: Variable, dimension: str) -> tuple[str, ...]:
    """All that a level is about but one dimension of its scope."""
    others = (getattr(level.scope, name) for name in _DIMENSIONS if name != dimension)
    return (level.kind, level.period, level.view, level.basis, level.end, *others)


def _narrowed(level: Variable, dimension: str, name: str) -> Variable:
    return replace(level, scope=replace(level.scope, **{dimension: name}))


def _without_overlap(models: Sequence[Variable]) -> list[Variable]:
    """Models none of which is a version of another (SU7 Ultra is an SU7)."""
    names = [v.scope.model for v in models]
    return [v for v in models if not any(v.scope.model != n and v.scope.model.startswith(n) for n in names)]


# --- brands and other members -----------------------------------------------------------------------------------------


def _over_members(figures: Figures) -> Iterator[Relation]:
    """Brands of a maker and members of an alliance, as the pack knows them for the period."""
    levels = [v for v in figures.variables("level") if not v.end]
    alike = _alike(levels, "subject")
    pack = figures.context.pack
    for whole in levels:
        period = parsed(whole.period)
        for relation in ("brand_of", "member_of"):
            members = {e.id for e in pack.children(whole.scope.subject, relation, period)}
            parts = [v for v in alike[_but(whole, "subject")] if v.scope.subject in members]
            # Brands are often given beside a maker's figure of another year or definition: only whole lists count.
            yield from (r for r in _sum_if_parts(whole, parts, figures) if r.complete)


def _sum_if_parts(whole: Variable, parts: Sequence[Variable], figures: Figures) -> Iterator[Sum]:
    """Parts never exceed the whole; they make it up if they fit, or if the text gives them as all there is."""
    if len(parts) < 2:
        return
    complete = (
        _fits(whole, parts, figures) or is_complete_list(figures, whole, parts) or _slipped(whole, parts, figures)
    )
    if complete or all(figures.near(p, whole) for p in parts):
        yield Sum(INFO.code if complete else "bounds", whole, tuple(parts), complete=complete)


def _fits(whole: Variable, parts: Sequence[Variable], figures: Figures) -> bool:
    total, added = figures.interval(whole), Interval.exactly(0)
    for part in parts:
        added += figures.interval(part) or Interval()
    return total is not None and total.meets(added) and _close(figures, whole, parts)


def _slipped(whole: Variable, parts: Sequence[Variable], figures: Figures) -> bool:
    """Whether swapped digits or a power of ten in one figure is all that keeps exact figures from adding up.

    That is no chance, so the list was meant to be complete.
    """
    claims = [figures.context.by_id[figures.about(v)[0].claims[0]] for v in (whole, *parts)]
    if any(c.modifier is not Modifier.EXACTLY or c.low is None or _digits(c) < _EXACT for c in claims[:1]):
        return False
    values = [Fraction(c.quantity.value) for c in claims]
    missing = values[0] - sum(values[1:], Fraction(0))
    if any(c.quantity.precision > _UNITS for c in claims):
        return False
    wanted = [values[0] - missing, *(v + missing for v in values[1:])]
    return any(
        s.order < ANY_DIGIT for c, w in zip(claims, wanted, strict=True) for s in slips_to(c, Interval.exactly(w))
    )


def _digits(claim: Claim) -> int:
    return len(str(abs(int(claim.quantity.value))))


def _close(figures: Figures, whole: Variable, parts: Sequence[Variable]) -> bool:
    """Whether the printed figures themselves add up, to half a percent: very round ones "fit" by chance."""
    total = figures.about(whole)[0].nominal
    return abs(sum((figures.about(p)[0].nominal for p in parts), Fraction(0)) - total) * 200 <= abs(total)


# --- lists and tables -------------------------------------------------------------------------------------------------


def _lists(figures: Figures) -> Iterator[Relation]:
    """A figure that is the sum of those just before or after it: a table's total, a total and its breakdown."""
    groups: dict[tuple[str, str, str, str], list[Variable]] = {}
    for v in figures.variables("level"):
        if not v.end and v.scope.unit != "percent":
            groups.setdefault((v.scope.metric, v.scope.unit, v.period, v.view), []).append(v)
    for group in groups.values():
        for place, whole in enumerate(group):
            before, after = group[max(0, place - _LONGEST_LIST) : place], group[place + 1 : place + 1 + _LONGEST_LIST]
            parts = _adding_up(whole, before[::-1], figures) or _adding_up(whole, after, figures)
            if parts:
                yield Sum(INFO.code, whole, parts)


def _adding_up(whole: Variable, neighbours: Sequence[Variable], figures: Figures) -> tuple[Variable, ...]:
    """The run of neighbours, nearest first, that adds up to ``whole``; empty if none does."""
    for count in range(2, min(len(neighbours), _LONGEST_LIST) + 1):
        run = tuple(neighbours[:count])
        if figures.about(run[-1])[0].nominal >= figures.about(whole)[0].nominal:
            return ()
        if all(_part_of(p, whole) for p in run) and _fits(whole, run, figures):
            return run
    return ()


def _part_of(part: Variable, whole: Variable) -> bool:
    """Whether a figure may be a part: another subject counted alike, or a narrower figure of the whole subject."""
    a, b = part.scope, whole.scope
    if a.subject != b.subject:
        return (a.segment, a.model) == (b.segment, b.model)
    return b.whole and not a.whole
