"""The two figures that a rate compares, where its own fields name both: "21% of NIO's deliveries", "3.8% above the issue price".

Nothing here asks whether the figures fit, so what they yield is a test of the rate. Figures without a time belong together
in one sentence, or anywhere if they were handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tachograph.checking.confidence import given
from tachograph.checking.context import Context
from tachograph.checking.evidence import UNITS_SOLD
from tachograph.checking.figures import is_average
from tachograph.checking.fitting import DERIVED
from tachograph.checking.operands import SHARE_METRICS
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.quantity import Modifier

_WORDS = 40  # characters
_OTHERWISE = re.compile(  # of a moment that the text does not give, or reckoned in another way
    r"\bat (?:one|some) (?:point|time|stage)|\bat times|\bbriefly|\bintraday|\bup to\b|\blike[- ]for[- ]like|\bcomparable\b|\brestated"
    r"|\borganic|\bannuali[sz]ed|\bdaily\b|\baverage|\bseasonally|一度|盘中|盤中|曾|最高|最低|可比|同口径|同口徑|追溯|重述|日均|年化|季调",
    re.IGNORECASE,
)
_LEAD = 40  # characters
_SO_FAR = re.compile(r"\b(?:cumulative\w*|so far|year to date|since)\b|累[计計]|今年以来|年初至今", re.IGNORECASE)
_THAN = re.compile(
    r"(?:比|较|較|[与與]|和)[^，,。；\d]{0,4}(?:\d{1,2}月|上月|上年|去年|同期)[^，,。；\d]{0,4}的$|\b(?:than|from|against|versus|compared with) (?:the |last \w+['’]s )?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:the |its )?(?:\w+ )?$|[从從由]$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:(?:cars|vehicles|units)\s)?(?:down |up )?to\s(?:the |about )?|\s*(?:调低|調低|下调|下調|上调|上調|调高|降|提高|提升|修正|调整|調整)?[到至为為]\s*",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"\b(?:original|initial|earlier|previous|former|old)\w*\b|原|最初|年初|此前", re.IGNORECASE)
_HAPPENED = (Modality.ACTUAL, Modality.ESTIMATE)
_RATES = ("percent", "percentage_point", "times", "rank")


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure and the one that it is measured by."""

    part: Claim
    base: Claim


@dataclass(frozen=True, slots=True)
class Basis:
    """What the words of a basis name: empty where they do not say."""

    subject: str = ""
    model: str = ""
    metric: str = ""
    period: str = ""
    target: bool = False


def compared_each(context: Context, rate: Claim) -> Sequence[Sequence[Compared]]:
    """The pairs for each of several figures that a share or multiple names; empty if it names one, or any is not given."""
    names = (rate.basis or "").split(",")
    if len(names) < 2 or rate.kind is Kind.CHANGE:
        return ()
    each = [compared(context, replace(rate, basis=name.strip())) for name in names]
    return each if all(each) else ()


def compared(context: Context, rate: Claim) -> Sequence[Compared]:
    """The pairs of figures that a change, share or multiple may compare by all of its fields; empty if it names none."""
    scope = context.scopes.get(rate.id)
    metric = context.pack.metrics.get(rate.metric or "")
    if scope is not None and rate.kind is Kind.LEVEL:
        return tuple(_by_definition(context, rate, scope, metric.quotient)) if metric and metric.quotient else ()
    if scope is None or not rate.basis or rate.kind not in DERIVED or is_reckoned_otherwise(context, rate):
        return ()
    when = canonical(rate.basis)
    basis = Basis(period=when) if when else _read(context, rate)
    if basis is None:
        return ()
    levels = [
        c for c in context.claims if c is not rate and _is_level(context, c, points=rate.unit == "percentage_point")
    ]
    pairs = (
        Compared(x, y)
        for y in levels
        if _is_base(context, y, rate, scope, basis)
        for x in levels
        if x is not y and _units_fit(rate, x, y) and _is_part(context, x, rate, scope, y)
    )
    found = [p for p in pairs if rate.kind is not Kind.SHARE or basis.target or _is_wider(context, p.part, p.base)]
    if rate.kind is Kind.SHARE:
        found = [p for p in found if not _is_no_whole(context, p)] or found
    exact = [p for p in found if p.part.modifier is p.base.modifier is Modifier.EXACTLY]
    return tuple(p for p in found if p in exact or not any(_says_again(context, p, e) for e in exact))


def _is_no_whole(context: Context, pair: Compared) -> bool:
    """Whether words make a figure no whole of another: it is what something else is compared with, a run of months, or an old aim."""
    lead, words = context.before(pair.base, _LEAD), context.sentence_text(pair.part)
    if not canonical(pair.base.period):
        so_far = _SO_FAR.search(lead) and not _SO_FAR.search(context.before(pair.part, _LEAD))
        if so_far or _THAN.search(lead):
            return True
    place = context.position[pair.base.id]
    later = context.claims[place + 1] if place + 1 < len(context.claims) else pair.base
    changed = pair.base.modality is later.modality is Modality.TARGET and later.unit == pair.base.unit
    told = _FROM.search(lead) and _TO.fullmatch(context.between(pair.base, later))
    return changed and later is not pair.base and bool(told) and not _ORIGINAL.search(words)


def _says_again(context: Context, loose: Compared, exact: Compared) -> bool:
    """Whether a pair says in round words what another says to the unit."""
    return all(
        context.scopes[a.id] == context.scopes[b.id]
        and canonical(a.period) == canonical(b.period)
        and (canonical(a.period) or given((a, b)))
        and a.modality is b.modality
        and a.quantity.tolerant().meets(b.quantity.tolerant())
        for a, b in ((loose.part, exact.part), (loose.base, exact.base))
    )


def _units_fit(rate: Claim, part: Claim, base: Claim) -> bool:
    """Whether figures are of one unit; a multiple with a unit (stalls per station) has that of its first figure."""
    if rate.kind is Kind.RATIO and rate.unit not in _RATES:
        return part.unit == rate.unit != base.unit
    return part.unit == base.unit or (is_money(part) and is_money(base))


def is_money(claim: Claim) -> bool:
    """Whether a figure is an amount in a currency."""
    return len(claim.unit) == 3 and claim.unit.isupper()


def is_reckoned_otherwise(context: Context, rate: Claim) -> bool:
    """Whether the words beside a rate say that it is not simply of the figures that the text gives."""
    return bool(_OTHERWISE.search(f"{context.before(rate, _WORDS)} {context.after(rate, _WORDS)}"))


def _by_definition(context: Context, rate: Claim, scope: Scope, metrics: Sequence[str]) -> Iterator[Compared]:
    """The two figures of which one over the other a metric is, of the very same thing and time."""
    alike = [
        c
        for c in context.claims
        if c.id in context.scopes
        and _is_level(context, c)
        and _place(context.scopes[c.id]) == _place(scope)
        and _same_time(context, c, rate)
        and c.modality is rate.modality
    ]
    part, base = ([c for c in alike if _counts_alike(c.metric, metric)] for metric in metrics)
    yield from (Compared(x, y) for x in part for y in base if _units_fit(rate, x, y) or rate.unit != "percent")


def _is_level(context: Context, claim: Claim, *, points: bool = False) -> bool:
    """Whether it is a plain figure; differences in points are of shares and margins."""
    if claim.modifier is Modifier.BETWEEN or claim.id not in context.scopes or claim.quantity.value <= 0:
        return False
    if points:
        return claim.unit == "percent" and claim.kind in (Kind.LEVEL, Kind.SHARE)
    return claim.kind is Kind.LEVEL and claim.unit not in _RATES and not is_average(context, claim)


# --- the figure itself ------------------------------------------------------------------------------------------------


def _is_part(context: Context, level: Claim, rate: Claim, scope: Scope, base: Claim) -> bool:
    own = context.scopes[level.id]
    metric = base.metric if scope.metric in SHARE_METRICS and rate.kind is not Kind.CHANGE else rate.metric
    return (
        _place(own) == _place(scope)
        and _counts_alike(level.metric, metric)
        and _same_view(level.modality, rate.modality)
        and _same_time(context, level, rate)
    )


def _place(scope: Scope) -> tuple[str, str, str, str]:
    return scope.subject, scope.region, scope.segment, scope.model


def _counts_alike(a: str | None, b: str | None) -> bool:
    return a == b or {a, b} <= UNITS_SOLD


def _same_view(a: Modality, b: Modality) -> bool:
    return a is b or {a, b} <= set(_HAPPENED)


def _same_time(context: Context, level: Claim, rate: Claim) -> bool:
    a, b = canonical(level.period), canonical(rate.period)
    return a == b and (bool(a) or _near(context, level, rate))


def _near(context: Context, a: Claim, b: Claim) -> bool:
    return given((a, b)) or context.sentence(a) == context.sentence(b)


# --- what it is measured by -------------------------------------------------------------------------------------------


def _read(context: Context, rate: Claim) -> Basis | None:
    """The words of a basis: a subject, model, metric, target and period of the text, in any of these orders; else none."""
    words = (rate.basis or "").casefold().replace("_", " ")
    if "," in words:
        return None  # several at once
    first, _, last = words.rpartition(" ")
    period = canonical(last) if last else ""
    words = first if period else words
    target = words.endswith("target")
    words = words.removesuffix("target").strip()
    metric, words = _ending(words, _metrics(context))
    subject, model = _whose(context, words)
    if words and not subject and not model:
        return None
    return Basis(subject, model, metric, period, target) if metric or target or subject or model else None


def _metrics(context: Context) -> Iterator[str]:
    """What the text counts; a "sales target" is one of deliveries too."""
    yield from sorted({*UNITS_SOLD, *(c.metric for c in context.claims if c.metric)}, key=len, reverse=True)


def _ending(words: str, metrics: Iterator[str]) -> tuple[str, str]:
    for metric in metrics:
        name = metric.replace("_", " ")
        if words == name or words.endswith(f" {name}"):
            return metric, words[: -len(name)].strip()
    return "", words


def _whose(context: Context, words: str) -> tuple[str, str]:
    """The subject's id in scopes, and the model, that words name exactly: either or both, one after the other."""
    for claim in context.claims:
        scope = context.scopes.get(claim.id)
        if scope is None or not words:
            continue
        subject, model = (claim.subject or "").casefold(), scope.model
        if words == subject:
            return scope.subject, ""
        if model and words == model:
            return "", model
        if model and words == f"{subject} {model}":
            return scope.subject, model
    entity = context.pack.entity_named(words) if words else None
    return (entity.id, "") if entity else ("", "")


def _is_base(context: Context, level: Claim, rate: Claim, scope: Scope, basis: Basis) -> bool:
    own = context.scopes[level.id]
    if basis.target != (level.modality is Modality.TARGET) and not (
        rate.modality is Modality.TARGET and not basis.target
    ):
        return False
    metric = basis.metric or (rate.metric if rate.metric not in SHARE_METRICS else level.metric)
    if own.subject != (basis.subject or scope.subject) or not _counts_alike(level.metric, metric):
        return False
    wide = ("",) if rate.kind is Kind.SHARE or basis.target else ()
    if own.model not in (basis.model or scope.model, *(wide if not basis.model else ())):
        return False
    if basis.subject and basis.subject != scope.subject:
        return (
            own.region in (scope.region, "")
            and own.segment in (scope.segment, "")
            and _when(context, level, rate, basis)
        )
    narrow = all(a in (b, *wide) for a, b in ((own.region, scope.region), (own.segment, scope.segment)))
    return narrow and _when(context, level, rate, basis)


def _when(context: Context, level: Claim, rate: Claim, basis: Basis) -> bool:
    if basis.period:
        return canonical(level.period) == basis.period
    if basis.target:
        outer, inner = parsed(level.period or ""), parsed(rate.period or "")
        if outer is None or inner is None:
            return outer is inner and _near(context, level, rate)
        return outer.contains(inner)
    if rate.kind is Kind.RATIO and rate.unit not in _RATES and _ends_with(level, rate):
        return True  # stores at the end of the month
    if basis.metric and not basis.subject and basis.metric != rate.metric and rate.kind is Kind.CHANGE:
        alike = [c for c in context.claims if c.metric == basis.metric and _is_level(context, c)]
        return len(alike) == 1 or _same_time(context, level, rate)  # an issue price is of one day
    return _same_time(context, level, rate)


def _ends_with(level: Claim, rate: Claim) -> bool:
    a, b = parsed(level.period or ""), parsed(rate.period or "")
    return a is not None and b is not None and a.end == b.end


def _is_wider(context: Context, part: Claim, base: Claim) -> bool:
    """Whether a whole is more than its part by its fields: another subject, metric, or less narrowed.

    Where no field tells them apart ("own brands sold 1.3 of the 2.1 million"), the smaller one of the only two is the part.
    """
    a, b = context.scopes[part.id], context.scopes[base.id]
    if (*_place(a), a.metric) != (*_place(b), b.metric):
        return True
    values = {
        c.quantity.value
        for c in context.claims
        if context.scopes.get(c.id) == b and c.kind is Kind.LEVEL and canonical(c.period) == canonical(base.period)
    }
    return len(values) == 2 and bool(canonical(base.period)) and part.quantity.value < base.quantity.value
