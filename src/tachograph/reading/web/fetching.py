"""Articles from http and https addresses."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial

import httpx2

from tachograph.core.errors import SourceError
from tachograph.reading.inflating import inflate
from tachograph.reading.media import form_of
from tachograph.reading.raw import LIMIT, SPLIT_IT, TOO_LARGE, Raw
from tachograph.reading.sources import shown
from tachograph.reading.web.addresses import ALLOW, InwardError, private_allowed
from tachograph.reading.web.cache import Cache, Kept, user_cache
from tachograph.reading.web.client import open_client
from tachograph.reading.web.pace import Pace, delay_for
from tachograph.reading.web.patience import PATIENCE, Patience
from tachograph.reading.web.robots import LARGEST, Robots, crawl_delay, may_fetch

_SAVE_IT = "open it in a browser, save the page and give the file"
_PACE = Pace()
_ROBOTS = Robots()


class _AgainError(Exception):
    """Something that may pass: the server failed, or asks to be left alone for some seconds."""

    def __init__(self, what: str, after: float = 0) -> None:
        super().__init__(what)
        self.after = after


@dataclass(frozen=True, slots=True)
class _Errand:
    """What stays the same while an address is fetched."""

    name: str
    patience: Patience
    private: bool
    cache: Cache | None


def fetch(url: str, patience: Patience = PATIENCE, *, private: bool | None = None) -> Raw:
    """Get the bytes behind an address, with time-outs, a size limit and a few tries.

    What robots.txt forbids is not fetched, a host is not asked more often than once a second, and what has not changed
    is taken from the cache. Addresses of this machine and network are refused, also on the way of a redirect, unless
    ``private`` (by default what TACHOGRAPH_PRIVATE_ADDRESSES says) allows them.

    Raises:
        SourceError: if the address is none, does not answer, refuses, or gives something other than text.
    """
    name = shown(url)
    if url.partition("://")[0].lower() not in {"http", "https"}:
        raise SourceError(name, "only http and https addresses can be fetched", "give such an address, or a file")
    errand = _Errand(name, patience, private_allowed() if private is None else private, user_cache())
    problem, after = "", 0.0
    for attempt in range(patience.tries):
        if attempt:
            time.sleep(max(patience.pause * 2 ** (attempt - 1), after))
        try:
            return _get(url, errand)
        except _AgainError as error:
            problem, after = str(error), error.after
        except InwardError as error:
            what = f"leads into this machine or network ({error})"
            raise SourceError(name, what, f"set {ALLOW}=allow if you trust it, or save the page") from error
        except (httpx2.UnsupportedProtocol, httpx2.InvalidURL, ValueError) as error:
            what = "is not, or redirects to, an address that can be fetched"
            raise SourceError(name, what, "check the spelling") from error
        except httpx2.TransportError as error:
            problem, after = _trouble(error), 0.0
        if after > patience.longest:
            raise SourceError(name, f"{problem}, and asks to wait {after:.0f} seconds", "try again then")
    raise SourceError(name, f"{problem} ({patience.tries} tries)", "check the address and the connection, or try later")


def forget() -> None:
    """Forget what robots.txt said and when hosts were asked, as a new process would."""
    _PACE.forget()
    _ROBOTS.forget()


def _get(url: str, errand: _Errand) -> Raw:
    """The page at the end of the redirects; what each site on the way asks is heeded."""
    address = httpx2.URL(url)
    for _ in range(errand.patience.redirects + 1):
        _judge_address(address)
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        rules = _ROBOTS.rules(origin, partial(_robots, errand=errand))
        if not may_fetch(rules, str(address)):
            what = "the site's robots.txt asks programs not to fetch it"
            raise SourceError(errand.name, what, _SAVE_IT)
        _PACE.wait(address.host, delay_for(crawl_delay(rules)))
        answer = _ask(address, errand)
        if isinstance(answer, Raw):
            return answer
        address = answer
    raise SourceError(errand.name, f"redirects more than {errand.patience.redirects} times", _SAVE_IT)


def _judge_address(address: httpx2.URL) -> None:
    if address.scheme not in {"http", "https"} or not address.host:
        raise httpx2.UnsupportedProtocol(str(address))


def _ask(address: httpx2.URL, errand: _Errand) -> Raw | httpx2.URL:
    """The page, or where the server sends on to."""
    url, name = str(address), errand.name
    kept = errand.cache.get(url) if errand.cache else None
    deadline = time.monotonic() + errand.patience.whole
    with (
        open_client(address.host, errand.patience, private=errand.private) as client,
        client.stream("GET", address, headers=kept.conditions() if kept else {}) as response,
    ):
        if response.next_request is not None:
            return response.next_request.url
        if response.status_code == httpx2.codes.NOT_MODIFIED and kept is not None:
            return _as_raw(kept, name)
        _judge_status(response, name)
        form_of(response.headers.get("content-type", ""), name)  # before a picture is sent
        body = _body(response, name, deadline)
        if len(body) > LIMIT:
            raise SourceError(name, TOO_LARGE, SPLIT_IT)
        page = _page(response, url, body)
    raw = _as_raw(page, name)
    if errand.cache and _can_be_kept(response, page):
        errand.cache.put(page)
    return raw


def _robots(url: str, errand: _Errand) -> bytes:
    """A site's robots.txt; nothing if it has none. A server that fails to send it is not asked for more."""
    address = httpx2.URL(url)
    for _ in range(errand.patience.redirects + 1):
        _judge_address(address)
        deadline = time.monotonic() + errand.patience.whole
        with (
            open_client(address.host, errand.patience, private=errand.private) as client,
            client.stream("GET", address) as response,
        ):
            if response.status_code >= 500:
                raise _AgainError(f"the server answers {response.status_code} for its robots.txt", _after(response))
            if response.next_request is None:
                if not response.is_success:
                    return b""
                encoding = response.headers.get("content-encoding", "")
                return inflate(_body(response, errand.name, deadline, LARGEST), encoding, errand.name)
            address = response.next_request.url
    return b""


def _judge_status(response: httpx2.Response, name: str) -> None:
    code, after = response.status_code, _after(response)
    said = f"the server answers {code} {shown(response.reason_phrase)}".rstrip()
    if code >= 500 or (code == httpx2.codes.TOO_MANY_REQUESTS and after):
        raise _AgainError(said, after)
    if code in {404, 410}:
        raise SourceError(name, said, "check the address")
    if not response.is_success:
        raise SourceError(name, said, _SAVE_IT)


def _after(response: httpx2.Response) -> float:
    """The seconds that the server asks to wait, by a number or a date; 0 if it does not say."""
    stated = response.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        return max(0.0, (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _body(response: httpx2.Response, name: str, deadline: float, limit: int = LIMIT) -> bytes:
    """The body as sent, still compressed, and hardly more than ``limit`` of it.

    Read raw, so that no decoder can inflate more than is asked for.
    """
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > limit:
            break
        if time.monotonic() > deadline:
            raise SourceError(name, "the server sends too slowly", _SAVE_IT)
    return bytes(data)


def _page(response: httpx2.Response, url: str, body: bytes) -> Kept:
    headers = response.headers
    return Kept(
        url=url,
        etag=headers.get("etag", ""),
        modified=headers.get("last-modified", ""),
        content_type=headers.get("content-type", ""),
        encoding=headers.get("content-encoding", ""),
        body=body,
    )


def _can_be_kept(response: httpx2.Response, page: Kept) -> bool:
    return bool(page.conditions()) and "no-store" not in response.headers.get("cache-control", "").lower()


def _as_raw(page: Kept, name: str) -> Raw:
    charset = httpx2.Response(200, headers={"content-type": page.content_type}).charset_encoding
    return Raw(inflate(page.body, page.encoding, name), form_of(page.content_type, name), charset, page.url)


def _trouble(error: httpx2.TransportError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "the server does not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return f"cannot connect ({shown(str(error)) or 'no reason given'})"
    return f"the connection breaks ({shown(str(error)) or type(error).__name__})"
