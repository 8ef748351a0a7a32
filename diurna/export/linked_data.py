"""JSON-LD documents written node by node, so that a ledger of any size needs no more memory than one node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec


def graph(nodes: Iterable[Mapping[str, Any]], context: object, counted: str, out: IO[bytes]) -> int:
    """Write one document of `nodes` under `context`; how many of them have the type `counted`."""
    out.write(b'{"@context":' + msgspec.json.encode(context) + b',"@graph":[')
    count, comma = 0, b"\n"
    for node in nodes:
        out.write(comma + msgspec.json.encode(node))
        comma = b",\n"
        count += counted in (node.get("type"), node.get("@type"))
    out.write(b"\n]}\n")
    return count
