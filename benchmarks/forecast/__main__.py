"""Forecast the packaged reference from every earlier month, beside other methods, and write the page.

``python -m benchmarks.forecast --page docs/benchmarks/forecast.md``
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.forecast.measuring import (
    BANDS,
    Ground,
    Measured,
    ground,
    held,
    horizons,
    measured,
    sums_held,
)
from benchmarks.forecast.peers import PEERS, Peer, own_interval_held
from tachograph.analysis.forecasting.brier import Bet, bets, brier, brier_of_pace
from tachograph.analysis.forecasting.months import written
from tachograph.analysis.forecasting.scoring import by_series, skill
from tachograph.analysis.forecasting.study import Study
from tachograph.analysis.forecasting.targets import goals

_HEAD = """# Forecasts in hindsight

Made by `python -m benchmarks.forecast --page docs/benchmarks/forecast.md`; do not edit. The figures are those of the
packaged reference, reconciled as they are known today. Every series of at least 18 known months is forecast twelve
months ahead from each of its months by which at least six of the last twelve were known; nothing later than that month
is used, neither of the series nor of others: not for the season, not for the intervals. Only months that a source
gives are scored. MASE is the mean absolute error over the mean absolute difference from the same month of the year
before, among the months known at the time; where fewer than six such differences are known, it is not measured.

"""
_WINDOWS = (12, 18, 24, 120)


def main() -> None:
    """Measure all, print the tables, or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forecast", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the tables there")
    arguments = parser.parse_args()
    where = ground()
    ours, simple = where.study("combined"), where.study("pooled")
    peers: dict[str, Study] = {"**combined**": ours, "pooled": simple}
    peers |= {name: Peer(where.panel, where.holidays, where.apart, predict) for name, predict in PEERS.items()}
    parts: list[str] = []
    sections: list[Callable[[], str]] = [
        partial(_methods, peers), partial(_sellers, peers, where), partial(_intervals, where, ours),
        partial(_markets, peers), partial(_targets, where, ours, simple),
    ]  # fmt: skip
    for section in sections:
        parts.append(section())
        print(parts[-1], flush=True)
    if arguments.page:
        arguments.page.write_text(_HEAD + "\n".join(parts), encoding="utf-8")


def _methods(peers: dict[str, Study]) -> str:
    found = {name: measured(study) for name, study in peers.items()}
    rows = [
        f"| {name} | {m.mase:.3f} | {m.together.mase:.3f} | {' | '.join(f'{m.ahead(*band):.2f}' for band in BANDS)} "
        f"| {m.together.loss:.3f} | {m.together.coverage:.1%} |"
        for name, m in found.items()
    ]
    first = next(iter(found.values()))
    inside, total = own_interval_held(peers["AutoETS"])
    return (
        "## Sellers, all methods\n\nOurs are the first two: pooled smooths all series alike after taking out the season that they "
        "share, combined averages that with the exponential smoothing that statsforecast fits to each series without that "
        f"season. {len(by_series(first.scores))} sellers, {first.together.scored:,} months forecast. "
        "The first column is the mean over sellers, the second counts every month the same, then by months ahead. Pinball "
        "loss is on the same scale as MASE. The intervals of every method are made of its own earlier errors, as ours are; "
        f"those that AutoETS gives itself hold in {inside / total:.1%}.\n\n"
        "| | MASE | every month | 1 | 2-3 | 4-6 | 7-12 | pinball | 80% interval held |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n" + _lines(rows)
    )


def _sellers(peers: dict[str, Study], where: Ground) -> str:
    names = [next(iter(peers)), "seasonal naive", "AutoETS"]
    ours, *others = (by_series(measured(peers[name]).scores) for name in names)
    known = {s.key: s for s in where.panel}
    rows = []
    for key in sorted(ours, key=lambda k: -known[k].known):
        mase = [skill(found[key]).mase for found in (ours, *others)]
        shown = " | ".join("-" if m is None else f"{m:.2f}" for m in mase)
        series = known[key]
        span = f"{written(series.first)} to {written(series.last)}"
        rows.append(
            f"| {where.pack.entities[key.entity].name}, {key.metric} | {series.known} | {span} | {len(ours[key])} | {shown} "
            f"| {_part(held(ours[key]))} |"
        )
    return (
        "## Seller by seller\n\nThe method treats all alike, so the interval is too wide for the steady and too narrow for "
        "those that change course.\n\n"
        "| | known months | span | forecast | MASE | seasonal naive | AutoETS | 80% interval held |\n"
        "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n" + _lines(rows)
    )


def _intervals(where: Ground, ours: Study) -> str:
    scores = measured(ours).scores
    rows = [f"| {label} months ahead | {_part(found)} | {found[1]} |" for label, found in horizons(scores)]
    for year in sorted({s.period[:4] for s in scores}):
        found = held(s for s in scores if s.period[:4] == year)
        rows += [f"| months of {year} | {_part(found)} | {found[1]} |"] if found[1] else []
    for months in (3, 6, 12):
        inside, total = sums_held(ours, months)
        rows.append(f"| sum of the next {months} months | {_part((inside, total))} | {total} |")
    windows = []
    for window in _WINDOWS:
        m = measured(where.study("combined", recent=window))
        label = f"the last {window} months" if window < max(_WINDOWS) else "all time"
        windows.append(f"| {label} | {m.together.coverage:.1%} | {m.together.loss:.3f} |")
    return (
        "## Intervals of sellers\n\n80% should hold.\n\n| | held | of |\n| --- | ---: | ---: |\n"
        + _lines(rows)
        + "\nThe errors that an interval is made of are those of forecasts that ended in the last 18 months. With other "
        "spans:\n\n| errors of | 80% interval held | pinball |\n| --- | ---: | ---: |\n" + _lines(windows)
    )


def _markets(peers: dict[str, Study]) -> str:
    found = {name: measured(study, apart=True) for name, study in peers.items()}
    rows = [
        f"| {name} | {m.mase:.3f} | {m.together.loss:.3f} | {m.together.coverage:.1%} |" for name, m in found.items()
    ]
    first: Measured = next(iter(found.values()))
    return (
        f"## Whole markets\n\n{len(by_series(first.scores))} series, {first.together.scored:,} months forecast; the intervals "
        "are made of the errors of markets alone.\n\n"
        "| | MASE | pinball | 80% interval held |\n| --- | ---: | ---: | ---: |\n" + _lines(rows)
    )


def _targets(where: Ground, ours: Study, simple: Study) -> str:
    found = bets(ours, where.every, goals(where.observations), where.estimates)
    simpler = bets(simple, where.every, goals(where.observations), where.estimates)
    years = [b for b in found if len(b.goal.period) == 4]
    quarters = [b for b in found if len(b.goal.period) > 4]
    return (
        "## Targets\n\nThe probability that a target is reached, from each month of its year and the month before it, whenever "
        "the target was set. The Brier score is the mean squared distance from what happened: 0 is perfect, a coin's is "
        "0.25. Beside it, the rule that a target is reached if the months so far are on its linear pace, and knowing only how "
        "many of them are reached.\n\n"
        f"{len({b.goal for b in years})} targets of years of {len({b.goal.entity for b in years})} sellers, "
        f"{min(b.goal.period for b in years)} to {max(b.goal.period for b in years)}.\n\n"
        + _brier(
            [
                ("all", years),
                ("all, by pooled", [b for b in simpler if len(b.goal.period) == 4]),
                *((f"{n} months left", [b for b in years if b.left == n]) for n in range(12, 0, -1)),
            ]
        )
        + "\n"
        + _calibrated(years)
        + f"\nGuidance for quarters falls short: {len({b.goal for b in quarters})} of them. Sellers set it knowing their "
        "orders, and mostly reach it, which a forecast from past months cannot know. So `tacho forecast` gives no odds of it."
        "\n\n" + _brier([("quarters", quarters)])
    )


def _brier(groups: Iterable[tuple[str, Sequence[Bet]]]) -> str:
    rows = []
    for label, found in groups:
        if found:
            base = sum(b.kept for b in found) / len(found)
            rows.append(
                f"| {label} | {len(found)} | {brier(found):.3f} | {brier_of_pace(found):.3f} | {base * (1 - base):.3f} |"
            )
    return (
        "| | probabilities | Brier score | linear pace | share reached |\n| --- | ---: | ---: | ---: | ---: |\n"
        + _lines(rows)
    )


def _calibrated(found: Sequence[Bet]) -> str:
    rows = []
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        mine = [b for b in found if low <= b.probability < high]
        if mine:
            mean = sum(b.probability for b in mine) / len(mine)
            rows.append(f"| {mean:.0%} | {sum(b.kept for b in mine) / len(mine):.0%} | {len(mine)} |")
    return "| said, on average | reached | of |\n| ---: | ---: | ---: |\n" + _lines(rows)


def _part(found: tuple[int, int]) -> str:
    return f"{found[0] / found[1]:.1%}" if found[1] else "-"


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


if __name__ == "__main__":
    main()
