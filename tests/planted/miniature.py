"""An annotated article about makers that do not exist, small enough to see what ties its figures."""

from datetime import date

from benchmarks.checking.articles import Article

from tachograph.core.document import Document

TEXT = (
    "Lumen sold 32,016 cars in May, up 60.0% from 20,010. Of these, 8,004, or 25.0%, were Glow and 24,012 Gleam. "
    "Vesper, with 28,500, came second. The two makers aim high. Lumen's 32,016 were worth RMB4.8 billion."
)
ZH = "流明6月交付2.5万辆，同比增长60%，环比下降5%。"


def row(quote, low, *, nth=0, text=TEXT, **fields):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    usual = {
        "low": low, "high": low, "modifier": "exactly", "unit": "vehicle", "kind": "level", "subject": "Lumen",
        "metric": "sales", "period": "2025-05", "basis": None, "modality": "actual", "claimant": None, "model": None,
        "region": None, "segment": None,
    }  # fmt: skip
    return {"start": start, "end": start + len(quote), **usual, **fields}


ROWS = (
    row("32,016 cars", 32016),
    row("60.0%", 60.0, unit="percent", kind="change", basis="2024-05"),
    row("20,010", 20010, period="2024-05"),
    row("8,004", 8004, nth=0, model="Glow"),
    row("25.0%", 25.0, unit="percent", kind="share", model="Glow", basis="sales"),
    row("24,012", 24012, model="Gleam"),
    row("28,500", 28500, subject="Vesper"),
    row("second", 2, unit="rank", kind="rank", subject="Vesper"),
    row("two makers", 2, unit="maker", kind="count", subject="makers"),
    row("32,016", 32016, nth=1),
    row("RMB4.8 billion", 4_800_000_000, unit="CNY", metric="revenue"),
)
GROWTH, SUM, SHARE, RANK, COUNT = (1, 0, 2), (0, 3, 5), (4, 3, 0), (7, 6, 0), (8, 0, 6)
FINDINGS = (
    {"rule": "growth", "verdict": "confirmed", "claims": list(GROWTH)},
    {"rule": "sum_of_parts", "verdict": "confirmed", "claims": list(SUM)},
    {"rule": "share", "verdict": "confirmed", "claims": list(SHARE)},
    {"rule": "rank", "verdict": "confirmed", "claims": list(RANK)},
    {"rule": "enumeration", "verdict": "confirmed", "claims": list(COUNT)},
)
ZH_ROWS = (
    row("2.5万辆", 25000, text=ZH, period="2025-06", metric="deliveries"),
    row("60%", 60.0, text=ZH, unit="percent", kind="change", basis="2024-06", period="2025-06", metric="deliveries"),
    row("5%", -5.0, text=ZH, unit="percent", kind="change", basis="2025-05", period="2025-06", metric="deliveries"),
)


def lumen(findings=FINDINGS, rows=ROWS):
    return Article("lumen", "dev", Document("lumen.txt", TEXT, published=date(2025, 6, 2)), rows, findings)


def chinese():
    return Article("zh", "dev", Document("zh.txt", ZH, published=date(2025, 7, 1), lang="zh"), ZH_ROWS)
