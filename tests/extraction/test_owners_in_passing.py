"""Whose a figure is, what it measures and of what kind it is, as ordinary press articles say it in passing."""

from __future__ import annotations

from datetime import date

import pytest
from newsreading import read

from tachograph.core.claim import Kind, Modality


def test_no_model_is_named_inside_a_number() -> None:
    claim = read("Zeekr sold cars. Geely reported fourth-quarter sales of 861,009 units.")["861,009 units"]
    assert (claim.subject, claim.model) == ("Geely", None)


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("产量方面,8月我国动力电池合计产量为139.6GWh。", "139.6GWh", "production"),
        ("8月装车量62.5GWh。销量方面,动力电池98.9GWh,占73.4%。", "98.9GWh", "sales"),
        ("1至8月累计产量970.7GWh,上年同期为623.3GWh,同比增长54.5%。", "623.3GWh", "production"),
        ("8月动力电池装车量62.5GWh,同比增长32.4%。", "62.5GWh", "installations"),
    ],
)
def test_what_is_said_beside_a_figure_outweighs_what_its_unit_mostly_counts(text: str, quote: str, metric: str) -> None:
    assert read(text)[quote].metric == metric


def test_a_column_behind_one_of_changes_holds_levels_of_its_own_time() -> None:
    claim = read(
        "新势力成绩单\n\n品牌\t10月交付(辆)\t同比\t1-10月累计(辆)\n"
        "零跑\t68,289\t+82.1%\t455,805\n小鹏\t41,013\t+71.7%\t345,209\n"
    )["455,805"]
    assert (claim.kind, str(claim.period)) == (Kind.LEVEL, "2025-01/2025-10")


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("The market ran to 431,000 passenger cars, of which 238,000 were NEVs (55.2%).", "55.2%", Kind.SHARE),
        ("Deliveries came to 38,000 cars, of which 12,000 were exported (up 55.2%).", "55.2%", Kind.CHANGE),
        ("零售43.1万辆,其中新能源23.8万辆（55.2%）。", "55.2%", Kind.SHARE),
        ("Geely Sells 253,125 Vehicles in January, NEVs Exceed 60%", "60%", Kind.SHARE),
        ("自主品牌国内零售份额为65.9%,较去年同期的62.1%提高3.8个百分点。", "62.1%", Kind.SHARE),
        ("零跑全年目标50万至60万辆,前十个月已完成下限的91%。", "91%", Kind.SHARE),
    ],
)
def test_what_a_part_is_of_the_whole_is_a_share(text: str, quote: str, kind: Kind) -> None:
    assert read(text)[quote].kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Tesla registered 14,640 cars. The Model Y L, on sale since August 19 from RMB 319,000, shows in the numbers.",
        "Tesla registered 14,640 cars. The Model Y L went on sale at RMB 319,000.",
        "Registrations of the Model Y came to 14,640; the car starts from RMB 319,000.",
    ],
)
def test_what_a_car_can_be_bought_for_is_its_price(text: str) -> None:
    assert read(text)["RMB 319,000"].metric == "price"


def test_what_somebody_thinks_a_maker_can_do_is_a_forecast() -> None:
    found = read("NIO reached 316,028 in 2025, up 42.9% from 221,170, and we think it can do 420,000, i.e. 33% growth.")
    assert found["420,000"].modality is Modality.FORECAST
    assert found["316,028"].modality is Modality.ACTUAL


EUROPE = (
    "BYD outsells Tesla in Europe again\n\nNew car registrations in the EU, EFTA and the UK rose 4.9% to 1,055,326 in "
    "January, the European Automobile Manufacturers' Association (ACEA) said on Thursday.\n\nBYD registered 12,503 "
    "cars.\n\nBattery-electric cars accounted for 14.6% of EU registrations, compared with 11.5% a year earlier. "
    "Hybrids had 33.7% and petrol 27.3%. The group also registered 3,200 vans."
)


@pytest.mark.parametrize(
    ("quote", "subject", "metric"),
    [
        ("4.9%", "Europe passenger car market", "registrations"),
        ("1,055,326", "Europe passenger car market", "registrations"),
        ("12,503 cars", "BYD", "registrations"),
        ("14.6%", "EU passenger car market", "penetration"),
        ("11.5%", "EU passenger car market", "penetration"),
        ("33.7%", "EU passenger car market", "penetration"),
        ("27.3%", "EU passenger car market", "penetration"),
    ],
)
def test_a_maker_in_the_headline_does_not_own_what_the_market_did(quote: str, subject: str, metric: str) -> None:
    claim = read(EUROPE)[quote]
    assert (claim.subject, claim.metric) == (subject, metric)


def test_what_a_maker_does_in_a_place_stays_its_own() -> None:
    found = read(
        "Tesla's January\n\nTesla sold 40,000 cars. Registrations in Germany fell 45% to 1,277. Battery-electric cars made "
        "up 14.6% of its EU registrations."
    )
    assert {found[q].subject for q in ("45%", "1,277", "14.6%")} == {"Tesla"}


MARKET = (
    "中汽协:1月汽车产销数据\n\n1月,汽车产销分别完成305.9万辆和302.2万辆。\n\n乘用车方面,1月产销分别为269.5万辆和266.1万辆。\n\n"
    "新能源汽车延续快速增长。1月产销分别完成157.2万辆和151.5万辆,同比分别增长21.1%和19.9%。"
    "其中1月新能源汽车新车销量达到汽车新车总销量的50.1%。\n\n"
    "从国内外市场看,1月国内销量235.6万辆,其中传统燃料汽车109.7万辆,新能源汽车125.9万辆。"
)


@pytest.mark.parametrize(
    ("quote", "subject"),
    [
        ("266.1万辆", "China passenger car market"),
        ("157.2万辆", "China NEV market"),
        ("151.5万辆", "China NEV market"),
        ("235.6万辆", "China vehicle market"),
        ("125.9万辆", "China NEV market"),
    ],
)
def test_a_paragraph_is_of_the_segment_that_it_opens_with(quote: str, subject: str) -> None:
    assert read(MARKET)[quote].subject == subject
    assert read(MARKET)["50.1%"].basis == "China vehicle market sales"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        (
            "Xiaomi's revenue rose 28.5% to 105.96 billion yuan. The unit housing EVs brought in 19.3 billion yuan.",
            "revenue",
        ),
        ("Xiaomi listed its arm in Hong Kong. The IPO brought in 19.3 billion yuan.", "ipo_proceeds"),
    ],
)
def test_what_a_business_brings_in_is_revenue(text: str, metric: str) -> None:
    assert read(text)["19.3 billion yuan"].metric == metric


def test_a_partner_asked_about_is_not_what_the_text_goes_on_about() -> None:
    found = read(
        "专访零跑汽车朱江明\n\n零跑1月交付3.2万辆。\n\n记者:和Stellantis的合作呢?\n朱江明:零跑国际他们占61%,我们占39%。截至1月底,海外网点超过800家。\n\n"
        "记者:现金够吗?\n朱江明:去年末在手资金329.2亿元。"
    )
    assert (found["61%"].metric, found["39%"].kind) == ("stake", Kind.SHARE)
    assert {found[q].subject for q in ("800家", "329.2亿元")} == {"Leapmotor"}


def test_a_penetration_is_of_what_it_is_counted_by() -> None:
    found = read(
        "1月全国乘用车市场零售204.1万辆;全国乘用车厂商批发260.3万辆。\n\n1月新能源乘用车批发140.0万辆,批发渗透率53.8%。新能源零售109.6万辆,"
        "零售渗透率53.7%。"
    )
    assert found["53.8%"].basis == "China passenger car market wholesale"
    assert found["53.7%"].basis == "China passenger car market retail_sales"


@pytest.mark.parametrize(
    ("quote", "subject", "metric"),
    [
        ("11.866 million", "China NEV market", "sales"),
        ("30.436 million", "China vehicle market", "sales"),
        ("24.311 million", "China vehicle market", "sales"),
        ("4.859 million", "China vehicle market", "exports"),
        ("3.2 million", "Japan vehicle market", "exports"),
    ],
)
def test_a_total_is_of_no_part_and_another_country_of_its_own(quote: str, subject: str, metric: str) -> None:
    claim = read(
        "China sold 9.1 million new-energy vehicles in 2023. In 2024 it was 11.866 million in a total market of 30.436 "
        "million, so 38.9% of all vehicles were plug-ins, up from 5.1% in 2020, when the total was 24.311 million.\n\n"
        "In 2020 China exported 985,000 vehicles. Four years on it was 4.859 million, and Japan, with 3.2 million, had been "
        "overtaken."
    )[quote]
    assert (claim.subject, claim.metric) == (subject, metric)


PULLS = "Tesla and BYD in Europe\n\nIn July 2024 Tesla registered 14,769 new cars in Europe and BYD 4,151. "


@pytest.mark.parametrize(
    ("text", "quote", "subject", "region"),
    [
        (PULLS, "4,151", "BYD", "Europe"),
        (PULLS + "Last month the Texans managed 8,837 and the Shenzhen group 13,503.", "13,503", "BYD", "Europe"),
        (PULLS + "Last month the older firm managed 8,837, while the challenger came to 13,503.", "8,837", "Tesla", "Europe"),
        (PULLS + "Now the American holds 0.8% of the market and the Chinese 1.2%.", "1.2%", "BYD", "Europe"),
        (PULLS + "In a market that grew by 5.9% the newcomer gained 9,352 and the pioneer lost 5,932.", "5.9%", "Europe passenger car market", None),
    ],
)  # fmt: skip
def test_two_that_are_only_described_are_those_named_last(
    text: str, quote: str, subject: str, region: str | None
) -> None:
    claim = read(text, published=date(2025, 8, 29))[quote]
    assert (claim.subject, claim.region) == (subject, region)


CELLS = """CATL loses share as China's battery market tops 60 GWh

Carmakers in China installed 62.5 GWh of traction batteries in August.

LFP cells continue to spread. At 51.6 GWh they covered most of demand, whereas ternary cells ended at 10.9 GWh.

CATL and BYD between them supply 63.5 percent of the market.

Production of cells rose 37.3 percent from a year ago.

Abroad the Ningde company gains. SNE Research credits it with 221.4 GWh worldwide."""


@pytest.mark.parametrize(
    ("quote", "subject"),
    [
        ("60 GWh", "China EV battery market"),
        ("51.6 GWh", "China EV battery market"),
        ("63.5 percent", "CATL and BYD"),
        ("37.3 percent", "China EV battery market"),
        ("221.4 GWh", "CATL"),
    ],
)
def test_below_a_headline_on_a_maker_the_first_paragraph_says_what_the_text_is_about(quote: str, subject: str) -> None:
    assert read(CELLS, published=date(2025, 9, 12))[quote].subject == subject


def test_a_duty_on_cars_that_somebody_builds_is_what_that_one_pays() -> None:
    text = "The EU levies 17% on electric cars that BYD builds in China and 35.3% on those of SAIC."
    found = read(text)
    assert [found[q].subject for q in ("17%", "35.3%")] == ["BYD", "SAIC"]


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("NIO's rise in October is the work of its main brand, which handed over 19,269 cars.", "19,269 cars", "NIO brand"),
        ("In May Chery exported 93,000 cars, Changan and Geely's Zeekr 41,000 and 12,000, respectively.", "41,000", "Changan"),
        ("In May Chery exported 93,000 cars, Changan and Geely's Zeekr 41,000 and 12,000, respectively.", "12,000", "Zeekr"),
        ("XPeng delivered 35,045 cars in April. Over the first four months taken together it came to 129,053.", "129,053", "XPeng"),
        ("Geely sold 250,000 cars in May.\n\n- Galaxy: 91,000. In April it had sold 88,100.\n- Zeekr: 18,900.\n\nIt exported 30,200.", "30,200", "Geely"),
        ("NIO delivered 40,397 cars in May.\n\n- Onvo: 17,342. On the month it gained 13.7 percent.\n- Firefly: 5,912.", "13.7 percent", "Onvo"),
    ],
)  # fmt: skip
def test_brands_of_a_group_and_of_an_item(text: str, quote: str, who: str) -> None:
    claim = read(text, date(2025, 6, 3))[quote]
    assert claim.subject == who


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("特斯拉中国批发69,129辆。1月全国乘用车厂商批发197.3万辆。", "197.3万辆", "China passenger car market"),
        ("零跑汽车交付70,327台，位居新势力第一，1-11月累计交付536,132台。", "536,132台", "Leapmotor"),
        ("BYD sold 210,051. The five start-ups together delivered 146,000 vehicles.", "146,000 vehicles", "start-ups"),
        (
            "Registrations of new cars in the EU, EFTA and the UK rose to 1,079,563.",
            "1,079,563",
            "Europe passenger car market",
        ),
    ],
)
def test_who_it_is_of(text: str, quote: str, subject: str) -> None:
    assert read(text)[quote].subject == subject


def test_a_rivals_figure_makes_it_nobody_elses_subject() -> None:
    found = read(
        "BYD sold 420,398 cars in December. Electric car sales came to 2,256,714, overtaking Tesla's 1,636,129, and hybrids "
        "to 2,288,709.\n\nOverseas sales surpassed 1 million."
    )
    subjects = {claim.subject for quote, claim in found.items() if quote != "1,636,129"}
    assert (subjects, found["1,636,129"].subject) == ({"BYD"}, "Tesla")


def test_the_total_of_those_counted_is_not_of_one_of_them() -> None:
    found = read(
        "BYD registered 52,030 cars in January 2026. The five makers with a complete set of numbers besides BYD "
        "registered 44,200 cars, against 51,363 in December (13.9% fewer)."
    )
    assert "BYD" not in {found[q].subject for q in ("44,200 cars", "51,363", "13.9%")}


def test_an_old_owner_of_a_site_is_not_spoken_of_further() -> None:
    found = read(
        "BYD sold 1,046,083 cars abroad in 2025. Its plant stands on the site of an old Ford works and cost 5.5 billion reais."
    )
    assert {c.subject for c in found.values()} == {"BYD"}


def test_what_the_total_of_several_is_compared_with_is_theirs_too() -> None:
    found = read(
        "In January 2026 Leapmotor delivered 32,059, XPeng 20,011, NIO 27,182 and Li Auto 27,668. Taken together the "
        "four delivered 106,920 vehicles, against 101,000 twelve months ago, or 5.9% more."
    )
    assert found["101,000"].subject == found["106,920 vehicles"].subject != "Li Auto"
    assert str(found["101,000"].period) == "2025-01"


def test_its_rival_is_the_other_of_the_two_spoken_of() -> None:
    found = read(
        "Tesla stayed ahead of BYD in Europe in 2025. Registrations of the American brand came to 238,656, while those "
        "of its Chinese rival leapt to 187,657 from 50,912."
    )
    assert [found[q].subject for q in ("238,656", "187,657", "50,912")] == ["Tesla", "BYD", "BYD"]


ROUND = (
    "Geely. A good month. 310,428 cars against 307,133 the month before, which is still 24.1% more than last year's 250,136. "
    "Eleven months make 2.79 million. Next year the Hangzhou group wants 3.4 million.\n\n"
    "Changan. 283,000, a tenth more than twelve months back. To get to its goal it needs 330,000 this month.\n\n"
    "Seres. 55,203: the second rise since September, yet 4.7% under the 57,926 it delivered last November.\n\n"
    "SAIC. 461,000. A year earlier the Shanghai company had delivered 478,000, so call it minus 3.6%.\n\n"
    "Huawei's stable of marques handed over 81,900 cars. Snapping at its heels is Leapmotor. The upstart brand sold 70,300."
)


@pytest.mark.parametrize(
    ("quote", "who", "when", "modality"),
    [
        ("310,428 cars", "Geely", "2025-11", Modality.ACTUAL),
        ("307,133", "Geely", "2025-10", Modality.ACTUAL),
        ("250,136", "Geely", "2024-11", Modality.ACTUAL),
        ("2.79 million", "Geely", "2025-01/2025-11", Modality.ACTUAL),
        ("3.4 million", "Geely", "2026", Modality.TARGET),
        ("283,000", "Changan", "2025-11", Modality.ACTUAL),
        ("330,000", "Changan", "2025-12", Modality.ESTIMATE),
        ("55,203", "Seres", "2025-11", Modality.ACTUAL),
        ("57,926", "Seres", "2024-11", Modality.ACTUAL),
        ("461,000", "SAIC", "2025-11", Modality.ACTUAL),
        ("478,000", "SAIC", "2024-11", Modality.ACTUAL),
        ("3.6%", "SAIC", "2025-11", Modality.ACTUAL),
        ("81,900 cars", "HIMA", "2025-11", Modality.ACTUAL),
        ("70,300", "Leapmotor", "2025-11", Modality.ACTUAL),
    ],
)
def test_a_round_of_makers_goes_on_from_one_to_the_next(quote: str, who: str, when: str, modality: Modality) -> None:
    claim = read(f"Deliveries in November\n\n{ROUND}", date(2025, 12, 2))[quote]
    assert (claim.subject, claim.period, claim.modality) == (who, when, modality)


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("BYD fell 5%. It was beaten by Chery, which recalled 8,000 cars in May. That action covered 5,000 SUVs.", "5,000 SUVs", "Chery"),
        ("Aito's parent Seres sold 40,000 cars in May. In June it sold 44,000.", "44,000", "Seres"),
        ("Nio lost ground in May. Kunming-based Yilan slipped to 4,210 cars, and Yilan has 90 stores.", "4,210 cars", "Yilan"),
        ("Customers came for the tax cut, from 28% to 18%. Geely sold 200,000 cars in May.", "200,000 cars", "Geely"),
        ("BYD's profit fell 20% to 5 billion yuan on weaker orders from Tesla and Xiaomi in May.", "5 billion yuan", "BYD"),
        ("Nio swaps. Greenpost, a Danish venture that had raised some $85 million, went under in 2013.", "$85 million", "Greenpost"),
        ("The EU's extra duty is 17% if it is a BYD, 18.8% if a Geely.", "18.8%", "Geely"),
    ],
)  # fmt: skip
def test_whom_a_clause_turns_to(text: str, quote: str, who: str) -> None:
    assert read(text)[quote].subject == who


def test_a_short_month_is_no_name() -> None:
    found = read("Geely sold 206,160 cars in Feb. Jan was 270,167. Mar had better be good.", date(2026, 3, 5))
    assert (found["270,167"].subject, str(found["270,167"].period)) == ("Geely", "2026-01")
