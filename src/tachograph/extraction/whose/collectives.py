"""Figures of several sellers at once: "together they sold 915,000", "eleven carmakers have published goals"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from tachograph.core.cached import cached_property
from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort, sells

_PAIR = 2
_MANY = 3  # so many are spoken of by what they have in common, two by their names
_NUMBERS = {"three": 3, "four": 4, "三": 3, "四": 4}
_FEW = 4  # so many can be named
_THEY = Caseless(
    r"\bthey\b|\bthe (?:three|four)\b", r"[三四][家者]|[它他她]们|[它他她]們|[两兩二]者|[双雙]方|[这這][两兩]家"
)
_TWO = ("两", "兩", "二", "双", "雙")
_COUNTED = ("maker",)  # what a count of sellers counts
_MOSTLY = 0.8  # a list of ten with one foreign plant in it is still one of home makers
_HOME = "home"  # the tag of all sellers of the pack's own market
_TOGETHER = Caseless(
    r"\b(?:together(?! with)|combined|between them|jointly|all of them|all (?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)|put together)\b",
    r"(?:[三四五六七八九十]|\d{1,2}|上榜|多|各)[家大个](?:车企|企业|公司|品牌|新势力)?[^，。；\d]{0,4}(?:合计|合計|合占|合佔|共计|共計|总计|總計|加起来|合起来|合在一起)"
    r"|上榜[^，。；\d]{0,6}(?:合计|合計|共)"
    r"|(?:[它他她][们們]|[两兩二]者|[双雙]方|[这這][两兩]家)[^，。；\d]{0,6}(?:合计|合計|合占|合佔|共计|共計|总计|總計|一共|加起来|加起來|合起来|合在一起|共同?[占佔])",
)
# "Its three brands delivered … between them", "Nio's three marques together": of the one that owns them
_OWN_BRANDS = re.compile(
    r"(?:\b(?:[Ii]ts|[Tt]heir)|\w['’]s?)\s(?:(?!rival|compet)[\w-]+\s){0,3}?(?:brands|marques|badges|nameplates)\b"
)
# what stands behind the last of a list, between the last two and between the others
_LISTED = (("", ",", "have", "had"), ("and", ", and", "&", "plus"), (",",))
_BRACKETS = re.compile(r"\s?[(（][^()（）]{3,200}[)）]")
# what stands between sellers that are counted and what all of them sold
_SOLD_BY = re.compile(
    r"(?:\s?[(（][^()（）]{3,200}[)）])?(?:\s(?:with|in|on|for|of|that|who|whose|which|besides|other than|except|apart from|listed|named|shown|above)\s[^,.;:\d]{2,70}?)?\s?(?:(?:together|combined|jointly|had|have|has)\s)*"
    r"(?:delivered|sold|handed over|registered|exported|shipped|produced|made|built|moved|(?:共|合计|合計)?(?:交付|[销銷]售|售出|出口|生[产產])了?)\s?"
    r"(?:an?\s|some\s|about\s|around\s|nearly\s|almost\s|over\s|more than\s|just\s|only\s|combined\s|total of\s|[共约約近超逾])*"
)
_TWO_ZH = re.compile("[两兩二]家")  # those just told of
_AGAINST = re.compile(
    r"\b(?:against|from|after|versus|compared (?:with|to)|than)\s(?:the\s|about\s|some\s)?$", re.IGNORECASE
)
_BETWEEN_THEM = ("between them", "together", "combined", "jointly")
# what stands between a count and what those counted do together: "two filings from BYD that "
_WHICH = re.compile(r"(?:\s[^,.;:\d]{0,60}?)?,?\s(?:that|which)\s(?:\w+\s){0,2}")
_DOES_ZH = re.compile(r"[^，。；：、,.;:()（）\d]{2,30}")
_EACH = re.compile(r"[^,.;，。；]{0,30}\b(?:each|apiece)\b")
_OF_BOTH = re.compile(r"[^，。；,.;]{0,24}(?:合[占佔计計在起]|相加|加起来|共|together\b|combined\b)", re.IGNORECASE)
# what stands between figures and their sum
_IN_ALL_ZH = re.compile(
    "(?:[）)])?[，；]?(?:[^，。；\\d]{0,6}[家个個者])?(?:合[计計共]|[总總共][计計]|加[起总總][来來]?|一共)[为為是达達有了]{0,2}[约約近超]?"
)


class Collectives:
    """The names under which a pack's sellers are spoken of together."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack
        self._told_of: dict[str, Subject] = {}  # whose figures the text has told, the last ones last
        self.by_tag = {tag: e for e in pack.markets if "sellers" in e.tags for tag in sorted(e.tags - {"sellers"})}

    def set(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Give the figures of a sentence that are of several sellers to all of them."""
        shared: Draft | None = None
        whole: Draft | None = None  # what those counted sold in all
        for i, draft in enumerate(drafts):
            if "subject" in draft.fixed:
                continue
            start = drafts[i - 1].span.end if i else sentence.span.start
            if (row := self._summed_up(drafts[:i], draft)) is not None:
                draft.subject, whole, shared = self._of_row(row), draft, None
                draft.fixed.add("subject")
            elif draft.kind is Kind.COUNT and draft.unit in _COUNTED:
                two = _TWO_ZH.fullmatch(draft.span.of(self.scene.text)) is not None
                told = (self._both(drafts[:i]) if two else None) or self._counted(sentence, draft) or self._last(draft)
                draft.subject = told or draft.subject
                shared = draft
            elif shared is not None and self._is_of_all(shared, draft):
                draft.subject, whole = self._all_of(shared), draft
            elif shared is not None and self._does_zh(shared, draft):
                draft.subject = shared.subject
            elif whole is not None and self._is_said_of(whole, draft, sentence):
                draft.subject, draft.model = whole.subject, None
            elif (
                (said := _TOGETHER.search(self.scene.text, start, draft.span.start))
                and not sentence.sums_time(self.scene.text, said.start())
                and not self._of_things(said, sentence)
                and not self._named_behind(sentence, said.end(), draft)
                and not _OWN_BRANDS.search(self.scene.text, sentence.span.start, draft.span.start)
            ):
                told = self._told(sentence, drafts[:i], draft) or self._joined(sentence, said)
                together = told or self._all(self._named(draft.span.start))
                draft.subject, shared = together or draft.subject, draft if together else None
                whole = draft if together and draft.kind is Kind.LEVEL else None
                draft.fixed |= {"subject"} if told else set()
            elif (
                shared is not None
                and (draft.host is shared or draft.kind is Kind.SHARE)
                and not self._is_ones(shared, draft, sentence)
            ):
                draft.subject = shared.subject
                draft.fixed |= shared.fixed & {"subject"}

        for draft in drafts:
            several = draft.subject is not None and draft.subject.entity is None and " and " in draft.subject.name
            if draft.subject is not None and draft.kind is Kind.LEVEL and not several:
                self._told_of.pop(draft.subject.name, None)
                self._told_of[draft.subject.name] = draft.subject

    def _summed_up(self, earlier: list[Draft], draft: Draft) -> list[Subject] | None:
        """Whose figures right before a Chinese one it is the sum of, as it says and they prove: 甲6万辆、乙4万辆，合计10万辆."""
        if not earlier or draft.kind is not Kind.LEVEL or draft.low is None:
            return None
        if _IN_ALL_ZH.fullmatch(self.scene.text, earlier[-1].figure.full.end, draft.figure.full.start) is None:
            return None
        row = list(takewhile(lambda d: d.kind is Kind.LEVEL and d.unit == draft.unit, reversed(earlier)))[::-1]
        parts = [(d.subject, d.low, d.precision) for d in row if d.subject is not None and d.low is not None]
        told = {subject.name: subject for subject, _, _ in parts}
        slack = sum((p for _, _, p in parts), draft.precision) / 2
        proves = abs(sum(low for _, low, _ in parts) - draft.low) <= slack
        return list(told.values()) if len(told) == len(row) >= _PAIR and proves else None

    def _of_row(self, row: list[Subject]) -> Subject | None:
        """The name of all that were told one by one; more than a few that have none in common go without."""
        entities = [s.entity for s in row if s.entity is not None]
        houses = [frozenset(p.parent for p in e.parents) for e in entities] if len(entities) == len(row) else []
        shared = sorted(frozenset[str].intersection(*houses)) if houses else []
        if shared and (house := self.pack.entities.get(shared[0])) is not None:
            return Subject(house.name, house)  # all brands of one company
        together = self._all(entities) if len(entities) == len(row) else None
        if together is not None or len(row) > _FEW:
            return together
        return Subject.of_all([s.name for s in row])

    def _is_ones(self, whole: Draft, draft: Draft, sentence: Sentence) -> bool:
        """Whether a part of the total is given to one that is named: "… 154,609, Leapmotor alone accounting for 36.9% of it"."""
        named = (m for m in sentence.of_sort(Sort.ENTITY) if whole.span.end <= m.span.start < draft.span.start)
        return any(sells(self.pack.entities[m.key]) for m in named)

    def _of_things(self, said: re.Match[str], sentence: Sentence) -> bool:
        """Whether "between them" is said of things just counted that sell nothing: "two filings that between them cover"."""
        if said.group().lower() not in _BETWEEN_THEM:
            return False
        figure = sentence.figure_before(said.start())
        things = figure is not None and figure.noun is not None and figure.unit not in (*_COUNTED, self.pack.main_unit)
        if figure is None or not things or (figure.low or 0) < _PAIR:
            return False
        return _WHICH.fullmatch(self.scene.text, figure.span.end, said.start()) is not None

    def _named_behind(self, sentence: Sentence, start: int, draft: Draft) -> bool:
        """Whether a list begins behind the word, with one seller for each figure: "11,390 between them: Zeekr 4,330"."""
        names = (m for m in sentence.of_sort(Sort.ENTITY) if start <= m.span.start and m.span.end <= draft.span.start)
        return ":" in self.scene.text[start : start + 2] and any(sells(self.pack.entities[m.key]) for m in names)

    def _is_of_all(self, counted: Draft, draft: Draft) -> bool:
        """Whether a figure is of the sellers just counted: "The five start-ups (Nio, …) delivered about 146,000"."""
        text = self.scene.text
        between = (
            m for m in draft.sentence.of_sort(Sort.ENTITY) if counted.span.end <= m.span.start < draft.span.start
        )
        if _OF_BOTH.match(text, counted.span.end, draft.span.start) and (text.isascii() or next(between, None) is None):
            return True
        sold = _SOLD_BY.fullmatch(text, counted.span.end, draft.figure.full.start)
        return draft.kind is Kind.LEVEL and sold is not None and not _EACH.match(text, draft.span.end)

    def _does_zh(self, counted: Draft, draft: Draft) -> bool:
        """Whether a Chinese clause goes on about those that it counts: 17家车企承诺账期不超过60天."""
        text, start = self.scene.text, counted.span.end
        if counted.subject is None or not draft.carried:
            return False
        if _DOES_ZH.fullmatch(text, start, draft.figure.full.start) is None:
            return False
        return not any(start <= m.span.start < draft.span.start for m in draft.sentence.of_sort(Sort.ENTITY))

    def _is_said_of(self, whole: Draft, draft: Draft, sentence: Sentence) -> bool:
        """Whether a figure is compared with the total of several, or says how that changed: "44,200, against 51,363"."""
        between = whole.span.end, draft.figure.full.start
        if any(between[0] <= m.span.start < draft.span.start for m in sentence.of_sort(Sort.ENTITY)):
            return False
        return draft.kind is Kind.CHANGE or _AGAINST.search(self.scene.text, *between) is not None

    def _all_of(self, counted: Draft) -> Subject | None:
        """Those counted; as the text calls them, where only one of them is known."""
        entity = counted.subject.entity if counted.subject is not None else None
        many = counted.low is not None and counted.low >= _PAIR
        if entity is None or not sells(entity) or not many or not counted.figure.noun:
            return counted.subject
        return Subject(counted.figure.noun)

    def _both(self, earlier: Sequence[Draft]) -> Subject | None:
        """The two whose figures were told last, in the sentence or before it."""
        here = (d.subject.name for d in earlier if d.subject is not None and d.kind is Kind.LEVEL)
        names = list(dict.fromkeys([*self._told_of, *here][::-1]))[1::-1]
        return Subject.of_all(names) if len(names) == _PAIR else None

    def _last(self, draft: Draft) -> Subject | None:
        """The makers told of last, of which there are as many as are counted."""
        count = int(draft.low or 0)
        names = list(self._told_of)[-count:] if _MANY <= count <= min(_FEW, len(self._told_of)) else []
        return Subject.of_all(names) if names else None

    def _counted(self, sentence: Sentence, draft: Draft) -> Subject | None:
        """Whom a count of makers counts: those its noun names, else those that the text names."""
        for mention in sentence.of_sort(Sort.ENTITY):
            entity = self.pack.entities[mention.key]
            if "sellers" in entity.tags and mention.span.overlaps(draft.figure.full):
                return Subject(entity.name, entity)
        listed = _BRACKETS.match(self.scene.text, draft.span.end)
        within = [m for m in sentence.of_sort(Sort.ENTITY) if listed is not None and m.span.end <= listed.end()]
        told = [self.pack.entities[m.key] for m in within if m.span.start >= draft.span.end]
        named = self._named(len(self.scene.text))
        return self._all(told) or self._more_than(named, draft) or self._all(named)

    def _more_than(self, named: list[Entity], draft: Draft) -> Subject | None:
        """All sellers of the home market, where a Chinese text counts more of them than it names: 17家车企承诺…."""
        count, noun = draft.low or 0, draft.figure.noun or ""
        if count < _MANY or len(named) >= _MANY or noun.isascii() or draft.figure.classifier:
            return None
        group = self.by_tag.get(_HOME)
        home = group is not None and all(e.currency is None for e in named)
        return Subject(group.name, group) if home and group is not None else None

    def _told(self, sentence: Sentence, earlier: list[Draft], draft: Draft) -> Subject | None:
        """The few that "they" are: those whose figures the sentence has told, or else whom the one before names."""
        they = _THEY.search(self.scene.text, sentence.span.start, draft.span.start)
        if they is None:
            return None
        if any(two in they.group() for two in _TWO):
            return self._both(earlier)
        here = [d.subject for d in earlier if d.subject is not None and d.kind is Kind.LEVEL]
        before = self.scene.sentences[sentence.index - 1] if sentence.index else None
        entities = [self.pack.entities[m.key] for m in before.of_sort(Sort.ENTITY)] if before else []
        count = next((n for word, n in _NUMBERS.items() if word in they.group()), 0)
        few = _MANY if they.group().isascii() else _PAIR  # 它们 may be two
        last = self._makers_told()[-count:]
        last = last if 0 < count == len(last) else []
        for told in (here, [Subject(e.name, e) for e in entities if sells(e)], last):
            names = list(dict.fromkeys(s.name for s in told))
            if few <= len(names) <= _FEW and not self._are_group(told):
                return Subject.of_all(names)
        return None

    def _joined(self, sentence: Sentence, said: re.Match[str]) -> Subject | None:
        """The few listed right before the word: "CATL and BYD between them supply 63.5 percent"."""
        sellers = [m for m in sentence.of_sort(Sort.ENTITY) if m.span.end <= said.start()]
        row: list[Mention] = []
        for mention in reversed(sellers):
            gap = self.scene.text[mention.span.end : row[0].span.start if row else said.start()]
            if not sells(self.pack.entities[mention.key]) or gap.strip() not in _LISTED[min(len(row), 2)]:
                break
            row.insert(0, mention)
        told = [Subject(self.pack.entities[m.key].name, self.pack.entities[m.key]) for m in row]
        names = list(dict.fromkeys(s.name for s in told))
        if not _PAIR <= len(names) <= _FEW or (len(names) > _PAIR and self._are_group(told)):
            return None
        return Subject.of_all(names)

    def _makers_told(self) -> list[Subject]:
        """Whose figures the text has told, without the brands of others among them."""
        ids = {s.entity.id for s in self._told_of.values() if s.entity is not None}
        return [
            s for s in self._told_of.values() if s.entity is None or not any(p.parent in ids for p in s.entity.parents)
        ]

    def _are_group(self, subjects: list[Subject]) -> bool:
        """Whether the pack has a name for all of them: start-ups."""
        tags = [s.entity.tags if s.entity else frozenset[str]() for s in subjects]
        return any(tag in self.by_tag and tag != _HOME for tag in frozenset[str].intersection(*tags))

    @cached_property
    def _sellers(self) -> dict[str, int]:
        """The sellers that the text names, in order, and where the first mention of each ends."""
        first: dict[str, int] = {}
        for mention in (m for s in self.scene.sentences for m in s.of_sort(Sort.ENTITY)):
            if sells(self.pack.entities[mention.key]):
                first.setdefault(mention.key, mention.span.end)
        return first

    def _named(self, end: int) -> list[Entity]:
        """The sellers that the text names before ``end``, without the brands of others among them."""
        named = {key: self.pack.entities[key] for key, first in self._sellers.items() if first <= end}
        return [e for e in named.values() if not any(p.parent in named for p in e.parents)]

    def _all(self, sellers: Iterable[Entity]) -> Subject | None:
        """The name of several sellers together."""
        named = list(sellers)
        if len(named) == _PAIR:
            return Subject.of_all([e.name for e in named])
        if len(named) < _MANY:
            return None
        shared = frozenset[str].intersection(*(frozenset(e.tags) for e in named))
        group = next((self.by_tag[tag] for tag in sorted(shared) if tag in self.by_tag), None)
        if group is None and sum(e.currency is None for e in named) >= _MOSTLY * len(named):
            group = self.by_tag.get(_HOME)
        return Subject(group.name, group) if group is not None else None
