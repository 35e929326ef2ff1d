"""What ``tacho watch`` does: look, tell, carry the news to whom it may concern, wait."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module

from tachograph.core.errors import SourceError
from tachograph.pipeline import delivering, watching
from tachograph.pipeline.recording import Books
from tachograph.presenting.news.json import NewsRecord, payload, record
from tachograph.surfaces.ledger_verbs import opened
from tachograph.surfaces.output import CLEAR, UNUSABLE, fail, note, show

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})([smhd])")
_LEAST = 10  # seconds between two looks
_WAITING = 1000  # pieces of news that are kept for whom they could not be carried to


@dataclass
class _Watch:
    """A watch with what it has told so far; ``waiting`` could not be carried yet."""

    kept: Books
    sources: Sequence[str]
    form: str
    webhook: str | None
    mailbox: delivering.Mailbox | None
    state: watching.State
    waiting: dict[str, list[NewsRecord]] = field(default_factory=dict)
    failed: bool = False

    def round(self) -> None:
        """One look; what goes wrong is said, and the next round goes on."""
        self.failed = False
        try:
            looked = watching.look(self.kept, self.sources, self.state)
        except SourceError as error:
            self._failed(error)
            return
        for problem in looked.added.errors:
            self._failed(problem)
        self.state = looked.state
        show(import_module(f"tachograph.presenting.news.{self.form}").lines(looked.news, looked.state))
        fresh = [record(one, looked.state) for one in looked.news]
        if self.webhook:
            url = self.webhook
            self._carry("webhook", fresh, lambda found: delivering.post(url, payload(found)))
        if self.mailbox:
            box = self.mailbox
            self._carry("mail", fresh, lambda found: delivering.mail(box, *_letter(found)))

    def _carry(self, way: str, fresh: list[NewsRecord], send: Callable[[list[NewsRecord]], None]) -> None:
        """Send the news, with what could not be sent before."""
        found = [*self.waiting.pop(way, []), *fresh]
        if not found:
            return
        try:
            send(found)
        except SourceError as error:
            self._failed(error)
            self.waiting[way] = found[-_WAITING:]

    def _failed(self, error: SourceError) -> None:
        self.failed = True
        fail(error)


def watch(
    sources: Sequence[str],
    every: str,
    once: bool,  # noqa: FBT001 - as it is typed
    form: str,
    webhook: str | None,
    mail: bool,  # noqa: FBT001
    ledger: str | None,
    packs: Sequence[str] | None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> int:
    """``tacho watch``; returns the exit status: 2 if something could not be read or sent in the only round."""
    try:
        watching.usable(sources)
        seconds = duration(every)
        mailbox = delivering.mailbox_from(os.environ) if mail else None
        kept = opened(ledger, packs)
        found = _Watch(kept, sources, form, webhook, mailbox, watching.state(kept))
    except SourceError as error:
        return fail(error)
    if once:
        found.round()
        return UNUSABLE if found.failed else CLEAR
    note(f"looking every {every} at {len(sources)} source{'' if len(sources) == 1 else 's'}; stop with Ctrl-C")
    watching.repeat(found.round, seconds, sleep=sleep, monotonic=monotonic)
    return CLEAR


def unknown(option: str) -> int:
    """Say that there is no such option; returns the exit status."""
    return fail(SourceError(option, "there is no such option", "see tacho watch --help"))


def duration(text: str) -> int:
    """Seconds: ``45s``, ``30m``, ``6h``, ``1d``.

    Raises:
        SourceError: if it is none, or too short for those who are asked.
    """
    match = _DURATION.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if seconds < _LEAST:
        raise SourceError(f"--every {text}", f"is no time of {_LEAST} seconds or more", "write 30m, 6h or 1d")
    return seconds


def _letter(found: Sequence[NewsRecord]) -> tuple[str, str]:
    """The subject and the text of an e-mail."""
    subject = found[0]["text"] if len(found) == 1 else f"{len(found)} news: {found[0]['text']}"
    body = [f"{one['kind']}: {one['text']}\n" + "".join(f"  {s}\n" for s in one["sources"]) for one in found]
    return f"Tachograph: {subject}"[:200], "\n".join(body)
