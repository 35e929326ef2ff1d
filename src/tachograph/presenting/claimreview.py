"""Verdicts as schema.org ClaimReview in JSON-LD, the form in which fact-checkers exchange them.

There is a review for each figure with something said for or against it: contradicted, implausible or confirmed. What
is consistent or unchecked has no verdict that could be published, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph import __version__
from tachograph.core.claim import Claim, Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument
from tachograph.presenting import words
from tachograph.presenting.article import Article, Mark, Note, lay_out, sentence
from tachograph.presenting.excerpt import one_line, web_address
from tachograph.presenting.json import written

_RATINGS = {Verdict.CONTRADICTED: 1, Verdict.IMPLAUSIBLE: 2, Verdict.CONFIRMED: 5}
_WORST, _BEST = 1, 5

Thing = dict[str, object]
"""Something of schema.org: its type and its properties."""


def render(documents: Sequence[CheckedDocument], *, checked: bool = True) -> str:
    """The reviews as JSON-LD; none if the documents were not checked."""
    reviews = [review for article in lay_out(documents) for review in _reviews(article)] if checked else []
    lines = ",\n".join(written(review) for review in reviews)
    return f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}\n'


def _reviews(article: Article) -> Iterator[Thing]:
    for mark in article.marks:
        for claim in mark.claims:
            if claim.verdict in _RATINGS:
                yield _review(article.checked.document, mark, claim)


def _review(document: Document, mark: Mark, claim: Claim) -> Thing:
    notes = [note for note in mark.notes if claim.id in note.finding.claims and note.finding.verdict is claim.verdict]
    before, quote, after = sentence(document.text, claim.span)
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": f"urn:tachograph:{claim.id}",
            "claimReviewed": one_line(f"{before}{quote}{after}"),
            "reviewBody": "\n".join(_argument(note) for note in notes),
            "author": {"@type": "SoftwareApplication", "name": "Tachograph", "softwareVersion": __version__},
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": _RATINGS[claim.verdict],
                "worstRating": _WORST,
                "bestRating": _BEST,
                "alternateName": str(claim.verdict).capitalize(),
                "ratingExplanation": words.VERDICTS[claim.verdict].meaning,
            },
            "itemReviewed": _claim(document, claim),
            "citation": [
                _source(source) for source in dict.fromkeys(e.source for n in notes for e in n.finding.evidence)
            ],
        }
    )


def _claim(document: Document, claim: Claim) -> Thing:
    appearance: Thing = {
        "@type": "CreativeWork",
        "headline": one_line(document.title) if document.title else None,
        "url": web_address(document.source),
        "inLanguage": document.lang,
        "datePublished": document.published.isoformat() if document.published else None,
        "publisher": {"@type": "Organization", "name": one_line(document.outlet)} if document.outlet else None,
    }
    return _filled(
        {
            "@type": "Claim",
            "name": one_line(claim.quote),
            "description": words.reading(claim),
            "author": {"@type": "Organization", "name": one_line(claim.claimant)} if claim.claimant else None,
            "datePublished": document.published.isoformat() if document.published else None,
            "appearance": _filled(appearance),
        }
    )


def _argument(note: Note) -> str:
    """What a finding says, its calculation and the edits that would mend it, each on a line."""
    lines = [note.finding.message]
    lines += [f"{text}{f' = {gives}' if gives else ''}" for text, gives in note.steps]
    lines += [words.evidence(given) for given in note.finding.evidence]
    lines += [f"Repair: {mending}" for mending in note.mendings]
    return "\n".join(map(one_line, lines))


def _source(source: str) -> Thing:
    linked = web_address(source.partition(" ")[0])
    return {"@type": "CreativeWork", "url": linked} if linked else {"@type": "CreativeWork", "name": one_line(source)}


def _filled(thing: Thing) -> Thing:
    """Without the properties that nothing is known of."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
