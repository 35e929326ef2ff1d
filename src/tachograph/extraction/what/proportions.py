"""Percentages that stand beside amounts in one proportion: the shares of a list, "1. CATL: 31.2 GWh, 41.6%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.vocabulary import Sort, sells

_BESIDE = re.compile(r"\s?[，,、;；(（/|:：]?\s?")
_APART = 80  # characters between two rows of a list
_AMOUNTS = (Form.NUMBER, Form.UNIT, Form.MONEY)
_FEW = 3  # rows, for there to be a proportion
_SPREAD = Decimal("1.3")  # amounts that are all alike might as well have grown alike
_ROUNDED, _NEAR = Decimal("0.12"), Decimal("0.02")
_ALL = Decimal(101)

_Pair = tuple[Draft, Draft]


def mark_shares(text: str, drafts: list[Draft], pack: Pack) -> None:
    """Make shares of the bare percentages of a list that are in one proportion to the amounts before them.

    Rates of growth are not in proportion to what grew, and shares of one whole add up to no more than all of it.
    """
    for run in _runs(_pairs(text, drafts)):
        if not _is_proportion(run):
            continue
        for level, share in run:
            sellers = [m for m in level.sentence.of_sort(Sort.ENTITY) if m.span.end <= level.span.start]
            share.kind = Kind.SHARE
            if sellers and sells(pack.entities[sellers[-1].key]) and "market_share" in pack.metrics:
                share.metric = "market_share"


def _pairs(text: str, drafts: list[Draft]) -> Iterator[_Pair]:
    """Each amount with the bare percentage right behind it."""
    for level, share in pairwise(drafts):
        told = share.figure.form is Form.PERCENT and not share.figure.signed and share.kind is None
        amount = level.unit != "percent" and level.figure.form in _AMOUNTS and level.low is not None
        here = level.sentence.block == share.sentence.block and "table" not in share.fixed
        if told and amount and here and _BESIDE.fullmatch(text, level.span.end, share.figure.full.start):
            yield level, share


def _runs(pairs: Iterator[_Pair]) -> Iterator[list[_Pair]]:
    """The pairs that follow each other closely and count the same."""
    run: list[_Pair] = []
    for pair in pairs:
        if run and (pair[0].span.start - run[-1][1].span.end > _APART or pair[0].unit != run[-1][0].unit):
            yield run
            run = []
        run.append(pair)
    yield run


def _is_proportion(run: list[_Pair]) -> bool:
    rows = [(a.low, b.low) for a, b in run if a.low is not None and b.low is not None and a.low > 0 and b.low > 0]
    if len(rows) < max(_FEW, len(run)):
        return False
    levels, shares = [a for a, _ in rows], [b for _, b in rows]
    if max(levels) < _SPREAD * min(levels) or sum(shares) > _ALL:
        return False
    part = sum(shares, Decimal(0)) / sum(levels, Decimal(0))
    return all(abs(share - part * level) <= max(_ROUNDED, _NEAR * share) for level, share in rows)
