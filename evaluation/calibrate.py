"""Train the confidence of claims on the annotated articles: ``python -m evaluation.calibrate``.

Writes ``packs/confidence.toml`` and prints how reliable such a confidence is for articles it was not trained on. Run it
after every change of the reading. The articles of ``blind`` take no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import tachograph.packs
from evaluation.articles import SETS, articles_of
from evaluation.logistic import Case, fitted
from evaluation.report import reliability_table
from tachograph.core.finding import CheckedDocument
from tachograph.core.scorecard import Scorecard
from tachograph.extraction import claims_with_signals
from tachograph.packs.loader import load_pack
from tachograph.presenting.json import report
from tachograph.scoring import GoldArticle, Reliability, compare, reliability_of

PATH = Path(tachograph.packs.__file__).parent / "confidence.toml"
TRAINING = tuple(name for name in SETS if name != "blind")
FOLDS = 10
_HEAD = """\
# What each signal adds to the log-odds of a claim being right in every field; extraction/signals.py says what they mean.
# Written by `python -m evaluation.calibrate`, which trains it on the annotated articles. Not to be edited by hand.
"""


def cases() -> tuple[Case, ...]:
    """The claims read from the annotated articles but those of ``blind``, in a fixed order."""
    return tuple(case for name in TRAINING for gold in articles_of(name) for case in _cases(gold))


def _cases(gold: GoldArticle) -> Iterator[Case]:
    read = claims_with_signals(gold.document, load_pack())
    (document,) = report([CheckedDocument(gold.document, tuple(c for c, _ in read), ())], checked=False)["documents"]
    figures = compare(gold.claims, document["claims"])
    right = {f.predicted["id"] for f in figures if f.predicted is not None and f.status == "right"}
    for claim, signals in read:
        yield Case(gold.id, signals, claim.id in right)


def cross_validated(seen: Sequence[Case]) -> Reliability:
    """The reliability for articles left out: every tenth article at a time, judged by what the others teach."""
    articles = sorted({case.article for case in seen})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    stated = []
    for left_out in range(FOLDS):
        card = fitted([case for case in seen if fold[case.article] != left_out])
        stated += [(card.probability(c.signals), c.right) for c in seen if fold[c.article] == left_out]
    return reliability_of(stated)


def written(card: Scorecard) -> str:
    """The scorecard as TOML."""
    weights = "".join(f'"{name}" = {weight:+.2f}\n' for name, weight in sorted(card.weights.items()))
    return f"{_HEAD}\nbase = {card.base:+.2f}\n\n[weights]\n{weights}"


def main(path: Path = PATH) -> None:
    seen = cases()
    path.write_text(written(fitted(seen)), encoding="utf-8", newline="\n")
    print(f"{len(seen)} claims, of which {sum(case.right for case in seen)} are right in full. Of articles left out:\n")
    print(reliability_table(cross_validated(seen)))


if __name__ == "__main__":
    main()
