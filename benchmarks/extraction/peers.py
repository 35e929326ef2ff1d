"""The systems compared, each in an environment of its own that is no dependency of this project."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class System:
    """A system: its reader, what it is installed from (nothing: this project), and the package whose version counts."""

    name: str
    reader: str
    requirements: tuple[str, ...] = ()
    package: str = "tachograph"
    note: str = ""


SYSTEMS = (
    System("Tachograph", "tacho", note="figures with units, and what they say of whom, when and how: whole claims"),
    System("quantulum3", "quantulum", ("quantulum3==0.10.0",), "quantulum3", "quantities; without its classifier"),
    System(
        "quantulum3 with classifier",
        "quantulum",
        ("quantulum3[classifier]==0.10.0", "scikit-learn==1.8.0"),  # the version that its classifier was trained with
        "quantulum3",
        "quantities, ambiguous units told apart by a model",
    ),
    System(
        "Recognizers-Text",
        "recognizers",
        ("recognizers-text-suite==1.0.2a2", "emoji<2"),  # it imports what emoji 2 no longer has
        "recognizers-text-suite",
        "numbers, percentages, currencies, dimensions, ages, temperatures, dates and times",
    ),
)


def python_of(system: System, directory: Path) -> Path:
    """The interpreter that has the system, which is installed below ``directory`` if it is not there yet."""
    if not system.requirements:
        return Path(sys.executable)
    home = directory / system.name.lower().replace(" ", "-")
    python = home / "bin" / "python"
    if not (home / "complete").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *system.requirements], check=True)
        (home / "complete").touch()
    return python


def version_of(system: System, python: Path) -> str:
    """The installed version of the system."""
    code = f"import importlib.metadata as m; print(m.version({system.package!r}))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
