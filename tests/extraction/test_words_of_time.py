"""Sentences that are not parsed for times, as no rule of the grammar could match them."""

from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from tachograph.core.span import Span
from tachograph.extraction.times.grammar_en import phrases_en
from tachograph.extraction.times.stretches_en import RULES
from tachograph.extraction.times.words_en import CLASSES, HANGING, may_name_time

_MARKS = "HY COMMA SLASH OPEN CLOSE STOP OTHER POSS".split()


def _needed(tree, free):
    """Whether every match of a pattern has a character that is none of the ``free`` ones."""
    for operator, value in tree:
        name = str(operator)
        if name == "LITERAL" and chr(value) not in free:
            return True
        if name == "IN" and all(str(o) == "LITERAL" and chr(v) not in free for o, v in value):
            return True
        if name == "SUBPATTERN" and _needed(value[3], free):
            return True
        if name == "BRANCH" and all(_needed(branch, free) for branch in value[1]):
            return True
        if name == "MAX_REPEAT" and value[0] > 0 and _needed(value[2], free):
            return True
    return False


@pytest.mark.parametrize("name", [name for name, _, _ in RULES])
def test_every_rule_needs_a_word_of_time(name):
    free = {CLASSES[n] for n in (*HANGING, *_MARKS)}
    pattern = next(p for n, p, _ in RULES if n == name)
    assert _needed(parser.parse(pattern), free)


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 3% y/y.",
        "Sales rose y-o-y.",
        "To date it has sold few.",
        "It was unknown at the time of writing.",
        "It was unknown at press time.",
        "Sales fell in Q3.",
        "Sales fell yesterday.",
        "FY25 was better.",
        "Its MTD figure was better.",
    ],
)
def test_times_without_a_common_word_are_found(text):
    assert may_name_time(text, Span(0, len(text)))
    assert list(phrases_en(text, Span(0, len(text))))


def test_other_sentences_are_passed_by():
    text = "The maker sold more of its cars than any rival, and it hopes to sell more."
    assert not may_name_time(text, Span(0, len(text)))
