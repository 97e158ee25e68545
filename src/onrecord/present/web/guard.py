"""What stands before every page: names of hosts, sizes, tokens of forms, and the headers of every answer.

Article text is hostile, and so may be any other page that the same browser has open.
"""

import hmac
import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.present.web.options import WebOptions

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
LONGEST_ADDRESS = 4_000
LARGEST_FORM = 256_000
TOKEN = "token"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """ASGI middleware; `token` is what every form must send back: no other site can read it."""

    def __init__(self, inner: ASGIApp, options: WebOptions) -> None:
        self.inner = inner
        self.options = options
        self.token = secrets.token_urlsafe(24)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache, private")
            await send(message)

        refused = self._refused(scope)
        if refused is None and scope["method"] == "POST":
            body = await _body(receive)
            refused = self._untrue(scope, body)
            receive = _again(body or b"")
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        await self.inner(scope, receive, guarded)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name.lower() not in self.options.hosts:
            return PlainTextResponse("this server answers to its own address only", 421)
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse(f"the address is longer than {LONGEST_ADDRESS} characters", 414)
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("GET and POST only", 405)
        return None

    def _untrue(self, scope: Scope, body: bytes | None) -> PlainTextResponse | None:
        """Why a form isn't taken: the server is read-only, it is too large, or no page of ours sent it."""
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "")
        tests = (
            (self.options.read_only, 403, "this record is served read-only: nothing can be judged here"),
            (body is None, 413, f"a form of more than {LARGEST_FORM} bytes"),
            (not kind.startswith("application/x-www-form-urlencoded"), 415, "forms only"),
            (
                headers.get("origin") not in {None, f"http://{headers['host']}"},
                403,
                "this form comes from another site",
            ),
            (not self._ours(body or b""), 403, "this page is older than the server: load it again, then judge"),
        )
        return next((PlainTextResponse(words, status) for failed, status, words in tests if failed), None)

    def _ours(self, body: bytes) -> bool:
        """Whether the form bears the token of this server's pages."""
        try:
            sent = parse_qs(body.decode(), max_num_fields=200).get(TOKEN, [""])[0]
        except ValueError:
            return False
        return hmac.compare_digest(sent.encode(), self.token.encode())


async def _body(receive: Receive) -> bytes | None:
    """All of a request's body, None when it is too large."""
    out = bytearray()
    while True:
        message = await receive()
        out += message.get("body", b"")
        if len(out) > LARGEST_FORM:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(out)


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
