"""How well claims are read and checked, as tables: ``python -m evaluation.report``."""

from __future__ import annotations

from pathlib import Path

from evaluation.alarms import false_alarms, found
from evaluation.scoring import MEASURES, Gold, f1_scores, predicted_row, read_gold
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

ROOT = Path(__file__).parent
SETS = {"gold/dev": ROOT / "gold" / "dev", "fresh": ROOT / "fresh", "unseen": ROOT / "unseen"}


def table() -> str:
    """F1 per measure, set of articles and language, in Markdown."""
    pack = load_pack(evidence=False)
    lines = ["| articles | claims | " + " | ".join(MEASURES) + " |", "| --- |" + " ---: |" * (len(MEASURES) + 1)]
    for name, directory in SETS.items():
        articles = read_gold(directory)
        for lang in sorted({g.document.lang for g in articles}):
            chosen: list[Gold] = [g for g in articles if g.document.lang == lang]
            scores = f1_scores((g.claims, [predicted_row(c) for c in extract_claims(g.document, pack)]) for g in chosen)
            claims = sum(len(g.claims) for g in chosen)
            cells = " | ".join(f"{scores[m]:.3f}" for m in MEASURES)
            lines.append(f"| `{name}` {lang}, {len(chosen)} | {claims} | {cells} |")
    return "\n".join(lines)


def checking_table() -> str:
    """False alarms and contradictions found, per set of articles, in Markdown."""
    pack, rates = load_pack(), load_rates()
    lines = ["| articles | false alarms | contradictions found | of |", "| --- | ---: | ---: | ---: |"]
    for name, directory in SETS.items():
        articles = read_gold(directory)
        alarms = sum(len(false_alarms(g, pack, rates)) for g in articles)
        hits = [found(g, pack, rates) for g in articles]
        lines.append(
            f"| `{name}`, {len(articles)} | {alarms} | {sum(h for h, _ in hits)} | {sum(n for _, n in hits)} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(), checking_table(), sep="\n\n")
