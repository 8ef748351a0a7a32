"""Everything that `make bench` prints, in one run on the same texts. `--quick` codes fewer documents for the memory figures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

from benchmarks.hostile import worst
from benchmarks.measure import ROOT, child_seconds, exponent, peak_mb, resident_mb, seconds, wall_seconds
from benchmarks.texts import articles, language, longer, one_sentence, page, words
from diurna.analysis import Analysis, Input
from diurna.coding import code_input, packs
from diurna.extract.stages import STAGES

DOCUMENTS = 2000
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
# Libraries that coding imports; a cold start is counted over their import.
_LIBRARIES = {"it": "msgspec, py3langid, simplemma", "uk": "msgspec, py3langid, pymorphy3, pymorphy3_dicts_uk"}
_FIRST = {
    "it": "La Francia ha condannato la Russia lunedì.",
    "uk": "Франція засудила Росію в понеділок.",
}


def row(name: str, value: str, bar: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(f"{name:<58}{value:>14}  {bar}\n")
    sys.stdout.flush()


def main(quick: bool) -> None:
    """Print all figures."""
    texts = articles()
    for text in texts:
        code_input(text, packs())  # warm: packs loaded, caches filled
    for part in (stages, languages, ratios, starts, growth, hostile):
        part(texts)
        sys.stdout.write("\n")
    memory(DOCUMENTS // 10 if quick else DOCUMENTS)


def stages(texts: list[Input]) -> None:
    """Words per second of each stage, over all languages."""
    total = sum(words(t.text) for t in texts)
    before = [Analysis(t) for t in texts]
    for stage in STAGES:
        spent = seconds(_over(stage, before), rounds=2)
        row(f"words/s, stage {stage.__name__}", f"{total / spent:,.0f}")
        before = [stage(a, packs()) for a in before]


def _over(stage: Callable[..., Analysis], before: list[Analysis]) -> Callable[[], object]:
    return lambda: [stage(a, packs()) for a in before]


def languages(texts: list[Input]) -> None:
    """Words per second and core of each language and of all."""
    for code in sorted(set(map(language, texts))):
        mine = [t for t in texts if language(t) == code]
        row(f"words/s, {code}", f"{sum(words(t.text) for t in mine) / seconds(_coding(mine), rounds=2):,.0f}")
    row("words/s, all languages", f"{sum(words(t.text) for t in texts) / seconds(_coding(texts), rounds=2):,.0f}")


def _coding(texts: list[Input]) -> Callable[[], object]:
    return lambda: [code_input(t, packs()) for t in texts]


def ratios(texts: list[Input]) -> None:
    """Coding over splitting, and over the extraction of the same articles from pages."""
    from trafilatura import bare_extraction

    coding = seconds(_coding(texts))
    splitting = seconds(lambda: [_TOKEN.findall(s) for t in texts for s in _SENTENCE_END.split(t.text)])
    pages = [page(t) for t in texts]
    extracting = seconds(lambda: [bare_extraction(p) for p in pages])
    row("coding, ms an article", f"{1000 * coding / len(texts):.1f}")
    row("coding over splitting sentences and words", f"{coding / splitting:.1f}")
    row("coding over extraction from a 50 kB page", f"{coding / extracting:.2f}", "at most 1.0")


def starts(texts: list[Input]) -> None:
    """Help over an empty Python; the first record over the import of its libraries."""
    nothing = wall_seconds([sys.executable, "-c", "pass"])
    row("diurna --help over python -c pass", f"{wall_seconds(_diurna('--help')) / nothing:.1f}", "at most 6")
    for code, libraries in _LIBRARIES.items():
        first = child_seconds(f"import diurna; diurna.code(text={_FIRST[code]!r}, lang={code!r})")
        over = first - child_seconds(f"import {libraries}")
        row(f"first record over the import of its libraries, {code}, s", f"{over:.2f}", "at most 2")


def _diurna(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "diurna", *arguments]


def growth(texts: list[Input]) -> None:
    """Time for 1, 2, 4 and 8 times the text, and for one sentence of that length."""
    sizes = (1, 2, 4, 8)
    for name, make in (("text", longer), ("one sentence", one_sentence)):
        for code in ("en", "it", "uk"):
            article = next(t for t in texts if language(t) == code)
            times = [seconds(_coding([make(article, n)]), least=0.2, rounds=2) for n in sizes]
            shown = " ".join(f"{1000 * t:.0f}" for t in times)
            row(f"ms for 1x 2x 4x 8x, {name}, {code}", shown)
            row(f"growth exponent, {name}, {code}", f"{exponent(sizes, times):.2f}", "at most 1.1")


def hostile(texts: list[Input]) -> None:
    """How the cost of each reader grows with a text made to be slow: its worst unit."""
    for name, unit, value in worst():
        row(f"growth exponent, {name}, {unit!r} repeated", f"{value:.2f}", "at most 1.2")


def memory(documents: int) -> None:
    """Peak memory of a worker, and what it holds early and late in a long run; in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.run", "--memory", str(documents)],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    figures = json.loads(done.stdout)
    row(f"peak memory of a worker over {documents} documents, MB", f"{figures['peak']:.0f}")
    row(f"growth from document {documents // 10} to {documents}, MB", f"{figures['late'] - figures['early']:+.1f}", "flat")


def _memory(documents: int) -> None:
    import gc

    held: dict[str, float] = {}
    for number, article in enumerate(_different(documents), start=1):
        code_input(article, packs())
        if number in (documents // 10, documents):
            gc.collect()
            held["early" if number < documents else "late"] = resident_mb()
    sys.stdout.write(json.dumps({**held, "peak": peak_mb()}))


def _different(documents: int) -> Iterator[Input]:
    """The examples over and over, no two with the same text, so that a cache by text would show."""
    texts = articles()
    for number in range(documents):
        article = texts[number % len(texts)]
        yield Input(f"{number}", f"{article.text}\n\n{number}", lang=article.lang)


if __name__ == "__main__":
    if "--memory" in sys.argv:
        _memory(int(sys.argv[-1]))
    else:
        main("--quick" in sys.argv)
