"""Plain text and Markdown, of a known form or told by the bytes."""

from __future__ import annotations

from fuzzing.target import Target, choice
from fuzzing.targets.reading import read
from tachograph.reading.raw import Form

_CHARSETS = (None, "gbk", "latin-1", "utf-16", "no-such-set")
_FORMS = (Form.TEXT, Form.MARKDOWN, None)


def run(data: bytes) -> None:
    """The bytes as a text."""
    which = choice(data, len(_CHARSETS) * len(_FORMS))
    read(data, _FORMS[which // len(_CHARSETS)], _CHARSETS[which % len(_CHARSETS)])


TARGET = Target("plain", run, 4096)
