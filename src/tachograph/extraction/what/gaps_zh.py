"""What Chinese says is missing to an aim: 离全年目标还有3.1万辆, 距20万辆的目标只差2万辆, 缺口近7万辆."""

from __future__ import annotations

import re

from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Sentence

_AIM = r"(?:目[标標]|任[务務]|KPI|指[标標]|[终終][点點]|及格[线線]|下限|上限|[红紅][线線])"
_ABOUT = r"(?:将近|大约|[约約近逾超])?"
_FROM_AIM = re.compile(
    rf"(?:距[离離]?|[离離])[^，。；]{{0,24}}{_AIM}[^，。；\d]{{0,8}}?(?:有|[差剩缺欠]了?|不到|不足){_ABOUT}$"
)
_GAP = re.compile(
    rf"缺口[^，。；\d]{{0,6}}$|(?:[还還仍尚][缺欠]|[仅僅只][差剩缺]|[还還]剩|[需要得]补[上齐齊足]?){_ABOUT}$"
)
_BARE = re.compile(rf"(?<![相落之偏误誤温溫时時])差(?:了|着|著)?{_ABOUT}$")
_AIMED = re.compile(rf"{_AIM}|才?[填追赶趕][得不]上|[达達][标標]")
# 两家差2万辆, 离榜首只差3000辆, 与吉利相差3万辆: missing to somebody else
_AGAINST = re.compile(
    rf"(?:比(?![亚亞]迪)|[与與和跟较較榜]|同(?!期)|[两兩](?:家|名|者|款|[国國强強])|之[间間]|第[一二三\d]|冠[军軍]|[对對]手)(?:(?!{_AIM})[^，。；])*$"
)


def is_gap(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether the words before a figure say that so much is missing to an aim that their sentence names."""
    start = draft.figure.full.start
    first = max(sentence.span.start, start - 48)
    if _FROM_AIM.search(text, first, start):
        return True
    if _AIMED.search(text, sentence.span.start, sentence.span.end) is None or _AGAINST.search(text, first, start):
        return False
    return _GAP.search(text, first, start) is not None or _BARE.search(text, first, start) is not None
