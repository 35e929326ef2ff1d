"""Chinese as commentators and short news write it: plain verbs, times named by others, topics that change."""

from datetime import date

import pytest
from newsreading import holds, told

from tachograph.core.document import Document
from tachograph.extraction import extract_claims

WHEN = [
    ("极氪2026年交付22.4万辆，上年为22.2万辆，再上一年只有11.9万辆。", {"22.2万辆": "2025", "11.9万辆": "2024"}),
    ("哪吒2024年交付6.5万辆，次年只剩2.1万辆。", {"6.5万辆": "2024", "2.1万辆": "2025"}),
    ("腾势2025年卖了15万辆，一年之后卖了21万辆。", {"15万辆": "2025", "21万辆": "2026"}),
    (
        "截至2月，零跑今年已交付9.1万辆，剩下的十个月每月还需交付9万辆以上。",
        {"十个月": "2027-03/2027-12", "9万辆": "2027-03/2027-12"},
    ),
    (
        "零跑去年四季度毛利率14.9%，上季13.3%，去年这时是8.1%。",
        {"14.9%": "2026-Q4", "13.3%": "2026-Q3", "8.1%": "2025-Q4"},
    ),
    ("奇瑞2月卖了20.1万辆，同比增长9%，较1月的19.5万辆再添3.1%。", {"19.5万辆": "2027-01", "3.1%": "2027-02"}),
    ("2月乘用车渗透率52.3%，比1月的46.1%高出6.2个百分点。", {"46.1%": "2027-01", "6.2个百分点": "2027-02"}),
    ("前2个月全国乘用车零售累计320万辆，增幅6.5%，较1月收窄0.6个百分点。", {"0.6个百分点": "2027-01/2027-02"}),
    (
        "库存预警指数去年11月到今年1月分别为50.5%、51.8%和50.2%。",
        {"50.5%": "2026-11", "51.8%": "2026-12", "50.2%": "2027-01"},
    ),
    ("三年前，零跑在海外还没有门店，2026年底已有700家门店。", {"700家门店": "2026-12-31"}),
    ("小鹏四季度营收200亿元，同比增长24%；理想营收260亿元。", {"200亿元": "2026-Q4"}),
    ("腾势D9于12月刚上市，去年四季度均价由30万元涨到32万元。", {"32万元": "2026-Q4"}),
]


@pytest.mark.parametrize(("text", "expected"), WHEN, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_when_it_holds(text, expected, pack):
    holds(text, pack, {quote: {"when": when} for quote, when in expected.items()})


def test_a_month_told_for_two_in_a_row_is_not_carried_into_the_past(pack):
    text = "理想二季度营收300亿元，同比下降5%；小鹏营收180亿元。"
    holds(text, pack, {"180亿元": {"who": "XPeng", "when": "2026-Q2"}})


DIFFERENCES = [
    ("吉利2月卖了21万辆，领先长安约3万辆。", "3万辆", "Geely", 30000),
    ("岚图2月交付9800辆，落后极氪近2000辆。", "2000辆", "Voyah", -2000),
    ("比亚迪2月国内少卖了近5万辆。", "5万辆", "BYD", -50000),
    ("长城2月出口4万辆，比去年同期多卖3100辆。", "3100辆", "Great Wall Motor", 3100),
    ("特斯拉中国把售价最多砍去2.4万元。", "2.4万元", "Tesla", -24000),
    ("问界M9在2月交付1.3万辆，比宝马X5多4000辆。", "4000辆", "Aito", 4000),
    ("小鹏四季度其实少赚了2亿元。", "2亿元", "XPeng", -200_000_000),
]


@pytest.mark.parametrize(("text", "quote", "who", "low"), DIFFERENCES)
def test_how_far_one_is_from_another_is_a_change(text, quote, who, low, pack):
    holds(text, pack, {quote: {"kind": "change", "who": who, "low": low}})


MOVES = [
    ("领克2月交付3.2万辆，环比退了3.4%。", "3.4%", -3.4),
    ("极氪2月交付1.2万辆，环比又添5.1%。", "5.1%", 5.1),
    ("零跑2月交付3.2万辆，比1月少了47%。", "47%", -47),
    ("问界2月交付2.4万辆，环比减少四分之一。", "四分之一", -25),
]


@pytest.mark.parametrize(("text", "quote", "low"), MOVES)
def test_falls_and_rises_in_plain_verbs(text, quote, low, pack):
    holds(text, pack, {quote: {"kind": "change", "low": low}})


RATIOS = [
    ("深蓝2月交付1.8万辆，相当于去年同月的六成。", "六成", "Deepal"),
    ("阿维塔2月交付8000辆，不足深蓝的一半。", "一半", "Avatr"),
    ("2026年理想交付50万辆，零跑29万辆，不足前者的六成。", "六成", "Leapmotor"),
    ("零跑2026年交付59万辆，是理想的1.4倍。", "1.4倍", "Leapmotor"),
]


@pytest.mark.parametrize(("text", "quote", "who"), RATIOS)
def test_so_much_of_anothers_figure_is_a_ratio(text, quote, who, pack):
    holds(text, pack, {quote: {"kind": "ratio", "who": who}})


def test_so_much_of_a_whole_stays_a_share(pack):
    holds("新能源不到总销量的一半。", pack, {"一半": {"kind": "share"}})
    holds("北汽前两个月卖出20万辆，不到全年目标的三成。", pack, {"三成": {"kind": "share"}})


def test_streaks_and_first_places(pack):
    text = "比亚迪2月零售20万辆，连续第二个月下滑，仍排在首位。"
    holds(text, pack, {"第二个月": {"kind": "duration", "low": 2}, "排在首位": {"kind": "rank", "low": 1}})
    assert told("新任总裁是公司首位女性高管。", pack) == {}


AIMS = [
    ("长城给今年定的是400万辆，前两个月完成15.6万辆。", {"400万辆": "target", "15.6万辆": "actual"}),
    (
        "北汽前两个月卖出20万辆，离年初许下的220万辆，才走完不到一成。江淮2.3万辆。",
        {"220万辆": "target", "2.3万辆": "actual"},
    ),
    ("上汽把全年目标从450万辆下调至400万辆。", {"450万辆": "target", "400万辆": "target"}),
    ("吉利去年出口42万辆，但它给今年定的是64万辆。", {"42万辆": "actual", "64万辆": "target"}),
    ("王青估计3月零售能到190万辆。", {"190万辆": "forecast"}),
    ("管理层的一季度指引是：交付8.8万至9.3万辆；营收204亿至216亿元。", {"204亿至216亿元": "forecast"}),
]


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_aims_and_what_they_measure(text, expected, pack):
    holds(text, pack, {quote: {"how": how} for quote, how in expected.items()})


def test_an_aim_told_when_its_year_has_just_ended_is_of_that_year(pack):
    text = "小米2026年交付61万辆，目标为55万辆。零跑交付105万辆，比100万辆的目标多出近5万辆。"
    holds(text, pack, {"55万辆": {"when": "2026"}, "100万辆": {"when": "2026"}}, published=date(2027, 1, 2))


WHAT = [
    ("2月奇瑞送出国门9.5万辆。", {"9.5万辆": "exports"}),
    ("奇瑞2月出口9.5万辆。吉利3.1万辆。", {"3.1万辆": "exports"}),
    ("2月乘用车出口48万辆，同比多了22%；其中新能源19万辆，占到39.6%。", {"19万辆": "exports", "39.6%": "exports"}),
    ("广汽2月出口1.4万辆，占总销量的12.5%，而一年前只有0.6万辆。", {"12.5%": "exports", "0.6万辆": "exports"}),
    (
        "小鹏四季度研发28亿元；销售及行政26亿元，其他业务进账19亿元。",
        {"28亿元": "rnd_spend", "26亿元": "admin_spend", "19亿元": "other_revenue"},
    ),
    (
        "理想董事会最看重的还是毛利率。整车端16.8%，比上季度低1.3个百分点。",
        {"16.8%": "vehicle_margin", "1.3个百分点": "vehicle_margin"},
    ),
    ("宁德时代2月装车21GWh，手握近一半市场。", {"一半": "market_share"}),
    ("港股汽车股普遍走弱，吉利汽车收跌3.1%，长城汽车跌近2%。", {"3.1%": "share_price", "2%": "share_price"}),
    ("吉利汽车2月销量21万辆，同比涨3.1%，长城汽车跌近2%。", {"3.1%": "sales", "2%": "sales"}),
    ("5月1日起关税由15%上调至25%。", {"15%": "tariff", "25%": "tariff"}),
]


@pytest.mark.parametrize(("text", "expected"), WHAT)
def test_what_is_told_without_its_usual_word(text, expected, pack):
    holds(text, pack, {quote: {"what": what} for quote, what in expected.items()})


WHO = [
    (
        "特斯拉不肯降价，Model 3售23.55万元。乘联分会口径，去年零售2380万辆。",
        {"2380万辆": "China passenger car market"},
    ),
    (
        "动力电池联盟的账本上，2月国内装车47.6GWh；宁德时代一家21GWh。",
        {"47.6GWh": "China EV battery market", "21GWh": "CATL"},
    ),
    (
        "2月全国乘用车零售140万辆。自主零售95万辆，份额67.9%；合资零售30万辆。",
        {"95万辆": "China local brands", "67.9%": "China local brands", "30万辆": "China mainstream joint ventures"},
    ),
    ("蔚来2月交付2.3万辆，其中乐道6000辆，萤火虫2500辆，主品牌1.45万辆。", {"1.45万辆": "NIO brand"}),
    ("蔚来三品牌分别为1.45万辆、6000辆和2500辆。", {"1.45万辆": "NIO brand", "6000辆": "Onvo", "2500辆": "Firefly"}),
    ("2月比亚迪销售20万辆，吉利19万辆，两家合起来卖了39万辆。", {"39万辆": "BYD and Geely"}),
    (
        "2月车市零售140万辆，其中新能源73万辆，占52%。",
        {"140万辆": "China passenger car market", "73万辆": "China NEV market", "52%": "China NEV market"},
    ),
    ("小米集团四季度总收入1200亿元，小米汽车交付14万辆。", {"1200亿元": "Xiaomi", "14万辆": "Xiaomi Auto"}),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_whose_it_is(text, expected, pack):
    holds(text, pack, {quote: {"who": who} for quote, who in expected.items()})


def test_two_comparisons_told_in_one_breath_go_to_their_figures_in_order(pack):
    text = "2月厂商批发150万辆，同比、环比各降3.1%和12.4%。"
    holds(text, pack, {"3.1%": {"basis": "2026-02", "low": -3.1}, "12.4%": {"basis": "2027-01", "low": -12.4}})


FILING = """上海汽车集团股份有限公司2027年2月份产销快报
证券代码：600104　证券简称：上汽集团　公告编号：临2027-008
单位 | 本月销量 | 去年同期 | 同比
上汽大众汽车有限公司 | 62,003 | 66,500 | -6.76%
上汽通用五菱汽车股份有限公司 | 91,000 | 89,500 | 1.68%
合计 | 153,003 | 156,000 | -1.92%
本月共生产汽车150,207辆，去年同期为150,846辆。
特此公告。
"""


def test_a_filing_speaks_of_its_month_and_its_house(pack):
    expected = {
        "153,003": {"who": "SAIC", "what": "sales", "when": "2027-02"},
        "156,000": {"who": "SAIC", "when": "2026-02"},
        "91,000": {"who": "SAIC-GM-Wuling", "what": "sales"},
        "150,207辆": {"who": "SAIC", "what": "production", "when": "2027-02", "how": "actual"},
        "150,846辆": {"when": "2026-02"},
    }
    holds(FILING, pack, expected)
    assert "600104" not in told(FILING, pack)


def test_latin_marks_between_chinese_words_read_like_chinese_ones(pack):
    typed = "理想2月交付3.1万辆,同比增长18.0%;小鹏2.8万辆,比1月的2.0万辆多出四成(去年2月3.04万辆)。"
    plain = typed.replace(",", "，").replace(";", "；").replace("(", "（").replace(")", "）")
    assert told(typed, pack) == told(plain, pack)
    holds(typed, pack, {"2.0万辆": {"who": "XPeng", "when": "2027-01"}, "3.04万辆": {"when": "2026-02"}})


DATED = date(2026, 2, 10)
VERBS = [
    (
        "出口再创新高：2025年汽车出口709万辆。全年产1662万辆、销1649万辆。",
        {"1662万辆": "production", "1649万辆": "sales"},
    ),
    (
        "出口再创新高：2025年12月汽车出口70万辆。当月产了330万辆，销327万辆。",
        {"330万辆": "production", "327万辆": "sales"},
    ),
    ("日产2025年在华交付65万辆，降6.3%。", {"65万辆": "deliveries"}),
    ("2021年比亚迪只赚了30亿元，去年赚402亿元。", {"30亿元": "profit", "402亿元": "profit"}),
    ("一年赚402亿：比亚迪的账本\n\n比亚迪2024年营业收入7771亿元。", {"402亿": "profit"}),
    ("理想汽车四季度收入443亿元，其中卖车426亿元。", {"426亿元": "vehicle_revenue"}),
    ("蔚来三季度营收218亿元，卖车贡献了192亿元。", {"192亿元": "vehicle_revenue"}),
    ("零跑2025年三季度单车经营利润约860元。", {"860元": "profit_per_vehicle"}),
    (
        "经营收益7亿元，2025年一季度、二季度分别亏5亿、3亿元。",
        {"7亿元": "operating_profit", "5亿": "operating_loss", "3亿元": "operating_loss"},
    ),
    ("蔚来2025年四季度利润转正，前三季合计仍小亏约1亿元。", {"1亿元": "loss"}),
    ("特来电8.9万，星星充电7.3万，合计16.2万，占公共桩的四成。", {"8.9万": "chargers", "16.2万": "chargers"}),
]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_what_a_verb_says_is_measured(text, expected, pack):
    holds(text, pack, {q: {"what": what} for q, what in expected.items()}, DATED)


CORRECTED = [
    ("更正：本报将蔚来2025年10月交付量误写作32000辆，应为23000辆。", "32000辆", "23000辆", "2025-10"),
    ("此前报道小鹏2025年11月交付误为63728辆，正确数字是36728辆。", "63728辆", "36728辆", "2025-11"),
    ("文中“2025年三季度合计交付7.8万辆”应改为8.7万辆，特此更正。", "7.8万辆", "8.7万辆", "2025-Q3"),
    ("理想2025年12月交付44246辆一句有误，应为42246辆。", "44246辆", "42246辆", "2025-12"),
]


@pytest.mark.parametrize(("text", "wrong", "right", "when"), CORRECTED)
def test_what_a_correction_takes_back_is_no_claim(text, wrong, right, when, pack):
    found = told(text, pack, DATED)
    assert wrong not in found
    assert found[right]["when"] == when


def test_what_an_english_correction_takes_back_is_no_claim(pack):
    for text in (
        "An earlier version misstated Nio's October 2025 deliveries as 32,000; it should have read 23,000.",
        "We incorrectly said that Nio delivered 32,000 cars in October 2025. The correct figure was 23,000 cars.",
    ):
        claims = extract_claims(Document("x", text, published=DATED, lang="en"), pack)
        assert "23,000" in {c.quote.split()[0] for c in claims}
        if ";" in text:
            assert "32,000" not in {c.quote.split()[0] for c in claims}


MOVES = [
    ("奇瑞2025年销售280万辆。自2001年首批车出口起，累计出口已达585万辆。", "585万辆", "../2025"),
    ("比亚迪2025年销售460万辆。从2008年第一款双模车上市以来，累计销售已超过1500万辆。", "1500万辆", "../2025"),
    ("某品牌门店由150家左右减到去年底的120家。", "150家", None),
    ("蔚来门店由150家左右减到去年底的120家。", "120家", "2025-12-31"),
    ("小鹏充电站从1500座增加到今年1月底的2100座。", "1500座", None),
    ("鸿蒙智行2025年10月交付68216辆，环比9月的52916辆增长28.9%。", "28.9%", "2025-10"),
]


@pytest.mark.parametrize(("text", "quote", "when"), MOVES)
def test_a_figure_is_not_of_when_a_move_began_or_ended(text, quote, when, pack):
    assert told(text, pack, DATED)[quote]["when"] == when


def test_what_has_happened_behind_a_forecast_ends_it(pack):
    text = "2025年我国汽车销量3440万辆。年初协会的预测是3290万辆，实际多卖了150万辆。\n\n新能源全年销售1649万辆。"
    assert told(text, pack, DATED)["1649万辆"]["how"] == "actual"


THEN = [
    ("2月1日，蔚来一天换电14.6万次，超过去年国庆的14.5万次。那时的换电站是3520座。", "3520座", "2026-02-01"),
    ("2024年6月，理想有超充站614座。当时的门店为400家。", "400家", "2024-06-30"),
    ("截至2025年11月底，全国充电桩1932万个。其中公共的462万个。", "462万个", "2025-11-30"),
]


@pytest.mark.parametrize(("text", "quote", "when"), THEN)
def test_then_is_the_time_told_last(text, quote, when, pack):
    assert told(text, pack, DATED)[quote]["when"] == when


MULTIPLES = [
    ("小鹏2025年交付429445辆，是上一年190068辆的2.26倍。", "2.26倍", "2025"),
    ("零跑2025年12月交付60423辆，相当于2024年12月42517辆的1.4倍。", "1.4倍", "2025-12"),
]


@pytest.mark.parametrize(("text", "quote", "when"), MULTIPLES)
def test_a_multiple_is_of_the_time_of_what_was_told_first(text, quote, when, pack):
    found = told(text, pack, DATED)[quote]
    assert (found["kind"], found["when"]) == ("ratio", when)


TOGETHER = [
    ("2月，小鹏交付1.9万辆，1月交付2.1万辆。两个月加起来4万辆出头，去年此时为6.2万辆。", "4万辆", "2027-01/2027-02"),
    ("2月，小鹏交付1.9万辆，1月交付2.1万辆。两个月加起来4万辆出头，去年此时为6.2万辆。", "6.2万辆", "2026-01/2026-02"),
    ("2月零跑交付4.1万辆。并入1月来看，交付量为7.3万辆，同比增长12%。", "12%", "2027-01/2027-02"),
    ("12月蔚来交付3.6万辆，11月是3.1万辆，两个月合在一起6.7万辆。", "6.7万辆", "2026-11/2026-12"),
    ("12月蔚来交付3.6万辆。算上11月，销量为6.7万辆。当月出口1200辆。", "1200辆", "2026-12"),
    ("2月奇瑞卖出14万辆。加上1月的20万辆，前两月合计34万辆。", "20万辆", "2027-01"),
    ("截至3月1日晚间，九家车企公布了上月的交付量。\n\n零跑交付4.1万辆，当月出口9000辆。", "9000辆", "2027-02"),
    ("理想去年第四季度净利润为2020万元。再小也是盈利，要知道上一季度，公司还净亏了6.244亿元。", "6.244亿元", "2026-Q3"),
]


@pytest.mark.parametrize(("text", "quote", "when"), TOGETHER)
def test_months_are_told_together_and_units_before_the_one_told(text, quote, when, pack):
    assert told(text, pack)[quote]["when"] == when


LEADERS = [
    ("小米汽车2月交付4.1万辆。\n\n何小鹏的答卷平淡一些。1.9万辆，同比少了四成。", "1.9万辆", "XPeng"),
    ("小米汽车2月交付4.1万辆。\n\n李斌这边，2月交付2.2万辆。", "2.2万辆", "NIO"),
    ("零跑2月交付4.1万辆。\n\n余承东交出3.8万辆，环比持平。", "3.8万辆", "HIMA"),
    ("零跑2月交付4.1万辆。雷军表示，市场还在变，交付量环比增长5%。", "5%", "Leapmotor"),
]


@pytest.mark.parametrize(("text", "quote", "who"), LEADERS)
def test_who_speaks_for_a_company_may_stand_for_it(text, quote, who, pack):
    assert told(text, pack)[quote]["who"] == who


OF_RIVALS = [
    ("比亚迪2026年纯电卖了240万辆，是特斯拉全球交付量（163.6万辆）的1.47倍。", "163.6万辆", "Tesla"),
    ("比亚迪2026年纯电卖了240万辆，是特斯拉全球交付量（163.6万辆）的1.47倍。", "1.47倍", "BYD"),
    ("2月零跑交付4.1万辆，相当于小鹏同期1.9万辆的2.2倍。", "2.2倍", "Leapmotor"),
    ("2月蔚来交付4万辆，增长27.9%，是小鹏交付量的2倍。", "27.9%", "NIO"),
]


@pytest.mark.parametrize(("text", "quote", "who"), OF_RIVALS)
def test_a_multiple_of_a_rival_is_told_of_who_is_compared(text, quote, who, pack):
    assert told(text, pack)[quote]["who"] == who


FALLS = [
    ("理想2026年营收缩水两成多。", "两成", "change", None),
    ("小鹏2月交付1.9万辆，同比下滑四成多。", "四成", "change", None),
    ("比亚迪三季度净利润78亿元，缩水近三分之一（32.6%）。", "三分之一", "change", -33.3333),
    ("比亚迪三季度净利润78亿元，缩水近三分之一（32.6%）。", "32.6%", "change", -32.6),
    ("2月奇瑞产量20万辆，出口8万辆，相当于同期产量的40%。", "40%", "share", 40.0),
    ("2月深蓝交付2万辆，相当于蔚来交付量的80%。", "80%", "ratio", 80.0),
]


@pytest.mark.parametrize(("text", "quote", "kind", "low"), FALLS)
def test_words_of_shrinking_and_of_being_equal_to_give_the_kind(text, quote, kind, low, pack):
    found = told(text, pack)[quote]
    assert found["kind"] == kind
    assert found["low"] == pytest.approx(low) if low is not None else found["low"] is None


AIMED_AT = [
    ("奇瑞2026年起初想卖350万辆，夏天改成320万辆，最后以322万辆收官，只增7.7%。", "350万辆", "target"),
    ("奇瑞2026年起初想卖350万辆，夏天改成320万辆，最后以322万辆收官，只增7.7%。", "320万辆", "target"),
    ("奇瑞2026年起初想卖350万辆，夏天改成320万辆，最后以322万辆收官，只增7.7%。", "322万辆", "actual"),
    ("奇瑞2026年起初想卖350万辆，夏天改成320万辆，最后以322万辆收官，只增7.7%。", "7.7%", "actual"),
    ("魏建军给今年立的军令状是180万辆。", "180万辆", "target"),
    ("四季度理想交付10.9万辆，落在公司给出的10万至11万辆指引之内，但比上年同期低31.2%。", "31.2%", "actual"),
]


@pytest.mark.parametrize(("text", "quote", "how"), AIMED_AT)
def test_what_was_wanted_is_an_aim_and_what_came_of_it_is_none(text, quote, how, pack):
    assert told(text, pack)[quote]["how"] == how


def test_a_text_that_names_only_stocks_counts_what_is_sold_besides(pack):
    found = told("店里11月186台，10月171台。\n\n月底库存217台。", pack, date(2025, 12, 8))
    assert {quote: claim["what"] for quote, claim in found.items()} == {
        "186台": "deliveries",
        "171台": "deliveries",
        "217台": "inventory",
    }
