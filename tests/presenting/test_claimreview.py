import json

import samples
from tachograph.presenting.claimreview import render


def reviews(*documents, **options):
    whole = json.loads(render(documents, **options))
    assert whole["@context"] == "https://schema.org"
    return whole["@graph"]


def test_each_figure_with_something_said_of_it_is_reviewed():
    found = reviews(samples.lumen())
    assert [(one["itemReviewed"]["name"], one["reviewRating"]["alternateName"]) for one in found] == [
        ("60%", "Contradicted"),
        ("12 stores", "Confirmed"),
        ("5", "Confirmed"),
        ("7", "Confirmed"),
        ("10.45 billion yuan", "Implausible"),
    ]


def test_a_review_holds_sentence_rating_calculation_repair_and_sources():
    growth, *_, scale = reviews(samples.lumen())
    assert growth["claimReviewed"] == "Lumen sold 32,000 cars in May, up 60% from 25,000 a year earlier."
    assert growth["reviewRating"]["ratingValue"] == 1
    assert growth["reviewRating"]["bestRating"] == 5
    assert growth["itemReviewed"]["appearance"]["datePublished"] == "2025-06-02"
    assert "32,000 is 28% more than 25,000, not 60%." in growth["reviewBody"]
    assert "Repair: write “28%” instead of “60%”" in growth["reviewBody"]
    assert scale["citation"] == [{"@type": "CreativeWork", "url": "https://example.org/filing.pdf"}]
    assert "citation" not in growth


def test_what_nothing_is_known_of_is_left_out():
    (review,) = reviews(samples.chinese())
    assert "datePublished" not in review["itemReviewed"]
    assert "url" not in review["itemReviewed"]["appearance"]
    assert None not in review.values()


def test_without_checking_nothing_is_reviewed():
    assert reviews(samples.lumen(), checked=False) == []
    assert reviews(samples.bare("5 cars", "5")) == []


def test_hostile_text_is_only_text():
    (review,) = reviews(samples.hostile())
    assert "\x1b" not in review["claimReviewed"]
    assert "url" not in review["itemReviewed"]["appearance"]
    assert all("javascript" not in one.get("url", "") for one in review["citation"])


def test_same_input_gives_the_same_bytes():
    assert render([samples.lumen()]) == render([samples.lumen()])
