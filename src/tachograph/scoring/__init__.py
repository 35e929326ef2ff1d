"""Predicted claims against annotated ones: precision, recall, confusions and calibration. Rows in, figures out."""

from tachograph.scoring.comparing import Figure, compare, paired
from tachograph.scoring.confusions import Confusion, Loss, Place, astray, confusions, losses
from tachograph.scoring.files import GoldArticle, claims_by_article, read_gold, read_predictions
from tachograph.scoring.floors import Floor, Floors, fallen, read_floors
from tachograph.scoring.measures import Evaluation, Score, ScoredArticle, by_kind, by_language, evaluate, score
from tachograph.scoring.reliability import Bin, Reliability, reliability, reliability_of
from tachograph.scoring.rows import FIELDS, MEASURES, Row, quoted

__all__ = [
    "FIELDS",
    "MEASURES",
    "Bin",
    "Confusion",
    "Evaluation",
    "Figure",
    "Floor",
    "Floors",
    "GoldArticle",
    "Loss",
    "Place",
    "Reliability",
    "Row",
    "Score",
    "ScoredArticle",
    "astray",
    "by_kind",
    "by_language",
    "claims_by_article",
    "compare",
    "confusions",
    "evaluate",
    "fallen",
    "losses",
    "paired",
    "quoted",
    "read_floors",
    "read_gold",
    "read_predictions",
    "reliability",
    "reliability_of",
    "score",
]
