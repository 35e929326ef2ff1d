"""The weights that are shipped are what training gives, and training learns what sets the right figures apart."""

from __future__ import annotations

import pytest
from evaluation import amounts, links
from evaluation.choice import Choice, fitted
from evaluation.learning import Lesson, choices


@pytest.mark.parametrize(
    ("lesson", "least"), [(links.LESSON, 2500), (amounts.LESSON, 2000)], ids=lambda value: getattr(value, "figures", "")
)
def test_the_shipped_weights_are_what_training_gives(lesson: Lesson, least: int) -> None:
    known = choices(lesson.known())
    assert len(known) > least
    shipped = lesson.path.read_text("utf-8")
    assert shipped == lesson.written(fitted(known)), f"run python -m {lesson.program} and commit the file"


def test_a_choice_is_learned_from_what_sets_it_apart() -> None:
    known = [Choice(f"a{n}", (("near", "big"), ("far", "big")), (True, False)) for n in range(20)]
    none = [Choice(f"b{n}", (("far", "small"),), (False,)) for n in range(20)]
    card = fitted([*known, *none])
    assert card.weights["near"] > 0 > card.weights["far"]
