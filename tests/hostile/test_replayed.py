"""The seeds of the fuzzing targets, and what once broke them, run through them again."""

import pytest
from fuzzing.targets import NAMES, named


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_was_found_breaks_it_again(name):
    target = named(name)
    inputs = sorted(path for folder in (target.corpus, target.found) if folder.is_dir() for path in folder.iterdir())
    assert inputs
    for path in inputs:
        target.run(path.read_bytes())


@pytest.mark.parametrize("name", [name for name in NAMES if named(name).mutate])
def test_changes_keep_to_the_length_and_are_the_same_for_a_seed(name):
    target = named(name)
    seed = min(target.corpus.iterdir()).read_bytes()
    changed = [target.mutate(seed, 2000, n) for n in range(100)]
    assert changed == [target.mutate(seed, 2000, n) for n in range(100)]
    assert all(len(one) <= 2000 for one in changed)
    assert len(set(changed)) > 90
