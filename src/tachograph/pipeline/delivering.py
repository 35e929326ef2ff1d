"""News carried to somebody: to a webhook as JSON, or by e-mail."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

import httpx2

from tachograph.core.errors import SourceError
from tachograph.reading.sources import shown
from tachograph.reading.web.addresses import ALLOW, InwardError, private_allowed
from tachograph.reading.web.client import open_client
from tachograph.reading.web.patience import PATIENCE, Patience

_AGAIN = (408, 425, 429)  # with those of 500 and above: answers that may be others later
_FAILED = 500
_REDIRECTS = range(300, 400)
_PORTS = {"tls": 465, "starttls": 587, "none": 25}


def post(url: str, data: bytes, patience: Patience = PATIENCE, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Send JSON to a webhook, with a few tries. Addresses of this machine and network are refused, unless allowed.

    Raises:
        SourceError: if the address is none, leads inward, or does not take it.
    """
    name = shown(url)
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        address = httpx2.URL("")
    if address.scheme not in ("http", "https") or not address.host:
        raise SourceError(name, "is no web address", "write --webhook https://HOST/PATH")
    problem = ""
    for attempt in range(patience.tries):
        if attempt:
            sleep(patience.pause * 2 ** (attempt - 1))
        try:
            with open_client(address.host, patience, private=private_allowed()) as client:
                status = client.post(address, content=data, headers={"Content-Type": "application/json"}).status_code
        except InwardError as error:
            what = f"leads into this machine or network ({error})"
            raise SourceError(name, what, f"set {ALLOW}=allow if you trust it") from error
        except httpx2.TransportError as error:
            problem = f"cannot be reached ({type(error).__name__})"
            continue
        if status < _REDIRECTS.start:
            return
        problem = "redirects elsewhere" if status in _REDIRECTS else f"answered {status}"
        if status < _FAILED and status not in _AGAIN:
            raise SourceError(name, problem, "check the address")
    raise SourceError(name, f"{problem} ({patience.tries} tries)", "it is tried again with the next news")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where e-mail goes through, and from whom to whom. ``security`` is ``tls``, ``starttls`` or ``none``."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    receivers: tuple[str, ...]


def mailbox_from(environment: Mapping[str, str]) -> Mailbox:
    """What the environment says of e-mail.

    ``TACHO_SMTP_HOST``, ``_PORT``, ``_SECURITY``, ``_USER``, ``_PASSWORD``; ``TACHO_MAIL_FROM``, ``TACHO_MAIL_TO``.

    Raises:
        SourceError: if something is missing or wrong.
    """
    for name in ("TACHO_SMTP_HOST", "TACHO_MAIL_FROM", "TACHO_MAIL_TO"):
        if not environment.get(name, "").strip():
            raise SourceError(name, "is not set, so no e-mail can be sent", "see docs/report.md")
    security = environment.get("TACHO_SMTP_SECURITY", "starttls").strip().lower()
    port = environment.get("TACHO_SMTP_PORT", "").strip() or str(_PORTS.get(security, 0))
    if security not in _PORTS or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise SourceError(
            "TACHO_SMTP_SECURITY, TACHO_SMTP_PORT", "cannot be used", "write tls, starttls or none, and a number"
        )
    receivers = tuple(to.strip() for to in environment["TACHO_MAIL_TO"].split(",") if to.strip())
    return Mailbox(
        environment["TACHO_SMTP_HOST"].strip(), int(port), security,
        environment.get("TACHO_SMTP_USER", ""), environment.get("TACHO_SMTP_PASSWORD", ""),
        environment["TACHO_MAIL_FROM"].strip(), receivers,
    )  # fmt: skip


def mail(box: Mailbox, subject: str, text: str) -> None:
    """Send an e-mail.

    Raises:
        SourceError: if the server cannot be reached or does not take it.
    """
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"], message["To"] = box.sender, ", ".join(box.receivers)
    message.set_content(text)
    try:
        with _connected(box) as server:
            if box.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if box.user:
                server.login(box.user, box.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise SourceError(
            box.host, f"did not take the e-mail ({type(error).__name__})", "check TACHO_SMTP_…"
        ) from error


def _connected(box: Mailbox) -> smtplib.SMTP:
    if box.security == "tls":
        return smtplib.SMTP_SSL(box.host, box.port, timeout=PATIENCE.whole, context=ssl.create_default_context())
    return smtplib.SMTP(box.host, box.port, timeout=PATIENCE.whole)
