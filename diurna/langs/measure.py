"""How well and how fast a tagger reads sentences whose tags and lemmas are known."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from diurna.langs.morphology import Morphology
from diurna.langs.treebank import Word

_HEAD = """# Taggers

Written by `python -m diurna.langs.train xx --treebanks DIR --report docs/taggers.md`. Measured on treebank sentences the tagger
did not learn from, on one core. Accuracies in per cent of words: part of speech (UPOS), the whole tag (with verb form,
tense and mood, or case and number), lemma (without punctuation and names); F1 of finite verbs; case, of words that have one.
Speed: tokens a second of `Morphology.tokens` when the vocabulary has been met (warm) and when it has not (cold).

| language | learnt from | measured on | UPOS | tag | finite verbs F1 | lemma | case | tokens/s warm | cold |
|---|---|---|---|---|---|---|---|---|---|
"""


class Figures(msgspec.Struct, frozen=True):
    """`learnt` and `held` are words; shares are 0 to 1; `case` is None where the language has none; speeds are tokens a second."""

    learnt: int
    held: int
    pos: float
    tag: float
    finite: float
    lemma: float
    case: float | None
    warm: float
    cold: float

    def line(self) -> str:
        case = "" if self.case is None else f", case {self.case:.3f}"
        return (
            f"learnt {self.learnt}, held {self.held}: pos {self.pos:.3f}, tag {self.tag:.3f}, finite {self.finite:.3f}, "
            f"lemma {self.lemma:.3f}{case}, {self.warm:.0f} tokens/s (cold {self.cold:.0f})"
        )


def measure(model: Morphology, held: Sequence[Sequence[Word]], learnt: int) -> Figures:
    """Figures of `model` on `held`; `learnt` is only handed through."""
    right = {"pos": 0, "tag": 0, "lemma": 0, "case": 0}
    seen = {"pos": 0, "tag": 0, "lemma": 0, "case": 0}
    hits = found = wanted = 0
    cold, warm = _speed(model, held), _speed(model, held)
    for sentence in held:
        for word, tag in zip(sentence, model.tags([w.form for w in sentence]), strict=True):
            if word.tag is None:
                continue
            gold_pos, pos = word.tag.split(" ")[0], tag.split(" ")[0]
            seen["pos"] += 1
            right["pos"] += pos == gold_pos
            right["tag"] += tag == word.tag
            hits += " fin" in tag and " fin" in word.tag
            found += " fin" in tag
            wanted += " fin" in word.tag
            if "c=" in word.tag:
                seen["case"] += 1
                right["case"] += _case(tag) == _case(word.tag)
            if word.lemma and gold_pos not in ("PUNCT", "PROPN", "X", "SYM", "NUM") and not _renamed(model.lang, word.tag):
                seen["lemma"] += 1
                right["lemma"] += model.lemma(word.form, tag) == word.lemma
    case = right["case"] / seen["case"] if seen["case"] else None
    return Figures(
        learnt, seen["pos"], right["pos"] / seen["pos"], right["tag"] / seen["pos"], 2 * hits / (found + wanted),
        right["lemma"] / seen["lemma"], case, warm, cold,
    )  # fmt: skip


def _case(tag: str) -> str:
    at = tag.find("c=")
    return tag[at : at + 3] if at >= 0 else ""


def _renamed(lang: str, tag: str) -> bool:
    """Ukrainian passive participles: the treebank's lemma is the adjective, ours the verb."""
    return lang == "uk" and tag.startswith("VERB part")


def _speed(model: Morphology, held: Sequence[Sequence[Word]]) -> float:
    texts = []
    for sentence in held:
        words, at = [], 0
        for word in sentence:
            words.append((at, at + len(word.form)))
            at += len(word.form) + 1
        texts.append((" ".join(w.form for w in sentence), words))
    start = time.process_time()
    for text, words in texts:
        model.tokens(text, words)
    return sum(len(s) for s in held) / (time.process_time() - start)


def write_report(path: Path, lang: str, figures: Figures) -> None:
    """Write the row of `lang` into the page at `path`, beside those of the other languages."""
    rows = {}
    if path.exists():
        rows = {r.split(" | ")[0].strip("| "): r for r in path.read_text(encoding="utf-8").splitlines() if r.startswith("| ")}
        rows.pop("language", None)
    case = "" if figures.case is None else f"{100 * figures.case:.1f}"
    cells = [
        lang, f"{figures.learnt:,} words", f"{figures.held:,} words",
        *(f"{100 * v:.1f}" for v in (figures.pos, figures.tag, figures.finite, figures.lemma)),
        case, f"{figures.warm:,.0f}", f"{figures.cold:,.0f}",
    ]  # fmt: skip
    rows[lang] = "| " + " | ".join(cells) + " |"
    path.write_text(_HEAD + "\n".join(rows[k] for k in sorted(rows)) + "\n", encoding="utf-8")
