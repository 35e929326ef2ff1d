"""How well claims are read and checked, as the tables of the README: ``python -m evaluation.report``."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.alarms import false_alarms, found
from evaluation.articles import SETS, articles_of, evaluated
from tachograph.packs.loader import load_pack, load_rates
from tachograph.scoring import MEASURES, Evaluation, Reliability, by_language, reliability


def reading_table(measured: Mapping[str, Evaluation]) -> str:
    """F1 per measure, set of articles and language, in Markdown."""
    lines = ["| articles | claims | " + " | ".join(MEASURES) + " |", "| --- |" + " ---: |" * (len(MEASURES) + 1)]
    for name, evaluation in measured.items():
        for lang, score in by_language(evaluation.articles).items():
            cells = " | ".join(f"{score.f1(measure):.3f}" for measure in MEASURES)
            lines.append(f"| `{name}` {lang}, {score.articles} | {score.gold} | {cells} |")
    return "\n".join(lines)


def reliability_table(reliable: Reliability) -> str:
    """How often claims of each stated confidence are right in full, in Markdown."""
    lines = ["| stated confidence | claims | right in full |", "| ---: | ---: | ---: |"]
    lines += [f"| {one.stated:.2f} | {one.count} | {one.share:.2f} |" for one in reliable.bins]
    auc = "" if reliable.auc is None else f", area under the ROC curve {reliable.auc:.3f}"
    return "\n".join(
        [*lines, "", f"Expected calibration error {reliable.error:.3f}, Brier score {reliable.brier:.3f}{auc}."]
    )


def checking_table() -> str:
    """False alarms and contradictions found, per set of articles, in Markdown."""
    pack, rates = load_pack(), load_rates()
    lines = ["| articles | false alarms | contradictions found | of |", "| --- | ---: | ---: | ---: |"]
    for name in SETS:
        articles = articles_of(name)
        alarms = sum(len(false_alarms(gold, pack, rates)) for gold in articles)
        hits = [found(gold, pack, rates) for gold in articles]
        lines.append(
            f"| `{name}`, {len(articles)} | {alarms} | {sum(h for h, _ in hits)} | {sum(n for _, n in hits)} |"
        )
    return "\n".join(lines)


def main() -> None:
    measured = {name: evaluated(articles_of(name)) for name in SETS}
    print(reading_table(measured), checking_table(), sep="\n\n")
    trained = [one for name, evaluation in measured.items() if name != "blind" for one in evaluation.articles]
    for what, articles in (("Trained on", trained), ("`blind`", measured["blind"].articles)):
        if (reliable := reliability(articles)) is not None:
            print(f"\n{what}:\n\n{reliability_table(reliable)}")


if __name__ == "__main__":
    main()
