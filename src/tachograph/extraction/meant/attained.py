"""How much of an aim is done, known by its value: 476,327 of 3.45 million is 13.8 percent, however the text says it."""

from __future__ import annotations

import re
from decimal import Decimal

from tachograph.core.claim import Kind, Modality
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.what.shared import aim_of

_REMEMBERED = 6  # levels of a paragraph among which a share's two are looked for
_LEAD = 24  # characters before a percentage in which a word would say that it is a change
_OF = re.compile(r"\s(?:percent\s)?of\s(?:(?:the|its|their|a|an|an? \w+|\w+)\s){0,2}|的", re.IGNORECASE)
_SLASH = re.compile(r"\s?[/／]\s?")
_HALF = Decimal("0.5")
_LEAST = 100  # a share of fewer steps ("half", "60%") may be so by chance


class Attained:
    """Remembers the levels of a paragraph, and finds the shares that are one of them divided by an aim.

    "It stands at 4,182,038, or 90.9% of the lower number" is a share of the 4.6 million that the sentence before told.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._levels: list[Draft] = []
        self._block = -1
        self.aim: Draft | None = None  # what the last sentence told how much is done of

    def set(self, sentence: Sentence, drafts: list[Draft], *, aims: bool, ahead: bool) -> None:
        """Settle the shares of one sentence; ``aims`` says whether the text is about aims, ``ahead`` whether it told any."""
        self.aim = None
        if sentence.block != self._block:
            self._levels, self._block = [], sentence.block
        for place, draft in enumerate(drafts):
            if draft.kind is Kind.LEVEL and draft.low is not None and "table" not in draft.fixed:
                self._levels = [*self._levels, draft][-_REMEMBERED:]
            elif draft.figure.form is Form.PERCENT and draft.kind in (Kind.CHANGE, Kind.SHARE):
                self._settle(drafts, place, aims=aims, ahead=ahead)

    def _settle(self, drafts: list[Draft], place: int, *, aims: bool, ahead: bool) -> None:
        """Make a percentage how much of an aim is done, if it is."""
        share = drafts[place]
        if share.low is None or not share.low or "table" in share.fixed or self._is_change(share):
            return
        whole = next((d for d in drafts[place + 1 : place + 2] if self._is_of(share, d)), None)
        if whole is not None and (aims or whole.modality is Modality.TARGET):
            done = next((d for d in reversed(self._levels) if _divides(d, whole, share)), None)
        else:
            done, whole = (self._slashed(drafts[:place], share) if aims or ahead else None) or self._pair(share)
        if whole is None or done is None:
            return
        if whole.modality is not Modality.TARGET:
            whole.modality, whole.own_aim = Modality.TARGET, True
            whole.fixed.add("modality")
        done.modality = share.modality = Modality.ACTUAL
        done.fixed.add("modality")
        share.fixed.add("modality")
        share.kind, share.host = Kind.SHARE, done
        if share.low < 0:
            share.scale(Decimal(-1))
            share.precision = abs(share.precision)
        share.metric = done.metric
        share.basis, self.aim = aim_of(share), whole

    def _slashed(self, told: list[Draft], share: Draft) -> tuple[Draft, Draft] | None:
        """What is done and the aim, where a stroke right before the share stands between them: 148,210辆／15万辆，98.8%."""
        levels = len(told) > 1 and told[-2].kind is told[-1].kind is Kind.LEVEL
        if not levels or _SLASH.fullmatch(self.text, told[-2].span.end, told[-1].figure.full.start) is None:
            return None
        return (told[-2], told[-1]) if _divides(told[-2], told[-1], share) else None

    def _pair(self, share: Draft) -> tuple[Draft | None, Draft | None]:
        """What is done and the aim that were told last and divide to the share."""
        told = self._levels[::-1]
        others = [d for d in told if not d.own_aim]
        latest = [d for d in others if d.sentence is others[0].sentence]
        for done in sorted(latest, key=lambda d: d.modality is Modality.TARGET):  # 30万辆上调到35万辆，结果交付41万辆
            for whole in told:
                if whole.modality is Modality.TARGET and done is not whole and _divides(done, whole, share):
                    return done, whole
        return None, None

    def _is_of(self, share: Draft, whole: Draft) -> bool:
        return whole.kind is Kind.LEVEL and bool(_OF.fullmatch(self.text, share.span.end, whole.figure.full.start))

    def _is_change(self, share: Draft) -> bool:
        """Whether a word or sign right beside the percentage says that it is one of growth."""
        start = max(share.sentence.span.start, share.figure.full.start - _LEAD)
        lead = re.split(r"[,;:，；（(]", self.text[start : share.figure.full.start])[-1]
        signed = self.text[share.span.start] in "+-−–"
        return signed or bool(
            cues.UP.search(lead) or cues.DOWN.search(lead) or cues.GROWTH_AFTER.match(self.text[share.span.end :][:40])
        )


def _divides(done: Draft, whole: Draft, share: Draft) -> bool:
    """Whether a level is as much of another as the share says, within what all three are rounded to."""
    if (
        done.own_aim
        or done.unit != whole.unit
        or not done.low
        or not whole.low
        or share.low is None
        or done.low == whole.low
    ):
        return False
    if abs(share.low) < _LEAST * share.precision:
        return False
    value = 100 * done.low / whole.low
    rounding = done.precision / done.low + whole.precision / whole.low
    return abs(value - abs(share.low)) <= _HALF * (share.precision + value * rounding) + Decimal("0.01")
