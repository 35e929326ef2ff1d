"""What it costs to take a time as that of a figure: which stands where, and which is another's."""

from __future__ import annotations

import re
from dataclasses import replace

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Figure
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.decided_zh import is_of_event, settles_aim
from tachograph.extraction.text.distances import asides, distance
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.when.clock import AHEAD, Clock
from tachograph.extraction.when.labelled import labels_another
from tachograph.extraction.when.leads import dates_making, lead_of, measures_by, names_best, only_begins
from tachograph.extraction.when.merged import merged
from tachograph.extraction.when.results_due import dates_results

# What it costs to take a time as the period of a figure (see distances.distance for the scale).
_AFTER = 0.4  # a time behind a figure belongs to it almost as often as one before it …
_BEYOND = 2.0  # … but less so behind a comma
_EVENT = 4.0  # nor the time at which something was decided
_TAKEN = 1.0  # a time right behind another figure
_DAY = 3.0  # the day on which something was said is seldom the day for which it holds
_OWNED = 3.0  # a time that goes with another figure: "than the 7,079 of April"
REACH = 9.0
NEXT_TO = 1.2
BESIDE = 0.6
_SHORT = 6  # words
_LONG = 140  # characters: a clause
_OVER = 3.0  # a time that has passed, for an aim
_ASIDE = 2.5  # a time in an insertion: ", which had lowered its fourth-quarter outlook,"
_SUPERLATIVE = re.compile(
    r"['’]s (?:largest|biggest|best|highest|first|most|top|lowest|worst)\b"
    r"|(?:以[来來])?(?:的|[单單]月)?(?:最[好佳差]|新[高低]|次高|峰值|第[二三]高|最[高低](?:[点點值]|[纪紀][录錄]|水平|[单單]月|的?一[个個]月))",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\s*(?:(?:on|from|over|versus|vs\.?|against|above|below|compared (?:with|to))\s+(?:the\s(?:(?!end\b|start\b|back\b|basis\b)[a-z-]+\s)?)?"
    r"|(?:fewer|less|more|lower|higher|better|worse)\sthan\s(?:in|for|during)\s(?:the\s)?)",
    re.IGNORECASE,
)
_HAD = Caseless(
    r"\bhad (?:\w+ )?(?:lifted|raised|cut|lowered|planned|set|targeted|aimed|revised|trimmed|slashed|pledged)\b",
    needs="had ",
)
_DECISION = (
    r"(?:lowered|raised|lifted|cut|trimmed|revised|set|announced|unveiled|promised|pledged|vowed|launched|presented)"
)
_DECIDED = Caseless(rf"\b{_DECISION}\s(?:[a-z]+\s)?(?:in|on)\s(?:the\s)?$")
_DECIDES = re.compile(
    rf",?\s(?:(?:it|they|he|she|we|(?:the )?[\w&-]+)\s)?(?:(?:had\s)?{_DECISION}\b|{cues.HAD_FORESEEN})", re.IGNORECASE
)
_FOR = re.compile(
    r"\bfor (?:(?:the|all of|full-year|fiscal|full year) )*$", re.IGNORECASE
)  # "for 2026 it raised its goal"
# "the target was cut from 5.5 to 4.6 million in September"
_AIM_DECIDED = Caseless(
    rf"\b(?:targets?|goals?|aims?|guidance|forecasts?|outlook|estimates?|plans?)\b[^,;:()]{{0,40}}\b{_DECISION}(?:[^,;:()]|\d,(?=\d)){{0,40}}\s(?:in|on)\s(?:the\s)?$"
    rf"|\b{_DECISION}\s[^,;:()]{{0,30}}\b(?:targets?|goals?|aims?|guidance|forecasts?|outlook|estimates?)\b(?:[^,;:()]|\d,(?=\d)){{0,40}}\s(?:in|on)\s(?:the\s)?$"
)
_AIM_THEN = Caseless(
    r"\b(?:targets?|goals?|aims?|guidance|forecasts?|outlook)\s(?:\w+\s){0,2}?(?:was|were|had been|stood at)\s(?:[^,;:()]|\d,(?=\d)){1,24}?\s(?:in|on)\s(?:the\s)?$"
    rf"|\b(?:targets?|goals?|aims?|guidance|forecasts?|outlook)\b[^.;]{{0,60}}\b{_DECISION}\s(?:it\s)?(?:from|to|by|again)\s(?:[^,;:()]|\d,(?=\d)){{1,40}}?\s(?:in|on)\s(?:the\s)?$"
)
# "listed in New York since 2020", "on sale since May": how long something is so
_STANDING = Caseless(
    r"\b(?:listed|traded|quoted|based|headquartered|public|active|present|owned|led|headed|run|employed|available|on sale|in business|a member|a partner)\b[^,.;\d]{0,40}$"
)
_THINGS = re.compile(r"\d[\d,.]*\s(?:[\w-]+\s){1,3}$")
_NOW = re.compile(
    r"(?:[;,.]\s(?:(?:but|and|while|whereas)\s)?(?:now|today|this time|these days|so far|currently|at present)|\b(?:and|but|while)\s(?:now|already|currently|at present))\b[^;,.\d]{0,30}$",
    re.IGNORECASE,
)
_OPENING = 3  # characters
_SUMS_UP = re.compile("[，]?(?:[合总總共累][计計]|一共|[总總]共|加起[来來]|[总總]的)")
_POSSESSES = re.compile(
    r"(?:的|['’]s\s)[约約近]?|[累合共][计計](?:[\u4e00-\u9fff]{2,4})?|(?:的[^，。；\d]{0,4}目[标標])?[设設]?定(?:的是|[为為在])[约約近超]?"
)
_SINCE = Caseless(r"\bsince\s+(?:the (?:start|beginning) of\s+)?$", needs="since")
_CLAUSE = re.compile(
    r"[,;，；]\s*(?:but |and |while |whereas |而|但)?(?:in |a |the |back in |for )*$|[，；][\u4e00-\u9fff]{1,10}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;.:，；。：]")
_FRONTED = re.compile(
    r"\W*(?:up|down|rising|falling|(?:an?|with an?) (?:rise|increase|gain|drop|fall|decline|decrease) of)\s(?:by\s|\w+ly\s)?",
    re.IGNORECASE,
)
_LAUNCHED = Caseless(
    r"\bsince (?:its|their|the) (?:\w+ ){0,2}(?:launch|debut|start|introduction|inception|founding) (?:in|on) (?:the )?$",
    needs="since",
)
_HANGS = re.compile(
    r"(?:[产產]能|[项項]目|工[厂廠])已[经經]?[于於在]|\s(?:(?:at|to|from|with|by|in|of|for)\s)which\s(?:[a-z]+\s){1,5}(?:in|on|during)\s(?:the\s)?"
)
_AT_PRICE = re.compile(
    r"\s(?:starting\s)?(?:at|from|for)\s(?:about\s|just\s|only\s)?(?:an? \w+ price of\s)?(?:[^.;:\d]*[\d,]+[^.;:\d]*)?"
)
_MODAL = re.compile(r"\s(?:may|might|will|would|could|should)\s")
_RESPECTIVELY = re.compile(
    r"(?:[^,.;]*\sand\s(?:[^,.;]|\.\d|,\d)*)?,?\srespectively,?\s(?:in|during|for|over)\s(?:the\s)?"
)
_RELATIVE = re.compile(
    r",\s(?:(?:to|from|in|of|for|with|at|by)\s)?(?:which|whom|who|whose|where)\s(?=[^.;:]{0,60}\d)(?:[^,.;:()\n]|[.,](?=\d)){8,140}(?=,\s)"
)
_GOES_ON = re.compile(
    r"\s(?:to|and|but|or|from|against|versus|after|before|following|plus|over|than|(?:up|down) from|compared (?:with|to))\s(?:the |only |just |about |around |some |nearly |almost |over )?"
)
_RIGHT_BEHIND = re.compile(r"(?:\s[a-z]+){0,2}\s(?:in|for|during|by)\s(?:the\s)?")
_IS_ZH = re.compile("(?:则|則|还|還|仅|僅)?[为為是][约約]?")  # 毛利率9.1%，二季度为7.7%
_RATES = ("percent", "percentage_point", "times")
_WHEN = re.compile(r"^,?\s*when\b", re.IGNORECASE)


class Dating:
    """The times of one sentence, and what stands between them and its figures."""

    def __init__(self, scene: Scene, sentence: Sentence, clock: Clock, pack: Pack) -> None:
        self.scene, self.sentence, self.clock, self.pack = scene, sentence, clock, pack
        self.own = [
            t
            for t in sentence.times
            if t.period is not None
            and (t.sense is not Sense.COMPARISON or self._opens(t))
            and not _SUPERLATIVE.match(scene.text[t.span.end : t.span.end + 16])
            and not _LAUNCHED.search(scene.text, max(sentence.span.start, t.span.start - 40), t.span.start)
            and not self._is_aside(t)
            and not dates_results(scene.text, sentence.span, t)
        ]
        self.own = [self._since(t) for t in merged(scene.text, self.own)]
        self.compared = [t for t in sentence.times if t.sense is Sense.COMPARISON]
        self.looks_back = bool(_HAD.search(scene.text, sentence.span.start, sentence.span.end))
        self.asides = asides(scene.text, sentence.span) + self._relative_clauses()
        self.lead = lead_of(scene.text, sentence.span)
        self._around: dict[Span, list[Span]] = {}  # of each time
        self._owners: dict[Span, list[Span]] = {}
        self._events: dict[Span, bool] = {}
        self._closing: dict[Span, bool] = {}

    def _relative_clauses(self) -> tuple[Span, ...]:
        """The relative clauses between commas that tell a figure of their own: "Russia, to which 1.1 million went in 2024,"."""
        if not self.compared and not self.own:
            return ()
        found = _RELATIVE.finditer(self.scene.text, self.sentence.span.start, self.sentence.span.end)
        return tuple(Span(*m.span()) for m in found)

    def _is_aside(self, time: TimeMention) -> bool:
        """Whether the time only says how long something has been so, of what something is the best, or what begins."""
        text, start = self.scene.text, max(self.sentence.span.start, time.span.start - 60)
        said = time.span.of(text)
        if dates_making(text, self.sentence.span, time) or only_begins(
            text, self.sentence.span, time, self.scene.document.published
        ):
            return True
        if said[:14].lower() == "from the years":
            return _THINGS.search(text, start, time.span.start) is not None  # "3,200 Tangs from the years 2015 to 2017"
        if said[:5].lower() == "since":
            return _STANDING.search(text, start, time.span.start) is not None
        return names_best(text, self.sentence.span, time)

    def _is_object(self, figure: Figure) -> bool:
        return cues.OBJECT.search(self.scene.text, self.sentence.span.start, figure.full.start) is not None

    def _opens(self, time: TimeMention) -> bool:
        """Whether a relative clause hangs on a time that is compared with: "cooled from September, when it …"."""
        return bool(_WHEN.match(self.scene.text[time.span.end : time.span.end + 8]))

    def _since(self, time: TimeMention) -> TimeMention:
        """January to September for "since January", where the text speaks of September."""
        now, period = self.clock.past, time.period
        before = self.scene.text[max(self.sentence.span.start, time.span.start - 30) : time.span.start]
        months = now is not None and period is not None and now.whole_months == 1 == period.whole_months
        if not months or now is None or period is None or period.start is None or not _SINCE.search(before):
            return time
        first = Period.month(now.end.year - (period.start.month > now.end.month), period.start.month)
        return replace(time, period=Period.between(first, now), whole=None)

    def _price(self, time: TimeMention, draft: Draft, *, dated: bool) -> float:
        if draft.metric == "price" and _AT_PRICE.fullmatch(self.scene.text, time.span.end, draft.figure.full.start):
            return BESIDE  # "launched in April at 259,900 yuan"
        cost = distance(self.scene.text, time.span, draft.span)
        if time.span.start > draft.span.start:
            between = self.scene.text[draft.span.end : time.span.start]
            if _MODAL.match(between) and any(t.span.end <= draft.span.start for t in self.own):
                cost += REACH  # "What in May had been 1.1 billion may in June turn into"
            if _HANGS.fullmatch(between):
                return _AFTER  # "below the 126.45 at which they had peaked in May"
            if _RESPECTIVELY.fullmatch(between):
                return _AFTER  # "had lost 26.5% and 36.9%, respectively, in 2024"
            cost = (_BEYOND if re.search(r"[,;，；]|\band\b", between) else 1.3) * cost + _AFTER
            if len(between.split()) > 3 and self._of_next(time):
                cost += _OWNED
            if (self._possesses_next(time) or self._heads_clause(time, between)) and not self._is_fronted(draft):
                cost += REACH
        elif draft.kind is Kind.CHANGE and self._recalls(time):
            cost += REACH
        if dated and time.reporting:
            cost += _DAY
        if (draft.modality in AHEAD and self.changes_aim(time)) or self._dates_event(time):
            cost += _EVENT
        if self._closes_other(time, draft):
            cost += _TAKEN
        if self._is_left_behind(time, draft):
            cost += REACH
        if draft.modality in AHEAD and cost > BESIDE and self._is_over(time):
            cost += _OVER
        if self._inserted(time, draft):
            cost += _ASIDE
        if self._is_left_in_lead(time, draft) or self._turns_to_now(time, draft):
            cost += REACH
        if labels_another(self.scene.text, self.sentence, time, draft.figure):
            cost += REACH
        if self._is_anothers(time, draft):
            cost += REACH if time.span.of(self.scene.text)[:1] > "\u2e80" else _OWNED
        if self._is_base(time, draft):
            cost += REACH
        return cost + (_OWNED if self._owned(time, draft) else 0.0)

    def _dates_event(self, time: TimeMention) -> bool:
        """Whether the time is that of a decision: "in September lowered its aim", "the goal it set in January"."""
        if time.span not in self._events:
            text = self.scene.text
            before = text[max(self.sentence.span.start, time.span.start - 24) : time.span.start]
            decides = None if _FOR.search(before) else _DECIDES.match(text, time.span.end, self.sentence.span.end)
            far = max(self.sentence.span.start, time.span.start - _LONG)
            aim = _AIM_DECIDED.search(text, far, time.span.start) or _AIM_THEN.search(text, far, time.span.start)
            begun = decides is not None or is_of_event(text, time.span.end, self.sentence.span.end)
            self._events[time.span] = begun or _DECIDED.search(before) is not None or aim is not None
        return self._events[time.span]

    def changes_aim(self, time: TimeMention) -> bool:
        """Whether Chinese words behind the time say that an aim was set or changed then: 8月又上调至58万辆."""
        return settles_aim(self.scene.text, time.span.end)

    def _inserted(self, time: TimeMention, draft: Draft) -> bool:
        if time.span not in self._around:
            self._around[time.span] = [a for a in self.asides if a.contains(time.span)]
        return any(not a.contains(draft.span) for a in self._around[time.span])

    def _turns_to_now(self, time: TimeMention, draft: Draft) -> bool:
        """Whether a clause between the two turns to the time of the text: "259,100 in 2024; now it is 95,400"."""
        current = time.period is not None and self._is_current(time) and not time.future
        if time.span.end >= draft.span.start or current:
            return False
        return _NOW.search(self.scene.text, time.span.end, draft.figure.full.start) is not None

    def _is_left_in_lead(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time is that of an opening clause with figures of its own: "After 70,327 in November, it sold …"."""
        return self.lead is not None and self.lead.contains(time.span) and draft.span.start >= self.lead.end

    def _is_current(self, time: TimeMention) -> bool:
        past = self.clock.past
        return past is None or time.period is None or time.period.end >= past.end

    def _is_base(self, time: TimeMention, draft: Draft) -> bool:
        """Whether a change is said on a time: "rising 142% on October"."""
        on = _ON.fullmatch(self.scene.text, draft.span.end, max(draft.span.end, time.span.start)) is not None
        on = on or measures_by(self.scene.text, self.sentence.span, time)
        return draft.kind in (Kind.CHANGE, Kind.SHARE, Kind.RATIO) and time.span.start > draft.span.end and on

    def _is_left_behind(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the figure behind a time has another of its own: "from 40% in 2023 to nearly half in 2024"."""
        start, end = draft.figure.full.start, draft.figure.full.end
        if time.span.end > start or _GOES_ON.fullmatch(self.scene.text, time.span.end, start) is None:
            return False
        own = next((t for t in self.own if t.span.start >= end), None)
        return own is not None and _RIGHT_BEHIND.fullmatch(self.scene.text, end, own.span.start) is not None

    def _closes_other(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time stands right behind another figure: "2.6 million last year to 3.3 million"."""
        if time.span not in self._closing:
            start = time.span.start
            behind = (f.full.end for f in self.sentence.figures if f.full.end <= start)
            self._closing[time.span] = self.scene.text[max(behind, default=start) : start].isspace()
        return time.span.start < draft.span.start and self._closing[time.span]

    def _is_anothers(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time is only that of a figure that stands between: "double last year's 221,970, stood at 166,472"."""
        following = self.sentence.figure_after(time.span.end)
        between = following is not None and following.span.end <= draft.span.start
        if labels_another(self.scene.text, self.sentence, time, draft.figure):
            return True
        opens = len(self.own) == 1 and time.span.start - self.sentence.span.start <= _OPENING
        if opens and _SUMS_UP.match(self.scene.text, time.span.end):
            return False  # 1—2月合计171万辆，比去年少6.9%，渗透率41.2%: all of it is of the sum
        return between and self._possesses_next(time) and (draft.host is None or draft.kind is Kind.SHARE)

    def _possesses_next(self, time: TimeMention) -> bool:
        """Whether the next figure is that of the time: "去年的19万辆", "August's 28,529", "年内累计504.8万辆"."""
        figure = self.sentence.figure_after(time.span.end)
        return figure is not None and bool(_POSSESSES.fullmatch(self.scene.text, time.span.end, figure.full.start))

    def _heads_clause(self, time: TimeMention, between: str) -> bool:
        """Whether the time begins another clause with a level of its own: "42,013 cars; in October 2024 it was 23,917"."""
        figure = self.sentence.figure_after(time.span.end)
        if figure is None or not _CLAUSE.search(between):
            return False
        if figure.unit in _RATES and not _IS_ZH.fullmatch(self.scene.text, time.span.end, figure.full.start):
            return False
        return not _BREAK.search(self.scene.text, time.span.end, figure.full.start)

    def _is_fronted(self, draft: Draft) -> bool:
        """Whether a change opens its sentence, said of what follows: "Down 37.5% from December, January's deliveries …"."""
        lead = self.scene.text[self.sentence.span.start : draft.figure.full.start]
        return draft.kind is Kind.CHANGE and _FRONTED.fullmatch(lead) is not None

    def _recalls(self, time: TimeMention) -> bool:
        """Whether the time only tells what an earlier figure is to be compared with: "42,013台，上年10月为23,917台，增幅76%"."""
        past, figure = self.clock.past, self.sentence.figure_before(time.span.start)
        if figure is None or past is None or time.period is None or time.period.end >= past.end:
            return False
        return self._heads_clause(time, self.scene.text[figure.full.end : time.span.start])

    def _of_next(self, time: TimeMention) -> bool:
        """Whether the time opens what is said of the next figure: "… to dealers amid Q3 revenue of $4.1 billion"."""
        figure = self.sentence.figure_after(time.span.end)
        between = self.scene.text[time.span.end : figure.span.start] if figure is not None else ","
        if _GOES_ON.fullmatch(between):
            return False  # "from 40% of the market in 2023 to nearly half in 2024"
        return not re.search("[,;.:(，；。：（]", between) and len(between.split()) < _SHORT

    def _is_over(self, time: TimeMention) -> bool:
        """Whether the time has passed: an aim seldom lies there."""
        published, ahead = self.scene.document.published, self.clock.ahead
        end = None if time.period is None else time.period.end
        if self.looks_back or self._opens_zh(time):
            return False
        if published is None and self.clock.past is not None and end is not None and end <= self.clock.past.end:
            return True
        if published is not None and end is not None and end > published:
            return False
        over = end is not None and published is not None and end < published
        return over or (end is not None and ahead is not None and ahead.start is not None and end < ahead.start)

    def _opens_zh(self, time: TimeMention) -> bool:
        """Whether a Chinese sentence opens with a year, of which it then tells the aims too: 2025年，吉利把目标定在…."""
        year = time.period is not None and time.period.grain is Grain.YEAR and time.sense is Sense.PERIOD
        return year and self.scene.document.lang == "zh" and time.span.start - self.sentence.span.start <= 1

    def _owned(self, time: TimeMention, draft: Draft) -> bool:
        """Whether the time goes with another figure that is an object of comparison."""
        if time.span not in self._owners:
            before = (f for f in self.sentence.figures if f.span.end <= time.span.start)
            near = (f for f in before if distance(self.scene.text, f.span, time.span) < NEXT_TO)
            self._owners[time.span] = [f.span for f in near if self._is_object(f)]
        return any(o != draft.span for o in self._owners[time.span])

    def _in_bracket(self, time: TimeMention, draft: Draft) -> bool:
        between = self.scene.text[time.span.end : draft.span.start]
        return between.count(")") > between.count("(")
