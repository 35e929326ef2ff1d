"""Who says a figure, and how many of them say it of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tachograph.core.observation import Observation
from tachograph.core.site import site_of

_DAY = len("2025-01-01")
_HEADLINE = 5  # words of an address by which a syndicated article is known again
_NO_LETTERS = re.compile(r"[^a-z]+")


def independent(rows: Sequence[Observation]) -> list[list[Observation]]:
    """The rows of one figure by report.

    Those of one site, of one day, or under one headline are a report and its copies; so are those of one document and
    of documents known to repeat it.
    """
    reports: list[tuple[set[str], list[Observation]]] = []
    for row in rows:
        marks = set(_marks(row))
        alike = [r for r in reports if r[0] & marks]
        held = [o for r in alike for o in r[1]] + [row]
        reports = [r for r in reports if r not in alike]
        reports.append((marks.union(*(r[0] for r in alike)), held))
    return [held for _, held in reports]


def _marks(row: Observation) -> Iterable[str]:
    yield site_of(row.source)
    yield from (f"document {known}" for known in (row.document, row.origin) if known)
    if row.published and len(row.published) == _DAY:
        yield row.published
    headline = [w for w in _NO_LETTERS.split(row.source.rstrip("/").rpartition("/")[2]) if w]
    if len(headline) > _HEADLINE:
        yield " ".join(headline[:_HEADLINE])
