"""How often claims of each confidence are right in every field: ``python -m evaluation.calibrate``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evaluation.scoring import Gold, agreeing, paired, predicted_row, read_gold
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack

ROOT = Path(__file__).parent


def reliability(articles: tuple[Gold, ...], pack: Pack) -> dict[float, tuple[int, float]]:
    """For each stated confidence: how many claims state it, and the share of them that is right in every field."""
    stated: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for gold in articles:
        claims = extract_claims(gold.document, pack)
        stated.update(c.confidence for c in claims)
        rows = [predicted_row(c) for c in claims]
        for i, j in paired(list(gold.claims), rows):
            right[claims[j].confidence] += "full" in agreeing(gold.claims[i], rows[j])
    return {c: (n, right[c] / n) for c, n in sorted(stated.items(), reverse=True)}


def main() -> None:
    articles = read_gold(ROOT / "gold" / "dev") + read_gold(ROOT / "fresh") + read_gold(ROOT / "unseen")
    for confidence, (count, share) in reliability(articles, load_pack(evidence=False)).items():
        print(f"stated {confidence:.2f}: {count} claims, {share:.2f} right")


if __name__ == "__main__":
    main()
