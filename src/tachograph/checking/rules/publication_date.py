"""Figures of a time that had not begun when the text was published, told as having happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import parsed
from tachograph.checking.wording import period_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Repair, Step
from tachograph.core.pack import Nature
from tachograph.core.period import Period

INFO = RuleInfo(
    code="publication_date",
    tier="basic",
    catches="A figure told as having happened in a month or year that begins after the day the text was published: the "
    "year or month is wrong, or the date of the text.",
    failing="HEFEI, March 3, 2025 /PRNewswire/ -- In February 2026 NIO delivered 20,797 cars.",
    passing="HEFEI, March 3, 2026 /PRNewswire/ -- In February 2026 NIO delivered 20,797 cars.",
    how="The first day of the figure's time ≤ the date of the text, with two days for time zones; only where the sentence "
    "names the year and speaks of nothing to come.",
)

_ELSEWHERE = timedelta(days=2)  # what a time zone and a date read from a page may be off
_TO_COME = re.compile(  # and the years of a company's books, which may begin before those of the calendar
    r"\b(?:will|would|shall|to be|expect\w*|plan\w*|aim\w*|target\w*|goals?|forecast\w*|project(?:s|ed|ion\w*)|predict\w*|guid\w+"
    r"|outlook|estimate\w*|schedul\w*|(?:from|by|until)(?: \w+){0,3} \d{4}|starting|fiscal|fy ?\d*)\b|[将將]|预[计計期测測]|預[计計期测測]|目[标標]|[计計][划劃]|指引|[财財]年|起",
    re.IGNORECASE,
)


def findings(figures: Figures) -> Iterator[Finding]:
    """One finding for all figures of one time after the text's own date."""
    context, published = figures.context, figures.context.document.published
    if published is None:
        return
    groups: dict[Period, list[Claim]] = {}
    for claim in context.claims:
        when = parsed(claim.period or "")
        if when is None or when.start is None or when.start <= published + _ELSEWHERE:
            continue
        if _is_told_as_past(context, claim, when):
            groups.setdefault(when, []).append(claim)
    for when, claims in groups.items():
        yield _finding(claims, when, published)


def _is_told_as_past(context: Context, claim: Claim, when: Period) -> bool:
    """Whether a figure of something that happens is told as past, and its sentence names the year itself."""
    happened = claim.kind in (Kind.LEVEL, Kind.CHANGE) and claim.modality is Modality.ACTUAL
    flows = context.nature(claim.metric or "") is Nature.FLOW
    text = context.sentence_text(claim)
    return happened and flows and sure([claim]) and str(when.end.year) in text and not _TO_COME.search(text)


def _finding(claims: list[Claim], when: Period, published: date) -> Finding:
    ids, first = tuple(c.id for c in claims), claims[0]
    period, day = period_words(first.period), period_words(published.isoformat())
    message = f"{first.quote} is told as a figure of {period}, but the text is of {day}, before that began"
    if len(claims) > 1:
        message += f"; likewise {len(claims) - 1} more"
    step = Step(f"{period} begins after {day}", None, ids)
    earlier = str(when.years_earlier())
    repairs = tuple(Repair(c.id, "period", c.period or "", earlier, len(claims)) for c in claims)
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs)
