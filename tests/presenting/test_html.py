import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from time import monotonic

import samples
from tachograph.core.claim import Verdict
from tachograph.core.document import Document
from tachograph.core.finding import CheckedDocument
from tachograph.presenting.html import address, render, shortened

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """A page as elements: (tag, attributes, text inside)."""

    def __init__(self, html):
        super().__init__()
        self.elements, self._open, self.unbalanced = [], [], []
        self.feed(html)
        self.close()
        self.unbalanced += [tag for tag, _, _ in self._open]

    def handle_starttag(self, tag, attrs):
        element = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        for _, _, text in self._open:
            text.append(data)

    def all(self, tag=None, name=None):
        return [
            (attributes, "".join(text))
            for found, attributes, text in self.elements
            if tag in (None, found) and (name is None or name in (attributes.get("class") or "").split())
        ]


def test_page_is_well_formed_and_every_link_inside_it_has_a_target():
    for documents in ([samples.lumen()], [samples.lumen(), samples.chinese(), samples.hostile()], []):
        for checked in (True, False):
            page = Page(render(documents, checked=checked))
            assert page.unbalanced == []
            ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
            assert len(ids) == len(set(ids))
            inside = [a["href"][1:] for a, _ in page.all("a") if a["href"].startswith("#")]
            assert set(inside) - {"a1"} <= set(ids)
            named = [
                name for a, _ in page.all(name="fig") for name in (a.get("data-notes", "") + a["data-row"]).split()
            ]
            assert set(named) <= set(ids)


def test_figures_carry_verdict_number_and_link_to_their_finding():
    page = Page(render([samples.lumen()]))
    figures = {text: attributes for attributes, text in page.all("a", "fig")}
    growth = figures["60%28%"]
    assert growth["class"] == "fig v-contradicted"
    assert growth["data-n"] == "1"
    assert growth["aria-label"] == "60%, contradicted"
    (note,) = [attributes for attributes, _ in page.all("section", "note") if attributes["id"] == growth["href"][1:]]
    assert note["aria-label"] == "Finding 1, contradicted"
    assert figures["12 stores"]["class"] == "fig v-confirmed"
    assert "data-n" not in figures["25,000"]
    assert figures["100 stores"]["href"] == "#" + figures["100 stores"]["data-row"]


def test_note_shows_calculation_evidence_and_repair():
    page = Page(render([samples.lumen()]))
    notes = [text for _, text in page.all(name="note")]
    assert [" ".join(note.split())[:16] for note in notes] == [
        "1 ✗ contradicted",
        "2 ? implausible ",
        "✓confirmed: 5 + ",
    ]
    assert "(32,000 / 25,000 - 1) in percent 27.954 to 28.046" in notes[0]
    repairs = [" ".join(text.split()) for _, text in page.all("p", "repair")]
    assert repairs == [
        "Write 60% 28% Apply",
        "Period May 2025 Apr 2025",
        "Write 10.45 billion yuan 1.045 billion yuan Apply",
    ]
    (link,) = page.all("a", "out")
    assert link[0]["href"] == "https://example.org/filing.pdf"
    assert link[1] == "example.org/filing.pdf"


def test_the_article_reads_as_written():
    html = render([samples.lumen()])
    html = re.sub(r'<ins class="now">.*?</ins>', "", html)
    page = Page(html)
    (body,) = [text for _, text in page.all("div", "text")]
    for line in samples.TEXT.splitlines():
        words = [word for word in re.split(r"[\s|]+", line.removeprefix("- ")) if word.strip("-")]
        assert " ".join(words) in " ".join(body.split())


def test_table_heading_item_and_title_are_set_as_such():
    page = Page(render([samples.lumen()]))
    assert [text for _, text in page.all("h2")] == ["Lumen grows again"]
    assert next(text for _, text in page.all("h3")) == "Stores"
    assert [text for _, text in page.all("p", "item")] == ["Openings: 12 stores in Q4 (5 in September, 7 in October)."]
    cells = [text.strip() for attributes, text in page.all("td") if "dir" in attributes]
    assert cells == ["Year", "Revenue (bn yuan)", "2025", "10.45"]


def test_several_articles_have_a_table_of_contents():
    page = Page(render([samples.lumen(), samples.chinese()]))
    (contents,) = [text for _, text in page.all("nav", "contents")]
    assert "Lumen grows again" in contents
    assert "zh.txt" in contents
    assert [attributes["lang"] for attributes, _ in page.all("div", "text")] == ["en", "zh"]
    assert page.all("nav", "contents")
    assert not Page(render([samples.lumen()])).all("nav", "contents")


def test_the_same_text_read_twice_has_its_own_anchors():
    page = Page(render([samples.lumen(), samples.lumen("copy.txt")]))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert len(page.all("a", "fig")) == 18


def test_hostile_text_is_only_text():
    html = render([samples.hostile()])
    page = Page(html)
    assert len(page.all("script")) == 1
    assert not page.all("b", None) or all("alert" not in text for _, text in page.all("b"))
    addresses = [attributes.get("href", "") for attributes, _ in page.all("a")]
    assert all(address.startswith("#") for address in addresses)
    assert not [name for _, attributes, _ in page.elements for name in attributes if name.startswith("on")]
    (body,) = [text for _, text in page.all("div", "text")]
    assert "<script>alert(1)</script>" in body
    assert "{{ 7*7 }}" in body
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_only_the_script_of_the_page_may_run():
    html = render([samples.lumen()])
    script = html[html.index("<script>") + 8 : html.index("</script>")]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = [a["content"] for a, _ in Page(html).all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert f"script-src 'sha256-{digest}'" in policy
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not [attributes for _, attributes, _ in Page(html).elements if "style" in attributes]


def test_nothing_is_loaded_from_elsewhere():
    html = render([samples.lumen(), samples.hostile()])
    page = Page(html)
    assert not page.all("link")
    assert not page.all("img")
    assert not [attributes for _, attributes, _ in page.elements if "src" in attributes]
    assert "url(" not in html
    assert "@import" not in html


def test_right_to_left_text_sets_its_own_direction():
    text = "باعت الشركة 25000 سيارة في مايو."
    document = Document("ar.txt", text)
    page = Page(render([CheckedDocument(document, (samples.figure(document, "25000", "25000"),), ())]))
    (paragraph,) = [attributes for attributes, inside in page.all() if inside.strip() == text and "dir" in attributes]
    assert paragraph["dir"] == "auto"


def test_filters_legend_and_switch_only_where_there_is_something_to_show():
    page = Page(render([samples.lumen()]))
    boxes = [attributes["id"] for attributes, _ in page.all("input")]
    assert boxes == [f"show-{v}" for v in ("contradicted", "implausible", "confirmed", "consistent", "unchecked")] + [
        "mend"
    ]
    plain = Page(render([samples.chinese()]))
    assert [attributes["id"] for attributes, _ in plain.all("input")] == ["show-confirmed", "show-unchecked"]
    assert not Page(render([samples.bare("no figure")])).all("input")


def test_extraction_shows_no_verdict():
    html = render([samples.lumen()], checked=False)
    page = Page(html)
    assert {attributes["class"] for attributes, _ in page.all("a", "fig")} == {"fig"}
    assert not page.all("input")
    assert not page.all(name="note")
    (table,) = page.all("details", "all")
    assert "open" in table[0]
    assert "60%60 percentLumensalesMay 2025 · against May 2024" in table[1]


def test_same_input_gives_the_same_page():
    assert render([samples.lumen(), samples.chinese()]) == render([samples.lumen(), samples.chinese()])


def test_a_very_long_line_does_not_hang():
    since = monotonic()
    assert "7 cars" in render([samples.huge()])
    assert monotonic() - since < 5


def test_long_addresses_are_shortened_in_the_middle():
    assert shortened("https://www.example.org/news/1/") == "example.org/news/1"
    long = shortened("https://example.org/" + "a" * 99 + "/last.pdf")
    assert long.startswith("example.org/…")
    assert long.endswith("/last.pdf")
    assert len(long) == 48


def test_source_with_a_remark_links_only_to_the_address():
    assert address("https://example.org/a (read in May)") == (
        "https://example.org/a",
        "example.org/a",
        " (read in May)",
    )
    assert address("javascript:alert(1) x") == (None, "javascript:alert(1) x", "")


def test_front_matter_is_not_part_of_the_article():
    text = "---\ntitle: Lumen doubles\ndate: 2026-01-01\n---\n# Lumen doubles\nIt sold 5 cars.\n"
    document = Document("a.md", text, title="Lumen doubles")
    claims = (samples.figure(document, "doubles", "100"), samples.figure(document, "doubles", "100", nth=1))
    page = Page(render([CheckedDocument(document, claims, ())]))
    assert [inside for _, inside in page.all("h2")] == ["Lumen doubles"]
    assert [inside for _, inside in page.all("p", "front")] == ["title: Lumen doubles"]
    assert len(page.all("a", "fig")) == 2
    assert not any("date:" in inside for _, inside in page.all("div", "text"))


def test_much_evidence_is_folded():
    one = samples.lumen()
    finding = replace(one.findings[0], evidence=one.findings[0].evidence * 5)
    page = Page(render([replace(one, findings=(finding,))]))
    assert [inside.split()[:2] for _, inside in page.all("details", "more")] == [["2", "more"]]
    assert len(page.all("a", "out")) == 5


def test_what_neither_flags_nor_confirms_stays_out_of_the_margin():
    one = samples.lumen()
    finding = replace(one.findings[2], verdict=Verdict.CONSISTENT)
    page = Page(render([replace(one, findings=(finding,))]))
    assert not page.all("details", "agreeing")
    ((note, _),) = page.all(name="note")
    assert "hidden" in note
    (store,) = [attributes for attributes, inside in page.all("a", "fig") if inside == "12 stores"]
    assert store["href"] == "#" + store["data-row"]
    assert store["data-notes"].split() == [note["id"]]
