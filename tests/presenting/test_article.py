from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import samples
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument, Finding, Step
from tachograph.core.interval import Interval
from tachograph.core.span import Span
from tachograph.presenting.article import lay_out, sentence


def joined(article):
    return "\n".join("".join(piece.text for piece in line) for line in article.lines())


def test_lines_are_the_text_and_marks_the_quotes():
    (article,) = lay_out([samples.lumen()])
    assert joined(article) == samples.TEXT
    marked = [piece.text for line in article.lines() for piece in line if piece.mark]
    assert marked == [claim.quote for claim in samples.lumen().claims]


def test_flagged_findings_are_numbered_in_the_order_of_the_text():
    (article,) = lay_out([samples.lumen()])
    assert [(note.finding.rule, note.number) for note in article.notes] == [
        ("growth", 1),
        ("sum_of_parts", None),
        ("scale", 2),
    ]
    numbers = {mark.claims[0].quote: mark.numbers for mark in article.marks}
    assert numbers["60%"] == numbers["25,000"] == (1,)
    assert numbers["12 stores"] == ()


def test_only_the_figure_to_edit_is_mended():
    (article,) = lay_out([samples.lumen()])
    assert {mark.claims[0].quote: mark.mending.new for mark in article.marks if mark.mending} == {
        "60%": "28%",
        "10.45 billion yuan": "1.045 billion yuan",
    }


def test_finding_may_rest_on_a_claim_of_another_document():
    ours, theirs = samples.lumen(), samples.chinese()
    finding = Finding("cross_source", Verdict.CONTRADICTED, (ours.claims[0].id, theirs.claims[0].id), "They differ.")
    first, second = lay_out([CheckedDocument(ours.document, ours.claims, (finding,)), theirs])
    assert [claim.quote for claim in first.notes[0].claims] == ["32,000 cars", "2.5万辆"]
    assert second.notes == ()


@given(st.text(alphabet="ab 1\n", min_size=1, max_size=40), st.data())
def test_any_spans_leave_the_text_whole(text, data):
    document = Document("x", text)
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = data.draw(st.lists(ends.filter(lambda pair: pair[0] < pair[1]), max_size=6, unique=True))
    claims = [samples.figure(samples.bare("1").document, "1", "1") for _ in spans]
    placed = tuple(
        type(claim)(document.id, Span(*pair), text[slice(*pair)], claim.quantity, claim.kind)
        for claim, pair in zip(claims, spans, strict=True)
    )
    (article,) = lay_out([CheckedDocument(document, placed, ())])
    assert joined(article) == text
    assert sorted(claim.id for mark in article.marks for claim in mark.claims) == sorted(c.id for c in placed)
    marked = {n for mark in article.marks for n in range(mark.span.start, mark.span.end)}
    assert marked == {n for pair in spans for n in range(*pair)}


def test_overlapping_figures_share_a_mark_with_the_worst_verdict():
    document = Document("x", "sold 5 million cars")
    outer = samples.figure(document, "5 million cars", "5e6", verdict=Verdict.CONFIRMED)
    inner = samples.figure(document, "million", "1e6", verdict=Verdict.IMPLAUSIBLE)
    (article,) = lay_out([CheckedDocument(document, (outer, inner), ())])
    (mark,) = article.marks
    assert mark.claims == (outer, inner)
    assert mark.verdict is Verdict.IMPLAUSIBLE


def test_sentence_around_a_figure():
    text = "Before. It sold 7 cars, no more! After.\nNext."
    start = text.index("7")
    assert sentence(text, Span(start, start + 1)) == ("It sold ", "7", " cars, no more!")
    assert sentence("他说。共7辆车。后来", Span(4, 5)) == ("共", "7", "辆车。")


def test_sentence_without_an_end_is_cut():
    text = "word " * 200 + "7" + " word" * 200
    before, quote, after = sentence(text, Span(1000, 1001), 50)
    assert quote == "7"
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert len(before + after) < 120


def test_steps_leave_out_what_is_said_already():
    one = samples.lumen()
    steps = (
        Step("32,000 is 28% more than 25,000"),
        Step("5 + 7 = 12", Interval.exactly(12)),
        Step("the rate: 6 to 7", Interval(Fraction(6), Fraction(7))),
        Step("10.45 / 1.045", Interval.exactly(10)),
    )
    finding = replace(one.findings[1], derivation=steps)
    (article,) = lay_out([replace(one, findings=(finding,))])
    assert article.notes[0].steps == (("5 + 7 = 12", None), ("the rate: 6 to 7", None), ("10.45 / 1.045", "10"))
