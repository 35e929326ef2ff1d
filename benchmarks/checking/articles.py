"""The clean articles: those of whose figures the annotators doubted none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from evaluation.articles import articles_of

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.span import Span
from tachograph.packs.loader import load_pack
from tachograph.scoring import GoldArticle

Row = Mapping[str, Any]
SETS = {"dev": ("gold/dev",), "others": ("fresh", "unseen", "varied")}
"""What is reported apart, and the sets of ``evaluation`` that it is made of; ``blind`` takes no part."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TENTHS = re.compile(r"^[一二三四五六七八九两兩]成$")


@dataclass(frozen=True)
class Article:
    """A text with its annotated claims (rows of the annotation guide) and what the annotators confirmed of them."""

    id: str
    set: str
    document: Document
    rows: tuple[Row, ...]
    findings: tuple[Row, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The rows as claims, in the same order."""
        return claims_of(self.document, self.rows)

    @property
    def text(self) -> str:
        return self.document.text

    def quote(self, index: int) -> str:
        """The figure of a claim as written."""
        return self.text[self.rows[index]["start"] : self.rows[index]["end"]]


@cache
def clean_articles(name: str) -> tuple[Article, ...]:
    """The articles of ``dev`` or ``others`` whose figures the annotators let stand."""
    golds = [gold for part in SETS[name] for gold in articles_of(part)]
    return tuple(_article(gold, name) for gold in golds if gold.claims and _is_clean(gold))


def _is_clean(gold: GoldArticle) -> bool:
    return all(finding["verdict"] == "confirmed" for finding in gold.findings)


def _article(gold: GoldArticle, name: str) -> Article:
    return Article(gold.id, name, gold.document, gold.claims, gold.findings)


def as_claim(document: Document, row: Row, pack: Pack) -> Claim:
    """An annotated row as the claim that a perfect reader would make of it."""
    span = Span(row["start"], row["end"])
    quote = span.of(document.text)
    entity = pack.entity_named(row["subject"])
    return Claim(
        document.id,
        span,
        quote,
        quantity_of(row, quote),
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


def quantity_of(row: Row, quote: str) -> Quantity:
    """The value of a row, to the step of the last digit that is written."""
    low, high = (None if row[k] is None else Decimal(str(row[k])) for k in ("low", "high"))
    value = low if low is not None else high
    assert value is not None
    return Quantity(low, high, Modifier(row["modifier"]), row["unit"], _precision(quote, value))


def _precision(quote: str, value: Decimal) -> Decimal:
    """The step of the last digit written, in the base unit: the digits' own step times the scale that they stand for."""
    if _TENTHS.match(quote):
        return Decimal(10)
    digits = _DIGITS.search(quote)
    if not digits or not Decimal(digits[0].replace(",", "")):
        return _of_words(value)
    scale = abs(value) / Decimal(digits[0].replace(",", ""))
    exponent = round(float(scale.log10())) if scale else 0
    return stated_precision(digits[0]) * Decimal(1).scaleb(exponent)


def _of_words(value: Decimal) -> Decimal:
    """The step of a number in words: a tenth of what is below one ("half"), else by its zeros."""
    return stated_precision(f"{abs(value):.0f}") if abs(value) >= 1 or not value else Decimal("0.1")


def claims_of(document: Document, rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Rows as claims, with the bundled packs' names."""
    return tuple(as_claim(document, row, load_pack()) for row in rows)
