"""The units of other systems in the names of the annotation; where one can stand for two, both are right."""

from __future__ import annotations

# quantulum3 composes names ("dollar per kilowatt hour"), Recognizers-Text has titles ("Kilometer") and ISO codes.
_SAME: dict[str, str] = {
    "": "none",
    "dimensionless": "none",
    "percentage": "percent",
    "percentage point": "percentage_point",
    "basis point": "basis_point",
    "count": "times",  # quantulum3's reading of "11 times"
    "dollar": "USD",
    "united states dollar": "USD",
    "us dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "pound": "GBP",
    "chinese yuan": "CNY",
    "renminbi": "CNY",
    "japanese yen": "JPY",
    "south korean won": "KRW",
    "korean won": "KRW",
    "indian rupee": "INR",
    "rupee": "INR",
    "kilometre": "km",
    "kilometer": "km",
    "kilowatt hour": "kWh",
    "kilowatt-hour": "kWh",
    "gigawatt hour": "GWh",
    "gigawatt-hour": "GWh",
    "horsepower": "hp",
    "newton metre": "N.m",
    "newton meter": "N.m",
    "gram per kilometre": "g/km",
    "metric ton": "tonne",
    "ton": "tonne",
    "short ton": "tonne",
    "minute of arc": "minute",
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "minute": "minute",
}
_PARTS = {"kilowatt hour": "kWh", "ton": "tonne", "tonne": "tonne"}


def names(unit: str) -> set[str]:
    """What the unit of a found quantity may be called in the annotation; empty units are ``none``.

    A rate is right with its unit as written and, as the annotation allows for some, by the unit alone.
    """
    folded = unit.lower()
    found = {unit or "none", _SAME.get(folded, unit)}
    money, joined, per = folded.partition(" per ")
    if joined and money in _SAME:
        found.add(f"{_SAME[money]}/{_PARTS.get(per, per)}")
    if "/" in unit:
        found.add(unit.partition("/")[0] or "none")
    return found
