"""An answer of the checker against what was planted, and the sums over many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from benchmarks.checking.cases import Case
from benchmarks.checking.running import Answer, Doubt
from tachograph.core.period import Period
from tachograph.core.span import Span

_TOLERANCE = Decimal("1e-6")


@dataclass(frozen=True)
class Outcome:
    """What came of one case in one mode.

    ``blame`` is ``right`` if exactly the wrong figures are blamed, ``wrong`` if others are, ``tie`` if the finding says
    that it cannot tell, ``none`` if nothing was found. ``repair`` is ``right`` if the first that is offered gives the
    figure back what it was, ``wrong`` if it does something else, ``none`` if none is offered.
    """

    case: Case
    mode: str
    read: bool
    contradicted: bool
    doubted: bool
    alarms: int  # contradictions that the clean article does not have
    touching: int  # those of them that are about the error
    accused: int  # those of them that blame some figures only
    just: int  # those of these that blame nothing but wrong ones
    blame: str
    repair: str
    messages: tuple[str, ...]


def judged(case: Case, mode: str, given: Answer) -> Outcome:
    """What an answer is worth."""
    wrong = [case.after.claims[i].span for i in sorted(case.plant.claims)]
    contradictions = [d for d in given.doubts if d.contradicts]
    about = [d for d in contradictions if d.touches]
    accusing = [d for d in contradictions if d.blamed]
    just = [d for d in accusing if _only(d.blamed, wrong)]
    return Outcome(
        case,
        mode,
        given.read,
        bool(about),
        any(d.touches for d in given.doubts),
        len(contradictions),
        len(about),
        len(accusing),
        len(just),
        _blame(about, accusing, just),
        _repair(case, about),
        tuple(f"{d.finding.verdict} {d.finding.rule}: {d.finding.message}" for d in given.doubts),
    )


def _only(blamed: Iterable[Span], wrong: list[Span]) -> bool:
    return all(any(b.overlaps(w) for w in wrong) for b in blamed)


def _blame(about: list[Doubt], accusing: list[Doubt], just: list[Doubt]) -> str:
    if not about:
        return "none"
    if len(just) < len(accusing):
        return "wrong"
    return "right" if just else "tie"


def _repair(case: Case, about: list[Doubt]) -> str:
    offering = [d for d in about if d.repair is not None]
    if not offering:
        return "none"
    return "right" if any(_mends(case, d) for d in offering[:1]) else "wrong"


def _mends(case: Case, doubt: Doubt) -> bool:
    """Whether the first repair gives the figure that it edits back what it said."""
    repair, claim = doubt.repair, doubt.repaired
    if repair is None or claim is None:
        return False
    return any(
        claim.span.overlaps(case.after.claims[index].span) and repair.field == field and _equal(repair.after, value)
        for index, field, value in _mends_of(case)
    )


def _mends_of(case: Case) -> Iterator[tuple[int, str, Any]]:
    """The edits of one field that put a case right."""
    yield from case.plant.mends
    for index, changed in case.plant.changes.items():
        row = case.clean.rows[index]
        if changed.keys() & {"low", "high"}:
            yield index, "value", row["low"] if row["low"] is not None else row["high"]
        yield from ((index, field, row[field]) for field in changed if field not in ("low", "high"))


def _equal(given: str, wanted: Any) -> bool:
    if wanted is None:
        return given == ""
    try:
        a, b = Decimal(given), Decimal(str(wanted))
    except InvalidOperation:
        return given == wanted or _same_days(given, str(wanted))
    return abs(a - b) <= _TOLERANCE * max(abs(a), abs(b))


def _same_days(a: str, b: str) -> bool:
    try:
        return Period.parse(a).same_days(Period.parse(b))
    except ValueError:
        return False


@dataclass(frozen=True)
class Tally:
    """Sums over cases; each share says of how many it is one."""

    cases: int = 0
    unseen: int = 0  # errors that nothing in the text or the sources shows: not among the others here
    seen: int = 0
    read: int = 0
    contradicted: int = 0
    doubted: int = 0
    alarms: int = 0  # of all cases, also of errors that cannot be seen
    touching: int = 0
    accused: int = 0
    just: int = 0
    identifiable: int = 0
    located: int = 0
    ambiguous: int = 0  # found where the equations do not say which figure is wrong, and no slip told the right one
    ties: int = 0
    slips: int = 0  # of the catalogue, found, and no ties
    mended: int = 0
    others: int = 0  # outside the catalogue, and found
    abstained: int = 0  # no wrong repair offered

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def share(self, measure: str) -> float | None:
        """One of :data:`SHARES`; none if it is of nothing."""
        part, whole = (getattr(self, name) for name in SHARES[measure])
        return part / whole if whole else None


SHARES = {
    "contradicted": ("contradicted", "seen"),
    "doubted": ("doubted", "seen"),
    "precision": ("touching", "alarms"),
    "located": ("located", "identifiable"),
    "blame": ("just", "accused"),
    "tie": ("ties", "ambiguous"),
    "repaired": ("mended", "slips"),
    "abstained": ("abstained", "others"),
}
"""The measures: which field of a tally by which."""


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The sums."""
    return sum((_counted(o) for o in outcomes), Tally())


def _counted(o: Outcome) -> Tally:
    alarms = Tally(cases=1, alarms=o.alarms, touching=o.touching, accused=o.accused, just=o.just)
    if not o.case.sight.observable:
        return alarms + Tally(unseen=1)
    identifiable, slip = o.case.sight.identifiable, o.case.family.catalogue
    ambiguous = identifiable is False and o.contradicted
    mendable = slip and o.contradicted and not ambiguous
    return alarms + Tally(
        seen=1,
        read=o.read,
        contradicted=o.contradicted,
        doubted=o.doubted,
        identifiable=bool(identifiable),
        located=bool(identifiable) and o.blame == "right",
        ambiguous=ambiguous and o.blame != "right",
        ties=ambiguous and o.blame == "tie",
        slips=mendable,
        mended=mendable and o.repair == "right",
        others=not slip and o.contradicted,
        abstained=not slip and o.contradicted and o.repair != "wrong",
    )
