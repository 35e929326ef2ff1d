"""Gold files as documents, claims and findings, for tests that need no extractor."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Gold:
    """An annotated article: ``findings`` as in the file, with claim ids instead of indices."""

    id: str
    document: Document
    claims: tuple[Claim, ...]
    findings: tuple[dict, ...]


def gold_articles(folder: Path = GOLD / "dev", pack: Pack | None = None) -> list[Gold]:
    """Every article of a folder, in the order of the names."""
    return [read_gold(path, pack) for path in sorted(folder.glob("*.json"))]


def read_gold(path: Path, pack: Pack | None = None) -> Gold:
    data = json.loads(path.read_text(encoding="utf-8"))
    published = data["published"] and date.fromisoformat(data["published"])
    document = Document(data["id"], data["text"], data["title"], published=published, lang=data["lang"])
    claims = tuple(as_claim(document, row, pack) for row in data["claims"])
    findings = tuple({**f, "claims": tuple(claims[i].id for i in f["claims"])} for f in data["findings"])
    return Gold(data["id"], document, claims, findings)


def as_claim(document: Document, row: dict, pack: Pack | None = None) -> Claim:
    span = Span(row["start"], row["end"])
    quote = span.of(document.text)
    entity = pack.entity_named(row["subject"]) if pack else None
    return Claim(
        document.id,
        span,
        quote,
        _quantity(row, quote),
        Kind(row["kind"]),
        row["subject"],
        entity.id if entity else None,
        row["metric"],
        row["period"],
        row["basis"],
        Modality(row["modality"]),
        row["claimant"],
        row["model"],
        row["region"],
        row["segment"],
    )


def _quantity(row: dict, quote: str) -> Quantity:
    low, high = (None if row[k] is None else Decimal(str(row[k])) for k in ("low", "high"))
    return Quantity(
        low, high, Modifier(row["modifier"]), row["unit"], _precision(quote, low if low is not None else high)
    )


def _precision(quote: str, value: Decimal) -> Decimal:
    """The step of the last digit written, in the base unit: the digits' own step times the scale that they stand for."""
    if "成" in quote:
        return Decimal(10)  # tenths
    digits = _DIGITS.search(quote)
    if not digits or not Decimal(digits[0].replace(",", "")):
        return stated_precision(f"{abs(value):.0f}") if value else Decimal(1)
    scale = abs(value) / Decimal(digits[0].replace(",", ""))
    exponent = round(float(scale.log10())) if scale else 0
    return stated_precision(digits[0]) * Decimal(1).scaleb(exponent)
