"""Build the documentation site: ``python scripts/build_site.py OUT`` (needs the development group).

The pages are those of ``docs``; the reference is made of the program itself: commands from their help, requests from the
OpenAPI description, schemas from ``docs/schema``, names from the package. ``docs/site/nav.toml`` says the order. Whatever
Sphinx warns of (a link that leads nowhere, a page in no part) is an error.
"""

from __future__ import annotations

import inspect
import io
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

import tachograph
from tachograph.surfaces.cli import app
from tachograph.surfaces.web.api import ROOT as API
from tachograph.surfaces.web.api import operations

ROOT = Path(__file__).parent.parent
DOCS, SITE = ROOT / "docs", ROOT / "docs" / "site"
_WIDTH = 88  # columns of a command's help
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+[^)]*\)")  # a link to what is no page of the site
_SCHEMA = re.compile(r"\]\(schema/(\w+)\.schema\.json\)")
_OF_SCHEMAS = re.compile(r"\]\(schema\)")
_FOLDERS = re.compile(r"\[([^\]]+)\]\(benchmarks\)")


def main(target: Path) -> int:
    """Build the site; returns Sphinx's status."""
    from sphinx.cmd.build import build_main  # noqa: PLC0415 - of the development group

    with TemporaryDirectory() as folder:
        sources = Path(folder)
        stage(sources)
        shutil.rmtree(target, ignore_errors=True)
        status: int = build_main(
            ["-W", "--keep-going", "-q", "-b", "html", "-d", f"{folder}/.doctrees", folder, str(target)]
        )
    return status


def stage(sources: Path) -> None:
    """Put all sources of the site into a folder."""
    for page in [*DOCS.glob("*.md"), *DOCS.glob("benchmarks/*.md")]:
        place = sources / page.relative_to(DOCS)
        place.parent.mkdir(exist_ok=True)
        place.write_text(inside(page.read_text(encoding="utf-8"), page), encoding="utf-8")
    for picture in DOCS.glob("*.png"):
        shutil.copy(picture, sources)
    shutil.copy(SITE / "conf.py", sources)
    (sources / "reference").mkdir()
    for name, text in {
        "index": index(),
        "reference/commands": "".join(commands()),
        "reference/requests": "".join(requests()),
        "reference/python": "".join(names()),
        "reference/schemas": "".join(schemas()),
    }.items():
        (sources / f"{name}.md").write_text(text, encoding="utf-8")


def inside(text: str, page: Path) -> str:
    """A page with its links as the site has them: what is outside is named, schemas are on one page."""
    up = "../" if page.parent != DOCS else ""
    text = _OUTSIDE.sub(lambda match: match[0] if _within(page, match[0]) else match[1], text)
    text = _SCHEMA.sub(rf"]({up}reference/schemas.md#\1)", text)
    return _FOLDERS.sub(r"\1", _OF_SCHEMAS.sub(f"]({up}reference/schemas.md)", text))


def _within(page: Path, link: str) -> bool:
    """Whether a link leads to another page of the site."""
    place = (page.parent / link.rpartition("(")[2].rstrip(")").partition("#")[0]).resolve()
    return place.suffix == ".md" and place.is_relative_to(DOCS) and place.is_file()


def index() -> str:
    """The first page: what this is, as the README says it, and all pages by part."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lead = readme.partition("\n## ")[0].replace("docs/", "").strip()
    parts = tomllib.loads((SITE / "nav.toml").read_text(encoding="utf-8"))["part"]
    trees = [
        "\n".join(["```{toctree}", f":caption: {part['title']}", ":maxdepth: 1", "", *part["pages"], "```"])
        for part in parts
    ]
    return f"{lead}\n\nBegin with the [tutorial](tutorial.md).\n\n" + "\n\n".join(trees) + "\n"


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Commands\n\nWhat `tacho COMMAND --help` prints. The status of a command is 0, 1 where something is contradicted or"
    yield " cannot be answered, and 2 where something is wrong with what was asked.\n"
    for name in sorted(name for name in app if not name.startswith("-")):
        yield f"\n## {name}\n\n```text\n{_help(name)}\n```\n"


def _help(name: str) -> str:
    out = io.StringIO()
    app.help_print([name], console=Console(file=out, width=_WIDTH, color_system=None))
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def requests() -> Iterator[str]:
    """The requests of the server."""
    yield "# Requests\n\nWhat `tacho serve` answers, by the description that it gives itself at `/api/v1/openapi.json`"
    yield " ([how to use it](../web.md#rest)).\n"
    for one in sorted(operations(), key=lambda one: (one.path, one.method)):
        yield f"\n## {one.method} {API}{one.path}\n\n{one.says}\n"
        if one.parameters:
            yield "\n| parameter | | |\n| --- | --- | --- |\n"
        for parameter in one.parameters:
            needed = "needed" if parameter.required else ""
            yield f"| `{parameter.name}` | {needed} | {_cell(parameter.says)} |\n"
        yield f"\nAnswers: {', '.join(f'`{media}`' for media in one.media)}.\n"


def names() -> Iterator[str]:
    """The public names of the package with what they say of themselves."""
    yield "# Python\n\nThe names of `import tachograph`; how to use them is told on [its page](../notebook.md).\n"
    for name in sorted(tachograph.__all__, key=str.lower):
        found = getattr(tachograph, name)
        said = inspect.cleandoc(found.__doc__ or "") if not isinstance(found, str) else "The version of the package."
        yield f"\n## {name}\n\n```python\n{_signature(name, found)}\n```\n\n"
        yield f"```text\n{said}\n```\n"


def _signature(name: str, found: Any) -> str:
    try:
        written = str(inspect.signature(found))
    except (TypeError, ValueError):
        return name
    return re.sub(r"tachograph\.[\w.]+\.(\w+)", r"\1", f"{name}{written}")


def schemas() -> Iterator[str]:
    """What the commands print as JSON."""
    yield "# JSON\n\nWhat is printed with `--format json`, and answered by the server. The schemas themselves are in"
    yield " `docs/schema`; numbers are exact decimals, unknown is null.\n"
    for path in sorted(DOCS.glob("schema/*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        yield f"\n## {path.name.partition('.')[0]}\n\n{schema.get('description', '')}\n"
        yield from _properties(schema)
        for name, inner in schema.get("$defs", {}).items():
            if inner.get("properties"):
                yield f"\n**{name}**: {inner.get('description', '')}\n"
                yield from _properties(inner)


def _properties(schema: Mapping[str, Any]) -> Iterator[str]:
    found = schema.get("properties", {})
    if found:
        yield "\n| field | type | |\n| --- | --- | --- |\n"
    for name, one in found.items():
        yield f"| `{name}` | {_type(one)} | {_cell(one.get('description', ''))} |\n"


def _type(schema: Mapping[str, Any]) -> str:
    """A JSON Schema type in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    said = schema.get("type", "any")
    said = " or ".join(said) if isinstance(said, list) else str(said)
    return f"list of {_type(schema['items'])}" if said == "array" and "items" in schema else said


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/site")))
