"""How far a figure is from another, told in so many words, whatever the three are read to be about."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts


def verdicts(text: str) -> set[tuple[str, str]]:
    """What is said, and in which words the calculation begins."""
    (checked,) = check_texts([text])
    told = {Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE}
    return {(f.verdict.value, f.message.split(",  ")[0].split(" = ")[0]) for f in checked.findings if f.verdict in told}


TOLD = (
    ("Ordena stands at 391,937 cars, already {} beyond the 380,000 it set out to sell.", "11,937", "19,137"),
    ("Ordena stands at 536,271 cars, past Orbal's 500,000 by {}.", "36,271", "32,671"),
    ("Ordena stands at 36,275 cars, {} short of the 37,485 it set out to sell.", "1,210", "12,100"),
    ("Ordena stands at 33,181 cars, some {} behind Orbal's 36,275.", "3,094", "3,904"),
    ("曜程汽车交付530.3万辆，距离沃岚汽车的600万辆尚缺{}万辆。", "69.7", "96.7"),
    ("到今天是39.21万辆，比说好的38万辆多出{}万辆。", "1.21", "1.12"),
)


@pytest.mark.parametrize(("text", "right", "wrong"), TOLD)
def test_a_distance_that_two_figures_give_but_for_a_slip(text: str, right: str, wrong: str) -> None:
    assert not {v for v, _ in verdicts(text.format(right))} & {"contradicted", "implausible"}
    assert "contradicted" in {v for v, _ in verdicts(text.format(wrong))}


@pytest.mark.parametrize(
    "text",
    [
        "Ordena stands at 391,937 cars, already 19,137 for Italy, and 380,000 for Spain.",  # how many, not how far
        "Ordena sold 480,186 cars, or 20,186 ahead of the 460,000 planned.",
        "Ordena stands at 536,271 cars, past Orbal's 500,000, and 32,671 of them are vans.",  # past it, not by that
        "曜程汽车交付39.2万辆，比38万辆的目标多出约1万辆。",
    ],
)
def test_what_is_right_or_reckoned_from_something_else_is_not_doubted(text: str) -> None:
    assert not {v for v, _ in verdicts(text)} & {"contradicted", "implausible"}
