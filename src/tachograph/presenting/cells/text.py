"""For the terminal: a table of the cells, or, of a few, everything that is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import fill
from types import MappingProxyType

from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.presenting import figures, words
from tachograph.presenting.excerpt import one_line

NOTHING: Mapping[Cell, Sequence[Observation]] = MappingProxyType({})
_WIDEST = 100
_FEW = 3  # cells that are shown with all that is said of them
_MOST = 8  # sources named of a cell among few
_MARKS = {Status.DISPUTED: "!", Status.PROVISIONAL: "p", Status.DERIVED: "=", Status.REPORTED: " ", Status.AGREED: " "}
_KEY = (
    "! sources disagree and it cannot be told who is right   p only an early count   = follows from other figures   "
    "≈ not known to the last digit"
)


def render(
    estimates: Sequence[Estimate],
    pack: Pack,
    *,
    width: int = 80,
    behind: Mapping[Cell, Sequence[Observation]] = NOTHING,
) -> str:
    """The cells as text ``width`` columns wide; ``behind`` are the figures that some are calculated from."""
    width = min(width, _WIDEST)
    if not estimates:
        return "Nothing is known of it.\n"
    detailed = len(estimates) <= _FEW
    lines: list[str] = []
    for whose, group in groupby(estimates, key=lambda e: e.cell.entity):
        lines += [figures.entity(whose, pack).upper(), ""]
        for what, some in groupby(group, key=lambda e: (figures.series(e.cell, pack), e.cell.unit)):
            rows = list(some)
            lines.append(f"{what[0]}, in {_unit(what[1])}")
            lines += _detailed(rows, pack, width, behind) if detailed else _table(rows, pack, width)
            lines.append("")
    if not detailed:
        lines += [fill(_KEY, width), "All sources of a cell: tacho show ENTITY --metric METRIC --period PERIOD", ""]
    return "\n".join(lines)


def _unit(unit: str) -> str:
    return words.spaced(unit) if unit.isupper() or unit == "percent" else words.plural(unit)


def _table(estimates: Sequence[Estimate], pack: Pack, width: int) -> Iterator[str]:
    rows = [(words.period(e.cell.period), figures.amount(e), _MARKS[e.status], _sources(e, pack)) for e in estimates]
    first, second = (max(len(row[n]) for row in rows) for n in (0, 1))
    for when, amount, mark, sources in rows:
        line = f"  {when:<{first}}  {amount:>{second}} {mark} {sources}".rstrip()
        yield line if len(line) <= width else f"{line[: width - 1]}…"


def _sources(estimate: Estimate, pack: Pack) -> str:
    if estimate.status is Status.DERIVED:
        return figures.calculation(estimate.derivation[-1].text) if estimate.derivation else ""
    support = figures.best_first(estimate.support, pack)
    told = [f"{len(support)}× {_where(support[0])}" if len(support) > 1 else _where(support[0])] if support else []
    if estimate.dissent:
        told.append(
            f"not {', '.join(dict.fromkeys(figures.quantity(d.observation.quantity) for d in estimate.dissent))}"
        )
    return "; ".join(told)


def _detailed(
    estimates: Sequence[Estimate], pack: Pack, width: int, behind: Mapping[Cell, Sequence[Observation]]
) -> Iterator[str]:
    for e in estimates:
        yield f"  {words.period(e.cell.period)}: {figures.amount(e)}{_bounds(e)}, {e.status}"
        support = figures.best_first(e.support, pack)
        for o in support[:_MOST]:
            yield from _said(o, "    ", width)
        if len(support) > _MOST:
            yield f"    and {len(support) - _MOST} more"
        for step in e.derivation:
            yield _filled(f"because {one_line(figures.calculation(step.text))}", "    ", width)
        for o in behind.get(e.cell, ()):
            yield from _said(o, f"    from {words.period(o.period)}: ", width)
        for dissent in e.dissent:
            yield from _said(dissent.observation, "    not ", width)
            yield _filled(one_line(figures.calculation(dissent.reason)), "        ", width)
        for o in e.vintages:
            yield from _said(o, f"    before: {o.modality} ", width)


def _bounds(estimate: Estimate) -> str:
    found = estimate.interval
    return "" if found.low == found.high else f" (90%: {words.interval(found)})"


def _said(o: Observation, lead: str, width: int) -> Iterator[str]:
    yield _filled(f"{figures.quantity(o.quantity)}  {_where(o)}  {o.source}", lead, width)
    if o.quote:
        yield _filled(f"“{one_line(o.quote)}”", "        ", width)
        yield _filled(f"tacho explain {o.claim}", "        ", width)


def _where(o: Observation) -> str:
    return f"{figures.place(o)} {words.period(o.published)}".strip()


def _filled(text: str, lead: str, width: int) -> str:
    return fill(
        text, width, initial_indent=lead, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False
    )
