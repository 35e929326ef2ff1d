"""How several articles are checked together: ``python -m benchmarks.articles --page docs/benchmarks/articles.md``.

Copies are looked for among the annotated articles, of which none is one, and among altered copies of them. Errors are
planted in made-up round-ups of one month, a fifth of which are copies, and looked for without any packaged evidence.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

from evaluation.articles import SETS, articles_of

from tachograph.checking import check_claims
from tachograph.checking.articles.copies import COPIED, Wording, shared
from tachograph.checking.context import Context
from tachograph.core.claim import Claim, Verdict
from tachograph.core.document import Document
from tachograph.core.pack import Pack, Rates
from tachograph.extraction import extract_claims
from tachograph.packs.loader import load_pack, load_rates

_KEPT = 0.7  # of an article that is copied
_RATES = (0.0, 0.03, 0.05, 0.08, 0.1)
_COUNTS = (50, 100, 200)
_WORDS = {"zh": re.compile(r"([\u3400-\u9fff])"), "en": re.compile(r"(\s+)")}
_OTHER = {"zh": "某", "en": "such"}
_MAKERS = {
    "HIMA": 57915, "NIO": 27182, "XPeng": 20011, "Li Auto": 27668, "Leapmotor": 32059, "BYD": 210051, "Geely": 270167,
    "Chery": 200267, "Zeekr": 23852, "SAIC": 327413, "GAC": 116601, "Changan": 134760, "Voyah": 10515, "Avatr": 10432,
}  # fmt: skip
_VERBS = ("reported", "announced", "recorded", "logged", "counted", "booked", "noted")
_ENDS = ("", ", said the firm", ", a mixed start", " as the year began", "; more will follow")
_WRONG, _ROUNDED, _COPY = 0.01, 0.2, 5  # of the figures one in a hundred, one in five; every fifth article

_HEAD = """# Several articles together

Made by `python -m benchmarks.articles --page docs/benchmarks/articles.md`; do not edit.

"""


def main() -> None:
    """Measure, and print the tables or write them as a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description=__doc__)
    parser.add_argument("--page", type=Path, help="write the tables there")
    page = parser.parse_args().page
    pack, rates = load_pack(evidence=False), load_rates()
    text = "\n".join((*_copies(pack, rates), "", *_errors(pack, rates), ""))
    print(text)
    if page:
        page.write_text(_HEAD + text, encoding="utf-8")


# --- copies -----------------------------------------------------------------------------------------------------------


def _copies(pack: Pack, rates: Rates) -> Iterator[str]:
    documents = [one.document for name in SETS if name != "blind" for one in articles_of(name)]
    wordings = [_wording(document, pack, rates) for document in documents]
    most = max(shared(one, other) for one, other in permutations(wordings, 2))
    yield f"Of {len(documents)} annotated articles no two share more than {float(most):.2f} of their wording around figures;"
    yield f"from {float(COPIED):.2f} on one is called a copy. Copies cut to {_KEPT:.0%} with some of the other words changed:"
    yield "\n| words changed | copies found | of |\n| ---: | ---: | ---: |"
    chance = random.Random(1)  # noqa: S311 - planted alike in every run
    for rate in _RATES:
        altered = [_wording(_altered(document, rate, chance), pack, rates) for document in documents]
        found = sum(shared(copy, one) >= COPIED for copy, one in zip(altered, wordings, strict=True))
        yield f"| {rate:.0%} | {found} | {len(documents)} |"


def _wording(document: Document, pack: Pack, rates: Rates) -> Wording:
    return Wording(Context.of(document, extract_claims(document, pack), pack, rates))


def _altered(document: Document, rate: float, chance: random.Random) -> Document:
    parts = _WORDS[document.lang].split(document.text)
    text = "".join(_OTHER[document.lang] if _is_word(part) and chance.random() < rate else part for part in parts)
    return replace(document, text=text[: int(len(text) * _KEPT)], id="copy")


def _is_word(part: str) -> bool:
    return bool(part.strip()) and not re.search(r"\d", part)


# --- errors -----------------------------------------------------------------------------------------------------------


def _errors(pack: Pack, rates: Rates) -> Iterator[str]:
    yield "Round-ups of one month by as many outlets, a fifth of them copies; one figure in a hundred is wrong. Seconds are of"
    yield "processor time on one core for checking, and for checking each alone. The sentences are regular and read without"
    yield "error: this measures checking, not reading."
    yield "\n| articles | figures | wrong | called false | doubted | called false wrongly | seconds | alone |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for count in _COUNTS:
        claimed = [(one, extract_claims(one, pack)) for one in _round_ups(count)]
        start = time.process_time()
        checked = check_claims(claimed, pack, rates)
        together = time.process_time() - start
        for one in claimed:
            check_claims([one], pack, rates)
        alone = time.process_time() - start - together
        claims = [claim for one in checked for claim in one.claims]
        wrong = [claim for claim in claims if _is_wrong(claim)]
        false = sum(claim.verdict is Verdict.CONTRADICTED for claim in wrong)
        doubted = sum(claim.verdict is Verdict.IMPLAUSIBLE for claim in wrong)
        alarms = sum(claim.verdict is Verdict.CONTRADICTED for claim in claims if not _is_wrong(claim))
        cells = (count, len(claims), len(wrong), false, doubted, alarms, f"{together:.1f}", f"{alone:.1f}")
        yield f"| {' | '.join(map(str, cells))} |"


def _is_wrong(claim: Claim) -> bool:
    right = _MAKERS.get(claim.subject or "")
    return right is not None and abs(int(claim.quantity.value) - right) > claim.quantity.precision


def _round_ups(count: int) -> Sequence[Document]:
    chance = random.Random(3)  # noqa: S311 - planted alike in every run
    made: list[Document] = []
    for n in range(count):
        copied = n % _COPY == _COPY - 1
        text = f"Seen elsewhere.\n{chance.choice(made).text}" if copied else "\n".join(_sentences(chance))
        made.append(Document(f"{n:03}.md", text, outlet=f"Outlet {n}", published=date(2026, 2, 1 + n % 20)))
    return made


def _sentences(chance: random.Random) -> Iterator[str]:
    makers = list(_MAKERS)
    chance.shuffle(makers)
    for maker in makers:
        value = _slip(_MAKERS[maker], chance) if chance.random() < _WRONG else _MAKERS[maker]
        said = f"about {round(value, -3):,}" if chance.random() < _ROUNDED else f"{value:,}"
        verb, end = chance.choice(_VERBS), chance.choice(_ENDS)
        yield f"{maker} {verb} deliveries of {said} vehicles in January 2026{end}."


def _slip(value: int, chance: random.Random) -> int:
    """The value with one digit changed."""
    digits = list(str(value))
    place = chance.randrange(len(digits))
    digits[place] = chance.choice([d for d in "123456789" if d != digits[place]])
    return int("".join(digits))


if __name__ == "__main__":
    main()
