"""Chinese expenses told as a part of revenue: 销售费用率是18.2%，到2024年爬到21.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort

_RATE = re.compile(
    r"(?:的?(?:费用|費用|开支|開支|投入|支出))?(?:率|[占佔](?:总|總)?(?:收入|营收|營收)(?:的?比[例重]?)?|收入[占佔]比)"
)
# 研发投入45.6亿元，相当于收入的5.1%; 占营收比重10.9%: behind the amount itself
_OF_REVENUE = re.compile(
    r"[，（(]?(?:约|約|大约|大約)?(?:[占佔](?:到|了|去|据|據)?|相[当當][于於]|约?合|約合|等[于於]|折合|[为為])(?:约|約|了)?"
    r"(?:其|公司|集[团團]|同期|[当當]期|[单單]季|[当當]季|[总總]|全年|全部)*(?:收入|[营營]收|[营營][业業]收入|[销銷]售(?:额|額|收入))"
    r"(?:的?比[重例]|的|之比)?(?:比[重例])?[为為达達到约約近]*"
)
# 同比提高2%, 下降了3%: how far something moved, where 到 or 至 does not say where it came to
_MOVED = re.compile(
    r"(?:同比|[环環]比|按[年季月]|[增升降涨漲减減跌]|提高|回落|下滑|收窄|扩大|擴大)[^，。；\d至到为為是]{0,4}$"
)
_CLAUSE = re.compile("[，。；]")
_REVENUE = "revenue"


def settle_expense_rates(scene: Scene, sentence: Sentence, drafts: Sequence[Draft], pack: Pack) -> None:
    """Give percentages behind the rate of an expense, up to the next measure, to that expense as shares of revenue."""
    if scene.document.lang != "zh" or _REVENUE not in pack.metrics:
        return
    measures = sentence.of_sort(Sort.METRIC)
    for i, mention in enumerate(measures):
        metric = pack.metrics[mention.key]
        unit = pack.units.get(metric.unit)
        rate = _RATE.match(scene.text, mention.span.end) or _behind_amount(scene.text, drafts, mention.span.end)
        spent = unit is not None and unit.dimension == "money" and metric.nature is Nature.FLOW  # 折扣率 is of a price
        if rate is None or not spent or metric.id == _REVENUE:
            continue
        others = (m.span.start for m in measures[i + 1 :] if m.span.start >= rate.end())
        end = next(others, sentence.span.end)
        for draft in drafts:
            if not rate.end() <= draft.span.start < end or draft.metric is not None:
                continue
            if draft.figure.form is Form.POINTS:
                draft.metric = metric.id
            elif draft.figure.form is not Form.PERCENT or draft.kind is not None:
                continue
            elif not _MOVED.search(scene.text, rate.end(), draft.figure.full.start):
                draft.kind, draft.metric, draft.basis = Kind.SHARE, metric.id, _REVENUE
                draft.fixed.add("metric")


def _behind_amount(text: str, drafts: Sequence[Draft], start: int) -> re.Match[str] | None:
    """The words behind the amount of an expense, right behind its name, that measure it by revenue."""
    amount = next((d for d in drafts if d.span.start >= start), None)
    if amount is None or amount.figure.form is not Form.MONEY or _CLAUSE.search(text, start, amount.span.start):
        return None
    return _OF_REVENUE.match(text, amount.figure.full.end)
