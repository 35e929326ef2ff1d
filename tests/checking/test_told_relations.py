"""Relations that words, lists and sources tell together: true figures stay undoubted, a slip in one of them does not.

Each text is written with the figure in question left open: the first value is right, the others are wrong.
"""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)

PAIRED = (  # a figure and its rate, of which sources bear out one
    (
        "June 1, 2025. Li Auto handed over {} cars in May, up 16.7% from a year earlier, its dealers say.",
        "40,856",
        "35,020",
    ),
    ("Nov 3, 2025. In October, Xpeng delivered {} vehicles, up 75.7% year-on-year.", "42,013", "61,340"),
    ("2024年7月1日，蔚来公布6月交付{}辆，同比增长98.1%。", "21,209", "10,707"),
    ("2025年11月1日消息，零跑汽车10月交付{}辆，同比增长84.1%，再创新高。", "70,289", "46,580"),
    ("1 December 2022. Nothing new at Nio. Jan 2, 2023: Nio delivered {} cars in December 2022, up 50.8%.", "15,815", "11,292"),
    ("June 1, 2025. Li Auto delivered 40,856 cars in May 2025, up {} year-on-year.", "16.7%", "36.7%"),
    ("2025年11月1日，小鹏汽车10月交付42,013辆，同比增长{}。", "75.7%", "57.3%"),
    ("June 1, 2025. Li Auto delivered 40,856 cars in May, up 16.7% on the year and {} over April.", "20.4%", "11.4%"),
    ("June 1, 2025. Li Auto delivered 40,856 cars in May, {} from a year earlier.", "up 16.7%", "down 16.7%"),
    ("2025年8月1日，理想汽车7月交付30731辆，较上年同期下滑39.7%，环比也少了{}。", "15.3%", "10.0%"),
    ("June 1, 2025. In May Nio delivered 23,231 cars ({}).", "+13.1%", "+31.1%"),
)  # fmt: skip

MONTHS = (  # the month beside a figure that is another one's
    ("Dec 31, 2025. Li Auto had delivered 33,181 cars in {} 2025, it said.", "November", "October"),
    ("2 April 2025. Its dealers recall that Li Auto delivered 26,263 vehicles in {} 2025.", "February", "January"),
    ("2021年11月5日，蔚来的低谷过去了吗？它10月的交付量约为{}月（10628辆）的三分之一。", "9", "8"),
)

SHARES = (  # a share that the words tie to its whole, reckoned from another figure of the text
    (
        (
            "Vandara sold 88,300 cars in the first half. The market took 1.204 million. "
            "By June the firm had shipped 41,200 cars, {} of the 120,000 it wants to ship."
        ),
        "34.3%",
        "46.7%",
    ),
    (
        (
            "The market took 5.21 million cars. Some 88,300 cars left its ports in May. "
            "It shipped 412,700 cars, {} of its 1.31 million total."
        ),
        "31.5%",
        "7.9%",
    ),
    ("沃岚汽车去年交付18.3万辆，行业总量为96万辆。今年前三季度交付31.2万辆，完成48万辆目标的{}。", "65%", "170%"),
    ("上半年北岭汽车售出7.4万辆，出口1.2万辆。截至9月交付11.3万辆，占全年20万辆计划的{}。", "56.5%", "153%"),
    (
        (
            "Kestra closed the year with 254,300 registrations. Hundreds of dealers shared 61,700 demonstrators. "
            "It stands at 161,800 against a goal of 205,000, or {}."
        ),
        "78.9%",
        "63.6%",
    ),
)

LISTS = (  # the total of all items of a list
    (
        (
            "What the four said they sold in May 2027:\n- Vandara: 38,410 cars, of which 9,100 went abroad.\n"
            "- Orbal: 21,077 units.\n- Kestra: 12,905, its best May.\n- Ordena: 8,118 cars.\n"
            "Together they delivered {} cars."
        ),
        "80,510",
        "85,010",
    ),
    (
        "2027年5月销量榜：1.沃岚汽车 38,410辆；2.曜程汽车 21,077辆；3.北岭汽车 12,905辆。上榜企业合计{}辆。",
        "72,392",
        "77,392",
    ),
)

PRICES = (  # what a price allows
    ("Vandara sold 40 million shares at HK$25.50 and raised HK${} million.", "1,020", "1,920"),
    ("On 3 May 2027 Orbal placed 12.5 million shares at $8.00 each and raised about ${} million.", "100", "170"),
    ("沃岚的L3定价15.68万元，较16.98万{}的预售价低了1.3万元。", "元", "美元"),
)

SHARES_ABOVE = (  # no part is more than its whole
    ("New energy cars made up {} of the month's sales.", "48.1%", "128.1%"),
    ("Vandara sold 23,100 cars in May. Vans came to 11,400, i.e. {} of the total.", "49.4%", "149.4%"),
    ("Electric cars made up 41.2% of the month and {} of the year-to-date.", "43.7%", "143.7%"),
)

MARKS = (  # what was passed is below what passed it
    ("June 2, 2027. Leapmotor delivered {} cars in May, its third month above 30,000.", "31,240", "21,240"),
    ("2027年6月2日，零跑5月交付{}辆，单月首次站上8万台大关。", "80,540", "60,540"),
    ("June 2, 2027. In May Xpeng delivered {} cars and stayed above 30,000 for the sixth month.", "33,410", "23,410"),
)

SPANS = (  # one figure for a month and for the months that include it
    (
        "Aug 2, 2025. Xpeng delivered {} cars in July. In the first seven months of 2025 Xpeng delivered 233,906 cars.",
        "36,717",
        "233,906",
    ),
    ("2025年8月2日。小鹏7月交付{}辆，1-7月累计交付233,906辆。", "36,717", "233,906"),
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"), [*PAIRED, *MONTHS, *SHARES, *LISTS, *PRICES, *SHARES_ABOVE, *MARKS, *SPANS]
)
def test_what_is_right_is_not_doubted_and_what_is_wrong_is(text: str, right: str, wrong: str) -> None:
    assert not doubts(text.format(right))
    assert Verdict.CONTRADICTED in {v for v, _ in doubts(text.format(wrong))}


@pytest.mark.parametrize(
    "text",
    [
        # the rate is of the figure before the bracket, of the quarter before, or of something else
        "2025年9月2日，蔚来公司8月共交付新车31,305辆，同比增长55.2%（去年同期20,176辆），环比增长49.0%。",
        "小米汽车2025年三季度交付108,796辆，去年同期39,790辆，二季度81,302辆，环比增长33.8%。",
        "June 1, 2025. Li Auto sold 3,120 of its vans in May 2025, while deliveries overall were up 16.7% year-on-year.",
        # of the aim before it was lowered
        "Orbal lowered its aim from 500,000 to 400,000 and stands at 300,000, or 60% of the original target.",
        # nobody says that these are all
        "Sold in May 2027:\n- Vandara: 38,410 cars\n- Orbal: 21,077 cars\nThe three big makers sold 80,510 cars.",
        # one whole each
        "2027年前九个月，沃岚批发70.43万辆，零售56.19万辆，分别完成100万辆和85万辆目标的70.4%和66.1%。",
        # after costs
        "Vandara sold 40 million shares at HK$25.50 and raised HK$985 million after costs.",
        # an offer of another kind
        "北岭B1官方指导价9.98万—12.98万元，预售价曾为13.58万元。",
        "Exports made up 41.2% of sales; the target for Europe was reached to 143.7%.",
        # what a mark is compared with, fails to be, or is passed by together
        "May 2, 2027. Xiaomi delivered more than 30,000 cars in April, 27,100 of them in Beijing.",
        "May 2, 2027. Nio's deliveries came to 28,410 in April; together with Onvo the company passed 35,000.",
        "May 2, 2027. Leapmotor delivered 48,200 cars in April but did not exceed 50,000.",
        "2027年5月2日，零跑4月交付48,200辆，尚未突破5万辆。",
        "2027年5月2日，零跑4月交付48,200辆，结束了此前连续三个月6.6万辆以上的势头。",
        # the base of a rate stands in front of it, or the words name the month only
        "Dec 2, 2025. Xpeng slowed in November; against October's 42,013, though, the number was down 12.6%.",
        "2 Nov 2025. Li Auto's October deliveries fell 38.2% from a year ago to 31,767 and were 6.4% lower than in September.",
    ],
)
def test_what_only_looks_alike_is_not_doubted(text: str) -> None:
    assert not doubts(text)


def doubts(text: str) -> list[tuple[Verdict, str]]:
    """What is said against a text."""
    (checked,) = check_texts([text])
    return [(f.verdict, f.message) for f in checked.findings if f.verdict in DOUBTS]
