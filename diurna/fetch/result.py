"""What a fetch gives: the bytes and how they came, or why there are none. And the limits it keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

import msgspec

from diurna.model import Problem

_USERINFO = re.compile(r"(?<=//)[^/?#\s]*@")


class Limits(msgspec.Struct, frozen=True):
    """What one fetch may cost. Seconds, bytes, hops; `patience` is the longest wait that a site's crawl delay may ask for."""

    wire: int = 20_000_000
    unpacked: int = 20_000_000
    seconds: float = 60.0
    read_seconds: float = 15.0
    connect_seconds: float = 10.0
    redirects: int = 5
    robots_bytes: int = 512_000
    gap_seconds: float = 1.0
    patience: float = 60.0


class Validators(msgspec.Struct, frozen=True):
    """What a server gave with an earlier answer, so that it can say "not modified". Give them only with a copy at hand."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


class Fetched(msgspec.Struct, frozen=True):
    """An answer. `url` was asked for, `final_url` gave it after `hops`, `address` is the address that was checked and connected
    to, `fetched` the time (ISO, UTC), `moved` where a site says that `url` lives from now on. `body` is unpacked; it is empty
    where `not_modified`. `headers` are the ones worth keeping, names in small letters."""

    url: str
    final_url: str
    status: int
    body: bytes
    headers: dict[str, str]
    fetched: str
    address: str
    wire_bytes: int
    hops: tuple[str, ...] = ()
    moved: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def not_modified(self) -> bool:
        """Whether the copy that the validators came with still stands."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """What to send next time."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))

    @property
    def media_type(self) -> str:
        """`text/html`, in small letters; "" where the server does not say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server states."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.IGNORECASE)
        return found[1] if found else None


class Failure(msgspec.Struct, frozen=True):
    """Why an address gave nothing. `status` is the server's, where it answered; `retry_after`: seconds after which the site
    wants to be asked again; `lasting`: asking again soon would change nothing; `hops`: the redirects that led there."""

    problem: Problem
    status: int | None = None
    retry_after: float | None = None
    lasting: bool = False
    hops: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        """The message without the name of the address."""
        return self.problem.message.removeprefix(f"{self.problem.key}: ")


class Refused(Exception):
    """Carries a Failure through httpcore, which knows only exceptions; never leaves this package."""

    def __init__(self, code: str, cause: str, lasting: bool = False) -> None:
        super().__init__(cause)
        self.code = code
        self.cause = cause
        self.lasting = lasting


def refuse(code: str, cause: str, lasting: bool = True) -> NoReturn:
    """Stop the fetch at hand."""
    raise Refused(code, cause, lasting)


def printable(url: str) -> str:
    """An address on one line of a message: controls made visible, no password, cut where it is very long."""
    url = _USERINFO.sub("…@", url[:500]) + ("…" if len(url) > 500 else "")
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in url)


def failure(
    url: str,
    code: str,
    cause: str,
    *,
    status: int | None = None,
    retry_after: float | None = None,
    lasting: bool = False,
    hops: Sequence[str] = (),
) -> Failure:
    """A Failure whose message names the address."""
    shown = printable(url)
    return Failure(Problem(shown, code, f"{shown}: {cause}"), status, retry_after, lasting, tuple(hops))
