"""What an assistant can ask: each tool reads the ledger or checks a text, and names its sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Annotated

from mcp.types import CallToolResult
from pydantic import Field

from tachograph.analysis.leader import leading
from tachograph.analysis.periods import ordinary
from tachograph.analysis.table import Table
from tachograph.analysis.targets import latest_year
from tachograph.analysis.targets import targets as targets_of
from tachograph.checking import catalogue
from tachograph.core.document import Document
from tachograph.core.errors import SourceError
from tachograph.core.observation import Observation
from tachograph.core.period import Period
from tachograph.pipeline import asking, check_extracted, consulting, extract_documents, forecasting
from tachograph.pipeline.promising import recorded_promises
from tachograph.pipeline.recording import Books
from tachograph.presenting import json as reports
from tachograph.presenting.ask import json as ask_json
from tachograph.presenting.ask import text as ask_text
from tachograph.presenting.cells import json as cells_json
from tachograph.presenting.cells import text as cells_text
from tachograph.presenting.forecast import json as forecast_json
from tachograph.presenting.forecast import text as forecast_text
from tachograph.presenting.leader import json as leader_json
from tachograph.presenting.leader import text as leader_text
from tachograph.presenting.lineage import text as lineage_text
from tachograph.presenting.promises import json as promises_json
from tachograph.presenting.promises import text as promises_text
from tachograph.presenting.targets import json as targets_json
from tachograph.presenting.targets import text as targets_text
from tachograph.presenting.text import render as report_text
from tachograph.reading import read_text
from tachograph.reading.read import document_of
from tachograph.reading.sources import is_address, shown
from tachograph.surfaces.mcp import records
from tachograph.surfaces.mcp.results import result, result_of

LONGEST = 200_000  # code points of an article, as the pages take
_LISTED = 50  # claims at most, if nobody says how many
_MOST = 500
_WIDTH = 100
_CLAIM = re.compile("[0-9a-f]{16}")
_ARTICLE = "article"

Text = Annotated[str | None, Field(description="The article itself, as plain text or Markdown. Never a path.")]
Url = Annotated[str | None, Field(description="The http(s) address of the article, instead of its text.")]
Day = Annotated[dt.date | None, Field(description="YYYY-MM-DD.")]
Entity = Annotated[
    str, Field(description="A maker, brand, alliance, model's maker or market, in any language, or its id.")
]
Metric = Annotated[
    str | None, Field(description="What is measured, such as deliveries, retail_sales, revenue; all if left out.")
]
When = Annotated[str | None, Field(description="2025-12, 2025-Q4, 2025 or 2025-01/2025-11; all if left out.")]
AsOf = Annotated[dt.date | None, Field(description="As it was known at the end of this day: YYYY-MM-DD.")]


class Tools:
    """The tools over one ledger. Today is asked for when a tool needs it."""

    def __init__(
        self, opened: Callable[[], Books], today: Callable[[], dt.date], packs: Sequence[str] | None = None
    ) -> None:
        self._opened, self._today, self._packs = opened, today, packs

    def check_article(self, text: Text = None, url: Url = None, published: Day = None) -> CallToolResult:
        """The verdict on every figure of an article."""
        document = _article(text, url, published)
        outcome = extract_documents([document], packs=self._packs)
        checked = check_extracted(outcome.documents, packs=self._packs)
        _raise((*outcome.errors, *checked.errors))
        return result(report_text(checked.documents, width=_WIDTH), reports.render(checked.documents))

    def search_claims(
        self,
        entity: Entity,
        metric: Metric = None,
        period: When = None,
        as_of: AsOf = None,
        limit: Annotated[int, Field(ge=1, le=_MOST, description="How many at most.")] = _LISTED,
    ) -> CallToolResult:
        """What sources say of an entity, each figure by itself."""
        kept = self._opened()
        found = consulting.exported(kept, "observations", [entity], metric, period, as_of)
        said = [o for o in found if isinstance(o, Observation)]
        record = records.found(said, kept.pack, limit)
        lines = [records.line(claim) for claim in record["claims"]]
        return result_of("\n".join([f"{record['total']} claims", *lines]), record)

    def show_cell(
        self, entity: Entity, metric: Metric = None, period: When = None, as_of: AsOf = None
    ) -> CallToolResult:
        """The best estimates of an entity."""
        kept = self._opened()
        found = consulting.show(kept, entity, metric, period, as_of)
        if not found:
            known = ", ".join(consulting.metrics_known(kept, entity, None)) or "nothing"
            raise SourceError(entity, "the ledger holds no such figure", f"it knows of this entity: {known}")
        return result(cells_text.render(found, kept.pack, width=_WIDTH), cells_json.render(found, kept.pack))

    def leader(
        self, period: Annotated[str, Field(description="2026-01, 2025-Q4 or 2025.")], as_of: AsOf = None
    ) -> CallToolResult:
        """Who leads in a period."""
        table = self._table(as_of)
        found = leading(table, _period(period))
        return result(leader_text.render(found, table, width=_WIDTH), leader_json.render(found, table))

    def targets(
        self,
        year: Annotated[int | None, Field(ge=1, le=9999, description="By default the last one known.")] = None,
        as_of: AsOf = None,
    ) -> CallToolResult:
        """The targets of a year."""
        table = self._table(as_of)
        chosen = year or latest_year(table)
        if chosen is None:
            raise SourceError("year", "no figure of any year is known", "name a year, such as 2026")
        figures = consulting.Figures(tuple(table.estimates), tuple(table.observations), table.pack)
        found = targets_of(table, chosen, forecasting.learned(figures).odds())
        return result(targets_text.render(found, table, width=_WIDTH), targets_json.render(found, table))

    def promises(
        self,
        entity: Annotated[str | None, Field(description="Only those of this company, brand or model.")] = None,
        as_of: AsOf = None,
    ) -> CallToolResult:
        """The promises and how they stand."""
        outcome = recorded_promises(self._opened(), as_of=as_of or self._today(), entity=entity)
        given = (outcome.promises, outcome.sources, outcome.as_of)
        return result(promises_text.render(*given, width=_WIDTH), promises_json.render(*given))

    def forecast(
        self,
        entities: Annotated[
            list[str], Field(description="Makers or markets, in any language.", min_length=1, max_length=10)
        ],
        metric: Metric = None,
        months: Annotated[int, Field(ge=1, le=24, description="How many months ahead.")] = 6,
        as_of: AsOf = None,
    ) -> CallToolResult:
        """Months to come, with intervals."""
        kept = self._opened()
        known = forecasting.learned(consulting.figures(kept, as_of))
        asked = forecasting.asked_for(kept, known, entities, metric)
        made = forecasting.outlooks(known, as_of or self._today(), asked, months)
        return result(forecast_text.render(made, width=_WIDTH), forecast_json.render(made))

    def explain(
        self,
        code: Annotated[
            str,
            Field(
                description="A rule's code, a claim's id (16 hexadecimal digits), or a cell such as nio:deliveries:2025-12."
            ),
        ],
    ) -> CallToolResult:
        """A rule, a claim or a cell explained."""
        wanted = code.lower().replace("-", "_").replace(" ", "_")
        rule = next((r for r in catalogue() if r.code == wanted), None)
        if rule is not None:
            text = f"{rule.code} ({rule.tier})\n{rule.catches}\nHow: {rule.how}\nCaught: {rule.failing}\nFine: {rule.passing}\n"
            return result_of(text, records.explained(rule.code, "rule", text))
        kept = self._opened()
        if ":" in code:
            cells, behind = consulting.explained(kept, code)
            text = cells_text.render(cells, kept.pack, width=_WIDTH, behind=behind)
            return result_of(text, records.explained(code, "cell", text))
        found = consulting.lineage(kept, code) if _CLAIM.fullmatch(code) else None
        if found is None:
            raise SourceError(
                code,
                "there is no such rule, claim or cell",
                "take a code from check_article, search_claims or show_cell",
            )
        text = lineage_text.render(found, kept.pack, width=_WIDTH)
        return result_of(text, records.explained(code, "claim", text))

    def ask(
        self, question: Annotated[str, Field(description="In English or Chinese.", max_length=500)], as_of: AsOf = None
    ) -> CallToolResult:
        """A question answered."""
        kept = self._opened()
        answer = asking.ask(kept, question, today=self._today(), as_of=as_of)
        return result(ask_text.render(answer, kept.pack, width=_WIDTH), ask_json.render(answer, kept.pack))

    def _table(self, as_of: dt.date | None) -> Table:
        known = consulting.figures(self._opened(), as_of)
        return Table(known.pack, known.estimates, known.observations)


def _article(text: str | None, url: str | None, published: dt.date | None) -> Document:
    """The article that is given as text or by its address; nothing on this machine is read.

    Raises:
        SourceError: if neither or both are given, or the address cannot be read.
    """
    if (text is None) == (url is None):
        raise SourceError("check_article", "needs either the text or the address of an article", "give text or url")
    if text is not None:
        if not text.strip():
            raise SourceError("text", "is empty", "give the article's text")
        if len(text) > LONGEST:
            raise SourceError("text", f"is longer than {LONGEST:,} characters", "give one article")
        return read_text(text, _ARTICLE, published=published)
    assert url is not None
    if not is_address(url):
        raise SourceError(url[:80], "is no http or https address", "give the article's address, or its text")
    from tachograph.reading.web import fetch  # noqa: PLC0415 - the client takes a tenth of a second to load

    return document_of(fetch(url, private=False), shown(url), published=published)


def _period(text: str) -> Period:
    try:
        return Period.parse(ordinary(text))
    except ValueError as error:
        raise SourceError(text, str(error), "write 2026-01, 2025-Q4, 2025 or 2025-01/2025-11") from None


def _raise(errors: Sequence[SourceError]) -> None:
    for error in errors:
        raise error
