"""An evaluation as JSON. The types below are what is printed; the published JSON Schema is generated from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal, TypedDict

from tachograph import __version__
from tachograph.presenting.json import written
from tachograph.scoring import (
    Confusion,
    Evaluation,
    Figure,
    Place,
    Reliability,
    Row,
    Score,
    ScoredArticle,
    by_kind,
    by_language,
    confusions,
    losses,
    quoted,
    reliability,
    score,
)

_PLACES = 4  # decimals of a share


class MeasureRecord(TypedDict):
    """A measure over some articles."""

    right: Annotated[int, "Pairs of an annotated and a predicted figure that are right."]
    precision: Annotated[float, "Right of those predicted, 0 to 1."]
    recall: Annotated[float, "Right of those annotated, 0 to 1."]
    f1: Annotated[float, "Harmonic mean of the two."]


class MeasuresRecord(TypedDict):
    """The measures: a field counts as right only together with the quantity, full if all of them are right."""

    figure: MeasureRecord
    quantity: MeasureRecord
    subject: MeasureRecord
    metric: MeasureRecord
    period: MeasureRecord
    kind: MeasureRecord
    modality: MeasureRecord
    full: MeasureRecord


class ScoreRecord(TypedDict):
    """What was measured over some articles."""

    name: Annotated[str, "The language or kind of article; all for all of them, empty if the gold file names no kind."]
    articles: int
    gold: Annotated[int, "Figures annotated."]
    predicted: Annotated[int, "Figures predicted."]
    measures: MeasuresRecord


class LossRecord(TypedDict):
    """How figures are lost for one measure: of the figures found, and for a field of those with the right quantity."""

    measure: str
    left_out: Annotated[int, "Annotated, not predicted."]
    invented: Annotated[int, "Predicted, not annotated."]
    other: Annotated[int, "Another value."]
    alone: Annotated[int, "Figures that would be right in full if this alone were right."]


class PlaceRecord(TypedDict):
    """A figure of an article."""

    article: Annotated[str, "Id of the gold file."]
    start: Annotated[int, "First code point of the figure in the text."]
    end: Annotated[int, "One past the last code point."]
    quote: Annotated[str, "The figure as written."]


class ConfusionRecord(TypedDict):
    """One value taken for another."""

    field: Annotated[str, "The field; for value the two sides are forms of the number, in words."]
    gold: str | None
    predicted: str | None
    count: int
    places: list[PlaceRecord]


class BinRecord(TypedDict):
    """Claims of like confidence."""

    stated: Annotated[float, "Their mean stated confidence."]
    count: int
    right: Annotated[int, "How many are right in full."]
    share: Annotated[float, "The share that is right in full."]


class ReliabilityRecord(TypedDict):
    """Whether the confidence is the share that is right in full."""

    bins: list[BinRecord]
    error: Annotated[float, "Expected calibration error: mean distance of stated and measured share, 0 to 1."]


class ReadingRecord(TypedDict):
    """A claim in the fields that are compared."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    subject: str | None
    metric: str | None
    period: str | None
    kind: str | None
    modality: str | None


class FigureRecord(TypedDict):
    """A figure as annotated and as predicted."""

    quote: Annotated[str, "The figure as written."]
    status: Annotated[Literal["right", "differs", "missed", "surplus"], "Right in full, or what not."]
    wrong: Annotated[list[str], "What differs: quantity and fields, each compared by itself."]
    gold: Annotated[ReadingRecord | None, "Null for a surplus figure."]
    predicted: Annotated[ReadingRecord | None, "Null for a missed figure."]


class ArticleRecord(TypedDict):
    """An annotated article."""

    id: str
    title: str | None
    lang: str
    kind: Annotated[str | None, "Kind of article, if the gold file names one."]
    figures: list[FigureRecord]


class EvaluationRecord(TypedDict):
    """What `tacho eval` prints with `--format json`."""

    tachograph: Annotated[str, "Version of Tachograph."]
    overall: ScoreRecord
    languages: list[ScoreRecord]
    kinds: list[ScoreRecord]
    losses: list[LossRecord]
    reliability: Annotated[ReliabilityRecord | None, "Null if no claim states a confidence."]
    unpredicted: Annotated[list[str], "Articles without predictions; all their figures count as missed."]
    unmatched: Annotated[list[str], "Predicted documents that belong to no article; they count for nothing."]
    confusions: Annotated[list[ConfusionRecord], "The most frequent first."]
    articles: list[ArticleRecord]


def render(evaluation: Evaluation) -> str:
    """The evaluation as JSON text, one item of a list a line."""
    return "".join(_lines(record(evaluation)))


def record(evaluation: Evaluation) -> EvaluationRecord:
    """The evaluation as values for a JSON writer."""
    articles = evaluation.articles
    reliable = reliability(articles)
    return {
        "tachograph": __version__,
        "overall": _score("all", score(articles)),
        "languages": [_score(name, one) for name, one in by_language(articles).items()],
        "kinds": [_score(name, one) for name, one in by_kind(articles).items()],
        "losses": [
            {
                "measure": loss.measure,
                "left_out": loss.left_out,
                "invented": loss.invented,
                "other": loss.other,
                "alone": loss.alone,
            }
            for loss in losses(articles)
        ],
        "reliability": _reliability(reliable) if reliable else None,
        "unpredicted": list(evaluation.unpredicted),
        "unmatched": list(evaluation.unmatched),
        "confusions": [_confusion(one) for one in confusions(articles)],
        "articles": [_article(one) for one in articles],
    }


def _score(name: str, one: Score) -> ScoreRecord:
    return {
        "name": name,
        "articles": one.articles,
        "gold": one.gold,
        "predicted": one.predicted,
        "measures": {
            "figure": _measure(one, "figure"),
            "quantity": _measure(one, "quantity"),
            "subject": _measure(one, "subject"),
            "metric": _measure(one, "metric"),
            "period": _measure(one, "period"),
            "kind": _measure(one, "kind"),
            "modality": _measure(one, "modality"),
            "full": _measure(one, "full"),
        },
    }


def _measure(one: Score, measure: str) -> MeasureRecord:
    return {
        "right": one.right[measure],
        "precision": round(one.precision(measure), _PLACES),
        "recall": round(one.recall(measure), _PLACES),
        "f1": round(one.f1(measure), _PLACES),
    }


def _confusion(one: Confusion) -> ConfusionRecord:
    return {
        "field": one.field,
        "gold": one.gold,
        "predicted": one.predicted,
        "count": one.count,
        "places": [_place(place) for place in one.places],
    }


def _place(one: Place) -> PlaceRecord:
    return {"article": one.article, "start": one.start, "end": one.end, "quote": one.quote}


def _reliability(one: Reliability) -> ReliabilityRecord:
    bins: list[BinRecord] = [
        {"stated": round(b.stated, _PLACES), "count": b.count, "right": b.right, "share": round(b.share, _PLACES)}
        for b in one.bins
    ]
    return {"bins": bins, "error": round(one.error, _PLACES)}


def _article(one: ScoredArticle) -> ArticleRecord:
    document = one.article.document
    return {
        "id": one.article.id,
        "title": document.title,
        "lang": document.lang,
        "kind": one.article.kind,
        "figures": [_figure(figure, document.text) for figure in one.figures],
    }


def _figure(figure: Figure, text: str) -> FigureRecord:
    start, end = figure.place
    return {
        "quote": quoted({"start": start, "end": end}, text),
        "status": figure.status,
        "wrong": list(figure.wrong),
        "gold": _reading(figure.gold) if figure.gold else None,
        "predicted": _reading(figure.predicted) if figure.predicted else None,
    }


def _reading(row: Row) -> ReadingRecord:
    return {
        "start": row["start"],
        "end": row["end"],
        "low": _number(row.get("low")),
        "high": _number(row.get("high")),
        "unit": row.get("unit"),
        "subject": row.get("subject"),
        "metric": row.get("metric"),
        "period": row.get("period"),
        "kind": row.get("kind"),
        "modality": row.get("modality"),
    }


def _number(value: float | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _lines(whole: EvaluationRecord) -> Iterator[str]:
    opening = "{"
    for key, value in whole.items():
        yield f"{opening}{written(key)}: "
        opening = ",\n"
        if key == "articles":
            yield _list(_article_text(one) for one in whole["articles"])
        else:
            yield _list(map(written, value)) if isinstance(value, list) else written(value)
    yield "}\n"


def _article_text(one: ArticleRecord) -> str:
    head = ", ".join(f"{written(key)}: {written(value)}" for key, value in one.items() if key != "figures")
    return f'{{{head}, "figures": {_list(map(written, one["figures"]), indent="  ")}}}'


def _list(items: Iterable[str], indent: str = " ") -> str:
    lines = [f"\n{indent}{item}" for item in items]
    return f"[{','.join(lines)}]"
