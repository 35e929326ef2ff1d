"""What a request asks of the ledger: the period, the day as of which, and the like, from its query."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date
from http import HTTPStatus

from starlette.requests import Request

from tachograph.analysis.periods import ordinary
from tachograph.analysis.table import Table
from tachograph.core.period import Grain, Period
from tachograph.surfaces.web.problems import Problem
from tachograph.surfaces.web.shelf import today

PERIOD = (
    r"^((19|20)[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
    r"|((19|20)[0-9]{2}-(0[1-9]|1[0-2])|\.\.)/(19|20)[0-9]{2}-(0[1-9]|1[0-2]))$"
)
"""How a period is written in a request."""
FIRST, LAST = 1900, 2099  # years

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(PERIOD)
_MEND = "write 2026-01, 2025-Q4, 2025 or 2025-01/2025-11"
LONGEST = 200  # characters of a name or a period
_FEWEST = 2  # sellers that make a month


def text(request: Request, name: str) -> str | None:
    """What the query says of ``name``; ``None`` for nothing, which the empty field of a form says too.

    Raises:
        Problem: if it is far too long, or a program sends nothing.
    """
    said = request.query_params.get(name)
    if said is None:
        return None
    said = said.strip()
    if not said and request.url.path.startswith("/api/"):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is empty; leave it out")
    if len(said) > LONGEST:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is longer than {LONGEST} characters; shorten it")
    return said or None


def needed(request: Request, name: str) -> str:
    """What the query says of ``name``, which it must.

    Raises:
        Problem: if it does not.
    """
    said = text(request, name)
    if said is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is missing; write ?{name}=...")
    return said


def choice(request: Request, name: str, choices: tuple[str, ...]) -> str | None:
    """One of some words; ``None`` for nothing.

    Raises:
        Problem: if it is none of them.
    """
    said = text(request, name)
    if said is not None and said not in choices:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: is none of {', '.join(choices)}; choose one")
    return said


def day(request: Request, name: str = "as_of") -> date | None:
    """A day.

    Raises:
        Problem: if it is none.
    """
    said = text(request, name)
    if said is None:
        return None
    with suppress(ValueError):
        if _DAY.fullmatch(said):
            return date.fromisoformat(said)
    raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {said} is no day; write 2026-02-01")


def as_of(request: Request) -> date | None:
    """The day as of which the ledger is asked; ``None`` for today, which later days mean too."""
    found = day(request)
    return None if found is None or found >= today() else found


def period(request: Request, usual: Period | None = None) -> Period:
    """The period.

    Raises:
        Problem: if it is none, or none is named and there is no usual one.
    """
    said = text(request, "period")
    if said is None:
        if usual is None:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"period: is missing; {_MEND}")
        return usual
    return _period(said)


def period_text(request: Request) -> str | None:
    """The period as it is written, if one is named.

    Raises:
        Problem: if it is none.
    """
    return None if text(request, "period") is None else str(period(request))


def _period(said: str) -> Period:
    if not _WRITTEN.fullmatch(said):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"period: {said} is no period; {_MEND}")
    try:
        return Period.parse(ordinary(said))
    except ValueError as error:  # well written, but there is none such
        raise Problem(HTTPStatus.NOT_FOUND, f"period: {error}; {_MEND}") from None


def year_of(request: Request) -> int | None:
    """A year; ``None`` for nothing.

    Raises:
        Problem: if it is none.
    """
    said = text(request, "year")
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) == len("2026") and FIRST <= int(said) <= LAST):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"year: {said} is no year from {FIRST} to {LAST}; write 2026")
    return int(said)


def this_month() -> Period:
    """The month that it is."""
    return Period.month(today().year, today().month)


def months_known(table: Table) -> tuple[Period, ...]:
    """The months that two sellers at least have figures for, the latest first."""
    return tuple(sorted(_sellers(table), key=lambda m: m.end, reverse=True))


def _sellers(table: Table) -> dict[Period, int]:
    """How many sellers have figures for a month."""
    metrics = {m.id for m in table.pack.metrics.values() if m.unit == table.pack.main_unit}
    markets = {market.id for market in table.pack.markets}
    sellers = {
        (e.cell.entity, e.cell.period)
        for e in table.estimates
        if e.cell.metric in metrics and e.cell.entity not in markets and len(e.cell.period) == len("2026-01")
    }
    counted = Counter(Period.parse(period) for _, period in sellers)
    return {month: count for month, count in counted.items() if count >= _FEWEST and month.grain is Grain.MONTH}


def usual_month(table: Table) -> Period | None:
    """The latest month for which half as many sellers have figures as for any of the year before it."""
    counted = _sellers(table)
    months = sorted(counted, key=lambda m: m.end, reverse=True)
    for n, month in enumerate(months):
        if 2 * counted[month] >= max(counted[m] for m in months[n : n + 12]):
            return month
    return None
