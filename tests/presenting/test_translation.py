import re
import string
from datetime import date

import pytest

import samples
from tachograph.checking import catalogue
from tachograph.core.claim import Verdict
from tachograph.presenting import words
from tachograph.presenting.html import render
from tachograph.presenting.translation import LANGUAGES, saying


def entries(lang):
    for part, inside in saying(lang).words.items():
        for key, entry in inside.items():
            yield f"{part}.{key}", entry


def fields(entry):
    texts = entry.values() if isinstance(entry, dict) else [entry] if isinstance(entry, str) else entry
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_language_says_the_same_things(lang):
    english, other = dict(entries("en")), dict(entries(lang))
    optional = {key for key in other if key.startswith(("rules.", "fields.", "heads.", "units."))}
    assert set(english) == set(other) - optional
    for key, entry in english.items():
        if not key.startswith("language."):
            assert fields(entry) - {"n"} == fields(other[key]) - {"n"}, key


def test_chinese_names_every_rule_and_verdict():
    say = saying("zh")
    assert all(re.search("[一-鿿]", say.rule(rule.code)) for rule in catalogue())
    assert all(re.search("[一-鿿]", say.verdict(verdict) + say.meaning(verdict)) for verdict in Verdict)


def test_english_says_of_verdicts_what_the_terminal_says():
    assert {verdict: saying("en").meaning(verdict) for verdict in Verdict} == {
        verdict: said.meaning for verdict, said in words.VERDICTS.items()
    }


def test_one_and_many_days_and_unknown_languages():
    say = saying("en")
    assert [say("sources", n=n) for n in (0, 1, 1200)] == ["0 sources", "1 source", "1,200 sources"]
    assert saying("zh")("sources", n=1) == "1 个来源"
    assert [saying(lang).day(date(2025, 12, 21)) for lang in LANGUAGES] == ["21 Dec 2025", "2025年12月21日"]
    assert saying("xx").lang == "en"
    assert say.rule("no_such_rule") == "no such rule"
    with pytest.raises(KeyError):
        say("no_such_entry")


def test_the_report_speaks_the_language_it_is_asked_for():
    html = render([samples.lumen()], lang="zh")
    assert '<html lang="zh">' in html
    assert "9 个数字" in html
    assert "矛盾" in html
