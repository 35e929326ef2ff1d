"""A share or a multiple against its part and its whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import Figures
from tachograph.checking.network import Product, Relation
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, Variable, canonical, parsed
from tachograph.core.pack import Nature, Pack

INFO = RuleInfo(
    code="share",
    tier="basic",
    catches="A percentage of a whole, or a multiple of another figure, that is not the quotient of the two figures "
    "given, within the rounding of all three.",
    how="s = part / whole, or n = x / y for multiples, over the intervals that rounding or cutting off leaves; "
    "part and whole from the text or from agreeing sources.",
    failing="XPeng delivered 40,008 cars in the third quarter of 2023. Of these, 19,137, or 57.8%, were G6s.",
    passing="XPeng delivered 40,008 cars in the third quarter of 2023. Of these, 19,137, or 47.8%, were G6s.",
)

_SHARES = frozenset({"market_share", "penetration"})  # metrics that are shares of whatever the whole counts


@dataclass(frozen=True, slots=True)
class Whole:
    """What a basis names: a seller or market, a metric, a period or a target; empty where it does not say."""

    subject: str = ""
    metric: str = ""
    period: str = ""
    target: bool = False


def relations(figures: Figures) -> Iterator[Relation]:
    """``part = share x whole`` for every share, and ``x = ratio x y`` for every multiple, whose levels are stated."""
    levels = [v for v in figures.variables("level") if not v.end and v.scope.unit != "percent"]
    for share in (*figures.variables("share"), *figures.variables("ratio")):
        whole = _whole(share, figures)
        if whole is None:
            continue
        readings = [
            Product(INFO.code, part, share, base)
            for base in levels
            if _is_whole(base, share, whole)
            for part in levels
            if _is_part(part, share, base, figures)
        ]
        # Where the text gives several candidates for part or whole, only a reading that holds is the one meant.
        yield from readings if len(readings) == 1 else [r for r in readings if _holds(r, figures)]


def _holds(reading: Product, figures: Figures) -> bool:
    part, share, base = (figures.interval(v) for v in reading.variables)
    return part is not None and share is not None and base is not None and part.meets(share * base)


def _whole(share: Variable, figures: Figures) -> Whole | None:
    """Read a basis: ``China passenger car market retail_sales``, ``exports``, ``sales target 2026``, ``2025-09``."""
    text = share.basis
    if period := canonical(text):
        return Whole(share.scope.subject, share.scope.metric, period) if share.kind == "ratio" else None
    if "," in text or not text:
        return None  # several wholes at once
    target = "target" in text
    text = text.replace("target", " ").strip()
    words = text.split()
    year = canonical(words[-1]) if words else ""
    rest = " ".join(words[:-1] if year else words)
    subject, rest = _leading_subject(rest, figures)
    metric = rest.replace(" ", "_")
    return Whole(subject or ("" if not metric and not target else share.scope.subject), metric, year, target)


def _leading_subject(text: str, figures: Figures) -> tuple[str, str]:
    """The subject that a basis starts with, as a scope names it, and the rest."""
    names: dict[str, str] = {}
    for claim in figures.context.claims:
        if claim.subject and claim.id in figures.context.scopes:
            names[claim.subject.casefold()] = figures.context.scopes[claim.id].subject
    known = _entities(figures.context.pack)
    ends = (n for n in range(len(text), 0, -1) if text[n : n + 1] in ("", " "))
    best = next((text[:n] for n in ends if text[:n] in names or text[:n] in known), "")
    return (names[best] if best in names else known[best], text[len(best) :].strip()) if best else ("", text)


@lru_cache(maxsize=2)  # packs
def _entities(pack: Pack) -> dict[str, str]:
    """The id of each entity by its name in small letters; of two of one name the first."""
    found: dict[str, str] = {}
    for entity in pack.entities.values():
        found.setdefault(entity.name.casefold(), entity.id)
    return found


def _is_whole(level: Variable, share: Variable, whole: Whole) -> bool:
    if level.view != ("target" if whole.target else share.view) or (not whole.subject and not whole.metric):
        return False
    if whole.subject and level.scope.subject != whole.subject:
        return False
    if not _counts(level.scope.metric, whole.metric or _own_metric(share.scope)):
        return False
    if whole.target:
        return _contains(whole.period or level.period, share.period) and level.period == (whole.period or level.period)
    narrowing = (
        not level.scope.model
        and level.scope.segment in ("", share.scope.segment)
        and level.scope.region in ("", share.scope.region)
    )
    same_scope = share.kind == "ratio" and level.scope == replace(share.scope, unit=level.scope.unit)
    return level.period == (whole.period or share.period) and (same_scope or narrowing)


def _counts(metric: str, wanted: str) -> bool:
    """Whether a metric is the wanted one, if there is one; units sold go by either word."""
    return not wanted or metric == wanted or {metric, wanted} <= UNITS_SOLD


def _own_metric(scope: Scope) -> str:
    return "" if scope.metric in _SHARES else scope.metric


def _contains(outer: str, inner: str) -> bool:
    a, b = parsed(outer), parsed(inner)
    return a is not None and b is not None and a.contains(b)


def _is_part(level: Variable, share: Variable, base: Variable, figures: Figures) -> bool:
    scope = share.scope
    if level == base or level.scope.unit != base.scope.unit or (level.period, level.view) != (share.period, share.view):
        return False
    if not _counts(level.scope.metric, base.scope.metric if scope.metric in _SHARES else scope.metric):
        return False
    narrowed = (level.scope.subject, level.scope.segment, level.scope.model) == (
        scope.subject,
        scope.segment,
        scope.model,
    )
    same_region = level.scope.region in (scope.region, base.scope.region)
    known = figures.context.pack.metrics.get(level.scope.metric)
    return narrowed and same_region and (known is None or known.nature is not Nature.RATIO)
