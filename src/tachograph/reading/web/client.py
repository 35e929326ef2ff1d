"""The client that fetches: who it says it is, and where it connects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from tachograph.reading.web.addresses import InwardError, checked_addresses
from tachograph.reading.web.patience import Patience

PROGRAM = "tachograph"
"""What robots.txt calls the program."""


def open_client(host: str, patience: Patience, *, private: bool) -> httpx2.Client:
    """A client for one host, that connects to none but the addresses which were checked.

    Behind a proxy the name is checked as far as it can be resolved here; where the proxy then connects is its own
    affair.

    Raises:
        InwardError: if the host is of this machine or network, and ``private`` does not allow it.
    """
    proxied = bool(getproxies()) and not proxy_bypass(host)
    if proxied and not private:
        _check_for_proxy(host)
    options: dict[str, Any] = {"trust_env": True} if proxied or private else {"transport": _CheckedTransport()}
    return httpx2.Client(
        timeout=httpx2.Timeout(patience.silence, connect=patience.connect),
        follow_redirects=False,  # each address on the way is judged
        headers={
            "User-Agent": user_agent(),
            "Accept": "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, "
            "text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        },
        **options,
    )


def user_agent() -> str:
    """How the program names itself, with the contact that the user gives for it."""
    contact = os.environ.get("TACHOGRAPH_CONTACT", "")
    agent = f"{PROGRAM}/{version('tachograph')} (reads articles at a person's request{contact and '; '}{contact})"
    return agent.encode("ascii", "replace").decode("ascii")


class _CheckedBackend(httpcore2.SyncBackend):
    """Connects to the very addresses that were checked, so that a name cannot lead elsewhere a moment later."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            addresses = checked_addresses(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        problem: Exception = httpcore2.ConnectError("the name has no address")
        for address in addresses:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                problem = error
        raise problem


class _CheckedTransport(httpx2.HTTPTransport):
    def __init__(self) -> None:
        super().__init__(verify=_ssl_context(), trust_env=False)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(ssl_context=_ssl_context(), network_backend=_CheckedBackend())


@cache
def _ssl_context() -> SSLContext:
    return httpx2.create_ssl_context()


def _check_for_proxy(host: str) -> None:
    try:
        checked_addresses(host, 80)
    except InwardError:
        raise
    except OSError:
        return  # only the proxy knows the name
