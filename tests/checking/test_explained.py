"""A doubt about what was read is kept where an author's error explains it; else the figure was rather misread."""

from dataclasses import replace
from datetime import date

import pytest

from tachograph.checking import check_claims
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

PACK, RATES = load_pack(evidence=False), load_rates()
TEXT = (
    "In May 2026 NIO delivered {then} vehicles. In May 2027 it delivered {now} vehicles. That was {rate} on the year."
)
TIED = "In May 2027 NIO delivered {now} vehicles, {rate} from {then} vehicles in May 2026."


def doubts(text: str, confidence: float) -> list[Verdict]:
    """What is doubted of a text's figures, all of them read so surely."""
    document = Document("a.txt", text, published=date(2027, 6, 1))
    claims = tuple(replace(c, confidence=confidence) for c in extract_claims(document, PACK))
    assert len(claims) == 3
    (checked,) = check_claims([(document, claims)], PACK, RATES)
    return [f.verdict for f in checked.findings if f.verdict in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)]


@pytest.mark.parametrize(
    ("now", "rate", "then"),
    [
        ("36,275", "up 25.7%", "23,712"),  # 53.0%: reckoned from nothing in the text
        ("36,275", "up 153.0%", "23,712"),
        ("36,275", "down 4.1%", "23,712"),
    ],
)
def test_what_no_error_explains_is_doubted_only_if_it_was_handed_over(now: str, rate: str, then: str) -> None:
    text = TEXT.format(now=now, rate=rate, then=then)
    assert doubts(text, 0.95) == []
    assert doubts(text, 1.0) == [Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("now", "rate", "then"),
    [
        ("36,275", "up 35.0%", "23,712"),  # the digits swapped
        ("36,275", "up 52.0%", "23,712"),  # a digit
        ("36,275", "up 5.3%", "23,712"),  # the point moved
        ("36,275", "down 53.0%", "23,712"),  # the direction
        ("36,275", "up 34.6%", "23,712"),  # of the later figure
        ("36,275", "up 57.1%", "23,712"),  # not far off
        ("32,675", "up 53.0%", "23,712"),  # swapped in what it is of
        ("36,275", "up 53.0%", "27,312"),
    ],
)
def test_what_an_author_gets_wrong_is_called_wrong(now: str, rate: str, then: str) -> None:
    assert doubts(TEXT.format(now=now, rate=rate, then=then), 0.95) == [Verdict.CONTRADICTED]


def test_what_words_tie_together_needs_no_explanation() -> None:
    assert doubts(TIED.format(now="36,275", rate="up 25.7%", then="23,712"), 0.95) == [Verdict.CONTRADICTED]


@pytest.mark.parametrize("text", [TEXT, TIED])
def test_what_is_right_is_not_doubted(text: str) -> None:
    assert doubts(text.format(now="36,275", rate="up 53.0%", then="23,712"), 1.0) == []


def test_what_is_rather_misread_than_not_is_not_doubted() -> None:
    text = TEXT.format(now="36,275", rate="up 57.1%", then="23,712")
    assert doubts(text, 0.95) == [Verdict.CONTRADICTED]
    assert doubts(text, 0.75) == []


def test_what_swapped_digits_explain_is_wrong_even_if_it_was_not_surely_read() -> None:
    assert doubts(TEXT.format(now="36,275", rate="up 35.0%", then="23,712"), 0.85) == [Verdict.CONTRADICTED]


def test_a_rate_that_other_figures_beside_it_give_is_theirs() -> None:
    text = TEXT.format(now="36,275", rate="up 35.0%", then="23,712") + " In June 2026 it delivered 26,870 vehicles."
    document = Document("a.txt", text, published=date(2027, 6, 1))
    claims = tuple(replace(c, confidence=0.95) for c in extract_claims(document, PACK))
    (checked,) = check_claims([(document, claims)], PACK, RATES)
    assert not [f for f in checked.findings if f.verdict in (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)]
