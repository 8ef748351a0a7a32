"""Subjects and objects of finite clauses against treebanks: `python -m diurna.eval.syntax FOLDER` prints a table a language.

Both are logical, as frames ask for them: a passive's subject counts as object, its agent as subject, a relative pronoun as its noun. Object
pronouns are left out, because languages that write them at the verb make no phrase of them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Literal

import msgspec

from diurna.analysis import Analysis, Input, Token
from diurna.coding import packs
from diurna.eval.conllu import Tree, Word, trees
from diurna.extract.clauses.clauses import clauses
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Phrase
from diurna.extract.events import slots
from diurna.extract.stages import STAGES
from diurna.langs.pack import Packs

Role = Literal["subj", "obj"]
Verdict = Literal["found", "wrong", "none", "no verb"]
ROLES: dict[Role, str] = {"subj": "subjects", "obj": "objects"}
VERDICTS: tuple[Verdict, ...] = ("found", "wrong", "none", "no verb")
_LOGICAL: dict[str, Role] = {"nsubj": "subj", "nsubj:pass": "obj", "obj": "obj", "obl:agent": "subj"}
_STAGES = STAGES[: STAGES.index(clauses) + 1]
_PUBLISHED = "2020-03-04"


class Expected(msgspec.Struct, frozen=True):
    """What a tree says of a verb: the head word of the phrase in one role."""

    verb: Word
    role: Role
    word: Word
    places: frozenset[int]


class Judged(msgspec.Struct, frozen=True):
    """What became of one expected phrase; `got` is what the coder took instead."""

    expected: Expected
    verdict: Verdict
    got: str
    text: str

    def line(self) -> str:
        """For reading errors: what, the verb, the phrase's head, what was taken, the sentence."""
        parts = (f"{self.expected.role} {self.verdict}", self.expected.verb.form, self.expected.word.form, self.got or "-", self.text)
        return " | ".join(parts)


def expected(tree: Tree) -> Iterator[Expected]:
    """Every subject and object of a tree's finite verbs."""
    for verb in tree.words.values():
        if verb.pos != "VERB" or verb.relation == "amod" or not _finite(verb, tree):
            continue
        seen: set[Role] = set()
        for child in tree.children(verb.number):
            role = _LOGICAL.get(child.relation)
            word = _noun(child, verb, tree)
            if role is not None and word is not None and role not in seen:
                seen.add(role)
                yield Expected(verb, role, word, frozenset(w.start for w in _head_words(word, tree)))


def _finite(verb: Word, tree: Tree) -> bool:
    forms = [verb, *(w for w in tree.children(verb.number) if w.kind == "aux")]
    if any("VerbForm=Fin" in w.features for w in forms):
        return True
    return verb.kind == "conj" and "VerbForm=Inf" not in verb.features and _finite(tree.words[verb.head], tree)


def _noun(word: Word, verb: Word, tree: Tree) -> Word | None:
    """The word that names who is meant: a relative pronoun's noun; None for pronouns that are no phrases."""
    if word.pos not in ("PRON", "DET"):
        return word
    if re.search(r"PronType=[\w,]*Rel", word.features):
        return tree.words.get(verb.head) if verb.kind == "acl" else None
    return word if word.pos == "PRON" and word.kind == "nsubj" else None


def _head_words(word: Word, tree: Tree) -> list[Word]:
    """Words one of which the phrase must cover: its head may be another word to a tree than to us ("President Bush")."""
    return [word, *(w for w in tree.children(word.number) if w.kind in ("flat", "compound", "amod", "nummod"))]


def judge(tree: Tree, lang: str, pack: Packs) -> Iterator[Judged]:
    """What the coder makes of a sentence, one verdict for each expected phrase."""
    analysis = Analysis(Input("treebank", tree.text, lang=lang, published=_PUBLISHED))
    for stage in _STAGES:
        analysis = stage(analysis, pack)
    verbs = dict(_verbs(analysis))
    for item in expected(tree):
        if item.verb.start not in verbs:
            yield Judged(item, "no verb", "", tree.text)
            continue
        clause, tokens = verbs[item.verb.start]
        found = slots.of_verb(clause, tokens, pack[lang].settings).get(item.role, [])
        if not found:
            yield Judged(item, "none", "", tree.text)
            continue
        right = any(_covers(p, item.places, tokens) for p in (found[0], *found[0].group))
        got = " / ".join(tree.text[tokens[p.first].start : tokens[p.last - 1].end] for p in found)
        yield Judged(item, "found" if right else "wrong", got, tree.text)


def _verbs(analysis: Analysis) -> Iterator[tuple[int, tuple[Clause, tuple[Token, ...]]]]:
    for sentence, syntax in zip(analysis.sentences, analysis.clauses, strict=True):
        for clause in syntax.clauses if isinstance(syntax, Syntax) else ():
            if clause.verb is not None:
                yield sentence.tokens[clause.verb.head].start, (clause, sentence.tokens)


def _covers(phrase: Phrase, places: frozenset[int], tokens: tuple[Token, ...]) -> bool:
    return any(tokens[phrase.first].start <= place < tokens[phrase.last - 1].end for place in places)


def judged(folder: Path, part: str, sentences: int, pack: Packs) -> dict[str, list[Judged]]:
    """The verdicts a language (a file's name begins with its code) on the first `sentences` of each of its files."""
    found: dict[str, list[Judged]] = {}
    for path in sorted(folder.glob("*.conllu*")):
        lang = path.name[:2]
        if lang in pack and part in path.name:
            rows = found.setdefault(lang, [])
            rows.extend(chain.from_iterable(judge(t, lang, pack) for t in islice(trees(path), sentences)))
    return found


def table(results: Mapping[str, list[Judged]]) -> Iterator[str]:
    """A row a language and role: how many, and the shares of each verdict."""
    yield f"{'':<13}{'gold':>6}" + "".join(f"{v:>9}" for v in VERDICTS)
    for lang, rows in results.items():
        for role, name in ROLES.items():
            counts = Counter(r.verdict for r in rows if r.expected.role == role)
            total = counts.total()
            yield f"{lang} {name:<10}{total:>6}" + "".join(f"{counts[v] / max(total, 1):>9.3f}" for v in VERDICTS)


def errors(results: Mapping[str, list[Judged]], count: int, seed: int) -> Iterator[str]:
    """`count` errors a language, drawn by chance."""
    for lang, rows in results.items():
        wrong = [r for r in rows if r.verdict != "found"]
        for row in Random(seed).sample(wrong, min(count, len(wrong))):
            yield f"{lang} {row.line()}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, then the errors that were asked for; 1 where the folder holds no treebank of a language with a pack."""
    parser = argparse.ArgumentParser(prog="python -m diurna.eval.syntax", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds files like de_gsd-ud-dev.conllu.xz")
    parser.add_argument("--part", default="", help="only files whose name has this, as -dev, -test or de_")
    parser.add_argument("--sentences", type=int, default=500, help="of each file (default 500)")
    parser.add_argument("--errors", type=int, default=0, help="errors to list a language")
    parser.add_argument("--seed", type=int, default=1, help="which errors")
    asked = parser.parse_args(arguments)
    results = judged(asked.folder, asked.part, asked.sentences, packs())
    if not results:
        sys.stderr.write(f"no treebank of a known language in {asked.folder}\n")
        return 1
    for line in chain(table(results), errors(results, asked.errors, asked.seed)):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
