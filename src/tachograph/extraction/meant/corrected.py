"""Figures that a text gives only to say that they were wrong: 误写作3.2万辆，应为2.3万辆, "misstated as 32,000"."""

from __future__ import annotations

import re

from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless

_WRONG = Caseless(
    r"\b(?:misstat(?:ed|ing)|misreport(?:ed|ing)|misprinted|misquoted|(?:wrongly|incorrectly|erroneously|mistakenly|inaccurately) (?:said|stated|gave|reported|put|listed|wrote|printed|given|quoted)"
    r"|(?:earlier|previous|prior) (?:version|edition) (?:of (?:this|the|our) (?:article|story|report|piece) )?(?:had )?(?:gave|given|said|stated|put|reported|listed))\b"
    r"(?:(?!\b(?:should|correct|rather|instead|not)\b)[^.;]){0,80}$",
    r"(?:误|誤|错|錯)(?:写|寫|印|刊|记|記|报|報|登|标|標|排|录|錄|植|载|載)?(?:作|为|為|成|成了|了)[“「]?(?:约|近|超)?$"
    r"|(?:早前|此前|先前|[较較]早|之前)(?:的)?(?:版本|稿件|报道|報道)[^。；]{0,30}$"
    r"|原(?:文|稿|数|数字|数据)?(?:误|错)?(?:为|作|写作)[“「]?$",
)
_WRONG_BEHIND = re.compile(
    r"\s?[”\"']?,?\s(?:was|is|were|are)\s(?:wrong|incorrect|an? (?:error|mistake|misprint)|erroneous)\b"
    r"|[”」]?(?:一[句处數数])?(?:有误|有誤|系笔误|是笔误|系误|为误)",
    re.IGNORECASE,
)
_RIGHT = Caseless(
    r"\b(?:should (?:have )?(?:be(?:en)?|read|said)|(?:the )?correct (?:figure|number) (?:is|was)|corrected to|rather than|it was)\b",
    r"应(?:当)?(?:改|更正|订正|修正)?(?:为|作|是)|應(?:當)?(?:改|更正|訂正|修正)?(?:為|作|是)|(?:更正|订正|改正)为|正确(?:的)?(?:数字|数据|说法)?(?:应)?[为是]",
)
_REACH = 60  # characters: "misstated them as 32,000; it should have read 23,000"
_QUOTED = re.compile(r"[“「\"](?P<said>[^”」\"]{0,80})[”」\"](?P<then>[^。；.;“「]{0,8})")


def settle_corrected(scene: Scene, sentence: Sentence, drafts: list[Draft]) -> None:
    """Leave out what a correction takes back; what it puts in its place is of the same time."""
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    if not drafts or _RIGHT.search(text, start, end + _REACH) is None:
        return
    quotes = [
        (m.start("said"), m.end("said"))
        for m in _QUOTED.finditer(text, start, end)
        if _RIGHT.search(text, m.start("then"), min(end, m.end("then") + 6))
    ]
    for index, draft in enumerate(drafts):
        right = next((d for d in drafts[index + 1 :] if d.figure.unit == draft.figure.unit), None)
        until = right.figure.full.start if right is not None else draft.span.end + _REACH
        if _RIGHT.search(text, draft.span.end, until) is None:
            continue
        quoted = right is not None and any(s <= draft.span.start < e <= right.span.start for s, e in quotes)
        said = _WRONG.search(text, start, draft.figure.full.start) or _WRONG_BEHIND.match(text, draft.span.end)
        if quoted or said:
            draft.dropped = True
            if right is not None:
                right.period, right.basis = draft.period, draft.basis
