"""diurna reads news articles and keeps a record that can be checked: who did what to whom, when, where, and who says so.

    record = diurna.code("article.txt")
    for event in record.events: ...

Importing the package loads nothing else; each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from diurna.version import __version__

if TYPE_CHECKING:
    from diurna.coding import Rejected, classify_relation, code, code_many
    from diurna.ledger.problems import LedgerError
    from diurna.model import Claim, Entity, Event, Problem, Record
    from diurna.query import Ledger

__all__ = [
    "Claim",
    "Entity",
    "Event",
    "Ledger",
    "LedgerError",
    "Problem",
    "Record",
    "Rejected",
    "__version__",
    "classify_relation",
    "code",
    "code_many",
]

_HOMES = {
    "Claim": "diurna.model",
    "Entity": "diurna.model",
    "Event": "diurna.model",
    "Ledger": "diurna.query",
    "LedgerError": "diurna.ledger.problems",
    "Problem": "diurna.model",
    "Record": "diurna.model",
    "Rejected": "diurna.coding",
    "classify_relation": "diurna.coding",
    "code": "diurna.coding",
    "code_many": "diurna.coding",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'diurna' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_HOMES))
