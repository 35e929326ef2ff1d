"""Figures of a time that had not begun when the text was published, told as having happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.period import Period

INFO = RuleInfo(
    code="publication_date",
    tier="basic",
    catches="A figure told as having happened in a month or year that begins after the day the text was published: the "
    "year or month is wrong, or the date of the text.",
    failing="Published on 3 March 2025: In February 2026 NIO delivered 20,797 cars.",
    passing="Published on 3 March 2026: In February 2026 NIO delivered 20,797 cars.",
    how="The first day of the figure's time against the date of the text, with two days for time zones.",
)

_ELSEWHERE = timedelta(days=2)  # what a time zone and a date read from a page may be off


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for all figures of one time after the text's own date."""
    context, published = figures.context, figures.context.document.published
    if published is None:
        return
    groups: dict[str, list[Claim]] = {}
    for claim in context.claims:
        when = parsed(claim.period or "")
        if (
            when is not None
            and when.start is not None
            and when.start > published + _ELSEWHERE
            and _told(context, claim, when)
        ):
            groups.setdefault(str(when), []).append(claim)
    for period, claims in groups.items():
        yield _finding(period, claims, context)


def _told(context: Context, claim: Claim, when: Period) -> bool:
    """Whether a figure is of the past by its words, and its sentence names the year itself."""
    happened = claim.kind in (Kind.LEVEL, Kind.CHANGE) and claim.modality is Modality.ACTUAL
    return happened and sure([claim]) and str(when.end.year) in context.sentence_text(claim)


def _finding(period: str, claims: list[Claim], context: Context) -> Finding:
    published = context.document.published
    assert published is not None
    ids, first = tuple(c.id for c in claims), claims[0]
    message = (
        f"{first.quote} is told as the figure of {period_words(period)}, but the text is of {published.isoformat()}"
    )
    if len(claims) > 1:
        message += f"; likewise {len(claims) - 1} more"
    step = Step(f"{period_words(period)} begins after {published.isoformat()}", None, ids)
    when = parsed(period)
    earlier = when.years_earlier() if when else None
    repairs = tuple(Repair(c.id, "period", period, str(earlier), len(claims)) for c in claims) if earlier else ()
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs)
