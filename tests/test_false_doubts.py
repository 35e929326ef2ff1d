"""What once looked like an error and is none: each with the like of it that is one."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def doubts(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict in DOUBTS]


BASES = (
    "In the first quarter Ordena handed over 83,465 cars. It grew 98.3% from 42,094 a year ago but shrank {rate} from the 124,807 "
    "of the quarter before."
)


def test_what_one_rate_is_reckoned_from_did_not_grow_itself() -> None:
    assert doubts(BASES.format(rate="33.1%")) == []
    assert doubts(
        "Ordena handed over 83,465 cars, which is 98.3% more than 42,094, but it shrank 13.1% from the 124,807 before."
    )


@pytest.mark.parametrize("rate", ["{}", "a sliver behind Orbal's {}", "just above Orbal's {}"])
def test_a_rivals_rate_has_its_own_direction(rate: str) -> None:
    table = "| Maker | 2027 | 2026 | Change |\n|---|---:|---:|---:|\n| Orbal | 280,639 | 260,392 | +7.8% |\n"
    assert doubts(f"{table}\nGrowth of 7.7% at Ordena was {rate.format('7.8%')}.\n") == []


def test_two_figures_for_two_sellers_in_one_breath() -> None:
    """The second is somebody else's: XPeng delivered 94,008 cars then, Leapmotor 87,552."""
    assert doubts("Look at 2025: from January to March XPeng was in front again, 94,008 to 87,552.") == []
    assert doubts("Look at 2025: from January to March XPeng delivered 90,408 cars.")


def test_a_difference_with_a_deduction_told_beside_it() -> None:
    text = "平均成交价83,600元。收车均价77,900元，整备花1,850元，剩毛利{left}元。"
    assert doubts(text.format(left="3,850")) == []
