"""How promises stand on a day: open, kept, late, done, overdue or broken, with what says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tachograph.core.claim import Kind, Modality
from tachograph.core.observation import Observation
from tachograph.core.pack import Fact
from tachograph.core.period import Period
from tachograph.core.promise import Event, Evidence, JudgedPromise, Promise, PromiseKind, Standing

# The relations of a pack's facts that show a promise of the kind fulfilled.
_SHOWN = frozenset({"unveiled", "debut", "introduced", "brand_launch_event"})
_SOLD = frozenset({"launched", "brand_launched"})
_DELIVERED = frozenset({"first_deliveries", "mass_delivery_started"})
_FULFILS = {
    PromiseKind.PRODUCT_LAUNCH: _SOLD,
    PromiseKind.START_OF_DELIVERIES: _DELIVERED,
    PromiseKind.MARKET_ENTRY: frozenset({"market_entry"}),
    PromiseKind.FINANCE: frozenset({"ipo", "listed"}),
}
_ENDS = {PromiseKind.FINANCE: frozenset({"ipo_terminated", "ipo_withdrawn"})}
_DELAYED = "delayed"
_SHOWS = re.compile(
    r"unveil|debut|reveal|premier|present|introduc|teas|亮相|首发|首發|首秀|发布|發布|揭幕", re.IGNORECASE
)
_ONLY_PLANNED = re.compile(r"\b(?:planned|expected|due|scheduled)\b", re.IGNORECASE)
_HANDED_OVER = ("deliveries", "sales", "retail_sales", "registrations")
_PLACED = (PromiseKind.MARKET_ENTRY, PromiseKind.PLANT)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A piece of evidence with when it happened; ``by`` only bounds it: it had happened by then."""

    evidence: Evidence
    when: Period | None
    off: bool = False
    by: bool = False


def judge(
    promises: Sequence[Promise],
    facts: Iterable[Fact],
    observations: Iterable[Observation],
    as_of: date,
    *,
    events: Iterable[Event] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[JudgedPromise, ...]:
    """How each promise stands on ``as_of``, in order of deadline; the same promise in several wordings comes once.

    Only what had happened by ``as_of``, and after the promise was made, counts. Without evidence a promise is open or
    overdue, never broken. ``events`` are what other documents say happened, ``names`` the canonical names by entity
    id, by which observations name their models.
    """
    bench = _Bench(tuple(facts), tuple(observations), tuple(events), as_of, names or {})
    judged = [bench.judge(group[0], group[1:]) for group in _grouped(promises)]
    return tuple(sorted(judged, key=lambda j: (j.promise.due.end, j.promise.subject or "", j.promise.id)))


def _grouped(promises: Sequence[Promise]) -> list[list[Promise]]:
    """Wordings of the same promise together, the earliest first."""
    groups: dict[tuple[object, ...], list[Promise]] = {}
    for p in sorted(promises, key=lambda p: (p.made or "9999", p.document, p.span)):
        specific = p.about or p.regions
        key = (p.subject_id or p.subject, p.kind, p.deadline, specific, None if specific else p.what.casefold())
        groups.setdefault(key, []).append(p)
    return list(groups.values())


@dataclass(frozen=True)
class _Bench:
    facts: tuple[Fact, ...]
    observations: tuple[Observation, ...]
    events: tuple[Event, ...]
    as_of: date
    names: Mapping[str, str]

    def judge(self, promise: Promise, repeats: Sequence[Promise]) -> JudgedPromise:
        """The standing of one promise."""
        signs = [s for s in self._signs(promise) if self._counts(s, promise)]
        standing, telling = self._standing(promise, signs)
        return JudgedPromise(promise, standing, tuple(s.evidence for s in telling), tuple(repeats))

    def _standing(self, promise: Promise, signs: Sequence[_Sign]) -> tuple[Standing, list[_Sign]]:
        due = promise.due
        done = [s for s in signs if not s.off and s.when is not None]
        if kept := [s for s in done if s.when and s.when.end <= due.end]:
            return Standing.KEPT, kept
        if off := [s for s in signs if s.off and (s.when is None or s.when.end > due.end)]:
            return Standing.BROKEN, off
        if late := [s for s in done if not s.by and s.when and s.when.start and s.when.start > due.end]:
            return Standing.LATE, late
        if done:
            return Standing.DONE, done
        return (Standing.OVERDUE if due.end < self.as_of else Standing.OPEN), []

    def _counts(self, sign: _Sign, promise: Promise) -> bool:
        """Whether the evidence was there on the day, and came after the promise."""
        if sign.evidence.published and _start(sign.evidence.published) > self.as_of:
            return False
        if sign.off:
            told = sign.evidence.published or sign.evidence.date
            return bool(promise.made) and _start(told) > _start(promise.made or told)
        if sign.when is None or (sign.when.start or sign.when.end) > self.as_of:
            return False
        if promise.made:
            return sign.when.end >= _start(promise.made)
        return promise.due.start is None or sign.when.end.year >= promise.due.start.year

    def _signs(self, promise: Promise) -> Iterator[_Sign]:
        if promise.subject_id is not None:
            yield from self._from_facts(promise)
            yield from self._from_observations(promise)
            yield from self._from_events(promise)

    def _from_facts(self, promise: Promise) -> Iterator[_Sign]:
        """Facts about the very thing promised: the model or brand named, a place, a listing of the company."""
        fulfils = _FULFILS.get(promise.kind, frozenset[str]())
        if promise.kind is PromiseKind.PRODUCT_LAUNCH and _SHOWS.search(promise.what):
            fulfils |= _SHOWN
        things = set(_things(promise))
        for fact in self.facts:
            ours = fact.subject == promise.subject_id
            if not fact.date or not (fact.subject in things or (ours and self._is_company_wide(promise, fact))):
                continue
            delayed = fact.relation.endswith(_DELAYED) and promise.kind in _FULFILS
            off = fact.relation in _ENDS.get(promise.kind, ()) or delayed
            if off or (fact.relation in fulfils and not _ONLY_PLANNED.search(fact.object)):
                said = " ".join(filter(None, (fact.relation.replace("_", " "), fact.object)))
                text = f"{self.names.get(fact.subject, fact.subject)}: {said}"
                when = Period.parse(fact.date)
                yield _Sign(Evidence(text, fact.date, fact.source), when if delayed or not off else None, off)

    def _is_company_wide(self, promise: Promise, fact: Fact) -> bool:
        """Whether a fact about the company itself can be about its promise: a listing, or the same place."""
        if promise.kind is PromiseKind.FINANCE:
            return True
        return promise.kind in _PLACED and any(r.casefold() in fact.object.casefold() for r in promise.regions)

    def _from_observations(self, promise: Promise) -> Iterator[_Sign]:
        """Cars of the model that were handed over; as many stores as were promised."""
        things = _things(promise)
        models = {self.names[t] for t in things if t in self.names}
        for o in self.observations:
            if o.modality is not Modality.ACTUAL or o.kind is not Kind.LEVEL or (o.quantity.low or 0) <= 0:
                continue
            if o.published and _start(o.published) > self.as_of:
                continue
            handed = promise.kind is PromiseKind.START_OF_DELIVERIES and o.metric in _HANDED_OVER
            moved = handed and (o.entity in things or (o.entity == promise.subject_id and o.model in models))
            if moved or self._is_reached(promise, o):
                yield _Sign(self._observed(o), Period.parse(o.period), by=True)

    def _observed(self, o: Observation) -> Evidence:
        name = " ".join(filter(None, (self.names.get(o.entity, o.entity), o.model)))
        return Evidence(f"{name}: {o.quantity.low:,} {o.metric.replace('_', ' ')}", o.period, o.source, o.published)

    def _is_reached(self, promise: Promise, o: Observation) -> bool:
        counted = promise.count is not None and o.metric == promise.metric and o.entity == promise.subject_id
        plain = not (o.region or o.segment or o.model)
        return counted and plain and o.quantity.low is not None and o.quantity.low >= (promise.count or 0)

    def _from_events(self, promise: Promise) -> Iterator[_Sign]:
        """What other documents tell of the same company, kind and thing."""
        for event in self.events:
            same = event.document != promise.document and event.kind is promise.kind
            if not same or event.subject_id != promise.subject_id or not _alike(promise, event):
                continue
            stamp = event.date or event.published
            if stamp is None:
                continue  # nobody knows when
            when = None if event.called_off and event.date is None else Period.parse(stamp)
            by = event.date is None and not event.called_off
            told = Evidence(event.quote, f"../{stamp}" if by else stamp, event.source, event.published)
            yield _Sign(told, when, event.called_off, by=by)


def _things(promise: Promise) -> tuple[str, ...]:
    """The models and brands that a promise is about, beside the company itself."""
    return tuple(a for a in promise.about if a != promise.subject_id)


def _alike(promise: Promise, event: Event) -> bool:
    """Whether an event is about the thing promised: the same model, or for a plant or market the same place."""
    things = set(_things(promise))
    if things:
        return bool(things & set(event.about))
    if promise.kind in _PLACED:
        return bool(set(promise.regions) & set(event.regions))
    return promise.kind is PromiseKind.FINANCE


def _start(edtf: str) -> date:
    period = Period.parse(edtf)
    return period.start or period.end
