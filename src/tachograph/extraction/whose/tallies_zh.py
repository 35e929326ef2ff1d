"""How many sellers a Chinese market has that do something: 批发破万的厂商有17家, 共有35家企业实现装车，比去年少5家."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.extraction.draft import Draft
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.whose.markets import Markets

_SELLERS = "(?:企[业業]|[厂廠][商家]?|[车車]企|公司|供[应應]商|品牌|新[势勢]力)"
_HAS = re.compile(
    f"(?:{_SELLERS}|的)(?:一?共|[总總]共|已|就|只|[仅僅]|[还還]|[将將]|[达達]到?)*(?:有|[达達]|[达達]到)[了约約近超逾]*$"
)
_THERE_ARE = re.compile("(?:一?共|[总總]共|[当當全][月年])(?:已|[还還])?有[了约約近超逾]*$")
_WHO = re.compile(f"[\u4e00-\u9fff]{{0,6}}?{_SELLERS}")
_UNITS = ("maker", "company")
_TALLIED = "makers"


def settle_tallies(text: str, drafts: Sequence[Draft], markets: Markets) -> None:
    """Give such a count, and how far it has moved, to the market: that of the segment its sentence names, if any."""
    tally: Draft | None = None
    for draft in drafts:
        if draft.unit not in _UNITS or "table" in draft.fixed or draft.dropped:
            continue
        if draft.kind is Kind.COUNT:
            tally = draft if _is_tally(text, draft) else None
            market = None if tally is None else markets.tallied(draft.sentence)
            tally = None if market is None else tally
            draft.subject = market or draft.subject
            draft.metric = draft.metric if tally is None else _TALLIED
        elif draft.kind is Kind.CHANGE and tally is not None and draft.sentence is tally.sentence:
            draft.subject, draft.metric, draft.period = tally.subject, _TALLIED, tally.period


def _is_tally(text: str, draft: Draft) -> bool:
    """Whether the words around a count say how many there are, and not what those did together."""
    start, end = draft.sentence.span.start, draft.figure.full.start
    if not any(m.sort is Sort.METRIC for m in draft.sentence.mentions):
        return False  # 有公开目标的有九家: of whom the text has told
    if _HAS.search(text, start, end):
        return True
    who = draft.unit == "company" or _WHO.match(text, draft.span.end)
    return _THERE_ARE.search(text, start, end) is not None and bool(who)
