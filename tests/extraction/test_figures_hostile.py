"""Figures in texts that nobody would write."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smalllexicon import LEXICON

from tachograph.extraction.numbers.figures import find_figures
from tachograph.extraction.text.script import fold, unified

_SIZE = 40_000
_PIECES = (
    *(
        "1",
        "1-",
        "1,",
        "1.",
        "1 ",
        "123,",
        ",",
        " ",
        "a",
        ".",
        "$",
        "$1",
        "(1",
        "1%",
        "1x",
        "+1 ",
        "\n1. ",
        "a@",
        "http://a",
    ),
    *("one ", "a million ", "one hundred and ", "between 1 and ", "about ", "half ", "twenty-", "1 aaa-", "1 new car "),
    *("一", "万", "一千", "第", "车"),
)


@pytest.mark.parametrize("piece", _PIECES)
def test_reads_long_repetitions(piece):
    """How the time grows with such texts is measured by ``python -m benchmarks.extraction.scaling``."""
    text = piece * (_SIZE // len(piece))
    figures = find_figures(text, LEXICON)
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in figures)
    assert all(a.span.start < b.span.start for a, b in pairwise(figures))


_WORDS = st.sampled_from(
    (
        *(
            "1",
            "12",
            "300",
            "3,5",
            "28,277",
            "1.5",
            "million",
            "bn",
            "%",
            "percent",
            "(",
            ")",
            "-",
            "–",
            "/",
            "+",
            "~",
            "$",
            "RMB",
        ),
        *(
            "yuan",
            "cars",
            "units",
            "one",
            "twenty",
            "half",
            "a",
            "third",
            "second",
            "of",
            "from",
            "to",
            "between",
            "and",
            "first",
        ),
        *(
            "万",
            "亿",
            "元",
            "辆",
            "两",
            "第",
            "成",
            "倍",
            "年",
            "10月",
            "2025",
            "🚗",
            "İ",
            ".",
            ",",
            "|",
            "\n",
            "months",
            "NIO",
            "Model",
        ),
    )
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(_WORDS, max_size=14).map(" ".join), st.lists(_WORDS, max_size=14).map("".join)
    )
)
def test_every_figure_stands_in_the_text(text):
    figures = find_figures(text, LEXICON)
    for figure in figures:
        assert figure.span.end <= len(text)
        assert figure.full.contains(figure.span)
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.precision > 0
    assert [f.span.start for f in figures] == sorted(f.span.start for f in figures)


@given(st.text(max_size=80))
def test_rewriting_keeps_every_offset(text):
    assert len(unified(text)) == len(text) == len(fold(text))


@given(st.lists(_WORDS, max_size=12).map(" ".join))
def test_a_paragraph_before_changes_nothing(text):
    before = "🚗 电动车。\n\n"
    moved = find_figures(before + text, LEXICON)
    assert [(f.span.start - len(before), f.low, f.high, f.unit) for f in moved] == [
        (f.span.start, f.low, f.high, f.unit) for f in find_figures(text, LEXICON)
    ]
