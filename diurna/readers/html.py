"""HTML files to Inputs. Extraction runs in a child process: started once, reused, killed when a page takes too long."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Literal

import msgspec

from diurna.analysis import Input
from diurna.model import Note, Problem
from diurna.readers.canonical import canonical
from diurna.readers.encoding import Decoded
from diurna.readers.extracted import Feed, Page
from diurna.readers.html_child import HEAD, Request, message
from diurna.readers.problems import problem
from diurna.readers.text import decoded, encoding_notes
from diurna.readers.walls import why_no_article

SECONDS = 15.0
"""Wall time one page may take before the child is killed."""
FEED_SECONDS = 60.0
"""The same for a feed: one of 50,000 entries takes some 10 s."""
MEMORY = 2_000_000_000
"""Bytes of address space of the child."""
PAGES = 400
"""Pages after which the child is replaced, so that what its libraries keep cannot grow for ever."""
_ROOT = Path(__file__).resolve().parents[2]


class Extractor:
    """Owns the child process. Use as a context manager, or `close()` it; it starts the child on first use."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def extract(self, html: str) -> Page | None:
        """The page, by tags alone where the extractor died or timed out on it, None where that failed too."""
        return self._page(html, "page")

    def fragment(self, html: str) -> Page | None:
        """The text of a piece of HTML (an entry of a feed), which is all of it article."""
        return self._page(html, "fragment")

    def feed(self, xml: str) -> Feed | None:
        """A feed's entries, None where the parser died or took too long."""
        answer = self._ask(Request(xml, work="feed"), FEED_SECONDS)
        return msgspec.msgpack.decode(answer, type=Feed) if answer is not None else None

    def _page(self, html: str, work: Literal["page", "fragment"]) -> Page | None:
        for simple in (False, True):
            answer = self._ask(Request(html, simple, work), self._seconds)
            if answer is not None:
                return msgspec.msgpack.decode(answer, type=Page)
        return None

    def close(self) -> None:
        """End the child; harmless where there is none."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()

    def _ask(self, request: Request, seconds: float) -> bytes | None:
        with self._lock:  # one child, one request at a time
            return self._answer(request, seconds)

    def _answer(self, request: Request, seconds: float) -> bytes | None:
        if self._child is None or self._child.poll() is not None or self._served >= PAGES:
            self.close()
            self._child = _start(self._memory)
            self._served = 0
        self._served += 1
        child = self._child
        assert child.stdin and child.stdout
        deadline = time.monotonic() + seconds
        try:
            # The child reads a whole request before it answers, so that writing cannot block for ever.
            child.stdin.write(message(request))
            child.stdin.flush()
            head = _read(child.stdout, HEAD.size, deadline)
            return _read(child.stdout, HEAD.unpack(head)[0], deadline)
        except (OSError, TimeoutError, EOFError):
            self.close()
            return None


def _start(memory: int) -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from diurna.readers.html_child import main; main({memory})"
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _read(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    """Exactly `size` bytes before `deadline` (monotonic seconds); at any time on Windows, which has no select on pipes."""
    parts: list[bytes] = []
    while size:
        if os.name == "posix" and not select.select([pipe], [], [], max(deadline - time.monotonic(), 0))[0]:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def from_html(key: str, data: bytes, extractor: Extractor, charset: str | None = None) -> Input | Problem:
    """An HTML file: title on top, then the main text; what the page says about itself in the Input's fields. `charset` is what
    its server said."""
    found = decoded(key, data, charset)
    if isinstance(found, Problem):
        return found
    got = extractor.extract(found.text)
    if got is None:
        return problem(key, "extraction-failed", "no text could be taken out within the limits of time and memory")
    body = canonical(got.body).strip()
    title = canonical(got.meta.title or "").replace("\n", " ").strip()
    if not any(c.isalnum() for c in body):
        return problem(key, "no-text", "the page has no article text")
    if (instead := why_no_article(title, body)) is not None:
        return problem(key, "not-an-article", instead)
    text = body if not title or body.startswith(title) else canonical(f"{title}\n\n{body}")
    return Input(
        key=key,
        text=text,
        title=(0, len(title)) if title else None,
        published=got.meta.published,
        outlet=canonical(got.meta.outlet or "") or None,
        url=got.meta.url,
        notes=encoding_notes(found, text) + _notes(got, text, found),
    )


def _notes(got: Page, text: str, found: Decoded) -> tuple[Note, ...]:
    end = len(text)
    notes: list[Note] = []
    if got.truncated:
        message_ = f"the page has some {got.truncated} characters more at its end than could be taken out of it"
        notes.append(Note("text-truncated", message_, max(end - 1, 0), end))
    if got.flat:
        notes.append(Note("extraction-plain", f"the text was taken by its tags alone ({got.why})", 0, min(end, 1)))
    if got.meta.conflict:
        message_ = f"the page gives {got.meta.published} and {got.meta.conflict} as its date; the first is used"
        notes.append(Note("published-conflict", message_, 0, min(end, 1)))
    return tuple(notes)
