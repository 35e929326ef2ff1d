"""When an aim is to be reached: the year that it is for, where it names none or another time stands beside it."""

from __future__ import annotations

import re
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.times.expressions import Sense
from tachograph.extraction.when.clock import AHEAD
from tachograph.extraction.when.comparisons import Comparisons
from tachograph.extraction.when.dating import BESIDE

_RECENT = 45  # days: an aim told so shortly after a year may be measured by it
_ATTAINED = re.compile("完成|达成|達成|实现|實現|超额|超額")
_ANNUAL = Caseless(r"\b(?:annual|yearly|full-year)\s+(?:[a-z]+\s){0,3}(?:(?:of|at|to|was|reached|totall?ed)\s+)?$")
# an aim of the time that the text tells of: "XPeng wanted 380,000 and got 429,445", "beat its 4.5 million"
_AIMED_THEN = Caseless(
    r"\b(?:had|wanted|aimed|targeted|set out|hoped|planned|intended|promised|pledged|vowed|was|were|started|went|lifted|raised|cut|lowered"
    r"|trimmed|slashed|beat|missed|met|cleared|topped|exceeded|surpassed|short of|pencill?ed|having|original(?:ly)?)\b"
)
_MISSED = Caseless(
    r"\b(?:set out to|wanted|aimed|aiming|targeted|hoped|missed|beat|met|fell short of|short of|cleared|topped|exceeded|surpassed|had pencill?ed in)\b"
)
# "Changan wants 3.3 million", "its goal is 1.2 million"
_AIMS_NOW = Caseless(
    r"\b(?:wants?|aims?|targets|plans|hopes?|expects?|seeks?|intends?|(?:is|are) (?:to|aiming|targeting|supposed|planning|hoping|going|expected|meant)"
    r"|(?:target|goal|aim|plan|guidance) (?:is|stands)|has (?:set|given)|have set|will|should)\b"
)
# "assembled 21,700 vehicles last year, well under its goal of 30,000"
_HELD_TO = Caseless(
    r"(?:\b(?:above|below|under|beneath|short of|shy of|ahead of|past|beyond|over|missing|beating|exceeding|topping|surpassing|clearing|meeting|hitting|reaching|overshooting|against)\s"
    # "beat both our estimate (580,000) and the company's own target of 500,000"
    r"|\b(?:beat|beats|missed|misses|met|hit|reached|exceeded|exceeds|topped|tops|surpassed|overshot|undershot|outdid|cleared|bettered|fulfilled|achieved|overfulfilled)\s(?:(?!\b(?:and|but|while|as) (?:now |it |they )*(?:aims|wants|plans|targets|set))[^.;]){0,70}?)"
    r"(?:its|their|the|an?|own|['’]s)\s(?:(?:own|[\w-]+)\s){0,3}?"
    r"(?:targets?|goals?|aims?|objectives?|ambitions?)(?:\sof|\sto \w+|\sfor (?:the|that) year of)?\s(?:(?:about|around|some|at least|only|just)\s)?$"
)
_SINCE = re.compile(r"since\s", re.IGNORECASE)
_ITS_YEAR = re.compile(r"\s(?:(?:its|their|the|from|on|over|of)\s){0,2}", re.IGNORECASE)


class AimTimes(Comparisons):
    """Finds the times of aims."""

    def _to_outdo(self, draft: Draft) -> Period | None:
        """The year whose total a seller means to outdo in the next: "aims to double last year's volume"."""
        published = self.scene.document.published
        if draft.kind is not Kind.CHANGE or draft.modality is not Modality.TARGET or published is None:
            return None
        behind = (t for t in self.sentence.times if t.span.start >= draft.span.end)
        time = next(behind, None)
        if time is None or not _ITS_YEAR.fullmatch(self.scene.text, draft.span.end, time.span.start):
            return None
        base = time.period or (Period.year(published.year - 1) if time.shift == "year" else None)
        return base if base is not None and base.grain is Grain.YEAR and base.end < published else None

    def _measured_year(self, draft: Draft) -> Period | None:
        """The year that is over whose result an English sentence holds against the aim that it had."""
        published, start = self.scene.document.published, self.sentence.span.start
        if draft.kind is not Kind.LEVEL or not _HELD_TO.search(self.scene.text, start, draft.figure.full.start):
            return None
        before = [t.period for t in self.own if t.period is not None and t.span.end <= draft.span.start]
        year = before[-1] if before else None
        over = year is not None and year.grain is Grain.YEAR and (published is None or year.end < published)
        return year if over else None

    def _is_past_aim(self, draft: Draft, period: Period) -> bool:
        """Whether an aim seems to be for months that are over: it is for their year, of which so much is done."""
        past = self.clock.past or period
        if draft.modality is not Modality.TARGET or draft.kind is not Kind.LEVEL:
            return False
        published = self.scene.document.published
        if period.days == 1 and published is not None and draft.dated is not None:
            return period.end <= published  # "raised its goal on Monday to …"
        months = period.grain in (Grain.MONTH, Grain.DAY) and not period.since_inception and period.days != 1
        beside = draft.dated is not None and distance(self.scene.text, draft.dated.span, draft.span) <= BESIDE
        return months and (not beside or self._is_since(draft)) and period.end <= past.end

    def _is_since(self, draft: Draft) -> bool:
        """Whether the words say since when an aim has been one: "and since March for a million"."""
        if draft.dated is None:
            return False
        start = draft.dated.span.start
        return bool(_SINCE.match(self.scene.text, max(0, start - 6)) or _SINCE.match(self.scene.text, start))

    def _is_aimed_anew(self, draft: Draft) -> bool:
        """Whether an English aim is told in the present, in a text that last told of one for a time that is over."""
        published, ahead = self.scene.document.published, self.clock.ahead
        if published is None or ahead is None or ahead.end >= published or draft.kind is not Kind.LEVEL:
            return False
        start = self.sentence.span.start
        return draft.modality in AHEAD and _AIMS_NOW.search(self.scene.text, start, draft.figure.full.start) is not None

    def _aimed_year(self, draft: Draft, published: date) -> int:
        """Which year an aim is for that names none: that of what it is measured by, if that year has just ended."""
        own = [t.period for t in self.own if t.period is not None and t.span.end <= draft.span.start]
        past = own[-1] if own else self.clock.past
        if past is None or past.end.year >= published.year or (published - past.end).days > _RECENT:
            return published.year
        alike = [f for f in self.sentence.figures if f.unit == draft.figure.unit and f.span != draft.figure.span]
        beside = "table" in draft.fixed  # in a row of targets and results
        figures = [f for f in alike if beside or f.span.end <= draft.span.start]
        measured = figures or _ATTAINED.search(self.scene.text, self.sentence.span.start, draft.figure.full.start)
        measured = measured or cues.AIMED_BEHIND.match(self.scene.text, draft.span.end)
        return past.end.year if measured else published.year

    def _changed_in(self, draft: Draft) -> Period | None:
        """When a Chinese aim that names no year was changed, which is in the year that it is for."""
        if self.scene.document.lang != "zh":
            return None
        before = (t for t in self.own if t.span.end <= draft.span.start and t.sense is not Sense.COMPARISON)
        return next((t.period for t in before if self.changes_aim(t)), None)

    def _is_required(self, draft: Draft) -> bool:
        return cues.REQUIRED.search(self.scene.text, self.sentence.span.start, draft.figure.full.start) is not None

    def _was_aimed(self, draft: Draft, past: Period) -> bool:
        """Whether the aim is one of the time told of: in a text about a month, one of a year that is over."""
        published = self.scene.document.published
        lead = self.sentence.span.start, draft.figure.full.start
        if past.grain is not Grain.YEAR:
            over = published is not None and past.end.year < published.year
            return over and _MISSED.search(self.scene.text, *lead) is not None
        behind = cues.AIMED_BEHIND.match(self.scene.text, draft.span.end)
        return behind is not None or _AIMED_THEN.search(self.scene.text, *lead) is not None

    def _is_annual(self, draft: Draft) -> bool:
        return bool(_ANNUAL.search(self.scene.text, self.sentence.span.start, draft.figure.full.start))
