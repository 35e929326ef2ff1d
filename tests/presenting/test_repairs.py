import pytest

import samples
from tachograph.core.finding import Repair
from tachograph.presenting.repairs import mending


def mended(quote, low, field, before, after, **of):
    claim = samples.figure(samples.bare(quote).document, quote, low, **of)
    return mending(claim, Repair(claim.id, field, before, after))


@pytest.mark.parametrize(
    ("quote", "low", "after", "new"),
    [
        ("10.45 billion yuan", "10450000000", "1.045e9", "1.045 billion yuan"),
        ("57,915 vehicles", "57915", "5791", "5,791 vehicles"),
        ("$4.1B", "4.1e9", "4.2e9", "$4.2B"),
        ("2.8萬輛", "28000", "280000", "28萬輛"),
        ("fell 40%", "-40", "-36", "fell 36%"),
        ("+9.8%", "9.8", "10.1", "+10.1%"),
        ("39,000", "39000", "1200000", "1,200,000"),
        ("doubled", "100", "50", "50"),
        ("550,000 and 600,000", "550000", "55000", "55,000"),
        ("0", "0", "5", "5"),
        ("five", "5", "six", "six"),
    ],
)
def test_value_is_rewritten_in_the_words_of_the_quote(quote, low, after, new):
    edit = mended(quote, low, "value", low, after)
    assert edit.inline
    assert str(edit) == f"write “{new}” instead of “{quote}”"


def test_period_and_metric_are_said_about_the_quote():
    assert str(mended("71", "71", "period", "2025-Q4", "2025-09/2025-11")) == (
        "write “Sep–Nov 2025” instead of “Q4 2025” as the period of “71”"
    )
    assert str(mended("2.1M", "2.1e6", "metric", "exports", "retail_sales")) == (
        "write “retail sales” instead of “exports” as the metric of “2.1M”"
    )


def test_not_a_number_is_left_as_it_is():
    assert mended("5", "5", "value", "5", "NaN").new == "NaN"
