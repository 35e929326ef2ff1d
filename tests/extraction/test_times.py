"""Times: what is found, what it is for and which period it means.

``times.jsonl`` has sentences written for these tests with the periods that a reader gives their times, in any order:
a period, ``<`` and a period for one that is compared with, ``~`` and a shift for a comparison that is only relative,
``+`` for "since the beginning", ``?`` where it cannot be known; alternatives are divided by ``|``. Those of
``times_fresh.jsonl`` were written before they were run.
"""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldfiles import GOLD, Gold, gold_articles
from tachograph.core.document import Document
from tachograph.core.period import Period
from tachograph.core.sentences import split_sentences
from tachograph.extraction.times import grammar_en as times_en
from tachograph.extraction.times.expressions import Sense, TimeMention, find_times, title_times
from tachograph.extraction.times.words_en import CLASSES


def times(
    text: str, published: str | None = None, lang: str = "en", title: str | None = None
) -> tuple[TimeMention, ...]:
    day = date.fromisoformat(published) if published else None
    return find_times(Document("x", text, title, published=day, lang=lang), split_sentences(text))


def written(mention: TimeMention) -> str:
    """A mention in the notation of ``times.jsonl``."""
    if mention.sense is Sense.SINCE_START:
        return "+"
    if mention.period is not None:
        return ("<" if mention.sense is Sense.COMPARISON else "") + str(mention.period)
    return f"~{mention.shift}" if mention.shift else "?"


def periods(text: str, published: str | None = None, lang: str = "en") -> list[str]:
    return [written(t) for t in times(text, published, lang)]


CASES = [
    json.loads(line)
    for name in ("times.jsonl", "times_fresh.jsonl")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:48])
def test_a_reader_gives_the_same_periods(case: dict):
    found = Counter(periods(case["text"], case["published"], case["lang"]))
    for alternatives in case["times"]:
        hit = next((a for a in alternatives.split("|") if found[a]), alternatives)
        found[hit] -= 1
    assert not {k: n for k, n in found.items() if n}


# --- the gold ----------------------------------------------------------------------------------------------------------


def test_sentences_of_the_gold_reach_the_aim():
    right = found = wanted = 0
    for line in (GOLD / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        named = [t.named for t in times(row["text"], row["doc_date"]) if t.named is not None]
        got = Counter((str(p.start), str(p.end)) for p in named)
        gold = Counter((t["start"], t["end"]) for t in row["times"])
        right += (got & gold).total()
        found += got.total()
        wanted += gold.total()
    assert 2 * right / (found + wanted) >= 0.95


def reachable(article: Gold) -> tuple[int, int]:
    """How many claims have a period that a time at or before their sentence means, itself or shifted; of how many."""
    sentences = split_sentences(article.document.text)
    mentions = [*title_times(article.document, sentences), *find_times(article.document, sentences)]
    reached = total = 0
    for claim in article.claims:
        if claim.period is None:
            continue
        total += 1
        end = next(s.end for s in sentences if s.start <= claim.span.start < s.end)
        spoken = [t for t in mentions if t.span.start <= end]
        options = {str(p) for p in (q for t in spoken for q in _said(t))}
        shifts = {t.shift for t in spoken} - {None}
        for period in (q for t in spoken for q in _said(t) if q.start is not None):
            options |= {str(Period.until(period))}
            options |= {str(period.years_earlier())} if "year" in shifts else set()
            options |= {str(period.previous())} if shifts - {"year"} else set()
        reached += claim.period in options
    return reached, total


def _said(mention: TimeMention) -> list[Period]:
    return [p for p in (mention.period, mention.whole, *(mention.ends or ())) if p is not None]


def test_periods_of_the_gold_articles_can_be_had_from_their_times():
    counts = [reachable(article) for article in gold_articles()]
    assert sum(r for r, _ in counts) / sum(t for _, t in counts) >= 0.9


def test_articles_without_any_year_get_no_period():
    for article in gold_articles():
        if all(c.period is None for c in article.claims):
            sentences = split_sentences(article.document.text)
            assert [t for t in find_times(article.document, sentences) if t.period] == []


# --- what is no time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The ministry may extend the programme.",
        "They march on; dealers mar the finish.",
        "The 2026 X9 MPV and the 2025 ES8 are new.",
        "The 2026 model year vehicles are here.",
        "It opened 2,025 stores and sold 2025 units and 1999 vehicles.",
        "It costs $2025 or RMB 2,026.",
        "Production was halted for two weeks, and the warranty is 8 years.",
        "The plant builds 300,000 cars a year and 800 each day.",
        "It was the fourth quarter in a row and the third quarter of growth.",
        "A quarter of buyers, or three quarters, waited.",
        "Its ten-month streak ended 43 days after the launch.",
        "The second third of the first half-mile.",
    ],
)
def test_figures_names_and_durations_are_no_times(text: str):
    assert [t.span.of(text) for t in times(text, "2025-11-05") if t.period and "half" not in t.span.of(text)] == []


# --- senses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "sense"),
    [
        ("Sales rose in May.", "May", Sense.PERIOD),
        ("It sold more than 5,000 in May.", "May", Sense.PERIOD),
        ("It sold more than in May.", "May", Sense.COMPARISON),
        ("It sold more than the 5,000 of May.", "May", Sense.COMPARISON),
        ("That beat May's 5,000.", "May", Sense.COMPARISON),
        ("It fell to 4,000 from 5,000 in May.", "May", Sense.COMPARISON),
        ("Exports from Shanghai in May rose.", "May", Sense.PERIOD),
        ("As of May 2025 it had 40 stores.", "May 2025", Sense.AS_OF),
        ("By the end of May 2025 it had 40 stores.", "the end of May 2025", Sense.AS_OF),
        ("On May 4, 2025 it had 40 stores.", "May 4, 2025", Sense.AS_OF),
        ("Cumulative deliveries passed 1 million.", "Cumulative", Sense.SINCE_START),
        ("It has delivered 1 million to date.", "to date", Sense.SINCE_START),
        ("Sales rose year-on-year.", "year-on-year", Sense.COMPARISON),
        ("It was the best May since 2017.", "since 2017", Sense.COMPARISON),
        ("Growth over 2024 was 5 percent, an increase over the previous year.", "the previous year", Sense.COMPARISON),
    ],
)
def test_the_words_before_a_time_say_what_it_is_for(text: str, quote: str, sense: Sense):
    assert [t.sense for t in times(text, "2025-06-10") if t.span.of(text) == quote] == [sense]


@pytest.mark.parametrize(
    ("words", "shift"),
    [
        ("YoY", "year"), ("y/y", "year"), ("year over year", "year"), ("from a year earlier", "year"),
        ("from a year ago", "year"), ("on the year", "year"), ("than twelve months before", "year"),
        ("than the year before", "year"), ("above last year", "year"), ("than in the same month last year", "year"),
        ("compared with the prior-year period", "year"), ("than in the corresponding period", "year"),
        ("MoM", "month"), ("month-on-month", "month"), ("from a month earlier", "month"), ("than the month before", "month"),
        ("than last month", "month"), ("on the month", "month"), ("from the previous month", "month"),
        ("QoQ", "quarter"), ("quarter over quarter", "quarter"), ("than the quarter before", "quarter"),
        ("from the previous quarter", "quarter"), ("sequentially", "previous"),
    ],
)  # fmt: skip
def test_comparisons_with_the_figures_own_period(words: str, shift: str):
    assert [t.shift for t in times(f"Sales rose 5 percent {words}.", "2025-06-10")] == [shift]


def test_what_was_said_and_what_is_to_come_are_marked():
    said, will = times("The firm said on Thursday that it will open in July.", "2025-06-10")
    assert (said.reporting, will.reporting, will.future) == (True, False, True)


# --- resolution --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the publication date, in the past tense
        ("Sales rose in December.", "2026-01-05", ["2025-12"]),
        ("Sales rose in the fourth quarter.", "2026-02-20", ["2025-Q4"]),
        ("It said on Monday that it was ready.", "2025-12-28", ["2025-12-22"]),
        ("It opens next month.", "2025-12-10", ["2026-01"]),
        ("Sales rose last quarter.", "2026-02-10", ["2025-Q4"]),
        # and in the future tense
        ("It will open in February.", "2025-12-10", ["2026-02"]),
        ("It will publish October sales.", "2025-11-05", ["2025-10"]),
        ("It plans to build 250 a month in the second half.", "2024-06-28", ["2024-H2"]),
        # explicit years nearby win over it
        ("In 2023, sales peaked in October.", "2025-11-20", ["2023", "2023-10"]),
        ("BYD, which sold 4.27 million cars in 2024, sold 441,706 in October.", "2025-11-20", ["2024", "2025-10"]),
        # so far
        ("It sold 40 in July and has sold 300 this year.", "2025-08-03", ["2025-07", "2025-01/2025-07"]),
        ("It expects to sell 300 this year.", "2025-08-03", ["2025"]),
        # part of a month
        ("In the May 1-18 period it sold 40; by May 11 it had sold 20.", "2025-05-20", ["2025-05-01/2025-05-18", "2025-05-01/2025-05-11"]),
        # counted months
        ("Sales were 4 in November and 44 in 11 months.", "2025-12-02", ["2025-11", "2025-01/2025-11"]),
        ("It was built in 11 months.", "2025-06-02", []),
    ],
)  # fmt: skip
def test_the_publication_date_and_the_tense_give_the_year(text: str, published: str, expected: list[str]):
    assert periods(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the text's own latest date
        ("It listed on 5 November 2025. On 27 January the shares were lower.", ["2025-11-05", "2026-01-27"]),
        ("October was a record. By the end of October the 2023 total was 280,000.", ["2023-10", "2023-10-31", "2023"]),
        # what it looks back on comes before
        ("It sold 48 in July, more than the 43 of July 2024.", ["2025-07", "<2024-07"]),
        ("In January the run ended that had begun in March 2025.", ["2026-01", "2025-03"]),
        # targets come after
        ("On February 26 it reviewed 2025. For 2026 it wants 2 million.", ["2025", "2026-02-26", "2026"]),
        ("Sales this year may rise. It aims for one million by 2026, and two by 2030.", ["2026", "2026", "2030"]),
        ("Imports should grow in 2025. In May four ships came.", ["2025", "2025-05"]),
        # nothing to go by
        ("Sales rose in October from September, and by 20% on Thursday this year.", ["?", "?", "?", "?"]),
    ],
)
def test_without_a_publication_date_the_text_gives_the_year(text: str, expected: list[str]):
    assert sorted(periods(text)) == sorted(expected)


def test_the_title_counts_too():
    document = Document("x", "December closed a good year.", "Deliveries compared in 2022")
    sentences = split_sentences(document.text)
    assert [str(t.period) for t in find_times(document, sentences)] == ["2022-12"]
    (year,) = title_times(document, sentences)
    assert (year.span.of("Deliveries compared in 2022"), str(year.period)) == ("2022", "2022")


def test_a_part_of_a_unit_keeps_the_unit():
    (end,) = times("By the end of 2027 capacity doubles.", "2025-06-10")
    assert (str(end.period), str(end.whole), str(end.named)) == ("2027-12-31", "2027", "2027")


def test_a_range_keeps_its_ends():
    (span,) = times("Between 2023 and 2024 the share rose.")
    assert (str(span.period), [str(e) for e in span.ends or ()]) == ("2023/2024", ["2023", "2024"])


# --- safety ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "piece",
    [
        "in ", "January-", "first nine months of ", "2025-", "than the 43 ", "May ", "(", "had a b ", "1月", "去年", "12", "q1 ",
        "the ", "a", "1,", "year on ", "the first week of ", "March 1st to ", "between the 1st and ", "from May 2025 to ", "同月", "上旬", "since ", "2025年1-", "'s ", "between ", "截至",
    ],
)  # fmt: skip
def test_hostile_repetition_stays_linear(piece: str, lang: str):
    text = piece * (20_000 // len(piece))
    assert all(t.span.end <= len(text) for t in times(text, "2025-06-10", lang))


@pytest.mark.parametrize(
    ("text", "lang", "dated", "undated"),
    [
        ("February 30, 2025", "en", ["?"], ["?"]),  # a time, but no period
        ("April 31st", "en", ["?"], ["?"]),
        ("February 20 to 30, 2025", "en", ["?"], ["?"]),
        ("2025-13-45", "en", [], []),  # no date, and so no year either
        ("the fifth quarter of 2025", "en", ["2025"], ["2025"]),  # the year is said all the same
        ("the sixth week of May 2025", "en", ["?"], ["?"]),
        ("the 31st of this month", "en", ["2025-06"], ["?"]),  # the 31st of June is none, this month is one
        ("Q3 0000", "en", ["2024-Q3"], ["?"]),  # the year is none: the last third quarter
        ("Feb 29", "en", ["2024-02-29"], ["?"]),  # the last one that there was
        ("2025年13月40日", "zh", ["2025"], ["2025"]),
        ("2月30日", "zh", ["?"], ["?"]),
        ("2025年2月20日-30日", "zh", ["?"], ["?"]),
        ("2月第六周", "zh", ["2025-02"], ["?"]),
    ],
)
def test_impossible_dates_give_no_period(text: str, lang: str, dated: list[str], undated: list[str]):
    assert periods(text, "2025-06-10", lang) == dated
    assert periods(text, None, lang) == undated


_WORDS = (
    "in the first second third quarter half year months last this next of to from between and January Feb. 31 29 2024 2025 "
    "Q3 3Q25 H1 weeks ending since by as of end early - , . 's year-on-year so far Friday yesterday ago 12 ten than will had"
)
_CHINESE = (
    "今年 去年 2025年 1月 2月 29日 至 前 三 季度 上半年 环比 同期 累计 截至 底 周五 上周 过去 三个月 全年 9月30日止 比"
)
_PUBLISHED = st.sampled_from([None, date(2024, 2, 29), date(2025, 12, 31), date.min, date.max])


@given(st.sampled_from(times_en._NEVER), st.text(st.sampled_from("".join(CLASSES.values())), max_size=12))
def test_no_phrase_begins_with_a_word_that_is_passed_over(first: str, rest: str):
    assert not re.match(times_en._ALL, first + rest)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=20), _PUBLISHED)
def test_any_run_of_english_time_words_resolves_or_abstains(words: list[str], published: date | None):
    _assert_resolves(" ".join(words), published, "en")


@given(st.lists(st.sampled_from(_CHINESE.split()), max_size=20), _PUBLISHED)
def test_any_run_of_chinese_time_words_resolves_or_abstains(words: list[str], published: date | None):
    _assert_resolves("".join(words), published, "zh")


def _assert_resolves(text: str, published: date | None, lang: str) -> None:
    document = Document("x", text, text, published=published, lang=lang)
    for mention in find_times(document, split_sentences(text)):
        assert mention.span.of(text).strip() == mention.span.of(text)
        assert mention.period is None or Period.parse(str(mention.period)).same_days(mention.period)
