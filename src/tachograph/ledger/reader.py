"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import Any, Self

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.estimate import Dissent, Estimate
from tachograph.core.finding import Finding
from tachograph.core.forecast import Forecast
from tachograph.core.observation import Observation
from tachograph.core.promise import Event, Promise
from tachograph.ledger import forecasts, records
from tachograph.ledger.backend import Backend
from tachograph.ledger.commitments import EVENT, PROMISE, to_event, to_promise
from tachograph.ledger.tables import CLAIMS, FINDINGS, Row, Value
from tachograph.ledger.wanted import EVERYTHING, Wanted

_TELLING = 1000  # smaller figures are the same by chance
SAME_FIGURE = (
    "FROM observations a JOIN observations b ON b.entity <> a.entity AND b.low = a.low AND b.unit = a.unit "
    "AND b.period_end = a.period_end AND b.period_start IS NOT DISTINCT FROM a.period_start "
    f"WHERE a.kind = 'level' AND b.kind = 'level' AND a.low >= {_TELLING}"
)
"""In SQL: observations ``b`` of another entity that print the figure of ``a`` for the same period."""
_MANY = 500  # estimates or documents that are fetched at once


@dataclass(frozen=True, slots=True)
class Appearance:
    """A place where a document stood, and the days between which it is known to have."""

    source: str
    outlet: str | None
    known_from: date
    known_to: date | None


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes figures, and how often they agree with the best estimate of a cell, or do not."""

    site: str
    observations: int
    agreeing: int
    dissenting: int


class Reader:
    """The questions that a ledger answers. Lists are in an order that depends on their content only."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @property
    def place(self) -> str:
        """Where the ledger is, without a password."""
        return self._backend.place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._backend.close()

    # --- documents and claims -----------------------------------------------------------------------------------------

    def documents(self, ids: Collection[str]) -> dict[str, Document]:
        """Documents by id, each from the place where it is known the longest."""
        rows: list[Any] = self.query(
            "SELECT e.source, e.outlet, d.id, d.title, d.published, d.lang, d.text FROM documents d "
            "JOIN editions e ON e.document = d.id AND e.place = 1 WHERE d.id = ANY(?) ORDER BY d.id",
            [sorted(ids)],
        )
        return {row[2]: records.to_document(row[2:], row[0], row[1]) for row in rows}

    def document(self, document: str) -> Document | None:
        """The document of an id."""
        return self.documents([document]).get(document)

    def appearances(self, document: str) -> list[Appearance]:
        """Where a document stood, the earliest first."""
        rows: list[Any] = self.query(
            "SELECT source, outlet, known_from, known_to FROM editions WHERE document = ? ORDER BY known_from, source",
            [document],
        )
        return [Appearance(*row) for row in rows]

    def known(self, documents: Collection[str]) -> frozenset[str]:
        """Of these ids those of documents that are in the ledger."""
        return frozenset(records.texts(self.query("SELECT id FROM documents WHERE id = ANY(?)", [sorted(documents)])))

    def claims(self, document: str) -> list[Claim]:
        """The figures of a document, in the order of the text."""
        return self._claims("document = ? ORDER BY span_start, span_end", [document])

    def claim(self, claim: str) -> Claim | None:
        """The claim of an id."""
        return next(iter(self._claims("id = ?", [claim])), None)

    def all_claims(self) -> Iterator[tuple[Document, Claim]]:
        """Every figure of every document, by the ids of these and in the order of their texts."""
        for ids in chunks(records.texts(self.query("SELECT id FROM documents ORDER BY id")), _MANY):
            for document in self.documents(ids).values():
                yield from ((document, claim) for claim in self.claims(document.id))

    def _claims(self, condition: str, parameters: Sequence[Value]) -> list[Claim]:
        columns = ", ".join(f'"{c}"' for c in CLAIMS.columns)
        return [
            records.to_claim(row) for row in self.query(f"SELECT {columns} FROM claims WHERE {condition}", parameters)
        ]

    def findings(self, document: str) -> list[Finding]:
        """What checking found in a document, in its order."""
        columns = ", ".join(FINDINGS.columns)
        rows = self.query(f"SELECT {columns} FROM findings WHERE document = ? ORDER BY number", [document])
        return [records.to_finding(row) for row in rows]

    def copies(self, document: str) -> list[tuple[str, str, float]]:
        """Which documents repeat one, or which one it repeats: (copy, origin, how much of the wording)."""
        rows: list[Any] = self.query(
            "SELECT document, origin, shared FROM copies WHERE origin = ? OR document = ? ORDER BY document",
            [document, document],
        )
        return [tuple(row) for row in rows]

    def promises(self, as_of: date | None = None) -> list[Promise]:
        """What documents promise, as they stand today or stood at the end of a day."""
        return [to_promise(details) for details, _ in self._commitments(PROMISE, as_of)]

    def events(self, as_of: date | None = None) -> list[Event]:
        """What documents say has happened or been given up, as they stand today or stood at the end of a day."""
        return [to_event(details, source) for details, source in self._commitments(EVENT, as_of)]

    def _commitments(self, noun: str, as_of: date | None) -> list[tuple[str, str]]:
        condition, parameters = _standing(as_of)
        rows: list[Any] = self.query(
            "SELECT c.details, s.source FROM commitments c JOIN standing s ON s.document = c.document "
            f"WHERE c.noun = ? AND {condition} ORDER BY c.id",
            [noun, *parameters],
        )
        return [tuple(row) for row in rows]

    # --- figures ------------------------------------------------------------------------------------------------------

    def observations(self, wanted: Wanted = EVERYTHING, as_of: date | None = None) -> list[Observation]:
        """What sources say, as it stands today or stood at the end of a day."""
        condition, parameters = wanted.condition()
        stands, days = _standing(as_of)
        condition, parameters = f"{condition} AND {stands}", [*parameters, *days]
        sql = f"SELECT {records.OBSERVED} FROM history WHERE {condition} ORDER BY id"
        return [records.to_observation(row) for row in self.query(sql, parameters)]

    def elsewhere(self, entities: frozenset[str], as_of: date | None = None) -> list[Observation]:
        """What is said of others where one of them is said to have a figure of these entities, for the same period."""
        names = sorted(entities)
        same = f"SELECT DISTINCT b.entity, b.period_start, b.period_end {SAME_FIGURE} AND a.entity = ANY(?)"
        cells = set(self.query(f"{same} AND NOT b.entity = ANY(?)", [names, names]))
        if not cells:
            return []
        stands, days = _standing(as_of)
        others = sorted({str(entity) for entity, _, _ in cells})
        rows = self.query(
            f"SELECT entity, period_start, period_end, {records.OBSERVED} FROM history "
            f"WHERE entity = ANY(?) AND {stands} ORDER BY id",
            [others, *days],
        )
        return [records.to_observation(row[3:]) for row in rows if row[:3] in cells]

    def observations_of(self, document: str) -> list[Observation]:
        """What a document says, in an order of no meaning."""
        sql = f"SELECT {records.OBSERVED} FROM history WHERE document = ? ORDER BY id"
        return [records.to_observation(row) for row in self.query(sql, [document])]

    def recorded_since(self, day: date, wanted: Wanted = EVERYTHING) -> list[Observation]:
        """What was added on a day (UTC) or after it, also what no longer stands."""
        condition, parameters = wanted.condition()
        sql = f"SELECT {records.OBSERVED} FROM history WHERE {condition} AND recorded >= ? ORDER BY id"
        return [records.to_observation(row) for row in self.query(sql, [*parameters, day])]

    def editions(self, wanted: Wanted) -> list[tuple[Observation, date, date | None]]:
        """All that was ever said, each with the days from which and until which it stood, the earliest first."""
        condition, parameters = wanted.condition()
        sql = f"SELECT {records.OBSERVED}, known_from, known_to FROM history WHERE {condition} ORDER BY known_from, id"
        rows: list[Any] = self.query(sql, parameters)
        return [(records.to_observation(row[:-2]), row[-2], row[-1]) for row in rows]

    def estimates(self, wanted: Wanted = EVERYTHING) -> list[Estimate]:
        """The estimates as last computed, with what they rest on."""
        condition, parameters = wanted.condition()
        sql = f"SELECT id, {records.ESTIMATED} FROM estimates WHERE {condition} ORDER BY entity, metric, period_end, id"
        rows = self.query(sql, parameters)
        grounds = self._grounds(records.texts(rows), sorted({str(row[1]) for row in rows}))
        return [_grounded(records.to_estimate(row[1:]), grounds.get(str(row[0]), ())) for row in rows]

    def ranking(self, wanted: Wanted) -> list[Estimate]:
        """The estimates alone, the largest first, without what they rest on: for tables of many."""
        condition, parameters = wanted.condition()
        sql = f"SELECT {records.ESTIMATED} FROM estimates WHERE {condition} ORDER BY value DESC, entity, id"
        return [records.to_estimate(row) for row in self.query(sql, parameters)]

    def _grounds(
        self, estimates: Sequence[str], entities: Sequence[str]
    ) -> dict[str, list[tuple[Observation, str, str]]]:
        columns = ", ".join(f"h.{c.strip()}" for c in records.OBSERVED.split(","))
        out: dict[str, list[tuple[Observation, str, str]]] = {}
        for chunk in chunks(estimates, _MANY):
            rows: list[Any] = self.query(
                f"SELECT g.estimate, g.side, g.reason, {columns} FROM grounds g "
                "JOIN history h ON h.id = g.observation WHERE g.estimate = ANY(?) AND h.entity = ANY(?) "
                "ORDER BY g.estimate, g.number",
                [chunk, entities],
            )
            for estimate, side, reason, *observed in rows:
                out.setdefault(estimate, []).append((records.to_observation(tuple(observed)), side, reason))
        return out

    def entities(self) -> list[str]:
        """All whose figures are in the ledger."""
        return records.texts(self.query("SELECT DISTINCT entity FROM observations ORDER BY entity"))

    def stale(self) -> frozenset[str]:
        """Those whose estimates are older than what is known."""
        return frozenset(records.texts(self.query("SELECT DISTINCT entity FROM stale")))

    def sources(self) -> list[Site]:
        """The sites by how many figures they give, most first."""
        rows: list[Any] = self.query("SELECT * FROM sources ORDER BY observations DESC, site")
        return [Site(*row) for row in rows]

    def editions_loaded(self) -> dict[str, str]:
        """The packs whose observations are in the ledger, each with its edition."""
        rows = self.query("SELECT pack, edition FROM loads ORDER BY pack")
        return {str(pack): str(edition) for pack, edition in rows}

    def forecasts(self) -> list[Forecast]:
        """The forecasts that were kept, the earliest first."""
        return forecasts.to_forecasts(self.query(forecasts.SELECTED))

    def counts(self) -> Mapping[str, int]:
        """How many rows there are of everything that is recorded."""
        names = ("documents", "claims", "findings", "observations", "estimates")
        return {name: int(str(self.query(f"SELECT count(*) FROM {name}")[0][0])) for name in names}

    def query(self, sql: str, parameters: Sequence[Value | Sequence[str]] = ()) -> list[Row]:
        """The rows that a statement of SQL gives; ``?`` stands for a parameter."""
        return self._backend.query(sql, parameters)


def _standing(as_of: date | None) -> tuple[str, list[date]]:
    """The condition that something stands today, or stood at the end of a day, with its parameters."""
    if as_of is None:
        return "known_to IS NULL", []
    return "known_from <= ? AND (known_to IS NULL OR known_to > ?)", [as_of, as_of]


def _grounded(estimate: Estimate, grounds: Iterable[tuple[Observation, str, str]]) -> Estimate:
    rows = list(grounds)
    return replace(
        estimate,
        support=tuple(o for o, side, _ in rows if side == records.SUPPORT),
        dissent=tuple(Dissent(o, reason) for o, side, reason in rows if side == records.DISSENT),
        vintages=tuple(o for o, side, _ in rows if side == records.VINTAGE),
    )


def chunks(items: Sequence[str], size: int) -> Iterator[list[str]]:
    """The items in lists of at most ``size``."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
