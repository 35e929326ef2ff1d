"""Which endpoint and model to ask, and how much may be spent: from options, else from the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from tachograph.core.errors import SourceError

URL, MODEL, KEY = "TACHO_LLM_URL", "TACHO_LLM_MODEL", "TACHO_LLM_KEY"
PATIENCE = 180.0
"""Seconds for one question, all tries together."""

_LONGEST = 86_400  # seconds
_MODEL_NAME = re.compile(r"[\w.:/@+ -]{1,100}")
_HEADER = re.compile(r"[\x21-\x7e]+")
_COMPLETIONS = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend at most; ``None`` is no limit. Tokens are those of questions and answers together."""

    requests: int | None = 200
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint that speaks the chat completions protocol, and how to use it.

    ``timeout`` is in seconds for one question with all its tries; ``piece`` the most code points of text in one
    question; ``answer`` the most tokens of one answer; ``pause`` the seconds before the second try, doubled for each
    further one. The key is never part of the representation.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    budget: Budget = Budget()
    timeout: float = PATIENCE
    tries: int = 4
    pause: float = 1
    piece: int = 6000
    answer: int = 8192

    @property
    def shown(self) -> str:
        """The endpoint as it can be printed: without user, query or fragment."""
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def address(self) -> str:
        """The address that questions are posted to."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        return urlunsplit(parts._replace(path=path if path.endswith(_COMPLETIONS) else path + _COMPLETIONS))

    @property
    def nearby(self) -> bool:
        """Whether the endpoint is on this machine or in a private network."""
        return _nearby(urlsplit(self.url).hostname or "")


def settings_from(
    environment: Mapping[str, str],
    *,
    url: str | None = None,
    model: str | None = None,
    budget: Budget | None = None,
    timeout: float = PATIENCE,
) -> Settings:
    """The settings of a run: what is given, else ``TACHO_LLM_URL`` and ``TACHO_LLM_MODEL``.

    The key is only taken from ``TACHO_LLM_KEY``, so that it stands in no shell history.

    Raises:
        SourceError: if something is missing or cannot be used.
    """
    url = (url or environment.get(URL, "")).strip()
    model = (model or environment.get(MODEL, "")).strip()
    key = environment.get(KEY, "").strip() or None
    if not url:
        raise SourceError("--extractor", "no endpoint given", f"name it by --llm-url or {URL}, such as http://host/v1")
    if not model:
        raise SourceError("--extractor", "no model given", f"name it by --llm-model or {MODEL}")
    if not _MODEL_NAME.fullmatch(model):
        raise SourceError("--llm-model", "is not the name of a model", "give it as the endpoint lists it")
    settings = Settings(url, model, key, budget or Budget(), timeout)
    _judge_address(settings)
    _judge_limits(settings)
    if key is not None and not _HEADER.fullmatch(key):
        raise SourceError(KEY, "holds blanks or characters that no key has", "set it again, without quotation marks")
    return settings


def _judge_address(settings: Settings) -> None:
    try:
        parts = urlsplit(settings.url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not settings.url.isprintable():
        raise SourceError("--llm-url", "is no http or https address", "give the endpoint, such as https://host/v1")
    if parts.username or parts.password:
        raise SourceError("--llm-url", "holds a user or password", f"give the address alone and the key by {KEY}")
    if settings.key and parts.scheme == "http" and not settings.nearby:
        raise SourceError(settings.shown, "would get the key unencrypted", "use https, or unset " + KEY)


def _judge_limits(settings: Settings) -> None:
    for option, limit in (("--llm-requests", settings.budget.requests), ("--llm-tokens", settings.budget.tokens)):
        if limit is not None and limit < 1:
            raise SourceError(option, "allows nothing", "give a number above 0")
    if not 0 < settings.timeout <= _LONGEST:
        raise SourceError("--llm-timeout", f"is not between 0 and {_LONGEST} seconds", "give another number")


def _nearby(host: str) -> bool:
    if "." not in host and ":" not in host:
        return True  # localhost, or a name of the local network
    try:
        return ip_address(host).is_private
    except ValueError:
        return host.endswith((".localhost", ".local", ".internal", ".lan"))
