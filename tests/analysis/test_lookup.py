from dataclasses import replace
from fractions import Fraction

from tests.analysis.figures import known, over, rate, table

from tachograph.analysis.stated import modifier_of
from tachograph.analysis.table import Scope
from tachograph.core.estimate import Status
from tachograph.core.finding import Step
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier

AURORA = Scope("aurora", "deliveries")
JANUARY, YEAR_BEFORE = Period.parse("2026-01"), Period.parse("2025-01")


def test_a_change_is_computed_from_the_ledger():
    found = table(known("aurora", "2026-01", 150), known("aurora", "2025-01", 100)).change(AURORA, JANUARY, YEAR_BEFORE)
    assert found is not None
    assert (found.value, found.differs, found.base is not None) == (Fraction(1, 2), False, True)


def test_a_fall_is_negative():
    found = table(known("aurora", "2026-01", 80), known("aurora", "2025-01", 100)).change(AURORA, JANUARY, YEAR_BEFORE)
    assert found is not None
    assert found.value == Fraction(-1, 5)


def test_a_published_rate_that_differs_is_flagged():
    rates = (rate("aurora", "2026-01", "72", "2025-01"),)
    both = (known("aurora", "2026-01", 34749), known("aurora", "2025-01", 21181))
    found = table(*both, said=rates).change(AURORA, JANUARY, YEAR_BEFORE)
    assert found is not None
    assert (round(float(found.value), 3), found.differs) == (0.641, True)
    right = table(*both, said=(rate("aurora", "2026-01", "64.1", "2025-01"),)).change(AURORA, JANUARY, YEAR_BEFORE)
    assert right is not None
    assert not right.differs


def test_without_a_base_the_published_rate_is_all_there_is():
    found = table(known("aurora", "2026-01", 150), said=(rate("aurora", "2026-01", "50", "2025-01"),))
    change = found.change(AURORA, JANUARY, YEAR_BEFORE)
    assert change is not None
    assert (change.value, change.base) == (Fraction(1, 2), None)


def test_unknown_is_not_zero():
    empty = table(known("aurora", "2026-01", 150))
    assert empty.change(AURORA, JANUARY, YEAR_BEFORE) is None
    assert empty.level(AURORA, "2025-12") is None
    zero = table(known("aurora", "2026-01", 150), known("aurora", "2025-01", 0)).change(AURORA, JANUARY, YEAR_BEFORE)
    assert zero is None


def test_loose_months_add_up_to_a_loose_quarter():
    months = (over("aurora", "2025-10", 40, 44), over("aurora", "2025-11", 40, 44), known("aurora", "2025-12", 50))
    found = table(*months).level(AURORA, "2025-Q4")
    assert found is not None
    assert (found.value, found.interval.high, found.status) == (130, 138, Status.DERIVED)
    assert found.derivation[0].text == "40 (2025-10) + 40 (2025-11) + 50 (2025-12) = 130 (2025-Q4)"
    assert modifier_of(found) is Modifier.OVER


def test_a_missing_month_is_not_taken_for_nothing():
    assert table(known("aurora", "2025-10", 40), known("aurora", "2025-12", 50)).level(AURORA, "2025-Q4") is None


def test_the_sources_of_a_calculated_figure_are_those_of_its_parts():
    ledger = table(over("aurora", "2025-11", 40, 44), over("aurora", "2025-12", 40, 44))
    found = ledger.level(AURORA, "2025-11/2025-12")
    assert found is not None
    assert [o.period for o in ledger.sources(found)] == ["2025-11", "2025-12"]


def test_a_base_that_is_only_known_by_the_rate_proves_nothing():
    step = Step("150 / (1 + 50%) = 100")
    base = replace(known("aurora", "2025-01", 100, status=Status.DERIVED), derivation=(step,))
    published = rate("aurora", "2026-01", "50", "2025-01", source="https://rate.example")
    ledger = table(known("aurora", "2026-01", 150), base, said=(published,))
    found = ledger.change(AURORA, JANUARY, YEAR_BEFORE)
    assert found is not None
    assert (found.base, found.published) == (None, (published,))
    assert {o.source for o in ledger.sources(base)} == {"https://rate.example", "https://one.example"}
