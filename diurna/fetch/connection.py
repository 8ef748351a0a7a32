"""One request over one connection: the name resolved and checked and then connected to, under one budget.

httpcore asks a backend for connections, so that checking an address and connecting to it is one act here: nothing is
resolved a second time, and the TLS name, the certificate check and the Host header remain those of the name. The same
place holds the budget, so that it counts every byte and every second, those of handshakes and headers too.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from typing import Any, NoReturn

import httpcore
import msgspec

from diurna.fetch.address import Address, Network, why_not
from diurna.fetch.result import Limits, refuse
from diurna.inflate import megabytes

Resolve = Callable[[str, int], Sequence[str]]
"""A name and a port to the addresses it stands for. Raises OSError."""
_HEADERS_ALLOWED = 300_000
_TRIED = 4


class Answer(msgspec.Struct, frozen=True):
    """What a server sent: `body` as on the wire, read for status 200 only."""

    status: int
    headers: dict[str, str]
    body: bytes
    address: str


def resolve(host: str, port: int) -> Sequence[str]:
    """The system's answer, each address once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Budget:
    """What is left of a fetch's time and bytes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._bytes = 0

    def pause(self, seconds: float) -> None:
        """Time that was spent waiting for the site's sake does not count."""
        self._deadline += seconds

    def start(self) -> None:
        """A new request: its bytes are counted from nothing."""
        self._bytes = 0

    def seconds(self, most: float) -> float:
        """The time that one step may take."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            self.late()
        return min(most, left)

    def late(self) -> NoReturn:
        """The time is over."""
        refuse("too-slow", f"the server did not finish within {self._limits.seconds:g} s", lasting=False)

    def spend(self, size: int) -> None:
        """Count bytes from the wire."""
        self._bytes += size
        if self._bytes > self._limits.wire + _HEADERS_ALLOWED:
            too_large(self._limits.wire)


def too_large(limit: int) -> NoReturn:
    """More than may be read from the wire."""
    refuse("too-large", f"the answer is larger than {megabytes(limit)}, the limit")


class _Stream(httpcore.NetworkStream):
    """A connection under a budget."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget, limits: Limits) -> None:
        self._inner = inner
        self._budget = budget
        self._limits = limits

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._inner.read(max_bytes, self._budget.seconds(self._limits.read_seconds))
        except httpcore.ReadTimeout:
            self._budget.seconds(1)
            refuse("too-slow", f"the server was silent for {self._limits.read_seconds:g} s", lasting=False)
        self._budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._budget.seconds(self._limits.read_seconds))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._budget.seconds(self._limits.connect_seconds))
        return _Stream(secured, self._budget, self._limits)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to no other."""

    def __init__(self, budget: Budget, limits: Limits, allowed: Sequence[Network], resolver: Resolve) -> None:
        self._budget = budget
        self._limits = limits
        self._allowed = allowed
        self._resolver = resolver
        self.address = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        last: Exception = OSError("the name stands for no address")
        for ip in self._checked(host, port)[:_TRIED]:
            try:
                seconds = self._budget.seconds(self._limits.connect_seconds)
                inner = httpcore.SyncBackend().connect_tcp(ip, port, seconds, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            self.address = ip
            return _Stream(inner, self._budget, self._limits)
        return refuse("no-connection", f"no connection could be made ({_cause(last)})", lasting=False)

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name. One that is not public condemns the name: no honest site has such among its addresses."""
        found = _within(self._budget.seconds(self._limits.connect_seconds), self._resolver, host, port)
        for ip in found:
            reason = why_not(ip, port, self._allowed)
            if reason is not None:
                led = "" if ip == host else f"{host} leads to "
                refuse("address-refused", f"{led}{reason}")
        return found


def _within(seconds: float, resolver: Resolve, host: str, port: int) -> Sequence[str]:
    """Resolve a name, for so long: the system's resolver cannot be told how long it may take."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except Empty:
        refuse("not-resolved", f"the name {host} was not resolved within {seconds:.3g} s", lasting=False)
    if isinstance(found, Exception):
        refuse("not-resolved", f"the name {host} could not be resolved ({_cause(found)})", lasting=False)
    return found


def exchange(
    address: Address,
    headers: dict[str, str],
    limits: Limits,
    budget: Budget,
    allowed: Sequence[Network],
    resolver: Resolve,
    tls: ssl.SSLContext | None,
    cut: bool = False,
) -> Answer:
    """Send one GET and read the answer; `cut` takes the beginning of an answer that is too large. Raises Refused."""
    backend = _Backend(budget, limits, allowed, resolver)
    budget.start()
    sent = [(b"Host", address.origin.partition("://")[2].encode("ascii"))]
    sent += [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]
    pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_keepalive_connections=0)
    try:
        with pool, pool.stream("GET", address.url, headers=sent) as response:
            kept = _headers(response.headers)
            body = _body(response.iter_stream(), kept, limits, budget, cut) if response.status == 200 else b""
            return Answer(response.status, kept, body, backend.address)
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        if "certificate verify failed" in str(error) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            told = re.sub(r".*verify failed: | \(_ssl.*", "", _cause(error))
            refuse("bad-certificate", f"the certificate does not hold ({told})", lasting=False)
        refuse("no-connection", f"no secure connection could be made ({_cause(error)})", lasting=False)
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        cut = "peer closed" in str(error) or "without sending" in str(error)
        cause = "the answer ends too early" if cut else "the answer is no sound HTTP"
        refuse("cut-off" if cut else "bad-response", f"{cause} ({_cause(error)})", lasting=False)
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        budget.seconds(1)
        refuse("cut-off", f"the connection broke ({_cause(error)})", lasting=False)


def _headers(pairs: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Names in small letters; a header that comes twice is its values joined, as HTTP has it."""
    found: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _body(stream: Iterable[bytes], headers: dict[str, str], limits: Limits, budget: Budget, cut: bool) -> bytes:
    stated = headers.get("content-length", "")
    if not cut and stated.isdecimal() and len(stated) < 20 and int(stated) > limits.wire:
        too_large(limits.wire)
    body = bytearray()  # a list would hold an object for each chunk, and chunks may be one byte long
    for part in stream:
        body += part
        if len(body) > limits.wire:
            if cut:
                return bytes(body[: body.rfind(b"\n", 0, limits.wire) + 1])
            too_large(limits.wire)
        budget.seconds(1)
    return bytes(body)


def _cause(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
