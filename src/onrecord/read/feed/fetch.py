"""Fetching one address: bounded in bytes and time, and never from a private network.

A name is looked up once a hop, each of its addresses is judged, and the connection goes to one that was judged, so that
a name can't change its mind in between. Each redirect is judged anew.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from onrecord.settings import FeedSettings

_HOPS = 5
_PIECE = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})


class Refused(Exception):  # noqa: N818 - an answer, not a fault of ours
    """An address isn't fetched, or gives nothing; the text is the reason. `wait`: seconds that the server asks for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Answer(msgspec.Struct, frozen=True):
    """What a server gave: the last address after redirects, the status, headers in lower case, the bytes unpacked."""

    url: str
    status: int
    headers: dict[str, str]
    data: bytes


def fetch(url: str, settings: FeedSettings, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer to GET at `url`, redirects followed; 200, 304 or 404 and the like. Refused says why there is none."""
    until = time.monotonic() + settings.max_seconds
    for _ in range(_HOPS + 1):
        answer = _once(url, settings, headers or {}, until)
        if answer.status not in _MOVED or "location" not in answer.headers:
            return answer
        url = urljoin(url, answer.headers["location"])
    raise Refused(f"more than {_HOPS} redirects")


def _once(url: str, settings: FeedSettings, headers: Mapping[str, str], until: float) -> Answer:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused(f"no address ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Refused("no address that is fetched: http or https, and no user or password in it")
    try:
        host = parts.hostname.encode("idna").decode("ascii")
        connection = _connection(parts.scheme, host, port, settings, until)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = {"User-Agent": settings.agent, "Accept-Encoding": "gzip", "Connection": "close", **headers}
            connection.request("GET", _ascii(path), headers=sent)
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            data = b"" if response.status in _MOVED else _body(response, got, settings, until)
            return Answer(url, response.status, got, data)
        finally:
            connection.close()
    except TimeoutError as error:
        raise Refused(f"no answer within {settings.max_seconds:g} seconds") from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        words = " ".join(str(error).split())[:120] or type(error).__name__
        raise Refused(f"can't be fetched ({words})") from error


def _ascii(path: str) -> str:
    """The path with whatever isn't ASCII, and spaces, as %XX."""
    return quote(path, safe="/%?&=+,;:@!$'()*~#[]-._")


def _connection(scheme: str, host: str, port: int, settings: FeedSettings, until: float) -> http.client.HTTPConnection:
    """A connection to an address of the host that was judged; Refused where one of them is private."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not public(address) and not (settings.allow_loopback and ipaddress.ip_address(address).is_loopback):
            raise Refused("stands on a private network: not fetched")
    left = max(0.1, until - time.monotonic())
    line = socket.create_connection((found[0], port), timeout=min(left, settings.max_seconds))
    connection = http.client.HTTPConnection(host, port)
    connection.sock = line if scheme == "http" else ssl.create_default_context().wrap_socket(line, server_hostname=host)
    return connection


def public(address: str) -> bool:
    """Whether an IP address stands in the open internet; one that holds an IPv4 address is judged by that."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return public(str(inner))
    return found.is_global and not found.is_multicast


def _body(
    response: http.client.HTTPResponse, headers: Mapping[str, str], settings: FeedSettings, until: float
) -> bytes:
    """The bytes, unpacked; Refused beyond the limits of size and time."""
    packed = headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise Refused(f"packed as {packed!r}: not read")
    unpack = zlib.decompressobj(31) if packed in ("gzip", "x-gzip") else None
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        if time.monotonic() > until:
            raise TimeoutError
        try:
            piece = unpack.decompress(piece, settings.max_bytes + 1 - size) if unpack else piece
        except zlib.error as error:
            raise Refused(f"damaged ({error})") from error
        size += len(piece)
        if size > settings.max_bytes:
            raise Refused(f"above the limit of {settings.max_bytes:,} bytes: raise feeds.max_bytes")
        parts.append(piece)
    return b"".join(parts)
