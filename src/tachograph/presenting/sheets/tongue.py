"""What a sheet says, in another language: its sentences by their English wording, names and metrics by the pack."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import chain

from tachograph.core.pack import Pack
from tachograph.presenting.translation import LANGUAGES, Saying, saying

_PLACE = re.compile(r"\\\{(\w+)\\\}")
_SENTENCE = re.compile(r"(?<=[\w)%]\.)\s+")
_LIST = re.compile(r", | and |; ")
_BRACKETED = re.compile(r"\([^()]*\)")
_COVERED = re.compile(r"\0(\d+)\0")
_ENGLISH = re.compile(r"\b[a-z]+ [a-z]+\b")  # words that nobody is called by: what is filled in could not be said
_YEAR = re.compile(r"\d{4}")
_KNOWN = "known"  # how the places of a phrase are called that hold for what can be said alone
_CALCULATION = "calculation"
_NESTED = (_CALCULATION, "what", "other")  # places that hold what a finding can hold
_TIMES = ("period", "when", "end")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NAMED = "(?:" + "|".join(_MONTHS) + ")[a-z]*"
_DAY = re.compile(rf"(?:(\d{{1,2}}) )?({_NAMED}) (\d{{4}})")
_SPAN = re.compile(rf"({_NAMED})–({_NAMED}) (\d{{4}})")
_PART = re.compile(r"([QH])(\d) (\d{4})")
_FROM = re.compile(rf"(?:from )?({_NAMED}) to ({_NAMED}) (\d{{4}})")
_ORDERED = re.compile(r"the (first|second|third|fourth) (quarter|half) of (\d{4})")
_ORDER = ("first", "second", "third", "fourth")
_LARGE = re.compile(r"([\d,.]+) (million|billion)(?: (.+))?")
_LARGES = re.compile(r"[\d,.]+ (?:million|billion)\b")
_PLAIN = re.compile(r"[\W\d]*")  # numbers and signs, which all languages share
_HAN = re.compile(r"[㐀-鿿]")
_KEPT = 4_000  # texts that are remembered

Phrase = tuple[re.Pattern[str], str]


class Tongue:
    """One language with the names of a pack; English is left as it is."""

    def __init__(self, say: Saying, names: Mapping[str, str]) -> None:
        self._say = say
        data = _data(say.lang)
        self._terms = {**names, **data.get("terms", {})}
        self._titles = _compiled(say.lang, "titles")
        self._phrases = _compiled(say.lang, "phrases")
        self._findings = (*_compiled(say.lang, "findings"), *self._phrases)
        apart = sorted((term for term in self._terms if _LIST.search(term)), key=len, reverse=True)
        self._covering = re.compile("|".join(map(re.escape, apart))) if apart else None
        self._known: dict[str, str] = {}

    def title(self, text: str) -> str:
        """The title of a table."""
        return text if self._plain else self._matched(text, self._titles) or self.text(text)

    def text(self, text: str) -> str:
        """A sentence or several, a name, a period, a list of these; as it is where nothing is known of it."""
        if self._plain or _PLAIN.fullmatch(text):
            return text
        if text not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[text] = self._said(text)
        return self._known[text]

    def lang(self, text: str) -> str | None:
        """The language that a text is in, where it is not the page's."""
        return None if self._plain or _HAN.search(text) or _PLAIN.fullmatch(text) else LANGUAGES[0]

    @property
    def _plain(self) -> bool:
        return self._say.lang == LANGUAGES[0]

    def _said(self, text: str) -> str:
        word = self._word(text)
        if word is not None:
            return word
        sentences = _SENTENCE.split(text)
        if len(sentences) > 1:
            return "".join(self.text(one) for one in sentences)
        found = self._matched(text, self._phrases)
        if found is not None:
            return found
        if text.endswith(".") and (inner := self._list(text[:-1])):
            return f"{inner}。"
        return self._list(text) or text

    def _word(self, text: str) -> str | None:
        """A single thing: a term, a name, a period."""
        for one in (text, text[:1].lower() + text[1:], text.removeprefix("the ")):
            if word := self._terms.get(one):
                return word
        for place in (match.start() for match in re.finditer(" ", text)):  # a market and its metric
            first, second = self._terms.get(text[:place]), self._terms.get(text[place + 1 :])
            if first and second:
                return first + second
        return self._period(text) or self._large(text)

    def _matched(self, text: str, phrases: tuple[Phrase, ...]) -> str | None:
        """The first phrase that fits and of which all that is filled in can be said."""
        for pattern, said in phrases:
            match = pattern.fullmatch(text)
            if match is None or not all(_whole(name, value) for name, value in match.groupdict().items()):
                continue
            given = {name: self._filled(name, value) for name, value in match.groupdict().items()}
            unsaid = any(_ENGLISH.search(value) for value in given.values())
            strange = any(name.startswith(_KNOWN) and value == match[name] for name, value in given.items())
            if not unsaid and not strange:
                return said.format(**given)
        return None

    def _filled(self, name: str, value: str) -> str:
        if name in _TIMES and _YEAR.fullmatch(value):
            return self._say.period(value)
        if name in _NESTED:
            return self.finding(value)
        return self.text(value)

    def _list(self, text: str) -> str | None:
        """The parts of a list, if one of them is known; a part may itself have a comma in it."""
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(match[0])
            return f"\0{len(kept) - 1}\0"

        covered = _BRACKETED.sub(keep, self._covering.sub(keep, text) if self._covering else text)
        parts = covered.split("; ")
        if len(parts) == 1:
            parts = [part for part in _LIST.split(covered) if part]
        if len(parts) == 1:
            return None
        plain = [_COVERED.sub(lambda match: kept[int(match[1])], part) for part in parts]
        said = [self.text(one) for one in plain]
        return "、".join(said) if said != plain and not any(map(_ENGLISH.search, said)) else None

    def finding(self, text: str) -> str:
        """What a check says, or a step of its calculation."""
        if self._plain or _PLAIN.fullmatch(text):
            return text
        return self._matched(text, self._findings) or self._word(text) or self._arithmetic(text)

    def _arithmetic(self, text: str) -> str:
        """A calculation with its millions in the language's own steps."""
        said = _LARGES.sub(lambda match: self._large(match[0]) or match[0], text)
        return text if _ENGLISH.search(said) else said

    def _period(self, text: str) -> str | None:
        if match := _DAY.fullmatch(text):
            month = f"{match[3]}-{_month(match[2]):02}"
            return self._say.period(f"{month}-{int(match[1]):02}" if match[1] else month)
        if match := _SPAN.fullmatch(text) or _FROM.fullmatch(text):
            given = {"first": _month(match[1]), "last": _month(match[2]), "year": match[3]}
            return _data(self._say.lang)["forms"]["span"].format(**given)
        if match := _PART.fullmatch(text):
            return self._say.period(f"{match[3]}-{match[1]}{match[2]}")
        if match := _ORDERED.fullmatch(text):
            return self._say.period(f"{match[3]}-{match[2][0].upper()}{_ORDER.index(match[1]) + 1}")
        return None

    def _large(self, text: str) -> str | None:
        """Millions and billions in the language's own steps, as far as what is counted is known."""
        match = _LARGE.fullmatch(text)
        if match is None:
            return None
        value = Decimal(match[1].replace(",", "")) * (10**6 if match[2] == "million" else 10**9)
        forms = _data(self._say.lang)["forms"]
        step, word = (10**8, forms["hundred_million"]) if value >= 10**8 else (10**4, forms["ten_thousand"])
        unit = "" if match[3] is None else self._terms.get(match[3])
        return None if unit is None else f"{(value / step).normalize():f}{word}{unit}"


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _whole(name: str, value: str) -> bool:
    """Whether a text can be one thing: brackets in it are closed, and only ``names`` are several."""
    depth, least = 0, 0
    for letter in value:
        depth += (letter == "(") - (letter == ")")
        least = min(least, depth)
    return depth == least == 0 and (name == "names" or "; " not in value)


def tongue(lang: str, pack: Pack | None = None) -> Tongue:
    """The language, with the names that the pack has in it."""
    key = lang, id(pack)
    if key not in _tongues:
        names = {} if pack is None or lang == LANGUAGES[0] else _names(pack, lang)
        _tongues[key] = pack, Tongue(saying(lang), names)
    return _tongues[key][1]


_tongues: dict[tuple[str, int], tuple[Pack | None, Tongue]] = {}  # a pack is kept with its own, so that its id stays


def _names(pack: Pack, lang: str) -> dict[str, str]:
    metrics = ((metric.name, metric.words.get(lang, ())) for metric in pack.metrics.values())
    entities = ((entity.name, entity.names.get(lang, ())) for entity in pack.entities.values())
    return {name: spellings[0] for name, spellings in chain(metrics, entities) if spellings}


@cache
def _compiled(lang: str, part: str) -> tuple[Phrase, ...]:
    return tuple((_pattern(english), said) for english, said in _data(lang).get(part, {}).items())


def _pattern(english: str) -> re.Pattern[str]:
    """The phrase with its places; a calculation, which has brackets of its own, takes what it can."""
    return re.compile(_PLACE.sub(_place, re.escape(english)), re.DOTALL)


def _place(match: re.Match[str]) -> str:
    return f"(?P<{match[1]}>.+{'' if match[1] == _CALCULATION else '?'})"


@cache
def _data(lang: str) -> Mapping[str, Mapping[str, str]]:
    place = files("tachograph.presenting").joinpath("translations", f"{lang}_sheets.toml")
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
