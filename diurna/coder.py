"""Who coded: the package's version and a hash over everything that decides a record.

Two records with the same document id and the same coder hash are the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from diurna.model import Coder
from diurna.version import __version__

PACKAGE = Path(__file__).parent
# Packages whose own data or rules decide what is read from a text.
LIBRARIES = (
    "lxml", "py3langid", "pymorphy3", "pymorphy3-dicts-ru", "pymorphy3-dicts-uk", "resiliparse", "simplemma",
    "trafilatura",
)  # fmt: skip
# What only shows, scores, keeps or builds: it never changes a record.
_OUTSIDE = frozenset(
    {
        "cli", "eval", "examples", "view", "export", "web", "compiled", "cases", "__pycache__", "ledger", "fetch",
        "ingest.py", "link.py", "query.py", "recode.py", "audit.py", "tables.py", "batch",
    }
)  # fmt: skip


def coder(gazetteer: Sequence[Path] = ()) -> Coder:
    """This coder, with the caller's own `gazetteer` files if any. Hashes some megabytes the first time, then cached."""
    return _coder(tuple(gazetteer))


@cache
def _coder(gazetteer: tuple[Path, ...]) -> Coder:
    digest = blake2b(digest_size=12)
    for name, data in _parts(gazetteer):
        head = name.encode()
        digest.update(len(head).to_bytes(8, "big") + head + len(data).to_bytes(8, "big"))
        digest.update(data)
    return Coder(__version__, digest.hexdigest())


def _parts(gazetteer: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Named byte strings in a fixed order: library versions, the package's code and data, the caller's files."""
    yield "version", __version__.encode()
    yield "unicode", unicodedata.unidata_version.encode()
    for library in LIBRARIES:
        yield library, _version(library).encode()
    for name, path in sorted((p.relative_to(PACKAGE).as_posix(), p) for p in deciding_files()):
        yield name, path.read_bytes()
    for place, path in enumerate(gazetteer):
        yield f"gazetteer/{place}", path.read_bytes()


def deciding_files() -> Iterator[Path]:
    """The package's files that decide a record.

    Compiled packs are left out: they carry the hash of the files they are made from and are not used when it differs.
    """
    for path in PACKAGE.rglob("*"):
        inside = path.relative_to(PACKAGE).parts
        if _OUTSIDE.isdisjoint(inside) and path.is_file() and not path.name.endswith(("_test.py", ".pyc", ".md")):
            yield path


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
