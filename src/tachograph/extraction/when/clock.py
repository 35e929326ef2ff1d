"""The time that a text has reached: what the figures of a sentence without a time of its own are of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Grain, Period
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.times.calendar import month_at, shifted
from tachograph.extraction.times.expressions import Sense, TimeMention
from tachograph.extraction.vocabulary import Sort
from tachograph.extraction.when import clock_signs as signs
from tachograph.extraction.when.lasting import carries, goes_on, length
from tachograph.extraction.when.leads import is_under_way
from tachograph.extraction.when.sections import headed_time, is_heading, is_item, item_time, told_by_unit, turned_to

AHEAD = (Modality.TARGET, Modality.FORECAST)
_YEAR, _BEGUN = 12, 31  # months; days
_FIRST_WEEKS = 63  # days: a headline of 2 February that names the year is of its January
_WEEK = 7  # days
_FIRST_WORDS = 4  # characters: "In "


@dataclass(frozen=True)
class Clock:
    """The periods that the text last spoke of: of what has happened, and of what is aimed at or expected."""

    past: Period | None = None
    ahead: Period | None = None
    day: Period | None = None  # of the event that the text opens with
    as_of: Period | None = None  # the day on which the text last counted something
    opening: Period | None = None  # the day on which the text counts what it opens with
    block: int = -1
    told_of: tuple[tuple[str | None, Period], ...] = ()  # of the last figure in each unit, in the sentence before
    item: Period | None = None  # of the first figure of an item of a list, while its items follow each other
    clause: Period | None = None  # the only one of the clause before
    last: Period | None = None  # of the level told last
    first: Period | None = None  # of the level told first in the sentence before
    scene: Period | None = None  # what was named before any figure was told: "The first-half figures are out"
    home: Period | None = None  # what the text opened with
    main: Period | None = None  # what the text was of before a paragraph that opens with the sum so far
    untitled: Period | None = None  # what the text was of before a heading that names a time, until the next heading
    shift: str | None = None  # what the paragraph last compared with: the year, month or week before
    event: Period | None = None  # the day of what the text told first, if that was on one day
    told: bool = False  # whether a figure has been told yet: what stands before only sets the scene

    def of(self, draft: Draft) -> Period | None:
        return (self.ahead or self.past) if draft.modality in AHEAD else self.past


def is_day(time: TimeMention) -> bool:
    """Whether the time is one day."""
    return time.period is not None and time.period.days == 1


def _ends_month(day: Period) -> bool:
    return day.end == month_at(day.end.year, day.end.month).end


def _counts_at(time: TimeMention) -> bool:
    """Whether stocks are counted at the time: "as of 30 November", "at the end of October"."""
    return time.sense is Sense.AS_OF or (time.whole is not None and time.whole.days != 1)


def clock_after(scene: Scene, sentence: Sentence, drafts: list[Draft], clock: Clock) -> Clock:
    """What the next sentence carries on: the first period that the text speaks of, or a later one of the same length.

    A sum so far in a text about a month, or a month in a text about such a sum, is said in passing; but a text that
    opens with a year goes on to its months.
    """
    days = [t.period for t in sentence.times if is_day(t) and not t.reporting and _counts_at(t)]
    if days and not clock.told and days[0] is not None and _ends_month(days[0]):
        clock = replace(clock, opening=clock.opening or days[0])
    if signs.CORRECTS.match(scene.text, sentence.span.start):
        return clock
    if clock.main is not None and clock.block != sentence.block:
        clock = replace(clock, past=clock.main, main=None)
    if not drafts:
        return _set_scene(scene, sentence, days, clock)
    alone = [
        t.period
        for t in sentence.times
        if signs.ALONE.match(scene.text[t.span.end : t.span.end + 8]) and not _opens_block(t, sentence, clock)
    ]
    told = [d for d in drafts if d.period and carries(d.period) and not (d.figure.ordinal and length(d.period) == 0)]
    told_on = [d for d in drafts if d.modality is Modality.ACTUAL and (d.kind is Kind.LEVEL or d.metric == "price")]
    past = [d.period for d in told if d.period and d.period not in alone and d.modality not in AHEAD]
    still = scene.document.published
    if still is not None:  # "it needs some 43,300 this month" tells nothing of that month
        reckoned = {d.period for d in told if d.modality is Modality.ESTIMATE and d.period and d.period.end >= still}
        past = [p for p in past if p not in reckoned]
    coming = {d.dated.period for d in told if d.dated is not None and d.dated.future}  # "17 more to come in November"
    begun = {d.dated.period for d in told if d.dated is not None and _begins(scene, d.dated)}  # 从2018年5月起步
    past = [
        p
        for p in past
        if p not in coming and p not in begun and not _is_to_run(scene, p) and not _divides_days(p, clock)
    ]
    ahead = [d.period for d in told if d.modality in AHEAD and not _is_over(scene, d.period)]
    anew = sentence.block != clock.block and len(_told_of(past)) == 1  # a paragraph that opens with its own time
    recalls = bool(past) and clock.past is not None and past[0].end < clock.past.end and _recalls(scene, sentence)
    recalls = recalls or (bool(past) and clock.past is not None and past[0].end < clock.past.end)
    if past and recalls and anew and _opens_earlier(scene, sentence, told, clock):
        title = not clock.told  # 8月1—16日零售…, under a title that foretells all of August
        clock = replace(clock, past=past[0], main=None if title else clock.past)  # of this paragraph only
    elif past and not recalls and (anew or _follows(past, clock.past)):
        passing = anew and _sums_up_to(past[0], clock.past) and not _is_home(past[0], clock)
        latest = _latest(past)
        clock = replace(
            clock, past=clock.home if _is_home(latest, clock) else latest, main=clock.past if passing else None
        )
    elif recalls and anew and past and _is_named(sentence, past[0]) and not _recalls(scene, sentence):
        clock = replace(clock, past=past[0], main=clock.past)  # a paragraph on an earlier year goes on in it
    if _comes_home(scene, sentence, past, clock):
        clock = replace(clock, past=clock.home, main=None)
    if ahead and (clock.ahead is None or len(set(ahead)) == 1) and not _divides_zh(scene, clock.ahead, ahead[0]):
        clock = replace(clock, ahead=ahead[0])
    clause = past[0] if len({d.period for d in told}) == len(set(past)) == 1 else None
    event = next((d.period for d in told_on if d.period and d.period.days == 1), None)
    clock = replace(clock, event=clock.event or event, told_of=told_by_unit(told))
    clock = replace(clock, item=item_time(scene, sentence, told, clock.item))
    as_of = days[-1] if days else clock.as_of
    if as_of is not None and clock.as_of is not None and as_of.end < clock.as_of.end and _ends_month(clock.as_of):
        as_of = clock.as_of  # what was counted earlier is only compared with
    last = next((d.period for d in reversed(told) if d.kind is Kind.LEVEL and d.modality not in AHEAD), None)
    first = _first_told(scene, told, clock, recalls=recalls)
    english = scene.document.lang != "zh"  # a Chinese headline may tell a rank of no time
    clock = replace(clock, home=clock.home or (clock.scene if english else None) or clock.past)
    told_yet = clock.told or any(d.period is not None and (not english or d.kind is not Kind.DURATION) for d in drafts)
    shift = _compared(drafts) or (clock.shift if sentence.block == clock.block else None)
    return replace(
        clock, told=told_yet, as_of=as_of, block=sentence.block, clause=clause, last=last, first=first, shift=shift
    )


def _begins(scene: Scene, time: TimeMention) -> bool:
    """Whether a Chinese time is only that since which something has gone on, and not that which the text goes on in."""
    start, end = time.span.start, time.span.end
    since = scene.text[max(0, start - 1) : start] in tuple("自从從") and start > 0
    return since and signs.BEGINS_ZH.match(scene.text, end) is not None


def _first_told(scene: Scene, told: list[Draft], clock: Clock, *, recalls: bool) -> Period | None:
    """The time of the whole that "of these" points back to: not of what a sentence only compares with."""
    first = next((d.period for d in told if d.kind is Kind.LEVEL and d.modality not in AHEAD), None)
    if recalls and scene.document.lang == "zh":
        return clock.first or first  # 去年同期为506804辆。其中，…
    compared = any(d.period == clock.past for d in told) and scene.document.lang == "en"
    if compared and first is not None and clock.past is not None and first.end < clock.past.end:
        return clock.past  # "Compared with May, when it sold 20,000, it grew 3%. Of the total, …"
    return first


def _compared(drafts: list[Draft]) -> str | None:
    """What the last change is measured by, if that is the month, week or year before."""
    for draft in reversed(drafts):
        if draft.kind is Kind.CHANGE and draft.basis is not None and draft.period is not None:
            near = str(shifted(draft.period, "previous"))
            return "previous" if draft.basis == near else "year" if _is_year_ago(draft.period, draft.basis) else None
    return None


def _is_year_ago(period: Period, basis: str) -> bool:
    return basis == str(period.years_earlier())


def _comes_home(scene: Scene, sentence: Sentence, past: list[Period], clock: Clock) -> bool:
    """Whether an English text that went on to a part of its year tells of the whole again: "for all of 2025 they doubled"."""
    home = clock.home
    if scene.document.lang != "en" or home is None or clock.past is None or home.grain is not Grain.YEAR:
        return False
    within = home.contains(clock.past) and not home.same_days(clock.past)
    return within and bool(past) and past[-1] == home and _is_named(sentence, home)


def _is_home(period: Period, clock: Clock) -> bool:
    """Whether a text comes back to what it opened with: a report on the half-year that first told of its last month."""
    return clock.home is not None and period.same_days(clock.home)


def _told_of(past: list[Period]) -> set[Period]:
    """The periods without that of a year earlier, which the first is compared with."""
    return set(past) - {past[0].years_earlier()} if past else set()


def _latest(past: list[Period]) -> Period:
    """The last of the years or months that a sentence goes through: "In 2020 it sold 1.6 million; last year 645,000"."""
    alike = [p for p in past if length(p) == length(past[0]) > 0]
    return max(alike, key=lambda p: p.end, default=past[0])


def _came_true(scene: Scene, sentence: Sentence, clock: Clock) -> bool:
    """Whether a sentence without a time tells what came of the forecast or aim right before it, whose time is over."""
    published, ahead = scene.document.published, clock.ahead
    over = published is not None and ahead is not None and ahead.end < published
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    named = before is not None and any(t.period == ahead for t in before.times)
    own = any(t.sense is not Sense.COMPARISON for t in sentence.times)
    return over and named and not own and signs.TURNED_OUT.match(scene.text, sentence.span.start) is not None


def _opens_block(time: TimeMention, sentence: Sentence, clock: Clock) -> bool:
    """Whether a paragraph turns to a month with its first words: "In July alone, China exported …"."""
    month = time.period is not None and time.period.whole_months == 1
    return month and sentence.block != clock.block and time.span.start - sentence.span.start <= _FIRST_WORDS


def _opens_earlier(scene: Scene, sentence: Sentence, told: list[Draft], clock: Clock) -> bool:
    """Whether a Chinese paragraph turns to an earlier time than the text told of.

    It has more than one figure of that, and no other, or names a month with its first words: 1月全国交易155.3万辆.
    """
    if scene.document.lang != "zh":
        return False
    past, first = told[0].period, next(iter(sentence.times), None)
    if len(told) > 1 and {d.period for d in told} == {past}:
        return True
    if past is None or first is None or first.period != past or first.sense is not Sense.PERIOD:
        return False
    opens = first.span.start - sentence.span.start <= _FIRST_WORDS
    return opens and clock.past is not None and past.whole_months == clock.past.whole_months == 1


def clock_within(scene: Scene, sentence: Sentence, clock: Clock) -> Clock:
    """A clause behind a semicolon goes on in the time of the clause before it, unless it names somebody or a time.

    An answer that names no time is of the time that was asked about, and "That was 3% more" of what was told last.
    """
    timed = any(t.period is not None and t.sense is Sense.PERIOD for t in sentence.times)
    if clock.home is not None and not timed and sentence.block != clock.block and turns_to_part(scene, sentence):
        return replace(clock, past=clock.home)  # 企业方面，…: a part of what the text is about
    if clock.main is not None and clock.block != sentence.block:
        clock = replace(clock, past=clock.main)
    if clock.item is not None and clock.item != clock.past and not timed and is_item(scene, sentence):
        clock = replace(clock, past=clock.item)  # "Avatr: 129,000. December: 12,000.", then "Voyah: 150,169"
    if (asked := _asked(scene, sentence)) is not None:
        return replace(clock, past=asked, ahead=asked)
    if _came_true(scene, sentence, clock):
        return replace(clock, past=clock.ahead)
    if clock.last is not None and signs.THAT.match(scene.text, sentence.span.start):
        return replace(clock, past=clock.last)
    if clock.first is not None and (
        cues.OF_THESE.match(scene.text, sentence.span.start)
        or (not sentence.times and signs.OF_THEM.search(scene.text, sentence.span.start, sentence.span.end))
        or signs.HAD_AIMED.search(scene.text, sentence.span.start, sentence.span.end)
    ):
        return replace(clock, past=clock.first, ahead=clock.first)
    if clock.clause is not None and signs.MEANWHILE_ZH.match(scene.text, sentence.span.start) and not timed:
        return replace(clock, past=clock.clause)
    before = scene.text[max(0, sentence.span.start - 3) : sentence.span.start].rstrip()
    if clock.clause is None or not (scene.goes_on(sentence) or before.endswith(";")):
        return clock
    timed = any(t.period is not None and t.sense is not Sense.COMPARISON for t in sentence.times)
    parallel = scene.goes_on(sentence) and clock.ahead is None  # 三季度零跑营收…；理想营收…: Chinese says the time once
    if timed or (sentence.of_sort(Sort.ENTITY) and not parallel):
        return clock
    return replace(clock, past=clock.clause)


def turns_to_part(scene: Scene, sentence: Sentence) -> bool:
    """Whether a Chinese sentence turns with its first words to a part of what the text is about, such as 供给端."""
    return signs.TURNS_TO.match(scene.text, sentence.span.start) is not None


def _asked(scene: Scene, sentence: Sentence) -> Period | None:
    """The one time that the question right before a sentence names, if the sentence names none."""
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    if before is None or sentence.times or not before.span.of(scene.text).rstrip().endswith(("?", "？")):
        return None
    asked = {t.period for t in before.times if t.period and t.sense is not Sense.COMPARISON and carries(t.period)}
    return asked.pop() if len(asked) == 1 else None


def _set_scene(scene: Scene, sentence: Sentence, days: list[Period | None], clock: Clock) -> Clock:
    """What a sentence without figures says of those to come: a headline, "Insurance data for May are out"."""
    times = [t for t in sentence.times if t.period and carries(t.period)]
    if any(t.future for t in times) and signs.DUE.search(scene.text, sentence.span.start, sentence.span.end):
        times = [t for t in times if not t.future]
    if (out := signs.OUT.search(scene.text, sentence.span.start, sentence.span.end)) is not None:
        within = Span(*out.span())  # "data for November 10-16 are out" are of that week
        times = [t for t in times if within.contains(t.span) or (t.period and (t.period.days or 0) > _WEEK)]
    coming = [t.period for t in times if t.future and not signs.WAS.match(scene.text, t.span.end)]
    if coming:
        clock = replace(clock, ahead=coming[0])  # a heading such as "Looking ahead to 2026"
    if clock.told and clock.past is not None:
        if (headed := headed_time(scene, sentence, times)) is not None:
            before = clock.untitled or clock.past
            return replace(clock, past=headed, ahead=headed, main=None, block=sentence.block, untitled=before)
        if clock.untitled is not None and is_heading(scene, sentence):
            return replace(clock, past=clock.untitled, main=None, untitled=None)
        turned = turned_to(sentence, times) or _headed(scene, sentence, times, clock)
        if turned is None:
            return clock
        part = clock.past.grain is Grain.YEAR and turned.grain is not Grain.YEAR  # of this paragraph only
        passing = clock.past if part or _sums_up_to(turned, clock.past) else None
        later = sentence.index + 1
        goes_along = later < len(scene.sentences) and scene.sentences[later].block == sentence.block
        block = sentence.block + (not goes_along)  # a heading is for the paragraph below it
        return replace(clock, past=turned, ahead=turned, main=passing, block=block)
    begun = (t for t in times if t.period and not _is_to_run(scene, t.period, t, within=_FIRST_WEEKS))
    over = (t for t in begun if not _is_running(scene, t) and not is_under_way(t, scene.document.published))
    told = next((t.period for t in over), None)
    past = clock.past
    if told is not None and (
        past is None or _is_week_of(told, past) or (past.grain is Grain.YEAR and goes_on(told, past))
    ):
        past = told
    as_of = days[-1] if days else clock.as_of
    return replace(clock, past=past, scene=past, day=days[0] if days else clock.day, as_of=as_of)


def _is_week_of(week: Period, month: Period) -> bool:
    """Whether a text announces the figures of a week of the month that its title names, or of one that ends in it."""
    meets = week.start is not None and month.start is not None and week.start <= month.end and month.start <= week.end
    return month.grain is Grain.MONTH and week.days == _WEEK and meets


def _divides_zh(scene: Scene, year: Period | None, part: Period | None) -> bool:
    """Whether a Chinese text only tells of a part of the year that it aims at: the aims that follow are for the year."""
    if scene.document.lang != "zh" or year is None or part is None:
        return False
    return year.grain is Grain.YEAR and part.grain is not Grain.YEAR and year.contains(part)


def _divides_days(period: Period, clock: Clock) -> bool:
    """Whether it is a week of the days that a text is of, which it goes on with: 1—17日…，第一周（1日至10日）…."""
    told = (p for p in (clock.past, clock.home) if p is not None and p.grain is period.grain is Grain.DAY)
    return any(p.contains(period) and not p.same_days(period) for p in told)


def _is_over(scene: Scene, part: Period | None) -> bool:
    """Whether a part of a year is over: what was foreseen for it says nothing of the aims that follow."""
    published = scene.document.published
    if scene.document.lang != "zh" or part is None or published is None:
        return False
    return part.grain is not Grain.YEAR and part.end < published


def _sums_up_to(period: Period, month: Period | None) -> bool:
    """Whether a period is the year so far, up to the month that the text is of."""
    if month is None or month.whole_months != 1 or period.end != month.end:
        return False
    return period.whole_months == month.end.month > 1


def _is_to_run(scene: Scene, year: Period, time: TimeMention | None = None, *, within: int = _BEGUN) -> bool:
    """Whether a year has hardly begun when the text is published: what it tells of what was is not of that year."""
    if time is not None and time.sense is Sense.COMPARISON:
        return True
    published = scene.document.published
    begun = None if published is None or year.start is None else (published - year.start).days
    return year.grain is Grain.YEAR and year.whole_months == _YEAR and begun is not None and begun < within


def _is_running(scene: Scene, time: TimeMention) -> bool:
    """Whether a year that is only called "the year" is not over when the text is published."""
    published, year = scene.document.published, time.period
    named = any(map(str.isdigit, time.span.of(scene.text)))
    return (
        year is not None and year.grain is Grain.YEAR and not named and published is not None and year.end > published
    )


def _headed(scene: Scene, sentence: Sentence, times: list[TimeMention], clock: Clock) -> Period | None:
    """The month or quarter of the text's year that a paragraph opens with as what it tells of: "December felt no triumph"."""
    if scene.document.lang != "en" or sentence.block == clock.block or len(times) != 1 or len(sentence.times) != 1:
        return None
    turned, past = times[0].period, clock.past
    opens = times[0].span.start - sentence.span.start <= _FIRST_WORDS and times[0].sense is Sense.PERIOD
    part = turned is not None and past is not None and past.contains(turned) and past.grain is Grain.YEAR
    return turned if opens and part and not times[0].future else None


def _is_named(sentence: Sentence, period: Period) -> bool:
    """Whether a sentence names a period, and not only by what it compares with: "the preceding quarter"."""
    return any(t.period == period and t.sense is not Sense.COMPARISON for t in sentence.times)


def _recalls(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence only looks back: "In August the split had been 45 to 55"."""
    return bool(signs.HAD_BEEN.search(scene.text, sentence.span.start, sentence.span.end))


def _follows(past: list[Period], clock: Period | None) -> bool:
    """Whether a sentence of these periods moves the text on from ``clock``."""
    if clock is None:
        return True
    if any(p.same_days(clock) for p in past):
        return False  # "between January and June" says the half-year in other words; "66,765 in December, 645,345 for the year"
    return goes_on(past[0], clock) and (len(set(past)) == 1 or clock.grain is Grain.YEAR)
