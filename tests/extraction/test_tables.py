"""Cells of tables are read with their row, column, caption and note."""

from datetime import date

import pytest
from flattened_cases import FLATTENED
from table_case import TableCase
from table_cases import LINED

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(evidence=False)


def _bounds(claim: Claim) -> str:
    low, high = (None if v is None else f"{v.normalize():f}" for v in (claim.low, claim.high))
    return low if low == high and low is not None else f"{low or '-'}..{high or '-'}"


def _said(claim: Claim) -> list[str]:
    fields = (claim.unit, claim.kind, claim.subject, claim.metric, claim.period, claim.modality, claim.basis)
    return [claim.quote, _bounds(claim), *("-" if f is None else str(f) for f in fields)]


@pytest.mark.parametrize("case", [*LINED, *FLATTENED], ids=lambda c: c.name)
def test_cells_are_read_with_their_row_and_column(case: TableCase, pack: Pack) -> None:
    document = Document(
        source="table", text=case.text, title=None, published=date.fromisoformat(case.published), lang=case.lang
    )
    claims = extract_claims(document, pack)
    expected = [[part.strip() for part in line.split("|")] for line in case.cells.strip().splitlines()]
    wrong = [(line, _said(c)) for line, c in zip(expected, claims, strict=False) if not _matches(line, c)]
    assert not wrong
    assert [c.quote for c in claims] == [line[0] for line in expected]


def _matches(line: list[str], claim: Claim) -> bool:
    further = dict(part.split("=") for part in line[9:])
    same = all(want in ("*", got) for want, got in zip(line[:9], _said(claim), strict=True))
    return same and all(getattr(claim, name) == value for name, value in further.items())
