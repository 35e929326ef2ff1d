"""Raise the floors of ``floors.toml`` to what is measured now on the sample: ``python -m benchmarks.checking.floors``.

A floor lies :data:`MARGIN` below the highest share that was ever measured, and both only rise, when more is measured. Shares of what is found
may fall a little when more is found, which is no reason to find less: their floors lie :data:`WIDER` below, and stop at
:data:`ENOUGH`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from math import floor
from pathlib import Path

from benchmarks.checking.judging import tally
from benchmarks.checking.measuring import Measured, measure, sample
from benchmarks.checking.running import MODES

PATH = Path(__file__).parent / "floors.toml"
MARGIN, WIDER = 0.01, 0.05
ENOUGH = {"precision": 0.95, "blame": 0.9, "tie": 0.8, "repaired": 0.85, "abstained": 0.8}
_GUARDED = ("contradicted", "doubted", "located", *ENOUGH)
_HEAD = """\
# Shares on the sample of planted errors that the tests take, by whose claims are checked: the highest that was measured,
# and the floor that no change may fall below. Written by `python -m benchmarks.checking.floors`, which only raises them.
"""

Floors = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By mode and measure: ``floor`` and ``highest``."""


def read(path: Path = PATH) -> Floors:
    """The floors of a file; none if there is no such file."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def shares(measured: Measured) -> dict[str, dict[str, float]]:
    """What floors are about, by mode and measure."""
    sums = {mode: tally(o for o in measured.outcomes if o.mode == mode) for mode in MODES}
    known = {mode: {m: one.share(m) for m in _GUARDED} for mode, one in sums.items()}
    return {mode: {m: share for m, share in found.items() if share is not None} for mode, found in known.items()}


def fallen(floors: Floors, measured: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """A line on each floor that is not held; one of what nothing was measured of is held."""
    return tuple(
        f"{mode} {name}: {measured[mode][name]:.4f} is below its floor {one['floor']:.4f}"
        for mode, measures in floors.items()
        for name, one in measures.items()
        if measured[mode].get(name, 1.0) < one["floor"]
    )


def raised(floors: Floors, measured: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors after a measurement; none is lower than before."""
    return {
        mode: {name: _raised(floors.get(mode, {}).get(name), name, share) for name, share in found.items()}
        for mode, found in measured.items()
    }


def written(floors: Floors) -> str:
    """The floors as TOML."""
    return _HEAD + "".join(
        f"\n[{mode}]\n"
        + "".join(f"{m} = {{floor = {f['floor']:.4f}, highest = {f['highest']:.4f}}}\n" for m, f in measures.items())
        for mode, measures in floors.items()
    )


def _raised(before: Mapping[str, float] | None, name: str, share: float) -> dict[str, float]:
    old = before or {"floor": 0.0, "highest": 0.0}
    highest = _cut(share)
    if highest <= old["highest"]:
        return dict(old)  # a floor that was lowered for a reason stays so until more is measured
    floor_now = min(ENOUGH.get(name, 1.0), _cut(highest - (WIDER if name in ENOUGH else MARGIN)))
    return {"floor": max(old["floor"], floor_now), "highest": highest}


def _cut(share: float) -> float:
    """Four decimals, cut off rather than rounded, so that what was measured is never above itself."""
    return max(0.0, floor(share * 10_000 + 1e-6) / 10_000)


def main(path: Path = PATH) -> None:
    path.write_text(written(raised(read(path), shares(measure(sample, whole=False)))), encoding="utf-8", newline="\n")
    print(path.read_text("utf-8"))


if __name__ == "__main__":
    main()
