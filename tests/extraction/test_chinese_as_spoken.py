"""Chinese as it is spoken in columns and filings: prices without a currency, rates that come to, results beside aims."""

from datetime import date

import pytest
from newsreading import holds, told

CNY = {"unit": "CNY", "what": "price"}
WINTER = date(2025, 12, 8)

PRICES = [
    ("宝马i3厂家指导价35.39万，终端裸车价只要20万出头。", {"35.39万": CNY, "20万": CNY}),
    ("小米YU7标价25.35万起，Max版32.99万。", {"25.35万": CNY, "32.99万": CNY}),
    ("去年这台车落地要15万，现在12万就能开走。", {"15万": CNY, "12万": CNY}),
    ("问界M7起售价27.98万元，入门版比老款便宜了2万。", {"2万": {**CNY, "kind": "change", "low": -20_000}}),
    ("腾势N9一口价36.98万元，刚发布那会儿可是38.98万到44.98万随你挑。", {"38.98万到44.98万": CNY}),
    ("一辆起售价23.59万的Model Y，三年后只剩13万。", {"23.59万": CNY, "13万": CNY}),
    (
        "极氪7X售价22.99万元起，首月大定突破2万，交付1.2万。",
        {"2万": {"unit": "order"}, "1.2万": {"unit": "vehicle"}},
    ),
    (
        "比亚迪秦L售价9.98万起，10月卖了3万。",
        {"9.98万": CNY, "3万": {"unit": "vehicle", "what": "sales"}},
    ),
    ("国内召回涉及1.2万起投诉。", {"1.2万起": {"unit": "case"}}),
]


@pytest.mark.parametrize(("text", "expected"), PRICES, ids=lambda x: x[:10] if isinstance(x, str) else "")
def test_tens_of_thousands_are_money_where_a_price_is_told(text, expected, pack):
    holds(text, pack, expected, WINTER)


LEVEL, SHARE = {"kind": "level"}, {"kind": "share"}
RATES = [
    ("理想三季度毛利率从21.5%掉到16.3%。", {"21.5%": {**LEVEL, "when": "2024-Q3"}, "16.3%": {**LEVEL, "low": 16.3}}),
    ("岚图三季度净利率由6.5%滑到了2.3%，毛利率压回17%。", {"2.3%": {**LEVEL, "low": 2.3}, "17%": {**LEVEL, "low": 17}}),
    ("零跑三季度毛利率14.5%，同比增幅收窄至3%。", {"3%": {"kind": "change"}}),
    ("乘用车渗透率三季度冲上50.5%，10月补贴一停，立刻跌回45.2%。", {"45.2%": {**SHARE, "low": 45.2}}),
    ("比亚迪前三季度在泰国的市占率由22%滑到18%，在巴西由8%爬升到11%。", {"8%": SHARE, "11%": SHARE}),
    ("小鹏去年以15%的毛利率卖车。", {"15%": {**LEVEL, "what": "gross_margin"}}),
    ("蔚来约有两成的换电站过了盈亏线。", {"两成": {**SHARE, "what": "swap_stations"}}),
    (
        "吉利三季度研发投入45.6亿元，相当于收入的5.1%。",
        {"5.1%": {**SHARE, "what": "rnd_spend", "basis": "revenue"}},
    ),
    (
        "理想毛利率16.3%，研发费用30亿元，占营收比重10.9%。",
        {"10.9%": {**SHARE, "what": "rnd_spend", "basis": "revenue"}},
    ),
    (
        "吉利三季度毛利率16.6%，同比、环比分别变动+1.0和-0.5个百分点。",
        {"+1.0": {"low": 1.0, "basis": "2024-Q3"}, "-0.5个百分点": {"low": -0.5, "basis": "2025-Q2"}},
    ),
    (
        "11月乘用车零售222万辆；德系占12.9%，日系11.7%，分别下滑1.6和0.3个百分点。",
        {"1.6": {"who": "German brands", "low": -1.6}, "0.3个百分点": {"who": "Japanese brands", "low": -0.3}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), RATES, ids=lambda x: x[:10] if isinstance(x, str) else "")
def test_what_rates_come_to_and_what_they_are_of(text, expected, pack):
    holds(text, pack, expected, WINTER)


RESULTS = [
    ("理想全年交付目标，年初喊的是70万，后来悄悄改成64万，前十个月32.9万辆。", "32.9万辆", "actual", "2025-01/2025-10"),
    ("小鹏今年要卖38万辆，前11个月交了39.2万辆，提前达标。", "39.2万辆", "actual", "2025-01/2025-11"),
    ("蔚来今年的任务是44万辆，三季度交付8.7万辆，10月单月已做到4万辆。", "8.7万辆", "actual", "2025-Q3"),
    ("乘联会预计全年零售2435万辆，前十个月1925万辆，10月224万辆。", "224万辆", "actual", "2025-10"),
    ("零跑年初的目标是50万辆，8月上调至58万辆。", "58万辆", "target", "2025"),
    ("长安10月目标26万辆。", "26万辆", "target", "2025-10"),
    ("蔚来要想完成四季度12万的下限，得加把劲。", "12万", "target", "2025-Q4"),
]


@pytest.mark.parametrize(("text", "quote", "how", "when"), RESULTS, ids=[t[0][:10] for t in RESULTS])
def test_a_time_that_is_over_tells_what_was_beside_any_aim(text, quote, how, when, pack):
    holds(text, pack, {quote: {"how": how, "when": when}}, WINTER)


TWO = [
    ("宁德时代11月装车246.8GWh，比亚迪127.8GWh，前者将近后者的两倍。", "两倍", "CATL", "BYD installations"),
    ("问界M9交付1.05万辆，理想L9只有0.38万辆，前者是后者的2.8倍。", "2.8倍", "Aito", "Li Auto deliveries"),
    ("岚图11月交付1万辆，深蓝3万辆，后者是前者的三倍。", "三倍", "Deepal", "Voyah deliveries"),
]


@pytest.mark.parametrize(("text", "quote", "who", "basis"), TWO, ids=[t[0][:10] for t in TWO])
def test_one_of_two_as_a_multiple_of_the_other(text, quote, who, basis, pack):
    holds(text, pack, {quote: {"who": who, "basis": basis, "kind": "ratio"}}, WINTER)


WHEN = [
    ("零跑三季度净赚1.5亿元——去年这时候还净亏6.9亿元呢。", {"6.9亿元": "2024-Q3"}),
    ("蔚来三季度交付8.7万辆，毛利率13.9%，而一年之前，这两个数字分别是6.2万辆和10.7%。", {"6.2万辆": "2024-Q3"}),
    ("海外方面，九个月出口29.6万辆，同比略降8%。", {"29.6万辆": "2025-01/2025-09", "8%": "2025-01/2025-09"}),
    ("本周（12月1日至7日）零跑上险1.5万辆。", {"1.5万辆": "2025-12-01/2025-12-07"}),
    ("零跑这个月要冲6万辆。", {"6万辆": "2025-12"}),
    ("11月28日，小鹏第100万台车下线，当日海外门店达到321家。", {"321家": "2025-11-28"}),
    ("蔚来从2018年5月起步，做了3100万次换电。单日换电14万次。", {"14万次": None}),
    ("长城11月销量13.3万辆，去年同期12.7万辆；本年累计120万辆，去年累计110万辆。", {"110万辆": "2024-01/2024-11"}),
]


@pytest.mark.parametrize(("text", "expected"), WHEN, ids=lambda x: x[:10] if isinstance(x, str) else "")
def test_times_as_they_are_spoken(text, expected, pack):
    holds(text, pack, {quote: {"when": when} for quote, when in expected.items()}, WINTER)


FILING = """长城汽车股份有限公司2026年10月产销快报
一、销量（单位：辆）
合计：本月137,123，去年同期116,282，同比17.92%。
分品牌（依次为本月／去年同期／同比，本年累计／累计同比）——哈弗：82,410／70,125／17.52%，702,380／16.82%；坦克：21,850／19,402／12.62%，193,325／2.52%。
二、产量（单位：辆）
本月合计136,480。
三、其他
本月海外合计57,216辆。"""


def test_a_bracket_tells_the_order_of_cells_and_a_heading_what_is_measured(pack):
    expected = {
        "70,125": {"who": "Haval", "when": "2025-10"},
        "702,380": {"who": "Haval", "when": "2026-01/2026-10"},
        "2.52%": {"who": "Tank", "when": "2026-01/2026-10", "basis": "2025-01/2025-10"},
        "136,480": {"what": "production"},
        "57,216辆": {"what": "overseas_sales"},
    }
    holds(FILING, pack, expected, date(2026, 11, 1))


@pytest.mark.parametrize(
    "text",
    [
        "10月新势力交付（从左至右：交付量、同比、环比）：零跑：70,289、84.1%、5.3%；小鹏：42,013、75.7%、1.0%。",
        "10月新势力交付（交付量/同比/环比；单位：辆）：零跑：70,289/84.1%/5.3%；小鹏：42,013/75.7%/1.0%。",
    ],
)
def test_rows_are_parted_as_their_bracket_is(text, pack):
    expected = {"75.7%": {"who": "XPeng", "basis": "2024-10"}, "5.3%": {"who": "Leapmotor", "basis": "2025-09"}}
    holds(text, pack, expected, date(2025, 11, 1))


def test_what_is_told_behind_of_which_is_left_with_its_sentence(pack):
    text = "2025年汽车出口709.8万辆，其中新能源261.5万辆，翻了一倍。墨西哥以62.5万辆居首，俄罗斯58.3万辆。"
    holds(text, pack, {"58.3万辆": {"who": "China vehicle market", "segment": None}}, date(2026, 1, 15))


def test_the_whole_of_a_segment_is_nobodys(pack):
    text = "比亚迪上周7.9万辆，其中腾势0.31万辆。整个新能源上险32.4万辆，渗透率62.3%。"
    holds(text, pack, {"32.4万辆": {"who": "China NEV market"}, "62.3%": {"what": "penetration"}}, WINTER)


def test_showrooms_are_stores_and_ministries_no_smartphones(pack):
    holds("深蓝的展厅去年只有200家。", pack, {"200家": {"unit": "store", "what": "stores"}}, WINTER)
    assert not told("财政部等三部门明确了政策，掌声四起，销量好了一点。", pack, WINTER)


def test_numbers_with_more_inside_and_words_that_only_seem_to_count(pack):
    expected = {
        "两百多万辆": {"low": 2_000_000.0, "unit": "vehicle"},
        "44万": {"low": 440_000.0, "unit": "vehicle"},
        "二十余亿元": {"low": 2_000_000_000.0, "unit": "CNY"},
    }
    text = "比亚迪去年卖了两百多万辆。蔚来的目标44万只完成了32.6万。零跑全年投入研发二十余亿元。"
    holds(text, pack, expected, date(2026, 1, 5))


def test_what_goes_past_an_aim_is_measured_by_it(pack):
    text = "零跑全年交付59.7万辆，超额19.4%完成50万辆的任务。"
    holds(text, pack, {"19.4%": {"kind": "change", "basis": "sales target", "how": "actual"}}, date(2026, 1, 5))
