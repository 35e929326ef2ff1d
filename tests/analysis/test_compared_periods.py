import pytest

from tachograph.analysis.periods import before, months_until, ordinary, pooled, spelt, step, to_date, year_before
from tachograph.core.period import Period


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("2025-01/2025-03", "2025-Q1"), ("2025-01/2025-06", "2025-H1"), ("2025-01/2025-12", "2025"),
        ("2025-01/2025-01", "2025-01"), ("2025-02/2025-04", "2025-02/2025-04"), ("../2025-Q4", "../2025-12"),
        ("2025-06-01", "2025-06-01"), ("2025-Q1/2025-Q3", "2025-01/2025-09"),
    ],
)  # fmt: skip
def test_ordinary_spelling(written, usual):
    assert ordinary(written) == usual


@pytest.mark.parametrize(
    ("period", "earlier", "name"),
    [
        ("2026-01", "2025-12", "MoM"), ("2026-Q1", "2025-Q4", "QoQ"), ("2025-H1", "2024-H2", "HoH"), ("2025", None, ""),
        ("2025-01/2025-11", None, ""), ("../2025-12", None, ""), ("2026-01/2026-02", None, ""),
    ],
)  # fmt: skip
def test_the_period_before(period, earlier, name):
    found = before(Period.parse(period))
    assert (found and str(found), step(Period.parse(period))) == (earlier, name)


def test_year_to_date_and_year_before():
    assert str(to_date(Period.parse("2025-06"))) == "2025-H1"
    assert str(to_date(Period.parse("2025-Q4"))) == "2025"
    assert str(year_before(Period.parse("2024-02"))) == "2023-02"


def test_january_and_february_are_pooled():
    assert str(spelt(pooled(Period.parse("2026-02")))) == "2026-01/2026-02"
    assert str(pooled(Period.parse("2026-03"))) == "2026-03"


def test_the_last_months_cross_the_year():
    assert [str(m) for m in months_until(Period.parse("2026-01"), 3)] == ["2025-11", "2025-12", "2026-01"]
