"""Periods as cells of sheets and tables write them: 2025-01, 2025.1, 202501, Jan-25, 25Q1, 2026F, 9M 2025."""

from __future__ import annotations

import re

from tachograph.core.claim import Modality
from tachograph.core.period import Period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH8 = rf"(?P<a8>{_NAME})(?:\s?[-–—]\s?(?P<b8>{_NAME}))?"
_MONTH9 = _MONTH8.replace("8>", "9>")
_STAMP = re.compile(
    rf"""(?P<y1>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m1>0?[1-9]|1[0-2])月?份?
    | (?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])
    | (?P<m3>{_NAME})[-'’](?P<y3>\d\d)
    | ['’]?(?P<y4>\d\d)\s?Q(?P<q4>[1-4])
    | (?P<y5>(?:19|20)\d\d)年?\s?[-/]?\s?Q(?P<q5>[1-4])
    | (?P<n6>[2-9]|1[01])M\s?(?P<y6>(?:20)?\d\d)
    | (?P<y8>(?:19|20)\d\d)\s(?:{_MONTH8}) | (?:{_MONTH9})\s(?P<y9>(?:19|20)\d\d)
    | (?P<y10>(?:19|20)\d\d)年\s?(?P<a10>[1-9]|1[0-2])\s?[-–—至到~]\s?(?P<b10>[1-9]|1[0-2])月
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
    months = [_month(v) for k, v in sorted(said.items()) if k[0] in "abm" and k != "mark"]
    if months and months[0] <= months[-1]:
        return Period.between(Period.month(year, months[0]), Period.month(year, months[-1])), None
    if months:
        return None
    if quarter := said.get("q4") or said.get("q5"):
        return Period.quarter(year, int(quarter)), None
    if count := said.get("n6"):
        return Period.between(Period.month(year, 1), Period.month(year, int(count))), None
    return Period.year(year), _MARKS[said["mark"].lower()]


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.index(word[:3].lower()) + 1


def is_first_day(cell: str) -> bool:
    """Whether the cell is the first day of a month, as sheets hold months."""
    return bool(_FIRST_DAY.fullmatch(cell))
