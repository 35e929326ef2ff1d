"""Chinese times of what was decided or begun: when an aim was set or changed, and what opened or was launched."""

from __future__ import annotations

import re

# YU7于7月开始交付, 10月刚上市: when something began
_BEGINS_ZH = re.compile(
    r"[^，。；\d]{0,3}(?:开始|開始|正式|启动|啟動|首批|刚刚?|才刚?)(?:交付|上市|量产|量產|投产|投產|发售|發售|开售|预售|实施|开业|上线)"
)
# 7月将销量目标从…提至, 年中才把指标上调: when an aim was changed
_AIMS_ZH = re.compile(
    r"[^，。；\d]{0,3}(?:[将將把][^，。；\d]{0,12}|(?:[又再才已曾]|进一步|再次)*(?:[上下][调調修]|[调調][高低整升]|提[高升]|降低|修正|砍)了?[^，。；\d]{0,6})(?:目[标標]|指[标標引]|任[务務]|KPI)"
)
# 年初定下的13万辆目标: when an aim was set
_SETS_ZH = re.compile(
    r"[^，。；\d]{0,5}?(?:[设設制拟擬]?[定订訂](?:下|立)?|[立许許放喊提给給拍报報]出?下?|公布|宣布|官宣|[设設]下|承[诺諾])的(?![^，。；]{0,12}(?:[实實][际際]|[销銷]量))"
)
# 8月又上调至58万辆: the same, where only the verb says so
_REVISES_ZH = re.compile(
    r"(?:[又再才已曾]|进一步|再次|将其|把它)*(?:[上下][调調]|[调調提][高低升整]?|[修更]正|加码|降低?|砍)[至到为為]"
)


def is_of_event(text: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` on, behind a time, say that something was begun or aimed at then."""
    return any(cue.match(text, start, end) for cue in (_BEGINS_ZH, _AIMS_ZH, _SETS_ZH))


def settles_aim(text: str, start: int) -> bool:
    """Whether the words from ``start`` on, behind a time, say that an aim was set or changed then."""
    chinese = text[start : start + 1] > "\u2e80"
    return chinese and any(cue.match(text, start) for cue in (_REVISES_ZH, _AIMS_ZH, _SETS_ZH))
