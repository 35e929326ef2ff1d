"""Chinese reports of weeks, results and the exchange: whose each figure is, what it counts and of which time."""

from datetime import date

import pytest
from newsreading import holds

from tachograph.core.document import Document
from tachograph.extraction import extract_claims

SUMMER = date(2027, 6, 24)

WEEKS = [
    (
        (
            "6月1—20日，全国乘用车市场零售101.2万辆，同比下降3%。今年以来累计零售801.4万辆，同比下降6%。\n\n"
            "分周来看，第一周（1日至13日）日均零售4.9万辆，同比增长2%；第二周（14—20日）日均为6.6万辆，同比下降7%。\n\n"
            "新能源车走强。同期新能源零售60万辆，环比增长4%。"
        ),
        {
            "4.9万辆": {"what": "daily_retail_sales", "when": "2027-06-01/2027-06-13"},
            "2%": {"what": "daily_retail_sales", "when": "2027-06-01/2027-06-13"},
            "6.6万辆": {"what": "daily_retail_sales", "when": "2027-06-14/2027-06-20"},
            "60万辆": {"what": "retail_sales", "when": "2027-06-01/2027-06-20"},
        },
    ),
    (
        "5月全国乘用车批发230万辆。其中第三周（15日到21日）批发61万辆，日均批发8.7万辆。",
        {
            "61万辆": {"what": "wholesale", "when": "2027-05-15/2027-05-21"},
            "8.7万辆": {"what": "daily_wholesale", "when": "2027-05-15/2027-05-21"},
        },
    ),
    (
        "蔚来5月交付4.1万辆，日均交付1322辆，环比多5%。",
        {
            "4.1万辆": {"what": "deliveries", "when": "2027-05"},
            "1322辆": {"what": "daily_deliveries", "when": "2027-05"},
            "5%": {"what": "daily_deliveries"},
        },
    ),
]
APART = [
    (
        "5月动力电池装车60.1GWh，同比增加5.2GWh；其中三元12GWh，磷酸铁锂48GWh，比前者多出36GWh。",
        {"5.2GWh": {"kind": "change", "low": 5.2}, "36GWh": {"kind": "change", "low": 36}},
    ),
    ("零跑一季度每輛車平均收入約10.2萬元，按季少3200元。", {"3200元": {"kind": "change", "low": -3200}}),
    ("理想一季度汽车毛利率17%，月均装车8GWh，较去年同期减少1.5GWh。", {"1.5GWh": {"kind": "change", "low": -1.5}}),
]


@pytest.mark.parametrize(("text", "expected"), WEEKS)
def test_weeks_are_days_of_the_month_told_of_and_an_average_day_no_total(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), APART)
def test_what_is_more_or_less_than_another_is_a_change(text, expected, pack):
    holds(text, pack, expected, SUMMER)


def test_a_title_that_foretells_a_month_leaves_the_text_in_its_days(pack):
    text = "6月1日至20日，全国乘用车零售101.2万辆。\n\n新能源渗透率为61%。\n\n同期厂商批发110万辆。"
    document = Document("a.txt", text, title="6月车市料零售190万辆", lang="zh", published=SUMMER)
    assert {claim.period for claim in extract_claims(document, pack)} == {"2027-06-01/2027-06-20"}
