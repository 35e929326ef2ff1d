"""Whether a sentence tells what all do in a place: "Cars registered across Germany came to …", "plants produced"."""

from __future__ import annotations

import re

from tachograph.core.pack import EntityKind, Metric, Pack
from tachograph.extraction.draft import Draft, Subject
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Mention, Sort
from tachograph.extraction.whose.names import Name
from tachograph.extraction.whose.register import Register
from tachograph.extraction.whose.scopes import Scopes
from tachograph.extraction.whose.segments import Segments

# Words that open a sum of all sellers, if the sentence names a place and no seller.
_SUMS_UP = Caseless(
    r"\b(?:all in all|all told|in all|in total|overall|altogether|as a whole|combined)\b"
    r"|\bthere (?:were|was|are|is|had been|have been) (?:\w+ ){0,3}$",
    r"合计|合計|整体|整體|总计|總計",
)
ITS_MARKET = re.compile(
    r"(?:'s|’s)?\s+(?:(?!is\b|was\b|are\b|were\b|the\b|an?\b|as\b|and\b|became\b|remain)[\w-]+\s){0,3}?market\b(?!\s+(?:share|leader|value|research|for))",
    re.IGNORECASE,
)
_INTO = Caseless(r"\b(?:of|in|on|to|for|from|into|with|enter(?:s|ed|ing)?|key|largest|biggest)\s+(?:the\s+)?$")
# "Customs logged 7.33 million", "plants produced 151.2 GWh": those who do it are all there are
_ANYBODY = Caseless(
    r"(?:(?:\A|(?<=[.:;,!?]\s)|(?<=\n)|(?<=while\s)|(?<=and\s)|(?<=but\s)|(?<=as\s))(?:all )?"
    r"|(?<!of )(?<!by )(?<!to )(?<!for )(?<!from )(?<!than )(?<!among )\b(?:the country's |china's |chinese |the nation's ))"
    r"(?:customs|plants|factories|dealers|dealerships|showrooms|carmakers|automakers|(?:battery |cell )?(?:makers|manufacturers)|exporters|buyers|consumers|motorists|drivers)"
    r"(?: (?:data|figures|nationwide|there|in china|across the country))? (?:had |have |together |can |could )?(?:assemble|produce|held|hold|sat on|sit on|stocked|carried|logged|counted"
    r"|recorded|produced|built|made|assembled|sold|retailed|wholesaled|shipped|exported|moved|bought|registered|installed|fitted|turned out|delivered|cleared) "
)
# "Across China 498,000 cars were registered"
_ALL_OVER = re.compile(r"(?:Across|Throughout|All over|All across|In the whole of)\s(?:the\s)?$")
_WERE_SOLD = re.compile(
    r"(?:\s(?!by\b)[\w-]+){0,4}?\s(?:were|was|have been|had been)\s(?:registered|sold|delivered|insured|built|bought|exported|handed over)\b(?! (?:by|from)\b)"
)
_CLAUSE_OPENS = re.compile(r"(?:[,;:]|\b(?:as|while|whereas|but|and|when|though|because))\s(?:the\s)?$")
_IN_PLACE = re.compile(
    r"(?:\sof\s(?:(?!its\b|their\b|our\b|your\b|his\b|her\b|the\b)[\w-]+\s){1,4}?(?<=s\s))?\s?(?:in|across|throughout|within|inside)\s(?:the\s)?",
    re.IGNORECASE,
)
# "Power batteries installed in China", "Cars newly registered across Germany": things that anybody may have sold
_THINGS = re.compile(
    r"\W*(?:(?:In|For|During|Over|By) [^,;.]{3,40}, )?(?!(?:its|their|our|his|her|your|my)\b)(?:(?!(?:its|their|our|his|her|your|my)\b)[a-z][\w-]*\s){0,5}?"
    r"(?:cars|vehicles|autos|automobiles|trucks|lorries|buses|vans|motorcycles|two-wheelers|scooters|batteries|cells|electrics|hybrids|phones|handsets|smartphones|[A-Z]*EVs|models|units)"
    r"(?:\s(?:that|which)(?:\s(?:were|was|are|have been|had been))?)?(?:\s(?:newly|first))?\s",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(r"\s(?:from|out of)\s(?:the\s)?", re.IGNORECASE)
DESCRIBES = re.compile(r"\W*(?:(?:the|total|overall|monthly|annual|new|[a-z-]+ed|[a-z-]+al)\s+)*", re.IGNORECASE)
# New cars are those of all sellers; what one maker has sold is not called so.
NEW_CARS = Caseless(r"\bnew[ -](?:passenger |energy |electric )?(?:cars?|vehicles?|autos?)\b", r"新[车車]")


class InPlaces:
    """Looks in the sentences of one text for what nobody in particular has sold, built or registered."""

    pack: Pack
    scene: Scene
    register: Register
    places: frozenset[str]
    segments: Segments

    def _measured_in_place(self, sentence: Sentence, draft: Draft, metric: Metric, names: tuple[Name, ...]) -> bool:
        """Whether a sentence opens with all that is counted in a place: "New car registrations in the EU rose".

        Of new cars, by an association, or said of the things themselves ("Cars registered across Germany came to …"):
        a maker has registrations in the EU too.
        """
        text, mentions = self.scene.text, [m for m in sentence.mentions if not self._is_thing(m)]
        if len(mentions) < 2 or mentions[0].sort is not Sort.METRIC or mentions[1].key not in self.places:
            return False
        first, place = mentions[:2]
        basis = self.pack.metrics[first.key].basis
        if basis == "export" and _FROM_PLACE.fullmatch(text, first.span.end, max(first.span.end, place.span.start)):
            return not any(n.span.start < draft.span.start for n in names)
        if _IN_PLACE.fullmatch(text, first.span.end, max(first.span.end, place.span.start)) is None:
            return False
        if _THINGS.fullmatch(text, sentence.span.start, first.span.start) is not None:
            return not any(n.span.start < draft.span.start and not self._is_market(n.subject) for n in names)
        opening = min(sentence.mentions[0].span.start, first.span.start)
        if not DESCRIBES.fullmatch(text, sentence.span.start, opening):
            return False
        new = NEW_CARS.search(text, sentence.span.start, first.span.end) is not None
        counted = metric.basis is not None and any(map(self.segments.is_body, sentence.mentions))
        return (new or counted) and not any(n.span.start < draft.span.start for n in names)

    def _is_thing(self, mention: Mention) -> bool:
        """Whether a mention says of what sort the things are that are counted: "electric cars", "power batteries"."""
        entity = self.pack.entities[mention.key] if mention.sort is Sort.ENTITY else None
        return mention.sort is Sort.SEGMENT or (entity is not None and entity.kind is EntityKind.MARKET)

    def _sum_of_place(self, sentence: Sentence, scopes: Scopes, index: int) -> re.Match[str] | None:
        """The words that speak of all that a place sells: "All in all … in the EU", "the EU market is"."""
        text, figure = self.scene.text, scopes.drafts[index].span
        places = [m for m in sentence.of_sort(Sort.REGION) if m.key in self.places]
        for place in places:
            market = ITS_MARKET.match(text, place.span.end, figure.start)
            if market and not _INTO.search(text, sentence.span.start, place.span.start):
                return market
            if over := _ALL_OVER.match(text, sentence.span.start, place.span.start):
                return over if _WERE_SOLD.match(text, figure.end) else None
        said = _SUMS_UP.search(text, sentence.span.start, figure.start) if places else None
        groups = (m for m in sentence.of_sort(Sort.ENTITY) if "sellers" in self.pack.entities[m.key].tags)
        ours = said is not None and not text.isascii() and any(m.span.end <= said.start() for m in groups)
        return None if ours else said  # 中国品牌去年在欧洲合计上牌81万辆

    def _done_by_market(self, sentence: Sentence, start: int, draft: Draft) -> re.Match[str] | None:
        """The words that open a clause on the market of a place: "…, as China's battery market tops 60 GWh"."""
        text = self.scene.text
        for place in sentence.of_sort(Sort.REGION):
            if place.key not in self.places or not start <= place.span.start < draft.span.start:
                continue
            market = ITS_MARKET.match(text, place.span.end, draft.span.start)
            if market and _CLAUSE_OPENS.search(text, max(sentence.span.start, place.span.start - 12), place.span.start):
                return market
        return None

    def _done_by_all(self, sentence: Sentence, start: int, draft: Draft) -> re.Match[str] | None:
        """The words that say who did it without a name: customs, plants, dealers; a group that the pack knows is none."""
        said = _ANYBODY.search(self.scene.text, start, draft.span.start)
        groups = (m for m in sentence.of_sort(Sort.ENTITY) if "sellers" in self.pack.entities[m.key].tags)
        return None if said and any(said.start() <= m.span.start < said.end() for m in groups) else said

    def _is_market(self, subject: Subject) -> bool:
        return self.register.known(subject) is not None or (
            subject.entity is not None and subject.entity.kind is EntityKind.MARKET
        )
