"""What the packaged data must hold to, whatever is added."""

import re
from itertools import pairwise

import pytest

from tachograph.core.claim import Kind
from tachograph.core.pack import EntityKind, Nature
from tachograph.core.period import Period
from tachograph.extraction.whose.names import is_local, regions_of

SINCE_THEN = "2026-12"


def test_the_market_is_covered(pack):
    kinds = {kind: sum(e.kind is kind for e in pack.entities.values()) for kind in EntityKind}
    assert kinds[EntityKind.MAKER] + kinds[EntityKind.BRAND] + kinds[EntityKind.GROUP] >= 250
    assert kinds[EntityKind.MODEL] >= 200
    assert kinds[EntityKind.BODY] >= 80
    assert kinds[EntityKind.MARKET] >= 15


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Xiaopeng", "XPeng"),
        ("小鵬", "XPeng"),
        ("Hongmeng Zhixing", "HIMA"),
        ("鸿蒙智行", "HIMA"),
        ("Ladao", "Onvo"),
        ("Formula Leopard", "Fang Cheng Bao"),
        ("Lantu", "Voyah"),
        ("Weilai", "NIO"),
        ("Zero Run", "Leapmotor"),
        ("埃安", "GAC Aion"),
        ("Geely Auto", "Geely"),
        ("中汽协", "CAAM"),
        ("乘聯會", "CPCA"),
        ("Lynk and Co", "Lynk & Co"),
        ("Polestones", "Rox Motor"),
    ],
)
def test_spellings_lead_to_the_canonical_name(pack, spelling, name):
    assert [e.name for e in pack.entities.values() if any(spelling in n for n in e.names.values())] == [name]


def test_common_words_are_weak_and_not_plain_names(pack):
    plain = {n for e in pack.entities.values() if not e.ambiguous for names in e.names.values() for n in names}
    assert not plain & {
        "Ideal",
        "Galaxy",
        "Tank",
        "Eve",
        "Leap",
        "Seal",
        "Song",
        "Han",
        "Dolphin",
        "smart",
        "Deep Blue",
        "元",
        "汉",
    }
    assert "Ideal" in pack.entities["li_auto"].weak
    assert "Galaxy" in pack.entities["galaxy"].weak


def test_memberships_are_dated_sanely(pack):
    end = Period.parse(SINCE_THEN).end
    for entity in pack.entities.values():
        for membership in entity.parents:
            for date in filter(None, (membership.since, membership.until)):
                assert Period.parse(date).end.year >= 1886, (entity.id, date)
                assert Period.parse(date).end <= end, (entity.id, date)


def test_nobody_delivers_before_its_brand_exists_nor_models_before_their_maker(pack):
    for entity in pack.entities.values():
        if entity.first_delivery is None:
            continue
        first = Period.parse(entity.first_delivery).end
        for membership in entity.parents:
            parent = pack.entities[membership.parent]
            if membership.relation in ("brand_of", "model_of") and parent.first_delivery:
                assert first >= Period.parse(parent.first_delivery).start, (entity.id, parent.id)
        founded = entity.parents[0] if entity.parents else None
        if founded and founded.since and founded.relation == "brand_of":
            assert first >= Period.parse(founded.since).start, (entity.id, founded.parent)


def test_the_alliance_grows_by_one_brand_after_another(pack):
    members = [
        len(pack.children("hima", "member_of", Period.parse(p)))
        for p in ("2022", "2024-01", "2024-06", "2025-01", "2025-06")
    ]
    assert members == [1, 2, 3, 4, 5]
    assert all(a <= b for a, b in pairwise(members))


def test_nio_is_one_brand_then_two_then_three(pack):
    of = lambda period: [e.name for e in pack.children("nio", "brand_of", Period.parse(period))]  # noqa: E731
    assert of("2024-08") == ["NIO brand"]
    assert of("2024-12") == ["NIO brand", "Onvo"]
    assert of("2025-12") == ["NIO brand", "Onvo", "Firefly"]


def test_a_group_with_one_maker_is_only_xiaomi(pack):
    """Figures of vehicles of such a group are taken for the maker's, which is right for no car group."""
    groups = [e for e in pack.entities.values() if e.kind is EntityKind.GROUP]
    makers = {g.id: [e for e in pack.children(g.id, "brand_of") if e.kind is EntityKind.MAKER] for g in groups}
    arms = {
        id_: [e for e in some if not is_local(e, pack.entities[id_], regions_of(pack))] for id_, some in makers.items()
    }
    assert [e.id for e in makers["gm"]] == ["gm_china"]  # its business in one place, not the only maker that it has
    assert [g for g, makers in arms.items() if len(makers) == 1] == ["xiaomi"]


def test_bodies_sell_nothing(pack):
    for entity in pack.entities.values():
        if entity.kind is EntityKind.BODY:
            assert all(m.relation == "speaks_for" for m in entity.parents)
            assert not pack.observed(entity.id)


def test_every_model_has_its_maker_first(pack):
    for entity in pack.entities.values():
        if entity.kind is EntityKind.MODEL:
            assert entity.parents, entity.id
            assert all(m.relation == "model_of" for m in entity.parents), entity.id
            assert pack.entities[entity.parents[0].parent].kind in (
                EntityKind.MAKER,
                EntityKind.BRAND,
                EntityKind.GROUP,
            )


def test_metrics_of_the_guide_are_there(pack):
    guide = [
        "deliveries",
        "sales",
        "retail_sales",
        "wholesale",
        "production",
        "exports",
        "overseas_sales",
        "registrations",
        "installations",
        "shipments",
        "orders",
        "revenue",
        "profit",
        "loss",
        "gross_margin",
        "market_share",
        "price",
        "marketing_spend",
        "rnd_spend",
        "capex",
        "bonus",
        "stores",
        "service_outlets",
        "store_openings",
        "cities",
        "countries",
        "charging_stations",
        "swap_stations",
        "range",
        "voltage",
        "capacity",
        "warranty_period",
        "warranty_distance",
        "visitors",
        "members",
        "products",
        "penetration",
        "patents",
    ]
    assert [m for m in guide if m not in pack.metrics] == []


def test_what_adds_up_over_time_is_a_flow(pack):
    for metric in pack.metrics.values():
        assert metric.nature is Nature.FLOW or "time" not in metric.additive, metric.id
        assert metric.definition.endswith("."), metric.id


def test_every_band_has_a_reason_and_holds_the_evidence_but_known_errors(pack):
    """The known errors: cumulative figures printed as a month's, and one company's filing read in tens."""
    outside = set()
    for o in pack.observations:
        entity, period = pack.entities[o.entity], Period.parse(o.period)
        grain = {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(period.whole_months or 0, "other")
        for band in pack.metrics[o.metric].bands:
            assert band.source
            fits = band.kind in (o.entity, "model" if o.model else entity.kind) and band.grain in (grain, "any")
            low_enough = band.high is None or o.quantity.value <= band.high
            high_enough = band.low is None or o.quantity.value >= band.low
            if o.kind is Kind.LEVEL and fits and not (low_enough and high_enough):
                outside.add((o.entity, o.period, int(o.quantity.value)))
    assert {key for key in outside if key[0] != "skg"} == {
        ("china_nev", "2025-08", 11010000),
        ("china_pv", "2025-08", 19950000),
    }
    assert {value for entity, _, value in outside if entity == "skg"} == {
        9040000000, 9050000000, 10000000000, 10450000000, 10460000000, 10540000000,
    }  # fmt: skip


def test_words_are_clean(pack):
    words = [w for e in pack.entities.values() for names in e.names.values() for w in names]
    words += [w for m in pack.metrics.values() for ws in m.words.values() for w in ws]
    words += [w for u in pack.units.values() for ws in u.words.values() for w in ws]
    assert [w for w in words if w != w.strip() or re.search(r"\s\s", w)] == []
