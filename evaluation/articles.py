"""The annotated articles of this project, and what is extracted from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tachograph.pipeline import extract_documents
from tachograph.presenting.json import report
from tachograph.scoring import Evaluation, GoldArticle, claims_by_article, evaluate, read_gold

ROOT = Path(__file__).parent
SETS = {
    name: ROOT / name
    for name in (
        "gold/dev",
        "fresh",
        "unseen",
        "varied",
        "more",
        "wide",
        "press",
        "trade",
        "voices",
        "daily",
        "wires",
        "rounds",
        "gazette",
        "season",
        "bulletin",
        "digest",
        "blind",
    )
}
"""All but ``blind`` have been looked at while rules were written; what is in ``blind`` only ever gives figures."""


def articles_of(name: str) -> tuple[GoldArticle, ...]:
    """The articles of one of the sets.

    Raises:
        SourceError: about the first gold file that cannot be used.
    """
    articles, errors = read_gold(SETS[name])
    if errors:
        raise errors[0]
    return articles


def evaluated(articles: Sequence[GoldArticle]) -> Evaluation:
    """The articles beside what is extracted from them with all packs.

    Raises:
        SourceError: about the first article that extraction breaks on.
    """
    outcome = extract_documents([one.document for one in articles])
    if outcome.errors:
        raise outcome.errors[0]
    return evaluate(articles, claims_by_article(report(outcome.documents, checked=False)["documents"]))
