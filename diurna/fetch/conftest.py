"""A web site on loopback that answers as badly as it is told to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from diurna.fetch.fetcher import Fetcher
from diurna.fetch.result import Limits

Answer = bytes | Callable[[socket.socket], None]
"""What is sent for a path: all of it, or whatever a function does with the connection."""
SMALL = Limits(wire=50_000, unpacked=100_000, gap_seconds=0.0)


def reply(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A sound answer; `content_type="text/html"` makes the header Content-Type."""
    data = body.encode() if isinstance(body, str) else body
    named = {"Content-Length": str(len(data))} | {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}Connection: close\r\n\r\n".encode("latin-1") + data


def to(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return reply(status=status, location=location)


class Site:
    """`pages` holds an Answer for each path, or several that are given one after the other; what is not there is a 404. `asked`
    has the path and the headers of every request."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer | list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        """Stop answering."""
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._attend, args=(connection,), daemon=True).start()

    def _attend(self, connection: socket.socket) -> None:
        with suppress(OSError):
            connection.settimeout(5)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (part := connection.recv(65536)):
                head += part
            first, *rest = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            self.asked.append((path, {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}))
            found = self.pages.get(path, reply(b"nothing here", "404 Not Found"))
            if isinstance(found, list):
                found = found.pop(0) if len(found) > 1 else found[0]
            if isinstance(found, bytes):
                connection.sendall(found)
            else:
                found(connection)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with http."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def fetcher() -> Fetcher:
    """One that may reach the site, with small limits and without waiting."""
    return Fetcher(SMALL, allowed=("127.0.0.0/8",), sleep=lambda _: None)


def secure_site(folder: Path, certificate: str) -> Site:
    """A site with https, called news.example by its certificate."""
    (folder / "site.pem").write_text(certificate)
    (folder / "key.pem").write_text(KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem", folder / "key.pem")
    return Site(context)


def trusting() -> ssl.SSLContext:
    """A client that believes the tests' own authority and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=AUTHORITY)
    return context


# An authority made for these tests, with the key that it and its two sites share. It secures nothing.
KEY = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIJJg0FxbPqUiB7+pWRNtbIZFUqNIKKbhT+7UIcoyaGLIoAoGCCqGSM49
AwEHoUQDQgAEVpAl2ISrKTdj90hNO195R+sNoE3d34c/gMWIii2WzzZqQ5I+IoWO
3iRctav85Goki+oJXCJD1kZuEgmm2kFOrQ==
-----END EC PRIVATE KEY-----
"""
AUTHORITY = """\
-----BEGIN CERTIFICATE-----
MIIBdDCCARqgAwIBAgIUfd10AiHAz2HGbiN21PY7iBhLn/EwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZGl1cm5hIHRlc3RzMCAXDTI2MTEyNTE2NTIzMloYDzIxMjYx
MTAxMTY1MjMyWjAXMRUwEwYDVQQDDAxkaXVybmEgdGVzdHMwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARWkCXYhKspN2P3SE07X3lH6w2gTd3fhz+AxYiKLZbPNmpD
kj4ihY7eJFy1q/zkaiSL6glcIkPWRm4SCabaQU6to0IwQDAPBgNVHRMBAf8EBTAD
AQH/MA4GA1UdDwEB/wQEAwIBhjAdBgNVHQ4EFgQUaaluu2GIE+ZS9ulheQEiisWT
GK4wCgYIKoZIzj0EAwIDSAAwRQIhAOhPEFo1jfRmzLFQTMrOoMuk1w2EXPmM4Mzo
Iuz1J1RWAiBHU04UiQon0Y2Blex//01gvrEjWpNTsTR9LH76o+LizA==
-----END CERTIFICATE-----
"""
GOOD = """\
-----BEGIN CERTIFICATE-----
MIIBZDCCAQqgAwIBAgIBAjAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxkaXVybmEg
dGVzdHMwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDG5ld3MuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFaQJdiE
qyk3Y/dITTtfeUfrDaBN3d+HP4DFiIotls82akOSPiKFjt4kXLWr/ORqJIvqCVwi
Q9ZGbhIJptpBTq2jRTBDMBcGA1UdEQQQMA6CDG5ld3MuZXhhbXBsZTAJBgNVHRME
AjAAMB0GA1UdDgQWBBRpqW67YYgT5lL26WF5ASKKxZMYrjAKBggqhkjOPQQDAgNI
ADBFAiA/F6eC0bub+Qht1Gy98LKYKL+gcg7ChP+VKRnZ0uEmcAIhAPr61nxG9rL7
eNd2Y2ycGq73VjFcZ1JThdy8QmvdDagd
-----END CERTIFICATE-----
"""
EXPIRED = """\
-----BEGIN CERTIFICATE-----
MIIBYTCCAQigAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxkaXVybmEg
dGVzdHMwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAXMRUwEwYDVQQD
DAxuZXdzLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARWkCXYhKsp
N2P3SE07X3lH6w2gTd3fhz+AxYiKLZbPNmpDkj4ihY7eJFy1q/zkaiSL6glcIkPW
Rm4SCabaQU6to0UwQzAXBgNVHREEEDAOggxuZXdzLmV4YW1wbGUwCQYDVR0TBAIw
ADAdBgNVHQ4EFgQUaaluu2GIE+ZS9ulheQEiisWTGK4wCgYIKoZIzj0EAwIDRwAw
RAIgaBbTS7B8qzdrrUSBUQAh46YxGA61Hj447x1vB3dSpz0CIAKV5z9z6XSZTZtO
Azzf51yywYieN/gDDuybiDmK2kRB
-----END CERTIFICATE-----
"""
