"""How two versions of a text differ, as a unified diff by lines."""

from __future__ import annotations

import difflib

LONGEST = 2000
"""Lines between the first and the last that differ; comparing more would take long where lines repeat."""


def difference(before: str, after: str) -> str:
    """A unified diff; where too many lines differ, all of them out and all of them in."""
    old, new = before.splitlines(), after.splitlines()
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    shared = min(len(old), len(new)) - start
    end = next((n for n in range(shared) if old[-1 - n] != new[-1 - n]), shared)
    changed_old, changed_new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(changed_old), len(changed_new)) <= LONGEST:
        first, more = max(0, start - 1), 1 if end else 0
        parts = difflib.unified_diff(
            old[first : len(old) - end + more], new[first : len(new) - end + more], "before", "after", lineterm="", n=1
        )
        return "\n".join(parts)
    head = f"@@ -{start + 1},{len(changed_old)} +{start + 1},{len(changed_new)} @@"
    return "\n".join(["--- before", "+++ after", head, *(f"-{line}" for line in changed_old), *(f"+{line}" for line in changed_new)])
