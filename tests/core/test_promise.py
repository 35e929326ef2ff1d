"""What a promise is identified by."""

from dataclasses import replace
from datetime import date

from tachograph.core.promise import Promise, PromiseKind
from tachograph.core.span import Span

PROMISE = Promise(
    "d", Span(0, 20), "It will open a plant", "open a plant", Span(8, 20), PromiseKind.PLANT, "2026-H1", "BYD", "byd"
)


def test_the_id_is_that_of_place_kind_and_deadline():
    assert len(PROMISE.id) == 16
    assert replace(PROMISE, id="").id == PROMISE.id
    assert replace(PROMISE, id="", subject=None, confidence=0.1).id == PROMISE.id
    others = [
        replace(PROMISE, id="", deadline="2026"),
        replace(PROMISE, id="", kind=PromiseKind.NETWORK),
        replace(PROMISE, id="", document="e"),
        replace(PROMISE, id="", what_span=Span(0, 20)),
    ]
    assert len({PROMISE.id, *(p.id for p in others)}) == 5


def test_the_deadline_as_a_value():
    assert PROMISE.due.end == date(2026, 6, 30)
