"""Learn how wide the intervals of estimates must be: ``python -m evaluation.intervals``.

Writes ``packs/cars/intervals.toml`` and prints how often the intervals hold. Of each cell that is well known, first the
best report is withheld, then all that is said of it in the end, and the rest is reconciled: does the interval hold the
value? For each kind of subject and status it is learned how far intervals can be narrowed about the value, and what must
be added on either side, so that nine in ten hold. The coverage printed is that of cells that the widths were not learned from. Apart from that the figures
of primary sources are withheld, which nothing is learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from statistics import median
from zlib import crc32

import tachograph.packs
from tachograph.checking import family, reconcile
from tachograph.checking.reconciling.choosing import is_primary, reports, weight
from tachograph.checking.reconciling.readings import Reading, cell_of, is_market, readings
from tachograph.checking.reconciling.timeline import Known
from tachograph.core.estimate import UNTRIED, Cell, Estimate, Status, Widths
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack

PACK = "cars"
PATH = Path(tachograph.packs.__file__).parent / PACK / "intervals.toml"
LEVEL = Fraction(9, 10)
FOLDS = 3
FEWEST = 10  # trials below which a kind of estimate is left as it is
_FINER = 5  # times closer than an estimate a truth must be known to show how much of a rounding is used up
_HEAD = """\
# What experience makes of the intervals of estimates, by kind of subject and status: to which share of itself one is
# narrowed, and which share of the value is added on either side, so that nine in ten hold. Written by
# `python -m evaluation.intervals`, which withholds figures and estimates them from the rest. Not to be edited by hand.
"""

Class = tuple[str, Status]
Withheld = Mapping[Cell, frozenset[Observation]]


@dataclass(frozen=True, slots=True)
class Trial:
    """An estimate made without some figures, and the value that should be in its interval, known to a ``blur``."""

    cell: Cell
    made: Estimate
    truth: Fraction
    blur: Fraction
    kind: str

    @property
    def of(self) -> Class:
        """The kind of estimate that it is."""
        return self.kind, self.made.status

    @property
    def use(self) -> Fraction:
        """How much of the way from the estimate to the bound the truth uses up; 1 at the bound, more beyond it."""
        low, high = _bounds(self.made.interval)
        off = self.truth - self.made.value
        room = high - self.made.value if off > 0 else self.made.value - low
        return abs(off) / room if room else Fraction(2 if off else 0)

    def excess(self, widths: Widths) -> Fraction:
        """How far outside of the interval, made with these widths, the truth lies, as a share of the estimate."""
        low, high = _bounds(self._fitted(widths))
        return max(low - self.truth, self.truth - high, Fraction(0)) / (abs(self.made.value) or 1)

    def width(self, widths: Widths) -> Fraction:
        """The width of the interval, made with these widths, as a share of the estimate."""
        low, high = _bounds(self._fitted(widths))
        return (high - low) / (abs(self.made.value) or 1)

    def _fitted(self, widths: Widths) -> Interval:
        return widths.fitted(self.made.interval, self.made.value, *self.of)


def _bounds(interval: Interval) -> tuple[Fraction, Fraction]:
    assert interval.low is not None
    assert interval.high is not None
    return interval.low, interval.high


def withholding(withheld: Withheld, truth: Mapping[Cell, Known], pack: Pack) -> list[Trial]:
    """The estimates of cells whose figures are withheld, some cells at a time."""
    bare = replace(pack, widths=UNTRIED)
    trials = []
    for fold in range(FOLDS):
        cells = [c for c in withheld if fold_of(c) == fold]
        gone = frozenset[Observation]().union(*(withheld[c] for c in cells))
        bearing = frozenset[str]().union(*(family(c.entity, pack) for c in cells))
        rest = [o for o in pack.observations if o.entity in bearing and o not in gone]
        elsewhere = [o for o in pack.observations if o.entity not in bearing]
        made = {e.cell: e for e in reconcile(rest, bare, elsewhere=elsewhere)}
        trials += [
            Trial(c, made[c], truth[c].value, truth[c].width, "market" if is_market(c.entity, pack) else "seller")
            for c in cells
            if c in made and made[c].interval.bounded
        ]
    return trials


def fold_of(cell: Cell) -> int:
    """Which part of the cells one belongs to, the same on every machine."""
    return crc32(repr(cell).encode()) % FOLDS


def learning(pack: Pack) -> list[Trial]:
    """The trials that widths are learned from: of well-known cells without their best report, and without any."""
    rows = _by_cell(pack)
    known = {e.cell: e for e in reconcile(pack.observations, replace(pack, widths=UNTRIED))}
    told = (Status.AGREED, Status.REPORTED)
    sure = {c: e for c, e in known.items() if e.status in told and c in rows and e.interval.bounded}
    truth = {c: Known(e.value, e.interval) for c, e in sure.items()}
    best = {c: _best(rows[c], e, pack) for c, e in sure.items() if e.status is Status.AGREED}
    final = {c: frozenset(r.observation for r in rows[c] if not r.is_flash) for c in sure}
    return withholding(best, truth, pack) + withholding(final, truth, pack)


def _by_cell(pack: Pack) -> dict[Cell, list[Reading]]:
    found: dict[Cell, list[Reading]] = {}
    for r in readings(pack.observations, pack):
        if r.variable.kind != "change":
            found.setdefault(cell_of(r.variable), []).append(r)
    return found


def _best(rows: Sequence[Reading], estimate: Estimate, pack: Pack) -> frozenset[Observation]:
    support = frozenset(estimate.support)
    groups = list(reports([r for r in rows if r.observation in support]))
    best = max(groups, key=lambda g: (weight(g, pack), g[0].observation.source))
    return frozenset(r.observation for r in best)


def primary(pack: Pack) -> list[Trial]:
    """The trials of the figures of primary sources, each cell without its own."""
    rows = _by_cell(pack)
    held = {c: [r for r in some if is_primary(r, pack) and not r.is_flash] for c, some in rows.items()}
    finest = {c: min(some, key=lambda r: r.interval.width or 0) for c, some in held.items() if some}
    withheld = {c: frozenset(r.observation for r in held[c]) for c in finest}
    truth = {c: Known(r.nominal, r.interval) for c, r in finest.items() if r.interval.bounded}
    return withholding({c: withheld[c] for c in truth}, truth, pack)


def learned(trials: Sequence[Trial]) -> Widths:
    """For each kind of estimate how far intervals can be narrowed, and what must be added, so that nine in ten hold.

    How much of a rounding is used up only shows where the truth is known much more closely.
    """
    used: dict[Class, list[Fraction]] = {}
    for t in trials:
        width = t.made.interval.width or Fraction(0)
        if width > t.blur * _FINER:
            used.setdefault(t.of, []).append(t.use)
    narrowed = {c: min(Fraction(1), _quantile(some, 100)) for c, some in used.items() if len(some) >= FEWEST}
    excesses: dict[Class, list[Fraction]] = {}
    for t in trials:
        excesses.setdefault(t.of, []).append(t.excess(Widths({}, narrowed)))
    added = {c: _quantile(some, 10_000) for c, some in excesses.items() if len(some) >= FEWEST}
    return Widths(added, narrowed)


def _quantile(values: Sequence[Fraction], steps: int) -> Fraction:
    return Fraction(ceil(sorted(values)[ceil(len(values) * LEVEL) - 1] * steps), steps)


def crossed(trials: Sequence[Trial]) -> list[tuple[Trial, Widths]]:
    """Each trial with the widths that the other folds teach."""
    widths = [learned([t for t in trials if fold_of(t.cell) != fold]) for fold in range(FOLDS)]
    return [(t, widths[fold_of(t.cell)]) for t in trials]


def written(found: Widths) -> str:
    """What was learned as TOML."""
    parts = [_HEAD]
    for kind in ("seller", "market"):
        lines = [
            f"{s} = {{ narrowed = {float(found.narrowed.get((kind, s), 1)):.2f}, added = {float(w):.4f} }}\n"
            for (k, s), w in sorted(found.added.items())
            if k == kind
        ]
        parts.append(f"[{kind}]\n{''.join(lines)}")
    return "\n".join(parts)


def table(title: str, tried: Sequence[tuple[Trial, Widths]]) -> str:
    """Coverage and widths by kind of estimate, and of all."""
    lines = [f"| {title} | cells | hold | share | median width |", "| --- | ---: | ---: | ---: | ---: |"]
    kinds = sorted({t.of for t, _ in tried})
    groups = [(f"{k} {s}", [(t, w) for t, w in tried if t.of == (k, s)]) for k, s in kinds]
    groups.append(("those with a width", [(t, w) for t, w in tried if t.width(w)]))
    for name, some in [*groups, ("all", tried)]:
        hold = sum(not t.excess(w) for t, w in some)
        width = float(median(t.width(w) for t, w in some))
        lines.append(f"| {name} | {len(some)} | {hold} | {hold / len(some):.1%} | {width:.3%} |")
    return "\n".join(lines)


def main(path: Path = PATH) -> None:
    pack = load_pack([PACK])
    trials = learning(pack)
    found = learned(trials)
    path.write_text(written(found), encoding="utf-8", newline="\n")
    firsthand = primary(pack)
    exact = sum(t.made.value == t.truth for t in firsthand)
    print(table("well-known cells, widths learned from others", crossed(trials)), "\n")
    print(table("cells of primary sources, theirs withheld", [(t, found) for t in firsthand]), "\n")
    print(f"Of {len(firsthand)} figures of primary sources {exact} are estimated to the last digit without them.")


if __name__ == "__main__":
    main()
