"""Promises and events as rows, and rows as promises and events again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from tachograph.core.document import digest
from tachograph.core.promise import Event, Promise, PromiseKind
from tachograph.core.span import Span
from tachograph.ledger.records import storable
from tachograph.ledger.tables import Row

PROMISE, EVENT = "promise", "event"


def promise_row(promise: Promise) -> Row:
    return promise.id, promise.document, PROMISE, _written(asdict(promise))


def event_row(event: Event) -> Row:
    id_ = digest(event.document, event.span.start, event.span.end, event.kind, event.subject_id, event.date)
    return id_, event.document, EVENT, _written(asdict(replace(event, source="")))


def _written(fields: Mapping[str, Any]) -> str:
    return storable(json.dumps(fields, default=str, sort_keys=True))


def to_promise(details: str) -> Promise:
    f = json.loads(details)
    count = None if f["count"] is None else Decimal(f["count"])
    return Promise(**_restored(f) | {"count": count, "what_span": Span(**f["what_span"])})


def to_event(details: str, source: str) -> Event:
    """An event; ``source`` is where its document stands."""
    return Event(**_restored(json.loads(details)) | {"source": source})


def _restored(fields: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return {**fields, **lists, "kind": PromiseKind(fields["kind"]), "span": Span(**fields["span"])}
