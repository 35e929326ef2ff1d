"""``tacho serve``: the application behind a socket."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from ipaddress import ip_address

import uvicorn

from tachograph.core.errors import SourceError
from tachograph.surfaces.progress import Progress
from tachograph.surfaces.web.app import make_app
from tachograph.surfaces.web.settings import Settings


def serve(settings: Settings) -> int:
    """Answer until interrupted; returns the exit status.

    Raises:
        SourceError: if the address cannot be listened at, or a pack or the ledger cannot be used.
    """
    listening = _bound(settings)
    with Progress("making the ledger") as progress:
        app = make_app(settings, progress)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=20,
    )
    try:
        _Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return 0
    finally:
        listening.close()
    return 0


class _Server(uvicorn.Server):
    """Says where it is as soon as it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or ():
            host, port = one.getsockname()[:2]
            at = f"[{host}]" if ":" in host else host
            sys.stderr.write(f"tacho: the page is at http://{at}:{port}/ (Ctrl-C stops it)\n")
        sys.stderr.flush()


def _bound(settings: Settings) -> socket.socket:
    family = socket.AF_INET
    with suppress(ValueError):  # a name: it stands for an address of the usual kind
        family = socket.AF_INET6 if ip_address(settings.host).version == 6 else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        where = f"{settings.host}:{settings.port}"
        raise SourceError(where, f"cannot be listened at ({reason})", "choose another --host or --port") from error
    return listening
