"""From the question to the answer: which query, which analysis, which command says the same."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from tachograph.analysis.table import Table
from tachograph.analysis.targets import Chance
from tachograph.core.errors import SourceError
from tachograph.core.pack import Pack
from tachograph.core.query import Asked, Query
from tachograph.extraction.questions import parse_question
from tachograph.packs.questions import question_words
from tachograph.pipeline import consulting
from tachograph.pipeline.asking.aims import aims, odds_of
from tachograph.pipeline.asking.answer import Answer, Draft
from tachograph.pipeline.asking.leaders import leaders
from tachograph.pipeline.asking.parts import shares
from tachograph.pipeline.asking.statements import conflicts, promises, vintages
from tachograph.pipeline.asking.values import comparison, growth, values
from tachograph.pipeline.recording import Books
from tachograph.reading.language import language_of

_LONGEST = 500  # characters of a question
_FROM_TABLE: Mapping[Asked, Callable[[Query, Table, date, Draft], None]] = {
    Asked.VALUE: values,
    Asked.COMPARE: comparison,
    Asked.GROWTH: growth,
    Asked.LEADER: leaders,
    Asked.SHARE: shares,
    Asked.CONFLICT: conflicts,
}


def ask(kept: Books, question: str, *, today: date, as_of: date | None = None) -> Answer:
    """The answer to a question in English or Chinese. Relative times count from ``today``.

    ``as_of`` asks what was known on a day; the question itself can say so too.

    Raises:
        SourceError: if the question is empty or too long, or the ledger cannot be read.
    """
    return answered(kept, understood(question, kept.pack, today=today, as_of=as_of), question, today=today)


def understood(question: str, pack: Pack, *, today: date, as_of: date | None = None) -> Query:
    """What a question asks for.

    Raises:
        SourceError: if it is empty or too long.
    """
    text = " ".join(question.split())
    if not text:
        raise SourceError("ask", "there is no question", 'write one: tacho ask "Who led in January 2026?"')
    if len(text) > _LONGEST:
        raise SourceError(
            "ask", f"the question is longer than {_LONGEST} characters", "ask one thing; articles are for tacho check"
        )
    query = parse_question(text, language_of(text), pack, question_words(), today)
    return query if as_of is None else replace(query, as_of=as_of)


def answered(
    kept: Books, query: Query, question: str, *, today: date, table: Table | None = None, odds: Chance | None = None
) -> Answer:
    """The answer to a query.

    ``table`` and ``odds`` are what the ledger says and how likely targets are, both as of the query's day, from one who
    has them already; they are worked out if they are needed and not given.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    draft = Draft()
    if query.kind is Asked.NONE:
        draft.refuse(f"reason_{query.reason}")
    elif query.kind is Asked.VINTAGES:
        vintages(query, kept, draft)
    elif query.kind is Asked.PROMISES:
        promises(query, kept, query.as_of or today, draft)
    else:
        table = table or _table(kept, query.as_of)
        if query.kind is Asked.TARGET:
            aims(query, table, today, draft, odds or odds_of(table))
        else:
            _FROM_TABLE[query.kind](query, table, today, draft)
    if query.more and query.kind not in (Asked.NONE, Asked.GROWTH):
        draft.warn("more_periods", periods=tuple(f"~{p}" for p in query.more))
    typed = draft.command or command(replace(query, period=draft.period or query.period), kept.pack)
    return Answer(
        " ".join(question.split()), query, typed, draft.said, draft.figures, draft.caveats, draft.cannot, draft.promises, draft.pages
    )  # fmt: skip


def _table(kept: Books, as_of: date | None) -> Table:
    known = consulting.figures(kept, as_of)
    return Table(known.pack, known.estimates, known.observations)


def command(query: Query, pack: Pack) -> str:
    """What can be typed for the same; empty if there is nothing."""
    cells = [("--metric", query.metric), ("--period", query.period)]
    as_of = [("--as-of", str(query.as_of) if query.as_of else None)]
    period = query.period or "PERIOD"
    match query.kind:
        case Asked.NONE:
            return _typed("maker", [query.entities[0]], []) if query.entities and query.reason == "metric" else ""
        case Asked.VALUE | Asked.COMPARE | Asked.GROWTH | Asked.CONFLICT if query.entities:
            return "; ".join(_typed("show", [e], [*cells, *as_of]) for e in query.entities)
        case Asked.CONFLICT:
            return _typed("conflicts", [], as_of)
        case Asked.LEADER:
            return _typed("leader", [period], as_of)
        case Asked.TARGET:
            year = query.period[:4] if query.period else None
            return _typed("targets", [], [("--year", year), *as_of])
        case Asked.VINTAGES if query.entities:
            return "; ".join(_typed("diff", [e], cells) for e in query.entities)
        case Asked.PROMISES:
            return _typed("promises", [], [("--entity", query.entities[0] if query.entities else None), *as_of])
        case Asked.SHARE if query.entities and pack.entities[query.entities[0]].kind != "market":
            return _typed("show", [query.entities[0]], [*cells, *as_of])
        case _:
            return _typed("market", [period], as_of)


def _typed(verb: str, arguments: list[str], options: list[tuple[str, str | None]]) -> str:
    parts = ["tacho", verb, *arguments]
    for name, value in options:
        if value:
            parts += [name, value]
    return shlex.join(parts)
