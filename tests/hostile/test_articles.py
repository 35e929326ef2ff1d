"""Articles made of what articles are made of: whatever they say, each figure stands in its place, and checking ends."""

from datetime import date

from fuzzing import expect
from fuzzing.targets.article import NUMBERS, PHRASES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.pipeline.recording import entry_of
from tachograph.presenting import html, json, text
from tachograph.reading import read_text

PACK = load_pack(evidence=False)
RATES = load_rates()
WORD = st.sampled_from(PHRASES) | st.sampled_from(NUMBERS)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda words: " ".join(words) + ". ")
ROW = st.lists(WORD, min_size=2, max_size=5).map(lambda cells: "| " + " | ".join(cells) + " |\n")
HEADING = WORD.map(lambda word: f"\n\n# {word}\n\n")
ARTICLE = st.lists(SENTENCE | ROW | HEADING, min_size=1, max_size=12).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLE, st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_an_article(article, published):
    document = read_text(article, "article.txt", published=published)
    claims = extract_claims(document, PACK)
    expect.claims(claims, document.text)
    assert extract_claims(document, PACK) == claims
    entry = entry_of(document, claims, PACK, PACK, RATES)
    assert [c.id for c in entry.checked.claims] == [c.id for c in claims]
    for form in (text, json, html):
        assert form.render([entry.checked])
