"""Observations as one corpus: what sources contradict one another in, who is likely wrong, and what may have happened."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from smallpack import PACK

from tachograph.checking import check_observations
from tachograph.checking.corpus.causes import Causes
from tachograph.checking.corpus.relations import relations
from tachograph.checking.corpus.sources import independent
from tachograph.checking.corpus.statements import Sayings
from tachograph.checking.evidence import written
from tachograph.checking.relations import Product, Sum
from tachograph.checking.variables import Scope, Variable, canonical
from tachograph.core.claim import Kind, Modality
from tachograph.core.dispute import Cause
from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, EntityKind, Membership, Nature
from tachograph.core.quantity import Modifier, Quantity, stated_precision
from tachograph.core.reliability import UNCOMPARED, Reliability
from tachograph.core.site import site_of
from tachograph.packs.loader import load_pack

BAND = Entity("band", "Band", EntityKind.BRAND, {"en": ("Band",)}, parents=(Membership("corona", "brand_of"),))


def seen(period, value, *hosts, entity="corona", metric="deliveries", published="2025-06", **more):
    """The same figure by several hosts; 12.5% is a rate."""
    text = str(value)
    number = text.rstrip("%")
    unit = "percent" if text.endswith("%") else PACK.metrics[metric].unit
    step = more.pop("step", None) or stated_precision(number)
    modifier = more.pop("modifier", Modifier.EXACTLY)
    low = Decimal(number)
    quantity = Quantity(low, None if modifier is Modifier.OVER else low, modifier, unit, Decimal(step))
    return [
        Observation(entity, metric, period, quantity, source=f"https://{h}.example/x", published=published, **more)
        for h in hosts
    ]


def growth(period, basis, rate, *hosts, **more):
    return seen(period, rate, *hosts, kind=Kind.CHANGE, basis=basis, **more)


def pack_of(*groups, **more):
    entities = {**PACK.entities, "band": BAND}
    return replace(PACK, entities=entities, observations=tuple(o for group in groups for o in group), **more)


def disputes(*groups, **more):
    return check_observations(pack_of(*groups, **more))


def doubted(dispute):
    return [written(d.observations[0].quantity).split()[0] for d in dispute.doubted]


# --- what is and is not a conflict ------------------------------------------------------------------------------------


def test_sources_that_agree_however_rounded_are_in_no_conflict():
    assert not disputes(
        seen("2025-01", 20123, "a", "b"),
        seen("2025-01", 20000, "c", modifier=Modifier.ABOUT),
        seen("2025-01", 20000, "d", modifier=Modifier.OVER),
        seen("2025-02", 19877, "a"),
        seen("2025-01/2025-02", 40000, "a"),
        seen("2024-01", 15000, "a", step=1),
        growth("2025-01", "2024-01", "34.2%", "b"),
    )


def test_the_one_that_two_others_contradict_is_wrong():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 26123, "c"))
    assert doubted(found) == ["26,123"]
    assert {written(o.quantity) for o in found.others} == {"20,123 vehicles"}
    assert found.rule == "cross_source"
    assert found.entity == "corona"


def test_between_two_nobody_can_tell():
    (found,) = disputes(seen("2025-01", 20123, "a"), seen("2025-01", 26123, "b"))
    assert sorted(doubted(found)) == ["20,123", "26,123"]
    assert not found.others


def test_copies_of_one_report_count_once():
    copies = seen("2025-01", 26123, "a", "b", "c", published="2025-02-01")
    (found,) = disputes(copies, seen("2025-01", 20123, "d", "e"))
    assert doubted(found) == ["26,123"]


def test_a_month_above_its_year_so_far_is_found():
    (found,) = disputes(seen("2025-01", 20000, "a", "b", step=1), seen("2025-01/2025-02", 15000, "c", step=1))
    assert doubted(found) == ["15,000"]
    assert found.rule == "bounds"


def test_months_against_their_quarter():
    months = [seen(f"2025-0{n}", v, "a", "b") for n, v in ((1, 20123), (2, 21456), (3, 22789))]
    (found,) = disputes(*months, seen("2025-Q1", 74368, "c"))
    assert doubted(found) == ["74,368"]
    assert "64,368" in found.message
    assert found.derivation


def test_growth_against_levels():
    levels = seen("2025-01", 20123, "a", "b"), seen("2024-01", 15321, "a", "b")
    (found,) = disputes(*levels, growth("2025-01", "2024-01", "13.3%", "c"))
    assert doubted(found) == ["13.3%"]
    assert found.rule == "growth"
    assert "+31.34%" in found.message


def test_cumulative_figures_never_fall():
    (found,) = disputes(seen("../2025-01", 500123, "a", "b"), seen("../2025-02", 450123, "c"))
    assert doubted(found) == ["450,123"]


def test_a_brand_never_sells_more_than_its_group():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 30123, "c", entity="band"))
    assert doubted(found) == ["30,123"]


def test_a_model_never_sells_more_than_its_maker():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 30123, "c", model="One"))
    assert doubted(found) == ["30,123"]


def test_losses_are_no_parts_above_their_whole():
    assert not disputes(
        seen("2025-01/2025-06", -500, "a", metric="profit", step=1),
        seen("2025-Q1", -700, "a", metric="profit", step=1),
        seen("2025-Q2", 200, "b", metric="profit", step=1),
    )


@pytest.mark.parametrize("modality", [Modality.TARGET, Modality.FORECAST, Modality.ESTIMATE])
def test_what_has_not_happened_takes_no_part(modality):
    assert not disputes(seen("2025", 200000, "a"), seen("2025", 300000, "b", "c", modality=modality))


def test_editions_of_a_count_may_differ_a_little():
    market = {"entity": "whole market", "metric": "retail_sales"}
    assert not disputes(seen("2025-01", 1794000, "a", **market), seen("2025-01", 1807000, "b", **market))
    assert len(disputes(seen("2025-01", 1794000, "a", **market), seen("2025-01", 1907000, "b", **market))) == 1


def test_what_is_tabulated_twice_is_told_once():
    twice = [[replace(o, segment=s) for o in seen("2025-01", 26123, "c")] for s in (None, "bev")]
    others = [[replace(o, segment=s) for o in seen("2025-01", 20123, "a", "b")] for s in (None, "bev")]
    assert len(disputes(*twice, *others)) == 1


# --- what may have happened -------------------------------------------------------------------------------------------


def causes(dispute):
    return [(e.cause, e.value) for e in dispute.doubted[0].explanations]


def test_a_power_of_ten():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 201230, "c"))
    assert (Cause.SLIP, "20123") in causes(found)


def test_swapped_digits():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 20213, "c"))
    assert (Cause.SLIP, "20123") in causes(found)


def test_the_figure_of_another_month_is_given_up_first_however_often_it_is_copied():
    wrong = seen("2025-01", 26123, "a", "b", "c")
    (found,) = disputes(wrong, seen("2025-01", 20123, "d"), seen("2025-02", 26123, "d"))
    assert doubted(found) == ["26,123"]
    assert causes(found)[0] == (Cause.PERIOD, None)


def test_the_figure_of_the_group():
    wrong = seen("2025-01", 26123, "a", "b", entity="band")
    (found,) = disputes(wrong, seen("2025-01", 20123, "c", entity="band"), seen("2025-01", 26123, "d"))
    assert doubted(found) == ["26,123"]
    assert causes(found)[0][0] is Cause.SUBJECT


def test_another_definition_and_an_early_count():
    pack = pack_of(
        seen("2025-01", 20123, "a"),
        seen("2025-01", 20123, "b", metric="wholesale"),
        seen("2025-01", 20123, "c", modality=Modality.ESTIMATE),
    )
    found = Causes(pack).explanations(pack.observations[0], None)
    assert [e.cause for e in found] == [Cause.EDITION, Cause.DEFINITION]
    assert found[0].text == "20,123 vehicles is an estimate of Corona’s deliveries in January 2025"
    assert "wholesale" in found[1].text


def test_a_small_difference_may_be_a_later_edition():
    (found,) = disputes(seen("2025-01", 20123, "a", "b"), seen("2025-01", 20301, "c"))
    assert Cause.EDITION in {cause for cause, _ in causes(found)}


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "site"),
    [
        ("https://www.example.com/a", "example.com"),
        ("https://www-web.example.com/a", "example.com"),
        ("https://en.people.cn/a", "people.cn"),
        ("https://www.sharecafe.com.au/2024", "sharecafe.com.au"),
        ("https://example.com.cn", "example.com.cn"),
        ("paper", ""),
    ],
)
def test_site(source, site):
    assert site_of(source) == site


def test_reports_of_one_site_of_one_day_or_under_one_headline_are_copies():
    rows = seen("2025-01", 20123, "a", "b", "c", published=None)
    assert [len(r) for r in independent(rows)] == [1, 1, 1]
    assert len(independent([replace(r, published="2025-02-01") for r in rows])) == 1
    assert len(independent([replace(r, published="2025-02") for r in rows])) == 3
    assert len(independent([replace(r, source="https://www.a.example/y") for r in rows])) == 1
    slugs = [f"https://{h}.example/maker-sells-more-cars-than-ever-{n}" for n, h in enumerate("abc")]
    assert len(independent([replace(r, source=s) for r, s in zip(rows, slugs, strict=True)])) == 1


def test_reliable_sources_outweigh_others():
    reliability = Reliability({"counts": 0.9}, {("a.example", "counts"): 0.999})
    (found,) = disputes(seen("2025-01", 20123, "a"), seen("2025-01", 26123, "b"), reliability=reliability)
    assert doubted(found) == ["26,123"]


def test_cost_is_the_log_odds():
    assert UNCOMPARED.cost("a.example", "counts") == Fraction(294, 100)
    assert Reliability({"counts": 0.5}).cost("a.example", "counts") == Fraction(1, 10)
    assert Reliability({}, {("a", "counts"): 0.99}).cost("a", "counts") == Fraction(460, 100)


# --- relations and statements -----------------------------------------------------------------------------------------


def level(period, **more):
    return Variable("level", Scope("corona", "deliveries", "vehicle", **more), canonical(period))


def test_time_is_tiled_by_halves_and_by_the_shortest_periods():
    months = [level(f"2025-{n:02}") for n in range(1, 7)]
    found = set(relations([*months, level("2025-Q1"), level("2025-Q2"), level("2025-H1")], PACK))
    assert Sum("sum_of_parts", level("2025-H1"), (level("2025-Q1"), level("2025-Q2"))) in found
    assert Sum("sum_of_parts", level("2025-H1"), tuple(months)) in found
    assert Sum("sum_of_parts", level("2025-Q1"), tuple(months[:3])) in found
    assert not any(r.rule == "bounds" for r in found)


def test_a_later_count_since_the_beginning_is_the_earlier_one_and_the_months_between():
    found = set(relations([level("../2025-01"), level("2025-02"), level("../2025-02")], PACK))
    assert found == {Sum("sum_of_parts", level("../2025-02"), (level("../2025-01"), level("2025-02")))}


def test_growth_ties_levels_that_nobody_states():
    rate = Variable(
        "change", Scope("corona", "deliveries", "percent"), canonical("2025-01"), basis=canonical("2024-01")
    )
    (found,) = relations([rate], PACK)
    assert found == Product("growth", level("2025-01"), rate, level("2024-01"))


def test_segments_that_divide_a_whole():
    passenger, commercial, bev = (level("2025-01", segment=s) for s in ("passenger", "commercial", "bev"))
    whole = level("2025-01")
    found = set(relations([whole, passenger, commercial, bev], PACK))
    assert Sum("sum_of_parts", whole, (commercial, passenger)) in found
    assert Sum("bounds", whole, (bev,), complete=False) in found


def test_ratios_have_no_parts():
    pack = replace(
        PACK, metrics={**PACK.metrics, "deliveries": replace(PACK.metrics["deliveries"], nature=Nature.RATIO)}
    )
    assert not list(relations([level("2025-01"), level("2025-Q1"), level("2025-01", model="one")], pack))


def test_the_same_figure_for_the_same_thing_is_one_statement():
    sayings = Sayings.of(pack_of(seen("2025-01", 20123, "a", "b"), seen("2025-01", 20123, "c")))
    assert [len(rows) for rows in sayings.behind] == [3]
    assert sayings.variable(sayings.behind[0][2]) == level("2025-01")


# --- the packaged observations ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packaged():
    return check_observations(load_pack())


def test_known_errors_of_the_packaged_observations_are_found(packaged):
    """Figures that the annotated texts or the makers' own releases show to be wrong."""
    named = {
        (d.entity, d.doubted[0].observations[0].period, v) for d in packaged if len(d.doubted) == 1 for v in doubted(d)
    }
    assert {
        ("aito", "2025-05", "44,454"),  # its alliance's
        ("byd", "2023-04", "83.9%"),
        ("china_pv", "2025-08", "19,950,000"),  # ten times too many
        ("leapmotor", "2024-07", "22,913"),
        ("li_auto", "2022-12", "21,333"),
        ("nio", "2023-04", "6,685"),
        ("li_auto", "2025-08", "28,984"),
        ("skg", "2024", "10.45"),  # ten times too much
        ("tesla_china", "2024", "851,732"),  # of 2025
        ("xpeng", "2025-Q2", "104,181"),
    } <= named


def test_most_conflicts_name_one_culprit(packaged):
    assert 45 <= len(packaged) <= 70
    assert sum(len(d.doubted) == 1 for d in packaged) >= 40


def test_every_conflict_has_its_figures_and_its_words(packaged):
    for dispute in packaged:
        assert dispute.message
        assert dispute.series
        assert dispute.others or len(dispute.doubted) > 1
        assert all(d.observations for d in dispute.doubted)


def test_the_same_corpus_gives_the_same_conflicts(packaged):
    assert check_observations(load_pack()) == packaged
