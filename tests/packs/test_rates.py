"""Exchange rates: as packaged, and as the European Central Bank's history has them."""

from datetime import date
from decimal import Decimal

import pytest

from tachograph.core.errors import SourceError
from tachograph.core.period import Period
from tachograph.packs.loader import load_rates
from tachograph.packs.tables import read_rates


def test_the_packaged_table_is_what_the_history_says(script):
    builder = script("build_rates")
    history = builder.monthly_rates()
    packaged = read_rates(builder.TARGET, builder.TARGET.parent / "no-pegs.csv")
    assert len(packaged) > 3000
    assert packaged == {key: history[key] for key in packaged}


def test_a_month_is_whole_when_no_working_day_is_left(script):
    whole = script("build_rates")._whole
    assert whole(date(2026, 10, 5), last=date(2026, 10, 30))  # a Friday, and the 31st a Saturday
    assert not whole(date(2026, 10, 5), last=date(2026, 10, 29))
    assert whole(date(2026, 9, 5), last=date(2026, 10, 2))


@pytest.mark.parametrize(
    ("base", "quote", "period", "inside"),
    [
        ("USD", "CNY", "2025-11", "7.11"),
        ("HKD", "CNY", "2025-06", "0.915"),
        ("EUR", "USD", "2025-01", "1.035"),
        ("USD", "AED", "2025-01", "3.6725"),
        ("JPY", "CNY", "2024-07", "0.046"),
    ],
)
def test_known_rates_are_inside(base, quote, period, inside):
    low, high = load_rates().per(base, quote, Period.parse(period))
    assert low <= Decimal(inside) <= high
    assert high / low < Decimal("1.2")


def test_an_unknown_currency_has_no_rate():
    assert load_rates().per("USD", "XYZ", Period.parse("2025-11")) is None


def test_a_broken_table_is_one_clear_line(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("month,currency,low,high\n2025-01,USD,one,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"is not a table of rates .*; build it again$"):
        read_rates(path, tmp_path / "pegs.csv")
