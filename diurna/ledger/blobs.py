"""Bytes as they are kept: by their hash, compressed; records by a packing of their own, with a dictionary of what all records share."""

from __future__ import annotations

import zlib
from hashlib import blake2b

import msgspec

from diurna.ledger.packing import packed_record, unpacked_record
from diurna.model import Record

LEVEL = 6


def digest(data: bytes) -> bytes:
    """The 16-byte hash by which bytes are kept."""
    return blake2b(data, digest_size=16).digest()


def packed(data: bytes) -> bytes:
    """Compressed bytes."""
    return zlib.compress(data, LEVEL)


def unpacked(data: bytes) -> bytes:
    """What `packed` was given. Raises zlib.error for damaged bytes."""
    return zlib.decompress(data)


def packed_text_apart(record: Record, dictionary: bytes) -> bytes:
    """A record as it is kept, with its text taken out: the text is kept once, by its hash."""
    bare = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
    return packed_record(bare, dictionary)


def with_text(data: bytes, dictionary: bytes, text: str) -> Record:
    """The record that `packed_text_apart` was given. Raises zlib.error or ValueError (msgspec's among them) for damaged bytes."""
    record = msgspec.convert(unpacked_record(data, dictionary), Record)
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=text))


def record_digest(record: Record) -> bytes:
    """The hash of a whole record, text included, without the name that the caller gave the input: a moved file is the same article."""
    document = msgspec.structs.replace(record.document, key="")
    return digest(msgspec.json.encode(msgspec.structs.replace(record, document=document)))
