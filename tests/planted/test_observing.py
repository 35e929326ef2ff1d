"""Whether an error can be seen, and which figure is wrong, is decided by the annotators' equations."""

from decimal import Decimal

import pytest
from benchmarks.checking.articles import SETS, clean_articles
from benchmarks.checking.cases import Case
from benchmarks.checking.equations import equations
from benchmarks.checking.families import FAMILIES
from benchmarks.checking.judging import judged, tally
from benchmarks.checking.numerals import printed, renumbered
from benchmarks.checking.observing import Sight, sight
from benchmarks.checking.planting import Plant, planted
from benchmarks.checking.running import Answer, Doubt, answer, false_alarms
from benchmarks.checking.sources import backed, denied
from miniature import COUNT, GROWTH, RANK, SHARE, SUM, lumen

from tachograph.core.claim import Verdict
from tachograph.core.finding import Finding, Repair


def changed(article, index, number):
    plant = renumbered(article, printed(article, index), Decimal(number))
    return plant, planted(article, plant)


def seen(index, number, article=None):
    article = article or lumen()
    plant, after = changed(article, index, number)
    return sight(article, equations(article), plant, after)


def test_equations_are_found_in_the_annotators_findings():
    found = {(e.kind, e.claims) for e in equations(lumen())}
    assert found == {
        ("growth", GROWTH), ("sum", SUM), ("share", SHARE), ("rank", RANK), ("enumeration", COUNT[:1]), ("same", (0, 9)),
    }  # fmt: skip


def test_a_mark_that_sellers_have_passed_puts_none_of_them_within_another():
    rows = tuple(
        {**r, "modifier": "over", "low": 20000, "high": None} if n == 2 else r for n, r in enumerate(lumen().rows)
    )
    article = lumen(rows=rows, findings=({"rule": "bounds", "verdict": "confirmed", "claims": [2, 0, 6]},))
    assert {e.claims for e in equations(article) if e.kind == "bounds"} == {(2, 0), (2, 6)}


def test_what_does_not_hold_in_the_clean_article_is_no_equation():
    article = lumen(findings=({"rule": "sum_of_parts", "verdict": "confirmed", "claims": [0, 3, 6]},))
    assert {e.kind for e in equations(article)} == {"same"}


@pytest.mark.parametrize(
    ("index", "number", "failed", "identifiable"),
    [
        (0, "33016", ("growth", "same", "share", "sum"), True),  # all of them have it, and nothing else
        (2, "21010", ("growth",), False),  # or the rate is wrong; the level is vouched for
        (1, "61.0", ("growth",), False),
        (4, "26.0", ("share",), True),  # its part and its whole add up
        (6, "33500", (), None),  # somebody whom the text leaves out may come first
        (9, "34016", ("same",), True),
        (10, "4.9", (), None),
    ],
)
def test_what_can_be_seen_and_told(index, number, failed, identifiable):
    assert seen(index, number) == Sight(failed, identifiable)


def test_what_rounding_and_cutting_off_allow_cannot_be_seen():
    rows = tuple({**r, "low": 32035, "high": 32035} if n == 0 else r for n, r in enumerate(lumen().rows))
    article = lumen(rows=rows)
    assert ("growth", GROWTH) in {(e.kind, e.claims) for e in equations(article)}  # 60.09%, cut off to 60.0%


def test_a_claim_about_something_else_fails_no_equation():
    article = lumen()
    plant = Plant((), {2: {"period": "2023-05"}})
    assert sight(article, equations(article), plant, planted(article, plant)) == Sight((), None)


def test_two_claims_that_are_about_one_thing_only_since_the_error_clash():
    article = lumen()
    plant = Plant((), {6: {"subject": "Lumen"}})
    assert "same" in sight(article, equations(article), plant, planted(article, plant)).failed


def test_sources_deny_what_two_hosts_agree_is_otherwise():
    article = next(a for a in clean_articles("dev") if a.id == "a073")
    index = next(n for n, c in enumerate(article.claims) if c.quote == "10138辆")
    assert backed(article.claims[index])
    plant, after = changed(article, index, "20138")
    assert denied(after.claims[index])
    found = sight(article, equations(article), plant, after)
    assert "source" in found.failed
    assert found.identifiable


def test_most_findings_of_the_annotators_are_equations():
    known = [len(equations(article)) for name in SETS for article in clean_articles(name)]
    assert sum(known) >= 500


# --- judging ----------------------------------------------------------------------------------------------------------


def case_of(index=0, number="33016", family="digit"):
    article = lumen()
    plant, after = changed(article, index, number)
    one = next(f for f in FAMILIES if f.name == family)
    return Case(one, 1, article, plant, after, sight(article, equations(article), plant, after))


def doubt(case, claims, blamed=(), repair=None, verdict=Verdict.CONTRADICTED):
    given = case.after.claims
    ids = tuple(given[i].id for i in claims)
    repairs = () if repair is None else (Repair(given[repair[0]].id, repair[1], "", repair[2]),)
    finding = Finding("growth", verdict, ids, "why", repairs=repairs)
    repaired = given[repair[0]] if repair else None
    return Doubt(finding, bool(set(claims) & case.plant.claims), tuple(given[i].span for i in blamed), repaired)


def outcome(case, *doubts):
    return judged(case, "annotated", Answer(doubts, read=True))


def test_blame_of_exactly_the_wrong_figure_is_right_and_any_other_wrong():
    case = case_of()
    assert outcome(case, doubt(case, [1, 0, 2], [0])).blame == "right"
    assert outcome(case, doubt(case, [1, 0, 2], [0, 2])).blame == "wrong"
    assert outcome(case, doubt(case, [1, 0, 2], [0]), doubt(case, [4, 3], [3])).blame == "wrong"
    assert outcome(case, doubt(case, [1, 0, 2])).blame == "tie"
    assert outcome(case, doubt(case, [4, 3])).blame == "none"


def test_a_repair_is_right_if_it_restores_the_figure():
    case = case_of()
    assert outcome(case, doubt(case, [0, 1], repair=(0, "value", "32016"))).repair == "right"
    assert outcome(case, doubt(case, [0, 1], repair=(0, "value", "32516"))).repair == "wrong"
    assert outcome(case, doubt(case, [0, 1], repair=(1, "value", "32016"))).repair == "wrong"
    assert outcome(case, doubt(case, [0, 1])).repair == "none"


def test_sums_count_what_the_page_says():
    seen_case, hidden, outside = case_of(), case_of(10, "4.9"), case_of(0, "45016", "free")
    sums = tally(
        [
            outcome(seen_case, doubt(seen_case, [0, 1], [0], (0, "value", "32016"))),
            outcome(hidden, doubt(hidden, [1, 2])),
            outcome(outside, doubt(outside, [0, 1], [1], (1, "value", "125"))),
            outcome(seen_case, doubt(seen_case, [0, 1], verdict=Verdict.IMPLAUSIBLE)),
        ]
    )
    assert (sums.cases, sums.seen, sums.unseen) == (4, 3, 1)
    assert (sums.contradicted, sums.doubted) == (2, 3)
    assert (sums.touching, sums.alarms) == (2, 3)
    assert (sums.located, sums.identifiable) == (1, 3)
    assert (sums.just, sums.accused) == (1, 2)
    assert (sums.mended, sums.slips) == (1, 1)
    assert (sums.abstained, sums.others) == (0, 1)


def test_the_checker_is_asked_about_the_edited_article_only():
    case = case_of(1, "95")
    given = answer(case, "annotated")
    assert any(d.contradicts and d.touches for d in given.doubts)
    assert false_alarms(case.clean, "annotated") == ()
