"""Hostile inputs are read or refused in a line, within the bounds of a process; and the page says what happens."""

import ast
import json
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from tests.hostile.faults import FAULTS, NETWORK
from tests.hostile.inputs import INPUTS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def happened():
    """What happened to each input; a process that goes beyond its bounds tells of fewer."""
    command = [sys.executable, "-m", "tests.hostile.bounded"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (lines[-1:], done.stderr)
    return {line["name"]: line["happened"] for line in lines}


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.name)
def test_an_input_is_read_or_refused(given, happened):
    assert happened[given.name] == given.happens


@pytest.mark.parametrize("shown", [*FAULTS, *NETWORK], ids=lambda shown: shown.test)
def test_what_the_page_tells_is_shown_by_a_test(shown):
    tree = ast.parse((ROOT / "tests" / shown.file).read_text(encoding="utf-8"))
    assert shown.test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_page_is_current():
    spec = spec_from_file_location("build_hostile", ROOT / "scripts" / "build_hostile.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "hostile.md").read_text(encoding="utf-8")
    assert module.page() == written, "run python scripts/build_hostile.py"
