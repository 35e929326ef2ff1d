"""Cells of tables are read with their row, column, caption and note."""

from datetime import date
from decimal import Decimal

import pytest
from flattened_cases import FLATTENED
from table_case import TableCase
from table_cases import LINED

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack


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


def test_slashes_part_the_header_of_lined_up_cells() -> None:
    text = (
        "Targets for 2025\n\nBrand / goal / sold / % of goal\n"
        "Aion   400,000   310,000   77.5\nDeepal   500,000   333,100   66.6\nVoyah   200,000   150,169   75.1\n"
    )
    document = Document("t.txt", text, lang="en", published=date(2026, 1, 8))
    read = {c.quote: (c.kind, c.modality, str(c.period)) for c in extract_claims(document, load_pack())}
    assert read["500,000"] == (Kind.LEVEL, Modality.TARGET, "2025")
    assert read["333,100"] == (Kind.LEVEL, Modality.ACTUAL, "2025")
    assert read["66.6"][:2] == (Kind.SHARE, Modality.ACTUAL)


def test_last_years_column_in_brackets_is_not_negative() -> None:
    text = (
        "Installed batteries\n\nRank / maker / GWh / (2024)\n"
        "1 CATL  333.57  (246.01)\n2 BYD  165.77  (135.02)\n3 CALB  53.61  (36.48)\n"
    )
    document = Document("t.txt", text, lang="en", published=date(2026, 2, 12))
    read = {c.quote: (c.quantity.low, str(c.period)) for c in extract_claims(document, load_pack())}
    assert read["53.61"] == (Decimal("53.61"), "2025")
    assert read["36.48"] == (Decimal("36.48"), "2024")
