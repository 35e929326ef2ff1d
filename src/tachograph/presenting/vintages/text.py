"""For the terminal: what was said of each cell, the earliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tachograph.core.claim import Modality
from tachograph.core.estimate import Cell
from tachograph.core.pack import Pack
from tachograph.pipeline.consulting import Vintage
from tachograph.presenting import figures, words

_WIDEST = 100
_STAGES = {
    Modality.TARGET: "target",
    Modality.FORECAST: "forecast",
    Modality.ESTIMATE: "flash",
    Modality.ACTUAL: "actual",
}


def render(vintages: Mapping[Cell, Sequence[Vintage]], pack: Pack, *, width: int = 80) -> str:
    """The vintages as text ``width`` columns wide; a figure that several give on the way stands once."""
    if not vintages:
        return "Nothing was ever said of it.\n"
    lines: list[str] = []
    for cell, found in vintages.items():
        lines.append(f"{figures.entity(cell.entity, pack)}, {figures.series(cell, pack)}, {words.period(cell.period)}")
        stages = list(_stages(found))
        told = sorted(stages, key=lambda s: list(_STAGES.values()).index(s[0]))
        lines.append("  " + " → ".join(f"{s} {value}" for s, value, first, _ in told if not _rounded(first, found)))
        for stage, value, first, count in stages:
            more = f" and {count - 1} more" if count > 1 else ""
            ended = f", until {words.day(first.known_to)}" if first.known_to else ""
            lines.append(
                f"    {words.day(first.known_from):>11}  {stage:8}  {value:>12}  {figures.place(first.observation)}{more}{ended}"
            )
        lines.append("")
    return "\n".join(line[: min(width, _WIDEST)] for line in lines)


def _stages(found: Sequence[Vintage]) -> Iterator[tuple[str, str, Vintage, int]]:
    """What was said in turn: at what stage, which figure, who first, and how many."""
    said: dict[tuple[str, str], list[Vintage]] = {}
    for vintage in found:
        o = vintage.observation
        said.setdefault((stage_of(vintage), figures.quantity(o.quantity)), []).append(vintage)
    for (stage, value), group in said.items():
        yield stage, value, group[0], len(group)


def _rounded(vintage: Vintage, found: Sequence[Vintage]) -> bool:
    """Whether another says the same more exactly."""
    q = vintage.observation.quantity
    return any(
        v.observation.modality is vintage.observation.modality
        and v.observation.quantity.precision < q.precision
        and q.tolerant().covers(v.observation.quantity.interval())
        for v in found
    )


def stage_of(vintage: Vintage) -> str:
    """Whether a figure was a target, a forecast, a flash count or estimate, or what happened."""
    return _STAGES[vintage.observation.modality]
