"""What amounts are the sum or difference of: the weights that are shipped, what they find, and what they leave alone."""

from __future__ import annotations

import pytest
from evaluation.amounts import LESSON
from evaluation.learning import Judged

from tachograph.checking.derived import SURE
from tachograph.core.claim import Verdict
from tachograph.packs.loader import load_pack
from tachograph.pipeline.articles import check_texts

_HEAD = "Calder Motors, December 2025\n\n"
_PARTS = (
    "Calder Motors delivered 61,940 cars in December, the company said: {a} of the Orrin hatchback, 15,207 of the Orrin "
    "Estate and 8,321 of the Tarn pickup. It employs 4,300 people."
)
_GAP = "Karst sold 14,320 vans and Rhenus 11,875, so Karst leads by {gap} vans."
_ZH = "东屿港1月出口汽车31,402辆，去年1月为27,915辆，多出{gap}辆。"


def _contradicted(text: str) -> list[str]:
    (checked,) = check_texts([_HEAD + text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.fixture(scope="module")
def held_out() -> list[Judged]:
    return LESSON.held_out(load_pack().amounts)


def test_a_fifth_of_made_up_errors_is_found_in_articles_held_out_and_nothing_true_is_called_false(held_out):
    errors = [one for one in held_out if one.error]
    found = [one for one in errors if one.chance >= SURE]
    assert sum(one.right for one in found) / len(errors) > 0.2
    assert sum(not one.right for one in found) <= 2
    assert not [one for one in held_out if not one.error and one.chance >= SURE]


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [(_PARTS, "38,412", "33,412"), (_GAP, "2,445", "2,945"), (_ZH, "3,487", "3,187")],
)
def test_a_misprint_in_a_total_or_a_difference_is_found_and_what_is_true_is_left_alone(text, true, false):
    assert not _contradicted(text.format(a=true, gap=true))
    assert any(false in message for message in _contradicted(text.format(a=false, gap=false)))


@pytest.mark.parametrize(
    "text",
    [
        "Calder Motors delivered 61,940 cars in December, including 38,412 of the Orrin hatchback and 8,321 of the Tarn.",
        "岚桥汽车12月销售61,940辆，其中包括轿车38,412辆、皮卡8,321辆等。",
        "Calder delivered 61,940 cars in December; exports were 12,310 and electric cars 38,412.",
    ],
)
def test_a_list_that_need_not_be_complete_is_not_added_up(text):
    assert not _contradicted(text)


def test_two_rates_that_want_another_figure_blame_it_and_give_its_value():
    text = (
        "Nova delivered 46,234 vehicles in October 2025. That was 6.2% more than the 38,827 of October 2024. Against "
        "September 2025, with 39,271 vehicles, deliveries rose by 5.0%."
    )
    (checked,) = check_texts([text])
    found = [f for f in checked.findings if f.verdict is Verdict.CONTRADICTED]
    blamed = {c.quote for f in found for c in checked.claims if c.id in f.blamed}
    assert blamed == {"46,234 vehicles"}
    assert {r.after for f in found for r in f.repairs} == {"41234"}
