"""A report, as a process of its own works it out and writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module

from tachograph.core.period import Period
from tachograph.packs.loader import load_pack
from tachograph.pipeline import reporting
from tachograph.pipeline.recording import Books
from tachograph.pipeline.reporting import Report
from tachograph.presenting.monthly.parts import laid_out
from tachograph.presenting.sheets.html import noted
from tachograph.surfaces.web.apart import Progress

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8", "xlsx": XLSX}
"""How a report may be written, with the media types."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that is wanted: from which ledger, on what period, known when."""

    location: str
    packs: tuple[str, ...] | None
    period: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Written:
    """A report: its title, what it says first, each with its kind in a word, and the whole in each form."""

    title: str
    headlines: tuple[tuple[str, str], ...]
    forms: Mapping[str, bytes]


def write_report(wanted: Wanted, progress: Progress) -> Written:
    """A report in all its forms: what it says takes long to work out, and writing it does not.

    Raises:
        SourceError: if nothing is known of the period.
    """
    kept = Books(wanted.location, wanted.packs, load_pack(wanted.packs, evidence=False), _now)
    found = reporting.report(kept, Period.parse(wanted.period), wanted.as_of, progress)
    page = laid_out(found)
    told = tuple((one.kind, noted(one.text)) for one in page.headlines)
    return Written(page.title, told, {form: _bytes(form, found) for form in FORMS})


def _bytes(form: str, found: Report) -> bytes:
    written: str | bytes = import_module(f"tachograph.presenting.monthly.{form}").render(found)
    return written if isinstance(written, bytes) else written.encode("utf-8", "replace")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
