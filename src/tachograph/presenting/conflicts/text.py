"""For the terminal: the conflicts by whose figures they are about, the likely culprit first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import fill

from tachograph.checking.evidence import written
from tachograph.checking.wording import period_words
from tachograph.core.dispute import Dispute, Doubted
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.site import host_of
from tachograph.presenting.excerpt import one_line

_WIDEST = 100
_SAME = "cross_source"  # two figures for one thing need no calculation
_MOST = 6  # sources named of those on the other side


def render(disputes: Sequence[Dispute], pack: Pack, *, width: int = 80) -> str:
    """The conflicts as text ``width`` columns wide."""
    lines = [_count(len(disputes), len(pack.observations)), ""]
    for entity, group in groupby(disputes, key=lambda d: d.entity):
        lines += [pack.entities[entity].name.upper(), ""]
        for dispute in group:
            lines += [
                fill(text, min(width, _WIDEST), initial_indent=lead, subsequent_indent=" " * len(lead))
                for lead, text in lines_of(dispute)
            ]
            lines.append("")
    return "\n".join(lines)


def _count(conflicts: int, figures: int) -> str:
    return f"{conflicts or 'No'} conflict{'' if conflicts == 1 else 's'} among {figures:,} figures"


def lines_of(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """Each line with what stands before it."""
    yield "  ", one_line(dispute.series)
    if len(dispute.doubted) == 1:
        yield "    likely wrong: ", _said(dispute.doubted[0].observations)
    else:
        yield "    ", "one of these is wrong; which, cannot be told:"
        yield from (("      ", _said(d.observations)) for d in dispute.doubted)
    if dispute.rule != _SAME:
        yield "    because: ", one_line(dispute.message)
    if dispute.others:
        yield "    against: ", _said(dispute.others, dispute.doubted[0].observations[0].period)
    for doubted in dispute.doubted:
        yield from (("    perhaps: ", text) for text in _explained(doubted, alone=len(dispute.doubted) == 1))


def _explained(doubted: Doubted, *, alone: bool) -> Iterator[str]:
    lead = "" if alone else f"{written(doubted.observations[0].quantity)}: "
    yield from (one_line(lead + e.text) for e in doubted.explanations)


def _said(rows: Sequence[Observation], period: str | None = None) -> str:
    """Figures with their sources, the same figure once, and with their period where it is not that of the others."""
    by_figure: dict[str, list[str]] = {}
    for o in rows:
        when = f" in {period_words(o.period)}" if period not in (None, o.period) else ""
        told = by_figure.setdefault(written(o.quantity) + when, [])
        place = host_of(o.source) or o.source
        told.append(f"{place} {o.published}" if o.published else place)
    parts = [f"{value} ({', '.join(_first(list(dict.fromkeys(places))))})" for value, places in by_figure.items()]
    return one_line("; ".join(parts))


def _first(places: Sequence[str]) -> list[str]:
    more = len(places) - _MOST
    return [*places[:_MOST], *([f"{more} more"] if more > 0 else [])]
