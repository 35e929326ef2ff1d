"""Figures against annotated texts, with the packs' units."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from figurescores import Expected, Score, add, quantity

from tachograph.extraction.numbers.figures import Form, UnitLexicon, find_figures
from tachograph.packs.loader import load_pack

_HERE = Path(__file__).parent
_GOLD = _HERE.parent.parent / "evaluation" / "gold"


@pytest.fixture(scope="module")
def lexicon() -> UnitLexicon:
    return UnitLexicon(load_pack(evidence=False).units)


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_hard_sentences(lexicon):
    score, false_hits = Score(), 0
    for row in _lines(_GOLD / "sentences.jsonl"):
        # Ranks are figures of an article but not quantities of this list.
        figures = [f for f in find_figures(row["text"], lexicon) if f.form is not Form.ORDINAL]
        add(score, [quantity(q, row["text"], figures) for q in row["quantities"]], figures)
        false_hits += len(figures) * (not row["quantities"])
    assert score.f1(score.valued) >= 0.99
    assert score.f1(score.united) >= 0.96
    assert false_hits == 0


def test_own_sentences(lexicon):
    score = Score()
    for row in _lines(_HERE / "figures.jsonl"):
        text, position, expected = row["text"], 0, []
        for quote, low, high, unit in row["figures"]:
            start = text.index(quote, position)
            position = start + len(quote)
            bounds = tuple(sorted({Decimal(b) for b in (low, high) if b is not None}))
            expected.append(Expected(start, position, bounds, frozenset({unit} if unit else ())))
        add(score, expected, find_figures(text, lexicon))
    assert score.f1(score.valued) >= 0.97
    assert score.f1(score.united) >= 0.97


def test_articles(lexicon):
    gold = found = overlapping = 0
    for path in sorted((_GOLD / "dev").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        figures = find_figures(article["text"], lexicon)
        gold += len(article["claims"])
        found += len(figures)
        overlapping += sum(
            any(f.span.start < c["end"] and f.span.end > c["start"] for f in figures) for c in article["claims"]
        )
    assert overlapping / gold >= 0.99
    assert overlapping / found >= 0.97
