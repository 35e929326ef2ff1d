"""What is told as a part of something is not more than all that it could be a part of."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([f"Published on May 12, 2025.\n\n{text}"])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    "text",
    [
        "The plant at Lingang shipped 61,204 cars in April, of which 382,710 went to dealers in China.",
        "The country had 5,120 swap stations at the end of April, 31,400 of them run by one company.",
        "Voltaris sold 61,204 cars in April, including 382,710 of its smallest hatchback.",
        "Voltaris sold 61,204 cars in April. Of these, 382,710 were hybrids.",
        "沃岚汽车4月销售61204辆,其中混动车型382710辆。",
        "沃岚汽车第一季度营收45.2亿元,当中汽车销售392亿元。",
    ],
)
def test_a_part_above_its_whole_is_contradicted(text: str) -> None:
    assert any("is told as a part of what is at most" in message for message in contradicted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The plant at Lingang shipped 61,204 cars in April, of which 38,271 went to dealers in China.",
        # of them all, not of those that are new
        "Voltaris opened 18 stores in April and closed the month with 387 of them in 109 cities.",
        # what follows is the part, and what it is of comes before
        "Voltaris sold 2,436 cars in Italy in April, and 61,204 cars elsewhere, of which it made a third in Spain.",
        "The partners put in 360 million yuan. Including loans of 900 million yuan, they invest 1.26 billion yuan.",
        # an average of a part may well be above that of the whole
        "4月新能源汽车平均带电量52.3kWh,其中纯电动乘用车56.4kWh。",
        # the whole is the figure before the last
        "沃岚汽车第一季度营收452亿元,毛利45.2亿元,其中汽车销售392亿元。",
        "| Brand | April |\n|---|---:|\n| Hybrids | 61,204 |\n| of which exports | 382,710 |\n",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not any("is told as a part" in message for message in contradicted(text))
