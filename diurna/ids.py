"""Content hashes: the same content has the same id on every machine, and a re-run adds nothing."""

from __future__ import annotations

from hashlib import blake2b


def content_id(kind: str, *parts: str) -> str:
    """A 24-digit hexadecimal id of `parts` under `kind`.

    Parts are length-prefixed before hashing, so ("a.b", "c") and ("a", "b.c") never collide.
    """
    digest = blake2b(digest_size=12)
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
