"""Of which time the figures of ordinary Chinese articles are: days, months so far, times compared with, years just begun."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import read

CHINESE_TIMES = [
    ("9日晚开卖的银河M9售价18.38万元，大定4万台。", {"18.38万元": "2026-02-09", "4万台": "2026-02-09"}),
    ("26日上午，岚图公布新车预订1.2万辆。", {"1.2万辆": "2026-01-26"}),
    ("本月3日发布的小米YU9售价25万元。", {"25万元": "2026-02-03"}),
    ("1月1日至26日全国零售154万辆。", {"154万辆": "2026-01-01/2026-01-26"}),
    ("长城1—12月累计销售132万辆，同比增长7%。", {"132万辆": "2025", "7%": "2025"}),
    ("2026年1月零售154万辆。2024年同月为203万辆。", {"203万辆": "2024-01"}),
    ("小鹏四季度毛利率18%，连续第三个季度改善，三季度为17%。", {"18%": "2025-Q4", "17%": "2025-Q3"}),
    ("零跑累计交付去年底为120万辆，1月底达123万辆。", {"120万辆": "../2025-12-31", "123万辆": "../2026-01"}),
    ("截至去年12月底，小鹏累计交付100万辆，到1月底已增至102万辆。", {"102万辆": "../2026-01"}),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE_TIMES, ids=[t[:10] for t, _ in CHINESE_TIMES])
def test_times_that_chinese_tells_in_passing(text, expected):
    found = read(text)
    assert {quote: found[quote].period for quote in expected} == expected


def test_a_share_of_a_whole_year():
    assert read("比亚迪去年出口104万辆，抵得上2024年全年的两倍半。")["104万辆"].period == "2025"
    assert read("零跑1月交付3.2万辆，相当于去年全年的5%。")["5%"].basis == "2025"


@pytest.mark.parametrize(
    ("text", "quote", "expected", "basis"),
    [
        # two times that one figure is compared with: the text goes on in neither
        ("岚图三季度收入98亿元，高于二季度的90亿元及去年三季度的61亿元，即环比增长9%。", "9%", "2026-Q3", "2026-Q2"),
        ("深蓝二季度毛利率14.2%，分别低于一季度的15.0%和去年二季度的16.3%。季内交付7.1万辆。", "7.1万辆", "2026-Q2", None),
        ("岚图10月交付1.9万辆，与9月的1.7万辆、去年10月的1.0万辆相比均有增长。累计交付12万辆。", "1.7万辆", "2026-09", None),
        # the same of the year before only looks back
        ("岚图10月交付1.9万辆，去年10月它才1.0万辆。深蓝环比9月的3.3万辆增长5%。", "3.3万辆", "2026-09", None),
        ("岚图2025年营收301亿元，净利5亿元，上年亏损2亿元。全年销量15万辆。", "15万辆", "2025", None),
        # one month, that told of last
        ("岚图全年交付15万辆，其中12月1.9万辆。\n\n深蓝方面，单月3.6万辆，环比增长3%。", "3.6万辆", "2025-12", None),
        ("岚图四季度收入98亿元，一季度只有40亿元。单季净利2亿元。", "2亿元", "2025-Q4", None),
        # two months with one figure are told of together
        ("岚图8月和9月已交付3.4万辆。", "3.4万辆", "2026-08/2026-09", None),
        # what is counted at a day is so behind a semicolon, too
        ("岚图1至9月交付10万辆。截至9月底，海外门店320家；国内则有门店501家。", "501家", "2026-09-30", None),
    ],
)  # fmt: skip
def test_a_chinese_text_goes_on_in_its_own_time(text: str, quote: str, expected: str, basis: str | None) -> None:
    early = "全年" in text or "四季度" in text
    claim = read(text, published=date(2026, 1, 5) if early else date(2026, 11, 18))[quote]
    assert str(claim.period) == expected
    assert basis is None or claim.basis == basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第46周（11.9-11.15）榜单出炉。零跑1.7万辆，去年同周1.1万辆；问界0.9万辆，比前一周多2%。\n\n特斯拉1.2万辆，前一周为0.6万辆。",
            {
                "1.7万辆": "2026-11-09/2026-11-15",
                "1.1万辆": "2025-11-10/2025-11-16",
                "0.9万辆": "2026-11-09/2026-11-15",
                "1.2万辆": "2026-11-09/2026-11-15",
                "0.6万辆": "2026-11-02/2026-11-08",
            },
        ),
        ("理想第44周交付0.6万辆，已连续第12周下滑。", {"0.6万辆": "2026-10-26/2026-11-01"}),
        ("10.26—11.1这一周，蔚来上险0.8万辆。", {"0.8万辆": "2026-10-26/2026-11-01"}),
        ("深蓝新车卖11.10-16.50万元，10月交付3万辆。", {"3万辆": "2026-10"}),
        ("理想10月交付0.6万辆，连去年同期1.2万辆的一半都没守住。", {"0.6万辆": "2026-10", "1.2万辆": "2025-10"}),
        ("小鹏10月交付4万辆，是去年同月2万辆的两倍。", {"4万辆": "2026-10", "2万辆": "2025-10"}),
    ],
)  # fmt: skip
def test_weeks_by_their_number_and_figures_right_behind_the_year_before(text: str, expected: dict[str, str]) -> None:
    found = read(text, published=date(2026, 11, 18))
    assert {quote: found[quote].period for quote in expected} == expected


def test_two_months_that_are_over_are_of_one_year() -> None:
    found = read("岚图四季度目标6万辆，10月和11月已卖出3.7万辆。", date(2025, 12, 5))
    assert found["3.7万辆"].period == "2025-10/2025-11"


@pytest.mark.parametrize(
    ("text", "quote", "year"),
    [
        ("岚图全年交付15万辆。", "15万辆", "2025"),
        ("年内已有12款新车上市。", "12款新车", "2026"),
        ("年初降价后，岚图卖出2.1万辆。", "2.1万辆", "2026"),
    ],
)
def test_in_the_first_weeks_only_a_whole_year_is_the_one_before(text: str, quote: str, year: str) -> None:
    assert read(text, date(2026, 2, 10))[quote].period == year


def test_the_column_of_a_year_s_aims_is_of_the_year() -> None:
    found = read(
        "10月的成绩单来了。\n\n品牌 | 10月交付 | 全年目标\n岚图 | 19218 | 20万\n深蓝 | 36792 | 50万", date(2026, 11, 3)
    )
    assert {q: str(found[q].period) for q in ("19218", "20万")} == {"19218": "2026-10", "20万": "2026"}
