"""Which figures of a text a figure may follow from.

Two figures go together if nothing that is known of both differs but what the formula itself tells apart. Figures
without a full date only go together within two sentences.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tachograph.checking.adding import could_add_up
from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import is_average
from tachograph.checking.formulas import Formula
from tachograph.checking.sums import completes
from tachograph.checking.variables import canonical, parsed
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.pack import Nature
from tachograph.core.quantity import Modifier

_RATES = ("percent", "percentage_point", "times", "rank")
_AROUND = 2  # sentences: figures without a date belong together within so many
_LONGEST = 14  # figures of a sum
SHARE_METRICS = frozenset({"market_share", "penetration", "share"})
_TRIED = 24  # figures that are tried in pairs: no sentence that anybody reads has more of one thing
_EXACT = 100  # a difference of levels is told from chance if the figure has three digits or more


@dataclass(frozen=True)
class Operands:
    """The levels of a text that formulas may take, by what they are for."""

    context: Context

    @cached_property
    def levels(self) -> tuple[Claim, ...]:
        """Positive levels and counts that are neither rates nor ranges."""
        return tuple(c for c in self.context.claims if _is_level(c) and not is_average(self.context, c))

    @cached_property
    def percents(self) -> tuple[Claim, ...]:
        """Shares and margins, which differ by points and make parts of levels."""
        kinds = (Kind.SHARE, Kind.LEVEL)
        return tuple(
            c
            for c in self.context.claims
            if c.kind in kinds and c.unit == "percent" and c.modifier is not Modifier.BETWEEN
        )

    @cached_property
    def formulas(self) -> dict[str, Sequence[Sequence[Formula]]]:
        """The formulas that were already made of the levels, by the claim that they may give."""
        return {}

    # --- rates --------------------------------------------------------------------------------------------------------

    def grown(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A level and the one that it grew from, or the target or rival that it is measured by."""
        yield from self._against(claim, [x for x in self.levels if self._is_own(x, claim)])

    def compared(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A level and the one that it is a multiple of, which may count something else."""
        own = [x for x in self.levels if self._is_own(x, claim)]
        yield from self._against(claim, own)
        if claim.unit == "times" or not claim.basis:
            return
        for x in (x for x in own if x.unit == claim.unit):
            for y in self.levels:
                if y.unit != x.unit and _names_metric(claim.basis, y) and self._together(claim, x, y):
                    yield x, y

    def shared(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A part and its whole."""
        near = [x for x in self.levels if self._near(x, claim)]
        for x in near:
            if not (_alike(x, claim, "subject", "segment") and _meets(x.period, claim.period)):
                continue
            if not (_same_metric(x, claim) or claim.metric in SHARE_METRICS) or not _alike(x, claim, "model"):
                continue
            if not _told_alike(x, claim):
                continue
            for y in near:
                if y.unit == x.unit and y is not x and _is_whole(y, x, claim):
                    yield x, y

    def shared_runs(self, claim: Claim) -> Iterator[tuple[Claim, ...]]:
        """Up to five neighbours and a whole that their sum may be a share of."""
        wholes = [y for y in self.levels if self._near(y, claim) and claim.basis and _names(claim.basis, y)]
        for y in wholes:
            for run in self._neighbours(claim, y):
                if y not in run and len(run) <= 5:
                    yield (*run, y)

    def margins(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A profit and the revenue that a margin is a share of: money of one subject and period."""
        money = [x for x in self.levels if len(x.unit) == 3 and x.unit.isupper() and _alike(x, claim, *_SCOPE)]
        money = [x for x in money if _meets(x.period, claim.period) and self._near(x, claim)]
        part = (claim.metric or "").removesuffix("_margin")
        for x in money:
            if part != claim.metric and (x.metric or "").startswith(part) and x.metric != "revenue":
                yield from ((x, y) for y in money if y.metric in ("revenue", "vehicle_revenue") and y.unit == x.unit)

    def apart(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """Two figures whose difference an absolute change or a lead may be."""
        if claim.unit == "percentage_point":
            own = [p for p in self.percents if self._is_own(p, claim)]
            yield from self._against(claim, own, self.percents)
        else:
            own = [x for x in self.levels if x.unit == claim.unit and self._is_own(x, claim)]
            yield from self._against(claim, own)

    # --- levels -------------------------------------------------------------------------------------------------------

    def runs(self, claim: Claim) -> Iterator[tuple[Claim, ...]]:
        """Neighbours in the text that may add up to a level: all before it or all after it, without a gap."""
        if _is_level(claim):
            for run in self._neighbours(claim, claim):
                if all(_same_metric(x, claim) or _is_kind_of(x, claim) for x in run) and could_add_up(claim, run):
                    yield run

    def means(self, claim: Claim) -> Iterator[list[tuple[tuple[Claim, ...], int]]]:
        """Totals, or what is missing to a target, and the months over which they are spread."""
        if not (is_average(self.context, claim) or (claim.metric or "").startswith(("monthly", "average"))):
            return
        near = [x for x in self.levels if x.unit == claim.unit and _alike(x, claim, "subject", "model")]
        near = [x for x in near if x.quantity.value > claim.quantity.value and self._near(x, claim)]
        months = list(self._months(claim))
        aims = [(t, x) for t in near if t.modality is Modality.TARGET for x in near]
        yield [((x,), n) for n in months for x in near]
        yield [((t, x), n) for n in months for t, x in aims if x.quantity.value < t.quantity.value]

    def per_unit(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """An amount of the claim's unit and a number of things that it is spread over: a price, cars per shop."""
        if self.context.nature(claim.metric or "") is Nature.FLOW:
            return
        for x in self.levels:
            if x is not claim and x.unit == claim.unit and self._alongside(x, claim) and x.metric != claim.metric:
                yield from (
                    (x, y)
                    for y in self.levels
                    if y.unit != x.unit and self._alongside(y, claim) and _meets(x.period, y.period)
                )

    def remainders(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A year and its months so far, where the claim is of the months that are left."""
        rest = parsed(claim.period or "")
        if rest is None or rest.start is None:
            return
        alike = [x for x in self.levels if x is not claim and x.unit == claim.unit and _alike(x, claim, *_SCOPE)]
        alike = [x for x in alike if _same_metric(x, claim)]
        whole = [(x, when) for x in alike if (when := parsed(x.period or "")) and when.end == rest.end]
        past = [(y, when) for y in alike if (when := parsed(y.period or "")) and when.end < rest.start]
        pairs = ((x, y) for x, a in whole for y, b in past if completes(a, b, rest))
        yield from ((x, y) for x, y in pairs if could_add_up(x, (y, claim)))

    def left(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A larger figure less a smaller one, where the sentence or its neighbours have both."""
        if claim.modifier is Modifier.BETWEEN or claim.quantity.value < _EXACT:
            return
        near = [x for x in self.levels if x.unit == claim.unit and x is not claim and self._beside(x, claim)]
        near = self._closest((x for x in near if _alike(x, claim, "subject", "model")), claim)
        if claim.modality is Modality.TARGET:  # what happened leaves no aim
            near = [x for x in near if x.modality is Modality.TARGET]
        pairs = ((x, y) for x in near for y in near if x.quantity.value > y.quantity.value and _same_metric(x, y))
        yield from ((x, y) for x, y in pairs if could_add_up(x, (y, claim)))

    def priced(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A number of things and the price of one."""
        if len(claim.unit) != 3:
            return
        for y in self.levels:
            if y.unit == claim.unit and y is not claim and self._beside(y, claim):
                yield from ((x, y) for x in self.levels if x.unit != y.unit and self._beside(x, claim))

    def portions(self, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
        """A whole and the share of it that the claim may be."""
        if claim.modifier is Modifier.BETWEEN:
            return
        percents = [
            p
            for p in self.percents
            if p.kind is Kind.SHARE and self._beside(p, claim) and _alike(p, claim, "subject", "model", "segment")
        ]
        if not percents:
            return
        wholes = [
            x
            for x in self.levels
            if x.unit == claim.unit and x.quantity.value > claim.quantity.value and self._beside(x, claim)
        ]
        for p in percents:
            told = (x for x in wholes if not p.basis or _names(p.basis, x))
            one_time = not given((p, claim)) or _meets(p.period, claim.period)
            yield from ((x, p) for x in told if one_time and could_add_up(x, (claim,)))

    # --- what goes together -------------------------------------------------------------------------------------------

    def _is_own(self, level: Claim, claim: Claim) -> bool:
        """Whether a level is what a change or multiple is about."""
        return (
            level is not claim
            and self._near(level, claim)
            and _alike(level, claim, *_SCOPE)
            and _same_metric(level, claim)
            and _meets(level.period, claim.period)
        )

    def _against(
        self, claim: Claim, own: Iterable[Claim], others: Sequence[Claim] | None = None
    ) -> Iterator[tuple[Claim, Claim]]:
        tried = self._closest(own, claim)
        if not tried:
            return
        bases = [y for y in (self.levels if others is None else others) if y is not claim and self._near(y, claim)]
        for x in tried:
            for y in bases:
                if y is not x and y.unit == x.unit and _is_base(y, x, claim):
                    yield x, y

    def _alongside(self, level: Claim, claim: Claim) -> bool:
        """Whether a level is of the same subject, thing and time."""
        return self._near(level, claim) and _alike(level, claim, *_SCOPE) and _meets(level.period, claim.period)

    def _together(self, *claims: Claim) -> bool:
        return all(self._near(c, claims[0]) for c in claims)

    def _near(self, level: Claim, claim: Claim) -> bool:
        dated = bool(canonical(level.period) and canonical(claim.period))
        return dated or self._apart(level, claim) <= _AROUND

    def _beside(self, level: Claim, claim: Claim) -> bool:
        return level is not claim and self._apart(level, claim) <= 1

    def _closest(self, levels: Iterable[Claim], claim: Claim) -> list[Claim]:
        """The levels, or those that stand closest to a claim if they are more than can be tried in pairs."""
        some = list(levels)
        if len(some) <= _TRIED:
            return some
        place = self.context.position
        some.sort(key=lambda x: abs(place[x.id] - place[claim.id]))
        return sorted(some[:_TRIED], key=lambda x: place[x.id])

    def _apart(self, level: Claim, claim: Claim) -> int:
        return abs(self.context.sentence(level) - self.context.sentence(claim))

    def _neighbours(self, claim: Claim, total: Claim) -> Iterator[tuple[Claim, ...]]:
        """Runs of levels of one unit that end just before a claim or begin just after it."""
        places, place = self._listed, self.context.position[claim.id]
        here, after = bisect_left(places, place), bisect_right(places, place)
        for side in (places[max(0, here - _LONGEST) : here][::-1], places[after : after + _LONGEST]):
            run: list[Claim] = []
            for level in (self.context.claims[n] for n in side):
                if level.unit in _RATES:
                    continue
                if level.unit != total.unit or not _is_level(level) or self._apart(level, claim) > _LONGEST:
                    break
                if not (_meets(level.period, total.period) and level.modality is total.modality):
                    break
                run.append(level)
                if len(run) > 1:
                    yield tuple(run[::-1] if side[0] < place else run)

    @cached_property
    def _listed(self) -> Sequence[int]:
        """The places of the figures that sums may run over: changes and ranks stand in between."""
        return [n for n, c in enumerate(self.context.claims) if c.kind not in (Kind.CHANGE, Kind.RANK)]

    def _months(self, claim: Claim) -> Iterator[int]:
        """Numbers of months that the sentence speaks of, or that the figures' periods last."""
        found: dict[int, None] = {}
        for c in self.context.claims:
            if c.kind is Kind.DURATION and c.unit == "month" and c.low == c.high and self._apart(c, claim) <= 1:
                found[int(c.quantity.value)] = None
        period = parsed(claim.period or "")
        if period and period.whole_months:
            found[period.whole_months] = None
        yield from (n for n in found if n > 1)


_SCOPE = ("subject", "model", "segment", "region")


def _is_level(claim: Claim) -> bool:
    counted = claim.kind in (Kind.LEVEL, Kind.COUNT) and claim.unit not in _RATES
    return counted and claim.modifier is not Modifier.BETWEEN and claim.quantity.value > 0


def _is_base(base: Claim, own: Claim, claim: Claim) -> bool:
    """Whether a level is what a change or multiple compares with: its basis says so, or nothing but the time differs."""
    words = claim.basis or ""
    if words and not canonical(words):
        named = _names(words, base) and base.quantity.value != own.quantity.value
        return named and _meets(base.period, _year_of(words) or own.period) and _same_aim(words, base, own)
    foreseen = base.modality is Modality.TARGET or (
        base.modality is Modality.FORECAST and own.modality is not base.modality
    )
    alike = _alike(base, own, *_SCOPE) and _same_metric(base, own) and not foreseen
    then = _meets(base.period, words or None)
    return alike and then and not (base.period and base.period == own.period)


def _same_aim(words: str, base: Claim, own: Claim) -> bool:
    return "target" not in words or _alike(base, own, "subject", "model")


def _is_whole(whole: Claim, part: Claim, claim: Claim) -> bool:
    words = claim.basis or ""
    if "target" in words:
        return whole.modality is Modality.TARGET and _alike(whole, part, "subject", "model")
    larger = whole.quantity.value > part.quantity.value or names_exactly(words, whole)
    named = _names(words, whole) if words else True
    return larger and named and whole.modality is part.modality and _meets(whole.period, part.period)


def _alike(a: Claim, b: Claim, *fields: str) -> bool:
    """Whether no field that both have differs."""
    for field in fields:
        x = getattr(a, field)
        if x and x != (getattr(b, field) or x):
            return False
    return True


def _same_metric(a: Claim, b: Claim) -> bool:
    return not a.metric or not b.metric or a.metric == b.metric or {a.metric, b.metric} <= UNITS_SOLD


def _is_kind_of(part: Claim, whole: Claim) -> bool:
    """Whether a figure counts a kind of what another counts: vehicle revenue is revenue."""
    return (part.metric or "").endswith(f"_{whole.metric}")


def _meets(a: str | None, b: str | None) -> bool:
    """Whether two periods are the same, as far as they are known."""
    x, y = canonical(a), canonical(b)
    return not x or not y or x == y


def _year_of(basis: str) -> str | None:
    """The period that a basis ends with: "sales target 2025"."""
    last = basis.rsplit(maxsplit=1)[-1]
    return last if canonical(last) else None


def _names(basis: str, level: Claim) -> bool:
    """Whether the words of a basis name a level: its subject or metric, or that it is a target."""
    words = basis.casefold().replace("_", " ")
    if "target" in words and level.modality is not Modality.TARGET:
        return False
    subject = (level.subject or "").casefold()
    return bool(subject and subject in words) or "target" in words or _names_metric(basis, level)


def names_exactly(basis: str, level: Claim) -> bool:
    """Whether the words of a basis say a level's subject, metric or both, and nothing else."""
    words = basis.casefold().replace("_", " ").removesuffix(" target")
    if canonical(words.rsplit(maxsplit=1)[-1] if words else None):
        words = words.rsplit(maxsplit=1)[0].removesuffix(" target")
    if "target" in basis:
        return level.modality is Modality.TARGET
    subject, metric = (level.subject or "").casefold(), (level.metric or "").replace("_", " ")
    return bool(words) and words in (subject, metric, f"{subject} {metric}")


def _told_alike(level: Claim, claim: Claim) -> bool:
    """Whether both happened, or both are to happen: what was expected is no part of what was sold."""
    happened = (Modality.ACTUAL, Modality.ESTIMATE)
    return level.modality is claim.modality or (level.modality in happened and claim.modality in happened)


def _names_metric(basis: str, level: Claim) -> bool:
    return bool(level.metric) and (level.metric or "").replace("_", " ") in basis.casefold().replace("_", " ")
