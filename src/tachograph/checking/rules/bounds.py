"""What can never be larger than something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tachograph.checking.figures import Figures
from tachograph.checking.network import Relation, Sum
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Variable, parsed
from tachograph.core.pack import Nature

INFO = RuleInfo(
    code="bounds",
    tier="basic",
    catches="A month above its year to date, a part above its whole, exports above all sales, a cumulative figure that "
    "falls, or a figure below the mark that it is said to have passed.",
    failing="Li Auto delivered 48,700 cars in November, which makes 44,200 so far this year.",
    passing="Li Auto delivered 48,700 cars in November, which makes 442,000 so far this year.",
)


def relations(figures: Figures) -> Iterator[Relation]:
    """``part <= whole`` for periods inside periods, narrower scopes inside wider ones and metrics inside metrics."""
    levels = [v for v in figures.variables("level") if not v.end and v.scope.unit != "percent"]
    for whole in levels:
        for part in levels:
            if part != whole and part.scope.unit == whole.scope.unit and part.view == whole.view:
                if _shorter(part, whole, figures) or _narrower(part, whole, figures):
                    yield Sum(INFO.code, whole, (part,), complete=False)


def _shorter(part: Variable, whole: Variable, figures: Figures) -> bool:
    """Whether the same thing is counted over fewer days."""
    if part.scope != whole.scope or part.period == whole.period or not figures.adds_up(part.scope.metric):
        return False
    inner, outer = parsed(part.period), parsed(whole.period)
    return inner is not None and outer is not None and outer.contains(inner)


def _narrower(part: Variable, whole: Variable, figures: Figures) -> bool:
    """Whether fewer things are counted over the same days: a model, a segment, a region, or a metric within another."""
    a, b = part.scope, whole.scope
    if part.period != whole.period or a.subject != b.subject or figures.nature(a.metric) is Nature.RATIO:
        return False
    if a.metric != b.metric:
        return b.metric in figures.within(a.metric) and (a.region, a.segment, a.model) == (b.region, b.segment, b.model)
    return a != b and all(_inside(x, y) for x, y in _scopes(a, b))


def _scopes(a: Scope, b: Scope) -> Iterable[tuple[str, str]]:
    return (a.region, b.region), (a.segment, b.segment), (a.model, b.model)


def _inside(narrow: str, wide: str) -> bool:
    return not wide or narrow == wide
