from decimal import Decimal

import pytest

from tachograph.scoring.rows import checked_rows, same_field, same_number, same_quantity


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (5, 5.0, True),
        (5, Decimal(5), True),
        (4.1e9, Decimal(4100000000), True),
        (1_000_000, 1_000_000.5, True),
        (100, 100.5, False),
        (0, 0.0000001, True),
        (-60, 60, False),
        (None, None, True),
        (None, 0, False),
        (0, None, False),
    ],
)
def test_numbers_agree_but_for_what_floats_lose(gold, predicted, same):
    assert same_number(gold, predicted) is same


def test_a_quantity_is_both_bounds_and_the_unit():
    gold = {"low": 5, "high": None, "unit": "GWh"}
    assert same_quantity(gold, {"low": 5.0, "unit": "gwh"})
    assert not same_quantity(gold, {"low": 5, "high": 5, "unit": "GWh"})
    assert not same_quantity(gold, {"low": 5, "high": None, "unit": "MWh"})


@pytest.mark.parametrize(
    ("field", "gold", "predicted", "same"),
    [
        ("subject", "Li Auto", "LI-AUTO", True),
        ("subject", "小米汽车", "小米", False),
        ("subject", None, "", True),
        ("subject", None, "NIO", False),
        ("metric", "deliveries", "sales", True),
        ("metric", "Sales", "deliveries", True),
        ("metric", "sales", "retail_sales", False),
        ("metric", "sales", "wholesale", False),
        ("period", None, "2025-05", True),
        ("period", "2025-05", None, False),
        ("period", "2025-05", "2025-5", False),
        ("period", "2025-Q3", "2025-q3", False),
        ("kind", "level", "Level", True),
    ],
)
def test_fields_agree_by_the_rules_of_the_guide(field, gold, predicted, same):
    assert same_field(field, {field: gold}, {field: predicted}) is same


def test_predictions_may_leave_out_what_is_null():
    (row,) = checked_rows([{"start": 0, "end": 2, "low": 5}])
    assert row["low"] == 5
    with pytest.raises(ValueError, match="claim 1 has no high"):
        checked_rows([{"start": 0, "end": 2, "low": 5}], "5 cars")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"start": True}, "claim 1 has no whole number as start"),
        ({"end": 2.0}, "no whole number as end"),
        ({"start": -1}, "starts at -1 and ends at 2"),
        ({"end": 0}, "starts at 0 and ends at 0"),
        ({"end": 99}, "ends at 99, outside of the text of 6 characters"),
        ({"low": "5"}, "neither a number nor null as low"),
        ({"low": True}, "neither a number nor null as low"),
        ({"high": 10**400}, "neither a number nor null as high"),
        ({"unit": 5}, "neither a text nor null as unit"),
        ({"subject": ["NIO"]}, "neither a text nor null as subject"),
        ({"confidence": 85}, "confidence that is not between 0 and 1"),
        ({"confidence": "high"}, "confidence that is not between 0 and 1"),
    ],
)
def test_a_bad_row_is_named_with_what_is_wrong(change, says):
    names = dict.fromkeys(("unit", "subject", "metric", "period", "kind", "modality"))
    good = {"start": 0, "end": 2, "low": 5, "high": 5, **names}
    assert checked_rows([good], "5 cars") == (good,)
    with pytest.raises(ValueError, match=says):
        checked_rows([{**good, **change}], "5 cars")


@pytest.mark.parametrize("given", [None, {}, "claims", [[]], [None]])
def test_what_is_no_list_of_objects_is_refused(given):
    with pytest.raises(ValueError, match=r"claims is no list|claim 1 is no object"):
        checked_rows(given)
