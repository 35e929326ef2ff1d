"""What tells a sure reading from a shaky one: named signals, of which ``packs/confidence.toml`` has the weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene
from tachograph.extraction.vocabulary import Sort, sells

# What a candidate cost (see distances.distance for the scale), and how much dearer the next one was.
_REACH = ((0.6, "beside"), (1.5, "near"), (3.0, "apart"))
_CONTESTED = 0.7
_OPENING = 300  # code points of a text
_LONG = 250  # code points of a sentence
_MANY_FIGURES = 7
_MANY_NAMES = 3
_MANY_TIMES = 3
_MANY_SELLERS = 6
_SCATTERED = 0.4  # the share of a text's figures that makes it one of its kind
_FULL = 30  # figures of a text
_MANY_METRICS = 7
_MANY_PLACES = 4
_ROUND = 1000
_FORMS = (Form.MONEY, Form.PERCENT, Form.MULTIPLE, Form.FRACTION)


# Texts of which the packs know little, and what is shaky in these more than elsewhere.
_ODD = frozenset({"text: counts another thing", "text: many unknown names", "text: many metrics not said"})
_ODDER = frozenset(
    {"subject: carried", "metric: not said", "period: carried", "metric: stock", "metric: flow", "period: year"}
)
_COUNTS = ("none", "one", "two", "three", "four", "five", "more")
# What makes a reading shaky; together they do so more than each of them alone.
_WEAK = frozenset({
    "text: counts another thing", "text: many unknown names", "unit: not of the pack", "unit: not beside the figure",
    "subject: not of the pack", "subject: none", "subject: far", "subject: contested", "metric: none", "metric: not said",
    "metric: far", "metric: contested", "period: none", "period: far", "period: contested", "period: not the nearest",
    "sentence: many figures", "sentence: many times",
})  # fmt: skip


class Signals:
    """Sees the signals of the figures of one text; ``counted`` is the unit that it counts."""

    def __init__(self, scene: Scene, pack: Pack, counted: str | None, drafts: Sequence[Draft]) -> None:
        self._scene, self._pack, self._counted = scene, pack, counted
        self._of_all = tuple(self._text(drafts))

    def of(self, draft: Draft) -> tuple[str, ...]:
        """The signals of a figure whose fields have all been found."""
        seen = (
            *self._of_all,
            *self._figure(draft),
            *self._subject(draft),
            *self._metric(draft),
            *self._period(draft),
            *self._sentence(draft),
        )
        weak = sum(one in _WEAK for one in seen)
        odd = tuple(f"in an odd text, {one}" for one in seen if one in _ODDER) if _ODD & set(self._of_all) else ()
        return (*seen, *odd, f"weak: {_COUNTS[min(weak, len(_COUNTS) - 1)]}")

    def _text(self, drafts: Sequence[Draft]) -> Iterator[str]:
        document = self._scene.document
        if document.lang == "zh":
            yield "text: Chinese"
        if document.published is None:
            yield "text: undated"
        if self._counted != self._pack.main_unit:
            yield "text: counts another thing"
        named = {m.key for s in self._scene.sentences for m in s.of_sort(Sort.ENTITY)}
        sellers = sum(sells(self._pack.entities[key]) for key in named)
        if sellers >= _MANY_SELLERS:
            yield "text: names many sellers"
        if len(drafts) > _FULL:
            yield "text: many figures"
        few = _SCATTERED * len(drafts)
        if sum(d.subject is not None and d.subject.id is None for d in drafts) > few:
            yield "text: many unknown names"
        if sum(d.period is None for d in drafts) > few:
            yield "text: many figures without a period"
        if sum("metric" not in d.choices and "table" not in d.fixed for d in drafts) > few:
            yield "text: many metrics not said"
        if sum(d.carried for d in drafts) > few:
            yield "text: many subjects carried"
        if len({d.metric for d in drafts}) >= _MANY_METRICS:
            yield "text: many metrics"
        if len({m.key for s in self._scene.sentences for m in s.of_sort(Sort.REGION)}) >= _MANY_PLACES:
            yield "text: many places"
        if {True, False} <= {sells(d.subject.entity) for d in drafts if d.subject is not None and d.subject.entity}:
            yield "text: markets and sellers"

    def _figure(self, draft: Draft) -> Iterator[str]:
        if draft.kind is not None and draft.kind is not Kind.LEVEL:
            yield f"kind: {draft.kind.value}"
        if draft.kind is Kind.SHARE and draft.metric in ("market_share", "penetration"):
            yield "share: of a market"
        if draft.modality is not Modality.ACTUAL:
            yield f"modality: {draft.modality.value}"
        if draft.figure.form in _FORMS:
            yield f"form: {draft.figure.form.value}"
        if draft.unit not in self._pack.units:
            yield "unit: not of the pack"
        elif draft.figure.unit != draft.unit:
            yield "unit: not beside the figure"
        if draft.low is not None and draft.low >= _ROUND and int(draft.low) % _ROUND:
            yield "figure: not rounded"
        if draft.span.start < _OPENING:
            yield "figure: opens the text"
        if "table" in draft.fixed:
            yield "figure: in a table"
        if draft.segment is not None:
            yield "figure: of a segment"

    def _subject(self, draft: Draft) -> Iterator[str]:
        subject = draft.subject
        if subject is None:
            yield "subject: none"
            return
        if subject.id is None:
            yield "subject: not of the pack"
        elif subject.entity is not None and not sells(subject.entity):
            yield "subject: market"
        if draft.behind:
            yield "subject: behind the figure"
        if "table" not in draft.fixed:
            yield "subject: carried" if draft.carried else self._reach(draft, "subject")
            yield from self._contested(draft, "subject")

    def _metric(self, draft: Draft) -> Iterator[str]:
        metric = self._pack.metrics.get(draft.metric or "")
        if metric is None:
            yield "metric: none"
            return
        yield f"metric: {metric.nature.value}"
        if metric.basis:
            yield "metric: on a basis"
        if len({m.key for m in draft.sentence.of_sort(Sort.METRIC)}) > 1:
            yield "metric: one of several in the sentence"
        if "table" not in draft.fixed:
            yield self._reach(draft, "metric") if "metric" in draft.choices else "metric: not said"
            yield from self._contested(draft, "metric")

    def _period(self, draft: Draft) -> Iterator[str]:
        period = draft.period
        if period is None:
            yield "period: none"
            return
        yield "period: since the beginning" if period.since_inception else f"period: {period.grain.value}"
        choice = draft.choices.get("period")
        if "period" not in draft.fixed and choice is not None:
            yield self._reach(draft, "period") if choice.taken else "period: carried"
            yield from self._contested(draft, "period")
            if choice.taken not in ("", str(period)):
                yield "period: not the nearest"

    def _sentence(self, draft: Draft) -> Iterator[str]:
        sentence = draft.sentence
        figures, times = len(sentence.figures), len(sentence.times)
        names = len({m.key for m in sentence.of_sort(Sort.ENTITY)})
        if figures > 1 and "table" not in draft.fixed:
            yield "sentence: many figures" if figures >= _MANY_FIGURES else "sentence: several figures"
        if times > 1:
            yield "sentence: many times" if times >= _MANY_TIMES else "sentence: several times"
        if names >= _MANY_NAMES:
            yield "sentence: many names"
        if sentence.span.end - sentence.span.start > _LONG:
            yield "sentence: long"

    def _reach(self, draft: Draft, name: str) -> str:
        """How far from the figure the candidate stands that was taken."""
        choice = draft.choices.get(name)
        price = 60.0 if choice is None else choice.price
        return f"{name}: " + next((word for limit, word in _REACH if price < limit), "far")

    def _contested(self, draft: Draft, name: str) -> Iterator[str]:
        choice = draft.choices.get(name)
        if choice is not None and choice.margin < _CONTESTED:
            yield f"{name}: contested"
