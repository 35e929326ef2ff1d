"""The packaged reference reconciled: sums hold, and the slips that its sources made end as dissent, with the reason."""

from collections import defaultdict

import pytest

from tachograph.checking import family, reconcile
from tachograph.checking.reconciling.timeline import ends
from tachograph.checking.variables import canonical
from tachograph.core.claim import Kind, Modality
from tachograph.core.estimate import Cell, Status
from tachograph.packs.loader import load_pack

CARS = load_pack(["cars"])
STARTUPS = ("nio", "xpeng", "li_auto", "leapmotor", "xiaomi_auto", "hima")


@pytest.fixture(scope="module")
def table():
    return {e.cell: e for e in reconcile(CARS.observations, CARS)}


def cell(entity, period, metric="deliveries", **more):
    unit = {"revenue": "CNY", "vehicle_margin": "percent"}.get(metric, "vehicle")
    return Cell(entity, metric, period, unit, **more)


def test_a_plain_cell(table):
    found = table[cell("nio", "2025-12")]
    assert (found.value, found.interval.width, found.status) == (48135, 0, Status.AGREED)
    assert "48,135" not in "".join(d.reason for d in found.dissent)


def test_every_level_of_what_happened_is_somewhere(table):
    told = [o for e in table.values() for o in (*e.support, *e.vintages, *(d.observation for d in e.dissent))]
    kinds, views = (Kind.LEVEL, Kind.SHARE), (Modality.ACTUAL, Modality.ESTIMATE)
    expected = {o for o in CARS.observations if o.kind in kinds and o.modality in views}
    assert set(told) == expected
    assert len(told) == len(expected)
    assert all(d.reason and "\n" not in d.reason for e in table.values() for d in e.dissent)


def test_the_value_is_in_the_interval(table):
    assert all(e.interval.contains(e.value) for e in table.values())


def test_what_nobody_states_says_how_it_follows(table):
    derived = [e for e in table.values() if not e.support and e.status is Status.DERIVED]
    assert len(derived) > 500
    assert all(e.derivation for e in derived)
    assert len(table) < 5000  # and there is no flood of it


# --- sums -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entity", STARTUPS)
def test_exact_periods_add_up(table, entity):
    """Each exact figure is the way between two points in time: all ways between the same points are equally long."""
    exact = {c: e for c, e in table.items() if c == cell(entity, c.period) and e.interval.width == 0}
    ways = defaultdict(list)
    for c, e in exact.items():
        if (found := ends(canonical(c.period))) is not None:
            ways[found[0]].append((found[1], e.value, c.period))
            ways[found[1]].append((found[0], -e.value, c.period))
    assert len(exact) > 15
    at = {}
    for start in ways:
        waiting = [] if start in at else [start]
        at.setdefault(start, 0)
        while waiting:
            here = waiting.pop()
            for there, way, period in ways[here]:
                if there not in at:
                    at[there] = at[here] + way
                    waiting.append(there)
                assert at[there] == at[here] + way, period


def test_grains_that_nobody_states_are_there(table):
    for period in ("2025-Q4", "2025-H2", "2025-01/2025-11", "../2025-09", "2024"):
        assert table[cell("nio", period)].interval.width == 0
    third = table[cell("hima", "2025-Q4")]
    assert third.value == sum(table[cell("hima", f"2025-{m}")].value for m in (10, 11, 12))
    assert third.derivation[0].text == "68,216 (2025-10) + 81,864 (2025-11) + 89,611 (2025-12) = 239,691 (2025-Q4)"


# --- slips of the sources, each decided by hand from what the reference holds -----------------------------------------

SLIPS = [
    (cell("nio", "2023-01/2023-09"), 399549, 109993, "all time until September 2023"),
    (cell("nio", "../2025-03"), 713625, 713658, "two digits differ"),
    (cell("nio", "2023-04"), 6685, 6658, "digits swapped"),
    (cell("nio", "2021-Q1"), 20600, 20060, "digits swapped"),
    (cell("nio", "2025-Q2", "revenue"), 19090000000, 19008700000, "one digit"),
    (cell("nio", "2024-Q4", "vehicle_margin"), "12.2", "13.1", "3 independent reports have 13.1%"),
    (cell("xpeng", "2023-12"), 20041, 20115, "the figure of November 2023"),
    (cell("xpeng", "2024-06"), 10648, 10668, "one digit"),
    (cell("xpeng", "2024-H1"), 52328, 52028, "one digit"),
    (cell("xpeng", "2025-Q2"), 104181, 103181, "one digit"),
    (cell("li_auto", "../2022-02"), 136356, 144770, "all time until January 2022"),
    (cell("li_auto", "2021"), 90391, 90491, "one digit"),
    (cell("li_auto", "2021-04"), 4439, 5539, "two digits differ"),
    (cell("li_auto", "2022-12"), 21333, 21233, "one digit"),
    (cell("li_auto", "2025"), 405943, 406343, "two digits differ"),
    (cell("li_auto", "2025-01/2025-11"), 361697, 362097, "two digits differ"),
    (cell("li_auto", "2025-08"), 28984, 28529, "the figure of March 2024"),
    (cell("leapmotor", "2024-07"), 22913, 22093, "two digits differ"),
    (cell("leapmotor", "2026-01"), 28364, 32059, "independent reports have 32,059"),
    (cell("xiaomi_auto", "2025-01/2025-09"), 400000, 265967, "all time until September 2025"),
    (cell("xiaomi_auto", "2025-H1"), 157401, 157171, "157,171"),
    (cell("xiaomi_auto", "2025-H1"), 156869, 157171, "157,171"),
    (cell("hima", "2025-01/2025-11"), 494375, 499496, "589,107 (2025) - 89,611 (2025-12)"),
    (cell("aito", "2025-02"), 21517, 11315, "HIMA"),
    (cell("aito", "2025-05"), 44454, 36625, "HIMA"),
    (cell("neta", "2023", "sales"), 124189, 127496, "127,496"),
    (cell("zeekr", "2023", "sales"), 118658, 118685, "digits swapped"),
    (cell("zeekr", "2023-01/2023-10"), 98599, 92105, "118,685 (2023)"),
    (cell("byd", "2023-06", "sales"), 250346, 253046, "digits swapped"),
    (cell("byd", "2024-03", "sales"), 301631, 302459, "PASSENGER"),
    (cell("byd", "2024-02", "sales"), 121748, 122311, "1,955,366"),
    (cell("byd", "2025-04", "sales"), 344353, 380089, "380,089"),
    (cell("byd", "2025-Q3", "sales"), 1106000, None, "2025-01/2025-11"),
    (cell("byd", "2025", "sales", segment="bev"), 2254714, 2257000, "2.257 million"),
    (cell("byd", "2024-06", "overseas_sales", region="overseas"), 30014, 26995, "July 2024"),
    (cell("byd", "2025", "overseas_sales", region="overseas"), 1049600, 1046083, "1,046,083"),
    (cell("tesla_china", "2022", "wholesale"), 947742, None, "the figure of 2023"),
    (cell("tesla_china", "2024", "wholesale"), 851732, 916660, "the figure of 2025"),
    (cell("tesla_china", "2022-07", "wholesale"), 28219, 28217, "one digit"),
    (cell("china_pv", "2025-01/2025-08", "retail_sales"), 147410000, 14741000, "10 times too large"),
    (cell("china_pv", "2025-08", "retail_sales"), 19950000, 1995000, "10 times too large"),
    (cell("china_nev", "2025-01/2025-08", "retail_sales"), 75560000, 7556000, "10 times too large"),
    (cell("china_nev", "2025-08", "retail_sales"), 11010000, 1101000, "10 times too large"),
    (cell("china_pv", "2025-01/2025-11", "retail_sales"), 21622000, 21483000, "earlier count|early count"),
]


@pytest.mark.parametrize(("where", "wrong", "right", "because"), SLIPS, ids=lambda x: str(getattr(x, "period", x)))
def test_a_slip_is_dissent(table, where, wrong, right, because):
    found = table[where]
    reasons = [d.reason for d in found.dissent if str(d.observation.quantity.value) == str(wrong)]
    assert reasons, [(d.observation.quantity.value, d.reason) for d in found.dissent]
    assert any(words in reason for reason in reasons for words in because.split("|")), reasons
    assert float(wrong) != float(found.value)
    if right is not None:
        assert float(found.value) == float(right)


def test_what_cannot_be_told_is_disputed(table):
    for where in (cell("xiaomi_auto", "2024-05"), cell("hima", "2024-H1"), cell("zeekr", "2023-09")):
        assert table[where].status is Status.DISPUTED
        assert table[where].dissent or table[where].derivation


def test_rounding_is_no_dissent(table):
    for where in (cell("nio", "2025"), cell("xpeng", "2025"), cell("hima", "2026-01"), cell("byd", "2024", "sales")):
        assert len(table[where].support) > 2
        assert not table[where].dissent


# --- flash counts -----------------------------------------------------------------------------------------------------


def test_a_flash_count_is_a_vintage_once_there_is_a_final_one(table):
    found = table[cell("china_pv", "2025-12", "retail_sales")]
    assert found.value == 2261000
    assert {int(o.quantity.value) for o in found.vintages} == {2296000}
    assert not found.dissent


def test_a_flash_count_alone_is_provisional(table):
    only = [e for e in table.values() if e.status is Status.PROVISIONAL]
    assert only
    assert all(o.modality is Modality.ESTIMATE for e in only for o in e.support)
    assert all(e.interval.width > 0 for e in only)


# --- part of the whole ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entity", ["nio", "xpeng", "hima", "seres", "zeekr", "xiaomi_auto", "china_nev", "tesla", "neta"]
)
def test_a_family_alone_gives_the_same(table, entity):
    kin = family(entity, CARS)
    own = [o for o in CARS.observations if o.entity in kin]
    others = [o for o in CARS.observations if o.entity not in kin]
    found = reconcile(own, CARS, elsewhere=others)
    assert found == tuple(e for c, e in sorted(table.items()) if c.entity in kin)


def test_families_part_the_entities():
    for entity in CARS.entities:
        assert all(family(other, CARS) == family(entity, CARS) for other in family(entity, CARS))
    assert family("somebody new", CARS) == {"somebody new"}
    assert {"nio", "onvo", "firefly"} <= family("nio", CARS)
    assert "xpeng" not in family("nio", CARS)


def test_the_order_of_observations_does_not_matter():
    kin = family("li_auto", CARS) | family("hima", CARS)
    own = [o for o in CARS.observations if o.entity in kin]
    assert reconcile(own[::-1], CARS) == reconcile(sorted(own, key=lambda o: o.source), CARS)
    assert reconcile([*own, *own], CARS) == reconcile(own, CARS)
