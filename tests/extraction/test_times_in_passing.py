"""When ordinary articles speak, and of which time: each of these was once read as a year or a month away from it."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import read


def period(text: str, quote: str, published: date | None = None) -> str:
    return str(read(text, published=published)[quote].period)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        # a plan or forecast for the next year at the end is not when the text speaks
        (
            "2025年10月汽车出口66.6万辆。1至10月累计出口561.6万辆，10月进口4.1万辆。\n\n2026年或再增一成。",
            "561.6万辆",
            "2025-01/2025-10",
        ),
        (
            "11月12日发布三季报：营收194.5亿元。2024年交付29.4万辆，今年前三季度交付39.5万辆。西班牙工厂2026年三季度投产。",
            "194.5亿元",
            "2025-Q3",
        ),
        # nor does a comparison with the year before make it a year earlier
        (
            "BYD sold 380,089 vehicles in April and 1.38 million in four months, up from 939,508 in the same period of 2024.",
            "380,089 vehicles",
            "2025-04",
        ),
        (
            "Nio delivered 21,133 cars in November, three times the 6,568 of November 2024. In 2024 it sold 220,000.",
            "21,133 cars",
            "2025-11",
        ),
        # a year counted from now beside its number says which year it is
        (
            "Last year, 2024, it was 12.866 million vehicles. Volkswagen sold 2.9 million cars last year.",
            "2.9 million cars",
            "2024",
        ),
        # the year of a text is not that of what it recalled a sentence ago
        (
            "2025年11月进口汽车4.4万辆。2014年进口曾达143万辆。业内人士估计，全年汽车出口有望突破800万辆。",
            "800万辆",
            "2025",
        ),
        ("2025年11月单台均价12.8万元，高于前11个月的12.5万元。", "12.5万元", "2025-01/2025-11"),
    ],
)
def test_when_a_text_without_a_date_speaks(text: str, quote: str, expected: str) -> None:
    assert period(text, quote) == expected


def test_a_quarter_that_has_only_begun_is_not_told_of() -> None:
    assert period("2025年9月理想交付33,951辆。毛利率一季度20.5%、二季度20.1%。", "20.5%") == "2025-Q1"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Geely sold 761,009 cars in the third quarter of 2025. July, August and September sales were 237,717, 250,167 and 273,125 units respectively.",
            {"237,717": "2025-07", "250,167": "2025-08", "273,125 units": "2025-09"},
        ),
        (
            "零跑2025年7月、8月和9月分别交付50,129辆、57,066辆和66,657辆。",
            {"50,129辆": "2025-07", "57,066辆": "2025-08", "66,657辆": "2025-09"},
        ),
    ],
)
def test_times_and_figures_in_the_same_order(text: str, periods: dict[str, str]) -> None:
    found = read(text)
    assert {quote: str(found[quote].period) for quote in periods} == periods


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "NEV sales were 12.9 million in 2024, or 40.9% of all, up from 5.4% in 2020, when the total was 25.3 million.",
            "25.3 million",
            "2020",
        ),
        (
            "Li Auto sold 7,820 cars in May 2025, 37% fewer than in the same month last year, when 12,400 were counted.",
            "12,400",
            "2024-05",
        ),
        (
            (
                "Nio sold 34,749 cars in September 2025. In the third quarter, deliveries reached 87,071 units, up from the second "
                "quarter's 72,056. Nio had guided for at least 87,000 units."
            ),
            "87,000 units",
            "2025-Q3",
        ),
        (
            (
                "Geely sold 273,125 cars in September 2025. In the first nine months it sold 2,170,189 vehicles. Of these, "
                "1,167,900 were NEVs."
            ),
            "1,167,900",
            "2025-01/2025-09",
        ),
    ],
)
def test_what_looks_back_to_what_was_told(text: str, quote: str, expected: str) -> None:
    assert period(text, quote) == expected


def test_a_change_is_measured_by_what_its_sentence_opens_with() -> None:
    claim = read(
        "BYD sold 380,089 vehicles in April 2025. Against March, when it shifted 377,420 vehicles, the total edged up 0.7%.",
        None,
    )["0.7%"]
    assert (str(claim.period), claim.basis) == ("2025-04", "2025-03")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "China sold 1.256 million NEVs in 2018. Two years later it was still just 1.367 million.",
            "1.367 million",
            "2020",
        ),
        (
            "China sold 1.256 million NEVs in 2018. Then came 2021. Sales jumped to 3.521 million units.",
            "3.521 million units",
            "2021",
        ),
        (
            "The week of September 15-21, 2025 was a good one. Tesla registered 15,640 vehicles last week.",
            "15,640 vehicles",
            "2025-09-15/2025-09-21",
        ),
    ],
)
def test_what_is_counted_on_from_what_was_told(text: str, quote: str, expected: str) -> None:
    assert period(text, quote) == expected


def test_what_was_is_not_of_a_year_that_has_hardly_begun() -> None:
    found = read(
        "2026 outlook for start-ups\n\nLeapmotor closed 2025 with 596,555 deliveries. XPeng delivered 429,445 cars.",
        published=date(2026, 1, 8),
    )
    assert str(found["429,445 cars"].period) == "2025"


MONTH_OF_WRITING = [
    (
        "某某汽车的新工厂\n\n2025年12月\n\n2023年它卖了20万辆。\n\n9月交付2.1万辆，2030年前后建成。",
        "2.1万辆",
        "2025-09",
    ),
    ("某某汽车去年卖得更好\n\n合肥，2026年1月（记者 张某）——8月出口1.9万辆，7月出口1.4万辆。", "1.4万辆", "2025-07"),
    ("某某汽车去年卖得更好\n\n2026年3月中旬消息 12月销量4.9万辆，2月销量1.2万辆。", "4.9万辆", "2025-12"),
    # a month that the first sentence only tells of is none of these
    ("2024年12月交付3万辆，2025年6月交付4万辆，7月交付5万辆。", "5万辆", "2025-07"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), MONTH_OF_WRITING)
def test_a_text_that_opens_with_its_month_speaks_from_it(text: str, quote: str, expected: str) -> None:
    assert period(text, quote) == expected


def test_a_headline_with_a_figure_is_dated_by_the_text() -> None:
    found = read(
        "Leapmotor breezes past 50,000\n\nGood evening. The numbers for July are out. Leapmotor delivered 50,129 cars.",
        date(2025, 8, 1),
    )
    assert found["50,000"].period == "2025-07"


def test_what_an_officer_said_of_february_is_not_to_come() -> None:
    text = "The chief added that the network of NIO did 146,649 swaps on February 15 alone and that 1,000 stations will join it."
    assert read(text, date(2026, 5, 21))["146,649 swaps"].period == "2026-02-15"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        # a paragraph that opens with a month of the text's year is of that month, the next one of the year again
        ("XPeng delivered 429,445 cars in 2025.\n\nDecember was another story. The tally came to 37,508.", "37,508", "2025-12"),
        (
            "XPeng delivered 429,445 cars in 2025.\n\nDecember, though, went badly. It sold 37,508.\n\nZeekr reported 224,133.",
            "224,133",
            "2025",
        ),
        (
            ("Chery sold 2.8 million cars in 2025.\n\nIn December it sold 280,000. For all of 2025 exports came to 1.3 million.\n\n"
            "Geely exported 420,100."),
            "420,100",
            "2025",
        ),
        # what was before, in an opening clause, is not what the main clause is of
        ("BYD sold 420,398 cars in December. After 480,186 in November, Denza reached 16,044.", "16,044", "2025-12"),
        ("BYD made 9 billion yuan in 2025. After losing 1.2 billion yuan in 2024, Leapmotor earned 538 million yuan.", "538 million yuan", "2025"),
        # a year that has only begun
        ("Zeekr sold 23,852 cars in January. Carmakers open 2026 in low gear: XPeng sold 20,011.", "20,011", "2026-01"),
    ],
)  # fmt: skip
def test_times_that_hold_for_a_paragraph_or_a_clause(text: str, quote: str, expected: str) -> None:
    assert read(text, date(2026, 2, 1))[quote].period == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Zeekr sold 23,852 cars in January, 21 percent below its December total of 30,267.", "21 percent", ("2026-01", "2025-12")),
        ("GAC sold 116,000 cars in January. That is a 3 percent rise on the year, yet only half of its December volume of 230,000.", "3 percent", ("2026-01", "2025-01")),
        ("Voyah grew 96 percent in January off a low base of just 8,009.", "8,009", ("2025-01", None)),
        ("Voyah grew 96 percent in January off a low base of just 8,009.", "96 percent", ("2026-01", "2025-01")),
        ("Denza sold 6,000 cars in January, a third fewer than in the preceding month.", "a third", ("2026-01", "2025-12")),
        ("Since its first van left the factory, Voyah has delivered 410,000 vehicles as of January.", "410,000 vehicles", ("../2026-01", None)),
    ],
)  # fmt: skip
def test_what_a_change_is_measured_by_is_not_its_time(text: str, quote: str, expected: tuple[str, str | None]) -> None:
    claim = read(text, date(2026, 2, 1))[quote]
    assert (claim.period, claim.basis) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nio told of its first quarter of 2026. Revenue was 25 billion yuan.\n\nAt the start of this year it slipped back into the red: the net loss came to 332 million yuan.",
        "In the first quarter of 2026 Nio had revenue of 25 billion yuan.\n\nThe beginning of the year brought a net loss of 332 million yuan.",
    ],
)
def test_the_start_of_a_year_is_not_the_year(text: str) -> None:
    assert read(text, date(2026, 5, 21))["332 million yuan"].period == "2026-Q1"


def test_a_quarter_by_the_month_that_it_ends_with() -> None:
    text = "The margin of Nio was 18.1 percent in the December quarter and 14.7 percent in the September quarter."
    assert [c.period for c in read(text, date(2026, 5, 21)).values()] == ["2025-Q4", "2025-Q3"]


def test_the_growth_of_another_time_is_growth_and_a_rate_in_brackets_a_level() -> None:
    found = read(
        "Exports from China grew 21.1 percent in 2025, topping the 19.3 percent of the year before.", date(2026, 1, 15)
    )
    assert found["19.3 percent"].kind.value == "change"
    found = read(
        "The gross margin of Zeekr, 16.5 percent, is 3.6 points short of XPeng's (20.1 percent).", date(2026, 1, 15)
    )
    assert (found["20.1 percent"].kind.value, found["20.1 percent"].subject) == ("level", "XPeng")


STARTED = "Nio delivered 31,305 cars in August 2025. "


@pytest.mark.parametrize(
    ("text", "quote", "when", "basis"),
    [
        ("Against a sleepy July, output rose 8.7 percent.", "8.7 percent", "2025-08", "2025-07"),
        ("Compared with a weak June, deliveries gained 12 percent.", "12 percent", "2025-08", "2025-06"),
        ("That was 14 percent below the high base of August 2024.", "14 percent", "2025-08", "2024-08"),
        ("Deliveries were 30 percent above the low of February.", "30 percent", "2025-08", "2025-02"),
        ("The number exceeds July's by 4 percent.", "4 percent", "2025-08", "2025-07"),
        ("It shipped 2,000 abroad, twice as many as last year, and kept the rest.", "twice", "2025-08", "2024-08"),
        ("Onvo sold 9,000 cars, three times as many as in July.", "three times", "2025-08", "2025-07"),
        ("Eight months into the year, deliveries stand at 166,472.", "166,472", "2025-01/2025-08", None),
        ("Between September 1 and 7 it delivered 6,200 cars.", "6,200 cars", "2025-09-01/2025-09-07", None),
        ("In January the founder had predicted deliveries of 440,000 for the whole of 2025.", "440,000", "2025", None),
    ],
)
def test_times_of_comparison_and_how_far_the_year_is(text: str, quote: str, when: str, basis: str | None) -> None:
    claim = read(STARTED + text, published=date(2025, 9, 12))[quote]
    assert (str(claim.period), claim.basis) == (when, basis)


def test_a_quarterly_figure_is_of_the_quarter() -> None:
    text = "XPeng delivered 21,352 cars in September. The quarterly figure, 46,533, was its best."
    assert period(text, "46,533", date(2024, 10, 1)) == "2024-Q3"


RESULTS = (
    "XPeng Announces Third Quarter and Nine Months Results\n\nThird Quarter of 2025\n\n- Deliveries were 116,007 cars.\n- Revenue was RMB20.4 billion, "
    "up 101.8% year over year.\n\n"
)


@pytest.mark.parametrize(
    ("text", "quote", "when"),
    [
        ("Highlights for the Nine Months of 2025\n\n- Deliveries were 313,196 cars.", "313,196", "2025-01/2025-09"),
        ("First half of 2025\n\nDeliveries came to 197,189 cars.\n\nRevenue was RMB34.1 billion.", "RMB34.1 billion", "2025-H1"),
        ("Full-year 2024 in review\n\n- Deliveries: 190,068 cars\n- Revenue: RMB40.9 billion", "RMB40.9 billion", "2024"),
        ("First half of 2025\n\nDeliveries came to 197,189 cars.\n\nCosts\n\nSelling costs were RMB2.5 billion.", "RMB2.5 billion", "2025-Q3"),
        ("As of September 30, 2025, it had cash of RMB48.3 billion. At that date it ran 690 stores.", "690", "2025-09-30"),
    ],
)  # fmt: skip
def test_a_heading_names_the_time_of_its_section(text: str, quote: str, when: str) -> None:
    found = read(RESULTS + text, date(2025, 11, 17))
    (claim,) = (c for q, c in found.items() if q.startswith(quote))
    assert str(claim.period) == when


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("SAIC sold 237,540 electric cars in November, up 19.9% from 198,065, and 237,381 hybrids, down 22.4% from 305,938.",
         {"198,065": "2024-11", "237,381 hybrids": "2025-11", "305,938": "2024-11"}),
        ("Chery made 61,200 sedans in November, down 4% from 63,750, and 120,400 SUVs, up 8.5% from 110,970.",
         {"63,750": "2024-11", "120,400 SUVs": "2025-11"}),
        ("BYD sold 474,921 cars in November. That is down 12.1% year-on-year, from 540,000.", {"540,000": "2024-11"}),
        ("Geely sold 310,428 cars in November. That was up 24.2% on the year, from 250,136.", {"250,136": "2024-11"}),
    ],
)  # fmt: skip
def test_a_base_is_of_its_time_and_what_follows_of_the_texts(text: str, periods: dict[str, str]) -> None:
    found = read(text, date(2025, 12, 2))
    assert {q: str(c.period) for q, c in found.items() if q in periods} == periods


def test_a_base_is_of_the_sort_that_it_is_the_base_of() -> None:
    found = read(
        "BYD sold 237,540 battery-electric cars in November, up 19.9% from 198,065, and 237,381 plug-in hybrids, down 22.4% from 305,938.",
        date(2025, 12, 2),
    )
    assert [found[q].segment for q in ("198,065", "237,381 plug-in hybrids", "305,938")] == ["bev", "phev", "phev"]
