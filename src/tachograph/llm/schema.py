"""What an answer of the model must be: the JSON Schema that is sent, and the types that an answer is read by.

Whatever else an answer holds is never looked at: unknown fields are skipped by the parser, not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.core.quantity import Modifier
from tachograph.llm.errors import AnswerError

MOST_CLAIMS = 400
"""Claims of one answer that are read; a piece of text has fewer figures."""


class Row(msgspec.Struct, frozen=True):
    """One claim as the model gives it. Nothing in it is believed before it is found in the text or the pack."""

    quote: str
    unit: str
    kind: Kind
    modifier: Modifier = Modifier.EXACTLY
    context: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    subject: str | None = None
    metric: str | None = None
    period: str | None = None
    basis: str | None = None
    modality: Modality = Modality.ACTUAL
    claimant: str | None = None
    model: str | None = None
    region: str | None = None
    segment: str | None = None


class _Answer(msgspec.Struct, frozen=True):
    claims: list[msgspec.Raw]


def read_rows(content: str) -> tuple[list[Row], int]:
    """The claims of an answer and how many of them were not by the schema.

    Raises:
        AnswerError: if the answer as a whole is not by the schema.
    """
    try:
        raw = msgspec.json.decode(_object_in(content), type=_Answer).claims
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise AnswerError(f"the answer is not JSON by the schema ({_said(error)})") from None
    rows = list(_rows(raw[:MOST_CLAIMS]))
    return rows, len(raw) - len(rows)


def answer_schema(pack: Pack) -> dict[str, Any]:
    """The JSON Schema of an answer, strict: every field is required, no other is allowed."""
    text = {"type": "string"}
    nullable = {"type": ["string", "null"]}
    number = {"type": ["number", "null"]}
    fields: dict[str, Any] = {
        "quote": text,
        "context": text,
        "low": number,
        "high": number,
        "modifier": _one_of(Modifier),
        "unit": text,
        "kind": _one_of(Kind),
        "subject": nullable,
        "metric": {"type": ["string", "null"], "enum": [*pack.metrics, None]},
        "period": nullable,
        "basis": nullable,
        "modality": _one_of(Modality),
        "claimant": nullable,
        "model": nullable,
        "region": nullable,
        "segment": {"type": ["string", "null"], "enum": [*(term.id for term in pack.segments), None]},
    }
    return _record({"claims": {"type": "array", "items": _record(fields)}})


def _record(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _one_of(kind: type[Kind | Modality | Modifier]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(member) for member in kind]}


def _object_in(content: str) -> str:
    """The JSON object of an answer, without a fence or thoughts around it, which some endpoints leave in."""
    content = content.rpartition("</think>")[2]
    return content[max(content.find("{"), 0) : content.rfind("}") + 1]


def _rows(raw: list[msgspec.Raw]) -> Iterator[Row]:
    for item in raw:
        try:
            yield msgspec.json.decode(item, type=Row)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue


def _said(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
