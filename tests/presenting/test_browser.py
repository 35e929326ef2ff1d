"""The page in a real browser: its script runs under its own policy and sets the notes beside the figures."""

import re
import shutil
import subprocess

import pytest

import samples
from tachograph.presenting.html import render


@pytest.fixture(scope="module")
def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail("no chromium here: install it (make browser) for the tests of the page")


@pytest.fixture
def opened(browser, tmp_path):
    def opened(html, *options):
        page = tmp_path / "page.html"
        page.write_text(html, encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--enable-logging=stderr", "--window-size=1400,1000", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return opened


def test_notes_are_set_beside_their_figures_without_overlap(opened):
    done = opened(render([samples.lumen(), samples.hostile()]), "--dump-dom")
    assert "CONSOLE" not in done.stderr
    assert done.stdout.count('class="notes aligned"') == 2
    tops = [
        float(top) for top in re.findall(r'<(?:section|details) class="note[^>]*style="top: ([\d.]+)px', done.stdout)
    ]
    assert len(tops) == 3  # two in the first article, one in the second
    assert 0 < tops[0] < tops[1] - 100


def test_narrow_page_has_the_findings_below(opened):
    done = opened(render([samples.lumen()]), "--dump-dom", "--window-size=500,900")
    assert "CONSOLE" not in done.stderr
    assert "aligned" not in re.sub("<style>.*?</style>|<script>.*?</script>", "", done.stdout, flags=re.DOTALL)


def test_page_prints(opened, tmp_path):
    target = tmp_path / "page.pdf"
    opened(render([samples.lumen()]), f"--print-to-pdf={target}")
    assert target.read_bytes().startswith(b"%PDF")
