"""Out of the ledger, ahead of it: forecasts with how good they were, what they make of targets, and what if."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tachograph.analysis.forecasting import (
    HORIZON,
    Chance,
    Chances,
    Goal,
    Paths,
    Series,
    Study,
    best_method,
    by_series,
    chance,
    coherent,
    forecast,
    goals,
    hindsight,
    main_series,
    markets,
    members,
    monthly_series,
    panel,
    scores,
    series_for,
    skill,
)
from tachograph.analysis.forecasting.months import written
from tachograph.analysis.table import Scope
from tachograph.core.errors import SourceError
from tachograph.core.forecast import Forecast, Score, SeriesKey, Skill
from tachograph.core.pack import Pack
from tachograph.core.period import Period
from tachograph.packs.holidays import load_new_years
from tachograph.pipeline.articles import Progress
from tachograph.pipeline.consulting import Figures, figures
from tachograph.pipeline.naming import entity_named, metric_named
from tachograph.pipeline.recording import Books

_FRESH = 6  # months that a seller's last figure may be older than the newest of any, to be forecast unasked
_YEAR = 4  # characters of a year


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What the ledger's figures teach about months to come."""

    figures: Figures
    every: tuple[Series, ...]
    study: Study

    @property
    def chances(self) -> Chances:
        """How likely totals are, asked by name: ``chances("nio", 2026, 456_000, None)``."""
        return Chances(self.study, self.every)

    def odds(self) -> Callable[[Scope, Period, Fraction], float | None]:
        """How likely somebody sells at least so many in a year, as ``analysis.targets`` asks for it.

        ``None`` of quarters, of parts of a seller's figures, and where nothing can be said.
        """
        chances = self.chances

        def odds(scope: Scope, period: Period, low: Fraction) -> float | None:
            if scope.segment or scope.model or scope.region or len(str(period)) != _YEAR:
                return None
            found = chances.of(Goal(scope.entity, scope.metric, str(period), float(low)))
            return None if found is None else found.reach

        return odds


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast, the series that it goes on from, its targets, and how well its like would have done.

    ``group`` is the entity that it adds up to with others, if it is one of a group's brands.
    """

    forecast: Forecast
    series: Series
    chances: tuple[Chance, ...]
    skill: Skill | None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Outlooks:
    """Forecasts made together; ``skill`` is that of the method in hindsight, over ``sellers`` sellers."""

    outlooks: tuple[Outlook, ...]
    skill: Skill
    sellers: int
    method: str
    pack: Pack


@dataclass(frozen=True, slots=True)
class Kept:
    """A forecast that was kept, and how those of its months turned out whose figures are known by now."""

    forecast: Forecast
    scores: tuple[Score, ...]


def learned(found: Figures, method: str | None = None, progress: Progress | None = None) -> Learned:
    """What the figures of a ledger teach; by the better method that is installed, if none is named.

    Raises:
        SourceError: if the method needs what is not installed.
    """
    every = monthly_series(found.estimates, found.pack)
    study = Study(panel(every), load_new_years(), markets(found.pack), method or best_method(), progress=progress)
    return Learned(found, every, study)


def outlooks(known: Learned, made_on: date, asked: Sequence[Series], months: int = HORIZON) -> Outlooks:
    """Forecasts of some series, and of the brands of those that are groups.

    Raises:
        SourceError: if one of them cannot be forecast.
    """
    past = hindsight(known.study)
    skills = {key: skill(found) for key, found in by_series(past).items()}
    made: dict[SeriesKey, Outlook] = {}
    for series in asked:
        for place, paths in enumerate(together(known, series)):
            key = paths.series.key
            group = series.key.entity if place else None
            told = chances_of(known, paths)
            one = forecast(paths, made_on, known.study.method, months)
            if group or key not in made:
                made[key] = Outlook(one, paths.series, told, skills.get(key), group)
    sellers = [s for s in past if s.series.entity not in known.study.apart]
    return Outlooks(
        tuple(made.values()), skill(sellers), len({s.series.entity for s in sellers}), known.study.method,
        known.figures.pack,
    )  # fmt: skip


def together(known: Learned, series: Series) -> tuple[Paths, ...]:
    """The paths of a series, and after them those of the brands that add up to it, if any do.

    Raises:
        SourceError: if it cannot be forecast.
    """
    brands = members(series, known.every, known.figures.pack)
    found = coherent(known.study, series, brands) if brands else None
    if found is not None:
        return found
    alone = known.study.paths(series)
    if alone is None:
        raise _unforeseeable(series.key.entity, series.key.metric)
    return (alone,)


def _unforeseeable(entity: str, metric: str | None) -> SourceError:
    what = f"no months of {metric or 'anything'} to go on from"
    return SourceError(entity, what, "six of the last twelve must be known: tacho show says which are")


def chances_of(known: Learned, paths: Paths) -> tuple[Chance, ...]:
    """How likely the targets of years are that a series is the one to judge by.

    Those of quarters are left out: sellers set them when they know their orders, which a forecast does not.
    """
    entity = paths.series.key.entity
    mine = [g for g in goals(known.figures.observations) if g.entity == entity and len(g.period) == _YEAR]
    judged = [g for g in mine if (s := series_for(g, known.every)) and s.key == paths.series.key]
    found = [c for g in judged if g.period >= written(paths.origin + 1)[:_YEAR] and (c := chance(paths, g)) is not None]
    return tuple({(c.goal.period, c.goal.low): c for c in found}.values())  # sales and deliveries are one target


def asked_for(kept: Books, known: Learned, names: Sequence[str], metric: str | None) -> tuple[Series, ...]:
    """The series that are meant by names; without names the main one of every seller and market that is up to date.

    Raises:
        SourceError: if nobody is called so, or there is no such series.
    """
    wanted = metric and metric_named(metric, kept.pack)
    if not names:
        pool = [s for s in panel(known.every) if wanted in (None, s.key.metric) and s.is_dense]
        newest = max((s.last for s in pool), default=0)
        chosen = [main_series(pool, entity) for entity in dict.fromkeys(s.key.entity for s in pool)]
        return tuple(s for s in chosen if s is not None and newest - s.last <= _FRESH)
    with kept.opened(write=False) as ledger:
        recorded = ledger.entities()
    entities = [entity_named(name, kept.pack, recorded) for name in names]
    return tuple(_meant(known, entity, wanted) for entity in dict.fromkeys(entities))


def _meant(known: Learned, entity: str, metric: str | None) -> Series:
    """The series of an entity, or of its only brand that has one: of Xiaomi, that of Xiaomi Auto."""
    pack = known.figures.pack
    dense = [s for s in known.every if s.is_dense]
    series = main_series(dense, entity, metric)
    if series is None:
        brands = [main_series(dense, e.id, metric) for e in pack.children(entity, "brand_of")]
        series = next((b for b in brands if b is not None), None) if len(brands) - brands.count(None) == 1 else None
    if series is None:
        known_as = pack.entities[entity].name if entity in pack.entities else entity
        raise _unforeseeable(known_as, metric)
    return series


def keep(kept: Books, made: Outlooks) -> int:
    """Keep forecasts in the ledger; how many are new.

    Raises:
        SourceError: if the ledger cannot be written.
    """
    with kept.opened(write=True) as ledger:
        return ledger.keep(one.forecast for one in made.outlooks)


def scored(kept: Books) -> tuple[Kept, ...]:
    """The forecasts that were kept, with how they turned out so far.

    Raises:
        SourceError: if the ledger cannot be read.
    """
    with kept.opened(write=False) as ledger:
        forecasts = ledger.forecasts()
    every = monthly_series(figures(kept).estimates, kept.pack)
    actual = {s.key: {written(m): v for m, v in enumerate(s.values, start=s.first) if v is not None} for s in every}
    return tuple(Kept(one, scores(one, actual)) for one in forecasts)
