from datetime import date

import pytest
from tests.ledgers import kept

from tachograph.core.errors import SourceError
from tachograph.pipeline.asking import ask
from tachograph.pipeline.recording import add_sources
from tachograph.presenting.ask import json, text

TODAY = date(2026, 2, 10)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    return kept(tmp_path_factory.mktemp("asking"))


@pytest.fixture(scope="module")
def answered(books):
    known = {}

    def answered(question):
        if question not in known:
            known[question] = json.record(ask(books, question, today=TODAY), books.pack)
        return known[question]

    return answered


def test_who_leads_is_answered_with_what_it_depends_on(answered):
    found = answered("Who led China's EV start-ups in January 2026?")
    assert "HIMA leads the deliveries of the Chinese EV start-ups in Jan 2026 with 57,915" in found["answer"]
    assert [f["entity"] for f in found["figures"][:3]] == ["HIMA", "Xiaomi Auto", "Leapmotor"]
    assert any("alliance" in c for c in found["caveats"])
    assert any("Xiaomi Auto (over 39,000)" in c for c in found["caveats"])
    assert any("retail sales (CPCA) is another question" in c for c in found["caveats"])


def test_a_figure_comes_with_who_says_so(answered):
    found = answered("What did Leapmotor deliver in 2025 and who says so?")
    assert found["answer"].startswith("Leapmotor: 596,555 deliveries in 2025.")
    [figure] = found["figures"]
    assert figure["value"] == 596_555
    assert len(figure["sources"]) > 3
    assert found["command"] == "tacho show leapmotor --metric deliveries --period 2025"


def test_whoever_is_asked_about_is_told_the_place(answered):
    found = answered("Is Xiaomi the leader in January 2026?")
    assert "HIMA leads" in found["answer"]
    assert "Xiaomi Auto is not the leader: place 2, with over 39,000." in found["answer"]
    assert "是的,鸿蒙智行第一。" in answered("鸿蒙智行是2026年1月的第一吗")["answer"]


def test_a_ranking_by_growth_is_one(answered):
    assert answered("Who grew fastest among EV start-ups in January 2026?")["answer"].startswith("Zeekr grew most")


def test_the_rest_of_a_question_is_not_passed_over(answered):
    found = answered("How many EVs did NIO deliver in Q1 2026 and Q1 2025?")
    assert any("Q1 2025" in c for c in found["caveats"])


def test_a_target_for_a_part_is_not_told_as_one_for_the_whole(answered):
    found = answered("What is BYD's target for 2026?")
    assert "(overseas sales)" in found["answer"]
    assert any("a part of it" in c for c in found["caveats"])


def test_guidance_is_held_against_what_was_delivered(answered):
    said = answered("What was NIO's Q4 2025 guidance and did it meet it?")["answer"]
    assert "NIO’s target for Q4 2025: 120,000–125,000" in said
    assert "within the range: 124,807" in said


def test_every_vintage_of_a_target_is_told(answered):
    said = answered("Did Li Auto keep its target?")["answer"]
    assert "63.5%" in said
    assert "58.0%" in said


def test_whether_a_target_is_on_track(answered):
    found = answered("Is Xiaomi on track for 550,000?")
    assert "need" in found["answer"]
    assert found["command"] == "tacho targets --year 2026"
    assert {"target", "achieved", "attainment"} <= {f["role"] for f in found["figures"]}


def test_a_number_that_is_no_target_is_said_to_be_none(answered):
    found = answered("Is Xiaomi on track for 900,000 in 2026?")
    assert any("900,000" in c for c in found["caveats"])


def test_comparison_growth_share_and_vintages(answered):
    assert "XPeng is ahead of NIO by 103,417" in answered("XPeng vs NIO deliveries in 2025")["answer"]
    fell = answered("理想汽车1月同比增长多少?")
    assert "下降7.5%" in fell["answer"]
    assert any("春节" in c for c in fell["caveats"])
    share = answered("新能源渗透率9月多少?")
    assert "57.8%" in share["answer"]
    assert any("口径" in c for c in share["caveats"])
    first = answered("What did CPCA first say about September 2025 NEV retail?")
    assert [f["role"] for f in first["figures"]][:1] == ["forecast"]
    assert "1,250,000" in first["answer"]


def test_a_calculated_figure_says_so(answered):
    found = answered("零跑汽车2025年第四季度交付量")
    assert "201,039" in found["answer"]
    assert any("596,555 (2025) - 395,516" in c for c in found["caveats"])


@pytest.mark.parametrize(
    ("question", "because"),
    [
        ("Why did Li Auto's deliveries fall in 2025?", "not why"),
        ("What will the weather be like?", "not this"),
        ("How many cars did Foobar deliver in January?", "not known to the packs"),
        ("Which brand led in 2030?", "too few figures"),
        ("How much did XPeng deliver in 2014?", "The last one that it has"),
        ("How many cars will NIO deliver in December 2031?", "tacho forecast"),
        ("What has NIO promised for 2026?", "no promises of NIO"),
        ("今天天气怎么样", "账本存的是"),
    ],
)
def test_what_cannot_be_answered_says_why_and_gives_no_answer(answered, question, because):
    found = answered(question)
    assert because in found["cannot"]
    assert found["answer"] == ""


@pytest.mark.parametrize(
    "question",
    [
        "Who led China's EV start-ups in January 2026?", "XPeng vs NIO deliveries in 2025", "新能源渗透率9月多少?",
        "Is Xiaomi on track for 550,000?", "What did CPCA first say about September 2025 NEV retail?",
    ],
)  # fmt: skip
def test_every_figure_leads_to_its_sources(answered, question):
    figures = answered(question)["figures"]
    assert figures
    assert all(f["sources"] for f in figures)


def test_promises_are_listed_with_how_they_stand(tmp_path):
    article = tmp_path / "a.md"
    article.write_text("XPeng plans to enter Brazil by the end of 2025.", encoding="utf-8")
    books = kept(tmp_path)
    add_sources(books, [str(article)], published=date(2025, 6, 1))
    found = json.record(ask(books, "Which promises has XPeng broken?", today=TODAY), books.pack)
    assert found["answer"] == "1 promise as of 10 Feb 2026: 1 overdue."
    assert [p["deadline"] for p in found["promises"]] == ["2025"]
    assert found["cannot"] is None
    shown = text.render(ask(books, "小鹏承诺过什么?", today=TODAY), books.pack)
    assert "截至2026年2月10日共1项承诺:1 逾期。" in shown
    assert "XPeng plans to enter Brazil" in shown


def test_what_was_known_on_a_day(books):
    before = json.record(ask(books, "Leapmotor deliveries in 2025", today=TODAY, as_of=date(2025, 12, 1)), books.pack)
    assert "596,555" not in before["answer"]
    assert before["command"].endswith("--as-of 2025-12-01")


def test_the_text_shows_query_command_caveats_and_sources(books):
    shown = text.render(ask(books, "What did Leapmotor deliver in 2025?", today=TODAY), books.pack)
    assert shown.startswith("Understood as: value: Leapmotor, deliveries, 2025\nSame as: tacho show leapmotor")
    assert "\nMind\n" in shown
    assert "\nSources\n" in shown


@pytest.mark.parametrize("question", ["", "  ", "x" * 501])
def test_no_question_and_too_long_a_one_are_errors(books, question):
    with pytest.raises(SourceError, match="ask"):
        ask(books, question, today=TODAY)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was NIO's revenue in the first quarter of 2026?", "NIO: revenue of 25.53 billion CNY in Q1 2026."),
        (
            "What were XPeng's deliveries in November 2025 and how does that compare with a year earlier?",
            "XPeng: deliveries in Nov 2025 were up 18.9% on Nov 2024, at 36,728.",
        ),
        ("小米汽车2026年2月交付量比1月下降了多少?", "小米汽车2026年2月交付超过20,000,较2026年1月下降48.7%。"),
        ("蔚来2025年比2024年多交付多少?", "蔚来2025年交付326,028,较2024年增长46.9%。"),
        ("What are NIO's deliveries since the beginning?", "NIO: 1,081,057 deliveries in all until Mar 2026."),
        (
            "Who is the biggest exporter of Chinese cars in 2025?",
            "Chery leads the exports of makers in 2025 with 1,344,020",
        ),
        (
            "Which group sold the most cars in 2025?",
            "BYD leads the sales of groups in 2025 with 4,602,436, before SAIC",
        ),
        ("How many swap stations does NIO have?", "NIO: over 3,700 swap stations on 15 Feb 2026."),
        ("12月新能源零售渗透率是多少?", "2025年12月新能源市场占乘用车市场零售61.3%(乘联会)。"),
        (
            "What did CAAM report for December 2025 vehicle sales?",
            "China NEV market: about 1,710,000 sales in Dec 2025.",
        ),
        (
            "What is the average price of a NIO car in Q1 2026?",
            "NIO: about 273,000 CNY a vehicle in Q1 2026, vehicle revenue of 22.78 billion CNY by 83,465 deliveries",
        ),
    ],
)
def test_what_is_asked_is_answered(answered, question, answer):
    found = answered(question)
    assert answer in found["answer"]
    assert found["cannot"] is None
    assert all(figure["sources"] for figure in found["figures"])
