"""The canonical text: the one form of an article that is stored, hashed and pointed into by every span.

Defined once, here, in this order:

1. Surrogate pairs become the character they stand for; a lone surrogate becomes U+FFFD.
2. Line ends (CR LF, CR, NEL, VT, FF, U+2028) become LF; U+2029 becomes two LF.
3. Controls (NUL, other C0 and C1 but tab and LF) and invisibles (soft hyphen, zero-width space and
   joiners, bidi marks and overrides, word joiner, BOM, tags, interlinear marks) go. A zero-width joiner stays
   between two characters of scripts that need it (emoji, Indic, Persian), not beside anything below U+0590.
4. Every space (no-break, thin, em, ideographic, tab) becomes one plain space. Runs of spaces and lines are left as they
   are, so that an ordinary text keeps its offsets.
5. No more than 30 combining marks follow one another (the stream-safe limit of UAX 15; more is an attack, and sorting
   them is slow); then the text is put into NFC.

What is typed visibly is never changed: quotes, apostrophes, dashes, full-width letters stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 30

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_JOINERS = re.compile("(.?)([\u200c\u200d]+)(?=(.?))", re.DOTALL)
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNUSUAL = re.compile("[^\n -~]")
_NEEDS_JOINER = 0x0590


def canonical(raw: str) -> str:
    """The canonical form of any string. Idempotent; linear in its length."""
    if not _UNUSUAL.search(raw):
        return raw
    text = _once(raw)
    while (again := _once(text)) != text:
        text = again
    return text


def _once(text: str) -> str:
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _BREAKS.sub("\n", text).replace("\u2029", "\n\n")
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _JOINERS.sub(_joiner, text)
    text = _MARK_RUN.sub(_few_marks, text)
    return unicodedata.normalize("NFC", text)


def _joiner(found: re.Match[str]) -> str:
    before, joiners, after = found.groups()
    kept = before and after and ord(before) >= _NEEDS_JOINER and ord(after) >= _NEEDS_JOINER
    return before + joiners[0] if kept else before


def _few_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in found[0]:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
