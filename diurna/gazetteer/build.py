"""Write what the gazetteer is read from: python -m diurna.gazetteer.build (ids.msgpack from the TOML files; places by build_places)."""

from __future__ import annotations

import sys

from diurna.gazetteer import load


def main() -> None:
    """Write ids.msgpack beside this module."""
    target = load.HERE / "ids.msgpack"
    target.write_bytes(load.compile_ids())
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    main()
