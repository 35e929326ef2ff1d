"""A client that costs little: one connection, one request at a time."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import Self


class Client:
    """A connection to the server, kept open."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        self._from, self._to = await asyncio.open_connection(self._host, self._port, limit=2**24)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._to.close()

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())

    async def post_json(self, path: str, record: object, *, key: str = "") -> tuple[int, bytes]:
        """Status and body of the answer to a record, sent with a key if there is one."""
        body = json.dumps(record).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        head += f"Authorization: Bearer {key}\r\n\r\n" if key else "\r\n"
        return await self._ask(head.encode() + body)

    def said(self, header: str) -> str:
        """A header of the last answer."""
        return self._headers[header]

    async def _ask(self, request: bytes) -> tuple[int, bytes]:
        self._to.write(request)
        head = (await self._from.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        self._headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await self._from.readexactly(int(self._headers["content-length"]))
        return int(head[0].split(" ")[1]), body
