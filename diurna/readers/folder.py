"""A folder to the files in it that are articles: sorted, each once, links followed at most once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from diurna.model import Problem
from diurna.readers.problems import problem, shown

ARTICLES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "xml",
    ".opml": "opml", ".warc": "warc", ".warc.gz": "warc",
}  # fmt: skip
"""The kinds of file that are read, by suffix. What an `xml` is its root element tells."""
_NAMED = 5


def kind(path: str | os.PathLike[str]) -> str | None:
    """The kind of a file by its name, None where the name does not tell."""
    suffixes = Path(path).suffixes[-2:]
    return ARTICLES.get("".join(suffixes).lower()) or (ARTICLES.get(suffixes[-1].lower()) if suffixes else None)


def files(folder: Path) -> Iterator[Path | Problem]:
    """The article files under `folder`, by name; then one Problem that counts what was passed over, or that there was
    nothing. Hidden files and folders are left alone without a word."""
    skipped: list[str] = []
    found = False
    for entry in _walk(folder, set()):
        if isinstance(entry, Problem) or kind(entry):
            found = True
            yield entry
        else:
            skipped.append(shown(entry.name))
    if not found:
        what = f" among its {len(skipped)} files" if skipped else ""
        yield problem(os.fspath(folder), "no-articles", f"the folder has no article{what} ({_kinds()})")
    elif skipped:
        names = ", ".join(skipped[:_NAMED]) + (", ..." if len(skipped) > _NAMED else "")
        cause = f"passed over {len(skipped)} files of another kind: {names}"
        yield problem(os.fspath(folder), "skipped-files", cause)


def _kinds() -> str:
    return " ".join(sorted(ARTICLES))


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    """Depth first, without recursion; a folder that was seen before (a link loop) is not entered again."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(current) as entries:
                names = sorted((e.name, _is_folder(e)) for e in entries if not e.name.startswith("."))
        except OSError as error:
            yield problem(os.fspath(current), "unreadable", f"the folder cannot be read ({error.strerror})")
            continue
        yield from (current / name for name, is_folder in names if not is_folder)
        waiting += [current / name for name, is_folder in reversed(names) if is_folder]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
