"""The server: on this machine only, its address told first, ended by Ctrl-C or when nobody asks any more."""

import asyncio
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.errors import PresentError
from onrecord.present.web.app import app
from onrecord.present.web.options import WebOptions

PORT = 8765
"""Taken when no port is asked for; another free one where this is in use."""
_TELL = partial(print, flush=True)
_LOOPBACK = "127.0.0.1"
_LOOK = 0.2
_SWITCH = 0.0005
"""Seconds after which a page that is being written lets another go on whose rows have come from DuckDB.

Python's own 5 ms add up over a page's questions when several people read.
"""


def serve(
    path: Path,
    options: WebOptions | None = None,
    *,
    port: int | None = None,
    until_idle: float | None = None,
    ready: Callable[[str], None] = _TELL,
) -> None:
    """Serve the record at `path` on 127.0.0.1 until Ctrl-C, or until `until_idle` seconds passed without a request.

    `ready` is told the address, before the first request is taken. `port` 0 is any free one. RecordError: no record
    there. PresentError: the port is in use.
    """
    sys.setswitchinterval(_SWITCH)
    counted = _Counted(app(path, options))
    with _socket(port) as listening:
        ready(f"http://{_LOOPBACK}:{listening.getsockname()[1]}/")
        asyncio.run(_run(counted, listening, until_idle))


class _Counted:
    """Knows when the last request ended, and whether one is being answered."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner
        self.open = 0
        self.last = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        self.open += 1
        try:
            await self.inner(scope, receive, send)
        finally:
            self.open -= 1
            self.last = time.monotonic()

    def idle(self) -> float:
        """Seconds since anybody wanted something."""
        return 0.0 if self.open else time.monotonic() - self.last


class _Server(uvicorn.Server):
    """Ends when told to, without raising the signal again that told it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sign: signal.signal(sign, self.handle_exit) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


async def _run(counted: _Counted, listening: socket.socket, until_idle: float | None) -> None:
    server = _Server(
        uvicorn.Config(
            counted,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
    )
    watching = asyncio.create_task(_watch(server, counted, until_idle)) if until_idle is not None else None
    await server.serve(sockets=[listening])
    if watching is not None:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(server: uvicorn.Server, counted: _Counted, seconds: float) -> None:
    while counted.idle() < seconds:
        await asyncio.sleep(_LOOK)
    server.should_exit = True


def _socket(port: int | None) -> socket.socket:
    """A socket that listens on loopback; of the port asked for, else of PORT or, where that is in use, of any."""
    tries = [port] if port is not None else [PORT, 0]
    for at in tries:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((_LOOPBACK, at))
            made.listen(128)
        except OSError as error:
            made.close()
            reason = error.strerror
        else:
            return made
    raise PresentError(f"port {port}: {reason}; give another --port, or none for a free one")
