"""For notebooks and scripts: what the commands answer, as values (``import tachograph as ta``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tachograph.analysis.board import Board, boards
from tachograph.analysis.leader import Leading, leading
from tachograph.analysis.listing import called
from tachograph.analysis.periods import ordinary
from tachograph.analysis.table import Table
from tachograph.analysis.targets import Targets, latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.core.claim import Verdict
from tachograph.core.errors import SourceError
from tachograph.core.estimate import Estimate
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.core.forecast import Expected
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.ledger import default_location
from tachograph.pipeline import check_extracted, check_sources, consulting, extract_documents, forecasting
from tachograph.pipeline.naming import metric_named
from tachograph.pipeline.recording import Added, Books, add_sources, add_tables, books
from tachograph.presenting.board import json as board_json
from tachograph.presenting.board import text as board_text
from tachograph.presenting.cells import json as cells_json
from tachograph.presenting.cells import text as cells_text
from tachograph.presenting.forecast import text as forecast_text
from tachograph.presenting.leader import json as leader_json
from tachograph.presenting.leader import text as leader_text
from tachograph.presenting.notebook.html import of_rows, of_sheet
from tachograph.presenting.targets import json as targets_json
from tachograph.presenting.targets import text as targets_text
from tachograph.presenting.text import render as checked_text
from tachograph.reading import read_text
from tachograph.surfaces.notebook.answer import Answer

Day = date | str
Place = str | Path

_CELLS = ("entity", "metric", "period", "value", "low", "high", "unit", "status", "region", "segment", "model", "basis", "support")  # fmt: skip
_BOARD = ("period", "metric", "basis", "level", "rank", "entity", "model", "within", "value", "status", "mom", "yoy", "ytd", "ytd_yoy", "share", "sources")  # fmt: skip
_LEADER = ("period", "metric", "basis", "level", "rank", "entity", "model", "value", "status", "yoy", "mom", "sources")
_FORECAST = ("entity", "metric", "period", "point", "low", "high", "last_known", "method")
_CHECKED = ("source", "verdict", "quote", "subject", "metric", "period", "low", "high", "unit", "finding")
_ADDED = ("source", "title", "published", "figures", "contradicted")


def add(
    *sources: Place,
    reference: Sequence[Place] = (),
    published: Day | None = None,
    ledger: Place | None = None,
    packs: Sequence[str] | None = None,
) -> Answer[Added]:
    """Check some articles and record their figures, like ``tacho add``; a row for each new article.

    Raises:
        SourceError: if the ledger cannot be written. What could not be read is in ``value.errors``.
    """
    kept = _opened(ledger, packs)
    done = add_tables(kept, [str(place) for place in reference]) if reference else Added()
    if sources:
        done = done.with_(add_sources(kept, [str(source) for source in sources], published=_day(published)))
    rows = [_added(one) for one in done.documents]
    told = [f"{len(rows)} new articles, {done.known} known already, {done.figures:,} figures recorded"]
    told += [str(error) for error in done.errors]
    return Answer(done, rows, _ADDED, lambda: "\n".join(told), lambda: of_rows("; ".join(told), _ADDED, rows))


def show(
    entity: str,
    metric: str | None = None,
    period: str | None = None,
    *,
    as_of: Day | None = None,
    ledger: Place | None = None,
    packs: Sequence[str] | None = None,
) -> Answer[tuple[Estimate, ...]]:
    """The best estimate of every figure of somebody, like ``tacho show``; a row for each cell.

    Raises:
        SourceError: if nobody is called so, or the ledger cannot be read.
    """
    kept = _opened(ledger, packs)
    found = tuple(consulting.show(kept, entity, metric, period, _day(as_of)))
    rows = [cells_json.cell(estimate, kept.pack) for estimate in found]
    return Answer(
        found, rows, _CELLS, lambda: cells_text.render(found, kept.pack), lambda: of_rows(entity, _CELLS, rows)
    )


def board(
    period: str,
    metric: str | None = None,
    *,
    level: str | None = None,
    as_of: Day | None = None,
    ledger: Place | None = None,
    packs: Sequence[str] | None = None,
) -> Answer[tuple[Board, ...]]:
    """The table of a release day, like ``tacho board``; changes and shares in percent.

    Raises:
        SourceError: if the period or the metric is none, or the ledger cannot be read.
    """
    table = _table(ledger, packs, as_of)
    found = boards(table, _period(period), metric and metric_named(metric, table.pack), level)
    whole = board_json.record(found, table)
    rows = [{"period": whole["period"], **one, **row} for one in whole["boards"] for row in one["rows"]]
    sheet = board_text.sheet(found, table)
    return Answer(found, rows, _BOARD, lambda: board_text.render(found, table), lambda: of_sheet(sheet))


def leader(
    period: str, *, as_of: Day | None = None, ledger: Place | None = None, packs: Sequence[str] | None = None
) -> Answer[Leading]:
    """Who leads in a period under every definition, like ``tacho leader``; a row for each place.

    Raises:
        SourceError: if the period is none, or the ledger cannot be read.
    """
    table = _table(ledger, packs, as_of)
    found = leading(table, _period(period))
    whole = leader_json.record(found, table)
    rows = [{"period": whole["period"], **one, **row} for one in whole["rankings"] for row in one["rows"]]
    sheet = leader_text.sheet(found, table)
    return Answer(found, rows, _LEADER, lambda: leader_text.render(found, table), lambda: of_sheet(sheet))


def targets(
    year: int | None = None,
    *,
    as_of: Day | None = None,
    ledger: Place | None = None,
    packs: Sequence[str] | None = None,
) -> Answer[Targets]:
    """Every vintage of every target of a year and how far it is reached, like ``tacho targets``.

    Raises:
        SourceError: if nothing is known of any year, or the ledger cannot be read.
    """
    learned = _learned(_opened(ledger, packs), _day(as_of))
    known = learned.figures
    table = Table(known.pack, known.estimates, known.observations)
    chosen = year or latest_year(table)
    if chosen is None:
        raise SourceError("targets", "no figure of any year is known", "name a year, such as 2026")
    found = targets_of(table, chosen, learned.odds())
    whole = targets_json.record(found, table)
    rows: list[Mapping[str, Any]] = [*whole["targets"], *whole["parts"], *whole["quarters"]]
    columns = tuple(rows[0]) if rows else ("entity",)
    sheet = targets_text.sheet(found, table)
    return Answer(found, rows, columns, lambda: targets_text.render(found, table), lambda: of_sheet(sheet))


def forecast(
    *entities: str,
    metric: str | None = None,
    months: int = 12,
    as_of: Day | None = None,
    ledger: Place | None = None,
    packs: Sequence[str] | None = None,
) -> Answer[forecasting.Outlooks]:
    """The months to come with 80% intervals, like ``tacho forecast``; nothing is kept.

    Raises:
        SourceError: if somebody cannot be forecast, or the ledger cannot be read.
    """
    kept, day = _opened(ledger, packs), _day(as_of)
    known = _learned(kept, day)
    asked = forecasting.asked_for(kept, known, entities, metric)
    found = forecasting.outlooks(known, day or kept.clock().date(), asked, months)
    rows = [
        _expected(outlook, e, kept.pack)
        for outlook in found.outlooks
        for e in (*outlook.forecast.months, *outlook.forecast.totals)
    ]
    title = ", ".join(dict.fromkeys(row["entity"] for row in rows)) or "Nothing to forecast"
    return Answer(found, rows, _FORECAST, lambda: forecast_text.render(found), lambda: of_rows(title, _FORECAST, rows))


def check(
    *sources: Place, text: str | None = None, published: Day | None = None, packs: Sequence[str] | None = None
) -> Answer[tuple[CheckedDocument, ...]]:
    """Check every figure of some articles, or of a ``text``, like ``tacho check``; a row for each figure.

    Raises:
        SourceError: if one cannot be read, or nothing is given.
    """
    if (text is None) == (not sources):
        raise SourceError(
            "check", "needs sources or a text, one of both", 'write check("article.html") or check(text="…")'
        )
    if text is None:
        outcome = check_sources([str(source) for source in sources], published=_day(published), packs=packs)
        if outcome.errors:
            raise outcome.errors[0]
        found = outcome.documents
    else:
        found = _checked(text, _day(published), packs)
    rows = [row for one in found for row in _figures(one)]
    flagged = sum(row["verdict"] in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE) for row in rows)
    title = f"{len(rows)} figures, {flagged} of them contradicted or implausible"
    return Answer(found, rows, _CHECKED, lambda: checked_text(found), lambda: of_rows(title, _CHECKED, rows))


def _checked(text: str, published: date | None, packs: Sequence[str] | None) -> tuple[CheckedDocument, ...]:
    """A text by itself; in the rows its source is ``text``."""
    outcome = extract_documents([read_text(text, "text", published=published)], packs=packs)
    return check_extracted(outcome.documents, packs=packs).documents


# --- rows -------------------------------------------------------------------------------------------------------------


def _added(one: CheckedDocument) -> dict[str, Any]:
    return {
        "source": one.document.source,
        "title": one.document.title,
        "published": one.document.published.isoformat() if one.document.published else None,
        "figures": len(one.claims),
        "contradicted": sum(f.verdict is Verdict.CONTRADICTED for f in one.findings),
    }


def _expected(outlook: forecasting.Outlook, expected: Expected, pack: Pack) -> dict[str, Any]:
    one = outlook.forecast
    return {
        "entity": called(one.series.entity, pack), "metric": one.series.metric, "period": expected.period, "point": expected.point,
        "low": expected.low, "high": expected.high, "last_known": one.last_known, "method": one.method,
    }  # fmt: skip


def _figures(one: CheckedDocument) -> list[dict[str, Any]]:
    said: dict[str, Finding] = {}
    for finding in one.findings:
        if finding.verdict in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE):
            for claim in finding.claims:
                said.setdefault(claim, finding)
    return [
        {
            "source": one.document.source, "verdict": claim.verdict, "quote": claim.quote, "subject": claim.subject,
            "metric": claim.metric, "period": claim.period, "low": claim.low, "high": claim.high, "unit": claim.unit,
            "finding": said[claim.id].message if claim.id in said else None,
        }
        for claim in one.claims
    ]  # fmt: skip


# --- the ledger -------------------------------------------------------------------------------------------------------


def _opened(ledger: Place | None, packs: Sequence[str] | None) -> Books:
    return books(str(ledger) if ledger else default_location(), _now, packs)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _table(ledger: Place | None, packs: Sequence[str] | None, as_of: Day | None) -> Table:
    known = _known(_opened(ledger, packs), _day(as_of))
    return Table(known.pack, known.estimates, known.observations)


@dataclass
class _Memory:
    """What was last asked for, so that one question after another about the same ledger is quick."""

    key: object = None
    figures: consulting.Figures | None = None
    learned: forecasting.Learned | None = None


_LAST = _Memory()


def _known(kept: Books, as_of: date | None) -> consulting.Figures:
    """The figures of a ledger, read again only if its file has changed."""
    key = (kept.location, kept.packs, as_of, _stamp(kept.location))
    if _LAST.figures is None or _LAST.key != key or key[-1] is None:
        _LAST.key, _LAST.figures, _LAST.learned = key, consulting.figures(kept, as_of), None
    return _LAST.figures


def _learned(kept: Books, as_of: date | None) -> forecasting.Learned:
    """What the figures teach, by the same rule."""
    known = _known(kept, as_of)
    if _LAST.learned is None:
        _LAST.learned = forecasting.learned(known)
    return _LAST.learned


def _stamp(location: str) -> tuple[tuple[int, int], ...] | None:
    """When the files of a ledger were written and how long they are; ``None`` of a database server."""
    if "://" in location:
        return None
    files = (Path(location), Path(f"{location}.wal"))
    return tuple((f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.exists())


def _day(day: Day | None) -> date | None:
    """A day as given or written.

    Raises:
        SourceError: if it is none.
    """
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise SourceError(day, "is no day", "write 2026-02-01") from None


def _period(text: str) -> Period:
    """A period as written.

    Raises:
        SourceError: if it is none.
    """
    try:
        return Period.parse(ordinary(text))
    except ValueError as error:
        raise SourceError(text, str(error), "write 2026-01, 2025-Q4, 2025 or 2025-01/2025-11") from None
