"""Compressed bytes: what they hold, up to a limit."""

import gzip
import io
import zlib

import brotli
import pytest
from fastwarc.stream_io import ZstdWriter

from diurna.inflate import Uninflated, inflated


def zstd(data: bytes) -> bytes:
    """Data packed with zstd."""
    out = io.BytesIO()
    with ZstdWriter(out) as writer:
        writer.write(data)
        writer.finish()
    return out.getvalue()


TEXT = b"Paris spoke to Rome about the talks. " * 3000
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstd(TEXT),
    " GZIP ": gzip.compress(TEXT),
    "": TEXT,
}


@pytest.mark.parametrize("coding", PACKED)
def test_every_coding_gives_its_bytes_up_to_the_limit(coding: str) -> None:
    assert inflated(PACKED[coding], coding, len(TEXT)) == TEXT
    refused = inflated(PACKED[coding], coding, len(TEXT) - 1)
    assert isinstance(refused, Uninflated) and refused.code == "too-large" and "0.111 MB" in refused.cause


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_cut_and_false_data_are_told(coding: str) -> None:
    for data in (PACKED[coding][: len(PACKED[coding]) // 2], PACKED[coding][:3], b"no such data " * 9):
        refused = inflated(data, coding, 10**6)
        assert isinstance(refused, Uninflated) and refused.code == "bad-encoding", (coding, data[:20], refused)
    assert inflated(b"", coding, 10) == b""


def test_deflate_is_read_without_its_header_too() -> None:
    assert inflated(zlib.compress(TEXT)[2:-4], "deflate", 10**6) == TEXT


def test_members_and_frames_follow_each_other() -> None:
    assert inflated(gzip.compress(b"a") * 9000 + b"\0\0", "gzip", 9000) == b"a" * 9000
    assert inflated(zstd(b"a") * 9000, "zstd", 9000) == b"a" * 9000


def test_bombs_are_not_unpacked() -> None:
    layer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(layer.compress(bytes(1 << 20)) for _ in range(64)) + layer.flush()
    for data, coding in ((bomb, "gzip"), (zstd(bytes(1 << 26)), "zstd"), (brotli.compress(bytes(1 << 24), quality=1), "br")):
        refused = inflated(data, coding, 1000)
        assert isinstance(refused, Uninflated) and refused.code == "too-large"


def test_an_unknown_coding_is_refused() -> None:
    refused = inflated(b"x", "compress", 10)
    assert isinstance(refused, Uninflated) and refused.code == "bad-encoding" and "compress" in refused.cause
