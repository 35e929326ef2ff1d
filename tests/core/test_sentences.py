"""Splitting: exact offsets, abbreviations, Chinese, lines and tables."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.sentences import split_blocks, split_sentences

# Each case is a text as the sentences that it should fall into; "¶" marks where white space joins them.
CASES = [
    ["It sold 3.5 million cars.", "That was 12.4% more."],
    ["He works at Harbour Motors Inc.", "The firm is small."],
    ["Harbour Motors Inc. sold 40 cars."],
    ["Northline Co. Ltd. fell 3 percent.", "Others rose."],
    ['"We are No. 1," he said.', "Nobody laughed."],
    ["It is ranked No. 3 in Norway."],
    ["He simply said no.", "The talks ended."],
    ["U.S. sales rose.", "E.U. sales fell."],
    ["It left the U.S.", "The move was expected."],
    ["The U.S. Department of Energy agreed."],
    ["Sales in Jan. 2025 and Feb. 2025 were flat."],
    ["On Sept. 5 it opened.", "By Oct. 10 it was full."],
    ["Deliveries start in Dec.", "The price is unknown."],
    ["Sales grew 5% vs. 3% before.", "Costs fell vs. plan."],
    ["Some firms, e.g. Leapmotor, grew.", "Others, i.e. most, shrank."],
    ["The call is at 10:30 a.m. on Friday.", "It ends at noon."],
    ["Trading closed at 4 p.m.", "The index lost 1.2%."],
    ["Dr. Lee and Prof. Wang met Mr. Jones.", "They spoke."],
    ["J. Smith and A. B. Jones wrote it.", "It is short."],
    ["What next?", "Nobody knows!", "We wait."],
    ["He paused... and went on."],
    ["That is all...", "The end came."],
    ['"Sales doubled."', "The hall cheered."],
    ["“It is over.”", "They left."],
    ["(All in millions of vehicles.)", "Geely passed its goal."],
    ["The margin was 15.3% (17.1% a year ago).", "Cash rose."],
    ["Prices start at RMB 99,800.", "Orders came fast."],
    ["The P7+ sold 8,000 units.", "The G6 sold 9,000."],
    ["Version 2.0.1 is out.", "It is fast."],
    ["See www.example.com for more.", "It is free."],
    ["It lost $1.2bn.", "$3bn was expected."],
    ["Output was 40,000.", "60,000 were planned."],
    ["A. The first point", "B. The second point"],
    ["Nio has two brands: Onvo and Firefly.", "Both grew."],
    ["Sales fell; profits rose.", "Odd."],
    ["It beat Toyota Motor Corp. in May.", "Then it stopped."],
    ["The ratio was approx. 4 to 1.", "It is now 5 to 1."],
    ["Fig. 3 shows it.", "So does Fig. 4."],
    ["Smith et al. found it.", "Others did not."],
    ["They live in St. Louis.", "It is warm."],
    ["小米交付10万辆。", "同比增长20%。"],
    ["零跑居首；", "小鹏第二。"],
    ["“很好！”", "他说。"],
    ["真的吗？", "是的。"],
    ["毛利率为22.9%，升2.5个百分点。", "净利3.5亿元。"],
    ["蔚来（9866）升57.6%。", "理想（2015）升0.6%。"],
    ["乘联会说：“市场回暖。”", "比亚迪降41%。"],
    ["小鵬交付1.5萬輛，按年跌50%。", "吉利增1%。"],
    ["全年目标35万辆！", "已完成71%。"],
    ["首两月共40万辆（少35.8%）。", "出口增。"],
]
LINES = [
    ("Heading without stop\nFirst sentence. Second one.", ["Heading without stop", "First sentence.", "Second one."]),
    ("- Debut in UAE\n- Showcase of G700", ["- Debut in UAE", "- Showcase of G700"]),
    ("| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |", "|---|---|", "| 1 | 2 |"]),
    ("One.\n\n\nTwo.", ["One.", "Two."]),
    ("  spaced  \n\t tabbed.\t\n", ["spaced", "tabbed."]),
    (
        "A paragraph that somebody wrapped by hand after many words\nand that goes on here. Then more.",
        ["A paragraph that somebody wrapped by hand after many words\nand that goes on here.", "Then more."],
    ),
    ("Short line\nand another", ["Short line", "and another"]),
    ("第一段。\n第二段", ["第一段。", "第二段"]),
    ("1. One thing\n2. Another thing", ["1. One thing", "2. Another thing"]),
    ("Wait!? Really. Yes", ["Wait!?", "Really.", "Yes"]),
    ("", []),
    (" \n\t\r\n ", []),
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda s: s[0][:40])
def test_sentences_end_where_readers_end_them(sentences: list[str]):
    glue = "" if any("\u4e00" <= c <= "\u9fff" for c in sentences[0]) else " "
    if sentences[0].startswith("A. "):
        glue = "\n"
    text = glue.join(sentences)
    assert [s.of(text) for s in split_sentences(text)] == sentences


@pytest.mark.parametrize(("text", "sentences"), LINES)
def test_lines_stand_alone_unless_wrapped(text: str, sentences: list[str]):
    assert [s.of(text) for s in split_sentences(text)] == sentences


def test_blocks_are_lines():
    text = "Title\n\nA paragraph. Of two.\n- item"
    assert [b.of(text) for b in split_blocks(text)] == ["Title", "A paragraph. Of two.", "- item"]


@given(st.text(alphabet="aB1. \n。!?\"”)(;；—'U", max_size=120))
def test_nothing_but_white_space_is_lost(text: str):
    spans = split_sentences(text)
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() for s in spans)


def test_many_sentences_are_split_in_linear_time():
    assert len(split_sentences("He left. " * 20_000)) == 20_000
    assert len(split_sentences("." * 100_000)) == 1
