"""A row that alone breaks what its table's columns have to do with one another is wrong, whatever they are about."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

HEAD = "| Plant | Wholesale | Retail | Exports |\n|---|---:|---:|---:|\n"
ROWS = ["| North | 1,834 | 1,021 | 813 |", "| South | 2,417 | 1,398 | 1,019 |", "| West | 1,266 | 702 | 564 |"]


def contradicted(text: str) -> list[str]:
    (checked,) = check_texts([text])
    return [f.message for f in checked.findings if f.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize("place", range(4))
def test_the_one_row_that_does_not_add_up_is_contradicted(place: int) -> None:
    rows = [*ROWS[:place], "| East | 2,951 | 1,702 | 1,429 |", *ROWS[place:]]
    (message,) = contradicted(HEAD + "\n".join(rows) + "\n")
    assert message.startswith("1,702 + 1,429 = 3,131, not 2,951")


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, "| East | 3,132 | 1,702 | 1,429 |"],  # it adds up but for its rounding
        [*ROWS[:2], "| East | 2,951 | 1,702 | 1,429 |"],  # two rows that do may be an accident
        [
            *ROWS,
            "| East | 2,951 | 1,702 | 1,429 |",
            "| Centre | 2,333 | 1,777 | 444 |",
        ],  # two that do not: no rule after all
        [*ROWS, "| East | 2,951 | 1,702 | – |"],  # nothing to add
    ],
)
def test_rows_that_may_be_right_are_not(rows: list[str]) -> None:
    assert contradicted(HEAD + "\n".join(rows) + "\n") == []


def test_a_rate_that_a_slip_explains_is_contradicted_and_a_restated_one_is_not() -> None:
    head = "| Shop | This spring | Last spring | Change |\n|---|---:|---:|---:|\n"
    rows = ["| A | 5,214 | 4,812 | 8.4% |", "| B | 6,120 | 5,871 | 4.2% |", "| C | 4,408 | 4,161 | 5.9% |"]
    assert contradicted(head + "\n".join([*rows, "| East | 7,316 | 6,342 | 51.4% |"]) + "\n")  # 15.4%
    assert contradicted(head + "\n".join([*rows, "| East | 7,316 | 6,342 | 12.6% |"]) + "\n") == []
