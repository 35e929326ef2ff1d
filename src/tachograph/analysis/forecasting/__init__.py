"""What monthly series will come to, how sure that is, and what would change it."""

from tachograph.analysis.forecasting.forecast import forecast
from tachograph.analysis.forecasting.groups import coherent, members
from tachograph.analysis.forecasting.level import HORIZON, METHODS, best_method
from tachograph.analysis.forecasting.scoring import by_series, hindsight, scores, skill
from tachograph.analysis.forecasting.series import Series, main_series, markets, monthly_series, panel
from tachograph.analysis.forecasting.study import Paths, Study
from tachograph.analysis.forecasting.targets import Chance, Chances, Goal, chance, goals, series_for

__all__ = [
    "HORIZON", "METHODS", "Chance", "Chances", "Goal", "Paths", "Series", "Study", "best_method", "by_series", "chance", "coherent",
    "forecast", "goals", "hindsight", "main_series", "markets", "members", "monthly_series", "panel", "scores",
    "series_for", "skill",
]  # fmt: skip
