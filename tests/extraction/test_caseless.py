"""Patterns in any case: what they find, and that none is written so that it finds nothing."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import tachograph.extraction
from tachograph.extraction.text.caseless import Caseless

_TEXT = "BYD AIMS for 5.5 million; İts Goal, 目标 too."


def _all_patterns() -> list[tuple[str, Caseless]]:
    modules = [import_module(m.name) for m in iter_modules(tachograph.extraction.__path__, "tachograph.extraction.")]
    return [(f"{m.__name__}.{n}", v) for m in modules for n, v in vars(m).items() if isinstance(v, Caseless)]


def test_finds_words_in_any_case_at_their_place():
    aims = Caseless(r"\b(?:aims?|goals?)\b")
    found = aims.search(_TEXT)
    assert found is not None
    assert _TEXT[found.start() : found.end()] == "AIMS"
    assert [_TEXT[m.start() : m.end()] for m in aims.finditer(_TEXT)] == ["AIMS", "Goal"]


def test_looks_only_between_the_places_asked_for():
    goal = Caseless(r"\bgoal\b")
    place = _TEXT.index("Goal")
    assert goal.search(_TEXT, 0, place + 3) is None
    assert goal.search(_TEXT, place + 1) is None
    found = goal.search(_TEXT, place - 1, place + 4)
    assert found is not None
    assert found.span() == (place, place + 4)


def test_chinese_alternatives_are_found_in_chinese_text():
    aim = Caseless(r"\bnever\b", r"目标|目標")
    assert aim.search("plain") is None
    found = aim.search(_TEXT)
    assert found is not None
    assert found.group() == "目标"


def test_without_its_letters_only_chinese_is_tried():
    had = Caseless(r"\bhad been\b", r"曾", needs="had ")
    assert had.search("Sales HAD BEEN lower") is not None
    assert had.search("Sales were lower") is None
    assert had.search("曾下滑") is not None


@pytest.mark.parametrize(("name", "pattern"), _all_patterns())
def test_every_pattern_is_in_lower_case(name: str, pattern: Caseless):
    letters = re.sub(r"\\.|\(\?P<\w+>", "", pattern._whole.pattern)
    assert not re.search(r"[A-Z]", letters), name
