"""Frames: a language's predicates with what they mean, where their roles stand and what they need (frames*.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from diurna.analysis import Token
from diurna.langs import compiled
from diurna.langs.patterns import Need, Patterns, Pos, needs, slots, strings
from diurna.langs.tables import read_toml

PART = "frames"
REVISION = "5"
TAIL_FROM = 3
"""Letters that must stand before the last part of a compound, and more than which that part must have."""
_FIELDS = {"act", "op", "verb", "noun", "adj", "actor", "recipient", "needs", "inner", "mode", "yes", "no", "both", "note"}


class Frame(msgspec.Struct, frozen=True, gc=False):
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


class Examples(msgspec.Struct, frozen=True, gc=False):
    """The sentences of one `[[frame]]` table and the rules they speak for."""

    file: str
    rules: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Frames(msgspec.Struct, frozen=True, dict=True):
    """Frames by part of speech and head lemma: `frames.by_head["v:condannare"]`; under "t:" those whose head may end a compound."""

    by_head: dict[str, tuple[Frame, ...]]

    def of(self, pos: Pos, *heads: str) -> tuple[Frame, ...]:
        """The frames whose head is the first of `heads` that has any."""
        for head in heads:
            found = self.by_head.get(f"{pos}:{head}")
            if found:
                return found
        return self._of_tail(heads) if pos == "n" and self._tails else ()

    @cached_property
    def _tails(self) -> bool:
        """Whether any head may end a compound."""
        return any(key.startswith("t:") for key in self.by_head)

    @cached_property
    def parts(self) -> bool:
        """Whether any frame asks for the last part of a compound among its further words."""
        words = (word for frames in self.by_head.values() for frame in frames for wanted in frame.words for word in wanted)
        return any(word[0] == "-" for word in words)

    def _of_tail(self, heads: tuple[str, ...]) -> tuple[Frame, ...]:
        """The frames of the longest end of a compound that is a head of its own ("luftangriff": "angriff")."""
        for head in heads:
            for i in range(TAIL_FROM, len(head) - TAIL_FROM):
                found = self.by_head.get(f"t:{head[i:]}")
                if found:
                    return found
        return ()


def sources(folder: Path) -> list[Path]:
    """The files that frames are built from: tables, and what pack.toml says of reflexives."""
    return [*_written(folder), folder / "pack.toml"]


def _written(folder: Path) -> list[Path]:
    return sorted(folder.glob("frames*.toml"))


def load(folder: Path) -> Frames:
    """The frames of the pack in `folder`; a malformed one is a ValueError that names file and pattern."""
    return compiled.load(folder, PART, sources(folder), REVISION, Frames, lambda: build(folder))


def build(folder: Path) -> Frames:
    """Read the frames from their text files."""
    table: dict[str, list[Frame]] = {}
    patterns = Patterns(folder)
    for _, frames in _tables(folder):
        for frame in frames:
            for head in patterns.spellings(frame.head):
                table.setdefault(f"{frame.pos}:{head}", []).append(frame)
            if frame.tail:
                table.setdefault(f"t:{frame.head}", []).append(frame)
    ordered = {k: tuple(sorted(v, key=lambda f: (-len(f.words), -len(f.needs), not f.reflexive))) for k, v in table.items()}
    return Frames(ordered)


def examples(folder: Path) -> list[Examples]:
    """The examples that the frames of `folder` carry, in file order."""
    return [Examples(str(t["_file"]), tuple(f.rule for f in frames), strings(t, "yes"), strings(t, "no")) for t, frames in _tables(folder)]


def _tables(folder: Path) -> Iterator[tuple[dict[str, object], list[Frame]]]:
    patterns = Patterns(folder)
    for path in _written(folder):
        tables = read_toml(path).get("frame", [])
        if not isinstance(tables, list):
            raise ValueError(f"{folder.name}/{path.name}: expected [[frame]] tables")
        for table in tables:
            table["_file"] = path.name
            yield table, list(_frames(f"{folder.name}/{path.name}", table, patterns))


def _frames(file: str, table: dict[str, object], patterns: Patterns) -> Iterator[Frame]:
    where = f"{file}: {table.get('act') or table.get('op')}"
    unknown = set(table) - _FIELDS - {"_file"}
    if unknown:
        raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    if ("act" in table) == ("op" in table):
        raise ValueError(f"{where}: a frame names an act or an op, and one of them only")
    both = table.get("both")
    for pattern in patterns.of(table):
        yield Frame(
            rule=pattern.rule,
            head=pattern.head,
            pos=pattern.pos,
            act=str(table["act"]) if "act" in table else None,
            op=str(table["op"]) if "op" in table else None,
            words=pattern.words,
            reflexive=pattern.reflexive,
            actor=slots(table, "actor"),
            recipient=slots(table, "recipient"),
            needs=needs(where, table),
            inner=slots(table, "inner"),
            modes=strings(table, "mode"),
            both=both if isinstance(both, bool) else None,
            tail=pattern.tail,
        )


def ends_in(token: Token, word: str) -> bool:
    """Whether a token is a noun, or a solid compound whose last part it is."""
    lemma = token.lemma
    return token.pos in ("NOUN", "PROPN") and lemma.endswith(word) and (len(lemma) == len(word) or len(lemma) >= len(word) + TAIL_FROM)
