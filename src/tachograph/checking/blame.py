"""Which figure of a conflict is wrong, and what would mend it.

Weights first count, then weigh: a figure said twice, or by reliable sources too, is given up last; rates and shares, which
are computed from levels, and figures called approximate are given up first; and a figure that a slip of the pen
would put right is likelier wrong than one that nothing mends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tachograph.checking.certainty import supporting
from tachograph.checking.corpus.sources import independent
from tachograph.checking.corpus.statements import strength
from tachograph.checking.derivation import Derivation, derive, tightened
from tachograph.checking.digits import ANY_DIGIT, FEW
from tachograph.checking.figures import Figures
from tachograph.checking.network import Conflict, Network
from tachograph.checking.repairs import is_narrow, recalculated, slip_repair
from tachograph.checking.variables import Statement, Variable
from tachograph.checking.wording import shown
from tachograph.core.claim import Claim, Kind
from tachograph.core.finding import Repair
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier

_RATES = (Kind.CHANGE, Kind.SHARE, Kind.RATIO)
_FEWEST = 3  # digits of a rate one of which may be mistaken: rates have few
_DERIVED = Fraction(1, 10)  # rates and shares are cheaper by this
_LOOSE = Fraction(1, 4)  # figures called approximate are cheaper by this
_ODDS = Fraction(3)  # log-odds of a source's being right that make a figure dearer by as much as a claim costs
_SLIPPED = Fraction(1, 2)  # a slip that mends makes a figure cheaper by up to this
_FAR = Fraction(1)  # a figure that belongs elsewhere is dearer by this
_MISREAD = 2  # a figure more than twice another was meant for another thing, if no slip explains it
_EXACT = 5  # steps of the last digit: what the rounding of a few exact parts leaves
_SMALL = Fraction(1, 20)
SLACK = _SLIPPED  # how much dearer than the cheapest a diagnosis may be, before repairs are weighed


@dataclass(frozen=True)
class Suspect:
    """A statement that may be wrong, how it should read by the other figures, and what would mend it.

    It is ``foreign`` if it is so far from the others that it was rather read as being about the wrong thing, and
    ``slipped`` if a slip of the pen, and not just any other digit, makes it right.
    """

    index: int
    derivation: Derivation | None
    repairs: tuple[Repair, ...]
    cost: Fraction
    foreign: bool = False
    conflict: Conflict | None = None
    slipped: bool = False


def cost_of(figures: Figures, statement: Statement) -> Fraction:
    """What it takes to call a statement false, before repairs."""
    claim = figures.context.by_id[statement.claims[0]]
    cost = statement.cost
    if statement.variable.kind in ("change", "share", "ratio"):
        cost -= _DERIVED
    if claim.modifier in (Modifier.ABOUT, Modifier.NEARLY):
        cost -= _LOOSE
    reports = independent(supporting(figures, claim, statement))
    return cost + sum((strength(report, figures.context.pack) for report in reports), Fraction(0)) / _ODDS


def smallest(conflicts: Sequence[Conflict]) -> Conflict:
    """The conflict of the fewest figures: the one to show."""
    return min(conflicts, key=_size)


def _size(conflict: Conflict) -> tuple[int, int, list[int]]:
    return len(conflict.statements), len(conflict.relations), sorted(conflict.statements)


def _telling(
    network: Network, statement: Statement, index: int, conflicts: Sequence[Conflict]
) -> tuple[Conflict, Derivation | None]:
    """The smallest conflict that says what the figure should be, and how; else the smallest one."""
    for conflict in sorted(conflicts, key=_size):
        found = derive(network, conflict.statements - {index}, conflict.relations, statement.variable)
        if found and is_narrow(found.interval):
            return conflict, found
    for conflict in sorted(conflicts, key=_size):
        for wider in (conflict, *_with_another(network, conflict)):
            if found := derive(network, wider.statements - {index}, wider.relations, statement.variable):
                return wider, found
    return smallest(conflicts), None


def _with_another(network: Network, conflict: Conflict) -> Iterator[Conflict]:
    """The conflict with what is stated of another of its variables, which a calculation may have to go through."""
    known = {network.statements[i].variable for i in conflict.statements}
    for variable in dict.fromkeys(v for r in sorted(conflict.relations) for v in network.relations[r].variables):
        if variable not in known and network.about(variable):
            statements = conflict.low.statements.union(network.about(variable))
            yield replace(conflict, low=replace(conflict.low, statements=statements))


def suspect(figures: Figures, network: Network, index: int, conflicts: Sequence[Conflict], cost: Fraction) -> Suspect:
    """A blamed statement with its calculation and its repairs, cheaper the better they mend it."""
    statement = network.statements[index]
    conflict, derivation = _telling(network, statement, index, conflicts)
    if derivation and derivation.interval.meets(statement.interval):
        rest = conflict.statements - {index}
        derivation = tightened(network, rest, conflict.relations, statement.variable, derivation)
    claim = figures.context.by_id[statement.claims[0]]
    if derivation is None or claim.modifier is Modifier.BETWEEN:
        return Suspect(index, derivation, (), cost, conflict=conflict)
    target = shown(statement.variable, derivation.interval)
    slip = slip_repair(claim, target, len(conflicts), _FEWEST if claim.kind in _RATES else FEW)
    if slip and (conflict in conflicts or _is_exact(claim, target)):
        repair, order = slip
        bonus = _SLIPPED / (2 if order >= ANY_DIGIT else 1)
        return Suspect(
            index,
            derivation,
            (repair,),
            cost - bonus,
            conflict=conflict,
            slipped=_is_telling(claim, derivation.interval, target, order),
        )
    moved = tuple(_other_reading(figures, claim, statement, len(conflicts)))
    if moved:
        return Suspect(index, derivation, moved, cost - _SLIPPED, conflict=conflict, slipped=True)
    if _foreign(statement, derivation):
        return Suspect(index, derivation, (), cost + _FAR, foreign=True, conflict=conflict)
    again = recalculated(claim, target, len(conflicts)) if claim.kind in _RATES else ()
    return Suspect(index, derivation, again, cost, conflict=conflict)


def _is_telling(claim: Claim, computed: Interval, target: Interval, order: int) -> bool:
    """Whether it is no chance that a slip brings a figure into what the others allow.

    Swapped digits and powers of ten are few, so what is computed (growth as a factor) may be a twentieth wide; for
    any one wrong digit the figure must be known almost to the unit.
    """
    spread = computed.width
    if spread is None or computed.high is None:
        return False
    return _is_exact(claim, target) or (order < ANY_DIGIT and spread <= abs(computed.high) * _SMALL)


def _is_exact(claim: Claim, target: Interval) -> bool:
    """Whether the others say to a few steps of its last digit what a figure must be."""
    return target.width is not None and target.width <= _EXACT * Fraction(claim.quantity.precision)


def _foreign(statement: Statement, derivation: Derivation) -> bool:
    """Whether stated and computed value differ by more than any mistake but a slip makes."""
    value, computed = statement.nominal, derivation.nominal
    return not min(abs(value), abs(computed)) * _MISREAD >= max(abs(value), abs(computed))


def _other_reading(figures: Figures, claim: Claim, statement: Statement, explains: int) -> Iterator[Repair]:
    """A rate that is right for another period compared with (month for year), or for another subject of the text."""
    change = statement.variable
    if change.kind != "change" or change.scope.unit != "percent":
        return
    pairs = [
        (x, y)
        for x in _grown(figures, change)
        for y in _bases(figures, x)
        if (y.period, x.scope.subject) != _own(change)
    ]
    fitting = [(x, y) for x, y in pairs if _rate_fits(figures, statement, x, y)]
    if len(fitting) != 1:
        return
    whole, base = fitting[0]
    if whole.scope.subject != change.scope.subject:
        if base.period == change.basis:
            yield Repair(claim.id, "subject", claim.subject or "", _name(figures, whole), explains)
    else:
        yield Repair(claim.id, "basis", claim.basis or "", _period(figures, base), explains)


def _own(change: Variable) -> tuple[str, str]:
    return change.basis, change.scope.subject


def _grown(figures: Figures, change: Variable) -> Iterator[Variable]:
    """Levels of the change's period that count the same, of any subject."""
    for level in figures.variables("level"):
        alike = (level.scope.metric, level.scope.region, level.scope.segment, level.scope.model) == (
            change.scope.metric,
            change.scope.region,
            change.scope.segment,
            change.scope.model,
        )
        if alike and level.period == change.period and level.view == change.view and not level.end:
            yield level


def _bases(figures: Figures, whole: Variable) -> Iterator[Variable]:
    for level in figures.variables("level"):
        if level.scope == whole.scope and level.view == "actual" and level.period != whole.period and not level.end:
            yield level


def _rate_fits(figures: Figures, statement: Statement, whole: Variable, base: Variable) -> bool:
    x, y = figures.about(whole)[0].nominal, figures.about(base)[0].nominal
    return y > 0 and statement.interval.bounded and statement.interval.contains(x / y)


def _name(figures: Figures, level: Variable) -> str:
    return figures.context.by_id[figures.about(level)[0].claims[0]].subject or ""


def _period(figures: Figures, level: Variable) -> str:
    return figures.context.by_id[figures.about(level)[0].claims[0]].period or ""
