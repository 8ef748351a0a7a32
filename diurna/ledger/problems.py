"""What keeps a ledger from being used. The message says what to do; the file is as it was."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger that cannot be opened, read or written; the message names the file and what to do."""


class Busy(LedgerError):
    """Somebody else is writing; it may be tried again."""
