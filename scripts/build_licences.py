"""Write the list of what is installed along with the package, and under which licences, from their own metadata.

``python scripts/build_licences.py`` writes ``docs/licences.md``; it needs all extras installed, as ``make test`` does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "licences.md"
_LONGEST = 60  # characters of a licence's name; more is its text
_CLASSIFIER = "License :: OSI Approved :: "
# Where metadata name none, or leave open which: as the projects' pages say.
_ALIKE = {"Apache Software": "Apache-2.0", "Apache 2.0": "Apache-2.0", "MPL 2.0": "MPL-2.0"}
_KNOWN = {
    "feedparser": "BSD-2-Clause", "et-xmlfile": "MIT", "openpyxl": "MIT", "dask": "BSD-3-Clause", "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
}  # fmt: skip

HEAD = """# Licences

What is installed along with Tachograph, which is itself under Apache-2.0, by the metadata of each package as it was when this page
was made, by `python scripts/build_licences.py`. The versions are those of `locks/`. None is under the GPL or AGPL alone: `tld` may be
had under the MPL. `psycopg`, of the extra `postgres`, is under the LGPL.

    make lock      # pins all versions anew, with hashes: locks/default.txt, locks/development.txt
    make sbom      # out/sbom.json (CycloneDX 1.6) of an installation of locks/default.txt
    make audit     # known weaknesses of the pinned versions; asks the package index, so it works with a network only

`pip install --require-hashes -r locks/default.txt` installs what is pinned. Packages for other systems than the one that this page
was made on are pinned too, but not listed.

| package | licence | comes with |
| --- | --- | --- |
"""


def page() -> str:
    """The text of the page."""
    sets = {"tachograph": _closure(_project()["dependencies"])}
    for extra, needed in _project()["optional-dependencies"].items():
        sets[f"extra {extra}"] = _closure(needed) - sets["tachograph"]
    names = sorted(set().union(*sets.values()))
    return HEAD + "".join(
        f"| {n} | {_ALIKE.get(_licence(n), _licence(n))} | {', '.join(s for s in sets if n in sets[s])} |\n"
        for n in names
    )


def _project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


def _closure(needed: list[str]) -> set[str]:
    """All packages that some requirements bring here."""
    found: set[str] = set()
    waiting = [(canonicalize_name(r.name), frozenset(r.extras)) for r in map(Requirement, needed)]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        if (here := _installed(name)) is None:
            continue
        found.add(name)
        fresh = [one for one in _needed_by(here, extras) if one not in seen]
        seen.update(fresh)
        waiting += fresh
    return found


def _needed_by(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[NormalizedName, frozenset[str]]]:
    for one in map(Requirement, package.requires or ()):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(one.name), frozenset(one.extras)


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(name: str) -> str:
    said = distribution(name).metadata
    if name in _KNOWN:
        return _KNOWN[name]
    if "License-Expression" in said:
        return said["License-Expression"]
    classified = [c.removeprefix(_CLASSIFIER) for c in said.get_all("Classifier") or () if c.startswith(_CLASSIFIER)]
    if classified:
        return " OR ".join(re.sub(r".*\((.*)\)|(.*?)(?: License)?$", r"\1\2", c) for c in classified)
    first = (said.get_all("License") or [""])[0].strip().partition("\n")[0]
    return first if 0 < len(first) <= _LONGEST else "see the package"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
