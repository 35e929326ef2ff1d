"""Share prices told in English without the word for them: "BYD's stock closed 5% lower. Geely lost 4.8%, Great Wall 3.1%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort

SHARE_PRICE = "share_price"
_MOVES = Caseless(
    r"\b(?:los(?:t|es)|gain(?:s|ed)|sheds?|added|adds|f[ae]lls?|r(?:ose|ises)|drop(?:s|ped)|climb(?:s|ed)|slid(?:es)?|slip(?:s|ped)"
    r"|jump(?:s|ed)|s[ai]nks?|eased|advanced|declined|tumbled|surged|soared|plunged|retreated|rallied|dipped|edged|closed|ended|finished|up|down)"
    r"\s(?:(?:by|about|some|almost|nearly|over|more than|just|only|up|down|as much as|a further|another)\s){0,3}$"
)
_THEY = re.compile(
    r"(?:(?:But|And|Still|Since then|Even so),?\s)?(?:[Tt]hey|[Ii]t|[Tt]he (?:shares?|stock|company|group|carmaker))\b"
)
_SINCE = Caseless(r"\b(?:since|so far|to date|this year|today)\b|\bday\b")
_ROW = Caseless(r"(?:[\w&’'-]+\s){1,4}(?:(?:by|about|some|almost|nearly|over|just|only|a|up|down)\s){0,2}$")


def goes_on_trading(scene: Scene, sentence: Sentence, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a change behind a sentence on share prices is one too: of shares that rise or fall, and of nothing counted."""
    named = sentence.of_sort(Sort.ENTITY) or _THEY.match(scene.text, sentence.span.start)  # lithium may fall as well
    if (
        not named
        or sentence.of_sort(Sort.METRIC)
        or any(f.form not in (Form.PERCENT, Form.MONEY) for f in sentence.figures)
    ):
        return False
    times = [t for t in sentence.times if t.period is not None and (t.period.days or 0) != 1]
    if times and not _SINCE.search(scene.text, sentence.span.start, sentence.span.end):
        return False  # "It fell 3% in August"
    last = next((d for d in reversed(drafts) if d.span.end <= draft.span.start), None)
    before = last if last is not None and last.metric == SHARE_PRICE else None  # "lost 4.8%, Great Wall 3.1%"
    start = sentence.span.start if before is None else before.span.end
    if _MOVES.search(scene.text, start, draft.figure.full.start):
        return True
    return before is not None and _ROW.search(scene.text, start, draft.figure.full.start) is not None
