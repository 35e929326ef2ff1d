"""Periods as cells of sheets and tables write them: 2025-01, 2025.1, 202501, Jan-25, 25Q1, 2026F, 9M 2025."""

from __future__ import annotations

import re

from tachograph.core.claim import Modality
from tachograph.core.period import Period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STAMP = re.compile(
    rf"""(?P<y1>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m1>0?[1-9]|1[0-2])月?份?
    | (?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])
    | (?P<m3>{"|".join(_MONTHS)})[a-z]*\.?[-'’](?P<y3>\d\d)
    | ['’]?(?P<y4>\d\d)\s?Q(?P<q4>[1-4])
    | (?P<y5>(?:19|20)\d\d)年?\s?[-/]?\s?Q(?P<q5>[1-4])
    | (?P<n6>[2-9]|1[01])M\s?(?P<y6>(?:20)?\d\d)
    | (?P<y7>20\d\d)年?\s?(?P<mark>[AEFPB])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = {
    "a": Modality.ACTUAL,
    "e": Modality.ESTIMATE,
    "p": Modality.FORECAST,
    "f": Modality.FORECAST,
    "b": Modality.TARGET,
}
_FIRST_DAY = re.compile(r"(?:19|20)\d\d-\d\d-01")


def stamped(cell: str) -> tuple[Period, Modality | None] | None:
    """The period that a cell is, in whole, and what its mark says (E estimate, F forecast, B budget)."""
    match = _STAMP.fullmatch(cell.strip(" *"))
    if match is None:
        return None
    said = {k: v for k, v in match.groupdict().items() if v is not None}
    year = next(int(v) for k, v in said.items() if k[0] == "y")
    year += 2000 if year < 100 else 0
    if month := next((v for k, v in said.items() if k[0] == "m" and k != "mark"), None):
        number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
        return Period.month(year, number), None
    if quarter := said.get("q4") or said.get("q5"):
        return Period.quarter(year, int(quarter)), None
    if count := said.get("n6"):
        return Period.between(Period.month(year, 1), Period.month(year, int(count))), None
    return Period.year(year), _MARKS[said["mark"].lower()]


def is_first_day(cell: str) -> bool:
    """Whether the cell is the first day of a month, as sheets hold months."""
    return bool(_FIRST_DAY.fullmatch(cell))
