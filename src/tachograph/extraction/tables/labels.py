"""The rows of a table: whose their figures are, what they measure, and which row a row of changes is said of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from tachograph.core.cached import kept_with_owner
from tachograph.core.claim import Kind
from tachograph.core.pack import Entity, EntityKind, Pack
from tachograph.core.span import Span
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene
from tachograph.extraction.tables import headings as said
from tachograph.extraction.tables.cells import Grid, Row
from tachograph.extraction.tables.columns import host_of
from tachograph.extraction.tables.headings import Heading, Headings
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells

_REGIONAL = Caseless(r"\b(?:regions?|countr(?:y|ies)|markets?|areas?)\b", r"地区|地區|国家|國家|市场")
_MODEL = Caseless(
    r"(?:\b(?:models?|nameplates?|versions?|variants?|trims?|editions?|grades?)|车型|車型|版本|款型|配置)\W*$"
)
_PROSE = 6  # words: a longer cell behind the first is a remark, no label
_PROSE_ZH = 14  # characters
_NEAR = 12  # rows: further up none is said of this one
_FAR = 400  # mentions: further back nothing says what a table is of
_LONG_NAME = 5  # characters
_BULLET = re.compile(r"^(?:&nbsp;|&emsp;|[\s*└├─>•·-])+|[\s*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+$")


@dataclass
class Line:
    """A row with its drafts: per column the cell's figure, then what else stands in the cell.

    ``words`` are its labels as far as they name somebody, ``host`` is the number of the line that its changes or
    shares are said of (-1 for none), ``summed`` says that it is the total of many subjects, or of others: of none.
    """

    row: Row
    words: str
    heading: Heading
    drafts: list[list[Draft]]
    host: int = -1
    summed: bool = False


# What a row is when it is named for how it counts, not for whose it is.
_COUNTS = re.compile(
    r"\b(?:to date|ytd|cumulative|totals?|targets?|yoy|mom|y/y|m/m|qoq)\b|累计|累計|合计|合計|同比|环比|環比",
    re.IGNORECASE,
)


class Labels:
    """Reads the labels of tables in one text."""

    def __init__(self, scene: Scene, pack: Pack, headings: Headings) -> None:
        self.text = scene.text
        self.pack = pack
        self.headings = headings
        self._starts = [m.span.start for m in headings.mentions]

    def lines(self, grid: Grid, drafts: list[list[list[Draft]]]) -> list[Line]:
        """The rows with what their labels, the sections they stand in and the rows above say."""
        lines: list[Line] = []
        section = Heading()
        for row, cells in zip(grid.rows, drafts, strict=True):
            line = self._line(row, cells)
            if row.section:
                section = _narrowing(line.heading)
                continue
            line.heading = line.heading.over(section)
            lines.append(line)
        for i, line in enumerate(lines):
            self._under(lines, i, line)
            _hosted(lines, i, line)
        return lines

    def name(self, grid: Grid, lines: list[Line], about: Heading) -> None:
        """Give the rows their subjects, models and regions."""
        corner = grid.corner.of(self.text) if grid.corner else ""
        regional = _REGIONAL.search(corner) or 2 * sum(_is_region(line) for line in lines) > len(lines)
        market = self._market(grid) if regional else None
        for line in lines:
            h, words = line.heading, line.words
            if regional and market is not None and h.subject is None:
                line.heading = replace(h, subject=self._regional(market, h.region, words, about.region), region=None)
            elif regional or h.subject is not None or not words:
                if h.subject is not None and h.model is None and _MODEL.search(corner):
                    line.heading = replace(h, model=words)
            elif _is_name(words) and not _COUNTS.search(words) and not (h.period or h.metric or h.segment or h.kind):
                if about.subject is not None and _MODEL.search(corner):
                    line.heading = replace(h, subject=about.subject, model=words)
                else:
                    short = _called(self.pack, words)
                    line.heading = replace(h, subject=Subject(short.name, short) if short else Subject(words))
        self._total(lines, about)

    def narrowed(self, whole: Subject | None, segment: str | None) -> Subject | None:
        """The market of a segment, where the pack knows it, for a row of one in a table of the market of all."""
        entity = whole.entity if whole else None
        if entity is None or segment is None or entity.kind is not EntityKind.MARKET:
            return whole
        own = (e for e in self.pack.entities.values() if e.kind is EntityKind.MARKET)
        found = next((e for e in own if (e.home, e.segment) == (entity.home, segment)), None)
        return Subject(found.name, found) if found else whole

    # --- one row ----------------------------------------------------------------------------------------------------

    def _line(self, row: Row, cells: list[list[Draft]]) -> Line:
        spans = [s for i, s in enumerate(row.labels) if i == 0 or not self._is_remark(s)]
        read = [self.headings.read(s) for s in spans]
        names = [s for s, h in zip(spans, read, strict=True) if h == Heading(subject=h.subject, model=h.model)]
        words = " ".join(_BULLET.sub("", s.of(self.text)) for s in (names or spans))
        heading = Heading()
        for one in read:
            heading = heading.over(one)
        return Line(row, words, replace(heading, subject=self._nearest([h.subject for h in read if h.subject])), cells)

    def _is_remark(self, cell: Span) -> bool:
        words = cell.of(self.text)
        return len(words.split()) >= _PROSE or (not words.isascii() and len(words) >= _PROSE_ZH)

    def _nearest(self, subjects: list[Subject]) -> Subject | None:
        """The one that is part of another: the brand of "HIMA | Aito"."""
        for subject in subjects:
            above = {m.parent for m in subject.entity.parents} if subject.entity else set()
            if any(s.entity and s.entity.id in above for s in subjects):
                return subject
        return subjects[0] if subjects else None

    def _under(self, lines: list[Line], i: int, line: Line) -> None:
        """Rows of "of which NEVs", and rows set in that name nobody, are of the row that they stand under."""
        part = bool(said.PART.match(line.words))
        if line.heading.subject is not None or not i:
            return
        nearby = lines[max(0, i - _NEAR) : i]
        parent = next((o for o in reversed(nearby) if o.row.indent < line.row.indent), lines[i - 1])
        named = not (part or line.heading.segment or line.heading.metric or line.heading.kind)
        if part or (line.row.indent > parent.row.indent and not named):
            over = Heading(subject=parent.heading.subject, metric=parent.heading.metric, model=parent.heading.model)
            line.heading = line.heading.over(over)

    # --- totals and regions -----------------------------------------------------------------------------------------

    def _total(self, lines: list[Line], about: Heading) -> None:
        """A total is that of the table's subject, or of the one whose models the rows are; others are nobody."""
        named = [line.heading.subject for line in lines if line.heading.subject is not None]
        names = {s.name for s in named}
        whole = about.subject if about.subject and self._is_whole(about.subject, named) else self._house(named)
        for line in lines:
            if line.heading.subject is not None:
                continue
            if said.OTHERS.match(line.words):
                line.summed = len(names) > 1
            elif said.TOTAL.match(line.words):
                line.heading = replace(line.heading, subject=named[0] if len(names) == 1 else whole)
                line.summed = len(names) > 1 and whole is None

    def _is_whole(self, subject: Subject, parts: list[Subject]) -> bool:
        """Whether a caption's subject can be the sum of the rows: none of them, and no mere seller beside others."""
        if subject.name in {p.name for p in parts}:
            return False
        entity = subject.entity
        if entity is None or not sells(entity) or not any(p.entity for p in parts):
            return True
        return any(entity.id in {m.parent for m in p.entity.parents} for p in parts if p.entity)

    def _house(self, parts: list[Subject]) -> Subject | None:
        """The company that the text opens with, where all rows are its own: a total in its filing is its own."""
        first = next((m.key for m in self.headings.mentions if m.sort is Sort.ENTITY), None)
        house = self.pack.entities[first] if first is not None else None
        own = [p.entity is not None and house in self._above(p.entity) for p in parts]
        return Subject(house.name, house) if house is not None and sells(house) and len(own) > 1 and all(own) else None

    def _above(self, entity: Entity) -> list[Entity]:
        return [self.pack.entities[m.parent] for m in entity.parents if m.parent in self.pack.entities]

    def _market(self, grid: Grid) -> tuple[str, str] | None:
        """The market that a table of regions is of: name and home of one of its segment; ``None`` for a seller's."""
        segment: str | None = None
        last = bisect_left(self._starts, grid.span.start)
        for mention in reversed(self.headings.mentions[max(0, last - _FAR) : last]):
            if mention.sort is Sort.ENTITY:
                entity = self.pack.entities[mention.key]
                if sells(entity):
                    return None
                if entity.kind is EntityKind.MARKET and entity.home:
                    return entity.name, entity.home
            segment = segment or (mention.key if mention.sort is Sort.SEGMENT else None)
        markets = [e for e in self.pack.entities.values() if e.kind is EntityKind.MARKET and e.home]
        return next(((e.name, e.home or "") for e in markets if segment and e.segment == segment), None)

    def _regional(self, market: tuple[str, str], region: str | None, words: str, whole: str | None) -> Subject:
        """The market of a region: "Europe semiconductor market"; ``whole`` is the region that a total is of."""
        name, home = market
        own = home if home in name else home.capitalize()
        if said.WORLD.match(words) or said.TOTAL.match(words):
            places = ["Global" if said.WORLD.match(words) or not whole or whole == "global" else whole]
        elif region is not None and words in _spellings(self.pack, region):
            places = [words, region]
        else:
            places = [words]
        named = [name.replace(own, place, 1) for place in places]
        known: Entity | None = next((e for n in named if (e := self.pack.entity_named(n)) is not None), None)
        return Subject(known.name, known) if known else Subject(named[-1])


def _narrowing(heading: Heading) -> Heading:
    """What a section says of the rows under it."""
    return replace(heading, kind=None, shift=None, against=None, model=None)


def _hosted(lines: list[Line], i: int, line: Line) -> None:
    """Find the row that a row of changes or shares is said of, and take over what it says."""
    kind = line.heading.kind
    if kind not in (Kind.CHANGE, Kind.SHARE):
        return
    first = max(0, i - _NEAR)
    host = first + host_of([o.heading for o in lines[first : i + 1]], i - first)
    own = line.heading
    fits = [
        n
        for n in range(host, first - 1, -1)
        if lines[n].heading.kind is None
        and own.subject in (None, lines[n].heading.subject)
        and own.metric in (None, "market_share", lines[n].heading.metric)
    ]
    if fits:
        line.host = fits[0]
        above = replace(lines[fits[0]].heading, kind=None, unit=None, currency=None, scale=0)
        line.heading = own.over(replace(above, period=None) if own.period else above)


def _is_name(words: str) -> bool:
    anonymous = said.TOTAL.match(words) or said.OTHERS.match(words)
    return len(words) > 1 and not anonymous and not (words[0].islower() and words.isalpha())


@kept_with_owner
def _called(pack: Pack, words: str) -> Entity | None:
    """The one seller whose Chinese name begins or ends with the words: tables cut 一汽解放 to 解放, 国轩高科 to 国轩."""
    if words.isascii() or not 1 < len(words) < _LONG_NAME:
        return None
    sellers = (e for e in pack.entities.values() if sells(e))
    found = {e.id for e in sellers if any(n.startswith(words) or n.endswith(words) for n in e.names.get("zh", ()))}
    return pack.entities[found.pop()] if len(found) == 1 else None


def _is_region(line: Line) -> bool:
    return line.heading.region is not None and line.heading.subject is None and line.heading.metric is None


def _spellings(pack: Pack, region: str) -> set[str]:
    term = next((t for t in pack.regions if t.id == region), None)
    return {w for words in term.words.values() for w in words} if term else set()
