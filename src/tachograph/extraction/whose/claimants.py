"""Who says a figure: a body, firm or person that the sentence names as its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.claim import Modality
from tachograph.core.pack import EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.text.caseless import holds_chinese
from tachograph.extraction.vocabulary import Mention, Sort
from tachograph.extraction.whose.names import NOT_NAMES

_SPEAKS = (
    r"(?:said|says|told|commented|predict(?:s|ed)|mention(?:s|ed)|stat(?:es|ed)|not(?:es|ed)|announced|add(?:s|ed)|expects?|forecasts?"
    r"|estimates?|reckons?|believes?|argues?|explain(?:s|ed)|wrote|warn(?:s|ed)|revealed|puts)"
)
_NAMED = r"[A-Z](?<!\w[A-Z])[a-z'’-]+ [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?"
_PERSON_SAYS = re.compile(rf"(?P<name>{_NAMED})(?:, [^,.;]{{3,60}},)?\s+(?:also |has |had )?{_SPEAKS}\b")
_SAYS_PERSON = re.compile(rf"(?:according to|,? said|,? says)\s+(?:[\w-]+\s){{0,4}}?(?P<name>{_NAMED})\b")
_ORGANISATION = re.compile(
    r"\b(?:[Aa]ccording to|(?:data|figures|statistics|numbers) (?:from|by|of))\s(?:the\s)?"
    r"(?P<name>[A-Z][\w&.’'-]*(?:\s(?:(?:of|for|and|the)\s)?[A-Z][\w&’'-]*){0,6})"
)
_BESIDE = 40  # characters
_OFFERS = re.compile(r"(?:\s*\([^)]*\))?\s*(?:offers|gives|'s (?:count|forecast|estimate|figures)|put|sees)\b")
_SAYS_ZH = re.compile(
    r"[^，。；：\d]{0,8}?(?:数据|數據|公布|公佈|发布|發布|發佈|披露|预计|預計|预测|預測|表示|透露|称|稱|统计|統計|给出|給出|指出|判断|判斷|认为|認為"
    r"|[说說]|提出|显示|顯示|口径|口徑|放出|预期|預期|解释|解釋|宣布)"
)
_BY_ZH = re.compile(r"(?:[据據按]|根据|根據|来自|來自)[^，。；\d]{0,4}$")
_PERSON_ZH = re.compile(
    r"(?:董事长|董事長|总裁|總裁|CEO|创始人|創始人|秘书长|秘書長|首席执行官|总经理|總經理|分析师|分析師|会长|會長|发言人|负责人|主席)"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?=[^，。；\d]{0,6}?(?:表示|透露|[称稱说說]|指出|判断|判斷|认为|認為|预计|預計|宣布|解释|解釋|提出))"
)

_LATIN_SPEAKERS = ((_PERSON_SAYS, _SAYS_PERSON), (_ORGANISATION,))
_SPEAKERS = ((_PERSON_SAYS, _SAYS_PERSON), (_PERSON_ZH,), (_ORGANISATION,))  # whoever speaks before whom is cited


def claimant_of(scene: Scene, sentence: Sentence, pack: Pack) -> str | None:
    """Who the sentence attributes its figures to; the pack's name for whom the pack knows, else as written."""
    mentions = sentence.of_sort(Sort.ENTITY)
    bodies = (m for m in mentions if pack.entities[m.key].kind is EntityKind.BODY)
    sources = [m for m in bodies if _is_source(scene.text, sentence.span, m)]
    if sources:
        # "the CPCA's Cui Dongshu said": who speaks stands behind whom he speaks for
        speaker = max((m for m in sources if m.span.start - sources[0].span.end < _BESIDE), key=lambda m: m.span)
        return pack.entities[speaker.key].name
    return _written(scene.text, sentence.span, mentions, pack)


def set_claimant(
    scene: Scene, sentence: Sentence, drafts: Sequence[Draft], pack: Pack, before: str | None
) -> str | None:
    """Give the figures of a sentence to who says them, and return that; ``before`` said those of the last one."""
    claimant = claimant_of(scene, sentence, pack) or (before if _foretells_on(scene, sentence, drafts) else None)
    for draft in drafts:
        draft.claimant = claimant
    return claimant


def _foretells_on(scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """Whether a Chinese clause behind a semicolon goes on foretelling: 中汽协预测销量3500万辆；出口800万辆."""
    return scene.goes_on(sentence) and all(d.modality is Modality.FORECAST for d in drafts)


def _is_source(text: str, sentence: Span, mention: Mention) -> bool:
    before, after = text[sentence.start : mention.span.start], text[mention.span.end : sentence.end]
    if cues.SAY_AFTER.match(after) or cues.SAY_BEFORE.search(before) or _OFFERS.match(after):
        return True
    return not mention.quote.isascii() and bool(_SAYS_ZH.match(after) or _BY_ZH.search(before))


def _written(text: str, sentence: Span, mentions: tuple[Mention, ...], pack: Pack) -> str | None:
    """A source that the pack does not know: two or three names that speak, or an organisation cited."""
    for patterns in _SPEAKERS if holds_chinese(text) else _LATIN_SPEAKERS:
        found = [m for p in patterns if (m := p.search(text, sentence.start, sentence.end))]
        if not found:
            continue
        span = Span(*min(found, key=re.Match.start).span("name"))
        name = span.of(text)
        if name.split()[0] in NOT_NAMES:
            continue
        known = next((pack.entities[m.key] for m in mentions if m.span.overlaps(span)), None)
        if known is None:
            return name
        if known.kind is not EntityKind.MODEL:
            return known.name
    return None
