"""Answers in sentences, in the language of the question. The sentences are data; the figures are the answer's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from tachograph.analysis.listing import name_of
from tachograph.analysis.table import Change, Scope
from tachograph.core.estimate import Estimate
from tachograph.core.observation import Observation
from tachograph.core.pack import Pack
from tachograph.core.period import Grain, Period
from tachograph.core.site import site_of
from tachograph.pipeline.asking import Answer, Sentence
from tachograph.presenting import words
from tachograph.presenting.sheets import figures

_SPACED = re.compile(r"(?<!\d) \(")
_ON_A_DAY = re.compile(r"\bin (?=\d{1,2} [A-Z][a-z]{2} \d{4})")
_LARGE = 10_000  # what a year may end at is given in thousands from here


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class Phrases:
    """How answers are worded in one language."""

    lang: str
    pack: Pack

    @property
    def words(self) -> Mapping[str, Any]:
        """Single words of the language."""
        found: Mapping[str, Any] = _data()["words"][self.lang]
        return found

    def sentence(self, one: Sentence) -> str:
        """A sentence filled in."""
        key = one.key
        if key == "value" and isinstance(one.given["figure"], Estimate) and self._is_amount(one.given["figure"]):
            key = "value_rate"
        given = {"narrowed": "", "model": ""} | {
            name: self._field(name, value, one) for name, value in one.given.items()
        }
        given |= self._more(one)
        text = str(_data()[self.lang][key]).format_map(given)
        text = " ".join(text.split()).replace(" .", ".").replace(" :", ":")
        text = _ON_A_DAY.sub("on ", text)
        return _SPACED.sub("(", text) if self.lang == "zh" else text

    def all(self, sentences: Sequence[Sentence]) -> list[str]:
        """Some sentences, each once."""
        return list(dict.fromkeys(self.sentence(one) for one in sentences))

    def told(self, sentences: Sequence[Sentence]) -> str:
        """Some sentences as a text."""
        return str(self.words["join"]).join(self.all(sentences))

    # --- values -------------------------------------------------------------------------------------------------------

    def text(self, value: object) -> str:
        """A value in words."""
        match value:
            case Estimate():
                return self.estimate(value)
            case Observation():
                return self.observation(value)
            case Scope():
                return name_of(value, self.pack) if self.lang == "en" or value.model else self.entity(value.entity)
            case date():
                return words.day(value) if self.lang == "en" else f"{value.year}年{value.month}月{value.day}日"
            case Fraction() | Decimal() | int():
                return words.number(round(value))
            case str():
                return self._named(value)
            case Change():
                return figures.change(value, mark=False)
            case tuple():
                return self.listed([self.text(v) for v in value])
            case _:
                return ""

    def entity(self, id_: str) -> str:
        """The name of an entity."""
        known = self.pack.entities.get(id_)
        if known is None:
            return id_
        return known.names.get("zh", (known.name,))[0] if self.lang == "zh" else known.name

    def metric(self, id_: str) -> str:
        """The name of a metric."""
        known = self.pack.metrics.get(id_)
        if known is None:
            return words.spaced(id_)
        return known.words.get("zh", (known.name,))[0] if self.lang == "zh" else known.name

    def period(self, text: str) -> str:
        """A period as people write it."""
        if self.lang == "en" or not text:
            return f"all {words.period(text)}" if text.startswith("../") else words.period(text)
        try:
            return _chinese(Period.parse(text))
        except ValueError:
            return text

    def estimate(self, e: Estimate) -> str:
        """``57,915``, ``over 39,000``, ``57.8%``, ``25.53 billion CNY``."""
        if self._is_amount(e):
            return figures.amount(e)
        said = figures.said(e)
        for word in ("over", "under", "about"):
            if said.startswith(f"{word} "):
                return f"{self.words[word]}{said.removeprefix(word).strip()}"
        return said

    def observation(self, o: Observation) -> str:
        """A figure as one source gives it, with how, when and where."""
        when = f", {self.period(o.published)}" if o.published else ""
        modality = self.words["modality"][str(o.modality)]
        return str(self.words["said"]).format(figure=figures.stated(o), modality=modality, when=when, site=_site(o))

    def listed(self, names: Sequence[str]) -> str:
        """Several names."""
        return words.listed(names) if self.lang == "en" else self.words["listing"].join(names)

    def _is_amount(self, e: Estimate) -> bool:
        return e.cell.unit == "percent" or e.cell.unit.isupper()

    def _named(self, text: str) -> str:
        match text[:1], text[1:]:
            case "@", id_:
                return self.entity(id_)
            case "#", id_:
                return self.metric(id_)
            case "~", period:
                return self.period(period)
            case _:
                return text

    # --- fields -------------------------------------------------------------------------------------------------------

    def _field(self, name: str, value: object, one: Sentence) -> str:
        match name, value:
            case "change", Fraction() if one.key == "grows_most":
                return figures.percent(value, signed=True)
            case "change", Fraction() if one.key in ("grew", "fell"):
                return figures.percent(value)
            case ("change", Fraction()):
                return str(self.words["points"]).format(points=figures.points(value))
            case "probability", float():
                return figures.percent(Fraction(value), places=0)
            case "share", Fraction():
                return figures.percent(value)
            case "gap", Fraction():
                return f"{self.words['about'] if one.given['loose'] else ''}{words.number(round(value))}"
            case "times", Fraction():
                return f"{float(value):.1f}" if one.given["loose"] else f"{float(value):.2f}"
            case "part", tuple():
                ends = [figures.percent(p) for p in value if p is not None]
                return str(self.words["to"]).join(dict.fromkeys(ends))
            case "rates", tuple():
                return self.listed([figures.percent(r, signed=True) for r in value])
            case "n", int() if one.key == "promises" and self.lang == "en":
                return f"{value} promise{'' if value == 1 else 's'}"
            case "counts", tuple():
                return self.listed([f"{n} {self.words['standing'][str(s)]}" for s, n in value])
            case "after", tuple():
                named = self.listed([f"{self.text(who)} ({self.text(e)})" for who, e in value])
                return str(_data()[self.lang]["after"]).format(after=named) if value else ""
            case "rankings", tuple():
                return "; ".join(f"{self.text(metric)}: {self._of(str(listed))}" for metric, listed in value)
            case "listed", str():
                return self._of(value)
            case "segment", str():
                return str(self.words["segment"]).format(segment=words.spaced(value)) if value else ""
            case "narrowed", Scope():
                metric = self.metric(value.metric) if one.key.startswith("aim") else ""
                parts = [metric, value.model and name_of(value, self.pack), value.segment, value.region]
                said = ", ".join(words.spaced(p) for p in parts if p)
                return f" ({said})" if said else ""
            case "who", str() if one.key == "no_promises":
                return str(self.words["of"]).format(who=self._named(value)) if value else ""
            case "period", str() if one.key == "no_promises":
                return str(self.words["due"]).format(period=self._named(value)) if value[1:] else ""
            case "body", str() if one.key in ("penetration", "unranked"):
                return str(self.words["counted"]).format(body=self._named(value)) if value else ""
            case "region", str():
                return f" ({words.spaced(value)})" if value else ""
            case "period", str() if value.startswith("~") and one in _refusals(one):
                return str(self.words["in_period"]).format(period=self._named(value)) if value[1:] else ""
            case "whole", str():
                return self._whole(value)
            case "figure", Fraction() if one.key == "average_price":
                return words.number(value)
            case "figure", Fraction() if value >= _LARGE:
                return words.number(round(value, -3))
            case _:
                return self.text(value)

    def _whole(self, whole: str) -> str:
        """What a share is of, which the analysis says in English: a market, and the metric if there is one."""
        known = sorted((e for e in self.pack.markets if whole.startswith(e.name)), key=lambda e: -len(e.name))
        if self.lang == "en" or not known:
            return words.spaced(whole)
        rest = whole.removeprefix(known[0].name).strip()
        metric = next((m.id for m in self.pack.metrics.values() if m.name == rest), rest)
        return f"{self.entity(known[0].id)}{self.metric(metric)}"

    def _of(self, listed: str) -> str:
        return (
            f"{self.words['the']}{self._named(listed)}"
            if listed.startswith("@")
            else str(self.words["listed_levels"].get(listed, listed))
        )

    def _more(self, one: Sentence) -> dict[str, str]:
        """Fields that are put together from several."""
        given = one.given
        first = given.get("first")
        if one.key == "said_by" and isinstance(first, Observation):
            return {"first_when": f"{self.period(first.published or '')} ".lstrip(), "first_site": _site(first)}
        if one.key in ("aims", "aims_past", "aimed"):
            return {"target": self._range(given), "growth": self._growth(given), "first": self._first(given)}
        return {}

    def _range(self, given: Mapping[str, Any]) -> str:
        low, high = given["low"], given["high"]
        if low is None and high is None:
            return self._growth(given).removeprefix(",").removeprefix(",").strip()
        if low is None or high is None:
            return f"{self.words['over' if high is None else 'under']}{words.number(low if high is None else high)}"
        ends = dict.fromkeys(words.number(round(end)) for end in (low, high))
        return str(self.words["to"]).join(ends)

    def _growth(self, given: Mapping[str, Any]) -> str:
        ends = [figures.percent(g, signed=self.lang == "en") for g in given["growth"] if g is not None]
        if not ends or given["base"] is None:
            return ""
        growth = self.words["to"].join(dict.fromkeys(ends))
        return str(self.words["on"]).format(growth=growth, base=self.estimate(given["base"]))

    def _first(self, given: Mapping[str, Any]) -> str:
        o: Observation = given["first"]
        move = str(self.words["move"]).format(move=self.words["move_words"][given["move"]]) if given["move"] else ""
        when = f"{self.period(o.published)} " if o.published else ""
        return str(self.words["first"]).format(when=when, site=_site(o)) + move


def phrases(answer: Answer, pack: Pack) -> Phrases:
    """The words of the language that the question is in."""
    return Phrases(answer.query.lang, pack)


def _refusals(one: Sentence) -> tuple[Sentence, ...]:
    """The sentence itself if it says what is not known: a period may be missing there."""
    silent = ("unknown_one", "unknown_market", "no_ranking", "no_targets", "no_target")
    return (one,) if one.key in silent else ()


def _site(o: Observation) -> str:
    return site_of(o.source) or o.source


def _chinese(period: Period) -> str:
    if period.start is None:
        return f"截至{_chinese_point(period)}"
    months = period.whole_months
    if period.grain is Grain.MONTH and months and months > 1:
        if period.start.year == period.end.year:
            return f"{period.end.year}年{period.start.month}—{period.end.month}月"
        return f"{period.start.year}年{period.start.month}月至{period.end.year}年{period.end.month}月"
    return _chinese_point(period)


def _chinese_point(period: Period) -> str:
    end = period.end
    match period.grain:
        case Grain.YEAR:
            return f"{end.year}年"
        case Grain.HALF:
            return f"{end.year}年{'上' if end.month < 7 else '下'}半年"
        case Grain.QUARTER:
            return f"{end.year}年第{'一二三四'[(end.month - 1) // 3]}季度"
        case Grain.MONTH:
            return f"{end.year}年{end.month}月"
        case Grain.DAY:
            return f"{end.year}年{end.month}月{end.day}日"
