"""What is measured: the example articles, also inside a page of boilerplate, and texts of growing length."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from diurna.analysis import Input
from diurna.model import Problem
from diurna.readers.open import read

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
PAGE = (HERE / "page.html").read_text(encoding="utf-8")


def articles() -> list[Input]:
    """The example articles; their language is the file name's first part."""
    return [a for path in sorted(EXAMPLES.glob("*.txt")) for a in read(path) if not isinstance(a, Problem)]


def language(article: Input) -> str:
    """The language an example is written in, by its file's name."""
    return Path(article.key).name[:2]


def words(text: str) -> int:
    """How many words: what stands between spaces."""
    return len(text.split())


def page(article: Input) -> str:
    """The article as a page: its paragraphs inside 50 kB of what surrounds articles."""
    title, *body = [html.escape(p) for p in article.text.split("\n\n") if p.strip()]
    inside = f"<h1>{title}</h1>\n" + "\n".join(f"<p>{p}</p>" for p in body)
    return PAGE.replace("<!-- title -->", title).replace("<!-- article -->", inside)


def longer(article: Input, times: int) -> Input:
    """The article's text several times over."""
    return Input(f"x{times}", "\n\n".join([article.text] * times), lang=article.lang, published="2025-06-05")


def one_sentence(article: Input, times: int) -> Input:
    """The article as a single sentence, several times over: its full stops become commas, its lines run on."""
    line = " ".join(_without_stops(article.text))
    return Input(f"s{times}", ", ".join([line] * times) + ".", lang=article.lang, published="2025-06-05")


def _without_stops(text: str) -> Iterator[str]:
    for word in text.split():
        yield word.rstrip(".!?") + "," if word.endswith((".", "!", "?")) else word
