"""The one module of the room that uses the network: a question to an endpoint, its answer's text back.

Redirects are not followed, so the key and the text go to the given address and nowhere else.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2
import stamina

from tachograph.llm.errors import AnswerError, ModelError, StopError
from tachograph.llm.folding import one_line
from tachograph.llm.protocol import Manner, Messages, content_of, gentler, problem_in, question, tokens_of
from tachograph.llm.settings import KEY, Settings
from tachograph.llm.spending import Spending

_CONNECT = 10  # seconds
_LARGEST = 8_000_000  # bytes of an answer: a thousand times a long one
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({400, 422})
_MENDS = {
    401: f"set {KEY} to a valid key",
    402: "see to the account of the endpoint",
    403: f"set {KEY} to a key that may use the model",
    404: "check the address and the name of the model",
}
# Every try that fails is told when the last one has; the library's log would print each on the terminal as well.
logging.getLogger("stamina").addHandler(logging.NullHandler())


_Made = TypeVar("_Made")


class _AgainError(ModelError):
    """Something that may pass; ``after`` is in how many seconds the endpoint wants to be asked again."""

    def __init__(self, what: str, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


class _RefusedError(ModelError):
    """The endpoint does not take the request as it is put."""


class Client:
    """Asks one endpoint, within a budget. ``remarks`` is what a user should know of how it had to be asked."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.spending = Spending(settings.budget)
        self.remarks: list[str] = []
        self._manner = Manner()
        self._http = httpx2.Client(
            timeout=httpx2.Timeout(settings.timeout, connect=_CONNECT),
            follow_redirects=False,
            trust_env=not settings.nearby,  # a proxy leads out, not to this machine
            headers={"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask(self, messages: Messages, schema: Mapping[str, Any]) -> str:
        """What the model writes in answer to ``messages``.

        Raises:
            StopError: if the budget is spent, or the endpoint will not answer any question.
            CutOffError: if the answer is too long for its limit.
            ModelError: if there is no usable answer.
        """
        manner, remarks = self._manner, list[str]()
        while True:
            body = question(self.settings.model, messages, schema, self.settings.answer, manner)
            try:
                answer = self._answer(body)
            except _RefusedError as error:
                other = gentler(manner, str(error))
                if other is None:
                    raise
                manner, told = other
                remarks.append(f"{self.settings.shown}: {told}")
            else:
                self._manner = manner
                self.remarks += remarks
                return content_of(answer, self._shown)

    def _answer(self, body: bytes) -> bytes:
        """The body of the answer, after as many tries as the settings allow."""
        deadline = time.monotonic() + self.settings.timeout

        def wait(error: Exception) -> bool | float:
            if not isinstance(error, _AgainError):
                return False
            pause = error.after if error.after is not None else self.settings.pause * 2 ** (tried - 1)
            return pause if time.monotonic() + pause < deadline else False

        tried = 0
        try:
            for attempt in stamina.retry_context(on=wait, attempts=self.settings.tries, timeout=None):
                with attempt:
                    tried = attempt.num
                    self.spending.ask(body)
                    return self._post(body, deadline)
        except _AgainError as error:
            raise _after(error, tried) from None
        raise AssertionError("a retry ends by an answer or an error")

    def _post(self, body: bytes, deadline: float) -> bytes:
        """One try. In a thread of its own, because no timeout of a socket bounds a server that sends byte by byte."""
        left = deadline - time.monotonic()
        status, headers, answer = _within(left, lambda: self._exchange(body, deadline))
        if status == 200:
            self.spending.answered(body, answer, tokens_of(answer))
            media = headers.get("content-type", "").partition(";")[0].strip().lower()
            if media.startswith("text/html"):
                raise AnswerError("the endpoint answers a web page: is the address complete, such as https://host/v1?")
            return answer
        self._judge(status, headers, answer)
        raise AssertionError("every other status is an error")

    def _exchange(self, body: bytes, deadline: float) -> tuple[int, httpx2.Headers, bytes]:
        headers = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
        try:
            with self._http.stream("POST", self.settings.address, content=body, headers=headers) as response:
                data = bytearray()
                for chunk in response.iter_raw():
                    data += chunk
                    if len(data) > _LARGEST:
                        raise AnswerError(f"the answer is larger than {_LARGEST // 1_000_000} MB")
                    if time.monotonic() > deadline:
                        raise _too_slow()
                return response.status_code, response.headers, bytes(data)
        except httpx2.TimeoutException:
            raise _too_slow() from None
        except httpx2.ConnectError as error:
            raise _UnreachableError(f"cannot connect ({self._shown(str(error)) or 'no reason given'})") from None
        except httpx2.TransportError as error:
            said = self._shown(str(error)) or type(error).__name__
            raise _AgainError(f"the connection breaks ({said})") from None

    def _judge(self, status: int, headers: httpx2.Headers, answer: bytes) -> None:
        said = self._shown(problem_in(answer))
        what = f"the endpoint answers {status}" + (f" ({said})" if said else "")
        if status in _REFUSED:
            raise _RefusedError(what)
        if status in _TRANSIENT:
            raise _AgainError(what, _seconds(headers.get("retry-after")))
        if status in _MENDS:
            raise StopError(what, _MENDS[status])
        if 300 <= status < 400:
            raise StopError(f"{what}: it leads elsewhere", "give the address that it leads to")
        raise ModelError(what)

    def _shown(self, said: str) -> str:
        """What a server says, on one line and without the key, should it repeat it."""
        key = self.settings.key
        return one_line(said.replace(key, "***") if key else said)


class _UnreachableError(_AgainError):
    """Nobody listens at the address."""


def _after(error: _AgainError, tries: int) -> ModelError:
    what = f"{error} ({tries} {'try' if tries == 1 else 'tries'})"
    if isinstance(error, _UnreachableError):
        return StopError(what, "check the address, and that the server runs")
    return ModelError(what)


def _too_slow() -> _AgainError:
    return _AgainError("the endpoint does not answer in time")


def _seconds(header: str | None) -> float | None:
    """The seconds of a Retry-After header, which may be a date; nonsense is left to the usual pause."""
    try:
        seconds = float(header or "")
    except ValueError:
        try:
            seconds = max(0.0, parsedate_to_datetime(header or "").timestamp() - time.time())
        except (ValueError, OverflowError):
            return None
    return seconds if 0 <= seconds < math.inf else None


def _within(seconds: float, work: Callable[[], _Made]) -> _Made:
    """What ``work`` gives or raises, if it is done in time; what is not goes on unheeded and ends with the program."""
    outcome: list[_Made] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again, in the caller's thread
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if failure:
        raise failure[0]
    if outcome:
        return outcome[0]
    raise _too_slow()
