"""Speech: a language's cues of saying and thinking, source introducers, hedges and kinds of speaker (speech*.toml, see SPEECH.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from diurna.langs import compiled
from diurna.langs.patterns import Need, Patterns, Pos, Table, needs, slots, strings
from diurna.langs.tables import read_toml
from diurna.model import ClaimAct, SpeakerClass

PART = "speech"
REVISION = "7"
Kind = Literal["speech", "thought", "intent", "feeling", "finding"]
Hedge = Literal["none", "reported", "speculative"]
_CUE_FIELDS = {"act", "kind", "content", "speaker", "hedge", "needs", "verb", "noun", "adj", "yes", "no", "note"}
_SOURCE_FIELDS = {"act", "hedge", "before", "behind", "after", "alone", "heads", "yes", "no", "note"}
_TABLES = {"cue", "source", "hedge", "speakers", "words", "contested", "convention"}
_DEFAULT_CONTENT = ("quote", "that", "before")


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One predicate of saying, thinking, wanting. `words`: further words that must stand by, each a tuple of alternatives.

    `content` and `speaker` are slots in order of preference, as SPEECH.md lists them. `words` that end in a preposition
    (`about`) make what follows it the content.
    """

    rule: str
    head: str
    pos: Pos
    act: ClaimAct
    kind: Kind = "speech"
    words: tuple[tuple[str, ...], ...] = ()
    reflexive: bool = False
    content: tuple[str, ...] = _DEFAULT_CONTENT
    speaker: tuple[str, ...] = ()
    hedge: Hedge = "none"
    needs: tuple[Need, ...] = ()


class Introducer(msgspec.Struct, frozen=True, gc=False):
    """Words that name a source outside the clause. `side`: where the words stand to the source ("before" it, "behind" a
    comma and before it, "after" it; "alone": no source is named).

    `heads`: a named list of nouns of which the source's head must be one ("nach Angaben"); the noun then belongs to the source.
    """

    rule: str
    words: tuple[str, ...]
    side: Literal["before", "behind", "after", "alone"]
    act: ClaimAct = "say"
    hedge: Hedge = "none"
    heads: str = ""


class Convention(msgspec.Struct, frozen=True, gc=False):
    """How contents are cut in this language (SPEECH.md): what the annotated data of the language does.

    `opener`: the complementiser belongs to the content. `inner_quotes`: a quoted part of an indirect speech is a claim of its own.
    `whole_sentence`: where the content is only an object, it is the whole sentence. `free_mood`: sentences in the mood of reported
    speech go on with the last speaker. `conditional_hearsay`: the conditional is the mood of rumour. `future_in_past`: which conditional
    tells a coming thing from the past and is no rumour then: "simple" (fr "il assurait qu'il viendrait") or "perfect" (it "che sarebbe
    venuto").
    """

    opener: bool = False
    inner_quotes: bool = False
    whole_sentence: bool = False
    free_mood: bool = False
    conditional_hearsay: bool = False
    future_in_past: str = ""


class Examples(msgspec.Struct, frozen=True, gc=False):
    """The sentences of one table and the rules they speak for."""

    file: str
    rules: tuple[str, ...]
    act: ClaimAct
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Speech(msgspec.Struct, frozen=True, gc=False):
    """What a pack knows about saying. `cues`: by part of speech and head ("v:deny"); `introducers`: by first word.

    `hedges`: lemma or form to its kind. `speakers`: head lemma to the class of speaker. `words`: named lists (SPEECH.md).
    `contested`: patterns of "the text itself says it is disputed", each a sequence of lemmas or forms.
    """

    cues: dict[str, tuple[Cue, ...]]
    introducers: dict[str, tuple[Introducer, ...]]
    hedges: dict[str, Hedge]
    speakers: dict[str, SpeakerClass]
    words: dict[str, frozenset[str]]
    contested: tuple[tuple[str, ...], ...]
    convention: Convention = Convention()

    def of(self, pos: Pos, *heads: str) -> tuple[Cue, ...]:
        """The cues whose head is the first of `heads` that has any."""
        cues = self.cues
        for head in heads:
            found = cues.get(f"{pos}:{head}")
            if found:
                return found
        return ()

    def list(self, name: str) -> frozenset[str]:
        """A named word list, empty where the pack has none."""
        return self.words.get(name, frozenset())


def sources(folder: Path) -> list[Path]:
    """The files that the speech of a pack is built from: tables, and what pack.toml says of reflexives."""
    return [*_written(folder), folder / "pack.toml"]


def _written(folder: Path) -> list[Path]:
    return sorted(folder.glob("speech*.toml"))


def load(folder: Path) -> Speech:
    """The speech of the pack in `folder`; a malformed table is a ValueError that names file and pattern."""
    return compiled.load(folder, PART, sources(folder), REVISION, Speech, lambda: build(folder))


def build(folder: Path) -> Speech:
    """Read the cues from their text files."""
    lang = folder.name
    files = [(path.name, read_toml(path)) for path in _written(folder)]
    for name, data in files:
        unknown = set(data) - _TABLES
        if unknown:
            raise ValueError(f"{lang}/{name}: unknown table {', '.join(sorted(unknown))}")
    cues: dict[str, list[Cue]] = {}
    introducers: dict[str, list[Introducer]] = {}
    patterns = Patterns(folder)
    for _, _, _, found in _tables(folder, files):
        for item in found:
            if isinstance(item, Cue):
                for head in patterns.spellings(item.head):
                    cues.setdefault(f"{item.pos}:{head}", []).append(item)
            else:
                introducers.setdefault(item.words[0], []).append(item)
    return Speech(
        cues={k: tuple(sorted(v, key=lambda c: (-len(c.words), -len(c.needs), not c.reflexive))) for k, v in cues.items()},
        introducers={k: tuple(sorted(v, key=lambda i: -len(i.words))) for k, v in introducers.items()},
        hedges={w: cast(Hedge, kind) for kind, ws in _lists(files, "hedge").items() for w in ws},
        speakers={w: cast(SpeakerClass, kind) for kind, ws in _lists(files, "speakers").items() for w in ws},
        words={k: frozenset(v) for k, v in _lists(files, "words").items()},
        contested=tuple(tuple(p.split()) for p in _lists(files, "contested").get("patterns", [])),
        convention=_convention(lang, files),
    )


def examples(folder: Path) -> list[Examples]:
    """The examples that the tables of `folder` carry, in file order."""
    files = [(path.name, read_toml(path)) for path in _written(folder)]
    return [
        Examples(file, tuple(i.rule for i in items), _act(table), strings(table, "yes"), strings(table, "no"))
        for file, _, table, items in _tables(folder, files)
    ]


Files = list[tuple[str, dict[str, object]]]


def _tables(folder: Path, files: Files) -> Iterator[tuple[str, str, Table, list[Cue | Introducer]]]:
    lang, patterns = folder.name, Patterns(folder)
    for file, data in files:
        for name in ("cue", "source"):
            tables = data.get(name, [])
            if not isinstance(tables, list):
                raise ValueError(f"{lang}/{file}: expected [[{name}]] tables")
            for table in tables:
                where = f"{lang}/{file}: [[{name}]] {table.get('act')}"
                unknown = set(table) - (_CUE_FIELDS if name == "cue" else _SOURCE_FIELDS)
                if unknown:
                    raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
                read = _cues(where, table, patterns) if name == "cue" else _introducers(lang, table)
                yield file, name, table, list(read)


def _cues(where: str, table: Table, patterns: Patterns) -> Iterator[Cue]:
    kind = str(table.get("kind", "speech"))
    if kind not in get_args(Kind):
        raise ValueError(f"{where}: unknown kind {kind!r}")
    for pattern in patterns.of(table, "speech/"):
        yield Cue(
            rule=pattern.rule,
            head=pattern.head,
            pos=pattern.pos,
            act=_act(table),
            kind=cast(Kind, kind),
            words=pattern.words,
            reflexive=pattern.reflexive,
            content=slots(table, "content") or _DEFAULT_CONTENT,
            speaker=slots(table, "speaker"),
            hedge=cast(Hedge, table.get("hedge", "none")),
            needs=needs(where, table),
        )


def _introducers(lang: str, table: Table) -> Iterator[Introducer]:
    for side in ("before", "behind", "after", "alone"):
        for pattern in strings(table, side):
            words = tuple(pattern.casefold().replace("’", "'").split())
            yield Introducer(
                rule=f"{lang}/speech/{side}/{pattern}",
                words=words,
                side=side,
                act=_act(table),
                hedge=cast(Hedge, table.get("hedge", "none")),
                heads=str(table.get("heads", "")),
            )


def _act(table: Table) -> ClaimAct:
    act = str(table.get("act", "say"))
    if act not in get_args(ClaimAct):
        raise ValueError(f"unknown act {act!r}; acts are {', '.join(get_args(ClaimAct))}")
    return cast(ClaimAct, act)


def _lists(files: Files, name: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for _, data in files:
        table = data.get(name, {})
        if isinstance(table, dict):
            for key in table:
                out.setdefault(key, []).extend(w.casefold().replace("’", "'") for w in strings(table, key))
    return out


def _convention(lang: str, files: Files) -> Convention:
    merged: dict[str, object] = {}
    for _, data in files:
        table = data.get("convention", {})
        if isinstance(table, dict):
            merged |= table
    try:
        return msgspec.convert(merged, Convention)
    except msgspec.ValidationError as problem:
        raise ValueError(f"{lang}/speech.toml [convention]: {problem}") from problem
