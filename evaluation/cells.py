"""How many cells of the tables in ``evaluation/tables`` are read right: ``python -m evaluation.cells``."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack
from tachograph.scoring.comparing import compare

TABLES = Path(__file__).parent / "tables"
SETS = ("first", "second", "third")
MEASURES = ("figure", "quantity", "subject", "metric", "period", "kind", "modality", "basis", "full")
_FIELDS = ("unit", "kind", "subject", "metric", "period", "modality", "basis")


@dataclass(frozen=True)
class Table:
    """A text with a table, and the fields of each cell in the order of the text; ``*`` stands for anything."""

    name: str
    document: Document
    cells: tuple[dict[str, Any], ...]


def read_tables(name: str) -> tuple[Table, ...]:
    """The tables of one file."""
    raw = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))
    return tuple(_table(t) for t in raw["table"])


def _table(raw: dict[str, str]) -> Table:
    published = date.fromisoformat(raw["published"])
    document = Document(raw["name"], raw["text"], published=published, lang=raw.get("lang", "en"))
    return Table(raw["name"], document, tuple(_cells(raw["text"], raw["cells"])))


def _cells(text: str, lines: str) -> Iterator[dict[str, Any]]:
    """The cells with their offsets: each quote is the next one that stands alone in the text."""
    at = 0
    for line in lines.strip().splitlines():
        quote, value, *fields = (part.strip() for part in line.split("|"))
        start = _next(text, quote, at)
        at = start + len(quote)
        low, _, high = value.partition("..")
        bounds = {"low": low, "high": high or low}
        row = {k: None if v == "-" else float(v) for k, v in bounds.items()}
        said = {k: None if v == "-" else v for k, v in zip(_FIELDS, fields, strict=False)}
        further = dict(part.split("=") for part in fields[len(_FIELDS) :])
        yield {"start": start, "end": at, **row, **said, **further}


def _next(text: str, quote: str, at: int) -> int:
    """Where the quote stands next as a cell: not inside a longer number or name."""
    alone = re.compile(rf"(?<![^\s|(]){re.escape(quote)}(?![\d%\u4e00-\u9fff]|[,.-]\d)")
    match = alone.search(text, at)
    if match is None:
        raise ValueError(f"no cell {quote!r} after {text[at - 20 : at]!r}")
    return match.start()


def right(cell: dict[str, Any], claim: Claim) -> set[str]:
    """The measures by which a cell is read right; ``full`` takes in the basis and what else is written down."""
    fields = ("low", "high", "unit", "kind", "subject", "metric", "period", "modality", "basis")
    got = {"start": claim.span.start, "end": claim.span.end, **{f: getattr(claim, f) for f in fields}}
    wanted = {k: got.get(k) if v == "*" else v for k, v in cell.items()}
    agreed = {m for figure in compare([{**got, **wanted}], [got]) for m in figure.measures}
    if wanted["period"] is None and got["period"] is not None:
        agreed -= {"period", "full"}
    if wanted["basis"] == got["basis"]:
        agreed.add("basis")
    else:
        agreed.discard("full")
    if any(k in cell and cell[k] != getattr(claim, k) for k in ("segment", "model", "region")):
        agreed.discard("full")
    return agreed


def score(table: Table, pack: Pack) -> Counter[str]:
    """Per measure how many cells are right, and under ``spurious`` how many claims are of no cell."""
    claims = {(c.span.start, c.span.end): c for c in extract_claims(table.document, pack)}
    counts: Counter[str] = Counter()
    for cell in table.cells:
        claim = claims.pop((cell["start"], cell["end"]), None)
        if claim is not None:
            counts.update(right(cell, claim))
    counts["spurious"] = len(claims)
    return counts


def shares() -> str:
    """The share of cells that are right, per set and measure, in Markdown."""
    pack = load_pack(evidence=False)
    lines = [f"| tables | cells | {' | '.join(MEASURES)} | spurious |", "| --- |" + " ---: |" * (len(MEASURES) + 2)]
    for name in SETS:
        tables = read_tables(name)
        counts = sum((score(t, pack) for t in tables), Counter[str]())
        cells = sum(len(t.cells) for t in tables)
        parts = " | ".join(f"{counts[m] / cells:.3f}" for m in MEASURES)
        lines.append(f"| `{name}`, {len(tables)} | {cells} | {parts} | {counts['spurious']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(shares())
