"""Train the confidence of claims on the annotated articles: ``python -m evaluation.calibrate``.

Writes ``packs/confidence.toml`` and prints how reliable such a confidence is for articles it was not trained on. What the
regression says of these is set right by isotonic regression. Run it after every change of the reading. The articles of
``blind`` take no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.articles import SETS, articles_of
from evaluation.logistic import Case, fitted
from evaluation.report import reliability_table
from evaluation.scorecards import PACKS, written
from tachograph.core.finding import CheckedDocument
from tachograph.core.scorecard import Scorecard, followed
from tachograph.extraction import claims_with_signals
from tachograph.packs.loader import load_pack
from tachograph.presenting.json import report
from tachograph.scoring import GoldArticle, Reliability, compare, reliability_of

PATH = PACKS / "confidence.toml"
TRAINING = tuple(name for name in SETS if name != "blind")
FOLDS = 10
GROUP = 60  # claims that are alike in what is said of them, of which the share that is right is a point of the curve
_DECIMALS = 3
_MEANS = """\
What each signal adds to the log-odds of a claim being right in every field; extraction/signals.py says what they mean.
The curve has what these say, and how many such claims of articles left out are right."""
_Said = tuple[float, bool]


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


def trained(seen: Sequence[Case]) -> Scorecard:
    """The weights that all claims give, and the curve that sets them right for articles left out."""
    return replace(fitted(seen), curve=curve([said for fold in left_out(seen) for said in fold]))


def cross_validated(seen: Sequence[Case]) -> Reliability:
    """The reliability for articles left out: judged by what the others teach, weights and curve."""
    folds = left_out(seen)
    stated = list[_Said]()
    for n, fold in enumerate(folds):
        others = curve([said for m, other in enumerate(folds) if m != n for said in other])
        stated += [(followed(others, chance), right) for chance, right in fold]
    return reliability_of(stated)


def left_out(seen: Sequence[Case]) -> list[list[_Said]]:
    """What the weights that the other articles give say of every tenth article, and whether it is right."""
    articles = sorted({case.article for case in seen})
    return [_said(seen, frozenset(articles[n::FOLDS])) for n in range(FOLDS)]


def _said(seen: Sequence[Case], out: frozenset[str]) -> list[_Said]:
    card = fitted([case for case in seen if case.article not in out])
    return [(card.probability(case.signals), case.right) for case in seen if case.article in out]


def curve(said: Sequence[_Said]) -> tuple[tuple[float, float], ...]:
    """The share that is right by what is said, never falling: pool adjacent violators (Ayer et al. 1955)."""
    rising = sorted(said)
    count = len(rising) // GROUP
    pools = list[tuple[float, int, int]]()  # sum of what is said, right ones, claims
    for n in range(count):
        group = rising[n * len(rising) // count : (n + 1) * len(rising) // count]
        pools.append((sum(chance for chance, _ in group), sum(right for _, right in group), len(group)))
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last, before = pools.pop(), pools.pop()
            pools.append((last[0] + before[0], last[1] + before[1], last[2] + before[2]))
    points = ((round(chance / size, _DECIMALS), round(right / size, _DECIMALS)) for chance, right, size in pools)
    return tuple({chance: (chance, right) for chance, right in points if 0 < chance < 1}.values())


def main(path: Path = PATH) -> None:
    seen = cases()
    path.write_text(written(trained(seen), _MEANS, "evaluation.calibrate"), encoding="utf-8", newline="\n")
    print(f"{len(seen)} claims, of which {sum(case.right for case in seen)} are right in full. Of articles left out:\n")
    print(reliability_table(cross_validated(seen)))


if __name__ == "__main__":
    main()
