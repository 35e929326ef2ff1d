"""The pages in a real browser: an article is pasted, its findings are read, mended and taken away."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from webarticles import ARTICLE, HOSTILE

PAGES = ["/", "/rules", "/definitions?q=deliveries", "/definitions/names?size=10", "/programs"]


def paste(page, text):
    page.goto("/")
    page.fill("#text", text)
    page.click("button.main")
    page.wait_for_url("**/check/*")


def test_an_article_is_pasted_read_mended_and_downloaded(page):
    paste(page, ARTICLE)
    assert "contradicted" in page.inner_text("h1")
    note = page.locator("section.note", has_text="sum of parts")
    assert "27,182 + 27,668 = 54,850, not 45,850" in note.inner_text()
    total = page.locator(".fig.v-contradicted", has_text="45,850")
    assert total.get_attribute("aria-label") == "45,850, contradicted"

    calculation = note.locator("details.workings")
    assert not calculation.locator(".steps").is_visible()
    calculation.locator("summary").click()
    assert "27,182 + 27,668 = 54,850" in calculation.locator(".steps").inner_text()

    assert not total.locator("ins").is_visible()
    note.locator("button.apply").click()
    assert total.locator("ins").inner_text() == "54,850"
    assert not page.is_checked("#mend")
    note.locator("button.apply").click()
    assert not total.locator("ins").is_visible()

    page.click(".menu:not(.share) > summary")
    with page.expect_download() as download:
        page.click("text=ClaimReview")
    reviews = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert {one["@type"] for one in reviews["@graph"]} == {"ClaimReview"}
    assert "Contradicted" in {one["reviewRating"]["alternateName"] for one in reviews["@graph"]}


def test_mended_text_can_be_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, ARTICLE)
    page.click(".switch")
    page.click("#copy")
    page.wait_for_function("document.querySelector('#copy').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Total\t54,850" in copied
    assert "45,850" not in copied
    assert "down 37.5% year-on-year." in copied


def test_keys_go_from_finding_to_finding_and_filters_hide(page):
    paste(page, ARTICLE)
    assert page.locator("section.note").count() == 2
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('.badge').textContent") == "1"
    page.keyboard.press("j")
    assert page.inner_text(".walk .at") == "2 of 2"
    assert page.evaluate("document.activeElement.matches('section.note')")
    assert page.locator("section.note:visible").count() == 2
    page.locator(".pill", has_text="contradicted").click()
    assert page.locator("section.note:visible").count() == 0


def test_a_file_is_dropped_and_the_link_is_shared(page, tmp_path):
    article = tmp_path / "lumen.md"
    article.write_text(ARTICLE, encoding="utf-8")
    page.goto("/")
    page.set_input_files("#file", article)
    assert "lumen.md" in page.inner_text(".dropped")
    page.click(".dropped button")
    assert not page.is_visible(".dropped")
    page.evaluate(
        """(text) => {
          const dropped = new DataTransfer();
          dropped.items.add(new File([text], "lumen.md"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        ARTICLE,
    )
    assert "lumen.md" in page.inner_text(".dropped")
    page.click("button.main")
    page.wait_for_url("**/check/*")
    assert "lumen.md" in page.inner_text(".meta")
    page.click(".share > summary")
    assert page.input_value("#link") == page.url
    assert "until it stops" in page.inner_text(".share .sheet")


def test_nothing_to_check_is_said_before_anything_is_sent(page):
    page.goto("/")
    page.click("button.main")
    assert "nothing to check yet" in page.inner_text(".trouble")


def test_a_new_user_checks_the_example_with_one_click(page):
    page.goto("/")
    page.click("text=Check this example")
    page.wait_for_url("**/check/*")
    assert page.locator("section.note").count() >= 4


def test_a_hostile_article_is_only_text(page):
    paste(page, HOSTILE)
    assert page.title().endswith("Tachograph")
    assert page.locator("h1").is_visible()
    text = page.inner_text("main")
    assert "<script>document.title='owned'</script>" in text
    assert "{{ 7*7 }}" in text
    assert page.locator("main img, main script, main style").count() == 0
    assert page.evaluate("[...document.links].every(link => !link.href.startsWith('javascript:'))")


def test_the_language_is_chosen_and_kept(page):
    page.goto("/")
    page.click(".choices a")
    assert page.get_attribute("html", "lang") == "zh"
    page.goto("/rules")
    assert page.get_attribute("html", "lang") == "zh"
    assert "增速" in page.inner_text("main")


def test_dark_and_light_are_switched_and_kept(page):
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.expected = ["404"]  # a missing page is complained of by the browser itself
    for path in [*PAGES, "/nothing-here"] if scheme == "light" else ["/"]:
        page.goto(path)
        assert violations(page) == [], path
    paste(page, ARTICLE)
    for summary in page.locator("main details:not([hidden]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert violations(page) == []


def test_pages_fit_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    paste(page, ARTICLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_everything_is_there(browser, origin):
    context = browser.new_context(base_url=origin, java_script_enabled=False)
    page = context.new_page()
    paste(page, ARTICLE)
    assert page.locator("section.note").count() >= 1
    assert not page.locator("button.apply").first.is_visible()
    page.click(".switch")
    assert page.locator("ins.now").first.is_visible()
    context.close()
