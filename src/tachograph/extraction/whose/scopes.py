"""What narrows a figure: the segment ("NEV sales") and the region ("in Europe") that hold for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tachograph.core.cached import cached_property, kept_with_owner
from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.text.distances import asides
from tachograph.extraction.vocabulary import Mention, Sort, sells

# A word narrows what is counted where it is the head of its phrase ("NEVs rose"), not where another noun is ("EV maker").
_HEAD = re.compile(
    r"\s*(?:$|[^\sA-Za-z‑-]|(?:and|or|of|in|to|at|for|from|with|by|as|while|than|versus|vs|up|down|but|which|that|this|last|is|are|was|were|will"
    r"|should|could|may|can|had|has|have|made?|makes?|making|came|comes?|took|takes?|rose|fell|grew|sold|built|hit|left|went|led|saw|also|alone|still"
    r"|now|only|cells?|types?|markets?|volumes?|numbers|business(?:es)?|operations?|parts?|side|arm|tall(?:y|ies)|totals?|buyers|customers|\w+ed|\w+ly)\b)"
)
_MAKING = re.compile(
    r"[\s‑-]*(?:makers?|brands?|compan(?:y|ies)|firms?|start-?ups?|batter(?:y|ies)|tax(?:es)?|subsid\w+)\b",
    re.IGNORECASE,
)
_HEAD_ZH = re.compile(
    r"(?!车企|車企|品牌|(?:企业|企業|厂商|廠商)(?!批[发發]|零售|[销銷]售|[销銷]量|生[产產]|出口|[产產]量)|公司|工厂|製造|制造商|补贴|政策|购置税|购车|技术|平台|电池|芯片)"
)
_PARTS = re.compile(r"其中|\bof (?:which|these|them)\b|\bincluding\b", re.IGNORECASE)
_AIM = re.compile(r"\s(?:\w+\s)?(?:targets?|goals?|aims?|ambitions?|objectives?|plans?)\b")
_BETWEEN = re.compile(
    r"(?:'s|’s|的|厂商|廠商|企业|企業)?\s*(?:(?:monthly|quarterly|annual|total|new|cumulative)\s+)?(?P<noun>\w+\s+)?"
)
_OF_BOTH = Caseless(r"\b(?:together|combined|both|in all|in total)\b", r"合计|合計|两者|兩者|共|总计|總計")
_HOME_OF = ("", " ", "-", "'s ", "’s ")  # "German Porsche", "Germany's Volkswagen"
_BESIDE = ("", " ", "-", "的")
_PLACED = Caseless(
    r"\b(?:in|across|within|throughout|for|at|to|into|from|inside|outside)\s+(?:the\s+|all of\s+)?$", r"在$"
)
_LISTED = Caseless(r"(?:,|;|\b(?:and|while|but))\s+(?:the\s+)?$")
_OUTWARD = Caseless(r"\b(?:from|to|into)\s+(?:the\s+)?$")
_SEATED = Caseless(
    r"\b(?:based|headquartered|listed|incorporated|founded|made|plants?|factory|factories|subsidiary|arm|office|ipo)\s+in\s+(?:the\s+)?$"
)
_OPENING = re.compile(r"\W*(?:(?:in|across|for)\s+(?:the\s+)?)?", re.IGNORECASE)
_OWNED = re.compile(r"\s*(?:(?!(?:and|but|while|as|whereas|yet|than|from)\b)[\w'’-]+\s+){0,6}", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(?:of|out of)\b", re.IGNORECASE)
_COMPARED = Caseless(r"(?:\b(?:from|than|versus|vs\.?|against|after)|[比较較])\s*(?:the\s+|a\s+|about\s+)?$")
TOTAL = re.compile(r"\b(?:all|total|overall|whole|entire|altogether|combined)\b|[总總]|合计|合計|共计", re.IGNORECASE)
_STRONG = re.compile(r"[;；]|\b(?:while|whereas)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|and|or|&|/|,\s*and|和|及|、)\s*")
_BASE = re.compile(r"\s*(?:of|out of)\s+(?:(?:all|the|total|new)\s+){0,2}", re.IGNORECASE)
_COUNTS_NEXT = re.compile(r"\s(?:[a-z]+\s){0,2}\d")
_NARROWED = (Kind.LEVEL, Kind.CHANGE, Kind.SHARE, Kind.RATIO, Kind.RANK)

_FROM_BASE = re.compile(
    r"(?:\s(?:year[- ]on[- ]year|year[- ]over[- ]year|on the year|y/y|yoy))?,?\s(?:from|on|over|than)\s(?:(?:about|some|just|only|the|its)\s)*"
)


@dataclass(frozen=True)
class ScopeWord:
    """A segment or region word that narrows figures of its sentence."""

    mention: Mention
    outward: bool = False  # where things go to or come from: "exports to Russia", "imports from China"
    opening: bool = False  # it opens its clause: "In Egypt …" holds until another region is named
    attached: bool = False  # it stands before what is measured: "NEV exports"


class Scopes:
    """The segment and region words of one sentence, and which of its figures each holds for."""

    def __init__(self, scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
        self.scene = scene
        self.sentence = sentence
        self.drafts = drafts
        self.pack = pack
        self.asides = asides(scene.text, sentence.span)
        counted = pack.units.get(pack.main_unit or "")
        self.nouns = counted.words.get("en", ()) if counted is not None else ()
        self._owners: dict[int, int | None] = {}  # by where the word starts
        self.segments = self._words(Sort.SEGMENT)
        self.regions = self._words(Sort.REGION)

    @cached_property
    def wide(self) -> set[str]:
        """The segments that give way to a narrower one beside them."""
        return {term.id for term in self.pack.segments if term.wide}

    @cached_property
    def adjectives(self) -> set[str]:
        """The words that say a region as an adjective: "Chinese"."""
        return {a for r in self.pack.regions for a in r.words.get("adjective", ())}

    def segment(self, index: int) -> ScopeWord | None:
        """The segment word that holds for the draft at ``index``."""
        return self._governing(self.segments, index)

    def region(self, index: int) -> ScopeWord | None:
        """The region word that holds for the draft at ``index``."""
        return self._governing(self.regions, index)

    def set(self) -> None:
        """Give the drafts of the sentence the segment and region that they are narrowed to."""
        for index, draft in enumerate(self.drafts):
            if draft.kind not in _NARROWED or "table" in draft.fixed or not self._divisible(draft):
                continue
            segment, region = self.segment(index), self.region(index)
            if draft.paired and draft.host is not None:  # 乘用车…，商用车…，前者微增1.2%
                segment, draft.segment = None, draft.segment or draft.host.segment
            if segment is not None and (draft.segment is None or draft.segment in self.wide):
                draft.segment = segment.mention.key
            if draft.segment is None and segment is None and self._is_of_host(index):
                draft.segment = draft.host.segment if draft.host is not None else None
            if draft.region is None:
                draft.region = self._in_metric(draft) or (region.mention.key if region is not None else None)
            self._say_once(draft)
            if draft.region == "overseas" and draft.metric == "sales" and "overseas_sales" in self.pack.metrics:
                draft.metric = "overseas_sales"
            metric = self.pack.metrics.get(draft.metric or "")
            if draft.region == "overseas" and metric is not None and metric.basis == "export":
                draft.region = None  # exports are

        for before, draft in pairwise(self.drafts):
            if self._measures_change(before, draft):
                draft.segment = before.segment

    def _measures_change(self, change: Draft, draft: Draft) -> bool:
        """Whether a level is what the change right before it is measured by: "up 19.9% from 198,065, and 237,381 hybrids"."""
        if change.kind is not Kind.CHANGE or draft.kind is not Kind.LEVEL or "table" in draft.fixed:
            return False
        bare = self.scene.text.startswith((",", ";", "."), draft.span.end)  # what it counts is not said of it
        return (bare or draft.figure.segment is None) and _FROM_BASE.fullmatch(
            self.scene.text, change.span.end, draft.figure.full.start
        ) is not None

    def _is_of_host(self, index: int) -> bool:
        """Whether a change is of the level that its clause tells, past a share between them: 18.2GWh，占19.4%，环比增长10.5%."""
        draft = self.drafts[index]
        host = draft.host
        if host is None or host.kind is not Kind.LEVEL or host.metric != draft.metric:
            return False
        if draft.kind not in (Kind.CHANGE, Kind.SHARE):
            return False
        if _OF_BOTH.search(self.scene.text, host.span.end, draft.span.start):
            return False
        between = [d for d in self.drafts if host.span.end <= d.span.start and d.span.end <= draft.span.start]
        return (bool(between) or draft.kind is Kind.SHARE) and all(d.kind in (Kind.SHARE, Kind.CHANGE) for d in between)

    def _in_metric(self, draft: Draft) -> str | None:
        """The region that the metric itself names: ``overseas_sales``."""
        return _region_in(self.pack, draft.metric) if draft.metric is not None and "_" in draft.metric else None

    def _say_once(self, draft: Draft) -> None:
        """A market's own segment is always said, its own region never: its name has it."""
        entity = draft.subject.entity if draft.subject else None
        if entity is not None and not sells(entity):
            draft.segment = draft.segment or entity.segment
        place = entity.home if entity is not None and not sells(entity) else None
        named = draft.subject is not None and draft.subject.name.startswith(f"{draft.region} ")
        if draft.region == place or named:
            draft.region = None

    def _divisible(self, draft: Draft) -> bool:
        """Whether regions and segments add up to it: prices, tariffs and the like are no parts of anything."""
        metric = self.pack.metrics.get(draft.metric or "")
        unit = self.pack.units.get(metric.unit) if metric else None
        return metric is not None and not (
            metric.nature is Nature.STOCK and unit is not None and unit.dimension == "money"
        )

    # --- the words ------------------------------------------------------------------------------------------------------

    def _words(self, sort: Sort) -> tuple[ScopeWord, ...]:
        mentions = self.sentence.mentions
        return tuple(
            self._word(mentions, i)
            for i, m in enumerate(mentions)
            if m.sort is sort and self._narrows(mentions, i) and not self._is_narrowed(mentions, i)
        )

    def _is_narrowed(self, mentions: tuple[Mention, ...], i: int) -> bool:
        """Whether a wide segment has a narrower one right beside it: "battery-electric passenger cars"."""
        if mentions[i].sort is not Sort.SEGMENT or mentions[i].key not in self.wide:
            return False
        near = mentions[max(0, i - 1) : i + 2]
        beside = [m for m in near if m.sort is Sort.SEGMENT and m.key not in self.wide]
        return any(_between(self.scene.text, mentions[i].span, m.span) in _BESIDE for m in beside)

    def _narrows_next(self, mentions: tuple[Mention, ...], i: int) -> bool:
        return i + 1 < len(mentions) and mentions[i].key not in self.wide and self._is_narrowed(mentions, i + 1)

    def _word(self, mentions: tuple[Mention, ...], i: int) -> ScopeWord:
        mention = mentions[i]
        before = self.scene.text[self.sentence.span.start : mention.span.start]
        attached = self._attached(mentions, i)
        return ScopeWord(
            mention,
            outward=mention.key == "overseas" or bool(_OUTWARD.search(before)),
            opening=not attached and bool(_OPENING.fullmatch(_STRONG.split(before)[-1])),
            attached=attached,
        )

    def _attached(self, mentions: tuple[Mention, ...], i: int) -> bool:
        """Whether what is measured follows, perhaps after another scope: "NEV exports", "China's NEV retail"."""
        if i + 1 >= len(mentions):
            return False
        mention, following = mentions[i], mentions[i + 1]
        between = _BETWEEN.fullmatch(self.scene.text, mention.span.end, max(mention.span.end, following.span.start))
        if between is None or (between["noun"] and between["noun"].strip() not in self.nouns):
            return False

        return following.sort is Sort.METRIC or (following.sort is not Sort.ENTITY and self._attached(mentions, i + 1))

    def _narrows(self, mentions: tuple[Mention, ...], i: int) -> bool:
        mention, text = mentions[i], self.scene.text
        before = text[self.sentence.span.start : mention.span.start]
        if _SEATED.search(before) or of_people(text, mention, self.pack):
            return False
        if self._attached(mentions, i):
            return True
        after = text[mention.span.end : self.sentence.span.end]
        if not mention.quote.isascii():
            return bool(_HEAD_ZH.match(after))
        if (
            i + 1 < len(mentions)
            and mentions[i + 1].sort is Sort.ENTITY
            and text[mention.span.end : mentions[i + 1].span.start] in _HOME_OF
        ):
            return False
        if mention.sort is Sort.SEGMENT and self._narrows_next(mentions, i):
            return True
        if mention.sort is Sort.SEGMENT:
            return bool(_HEAD.match(after)) or (mention.quote.endswith("s") and not _MAKING.match(after))
        if mention.sort is Sort.REGION and mention.quote not in self.adjectives and _AIM.match(after):
            return True  # "its overseas goal"
        placed = bool(_PLACED.search(before))
        listed = any(m.sort is Sort.REGION for m in mentions[:i]) and bool(_LISTED.search(before))

        if placed and mention.quote not in self.adjectives:
            return True
        return bool(_HEAD.match(after)) and (
            placed
            or (listed and mention.quote not in self.adjectives)
            or mention.quote[0].islower()
            or not before.strip(" *-\"'“")
        )

    # --- which word holds -----------------------------------------------------------------------------------------------

    def _governing(self, words: tuple[ScopeWord, ...], index: int) -> ScopeWord | None:
        own = [w for w in words if self._owner(w) == index]
        if own:
            return own[0] if len({w.mention.key for w in own}) == 1 else None
        draft = self.drafts[index]
        start = draft.figure.full.start
        inserted = [a for a in self.asides if not a.contains(draft.span)]
        for word in reversed([w for w in words if w.mention.span.end <= start]):
            if any(a.contains(word.mention.span) for a in inserted) or self._is_base(word):
                continue
            if word.outward and word.mention.key != "overseas" and not self._travels(draft):
                continue
            owner = self._owner(word)

            if owner is None or all(self._follows(k) for k in range(owner + 1, index + 1)):
                return None if self._closed(word, index) else word
        return None

    def _owner(self, word: ScopeWord) -> int | None:
        """The figure that the word stands in or right behind: "1.7 million NEVs", "3.46 million abroad"."""
        place = word.mention.span.start
        if place not in self._owners:
            self._owners[place] = self._find_owner(word)
        return self._owners[place]

    def _find_owner(self, word: ScopeWord) -> int | None:
        span = word.mention.span
        for i, draft in enumerate(self.drafts):
            full = draft.figure.full
            if full.overlaps(span):
                return i
            following = self.drafts[i + 1].figure.full.start if i + 1 < len(self.drafts) else self.sentence.span.end
            if full.end <= span.start < following and not word.attached:
                joined = next(
                    (
                        w
                        for w in self._earlier(word)
                        if _JOINED.fullmatch(self.scene.text, w.mention.span.end, span.start)
                    ),
                    None,
                )
                if joined is not None:
                    return self._owner(joined)
                between = self.scene.text[full.end : span.start]

                whole = draft.kind is Kind.SHARE and _WHOLE.match(between)
                return i if _OWNED.fullmatch(between) and not whole else None
        return None

    def _earlier(self, word: ScopeWord) -> list[ScopeWord]:
        words = self.segments if word.mention.sort is Sort.SEGMENT else self.regions
        return [w for w in words if w.mention.span.end <= word.mention.span.start]

    def _is_base(self, word: ScopeWord) -> bool:
        """Whether the word is only the whole of a share: "47.3% of passenger cars"."""
        shares = [
            d.figure.full for d in self.drafts if d.kind is Kind.SHARE and d.figure.full.end <= word.mention.span.start
        ]
        return bool(shares) and bool(_BASE.fullmatch(self.scene.text, shares[-1].end, word.mention.span.start))

    def _travels(self, draft: Draft) -> bool:
        """Whether the figure is of things that go from one region to another."""
        metric = self.pack.metrics.get(draft.metric or "")
        return metric is not None and (metric.basis == "export" or "market" in metric.of)

    def _follows(self, index: int) -> bool:
        """Whether the draft only says something of the figure before it: a change of it, or what it is compared with."""
        draft = self.drafts[index]
        if draft.kind is not Kind.LEVEL:
            return True
        return bool(_COMPARED.search(self.scene.text, self.sentence.span.start, draft.figure.full.start))

    def _closed(self, word: ScopeWord, index: int) -> bool:
        """Whether something between the word and the figure speaks of another thing."""
        if word.opening and word.mention.sort is Sort.REGION:
            return False
        start = self.drafts[index].figure.full.start
        if _STRONG.search(self.scene.text, word.mention.span.end, start):
            return True
        figures = [d.figure.full for d in self.drafts[:index] if d.figure.full.end > word.mention.span.end]
        if not figures or figures[0].end >= start:
            return False
        rest = Span(figures[0].end, start)
        between = rest.of(self.scene.text)
        if TOTAL.search(between):
            return True
        if word.mention.sort is Sort.SEGMENT and any(
            rest.contains(w.mention.span) and self._owner(w) is None for w in self.regions
        ):
            return True  # "NEV sales were 646,000, and overseas markets took 494,000"
        if (
            word.mention.key == "overseas"
            and not _PARTS.search(between)
            and any(rest.contains(w.mention.span) and not w.attached for w in self.segments)
        ):
            return True  # 其中海外销量131935辆，纯电动237540辆

        return any(
            self._turns(m, word)
            for m in self.sentence.mentions
            if rest.contains(m.span) and not any(f.overlaps(m.span) for f in figures)
        )

    def _turns(self, mention: Mention, word: ScopeWord) -> bool:
        """Whether a mention after the word's first figure begins something else: a seller, or another measure.

        A division that opens its clause is reported by several measures of money: "the phone business earned 0.7
        billion, its revenue was 29 billion".
        """
        if mention.sort is Sort.ENTITY:
            return sells(self.pack.entities[mention.key])
        lead = self.scene.text[max(0, mention.span.start - 8) : mention.span.start]
        if word.opening and mention.sort is Sort.METRIC and self.pack.metrics[mention.key].unit != self.pack.main_unit:
            return False
        return mention.sort is Sort.METRIC and not re.search(r"\bof (?:the )?$", lead)


def of_people(text: str, mention: Mention, pack: Pack) -> bool:
    """Whether a word for a place is said of those who are from there: "the American 0.8%"."""
    before = text[max(0, mention.span.start - 4) : mention.span.start].lower()
    if before != "the " or _COUNTS_NEXT.match(text, mention.span.end) is None:
        return False
    return any(mention.quote in r.words.get("adjective", ()) for r in pack.regions)


@kept_with_owner
def _region_in(pack: Pack, metric: str) -> str | None:
    return next((r.id for r in pack.regions if metric.startswith(f"{r.id}_")), None)


def _between(text: str, one: Span, other: Span) -> str:
    first, last = sorted((one, other))
    return text[first.end : last.start]
