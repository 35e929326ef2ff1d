"""What every request must pass, and what every answer says to the browser."""

from __future__ import annotations

from http import HTTPStatus
from math import ceil
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tachograph.surfaces.web import problems
from tachograph.surfaces.web.limits import Limit
from tachograph.surfaces.web.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: the browser would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses requests for other names, from other sites, too large ones and too many; sets the headers of safety."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._checks = Limit(settings.checks_a_minute)
        self._reads = Limit(settings.reads_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.largest:
                raise problems.Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large())
            return message

        refusal = self._refusal(Request(scope))
        if refusal is None:
            await self._app(scope, bounded, safely)
        else:
            response = problems.answer(Request(scope), *refusal)
            await response(scope, receive, safely)

    def _refusal(self, request: Request) -> tuple[int, str, dict[str, str]] | None:
        """Status, reason and headers, if the request is refused."""
        if not self._settings.answers_to(_host(request.headers.get("host", ""))):
            said = "this server does not answer to that host name; start it with --name to let it"
            return HTTPStatus.MISDIRECTED_REQUEST, said, {}
        reading = request.method in _READING
        if not reading and not _same_site(request.headers):
            said = "the request comes from another site; open this server's own page and send it from there"
            return HTTPStatus.FORBIDDEN, said, {}
        if _declared(request.headers) > self._settings.largest:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large(), {}
        address = request.client.host if request.client else ""
        if wait := ceil((self._reads if reading else self._checks).wait(address)):
            said = f"too many requests from your address; try again in {wait} seconds"
            return HTTPStatus.TOO_MANY_REQUESTS, said, {"Retry-After": str(wait)}
        return None

    def _too_large(self) -> str:
        return f"the request is larger than {self._settings.largest:,} bytes; send less, or use the command tacho check"


def _declared(headers: Headers) -> int:
    """The size that a request says it has; 0 if it says none."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdecimal() else 0


def _host(header: str) -> str:
    """The host name of a Host header, without the port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _same_site(headers: Headers) -> bool:
    """Whether a request that changes something comes from our own pages, or from no page at all."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
