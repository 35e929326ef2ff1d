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
EXCHANGE = [
    (
        "小鵬一季純利3.2億元。股份昨收91.2港元，升1.8%。",
        {
            "91.2港元": {"what": "share_price", "when": "2027-06-23"},
            "1.8%": {"what": "share_price", "when": "2027-06-23"},
        },
    ),
    (
        "昨日比亞迪收報101.5港元，跌3.2%，吉利亦跌4.5%。",
        {"101.5港元": {"what": "share_price", "when": "2027-06-23"}, "4.5%": {"who": "Geely", "what": "share_price"}},
    ),
    ("理想現報88.4港元，全日高位89.1港元。", {"88.4港元": {"what": "share_price", "when": "2027-06-24"}}),
    ("零跑一季賺4億元，手頭現金300億元，擬派中期息，每股0.15元。", {"0.15元": {"what": "dividends"}}),
    (
        "集團派末期息每股0.35港元，另派特別息0.1港元。",
        {"0.35港元": {"what": "dividends"}, "0.1港元": {"what": "dividends"}},
    ),
    ("公司一季度现金红利每股0.4元。", {"0.4元": {"what": "dividends"}}),
]
DUE = [
    (
        "小鵬首季收入249億元。理想下月放榜，市場普遍料錄得虧損約8億元，收入280億元。",
        {
            "8億元": {"who": "Li Auto", "when": "2027-Q1", "how": "forecast"},
            "280億元": {"when": "2027-Q1", "how": "forecast"},
        },
    ),
    ("蔚来将于7月2日发布一季度财报，市场预期亏损40亿元。", {"40亿元": {"when": "2027-Q1", "how": "forecast"}}),
    ("零跑5月交付6万辆。公司下周公布业绩，分析师预计其净利润可达3亿元。", {"3亿元": {"when": "2027-Q1"}}),
    ("小鹏一季度毛利率18%。公司昨日放榜，亏损4.8亿元。", {"4.8亿元": {"when": "2027-Q1", "how": "actual"}}),
]
WORK = [
    ("奇瑞将在芜湖新建工厂，可带动就业2,500人。", {"2,500人": {"what": "jobs"}}),
    ("蔚来计划裁员300人。", {"300人": {"what": "jobs"}}),
    ("吉利新厂投产后将提供就业岗位约1,200人。", {"1,200人": {"what": "jobs"}}),
]
OPENED = [
    ("零跑6月底有门店900家，下半年将再开150家门店。", {"150家门店": {"what": "store_openings"}}),
    ("零跑在西班牙增設80家門店。", {"80家門店": {"what": "store_openings"}}),
    ("蔚来6月加开30家门店。", {"30家门店": {"what": "store_openings"}}),
]
NATION = [
    (
        "蔚来5月交付3万辆。\n\n据统计，截至5月底，全国充电基础设施累计2301万个，同比增长44%，公共的520万个，私人的1781万个。",
        {
            "2301万个": {"who": "China", "what": "chargers", "unit": "charger", "when": "2027-05-31"},
            "44%": {"who": "China", "what": "chargers"},
            "520万个": {"who": "China"},
            "1781万个": {"who": "China"},
        },
    ),
    (
        "小米汽车5月交付3.1万辆。\n\n跳出车企看全国，去年底充电设施总数为2009万个，同比增长49%。",
        {"2009万个": {"who": "China", "when": "2026-12-31"}, "49%": {"who": "China"}},
    ),
    (
        "蔚来5月交付3万辆。\n\n公司在全国建成自营充电桩2.8万个。到2027年底，全国要建成2800万个充电设施。",
        {"2.8万个": {"who": "NIO"}, "2800万个充电设施": {"who": "China", "how": "target"}},
    ),
]
GLOSSED = [
    (
        "岚图5月交付1.8万辆。成立两年的云铎汽车（Yunduo Auto）交付4,120辆，其门店已有60家。云铎还计划年底前增至90家门店。",
        {"1.8万辆": "Voyah", "4,120辆": "Yunduo Auto", "60家": "Yunduo Auto", "90家门店": "Yunduo Auto"},
    ),
    (
        "奇瑞5月销售24万辆。注册于合肥的小型供应商睿控电子（Ruikong）计划扩产，今年产量目标为20万套，比去年多三成。",
        {"24万辆": "Chery", "20万套": "Ruikong", "三成": "Ruikong"},
    ),
    (
        "比亚迪5月销量38万辆，宁波的初创公司澜舟（Lanzhou Mobility）售出2,300辆，同比翻番。",
        {"38万辆": "BYD", "2,300辆": "Lanzhou Mobility", "翻番": "Lanzhou Mobility"},
    ),
    (
        "蔚来5月交付3万辆，创始人李斌（William Li）表示，全年目标45万辆。据协会（ACEA）统计，其在欧洲售出1,200辆。",
        {"3万辆": "NIO", "45万辆": "NIO", "1,200辆": "NIO"},
    ),
]
PARTS = [
    (
        (
            "新能源方面，5月零售102.3万辆，同比增5%；前五个月430.7万辆。批发则为118.4万辆。"
            "分动力看，纯电62.1万辆，插混30.2万辆，增程10.0万辆，三者占比依次是60.7%、29.5%和9.8%，前者同比增长11%。"
        ),
        {quote: {"what": "retail_sales", "when": "2027-05"} for quote in ("62.1万辆", "10.0万辆", "60.7%", "11%")},
    ),
    (
        "吉利5月批发23.4万辆，零售17.2万辆。其中银河8.1万辆，领克3.1万辆，极氪6.0万辆。",
        {
            "8.1万辆": {"who": "Geely Galaxy", "what": "retail_sales"},
            "6.0万辆": {"who": "Zeekr", "what": "retail_sales"},
        },
    ),
    (
        "5月新能源批发118.4万辆，前五个月批发520.6万辆。其中纯电320.1万辆，插混150.2万辆，增程50.3万辆。",
        {"320.1万辆": {"what": "wholesale", "when": "2027-01/2027-05"}, "50.3万辆": {"when": "2027-01/2027-05"}},
    ),
    (
        "5月新能源零售102.3万辆，批发118.4万辆。其中纯电72.1万辆，插混30.2万辆，增程16.1万辆。",
        {"72.1万辆": {"what": "wholesale"}, "16.1万辆": {"what": "wholesale"}},
    ),
]
NEXT_DAY = [
    (
        "6月18日晚，比亚迪宣布汉降价2万元。次日，吉利将星愿的售价下调至5.98万元，翌日又有10款车降价。",
        {"5.98万元": {"who": "Geely", "when": "2027-06-19"}, "10款车": {"when": "2027-06-20"}},
    ),
    ("小米6月1日发布YU9，当天大定1万台。第二天，大定达到3万台。", {"3万台": {"when": "2027-06-02"}}),
    ("5月23日，比亚迪一口气降价，最多的便宜了5.3万元。海鸥的限时价是5.58万元。", {"5.58万元": {"when": "2027-05-23"}}),
]
SO_FAR = [
    (
        "深蓝5月交付3.1万辆。小米没公布精确数，只说超过4万台，全年55万辆的任务有望提前完成。",
        {"4万台": {"when": "2027-05"}, "55万辆": {"when": "2027", "how": "target"}},
    ),
    ("1—5月，岚图交付14万辆，全年目标30万辆。", {"14万辆": {"when": "2027-01/2027-05"}}),
    ("零跑5月售出6万辆。小鹏超过3万台，预计11月完成全年50万辆的目标。", {"3万台": {"when": "2027-05"}}),
]
TITLED = [
    ("车企今年目标一览\n\n零跑首季交付37万輛，單是C10已貢獻11.9萬輛，佔32%。", {"11.9萬輛": {"how": "actual"}}),
    ("2027年销量目标出炉\n\n岚图5月交付2万辆。光是FREE卖出1.2万辆。", {"1.2万辆": {"how": "actual"}}),
    ("2027年销量目标出炉\n\n岚图5月交付2万辆。海外贡献了0.3万辆。", {"0.3万辆": {"how": "actual"}}),
]
PLANTS = [
    (
        "宁德时代拿下20GWh储能项目订单。亿纬锂能投建30GWh动力电池项目。",
        {"20GWh": {"what": "installations"}, "30GWh": {"what": "capacity"}},
    ),
    (
        "国轩高科在合肥开工建设20GWh固态电池基地，总投资约40亿元，预计2029年投产。蜂巢能源现有80GWh产线。",
        {
            "20GWh": {"what": "capacity", "how": "target", "when": "2029"},
            "80GWh": {"what": "capacity", "how": "actual"},
        },
    ),
    ("亿纬锂能拟新建30GWh电池工厂，2028年建成。", {"30GWh": {"what": "capacity", "how": "target", "when": "2028"}}),
    (
        "宁德时代二季度出货将增长三成，匈牙利工厂一期40GWh产能已于4月投产。",
        {"40GWh": {"what": "capacity", "how": "actual", "when": "2027-04"}},
    ),
]
LASTING = [
    ("5月末全国乘用车库存为330万辆，可销售天数约55天。", {"55天": {"what": "inventory"}}),
    ("零跑5月交付6万辆，库存仅够卖25天。", {"25天": {"what": "inventory"}}),
    ("经销商库存周转天数为44天，5月销量下滑。", {"44天": {"what": "inventory"}}),
]
DISCOUNTS = [
    (
        "5月经销商优惠幅度扩大2个百分点。折扣率高达20%的车型有12款。",
        {"2个百分点": {"what": "discount", "kind": "change"}, "20%": {"what": "discount", "kind": "level"}},
    ),
    ("5月经销商平均优惠幅度为16.2%。", {"16.2%": {"what": "discount", "kind": "level"}}),
    ("终端让利幅度达17.1%，销量仍下滑。", {"17.1%": {"what": "discount", "kind": "level", "low": 17.1}}),
    (
        "小鹏5月交付3.3万辆。\n\n终端优惠仍在扩大。据流通协会调查，5月经销商平均优惠幅度为16.3%。",
        {"16.3%": {"who": "China vehicle market", "what": "discount", "kind": "level"}},
    ),
    ("5月豪华车平均折让率约20.4%。", {"20.4%": {"what": "discount", "kind": "level"}}),
]
SHARES = [
    (
        "比亚迪一季度出口38万辆，其中3月14万辆，占一季度的37%。",
        {"37%": {"kind": "share", "when": "2027-03"}},
    ),
    ("小鹏5月海外卖出1万辆，占5月的25%。", {"25%": {"kind": "share", "when": "2027-05"}}),
    (
        "1—5月我国汽车出口300万辆。俄罗斯去年吃掉我们18%的出口，今年降到了6.3%。",
        {"18%": {"kind": "share", "low": 18}, "6.3%": {"kind": "share", "low": 6.3}},
    ),
    ("比亚迪一家包揽31%的出口，奇瑞拿走24%的销量。", {"31%": {"kind": "share"}, "24%": {"kind": "share"}}),
]
TOPS = [
    (
        "5月动力电池装车60GWh。前15名合计装车58GWh。前三名的企业合计41GWh。",
        {"58GWh": {"who": "top 15 battery makers"}, "41GWh": {"who": "top three battery makers"}},
    ),
    (
        (
            "5月我国动力电池装车60GWh。宁德时代装车25GWh，比亚迪12GWh，中创新航4GWh。"
            "前两名合计拿走37GWh，份额61.7%；前五名加起来49GWh。"
        ),
        {
            "两名": {"kind": "count", "unit": "maker", "what": "makers", "low": 2},
            "37GWh": {"who": "CATL and BYD", "what": "installations"},
            "61.7%": {"who": "CATL and BYD", "what": "market_share"},
            "49GWh": {"who": "top five battery makers"},
        },
    ),
    (
        "5月新能源车销量：比亚迪38万辆，吉利15万辆，长安9万辆。前两家合计53万辆。",
        {"53万辆": {"who": "BYD and Geely", "what": "sales"}},
    ),
    (
        "5月装车量：宁德时代25GWh，比亚迪12GWh，国轩高科3GWh，中创新航4GWh。前三名合计41GWh。",
        {"41GWh": {"who": "CATL, BYD and CALB"}},
    ),
]
TALLIES = [
    (
        "5月全国乘用车批发230万辆。特斯拉批发7万辆。新能源批发破万的厂商有18家，比去年同期多2家。",
        {
            "18家": {"who": "China NEV market", "what": "makers", "kind": "count"},
            "2家": {"who": "China NEV market", "what": "makers", "kind": "change"},
        },
    ),
    (
        "5月我国动力电池装车60GWh。宁德时代装车25GWh，比亚迪12GWh。当月共有35家企业实现装车配套，比去年同期少5家。",
        {
            "35家企业": {"who": "China EV battery market", "what": "makers"},
            "5家": {"who": "China EV battery market", "what": "makers", "low": -5},
        },
    ),
    (
        "5月全国乘用车零售190万辆。比亚迪零售30万辆。零售超5万辆的车企共有9家，较上月增加1家。",
        {"9家": {"who": "China passenger car market", "what": "makers"}, "1家": {"what": "makers"}},
    ),
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


@pytest.mark.parametrize(("text", "expected"), EXCHANGE)
def test_what_a_share_closes_at_or_pays_is_no_price_of_what_is_sold(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), DUE)
def test_results_are_of_the_quarter_whenever_they_come_out(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), [*WORK, *OPENED])
def test_people_in_work_are_jobs_and_shops_to_come_openings(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), NATION)
def test_the_chargers_of_the_country_are_no_companys(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "whose"), GLOSSED)
def test_a_seller_nobody_knows_has_the_latin_name_behind_its_own(text, whose, pack):
    holds(text, pack, {quote: {"who": who} for quote, who in whose.items()}, SUMMER)


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_measure_what_they_make_up(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), NEXT_DAY)
def test_the_next_day_follows_the_day_told_last_and_prices_hold_from_it(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), SO_FAR)
def test_far_less_than_the_months_would_make_is_of_a_month(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), TITLED)
def test_what_was_sold_has_happened_in_a_text_on_aims(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), PLANTS)
def test_what_a_plant_can_make_is_there_once_it_runs(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), [*LASTING, *DISCOUNTS])
def test_stock_lasts_for_days_and_discounts_are_so_deep(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_a_share_of_a_time_is_of_the_part_and_what_is_taken_is_a_share(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), TOPS)
def test_the_first_few_have_together_what_they_make_up(text, expected, pack):
    holds(text, pack, expected, SUMMER)


@pytest.mark.parametrize(("text", "expected"), TALLIES)
def test_how_many_sellers_there_are_is_of_the_market(text, expected, pack):
    holds(text, pack, expected, SUMMER)


PER_CAR = [
    ("比亚迪首季单车利润约8,800元。分析员估计，第二季将跌至6,500元，按季少约26%。", "6,500元", "profit_per_vehicle"),
    ("零跑一季度单车收入10.8万元。二季度预计为11.2万元。", "11.2万元", "revenue_per_vehicle"),
    ("理想一季度单车收入26.1万元。去年四季度还是27.4万元。", "27.4万元", "revenue_per_vehicle"),
]


@pytest.mark.parametrize(("text", "quote", "what"), PER_CAR)
def test_an_amount_of_the_size_of_one_told_for_each_car_goes_on_with_it(text, quote, what, pack):
    holds(text, pack, {quote: {"what": what}}, SUMMER)


GAPS = [
    ("年初定下40万辆目标。理想差27.8万辆，12月得使劲才填得上。", "27.8万辆"),
    ("对着460万辆的目标，比亚迪还要补41万辆。", "41万辆"),
    ("小鹏差6万辆，怕是达标无望。", "6万辆"),
]


@pytest.mark.parametrize(("text", "quote"), GAPS)
def test_what_has_to_be_made_up_for_is_missing_to_an_aim(text, quote, pack):
    holds(text, pack, {quote: {"what": "target_gap", "how": "actual"}}, SUMMER)


REVISED = [
    (
        "官方把三季度交付预期从12.3万到12.8万辆改成10.8万辆，等于削掉了一成二到一成六。",
        "一成二到一成六",
        "previous guidance",
    ),
    ("小鹏将全年交付预期由50万辆调整为45万辆，相当于减少10%。去年它交付了43万辆。", "10%", "previous guidance"),
    ("小鹏将全年交付预期由50万辆调整为45万辆，较去年增长5%。", "5%", "2026"),
]


@pytest.mark.parametrize(("text", "quote", "basis"), REVISED)
def test_by_how_much_an_expectation_was_revised(text, quote, basis, pack):
    holds(text, pack, {quote: {"basis": basis}}, SUMMER)
