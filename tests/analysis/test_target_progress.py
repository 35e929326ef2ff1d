from datetime import date
from fractions import Fraction

import pytest
from tests.analysis.figures import known, over, said, table, target
from tests.analysis.reference import reference

from tachograph.analysis.targets import targets
from tachograph.analysis.vintages import vintages
from tachograph.core.claim import Kind, Modality
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier
from tachograph.presenting.targets import text

ROUND = {"precision": "10000"}


def told(*aims):
    return [
        (v.low and int(v.low), v.high and int(v.high), v.move, len(v.said))
        for v in vintages(aims, Period.parse("2026"), table().pack)
    ]


def test_pages_that_repeat_a_target_are_one_vintage_of_the_earliest():
    aims = [
        target("aurora", "2026", 500000, published="2026-03", source="https://b.example", **ROUND),
        target("aurora", "2026", 500000, published="2026-01-05", source="https://a.example", **ROUND),
        target("aurora", "2026", 500000, published="2026-02", source="https://c.example", word=Modifier.OVER, **ROUND),
    ]
    (vintage,) = vintages(aims, Period.parse("2026"), table().pack)
    assert (vintage.first.source, vintage.low, vintage.high) == ("https://a.example", 500000, 500000)
    assert len(vintage.said) == 3


def test_over_and_under_on_one_page_are_a_range():
    aims = [
        target("aurora", "2026", 550000, word=Modifier.OVER, **ROUND),
        target("aurora", "2026", 600000, word=Modifier.UNDER, **ROUND),
    ]
    assert told(*aims) == [(550000, 600000, "", 2)]


def test_a_target_that_was_cut():
    aims = [
        target("aurora", "2026", 700000, published="2026-01", source="https://a.example", **ROUND),
        target("aurora", "2026", 640000, published="2026-08", source="https://b.example", **ROUND),
    ]
    assert told(*aims) == [(700000, 700000, "", 1), (640000, 640000, "cut", 1)]


def test_dates_that_do_not_tell_leave_both_standing():
    aims = [
        target("aurora", "2026", 700000, published="2026-01", **ROUND),
        target("aurora", "2026", 640000, published="2026-01-09", source="https://b.example", **ROUND),
    ]
    assert [move for *_, move, _ in told(*aims)] == ["", ""]
    found = targets(table(said=aims), 2026)
    assert [row.latest for row in found.rows] == [True, True]


def test_attainment_and_what_is_left():
    rows = [known("aurora", "2025", 1200)] + [known("aurora", f"2025-{m:02}", 100) for m in range(1, 13)]
    rows += [known("aurora", f"2026-{m:02}", 150) for m in (1, 2, 3)]
    (row,) = targets(table(*rows, said=[target("aurora", "2026", 1800)]), 2026).rows
    assert (row.growth[0], row.achieved.value, row.attainment[0]) == (Fraction(1, 2), 450, Fraction(1, 4))
    assert (row.pace.months, row.pace.linear, row.pace.next_month, row.pace.on_pace) == (9, 150, 150, 1800)
    assert row.probability is None


def test_the_shape_of_past_years_moves_what_is_needed():
    rows = [known("aurora", f"2025-{m:02}", m) for m in range(1, 13)] + [known("aurora", "2026-01", 2)]
    (row,) = targets(table(*rows, said=[target("aurora", "2026", 156)]), 2026).rows
    assert row.pace.linear == 14
    assert row.pace.next_month == 4
    assert row.pace.on_pace == 156


def test_forecasts_fill_the_probability():
    ledger = table(known("aurora", "2026-01", 10), said=[target("aurora", "2026", 156)])
    (row,) = targets(
        ledger, 2026, lambda scope, period, goal: 0.4 if goal == 156 and str(period) == "2026" else None
    ).rows
    assert row.probability == 0.4
    (over_row,) = targets(
        table(known("aurora", "2026", 10), said=[target("aurora", "2026", 9)]), 2026, lambda *_: 1
    ).rows
    assert over_row.probability is None


def test_growth_alone_is_a_target_too():
    aim = target("aurora", "2026", 20, kind=Kind.CHANGE, basis="2025", unit="percent")
    (row,) = targets(table(known("aurora", "2025", 1000), said=[aim]), 2026).rows
    assert (row.vintage.low, row.growth[0]) == (1200, Fraction(1, 5))


def test_the_sum_counts_no_car_twice():
    aims = [target("league", "2026", 900), target("dawn", "2026", 500), target("aurora", "2026", 300)]
    found = targets(table(known("aurora", "2025", 200), said=aims), 2026).together
    assert (found.low, found.counted, found.left_out) == (1200, ("league", "aurora"), ("dawn",))
    assert (found.growth, found.with_base) == (Fraction(1, 2), 1)


def test_the_market_forecast_stands_beside_it():
    aims = [target("corona", "2026", 900), target("aurora", "2026", 300)]
    outlook = said("whole", "2026", 24000, "sales", modality=Modality.FORECAST)
    ledger = table(known("whole", "2025", 20000, "sales"), said=[*aims, outlook])
    (one,) = targets(ledger, 2026).outlooks
    assert (one.value, one.growth) == (24000, Fraction(1, 5))
    assert "That is 5.0% of the 24,000 forecast for the Whole" in " ".join(
        text.render(targets(ledger, 2026), ledger).split()
    )


def test_guidance_says_what_it_leaves():
    ledger = table(
        known("aurora", "2026-04", 40), said=[target("aurora", "2026-Q2", 110, high=115, word=Modifier.BETWEEN)]
    )
    (row,) = targets(ledger, 2026).quarters
    assert (row.achieved.value, row.pace.left, row.pace.months) == (40, 70, 2)
    assert "40 to Apr  70–75" in text.render(targets(ledger, 2026), ledger, width=100)


def test_a_loose_year_is_shown_as_loose():
    ledger = table(over("aurora", "2026", 410, 450), said=[target("aurora", "2026", 350)])
    assert ">410" in text.render(targets(ledger, 2026), ledger, width=100)


def test_no_target():
    assert "No target for 2031 is known." in text.render(targets(table(), 2031), table())


# --- the packaged reference -------------------------------------------------------------------------------------------


def rows(year, entity):
    found = [r for r in targets(reference(), year).rows if r.vintage.scope.entity == entity]
    return [r for r in found if not r.vintage.scope.segment and r.vintage.scope.metric == "deliveries"]


def percents(pair):
    return [round(float(value) * 100, 1) for value in pair]


@pytest.mark.parametrize(
    ("entity", "low", "high", "growth"),
    [
        ("leapmotor", 1_000_000, 1_000_000, [67.6, 67.6]),
        ("xpeng", 550_000, 600_000, [28.1, 39.7]),
        ("xiaomi_auto", 550_000, 550_000, [33.5, 33.5]),
        ("nio", 456_000, 489_000, [39.9, 50.0]),
    ],
)
def test_targets_of_2026(entity, low, high, growth):
    (row,) = rows(2026, entity)
    assert (row.vintage.low, row.vintage.high, percents(row.growth)) == (low, high, growth)
    assert row.vintage.said
    assert all(o.source for o in row.vintage.said)
    assert row.vintage.first.published is not None
    assert Period.parse(row.vintage.first.published).end < date(2026, 3, 1)


def test_li_auto_in_2025_by_vintage():
    assert {int(r.vintage.low): percents(r.attainment)[0] for r in rows(2025, "li_auto")} == {
        1_600_000: 25.4,
        700_000: 58.0,
        640_000: 63.5,
    }


def test_byd_reached_the_target_that_was_cut():
    found = {int(r.vintage.low): (percents(r.attainment)[0], r.vintage.move) for r in rows(2025, "byd")}
    assert found == {5_500_000: (83.7, ""), 4_600_000: (100.1, "cut")}
