from fractions import Fraction

from tachograph.analysis.forecasting.months import number_of, spans, written
from tachograph.analysis.forecasting.series import Series, main_series, monthly_series, panel
from tachograph.core.estimate import Cell, Estimate, Status
from tachograph.core.forecast import SeriesKey
from tachograph.core.interval import Interval
from tachograph.core.pack import Metric, Nature, Pack, Unit

SALES = Metric("sales", "sales", "", "vehicle", Nature.FLOW, additive=frozenset({"time"}))
STOCK = Metric("stores", "stores", "", "vehicle", Nature.STOCK)
PACK = Pack("p", "P", {}, {"sales": SALES, "stores": STOCK}, {"vehicle": Unit("vehicle", "count")})


def estimate(period, value, metric="sales", **of):
    cell = Cell("one", metric, period, "vehicle", **of)
    return Estimate(cell, Fraction(value), Interval.exactly(value), Status.AGREED)


def test_months_are_numbered_and_written():
    assert written(number_of("2025-12") + 1) == "2026-01"
    assert number_of("2025") is None
    assert [label for label, _, _ in spans(number_of("2025-11"), number_of("2026-02"))] == [
        "2025-Q4", "2026-Q1", "2025", "2026",
    ]  # fmt: skip


def test_months_of_flows_make_a_series_with_gaps():
    found = monthly_series(
        [
            estimate("2025-01", 5), estimate("2025-03", 7), estimate("2025-Q1", 20), estimate("2025-02", 3, "stores"),
            estimate("2025-02", 9, model="m"), estimate("2025-04", 0),
        ],
        PACK,
    )  # fmt: skip
    assert [(s.key.model, s.values) for s in found] == [("", (5.0, None, 7.0)), ("m", (9.0,))]


def series(known, **of):
    key = SeriesKey(**({"entity": "one", "metric": "sales", "unit": "vehicle"} | of))
    return Series(key, 24_000, tuple(float(n + 1) for n in range(known)))


def test_a_panel_has_each_sellers_metric_once_and_whole_if_that_is_long_enough():
    long, part, short = series(30), series(50, segment="nev"), series(10, entity="two")
    assert panel([part, long, short, series(40, model="m"), series(40, region="overseas")]) == (long,)
    assert panel([part, series(10)]) == (part,)


def test_the_main_series_is_the_longest_of_the_whole():
    a, b, part, short = series(20), series(30, metric="exports"), series(60, segment="nev"), series(10)
    assert main_series([a, b, part], "one") is b
    assert main_series([short, part], "one") is part
    assert main_series([a, b], "one", "sales") is a
    assert main_series([a, b], "two") is None


def test_a_series_as_it_was():
    found = Series(SeriesKey("one", "sales", "vehicle"), 24_000, (1.0, None, 3.0))
    assert found.until(24_001).values == (1.0,)
    assert found.until(23_999) is None
    assert (found.known, found.last, found.at(24_002), found.at(24_003)) == (2, 24_002, 3.0, None)
