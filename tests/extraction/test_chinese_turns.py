"""Where Chinese news turns: to another time, an aim and what came of it, a part, the whole country, a price."""

from datetime import date

import pytest
from newsreading import holds, told

JANUARY = date(2027, 1, 6)  # the year told of has just ended


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


WHOSE = [
    (
        (
            "阿维塔2月交付1.2万辆，单车均价22万元\n\n3月2日，阿维塔公布业绩。\n\n对手深蓝同期交付2.4万辆，岚图则卖出1.1万辆。\n\n"
            "截至2月底，公司在全国有610家门店。管理层预计3月交付1.5万辆。"
        ),
        {"2.4万辆": "Deepal", "1.1万辆": "Voyah", "610家门店": "Avatr", "1.5万辆": "Avatr"},
    ),
    (
        "2月全国乘用车零售140万辆，同比增长3%。\n\n新能源零售72万辆，渗透率51.4%。\n\n经销商库存200万辆。",
        {"72万辆": "China NEV market", "200万辆": "China passenger car market"},
    ),
    (
        "2月乘用车零售140万辆。\n\n比亚迪卖出21万辆，吉利卖出16万辆。\n\n全年呢？我们估2400万辆左右。",
        {"16万辆": "Geely", "2400万辆": "China passenger car market"},
    ),
    (
        "极氪2月交付1.9万辆，力压岚图（1.1万辆）和阿维塔（1.2万辆），首次成为新势力冠军。",
        {"1.1万辆": "Voyah", "1.2万辆": "Avatr", "冠军": "Zeekr"},
    ),
    ("2月，乐道交付1.8万辆，首次压过蔚来品牌的1.6万辆。", {"1.8万辆": "Onvo", "1.6万辆": "NIO brand"}),
    (
        "2月，深蓝、岚图双双站上2万辆，前者为2.4万辆。理想和零跑合计交付7.1万辆。",
        {"2万辆": "Deepal and Voyah", "2.4万辆": "Deepal", "7.1万辆": "Li Auto and Leapmotor"},
    ),
    ("2月，宁德时代在全球动力电池市场占38.1%，位居第一。", {"38.1%": "CATL", "第一": "CATL"}),
    ("银河E8卖14.98万元，海豹卖17.98万元。", {"14.98万元": "Geely"}),
    ("2月新能源重卡销量1.6万辆，渗透率24%。", {"24%": "China heavy truck market"}),
]


@pytest.mark.parametrize(("text", "expected"), WHOSE, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_whose_it_is_again(text, expected, pack):
    holds(text, pack, {quote: {"who": who} for quote, who in expected.items()})


GOING_ON = [
    ("2月零跑交付3.1万辆；深蓝2.4万辆；极氪以1.9万辆刷新纪录。", {"2.4万辆": "deliveries", "1.9万辆": "deliveries"}),
    ("2月奇瑞出口10万辆；长城4万辆。", {"4万辆": "exports"}),
    (
        "2月重卡批发8万辆。\n\n新能源重卡终端零售1.6万辆。同期重卡总量6.4万辆，新能源渗透率升至25%。前两个月累计2.9万辆。",
        {"6.4万辆": "retail_sales", "2.9万辆": "retail_sales"},
    ),
    (
        "岚图2026年研发费用率为9.8%，比上年的11.2%低了1.4个百分点，销售费用占收入比由15.1%降至13.0%。",
        {"9.8%": "rnd_spend", "11.2%": "rnd_spend", "1.4个百分点": "rnd_spend", "13.0%": "marketing_spend"},
    ),
    ("深蓝去年亏着12亿元，前年亏了两个亿，极氪净賺3亿元。", {"12亿元": "loss", "两个亿": "loss", "3亿元": "profit"}),
    (
        "2月前五车企合计占53.2%。国轩高科在国内储能市场占8%，排名第五。",
        {"53.2%": "market_share", "第五": "market_share"},
    ),
    ("1月奇瑞出口11万辆，相当于集团总销量的52%。", {"52%": "exports"}),
    (
        "1月全国二手车交易量150万辆，同比增长2%。新能源二手车成交13万辆。",
        {"150万辆": "transactions", "13万辆": "transactions"},
    ),
    (
        "2月经销商库存系数为1.72，环比上升8%，高过1.5的警戒线；1月还只是1.51。",
        {"1.72": "dealer_inventory_factor", "1.5": "dealer_inventory_factor", "1.51": "dealer_inventory_factor"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOING_ON, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_what_goes_on_being_counted(text, expected, pack):
    holds(text, pack, {quote: {"what": what} for quote, what in expected.items()})


WHEN_AGAIN = [
    (
        "2023年至2025年，极氪收入依次为517亿元、759亿元和820亿元，净亏从83亿元收窄到64亿元，再到31亿元。",
        {"517亿元": "2023", "820亿元": "2025", "83亿元": "2023", "64亿元": "2024", "31亿元": "2025"},
    ),
    ("岚图去年十一个月累计交付12.1万辆；极氪两个月合计交付4.2万辆。", {"4.2万辆": "2027-01/2027-02"}),
    ("从2023年到今年2月，岚图累计分红3亿元。", {"3亿元": "2023-01/2027-02"}),
    ("十年前，奇瑞全年出口连10万辆都不到，三年前也才卖到90万辆。", {"10万辆": "2017", "90万辆": "2024"}),
    (
        "深蓝2月交付2.4万辆。去年此时，深蓝还排在第四，只卖了1.7万辆，如今已到第二。",
        {"第四": "2026-02", "1.7万辆": "2026-02", "第二": "2027-02"},
    ),
    ("深蓝2月交付2.4万辆，岚图则从上年的1.3万辆滑落到1.1万辆。", {"1.3万辆": "2026-02", "1.1万辆": "2027-02"}),
    ("2026年岚图交付15万辆，增长87%。反观阿维塔，同期交付12万辆。", {"12万辆": "2026"}),
    ("禾赛2026年出货160万颗，是前年的三倍。", {"三倍": "2026"}),
    ("2月涨价的车型有12款，去年同月是8款。", {"12款": "2027-02", "8款": "2026-02"}),
    (
        "岚图2月交付1.2万辆，同比增长49%。\n\n1月交付1.4万辆，环比下降5%。全系均价24.1万元，毛利率21%。\n\n海外当月交付1000辆。",
        {"1.4万辆": "2027-01", "21%": "2027-01"},
    ),
    ("岚图去年四季度营收90亿元。期末现金120亿元。", {"120亿元": "2026-12-31"}),
    ("岚图毛利率21%，好过去年四季度的19%，但比一年前低1.2个百分点。", {"19%": "2026-Q4"}),
]


@pytest.mark.parametrize(("text", "expected"), WHEN_AGAIN, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_which_time_it_is_of(text, expected, pack):
    holds(text, pack, {quote: {"when": when} for quote, when in expected.items()})


def test_how_much_of_an_aim_is_done_is_no_aim(pack):
    text = "2026年岚图交付15万辆，仅及目标20万辆的75%。"
    holds(text, pack, {"20万辆": {"how": "target"}, "75%": {"how": "actual", "kind": "share", "low": 75.0}})


def test_a_month_that_is_too_little_is_no_part_of_the_aim(pack):
    holds("2月卖出18万辆，全年目标300万辆已完成14%。", pack, {"18万辆": {"when": "2027-02"}})


def test_a_range_below_a_range_is_one_figure(pack):
    text = "岚图预计一季度交付3.2万至3.4万辆，同比减少8.6%至2.9%。"
    holds(text, pack, {"8.6%至2.9%": {"kind": "change", "low": -8.6, "how": "forecast"}})


def test_a_blank_parts_a_headline_of_chinese(pack):
    assert told("岚图2月交付破3万 年内目标不变", pack)["3万"]["unit"] == "vehicle"
    assert told("岚图 2 月 交付 3 万 辆", pack)["3 万 辆"]["unit"] == "vehicle"


def test_nought_and_these_months_are_no_figures(pack):
    found = told("岚图在零部件上花了3亿元，其中2亿元集中在这九个月。", pack)
    assert list(found) == ["3亿元", "2亿元"]


def test_points_of_an_index_are_no_figures_and_shares_move_on_a_day(pack):
    found = told("岚图母公司逆市升2.4%。同日恒指跌186點，报25,940点，沪指收于3987.2点。", pack)
    assert list(found) == ["2.4%"]
    assert found["2.4%"]["what"] == "share_price"


def test_charging_is_no_growth_and_dearer_is_of_the_price(pack):
    holds(
        "深蓝的电量从30%充到80%用时15分钟，比阿维塔便宜两成。",
        pack,
        {
            "30%": {"what": "state_of_charge", "kind": "level"},
            "15分钟": {"what": "charge_time"},
            "两成": {"what": "price", "low": -20.0},
        },
    )


SEGMENTS = [
    ("补贴退了坡，新能源汽车同样没能逃过。当月生产69.4万辆，同比回落21.8%。", "21.8%", "China NEV market"),
    ("乘用车往下走，商用车却稳住了。当月销量30万辆。", "30万辆", "China commercial vehicle market"),
    ("需求疲软之下，唯独新能源一枝独秀。销量同比增长8%。", "8%", "China NEV market"),
]


@pytest.mark.parametrize(("text", "quote", "who"), SEGMENTS)
def test_a_paragraph_turns_to_the_segment_that_its_first_sentence_ends_with(text, quote, who, pack):
    opening = "2月全国乘用车产销分别为140万辆和153.6万辆，环比下降32.1%和22.7%。\n\n"
    assert told(opening + text, pack)[quote]["who"] == who


SO_FAR = [
    ("2月，小鹏交付1.9万辆。\n\n放到前两个月，交付量为4万辆，一年前同期是6.2万辆，降幅35%。", "35%", "2027-01/2027-02"),
    ("2月，小鹏交付1.9万辆。\n\n前两个月交付4万辆，去年同期是6.2万辆。海外占了6000辆。", "6000辆", "2027-01/2027-02"),
    ("2月，小鹏交付1.9万辆。\n\n前两个月交付4万辆，去年同期是6.2万辆。\n\n当月海外交付3000辆。", "3000辆", "2027-02"),
    ("2月新能源汽车产量69.4万辆，只及1月的三分之二。", "三分之二", "2027-02"),
]


@pytest.mark.parametrize(("text", "quote", "when"), SO_FAR)
def test_a_paragraph_that_opens_with_the_sum_so_far_goes_on_with_it(text, quote, when, pack):
    assert told(text, pack)[quote]["when"] == when


POINTED = [
    ("奇瑞2025年出口134万辆。到了2026年，这个数字跳到160万辆，一年涨了两成。", "160万辆", "exports", 1600000.0),
    ("奇瑞2025年出口134万辆。到了2026年，这个数字跳到160万辆，一年涨了两成。", "两成", "exports", 20.0),
    ("零跑去年研发费用30亿元。今年一季度，该数字为9亿元。", "9亿元", "rnd_spend", 9e8),
]


@pytest.mark.parametrize(("text", "quote", "what", "low"), POINTED)
def test_this_figure_measures_what_was_told_last(text, quote, what, low, pack):
    found = told(text, pack)[quote]
    assert (found["what"], found["low"]) == (what, low)


PARTS = [
    ("奇瑞2026年销售300万辆，其中电动车28万辆，还不到总量的一成。", "一成", "share", None),
    ("奇瑞2026年销售300万辆，出口接近总销量的五成。", "五成", "share", 50.0),
    ("奇瑞2月卖了20万辆，52.9%的车去了国外。", "52.9%", "share", 52.9),
    ("零跑2月交付4万辆，三成的销量来自海外。", "三成", "share", 30.0),
]


@pytest.mark.parametrize(("text", "quote", "kind", "low"), PARTS)
def test_a_part_of_the_whole_is_a_share_and_keeps_its_loosening_word(text, quote, kind, low, pack):
    found = told(text, pack)[quote]
    assert (found["kind"], found["low"]) == (kind, low)


SUMS = [
    ("2月全国新能源汽车销量100万辆。1—2月合计171万辆，比去年少6.9%，渗透率为41.2%。", "41.2%", "2027-01/2027-02"),
    ("理想去年四季度收入288亿元。上一季度，公司亏了6亿元。季内毛利51亿元。", "51亿元", "2026-Q4"),
]


@pytest.mark.parametrize(("text", "quote", "when"), SUMS)
def test_a_sentence_keeps_the_sum_it_opens_with_and_the_text_its_quarter(text, quote, when, pack):
    assert told(text, pack)[quote]["when"] == when


MULTIPLES = [
    ("2月新能源汽车产量69.4万辆，只及1月的三分之二。", "三分之二", "2027-01"),
    ("2月奇瑞出口10万辆，是去年同期的1.5倍。", "1.5倍", "2026-02"),
    ("2月小鹏交付4万辆，相当于去年2月的两倍。", "两倍", "2026-02"),
]


@pytest.mark.parametrize(("text", "quote", "basis"), MULTIPLES)
def test_a_multiple_is_of_the_time_named_before_it(text, quote, basis, pack):
    found = told(text, pack)[quote]
    assert (found["kind"], found["basis"], found["when"]) == ("ratio", basis, "2027-02")
