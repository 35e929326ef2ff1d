import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.claim import Claim, Kind
from tachograph.core.document import Document, digest
from tachograph.core.quantity import Modifier, Quantity
from tachograph.core.span import Span

texts = st.text(st.sampled_from("ab 1,.%年月万辆比亚迪🚗👩\u200d🔧e\u0301\u200b\r\n\0\udc80"), min_size=1)


@st.composite
def texts_with_spans(draw, count=1):
    text = draw(texts)
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    pairs = [draw(bounds.filter(lambda b: b[0] < b[1])) for _ in range(count)]
    return text, [Span(*pair) for pair in pairs]


@given(texts_with_spans())
def test_a_span_marks_its_quote(given_text):
    text, (span,) = given_text
    quote = span.of(text)
    assert len(quote) == span.end - span.start
    assert text[: span.start] + quote + text[span.end :] == text
    assert text.find(quote, span.start) == span.start


@given(texts_with_spans(count=2))
def test_overlapping_and_containing_are_of_code_points(given_text):
    _, (a, b) = given_text
    points = [set(range(s.start, s.end)) for s in (a, b)]
    assert a.overlaps(b) == b.overlaps(a) == bool(points[0] & points[1])
    assert a.contains(b) == (points[0] >= points[1])


def test_offsets_count_code_points_in_chinese_and_emoji():
    text = "🚗比亚迪11月销量为480,186辆"
    start = text.index("480,186")
    assert start == 10
    assert Span(start, start + 7).of(text) == "480,186"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2)])
def test_what_is_no_span_is_refused(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_sort_by_place():
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]


@given(texts)
def test_ids_are_stable_and_tell_documents_and_places_apart(text):
    document = Document("-", text)
    assert document.id == Document("elsewhere", text).id
    assert document.id != Document("-", text + "x").id
    quantity = Quantity(low=None, high=1, modifier=Modifier.UNDER, unit="vehicle", precision=1)
    first = Claim(document.id, Span(0, 1), text[:1], quantity, Kind.LEVEL)
    assert first.id == Claim(document.id, Span(0, 1), text[:1], quantity, Kind.SHARE).id
    assert first.id != Claim(document.id, Span(0, 2), text[:2], quantity, Kind.LEVEL).id
    assert digest("ab", "c") != digest("a", "bc")
