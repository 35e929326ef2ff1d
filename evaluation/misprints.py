"""Misprinted digits in articles that nothing was learned from: ``python -m evaluation.misprints``.

In each article of ``tied`` that is held out, a digit of a figure that takes part in an equation is misprinted, three times
over, and the text is read and checked: how many misprints are contradicted, by the kind of equation, and what is
contradicted in the articles as they are. Their figures are fiction, so what only sources contradict does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from evaluation.ties import TiedArticle, tied_articles
from tachograph.checking import check_claims
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument, Finding
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

_MISPRINTS = 3
_Place = tuple[int, int]


def misprints(article: TiedArticle) -> Iterator[tuple[str, Document, _Place]]:
    """The kind of equation, the text after a digit of one of its figures was misprinted, and where; always the same ones."""
    dice = Random(article.id)  # noqa: S311 - no secret
    equations = list(article.equations)
    dice.shuffle(equations)
    for equation in equations[:_MISPRINTS]:
        name = dice.choice([n for n in (equation.left, *equation.terms) if n in article.places])
        place = article.places[name]
        if written := _misprinted(article.document.text[slice(*place)], dice):
            text = article.document.text
            after = f"{text[: place[0]]}{written}{text[place[1] :]}"
            yield equation.kind, replace(article.document, text=after, id=""), place


def _misprinted(words: str, dice: Random) -> str:
    """A figure with one digit another, not its last; empty if it has but one."""
    digits = [n for n, letter in enumerate(words) if letter.isdigit()]
    if len(digits) < 2:
        return ""
    place = dice.choice(digits[:-1] if len(digits) > 2 else digits)
    new = dice.choice([d for d in "0123456789" if d != words[place] and not (d == "0" and place == digits[0])])
    return f"{words[:place]}{new}{words[place + 1 :]}"


def contradictions(document: Document) -> tuple[CheckedDocument, list[Finding]]:
    """What a text contradicts itself in."""
    pack = load_pack()
    (checked,) = check_claims([(document, extract_claims(document, pack))], pack, load_rates())
    return checked, [f for f in checked.findings if f.verdict is Verdict.CONTRADICTED and not f.evidence]


def _is_found(document: Document, place: _Place, known: frozenset[str]) -> bool:
    checked, found = contradictions(document)
    spans = {c.id: c.span for c in checked.claims}
    new = (f for f in found if f.message not in known)
    return any(spans[c].start < place[1] and place[0] < spans[c].end for f in new for c in f.claims if c in spans)


def main() -> None:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alarms = list[str]()
    articles = tied_articles("held")
    for article in articles:
        known = [f.message for f in contradictions(article.document)[1]]
        alarms += (f"{article.id}: {message}" for message in known)
        for kind, document, place in misprints(article):
            made[kind] += 1
            found[kind] += _is_found(document, place, frozenset(known))
    print("| equation | misprints | contradicted |\n| --- | ---: | ---: |")
    for kind in sorted(made):
        print(f"| {kind} | {made[kind]} | {found[kind]} |")
    share = found.total() / made.total()
    print(
        f"\n{found.total()} of {made.total()} ({share:.2f}); in the {len(articles)} articles as they are: {len(alarms)}"
    )
    print("\n".join(alarms))


if __name__ == "__main__":
    main()
