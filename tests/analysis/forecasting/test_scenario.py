import numpy as np
import pytest
from tests.analysis.forecasting.made import maker

from tachograph.analysis.forecasting.scenario import applied, assumptions
from tachograph.analysis.forecasting.study import Paths
from tachograph.core.errors import SourceError
from tachograph.core.scenario import LostMonth, Ramp, TaxStep


@pytest.fixture
def paths():
    series = maker("one", 1)  # to December 2025
    return Paths(series, series.last, np.full(12, 100.0), np.full((5, 12), 100.0))


def test_a_tax_step_moves_sales_to_the_months_before_and_loses_none(paths):
    found = applied(paths, [TaxStep("2026-07", pulled=0.2, reach=2)])
    assert found.points[4:8] == pytest.approx([110, 120, 80, 90])
    assert found.points.sum() == pytest.approx(1200)
    assert found.draws[0] == pytest.approx(found.points)


def test_a_lasting_loss_begins_with_the_step(paths):
    found = applied(paths, [TaxStep("2026-07", pulled=0, lasting=0.1)])
    assert found.points == pytest.approx([100] * 6 + [90] * 6)


def test_a_step_in_the_first_month_takes_nothing_from_months_that_are_over(paths):
    assert applied(paths, [TaxStep("2026-01")]).points == pytest.approx([100] * 12)


def test_a_lost_month_is_made_up_for_in_part(paths):
    found = applied(paths, [LostMonth("2026-03", lost=1, recovered=0.5, over=2)])
    assert found.points[2:6] == pytest.approx([0, 125, 125, 100])


def test_a_ramp_climbs_evenly_and_takes_from_the_other_models(paths):
    found = applied(paths, [Ramp("2026-09", peak=80, months=2, taken=0.25)])
    assert found.points[7:] == pytest.approx([100, 130, 160, 160, 160])


def test_changes_follow_one_another(paths):
    both = applied(paths, [LostMonth("2026-02"), Ramp("2026-06", peak=10)])
    assert both.points == pytest.approx(
        applied(applied(paths, [LostMonth("2026-02")]), [Ramp("2026-06", peak=10)]).points
    )


@pytest.mark.parametrize(
    "change",
    [TaxStep("2027-01"), TaxStep("2025-12"), TaxStep("soon"), TaxStep("2026-05", pulled=2), TaxStep("2026-05", reach=0),
     LostMonth("2026-05", lost=-1), LostMonth("2026-05", over=0), Ramp("2026-05", peak=-1), Ramp("2026-05", 5, taken=2)],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_line(paths, change):
    with pytest.raises(SourceError, match=change.at):
        applied(paths, [change])


def test_every_number_is_an_assumption_and_says_whether_it_was_chosen():
    changes = [TaxStep("2026-07", pulled=0.3), Ramp("2026-05", peak=8000)]
    found = assumptions(changes, [frozenset({"pulled"}), frozenset({"peak"})])
    assert [(a.change, a.value, a.default) for a in found] == [
        ("tax-step 2026-07", "0.3", False), ("tax-step 2026-07", "2", True), ("tax-step 2026-07", "0", True),
        ("ramp 2026-05", "8000", False), ("ramp 2026-05", "6", True), ("ramp 2026-05", "0.2", True),
    ]  # fmt: skip
