"""Where Chinese news turns: to another time, an aim and what came of it, a part, the whole country, a price."""

from datetime import date

import pytest
from newsreading import holds

from tachograph.packs.loader import load_pack

JANUARY = date(2027, 1, 6)  # the year told of has just ended


@pytest.fixture(scope="module")
def pack():
    return load_pack(evidence=False)


TIMES = [
    ("3月第一天，各家公布成绩。\n\n零跑2月交付4.1万辆。\n\n小鹏交付3.2万辆，环比增长5%。", {"3.2万辆": "2027-02"}),
    ("乐道2月头一天交付1200辆，2月第三天交付1500辆。", {"1200辆": "2027-02-01", "1500辆": "2027-02-03"}),
    ("深蓝上周五下调了12款车型的售价。", {"12款车型": "2027-02-26"}),
    (
        "2月前23天累计，零跑3.1万辆，小米2.2万辆。",
        {"3.1万辆": "2027-02-01/2027-02-23", "2.2万辆": "2027-02-01/2027-02-23"},
    ),
    ("理想2月重返3万辆以上，为年内最好成绩。", {"3万辆": "2027-02"}),
    (
        "2026年新能源出口占37%，而2025年只有22%。\n\n企业方面，奇瑞12月出口13万辆。\n\n全年出口140万辆。",
        {"22%": "2025", "140万辆": "2026"},
    ),
    ("截至2026年底，奇瑞累计出口700万辆。", {"700万辆": "../2026-12-31"}),
    ("截至2026年底，奇瑞全年累计出口140万辆。", {"140万辆": "2026"}),
]
AIMS = [
    (
        "2026年，小米交付50万辆。吉利7月将销量目标从320万辆提至340万辆，最终卖出342万辆。",
        {"320万辆": ("2026", "target"), "340万辆": ("2026", "target"), "342万辆": ("2026", "actual")},
    ),
    (
        "2026年，小米交付50万辆。零跑年初把目标定在100万辆；比亚迪由600万辆砍到520万辆，遂以521万辆的销量收官。",
        {
            "100万辆": ("2026", "target"),
            "600万辆": ("2026", "target"),
            "520万辆": ("2026", "target"),
            "521万辆": ("2026", "actual"),
        },
    ),
    ("2026年，鸿蒙智行喊出的是100万辆，到头来交付71万辆。", {"71万辆": ("2026", "actual")}),
    (
        "中金把2027年的销量预测从400万辆上调至425万辆。",
        {"400万辆": ("2027", "forecast"), "425万辆": ("2027", "forecast")},
    ),
    ("分析师估计，今年全年销量可达530万辆。", {"530万辆": ("2027", "forecast")}),
]
ATTAINED = [
    ("2026年，小米交付超过50万辆，完成率不低于117%。", "117%", 117),
    ("2026年，小鹏交付60万辆，达成113.0%。", "113.0%", 113),
    ("蔚来2026年交付40万辆，完成不到九成。", "九成", None),
    ("问界2月交付2.1万辆，占鸿蒙智行的六成多。", "六成", 60),
]
WHOSE = [
    (
        "吉利2月销量21万辆。\n\n再说银河。光是这个系列就卖了9万辆，比去年2月多出76%，在吉利品牌里的占比是53%。\n\n出口算是小小的遗憾：4.2万辆。",
        {"9万辆": "Geely Galaxy", "76%": "Geely Galaxy", "4.2万辆": "Geely"},
    ),
    (
        "我国汽车出口结构生变，比亚迪超过奇瑞。\n\n2月，全国出口汽车66万辆，同比增长22%。",
        {"66万辆": "China vehicle market", "22%": "China vehicle market"},
    ),
    ("奔驰去年四季度交付44万辆，其中在中国市场销量12万辆。", {"12万辆": "Mercedes-Benz"}),
    ("比亚迪2月出口9万辆，占全国汽车出口的13.6%。", {"13.6%": "BYD"}),
    ("乐道2月交付8千辆，占蔚来公司总量的32.5%，同比增长1.3倍。", {"32.5%": "Onvo", "1.3倍": "Onvo"}),
    (
        "中汽协数据，2月新能源汽车销售90万辆。\n\n2月国内销量170万辆，同比下滑4%。",
        {"170万辆": "China vehicle market", "4%": "China vehicle market"},
    ),
    ("2月零跑交付4万辆，小鹏交付3万辆，后者增长18%，前者增长75%。", {"18%": "XPeng", "75%": "Leapmotor"}),
]
WHAT = [
    (
        "比亚迪推出限时优惠，海豹由15.58万元劈至10.28万元，少了5.3万元。",
        {"15.58万元": "price", "10.28万元": "price", "5.3万元": "price"},
    ),
    ("小米2月上险1.1万辆，离1.14万辆的纪录只差一口气。", {"1.1万辆": "registrations", "1.14万辆": "registrations"}),
    (
        "新车长5239毫米，轴距3169毫米，搭载70千瓦时电池。",
        {"5239毫米": "length", "3169毫米": "wheelbase", "70千瓦时": "capacity"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text, expected, pack):
    holds(text, pack, {quote: {"when": when} for quote, when in expected.items()})


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_aims_and_what_came_of_them(text, expected, pack):
    holds(text, pack, {q: {"when": when, "how": how} for q, (when, how) in expected.items()}, JANUARY)


@pytest.mark.parametrize(("text", "quote", "low"), ATTAINED)
def test_what_is_attained_is_a_share(text, quote, low, pack):
    holds(text, pack, {quote: {"kind": "share", "low": low}}, JANUARY)


@pytest.mark.parametrize(("text", "expected"), WHOSE)
def test_whose(text, expected, pack):
    holds(text, pack, {quote: {"who": who} for quote, who in expected.items()})


@pytest.mark.parametrize(("text", "expected"), WHAT)
def test_what(text, expected, pack):
    holds(text, pack, {quote: {"what": what} for quote, what in expected.items()})


def test_kilowatt_hours_are_no_thousand_watt_hours(pack):
    holds(
        "新车搭载70千瓦时电池，续航3千公里。",
        pack,
        {"70千瓦时": {"low": 70.0, "unit": "kWh"}, "3千公里": {"low": 3000.0}},
    )


def test_parts_of_a_year_leave_its_aim(pack):
    text = "小鹏上半年交付19万辆，目标38万辆。下半年还差19万辆，月均要卖3万多辆。\n\n理想交付20万辆，目标64万辆。"
    holds(text, pack, {"64万辆": {"when": "2027", "how": "target"}}, date(2027, 7, 3))


def test_a_rate_that_opens_its_sentence_is_of_what_was_told(pack):
    text = "比亚迪上半年销售214万辆。同比增长33%，可下半年还差335万辆。"
    holds(
        text, pack, {"33%": {"what": "sales"}, "335万辆": {"what": "target_gap", "when": "2027-H2"}}, date(2027, 7, 3)
    )


def test_the_former_and_the_latter_keep_their_segment(pack):
    text = "中汽协数据，2月乘用车销量120万辆，商用车销量30万辆，前者微增1.2%，后者大涨24%。"
    holds(text, pack, {"1.2%": {"segment": "passenger"}, "24%": {"segment": "commercial"}})


def test_a_change_without_a_comparison_goes_on_with_the_last(pack):
    text = "零跑2月交付4万辆，环比增长5%。理想下降6%，小米则涨了15%。"
    holds(text, pack, {"6%": {"basis": "2027-01"}, "15%": {"basis": "2027-01"}})


def test_a_headline_without_a_time_leaves_the_clock_to_the_text(pack):
    text = "新势力年终盘点：零跑登顶\n\n2026年，新势力的座次彻底洗了一遍牌。四家一共交了175万辆，全年提前完成任务。"
    holds(text, pack, {"175万辆": {"when": "2026"}}, JANUARY)


def test_how_much_more_is_a_change(pack):
    text = "2月蔚来交付3.1万辆，比1月多交了1.02万辆，而乐道一家就多了1.04万辆，蔚来品牌少了2千辆。"
    holds(text, pack, {"1.04万辆": {"kind": "change", "low": 10400}, "2千辆": {"kind": "change", "low": -2000}})
