"""What ties the figures of an article together, as its annotators wrote it down: nothing of the checker's is used.

A finding of theirs names figures that yield one another. Which equation it is, is found by trying the few forms that
there are on its figures; only what holds in the article as it was counts. Figures are intervals: what was rounded, or
cut off, to the digits that are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import permutations

from benchmarks.checking.articles import Article
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.interval import Interval
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

_MANY = 12  # figures of a finding, beyond which no pairs of them are tried
_WORTH = {"CNY": Fraction(1), "USD": Fraction(7), "EUR": Fraction(8), "HKD": Fraction(9, 10)}
"""Of one unit of a currency in yuan, roughly: enough to tell which of two amounts is the larger."""
_BOUND = (Modifier.OVER, Modifier.UNDER, Modifier.BETWEEN, Modifier.NEARLY, Modifier.ABOUT)
_Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Equation:
    """A form that the claims at these places must satisfy, in its order.

    ``strong`` is one that no other figure than the stated one satisfies, but for rounding: it vouches for its claims.
    """

    kind: str
    claims: tuple[int, ...]
    form: Callable[..., bool]
    strong: bool = True

    def holds(self, claims: Sequence[Claim]) -> bool:
        """Whether it can be true of an article's claims."""
        return self.form(*(claims[i] for i in self.claims))

    def applies(self, claims: Sequence[Claim], before: Sequence[Claim]) -> bool:
        """Whether the claims are still about what they were about."""
        return all(_about(claims[i]) == _about(before[i]) for i in self.claims)


def equations(article: Article) -> tuple[Equation, ...]:
    """All that holds in the article by its annotators' findings, and between figures that it says twice."""
    found: dict[tuple[str, frozenset[int]], Equation] = {}
    for one in (*_of_findings(article), *restatements(article.claims)):
        if one.holds(article.claims):
            found.setdefault((one.kind, frozenset(one.claims)), one)
    return tuple(found.values())


def restatements(claims: Sequence[Claim]) -> Iterator[Equation]:
    """Pairs of claims of which every field but the value is the same."""
    seen: dict[_Key, list[int]] = {}
    for index, claim in enumerate(claims):
        if claim.subject and claim.period and claim.kind in (Kind.LEVEL, Kind.CHANGE, Kind.SHARE):
            seen.setdefault(_key(claim), []).append(index)
    for same in seen.values():
        pairs = [(a, b) for a, b in _pairs(same) if _happened(claims[a]) or claims[a].quantity == claims[b].quantity]
        yield from (Equation("same", (a, b), same_value, _both_exact(claims, a, b)) for a, b in pairs)


def _happened(claim: Claim) -> bool:
    """Whether there is but one figure for it: aims are raised and lowered, and each forecaster has his own."""
    return claim.modality in (Modality.ACTUAL, Modality.ESTIMATE)


def implied_growth(claims: Sequence[Claim], of: frozenset[int]) -> Iterator[Equation]:
    """Rates with the levels that their fields name, where one of the three is among some claims."""
    levels = [i for i, c in enumerate(claims) if c.kind is Kind.LEVEL and c.modality is Modality.ACTUAL]
    for n, change in enumerate(claims):
        if change.kind is Kind.CHANGE and change.unit == "percent" and change.period and change.basis:
            alike = [i for i in levels if _scope(claims[i]) == _scope(change)]
            now = [i for i in alike if claims[i].period == change.period]
            then = [i for i in alike if claims[i].period == change.basis]
            yield from (Equation("growth", (n, x, y), growth) for x in now for y in then if {n, x, y} & of)


def _of_findings(article: Article) -> Iterator[Equation]:
    for finding in article.findings:
        places = tuple(dict.fromkeys(finding["claims"]))
        yield from _SEARCHES.get(finding["rule"], _any)(article.claims, places)


# --- the forms: whether figures can be what they say ------------------------------------------------------------------


def growth(change: Claim, now: Claim, then: Claim) -> bool:
    """Percent: one level over another less one; points, cars and the like: one less the other."""
    if now.unit != then.unit:
        return False
    if change.unit == "percent":
        factor = _value(now) / _value(then) - Interval.exactly(1)
        return factor.bounded and factor.scale(100).meets(_value(change))
    if change.unit == "percentage_point":
        return now.unit == "percent" and (_value(now) - _value(then)).meets(_value(change))
    return change.unit == now.unit and (_value(now) - _value(then)).meets(_value(change))


def quotient(share: Claim, part: Claim, whole: Claim) -> bool:
    """A share in percent of figures of one unit, or how many times (or of what per what) one is the other."""
    parts = _value(part) / _value(whole)
    if share.unit == "percent":
        return part.unit == whole.unit and parts.bounded and parts.scale(100).meets(_value(share))
    return (share.unit != "times" or part.unit == whole.unit) and parts.bounded and parts.meets(_value(share))


def total(whole: Claim, *parts: Claim) -> bool:
    if any(part.unit != whole.unit for part in parts):
        return False
    return sum((_value(p) for p in parts), Interval.exactly(0)).meets(_value(whole))


def product(amount: Claim, number: Claim, price: Claim) -> bool:
    """So many things at a price."""
    return amount.unit == price.unit and (_value(number) * _value(price)).meets(_value(amount))


def one_rate(a: Claim, b: Claim, c: Claim, d: Claim) -> bool:
    """Two amounts in two currencies each, at one rate."""
    if a.unit != c.unit or b.unit != d.unit or a.unit == b.unit:
        return False
    return (_value(a) / _value(b)).meets(_value(c) / _value(d))


def at_rate(a: Claim, b: Claim, *, pair: tuple[str, str], rate: Interval) -> bool:
    """One amount in two currencies, at about a rate."""
    return (a.unit, b.unit) == pair and (_value(a) / _value(b)).meets(rate)


def within(part: Claim, whole: Claim) -> bool:
    """What cannot be more than another, or is said not to be."""
    if (part.unit in _WORTH) != (whole.unit in _WORTH) or (part.unit not in _WORTH and part.unit != whole.unit):
        return False
    low, high = _value(part).low, _value(whole).high
    return low is None or high is None or low * _WORTH.get(part.unit, 1) <= high * _WORTH.get(whole.unit, 1)


def same_value(a: Claim, b: Claim) -> bool:
    return a.unit == b.unit and _value(a).meets(_value(b))


def counted(count: Claim, *, things: int) -> bool:
    """As many as are listed."""
    return count.quantity.value == things


def ranked(rank: Claim, own: Claim, *others: Claim) -> bool:
    """The place among figures, the largest first: no better than what is above it; others may be above that the text leaves out."""
    return 1 + sum(not within(other, own) for other in others) <= rank.quantity.value


def run_rate(rate: Claim, aim: Claim, done: Claim, *, months: int) -> bool:
    """What is left to an aim, by the months that are left."""
    return aim.unit == done.unit and ((_value(aim) - _value(done)).scale(Fraction(1, months))).meets(_value(rate))


def run_rate_in(rate: Claim, aim: Claim, done: Claim, months: Claim) -> bool:
    return run_rate(rate, aim, done, months=int(months.quantity.value))


def _value(claim: Claim) -> Interval:
    return claim.quantity.tolerant()


# --- the searches: which form a finding's figures have ----------------------------------------------------------------


def _any(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    if len(places) > _MANY:
        return
    yield from _growths(claims, places)
    yield from _quotients(claims, places)
    yield from _products(claims, places)
    yield from _run_rates(claims, places)
    yield from _sums(claims, places)
    yield from _same(claims, places)


def _growths(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    """A change with the levels of its two periods; if no fields say which they are, the only pair that fits."""
    levels = [i for i in places if claims[i].kind is not Kind.CHANGE]
    for change in (i for i in places if claims[i].kind is Kind.CHANGE):
        pairs = [
            (x, y)
            for x, y in permutations(levels, 2)
            if growth(claims[change], claims[x], claims[y]) and _grows(claims[change], claims[x])
        ]
        dated = [(x, y) for x, y in pairs if _spans(claims[change], claims[x], claims[y])]
        for x, y in dated or (pairs if len(pairs) == 1 else ()):
            yield Equation("growth", (change, x, y), growth)


def _grows(change: Claim, now: Claim) -> bool:
    """Whether a level is of what the change is of: another seller's share may have changed as much by chance."""
    return change.metric == now.metric or {change.metric, now.metric} <= {"deliveries", "sales"}


def _spans(change: Claim, now: Claim, then: Claim) -> bool:
    return change.period is not None and now.period == change.period and then.period == change.basis


def _quotients(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    shares = [i for i in places if claims[i].kind in (Kind.SHARE, Kind.RATIO) or claims[i].unit == "percent"]
    for share in shares:
        rest = [i for i in places if i != share and claims[i].kind is not Kind.CHANGE]
        fit = [(x, y) for x, y in permutations(rest, 2) if quotient(claims[share], claims[x], claims[y])]
        if len({(claims[x].quantity, claims[y].quantity) for x, y in fit}) == 1 or claims[share].unit == "times":
            for x, y in fit:
                yield Equation("share", (share, x, y), quotient)


def _sums(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    for unit in dict.fromkeys(claims[i].unit for i in places):
        alike = [i for i in places if claims[i].unit == unit and claims[i].kind is not Kind.CHANGE]
        if len(alike) > 2:
            whole = max(alike, key=lambda i: claims[i].quantity.value)
            yield Equation("sum", (whole, *(i for i in alike if i != whole)), total)


def _products(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    if len(places) == 3 and len({claims[i].unit for i in places}) == 2:
        for amount, number, price in permutations(places):
            is_number = claims[number].unit not in (claims[amount].unit, "percent", "times")
            is_number = is_number and claims[number].kind is not Kind.RATIO
            if is_number and product(*(claims[i] for i in (amount, number, price))):
                yield Equation("product", (amount, number, price), product)


def _conversions(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    """The neighbours in a finding that are of two currencies, by twos."""
    money = [i for i in places if claims[i].unit in _WORTH]
    pairs = [(a, b) for a, b in zip(money[::2], money[1::2], strict=False) if claims[a].unit != claims[b].unit]
    for a, b in pairs:
        yield Equation("conversion", (a, b), _at_their_rate(claims[a], claims[b]), strong=False)
    for n, (a, b) in enumerate(pairs):
        for c, d in pairs[n + 1 :]:
            yield Equation("conversion", (a, b, c, d), one_rate)
    yield from _products(claims, places)


def _at_their_rate(a: Claim, b: Claim) -> Callable[[Claim, Claim], bool]:
    """The form for two amounts that the annotators called one: within a tenth of the rate that they have."""
    rate = (_value(a) / _value(b)) * Interval(Fraction(9, 10), Fraction(11, 10))
    return partial(at_rate, pair=(a.unit, b.unit), rate=rate)


def _bounds(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    """A part within the largest figure, a period within one that has it, a mark below all that passed it, and round words."""
    same = tuple(_same(claims, places))
    yield from same
    twins = {frozenset(e.claims) for e in same}
    levels = [i for i in places if claims[i].kind is Kind.LEVEL and claims[i].modifier is not Modifier.BETWEEN]
    sized = sorted(levels, key=lambda i: claims[i].quantity.value)
    marked = (
        bool(sized) and claims[sized[0]].modifier is Modifier.OVER
    )  # then all have passed the mark, and that is all
    for part, other in permutations(levels, 2):
        is_part = part == sized[0] if marked else other == sized[-1]
        is_part = is_part or _is_in(claims[part].period, claims[other].period)
        if is_part and frozenset((part, other)) not in twins:
            yield Equation("bounds", (part, other), within, strong=False)


def _is_in(part: str | None, whole: str | None) -> bool:
    return part is not None and whole is not None and part != whole and Period.parse(whole).contains(Period.parse(part))


def _same(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    """Figures of one thing, one of which is round."""
    for a, b in _pairs(places):
        x, y = claims[a], claims[b]
        alike = x.unit == y.unit and x.kind is y.kind and x.metric == y.metric and x.modality is y.modality
        if alike and (x.quantity == y.quantity or x.modifier in _BOUND or y.modifier in _BOUND) and _same_when(x, y):
            yield Equation("same", (a, b), same_value, _both_exact(claims, a, b))


def _same_when(x: Claim, y: Claim) -> bool:
    return x.period == y.period and x.model == y.model and x.segment == y.segment


def _cross(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    yield from (Equation("same", (a, b), same_value, _both_exact(claims, a, b)) for a, b in _pairs(places))


def _enumerations(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    counts = [i for i in places if claims[i].kind is Kind.COUNT]
    if len(counts) == 1:
        yield Equation("enumeration", tuple(counts), partial(counted, things=len(places) - 1), strong=False)


def _ranks(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    for rank in (i for i in places if claims[i].kind is Kind.RANK and claims[i].modifier is Modifier.EXACTLY):
        field = [i for i in places if claims[i].kind is not Kind.RANK and _when(claims[i]) == _when(claims[rank])]
        own = [i for i in field if claims[i].subject == claims[rank].subject]
        own = [i for i in own if claims[i].model == claims[rank].model] or own
        if len(own) == 1:
            others = tuple(i for i in field if i != own[0])
            yield Equation("rank", (rank, own[0], *others), ranked, strong=False)


def _when(claim: Claim) -> str | None:
    return claim.period


def _run_rates(claims: Sequence[Claim], places: tuple[int, ...]) -> Iterator[Equation]:
    levels = [i for i in places if claims[i].kind is Kind.LEVEL]
    months = [i for i in places if claims[i].kind is Kind.DURATION and claims[i].unit == "month"]
    for rate, aim, done in permutations(levels, 3):
        if months:
            form = (claims[rate], claims[aim], claims[done], claims[months[0]])
            if run_rate_in(*form):
                yield Equation("run_rate", (rate, aim, done, months[0]), run_rate_in)
        elif (length := _length(claims[rate].period)) and run_rate(
            claims[rate], claims[aim], claims[done], months=length
        ):
            yield Equation("run_rate", (rate, aim, done), partial(run_rate, months=length))


def _length(period: str | None) -> int | None:
    return None if period is None else Period.parse(period).whole_months


_SEARCHES: dict[str, Callable[[Sequence[Claim], tuple[int, ...]], Iterator[Equation]]] = {
    "bounds": _bounds,
    "cross_source": _cross,
    "enumeration": _enumerations,
    "rank": _ranks,
    "sum_of_parts": _sums,
    "unit_conversion": _conversions,
}


# --- what claims are about --------------------------------------------------------------------------------------------


def _key(claim: Claim) -> _Key:
    return (*_about(claim), claim.kind, claim.unit, claim.modality, claim.claimant)


def _about(claim: Claim) -> _Key:
    return (claim.subject, claim.metric, claim.period, claim.basis, claim.model, claim.region, claim.segment)


def _scope(claim: Claim) -> _Key:
    return (claim.subject, claim.metric, claim.model, claim.region, claim.segment)


def _both_exact(claims: Sequence[Claim], a: int, b: int) -> bool:
    return claims[a].modifier is claims[b].modifier is Modifier.EXACTLY


def _pairs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from ((a, b) for n, a in enumerate(places) for b in places[n + 1 :])
