"""Who copied whom: articles that say their figures in the same words.

Compared is only the wording of sentences that hold a figure. What one maker prints below every release ("about us",
the safe harbour) is the same each month and makes no copy; the figures in it are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import blake2b

from tachograph.checking.context import Context
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim
from tachograph.core.copy import Copy
from tachograph.core.document import Document

_WORD = re.compile(r"\d[\d,.]*\d|\d|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")
COPIED = Fraction(2, 5)
"""The part of an article's runs that makes it a copy if they stand in another; independent ones share an eighth at most."""

_RUNS = {"zh": 12}  # characters of Chinese that say about as much as the words of a run in English
_RUN = 7  # words of one run; "27,182 vehicles in January 2026" is what everybody writes
_ENOUGH = 12  # runs below which a text is too short to tell a copy from a coincidence
_SENTENCE = 8  # runs of a sentence that two writers do not choose alike by chance
_REPEATED = Fraction(4, 5)


@dataclass(frozen=True)
class Wording:
    """The runs of words of a document's sentences with figures."""

    context: Context

    @cached_property
    def runs(self) -> frozenset[str]:
        sentences = {self.context.sentence(claim): claim for claim in self.context.claims}
        return frozenset(run for claim in sentences.values() for run in self.of_sentence(claim))

    def of_sentence(self, claim: Claim) -> frozenset[str]:
        """The runs of the sentence or row that a claim stands in."""
        number = self.context.sentence(claim)
        if number not in self._sentences:
            self._sentences[number] = _runs(self.context.sentence_text(claim), self.context.document.lang)
        return self._sentences[number]

    @cached_property
    def _sentences(self) -> dict[int, frozenset[str]]:
        return {}

    def says_as(self, other: Wording, claim: Claim) -> bool:
        """Whether the other document has the sentence of one of this one's claims, nearly word for word."""
        runs = self.of_sentence(claim)
        return len(runs) >= _SENTENCE and len(runs & other.runs) >= _REPEATED * len(runs)


@dataclass(frozen=True)
class Copies:
    """The documents checked together, by their places; each copy with the one it repeats.

    ``root`` is the place of the document that each one goes back to: its own place if it is no copy.
    """

    wordings: tuple[Wording, ...]
    order: tuple[int, ...]
    root: tuple[int, ...]

    @classmethod
    def of(cls, contexts: Sequence[Context]) -> Copies:
        """Find the copies. The order of the documents makes no difference."""
        wordings = tuple(Wording(c) for c in contexts)
        order = sorted(range(len(wordings)), key=lambda place: _when(wordings[place]))
        root = list(range(len(wordings)))
        for n, place in enumerate(order):
            earlier = [(shared(wordings[place], wordings[other]), -m, other) for m, other in enumerate(order[:n])]
            share, _, best = max(earlier, default=(Fraction(0), 0, place))
            if share >= COPIED:
                root[place] = root[best]
        rank = [0] * len(order)
        for n, place in enumerate(order):
            rank[place] = n
        return cls(wordings, tuple(rank), tuple(root))

    def origin(self, place: int) -> Copy | None:
        """The document that one repeats, if it is a copy."""
        root = self.root[place]
        return None if root == place else self._pair(place, root)

    def copies(self, place: int) -> tuple[Copy, ...]:
        """The copies of a document, the earliest first."""
        places = [n for n, root in enumerate(self.root) if root == place != n]
        return tuple(self._pair(n, place, of=n) for n in sorted(places, key=self.order.__getitem__))

    def independent(self, a: int, one: Claim, b: int, other: Claim) -> bool:
        """Whether two claims of the documents at two places come from two sources."""
        if self.root[a] == self.root[b]:
            return False
        first, second = self.wordings[a], self.wordings[b]
        return not (first.says_as(second, one) or second.says_as(first, other))

    def _pair(self, copy: int, root: int, of: int | None = None) -> Copy:
        document = self.wordings[root if of is None else of].context.document
        share = shared(self.wordings[copy], self.wordings[root])
        return Copy(document.id, document.source, document.published, share)


def _when(wording: Wording) -> tuple[date, int, str, str]:
    """For sorting: the earliest first, those without a date last; of one day the longest, from which others are cut."""
    document: Document = wording.context.document
    return document.published or date.max, -len(wording.runs), document.source, document.id


def shared(copy: Wording, origin: Wording) -> Fraction:
    """The part of a document's wording that stands in another; 0 if it is too short to tell, unless both are the same."""
    if copy.context.document.text == origin.context.document.text:
        return Fraction(1)
    if len(copy.runs) < _ENOUGH:
        return Fraction(0)
    return Fraction(len(copy.runs & origin.runs), len(copy.runs))


def _runs(text: str, lang: str) -> frozenset[str]:
    words = [w.replace(",", "") for w in _WORD.findall(text.casefold())]
    length = _RUNS.get(lang, _RUN)
    return frozenset(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))


_KEPT = 8  # one hash in so many is kept of a document's wording
_LEAST = 4  # and of a short one these at least
_HASH_BITS = 63


def sketch(context: Context) -> tuple[int, ...]:
    """Some hashes of a document's wording, chosen by their value: documents that share wording share some of them."""
    wording = Wording(context)
    if len(wording.runs) < _ENOUGH:
        return ()
    hashes = sorted(_hash(run) for run in wording.runs)
    return tuple(dict.fromkeys(hashes[:_LEAST] + [h for h in hashes if h % _KEPT == 0]))


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) >> (64 - _HASH_BITS)


def copied(contexts: Sequence[Context]) -> tuple[tuple[str, str, float], ...]:
    """Which documents repeat which: (id of the copy, id of the one it goes back to, part of the wording that is shared)."""
    copies = Copies.of(contexts)
    found = []
    for place, context in enumerate(contexts):
        if (origin := copies.origin(place)) is not None:
            found.append((context.document.id, origin.id, float(origin.shared)))
    return tuple(found)
