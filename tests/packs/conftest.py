"""Packs to test with, and the build scripts as modules."""

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tachograph.core.pack import Pack
from tachograph.packs.loader import load_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    def load(name: str) -> ModuleType:
        spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[name] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write a pack of these files and return its path; ``pack_toml`` is made if it is not given."""

    def make(**files: str) -> str:
        files.setdefault("pack_toml", 'id = "mine"\nname = "Mine"\nrequires = ["cars"]\n')
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return str(tmp_path)

    return make
