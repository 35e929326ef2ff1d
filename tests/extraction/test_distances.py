"""What it costs to link two things across what stands between them."""

from __future__ import annotations

import pytest

from tachograph.core.span import Span
from tachograph.extraction.text.distances import asides, distance


def _between(text: str, left: str, right: str) -> float:
    a, b = text.index(left), text.index(right)
    return distance(text, Span(a, a + len(left)), Span(b, b + len(right)))


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("BYD 500", 0.0),
        ("BYD sold 500", 0.12),
        ("BYD's sales reached 500", 0.36),  # of a word that a span cuts only the rest counts
        ("BYD sold cars, then 500", 0.12 * 3 + 1.2),
        ("BYD rose; then 500", 3.5 + 0.12 * 2),
        ("BYD rose. Then 500", 0.12 * 2),  # "rose." is a word with its stop
        ("BYD fell while NIO sold 500", 3.5 + 0.12 * 3),
        ("BYD（比亚迪）卖了500", 0.12),
    ],
)
def test_costs_are_those_of_the_words_and_marks_between(text: str, cost: float):
    assert _between(text, "BYD", "500") == pytest.approx(cost)


def test_insertions_are_stepped_over_only_where_they_lie_wholly_between():
    text = "BYD (the largest maker of all) sold 500"
    assert _between(text, "BYD", "500") == pytest.approx(0.12)
    assert _between(text, "largest", "500") == pytest.approx(0.12 * 4 + 0.8)


def test_order_does_not_matter_and_far_is_far():
    text = "BYD " + "word " * 200 + "500"
    a, b = Span(0, 3), Span(len(text) - 3, len(text))
    assert distance(text, a, b) == distance(text, b, a) == 60.0


def test_a_stretch_costs_what_it_costs_as_a_text_of_its_own():
    text = "In May, Xpeng (the start-up), which led, sold 33,525; NIO's 23,231 and Leapmotor, with 45,067, 小鹏交付量为三万。"
    for start in range(len(text)):
        for end in range(start + 1, len(text)):
            alone = "A" + text[start:end] + "B"
            whole = distance("." + text + ".", Span(start, start + 1), Span(end + 1, end + 2))
            marked = distance("|" + text[start:end] + "|", Span(0, 1), Span(len(alone) - 1, len(alone)))
            assert whole == pytest.approx(marked), text[start:end]


def test_asides():
    text = "Xpeng (XPEV) sold 5, which was backed by Alibaba, and grew"
    assert [s.of(text) for s in asides(text, Span(0, len(text)))] == ["(XPEV)", ", which was backed by Alibaba"]
