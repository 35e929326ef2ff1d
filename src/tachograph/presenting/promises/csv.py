"""Promises as CSV: a row for each, its evidence in one cell."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from tachograph.core.promise import JudgedPromise
from tachograph.presenting.excerpt import one_line
from tachograph.presenting.inert import inert

COLUMNS = (
    "subject", "kind", "what", "deadline", "standing", "as_of", "claimant", "hearsay", "made", "quote", "source", "evidence",
)  # fmt: skip


def render(judged: Sequence[JudgedPromise], sources: Mapping[str, str], as_of: date) -> str:
    """The promises as CSV text with a head; nothing in it is a formula to a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for j in judged:
        p = j.promise
        evidence = "; ".join(f"{e.date}: {e.text} ({e.source})" for e in j.evidence)
        row = (
            p.subject, p.kind, p.what, p.deadline, j.standing, as_of.isoformat(), p.claimant, str(p.hearsay).lower(), p.made,
            p.quote, sources.get(p.document, ""), evidence,
        )  # fmt: skip
        writer.writerow(map(_cell, row))
    return out.getvalue()


def _cell(value: str | None) -> str:
    return inert(one_line(value or ""))
