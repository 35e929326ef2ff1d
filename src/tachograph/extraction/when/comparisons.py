"""When a level holds that another is compared with: "the 7,079 of April", "16,000 a year before"."""

from __future__ import annotations

import itertools
import re
from abc import ABC, abstractmethod

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Metric, Nature
from tachograph.core.period import Grain, Period
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.recalls import BASED, led_back_by, recalled_by
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.times.calendar import shifted
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.when.clock import AHEAD, is_day
from tachograph.extraction.when.dating import NEXT_TO, REACH, Dating
from tachograph.extraction.when.foreseen import revises_forecast
from tachograph.extraction.when.labelled import labelled_by, meant_by

WEEK = 7
FROM = Caseless(
    r"\b(?:from|against|after|versus|vs\.?|compared (?:with|to)|instead of|rather than|off(?= an? (?:\w+ )?base of))\s+(?:about |around |just |only |the |a (?:\w+ )?base of (?:just |only |barely |some |about |a mere )?|(?:an? )?(?:positive |negative |net )?(?:(?:profit|loss|gain|inflow|outflow|surplus) of )?)?$"
)
SAME = Caseless(r"\b(?:same|equivalent|corresponding|comparable|year-ago)\b")
ON_LEVEL = re.compile(
    r"\s(?:up |down |more |less |fewer |higher |lower |above |below )?(?:on|than|over|above|below|from|versus|off) (?:the |its |their |an? (?:[a-z]+ )?base of (?:[a-z]+ )?)",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r",? (?:[\w'’]+ ){0,3}(?:had been|was|were|stood at|had|came to) (?:[\w]+ ){0,1}|, (?:at|with) (?:just |only |about |some )?",
    re.IGNORECASE,
)
_RECALLED_ZH = re.compile(r"的?(?:则|則|却|卻|仅|僅|只|约|約)*(?:为|為|是|有|达|達|录得|錄得)?(?:约|約|逾)?")
_BEFORE = Caseless(
    r"\b(?:the|a|one|twelve)\b.*\b(?:before|earlier|ago|back|previously)$|\blast year$|\b(?:previous|prior|preceding) (?:year|quarter|month|week)$"
)
_UNIT = re.compile(r"\s+(?:[a-z]+\s+)?", re.IGNORECASE)
_LEVEL_OF = re.compile(
    r"\s(?:volume|level|figure|total|tally|sales|deliveries|output|result|record|mark)\sof\s(?:\w+\s)?"
)
_IN = re.compile(r"\s+(?:in|of|for|during)\s+(?:the\s)?", re.IGNORECASE)
_OUTDONE = Caseless(
    r"\b(?:beat(?:ing)?|miss(?:ed|ing)|topp(?:ed|ing)|exceed(?:ed|ing)|overshot|overshoot(?:ing|s)?|undershot|surpass(?:ed|ing)|short of|within|inside|outside|(?:end|top|bottom|middle|half) of|in line with|clear(?:ed)? of|above|below|than)\s(?:the\s|its\s|a\s)?(?:[\w'’-]+\s){0,3}$"
    r"|[超低高]过?[于過]?(?:[\u4e00-\u9fff]{0,4}预期的?)$"
    r"|(?:落在|处于|符合|达到|触及|超出|超过|高于|低于|好于|不及|逊于)了?(?:公司)?(?:此前|先前|之前|原先|早前|早先|当初)(?:给出|预计|指引|预期)?的?$"
)
_ESTIMATED = re.compile(r"\b(?:FY)?(?:20)?\d\dE from $")  # "2026E from 52 to 45": an old estimate of that year
_HELD_AGAINST = tuple("从由從较較比")
_ROW = re.compile(r"\s?(?:[a-z]+\s)?(?:,|and|,\sand|in|across|和|、)\s?", re.IGNORECASE)
# "A year ago Tesla registered 14,769 cars in Europe and BYD 4,151"
_GAPPED = re.compile(
    r"(?:\s(?!now\b|today\b|this\b)[\w’'-]+){0,8},?\sand\s(?:the\s)?[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,2}\s(?:just\s|only\s|some\s|about\s)?"
)
_MOVED = Caseless(
    r"\b(?:went|rose|fell|climbed|grew|jumped|dropped|slid|slipped|declined|increased|shrank|moved|swung|soared|surged|sank|leapt|edged up|edged down) (?:\w+ )?from (?:about |around |just |only )?$"
)
_MOVED_OFF = re.compile(
    r"(?:\s(?:in|for|during)\s(?:the\s)?[\w-]+|\s(?:year[- ]on[- ]year|year[- ]over[- ]year|y/?o/?y|y/y|on the year))?,?\s(?:up |down )?(?:from|(?:off|from|on) an? (?:[a-z]+ )?base of) (?:about |around |just |only |the |a record |some |barely )?",
    re.IGNORECASE,
)
_ON_TO = re.compile(r"\sto\s(?:about |around |just |only |nearly |over )?", re.IGNORECASE)
_ONWARD_ZH = re.compile("[，（(](?:[环環]比|按月|按季|月增|月减|月減|季增|季减|季減|[较較比]上[个個]?[月季])")
_FROM_ZH = re.compile("[由从從]$")
_ON_TO_ZH = re.compile("[\u4e00-\u9fff]{0,6}[至到回成为為]了?[^，。；\\d]{0,3}")
_AT = re.compile(r"(?:\s?(?:,|and)\s[\d.,]+)?\s(?:(?:at|in|on|by|of|for)\s)?(?:the\s)?", re.IGNORECASE)
_OF_THEM = re.compile(r"\s(?:\w+\s)?of (?:them|those|these|which|whom)\b", re.IGNORECASE)
_OF_WHICH = Caseless(r"\bof (?:them|those|these|which|whom)\s(?:\w+\s){0,2}$", r"其中[^，。；\d]{0,10}$")
# what stands between a time that opens a clause and the first figure of it, if nothing there turns back to the present
_CLAUSE_OF = re.compile(
    r"(?:,\s(?:when|before|after|with|as|at|in)\s[^,;:.()\d]{2,70}(?=,))?,?(?:\s(?!now\b|today\b|is\b|are\b|has\b|have\b|up\b|down\b|but\b|and\b)[A-Za-z'’-]+){1,9}\s(?:[A-Z]{2,3}|[$€£¥])?"
)
_WHEN = re.compile(
    r",?\s+(?:when|where|(?:in|during) which)\s[^,;:.()]*|,\swith\s(?:(?:its|the|about|only|just|some)\s)*",
    re.IGNORECASE,
)  # "in 2020, when …", "Against May, with …"
_OPENS_BRACKET = re.compile(
    r"(?:\s[^().;:]{1,40})?\s?\((?:(?:from|after|against|versus|compared with|up from|down from)\s)?(?:\w+\s)?"
)
_HENCE = re.compile(
    r"(?:\s(?:in|of|for)\s[^,.;]{3,40})?,\s(?:hence|thus|so|i\.e\.|that is|which is|which makes|which means|which implies|meaning|implying|making|giving|for|or)\s(?:by\s|call it\s|that is\s|that makes\s|that means\s)?(?:(?:an?\s)?(?:year-on-year\s|annual\s)?(?:growth|increase|jump|surge|decrease|drop|fall|rise|gain|decline|plus|minus)\sof\s|minus\s|plus\s|down\s|up\s)?"
)
_SET_AGAINST = re.compile(r",?\s(?:after|against|versus|compared with|compared to)\s")
# what stands between a level and its own change
_OWN_CHANGE = re.compile(r"(?:\s[\w-]+){0,4}(?:,|\s?\()\s?(?:(?:up|down|plus|minus|an?|the)\s)?(?:\w+\s){0,3}")
_EARLIER_IT = re.compile(
    r"(?:(?:A|One) (?:year|month|quarter) (?:earlier|before|ago|previously)|Last (?:year|month|quarter)),?\s(?:it|that|the [a-z]+|its share)\s(?:was|were|had|stood|came)\b"
)
_PAIR = 2
_LATTER = Caseless(
    r"\bthe (?P<which>former|latter) (?:having (?:been|brought|seen)|being|was|were|had been|with|brought|saw) (?:[a-z-]+ ){0,3}$",
    needs="the ",
)
_LAST = re.compile(
    r"\W*\w+\W+(?:\w+\W+){0,4}(?:last|previous|prior|year-earlier|year earlier|year ago|before|20\d\d)\b", re.IGNORECASE
)
_OF_OTHER = re.compile(r"\s(?:[a-z]+\s)?(?:for|at|by)\s[A-Z]")


class Comparisons(Dating, ABC):
    """Finds the periods of levels by what they are compared with."""

    against: set[int]  # the levels that others are compared with

    @abstractmethod
    def _nearest(self, draft: Draft) -> Period | None:
        """The period that the times of the sentence give a figure."""

    def _compared_with(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """The period of a level that another is compared with: "the 7,079 of April", "16,000 a year before"."""
        text = self.scene.text
        held = draft.kind in (Kind.LEVEL, Kind.SHARE, Kind.RANK) and draft.modality is Modality.ACTUAL
        if held and (led := led_back_by(text, self.sentence, draft.figure)) is not None:
            return led.period or shifted(self._present(draft, drafts), led.shift)
        if draft.kind not in (Kind.LEVEL, Kind.SHARE, Kind.COUNT):
            return None
        if (beside := recalled_by(text, self.sentence, draft.figure)) is not None:
            now = self._present(draft, drafts)
            return self._part_of_year(beside, now) or beside.period or shifted(now, beside.shift)
        if draft.kind is Kind.COUNT:
            return None
        if (label := labelled_by(text, self.sentence, draft.figure)) is not None:
            return meant_by(text, label, self._present(draft, drafts))
        if draft.past and BASED.match(text, draft.span.end):
            return shifted(self.clock.ahead, "year")
        if (hung := self._recalled_in(draft)) is not None:  # "in 2020, when the total was 25.3 million"
            now = self._present(draft, drafts)
            return hung.period or shifted(now, "year" if SAME.search(hung.span.of(text)) else hung.shift)
        if (pointed := self._latter(draft)) is not None:
            return pointed
        before = text[self.sentence.span.start : draft.figure.full.start]
        if FROM.search(before) and (draft.modality is Modality.TARGET or revises_forecast(draft, before)):
            # "to 4.6 million from 5.5 million", "raised from 2.71 million in July": an earlier aim for the same time
            alike = [d for d in drafts if d.span.end <= draft.span.start and d.modality is draft.modality]
            return (alike[-1].period or self._nearest(alike[-1])) if alike else None
        own = next((t for t in self.own if _IN.fullmatch(text, draft.span.end, t.span.start)), None)
        if own is not None and own.sense is not Sense.COMPARISON:
            return None  # "after 735,000 in 2024"
        times = [t for t in self.compared if self._is_near(t, draft)]
        nearest = min(times, key=lambda t: distance(text, t.span, draft.span), default=None)
        if nearest is not None and (then := self._at_time(nearest, draft, drafts)) is not None:
            return then
        if draft.modality is Modality.FORECAST and _OUTDONE.search(before):
            told = [
                d for d in drafts if d.span.end <= draft.span.start and d.unit == draft.unit and d.kind is draft.kind
            ]
            told = [d for d in told if not self._is_object(d.figure)] or told
            return (told[-1].period or self._nearest(told[-1])) if told else None
        if draft.modality is Modality.ACTUAL and draft.kind is Kind.LEVEL:
            aims = [
                d for d in drafts if d.modality in AHEAD and d.kind is Kind.CHANGE and d.span.end <= draft.span.start
            ]
            if aims and cues.OBJECT.search(before):
                return shifted(aims[-1].period or self._nearest(aims[-1]), "year")
        if (start := self._start(draft, drafts)) is not None:
            return start
        if FROM.search(before) and not _ESTIMATED.search(before):
            return self._origin(draft, drafts)
        return None

    def _at_time(self, time: TimeMention, draft: Draft, drafts: list[Draft]) -> Period | None:
        """The period of a figure that is held against others, by the time nearest to it: "its 2024 volume of 221,970"."""
        text, same = self.scene.text, SAME.search(time.span.of(self.scene.text)) is not None
        between, behind = text[time.span.end : draft.span.start], text[draft.span.end : time.span.start]
        if time.period is not None and _LEVEL_OF.fullmatch(between):
            return time.period
        possessive = between.strip() in ("'s", "’s")
        recalled = possessive or self._is_recalled(time, draft, between, behind, same=same)
        recalled = recalled or cues.OBJECT.search(text, self.sentence.span.start, draft.figure.full.start) is not None
        dated = _IN.fullmatch(behind) is not None or between.strip() in ("(", "（")
        if not (recalled or dated):
            return None
        if not same:
            return time.period or shifted(self._present(draft, drafts), time.shift)
        now = self._present(draft, drafts)  # "The other sold 120,000 in the same period"
        ago = recalled or not dated or _LAST.match(text, time.span.start, self.sentence.span.end)
        return shifted(now, "year") if ago else now

    def _is_recalled(self, time: TimeMention, draft: Draft, between: str, behind: str, *, same: bool) -> bool:
        """Whether what was at a time is only told to compare with it: 21.3万辆，上周是20万辆."""
        recalled = _RECALLED_ZH.fullmatch(between) is not None
        week = time.period is not None and time.period.days == WEEK and time.span.end <= draft.span.start
        if (week and recalled) or self._tells_of(time, draft):
            return True
        if (time.shift is not None or same) and ((between and recalled) or _RECALLED.fullmatch(between)):
            return True
        before = time.shift is not None and _BEFORE.search(time.span.of(self.scene.text)) is not None
        return before and _UNIT.fullmatch(behind) is not None

    def _part_of_year(self, time: TimeMention, now: Period | None) -> Period | None:
        """The part of the year before that a Chinese month or quarter is held against: 从上年的53709辆滑落到33951辆."""
        year, text = time.period, self.scene.text
        if year is None or now is None or year.grain is not Grain.YEAR or now.whole_months not in (1, 3):
            return None  # 由上年的23%升至36%: what is told of nine months is held against the year
        held = text[max(0, time.span.start - 1) : time.span.start] in _HELD_AGAINST
        relative = text.startswith(("上", "去"), time.span.start)
        then = now.years_earlier()
        return then if held and relative and year.contains(then) else None

    def set_bracketed(self, drafts: list[Draft]) -> None:
        """Give a change behind an earlier level in brackets to the level before them: "61,200 (91,900 in May, hence minus 33.4%)"."""
        text = self.scene.text
        for level, base, change in zip(drafts, drafts[1:], drafts[2:], strict=False):
            if level.kind is not Kind.LEVEL or base.kind is not Kind.LEVEL or change.kind is not Kind.CHANGE:
                continue
            if level.unit != base.unit or change.figure.form is not Form.PERCENT or "period" in change.fixed:
                continue
            opens = _OPENS_BRACKET.fullmatch(text, level.span.end, base.figure.full.start)
            within = ")" not in text[base.span.end : change.figure.full.start]
            earlier = base.period is not None and level.period is not None and base.period.end < level.period.end
            if opens and within and earlier and text.startswith(")", change.span.end):
                change.host, change.period, change.basis = level, level.period, str(base.period)
                change.subject, base.subject = level.subject, level.subject

    def set_onward(self, drafts: list[Draft]) -> None:
        """Give a change that sums up a comparison to the level compared: "18,300, after 30,267 in May and 23,852 in April, hence minus 23%"."""
        text = self.scene.text
        for base, change in itertools.pairwise(drafts):
            if base.kind is not Kind.LEVEL or change.kind is not Kind.CHANGE or base.period is None:
                continue
            if not _HENCE.fullmatch(text, base.span.end, change.figure.full.start):
                continue
            now = self.clock.past
            if id(base) in self.against and change.host is base and now is not None and base.period.end < now.end:
                # "A year ago it made 20, so call it plus 76%"
                change.host, change.period, change.basis = None, now, str(base.period)
                continue
            before = (
                d for d in drafts if d.span.end <= base.span.start and d.kind is Kind.LEVEL and d.unit == base.unit
            )
            level = next((d for d in before if d.period is not None and d.period.end > base.period.end), None)
            if (
                level is not None
                and change.period in (base.period, level.period)
                and "period" not in change.fixed
                and _SET_AGAINST.search(text, level.span.end, base.span.start)
            ):
                change.host, change.period, change.basis = level, level.period, str(base.period)

    def _latter(self, draft: Draft) -> Period | None:
        """The time that "the former" or "the latter" is, in a sentence that names no two sellers."""
        told = _LATTER.search(self.scene.text, self.sentence.span.start, draft.figure.full.start)
        times = [t.period for t in self.sentence.times if told is not None and t.span.end <= told.start() and t.period]
        if told is None or len(times) < _PAIR or len(self.sentence.of_sort(Sort.ENTITY)) >= _PAIR:
            return None
        return times[-2 if told["which"].lower() == "former" else -1]

    def _is_near(self, time: TimeMention, draft: Draft) -> bool:
        """Whether a time of comparison stands beside a level, or opens what is said of it: "The year before, it had sold …"."""
        if distance(self.scene.text, time.span, draft.span) <= NEXT_TO:
            return True
        return self._tells_of(time, draft)

    def _tells_of(self, time: TimeMention, draft: Draft) -> bool:
        """Whether a clause that opens with a time before the text's tells a level of then: "Twelve months ago they managed …"."""
        lead = self.scene.text[max(0, time.span.start - 2) : time.span.start]
        opens = time.span.start == self.sentence.span.start or lead == "; "
        if not opens or time.span.end >= draft.figure.full.start:
            return False
        if _RECALLED.fullmatch(self.scene.text, time.span.end, draft.figure.full.start):
            return True
        earlier = time.shift is not None and _BEFORE.search(time.span.of(self.scene.text)) is not None
        return earlier and _CLAUSE_OF.fullmatch(self.scene.text, time.span.end, draft.figure.full.start) is not None

    def _start(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """A year before what a flow has moved to: "overseas sales went from 417,200 to 1,046,100"."""
        metric = self.pack.metrics.get(draft.metric or "")
        following = next((d for d in drafts if d.span.start >= draft.span.end), None)
        if following is None or metric is None or draft.modality is not Modality.ACTUAL or following.unit != draft.unit:
            return None
        if following.modality is Modality.ACTUAL and self._starts_zh(draft, following, metric):
            now = self._nearest(draft)
            monthly = _ONWARD_ZH.match(self.scene.text, following.span.end) is not None
            return shifted(now, "previous" if monthly or (now is not None and now.days == WEEK) else "year")
        moved = _MOVED.search(self.scene.text, self.sentence.span.start, draft.figure.full.start)
        onward = _ON_TO.fullmatch(self.scene.text, draft.span.end, following.figure.full.start)
        if moved is None or onward is None or (metric.nature is not Nature.FLOW and draft.kind is not Kind.SHARE):
            return None
        dated = any(t.ends or t.span.start > draft.span.end or t.sense is Sense.COMPARISON for t in self.sentence.times)
        return None if dated else shifted(self._nearest(draft), "year")

    def _starts_zh(self, draft: Draft, following: Draft, metric: Metric) -> bool:
        """Whether a Chinese flow or share of no time of its own is what it then moved from: 市占率从0.4%爬升到1.4%."""
        text, start = self.scene.text, max(self.sentence.span.start, draft.figure.full.start - 2)
        if _FROM_ZH.search(text, start, draft.figure.full.start) is None:
            return False
        moves = metric.nature in (Nature.FLOW, Nature.RATIO)
        flows = draft.kind is Kind.SHARE or (draft.kind is Kind.LEVEL and moves)
        return flows and _ON_TO_ZH.fullmatch(text, draft.span.end, following.figure.full.start) is not None

    def _recalled_in(self, draft: Draft) -> TimeMention | None:
        """The time compared with on which the clause hangs that holds a figure."""
        before = [t for t in self.sentence.times if t.span.end <= draft.span.start]
        if not before or before[-1].sense is not Sense.COMPARISON:
            return None
        clause = _WHEN.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start)
        return before[-1] if clause is not None else None

    def _joined(self, draft: Draft, drafts: list[Draft], against: set[int]) -> Period | None:
        """The period of the level before in a row that is compared with: "a year ago they had been 251,200 and 565,900"."""
        before = [d for d in drafts if d.span.end <= draft.span.start and d.kind is draft.kind]
        if (
            before
            and before[-1].unit == draft.unit
            and before[-1].modality is draft.modality
            and self._is_part(before[-1], draft)
        ):
            return before[-1].period
        if draft.kind is not Kind.LEVEL or not before or id(before[-1]) not in against:
            return None
        if self._starts_anew(before[-1], draft, drafts):
            return None
        return (
            before[-1].period
            if _ROW.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start)
            or _GAPPED.fullmatch(self.scene.text, before[-1].span.end, draft.figure.full.start)
            else None
        )

    def _starts_anew(self, base: Draft, draft: Draft, drafts: list[Draft]) -> bool:
        """Whether a level behind a base has a change of its own: "237,540, up 19.9% from 198,065, and 237,381 hybrids, down 22.4%"."""
        told = [d for d in drafts if d.span.end <= base.span.start]
        behind = next((d for d in drafts if d.span.start >= draft.span.end), None)
        if not told or told[-1].kind is not Kind.CHANGE or behind is None or behind.kind is not Kind.CHANGE:
            return False
        return _OWN_CHANGE.fullmatch(self.scene.text, draft.span.end, behind.figure.full.start) is not None

    def _is_part(self, whole: Draft, draft: Draft) -> bool:
        """Whether a level is so many of those just counted: "83,192 cars: 57,152 of them went to …"."""
        if draft.kind is not Kind.LEVEL or whole.period is None:
            return False
        if any(whole.span.end <= t.span.start < draft.span.start for t in self.own):
            return False
        if _OF_THEM.match(self.scene.text, draft.span.end):
            return True
        return _OF_WHICH.search(self.scene.text, whole.span.end, draft.figure.full.start) is not None

    def _origin(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """Y in "X, up 38% from Y" or "X%, up from Y%" holds a year before X, or when the comparison says."""
        earlier = [
            d for d in drafts if d.span.end <= draft.span.start and d.unit == draft.unit and d.kind is draft.kind
        ]
        told = [d for d in drafts if d.span.end <= draft.span.start]
        if not earlier and told and told[-1].kind is Kind.CHANGE and told[-1].unit == "percent":
            moved = _MOVED_OFF.fullmatch(self.scene.text, told[-1].span.end, draft.figure.full.start)
            now = told[-1].period or self._nearest(told[-1])  # "whose sales fell by 18.8% from 500,508"
            return shifted(now, "previous" if now is not None and now.days == WEEK else "year") if moved else None
        if not earlier or distance(self.scene.text, earlier[-1].span, draft.span) > REACH / 2:
            return None
        origin = earlier[-1].period or self._nearest(earlier[-1])
        if _OF_OTHER.match(self.scene.text, draft.span.end):
            return origin  # "compared with 3,420 for Li Auto"
        following = [t for t in self.sentence.times if _AT.fullmatch(self.scene.text, draft.span.end, t.span.start)]
        if following and following[0].sense is not Sense.COMPARISON:
            return None
        before = [t for t in self.compared if t.span.end <= draft.span.start]
        against = [t for t in before if t.sense is Sense.COMPARISON and t.shift]  # "than a year ago"
        months = [t for t in before if t.period and origin and t.period == shifted(origin, "month")]
        usual = (
            "month" if months and not against else "previous" if origin is not None and origin.days == WEEK else "year"
        )
        shift = following[0].shift if following and following[0].shift else usual
        return shifted(origin, shift)

    def _told_before(self, draft: Draft) -> Period | None:
        """When the figure of the sentence before holds that the sentence compares: "…, a share of 43%. A year earlier it was 48%"."""
        opens = _EARLIER_IT.match(self.scene.text, self.sentence.span.start, draft.figure.full.start)
        here = self.clock.block == self.sentence.block and opens is not None
        return dict(self.clock.told_of).get(draft.unit) if here else None

    def _present(self, draft: Draft, drafts: list[Draft]) -> Period | None:
        """When that holds which the draft is compared with: the sentence's first figure of the kind, or its time."""
        objects = {f.span for f in self.sentence.figures if self._is_object(f)}
        alike = [
            d
            for d in drafts
            if d.span.end <= draft.span.start
            and d.unit == draft.unit
            and d.kind is draft.kind
            and d.span not in objects
            and id(d) not in self.against
        ]
        if alike:
            return alike[0].period or self._nearest(alike[0])
        if (again := self._told_before(draft)) is not None:
            return again
        spoken = [t.period for t in self.own if t.span.start < draft.span.start and not is_day(t)]
        if not spoken and self.clock.past is None:
            spoken = [t.period for t in self.own[:1] if not is_day(t)]  # "A year ago it sold 14,769 cars during July"
        metric = self.pack.metrics.get(draft.metric or "")
        if metric is not None and metric.nature is Nature.STOCK and self.clock.as_of is not None and not spoken:
            return Period.day(self.clock.as_of.end)
        return spoken[-1] if spoken else self.clock.past or self.clock.ahead
