"""All that some articles say, by what it is said of: read once, looked up by every check of several articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tachograph.checking.articles.copies import Copies
from tachograph.checking.evidence import UNITS_SOLD, written
from tachograph.checking.figures import Figures
from tachograph.checking.variables import Scope, canonical
from tachograph.core.cached import cached_property
from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.finding import Evidence
from tachograph.core.interval import Interval
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.site import host_of

_COMPARED = (Kind.LEVEL, Kind.CHANGE)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_TITLE = 40  # code points of a title
_CONTEXT = 45  # code points of a sentence quoted on each side of a figure


class Said(NamedTuple):
    """A claim of the document at a place among those checked together."""

    place: int
    claim: Claim
    scope: Scope


class Cell(NamedTuple):
    """What a figure is of, as far as two words for it mean one thing: makers' deliveries and sales do."""

    subject: str
    metric: str
    unit: str
    model: str
    kind: Kind
    modality: Modality
    period: str
    basis: str

    @classmethod
    def of(cls, said: Said) -> Cell:
        claim, scope = said.claim, said.scope
        metric = min(UNITS_SOLD) if scope.metric in UNITS_SOLD else scope.metric
        when = canonical(claim.period), canonical(claim.basis)
        return cls(scope.subject, metric, scope.unit, scope.model, claim.kind, claim.modality, *when)


@dataclass(frozen=True)
class Corpus:
    """Documents checked together, each with its figures, and which of them are copies."""

    figures: tuple[Figures, ...]
    copies: Copies

    @classmethod
    def of(cls, figures: Sequence[Figures]) -> Corpus:
        return cls(tuple(figures), Copies.of([f.context for f in figures]))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every figure that can be compared; the earliest document first, whatever order they were given in."""
        places = sorted(range(len(self.figures)), key=self.copies.order.__getitem__)
        return tuple(said for place in places for said in self.said_at(place))

    def said_at(self, place: int) -> Iterator[Said]:
        context = self.figures[place].context
        for claim in context.claims:
            if claim.kind in _COMPARED and claim.id in context.scopes and canonical(claim.period):
                yield Said(place, claim, context.scopes[claim.id])

    @cached_property
    def cells(self) -> Mapping[Cell, Mapping[Quantity, tuple[Said, ...]]]:
        """What is said of each thing, by figure."""
        cells: dict[Cell, dict[Quantity, list[Said]]] = {}
        for said in self.said:
            cells.setdefault(Cell.of(said), {}).setdefault(said.claim.quantity, []).append(said)
        return {cell: {q: tuple(rows) for q, rows in given.items()} for cell, given in cells.items()}

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Said, ...]]:
        subjects: dict[str, list[Said]] = {}
        for said in self.said:
            subjects.setdefault(said.scope.subject, []).append(said)
        return {subject: tuple(rows) for subject, rows in subjects.items()}

    def is_settled(self, said: Said) -> bool:
        """Whether a claim's own text says nothing else of it, and it is no average."""
        return (said.place, said.claim.id) in self._settled

    @cached_property
    def _settled(self) -> frozenset[tuple[int, str]]:
        return frozenset((n, c) for n, f in enumerate(self.figures) for s in f.statements for c in s.claims)

    def document(self, said: Said) -> Document:
        return self.figures[said.place].context.document

    def sources(self, said: Iterable[Said]) -> tuple[tuple[Said, ...], ...]:
        """Some claims by where they come from.

        A document and its copies are one source, and so are documents that print a figure in one and the same sentence.
        """
        groups: list[list[Said]] = []
        for one in said:
            own = next((group for group in groups if not self._apart(group[0], one)), None)
            if own is None:
                groups.append([one])
            else:
                own.append(one)
        return tuple(map(tuple, groups))

    def _apart(self, a: Said, b: Said) -> bool:
        return self.copies.independent(a.place, a.claim, b.place, b.claim)

    # --- words --------------------------------------------------------------------------------------------------------

    def name(self, said: Said) -> str:
        """A document with its day: ``Daily Motor (3 Feb 2026)``."""
        when = self.document(said).published
        return f"{named(self.document(said))} ({_day(when) if when else 'no date'})"

    def names(self, said: Iterable[Said], figure: Quantity | None = None, most: int = 3) -> str:
        """Documents as a list, each once; beyond ``most`` their number. One with another figure is named with it."""
        names = list(dict.fromkeys(self.name(one) + _otherwise(one.claim, figure) for one in said))
        names = [*names[:most], f"{len(names) - most} more"] if len(names) > most + 1 else names
        return listed(names)

    def evidence(self, said: Said) -> Evidence:
        """What a document says, with its words."""
        document, span = self.document(said), said.claim.span
        context = self.figures[said.place].context
        start, end = context.sentences[context.sentence(said.claim)]
        first, last = max(start, span.start - _CONTEXT), min(end, span.end + _CONTEXT)
        words = " ".join(document.text[first:last].split())
        quote = f"{'… ' if first > start else ''}{words}{' …' if last < end else ''}"
        published = document.published.isoformat() if document.published else None
        return Evidence(document.source, written(said.claim.quantity), published, f"{named(document)}: “{quote}”")


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def told(claim: Claim) -> Interval:
    """What a figure says; of one that is counted to the unit just that."""
    quantity = claim.quantity
    if quantity.modifier is Modifier.EXACTLY and quantity.precision == 1 and quantity.unit != "percent":
        return Interval.exactly(Fraction(quantity.value))
    return quantity.interval()


def named(document: Document) -> str:
    """What a reader knows a document by: its outlet, the beginning of its title, its host or its file's name."""
    if not document.outlet and document.title:
        title = " ".join(document.title.split())
        return f"“{title if len(title) <= _TITLE else title[:_TITLE].rpartition(' ')[0] + ' …'}”"
    place = host_of(document.source) or document.source.rstrip("/").rpartition("/")[2]
    return " ".join((document.outlet or place or document.source).split())


def _otherwise(claim: Claim, figure: Quantity | None) -> str:
    return "" if figure is None or claim.quantity.value == figure.value else f" as {claim.quote}"


def _day(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
