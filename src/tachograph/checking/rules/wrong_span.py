"""A month's figure told as a quarter's or a year's so far, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tachograph.checking.confidence import firm, given, sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import agreed_level, hosts, supports
from tachograph.checking.figures import Figures
from tachograph.checking.misplaced import counts, is_named, is_telling, plainly_dated, refuted, says, swapped
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import Scope, canonical, parsed
from tachograph.checking.wording import period_words
from tachograph.core.claim import Claim, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.pack import Nature
from tachograph.core.period import Period

INFO = RuleInfo(
    code="wrong_span",
    tier="strict",
    catches="A figure of a quarter or a year so far told as a month's, or a month's as theirs: sources have it, to the "
    "unit, for the longer or shorter time, and independent ones give another for the one named; or the text itself gives "
    "one figure for both.",
    failing="XPeng delivered 429,445 cars in December 2025.",
    passing="XPeng delivered 429,445 cars in 2025.",
    how="The figure is looked up among the seller's figures of times that include the one named or lie within "
    "it; it must be there to the unit, and two independent sources must exclude it for the time that the "
    "sentence names.",
)

_INDEPENDENT = 2  # hosts
_FEWER = 3  # digits of a figure that names its series where the text has another one for its time
_PAIR = 2  # times
_BEGAN = re.compile(  # within the longer time, or only its best month is told
    r"\b(?:first (?:full )?(?:month|batch)|launch\w*|debut\w*|newcomer|on sale since|(?:began|begun|started|beginning of) (?:\w+ )?(?:sales|selling|deliver\w+|in)|records?|best|peak|highest|high of)\b"
    r"|首月|首个月|首個月|首批|上市|开售|開售|开始|開始|启动|啟動|最高|纪录|紀錄|新高",
    re.IGNORECASE,
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every figure whose value is that of a time that includes, or lies within, the one named."""
    context = figures.context
    for case in refuted(figures):
        own = parsed(case.claim.period or "")
        rows = [
            r
            for r in context.records(case.scope.subject).rows
            if counts(case.claim, case.scope, r) and _nested(own, parsed(r.observation.period))
        ]
        found = says(case.claim, rows)
        spans = {r.period: r.observation.period for r in found}
        if len(spans) != 1 or own is None:
            continue
        (span,) = spans.values()
        other = parsed(span)
        named = other is not None and is_named(context, case.claim, other)
        if named and plainly_dated(context, case.claim, own) and not _so_far(context, own, other):
            yield swapped(context, INFO.code, case, found, field="period", before=case.claim.period or "", after=span)
    yield from _twice(figures)


def _nested(a: Period | None, b: Period | None) -> bool:
    if a is None or b is None or a.same_days(b):
        return False
    return a.contains(b) or b.contains(a)


def _so_far(context: Context, named: Period, span: Period | None) -> bool:
    """Whether the text may have been written before the time named was over, and tell what there was of it by then."""
    published = context.document.published
    unfinished = published is None or published <= named.end
    return unfinished and span is not None and span.start == named.start and span.end < named.end


def _twice(figures: Figures) -> Iterator[Finding]:
    """One figure for a month and for the months that include it: nothing is left for the others."""
    context = figures.context
    groups: dict[tuple[Scope, Decimal], dict[str, Claim]] = {}
    for claim in context.claims:
        scope, when = context.scopes.get(claim.id), canonical(claim.period)
        if scope and when and is_telling(claim, _FEWER) and context.nature(scope.metric) is Nature.FLOW:
            groups.setdefault((scope, claim.quantity.value), {}).setdefault(when, claim)
    for claims in groups.values():
        if len(claims) == _PAIR:
            short, long = sorted(claims.values(), key=lambda c: _days(c.period))
            telling = is_telling(short) or _other_levels(context, short)
            if telling and _leaves_out(context, short, long) and not _has_another(context, long):
                misdated = not given((short, long)) and (
                    _is_denied(context, short) or bool(_other_levels(context, short))
                )
                yield _said_of_both(short, long, plainly=_plainly(context, short, long), misdated=misdated)


def _leaves_out(context: Context, short: Claim, long: Claim) -> bool:
    """Whether the longer time has others than the shorter in which the seller was selling, as far as is known or told."""
    month, whole = parsed(short.period or ""), parsed(long.period or "")
    if month is None or whole is None or not _nested(month, whole) or _so_far(context, whole, month):
        return False
    if any(_BEGAN.search(context.sentence_text(c)) for c in (short, long)):
        return False
    if _opens_year(month) and whole.since_inception and not given((short, long)):
        return False  # counted up since January, which words do not always say
    entity = context.entity(short)
    launched = parsed((entity.first_delivery if entity else None) or "")
    return launched is None or launched.start is None or month.start is None or launched.start < month.start


def _opens_year(month: Period) -> bool:
    return month.whole_months == 1 and month.end.month == 1


def _has_another(context: Context, long: Claim) -> bool:
    """Whether the text gives another figure for the longer time: then this one was read as being for it."""
    scope, when = context.scopes[long.id], canonical(long.period)
    own = (c for c in context.claims if context.scopes.get(c.id) == scope and canonical(c.period) == when)
    return not given((long,)) and any(
        is_telling(c) and c.modality is long.modality and c.quantity.value > long.quantity.value for c in own
    )


def _days(period: str | None) -> int:
    found = parsed(period or "")
    return (found.days if found else None) or 10**9


def _other_levels(context: Context, claim: Claim) -> Sequence[Claim]:
    """What else the text gives for the very thing and time of a figure, read as good as certainly."""
    scope, when = context.scopes.get(claim.id), canonical(claim.period)
    own = (c for c in context.claims if context.scopes.get(c.id) == scope and canonical(c.period) == when)
    return [
        c for c in own if is_telling(c) and firm((c,)) and not c.quantity.tolerant().meets(claim.quantity.tolerant())
    ]


def _plainly(context: Context, short: Claim, long: Claim) -> bool:
    """Whether both times are told, and not only read into it; or sources, or the text, have another figure for the shorter."""
    month, whole = parsed(short.period or ""), parsed(long.period or "")
    if given((short, long)):
        return True
    if month is None or whole is None or not sure((short, long)):
        return False
    if _other_levels(context, short):
        return True
    return is_named(context, long, month) and (is_named(context, short, whole) or _is_denied(context, short))


def _is_denied(context: Context, claim: Claim) -> bool:
    """Whether independent sources agree on another figure."""
    scope = context.scopes[claim.id]
    rows = agreed_level(context.records(scope.subject), scope, canonical(claim.period))
    return hosts(rows) >= _INDEPENDENT and not any(supports(claim.quantity, r) for r in rows)


def _said_of_both(short: Claim, long: Claim, *, plainly: bool, misdated: bool) -> Finding:
    """The finding; ``misdated`` if it is known that the shorter time has another figure."""
    message = (
        f"{short.quote} is given for {period_words(short.period)} and for {period_words(long.period)}: "
        f"nothing would be left for the rest of {period_words(long.period)}"
    )
    steps = tuple(
        Step(f"{c.quote} for {period_words(c.period)}", c.quantity.interval(), (c.id,)) for c in (short, long)
    )
    repairs = (
        Repair(short.id, "period", short.period or "", long.period or ""),
        Repair(long.id, "period", long.period or "", short.period or ""),
    )
    verdict = Verdict.CONTRADICTED if plainly else Verdict.IMPLAUSIBLE
    if misdated and plainly:
        return Finding(INFO.code, verdict, (short.id, long.id), message, steps, (), repairs[:1], (short.id,))
    return Finding(INFO.code, verdict, (short.id, long.id), message, steps, (), repairs)
