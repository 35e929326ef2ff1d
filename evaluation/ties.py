"""The articles of ``tied``: texts whose marks and equations say which figures follow from which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tachograph.core.claim import Claim
from tachograph.core.document import Document

_FOLDER = Path(__file__).parent / "tied"
_MARK = re.compile(r"⟦(\w+)\|([^⟦⟧]+)⟧")
_EQUATION = re.compile(r"(\w+) (\w+) = (.+)")
_TERM = re.compile(r"\w+")
_RATES = ("growth", "share", "quotient", "points")


@dataclass(frozen=True)
class Equation:
    """A kind of equation, the figure on its left and those on its right, in order, by their names."""

    kind: str
    left: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class TiedArticle:
    """A text, where its named figures stand, and what they satisfy."""

    id: str
    split: str
    document: Document
    places: Mapping[str, tuple[int, int]]
    equations: tuple[Equation, ...]

    def says(self, claim: Claim, operands: Sequence[Claim]) -> bool:
        """Whether a rate, share, multiple or difference in points is said to follow from these two figures."""
        return any(
            self.is_at(claim, e.left) and all(self._is(c, name) for c, name in zip(operands, e.terms, strict=True))
            for e in self.equations
            if e.kind in _RATES and len(e.terms) == len(operands)
        )

    def adds_up(self, whole: Claim, parts: Sequence[Claim]) -> bool:
        """Whether an amount is said to be the sum of others, or one of these its difference to the rest."""
        return any(
            self._is(whole, larger) and len(parts) == len(smaller) and self._are(parts, smaller)
            for larger, smaller in map(_whole_and_parts, self.equations)
            if smaller
        )

    def _are(self, claims: Sequence[Claim], names: Sequence[str]) -> bool:
        return all(any(self._is(c, n) for c in claims) for n in names)

    def _is(self, claim: Claim, name: str) -> bool:
        """Whether a claim is a named figure, or says it once more."""
        alike = {name} | {
            other
            for e in self.equations
            if e.kind == "same"
            for other in (e.left, *e.terms)
            if name in (e.left, *e.terms)
        }
        return any(self.is_at(claim, one) for one in alike)

    def is_at(self, claim: Claim, name: str) -> bool:
        """Whether a claim stands where a named figure does."""
        start, end = self.places.get(name, (0, 0))
        return claim.span.start < end and start < claim.span.end


def _whole_and_parts(equation: Equation) -> tuple[str, tuple[str, ...]]:
    """What an equation says to be the sum of what; no parts if it is of another kind."""
    if equation.kind == "sum":
        return equation.left, equation.terms
    if equation.kind == "difference":
        return equation.terms[0], (equation.terms[1], equation.left)
    return "", ()


def tied_articles(split: str) -> tuple[TiedArticle, ...]:
    """The articles to learn from (``train``), or those held out (``held``), in the order of their names."""
    found = (_read(path) for path in sorted(_FOLDER.glob("[0-9]*.txt")))
    return tuple(article for article in found if article.split == split)


def _read(path: Path) -> TiedArticle:
    head, marked, listed = re.split(r"^---\n", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    said = dict(line.split(": ", 1) for line in head.splitlines())
    text, places = _unmarked(marked)
    day = date.fromisoformat(said["published"])
    document = Document(path.name, text, title=said["title"], published=day, lang=said["lang"])
    return TiedArticle(f"tied-{path.stem}", said["split"], document, places, tuple(_equations(listed)))


def _unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where the named figures stand in it."""
    places, pieces, length, last = {}, list[str](), 0, 0
    for mark in _MARK.finditer(marked):
        before, words = marked[last : mark.start()], mark[2]
        start = length + len(before)
        places[mark[1]] = (start, start + len(words))
        pieces += (before, words)
        length, last = start + len(words), mark.end()
    return "".join((*pieces, marked[last:])), places


def _equations(listed: str) -> Iterator[Equation]:
    for line in listed.splitlines():
        if found := _EQUATION.fullmatch(line.strip()):
            yield Equation(found[1], found[2], tuple(_TERM.findall(found[3])))
