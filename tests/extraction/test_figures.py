"""What a figure says: value, bounds, modifier, unit, span."""

from decimal import Decimal

import pytest
from smalllexicon import LEXICON

from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.extraction.numbers.figures import Figure, Form, find_figures


def one(text: str) -> Figure:
    figures = find_figures(text, LEXICON)
    assert len(figures) == 1, [f.span.of(text) for f in figures]
    return figures[0]


def bounds(figure: Figure) -> tuple[str | None, str | None]:
    return tuple(None if b is None else f"{b.normalize():f}" for b in (figure.low, figure.high))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28,277", "28277"),
        ("1,024,800", "1024800"),
        ("3,00,000", "300000"),
        ("91\u202f200", "91200"),
        ("91 200 units", "91200"),
        ("1.234.567 units", "1234567"),
        ("0.326", "0.326"),
        ("361k", "361000"),
        ("1,922K", "1922000"),
        ("2.293M", "2293000"),
        ("4.1B", "4100000000"),
        ("26bn", "26000000000"),
        ("1.4 trn", "1400000000000"),
        ("1.2m cars", "1200000"),
        ("3,4 million", "3400000"),
        ("one million", "1000000"),
        ("a million units", "1000000"),
        ("half a million", "500000"),
        ("a dozen cities", "12"),
        ("twenty-two cities", "22"),
        ("two hundred and fifty thousand", "250000"),
        ("２２.１０６７万辆", "221067"),
        ("1131.2億元", "113120000000"),
        ("三千二百万元", "32000000"),
        ("两万五台", "25000"),
        ("一亿元", "100000000"),
        ("139.0萬(wàn)輛", "1390000"),
    ],
)
def test_reads_a_number_however_it_is_written(text, value):
    assert bounds(one(text)) == (value, value)


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("about 300", Modifier.ABOUT, "300", "300"),
        ("~40,000", Modifier.ABOUT, "40000", "40000"),
        ("约200亿元", Modifier.ABOUT, "20000000000", "20000000000"),
        ("700万辆左右", Modifier.ABOUT, "7000000", "7000000"),
        ("10,000 or so", Modifier.ABOUT, "10000", "10000"),
        ("more than 50 stores", Modifier.OVER, "50", None),
        ("45,000+", Modifier.OVER, "45000", None),
        ("400-plus cities", Modifier.OVER, "400", None),
        ("sales passed 300,000", Modifier.OVER, "300000", None),
        ("exceeded the 1 million mark", Modifier.OVER, "1000000", None),
        ('the "60,000" tier', Modifier.OVER, "60000", None),
        ("60 days or more", Modifier.OVER, "60", None),
        (">=36%", Modifier.OVER, "36", None),
        ("逾2萬輛", Modifier.OVER, "20000", None),
        ("20余万辆", Modifier.OVER, "200000", None),
        ("30多家门店", Modifier.OVER, "30", None),
        ("10月过万", Modifier.OVER, "10000", None),
        ("增长75%以上", Modifier.OVER, "75", None),
        ("up to 15,000 people", Modifier.UNDER, None, "15000"),
        ("within three kilometers", Modifier.UNDER, None, "3"),
        ("less than a year", Modifier.UNDER, None, "1"),
        ("不到5万辆", Modifier.UNDER, None, "50000"),
        ("nearly 1.5 million", Modifier.NEARLY, "1500000", "1500000"),
        ("just under €19,000", Modifier.NEARLY, "19000", "19000"),
        ("almost doubled", Modifier.NEARLY, "100", "100"),
        ("近30%", Modifier.NEARLY, "30", "30"),
        ("more than the 25,681 of April", Modifier.EXACTLY, "25681", "25681"),
        ("handed over 7,506 units", Modifier.EXACTLY, "7506", "7506"),
        ("it adds up to 392,489", Modifier.EXACTLY, "392489", "392489"),
        ("over four years", Modifier.EXACTLY, "4", "4"),
        ("经过3年", Modifier.EXACTLY, "3", "3"),
    ],
)
def test_bounds_follow_the_loosening_word(text, modifier, low, high):
    figure = one(text)
    assert (figure.modifier, *bounds(figure)) == (modifier, low, high)


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("grow 10-15% more", "10-15%", "10", "15"),
        ("0.456–0.489", "0.456–0.489", "0.456", "0.489"),
        ("between 2% and 3%", "2% and 3%", "2", "3"),
        ("an annual rise of between 30 and 35 percent", "30 and 35 percent", "30", "35"),
        ("550,000 to 600,000", "550,000 to 600,000", "550000", "600000"),
        ("28 percent to 40 percent", "28 percent to 40 percent", "28", "40"),
        ("RMB 8.5 billion to RMB 9 billion", "RMB 8.5 billion to RMB 9 billion", "8500000000", "9000000000"),
        ("$1.2-1.5 billion", "$1.2-1.5 billion", "1200000000", "1500000000"),
        ("one or two years", "one or two years", "1", "2"),
        ("800-1000亿元", "800-1000亿元", "80000000000", "100000000000"),
        ("12.5万至13.2万辆", "12.5万至13.2万辆", "125000", "132000"),
        ("12.98万-17.98万元", "12.98万-17.98万元", "129800", "179800"),
    ],
)
def test_a_range_is_one_figure(text, quote, low, high):
    figure = one(text)
    assert (figure.span.of(text), figure.modifier, *bounds(figure)) == (quote, Modifier.BETWEEN, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "raised from 10% to 35%",
        "fell 20 percent to 15 percent",
        "rose 5,000 to 20,000",
        "went up from 12,000+ to 31,000+",
        "grew from 42,094 - 58,543 of them",
    ],
)
def test_a_change_and_its_result_are_two(text):
    assert len(find_figures(text, LEXICON)) == 2


def test_a_range_with_conversions_is_two_ranges_that_interleave():
    text = "between approximately RMB 7 billion (about USD 1 billion) and RMB 12 billion (about USD 1.72 billion)"
    first, second = find_figures(text, LEXICON)
    assert first.span.of(text) == "RMB 7 billion (about USD 1 billion) and RMB 12 billion"
    assert second.span.of(text) == "USD 1 billion) and RMB 12 billion (about USD 1.72 billion"
    assert bounds(first) == ("7000000000", "12000000000")
    assert bounds(second) == ("1000000000", "1720000000")


def test_a_scale_word_said_once_holds_for_the_row():
    text = "at 18 and 14.7 million units, down from 17.1 to 10.5 million; 184.8/131.4/48.2 万辆"
    assert [bounds(f)[0] for f in find_figures(text, LEXICON)] == [
        "18000000", "14700000", "17100000", "10500000", "1848000", "1314000", "482000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "signed"),
    [
        ("a change of -12.4%", "-12.4", -1),
        ("(−29.4%)", "-29.4", -1),
        ("+9.8%", "9.8", 1),
        ("plus 36 percent", "36", 1),
        ("minus 5%", "-5", -1),
        ("negative $221 million", "-221000000", -1),
        ("RMB -1.2 billion", "-1200000000", -1),
        ("a loss of RMB (0.42)", "-0.42", -1),
        ("(1.4)%", "-1.4", -1),
        ("28,364 (0.03)", "-0.03", -1),
        ("rose (85%)", "85", 0),
        ("10 –15", "15", 0),
    ],
)
def test_only_written_signs_count(text, value, signed):
    figure = find_figures(text, LEXICON)[-1]
    if figure.modifier is Modifier.BETWEEN:
        assert bounds(figure)[1] == value
    else:
        assert bounds(figure)[0] == value
    assert figure.signed == signed


@pytest.mark.parametrize(
    ("text", "form", "value", "unit"),
    [
        ("sales doubled", Form.MULTIPLE, "100", "percent"),
        ("it tripled", Form.MULTIPLE, "200", "percent"),
        ("volume halved", Form.MULTIPLE, "-50", "percent"),
        ("a three-fold jump", Form.MULTIPLE, "200", "percent"),
        ("销量翻倍", Form.MULTIPLE, "100", "percent"),
        ("翻了两番", Form.MULTIPLE, "300", "percent"),
        ("means to double its sales abroad", Form.MULTIPLE, "100", "percent"),
        ("3.6x R&D", Form.MULTIPLE, "3.6", "times"),
        ("four times the rate", Form.MULTIPLE, "4", "times"),
        ("升1.98倍", Form.MULTIPLE, "1.98", "times"),
        ("half of the staff", Form.FRACTION, "50", "percent"),
        ("about a third", Form.FRACTION, "33.3333", "percent"),
        ("by two-thirds", Form.FRACTION, "66.6667", "percent"),
        ("two in five buyers", Form.FRACTION, "40", "percent"),
        ("almost a quarter of output", Form.FRACTION, "25", "percent"),
        ("的1/3", Form.FRACTION, "33.3333", "percent"),
        ("占比近三分之一", Form.FRACTION, "33.3333", "percent"),
        ("约占两成", Form.PERCENT, "20", "percent"),
        ("三成半", Form.PERCENT, "35", "percent"),
        ("百分之二十", Form.PERCENT, "20", "percent"),
        ("17.3 per cent", Form.PERCENT, "17.3", "percent"),
        ("26.7%%", Form.PERCENT, "26.7", "percent"),
        ("year-on-year9%", Form.PERCENT, "9", "percent"),
        ("4.8 percentage points", Form.POINTS, "4.8", "percentage_point"),
        ("margin was better by 4.5 points", Form.POINTS, "4.5", "percentage_point"),
        ("0.7 of a percentage point", Form.POINTS, "0.7", "percentage_point"),
        ("half a percentage point", Form.POINTS, "0.5", "percentage_point"),
        ("420 basis points", Form.POINTS, "420", "basis_point"),
        ("the index fell 1.8 points", Form.POINTS, "1.8", "point"),
        ("2.5個百分點", Form.POINTS, "2.5", "percentage_point"),
        ("ranked second", Form.ORDINAL, "2", "rank"),
        ("12th place", Form.ORDINAL, "12", "rank"),
        ("its second-best month", Form.ORDINAL, "2", "rank"),
        ("the No. 1 exporter", Form.ORDINAL, "1", "rank"),
        ("销量第一", Form.ORDINAL, "1", "rank"),
        ("零跑居首", Form.ORDINAL, "1", "rank"),
        ("third straight monthly fall", Form.ORDINAL, "3", "month"),
        ("the second month in a row", Form.ORDINAL, "2", "month"),
        ("US$2.86 billion", Form.MONEY, "2860000000", "USD"),
        ("RMB8.53 billion", Form.MONEY, "8530000000", "CNY"),
        ("10.45 billion yuan", Form.MONEY, "10450000000", "CNY"),
        ("HK$131.50", Form.MONEY, "131.5", "HKD"),
    ],
)
def test_forms(text, form, value, unit):
    figure = one(text)
    assert (figure.form, bounds(figure)[0], figure.unit) == (form, value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("at least double-digit growth", "10", None), ("single-digit growth", None, "10")]
)
def test_vague_words_bound_a_percentage(text, low, high):
    figure = one(text)
    assert (figure.form, figure.unit, *bounds(figure)) == (Form.VAGUE, "percent", low, high)


def test_top_five_is_the_fifth_or_better():
    figure = one("back in the top five")
    assert (figure.form, *bounds(figure)) == (Form.ORDINAL, None, "5")


@pytest.mark.parametrize(
    ("text", "quote", "unit", "noun"),
    [
        ("28,277 handovers", "28,277 handovers", "vehicle", "handovers"),
        ("a 1,000‑volt platform", "1,000‑volt", "V", "volt"),
        ("a 77-kWh pack", "77-kWh", "kWh", "kWh"),
        ("the 500,000th vehicle", "500,000th vehicle", "vehicle", "vehicle"),
        ("its 10 millionth EV", "10 millionth EV", "vehicle", "EV"),
        ("71 new stores", "71 new stores", "store", "stores"),
        ("12 more cities", "12 more cities", "city", "cities"),
        ("38,900 Model 3 units", "38,900", "vehicle", "units"),
        ("20 car dealerships", "20 car dealerships", "dealer", "dealerships"),
        ("806 sales stores", "806 sales stores", "store", "stores"),
        ("1,200 laid-off workers", "1,200", "person", "workers"),
        ("三個品牌", "三個品牌", "brand", "個品牌"),
        ("门店新增32家", "32家", "store", "家"),
        ("三家仍在前列", "三家", "maker", "家"),
    ],
)
def test_the_noun_gives_the_unit(text, quote, unit, noun):
    figure = one(text)
    assert (figure.span.of(text), figure.unit, figure.noun) == (quote, unit, noun)


def test_an_unknown_plural_counts_itself():
    figure = one("112,000 at 34 sites."[11:])
    assert (figure.unit, figure.known, figure.noun) == ("site", False, "sites")


def test_a_verb_is_no_noun():
    assert one("September's 652,000 beats the record").unit is None


def test_the_noun_tells_the_segment():
    assert one("7,506 NEVs").segment == "nev"


@pytest.mark.parametrize(
    ("text", "per", "full"),
    [
        ("up to 300,000 cars a year", "year", "up to 300,000 cars a year"),
        ("$115 per kWh", "kWh", "$115 per kWh"),
        ("nearly 60,000 a day", "day", "nearly 60,000 a day"),
        ("600,000 people yearly", "year", "600,000 people yearly"),
        ("about 50 yuan each", "each", "about 50 yuan each"),
    ],
)
def test_rates(text, per, full):
    figure = one(text)
    assert (figure.per, figure.full.of(text)) == (per, full)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("41.6%", "0.1"),
        ("39,000", "1000"),
        ("2.1 million", "100000"),
        ("675K", "1000"),
        ("4 million", "100000"),
        ("22.1067万辆", "1"),
    ],
)
def test_precision_is_the_step_of_the_last_meant_digit(text, step):
    assert one(text).precision == Decimal(step)


def test_offsets_count_code_points_in_any_script():
    text = "🚗🚗 İstanbul: 零跑（9863）以28,067輛居首，按年多11%"
    assert [f.span.of(text) for f in find_figures(text, LEXICON)] == ["28,067輛", "居首", "11%"]
    assert find_figures(text, LEXICON)[0].span == Span(22, 29)
