"""A document's claims: find the figures, then link each to its subject, metric, period and manner."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import lru_cache

from tachograph.core.claim import Claim, Kind, Modality
from tachograph.core.document import Document
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.period import Grain
from tachograph.core.plain import plain
from tachograph.core.span import Span
from tachograph.extraction.claiming import claim_of
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.layout import laid_out
from tachograph.extraction.meant.attained import Attained
from tachograph.extraction.meant.corrected import settle_corrected
from tachograph.extraction.meant.modality import set_modalities
from tachograph.extraction.meant.modality_signs import is_research
from tachograph.extraction.meant.onward import Onward
from tachograph.extraction.meant.progress import Progress
from tachograph.extraction.numbers.figures import Figure, Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.signals import Signals
from tachograph.extraction.tables.grids import find_grids
from tachograph.extraction.tables.reading import Tables
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, Vocabulary, sells
from tachograph.extraction.what.daily_zh import settle_daily
from tachograph.extraction.what.duties import settle_duties
from tachograph.extraction.what.elided import settle_elided
from tachograph.extraction.what.expense_rates_zh import settle_expense_rates
from tachograph.extraction.what.kinds import set_kinds
from tachograph.extraction.what.metrics import Metrics
from tachograph.extraction.what.pointed_zh import settle_pointed
from tachograph.extraction.what.proportions import mark_shares
from tachograph.extraction.what.shared import settle_wholes
from tachograph.extraction.what.spoken import is_generic
from tachograph.extraction.what.trade_verbs import settle_verbs
from tachograph.extraction.what.verbs_zh import settle_verbs_zh
from tachograph.extraction.what.wholes import set_wholes
from tachograph.extraction.when.clock import clock_after, clock_within, turns_to_part
from tachograph.extraction.when.compared import settle_bases
from tachograph.extraction.when.headlines import settle_headlines
from tachograph.extraction.when.last_year_zh import settle_last_year
from tachograph.extraction.when.moves_zh import settle_moves
from tachograph.extraction.when.periods import Periods
from tachograph.extraction.when.remaining import settle_remaining
from tachograph.extraction.when.titled import titled_clock
from tachograph.extraction.when.totals import Totals
from tachograph.extraction.when.unfinished import set_expected, set_unfinished
from tachograph.extraction.whose.claimants import set_claimant
from tachograph.extraction.whose.collectives import Collectives
from tachograph.extraction.whose.enumerations import settle_enumerations
from tachograph.extraction.whose.epithets import described, told_last
from tachograph.extraction.whose.interviews import Interview
from tachograph.extraction.whose.levies import Levies, is_levied
from tachograph.extraction.whose.lists import pair_changes, pair_lists, pair_metrics, pair_with_the_two
from tachograph.extraction.whose.market_signs import speaks_of_nation
from tachograph.extraction.whose.markets import Markets
from tachograph.extraction.whose.names import Name, Topic, names_in
from tachograph.extraction.whose.proven_brands import settle_proven_brands
from tachograph.extraction.whose.proven_parts import settle_proven_parts
from tachograph.extraction.whose.recalled import Recalled
from tachograph.extraction.whose.rivals import settle_multiples, settle_two_compared, with_rivals
from tachograph.extraction.whose.scopes import Scopes
from tachograph.extraction.whose.scores import settle_scores
from tachograph.extraction.whose.subjects import set_subjects, settle_arms, settle_openings, settle_siblings
from tachograph.extraction.whose.tallies_zh import settle_tallies
from tachograph.extraction.whose.themes import Theme
from tachograph.extraction.whose.topics import is_several, maker_told, topic_after
from tachograph.extraction.whose.tops_zh import settle_tops

_AGO = re.compile(r"\s+(?:ago|earlier|later|before)\b|[以之]?[前后後](?![十百\d])", re.IGNORECASE)
_LEFT = re.compile("余下|餘下|剩")  # 余下三个月 is also a length
_DETERMINED = Caseless(r"\s+(?:next|last|this|the|every)\s+\w+$")
_AMOUNT = re.compile(r"\d[\d,.]*\s?(?:[万萬亿億%]|million|billion|m\b|percent)")
_GRAINS = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.YEAR: "year"}
# What is counted otherwise than the totals are: only of what there was both times.
_ALIKE = Caseless(
    r"\b(?:like-for-like|(?:same|comparable)[- ]store|comparable (?=sales|deliveries)|on a comparable basis|organic(?:ally)?)\b(?:(?!\b(?:while|whereas|but|although|though|even as)\b)[^.;])*$",
    r"同店[^，。；]*$|可比口径[^。；]*$",
)
_NEXT_CLAUSE = re.compile(r"[.;。；]|\b(?:while|whereas|but|and)\b")
_PIECES = ("颗", "顆", "枚")  # small things of any sort, by their measure word alone
_THESE = tuple("这這那")  # 递表前的这九个月: a time that was named
_WEEK = 7
_BRIEF = 4  # characters: "A: "


def extract_claims(document: Document, pack: Pack) -> tuple[Claim, ...]:
    """Every figure of ``document`` as a claim, in the order of the text.

    Deterministic and offline. Fields that the text does not settle are ``None``; figures that count nothing an
    analyst would write down (dates, model names, numbering) are left out.
    """
    return tuple(claim for claim, _ in claims_with_signals(document, pack))


def claims_with_signals(document: Document, pack: Pack) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    """The claims of :func:`extract_claims`, each with the signals that its confidence is reckoned from."""
    written = plain(document)
    return tuple((written.claim_as_given(claim), seen) for claim, seen in _claims(written.document, pack))


@lru_cache(maxsize=1)  # promises rest on the claims of the document, which was mostly just read
def _claims(document: Document, pack: Pack) -> tuple[tuple[Claim, tuple[str, ...]], ...]:
    """The claims of a document in plain writing, with their signals."""
    scene, vocabulary, pack = laid_out(document, pack)
    linker = _Linker(scene, pack, vocabulary)
    drafts = [d for d in linker.link() if not d.dropped and d.unit is not None and d.kind is not None]
    signals = Signals(scene, pack, linker.metrics.spoken.unit, drafts)
    return tuple((claim_of(document, d, _confidence(pack, seen)), seen) for d in drafts for seen in [signals.of(d)])


class _Linker:
    def __init__(self, scene: Scene, pack: Pack, vocabulary: Vocabulary) -> None:
        self.scene = scene
        self.pack = pack
        title = scene.document.title or ""
        titled = vocabulary.find(title) if title not in scene.text else ()
        self.metrics = Metrics(scene, pack, titled)
        self.markets = Markets(scene, pack, self.metrics.spoken.unit, titled)
        self.progress = Progress(pack)
        self.attained = Attained(scene.text)
        self.collectives = Collectives(scene, pack)
        self.recalled = Recalled(scene)
        self.levies = Levies(scene, pack)
        self.totals = Totals(pack)
        self.topic = self._titled(titled)
        self.theme = Theme(scene, self.topic.subject)
        self.clock = titled_clock(scene)
        self.shares = False
        self.research = is_research(scene.text)
        self.aimed = pack.main_unit if _is_about_aims(scene) else None
        self.onward = Onward(scene)
        self.interview = Interview(scene, pack)
        self.claimant: str | None = None  # who said the figures of the sentence before
        self.named = frozenset(m.key for s in scene.sentences for m in s.of_sort(Sort.ENTITY))

    def link(self) -> list[Draft]:
        by_sentence = [
            [Draft.of(self._bared(f), s) for f in s.figures if not self._tells_time(f, s)] for s in self.scene.sentences
        ]
        drafts = [d for ds in by_sentence for d in ds]
        tables = Tables(self.scene, self.pack, self.metrics.spoken.unit)
        for grid in find_grids(self.scene.text, [d.figure for d in drafts], [s.span for s in self.scene.sentences]):
            tables.read(grid, drafts)
        tables.read_series(drafts)
        mark_shares(self.scene.text, drafts, self.pack)
        for sentence, held in zip(self.scene.sentences, by_sentence, strict=True):
            self._sentence(sentence, held)
        self.markets.divide_by_drive(drafts)
        settle_elided(drafts, self.pack)
        settle_pointed(self.scene.text, drafts)
        settle_tops(self.scene.text, drafts, self.pack)
        settle_tallies(self.scene.text, drafts, self.markets)
        settle_proven_parts(drafts, self.pack)
        settle_openings(self.scene.text, drafts)
        settle_arms(self.scene.text, drafts, self.named, self.metrics.spoken.unit, self.pack)
        settle_wholes(self.scene.text, drafts, self.pack)
        settle_daily(self.scene.text, drafts, self.pack)
        settle_last_year(self.scene.text, drafts)
        settle_bases(self.scene.text, drafts)
        settle_remaining(self.scene, drafts)
        set_expected(drafts)
        settle_headlines(self.scene, drafts)
        return drafts

    def _bared(self, figure: Figure) -> Figure:
        """The figure without a time that is none of its own: "1 million next year" counts no years."""
        own = _DETERMINED.search(figure.span.of(self.scene.text)) if figure.dimension == "time" else None
        if own is None:
            return figure
        span = Span(figure.span.start, figure.span.start + own.start())
        return replace(
            figure, span=span, full=span, unit=None, dimension=None, form=Form.NUMBER, noun=None, noun_span=None
        )

    def _tells_time(self, figure: Figure, sentence: Sentence) -> bool:
        """Whether the figure is part of a time: the "11 months" of "in the first 11 months"."""
        if figure.dimension != "time" and not figure.ordinal:
            return False
        after = self.scene.text[figure.span.end : figure.span.end + 9]
        if figure.dimension == "time" and self.scene.text[figure.span.start - 1 : figure.span.start] in _THESE:
            return True
        return bool(_AGO.match(after)) or any(
            t.span.contains(figure.span) and not _LEFT.match(self.scene.text, t.span.start) for t in sentence.times
        )

    def _sentence(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Settle the figures of a sentence, and what the next one goes on from; most sentences have no figures."""
        if self.interview.asks(sentence):
            self._begin_anew(sentence)
        self.topic = self._topic_of(sentence)
        self.onward.begin(sentence)
        found = names_in(self.scene, sentence, self.pack, self.named, self.topic, self.interview)
        named = described(self.scene, sentence, found, self.topic, self.pack)
        names = with_rivals(self.scene, sentence, named, self.topic)
        if drafts:
            self._read(sentence, drafts, names)
            self._attribute(sentence, drafts, names)
        else:
            self.metrics.set_levels(sentence, drafts)
        self.markets.leave(sentence, drafts)
        if drafts:
            self._finish(sentence, drafts)
        if not drafts or any("table" not in d.fixed for d in drafts):  # a row of a table is no topic of what follows
            before = self.topic
            after = topic_after(self.scene, sentence, drafts, names, self.topic, self.pack)
            self.topic = self.markets.resume(sentence, drafts, self.topic, after)
            if (asked := self.interview.asked_of(sentence)) is not None:
                self.topic = replace(self.topic, subject=asked, block=sentence.block, house=None)
            self.topic = replace(self.topic, last=told_last(drafts), maker=maker_told(after, before))
        percents = [d.kind for d in drafts if d.figure.form is Form.PERCENT]
        self.shares = Kind.SHARE in percents if percents else self.shares
        self.onward.after(drafts)
        self.clock = clock_after(
            self.scene,
            sentence,
            [d for d in drafts if not d.dropped and "table" not in d.fixed and not is_levied(d)],
            self.clock,
        )

    def _read(self, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...]) -> None:
        """What the figures measure, of which time, and whether it has happened."""
        pair_lists(self.scene, sentence, drafts, names)
        pair_with_the_two(self.scene, sentence, drafts, names, self.topic)
        pair_metrics(self.scene, sentence, drafts, self.pack)
        self._settle_verbs(sentence, drafts)
        set_kinds(self.scene, sentence, drafts, self.pack, shares=self.shares, margins=self.metrics.margin is not None)
        self.metrics.set_levels(sentence, drafts)
        pair_changes(self.scene, sentence, drafts, names)
        self.metrics.set_relations(sentence, drafts)
        self._answer(sentence, drafts)
        onward = self.onward
        set_modalities(self.scene, sentence, drafts, onward.carried, self.clock.ahead, self.aimed, onward.announced)
        self.attained.set(sentence, drafts, aims=self.aimed is not None, ahead=self.clock.ahead is not None)
        Periods(self.scene, sentence, clock_within(self.scene, sentence, self.clock), self.pack).set(drafts)
        settle_moves(self.scene, sentence, drafts, self.pack, self.clock.past)
        self.progress.set(drafts, self.clock.past, self.scene.document.published, self.attained.aim)

    def _attribute(self, sentence: Sentence, drafts: list[Draft], names: tuple[Name, ...]) -> None:
        """Whose the figures are, and what they are narrowed to."""
        set_subjects(self.scene, sentence, drafts, self.topic, names)
        settle_siblings(self.scene, drafts, self.pack)
        settle_proven_brands(drafts, self.pack)
        settle_scores(self.scene, sentence, drafts, names, self.topic)
        settle_multiples(self.scene.text, drafts, names)
        self.collectives.set(sentence, drafts)
        scopes = Scopes(self.scene, sentence, drafts, self.pack)
        earlier: Subject | None = None
        for index, draft in enumerate(drafts):
            if "subject" not in draft.fixed:
                if not is_several(draft.subject):
                    told = self.markets.subject(sentence, scopes, index, names, self.topic, earlier)
                    draft.subject = told or draft.subject
                draft.subject = self.markets.narrowed(draft, scopes, index) or draft.subject
            if draft.subject is None and draft.host is not None:
                draft.subject = draft.host.subject
            earlier = draft.subject
            self.markets.set_penetration(draft, drafts[index - 1] if index else None)
        scopes.set()
        for before, draft in itertools.pairwise(drafts):
            self._follow_share(before, draft)
        for draft in drafts:
            self._settle(sentence, draft)
        settle_enumerations(self.scene, drafts, names)
        self.recalled.set(sentence, drafts)
        settle_two_compared(self.scene.text, drafts)

    def _finish(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """What only shows once whose each figure is: levies, totals, aims, wholes, what is taken back, who says it."""
        self.levies.set(sentence, drafts)
        self.totals.set(drafts)
        told = None if self.clock.past is None else self.clock.past.end
        set_unfinished(self.scene.text, drafts, self.scene.document.published, told, research=self.research)
        set_wholes(self.scene, sentence, drafts, self.pack)
        settle_corrected(self.scene, sentence, drafts)
        self.claimant = set_claimant(self.scene, sentence, drafts, self.pack, self.claimant)

    def _settle_verbs(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """What verbs and constructions say of metrics before any noun is looked for."""
        settle_duties(self.scene, sentence, drafts, self.pack)
        settle_verbs(self.scene, sentence, drafts, self.pack)
        settle_expense_rates(self.scene, sentence, drafts, self.pack)
        settle_verbs_zh(self.scene, sentence, drafts, self.pack, self.metrics.spoken.main())

    def _begin_anew(self, sentence: Sentence) -> None:
        """Forget at a question what was answered before: a question is of the company, now, until it says otherwise."""
        self.onward.carried = {}
        self.clock = replace(self.clock, past=self.clock.home, ahead=None, last=None, first=None, main=None)
        if self.interview.company is not None:
            self.theme.about = self.interview.company
            self.topic = replace(self.topic, subject=self.interview.company, block=sentence.block, house=None)

    def _topic_of(self, sentence: Sentence) -> Topic:
        """What a sentence goes on about: what was told last, or the market that the text is about, where it returns to it."""
        topic = self.topic
        if topic.house is not None and topic.block != sentence.block:
            topic = replace(topic, subject=topic.house, house=None)  # a new paragraph is of the whole again
        topic = self.theme.back(sentence, self.markets.returned(sentence, topic), self.markets.about)
        seller = topic.subject.entity if topic.subject is not None else None
        turns = turns_to_part(self.scene, sentence) or self.markets.looks_on(sentence)
        if self.markets.about is not None and seller and sells(seller) and turns:
            return replace(topic, subject=self.markets.about)
        return topic

    def _answer(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """What answers a question after an aim is the aim: "全年目标？答：5.2万辆"."""
        before = self.scene.sentences[sentence.index - 1] if sentence.index else None
        if before is None or before.figures or not drafts or drafts[0].kind is not Kind.LEVEL:
            return
        asked = before.span.of(self.scene.text).rstrip()
        lead = self.scene.text[sentence.span.start : drafts[0].figure.full.start]
        if asked.endswith(("?", "？")) and cues.TARGET.search(asked) and len(lead.strip()) <= _BRIEF:
            drafts[0].modality, drafts[0].own_aim = Modality.TARGET, True
            drafts[0].fixed.add("modality")

    def _settle(self, sentence: Sentence, draft: Draft) -> None:
        """What the subject or period says of metric and unit: a seller's sales in money, "its fourth in a row"."""
        unit = self.pack.units.get(draft.unit or "")
        entity = draft.subject.entity if draft.subject else None
        self._measure(draft, entity)
        money = draft.kind is Kind.LEVEL and unit is not None and unit.dimension == "money"
        seller = entity is not None and sells(entity)
        if money and seller and draft.metric == "sales" and "revenue" in self.pack.metrics:
            draft.metric = "revenue"
        alike = _ALIKE.search(self.scene.text, sentence.span.start, draft.span.start)
        if draft.kind is Kind.CHANGE and alike and draft.metric is not None:
            draft.host, draft.metric = None, f"like_for_like_{draft.metric}"
        host = draft.host
        if host is not None and host.metric == "revenue" and draft.metric == "sales":
            draft.metric = host.metric
        if draft.kind is Kind.DURATION and draft.unit == "rank" and draft.period is not None:
            week = draft.period.days == _WEEK
            draft.unit = "week" if week else _GRAINS.get(draft.period.grain, draft.unit)

    def _follow_share(self, share: Draft, draft: Draft) -> None:
        """Points told right behind a share are points of it: "61.3 percent of retail sales, up 8.7 points"."""
        if draft.figure.form is not Form.POINTS or share.kind is not Kind.SHARE or "table" in draft.fixed:
            return
        if draft.paired and draft.host is not None:  # of the share at its place: 分别下滑1.6和0.3个百分点
            draft.metric = draft.host.metric
            return
        between = self.scene.text[share.span.end : draft.span.start]
        if _NEXT_CLAUSE.search(between) is None and share.metric in ("market_share", "penetration"):
            draft.metric, draft.subject = share.metric, share.subject

    def _measure(self, draft: Draft, entity: Entity | None) -> None:
        """Count what the seller makes where the text only says "units" (台): a lidar maker ships no cars."""
        figure = draft.figure
        made = sorted(entity.tags & self.pack.units.keys()) if entity is not None and sells(entity) else []
        pieces = figure.noun in _PIECES
        if not made or (draft.unit != self.pack.main_unit and not pieces) or "table" in draft.fixed:
            return
        if figure.noun is None or is_generic(figure) or pieces:
            draft.unit = made[0]
            metric, own = self.pack.metrics.get(draft.metric or ""), self.pack.units[made[0]].metric
            if own is not None and metric is not None and metric.unit == self.pack.main_unit:
                draft.metric = own

    def _titled(self, titled: tuple[Mention, ...]) -> Topic:
        """The first seller or market that the title names; "UK new car market" is not the home market."""
        abroad = self.markets.home not in (None, self.pack.home)
        measures = [m for m in titled if m.sort is Sort.METRIC]
        nation = speaks_of_nation(self.scene.document.title or "", 0, measures, self.pack)
        for mention in titled:
            if nation is not None and nation.span.start < mention.span.start:
                return Topic()  # 中国汽车出口再上台阶，奇瑞占了两成: of the country
            entity = self.pack.entities[mention.key] if mention.sort is Sort.ENTITY else None
            if entity is not None and (sells(entity) or (entity.kind is EntityKind.MARKET and not abroad)):
                return Topic(Subject(entity.name, entity))
        return Topic()


def _is_about_aims(scene: Scene) -> bool:
    """Whether the title, or what stands before the first figure, announces aims: "Targets for 2026 at a glance"."""
    opening = itertools.takewhile(lambda s: not s.figures, scene.sentences)
    heads = [scene.document.title or "", *(s.span.of(scene.text) for s in opening)]
    return any(cues.NAMED_AIMS.search(head) and not _AMOUNT.search(head) for head in heads)


def _confidence(pack: Pack, seen: tuple[str, ...]) -> float:
    """The chance of being right in every field, in hundredths; nothing is certain."""
    return min(0.99, max(0.01, round(pack.scorecard.probability(seen), 2)))
