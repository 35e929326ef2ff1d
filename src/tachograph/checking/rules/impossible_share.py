"""A share of a market that no count of the market can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tachograph.checking.confidence import sure
from tachograph.checking.context import Context
from tachograph.checking.evidence import Record, agreed, as_evidence, is_actual_level, written
from tachograph.checking.figures import Figures
from tachograph.checking.operands import SHARE_METRICS
from tachograph.checking.prose import any_of
from tachograph.checking.rules.info import RuleInfo
from tachograph.checking.variables import canonical
from tachograph.checking.wording import percent, when_words
from tachograph.core.claim import Claim, Kind, Modality, Verdict
from tachograph.core.finding import Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind

INFO = RuleInfo(
    code="impossible_share",
    tier="strict",
    catches="A share of a market above 100%, or a seller's above what its highest figure gives of the market's lowest, "
    "over all definitions (retail, wholesale, registrations) that sources have for the time.",
    failing="In November 2025 NEV penetration of China's passenger car market reached 153.5%.",
    passing="In November 2025 NEV penetration of China's passenger car market reached 53.5%.",
    how="A part of a whole ≤ all of it; a seller's share ≤ its highest figure / the market's lowest, over all "
    "definitions that sources have, and a tenth more.",
)

_ALL = Fraction(100)
_ROOM = Fraction(11, 10)  # definitions and vintages that sources do not have
_OF = re.compile(r"\s*(?:market )?(?:share )?(?:of|in) (?:the )?", re.IGNORECASE)
_SHARE_BETWEEN = re.compile(r"[^，。；、\d]{0,8}(?:份额|份額|占有率|占比|市占率|占|佔)[^，。；、\d]{0,3}")
_WORDS = 80  # characters
_SHARE_BEFORE = re.compile(
    r"\b(?:share|penetration(?: rate)?|proportion|slice)\b(?: (?:of|in) [^,;.\d]{0,50}?)? (?:of|was|is|at|to|reached|hit|stood at|came to|rose to|fell to) (?:about |some )?$"
    r"|\b(?:made up|make up|accounted for|accounts for|representing|represented|accounting for|taking) (?:a |about |some )?$"
    r"|(?:份额|份額|渗透率|滲透率|占比|佔比|市占率|占有率|占到?|佔到?)(?:总[^，。；\d]{0,6}|[达達为為至到])?的?$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s*(?:market )?(?:share|penetration|slice)\b"
    r"|\s*of (?:the|its|their) (?:[\w-]+ )?(?:total|whole|top line|market|sum|year[- ]to[- ]date|month's sales)\b",
    re.IGNORECASE,
)
_TOO = re.compile(r"(?:%|percent|per cent)(?: of [^,;.\d]{0,30}?)? and (?:for )?$")  # the second of two shares
_BEFORE_OR_AIM = re.compile(
    r"\b(?:target|goal|aim|plan|capacity|guidance|forecast|budget|level|ago|earlier|previous|last|growth|increase)\b"
    r"|目标|目標|任务|计划|計劃|产能|產能|去年|上年|同期|上月|上季|预期|預期|完成|增量|增长",
    re.IGNORECASE,
)
_NARROWED = re.compile(  # of a part of the market only, besides the pack's segments and regions
    r"\b(?:yuan|rmb|segments?|class|categor\w+|premium|luxury|high-end|budget|entry-level|pric\w+|among|city|cities)\b"
    r"|万元|萬元|价位|價位|细分|細分|级|級|豪华|豪華|高端|城市",
    re.IGNORECASE,
)


def findings(figures: Figures) -> Iterator[Finding]:
    """Every share of a market above all of it, or above what sources give of it."""
    context = figures.context
    for claim in context.claims:
        low = claim.quantity.tolerant().low or Fraction(0)
        told = claim.kind is Kind.SHARE and claim.unit == "percent" and low > _ALL and _is_told(context, claim)
        if not told and not _is_share(claim):
            continue
        if low > _ALL:
            yield from _too_much(claim, told=told)
        elif sure([claim]) and not claim.model:
            yield from _judged(context, claim, low / 100)


def _is_share(claim: Claim) -> bool:
    of_market = claim.kind is Kind.SHARE and claim.unit == "percent" and claim.metric in SHARE_METRICS
    return of_market and claim.modality is Modality.ACTUAL


def _is_told(context: Context, claim: Claim) -> bool:
    """Whether the words beside a figure make it a part of something, and not of an aim or of what was before."""
    before, after = context.before(claim, _WORDS), context.after(claim, _WORDS)
    if _BEFORE_OR_AIM.search(context.sentence_text(claim)):
        return False
    if joined := _TOO.search(before):
        before = re.sub(r"[\d.]+ ?$", "", before[: joined.start()])
    return bool(_SHARE_BEFORE.search(before) or _SHARE_AFTER.match(after))


def _too_much(claim: Claim, *, told: bool) -> Iterator[Finding]:
    """A doubt only if it is one by its words, or was surely read as one: a growth of 150% is read as a share at times."""
    if told or sure([claim]):
        metric = claim.metric if claim.metric in SHARE_METRICS else "share"
        name = (metric or "").replace("_", " ")
        message = f"{claim.quote} is told as a {name}, but no part is more than 100% of its whole"
        step = Step("part / whole ≤ 100%", Interval(Fraction(0), _ALL), (claim.id,))
        yield Finding(INFO.code, Verdict.CONTRADICTED, (claim.id,), message, (step,), blamed=(claim.id,))


# --- the market -------------------------------------------------------------------------------------------------------


def _market(context: Context, claim: Claim) -> Entity | None:
    """The market that a share's basis or the words next to it name with its country, the longest name first."""
    basis = claim.basis or ""
    markets = [e for e in context.pack.entities.values() if e.kind is EntityKind.MARKET]
    named = {e.name: e for e in markets if basis.startswith(e.name)}
    named |= {n: e for e in markets for n in _names(e) if _beside(context, claim, n)}
    return named[max(named, key=len)] if named else None


def _names(market: Entity) -> list[str]:
    """Its spellings: in English those with its country, as "the EV market" may be any country's."""
    home = market.home or ""
    return [n for names in market.names.values() for n in names if home in n or not n.isascii()]


def _beside(context: Context, claim: Claim, name: str) -> bool:
    """Whether a share is of what is named next to it: "a 27% share of China's NEV market", "占新能源市场的27%"."""
    after = context.after(claim, 60)
    if found := _OF.match(after):
        return after.startswith(name, found.end())
    before = context.before(claim, 40)
    place = before.rfind(name)
    return place >= 0 and bool(_SHARE_BETWEEN.fullmatch(before, place + len(name)))


# --- the bound --------------------------------------------------------------------------------------------------------


def _judged(context: Context, claim: Claim, stated: Fraction) -> Iterator[Finding]:
    seller, market = context.entity(claim), _market(context, claim)
    if seller is None or market is None or seller.kind is EntityKind.MARKET or _is_narrowed(context, claim, market):
        return
    part, whole = _totals(context, seller, claim), _totals(context, market, claim)
    if not agreed(part) or not agreed(whole):
        return
    most, least = max(part, key=_value), min(whole, key=_value)
    bound = _value(most) / _value(least)
    if stated > bound * _ROOM:
        yield _out_of_reach(context, claim, most, least)


def _is_narrowed(context: Context, claim: Claim, market: Entity) -> bool:
    """Whether a share is of a part of a market: of a segment, a region, a class of price."""
    pack, text = context.pack, context.sentence_text(claim)
    for name in sorted(_names(market), key=len, reverse=True):
        text = text.replace(name, " ")
    terms = (*pack.segments, *(t for t in pack.regions if t.id != market.home))
    elsewhere = claim.region not in (None, market.home) or claim.segment not in (None, market.segment)
    words = tuple(w for t in terms for ws in t.words.values() for w in ws)
    return elsewhere or bool(_NARROWED.search(text)) or bool(any_of(words).search(text))


def _totals(context: Context, entity: Entity, claim: Claim) -> Sequence[Record]:
    """All figures of a seller's or a market's whole for a share's time, under any definition but parts of others."""
    pack = context.pack
    parts = {m.id for m in pack.metrics.values() if m.within or m.basis == "import"}
    rows = context.records(entity.id).at(canonical(claim.period)) if canonical(claim.period) else ()
    return [
        r
        for r in rows
        if is_actual_level(r)
        and r.scope.unit == pack.main_unit
        and r.scope.whole
        and r.scope.metric not in parts
        and _value(r) > 0
    ]


def _value(record: Record) -> Fraction:
    return Fraction(record.observation.quantity.value)


def _out_of_reach(context: Context, claim: Claim, most: Record, least: Record) -> Finding:
    seller, market = (context.pack.entities[r.observation.entity].name for r in (most, least))
    bound = _value(most) / _value(least)
    words = f"{written(most.observation.quantity)} / {written(least.observation.quantity)} = {percent(bound)}"
    message = (
        f"{claim.quote} of {market} is out of reach for {seller} {when_words(claim.period)}: its highest figure over the "
        f"market’s lowest is {words}"
    )
    step = Step(words, Interval(Fraction(0), bound * 100), (claim.id,))
    evidence = (*as_evidence([most], context.pack), *as_evidence([least], context.pack))
    return Finding(INFO.code, Verdict.IMPLAUSIBLE, (claim.id,), message, (step,), evidence)
