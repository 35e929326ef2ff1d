"""What is installed: pinned, known by its licence, and no more than somebody asked for."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)(.*?)(?: \\)?$", re.MULTILINE)
# What the extras bring, by its modules.
EXTRAS = (
    *("distributed", "dask", "statsforecast", "stamina", "mcp", "pandas", "polars", "psycopg", "fastwarc"),
    *("pyarrow", "scipy", "pydantic", "fsspec"),
)
LEAN = f"""
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {EXTRAS!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocked())
from tachograph.surfaces.cli import run
print(run(sys.argv[1:]))
"""


def pinned(name):
    """The versions in a lock by the package; one that is pinned for some systems alone has a marker."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    return {found[1]: (found[2], ";" in found[3]) for found in PINNED.finditer(text)}


def declared():
    with (ROOT / "pyproject.toml").open("rb") as file:
        whole = tomllib.load(file)
    for one in whole["project"]["dependencies"]:
        yield "default", Requirement(one)
    extras = [r for some in whole["project"]["optional-dependencies"].values() for r in some]
    for one in (*whole["project"]["dependencies"], *extras, *whole["dependency-groups"]["dev"]):
        yield "development", Requirement(one)


@pytest.mark.parametrize("name", ["default", "development"])
def test_a_lock_pins_all_that_is_declared_and_names_no_place(name):
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    versions = pinned(name)
    for lock, needed in declared():
        if lock == name:
            assert needed.specifier.contains(versions[canonicalize_name(needed.name)][0]), f"{needed}: run make lock"
    assert not re.search(r"://|(?<![\w=])/\w|--(?!hash=sha256:)", text)
    assert text.count("==") <= text.count("--hash")


def test_the_locks_agree():
    default, development = pinned("default"), pinned("development")
    assert {name: version for name, version in default.items() if development.get(name, ("",))[0] != version[0]} == {}


def test_every_package_has_a_licence_that_may_be_used():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|", page, re.MULTILINE))
    assert [name for name, (_, some) in pinned("default").items() if not some and name not in listed] == []
    assert "see the package" not in listed.values()
    assert [n for n, licence in listed.items() if re.match(r"A?GPL", licence)] == []


def lean(*arguments):
    done = subprocess.run([sys.executable, "-c", LEAN, *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_without_extras_articles_are_checked_and_what_is_missing_is_named(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("BYD sold 28,277 cars in May 2025, up 50% from 25,681 in April 2025.\n", encoding="utf-8")
    done = lean("check", str(article))
    assert done.stdout.splitlines()[-1] == "1", done.stderr
    assert "write “10%” instead of “50%”" in done.stdout
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(b"")
    assert "pip install 'tachograph[warc]'" in lean("check", str(crawl)).stderr
