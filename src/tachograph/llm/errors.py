"""What can go wrong with an endpoint and its answers, each said in one line."""

from __future__ import annotations


class ModelError(Exception):
    """An endpoint gave no usable answer for a text; others may still get one."""


class AnswerError(ModelError):
    """An answer came, but it is not what was asked for."""


class CutOffError(AnswerError):
    """The answer was cut off because it is too long: less text at a time may help."""


class StopError(ModelError):
    """Nothing more can be asked in this run. ``mend`` says what the user can do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend
