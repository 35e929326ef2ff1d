"""How questions are worded, as the packs' home has it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tachograph.core.errors import SourceError
from tachograph.core.query import Asked, QuestionWords, Wording

_FILE = Path(__file__).with_name("questions.toml")
_LANGUAGES = ("en", "zh")


@cache
def question_words() -> QuestionWords:
    """The words by which questions are told apart.

    Raises:
        SourceError: if the file is not valid.
    """
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    kinds = tuple(map(_wording, raw["kind"]))
    for one in kinds:
        if one.id not in set(Asked):
            raise SourceError(str(_FILE), f"no kind of question is {one.id!r}", f"write one of {', '.join(Asked)}")
    levels, metrics = (tuple(map(_wording, raw[name])) for name in ("level", "metric"))
    return QuestionWords(kinds, levels, {m["id"]: _wording(m) for m in raw["mark"]}, metrics)


def _wording(raw: dict[str, Any]) -> Wording:
    for pattern in (p for lang in _LANGUAGES for p in raw[lang]):
        try:
            re.compile(pattern)
        except re.error as error:
            raise SourceError(str(_FILE), f"{pattern!r} is no regular expression ({error})", "mend it") from None
    return Wording(raw["id"], {lang: tuple(raw[lang]) for lang in _LANGUAGES}, raw.get("reason", ""))
