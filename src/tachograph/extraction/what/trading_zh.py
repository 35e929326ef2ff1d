"""Share prices told in Chinese without the word for them: 比亚迪股份跌约8%，小鹏汽车跌9%."""

from __future__ import annotations

import re

from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Sentence

_EXCHANGE = re.compile(
    "股价|股價|港股|[AH美]股|股份|收盘|收盤|收评|盘中|盤中|早盘|午后|开盘|恒指|恒生|沪指|纳指|汽车股|车企股|板块|概念股|普跌|普涨|领跌|领涨|股市|挂牌|交易日|逆市|逆势[涨跌]"
)
_MOVES = re.compile(
    "(?:盘中|一度|早盘|午后|收盘|最终|续|再|均|齐|股价|逆市|逆势)*(?:收|大|微|重|急|暴|高开|低开|下|上|飙|劲)?(?:跌|涨|升|挫)(?:幅)?(?:了|超|超过|逾|近|约|达|至多)*$"
)
_SOLD = re.compile(
    "同比|环比|按年|按月|销|交付|批发|零售|出口|产量|订单|营收|收入|利润|毛利|价格|售价|均价|成本|油价|碳酸锂"
)
_NEAR = 600  # characters: an article on the exchange says so where it begins its paragraph


def is_share_move(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a rise or fall is of a share: a bare 跌 or 涨 in a passage on the exchange that speaks of nothing sold."""
    lead = text[sentence.span.start : draft.figure.full.start]
    if lead.isascii() or _MOVES.search(lead) is None or _SOLD.search(lead):
        return False
    start = max(text.rfind("\n", 0, sentence.span.start) + 1, sentence.span.start - _NEAR)
    return _EXCHANGE.search(text, start, draft.figure.full.start) is not None
