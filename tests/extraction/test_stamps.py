"""Periods in the short forms of tables and sheets."""

import pytest

from tachograph.core.claim import Modality
from tachograph.extraction.times.stamps import stamped


@pytest.mark.parametrize(
    ("cell", "period", "modality"),
    [
        ("2025-01", "2025-01", None),
        ("2025/1", "2025-01", None),
        ("2025.10", "2025-10", None),
        ("202512", "2025-12", None),
        ("2025年1月", "2025-01", None),
        ("2025年1-9月", "2025-01/2025-09", None),
        ("Jan-25", "2025-01", None),
        ("Sept. 2025", "2025-09", None),
        ("2025 Jan-Sep", "2025-01/2025-09", None),
        ("25Q1", "2025-Q1", None),
        ("9M 2025", "2025-01/2025-09", None),
        ("2025E", "2025", Modality.ESTIMATE),
        ("**2026F**", "2026", Modality.FORECAST),
    ],
)
def test_a_cell_is_a_period(cell: str, period: str, modality: Modality | None) -> None:
    found = stamped(cell)
    assert found is not None
    assert (str(found[0]), found[1]) == (period, modality)


@pytest.mark.parametrize("cell", ["2025", "Jan", "2025-13", "Marina 2025", "Sep-Jan 2025", "1,234", "2025-01-31", ""])
def test_other_cells_are_none(cell: str) -> None:
    assert stamped(cell) is None
