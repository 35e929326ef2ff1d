"""A question, as what it asks the ledger for; and the words by which questions are told apart, which are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Asked(StrEnum):
    """What sort of thing a question asks for."""

    VALUE = "value"  # a figure, and who says so
    LEADER = "leader"  # who is first
    COMPARE = "compare"  # some against one another
    GROWTH = "growth"  # a change against an earlier period
    TARGET = "target"  # an aim, and whether it is or will be reached
    SHARE = "share"  # a part of a market; penetration
    VINTAGES = "vintages"  # what was said of a figure first, and later
    PROMISES = "promises"  # dated commitments and how they stand
    CONFLICT = "conflict"  # where sources contradict one another
    NONE = "none"  # what the ledger cannot tell


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for. ``entities`` and ``metric`` are ids of the pack, ``period`` is EDTF.

    ``model`` is the name of a model of the first entity, ``level`` the kind of entity that is ranked, ``body`` the id of
    who is to have said it, ``number`` the figure that the question names, ``as_of`` the day on which it is to have been
    known. ``sequential`` is true where a change is against the period just before, not the year before,
    ``by_growth`` where the ranking is of changes. ``reason`` says why nothing can be answered, if that is told from the
    question alone. ``more`` are periods that it names besides. ``base`` is the period that it compares with, if it names
    one; ``cumulative`` is true where all since the beginning is meant. ``of`` is the metric that a share is to be of.
    """

    kind: Asked
    entities: tuple[str, ...] = ()
    metric: str | None = None
    period: str | None = None
    segment: str | None = None
    region: str | None = None
    model: str | None = None
    level: str | None = None
    body: str | None = None
    number: Decimal | None = None
    as_of: date | None = None
    sequential: bool = False
    by_growth: bool = False
    reason: str = ""
    lang: str = "en"
    more: tuple[str, ...] = ()
    base: str | None = None
    cumulative: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Regular expressions, per language, that show a meaning; ``id`` names it, ``reason`` says more of it."""

    id: str
    patterns: Mapping[str, tuple[str, ...]]
    reason: str = ""


@dataclass(frozen=True)
class QuestionWords:
    """How questions are worded. Of ``kinds`` the first that is found is meant; ``levels`` are kinds of entity.

    ``metrics`` are words that say a metric in a question alone: who is called an exporter exports.
    ``counted`` shows that a number of things is asked for, ``known`` stands before the day of knowledge, ``compared``
    between those who are compared.
    """

    kinds: tuple[Wording, ...]
    levels: tuple[Wording, ...] = ()
    marks: Mapping[str, Wording] = field(default_factory=dict)
    metrics: tuple[Wording, ...] = ()
