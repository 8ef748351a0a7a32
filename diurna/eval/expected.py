"""The expected record: what a careful analyst gets out of one article, and how its words are found in the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from diurna.eval.measures import SLOT_LIMIT, counts_for, occurrences
from diurna.eval.rows import BadGold
from diurna.readers.canonical import canonical

Words = str | list[str] | None
Days = list[str | None] | None


class TitleEvent(msgspec.Struct, frozen=True):
    """An event that the title tells."""

    type: list[str]
    actor: list[str] | None = None
    recipient: list[str] | None = None


class ExpectedDocument(msgspec.Struct, frozen=True):
    """Facts about the article as a whole; what is absent is not scored."""

    title: str | None = None
    title_language: str | None = None
    body_language: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_precision: str | None = None
    footer: str | None = None
    title_event: TitleEvent | None = None
    credits: list[str] = []


class ExpectedEntity(msgspec.Struct, frozen=True):
    """A mention and what it is.

    `says` ("is" in the file) is prose, of which the first word (person, place), codes of countries and "the same person
    as X" are checked; `name` lists names of which the entity must have one; `country` and `kind` say it outright.
    """

    text: str
    says: str = msgspec.field(name="is", default="")
    name: list[str] = []
    country: str | None = None
    kind: Words = None


class ExpectedEvent(msgspec.Struct, frozen=True):
    """An event by its evidence. Lists are acceptable answers, null means that the slot stays empty.

    `optional` slots are right when empty; `times` are several accepted intervals; a `neutral` event costs nothing to
    miss or to find; `either_side` lets every party stand on either side, as CONSULT does without it.
    """

    id: str
    evidence: str
    type: list[str]
    actor: list[str] | None = None
    recipient: list[str] | None = None
    place: Words = None
    time: Days = None
    times: list[Days] = []
    status: Words = "actual"
    assertion: Words = None
    mode: Words = None
    optional: list[str] = []
    neutral: bool = False
    either_side: bool = False
    note: str | None = None


class ExpectedClaim(msgspec.Struct, frozen=True):
    """A claim by its cue and content. `chain` lists phrases that each hold a link of `via`."""

    id: str
    cue: str | None
    content: str | None
    act: list[str]
    speaker: list[str] | None = None
    time: Days = None
    times: list[Days] = []
    hedge: str | None = None
    chain: list[str] | None = None
    optional: list[str] = []
    neutral: bool = False
    note: str | None = None


class ExpectedChange(msgspec.Struct, frozen=True):
    """A change of position: who, from which act to which, when it was made, and both passages (or the one that has both)."""

    speaker: Words
    source: Words = msgspec.field(name="from")
    to: Words
    evidence: list[str]
    when: str | None = None
    proposition: str | None = None


class ExpectedContested(msgspec.Struct, frozen=True):
    """A passage that says that something is disputed."""

    evidence: str
    what: str = ""


class ExpectedNote(msgspec.Struct, frozen=True):
    """A note by its code."""

    code: str
    what: str = ""


class Expected(msgspec.Struct, frozen=True):
    """A whole expected record."""

    document: ExpectedDocument = ExpectedDocument()
    entities: list[ExpectedEntity] = []
    events: list[ExpectedEvent] = []
    claims: list[ExpectedClaim] = []
    changes_of_position: list[ExpectedChange] = []
    contested: list[ExpectedContested] = []
    notes: list[ExpectedNote] = []
    same: list[list[str]] = []
    about: str = ""


def read(path: Path) -> Expected:
    """The expected record in `path`, its words in canonical form as the coded text is. Raises BadGold."""
    try:
        return msgspec.convert(_canonical(msgspec.json.decode(path.read_bytes())), Expected)
    except OSError as problem:
        raise BadGold(f"{path}: {problem.strerror}") from problem
    except (msgspec.DecodeError, msgspec.ValidationError) as problem:
        raise BadGold(f"{path}: {problem}") from problem


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, list):
        return [_canonical(v) for v in value]
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in value.items()}
    return value


def article_of(path: Path) -> Path:
    """The article beside an expected record: `article.*` for `expected.json`, `NAME.*` for `NAME.expected.json`."""
    stem = path.name.removesuffix(".json").removesuffix("expected").removesuffix(".") or "article"
    for end in (".txt", ".html", ".htm", ".md"):
        if (article := path.with_name(stem + end)).exists():
            return article
    raise BadGold(f"{path}: no article {stem}.txt, .html or .md beside it")


def expected_files(path: Path) -> list[Path]:
    """`path` itself, or the expected records in a folder and below it."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*.json") if p.name == "expected.json" or p.name.endswith(".expected.json"))
    if not found:
        raise BadGold(f"{path}: no expected.json and no *.expected.json in this folder")
    return found


def listed(words: Words) -> list[str]:
    """Acceptable words as a list; a text may give them with bars between ("say|confirm")."""
    return words.split("|") if isinstance(words, str) else list(words or [])


def overlaps(text: str, words: str | None, spans: Sequence[tuple[int, int]], slot: bool = False) -> bool:
    """Whether one of a field's spans that is no carpet overlaps a place where `words` stand; each span counts by itself."""
    if not words:
        return False
    places = occurrences(text, words)
    limit = SLOT_LIMIT if slot else None
    return any(counts_for(e - s, len(words), limit) and s < e2 and s2 < e for s, e in spans for s2, e2 in places)
