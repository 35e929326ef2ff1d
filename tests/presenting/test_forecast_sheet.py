"""The scorecard of forecasts, and the diagrams of findings."""

from datetime import date
from fractions import Fraction

from tachograph.core.finding import Finding, Step
from tachograph.core.forecast import Expected, Forecast, Score, SeriesKey, Skill
from tachograph.core.interval import Interval
from tachograph.packs.loader import load_pack
from tachograph.pipeline import check_texts
from tachograph.pipeline.forecasting import Kept, Outlooks
from tachograph.presenting.charts.spans import spans
from tachograph.presenting.forecast.sheet import scorecard
from tachograph.presenting.sheets.text import render
from tachograph.presenting.translation import saying

NIO = SeriesKey("nio", "deliveries", "vehicle")


def kept(actual):
    months = (Expected("2026-01", 30_000, (24_000, 27_000, 30_000, 33_000, 36_000)),)
    made = Forecast(NIO, date(2026, 1, 5), "2025-12", "pooled", months)
    inside = 24_000 <= actual <= 36_000
    return Kept(made, (Score(NIO, "2026-01", 1, actual, abs(actual - 30_000), None, inside, None),))


def outlooks():
    return Outlooks((), Skill(120, 0.9, 0.3, 0.81), 7, "pooled", load_pack(None, evidence=False))


def test_kept_forecasts_stand_beside_what_came():
    text = render(scorecard(outlooks(), [kept(27_182), kept(40_000)]))
    assert "all 7 sellers" in text
    assert "5 Jan 2026  NIO  Jan 2026    30,000  24,000–36,000   27,182   −9.4%  inside" in text
    assert "40,000  +33.3%  outside" in text
    assert "80% held in 50% of 2 months" in text


def test_what_is_not_known_yet_is_said():
    waiting = Kept(kept(27_182).forecast, ())
    assert "of whose months none is known yet: 1" in render(scorecard(outlooks(), [waiting]))
    assert "No forecast has been kept yet" in render(scorecard(outlooks(), []))


def test_a_diagram_sets_the_result_beside_what_is_stated():
    (checked,) = check_texts(["In January 2026 NIO delivered 28,182 cars: 20,894 NIO, 3,481 Onvo and 2,807 Firefly."])
    claims = {claim.id: claim for claim in checked.claims}
    finding = next(one for one in checked.findings if one.rule == "sum_of_parts")
    drawn = spans(finding, claims, saying("en"))
    assert 'aria-label="The calculation on one scale: computed 27,180–27,185; stated 28,182"' in drawn
    assert drawn.count("<rect") == 2
    assert "style=" not in drawn
    apart = Step("in another unit", Interval(Fraction(1), Fraction(2)))
    assert spans(Finding("growth", finding.verdict, finding.claims, "", (apart,)), claims, saying("en")) is None
    assert spans(Finding("growth", finding.verdict, finding.claims, ""), claims, saying("en")) is None
