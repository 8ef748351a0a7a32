"""Tables from word endings to a value (a number, a gender, how to make the lemma), learnt from pairs and read by longest match."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

LONGEST = 6


def learn(pairs: Iterable[tuple[str, str]], *, least: int = 2, purity: float = 0.0, whole: bool = True) -> dict[str, str]:
    """ending -> its commonest value, where that differs from the next shorter ending's; `=word` holds for a whole word."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, value in pairs:
        if whole:
            counts["=" + word][value] += 1
        for size in range(min(LONGEST, len(word)) + 1):
            counts[word[len(word) - size :]][value] += 1
    table: dict[str, str] = {}
    for ending in sorted(counts, key=lambda e: (e.startswith("="), len(e), e)):
        seen = counts[ending]
        value, times = min(seen.items(), key=lambda item: (-item[1], item[0]))
        if ending and (times < least or times < purity * seen.total()):
            continue
        if lookup(table, ending.removeprefix("=")) != value or not ending:
            table[ending] = value
    return table


def lookup(table: Mapping[str, str], word: str) -> str | None:
    """The value of the longest ending of `word` in the table, None for an empty table."""
    value = table.get("=" + word)
    if value is not None:
        return value
    for at in range(max(0, len(word) - LONGEST), len(word) + 1):
        value = table.get(word[at:])
        if value is not None:
            return value
    return None


def change(form: str, lemma: str) -> str:
    """How to make `lemma` of `form`: letters to cut and the ending to add, `2are`."""
    shared = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        shared += 1
    return f"{len(form) - shared}{lemma[shared:]}"


def changed(form: str, rule: str) -> str | None:
    """The lemma that `rule` makes of `form`, None where the form is too short for it."""
    cut = _cut(rule)
    return form[: len(form) - cut] + rule.lstrip("0123456789") if cut <= len(form) else None


def learn_changes(pairs: Iterable[tuple[str, str]], *, least: int = 3, best: int = 4) -> dict[str, str]:
    """ending -> its commonest changes, `1are|0re`, commonest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in pairs:
        rule = change(form, lemma)
        for size in range(_cut(rule), min(LONGEST, len(form)) + 1):
            counts[form[len(form) - size :]][rule] += 1
    table = {}
    for ending, seen in counts.items():
        rules = [r for r, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if n >= least][:best]
        if rules:
            table[ending] = "|".join(rules)
    return {e: r for e, r in sorted(table.items()) if not (len(e) > 1 and table.get(e[1:]) == r)}


def candidates(table: Mapping[str, str], form: str) -> Iterable[str]:
    """Lemmas that the table's rules make of `form`, from the longest ending to the shortest."""
    seen: set[str] = set()
    for at in range(max(0, len(form) - LONGEST), len(form) + 1):
        for rule in table.get(form[at:], "").split("|") if form[at:] in table else ():
            lemma = changed(form, rule)
            if lemma is not None and lemma not in seen:
                seen.add(lemma)
                yield lemma


def _cut(rule: str) -> int:
    digits = 0
    while digits < len(rule) and rule[digits].isdigit():
        digits += 1
    return int(rule[:digits])
