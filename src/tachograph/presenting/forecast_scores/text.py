"""For the terminal: the kept forecasts, each with how it turned out so far."""

from __future__ import annotations

from collections.abc import Sequence

from tachograph.analysis.forecasting import skill
from tachograph.core.pack import Pack
from tachograph.pipeline.forecasting import Kept
from tachograph.presenting.forecast.wording import heading, skilled


def render(kept: Sequence[Kept], pack: Pack, *, width: int = 80) -> str:
    """The forecasts as text, the earliest first."""
    del width
    if not kept:
        return "No forecast has been kept yet: tacho forecast keeps those that it makes.\n"
    lines: list[str] = []
    for one in kept:
        f = one.forecast
        lines.append(f"{f.made_on}  {heading(f.series, pack)}, from {f.last_known} on ({f.method}, {f.id})")
        expected = {e.period: e for e in f.months}
        for s in one.scores:
            e = expected[s.period]
            hit = "inside" if s.inside else "OUTSIDE"
            lines.append(
                f"  {s.period}  {s.actual:>11,.0f}  expected {e.point:>11,.0f}  {s.actual / e.point - 1:+7.1%}  {hit}"
            )
        if not one.scores:
            lines.append("  none of its months is known yet")
    scores = [s for one in kept for s in one.scores]
    lines += ["", f"All together: {skilled(skill(scores))}" if scores else "Nothing to score yet."]
    return "\n".join(lines) + "\n"
