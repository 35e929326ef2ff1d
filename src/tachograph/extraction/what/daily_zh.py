"""Chinese averages of a day: 日均零售4.6万辆 is no total of the days that it is the average of."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft

_A_DAY = re.compile(r"(?:日均|(?:平均|折合)每[天日]|每[天日]平均)[^，。；：\d]{0,12}$")
_NEAR = 20  # characters


def settle_daily(text: str, drafts: list[Draft], pack: Pack) -> None:
    """Call what is sold, made or done on an average day so, with what is said of it: its changes and shares."""
    for draft in drafts:
        metric = pack.metrics.get(draft.metric or "")
        if metric is None or metric.nature is not Nature.FLOW or "table" in draft.fixed or draft.kind is not Kind.LEVEL:
            continue
        start = max(draft.sentence.span.start, draft.figure.full.start - _NEAR)
        if metric.id.startswith("daily_") or _A_DAY.search(text, start, draft.figure.full.start) is None:
            continue
        for told in drafts:
            if told is draft or (told.host is draft and told.metric == metric.id):
                told.metric = f"daily_{metric.id}"
