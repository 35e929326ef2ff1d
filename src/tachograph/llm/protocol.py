"""The chat completions protocol as values: questions to bytes, bytes to answers. No tools are ever offered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tachograph.llm.errors import AnswerError, CutOffError
from tachograph.llm.folding import one_line, whole

Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How an endpoint wants to be asked; it is found out from what it refuses."""

    schema: bool = True
    temperature: bool = True
    limit: str = "max_tokens"


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct, frozen=True):
    choices: list[_Choice]


class _Usage(msgspec.Struct, frozen=True):
    total_tokens: int


class _Used(msgspec.Struct, frozen=True):
    usage: _Usage


class _Problem(msgspec.Struct, frozen=True):
    error: Any = None
    message: Any = None
    detail: Any = None


def question(model: str, messages: Messages, schema: Mapping[str, Any], limit: int, manner: Manner) -> bytes:
    """The body of a request for one completion of at most ``limit`` tokens."""
    strict = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": m["role"], "content": whole(m["content"])} for m in messages],
        "response_format": strict if manner.schema else {"type": "json_object"},
        manner.limit: limit,
    }
    if manner.temperature:
        body["temperature"] = 0
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def content_of(answer: bytes, shown: Callable[[str], str] = one_line) -> str:
    """What the model wrote; ``shown`` makes what a server says fit for a message.

    Raises:
        CutOffError: if it was cut off by its limit.
        AnswerError: if it is no completion, or an empty or refused one.
    """
    try:
        choices = msgspec.json.decode(answer, type=_Completion).choices
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise AnswerError(
            f"the endpoint answers something other than a completion{_quoted(shown(problem_in(answer)))}"
        ) from None
    if not choices:
        raise AnswerError("the endpoint answers without a choice")
    message, reason = choices[0].message, choices[0].finish_reason
    if reason == "length":
        raise CutOffError("the answer was cut off at its limit of tokens")
    if message.refusal or reason == "content_filter":
        raise AnswerError("the model refuses to answer")
    if not (message.content or "").strip():
        raise AnswerError("the model answers nothing")
    return message.content or ""


def tokens_of(answer: bytes) -> int | None:
    """The tokens that the endpoint says it used; ``None`` if it does not."""
    try:
        return msgspec.json.decode(answer, type=_Used).usage.total_tokens
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def problem_in(answer: bytes) -> str:
    """What an error answer says, as it says it; empty if it is not JSON or says nothing."""
    try:
        told = msgspec.json.decode(answer, type=_Problem)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return ""
    said = told.error or told.message or told.detail
    if isinstance(said, dict):
        said = said.get("message")
    return said if isinstance(said, str) else ""


def gentler(manner: Manner, complaint: str) -> tuple[Manner, str] | None:
    """How to ask after a refusal of the request, and what to tell the user; ``None`` if nothing is left to try."""
    said = complaint.lower()
    if "max_tokens" in said and manner.limit == "max_tokens":
        return Manner(manner.schema, manner.temperature, "max_completion_tokens"), "takes no max_tokens"
    if "temperature" in said and manner.temperature:
        return Manner(manner.schema, temperature=False, limit=manner.limit), "takes no temperature"
    if manner.schema:
        told = "takes no JSON schema, so it was asked for plain JSON: expect more dropped figures"
        return Manner(schema=False, temperature=manner.temperature, limit=manner.limit), told
    return None


def _quoted(said: str) -> str:
    return f" ({said})" if said else ""
