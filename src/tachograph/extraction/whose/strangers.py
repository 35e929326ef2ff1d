"""Sellers that no pack knows, told by what a text says of them: who delivers cars is a seller wherever it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import STRANGER
from tachograph.extraction.vocabulary import Mention, Sort
from tachograph.extraction.whose import strangers_zh
from tachograph.extraction.whose.glossed_zh import glossed_in
from tachograph.extraction.whose.names import FIRM, NOT_NAMES

_LETTERS = 6  # of a name in capitals
_MOST = 40  # sellers of one text
_IN_ROW = 6  # so many names of a row are looked back for
_NEAR = 300  # characters before a name in which the one before it in a row stands
_CAPITALS = r"[A-Z][\w&-]{1,24}(?: [A-Z][\w&-]{1,24}){0,2}"
_SELLING = (
    r"deliver(?:ed|s)|sold|sells|handed over|exported|shipped|registered|built|produced|moved|posted|recorded|reported|logged|clocked|booked|managed"
    r"|ranked|came|followed|led|outsold|topped|reached|accounted|rose|fell|grew|gained|lost|slipped|slid|climbed|jumped|surged|dropped|declined"
    r"|wants|aims|targets|installed|contributed"
)
_AMOUNTS = r"deliveries|sales|volumes?|exports|output|production|registrations|shipments|revenues?|profits?|loss|margin|share|tally|total|target|goal|models?"
_PLACED = ("-based", "-listed", "-headquartered", "-backed", "-made", "-owned", "-led", "-known")
_DESCRIBES = frozenset("Newcomer Start-up Startup Upstart Carmaker Automaker Tiny Little Fledgling".split())
_OTHERS = frozenset(
    "Other Others Commercial Passenger Private Public Industry Battery Charging Premium Luxury Foreign Local Combined Compared Together Maker Brand Model Company QoQ".split()
)
_TOLD = re.compile(
    rf"(?<![\w’'-])(?<!\d )(?<!illion )(?P<does>{_CAPITALS})(?:,\s[^,.;\n]{{2,60}},)?\s(?:has |had )?(?:also |again |only |just |even |\w+ly )?(?:{_SELLING})\b(?=[^.;\n]{{0,60}}\d)"
    rf"|(?<![\w’'-])(?P<has>{_CAPITALS})(?=['’]s?\s(?:(?:[\w-]+\s){{0,3}}(?:{_AMOUNTS})\b|(?:\w+\s){{0,2}}\d[\d,.]+))"
    rf"|(?:^|\n)[ \t]*(?:[-*•]|\d{{1,2}}[.)])?[ \t]*(?:\*\*)?(?P<lists>{_CAPITALS})(?:\*\*)?(?=(?::| [-–—])\s*(?:about |over |some )?(?!(?:19|20)\d\d\b(?![,.]\d))\d[\d,.]+)"
    rf"|(?<![\w’'-])(?<!\d )(?<!illion )(?<!\n)(?<![.!?:] )(?P<counts>{_CAPITALS})(?=,?\s(?:\(|with\s|at\s|on\s)(?:about\s|some\s|around\s|only\s|just\s)?\d[\d,]{{3,}})"
)
_BEFORE_IN_ROW = re.compile(rf"(?P<name>{_CAPITALS})(?:,\s|\sand\s|,\sand\s)$")
_FIRM_NOUN = r"(?:start-?up|newcomer|upstart|(?:car|auto|truck|battery|bus|van)?-?maker|firm|company|brand|manufacturer|producer|marque|outfit)"
# "Veyron, a start-up in Wuxi, shelved", "the small Suzhou firm Lumera, which", "little-known Tianlu Energy": firms by what
# they are called, whatever they do
_PRESENTED = re.compile(
    rf"(?<![\w’'-])(?P<is>{_CAPITALS}),\s(?:an?|the|another)\s(?:(?!that\b|which\b|who\b|of\b)[\w’'-]+\s){{0,5}}?{_FIRM_NOUN}(?=,|\s(?:that|which|in|from|of|based|backed|founded|with|whose|only|once)\b)"
    rf"|\b(?<!research )(?<!consulting )(?<!advisory )(?<!law )(?<!data )(?<!investment )(?<!equity )(?i:{_FIRM_NOUN}|(?:little|lesser|hardly)-known|unheralded|fledgling)\s(?P<called>{_CAPITALS})(?=,\s(?:which|whose|backed|founded|based)\b|\s(?:of\s[A-Z]\w+\s)?[a-z]+)"
)
_TELLS = re.compile(r"(?:[^.;\n]|\.(?=\d)){0,160}?\d")
# A place, a source, a thing sold: what it is called shows in how it is spoken of elsewhere.
_NO_SELLER = (
    r"(?<!stake )(?<!interest )(?<!invested )(?<!invest )(?<!shares )\b(?:in|across|throughout|within|into) {name}\b(?!['’])"
    r"|\b[Tt]he {name}\b(?! (?:brand|marque|group|nameplate))"
    r"|\b[Aa]ccording to {name}\b|\b(?:[Dd]ata|[Ff]igures|[Ee]stimates|[Nn]umbers) (?:from|by|of) {name}\b"
    r"|\b(?:said|says|added|adds) {name}\b"
    r"|{name}, (?:an?|the|its)? ?(?:[\w-]+ ){0,4}(?:executive|chief|head|director|analyst|founder|president|manager|economist|spokes\w+|professor|owner|dealer|buyer)\b"
    r"|{name}(?: [A-Z]\w+)? (?:said|says|told|analysts?|data|figures|estimates|Research|Securities)\b"
)


def strangers_in(text: str, lang: str, known: Sequence[Mention]) -> tuple[Entity, ...]:
    """The sellers that the text names and the pack does not, in the order of their first places."""
    taken = _Taken(known)
    told = (
        _told(text, taken) if lang == "en" else strangers_zh.told_in(text, taken.is_free, partial(taken.counts, text))
    )
    names: dict[str, tuple[str, ...]] = {}
    for name in islice(dict.fromkeys(told), _MOST):
        full, *short = _in_full(text, name) if lang == "en" else (name,)
        names[full] = (*names.get(full, (full,)), *short)
    if lang == "zh":
        names |= {spellings[0]: spellings for spellings in glossed_in(text, taken.is_unnamed)}
    called = {m.quote for m in known}
    return tuple(
        Entity(f"{STRANGER}{name}", name, EntityKind.MAKER, {lang: tuple(dict.fromkeys(spellings))})
        for name, spellings in names.items()
        if name not in called
    )


def acquainted(pack: Pack, strangers: Iterable[Entity]) -> Pack:
    """The pack with the sellers of one text."""
    return replace(pack, entities={**pack.entities, **{one.id: one for one in strangers}})


def mentions_of(text: str, strangers: Iterable[Entity], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """The places where strangers are named, the known mentions among them, in order."""
    taken, found = _Taken(known), list(known)
    for one in strangers:
        for name in sorted(one.spellings, key=len, reverse=True):
            bounded = rf"(?<![\w-]){re.escape(name)}(?:{FIRM.pattern})?(?![\w-])" if name.isascii() else name
            places = [Span(*match.span()) for match in re.finditer(bounded, text)]
            found += [Mention(s, Sort.ENTITY, one.id, s.of(text)) for s in places if taken.add(s)]
    return tuple(sorted(found, key=lambda m: m.span))


class _Taken:
    """The stretches of a text that are something already."""

    def __init__(self, known: Sequence[Mention]) -> None:
        self._places = {n for m in known for n in range(m.span.start, m.span.end)}
        self._named = {n for m in known if m.sort is Sort.ENTITY for n in range(m.span.start, m.span.end)}

    def is_free(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing yet."""
        return self._places.isdisjoint(range(start, end))

    def is_unnamed(self, start: int, end: int) -> bool:
        """Whether nobody who is known is named in a stretch."""
        return self._named.isdisjoint(range(start, end))

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether somebody named in a stretch has a number right behind the name."""
        ends = (n for n in range(max(1, start), end) if n - 1 in self._named and n not in self._named)
        return any(text[n].isdigit() for n in ends)

    def add(self, span: Span) -> bool:
        """Take a stretch; whether it was free."""
        if not self.is_free(span.start, span.end):
            return False
        self._places.update(range(span.start, span.end))
        return True


def _told(text: str, taken: _Taken) -> Iterator[str]:
    """The names of whom an English text tells sales, and that it does not speak of as of places, people or sources."""
    names: dict[str, None] = {}
    presented = (m for m in _PRESENTED.finditer(text) if _TELLS.match(text, m.end()))
    for match in (*_TOLD.finditer(text), *presented):
        start, end = match.span(match.lastgroup or "does")
        start = _without_lead(text, start, end)
        if _is_free_name(text, start, end, taken):
            names |= dict.fromkeys([text[start:end], *_in_row(text, start, taken)])
    for name in islice(names, _MOST):
        if not (
            _is_thing(text, name)
            or _is_person(text, name)
            or re.search(_NO_SELLER.replace("{name}", re.escape(name)), text)
        ):
            yield name


def _in_row(text: str, start: int, taken: _Taken) -> Iterator[str]:
    """The names in one row with one that ends it: "Foxtron and Kuayue sold …"."""
    for _ in range(_IN_ROW):
        before = _BEFORE_IN_ROW.search(text, max(0, start - _NEAR), start)
        start, end = before.span("name") if before is not None else (start, start)
        start = _without_lead(text, start, end)
        if not _is_free_name(text, start, end, taken):
            return
        yield text[start:end]


def _without_lead(text: str, start: int, end: int) -> int:
    """Where a name begins behind words with a capital that only lead to it: "In May Foxtron", "Newcomer Vantis"."""
    for word in text[start:end].split():
        if word not in NOT_NAMES and word not in _DESCRIBES and not word.endswith(_PLACED):
            break
        start += len(word) + 1
    return start


def _is_free_name(text: str, start: int, end: int, taken: _Taken) -> bool:
    """Whether a stretch may be the name of a seller that nobody knows."""
    return start < end and taken.is_free(start, end) and not any(map(_is_common, text[start:end].split()))


def _in_full(text: str, name: str) -> tuple[str, ...]:
    """The name as the text first gives it in full, and the short one that it goes by as well."""
    short = name.split(maxsplit=1)[0]
    firm = None if short != name else re.search(rf"(?<![\w-]){re.escape(name)}{FIRM.pattern}(?![\w-])", text)
    full = name if firm is None else firm.group()
    return (full, short) if short != full and (short == name or f"{short}'s" in text) else (full,)


def _is_common(word: str) -> bool:
    """Whether a word with a capital is probably no name: one for a sort, a stretch of months, a heading."""
    parts = word.split("-")
    return any(part in NOT_NAMES for part in parts) or word in _OTHERS or (word.isupper() and len(word) > _LETTERS)


def _is_person(text: str, name: str) -> bool:
    """Whether one word of a name stands behind a title somewhere: "Mr Sun" of "Sun Peizhi"."""
    return any(re.search(rf"\b(?:Mr|Ms|Mrs|Dr)\.? {re.escape(word)}\b", text) for word in name.split())


def _is_thing(text: str, name: str) -> bool:
    """Whether a single word is a model, "M1", or a plural that opens a sentence, said once: "Americans bought …"."""
    once = text.find(name, text.find(name) + len(name)) < 0
    plural = once and name.endswith("s") and re.search(rf"\b{re.escape(name)}, an? ", text) is None
    return " " not in name and (plural or any(map(str.isdigit, name)))
