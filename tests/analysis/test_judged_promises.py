"""How promises stand on a day, and on what evidence."""

from datetime import date
from decimal import Decimal

import pytest

from tachograph.analysis.promises import judge
from tachograph.core.claim import Kind, Modality
from tachograph.core.observation import Observation
from tachograph.core.pack import Fact
from tachograph.core.promise import Event, Promise, PromiseKind, Standing
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span

NAMES = {"acme": "Acme", "one": "One"}
JULY = date(2026, 7, 15)


def promise(kind=PromiseKind.START_OF_DELIVERIES, deadline="2026-Q2", made="2025-12-01", about=("one",), **more):
    what = more.pop("what", "do it")
    return Promise(
        "d", Span(0, 9), "will do it", what, Span(5, 9), kind, deadline, "Acme", "acme", about, made=made, **more
    )


def fact(relation, when, subject="one", note=""):
    return Fact(subject, relation, note, when, "https://example.org/fact")


def seen(metric, period, value, entity="acme", model="One", published=None, modality=Modality.ACTUAL):
    number = Decimal(value)
    quantity = Quantity(number, number, Modifier.EXACTLY, "vehicle", Decimal(1))
    return Observation(
        entity, metric, period, quantity, Kind.LEVEL, modality, model=model, source="s", published=published
    )


def event(
    kind=PromiseKind.START_OF_DELIVERIES, when=None, published="2026-05-02", about=("one",), *, off=False, regions=()
):
    return Event("e", "later.md", published, Span(0, 4), "told", kind, when, "acme", about, regions, called_off=off)


def standing(one, facts=(), observations=(), events=(), as_of=JULY):
    (judged,) = judge([one], facts, observations, as_of, events=events, names=NAMES)
    assert bool(judged.evidence) == (judged.standing not in (Standing.OPEN, Standing.OVERDUE))
    return judged.standing


def test_without_evidence_a_promise_is_open_then_overdue_and_never_broken():
    assert standing(promise(), as_of=date(2026, 6, 30)) is Standing.OPEN
    assert standing(promise(), as_of=date(2026, 7, 1)) is Standing.OVERDUE
    assert standing(promise(), as_of=date(2040, 1, 1)) is Standing.OVERDUE


@pytest.mark.parametrize(
    ("when", "expected"), [("2026-05", Standing.KEPT), ("2026-06-30", Standing.KEPT), ("2026-07-01", Standing.LATE)]
)
def test_a_fact_says_when_it_came(when, expected):
    assert standing(promise(), [fact("first_deliveries", when)]) is expected


def test_what_had_not_happened_yet_or_before_the_promise_does_not_count():
    assert standing(promise(), [fact("first_deliveries", "2026-08")]) is Standing.OVERDUE
    assert standing(promise(), [fact("first_deliveries", "2025-03")]) is Standing.OVERDUE


def test_facts_of_other_things_do_not_count():
    assert standing(promise(), [fact("first_deliveries", "2026-05", "two")]) is Standing.OVERDUE
    assert standing(promise(), [fact("launched", "2026-05")]) is Standing.OVERDUE
    assert standing(promise(about=()), [fact("first_deliveries", "2026-05", "acme")]) is Standing.OVERDUE


def test_showing_a_car_does_not_keep_the_promise_to_sell_it():
    launch = promise(PromiseKind.PRODUCT_LAUNCH, what="go on sale")
    assert standing(launch, [fact("unveiled", "2026-05")]) is Standing.OVERDUE
    shown = promise(PromiseKind.PRODUCT_LAUNCH, what="unveil the One")
    assert standing(shown, [fact("unveiled", "2026-05")]) is Standing.KEPT


def test_cars_that_were_delivered_keep_a_promise_of_deliveries():
    assert standing(promise(), observations=[seen("deliveries", "2026-06", 900)]) is Standing.KEPT
    assert standing(promise(), observations=[seen("deliveries", "2026-06", 0)]) is Standing.OVERDUE
    assert standing(promise(), observations=[seen("deliveries", "2026-06", 9, model="Two")]) is Standing.OVERDUE
    target = seen("deliveries", "2026-06", 900, modality=Modality.TARGET)
    assert standing(promise(), observations=[target]) is Standing.OVERDUE
    unknown_yet = seen("deliveries", "2026-06", 900, published="2026-08-01")
    assert standing(promise(), observations=[unknown_yet]) is Standing.OVERDUE


def test_cars_delivered_after_the_deadline_do_not_tell_when_it_began():
    assert standing(promise(deadline="2026-Q1"), observations=[seen("deliveries", "2026-06", 900)]) is Standing.DONE


def test_as_many_stores_as_were_promised():
    stores = promise(PromiseKind.NETWORK, about=(), metric="stores", count=Decimal(500))
    assert standing(stores, observations=[seen("stores", "2026-06-30", 500, model=None)]) is Standing.KEPT
    assert standing(stores, observations=[seen("stores", "2026-06-30", 499, model=None)]) is Standing.OVERDUE


def test_an_article_tells_that_it_came():
    assert standing(promise(), events=[event(when="2026-05")]) is Standing.KEPT
    assert standing(promise(), events=[event()]) is Standing.KEPT  # it had by the day of the article
    assert standing(promise(deadline="2026-Q1"), events=[event()]) is Standing.DONE
    assert standing(promise(deadline="2026-Q1"), events=[event(when="2026-05")]) is Standing.LATE
    assert standing(promise(), events=[event(when="2026-05", about=("two",))]) is Standing.OVERDUE


def test_only_what_is_called_off_or_put_off_beyond_the_deadline_is_broken():
    assert standing(promise(), events=[event(off=True)]) is Standing.BROKEN
    assert standing(promise(), events=[event(off=True, when="2026-Q4")]) is Standing.BROKEN
    assert standing(promise(), events=[event(off=True, when="2026-06")]) is Standing.OVERDUE
    before = event(off=True, published="2025-11-01")
    assert standing(promise(), events=[before]) is Standing.OVERDUE
    assert standing(promise(made=None), events=[event(off=True)]) is Standing.OVERDUE


def test_a_plant_or_market_is_known_by_its_place():
    plant = promise(PromiseKind.PLANT, about=(), regions=("Hungary",))
    told = event(PromiseKind.PLANT, "2026-05", about=(), regions=("Hungary",))
    elsewhere = event(PromiseKind.PLANT, "2026-05", about=(), regions=("Mexico",))
    assert standing(plant, events=[told]) is Standing.KEPT
    assert standing(plant, events=[elsewhere]) is Standing.OVERDUE
    market = promise(PromiseKind.MARKET_ENTRY, about=(), regions=("Brazil",))
    assert standing(market, [fact("market_entry", "2026-05", "acme", "Brazil")]) is Standing.KEPT
    assert standing(market, [fact("market_entry", "2026-05", "acme", "Brazil launch planned")]) is Standing.OVERDUE


def test_wordings_of_one_promise_come_once_the_earliest_first():
    later = Promise(
        "e", Span(0, 9), "q", "deliver", Span(0, 9), PromiseKind.START_OF_DELIVERIES, "2026-Q2", "Acme", "acme", ("one",),
        made="2026-01-05",
    )  # fmt: skip
    other = promise(deadline="2027")
    judged = judge([other, later, promise()], [], [], JULY)
    assert [(j.promise.deadline, j.promise.made, len(j.repeats)) for j in judged] == [
        ("2026-Q2", "2025-12-01", 1),
        ("2027", "2025-12-01", 0),
    ]
