"""Work grows in step with the text: counted in function calls, which no busy machine changes."""

import sys
from datetime import date

import pytest
from benchmarks.extraction.shapes import SHAPES, Shape

from tachograph.core.document import Document
from tachograph.core.pack import Pack
from tachograph.core.span import Span
from tachograph.extraction import extract_claims
from tachograph.extraction.times.words_en import lex

_SIZE = 2_500  # beyond the length from which a sentence is linked in pieces
_FACTOR = 4
_WORK = 1.5  # what goes into the last piece of a sentence is cheap; quadratic work would be 4 times as much
_COUNTED = (
    *("years", "the full year", "months without a year", "headings", "a paragraph per line", "one paragraph"),
    *("one sentence of percentages", "one sentence of figures", "times and figures", "regions and segments"),
    *(
        "words for aims",
        "names",
        "unknown names",
        "tables of lines",
        "tables in prose",
        "commas",
        "no spaces, capitals",
    ),
    *("Chinese without marks", "Chinese figures without marks"),
)


def calls(shape: Shape, size: int, pack: Pack, published: date | None) -> int:
    """How many functions are called to extract the claims of a text of that shape and size."""
    document = Document("x", shape.make(size), published=published, lang=shape.lang)
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract_claims(document, pack)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("published", [date(2025, 6, 1), None], ids=["dated", "undated"])
@pytest.mark.parametrize("shape", [s for s in SHAPES if s.name in _COUNTED], ids=lambda s: s.name)
def test_work_grows_in_step_with_the_text(shape: Shape, published: date | None, pack: Pack) -> None:
    extract_claims(Document("x", "BYD sold 1,234 cars.", lang=shape.lang), pack)  # what is compiled once
    short, long = (calls(shape, size, pack, published) for size in (_SIZE, _SIZE * _FACTOR))
    assert long <= _WORK * _FACTOR * short


def test_all_counted_shapes_are_there() -> None:
    assert {s.name for s in SHAPES} >= set(_COUNTED)


def test_a_run_of_signs_is_taken_in_short_steps() -> None:
    text = "$" * 50 + "1"
    tokens = list(lex(text, Span(0, len(text))))
    assert len(tokens) > 40
    assert (tokens[-1].name, tokens[-1].end) == ("FIG", len(text))


def test_letters_without_end_are_no_name(pack: Pack) -> None:
    text = f"{'Abc' * 200} sold 5,000 cars in May 2025. Lucid sold 4,000 cars."
    subjects = {c.quote: c.subject for c in extract_claims(Document("x", text), pack)}
    assert len(subjects["5,000 cars"] or "") < 100
    assert subjects["4,000 cars"] == "Lucid"


def test_a_sentence_beyond_all_measure_keeps_its_figures(pack: Pack) -> None:
    text = "It went on " + "and on " * 5_000 + "until BYD had sold 12,345 cars " + "and on " * 5_000 + "in May 2025."
    (claim,) = extract_claims(Document("x", text), pack)
    assert (claim.quote, claim.subject) == ("12,345 cars", "BYD")
