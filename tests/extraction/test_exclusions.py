"""What looks like a number and is no figure."""

import pytest
from smalllexicon import LEXICON

from tachograph.extraction.numbers.figures import find_figures


@pytest.mark.parametrize(
    "text",
    [
        # dates and periods
        "in January 2026",
        "on November 12, 2025",
        "February 15 to 23",
        "from January 28-February 4",
        "on 5 November 2025",
        "on October 25th",
        "2025-12-02 07:10",
        "between 2019 and 2021",
        "in 2025-26",
        "in the 1990s",
        "Q3 2025 and 2025Q2 and 1Q24",
        "the first nine months of 2025",
        "in the first 11 months",
        "over the past three years",
        "the six months to September",
        "the three months ended September 30",
        "two years ago",
        "the nine-month total",
        "in the third quarter",
        "the first half",
        "in a quarter",
        "the 21st century and its 60th anniversary",
        "2021 年 10 月 31 日",
        "1-10月和9月15日",
        "前三季度、首八個月、上半年、第三季度",
        "二〇二五年",
        "25年11月",
        # clock times, ratios, addresses, codes
        "at 10:30 a.m. and 8 pm",
        "24/7, a 50-50 venture, 2:1",
        "+49 711 17 0 or 400-820-8820",
        "see https://example.org/2024/300-cars?id=5 or a12@b34.com",
        "9866.HK, (01211.HK), HKG:9866, 小米（1810）与吉利（175）",
        "v2.4 and 5.4.0",
        "footnote [12]",
        "GB 38031-2025",
        # names and references
        "Model 3, ES8, SU7, G700, P7+, ID.4, CX-5, F-150, i4, Q7, EX30",
        "Golf 8, Ram 1500, S&P 500, Fiat 500e, Zeekr 001, iPhone 16 Pro, Zeekr 9X",
        "the next 3 Series and the 737 Max",
        "Peugeot's new 3008 competes",
        "Euro 7, Level 4, Section 232, Article 6, page 14, Group of 7",
        "the 15th Five-Year Plan and the 2+3+X frame",
        "e-Platform 3.0 Evo",
        "a 5C charger on 5G, a 3D map, 4WD, 4x4",
        "理想L9、极氪7X和岚图FREE+318",
        # number words that count nothing
        "one of the largest, no one, one another, at one point",
        "first time, second generation, third-party, second-hand, two-wheelers, a five-seater",
        "first, it was launched",
        "a 45-year-old driver",
        "第一时间, 第二代, 一直, 一些, 统一, 百度, 三星, 千万别, 十分, 一线, 二手",
        "5座和7座布局",
        "五年0息"[2:],
        "数万人, 几十家",
    ],
)  # fmt: skip
def test_is_no_figure(text):
    assert [f.span.of(text) for f in find_figures(text, LEXICON)] == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("sales of 1822 in June", ["1822"]),
        ("2,004 people", ["2,004 people"]),
        ("2000+ stations by 2024", ["2000+ stations"]),
        ("delivered 2015 units", ["2015 units"]),
        ("共2015辆", ["2015辆"]),
        ("(41 in Apr, 28 in May, 19 in Jun)", ["41", "28", "19"]),
        ("in May 30 percent", ["30 percent"]),
        ("Leapmotor 596,555 and NIO 34%", ["596,555", "34%"]),
        ("1. Sales rose 5%", ["5%"]),
        ("NIO | 5 | 34,749 | +11.0%", ["5", "34,749", "+11.0%"]),
        ("the next 18 months", ["18 months"]),
        ("a ten-month run", ["ten-month"]),
        ("43 days after the 400th", ["43 days", "400th"]),
        ("one 787 and eight 787s", ["one", "eight"]),
        ("过去只卖3个月，10个月后", ["3个月", "10个月"]),
    ],
)
def test_is_a_figure_all_the_same(text, quotes):
    assert [f.span.of(text) for f in find_figures(text, LEXICON)] == quotes
