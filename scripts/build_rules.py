"""Write the catalogue of checks from what every check says of itself, its examples and its cases.

``python scripts/build_rules.py`` writes ``docs/rules.md``. The findings shown are those of a real run, so the page has
to be made again when a message changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from tachograph.checking import RuleInfo, catalogue
from tachograph.core.claim import Verdict
from tachograph.core.finding import CheckedDocument
from tachograph.pipeline import check_texts
from tachograph.presenting import words
from tachograph.presenting.markdown import escaped
from tachograph.presenting.text import render_findings

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "rules.md"
CASES = ROOT / "tests" / "checking" / "cases"
_TIERS = {"basic": "the text's own figures are enough", "strict": "it needs facts or other sources"}
_WIDTH = 100

HEAD = """# The checks

What every check catches, how it is decided, and what it prints. This page is made by `python scripts/build_rules.py`;
the findings are those that `tacho check` gives for the examples. `tacho explain CODE` prints the same for one check.
How a verdict comes about is told in [checking.md](checking.md).
"""


def page() -> str:
    """The text of the page."""
    rules = catalogue()
    checked = check_texts([text for rule in rules for text in (rule.failing, rule.passing)])
    pairs = zip(checked[::2], checked[1::2], strict=True)
    parts = [HEAD, _contents(rules)]
    parts += [part for rule, pair in zip(rules, pairs, strict=True) for part in _rule(rule, *pair)]
    return "\n".join(parts)


def _contents(rules: tuple[RuleInfo, ...]) -> str:
    rows = [f"| [`{rule.code}`](#{rule.code}) | {rule.tier} | {escaped(rule.catches)} |" for rule in rules]
    return "\n".join(["| check | tier | catches |", "| --- | --- | --- |", *rows, ""])


def _rule(rule: RuleInfo, failing: CheckedDocument, passing: CheckedDocument) -> Iterator[str]:
    yield f"## {rule.code}\n"
    yield f"*{rule.tier.capitalize()}: {_TIERS[rule.tier]}.* {escaped(rule.catches)}\n"
    yield f"**How.** {escaped(rule.how)}\n"
    yield from _example("Caught", rule.failing, failing)
    yield from _example("Fine", rule.passing, passing)
    yield from _cases(rule.code)


def _example(head: str, text: str, checked: CheckedDocument) -> Iterator[str]:
    yield f"**{head}.** {escaped(text)}\n"
    if shown := render_findings(checked, width=_WIDTH):
        yield f"```text\n{shown}\n```\n"


def _cases(code: str) -> Iterator[str]:
    """The cases that a test holds the check to; their makers are invented, and their figures given, not read."""
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
    yield f"<details><summary>{len(cases)} cases that it is tested on</summary>\n"
    yield "| verdict | case | text |\n| --- | --- | --- |"
    for case in cases:
        yield f"| {_verdict(case['verdict'])} | {escaped(case['name'])} | {escaped(case['text'])} |"
    yield "\n</details>\n"


def _verdict(verdict: str | None) -> str:
    return "nothing" if verdict is None else f"{words.VERDICTS[Verdict(verdict)].mark} {verdict}"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
