"""What is computed once is kept as long as what it is of, and no longer."""

import gc
import weakref

import pytest

from tachograph.core.cached import kept_with_owner


class Owner:
    pass


def test_what_is_asked_of_an_owner_is_computed_once_for_each_question():
    asked = []

    @kept_with_owner
    def answer(owner, question):
        asked.append((owner, question))
        return len(asked)

    first, second = Owner(), Owner()
    assert [answer(first, "a"), answer(first, "b"), answer(first, "a"), answer(second, "a")] == [1, 2, 1, 3]
    assert asked == [(first, "a"), (first, "b"), (second, "a")]
    with pytest.raises(TypeError):
        answer(first, question="a")  # it would be another question than the same one by place


def test_two_functions_keep_apart_what_they_say():
    @kept_with_owner
    def name(_owner):
        return "name"

    @kept_with_owner
    def age(_owner):
        return 7

    owner = Owner()
    assert (name(owner), age(owner), name(owner)) == ("name", 7, "name")


def test_an_owner_is_forgotten_with_what_is_kept_of_it():
    @kept_with_owner
    def answer(owner):
        return [owner]

    owner = Owner()
    answer(owner)
    gone = weakref.ref(owner)
    del owner
    gc.collect()
    assert gone() is None
