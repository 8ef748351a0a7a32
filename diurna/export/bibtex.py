"""BibTeX, as biblatex and reference managers read it: an `@online` an article."""

from __future__ import annotations

from typing import IO

from diurna.export.choice import Chosen, Origin, Wanted, known_source
from diurna.export.citations import address, agencies, key, title
from diurna.export.dates import partial

BABEL = {
    "en": "english", "it": "italian", "uk": "ukrainian", "ru": "russian", "es": "spanish", "fr": "french", "de": "ngerman",
}  # fmt: skip
"""What babel, and so biblatex, calls the languages."""
# BibTeX counts braces even behind a backslash: those of a title become commands, so that they always match.
_TEX = {
    ord(char): f"\\{name}" if len(name) == 1 else f"\\{name}{{}}"
    for char, name in (
        ("%", "%"), ("&", "&"), ("#", "#"), ("$", "$"), ("_", "_"), ("\\", "textbackslash"), ("{", "textbraceleft"),
        ("}", "textbraceright"), ("~", "textasciitilde"), ("^", "textasciicircum"),
    )
}  # fmt: skip


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write the entries; the number of articles."""
    count = 0
    for one in origin.chosen(wanted):
        out.write((b"\n" if count else b"") + _entry(one).encode("utf-8", "replace"))
        count += 1
    return count


def _entry(one: Chosen) -> str:
    d = one.document
    words = title(one)
    fields = (
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in agencies(one))),
        ("title", f"{{{_tex(words)}}}" if words else None),  # doubled braces: the capitals of a language are not to be changed
        ("organization", _tex(known_source(d) or "")),
        ("date", partial(d.published)),
        ("url", address(d.url)),
        ("langid", BABEL.get(d.languages[0]) if d.languages else None),
        ("note", f"diurna document {d.id}"),
    )  # fmt: skip
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{key(one)},\n{lines}}}\n"


def _tex(text: str) -> str:
    return " ".join(text.translate(_TEX).split())
