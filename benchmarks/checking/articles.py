"""The clean articles: those of whose figures the annotators doubted none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from evaluation.articles import articles_of
from evaluation.claims import Row, claims_of

from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.scoring import GoldArticle

SETS = {"dev": ("gold/dev",), "others": ("fresh", "unseen", "varied")}
"""What is reported apart, and the sets of ``evaluation`` that it is made of; ``blind`` takes no part."""


@dataclass(frozen=True)
class Article:
    """A text with its annotated claims (rows of the annotation guide) and what the annotators confirmed of them."""

    id: str
    set: str
    document: Document
    rows: tuple[Row, ...]
    findings: tuple[Row, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The rows as claims, in the same order."""
        return claims_of(self.document, self.rows)

    @property
    def text(self) -> str:
        return self.document.text

    def quote(self, index: int) -> str:
        """The figure of a claim as written."""
        return self.text[self.rows[index]["start"] : self.rows[index]["end"]]


@cache
def clean_articles(name: str) -> tuple[Article, ...]:
    """The articles of ``dev`` or ``others`` whose figures the annotators let stand."""
    golds = [gold for part in SETS[name] for gold in articles_of(part)]
    return tuple(_article(gold, name) for gold in golds if gold.claims and _is_clean(gold))


def _is_clean(gold: GoldArticle) -> bool:
    return all(finding["verdict"] == "confirmed" for finding in gold.findings)


def _article(gold: GoldArticle, name: str) -> Article:
    return Article(gold.id, name, gold.document, gold.claims, gold.findings)
