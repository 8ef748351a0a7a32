"""Who may ask: the address it is bound to by its own name, and only pages of its own may write. What a page may load: its own files.

The server listens on the loopback interface, but any web site that a browser has open can send it requests, and a name that points at
127.0.0.1 (DNS rebinding) could read the answers. So the Host must be ours, and a request that writes must come from a page of ours.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
_READING = ("GET", "HEAD")


class Guard:
    """Answers 403 to strangers and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        refusal = self.refusal(scope)
        if refusal is not None:
            await PlainTextResponse(f"{refusal}\n", 403)(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def refusal(self, scope: Scope) -> str | None:
        """Why a request is not answered; None where it is."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if host not in self.hosts:
            return "This server answers only to the address that it printed when it started."
        if scope["method"] in _READING:
            return None
        if headers.get(b"origin", b"").decode("latin-1").lower() != f"http://{host}":
            return "Only this server's own pages may change anything."
        return None


def hosts(port: int) -> frozenset[str]:
    """The names under which a server on a port of this machine may be asked."""
    names = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}
    return frozenset(names | ({"127.0.0.1", "localhost"} if port == 80 else set()))
