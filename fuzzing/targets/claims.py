"""Checking of claims that no extraction would make: whatever they say, each gets a verdict that can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from fuzzing import expect
from fuzzing.target import Target, choice
from tachograph.checking import check_claims
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span
from tachograph.packs.loader import load_pack, load_rates
from tachograph.presenting import claimreview, html, json, markdown, text

_T = TypeVar("_T")
_PACK, _RATES = load_pack(), load_rates()
_SHOWN = (text.render, json.render, markdown.render, claimreview.render, html.render)
_BYTES = 12  # of a claim
_MOST = 40  # claims
_SUBJECTS = (
    "NIO", "BYD", "Li Auto", "XPeng", "Leapmotor", "China NEV market", "CPCA", "Tesla", "Borealis", "蔚来", "", None,
)  # fmt: skip
_METRICS = (*list(_PACK.metrics)[:40], "deliveries", "sales", "revenue", "zebras", "", None)
_PERIODS = (
    "2025-12", "2025-11", "2024-12", "2025-Q4", "2025-Q3", "2025", "2024", "2025-H1", "2025-01/2025-11", "../2025-12", "2026",
    "2025-12-31", "2025-02-01/2025-02-23", "1000", "1000-01", "1000-01-01", "2999", "2999-12", "2999-12-31", "2024-02-29", "0000",
    "../1000-01-01", "2000/2025", None,
)  # fmt: skip
_BASES = (*_PERIODS, "deliveries", "sales", "China NEV market", "NIO", "", "2025-13")
_UNITS = ("vehicle", "percent", "percentage_point", "CNY", "USD", "times", "rank", "store", "kWh", "month", "zebra", "")
_EXPONENTS = (0, 0, 0, 1, 3, 4, 6, 8, -1, -2, -3, 18, 60, 400, -60, -400)
_STEPS = (0, 0, 0, 1, 2, 3, 20, -5, -60)
_SEGMENTS = (None, "NEV", "BEV", "passenger", "zebra", "")
_REGIONS = (None, "China", "overseas", "Europe", "zebra", "")
_MODELS = (None, "Model Y", "ET5", "zebra")
_DAYS = (None, date(2026, 1, 1), date(2025, 6, 30), date(1900, 1, 1), date(2199, 12, 31))


def run(data: bytes) -> None:
    """The bytes as the claims of one article, or of two that are checked together."""
    written = [_claim(data[n : n + _BYTES]) for n in range(0, min(len(data), _BYTES * _MOST) - _BYTES + 1, _BYTES)]
    if not written:
        return
    published = _DAYS[choice(data, len(_DAYS))]
    half = len(written) // 2 if data[-1] % 3 == 0 else 0
    some = [_document(part, published, n) for n, part in enumerate((written[half:], written[:half])) if part]
    checked = check_claims(some, _PACK, _RATES)
    for one in checked:
        expect.claims(one.claims, one.document.text, read=False)
        known = {claim.id for claim in one.claims}
        assert all(finding.message and set(finding.judged) & known for finding in one.findings)
    _SHOWN[choice(data[::-1], len(_SHOWN))](checked)


def _document(written: list[Claim], published: date | None, number: int) -> tuple[Document, tuple[Claim, ...]]:
    whole, places = "", []
    for one in written:
        start = len(whole) + len(f"{one.subject}: {one.metric} of ")
        whole += f"{one.subject}: {one.metric} of {one.quote}, {one.period}. "
        places.append(Span(start, start + len(one.quote)))
    document = Document(f"{number}.txt", whole, published=published)
    return document, tuple(
        replace(one, document=document.id, span=place, id="") for one, place in zip(written, places, strict=True)
    )


def _claim(data: bytes) -> Claim:
    of, metric, period, basis, kind, unit, first, second, exponent, loose, where, rest = data
    low: Decimal | None = (Decimal(first * 256 + second) * (-1 if loose & 128 else 1)).scaleb(
        _one(_EXPONENTS, exponent)
    )
    assert low is not None
    high: Decimal | None = low
    if loose & 64:
        high = low + Decimal(rest).scaleb(_one(_EXPONENTS, exponent))
    if loose & 32:
        low, high = (low, None) if loose & 16 else (None, high)
    quote = f"{first * 256 + second}e{_one(_EXPONENTS, exponent)} {_one(_UNITS, unit)}"
    step = Decimal(1).scaleb(_one(_EXPONENTS, exponent) + _one(_STEPS, rest))
    subject = _one(_SUBJECTS, of)
    entity = _PACK.entity_named(subject)
    return Claim(
        document="",
        span=Span(0, 1),
        quote=quote,
        quantity=Quantity(low, high, _one(tuple(Modifier), loose % 16), _one(_UNITS, unit), step),
        kind=_one(tuple(Kind), kind),
        subject=subject,
        subject_id=entity.id if entity else None,
        metric=_one(_METRICS, metric),
        period=_one(_PERIODS, period),
        basis=_one(_BASES, basis),
        modality=_one(tuple(Modality), kind // 16),
        segment=_one(_SEGMENTS, where),
        region=_one(_REGIONS, where // 8),
        model=_one(_MODELS, where // 64),
    )


def _one(options: Sequence[_T], number: int) -> _T:
    return options[number % len(options)]


TARGET = Target("claims", run, _BYTES * _MOST)
