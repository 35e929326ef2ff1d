"""The page of an evaluation: what it marks, and its filters in a real browser."""

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html as markup

import goldsamples
from tachograph.presenting.evaluation.html import render
from tachograph.scoring import evaluate


def opened(page):
    return markup.fromstring(page)


def words(element):
    return " ".join(element.text_content().split())


def test_the_text_reads_as_written_with_every_figure_marked():
    article = opened(render(goldsamples.evaluation())).get_element_by_id("a1")
    text = article.find_class("text")[0]
    assert goldsamples.TEXT in words(text)
    marks = [(figure.text, figure.get("class"), figure.get("data-n")) for figure in text.find_class("fig")]
    assert marks == [
        ("32,000 cars", "fig s-right", None),
        ("May", "fig s-surplus", "+2"),
        ("60%", "fig s-differs", "≠3"),
        ("20,000", "fig s-differs", "≠4"),
        ("12 stores", "fig s-differs", "≠5"),
        ("100", "fig s-missed", "−6"),
    ]


def test_gold_and_predicted_stand_side_by_side_with_the_differences_marked():
    article = opened(render(goldsamples.evaluation())).get_element_by_id("a1")
    rows = article.xpath(".//div[@class='compared']//tbody/tr")
    cells = [[words(cell) for cell in row] for row in rows]
    assert cells[0][1:] == [
        "32,000 vehicleLumensales2025-05levelactual",
        "32,000 vehicleLumendeliveries2025-05levelactual 0.90",
    ]
    assert [cell[1] for cell in cells].count("none") == 1
    assert [cell[2] for cell in cells].count("none") == 1
    assert [[mark.text for mark in row.iter("mark")] for row in rows] == [
        [],
        [],
        ["change", "share"],
        ["20,000 vehicle", "20,000 CNY"],
        ["stores", "level", "no metric", "count"],
        [],
    ]
    assert [row.get("data-filters") for row in rows] == [
        "all",
        "all differences surplus",
        "all differences differs kind",
        "all differences differs quantity",
        "all differences differs metric kind",
        "all differences missed",
    ]


def test_every_link_leads_somewhere():
    page = opened(render(goldsamples.evaluation()))
    targets = {element.get("id") for element in page.iter() if element.get("id")}
    links = [link.get("href")[1:] for link in page.iter("a")]
    assert len(links) > 15
    assert set(links) <= targets
    assert len(page.xpath("//*[@id]")) == len(targets)


def test_filters_say_how_many_they_show():
    page = opened(render(goldsamples.evaluation()))
    said = {i.get("value"): words(i.getparent()) for i in page.xpath("//input[@name='show']")}
    assert said == {
        "all": "all 8",
        "differences": "differences 5",
        "quantity": "quantity 1",
        "metric": "metric 1",
        "kind": "kind 2",
        "missed": "missed 1",
        "surplus": "surplus 1",
    }
    assert [i.get("value") for i in page.xpath("//input[@name='lang']")] == ["*", "en", "zh"]
    assert [i.get("value") for i in page.xpath("//input[@name='kind']")] == ["*", "", "press"]


def test_figures_that_share_characters_are_one_mark():
    text = "from 400 to 450 GWh"
    gold = [goldsamples.row(text, "400 to 450 GWh", 400, high=450)]
    predicted = [goldsamples.row(text, "400", 400), goldsamples.row(text, "450 GWh", 450)]
    page = opened(render(evaluate([goldsamples.article(text=text, claims=gold)], {"lumen": predicted})))
    (figure,) = page.find_class("fig")
    assert figure.text == "400 to 450 GWh"
    assert figure.get("data-rows") == "r1-1 r1-2"
    assert figure.get("data-n") == "+1,2"


def test_predictions_of_another_text_do_not_break_the_page():
    predicted = [goldsamples.row(goldsamples.TEXT * 3, "100", 100, nth=n) for n in range(3)]
    page = opened(render(evaluate([goldsamples.article(claims=[])], {"lumen": predicted})))
    assert len(page.find_class("fig")) == 1
    assert len(page.xpath("//tr[@class='s-surplus']")) == 3


def test_hostile_text_stays_text():
    page = render(goldsamples.hostile())
    assert page.count("<script") == 1
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<script>alert(1)</script>" in words(opened(page).find_class("text")[0])


def test_the_page_refers_to_nothing_outside():
    page = render(goldsamples.evaluation())
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert not re.search(r"url\(|@import", page)
    assert page == render(goldsamples.evaluation())


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture
def browsed(tmp_path):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.fail("no chromium here: install it (make browser) for the tests of the page")

    def browsed(page, *options):
        target = tmp_path / "page.html"
        target.write_text(page, encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--enable-logging=stderr", "--dump-dom", *options, target.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert "CONSOLE" not in done.stderr
        return opened(done.stdout)

    return browsed


def chosen(page, name, value):
    """The page with another choice made, as the browser would keep it."""
    page = re.sub(rf'(name="{name}" value="[^"]*" autocomplete="off") checked', r"\1", page)
    changed = page.replace(
        f'name="{name}" value="{value}" autocomplete="off"', rf'name="{name}" value="{value}" checked'
    )
    assert changed != page
    return changed


def test_everything_is_shown_at_first(browsed):
    page = browsed(render(goldsamples.evaluation()))
    assert words(page.find_class("shown")[0]) == "8 figures in 2 texts"
    assert not page.xpath("//tr[@hidden] | //article[@hidden]")


def test_only_differences_of_a_field(browsed):
    page = browsed(chosen(render(goldsamples.evaluation()), "show", "kind"))
    assert words(page.find_class("shown")[0]) == "2 figures in 1 text"
    assert [row.get("id") for row in page.xpath("//tbody/tr[@id and not(@hidden)]")] == ["r1-3", "r1-5"]
    assert [figure.text for figure in page.find_class("fig") if "off" not in figure.get("class")] == [
        "60%",
        "12 stores",
    ]
    assert [article.get("id") for article in page.xpath("//article[@hidden]")] == ["a2"]


def test_only_texts_of_a_language_or_kind(browsed):
    page = browsed(chosen(render(goldsamples.evaluation()), "lang", "zh"))
    assert [article.get("id") for article in page.xpath("//article[@hidden]")] == ["a1"]
    assert words(page.find_class("shown")[0]) == "2 figures in 1 text"
    page = browsed(chosen(render(goldsamples.evaluation()), "kind", "press"))
    assert [article.get("id") for article in page.xpath("//article[@hidden]")] == ["a2"]


def test_the_policy_has_no_exceptions():
    page = render(goldsamples.evaluation())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert f"style-src '{hashed_as_named(style)}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'\b(?:src|style|on\w+)="', page)


def hashed_as_named(text):
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
