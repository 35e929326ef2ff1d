"""Whose a tariff or tax is: that of the country that levies it, unless the figure is what one seller pays."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind, Modality
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Mention, Sort, sells
from tachograph.extraction.whose.names import at_home, regions_of
from tachograph.extraction.whose.register import places

_LEVIES = ("tariff", "tax")
# where the goods come from: "Chinese-built cars", "cars made in China", "imports from China"
_GOODS = re.compile(
    r"[-‑ ](?:built|made|owned|produced)\b|\s(?:\w+\s)?(?:cars?|vehicles?|EVs?|imports|exports|goods|makers?|brands?|electric|exporters?)\b"
    r"|(?:[制製][造]?|[生]?[产產]|[进進]口|出口|本土)?的?(?:新能源|[电電][动動]|乘用|[轿轎]|整|汽)?(?:汽?[车車](?!市)|品牌|[产產]品|[厂廠]商|商品)"
)
_RESOLVED = re.compile(
    r"\b(?:approved|agreed|proposed|proposes|voted|backed|threatened|threatens|plans|planned|wants|considers)\b"
    r"(?:(?!\b(?:against|from|instead of|compared|versus|up on)\b)[^;.]|\.(?=\d)){0,120}$"
)
_ORIGIN = re.compile(
    r"\b(?:from|(?:made|makes?|built|builds?|produced|produces?|assembled|assembles?) in|of|to)\s(?:the\s)?$"
    r"|(?:[对對]|[来來产產]?自|原[产產]地?[于於为為]?)$",
    re.IGNORECASE,
)
_PAYER = re.compile(
    r"(?:['’]s?)?(?:\s[\w-]+){0,2}(?:\s(?:an|a|at|with|on|of|by|pays|paid|faces))?(?:\s(?:extra|additional|further))?\s?[(:,]?\s?",
    re.IGNORECASE,
)
# 比亚迪为17%、吉利18.8%, 上汽最重，达35.3%, 特斯拉的税率降至7.8%
_PAYER_ZH = re.compile(
    r"(?:集[团團]|汽[车車])?(?:[则則]|最[重高低轻輕]，?|的?(?:适用|適用)?(?:税率|稅率|[关關][税稅]|反[补補][贴貼][税稅])|(?:被|面[临臨]|需|要)?(?:加|[缴繳])?(?:[征徵]收?|[纳納])?){0,2}"
    r"(?:[为為是]|高?[达達](?:到)?|[降升调調][至到为為]|[约約])?"
)
_PAID_BY = re.compile(
    r"\s(?:for|if|in|on|to)\s(?:(?:[a-z]+\s){0,3}(?:those|cars|vehicles|models|evs|imports)\s(?:(?:of|from|by|that)\s)?)?(?:it\s(?:is|was)\s|(?:made|built)\sby\s)?(?:the\s|an?\s)?",
    re.IGNORECASE,
)


def is_levied(draft: Draft) -> bool:
    """Whether a figure says how high a tariff or a tax is, not by how much one changes."""
    return draft.metric in _LEVIES and draft.kind is Kind.LEVEL


class Levies:
    """Gives the tariffs and taxes of a text to the countries that levy them, from sentence to sentence."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        self.scene, self.pack = scene, pack
        self.place: str | None = None  # that levied last, in ``block``
        self.block = -1

    def set(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Settle the subjects of the levies of one sentence; what a country means to levy is its aim."""
        free = [d for d in drafts if not d.fixed & {"table", "subject"}]
        levied = [d for d in free if is_levied(d)]
        if not levied:
            return
        words = [m for m in sentence.of_sort(Sort.REGION) if m.key in places(self.pack) and not self._is_origin(m)]
        for draft in levied:
            place = self._place(draft, words, sentence)
            if place is None:
                continue
            if draft.modality is Modality.FORECAST or self._is_resolved(draft, sentence):
                draft.modality = Modality.TARGET
            payer = self._payer(draft, sentence)
            if payer is not None:
                entity = at_home(self.pack.entities[payer.key], self.pack, regions_of(self.pack))
                draft.subject, draft.region = Subject(entity.name, entity), draft.region or place
            else:
                draft.subject, draft.region, draft.model = Subject(place), None, None
            self.place, self.block = place, sentence.block

    def _place(self, draft: Draft, words: list[Mention], sentence: Sentence) -> str | None:
        """The country named last before a levy, or else in the sentence or paragraph; taxes are those of the home."""
        before = [m for m in words if m.span.end <= draft.span.start]
        if before or words:
            return (before[-1] if before else words[0]).key
        if draft.metric == "tax":
            return self.pack.home
        return self.place if self.block == sentence.block else None

    def _is_resolved(self, draft: Draft, sentence: Sentence) -> bool:
        """Whether it is decided and not yet levied: "its Senate approved duties of up to 50%, against 20% today"."""
        return _RESOLVED.search(self.scene.text, sentence.span.start, draft.figure.full.start) is not None

    def _payer(self, draft: Draft, sentence: Sentence) -> Mention | None:
        """The seller that a rate is said of alone: "Geely 18.8%", "17% for BYD"."""
        sellers = [m for m in sentence.of_sort(Sort.ENTITY) if sells(self.pack.entities[m.key])]
        behind = (m for m in sellers if m.span.start >= draft.span.end)
        for mention in behind:  # "17% if it is a BYD, 18.8% if a Geely"
            if _PAID_BY.fullmatch(self.scene.text, draft.span.end, mention.span.start):
                return mention
        before = (m for m in sellers if m.span.end <= draft.figure.full.start)
        payer = _PAYER_ZH if self.scene.document.lang == "zh" else _PAYER
        said = (m for m in before if payer.fullmatch(self.scene.text, m.span.end, draft.figure.full.start))
        return next(said, None)

    def _is_origin(self, mention: Mention) -> bool:
        """Whether the place is only where the goods are from."""
        text = self.scene.text
        if _GOODS.match(text, mention.span.end):
            return True
        return _ORIGIN.search(text, max(0, mention.span.start - 16), mention.span.start) is not None
