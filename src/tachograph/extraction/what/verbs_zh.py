"""What a Chinese clause measures by its verb, where no noun of the pack names it: 产1662万辆、销1649万辆, 赚了159亿元, 卖车283亿元."""

from __future__ import annotations

import re

from tachograph.core.claim import Kind
from tachograph.core.pack import Nature, Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.vocabulary import Sort

_LOOSE = "(?:了|近|将近|將近|约|約|大约|大約|逾|超|超过|超過|不到|整整|足足|高达|达到?|共|才|仅|只|就)*$"
# Behind a time that is over or a mark: 全年产, 9月产, 去年销; not 年产, 月产 (what could be made), 日产 (a name), 国产, 停产.
_BEFORE = (
    r"(?:(?<=[共内，、。；：\n])|(?<=[全半去今上前\d]年)|(?<=[\d一二三四五六七八九十当本上]月)|(?<=月份)|(?<=季度))"
    "(?:里|间)?(?:我国|全国|一?共|累计|合计|单月|总共)?"
)
_EARNED = re.compile(rf"(?<![多少])[赚賺](?:得|到|进|取|下|钱|錢)?{_LOOSE}")
_LOST = re.compile(rf"(?<![多少减減扭])(?:[亏虧](?:损|損|掉|着|著)?|[蚀蝕])(?:额|額)?{_LOOSE}")
# 每辆车平均收入约16.4万元, 每卖一台车赚8000元
_PER_CAR = re.compile(
    r"每(?:[卖賣售销銷交][^，。；\d]{0,3})?一?[辆輛台臺部][车車]?[^，。；\d]{0,6}?(?:(?P<revenue>收入|[营營]收)|(?P<profit>[赚賺]|[净淨]?利[润潤]?|盈利))"
    rf"[^，。；\d]{{0,3}}?{_LOOSE}"
)
_AND = re.compile("(?:元)?[、和及]")
_BY_CARS = re.compile(rf"卖车(?:业务)?(?:贡献|带来|进账|收入|入账)?(?:的是|为|是|有)?{_LOOSE}")
_MADE = re.compile(
    rf"{_BEFORE}(?:生)?产(?:出)?{_LOOSE}|(?<![投量停减減复復年月日特水地房资資破财財增达達转轉])[产產][了出]{_LOOSE}"
)  # 泰国产了145.6万辆
_SOLD = re.compile(rf"{_BEFORE}销(?:售)?(?:出)?{_LOOSE}")
# 可带动就业2,500人, 裁员300人: people are counted, but as those who work
_JOBS = re.compile("(?:就[业業]|裁[员員减減撤])[^，。；\\d]{0,6}$")
# 可销售天数约55天, 仅够卖25天: how long what is in stock lasts
_LASTS = re.compile("(?:可[销銷售卖賣]+|[够夠][卖賣]|周[转轉]|[库庫]存)(?:天[数數]|周期|深度)?[^，。；\\d]{0,6}$")
# 20GWh固态电池基地: what a plant can make
_PLANT = re.compile(
    "的?[^，。；\\d]{0,10}?(?:基地|工[厂廠]|[产產][线線]|生[产產][线線]|(?<!储能)(?<!儲能)[项項]目(?!的?[订訂][单單]))"
)
_OF_WHOLE = ("market_share", "penetration")
_LOSSES = ("loss", "operating_loss")
_OPERATING = ("operating_profit", "operating_loss", "ev_segment_operating_profit")
_MONEY_SCALE = 100_000_000  # 722亿 without a unit counts no cars
_CHARGED = ("充到", "充至", "充電到", "充電至", "充电到", "充电至")
_SHORT = 4
_REACH = 16
_FEW = 100


def settle_verbs_zh(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack, usual: str | None) -> None:
    """Give the figures of a Chinese sentence the metric that the verb right before them says.

    ``usual`` is what the text mostly counts: a bare 销 is of that, unless that is what leaves the country.
    """
    if scene.document.lang != "zh":
        return
    before: Draft | None = None
    for draft in drafts:
        lost = before is not None and before.metric in _LOSSES and "metric" in before.fixed and _is_money(draft)
        goes_on = lost and before is not None and _AND.fullmatch(scene.text, before.span.end, draft.figure.full.start)
        before = draft
        if draft.metric is not None or "table" in draft.fixed or draft.figure.ordinal:
            continue
        start = max(sentence.span.start, draft.figure.full.start - _REACH)
        lead = scene.text[max(0, start - 1) : draft.figure.full.start]
        if draft.figure.form is Form.PERCENT and _is_charge(scene.text, draft, pack):
            draft.metric, draft.kind = "state_of_charge", Kind.LEVEL
            draft.fixed.add("metric")
            continue
        stated = _named_behind(scene, sentence, draft, pack) or _stated(scene.text, lead, draft, pack)
        if stated is not None:
            draft.metric, draft.kind = stated
            draft.fixed.add("metric")
            continue
        metric = "loss" if goes_on else _of_money(lead) if _is_money(draft) else _of_things(lead, draft, pack, usual)
        if metric == "loss" and any(m.key in _OPERATING for m in sentence.mentions if m.span.end <= draft.span.start):
            metric = "operating_loss" if "operating_loss" in pack.metrics else metric
        if metric in pack.metrics and metric is not None:
            draft.metric = metric
            draft.fixed.add("metric")
            if draft.unit is None:
                draft.unit = pack.metrics[metric].unit if _is_money(draft) else pack.main_unit
    _settle_parts(scene, sentence, drafts, pack)


def _named_behind(scene: Scene, sentence: Sentence, draft: Draft, pack: Pack) -> tuple[str, Kind] | None:
    """The rate whose name 的 ties right behind a percentage: 15%的毛利率."""
    if draft.figure.form is not Form.PERCENT:
        return None
    end = draft.figure.full.end
    mention = next((m for m in sentence.of_sort(Sort.METRIC) if m.span.start >= end), None)
    metric = pack.metrics[mention.key] if mention is not None else None
    if mention is None or metric is None or scene.text[end : mention.span.start] not in ("的", "左右的", "以上的"):
        return None
    rate = metric.nature is Nature.RATIO and metric.unit == "percent" and metric.id not in _OF_WHOLE
    return (metric.id, Kind.LEVEL) if rate else None


def _stated(text: str, lead: str, draft: Draft, pack: Pack) -> tuple[str, Kind] | None:
    """What the words beside a duration or an energy make it, whatever else its sentence measures."""
    unit = pack.units.get(draft.unit or "")
    dimension = unit.dimension if unit is not None else None
    if dimension == "time" and "inventory" in pack.metrics and _LASTS.search(lead):
        return "inventory", Kind.DURATION
    if dimension == "energy" and "capacity" in pack.metrics and _PLANT.match(text, draft.span.end):
        return "capacity", Kind.LEVEL
    return None


def _is_charge(text: str, draft: Draft, pack: Pack) -> bool:
    """Whether a percentage is how full a battery is while it is charged: 电量从30%充到80%."""
    start, end = draft.figure.full.start, draft.span.end
    charged = text.startswith(_CHARGED, end) or text.endswith(_CHARGED, max(0, start - _SHORT), start)
    return charged and "charge_time" in pack.metrics


def _of_money(lead: str) -> str | None:
    if (per := _PER_CAR.search(lead)) is not None:
        return "revenue_per_vehicle" if per["revenue"] else "profit_per_vehicle"
    if _EARNED.search(lead):
        return "profit"
    if _LOST.search(lead):
        return "loss"
    return "vehicle_revenue" if _BY_CARS.search(lead) else None


def _of_things(lead: str, draft: Draft, pack: Pack, usual: str | None) -> str | None:
    if draft.unit == "person" and _JOBS.search(lead):
        return "jobs"
    if draft.unit != pack.main_unit and not (draft.unit is None and (draft.low or 0) >= _FEW):
        return None
    if draft.figure.form not in (Form.NUMBER, Form.UNIT):
        return None
    if _MADE.search(lead):
        return "production"
    abroad = usual is not None and pack.metrics[usual].basis == "export"
    return "sales" if abroad and _SOLD.search(lead) else None


def _is_money(draft: Draft) -> bool:
    bare = draft.figure.form is Form.NUMBER and draft.unit is None and draft.figure.scale >= _MONEY_SCALE
    return draft.figure.form is Form.MONEY or bare


def _settle_parts(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Bare numbers are of what the sentence then takes a share of: 甲3.1万，乙2.2万，合计5.3万，占公共桩的四成."""
    text = scene.text
    for mention in sentence.mentions:
        metric = pack.metrics.get(mention.key)
        if metric is None or text[mention.span.end : mention.span.end + 1] != "的":
            continue
        if not re.search("[占佔](?:到|了|全国|全部)?$", text[max(0, mention.span.start - 5) : mention.span.start]):
            continue
        if any(m.key in pack.metrics for m in sentence.mentions if m.span.end <= mention.span.start):
            return
        for draft in drafts:
            bare = draft.unit is None and draft.figure.form is Form.NUMBER and draft.metric is None
            if bare and draft.span.end <= mention.span.start and (draft.low or 0) >= _FEW:
                draft.metric, draft.unit = metric.id, metric.unit
                draft.fixed.add("metric")
        return
