"""Several articles together: copies, disagreements and what explains them, and where an error came from."""

from datetime import date
from itertools import permutations

import pytest

from tachograph.checking import check_claims
from tachograph.checking.articles.corpus import Corpus
from tachograph.checking.context import Context
from tachograph.checking.figures import Figures
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

PACK, RATES = load_pack(evidence=False), load_rates()  # so that only the articles speak for and against one another


def article(outlet, day, text, title=None):
    published = date(2026, 2, day) if day else None
    lang = "zh" if "年" in text else "en"
    return Document(f"{outlet.lower().replace(' ', '-')}.md", text, title, outlet, published, lang)


def check(*documents):
    checked = check_claims([(d, extract_claims(d, PACK)) for d in documents], PACK, RATES)
    return {one.document.outlet: one for one in checked}


def differences(one):
    return [f for f in one.findings if f.rule == "cross_source" and f.verdict is not Verdict.CONFIRMED]


def verdicts(one):
    return {c.quote: c.verdict for c in one.claims}


DAILY = article(
    "Motor Daily",
    2,
    "HIMA delivered 57,915 vehicles in January 2026, up 65.6 percent from a year earlier. NIO handed over 27,182 "
    "vehicles in January 2026, which is 96.1 percent more than in January 2025.",
)
WRONG = article(
    "Harbour Post",
    3,
    "The alliance around Huawei, HIMA, reports deliveries of 67,915 vehicles for January 2026, the most of all young "
    "sellers of electric cars in the country that month. At NIO, deliveries came to 27,182 vehicles in January 2026, "
    "almost twice as many as in the January before, when the holidays fell into the month.",
    "January for the young carmakers",
)
COPY = article("Valley Wire", 4, f"Young carmakers start well\n\n{WRONG.text}", "Young carmakers start 2026 well")
REVIEW = article(
    "Electric Review",
    5,
    "January 2026 ended with 57,915 vehicles delivered by HIMA. NIO delivered about 27,200 vehicles in January 2026.",
)
CHINESE = article("东城日报", 2, "2026年1月，鸿蒙智行交付新车57915辆，同比增长65.6%。蔚来2026年1月交付27182辆。")
FIVE = (DAILY, WRONG, COPY, REVIEW, CHINESE)


def test_one_source_against_two_is_contradicted_with_its_copy_and_nothing_else():
    checked = check(*FIVE)
    found = {outlet: f for outlet, one in checked.items() for f in differences(one)}
    assert set(found) == {"Harbour Post", "Valley Wire"}
    assert {f.verdict for f in found.values()} == {Verdict.CONTRADICTED}
    assert len({f.message for f in found.values()}) == 1  # one disagreement, told to each that it blames
    finding = found["Harbour Post"]
    for name in ("Motor Daily (2 Feb 2026)", "Harbour Post (3 Feb 2026)", "Valley Wire (4 Feb 2026)", "东城日报"):
        assert name in finding.message
    assert "3 articles independent of one another" in finding.message
    assert [(r.before, r.after) for r in finding.repairs] == [("67915", "57915")]
    evidence = {e.source: e for e in finding.evidence}
    assert set(evidence) == {d.source for d in (DAILY, REVIEW, CHINESE)}
    assert "“HIMA delivered 57,915 vehicles" in evidence["motor-daily.md"].fact
    assert evidence["motor-daily.md"].published == "2026-02-02"
    assert verdicts(checked["Harbour Post"])["67,915 vehicles"] is Verdict.CONTRADICTED
    assert verdicts(checked["Motor Daily"])["57,915 vehicles"] is Verdict.CONFIRMED


def test_a_wrong_figure_is_followed_from_where_it_appeared_first():
    (finding,) = differences(check(*FIVE)["Valley Wire"])
    steps = [step.text for step in finding.derivation]
    way = "first in Harbour Post (3 Feb 2026); repeated by Valley Wire (4 Feb 2026) in the words of Harbour Post"
    assert f"67,915 vehicles: {way}" in steps


def test_what_has_no_date_may_be_older_than_the_first():
    undated = article("Back Page", 0, "HIMA delivered 67,915 vehicles in January 2026, a strong month.")
    (finding,) = differences(check(DAILY, REVIEW, CHINESE, COPY, undated)["Valley Wire"])
    assert finding.verdict is Verdict.IMPLAUSIBLE  # two sources against three
    assert "57,915 vehicles is borne out by 3 articles" in finding.message
    (step,) = [s.text for s in finding.derivation if "first in" in s.text]
    assert step.endswith("repeated by Back Page (no date); what has no date may be older")


def test_of_one_day_nobody_is_said_to_have_been_first():
    twin = article("Evening Post", 3, "HIMA delivered 67,915 vehicles in January 2026, an evening paper says.")
    (finding,) = differences(check(DAILY, REVIEW, CHINESE, WRONG, twin)["Evening Post"])
    (step,) = [s.text for s in finding.derivation if "stands in" in s.text]
    assert step.endswith("who had it first cannot be told from their dates")


def test_a_copy_is_found_behind_another_title_and_names_its_origin():
    checked = check(*FIVE)
    assert checked["Valley Wire"].copy_of.source == WRONG.source
    assert checked["Valley Wire"].copy_of.shared > 0.9
    assert [copy.source for copy in checked["Harbour Post"].copies] == [COPY.source]
    assert all(one.copy_of is None for outlet, one in checked.items() if outlet != "Valley Wire")


def test_a_copy_neither_confirms_nor_outvotes():
    pair = check(WRONG, COPY)
    assert all(not one.findings for one in pair.values())
    one_each = check(DAILY, WRONG, COPY)
    assert [f.verdict for one in one_each.values() for f in differences(one)] == [Verdict.IMPLAUSIBLE] * 3
    assert "cannot be told" in differences(one_each["Motor Daily"])[0].message


def test_a_sentence_that_two_articles_print_is_one_source():
    shared = (
        "According to the statement that the alliance published on Sunday evening, HIMA delivered 57,915 vehicles in "
        "January 2026 to its customers all over the country."
    )
    own = (
        " At NIO, on the other hand, 27,182 vehicles went to their owners in January 2026, and the company speaks of"
        " a good month. Leapmotor gave away 32,059 vehicles in January 2026, about half of what it had in December."
        " Zeekr, which has twice as many buyers as a year ago, came to 23,852 vehicles in January 2026 by its own count."
    )
    one = article("Morning Sheet", 2, f"{shared}{own}")
    filler = (
        " Li Auto delivered 27,668 vehicles in January 2026, which its managers call a solid start into a year of"
        " change, after 29,927 in January 2025. XPeng, says a report to the exchange in Hong Kong, came to 20,011"
        " vehicles in January 2026, a third less than in January 2025, when it had brought 30,350 to its buyers."
    )
    other = article("Evening Sheet", 2, f"{filler} {shared}")
    for checked in check(one, other).values():
        assert checked.copy_of is None
        assert not [f for f in checked.findings if f.evidence or f.verdict is not Verdict.CONFIRMED]


def test_a_rounded_figure_is_the_exact_one():
    checked = check(DAILY, REVIEW)
    assert not any(differences(one) for one in checked.values())
    assert any("as 27,200 vehicles" in f.message for f in checked["Motor Daily"].findings)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            "Retail sales of new energy vehicles in China came to 1.307 million in September 2025, preliminary data show.",
            "Retail sales of new energy vehicles in China reached 1.296 million in September 2025, the CPCA says.",
            "1.307 million is a preliminary count",
        ),
        (
            "Retail sales of new energy vehicles in China came to 1.307 million in September 2025.",
            "Wholesale of new energy vehicles in China was 1.489 million in September 2025.",
            "these are two counts, and both may hold",
        ),
        (
            "BYD set itself a sales target of 5.5 million vehicles for 2025.",
            "BYD set itself a sales target of 4.6 million vehicles for 2025.",
            "an aim may have been changed in between",
        ),
    ],
)
def test_what_explains_a_difference_is_said_before_anything_is_called_wrong(first, second, why):
    checked = check(article("Letter", 2, first), article("Gazette", 6, second))
    for one in checked.values():
        (finding,) = differences(one)
        assert finding.verdict is Verdict.CONSISTENT
        assert finding.message.endswith(why)


def test_two_that_differ_are_both_doubted_and_nothing_is_called_false():
    north = article("North Letter", 2, "XPeng delivered 20,011 vehicles in January 2026.")
    south = article("South Letter", 3, "XPeng delivered 20,101 vehicles in January 2026.")
    for one in check(north, south).values():
        (finding,) = differences(one)
        assert finding.verdict is Verdict.IMPLAUSIBLE
        assert not finding.blamed
        assert finding.claims[0] in {c.id for c in one.claims}
        assert len(finding.evidence) == 1


def test_what_is_anothers_figure_elsewhere_is_not_called_false():
    two = [
        article("Letter", 1, "NIO delivered 27,182 vehicles in January 2026."),
        article("Post", 2, "In January 2026, NIO’s deliveries were 27,182 vehicles."),
    ]
    month = article("Review", 4, "NIO delivered 27,128 vehicles in December 2025.")
    mixed = article("Gazette", 5, "NIO delivered 27,128 vehicles in January 2026.")
    (finding,) = differences(check(*two, month, mixed)["Gazette"])
    assert finding.verdict is Verdict.IMPLAUSIBLE
    assert "is what Review (4 Feb 2026) gives for NIO’s deliveries in December 2025" in finding.message


def test_articles_that_contradict_themselves_settle_nothing():
    both = "HIMA delivered 57,915 vehicles in January 2026. Of the same month it says: HIMA delivered 57,951 vehicles."
    checked = check(article("Letter", 2, both), article("Post", 3, f"{both} No more is known."))
    assert not any(f.evidence for one in checked.values() for f in differences(one))


def test_other_articles_tell_which_figure_of_a_wrong_sum_is_wrong():
    total = "In January 2026 NIO delivered 28,182 cars: 20,894 NIO, 3,481 Onvo and 2,807 Firefly."
    alone = check(article("Sheet", 4, total))["Sheet"]
    assert [f.blamed for f in alone.findings if f.verdict is Verdict.CONTRADICTED] == [()]
    one = check(DAILY, REVIEW, CHINESE, article("Sheet", 4, total))["Sheet"]
    wrong = [quote for quote, verdict in verdicts(one).items() if verdict is Verdict.CONTRADICTED]
    assert wrong == ["28,182 cars"]
    (finding,) = [f for f in one.findings if f.verdict is Verdict.CONTRADICTED]
    assert finding.rule == "sum_of_parts"
    assert {e.source for e in finding.evidence} >= {DAILY.source, CHINESE.source}


def test_the_order_of_the_articles_changes_nothing():
    expected = check(*FIVE)
    for order in list(permutations(FIVE))[::17]:
        assert check(*order) == expected


def test_a_thousand_figures_are_compared_by_what_they_are_of():
    """The work grows with what is said of the same thing, not with the square of all that is said."""
    documents = [article(f"Letter {n}", n, f"XPeng delivered {20_000 + n} vehicles in 2{n:03}.") for n in range(1, 28)]
    figures = [Figures.of(Context.of(d, extract_claims(d, PACK), PACK, RATES)) for d in documents]
    cells = Corpus.of(figures).cells
    assert max(len(said) for given in cells.values() for said in given.values()) == 1
