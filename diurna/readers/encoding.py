"""Bytes to text by evidence: BOM, UTF-8 if it fits, what the file declares, then the likeliest legacy code page.

A legacy code page is chosen by the text it would give: how much of it is made of letters in the case and the frequency
that Cyrillic or Latin prose has. What is no text at all is known by its first bytes and its share of controls.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

import msgspec

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_META = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROLS = bytes(sorted({*range(32)} - {9, 10, 12, 13, 27}))
_SAMPLE = 200_000
_DAMAGE_ALLOWED = 0.02

# The commonest letters of Russian and Ukrainian prose, in the case that prose is written in, and those it hardly has.
_CYRILLIC_COMMON = frozenset("оеаинтсрвлкмдпі")
_CYRILLIC_RARE = frozenset("ЪЫЬъэщЁ")
_LATIN_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ")
_LATIN_MARKS = frozenset("«»“”‘’–—…€£§°·•¿¡ºª©®")
_CYRILLIC_PAGES = ("cp1251", "koi8-u", "koi8-r", "cp866", "iso8859-5")


class Decoded(msgspec.Struct, frozen=True):
    """`encoding` as used, `guessed` where no BOM, declaration or valid UTF-8 said so; `damaged` counts U+FFFD."""

    text: str
    encoding: str
    guessed: bool = False
    damaged: int = 0


class Undecodable(msgspec.Struct, frozen=True):
    """Why bytes are no text, in words that follow "the file is"."""

    reason: str


def decode(data: bytes, stated: str | None = None) -> Decoded | Undecodable:
    """The text of `data`, or why it has none. The empty string is a text. `stated` is the encoding that a server named; what
    the bytes declare themselves comes first, for servers name a default more often than the truth."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :] if name == "utf-8" else data, name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Undecodable(f"not text but {what}")
    if wide := _wide(data):
        return _lossy(data, wide)
    if _is_binary(data):
        return Undecodable("not text but binary data")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _named_by_server(data, stated) or _damaged_utf8(data) or _legacy(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without BOM: every second byte of Latin text is NUL, of Cyrillic text 4."""
    head = data[:4000]
    if len(head) < 8 or len(head) % 2:
        return None
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        low = head[0::2] if name == "utf-16-le" else head[1::2]
        narrow = sum(b in (0, 4, 0x20) for b in high) > 0.9 * len(high) and 0 in high
        if narrow and low.count(0) < 0.05 * len(low):
            return name
    return None


def _is_binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 0.02 * len(head) if len(head) > 50 else controls > 0.3 * len(head)


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text.removeprefix("\ufeff"), encoding, damaged=text.count("\ufffd"))


def _declared(data: bytes) -> Decoded | None:
    found = _META.search(data, 0, 4096)
    if not found:
        return None
    return _stated(data, (found[1] or found[2]).decode("ascii"))


def _named_by_server(data: bytes, stated: str | None) -> Decoded | None:
    """Latin-1 is what servers say when nobody told them, and it fits anything: evidence is better."""
    found = _stated(data, stated)
    return None if found is None or found.encoding == "cp1252" else found


def _stated(data: bytes, encoding: str | None) -> Decoded | None:
    """The text in an encoding that somebody named, where it is an 8-bit one that fits to the last byte."""
    if not encoding:
        return None
    try:
        name = codecs.lookup(encoding).name
        if name in ("utf-8", "ascii") or name.startswith(("utf-16", "utf-32")):
            return None
        name = "cp1252" if name == "iso8859-1" else name
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken sequences: cut in the middle of a character, or one pasted byte."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(c > "\x7f" for c in text[:_SAMPLE])
    few = broken <= max(1, _DAMAGE_ALLOWED * beyond_ascii) < beyond_ascii
    return Decoded(text, "utf-8", damaged=broken) if few else None


def _legacy(data: bytes) -> Decoded | Undecodable:
    sample = data[:_SAMPLE]
    high = sum(b > 127 for b in sample)
    scores: list[tuple[float, int, str]] = []
    for order, name in enumerate(_CYRILLIC_PAGES):
        scores.append((_cyrillic_score(sample.decode(name, "replace"), high), -order, name))
    scores.append((_latin_score(sample.decode("cp1252", "replace"), high), 1, "cp1252"))
    best, _, name = max(scores)
    if best < 0.3:
        return Undecodable("text in no encoding that is known here")
    text = data.decode(name, "replace")
    return Decoded(text, name, guessed=True, damaged=text.count("\ufffd"))


def _cyrillic_score(text: str, high: int) -> float:
    seen = Counter(c for c in text if c > "\x7f")
    good = sum(seen[c] for c in _CYRILLIC_COMMON) - 2 * sum(seen[c] for c in _CYRILLIC_RARE)
    letters = sum(n for c, n in seen.items() if "\u0400" <= c <= "\u04ff")
    return (0.7 * good + 0.4 * letters - (high - letters)) / max(high, 1)


def _latin_score(text: str, high: int) -> float:
    """Accented letters stand alone among ASCII letters; a code page misread gives runs of them."""
    runs = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{3,}", text))
    seen = Counter(c for c in text if c > "\x7f")
    good = sum(n for c, n in seen.items() if c in _LATIN_LETTERS or c in _LATIN_MARKS)
    return (good - 1.5 * runs) / max(high, 1)
