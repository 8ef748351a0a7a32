"""Addresses: which may be asked at all, in their plain form. Nothing is resolved or connected to here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

from diurna.fetch.result import refuse

IP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
LONGEST = 4000
"""Characters of an address; browsers and servers give up at about half of it."""
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|[\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SCRIPTS = (
    ("Latin", re.compile(r"[a-z\u00df-\u024f]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
)
_LIKE_LATIN = frozenset("асеорхуіјѕһԁԛԝӏкмтвнαορνυικ")
_PLAIN = "/%:@!$&'()*+,;=~-._"
_NAT64 = IPv6Network("64:ff9b::/96")
# Ranges that lead elsewhere than they say, or to nobody, and that ipaddress takes for global in some versions of Python.
_NEVER = tuple(
    ip_network(n)
    for n in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/3",
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


class Address(msgspec.Struct, frozen=True):
    """An address in its plain form: `host` in ASCII without a trailing dot or brackets, `target` path and query. `notes` say
    what a reader should know of the name."""

    scheme: str
    host: str
    port: int
    target: str
    notes: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def address(url: str, base: str | None = None) -> Address:
    """`url` (resolved against `base`) as an Address; raises Refused for what is no http or https address."""
    url = url.strip(" \t\r\n")
    if len(url) > LONGEST:
        refuse("bad-url", f"the address is longer than {LONGEST} characters")
    if _UNSAFE.search(url):
        refuse("bad-url", "the address holds spaces, backslashes or control characters")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = parts.port
    except ValueError as error:
        refuse("bad-url", f"this is no address ({error})")
    if parts.scheme not in _PORTS:
        named = f"{parts.scheme[:20]}:" if parts.scheme else "an address without http://"
        refuse("scheme-refused", f"only http and https are fetched, not {named}")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        refuse("bad-url", "the address holds a user name before @, which hides where it leads")
    host, notes = _host(parts)
    return Address(parts.scheme, host, port if port is not None else _PORTS[parts.scheme], _target(parts), notes)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_PLAIN)
    return f"{path}?{quote(parts.query, safe=_PLAIN + '?[]|{}^`')}" if parts.query else path


def _host(parts: SplitResult) -> tuple[str, tuple[str, ...]]:
    host = (parts.hostname or "").lower()
    if "[" in parts.netloc:
        try:
            if "%" not in host:
                return str(IPv6Address(host)), ()
        except ValueError:
            pass
        refuse("bad-url", "the address between brackets is no plain IPv6 address")
    plain = _ascii(host).removesuffix(".")
    if not plain or not _NAME.fullmatch(plain) or len(plain) > 253:
        refuse("bad-url", "the host is no name that a host can have")
    if _NUMBER.fullmatch(plain.rsplit(".", 1)[-1]):
        try:
            return str(IPv4Address(plain)), ()
        except ValueError:
            refuse("bad-url", f"{plain} is a numeric address in an odd form, which hides where it leads")
    return plain, _looks(plain)


def _ascii(host: str) -> str:
    """The host's ASCII form (IDNA 2008, with the mapping of UTS 46, which also makes full-width letters and dots plain)."""
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        refuse("bad-url", "the host is no valid international name")


def _looks(host: str) -> tuple[str, ...]:
    """Names that may be taken for others: labels of several scripts, labels made of letters that look Latin."""
    if "xn--" not in host:
        return ()
    import idna

    try:
        shown = idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return (f"{host} is no valid international name",)
    for label in shown.split("."):
        scripts = [name for name, letters in _SCRIPTS if letters.search(label)]
        if len(scripts) > 1:
            return (f"{host} mixes {' and '.join(scripts)} letters in one name",)
        if scripts and scripts != ["Latin"] and all(c in _LIKE_LATIN or not c.isalpha() for c in label):
            return (f"{host} is written with {scripts[0]} letters that look Latin",)
    return ()


def networks(allowed: Sequence[str]) -> tuple[Network, ...]:
    """An allow-list (`127.0.0.1`, `10.0.0.0/8`) as networks. Raises ValueError with the entry that is none."""
    return tuple(ip_network(entry) for entry in allowed)


def why_not(ip: str, port: int, allowed: Sequence[Network] = ()) -> str | None:
    """Why a resolved address must not be connected to, None where it may be. `allowed` opens networks, with every port."""
    try:
        found = ip_address(ip)
    except ValueError:
        return f"{ip} is no address"
    if any(found in network for network in allowed):
        return None
    kind = _kind(found)
    if kind is not None:
        return f"{ip} is {kind}"
    if port < 1024 and port not in _PORTS.values():
        return f"port {port} belongs to a service that is no web server"
    return None


def _kind(ip: IP) -> str | None:
    """What keeps an address from being a public one."""
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            # NAT64 is how a network without IPv4 reaches public IPv4 hosts; what counts is the address inside.
            kind = _kind(inner)
            return f"{inner} in IPv6 clothes, {kind}" if kind else None
    if ip.is_loopback:
        return "this machine (loopback)"
    if ip.is_link_local:
        return "a link-local address"
    if any(ip in network for network in _NEVER):
        return "a reserved or private address"
    return None if ip.is_global else "a private address"
