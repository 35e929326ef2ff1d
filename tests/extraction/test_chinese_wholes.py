"""Chinese news of several at once: the whole market, those told together, weekly reports, headlines with blanks."""

import pytest
from newsreading import holds, told

WHOLES = [
    (
        "单周上险：岚图夺冠\n\n各位早，上周的数字出来了，先看大盘。\n\n乘用车共上险41万辆，环比涨3%。新能源21万辆。",
        {"41万辆": "China passenger car market", "3%": "China passenger car market", "21万辆": "China NEV market"},
    ),
    ("岚图2月交付1.2万辆。\n\n再来看看整个行业。2月零售138万辆。", {"138万辆": "China vehicle market"}),
    ("深蓝2月上险2万辆。\n\n从全国看，乘用车上险33万辆，环比涨6%。", {"33万辆": "China passenger car market"}),
    (
        "深蓝2月交付2万辆。\n\n往后怎么走？某券商预测，全年乘用车零售2300万辆，但成交均价还要再跌4%，利润率滑到3.1%。",
        {
            "2300万辆": "China passenger car market",
            "4%": "China passenger car market",
            "3.1%": "China passenger car market",
        },
    ),
    ("岚图2月交付1.2万辆，占新能源大盘的1.5%。", {"1.5%": "Voyah"}),
    ("乘联分会说，2月末全国库存310万辆，够卖50天。", {"310万辆": "China passenger car market"}),
]
TOGETHER = [
    ("2月宁德时代装车20GWh，中创新航3GWh。它们合计占去56%。", {"56%": "CATL and CALB"}),
    ("2月，深蓝交付2万辆，岚图1.2万辆，极氪1.9万辆。后两者加起来3.1万辆。", {"3.1万辆": "Voyah and Zeekr"}),
    (
        "岚图2月交付1.2万辆。\n\n到3月1日，15家车企承诺对经销商返利不超过30天。",
        {"15家车企": "Chinese automakers", "30天": "Chinese automakers"},
    ),
    (
        "深蓝去年海外交付3万辆。\n\n机构估计，中国品牌去年在欧洲合计掛牌80万輛。",
        {"80万輛": "Chinese automakers"},
    ),
    ("2月，极氪交付1.9万辆；深蓝2.4万辆，对前者的领先优势只有5000辆。", {"5000辆": "Deepal"}),
    (
        "中汽协公布，2月汽车销量210万辆。\n\n当月乘用车销量170万辆，其中中国品牌115万辆，增速9%。",
        {"170万辆": "China passenger car market", "115万辆": "China local brands", "9%": "China local brands"},
    ),
    ("欧盟对中国制电动车加征的反补贴税，吉利为18.8%，上汽最重，达35.3%。", {"18.8%": "Geely", "35.3%": "SAIC"}),
    ("墨西哥对来自中国的汽车征收50%的关税。", {"50%": "Mexico"}),
]
GROUPS = [
    ("长城集团旗下的哈弗卖力促销，集团2月上牌8万辆，成长5%。", {"8万辆": "Great Wall Motor", "5%": "Great Wall Motor"}),
    ("广汽集团的埃安2月卖了3万辆，但集团亏损10亿元。", {"3万辆": "GAC Aion", "10亿元": "GAC"}),
]
WEEKS = [
    (
        "第9周（2月22日至28日）的上险数据出炉。\n\n新能源18万辆，上周是17万辆，涨了6%。预计下周能到19万辆。",
        {
            "18万辆": "2027-02-22/2027-02-28",
            "17万辆": "2027-02-15/2027-02-21",
            "6%": "2027-02-22/2027-02-28",
            "19万辆": "2027-03-01/2027-03-07",
        },
    ),
    (
        "上周（2月22日至28日）岚图上险3000辆。本周有望到4000辆。",
        {"3000辆": "2027-02-22/2027-02-28", "4000辆": "2027-03-01/2027-03-07"},
    ),
    (
        "2月22日至28日一周，深蓝由4800辆增至5100辆。",
        {"4800辆": "2027-02-15/2027-02-21", "5100辆": "2027-02-22/2027-02-28"},
    ),
    ("岚图去年在欧洲上牌1万辆，份额从0.1%爬升到0.2%。", {"0.1%": "2025", "0.2%": "2026"}),
    ("2月，深蓝由1.9万辆增至2.4万辆，环比增长26%。", {"1.9万辆": "2027-01", "2.4万辆": "2027-02"}),
    ("单看2月，岚图上险1.2万辆，是前一年同月8千辆的1.5倍。", {"8千辆": "2026-02", "1.5倍": "2027-02"}),
    ("2026年中国车在欧洲卖了90万辆，几乎是前年45万辆的两倍，吃下7%的份额。", {"两倍": "2026", "7%": "2026"}),
    ("开年到现在岚图累计交付2.2万辆。", {"2.2万辆": "2027-01-01/2027-03-05"}),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*WHOLES, *TOGETHER, *GROUPS], ids=lambda x: x[:12] if isinstance(x, str) else ""
)
def test_a_text_turns_to_the_whole_or_to_several(text, expected, pack):
    holds(text, pack, {quote: {"who": who} for quote, who in expected.items()})


@pytest.mark.parametrize(("text", "expected"), WEEKS, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_weeks_and_where_a_move_began(text, expected, pack):
    holds(text, pack, {quote: {"when": when} for quote, when in expected.items()})


def test_a_week_s_table_is_of_the_week_that_the_report_opens_with(pack):
    text = (
        "单周上险｜2月22日—28日：深蓝登顶\n\n品牌　本周　上周　环比\n深蓝　0.51　0.48　+6.3%\n岚图　0.31　0.30　+3.3%"
    )
    found = told(text, pack)
    assert [found[q]["when"] for q in ("0.51", "0.48", "+3.3%")] == [
        "2027-02-22/2027-02-28",
        "2027-02-15/2027-02-21",
        "2027-02-22/2027-02-28",
    ]


def test_a_headline_of_hong_kong_parts_its_clauses_by_blanks(pack):
    text = "蔚來上季蝕31億 按年收窄逾五成 毛利率14.1%見新高\n\n蔚來放榜。季內交付9.1萬輛。管理層料今年首季交付介乎7萬至7.5萬輛。"
    holds(
        text,
        pack,
        {
            "31億": {"what": "loss", "unit": "CNY"},
            "五成": {"what": "loss", "kind": "change"},
            "14.1%": {"what": "gross_margin", "kind": "level"},
            "7萬至7.5萬輛": {"how": "forecast"},
        },
    )


def test_a_segment_of_batteries_has_a_share_of_what_is_installed(pack):
    text = "2月国内动力电池装车量为40GWh。磷酸铁锂的份额升至82%。"
    holds(text, pack, {"82%": {"what": "installations", "kind": "share", "segment": "lfp"}})


NUMBERS = [
    ("瑞虎8家族2月售出2.8万辆。", {"2.8万辆": ("level", 28000.0, "vehicle")}),
    ("其中改款Model Y1.3万辆。", {"1.3万辆": ("level", 13000.0, "vehicle")}),
    ("岚图2月交付1.2万辆，位居次席。", {"次席": ("rank", 2.0, "rank")}),
    ("岚图重夺周冠。", {"周冠": ("rank", 1.0, "rank")}),
    ("燃油车2月出口31万辆，下滑约半成。", {"半成": ("change", -5.0, "percent")}),
    ("国内眼下还有三十多个新能源品牌。", {"三十多个": ("count", 30.0, "brand")}),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_numbers_beside_names_and_places_by_name(text, expected, pack):
    found = told(text, pack)
    assert {q: (f["kind"], f["low"], f["unit"]) for q, f in found.items() if q in expected} == expected
    assert "8家" not in found


def test_a_mark_crossed_is_a_lower_bound(pack):
    assert told("岚图2月首次跨越2万辆大关。", pack)["2万辆"]["low"] == 20000.0
    assert told("岚图2月重返1万辆上方。半成品仓库有3座。", pack)["1万辆"]["low"] == 10000.0
    assert told("能剩下的不会超过15个品牌。", pack)["15个品牌"]["low"] is None


SIGNS = [
    ("岚图去年交車15萬輛，成長87%。", "87%", "deliveries", 87.0),
    ("特斯拉12月在欧洲掛牌衰退5%。", "5%", "registrations", -5.0),
    ("岚图去年市占率1.8%，一年流失0.7個百分點。", "0.7個百分點", "market_share", -0.7),
    ("岚图去年收入300亿元，每辆车平均收入约20万元。", "20万元", "revenue_per_vehicle", 200000.0),
    ("岚图每卖一辆车能赚6000元。", "6000元", "profit_per_vehicle", 6000.0),
    ("岚图2月出口占总销量的十分之一。", "十分之一", "exports", 10.0),
]


@pytest.mark.parametrize(("text", "quote", "what", "low"), SIGNS)
def test_words_of_taiwan_and_what_is_reckoned_per_car(text, quote, what, low, pack):
    found = told(text, pack)[quote]
    assert (found["what"], found["low"]) == (what, low)


def test_a_stock_since_a_beginning_is_of_now(pack):
    text = "2月，奇瑞出口12万辆。自2001年首批轿车出海至今，累计出口突破600万辆，产品遍及120个国家。"
    holds(text, pack, {"600万辆": {"when": "../2027-02"}, "120个国家": {"when": "2027-02"}})


ABROAD = [
    ("长安2月在中国以外售出5.1万辆，同比增长40%。", {"5.1万辆": "overseas_sales", "40%": "overseas_sales"}),
    ("奇瑞2月卖到海外9.8万辆。", {"9.8万辆": "overseas_sales"}),
    ("上汽2026年销往国外107万辆，占比24%。", {"107万辆": "overseas_sales"}),
    ("吉利去年销量302万辆，海外占比14%。", {"302万辆": "sales", "14%": "overseas_sales"}),
    ("零跑2027年海外目标为15万辆。", {"15万辆": "overseas_sales"}),
    ("中国车企去年出海近710万辆。", {"710万辆": "overseas_sales"}),
]


@pytest.mark.parametrize(("text", "expected"), ABROAD, ids=lambda x: x[:12] if isinstance(x, str) else "")
def test_what_is_sold_abroad(text, expected, pack):
    holds(text, pack, {quote: {"what": what} for quote, what in expected.items()})


SUMS = [
    ("2月零跑交付3万辆、小鹏交付2万辆、蔚来交付1.5万辆，合计6.5万辆，同比增长8%。", "Chinese EV start-ups"),
    ("2月蔚来品牌交付1.2万辆，乐道6000辆，萤火虫2000辆，共计2万辆，同比增长8%。", "NIO"),
    ("2月比亚迪售出19万辆，吉利售出20万辆，合计39万辆，同比增长8%。", "BYD and Geely"),
]


@pytest.mark.parametrize(("text", "who"), SUMS, ids=[w for _, w in SUMS])
def test_a_sum_that_its_parts_prove_is_of_all_of_them(text, who, pack):
    total = next(q for q in ("6.5万辆", "2万辆", "39万辆") if q in text.partition("计")[2])
    holds(text, pack, {total: {"who": who}, "8%": {"who": who}})


LISTS = [
    "2月五个监测品牌依次为：澄岚1.2万辆、溪川9800辆、北麓8700辆。溪川同比增长12%。",
    "四家车企2月销量：青禾（8.1万辆）、溪川（7.5万辆）、远望（6.2万辆）、驭川（3.3万辆）。溪川同比增长12%。",
    "各品牌中，海岳交付4万辆，溪川交付2万辆，白榆交付1万辆。此后溪川同比增长12%。",
]


@pytest.mark.parametrize("text", LISTS, ids=["brands", "brackets", "verbs"])
def test_names_that_a_list_of_sellers_tells(text, pack):
    holds(text, pack, {"12%": {"who": "溪川"}})


def test_no_list_of_other_things_tells_names(pack):
    text = "车企2月售出的轿车31万辆、皮卡2万辆、微面3000辆。本季目标90万辆、前两月58万辆、余下32万辆。"
    assert {f["who"] for f in told(text, pack).values()} == {None}


def test_a_segment_is_a_share_of_what_its_own_sentence_counts(pack):
    text = "中汽协：2月汽车销量285.7万辆，新能源占比48.8%\n2月汽车产销分别完成281.5万辆和285.7万辆。新能源汽车产销分别为139.1万辆和139.5万辆。"
    holds(text, pack, {"48.8%": {"basis": "China vehicle market sales"}})


SLASHED = "2026年目标考核。\n零跑：596,555辆／50万辆，119.3%；\n小鹏：42.9万辆/38万辆，112.9%；"


def test_aims_behind_a_slash(pack):
    aims = {q: {"how": "target"} for q in ("50万辆", "38万辆")}
    done = {q: {"how": "actual"} for q in ("596,555辆", "42.9万辆")}
    shares = {q: {"how": "actual", "kind": "share", "basis": "sales target"} for q in ("119.3%", "112.9%")}
    holds(SLASHED, pack, {**aims, **done, **shares})


OLD_AIMS = [
    ("哪吒2026年目标完成两成。10万辆是下调后的数字。", "10万辆"),
    ("各家2026年目标。哪吒若按最初的30万辆计，只完成两成。", "30万辆"),
    ("各家2026年目标。极越以年初喊出的5万辆衡量，差得很远。", "5万辆"),
]


@pytest.mark.parametrize(("text", "quote"), OLD_AIMS, ids=[q for _, q in OLD_AIMS])
def test_an_aim_as_it_was_first_or_as_it_was_revised(text, quote, pack):
    holds("2026年销量目标盘点\n" + text, pack, {quote: {"how": "target"}})


FORETOLD = [
    ("理想预计一季度交付9万至10万辆；总收入203亿至220亿元，同比下降21.7%至15%。", "203亿至220亿元"),
    ("中汽协预测2027年汽车销量3475万辆，增长1%；出口740万辆，增长4.3%。", "740万辆"),
    ("机构预计二季度零售560万辆；渗透率58%。", "58%"),
]


@pytest.mark.parametrize(("text", "quote"), FORETOLD, ids=[q for _, q in FORETOLD])
def test_a_forecast_goes_on_behind_a_semicolon(text, quote, pack):
    holds(text, pack, {quote: {"how": "forecast"}})


def test_what_has_happened_behind_a_semicolon_is_no_forecast(pack):
    holds("理想预计一季度交付9万辆；去年四季度交付10.9万辆。", pack, {"10.9万辆": {"how": "actual"}})
    holds("机构预计今年渗透率为60%；比亚迪去年销量460万辆。", pack, {"460万辆": {"how": "actual"}})


ONWARD = [
    (
        "奇瑞2月出口12万辆，出口占49%。出口连创新高。\n前2个月累计销售45万辆。此前1月为24万辆。",
        {"24万辆": {"what": "sales", "when": "2027-01"}},
    ),
    (
        "奇瑞去年出口134万辆；比亚迪海外售出104万辆；长城海外销量50万辆。三家合计288万辆。",
        {"288万辆": {"what": "overseas_sales"}},
    ),
    (
        "中国车企去年出口710万辆。其中比亚迪去年销量为460万辆。今年目标定为500万辆。",
        {"500万辆": {"who": "BYD"}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONWARD, ids=["then", "sum", "one of a group"])
def test_what_a_sentence_goes_on_with(text, expected, pack):
    holds(text, pack, expected)


HALVED = [("岚图去年净亏损同比收窄过半。", -50.0), ("岚图2月出口收缩一半。", -50.0), ("岚图去年亏损扩大了一半。", 50.0)]


@pytest.mark.parametrize(("text", "low"), HALVED, ids=[t for t, _ in HALVED])
def test_what_moves_by_half_changes(text, low, pack):
    (found,) = (f for q, f in told(text, pack).items() if "半" in q)
    assert found["kind"] == "change"
    assert found["low"] in (low, None)  # more than half of a fall has no lower bound


def test_orders_are_counted_in_dan(pack):
    holds("岚图泰山2月上市，30分钟收获1.2万单。", pack, {"1.2万单": {"what": "orders", "unit": "order"}})


def test_what_probably_will_be_is_foretold(pack):
    holds("理想二季度同比大概率会小跌0.5%。", pack, {"0.5%": {"how": "forecast"}})


PARTS = [
    # the headline names a maker, the lead and what follows are of the market
    (
        "亿纬锂能份额逼近5%\n\n联盟数据显示，7月我国动力电池装车量55.9GWh，同比增长34%。\n\n产量方面，7月动力电池产量133.8GWh。",
        {"55.9GWh": {"who": "China EV battery market"}, "133.8GWh": {"who": "China EV battery market"}},
    ),
    # a paragraph that names nobody behind one on several sellers
    (
        "中国2月出口汽车59.2万辆。\n\n奇瑞出口10.4万辆。长城出口3.3万辆。上汽出口8.5万辆。\n\n新能源汽车占了出口的三成多，共20.5万辆。",
        {"8.5万辆": {"who": "SAIC"}, "20.5万辆": {"who": "China NEV market", "what": "exports"}},
    ),
    (
        "新能源渗透率升到51%\n\n2月全国乘用车零售138万辆。\n\n生产方面，2月产量166万辆。",
        {"166万辆": {"who": "China passenger car market", "what": "production"}},
    ),
    # whom a text points to that has come to a market
    (
        "奇瑞2月在德国上牌6000辆。\n\n欧洲2月新车注册99万辆。德国对这家安徽车厂越来越重要：2月海外销量11万辆。",
        {"11万辆": {"who": "Chery", "what": "overseas_sales"}},
    ),
    ("奇瑞再创新高\n\n2月欧洲新车注册99万辆，同比增长4%。", {"99万辆": {"who": "Europe passenger car market"}}),
    # percentages in proportion to what stands before them
    (
        "2月装车量：\n1. 宁德时代：30.0GWh，40.1%\n2. 比亚迪：15.0GWh，20.0%\n3. 中创新航：6.0GWh，8.0%",
        {"40.1%": {"kind": "share", "what": "market_share"}, "8.0%": {"kind": "share", "who": "CALB"}},
    ),
    (
        "2月交付：岚图 1.2万辆 12%，深蓝 3.1万辆 5%，极氪 1.9万辆 30%。",
        {"12%": {"kind": "change"}, "30%": {"kind": "change"}},
    ),
    # shares of what was just listed
    (
        "2月新能源乘用车零售46.3万辆。分动力看，纯电28.1万辆，插混13.0万辆，增程5.2万辆，三者占比分别为60.7%、28.1%和11.2%，前者同比降30%。",
        {
            "60.7%": {"segment": "bev", "what": "retail_sales", "kind": "share"},
            "11.2%": {"segment": "erev", "what": "retail_sales"},
            "30%": {"segment": "bev", "kind": "change", "low": -30.0},
        },
    ),
    ("理想四季度毛利率20.1%，但不及三季度的20.5%。", {"20.5%": {"kind": "level", "when": "2026-Q3"}}),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_and_shares_of_a_chinese_whole(pack, text, expected):
    holds(text, pack, expected)


AMONG = [
    # a group behind a comma has nothing of what was told before it
    (
        "数据显示，2月新能源零售88.2万辆，渗透率51.2%，自主品牌份额再上台阶。",
        {"88.2万辆": {"who": "China NEV market"}, "51.2%": {"who": "China NEV market", "what": "penetration"}},
    ),
    # those among whom somebody has a place
    ("2月，奇瑞出口9.6万辆，依旧是自主品牌里的出口冠军。", {"冠军": {"who": "Chery", "kind": "rank"}}),
    ("长城2月卖出8.3万辆，位居自主车企当中的第五。", {"第五": {"who": "Great Wall Motor", "kind": "rank"}}),
    # a share that comes to another value is a share still
    ("墨西哥去年占我们出口的11%，今年前两月升到了14%。", {"14%": {"kind": "share", "what": "exports", "low": 14.0}}),
    (
        "插混占比1月还有43%，2月降到38%，同比增速降到6%。",
        {"38%": {"kind": "share", "low": 38.0}, "6%": {"kind": "change"}},
    ),
    ("2月我国汽车出口45万辆，出口额77亿美元，平均每辆1.71万美元。", {"1.71万美元": {"what": "export_price"}}),
]


@pytest.mark.parametrize(("text", "expected"), AMONG)
def test_groups_places_and_shares_told_in_passing(pack, text, expected):
    holds(text, pack, expected)
