"""The pages over the ledger as a reader has them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/board?period=2026-01",
    "/makers?name=nio",
    "/cell?is=hima:deliveries:2026-01",
    "/conflicts?size=3",
    "/forecasts?of=nio",
    "/ask?q=Is Xiaomi on track for 550,000?",
    "/leader",
    "/targets",
    "/market",
    "/report?period=2026-01",
    "/promises",
    "/sources",
]


def opened(page, path):
    """Open a page and wait for what is still being worked out."""
    page.goto(path)
    page.wait_for_selector("main:not(:has(.pending))", timeout=90_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_accessible(page, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in PAGES if scheme == "light" else PAGES[:1]:
        opened(page, path)
        assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_figure_of_an_article_is_followed_from_its_cell(told_page, lang, scheme):
    page = told_page
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/cell?is=nio:deliveries:2026-01&lang={lang}")
    page.locator(".said .claim").first.click()
    page.wait_for_url("**/claim?id=*")
    assert page.inner_text("blockquote mark") == page.inner_text("h1").strip("“”")
    assert page.locator("dl.lineage a[href^='https://']").count() >= 1
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def assert_accessible(page):
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], page.url


def test_they_fit_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    for path in [*PAGES, "/forecasts", "/ask"]:
        opened(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_from_a_figure_of_the_board_to_its_source_is_one_step(page):
    page.goto("/board?period=2026-01")
    page.locator("table.figures tr", has_text="HIMA").first.locator("td.number a", has_text="57,915").click()
    assert page.inner_text(".best strong") == "57,915"
    assert page.locator(".said a[href^='https://']").count() > 3


def test_red_for_up_is_a_choice_that_is_kept(page):
    def colour():
        return page.locator("td.rise").first.evaluate("cell => getComputedStyle(cell).color")

    page.goto("/board?period=2026-01")
    blue = colour()
    page.click("button.colours")
    red = colour()
    assert red != blue
    page.goto("/leader?period=2026-01")
    assert colour() == red
    assert page.get_attribute("button.colours", "aria-pressed") == "true"


def test_bars_are_reached_by_keyboard(page):
    page.goto("/makers?name=nio")
    bar = page.locator("svg.years a").last
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cell?is=nio**")


def test_a_fan_says_its_months_and_is_taken_away(page):
    opened(page, "/forecasts?of=nio")
    page.locator("svg.fan a").last.focus()
    known = page.inner_text(".tip")
    page.keyboard.press("ArrowRight")
    ahead = page.inner_text(".tip")
    assert "expected" not in known
    assert "80% likely between" in ahead
    assert ahead == page.evaluate("document.activeElement.getAttribute('aria-label')")
    for kind, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("Data", b"entity,")):
        with page.expect_download() as download:
            page.click(f".save >> text={kind}")
        assert download.value.path().read_bytes().startswith(start)
