"""The best estimate of each cell from all that is said of it and of what it adds up with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.reconciling.choosing import Chosen, choose, is_primary, reports
from tachograph.checking.reconciling.family import family
from tachograph.checking.reconciling.following import Followed, Following
from tachograph.checking.reconciling.printed import Printed
from tachograph.checking.reconciling.readings import Reading, cell_of, is_market, readings
from tachograph.checking.reconciling.reasons import Reasons
from tachograph.checking.reconciling.stated import best_flash, best_stated, likeliest, limited
from tachograph.checking.reconciling.timeline import Known
from tachograph.checking.reconciling.words import step_of_clash
from tachograph.checking.variables import Variable
from tachograph.core.estimate import Dissent, Estimate, Status
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack

_TIGHT = Fraction(1, 100)  # a derived figure is told if its bounds lie no further apart, as a share of it
_BEARS_OUT = Fraction(1, 200)  # and another way to a stated one bears it out
_INFORMS = Fraction(1, 20)  # a reading with bounds further apart than this share of it supports nothing by itself
_REVISED = Fraction(3, 1000)  # sums of a market's figures are off by as much, since months are revised afterwards
_ANOTHER = Fraction(1, 4)  # a figure this far from all flash counts of it is of something else, not a revision
_ROUGHLY = Fraction(1, 10)  # what follows for a cell whose only figures are wrong is told up to this width


def reconcile(
    observations: Sequence[Observation], pack: Pack, *, elsewhere: Sequence[Observation] = ()
) -> tuple[Estimate, ...]:
    """An estimate of each cell that the observations speak of, and of those that follow from them, sorted by cell.

    The order of the observations does not matter. To reconcile only some entities, give all observations of their
    :func:`family`; ``elsewhere`` are then those of others that print the same figures, so that somebody's total under
    another's name is known as such. They get no estimates. Aims and forecasts say nothing of what happened.
    """
    rows = readings(observations, pack)
    printed = Printed.of((*rows, *readings(elsewhere, pack)))
    families: dict[frozenset[str], list[Reading]] = {}
    known: dict[str, frozenset[str]] = {}
    for r in rows:
        entity = r.variable.scope.subject
        if entity not in known:
            known[entity] = family(entity, pack)
        families.setdefault(known[entity], []).append(r)
    found = [e for group in families.values() for e in _Table.of(group, printed, pack).estimates()]
    return tuple(sorted(found, key=lambda e: e.cell))


@dataclass(frozen=True)
class _Table:
    """The readings of one family by what they speak of, what is believed of them, and what follows."""

    rows: Mapping[Variable, Sequence[Reading]]
    chosen: Chosen
    direct: Mapping[Variable, Known | None]
    following: Following
    unlike: frozenset[int]  # the readings, by what stands in memory, that are of something else
    printed: Printed
    pack: Pack

    @classmethod
    def of(cls, rows: Sequence[Reading], printed: Printed, pack: Pack) -> _Table:
        cells: dict[Variable, list[Reading]] = {}
        for r in rows:
            if r.variable.kind != "change":
                cells.setdefault(r.variable, []).append(r)
        unlike = frozenset(id(r) for group in cells.values() for r in _unlike_flash(group))
        chosen = choose([r for r in rows if not r.is_flash and id(r) not in unlike], printed, pack)
        first = {v: best_stated(v, chosen, pack) for v in cells}
        sums = Following.of({v: k for v, k in first.items() if k}, chosen, pack)
        direct = {
            v: best_stated(v, chosen, pack, sums) if is_market(v.scope.subject, pack) else k for v, k in first.items()
        }
        following = Following.of({v: k for v, k in direct.items() if k}, chosen, pack).with_rates(_TIGHT)
        return cls(cells, chosen, direct, following, unlike, printed, pack)

    def estimates(self) -> Iterator[Estimate]:
        found = [self._stated(v) for v in self.rows]
        unstated = [v for v in dict.fromkeys(self.following.unstated()) if v not in self.rows]
        found += [e for v in unstated if (e := self._derived(v)) is not None]
        reasons = Reasons.of(found, self.printed, self.pack)
        for e in found:
            told = tuple(replace(d, reason=reasons.of_dissent(d, e)) for d in e.dissent)
            kind = "market" if is_market(e.cell.entity, self.pack) else "seller"
            interval = self.pack.widths.fitted(e.interval, e.value, kind, e.status)
            yield replace(e, dissent=told, interval=interval)

    def _derived(self, variable: Variable) -> Estimate | None:
        """The estimate of a cell that nobody states, if others say closely what it is."""
        found = self.following.other(variable)
        if found is None or found.known.value <= 0 or found.known.width > found.known.value * _TIGHT:
            return None
        status = Status.DISPUTED if any(map(self._doubted, found.rests_on)) else Status.DERIVED
        return Estimate(cell_of(variable), found.known.value, found.known.interval, status, derivation=found.steps)

    def _stated(self, variable: Variable) -> Estimate:
        """The estimate of a cell that somebody states."""
        rows = self.rows[variable]
        final = [r for r in rows if not r.is_flash and id(r) not in self.unlike]
        known, derived, sure = self._best(variable, rows)
        # flash counts are earlier editions as soon as anything else says what the cell is
        vintages = [r for r in rows if r.is_flash and (final or derived)]
        told = [r for r in rows if r not in vintages]
        support = [r for r in told if r.loose.contains(known.value)]
        dissent = [r for r in told if r not in support]
        clashes = () if dissent or not self._doubted(variable) else self.chosen.clashing(variable)
        interval = known.interval
        for group in (self.chosen.behind[i] for i in self.chosen.network.about(variable) if i in self.chosen.unsure):
            interval = interval.hull(group[0].interval) if group[0].interval.bounded else interval
        steps = derived.steps if derived else ()
        steps += (step_of_clash([self.chosen.behind[i] for i in clashes]),) if clashes else ()
        return Estimate(
            cell_of(variable),
            known.value,
            interval,
            self._status(variable, support, dissent, derived) if sure else Status.DISPUTED,
            tuple(r.observation for r in support),
            tuple(Dissent(r.observation, "") for r in dissent),
            steps,
            tuple(r.observation for r in vintages),
        )

    def _best(self, variable: Variable, rows: Sequence[Reading]) -> tuple[Known, Followed | None, bool]:
        """The best single figure, what it follows from (or is borne out by) if it does, and whether it can be told."""
        said, summed = self.direct[variable], self.following.summed(variable)
        if said is None:
            return self._instead(variable, rows, summed)
        if summed is None or not self._bears_out(variable, summed.known, said):
            return self._limited(variable, said), None, True
        if summed.known.width < said.width and said.interval.contains(summed.known.value):
            both = said.interval.intersect(summed.known.interval)
            return Known(summed.known.value, both or summed.known.interval), summed, True
        return said, summed, True

    def _limited(self, variable: Variable, said: Known) -> Known:
        """A stated figure; bounds ("over 30,000") are drawn closer by all else that is believed."""
        bounds = all(not r.interval.bounded for r in self.rows[variable])
        return limited(said, self.chosen.limits(variable)) if bounds else said

    def _bears_out(self, variable: Variable, other: Known, said: Known) -> bool:
        share = _REVISED if is_market(variable.scope.subject, self.pack) else 0
        gap = other.interval.gap(said.interval)
        return other.width <= abs(other.value) * _BEARS_OUT and gap <= abs(said.value) * share

    def _instead(
        self, variable: Variable, rows: Sequence[Reading], summed: Followed | None
    ) -> tuple[Known, Followed | None, bool]:
        """What to say of a cell if nothing that is stated as final is believed."""
        flash = [r for r in rows if r.is_flash]
        fitting = [r for r in rows if not r.is_flash and r.exact and summed and self._fits(r, summed.known)]
        if summed and fitting:
            return Known(fitting[0].nominal, fitting[0].interval), summed, True
        tied = self.following.tied(variable)
        if self._doubted(variable) and not flash and (summed is None or summed.known.width > 0):
            return likeliest(rows, self.pack), None, False
        tight = [f for f in (summed, tied) if f and f.known.width <= abs(f.known.value) * _TIGHT]
        rough = [f for f in (summed, tied) if f and f.known.width <= abs(f.known.value) * _ROUGHLY]
        if repaired := self.following.repaired(variable, rows):
            exact = [f for f in tight if f.known.width <= repaired.known.width]
            best = exact[0] if exact else repaired
            return best.known, best, True
        if tight or (rough and not flash):
            best = (tight or rough)[0]
            return best.known, best, True
        if flash:
            return best_flash(flash), None, True
        return likeliest(rows, self.pack), None, False

    def _fits(self, reading: Reading, other: Known) -> bool:
        """Whether a figure that some contradict is what most closely follows from others."""
        return other.interval.contains(reading.nominal) and 0 < other.width <= abs(other.value) * _BEARS_OUT

    def _doubted(self, variable: Variable) -> bool:
        return any(i in self.chosen.unsure for i in self.chosen.network.about(variable))

    def _status(
        self, variable: Variable, support: Sequence[Reading], dissent: Sequence[Reading], derived: Followed | None
    ) -> Status:
        if self._doubted(variable) or any(is_primary(r, self.pack) for r in dissent):
            return Status.DISPUTED
        if not support:
            unsure = derived is not None and any(map(self._doubted, derived.rests_on))
            return Status.DISPUTED if unsure else Status.DERIVED
        if all(r.is_flash for r in support):
            return Status.PROVISIONAL
        count = sum(1 for _ in reports([r for r in support if _informs(r)]))
        if derived is not None:
            return Status.AGREED if count else Status.DERIVED
        return Status.AGREED if count > 1 else Status.REPORTED


def _unlike_flash(rows: Sequence[Reading]) -> Sequence[Reading]:
    """What a single report calls final, where that is so far from every flash count that it is another figure."""
    flash, final = [r for r in rows if r.is_flash], [r for r in rows if not r.is_flash]
    if not flash or not final or sum(1 for _ in reports(final)) > 1:
        return ()
    far = all(r.loose.gap(f.loose) > abs(f.nominal) * _ANOTHER for r in final for f in flash)
    return final if far else ()


def _informs(r: Reading) -> bool:
    width = r.loose.width
    return width is not None and width <= abs(r.nominal) * _INFORMS
