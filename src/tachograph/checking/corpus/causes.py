"""What may have happened to a figure that others contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tachograph.checking.digits import ANY_DIGIT
from tachograph.checking.evidence import written
from tachograph.checking.repairs import slip_repair
from tachograph.checking.variables import canonical
from tachograph.checking.wording import about, number, percent, period_words
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.dispute import Cause, Explanation
from tachograph.core.interval import Interval
from tachograph.core.observation import Observation
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span

_TELLING_DIGITS = 4  # figures of fewer digits are the same by chance
_EXACT = 5  # steps of the last digit: what is known so closely tells any wrong digit
_SHARP = Fraction(1, 20)
_EDITIONS = {EntityKind.MARKET: Fraction(3, 100)}  # how far two editions of a count lie apart
_RESTATED = Fraction(1, 100)


@dataclass(frozen=True)
class Causes:
    """All observations by the figure they print."""

    pack: Pack

    @cached_property
    def _printed(self) -> dict[object, list[Observation]]:
        out: dict[object, list[Observation]] = {}
        for o in self.pack.observations:
            out.setdefault(_figure(o), []).append(o)
        return out

    def explanations(self, doubted: Observation, target: Interval | None) -> tuple[Explanation, ...]:
        """What may have happened, the harmless causes first; ``target`` is what the others say it should be."""
        found = [*self._elsewhere(doubted)]
        if target is not None:
            found += self._edition(doubted, target)
            found += _slip(doubted, target)
        order = list(Cause)
        return tuple(sorted(dict.fromkeys(found), key=lambda e: order.index(e.cause)))

    def elsewhere(self, doubted: Observation) -> Iterator[tuple[Cause, Observation]]:
        """Where the same figure is given for something else, and what differs; not for figures of a few digits."""
        if _digits(doubted) >= _TELLING_DIGITS:
            for o in self._printed[_figure(doubted)]:
                cause = _differing(doubted, o)
                if cause is not None:
                    yield cause, o

    def _elsewhere(self, doubted: Observation) -> Iterator[Explanation]:
        for cause, o in self.elsewhere(doubted):
            yield Explanation(cause, f"{written(o.quantity)} is {self._named(o)}")

    def _named(self, o: Observation) -> str:
        early = {
            Modality.ESTIMATE: "an estimate of ",
            Modality.FORECAST: "a forecast of ",
            Modality.TARGET: "a target for ",
        }
        against = f" against {period_words(o.basis)}" if o.kind is Kind.CHANGE and o.basis else ""
        return early.get(o.modality, "") + about(self.pack.entities[o.entity].name, o, self.pack) + against

    def _edition(self, doubted: Observation, target: Interval) -> Iterator[Explanation]:
        """A count that was revised: a difference of a few parts in a hundred, between figures to few places."""
        value = Fraction(doubted.quantity.value)
        if doubted.kind is not Kind.LEVEL or not target.bounded or not value:
            return
        gap = target.gap(doubted.quantity.tolerant()) / abs(value)
        if gap <= _EDITIONS.get(self.pack.entities[doubted.entity].kind, _RESTATED):
            yield Explanation(Cause.EDITION, f"{percent(gap)} apart, as an early count and a later edition may be")


def _figure(o: Observation) -> object:
    q = o.quantity
    return o.kind is Kind.LEVEL, q.unit, q.low, q.high


def _digits(o: Observation) -> int:
    return len(str(abs(int(o.quantity.value / o.quantity.precision))).rstrip("0"))


def _differing(doubted: Observation, o: Observation) -> Cause | None:
    """In what another observation of the same figure differs; ``None`` if in nothing, or in several things."""
    differences = [
        (o.modality is not doubted.modality, Cause.EDITION),
        (
            (o.metric, o.region, o.model) != (doubted.metric, doubted.region, doubted.model)
            or (o.segment != doubted.segment and o.source != doubted.source),
            Cause.DEFINITION,
        ),
        (o.entity != doubted.entity, Cause.SUBJECT),
        (
            canonical(o.period) != canonical(doubted.period) or canonical(o.basis) != canonical(doubted.basis),
            Cause.PERIOD,
        ),
    ]
    found = [cause for differs, cause in differences if differs]
    return found[0] if len(found) == 1 else None


def _slip(doubted: Observation, target: Interval) -> Iterator[Explanation]:
    """A slip of the pen that brings the figure to what the others say, unless any would."""
    if doubted.quantity.low != doubted.quantity.high or target.width is None or target.high is None:
        return
    quote = f"{doubted.quantity.value.normalize():,f}"
    claim = Claim("", Span(0, len(quote)), quote, doubted.quantity, doubted.kind)
    found = slip_repair(claim, target)
    if found is None:
        return
    repair, order = found
    exact = target.width <= _EXACT * Fraction(doubted.quantity.precision)
    if exact or (order < ANY_DIGIT and target.width <= abs(target.high) * _SHARP):
        value = number(Fraction(repair.after))
        if doubted.quantity.unit == "percent":
            value += "%"
        words = "a power of ten" if order < 5 else "two digits swapped" if order < ANY_DIGIT else "a digit"
        yield Explanation(Cause.SLIP, f"{words}: {value}", repair.after)
