"""HTML pages."""

from __future__ import annotations

from fuzzing.target import Target, choice
from fuzzing.targets.reading import read
from tachograph.reading.raw import Form

_SENT = ((None, None), ("gbk", "http://a.example/2025/12/01/x.html"), (None, "http://[::1/"), ("utf-8", None))


def run(data: bytes) -> None:
    """The bytes as a page, with what a server may have sent along."""
    read(data, Form.PAGE, *_SENT[choice(data, len(_SENT))])


TARGET = Target("page", run, 8192)
