"""The documentation site: it builds without a warning, fails for a mistake, and asks no other host for anything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "build_site.py"
ASSET = re.compile(r"<(?:script|img|iframe|source)[^>]+\bsrc=[\"'](?:https?:)?//|<link[^>]+\bhref=[\"'](?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run([sys.executable, SCRIPT, target], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    return target


def test_every_page_is_built(site):
    pages = {path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").rglob("*.md")}
    assert {str(page) for page in pages if not (site / f"{page}.html").is_file()} == set()
    assert "tacho board 2026-01" in re.sub("<[^>]+>", "", (site / "tutorial.html").read_text(encoding="utf-8"))
    assert 'id="forecast"' in (site / "reference" / "commands.html").read_text(encoding="utf-8")
    assert "GET /api/v1/forecast" in (site / "reference" / "requests.html").read_text(encoding="utf-8")


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.rglob("*.html"):
        assert not ASSET.search(page.read_text(encoding="utf-8")), page
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")), style


def test_a_broken_link_and_a_page_left_out_are_errors(tmp_path):
    shutil.copy(ROOT / "docs" / "site" / "conf.py", tmp_path)
    (tmp_path / "index.md").write_text("# One\n\n[two](two.md#nothing) [three](three.md)\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "dummy", tmp_path, tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode
    for said in ("three.md", "nothing", "isn't included in any toctree"):
        assert said in done.stderr
