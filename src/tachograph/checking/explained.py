"""Whether a doubt about figures that were read from a text can be an author's error, or is rather a reader's.

Authors err in ways that one can name: a digit, a power of ten, a sign, a figure that belongs elsewhere in the text, a rate
reckoned from the wrong end or a little off. A figure that is nothing of the kind was rather read as being about the wrong
thing. Of figures that were handed over as they are nobody misread any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from math import inf

from tachograph.checking import telling
from tachograph.checking.confidence import certain, given, likely, together
from tachograph.checking.denied import gives_rate
from tachograph.checking.digits import SWAP, decades, slips, slips_to
from tachograph.checking.figures import Figures
from tachograph.checking.fitting import PLAIN, fits
from tachograph.checking.formulas import Formula, Op
from tachograph.checking.nearby import given_by_another, grown_beside, grown_from
from tachograph.checking.slipped import needed
from tachograph.checking.variables import canonical
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding
from tachograph.core.interval import Interval

_RULES = frozenset({"growth", "share", "sum_of_parts", "bounds", "cross_source"})
_DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)
_OPS = (Op.QUOTIENT, Op.GROWTH, Op.LESS)
_FEWEST = 3  # digits of a rate any one of which may be mistaken
_NEAR = Fraction(15, 100)  # of what it should be: reckoned from older or rounder figures
_KNOWN = Fraction(1, 100)  # in parts of itself: a wider one meets some figure of a long text by chance
_REVISED = Fraction(1, 200)  # of a share
_POWER = 5  # times: less than ten, as a part is less than its whole
_BESIDE = 2  # sentences
_ANYWHERE = 1000  # sentences
_RARELY = 0.5  # slips that fit by chance
_PAIR = 2
_AIMS = (Modality.TARGET, Modality.FORECAST)
_SURELY = 0.8  # figures that are a little off are mostly of something else
_LIKELY = 0.5  # where all figures of a doubt are less likely than this to be read rightly, it is about nothing

Wanted = tuple[Claim, Interval]


def errors(figures: Figures, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without the doubts that no error of an author explains: of figures brought together by their fields."""
    for finding in findings:
        doubt = finding.rule in _RULES and finding.verdict in _DOUBTS
        if not doubt or _is_error(figures, finding, None):
            yield finding


def errors_in_words(figures: Figures, findings: Iterable[tuple[Finding, float]]) -> Iterator[Finding]:
    """The same of figures that the words bring together, each with how likely the words mean that."""
    for finding, chance in findings:
        doubt = finding.rule in _RULES and finding.verdict in _DOUBTS
        if not doubt or _is_error(figures, finding, chance):
            yield finding


def _is_error(figures: Figures, finding: Finding, meant: float | None) -> bool:
    by_id = figures.context.by_id
    claims = [by_id[c] for c in finding.claims if c in by_id]
    if given(claims) or any(r.field != "value" for r in finding.repairs):
        return True
    computed, solved = _computed(finding, claims), _solved(finding, claims)
    wanted = computed + (solved or list(_mended(finding, claims)))
    if (not finding.evidence and gives_rate(figures, claims[0])) or _is_of_an_aim(claims):
        return False
    if any(_is_another(figures, *f) for f in _formulas(finding, claims)) or _is_told_exactly(figures, claims):
        return False
    if finding.evidence and _is_growth_from(figures, claims):
        return False
    if finding.verdict is Verdict.IMPLAUSIBLE and any(_is_only_turned(*w) for w in computed):
        return False
    if _are_two(figures, claims) and any(_is_from_average(figures, c) for c in claims):
        return False
    chance = together(claims) if meant is None else meant
    if any(telling.forgets_one(chance, *total) for total in _totals(finding, claims)):
        return True
    if likely(claims if meant is None else ()) and (
        any(telling.is_told(chance, c, i) for c, i in computed + solved)
        or any(telling.is_told_by(chance, *total) for total in _totals(finding, claims))
    ):
        return True
    if any(_is_of_another_total(figures, claims, formula) for _, formula in _totals(finding, claims)):
        return False
    told = finding.verdict is Verdict.CONTRADICTED and any(_is_telling(c, i) for c, i in wanted)
    if chance < _LIKELY and not told:
        return False
    if certain(claims) and (len(claims) > 1 or claims[0].kind is Kind.LEVEL):
        return True
    if finding.rule in ("bounds", "share") and _is_part_above_whole(figures, claims):
        return _is_slip_above(claims)
    if any(_is_elsewhere_rounded(*f) for f in _formulas(finding, claims)):
        return False
    if _are_two(figures, claims) and not finding.evidence:
        return any(_is_slip_of(a, b) for a, b in (claims, claims[::-1]))
    levels = [c for c in claims if c.kind is Kind.LEVEL]
    return (
        not wanted
        or any(_is_turned(c, i) or (chance >= _SURELY and _is_near(c, i)) for c, i in wanted if c is claims[0])
        or any(_is_slip(c, i, short=chance >= _LIKELY) or _is_elsewhere(figures, c, i) for c, i in wanted)
        or any(_is_copied(figures, c) for c in claims)
        or len({c.quantity for c in levels}) < len(levels)  # one of them is the other, written twice
    )


def _computed(finding: Finding, claims: Sequence[Claim]) -> list[Wanted]:
    """The first figure of a doubt, with what its calculation says that it should be."""
    steps = (s.interval for s in finding.derivation if s.interval is not None)
    return [(claims[0], i) for i in steps if not i.meets(claims[0].quantity.interval())]


def _solved(finding: Finding, claims: Sequence[Claim]) -> list[Wanted]:
    """The figures of a doubt about a rate, with what each should be by the others."""
    return [
        (figure, Interval(Fraction(low), Fraction(high)))
        for claim, formula in _formulas(finding, claims)
        for figure, (low, high) in needed(claim, formula)
        if -inf < low <= high < inf
    ]


def _mended(finding: Finding, claims: Sequence[Claim]) -> Iterator[Wanted]:
    by_id = {c.id: c for c in claims}
    for repair in finding.repairs:
        if repair.claim in by_id:
            half = Fraction(by_id[repair.claim].quantity.precision) / 2
            yield by_id[repair.claim], Interval(Fraction(repair.after) - half, Fraction(repair.after) + half)


def _are_two(figures: Figures, claims: Sequence[Claim]) -> bool:
    """Whether two figures are given for one thing: without a slip that makes one the other they are of two."""
    return len(claims) == _PAIR and _about(figures, claims[0])[:2] == _about(figures, claims[1])[:2]


def _is_from_average(figures: Figures, claim: Claim) -> bool:
    """Whether a change stands behind an average in its sentence, from which it may be: "70,978 a month; December was 37% above"."""
    context, place = figures.context, figures.context.position[claim.id]
    before = context.claims[place - 1] if place else claim
    told = before.id in context.averages and context.sentence(before) == context.sentence(claim)
    return claim.kind is Kind.CHANGE and told


def _is_part_above_whole(figures: Figures, claims: Sequence[Claim]) -> bool:
    """Whether a doubt is about a part that is more than what it is a part of, both of one time."""
    levels = len(claims) == _PAIR and claims[0].kind is claims[1].kind is Kind.LEVEL
    one_time = levels and canonical(claims[0].period) == canonical(claims[1].period)
    return one_time and not _are_two(figures, claims)


def _is_slip_above(claims: Sequence[Claim]) -> bool:
    """Whether a part is a little more than its whole, or so much that one of them has a power of ten too many or few."""
    low, high = sorted(c.quantity.nominal for c in claims)
    return high <= low * (1 + _NEAR) or high >= low * _POWER


def _is_elsewhere_rounded(rate: Claim, formula: Formula) -> bool:
    """Whether a share misses by so little that it was reckoned from figures before they were rounded or revised."""
    own = formula.value * (100 if rate.unit == "percent" else 1)
    value = Fraction(rate.quantity.value)
    return rate.kind is Kind.SHARE and abs(own - value) <= abs(value) * _REVISED


def _formulas(finding: Finding, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Formula]]:
    """The formulas of two levels for a rate or difference that a doubt may be about: those that its calculation gives."""
    rates = [c for c in claims if c.kind in (Kind.CHANGE, Kind.SHARE, Kind.RATIO)]
    levels = [c for c in claims if c.kind is Kind.LEVEL]
    if len(rates) != 1 or len(levels) != _PAIR or levels[0].unit != levels[1].unit:
        return
    if rates[0].unit == levels[0].unit:  # a level and a difference give another level
        yield from ((rates[0], Formula(Op.LESS, pair)) for pair in permutations(levels))
        return
    computed = [s.interval for s in finding.derivation if s.interval is not None]
    for pair in permutations(levels):
        for op in _OPS:
            formula = Formula(op, pair)
            scale = 100 if rates[0].unit == "percent" else 1
            if any(i == formula.interval.scale(scale) for i in computed):
                yield rates[0], formula


def _totals(finding: Finding, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Formula]]:
    """The total of a sum that a doubt is about, with its parts: what its calculation adds up."""
    computed = [s.interval for s in finding.derivation if s.interval is not None]
    if finding.rule != "sum_of_parts" or len(claims) <= _PAIR or len({(c.kind, c.unit) for c in claims}) > 1:
        return
    for total in claims:
        formula = Formula(Op.SUM, tuple(c for c in claims if c is not total))
        if formula.interval in computed:
            yield total, formula


def _is_of_another_total(figures: Figures, claims: Sequence[Claim], total: Formula) -> bool:
    """Whether the text has a figure that some parts add up to as closely as they can: they are that one's."""
    others = (
        c for c in figures.context.claims if c not in claims and c.unit == claims[0].unit and c.kind is Kind.LEVEL
    )
    return any(len(c.quantity.meant) > _FEWEST and total.interval.contains(c.quantity.nominal) for c in others)


def _is_of_an_aim(claims: Sequence[Claim]) -> bool:
    """Whether a change that is aimed at is held against figures of what happened: the aim itself is another figure."""
    aimed = any(c.kind is Kind.CHANGE and c.modality in _AIMS for c in claims)
    levels = [c for c in claims if c.kind is Kind.LEVEL]
    return aimed and len(levels) >= _PAIR and all(c.modality is Modality.ACTUAL for c in levels)


def _is_another(figures: Figures, rate: Claim, formula: Formula) -> bool:
    """Whether a rate is of other figures: these give it, a third beside one of the two does, or the two have their own rate."""
    context, pair = figures.context, formula.operands
    beside = {context.sentence(c) for c in pair}
    own = (c for c in context.claims if c is not rate and c.kind is rate.kind and c.unit == rate.unit)
    if any(context.sentence(c) in beside and _is_sharp(c) and fits(c, formula) for c in own):
        return True
    if not _is_sharp(rate):
        return False
    if formula.op is Op.GROWTH and rate.unit == "percent" and grown_beside(context, rate):
        return True
    of_other = formula.op is Op.QUOTIENT and given_by_another(context, rate, formula, _ANYWHERE, base_only=True)
    return of_other or given_by_another(context, rate, formula, _BESIDE)


def _is_growth_from(figures: Figures, claims: Sequence[Claim]) -> bool:
    """Whether a rate that sources deny is what another figure of its sentence grew by from the one that it was held to."""
    rates = [c for c in claims if c.kind is Kind.CHANGE and c.unit == "percent" and _is_sharp(c)]
    bases = [c for c in claims if c.kind is Kind.LEVEL]
    context = figures.context
    levels = [c for c in context.claims if c.kind is Kind.LEVEL and c not in claims and c.quantity.value > 0]
    return any(
        grown_from(rate, base, (c for c in levels if context.sentence(c) == context.sentence(rate)))
        for rate in rates
        for base in bases
    )


def _is_told_exactly(figures: Figures, claims: Sequence[Claim]) -> bool:
    """Whether a rate told as a mark ("more than 46%") is one that the text gives exactly, of the same seller."""
    marks = [c for c in claims if c.kind is Kind.CHANGE and c.unit == "percent" and c.modifier not in PLAIN]
    others = [
        c for c in figures.context.claims if c.kind is Kind.CHANGE and c.unit == "percent" and c.modifier in PLAIN
    ]
    return any(
        o.subject == m.subject
        and o not in claims
        and abs(o.quantity.nominal - m.quantity.nominal) <= 1
        and m.quantity.tolerant().meets(o.quantity.interval())
        for m in marks
        for o in others
    )


def _is_only_turned(claim: Claim, wanted: Interval) -> bool:
    """Whether a difference is right but for its direction, which words tell: "3,500 fewer in the final count"."""
    return claim.kind is Kind.CHANGE and claim.unit != "percent" and claim.quantity.tolerant().meets(-wanted)


def _is_sharp(rate: Claim) -> bool:
    """Whether a rate has so many digits that other figures hardly give it by chance."""
    return len(rate.quantity.meant) >= _FEWEST


def _is_near(claim: Claim, wanted: Interval) -> bool:
    """Whether a claim is a little off: reckoned from older or rounder figures."""
    low, high = wanted.low, wanted.high
    if low is None or high is None:
        return True  # a mark that is not reached
    value, middle = Fraction(claim.quantity.value), (low + high) / 2
    least = Fraction(claim.unit == "percent")  # a percentage point
    return abs(abs(value) - abs(middle)) <= max(abs(middle) * _NEAR, least) + (high - low) / 2


def _is_turned(claim: Claim, wanted: Interval) -> bool:
    """Whether a rate was reckoned from the wrong end: a fall by a third for a rise by a half."""
    if claim.kind is not Kind.CHANGE or claim.unit != "percent" or wanted.low is None or wanted.high is None:
        return False
    ends = [100 - 10000 / (100 + end) for end in (wanted.low, wanted.high) if end > -100]
    turned = Interval(min(ends), max(ends)) if ends else wanted
    stated = claim.quantity.tolerant()
    return turned.meets(stated) or turned.meets(-stated)


def _is_slip(claim: Claim, wanted: Interval, *, short: bool) -> bool:
    """Whether a slip makes a claim what it should be, which some slip does not do anyway where that is known loosely.

    Any digit of a ``short`` rate is one only if all is likely read rightly.
    """
    few = (_FEWEST,) if short and claim.kind in (Kind.CHANGE, Kind.SHARE, Kind.RATIO) else ()
    found = list(slips_to(claim, wanted, *few))
    return any(_by_chance(claim, wanted, s.order, *few) <= _RARELY for s in found)


def _by_chance(claim: Claim, wanted: Interval, order: int, *fewest: int) -> float:
    """How many of a figure's slips as likely as one of some order would make it what it should be by chance."""
    low, high = sorted(map(abs, wanted.ends))
    if wanted.ends[0] * wanted.ends[1] <= 0 or high == inf:
        return 0.0  # a bound only
    return sum(s.order <= order for s in slips(claim, *fewest)) * decades(low, high)


def _is_telling(claim: Claim, wanted: Interval) -> bool:
    """Whether swapped digits or a power of ten explain a figure of many digits, where it is known what it should be."""
    known = wanted.width is not None and wanted.high is not None and wanted.width <= abs(wanted.high) * _KNOWN
    long = len(claim.quantity.meant) > _FEWEST
    return known and long and any(s.order <= SWAP for s in slips_to(claim, wanted))


def _is_slip_of(a: Claim, b: Claim) -> bool:
    """Whether a slip makes one of two figures the other: wrong digits to the unit, else what is near would be one too."""
    wanted = b.quantity.interval()
    found = (s for s in slips_to(a, wanted) if s.value == b.quantity.value or s.order < SWAP)
    return any(_by_chance(a, wanted, s.order) <= _RARELY for s in found)


def _is_elsewhere(figures: Figures, claim: Claim, wanted: Interval) -> bool:
    """Whether what a figure should be, known well, is what the text gives for something else: they may be exchanged."""
    if wanted.width is None or wanted.high is None or wanted.width > abs(wanted.high) * _KNOWN:
        return False
    return any(wanted.meets(c.quantity.interval()) for c in _of_others(figures, claim))


def _is_copied(figures: Figures, claim: Claim) -> bool:
    """Whether the text has the figure for something else too."""
    return any(abs(c.quantity.value) == abs(claim.quantity.value) for c in _of_others(figures, claim))


def _of_others(figures: Figures, claim: Claim) -> Iterator[Claim]:
    """The figures in the text of which one may be taken for another: of the same kind, for another thing or time."""
    about = _about(figures, claim)
    for other in figures.context.claims:
        alike = other.unit == claim.unit and other.kind is claim.kind and len(other.quantity.meant) >= _FEWEST
        if other is not claim and alike and _about(figures, other) != about:
            yield other


def _about(figures: Figures, claim: Claim) -> tuple[object, ...]:
    return figures.context.scopes.get(claim.id), canonical(claim.period), canonical(claim.basis)
