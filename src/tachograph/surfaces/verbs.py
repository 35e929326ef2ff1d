"""What the verbs of the command do: call the pipeline, render, write, and say how it went."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from textwrap import fill, indent

from tachograph import scoring
from tachograph.checking import RuleInfo, catalogue
from tachograph.core.claim import Verdict
from tachograph.core.errors import SourceError
from tachograph.ledger import default_location
from tachograph.pipeline import (
    Outcome,
    check_sources,
    check_texts,
    extract_documents,
    extract_sources,
)
from tachograph.presenting.json import report
from tachograph.presenting.text import render_findings
from tachograph.scoring import GoldArticle, Row
from tachograph.surfaces.options import RULES_ALONE, ModelOptions
from tachograph.surfaces.output import PLAIN_WIDTH, fail, form_of, show, terminal, write
from tachograph.surfaces.progress import Progress

_CLEAR, _CONTRADICTED, _UNUSABLE = 0, 1, 2
_BELOW = 1
_CLAIM = re.compile("[0-9a-f]{16}")


def check(
    sources: Sequence[str],
    form: str | None,
    output: Path | None,
    published: date | None,
    packs: Sequence[str] | None,
    *,
    separately: bool,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """``tacho check``; returns the exit status."""
    if wrong := misused("check", sources):
        return fail(wrong)
    try:
        chosen = model.chosen()
        with Progress("checking") as progress:
            outcome = check_sources(
                sources, published=published, packs=packs, separately=separately, progress=progress, **chosen
            )
    except SourceError as error:
        return fail(error)
    status = _present(outcome, form, output, checked=True)
    return status or (_CONTRADICTED if _contradicted(outcome) else _CLEAR)


def extract(
    sources: Sequence[str],
    form: str | None,
    output: Path | None,
    published: date | None,
    packs: Sequence[str] | None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """``tacho extract``; returns the exit status."""
    if wrong := misused("extract", sources):
        return fail(wrong)
    try:
        chosen = model.chosen()
        with Progress("reading") as progress:
            outcome = extract_sources(sources, published=published, packs=packs, progress=progress, **chosen)
    except SourceError as error:
        return fail(error)
    return _present(outcome, form, output, checked=False)


def evaluate(
    gold: Path,
    predictions: Path | None,
    form: str | None,
    output: Path | None,
    floors: Path | None,
    packs: Sequence[str] | None,
    model: ModelOptions = RULES_ALONE,
) -> int:
    """``tacho eval``; returns the exit status."""
    try:
        required = scoring.read_floors(floors) if floors else {}
        articles, errors = scoring.read_gold(gold)
        if predictions is None:
            predicted, failures = _extracted(articles, packs, model)
        else:
            predicted, failures = scoring.read_predictions(predictions, articles), ()
    except SourceError as error:
        return fail(error)
    evaluation = scoring.evaluate(articles, predicted)
    form = form_of(form, output)
    options = {"colour": terminal()["colour"]} if form == "text" and output is None else {}
    status = _CLEAR
    if articles:
        render = import_module(f"tachograph.presenting.evaluation.{form}").render
        status = write(render(evaluation, **options), output)
        for line in scoring.fallen(required, scoring.by_language(evaluation.articles)):
            sys.stderr.write(f"tacho: {line}\n")
            status = status or _BELOW
    return max(status, *map(fail, (*errors, *failures)), _CLEAR)


def _extracted(
    articles: Sequence[GoldArticle], packs: Sequence[str] | None, model: ModelOptions
) -> tuple[dict[str, tuple[Row, ...]], tuple[SourceError, ...]]:
    """The claims that are extracted from annotated articles, by their ids."""
    chosen = model.chosen()
    with Progress("reading") as progress:
        outcome = extract_documents([one.document for one in articles], packs=packs, progress=progress, **chosen)
    for note in outcome.notes:
        sys.stderr.write(f"tacho: {note}\n")
    return scoring.claims_by_article(report(outcome.documents, checked=False)["documents"]), outcome.errors


def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    workers: int,
    packs: Sequence[str] | None,
    *,
    fetch: bool,
    rates: int,
    ledger: str | None,
) -> int:
    """``tacho serve``; returns the exit status."""
    from tachograph.surfaces.web.server import serve as answer  # noqa: PLC0415 - only this verb needs a server
    from tachograph.surfaces.web.settings import Settings  # noqa: PLC0415

    if min(workers, rates) < 0:
        return fail(SourceError("--workers, --rates", "below nothing", "give a number from 0"))
    chosen = Settings(
        host=host,
        port=port,
        names=tuple(one.lower() for one in names),
        packs=None if packs is None else tuple(packs),
        workers=workers,
        fetch=fetch,
        ledger=ledger or default_location(),
        ahead=True,
        keys=tuple(filter(None, os.environ.get("TACHO_WRITE_KEYS", "").replace(",", " ").split())),
        checks_a_minute=rates,
        reads_a_minute=50 * rates,
    )
    try:
        return answer(chosen)
    except SourceError as error:
        return fail(error)


def explain(code: str | None, ledger: str | None = None, packs: Sequence[str] | None = None) -> int:
    """``tacho explain``; returns the exit status."""
    rules = {rule.code: rule for rule in catalogue()}
    if code is None:
        width = max(map(len, rules), default=0) + 2
        lines = (
            fill(f"{rule.code:{width}}{rule.catches}", PLAIN_WIDTH, subsequent_indent=" " * width)
            for rule in rules.values()
        )
        return show("".join(f"{line}\n" for line in lines))
    rule = rules.get(code) or rules.get(code.lower().replace("-", "_").replace(" ", "_"))
    if rule is None and (_CLAIM.fullmatch(code) or ":" in code):
        from tachograph.surfaces.ledger_verbs import explain_recorded  # noqa: PLC0415 - only where it is asked for

        return explain_recorded(code, ledger, packs)
    if rule is None:
        near = get_close_matches(code, rules, n=1)
        mend = f"did you mean {near[0]}?" if near else "tacho explain lists the rules"
        return fail(SourceError(code, "there is no such rule, claim or cell", mend))
    return show(_explained(rule))


def _explained(rule: RuleInfo) -> str:
    """What a rule says of itself, and what checking says of its examples."""
    failing, passing = check_texts([rule.failing, rule.passing])
    blocks = [fill(rule.catches, PLAIN_WIDTH), _beside("How:", rule.how)]
    for head, text, checked in (("Caught:", rule.failing, failing), ("Fine:", rule.passing, passing)):
        blocks += [_beside(head, text), indent(render_findings(checked, width=PLAIN_WIDTH - 4), "    ")]
    return f"{rule.code} ({rule.tier})\n\n" + "\n\n".join(block for block in blocks if block) + "\n"


def _beside(head: str, text: str) -> str:
    return fill(f"{head:<9}{text}", PLAIN_WIDTH, subsequent_indent=" " * 9)


def _present(outcome: Outcome, form: str | None, output: Path | None, *, checked: bool) -> int:
    """Print what could be read, then a line on each source that could not; 2 if there is one, else 0."""
    form = form_of(form, output)
    options = terminal() if form == "text" and output is None else {}
    render = import_module(f"tachograph.presenting.{form}").render
    written = _CLEAR
    if outcome.documents or form == "json" or not outcome.errors:
        written = write(render(outcome.documents, checked=checked, **options), output)
    for note in outcome.notes:
        sys.stderr.write(f"tacho: {' '.join(note.split())}\n")
    for error in outcome.errors:
        fail(error)
    return _UNUSABLE if outcome.errors else written


def _contradicted(outcome: Outcome) -> bool:
    verdicts = {claim.verdict for one in outcome.documents for claim in one.claims}
    verdicts |= {finding.verdict for one in outcome.documents for finding in one.findings}
    return Verdict.CONTRADICTED in verdicts


def misused(verb: str, sources: Sequence[str]) -> SourceError | None:
    """What is wrong with the sources of a verb, if anything."""
    if not sources:
        return SourceError(verb, "no source given", "name files, folders, web addresses, or - for standard input")
    option = next((source for source in sources if source.startswith("-") and source != "-"), None)
    return None if option is None else SourceError(option, "there is no such option", f"see tacho {verb} --help")
