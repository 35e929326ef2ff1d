"""Checked documents made by hand, about makers that do not exist."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument, Evidence, Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span

TEXT = """Lumen grows again
Lumen sold 32,000 cars in May, up 60% from 25,000 a year earlier.

Stores
- Openings: 12 stores in Q4 (5 in September, 7 in October).
| Year | Revenue (bn yuan) |
|---|---|
| 2025 | 10.45 |
Its revenue was 10.45 billion yuan, it says, and it wants over 100 stores."""


def figure(
    document, quote, low, *, nth=0, high="same", unit="vehicle", kind=Kind.LEVEL, modifier=Modifier.EXACTLY, **of
):
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(quote, start + 1)
    low = None if low is None else Decimal(low)
    high = low if high == "same" else None if high is None else Decimal(high)
    quantity = Quantity(low, high, modifier, unit, Decimal(1))
    return Claim(document.id, Span(start, start + len(quote)), quote, quantity, kind, **of)


def lumen(source="lumen.txt", published=date(2025, 6, 2)):
    document = Document(source, TEXT, title="Lumen grows again", published=published)
    sales = {"subject": "Lumen", "metric": "sales"}
    now = figure(document, "32,000 cars", "32000", period="2025-05", verdict=Verdict.CONSISTENT, **sales)
    growth = figure(
        document,
        "60%",
        "60",
        unit="percent",
        kind=Kind.CHANGE,
        period="2025-05",
        basis="2024-05",
        verdict=Verdict.CONTRADICTED,
        **sales,
    )
    before = figure(document, "25,000", "25000", period="2024-05", verdict=Verdict.CONSISTENT, **sales)
    opened = {"subject": "Lumen", "metric": "store_openings", "unit": "store"}
    whole = figure(document, "12 stores", "12", period="2025-Q4", verdict=Verdict.CONFIRMED, **opened)
    five = figure(document, "5", "5", nth=1, period="2025-09", verdict=Verdict.CONFIRMED, **opened)
    seven = figure(document, "7", "7", period="2025-10", verdict=Verdict.CONFIRMED, **opened)
    revenue = {"subject": "Lumen", "metric": "revenue", "unit": "CNY", "period": "2025"}
    cell = figure(document, "10.45", "10.45e9", **revenue)
    stated = figure(document, "10.45 billion yuan", "10.45e9", verdict=Verdict.IMPLAUSIBLE, **revenue)
    aim = figure(
        document,
        "100 stores",
        "100",
        high=None,
        unit="store",
        modifier=Modifier.OVER,
        subject="Lumen",
        metric="stores",
        modality=Modality.TARGET,
    )
    ratio = Interval(Fraction(31995, 25005), Fraction(32005, 24995))
    findings = (
        Finding(
            "scale",
            Verdict.IMPLAUSIBLE,
            (stated.id, cell.id),
            "A filing gives a tenth of this.",
            (Step("10.45 billion / 1.045 billion", Interval.exactly(10), (stated.id,)),),
            (Evidence("https://example.org/filing.pdf", "1,045 million yuan", "2026-03", "Lumen revenue 2025"),),
            (Repair(stated.id, "value", "10450000000", "1.045e9"),),
        ),
        Finding(
            "growth",
            Verdict.CONTRADICTED,
            (growth.id, now.id, before.id),
            "32,000 is 28% more than 25,000, not 60%.",
            (Step("(32,000 / 25,000 - 1) in percent", (ratio - Interval.exactly(1)).scale(100), (now.id, before.id)),),
            (),
            (Repair(growth.id, "value", "60", "28"), Repair(growth.id, "period", "2025-05", "2025-04")),
        ),
        Finding("sum_of_parts", Verdict.CONFIRMED, (whole.id, five.id, seven.id), "5 + 7 = 12."),
    )
    return CheckedDocument(document, (now, growth, before, whole, five, seven, cell, stated, aim), findings)


def hostile():
    """A document in which every string tries to break out."""
    bad = "<script>alert(1)</script>\"'&amp;`|*[x](javascript:alert(2))"
    text = f"{bad} sold <b>5</b> cars\x1b[31m\u202egnp\n{{{{ 7*7 }}}} </script>"
    document = Document("javascript:alert(3)", text, title=bad, outlet=bad)
    claim = figure(document, "<b>5</b> cars", "5", subject=bad, metric=bad, period=bad, verdict=Verdict.CONTRADICTED)
    finding = Finding(
        "growth",
        Verdict.CONTRADICTED,
        (claim.id,),
        bad,
        (Step(bad, Interval.exactly(1)),),
        (Evidence("javascript:alert(4)", bad, bad, bad), Evidence('https://e.org/"><script>alert(5)</script>', bad)),
        (Repair(claim.id, "value", bad, bad), Repair(claim.id, bad, bad, bad)),
    )
    return CheckedDocument(document, (claim,), (finding,))


def chinese():
    text = "小米6月交付2.5万辆，同比增长60%。"
    document = Document("zh.txt", text, lang="zh")
    sold = figure(document, "2.5万辆", "25000", subject="Xiaomi Auto", verdict=Verdict.CONFIRMED)
    up = figure(document, "60%", "60", unit="percent", kind=Kind.CHANGE, verdict=Verdict.UNCHECKED)
    return CheckedDocument(document, (sold, up), ())


def huge(size=10_000_000):
    """One line of ``size`` code points with one contradicted figure in the middle."""
    half = "word " * (size // 10)
    document = Document("huge.txt", f"{half}7 cars {half}")
    claim = figure(document, "7 cars", "7", verdict=Verdict.CONTRADICTED)
    finding = Finding("growth", Verdict.CONTRADICTED, (claim.id,), "Not seven.")
    return CheckedDocument(document, (claim,), (finding,))


def bare(text, *quotes):
    """A document with unchecked figures and no finding."""
    document = Document("bare.txt", text)
    return CheckedDocument(document, tuple(figure(document, quote, "1") for quote in quotes), ())


def with_text(checked, text):
    """The same document with other text, its claims left where they stand."""
    return replace(checked, document=replace(checked.document, text=text))
