"""How Chinese goes on with what was measured before, without naming it again: 整车端14.7%, 其中新能源20.4万辆."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.core.claim import Kind
from tachograph.core.pack import Metric, Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.scene import Sentence
from tachograph.extraction.text import cues
from tachograph.extraction.vocabulary import Mention, Sort, sells

_ALONE = re.compile("一家(?:就|便|独|占|企业)|单是|光是")  # 比亚迪一家就有7.9万辆, of what was just told
_IN_ALL = re.compile(  # 三家合计290万辆
    "(?:[这這以][些上])?(?:上述)?(?:[两兩三四五六七八九十]|\\d{1,2})[家者大个個](?:公司|品牌|企业|企業|[车車]企)?[^，。；\\d]{0,6}"
    "(?:合[计計共]|[总總共][计計]|一?共|加[起总總][来來]?|相加)[^，。；\\d]{0,6}"
)
_OPENS = re.compile("(?:此前?|之前|而|但|在|其中|到)*")
_THEN_WAS = re.compile(
    "(?:份|的?(?:数字|數字|成[绩績]|数据|數據))?(?:则|則|还|還|就)?(?:[为為是达達]|有)[到了]?(?:近|[约約逾超]|不到)*"
)
_ABROAD = re.compile(
    "(?:出海(?:的?[合总總共累][计計共]|共|目[标標])*|(?:海外|境外|国外|國外)(?:市[场場]|业务|業務)?的?目[标標])"
    "(?:[为為是]|[订訂定設设]?[于於在到])?(?:了|[将將]?近|[约約逾超]|超[过過]|不到|大[约約])*$"
)
_CARS = re.compile("(?:整车|整車|汽车|汽車|卖车|造车|车辆)(?:端|业务|板块|部分|这块|一侧)?(?:是|为|有|达|做到)?$")
_WHOLE = re.compile("(?:[占佔](?:到|了|据)?|相当于|相當於|抵得上)(?:[^，。；\\d占佔]{0,6})$")
_SO_MANY = re.compile("[两兩二三四五六]家")
_FEW = 10  # characters


def is_part_of_told(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure is a part, the sum or another time of what the sentence before counted, and so counted in the same way."""
    start = sentence.span.start
    end = draft.figure.full.start
    if _is_then(text, sentence, draft):
        return True
    return bool(
        cues.OF_WHICH_ZH.match(text, start) or _ALONE.search(text, start, end) or _IN_ALL.fullmatch(text, start, end)
    )


def _is_then(text: str, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence opens with nothing but a time of which it gives the figure: 此前9个月为200万辆."""
    start, end = sentence.span.start, draft.figure.full.start
    time = next((t for t in reversed(sentence.times) if t.span.end <= end), None)
    if time is None or _THEN_WAS.fullmatch(text, time.span.end, end) is None:
        return False
    return _OPENS.fullmatch(text, start, max(start, time.span.start)) is not None


def is_abroad(text: str, draft: Draft) -> bool:
    """Whether a word for abroad stands right before what is counted: 去年出海近290万辆, 海外目标10万辆."""
    start = max(draft.sentence.span.start, draft.figure.full.start - 2 * _FEW)
    return _ABROAD.search(text, start, draft.figure.full.start) is not None


def counts_told(text: str, draft: Draft) -> bool:
    """Whether it only counts those whose figures were told, such as 两家."""
    return draft.kind is Kind.COUNT and draft.unit == "maker" and _SO_MANY.fullmatch(draft.span.of(text)) is not None


def goes_through(text: str, sentence: Sentence, pack: Pack, metric: Metric) -> bool:
    """Whether a Chinese sentence tells what one seller exports, as the next may of another, who is told with less."""
    first = next((m for m in sentence.mentions if m.sort is Sort.ENTITY), None)
    said = next((m for m in sentence.mentions if m.sort is Sort.METRIC), None)
    if first is None or said is None or metric.basis != "export" or sentence.span.of(text).isascii():
        return False
    return (
        said.key == metric.id and sells(pack.entities[first.key]) and not text[first.span.end : said.span.start].strip()
    )


def is_whole(text: str, mention: Mention, draft: Draft) -> bool:
    """Whether a word only names what a share is taken of: 出口…，占总销量的20.6%."""
    start = max(draft.sentence.span.start, mention.span.start - _FEW)
    return mention.span.end <= draft.figure.full.start and _WHOLE.search(text, start, mention.span.start) is not None


def margin_named(text: str, sentence: Sentence, said: Sequence[Mention], pack: Pack) -> str | None:
    """The margin that a sentence without figures turns to, such as 管理层最想讲的是毛利率."""
    named = [pack.metrics[m.key] for m in said]
    held = named and named[-1].nature is Nature.RATIO and named[-1].id.endswith("margin")
    return named[-1].id if held and not sentence.span.of(text).isascii() else None


def margin_of(text: str, sentence: Sentence, draft: Draft, margin: str, pack: Pack) -> str:
    """The margin spoken of, or that of the cars alone where the words say so: 整车端14.7%."""
    start = max(sentence.span.start, draft.figure.full.start - _FEW)
    own = margin == "gross_margin" and "vehicle_margin" in pack.metrics
    return "vehicle_margin" if own and _CARS.search(text, start, draft.figure.full.start) else margin
