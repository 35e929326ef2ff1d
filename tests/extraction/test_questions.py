from datetime import date

import pytest

from tachograph.core.query import Asked
from tachograph.extraction.questions import parse_question
from tachograph.packs.loader import load_pack
from tachograph.packs.questions import question_words

TODAY = date(2026, 2, 10)


def parsed(text, lang="en"):
    return parse_question(text, lang, load_pack(evidence=False), question_words(), TODAY)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("NIO deliveries last month", "2026-01"),
        ("NIO deliveries last year", "2025"),
        ("NIO deliveries in the third quarter of 2025", "2025-Q3"),
        ("NIO deliveries in the first half of 2025", "2025-H1"),
        ("NIO deliveries in September", "2025-09"),
        ("NIO deliveries", None),
    ],
)
def test_relative_times_count_from_the_day_that_is_given(text, period):
    assert parsed(text).period == period


def test_names_in_small_letters_are_understood_as_people_type_them():
    query = parsed("did nio outsell li auto in 2025")
    assert (query.kind, query.entities, query.period) == (Asked.COMPARE, ("nio", "li_auto"), "2025")


def test_a_model_is_its_makers_also_in_the_plural():
    query = parsed("How many YU7s did Xiaomi sell in January 2026?")
    assert (query.entities, query.model, query.period) == (("xiaomi",), "YU7", "2026-01")


def test_a_model_in_small_letters_is_not_its_whole_maker():
    assert parsed("小米su7 2026年1月卖了多少", "zh").model == "SU7"


@pytest.mark.parametrize(
    "text", ["How many SU9 did Xiaomi sell in January?", "How many cars did Foobar deliver in January?"]
)
def test_a_name_that_no_pack_knows_is_never_taken_for_something_else(text):
    query = parsed(text)
    assert (query.kind, query.reason) == (Asked.NONE, "name")


def test_without_anybody_named_a_makers_metric_is_not_the_markets():
    assert parsed("某某车交付了多少", "zh").reason == "whose"
    assert parsed("What were the retail sales in September 2025?").kind is Asked.VALUE


def test_the_day_of_knowledge_is_not_the_period():
    query = parsed("Leapmotor's deliveries in January 2026 as known on 3 February 2026")
    assert (query.period, query.as_of) == ("2026-01", date(2026, 2, 3))


def test_what_is_sold_abroad_is_a_metric_of_its_own():
    assert parsed("How many cars did BYD sell abroad in June 2025?").metric == "overseas_sales"
    assert parsed("How many cars did BYD sell in Brazil in June 2025?").metric == "sales"


def test_a_year_is_no_target():
    assert parsed("How many cars will NIO deliver in December 2026?").kind is Asked.VALUE
    assert parsed("Will NIO deliver 500,000 cars this year?").number == 500_000


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Why do the figures for HIMA differ?", "en", Asked.CONFLICT),
        ("Why did HIMA's deliveries fall?", "en", Asked.NONE),
        ("Who grew fastest among EV start-ups in 2025?", "en", Asked.LEADER),
        ("By how much did NIO's deliveries grow in 2025?", "en", Asked.GROWTH),
        ("2025年新势力谁增长最快", "zh", Asked.LEADER),
        ("蔚来2025年交付同比增长多少", "zh", Asked.GROWTH),
    ],
)
def test_questions_alike_in_words_are_told_apart(text, lang, kind):
    assert parsed(text, lang).kind is kind


@pytest.mark.parametrize("text", ["?", "   .", "a" * 400, "\x00", "()[]*+", "。。。", "2026", "1,000,000"])
def test_whatever_is_typed_gives_a_query(text):
    assert parsed(text).kind in Asked
