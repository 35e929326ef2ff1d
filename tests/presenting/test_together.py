"""Several articles in one report: copies and differences stand together, in every form."""

import json
from datetime import date

import pytest

from tachograph.checking import check_claims
from tachograph.core.document import Document
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates
from tachograph.presenting import html, markdown, text, together
from tachograph.presenting import json as contract

PACK, RATES = load_pack(evidence=False), load_rates()
WORDS = (
    "The alliance around Huawei, HIMA, reports deliveries of 67,915 vehicles for January 2026, the most of all young "
    "sellers of electric cars in the country that month, and says that February has begun well."
)
RIGHT = (
    "HIMA delivered 57,915 vehicles in January 2026.",
    "In January 2026 the deliveries of HIMA were 57,915 vehicles, more than a year before.",
)


def article(name, text, day):
    return Document(f"{name}.md", text, outlet=name.title(), published=date(2026, 2, day) if day else None)


def checked(days=(1, 2, 3, 4)):
    texts = zip(("post", "wire", "daily", "review"), (WORDS, WORDS, *RIGHT), days, strict=True)
    documents = [article(name, words, day) for name, words, day in texts]
    return check_claims([(d, extract_claims(d, PACK)) for d in documents], PACK, RATES)


@pytest.mark.parametrize(
    ("days", "said", "beside"),
    [
        ((1, 2, 3, 4), "is a copy of post.md (published 1 Feb 2026)", "copy of post.md (published 1 Feb 2026)"),
        ((1, 1, 3, 4), "which came first their dates do not tell", "shares its text with post.md"),
        ((1, 0, 3, 4), "wire.md (no date) shares its text with post.md", "which came first their dates do not tell"),
    ],
)
def test_copies_are_named_with_what_is_known_of_their_order(days, said, beside):
    documents = checked(days)
    (line,) = together.copies(documents)
    assert said in line
    assert beside in together.copying(documents[1])
    assert together.copying(documents[0]).startswith("repeated by wire.md")
    assert together.copying(documents[2]) == ""


def test_a_disagreement_stands_once_though_two_documents_have_it():
    documents = checked()
    assert sum(f.verdict == "contradicted" for one in documents for f in one.findings) == 2
    (finding,) = together.differences(documents)
    assert "67,915 vehicles in Post (1 Feb 2026) and Wire (2 Feb 2026)" in finding.message


@pytest.mark.parametrize("form", [text, markdown, html])
def test_every_report_has_a_part_on_the_articles_together(form):
    shown = " ".join(form.render(checked()).replace("\\", "").split())
    part = shown[shown.index("The articles together") :]
    assert "wire.md (published 2 Feb 2026) is a copy of post.md (published 1 Feb 2026)" in part
    assert part.count("57,915 vehicles is borne out by 2 articles independent of one another") >= 1
    assert "The articles together" not in form.render(checked()[2:])


def test_json_names_origin_and_copies():
    post, wire, daily, _ = json.loads(contract.render(checked()))["documents"]
    assert (post["copy_of"], daily["copy_of"], daily["copies"]) == (None, None, [])
    assert wire["copy_of"] == {"id": post["id"], "source": "post.md", "published": "2026-02-01", "shared": 1.0}
    assert post["copies"] == [{"id": wire["id"], "source": "wire.md", "published": "2026-02-02", "shared": 1.0}]
