"""Names of a language: what its words for states, organisations, people and roles mean (names.toml, see NAMES.md).

`load(folder)` gives the frozen, compiled `Names`; `Names.find` is the only matcher. Keys are words as `Token.norm`
writes them, set apart by one space where the text has white space and by nothing where it has none, so how
apostrophes and hyphens are cut does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from diurna.analysis import Token
from diurna.langs import compiled
from diurna.langs.capitals import fits, of_word
from diurna.langs.name_entries import Entry, as_list, entries, parse, settings
from diurna.langs.name_entries import sources as name_files
from diurna.langs.name_forms import Form, Grammar, rules_of

PART = "names"
REVISION = "12"
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "ð": "d"})
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
_BOUNDARY = re.compile(r"[^\w]")
_ORGANISED = ("orgs", "media", "groups", "national")
_OWNERS = ("states", "orgs", "groups")
_ROLES = ("generic", "office", "title", "national")
_CHOICES = ("adjectives", "capitals")
_PHRASES = ("pair", "same", "agency", "where")


class Sense(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What words mean: see `name_entries.Entry` for the fields; section "words" has the id of a word list."""

    section: str
    id: str
    form: str
    owners: tuple[str, ...] = ()


class Feature(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one form says: cases, number, gender, the capitals it needs and whether it is a person's whole name.

    `caps` has a letter for each word: l any, C a capital first, U all capitals. `part`: "" the whole name, "bold" a
    surname that stands alone, "family" a family name that needs the whole name elsewhere.
    """

    cases: str = ""
    number: str = ""
    gender: str = ""
    caps: str = ""
    part: str = ""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A match over tokens `[first, last)`, `[start, end)` of the text. `owner`: who is named in the same compound.
    `former`: a role with "ex" written to it."""

    first: int
    last: int
    start: int
    end: int
    readings: tuple[tuple[Sense, Feature], ...]
    owner: str | None = None
    former: bool = False


class Words(msgspec.Struct, frozen=True, gc=False):
    """The closed-class words of `[words]`, normalised; NAMES.md says what each list is for."""

    articles: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    joint: frozenset[str] = msgspec.field(name="and", default=frozenset())
    particles: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    say: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    meeting: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    adjectives: str = "both"
    capitals: str = "names"


class Names(msgspec.Struct, frozen=True, dict=True):
    """The compiled names of one language. `first`: first word -> length of the longest key that begins with it."""

    code: str
    senses: tuple[Sense, ...]
    features: tuple[Feature, ...]
    forms: dict[str, tuple[int, ...]]
    first: dict[str, int]
    labels: dict[str, str]
    acronyms: dict[str, tuple[str, ...]]
    words: Words

    def readings(self, key: str) -> Iterator[tuple[Sense, Feature]]:
        """What a key means, whatever its capitals."""
        width = len(self.features)
        for code in self.forms.get(key, ()):
            yield self.senses[code // width], self.features[code % width]

    def label(self, entity: str) -> str | None:
        """The name this language shows for an entity."""
        return self.labels.get(entity)

    def capitals(self, key: str) -> list[str]:
        """The states whose capital is called `key` (normalised)."""
        return [sense.id for sense, _ in self.readings(key) if sense.form == "capital"]

    def find(self, tokens: Sequence[Token], text: str) -> list[Hit]:
        """All matches in a sentence, longest first from the left, without overlap (both parts of a compound apart)."""
        hits: list[Hit] = []
        first = self.first
        at, count = 0, len(tokens)
        while at < count:
            norm = tokens[at].norm
            limit = first.get(norm)
            if limit is None and norm.isalpha() and not norm.startswith(_EX):
                at += 1
                continue
            hit = self._longest(tokens, at, limit, text) if limit is not None else self._former(tokens, at, text)
            if hit is None:
                if "-" in norm and len(norm) > 3:
                    hits.extend(self._compound(tokens[at], at))
                at += 1
            else:
                hits.append(hit)
                at = hit.last
        return hits

    def _former(self, tokens: Sequence[Token], at: int, text: str) -> Hit | None:
        """A role written together with "ex": "exvicepresidente", "ex-ministre", "Ex-Kanzler"."""
        norm = tokens[at].norm
        prefix = next((p for p in _EX if norm.startswith(p) and p in self.words.former), "")
        if not prefix:
            return None
        cut = len(prefix) + norm[len(prefix) :].startswith("-")
        limit = self.first.get(norm[cut:])
        hit = self._longest(tokens, at, limit, text, cut) if limit is not None else None
        readings = tuple(r for r in hit.readings if r[0].section in _ROLES) if hit is not None else ()
        return Hit(at, hit.last, tokens[at].start, hit.end, readings, former=True) if hit is not None and readings else None

    def _longest(self, tokens: Sequence[Token], at: int, limit: int, text: str, cut: int = 0) -> Hit | None:
        """The longest match that begins at a token, or behind its first `cut` letters."""
        forms = self.forms
        start = tokens[at].start + cut
        key, end = tokens[at].norm[cut:], tokens[at].end
        last, count = at + 1, len(tokens)
        best = None
        while len(key) <= limit:
            if key in forms and (fit := self._fitting(key, text[start:end])):
                best = Hit(at, last, start, end, fit)
            if last == count:
                break
            token = tokens[last]
            key = f"{key} {token.norm}" if token.start > end else key + token.norm
            end = token.end
            last += 1
        return best

    @cached_property
    def _fitting(self) -> Callable[[str, str], tuple[tuple[Sense, Feature], ...]]:
        """What a key means as it is written: worked out once a spelling."""
        return lru_cache(maxsize=20_000)(self._meant)

    def _meant(self, key: str, surface: str) -> tuple[tuple[Sense, Feature], ...]:
        return tuple([r for r in self.readings(key) if fits(r[1].caps, surface.split())])

    def before_hyphen(self, token: Token) -> tuple[str, int] | None:
        """The body that a compound names before its first hyphen, with the offset of that hyphen: "FSB-Direktor", "Reuters-Reporter"."""
        plain = token.text.translate(_PLAIN)
        cut = plain.find("-")
        found = [s.id for s, _ in self._fitting(normal(plain[:cut]), plain[:cut]) if s.section in _BODIES] if cut > 1 else []
        return (found[0], token.start + cut) if found and not plain[cut + 1 :].isdigit() else None

    def _compound(self, token: Token, at: int) -> list[Hit]:
        """`US-Außenminister`, `russo-ucraino`, `US-led`: what stands before the first hyphen, and after it."""
        plain = token.text.translate(_PLAIN)
        cut = plain.find("-")
        left_words, right_words = plain[:cut], plain[cut + 1 :]
        left = [r for r in self._fitting(normal(left_words), left_words) if r[0].section in _OWNERS]
        if cut < 1 or not right_words or not left or right_words.isdigit():
            return []  # "BM-21", "S-400": a weapon's name
        right = self._fitting(normal(right_words), right_words)
        owner = left[0][0]
        if any(s.section in _ROLES for s, _ in right):
            return [Hit(at, at + 1, token.start, token.end, right, owner.id)]
        middle = token.start + cut
        adjective = Sense(owner.section, owner.id, "adjective")
        before = Hit(at, at + 1, token.start, middle, ((adjective, Feature()),))
        after = [r for r in right if r[0].form in ("adjective", "inhabitant")]
        return [before, Hit(at, at + 1, middle + 1, token.end, tuple(after))] if after else [before]


_BODIES = frozenset({"orgs", "media", "groups", "national"})
_EX = ("ex", "экс", "екс")
_SECTION_OF = {"org": "orgs", "media": "media", "person": "people", "group": "groups", "place": "place"}


def extended(names: Names, own: Mapping[str, Sequence[str]]) -> Names:
    """`names` with a user's own words for ids (id -> forms as written, stars as in names.toml); `names` itself for none."""
    if not own:
        return names
    builder = _Builder(names.code)
    for entity, words in own.items():
        section = _SECTION_OF.get(entity.partition("/")[0], "national" if "/" in entity else "states")
        for text in words:
            for entry in parse(section, entity, "name", text):
                builder.add(entry, [Form(entry.words, "", entry.number, entry.gender)])
    return _merged(names, builder.names(names.words))


def _merged(base: Names, more: Names) -> Names:
    """Both tables in one: the numbers of `more` move behind those of `base`."""
    width = len(base.features) + len(more.features)
    forms = {k: [c // len(base.features) * width + c % len(base.features) for c in v] for k, v in base.forms.items()}
    for key, codes in more.forms.items():
        moved = [divmod(c, len(more.features)) for c in codes]
        known = forms.setdefault(key, [])
        known += [(s + len(base.senses)) * width + f + len(base.features) for s, f in moved]
    return msgspec.structs.replace(
        base,
        senses=base.senses + more.senses,
        features=base.features + more.features,
        forms={k: tuple(v) for k, v in forms.items()},
        first={k: max(base.first.get(k, 0), more.first.get(k, 0)) for k in {**base.first, **more.first}},
        labels={**more.labels, **base.labels},
        acronyms={**more.acronyms, **base.acronyms},
    )


def normal(text: str) -> str:
    """`text` as the keys have it."""
    return " ".join(text.translate(_PLAIN).casefold().split())


def unaccented(text: str) -> str:
    """`text` in the letters of a desk without accents: "viktor orbán" is "viktor orban"; other scripts stay as they are."""
    letters = unicodedata.normalize("NFKD", text.translate(_STROKES))
    latin = "".join(c for c in letters if not unicodedata.combining(c))
    return latin if latin.isascii() else text


def sources(folder: Path) -> list[Path]:
    """The files that decide the compiled names."""
    return [*name_files(folder), folder / "pack.toml", folder / "morphology.toml"]


def load(folder: Path) -> Names:
    """The names of the pack in `folder`, from the compiled file where it is current."""
    return compiled.load(folder, PART, sources(folder), REVISION, Names, lambda: build(folder))


def build(folder: Path) -> Names:
    """Compile names.toml; ValueError says what is malformed."""
    words = settings(folder, "words")
    grammar = _grammar(folder, words)
    builder = _Builder(folder.name, grammar.accents)
    for entry in [*_with_inhabitants(list(entries(folder)), grammar.case), *_phrases(words)]:
        builder.add(entry, grammar.forms(entry))
    builder.accents = {}  # "EL" is no "él"
    for entry in _pronouns(words):
        builder.add(entry, [Form(entry.words, "", entry.number, entry.gender)])
    return builder.names(_words(words))


def _grammar(folder: Path, words: Mapping[str, object]) -> Grammar:
    from diurna.langs import morphology
    from diurna.langs.settings import Settings

    engine = morphology.load(folder)
    case = Settings.read(folder).case
    of = frozenset(as_list(words.get("of", [])))
    accents = str.maketrans({accented: plain for plain, accented in engine.habits.accents})
    return Grammar(engine.forms, rules_of(settings(folder, "inflect")), case, of, words.get("adjectives") == "after", accents)


def _with_inhabitants(found: list[Entry], case: bool) -> Iterator[Entry]:
    """The entries, with inhabitants from adjectives for states that give none (never in case languages)."""
    given = {e.id for e in found if e.form == "inhabitant"}
    for entry in found:
        yield entry
        if entry.form == "adjective" and entry.id not in given and not case:
            yield msgspec.structs.replace(entry, form="inhabitant")


def _phrases(words: Mapping[str, object]) -> Iterator[Entry]:
    for kind in _PHRASES:
        for text in as_list(words.get(kind, [])):
            yield from parse("words", kind, "name", text)


def _pronouns(words: Mapping[str, object]) -> Iterator[Entry]:
    table = words.get("pronouns", {})
    if not isinstance(table, dict):
        raise ValueError('[words.pronouns] has lines like lui = "ms"')
    for form, marks in table.items():
        gender, number = (next((m for m in str(marks) if m in letters), "") for letters in ("mfn", "sp"))
        meant = "nearest" if "l" in str(marks) else "name"
        yield Entry("words", "pronoun", meant, tuple(str(form).split()), (), gender, number, True)


def _words(table: Mapping[str, object]) -> Words:
    fields: dict[str, Any] = {f.encode_name: f.name for f in msgspec.structs.fields(Words)}
    known = {*fields, *_PHRASES, "pronouns"}
    if unknown := table.keys() - known:
        raise ValueError(f"[words]: unknown lists {sorted(unknown)}")
    given: dict[str, Any] = {k: str(v) for k, v in table.items() if k in _CHOICES}
    for key, value in table.items():
        if key in fields and key not in _CHOICES:
            given[fields[key]] = frozenset(normal(w) for w in as_list(value))
    return Words(**given)


class _Builder:
    """Collects forms; senses and features are kept once and pointed at by number."""

    def __init__(self, code: str, accents: Mapping[int, str] | None = None) -> None:
        self.code = code
        self.accents = accents or {}
        self.senses: dict[Sense, int] = {}
        self.features: dict[Feature, int] = {}
        self.forms: dict[str, dict[tuple[int, int], None]] = {}
        self.labels: dict[str, str] = {}
        self.acronyms: dict[str, list[str]] = {}

    def add(self, entry: Entry, forms: Sequence[Form]) -> None:
        sense = self.senses.setdefault(Sense(entry.section, entry.id, entry.form, entry.owners), len(self.senses))
        if entry.form == "name" and entry.section != "words":
            self.labels.setdefault(entry.id, " ".join(entry.words))
        word = entry.words[0]
        if len(entry.words) == 1 and len(word) > 2 and word.isupper() and entry.section in _ORGANISED:
            self.acronyms.setdefault(entry.id, []).append(word)
        start, end = entry.alone
        for form in forms:
            self._put(form.words, form, sense, "", entry.section)
            if 0 < end - start < len(entry.words):
                self._put(form.words[start:end], form, sense, "bold" if entry.bold else "family", entry.section)
            elif entry.bold and entry.section == "people":
                self._put(form.words, form, sense, "", entry.section)

    def _put(self, words: Sequence[str], form: Form, sense: int, part: str, section: str) -> None:
        feature = Feature(form.cases, form.number, form.gender, "".join(of_word(w) for w in words), part)
        number = self.features.setdefault(feature, len(self.features))
        key = normal(" ".join(words))
        self.forms.setdefault(key, {})[sense, number] = None
        if section == "people" and (bare_key := unaccented(key)) != key:
            self.forms.setdefault(bare_key, {})[sense, number] = None
        plain = key.translate(self.accents)
        if plain != key:  # capitals may lack their accents
            bare = "".join(
                "U" if w.casefold().translate(self.accents) != w.casefold() else c for w, c in zip(words, feature.caps, strict=True)
            )
            capitals = msgspec.structs.replace(feature, caps=bare)
            number = self.features.setdefault(capitals, len(self.features))
            self.forms.setdefault(plain, {})[sense, number] = None

    def names(self, words: Words) -> Names:
        width = max(1, len(self.features))
        first: dict[str, int] = {}
        for key in self.forms:
            for start in beginnings(key):
                first[start] = max(first.get(start, 0), len(key))
        return Names(
            code=self.code,
            senses=tuple(self.senses),
            features=tuple(self.features),
            forms={k: tuple(s * width + f for s, f in v) for k, v in self.forms.items()},
            first=first,
            labels=self.labels,
            acronyms={k: tuple(v) for k, v in self.acronyms.items()},
            words=words,
        )


def beginnings(key: str) -> set[str]:
    """The first tokens a tokeniser may cut from `key`."""
    word = key.split()[0]
    found = {word}
    for match in _BOUNDARY.finditer(word):
        found |= {word[: match.start()], word[: match.end()]}
    return found - {""}
