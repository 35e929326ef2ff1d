"""Which figures of an article cannot be true, and why."""

from pathlib import Path

import tachograph as ta

ARTICLE = Path(__file__).parents[1] / "january-2026-deliveries.md"

answer = ta.check(ARTICLE)
for document in answer.value:
    for finding in document.findings:
        if finding.verdict is ta.Verdict.CONTRADICTED:
            print(finding.message)
