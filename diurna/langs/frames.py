"""Frames: a language's predicates with what they mean, where their roles stand and what they need (frames*.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from diurna.langs import compiled
from diurna.langs.tables import read_toml

PART = "frames"
REVISION = "4"
Pos = Literal["v", "n", "a"]
TAIL_FROM = 3
"""Letters that must stand before the last part of a compound, and more than which that part must have."""
_POS: dict[str, Pos] = {"verb": "v", "noun": "n", "adj": "a"}
_RRE = frozenset({"trarsi", "sottrarsi", "ritrarsi", "distrarsi", "astrarsi", "protrarsi"})
"""Italian reflexives of verbs in -rre that look like those of verbs in -re ("incontrarsi")."""
_FIELDS = {"act", "op", "verb", "noun", "adj", "actor", "recipient", "needs", "inner", "mode", "yes", "no", "both", "note"}


class Need(msgspec.Struct, frozen=True):
    """A condition: the phrase in `slot` is of one of `kinds` (or, when `absent`, of none of them)."""

    slot: str
    kinds: tuple[str, ...]
    absent: bool


class Frame(msgspec.Struct, frozen=True):
    """One sense of one predicate. `words`: further words that must stand by, each a tuple of alternatives.

    Slots are names as FRAMES in langs/README.md lists them; empty `actor`/`recipient`/`inner` mean the default of the pack.
    `tail`: the head may be the last part of a solid compound too (written "-angriff": "Raketenangriff").
    """

    rule: str
    head: str
    pos: Pos
    act: str | None
    op: str | None
    words: tuple[tuple[str, ...], ...] = ()
    reflexive: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    inner: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    both: bool | None = None
    tail: bool = False


class Examples(msgspec.Struct, frozen=True):
    """The sentences of one `[[frame]]` table and the rules they speak for."""

    file: str
    rules: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Frames(msgspec.Struct, frozen=True):
    """Frames by part of speech and head lemma: `frames.by_head["v:condannare"]`; under "t:" those whose head may end a compound."""

    by_head: dict[str, tuple[Frame, ...]]

    def of(self, pos: Pos, *heads: str) -> tuple[Frame, ...]:
        """The frames whose head is the first of `heads` that has any."""
        for head in heads:
            found = self.by_head.get(f"{pos}:{head}")
            if found:
                return found
        return self._of_tail(heads) if pos == "n" else ()

    def _of_tail(self, heads: tuple[str, ...]) -> tuple[Frame, ...]:
        """The frames of the longest end of a compound that is a head of its own ("luftangriff": "angriff")."""
        for head in heads:
            for i in range(TAIL_FROM, len(head) - TAIL_FROM):
                found = self.by_head.get(f"t:{head[i:]}")
                if found:
                    return found
        return ()


def sources(folder: Path) -> list[Path]:
    """The files that frames are built from."""
    return sorted(folder.glob("frames*.toml"))


def load(folder: Path) -> Frames:
    """The frames of the pack in `folder`; a malformed one is a ValueError that names file and pattern."""
    return compiled.load(folder, PART, sources(folder), REVISION, Frames, lambda: build(folder))


def build(folder: Path) -> Frames:
    """Read the frames from their text files."""
    table: dict[str, list[Frame]] = {}
    for _, frames in _tables(folder):
        for frame in frames:
            table.setdefault(f"{frame.pos}:{frame.head}", []).append(frame)
            if frame.tail:
                table.setdefault(f"t:{frame.head}", []).append(frame)
    ordered = {k: tuple(sorted(v, key=lambda f: (-len(f.words), -len(f.needs), not f.reflexive))) for k, v in table.items()}
    return Frames(ordered)


def examples(folder: Path) -> list[Examples]:
    """The examples that the frames of `folder` carry, in file order."""
    return [
        Examples(str(t["_file"]), tuple(f.rule for f in frames), _strings(t, "yes"), _strings(t, "no")) for t, frames in _tables(folder)
    ]


def _tables(folder: Path) -> Iterator[tuple[dict[str, object], list[Frame]]]:
    seen: dict[str, int] = {}
    for path in sources(folder):
        tables = read_toml(path).get("frame", [])
        if not isinstance(tables, list):
            raise ValueError(f"{folder.name}/{path.name}: expected [[frame]] tables")
        for table in tables:
            table["_file"] = path.name
            yield table, list(_frames(folder.name, path.name, table, seen))


def _frames(lang: str, file: str, table: dict[str, object], seen: dict[str, int]) -> Iterator[Frame]:
    where = f"{lang}/{file}: {table.get('act') or table.get('op')}"
    unknown = set(table) - _FIELDS - {"_file"}
    if unknown:
        raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    if ("act" in table) == ("op" in table):
        raise ValueError(f"{where}: a frame names an act or an op, and one of them only")
    both = table.get("both")
    for field, pos in _POS.items():
        for pattern in _strings(table, field):
            head, words, reflexive = parse_pattern(lang, pattern, pos)
            name = f"{lang}/{pos}/{pattern}"
            seen[name] = seen.get(name, 0) + 1
            yield Frame(
                rule=name if seen[name] == 1 else f"{name}#{seen[name]}",
                head=head,
                pos=pos,
                act=str(table["act"]) if "act" in table else None,
                op=str(table["op"]) if "op" in table else None,
                words=words,
                reflexive=reflexive,
                actor=_slots(table, "actor"),
                recipient=_slots(table, "recipient"),
                needs=tuple(_need(where, n) for n in _strings(table, "needs")),
                inner=_slots(table, "inner"),
                modes=_strings(table, "mode"),
                both=both if isinstance(both, bool) else None,
                tail=pos == "n" and pattern.startswith("-"),
            )


def parse_pattern(lang: str, pattern: str, pos: Pos) -> tuple[str, tuple[tuple[str, ...], ...], bool]:
    """Head lemma, further words and whether a reflexive is asked for, of a pattern such as "infliggere colpo|sconfitta"."""
    text = pattern.strip().casefold().replace("’", "'").removeprefix("-")
    reflexive = False
    if pos == "v":
        text, reflexive = _strip_reflexive(lang, text)
    parts = text.split()
    if not parts:
        raise ValueError(f"{lang}: empty pattern {pattern!r}")
    return parts[0], tuple(tuple(p.split("|")) for p in parts[1:]), reflexive


def _strip_reflexive(lang: str, text: str) -> tuple[str, bool]:
    if lang == "de" and text.startswith("sich "):
        return text[5:], True
    if lang == "fr" and text.startswith(("se ", "s'")):
        return re.sub(r"^(se |s')", "", text), True
    head, space, rest = text.partition(" ")
    if lang == "it" and head.endswith("rsi"):
        vowel = "re" if head.endswith(("arsi", "ersi", "irsi")) and head not in _RRE else "rre"
        return head[:-3] + vowel + space + rest, True
    if lang == "es" and head.endswith("rse"):
        return head[:-2] + space + rest, True
    return text, False


def _need(where: str, text: str) -> Need:
    slot, colon, what = text.partition(":")
    if not colon or not what:
        raise ValueError(f'{where}: needs are "slot:kind", not {text!r}')
    absent = what.startswith("!")
    return Need(slot.strip(), tuple(what.lstrip("!").split("|")), absent)


def _slots(table: dict[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field)
    if value is None:
        return ()
    parts: Sequence[object] = value if isinstance(value, list) else str(value).split(",")
    return tuple(str(p).strip() for p in parts if str(p).strip())


def _strings(table: dict[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field, ())
    if isinstance(value, str):
        return (value,)
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()
