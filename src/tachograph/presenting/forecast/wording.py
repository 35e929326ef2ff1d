"""How series and their figures are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tachograph.analysis.forecasting.targets import Chance
from tachograph.core.estimate import Cell
from tachograph.core.forecast import Forecast, SeriesKey, Skill
from tachograph.core.pack import Pack
from tachograph.presenting import figures, words


def heading(key: SeriesKey, pack: Pack) -> str:
    """Whose figures, of what, in what: ``NIO, deliveries, in vehicles``."""
    what = figures.series(Cell(key.entity, key.metric, "", key.unit, key.region, key.segment, key.model), pack)
    return f"{figures.entity(key.entity, pack)}: {what}, in {words.plural(key.unit)}"


def last_cell(one: Forecast) -> str:
    """The last known month that a forecast goes on from, as it can be typed after ``tacho explain``."""
    key = one.series
    return figures.reference(Cell(key.entity, key.metric, one.last_known, key.unit, key.region, key.segment, key.model))


def behind(told: Iterable[tuple[Forecast, Sequence[Chance]]]) -> Iterator[str]:
    """How those are found who state the months that forecasts go on from, and the targets."""
    every = list(told)
    if every:
        first = every[0][0]
        yield f"Who states the known months: tacho show {first.series.entity} --metric {first.series.metric}; one of them: tacho explain {last_cell(first)}"
    years = dict.fromkeys(c.goal.period[:4] for _, chances in every for c in chances)
    if years:
        yield f"Who states the targets: {', '.join(f'tacho targets --year {year}' for year in years)}"


def percent(part: float) -> str:
    """A probability in words a reader expects: no 0% and 100% for what is only likely."""
    if part in (0.0, 1.0):
        return f"{part:.0%}"
    return "under 1%" if part < 0.01 else "over 99%" if part > 0.99 else f"{part:.0%}"


def skilled(skill: Skill) -> str:
    """How well forecasts did."""
    parts = []
    if skill.mase is not None:
        parts.append(f"off by {skill.mase:.2f} times the usual change on the year (MASE)")
    if skill.loss is not None:
        parts.append(f"pinball loss {skill.loss:.2f}")
    if skill.coverage is not None:
        parts.append(f"80% interval held in {skill.coverage:.0%}")
    return f"{', '.join(parts) or 'too short to tell'} ({skill.scored:,} months forecast)"


def change(now: float, before: float | None) -> str:
    """A change on the year before; ``-`` if that is not known."""
    return "-" if not before else f"{now / before - 1:+.1%}"
