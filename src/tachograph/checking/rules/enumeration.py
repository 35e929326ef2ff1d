"""A count against the list that the text gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tachograph.checking.confidence import given, sure
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.checking.listed import Listed, listed
from tachograph.checking.lists import PARTIAL
from tachograph.checking.rules.info import RuleInfo
from tachograph.core.claim import Claim, Kind, Verdict
from tachograph.core.finding import Evidence, Finding, Repair, Step
from tachograph.core.interval import Interval
from tachograph.core.pack import Entity, EntityKind

INFO = RuleInfo(
    code="enumeration",
    tier="basic",
    catches='A number of things ("five brands") that is not the number listed right after it, nor of the sellers with a '
    "figure each that it sums up, of values given respectively, of numbered items or of a table's rows; and a listed "
    "member that by the pack's dated facts belongs to somebody else.",
    how="The stated number = the number of names, figures, items or rows that are listed for it; each name is a member by "
    "the pack's dated facts.",
    failing="Exports go to four countries: Brazil, Mexico and Hungary.",
    passing="Exports go to four countries: Brazil, Mexico, Hungary and Egypt.",
)

_BELONGS = ("member_of", "brand_of")
_PLAIN = ("respectively", "by number", "in the table")  # told by the text's form, whatever its figures are of
_FEW = 3  # of two sellers a text gives figures anyway
_MOST = 20  # a longer list is a table
_LIST_EN = re.compile(
    r"^[^.:;,()（）–—]{0,60}?(?:\s*:\s*(?P<colon>[^.:;()]+?)(?=[.;]|$)|\s*[(（](?P<paren>[^()（）]+)[)）]"
    r"|\s+[–—-]\s+(?P<dash>[^–—]+?)\s+[–—-](?:\s|$)|\s*,\s*namely\s+(?P<namely>[^.;]+?)(?=[.;]|$))"
)
_LIST_ZH = re.compile(
    r"^[^，。：；（）()]{0,12}?(?:[：:](?P<colon>[^。；：:（）()]+)|[（(](?P<paren>[^（）()]+)[)）]|(?:分别|分別)?(?:是|为|為|即)(?P<are>[^。；：:（）()，,]+))"
)
_TOPMOST = re.compile(
    r"(?:前|头|頭|\btop\s|\bfirst\s)$", re.IGNORECASE
)  # 前3家、前5家和前10家分别为…: each is one thing
_AND_EN = re.compile(r"\s*(?:,\s*)?(?:\band\b|&)\s+")
_AND_ZH = re.compile(r"\s*(?:以及|和|及|与|與)\s*")
_ASIDE = re.compile(r"\s+(?:for|in|with|at|by|from)\s.*")  # "BYD for those overseas"
_MISCOUNTED = 2  # things more or fewer than are listed
_WORDS = 5  # an item of a list of names is no longer
_VERBS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|which|who|that|with|while|after|as)\b|\d{3,}|^\d+\.\d|口径|口徑|^不?含|单位|單位|同比|环比|環比",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list; ``most`` is their number if an "and" inside the last one also separates."""

    items: tuple[str, ...]
    most: int


def findings(figures: Figures) -> Iterator[Finding]:
    """Every count that is followed by its list."""
    context = figures.context
    for claim in context.claims:
        if _is_count(context, claim) and (listing := listing_after(context, claim)):
            member = _wrong_member(context, claim, listing)
            if member or given([claim]) or _may_miscount(claim, listing):
                yield member or _counted(context, claim, listing)
        elif _is_count(context, claim) and claim.kind is Kind.COUNT and (found := listed(context, claim)):
            yield from _against_figures(claim, found)
        elif _is_count(context, claim) and claim.kind is Kind.COUNT and (told := _told_of(context, claim)):
            yield told


def _may_miscount(claim: Claim, listing: Listing) -> bool:
    """Whether a list is about as long as a count: else something else than its things follows it."""
    stated, least, most = int(claim.quantity.value), len(listing.items), listing.most
    return least - _MISCOUNTED <= stated <= most + _MISCOUNTED


def _against_figures(claim: Claim, found: Listed) -> Iterator[Finding]:
    """A count against things that the text lists with figures, numbers or rows."""
    ids = (claim.id, *(c.id for c in found.figures))
    words = f"{found.things} are listed {found.how}"
    step = Step(words, Interval.exactly(found.things), ids)
    if claim.quantity.value == found.things:
        yield Finding(INFO.code, Verdict.CONFIRMED, ids, words, (step,))
    elif found.how in _PLAIN or sure((claim, *found.figures)):
        repair = Repair(claim.id, "value", str(int(claim.quantity.value)), str(found.things))
        message = f"{claim.quote} is said, but {words}"
        yield Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), (repair,), (claim.id,))


def _is_count(context: Context, claim: Claim) -> bool:
    value = claim.quantity.value
    closed = claim.quantity.low == claim.quantity.high
    whole = claim.kind in (Kind.COUNT, Kind.LEVEL) and closed and value == int(value) and 2 <= value <= _MOST
    return whole and not _TOPMOST.search(context.before(claim, 6))


def listing_after(context: Context, claim: Claim) -> Listing | None:
    """The closed list that opens right after a count; ``None`` if there is none or it may be partial."""
    _, end = context.sentences[context.sentence(claim)]
    rest = context.text[claim.span.end : end]
    chinese = context.document.lang == "zh"
    found = (_LIST_ZH if chinese else _LIST_EN).match(rest)
    if not found:
        return None
    inside = next(g for g in found.groups() if g)
    if PARTIAL.search(rest[: found.start(found.lastgroup or 0)]) or PARTIAL.search(inside):
        return None
    return _split_zh(inside) if chinese else _split_en(inside)


def _split_en(text: str) -> Listing | None:
    chunks = [c.strip() for c in re.split(r",\s+", text.strip().rstrip(","))]
    last = chunks[-1]
    if re.match(r"(?:and|&)\s", last):
        return _listing([*chunks[:-1], re.sub(r"^(?:and|&)\s+", "", last)], 0)
    joined = _AND_EN.split(last)
    if len(joined) == 1:
        return None  # no "and": the list may go on
    return _listing([*chunks[:-1], joined[0], " and ".join(joined[1:])], len(joined) - 2)


def _split_zh(text: str) -> Listing | None:
    closed = re.split("[，,]", text.strip("。 "), maxsplit=1)[0]  # a comma ends a list whose items 、 parts
    chunks = [c for c in re.split("[、，,]", closed if "、" in closed else text.strip("。 ")) if c]
    joined = _AND_ZH.split(chunks[-1])
    if len(chunks) + len(joined) < 3:
        return None
    return _listing([*chunks[:-1], *joined], 0)


def _listing(items: Sequence[str], more: int) -> Listing | None:
    more += sum(len(_AND_EN.findall(i)) for i in items[:-1])
    items = [_ASIDE.sub("", i).strip(" .\"'“”") for i in items]
    if len(items) < 2 or any(not i or len(i.split()) > _WORDS or _VERBS.search(i) for i in items):
        return None
    return Listing(tuple(items), len(items) + more)


def _told_of(context: Context, claim: Claim) -> Finding | None:
    """A number of sellers, without a list, of whom the text goes on to give figures of exactly so many."""
    if claim.quantity.value < _FEW:
        return None
    subjects: dict[EntityKind, dict[str, Claim]] = {}
    for other in context.claims:
        entity = context.entity(other)
        if other.kind is Kind.LEVEL and entity and entity.name != claim.subject and not other.model:
            subjects.setdefault(entity.kind, {}).setdefault(entity.name, other)
    told = next((s for s in subjects.values() if len(s) == claim.quantity.value), None)
    if told is None or sum(map(len, subjects.values())) > len(told):
        return None
    message = f"{claim.quote}: the text gives figures of {', '.join(told)}"
    ids = (claim.id, *(c.id for c in told.values()))
    return Finding(INFO.code, Verdict.CONFIRMED, ids, message, (Step(message, Interval.exactly(len(told)), ids),))


def _counted(context: Context, claim: Claim, listing: Listing) -> Finding:
    ids = (claim.id, *_figures_of(context, claim, listing))
    stated, counted = int(claim.quantity.value), len(listing.items)
    names = ", ".join(listing.items)
    step = Step(f"{counted} listed: {names}", Interval.exactly(counted), (claim.id,))
    if counted <= stated <= listing.most:
        return Finding(INFO.code, Verdict.CONFIRMED, ids, f"{stated} are listed: {names}", (step,))
    listed = str(counted) if counted == listing.most else f"{counted} to {listing.most}"
    message = f"{claim.quote} is said, but {listed} are listed: {names}"
    repairs = (Repair(claim.id, "value", str(stated), str(counted)),) if counted == listing.most else ()
    return Finding(INFO.code, Verdict.CONTRADICTED, ids, message, (step,), (), repairs, (claim.id,))


def _figures_of(context: Context, claim: Claim, listing: Listing) -> Iterator[str]:
    """The figures that stand right after the listed names, in the same sentence or the next."""
    names = {i.casefold() for i in listing.items}
    for other in context.claims:
        near = other.span > claim.span and context.sentence(other) - context.sentence(claim) <= 1
        if near and (other.subject or "").casefold() in names:
            yield other.id


# --- members ----------------------------------------------------------------------------------------------------------


def _wrong_member(context: Context, claim: Claim, listing: Listing) -> Finding | None:
    """A listed name that the pack knows as no member, where it knows all the others as members."""
    known = {i: _named(context, i) for i in listing.items}
    whole = _common_parent(context, [e for e in known.values() if e])
    if whole is None:
        return None
    members = _members(context, whole)
    wrong = [i for i, e in known.items() if e is None or e.id not in members]
    missing = [e for e in members.values() if e not in known.values()]
    if len(wrong) != 1 or len(listing.items) < 3 or not missing or known[wrong[0]] is None:
        return None
    stranger = known[wrong[0]]
    assert stranger is not None
    meant = [e for e in missing if any(m.parent == stranger.id for m in e.parents)] or missing
    relation = "built by it" if any(m.parent == stranger.id for m in meant[0].parents) else "not listed"
    message = f"{wrong[0]} is no member of {whole.name}"
    message += f": the member meant is probably {meant[0].name}, {relation}" if len(meant) == 1 else ""
    repairs = (Repair(claim.id, "list", wrong[0], meant[0].name),) if len(meant) == 1 else ()
    names = ", ".join(e.name for e in members.values())
    step = Step(
        f"{len(listing.items)} listed: {', '.join(listing.items)}", Interval.exactly(len(listing.items)), (claim.id,)
    )
    evidence = tuple(
        Evidence(m.source, e.name, m.since, f"{e.name} {m.relation} {whole.name}")
        for e in meant[:1]
        for m in e.parents
        if m.parent == whole.id
    )
    return Finding(
        INFO.code,
        Verdict.CONTRADICTED,
        (claim.id,),
        message,
        (step, Step(f"members known: {names}")),
        evidence,
        repairs,
    )


def _common_parent(context: Context, listed: Sequence[Entity]) -> Entity | None:
    """Whom all the listed but at most one belong to."""
    counts = Counter(p for e in listed for p in {m.parent for m in e.parents if m.relation in _BELONGS})
    best, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return context.pack.entities.get(best) if count >= max(2, len(listed) - 1) else None


def _members(context: Context, whole: Entity) -> dict[str, Entity]:
    """Everyone that ever was a brand or member of it: a list may look back or ahead."""
    return {e.id: e for relation in _BELONGS for e in context.pack.children(whole.id, relation)}


def _named(context: Context, name: str) -> Entity | None:
    wanted = name.casefold()
    for entity in context.pack.entities.values():
        if wanted == entity.name.casefold() or any(wanted == n.casefold() for ns in entity.names.values() for n in ns):
            return entity
    return None
