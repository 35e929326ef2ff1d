from decimal import Decimal

from tachograph.core.observation import Observation
from tachograph.core.pack import Entity, EntityKind, Membership, Pack, Rates
from tachograph.core.period import Period
from tachograph.core.quantity import Modifier, Quantity

MONTH = Period.parse("2025-11")


def rates(**months):
    return Rates({(key[1:].replace("_", "-"), "CNY"): (Decimal(a), Decimal(b)) for key, (a, b) in months.items()})


def test_a_membership_holds_throughout_a_period():
    member = Membership("hima", "member_of", since="2023-11", until="2025-10")
    assert member.holds_on(Period.parse("2024"))
    assert member.holds_on(None)
    assert not member.holds_on(Period.parse("2023-Q4"))
    assert not member.holds_on(Period.parse("2025-10/2025-11"))
    assert Membership("hima", "member_of").holds_on(MONTH)


def test_a_pack_finds_names_children_and_observations():
    geely = Entity("geely", "Geely", EntityKind.GROUP)
    zeekr = Entity("zeekr", "Zeekr", EntityKind.BRAND, parents=(Membership("geely", "brand_of", since="2021-04"),))
    quantity = Quantity(Decimal(5), Decimal(5), Modifier.EXACTLY, "vehicle", Decimal(1))
    seen = Observation("zeekr", "deliveries", "2025-11", quantity)
    pack = Pack("cars", "Cars", {e.id: e for e in (geely, zeekr)}, {}, {}, observations=(seen,))
    assert pack.entity_named("Zeekr") is zeekr
    assert pack.entity_named("zeekr") is None
    assert pack.entity_named(None) is None
    assert pack.children("geely", "brand_of", MONTH) == (zeekr,)
    assert pack.children("geely", "brand_of", Period.parse("2020")) == ()
    assert pack.children("geely", "member_of") == ()
    assert pack.observed("zeekr") == (seen,)
    assert pack.observed("geely") == ()


def test_a_rate_covers_every_month_of_the_period():
    table = rates(_2025_10=("8.2", "8.4"), _2025_11=("8.1", "8.3"))
    assert table.per("EUR", "CNY", MONTH) == (Decimal("8.1"), Decimal("8.3"))
    assert table.per("EUR", "CNY", Period.parse("2025-10/2025-11")) == (Decimal("8.1"), Decimal("8.4"))
    assert table.per("EUR", "CNY", Period.parse("2025-12")) is None
    assert table.per("EUR", "XXX", MONTH) is None
    low, high = table.per("CNY", "EUR", MONTH)
    assert low <= 1 / Decimal("8.2") <= high
