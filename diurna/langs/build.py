"""`make packs`: write the compiled form of every pack's slow parts, or say which are stale (`--check`).

python -m diurna.langs.build [xx ...] [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from diurna.langs import compiled, frames, names, speech
from diurna.langs.pack import HERE

PARTS: tuple[ModuleType, ...] = (names, frames, speech)


def folders(codes: list[str]) -> list[Path]:
    """The folders of the packs with these codes, of all packs when there are none; ValueError for an unknown code."""
    found = [HERE / code for code in codes] or sorted(p.parent for p in HERE.glob("*/pack.toml"))
    for folder in found:
        if not (folder / "pack.toml").exists():
            raise ValueError(f"no pack is called {folder.name}")
    return found


def stale(folder: Path, part: ModuleType) -> bool:
    """Whether the compiled form of a part does not match its sources."""
    target = folder / "compiled" / f"{part.PART}.msgpack"
    wanted = compiled.sources_hash(part.sources(folder), part.REVISION)
    return not target.exists() or not target.read_bytes().startswith(wanted)


def main(arguments: list[str]) -> int:
    """Build what is stale; with `--check` only name it and return 1."""
    check = "--check" in arguments
    behind = [(f, p) for f in folders([a for a in arguments if a != "--check"]) for p in PARTS if stale(f, p)]
    for folder, part in behind:
        if check:
            print(f"{folder.name}/{part.PART} is stale: run make packs", file=sys.stderr)
        else:
            written = compiled.write(folder, part.PART, part.sources(folder), part.REVISION, part.build(folder))
            print(f"{folder.name}/{part.PART}: {written.stat().st_size // 1024} kB", file=sys.stderr)
    return 1 if check and behind else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
