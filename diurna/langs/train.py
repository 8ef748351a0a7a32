"""Train a language's tagger on treebanks and measure it: `python -m diurna.langs.train it --treebanks DIR [--report docs/taggers.md]`.

The treebanks stay outside the repository; what is written is weights and word tables, under the treebanks' own licence
(LICENSES/CC-BY-SA-4.0.md). Where a treebank has a -test file and another, the tagger learns from the others and is measured on
all -test files; otherwise a tenth of the sentences is held out.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from diurna.langs import endings, lemma_dictionary
from diurna.langs.lemmas import Habits, verb_list, verb_pairs
from diurna.langs.lexicon import CLOSED, read_lexicon
from diurna.langs.measure import Figures, measure, write_report
from diurna.langs.morphology import WEIGHTS, Morphology
from diurna.langs.pack import HERE
from diurna.langs.perceptron import EPOCHS, Example, Learner
from diurna.langs.shapes import norm_of, plain_tag
from diurna.langs.tables import read_toml
from diurna.langs.tagger import Weights, labels_of, write_weights
from diurna.langs.treebank import Word, sentences

_GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
_NUMBERS = {"Sing": "s", "Plur": "p", "Ptan": "p"}

LEAST = {"words": 0.5, "readings": 1.5}
"""Weights left out, by engine: what measuring showed to cost nothing. With readings there are few candidates to tell apart."""

OWN = 4
"""How often the pack's own news sentences are learnt beside the treebank's."""

Sentences = list[list[Word]]


def split(folder: Path, lang: str) -> tuple[Sentences, Sentences]:
    """(sentences to learn from, sentences to measure on)."""
    files = sorted(folder.glob(f"{lang}_*.conllu.xz"))
    tests = [f for f in files if "-test" in f.name]
    others = [f for f in files if f not in tests]
    if {f.name.split("-")[0] for f in tests} & {f.name.split("-")[0] for f in others}:
        return [s for f in others for s in sentences(f, lang)], [s for f in tests for s in sentences(f, lang)]
    every = [s for f in files for s in sentences(f, lang)]
    return [s for i, s in enumerate(every) if i % 10], every[::10]


def own_sentences(folder: Path) -> Sentences:
    """The pack's own training sentences, `training.txt`: `word/TAG` with the tag's parts joined by full stops; tags may lack."""
    path = folder / "training.txt"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line and not line.startswith("#"):
            parts = [w.rpartition("/") if "/" in w else (w, "", "") for w in line.split()]
            found.append([Word(form, tag.replace(".", " ") or None, None) for form, _, tag in parts])
    return found


def tables(folder: Path, habits: Habits, learnt: Sentences) -> Weights:
    """Everything but the perceptron's weights: tags, word tables, endings."""
    words = [w for s in learnt for w in s if w.tag]
    tags = sorted({w.tag for w in words if w.tag} | {"NUM", "PUNCT", "SYM"})
    number = {t: i for i, t in enumerate(tags)}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        if plain_tag(word.form) is None and word.tag:
            seen[norm_of(word.form)][word.tag] += 1
    rich = habits.engine == "readings"
    first = {t.split(" ")[0] for t in tags} - CLOSED - {"PUNCT", "SYM"}
    open_tags = tuple(number[t] for t in tags if t.split(" ")[0] in first)
    parts = read_lexicon(folder).parts
    closed = {}
    for form in sorted(seen.keys() | parts):
        kept = _seen_twice(seen[form]) if rich else _allowed(form, seen[form], parts.get(form, ()), tags, open_tags)
        if kept:
            closed[form] = tuple(sorted(number[t] for t in kept))
    labels = tuple(sorted({label for t in tags for label in labels_of(t)}))
    assert len(labels) <= 256, len(labels)
    found, verbs = ({}, frozenset()) if rich else _endings(folder, habits, words)
    return Weights(tuple(tags), labels, {}, closed, open_tags, found, {}, "\n".join(sorted(verbs)), _openers(folder))


def _openers(folder: Path) -> tuple[str, ...]:
    """Words that begin a clause: the pack's subordinators, complementisers and relatives, and the lexicon's SCONJ."""
    settings = read_toml(folder / "pack.toml")
    lists = [settings.get(key, []) for key in ("subordinators", "complementisers", "relatives")]
    words = {w.casefold() for found in lists if isinstance(found, list) for w in found if isinstance(w, str) and " " not in w}
    return tuple(sorted(words | {w for w, parts in read_lexicon(folder).parts.items() if "SCONJ" in parts}))


def _seen_twice(counts: Counter[str]) -> set[str]:
    """Where a dictionary gives readings, tags seen at least twice are added to them."""
    return {t for t, n in counts.items() if n >= 2}


def _allowed(form: str, counts: Counter[str], parts: Sequence[str], tags: Sequence[str], free: Sequence[int]) -> set[str]:
    """The tags a form may have, empty where any open one will do.

    Of a frequent word those seen; of a word the lexicon lists, those of its parts of speech too; a long preposition or
    conjunction that is rare may still be something else (`causa`, `following`).
    """
    total = counts.total()
    if total >= 15:
        return {t for t, n in counts.items() if n >= 0.004 * total}
    found = set(counts)
    every = {tags[t] for t in free}
    if parts:
        found |= {t for t in tags if t.split(" ")[0] in parts}
        return found | every if len(form) > 4 and set(parts) & {"ADP", "SCONJ", "CCONJ"} else found
    closed = sum(n for t, n in counts.items() if t.split(" ")[0] in CLOSED)
    if closed >= max(5, 0.9 * total):
        return found
    return found | every if closed else set()


def _endings(folder: Path, habits: Habits, words: Sequence[Word]) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    lookup = lemma_dictionary.load(folder)
    verbs = verb_list(lookup, habits)
    found = {"verb": endings.learn_changes([*verb_pairs(lookup, verbs), *_pairs(words, "VERB")], least=4)}
    found["noun"] = endings.learn_changes(_pairs(words, "NOUN"), least=2)
    found["adjective"] = endings.learn_changes(_pairs(words, "ADJ"), least=2)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in words:
        pos, *parts = (word.tag or "").split(" ")
        kind = parts[0] if parts and parts[0] in ("fin", "part") else pos
        if kind in ("fin", "part", "NOUN", "ADJ", "DET", "PRON"):
            value = _agreement(word, habits, kind)
            # Some treebanks leave number out of participles and of many nouns: nothing is learnt from that.
            if kind in ("fin", "DET", "PRON") or not value.startswith(","):
                groups[kind].append((norm_of(word.form), value))
    for kind, pairs in groups.items():
        found[f"agreement {kind}"] = endings.learn(pairs)
    if habits.cased:
        found["cases"] = _cases(words)
    return found, verbs


def _pairs(words: Iterable[Word], pos: str) -> list[tuple[str, str]]:
    return [
        (norm_of(w.form), w.lemma)
        for w in words
        if w.lemma and w.tag and w.tag.split(" ")[0] == pos and w.form.isalpha() and w.lemma.isalpha()
    ]


def _agreement(word: Word, habits: Habits, kind: str) -> str:
    feats = word.feats
    gender = _GENDERS.get(feats.get("Gender", ""), "") if habits.gender else ""
    person = feats.get("Person", "") if kind in ("fin", "PRON") else ""
    return f"{_NUMBERS.get(feats.get('Number', ''), '')},{gender},{person}"


def _cases(words: Iterable[Word]) -> dict[str, str]:
    """The cases met of frequent determiners, pronouns and adjectives, the commonest first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        pos, *parts = (word.tag or "").split(" ")
        if pos in ("DET", "PRON") and parts and parts[0].startswith("c="):
            seen[f"{pos} {norm_of(word.form)}"][parts[0][2:]] += 1
    return {k: "".join(c for c, _ in sorted(v.items(), key=lambda i: (-i[1], i[0]))) for k, v in sorted(seen.items()) if v.total() > 7}


def examples(model: Morphology, learnt: Sentences) -> list[Example]:
    """What the perceptron learns from: each sentence, and every fourth once more as a headline in capitals."""
    assert model.tagger is not None
    number = model.tagger.number
    found = []
    for at, sentence in enumerate(learnt):
        gold = tuple(number.get(w.tag, -1) if w.tag else -1 for w in sentence)
        forms = [w.form for w in sentence]
        found.append(Example(model._read(forms), gold))
        if at % 4 == 0 and len(forms) > 3:
            large = [f.upper() if at % 8 else f[:1].upper() + f[1:] if len(f) > 3 else f for f in forms]
            found.append(Example(model._read(large), gold))
    return found


def exceptions(model: Morphology, learnt: Sentences) -> dict[str, str]:
    """Lemmas that dictionary and rules get wrong though the words are seen at least twice, always with one lemma."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word in (w for s in learnt for w in s if w.tag and w.lemma):
        pos = (word.tag or "").split(" ")[0]
        if pos not in ("PUNCT", "PROPN", "X", "NUM", "SYM") and not (word.tag or "").startswith("VERB part c="):
            seen[f"{norm_of(word.form)} {pos}\t{word.tag}\t{word.form}"][word.lemma or ""] += 1
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for key, lemmas in seen.items():
        name, tag, form = key.split("\t")
        lemma, times = min(lemmas.items(), key=lambda i: (-i[1], i[0]))
        if lemma and model.lemma(form, tag) != lemma:
            wrong[name][lemma] += times
    return {n: min(c, key=lambda k: (-c[k], k)) for n, c in sorted(wrong.items()) if c.total() >= 2}


def train(lang: str, treebanks: Path, everything: bool = False) -> tuple[Weights, Figures]:
    """Weights of a language and how those learnt from the first half do on the held-out sentences.

    With `everything` the weights given back have learnt the held-out sentences too, after the measuring.
    """
    learnt, held = split(treebanks, lang)
    weights = fit(lang, learnt)
    figures = measure(Morphology(HERE / lang, weights), held, sum(len(s) for s in learnt))
    return (fit(lang, [*learnt, *held]) if everything else weights), figures


def fit(lang: str, learnt: Sentences) -> Weights:
    """Weights learnt from treebank sentences and the pack's own."""
    folder = HERE / lang
    habits = msgspec.convert(read_toml(folder / "morphology.toml"), Habits)
    own = own_sentences(folder) * (OWN if learnt else 1)
    base = tables(folder, habits, [*learnt, *own])
    model = Morphology(folder, base)
    base = msgspec.structs.replace(base, lemmas=exceptions(model, learnt))
    learner = Learner(base.tags, base.labels, base.openers)
    learner.fit(examples(model, [*learnt, *own]), EPOCHS[habits.engine])
    return msgspec.structs.replace(base, features=learner.packed(LEAST[habits.engine]))


def main() -> None:
    """The command: see the module."""
    parser = argparse.ArgumentParser(description="Train and measure the tagger of a language.")
    parser.add_argument("lang")
    parser.add_argument("--treebanks", type=Path, help="without it the pack's own sentences teach alone and nothing is measured")
    parser.add_argument("--measure", action="store_true", help="measure the weights that are there, train nothing")
    parser.add_argument("--everything", action="store_true", help="learn the held-out sentences too, once they have been measured on")
    parser.add_argument("--report", type=Path, help="page whose row of this language is written anew")
    args = parser.parse_args()
    path = HERE / args.lang / WEIGHTS
    start = time.process_time()
    if args.treebanks is None:
        write_weights(path, fit(args.lang, []))
        print(f"{args.lang}: {time.process_time() - start:.0f} s, {path.stat().st_size / 1000:.0f} kB, not measured")
        return
    if args.measure:
        learnt, held = split(args.treebanks, args.lang)
        figures = measure(Morphology(HERE / args.lang), held, sum(len(s) for s in learnt))
    else:
        weights, figures = train(args.lang, args.treebanks, args.everything)
        write_weights(path, weights)
    print(f"{args.lang}: {time.process_time() - start:.0f} s, {path.stat().st_size / 1000:.0f} kB, {figures.line()}")
    if args.report:
        write_report(args.report, args.lang, figures)


if __name__ == "__main__":
    main()
