"""For the terminal: the assumptions first, then what would be different."""

from __future__ import annotations

from collections.abc import Iterator

from tachograph.core.pack import Pack
from tachograph.pipeline.scenarios import Scenario, Supposed
from tachograph.presenting.forecast.wording import behind, change, heading, percent


def render(scenario: Scenario, *, width: int = 80) -> str:
    """The scenario as text."""
    del width
    lines = ["Assumed (nothing here is measured; * is a default that nobody chose):"]
    lines += [f"  {a.change}: {a.value}{'*' if a.default else ''}  {a.name}" for a in scenario.assumptions]
    for one in scenario.supposed:
        lines += ["", *_told(one, scenario.pack)]
    lines += ["", *behind((one.before, [told for told, _ in one.chances]) for one in scenario.supposed)]
    return "\n".join(lines) + "\n"


def _told(one: Supposed, pack: Pack) -> Iterator[str]:
    yield heading(one.before.series, pack)
    yield f"  the last known month is {one.before.last_known}"
    yield f"  {'':8}{'forecast':>12}{'then':>12}{'80% likely between':>27}{'change':>12}"
    befores = (*one.before.months, *one.before.totals)
    for before, after in zip(befores, (*one.after.months, *one.after.totals), strict=True):
        bounds = f"{after.low:,.0f} and {after.high:,.0f}"
        moved = "" if after.point == before.point else change(after.point, before.point)
        yield f"  {before.period:8}{before.point:>12,.0f}{after.point:>12,.0f}{bounds:>27}{moved:>12}".rstrip()
    for told, other in one.chances:
        yield f"  target {told.goal.period}: {told.goal.low:,.0f} is reached with {percent(other.reach)}, not {percent(told.reach)}"
