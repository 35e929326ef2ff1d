"""Promises of several sources: one bad source never stops the rest, and only what was known by the day counts."""

from datetime import date

import pytest

from tachograph.core.errors import SourceError
from tachograph.core.promise import Standing
from tachograph.pipeline.promising import find_promises

TOLD = "---\npublished: 2024-02-20\n---\nHuawei's Luxeed will start deliveries of the S7 in March 2024. NIO will enter Peru by the end of 2024.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "told.md"
    path.write_text(TOLD, encoding="utf-8")
    return str(path)


def standings(outcome):
    return {j.promise.subject: j.standing for j in outcome.promises}


def test_facts_of_the_packs_are_evidence(article):
    outcome = find_promises([article], as_of=date(2025, 3, 1))
    assert standings(outcome) == {"Luxeed": Standing.KEPT, "NIO": Standing.OVERDUE}
    assert outcome.promises[0].evidence[0].source.startswith("https://")
    assert list(outcome.sources.values()) == [article]


def test_before_the_day_of_the_article_nothing_was_promised(article):
    assert find_promises([article], as_of=date(2024, 2, 19)).promises == ()


def test_a_source_that_cannot_be_read_is_an_error_of_its_own(article):
    outcome = find_promises(["nowhere.md", article], as_of=date(2024, 3, 1))
    assert len(outcome.promises) == 2
    assert [e.source for e in outcome.errors] == ["nowhere.md"]


def test_one_entity_by_any_of_its_spellings(article):
    assert list(standings(find_promises([article], as_of=date(2024, 3, 1), entity="蔚来"))) == ["NIO"]
    assert list(standings(find_promises([article], as_of=date(2024, 3, 1), entity="luxeed_s7"))) == ["Luxeed"]
    with pytest.raises(SourceError, match="nobody at all: nobody in the ledger or its packs is called so"):
        find_promises([article], as_of=date(2024, 3, 1), entity="nobody at all")
