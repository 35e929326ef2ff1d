"""What a text speaks of most: the thing that it counts, and the metric of each unit."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from tachograph.core.cached import cached_property
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Figure, Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import distance
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.what.participles import telling

PLACES = (
    "city",
    "country",
    "province",
    "region",
    "person",
    "maker",
    "brand",
    "model",
    "product",
    "share",
    "member",
    "company",
)
_GENERIC = ("unit", "units", "台", "臺")
_ABROAD = 0.5
_COUNTED_IN = Caseless(
    r"(?:\b(?:including|excluding|incl\.?|excl\.?|counting)\s(?:the\s)?|[不]?[含包](?:括|含)?|剔除|扣除)$"
)
_IN_PASSING = Caseless(r"\b(?:of which|of them|of those|of these|including|incl\.?)\b", r"其中")
_WHOLES = ("group ", "company ", "total ", "group's ")  # "of group sales": in all, whatever the text counts
_THEME = 2  # how often more it counts what a text is about
_OPENING = 4  # sentences
_SOURCE = re.compile(
    r"\s(?:data|figures|numbers|statistics|records|counts)\b(?! of\b)|的?(?:[数數][据據字]|[榜][单單]|[排][行名]|成[绩績][单單]|[周週月]报|[周週月]報|一[览覽]|快[报報])"
)  # "registration data show"
# "Of the 34.4 million cars that were sold, …": not what is told of the part
_WHOLE_FIRST = re.compile(
    r"\W*(?:Of|Out of) (?:the|all|its|these) (?:[^,;:]|,(?=\d)){4,90}?\b(?:which|that)\b(?:[^,;:]|,(?=\d)){4,90},\s"
)
_STEM = 6  # letters of a word that its forms share


def specific(metric: Metric) -> bool:
    """Whether the metric has a basis or is part of another: what a text speaks of in passing is mostly such."""
    return bool(metric.basis or metric.within)


_CUSTOMS = Caseless(
    r"\bcustoms\b(?! dut)|\b(?:export|top|largest|biggest|main) destinations?\b|\bdestinations? (?:for|of) chinese\b",
    r"海关|海關|出口目的地",
)


def counts_by_country(scene: Scene) -> bool:
    """Whether a text tells by country what is shipped abroad, as customs do."""
    title = scene.document.title or ""
    return any(_CUSTOMS.search(text, 0, len(text)) for text in (scene.text, title))


def _tells(figure: Figure) -> bool:
    """Whether it measures something, unlike a rank or a duration."""
    return figure.form in (Form.PERCENT, Form.MONEY, Form.NUMBER, Form.POINTS) or figure.dimension == "count"


def is_generic(figure: Figure) -> bool:
    """Whether the noun is "units": the thing that the text counts."""
    return (figure.noun or "").lower() in _GENERIC


# "retail groups", "the retail price": who sells or what it costs, not how much is sold.
_OTHER_NOUN = re.compile(
    r"\s(?:groups?|chains?|stores?|outlets?|shops?|prices?|networks?|partners?|investors?|investments?|banks?|space|centres?|centers?|park|site"
    r"|workers?|staff|jobs?|bases?|lines?|plants?|sites?|hubs?|models?|versions?|zones?|permits?|licen[cs]es?|ban|controls?|credits?|agency)\b",
    re.IGNORECASE,
)
_CHANGED_PLACES = re.compile(r"\s(?:their\s)?(?:places|positions|seats|spots|roles|ranks)\b")
_PROVED = re.compile(r"\s(?:to (?:be|have)|as|that|well|fine|better|worse)\b")  # "it turned out to be"
_ATTRIBUTES = ("retail", "wholesale", "production", "export", "import", "sales", "sale")


# "restored the old order", "the pecking order": how things stand, nothing that is ordered
_RANKED = Caseless(
    r"\b(?:old|new world|natural|pecking|usual|alphabetical|descending|ascending|reverse|running|working|in(?: that| this| the same)?) $"
)


def _is_attribute(text: str, mention: Mention) -> bool:
    """Whether the word only says what sort of company, place or price is meant: "two retail groups", "the export hub"."""
    if mention.key == "swaps" and _CHANGED_PLACES.match(text, mention.span.end):
        return True
    if mention.quote.lower() == "order" and _RANKED.search(text, max(0, mention.span.start - 16), mention.span.start):
        return True
    if mention.quote.lower() == "turned out" and _PROVED.match(text, mention.span.end):
        return True
    newly = text[max(0, mention.span.start - 6) : mention.span.start].lower() == "newly "
    if newly and mention.quote.lower().endswith("ed"):
        return True  # "batteries installed in newly registered electric vehicles"
    return mention.quote.lower() in _ATTRIBUTES and _OTHER_NOUN.match(text, mention.span.end) is not None


def _is_offered(text: str, mention: Mention) -> bool:
    """Whether the word only says that something can be bought: "on sale since August"."""
    return mention.quote.lower() == "sale" and text[max(0, mention.span.start - 4) : mention.span.start].endswith(
        ("on ", "for ", "On ", "For ")
    )


_MADE = ("production",)  # what a plant makes
_MANY_SENSES = ("third",)  # "third_party_chargers": said alone it is of other things


def _head(key: str) -> str:
    """What a text that speaks of the metric has of its name: the stem of the first word, or two words as they stand."""
    first, _, rest = key.partition("_")
    return f"{first}-{rest.partition('_')[0]}" if first in _MANY_SENSES else first[:_STEM]


def _counted_unit(scene: Scene, pack: Pack) -> str | None:
    """The unit that the text counts: the pack's, unless the text only ever counts another."""
    units = [f.unit or "" for s in scene.sentences for f in s.figures if not is_generic(f)]
    counted = Counter(u for u in units if u in pack.units and pack.units[u].dimension == "count")
    if pack.main_unit is None or counted[pack.main_unit]:
        return pack.main_unit
    bare = [u for u, _ in counted.most_common() if u not in PLACES and pack.units[u].metric is None]
    named_units = Counter(pack.metrics[m.key].unit for s in scene.sentences for m in s.of_sort(Sort.METRIC))
    most = max((named_units[u] for u in counted), default=0)
    if (
        named_units[pack.main_unit] > most
        and not bare
        and not any(m.key in pack.units for s in scene.sentences for m in s.of_sort(Sort.SEGMENT))
    ):
        return pack.main_unit  # deliveries are of cars, however many stores are counted beside them
    other = [u for u, _ in counted.most_common() if u not in PLACES]
    named = [m.key for s in scene.sentences for m in s.of_sort(Sort.SEGMENT) if m.key in pack.units]
    return next(iter([*named, *other]), pack.main_unit)


# what stands between a share and that of which it is one
_OF_ALL = re.compile(
    r"(?:\srate|\sratio)?\s(?:of|in|among)\s(?:(?:all|total|overall|the|new|car|vehicle|passenger|monthly)\s){0,3}"
)


class Spoken:
    """What a document says of metrics: which each sentence names, and which it speaks of most, per unit (``usual``).

    ``unit`` is the thing that the text counts; ``titled`` are the pack's words in its title.
    """

    def __init__(self, scene: Scene, pack: Pack, titled: tuple[Mention, ...] = ()) -> None:
        self.pack = pack
        self.scene = scene
        self.unit = _counted_unit(scene, pack)
        self._topics: dict[str, str | None] = {}  # per unit
        self._named: dict[int, tuple[Mention, ...]] = {}  # per sentence
        self.usual: dict[str, str] = {}
        self.usual = self._usual(titled)

    def said(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The metrics that a sentence names, without those that it only counts in or leaves out: "including exports"."""
        if sentence.index not in self._named:
            text, start = self.scene.text, sentence.span.start
            words = list(telling(text, sentence.of_sort(Sort.METRIC), sentence.span.end))
            named = (m for m in words if not _COUNTED_IN.search(text, start, m.span.start))
            self._named[sentence.index] = tuple(
                m
                for m in named
                if not (_is_offered(text, m) or _is_attribute(text, m) or self._is_shared_out(m, words))
            )
        return self._named[sentence.index]

    def _is_shared_out(self, mention: Mention, words: Sequence[Mention]) -> bool:
        """Whether it is only what a penetration is of: "NEV share of sales", "the penetration rate in retail sales"."""
        metric = self.pack.metrics[mention.key]
        if metric.nature is not Nature.FLOW or metric.basis == "export":
            return False
        rates = (w for w in words if w.key == "penetration" and w.span.end < mention.span.start)
        return any(_OF_ALL.fullmatch(self.scene.text, w.span.end, mention.span.start) for w in rates)

    def _usual(self, titled: tuple[Mention, ...]) -> dict[str, str]:
        """The metric that the text speaks of most, per unit: what it opens with counts twice.

        Metrics with a basis, and those that are part of another, are mostly said in passing: they count only if the
        title or the first figures name them.
        """
        counts = Counter(m.key for m in titled if m.sort is Sort.METRIC)
        themes = self._themes(titled)
        telling = [s for s in self.scene.sentences if any(_tells(f) for f in s.figures)]
        opening = telling[0] if telling else None
        heads = itertools.takewhile(lambda s: s is not opening, self.scene.sentences)
        counts.update(m.key for s in heads for m in self.said(s))
        for sentence in telling:
            start = sentence.span.start
            passing = (m for m in self.said(sentence) if _IN_PASSING.search(self.scene.text, start, m.span.start))
            skipped = {m for m in passing if self.pack.metrics[m.key].basis}
            if (whole := _WHOLE_FIRST.match(self.scene.text, start, sentence.span.end)) is not None:
                skipped |= {m for m in self.said(sentence) if m.span.end <= whole.end()}
            found = [self._whole_of(self.key(m, sentence)) for m in self.said(sentence) if m not in skipped]
            counts.update(k for k in found if sentence is opening or k in counts or not specific(self.pack.metrics[k]))
            if sentence is opening:
                counts.update([*found, *found[:1]])
        counts.update({key: _THEME for key in themes if counts[key]})
        usual: dict[str, str] = {}
        held = {k for k in counts if self.is_held_of_main(k)}
        for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0] in held, item[0])):
            if self.pack.metrics[key].nature is not Nature.RATIO:
                usual.setdefault(self.unit_of(self.pack.metrics[key]) or "", key)
        return usual

    def _themes(self, titled: tuple[Mention, ...]) -> set[str]:
        """What a text is about by its title, if that tells no figure, or by the source that it opens with."""
        title = self.scene.document.title or ""
        named = {m.key for m in titled if m.sort is Sort.METRIC} if not any(map(str.isdigit, title)) else set()
        for sentence in self.scene.sentences[:_OPENING]:
            found = sentence.of_sort(Sort.METRIC)
            named |= {m.key for m in found if _SOURCE.match(self.scene.text, m.span.end)}
        metrics = [self.pack.metrics[key] for key in sorted(named)]
        flows = {m.id for m in metrics if m.nature is Nature.FLOW and m.unit == self.pack.main_unit and m.basis}
        return flows if len(flows) == 1 else set()

    def is_held_of_main(self, key: str) -> bool:
        """Whether it is a stock of what is sold, such as capacity: no measure of what a text tells period by period."""
        metric = self.pack.metrics[key]
        return metric.nature is Nature.STOCK and metric.unit == self.pack.main_unit

    def unit_of(self, metric: Metric) -> str | None:
        """The unit that the metric is counted in; products that are called back are what the pack counts."""
        unit = self.pack.units.get(metric.unit)
        product = unit is not None and unit.id == "product" and metric.nature is Nature.FLOW
        return self.pack.main_unit or metric.unit if product else metric.unit

    def _whole_of(self, key: str) -> str:
        """The metric of which one is only a part by where it is sold: what a text says of parts it is about as a whole."""
        metric = self.pack.metrics[key]
        whole = next((w for w in metric.within if w in self.pack.metrics), None) if metric.basis is None else None
        return whole if whole is not None and self.pack.metrics[whole].unit == metric.unit else key

    def topical(self, unit: str) -> str | None:
        """The stock counted in ``unit`` whose own word the text says most: stations of a text on swapping swap."""
        if unit not in self._topics:
            text = f"{self.scene.document.title or ''} {self.scene.text}".lower()
            held = (m for m in self.pack.metrics.values() if m.nature is Nature.STOCK and not m.within)
            stocks = [m.id for m in held if m.unit == unit]
            said = {key: text.count(_head(key)) for key in stocks}
            self._topics[unit] = max(stocks, key=said.__getitem__) if any(said.values()) else None
        return self._topics[unit]

    def _countable(self, metric: Metric) -> bool:
        unit = self.pack.units.get(metric.unit)
        return metric.nature is Nature.FLOW and unit is not None and unit.dimension in ("count", "energy")

    @cached_property
    def stock(self) -> str | None:
        """The kind of place that the text counts or names most: stations, stores."""
        units = [f.unit for s in self.scene.sentences for f in s.figures]
        named = [self.pack.metrics[m.key].unit for s in self.scene.sentences for m in self.said(s)]
        held = [u for u in (*units, *named) if u in self.pack.units and u not in PLACES and self._is_place(u or "")]
        return Counter(held).most_common(1)[0][0] if held else None

    def _is_place(self, unit: str) -> bool:
        metric = self.pack.metrics.get(self.pack.units[unit].metric or "")
        return metric is not None and metric.nature is Nature.STOCK and self.pack.units[unit].dimension == "count"

    @cached_property
    def exporting(self) -> bool:
        """Whether the text is on what customs count: what is shipped there is exported."""
        cars = self.unit == self.pack.main_unit
        return cars and counts_by_country(self.scene)

    @cached_property
    def _in_energy(self) -> str | None:
        """What large measures of energy are of, in a text that measures those and counts nothing of the pack's."""
        units = Counter(f.unit for s in self.scene.sentences for f in s.figures if f.dimension == "energy")
        most = next((u for u, _ in units.most_common() if u in ("GWh", "TWh")), None)
        return self.pack.units[most].metric if most and most in self.pack.units and not self.counts_main else None

    @cached_property
    def counts_main(self) -> bool:
        return any(f.unit == self.pack.main_unit for s in self.scene.sentences for f in s.figures)

    def key(self, mention: Mention, sentence: Sentence, draft: Draft | None = None) -> str:
        """The metric that a word says; what is shipped abroad is exported, what is sold abroad are overseas sales."""
        abroad = [m for m in sentence.of_sort(Sort.REGION) if m.key == "overseas"]
        exporting = (
            abroad
            or self.exporting
            or any(m.key == "exports" for m in self.said(sentence))
            or self.usual.get(self.pack.main_unit or "") == "exports"
        )
        if mention.key == "shipments" and exporting and "exports" in self.pack.metrics:
            return "exports"
        if mention.key == "shipments" and self._only_hands_over(mention, sentence):
            return "deliveries"
        if mention.key == "sales" and (basis := self._basis_before(mention, sentence)) is not None:
            return basis
        beside = any(
            distance(self.scene.text, mention.span, m.span) < _ABROAD
            or (draft is not None and self._is_right_behind(draft, m))
            for m in abroad
        )
        owned = self.scene.text[max(0, mention.span.start - 8) : mention.span.start].lower().endswith(_WHOLES)
        if mention.key == "sales" and not abroad and not owned and (usual := self._usual_basis(sentence)) is not None:
            return usual
        if mention.key == "sales" and beside and "overseas_sales" in self.pack.metrics:
            return "overseas_sales"
        return mention.key

    def _only_hands_over(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a maker that "shipped" cars delivered them, as in a text on deliveries; a market ships to dealers."""
        verb = mention.quote.lower() in ("ship", "ships", "shipped", "shipping")
        if not verb or self.usual.get(self.pack.main_unit or "") != "deliveries":
            return False
        return not any(m.key == "wholesale" for m in self.said(sentence))

    def _is_right_behind(self, draft: Draft, region: Mention) -> bool:
        """Whether a word for a place stands right behind a figure; 460万辆，海外占比22.7% goes on with another."""
        end = draft.figure.full.end
        near = 0 <= region.span.start - end <= 1
        return near and not self.scene.text[end : region.span.start].strip()

    def _usual_basis(self, sentence: Sentence) -> str | None:
        """What a plain "sold" means in a text on registrations, and in one on retail sales where no maker is named."""
        usual = self.pack.metrics.get(self.usual.get(self.pack.main_unit or "", ""))
        if usual is None or usual.basis not in ("registration", "retail"):
            return None
        named = any(sells(self.pack.entities[m.key]) for m in sentence.of_sort(Sort.ENTITY))
        wide = any(m.key == "global" for m in sentence.of_sort(Sort.REGION))
        return None if wide or (named and usual.basis == "retail") else usual.id

    def _basis_before(self, mention: Mention, sentence: Sentence) -> str | None:
        """The basis that a plain word goes on with: "retail sales came to 13.5 million and NEV sales to 6.0 million"."""
        segments = [m for m in sentence.of_sort(Sort.SEGMENT) if 0 < mention.span.start - m.span.end <= 2]
        earlier = [m for m in self.said(sentence) if m.span.end <= mention.span.start]
        if not segments or not earlier:
            return None
        return earlier[-1].key if self.pack.metrics[earlier[-1].key].basis in ("retail", "wholesale") else None

    def main(self) -> str | None:
        """What the text counts in the pack's main unit: its usual metric, or the pack's first without a basis."""
        main = self.pack.main_unit or ""
        flows = [k for k in self.usual.values() if self._countable(self.pack.metrics[k])]
        if self.unit in self.pack.units and self.unit != main and self.unit:
            usual = self.usual.get(self.unit)
            if usual is None or self.pack.metrics[usual].nature is not Nature.STOCK:
                return usual or self.pack.units[self.unit].metric or self.usual.get(main)
            energy = (k for k in flows if self.pack.units[self.pack.metrics[k].unit].dimension == "energy")
            return next(energy, usual)  # of what is installed, what comes is told more often than what is there
        if self._in_energy and (main not in self.usual or self.pack.metrics[self.usual[main]].nature is Nature.STOCK):
            return flows[0] if flows else self._in_energy
        held = main in self.usual and self.pack.metrics[self.usual[main]].nature is Nature.STOCK
        flowing = [k for k in flows if self.pack.metrics[k].unit != main] if held else flows
        if (held or main not in self.usual) and flowing and not self.counts_main:
            return flowing[0]
        general = (
            m.id for m in self.pack.metrics.values() if m.unit == main and not m.basis and m.nature is Nature.FLOW
        )
        return self.usual.get(main) or next(general, None)

    @cached_property
    def flow(self) -> str | None:
        """The flow in the pack's unit that the text names most, or else the pack's first without a basis."""
        flows = {
            m.id: m for m in self.pack.metrics.values() if m.unit == self.pack.main_unit and m.nature is Nature.FLOW
        }
        named = Counter(
            m.key for s in self.scene.sentences for m in self.said(s) if m.key in flows and m.key not in _MADE
        )
        return next((k for k, _ in named.most_common()), next((k for k, m in flows.items() if not m.basis), None))

    def thing(self) -> str | None:
        """What is sold: the unit that the text counts if it has no metric of its own (aircraft), else the pack's."""
        unit = self.pack.units.get(self.unit or "")
        return self.unit if unit is not None and unit.metric is None else self.pack.main_unit
