"""The texts from which it is learned what follows from what: annotated articles, texts without errors, and those of ``tied``.

The articles of ``blind``, and those of ``tied`` that are held out, take no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.articles import ROOT, SETS, articles_of
from evaluation.claims import claims_of
from evaluation.ties import TiedArticle, tied_articles
from tachograph.checking.formulas import Formula
from tachograph.core.claim import Claim
from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.extraction import extract_claims
from tachograph.pipeline.articles import check_texts
from tachograph.scoring import GoldArticle

TRAINING = tuple(name for name in SETS if name != "blind")


@dataclass(frozen=True, slots=True)
class Text:
    """Claims of a text, and what says which figures follow from which, if anything does."""

    article: str
    document: Document
    claims: tuple[Claim, ...]
    tied: TiedArticle | None = None
    gold: GoldArticle | None = None
    read: bool = True


def texts(pack: Pack) -> Iterator[Text]:
    """All that are learned from, in a fixed order; annotated articles twice: as they are read, and as annotated."""
    for gold in (gold for name in TRAINING for gold in articles_of(name)):
        yield Text(gold.id, gold.document, extract_claims(gold.document, pack), gold=gold)
        yield Text(gold.id, gold.document, claims_of(gold.document, gold.claims), gold=gold, read=False)
    for path in sorted((ROOT / "clean").glob("*.txt")):
        (checked,) = check_texts([path.read_text("utf-8")])
        yield Text(path.stem, checked.document, checked.claims)
    yield from tied_texts("train", pack)


def tied_texts(split: str, pack: Pack) -> Iterator[Text]:
    """The articles of ``tied`` that are to learn from, or those held out."""
    for tied in tied_articles(split):
        yield Text(tied.id, tied.document, extract_claims(tied.document, pack), tied=tied)


def is_found(gold: GoldArticle, figures: Sequence[Claim]) -> bool:
    """Whether the annotators confirmed some figures by one another."""
    found = (f["claims"] for f in gold.findings if f["verdict"] == "confirmed")
    return any(all(any(_overlap(c, gold.claims[i]) for i in places) for c in figures) for places in found)


def is_doubted(gold: GoldArticle | None, claim: Claim, formulas: Sequence[Formula]) -> bool:
    """Whether the annotators doubt one of the figures."""
    if gold is None:
        return False
    doubted = {i for f in gold.findings if f["verdict"] != "confirmed" for i in f["claims"]}
    figures = {c.id: c for c in (claim, *(c for f in formulas for c in f.operands))}
    return any(_overlap(c, gold.claims[i]) for c in figures.values() for i in doubted)


def _overlap(claim: Claim, row: dict[str, object]) -> bool:
    return claim.span.start < int(str(row["end"])) and int(str(row["start"])) < claim.span.end
