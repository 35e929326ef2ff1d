from datetime import date
from decimal import Decimal

import pytest

from tachograph.core.claim import Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Entity, EntityKind, Membership, Metric, Nature, Pack, Term, Unit
from tachograph.core.quantity import Modifier
from tachograph.core.span import Span
from tachograph.llm.grounding import Grounder
from tachograph.llm.schema import Row

ENTITIES = (
    Entity("lumen", "Lumen", EntityKind.MAKER, {"en": ("Lumen", "Lumen Inc"), "zh": ("流明",)}, tickers=("LMN",)),
    Entity("lumen_home", "Lumen Home", EntityKind.BRAND, {"en": ("Lumen Home",)}, parents=(Membership("lumen", "brand_of"),)),
    Entity("umbra", "Umbra", EntityKind.MAKER, {"en": ("Umbra",)}),
    Entity("kettles_cn", "China kettle market", EntityKind.MARKET, {"en": ("China kettle market",)}, home="China"),
    Entity("kettle_office", "Kettle Office", EntityKind.BODY, {"en": ("Kettle Office",)}),
)  # fmt: skip
METRICS = (
    Metric("sales", "sales", "Sold.", "kettle", Nature.FLOW, words={"en": ("sales", "sold")}),
    Metric("revenue", "revenue", "Income.", "CNY", Nature.FLOW, words={"en": ("revenue",), "zh": ("营收",)}),
)
UNITS = (
    Unit("percent", "ratio", {"en": ("percent",)}, ("%",)),
    Unit("percentage_point", "ratio", {"en": ("percentage points",)}),
    Unit("times", "ratio", {"en": ("times",), "zh": ("倍",)}),
    Unit("CNY", "money", {"en": ("yuan",), "zh": ("元",)}, ("¥",)),
    Unit("USD", "money", {"en": ("dollars",), "zh": ("美元",)}, ("$",)),
    Unit("kettle", "count", {"en": ("kettles", "kettle"), "zh": ("台",)}),
    Unit("month", "time", {"en": ("month", "months")}),
    Unit("rank", "rank"),
)
PACK = Pack(
    "small", "Small", {e.id: e for e in ENTITIES}, {m.id: m for m in METRICS}, {u.id: u for u in UNITS},
    segments=(Term("electric", {"en": ("electric",)}),), regions=(Term("China", {"en": ("China",)}), Term("Europe", {"en": ("Europe",)})),
)  # fmt: skip
TEXT = """Lumen Inc. sold 32,000 kettles in May, down 40% from a year earlier, says the Kettle Office.
Its revenue was 1.5 billion yuan ($210 million), after a loss of 3-5 million yuan; a margin of minus 4%.

| Year | Revenue (bn yuan) |
| 2030 | 10.45 |
It ranks third, in 12 tea houses. Jo Miller wants over 100 kettles. Sales doubled. {odd}"""


def grounded(*rows, text=TEXT, title=None):
    document = Document("t.txt", text, title=title, published=date(2031, 6, 2))
    return Grounder(document, PACK, "llm:small").ground(Span(0, len(text)), rows)


def row(quote, value=None, **fields):
    number = None if value is None else Decimal(value)
    return Row(**{"quote": quote, "low": number, "high": number, "unit": "kettle", "kind": Kind.LEVEL, **fields})


def only(*rows, **options):
    (claim,) = grounded(*rows, **options).claims
    return claim


def dropped(*rows, **options):
    done = grounded(*rows, **options)
    assert done.claims == ()
    return list(done.dropped)


def test_a_figure_of_the_text_becomes_a_claim_like_those_of_the_rules():
    sold = only(
        row("32,000 kettles", "32000", subject="LMN", metric="sold", period="2031-05/2031-05", claimant="kettle office",
            region="china", segment="Electric", modality=Modality.ESTIMATE)
    )  # fmt: skip
    start = TEXT.index("32,000")
    assert (sold.span, sold.quote) == (Span(start, start + 14), "32,000 kettles")
    assert (sold.low, sold.high, sold.unit, sold.quantity.precision) == (32000, 32000, "kettle", 1000)
    assert (sold.subject, sold.subject_id, sold.metric, sold.period) == ("Lumen", "lumen", "sales", "2031-05")
    assert (sold.claimant, sold.region, sold.segment, sold.modality) == (
        "Kettle Office",
        "China",
        "electric",
        "estimate",
    )
    assert (sold.extractor, sold.confidence, sold.verdict) == ("llm:small", 0.5, "unchecked")


def test_offsets_are_those_of_the_whole_text_though_a_part_was_asked_about():
    document = Document("t.txt", TEXT)
    part = Span(TEXT.index("| Year"), len(TEXT))
    rows = [row("12 tea houses", "12", unit="tea_house"), row("32,000 kettles", "32000")]
    done = Grounder(document, PACK, "x").ground(part, rows)
    (claim,) = done.claims
    assert claim.span.of(TEXT) == "12 tea houses"
    assert done.dropped == {"quote not in the text": 1}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (row("33,000 kettles", "33000"), "quote not in the text"),
        (row("2,000 kettles", "2000"), "quote not in the text"),
        (row("32,000 kettles", "3200"), "value not that of the quote"),
        (row("32,000 kettles", "-32000"), "value not that of the quote"),
        (row("100 kettles. Sales doubled", "100"), "value not that of the quote"),
        (row("1.5 billion yuan", "1500000", unit="CNY"), "value not that of the quote"),
        (row("tea houses", "1", unit="tea_house"), "value not that of the quote"),
        (row("32,000 kettles", "32000", unit="percent"), "unit not that of the quote"),
        (row("1.5 billion yuan", "1500000000", unit="USD"), "unit not that of the quote"),
        (row("$210 million", "210000000", unit="CNY"), "unit not that of the quote"),
        (row("40%", "-40", unit="percentage_point", kind=Kind.CHANGE), "unit not that of the quote"),
        (row("12 tea houses", "12", unit="shop"), "unit not that of the quote"),
        (row("12 tea houses", "12", unit="<script>alert(1)</script>"), "unit not that of the quote"),
        (row("12 tea houses", "12", unit=""), "unit not that of the quote"),
        (row("third", "3", unit="kettle", kind=Kind.RANK), "unit not that of the quote"),
        (row("32,000 kettles"), "bounds and modifier do not fit"),
        (row("32,000 kettles", "NaN"), "bounds and modifier do not fit"),
        (row("32,000 kettles", "Infinity"), "bounds and modifier do not fit"),
        (row("32,000 kettles", "1e999999999"), "bounds and modifier do not fit"),
        (row("32,000 kettles", "1e-999999999"), "bounds and modifier do not fit"),
        (row("32,000 kettles", "3" * 5000), "bounds and modifier do not fit"),
        (row("32,000 kettles", "32000", modifier=Modifier.BETWEEN), "bounds and modifier do not fit"),
        (row("3-5 million yuan", low=Decimal(3000000), high=Decimal(5000000), unit="CNY"), "bounds and modifier do not fit"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_say_is_dropped_with_the_reason(wrong, why):
    assert dropped(wrong) == [why]


def test_a_range_is_one_claim_with_both_bounds():
    bounds = {"low": Decimal(3000000), "high": Decimal(5000000), "unit": "CNY", "modifier": Modifier.BETWEEN}
    claim = only(row("3-5 million yuan", **bounds))
    assert (claim.low, claim.high, claim.modifier) == (3000000, 5000000, "between")


def test_an_open_side_is_open_however_the_model_gives_it():
    for given in ({"low": Decimal(100)}, {"high": Decimal(100)}, {"low": Decimal(100), "high": Decimal(100)}):
        claim = only(row("100 kettles", modifier=Modifier.OVER, **given))
        assert (claim.low, claim.high) == (100, None)
    claim = only(row("100 kettles", "100", modifier=Modifier.UNDER))
    assert (claim.low, claim.high) == (None, 100)


def test_signs_are_kept_or_added_to_changes_only():
    assert only(row("40%", "-40", unit="percent", kind=Kind.CHANGE)).low == -40
    assert only(row("4%", "-4", unit="percent")).low == -4
    text = "Margin -5%, growth of -7.5%"
    assert only(row("-5%", "-5", unit="percent"), text=text).low == -5
    assert dropped(row("-5%", "5", unit="percent"), text=text) == ["value not that of the quote"]
    assert dropped(row("5%", "5", unit="percent", context="Margin -5%"), text="Margin -5% now") == [
        "value not that of the quote"
    ]


def test_a_cell_takes_the_scale_of_its_table():
    claim = only(row("10.45", "10450000000", unit="CNY"))
    assert (claim.low, claim.quantity.precision) == (Decimal(10450000000), Decimal(10000000))
    assert dropped(row("12", "12000000000", unit="tea_house"), text="Sold 1 billion.\n\nIn 12 tea houses.") == [
        "value not that of the quote"
    ]


def test_words_that_are_figures():
    assert only(row("third", "3", unit="rank", kind=Kind.RANK)).low == 3
    assert only(row("doubled", "100", unit="percent", kind=Kind.CHANGE)).low == 100


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("subject", "Lumen", "Lumen"),
        ("subject", "Lumen Home", "Lumen Home"),  # a brand of what the text names
        ("subject", "jo  miller", "Jo Miller"),
        ("subject", "China kettle market", "China kettle market"),
        ("subject", "Europe kettle market", "Europe kettle market"),
        ("subject", "Umbra", None),
        ("subject", "Lum", None),
        ("subject", "Mars kettle market", None),
        ("subject", "<img src=x onerror=alert(1)>", None),
        ("subject", "Lumen\x1b[31m", None),
        ("subject", "", None),
        ("claimant", "The Kremlin", None),
        ("model", "Model 3", None),
        ("metric", "revenue", "revenue"),
        ("metric", "营收", "revenue"),
        ("metric", "happiness", None),
        ("region", "Europe", "Europe"),
        ("region", "Atlantis", None),
        ("segment", "diesel", None),
        ("period", "2025-Q3", "2025-Q3"),
        ("period", " ../2025-11 ", "../2025-11"),
        ("period", "2025-01/2025-06", "2025-01/2025-06"),
        ("period", "last month", None),
        ("period", "2025-13", None),
        ("period", "9999", None),
        ("period", "0001-01-01/9999", None),
        ("period", "2026/2025", None),
    ],
)
def test_a_field_is_kept_as_the_pack_or_the_text_spells_it_or_emptied(field, given, kept):
    done = grounded(row("32,000 kettles", "32000", **{field: given}))
    (claim,) = done.claims
    assert getattr(claim, field) == kept
    assert dict(done.emptied) == ({field: 1} if kept is None and given else {})


@pytest.mark.parametrize(
    ("kind", "unit", "given", "kept"),
    [
        (Kind.CHANGE, "percent", "2030-05", "2030-05"),
        (Kind.CHANGE, "percent", "the year before", None),
        (Kind.SHARE, "percent", "sales", "sales"),
        (Kind.SHARE, "percent", "Lumen sales", "Lumen sales"),
        (Kind.SHARE, "percent", "sales target", "sales target"),
        (Kind.SHARE, "percent", "China kettle market", "China kettle market"),
        (Kind.SHARE, "percent", "everything there is", None),
        (Kind.LEVEL, "percent", "2030-05", None),
    ],
)
def test_a_basis_is_a_period_or_a_whole(kind, unit, given, kept):
    claim = only(row("40%", "40", unit=unit, kind=kind, basis=given))
    assert claim.basis == kept


def test_the_title_bears_a_name_out():
    assert only(row("32,000 kettles", "32000", subject="umbra"), title="Umbra's rival").subject == "Umbra"


def test_claims_come_in_the_order_of_the_text():
    done = grounded(row("40%", "-40", unit="percent", kind=Kind.CHANGE), row("32,000 kettles", "32000"))
    assert [c.quote for c in done.claims] == ["32,000 kettles", "40%"]
