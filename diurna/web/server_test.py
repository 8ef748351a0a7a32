"""The server as people start it: the address it prints answers, others are refused, a port in use is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).parents[2]


def started(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A running command and the address it printed."""
    command = [sys.executable, "-m", "diurna", *arguments]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    return server, line.partition(" at ")[2].partition(" ")[0]


def stopped(server: subprocess.Popen[str]) -> tuple[int, str]:
    """End a server as Ctrl-C does; its status and what it told."""
    server.send_signal(signal.SIGINT)
    _, told = server.communicate(timeout=20)
    return server.returncode, told


def test_the_printed_address_answers_and_another_name_for_it_does_not(written: Path) -> None:
    server, address = started("serve", "--db", str(written), "--port", "0")
    try:
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address) as answer:
            assert b"What happened" in answer.read()
        with pytest.raises(HTTPError, match="403") as refused:
            urlopen(Request(address, headers={"Host": "rebound.example"}))
        refused.value.close()
    finally:
        status, told = stopped(server)
    assert (status, told) == (0, "diurna: stopped\n")


def test_a_port_in_use_is_told(written: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "diurna", "serve", "--db", str(written), "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "cannot be used" in done.stderr and "--port" in done.stderr


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "diurna", "serve", "--db", str(tmp_path / "none.db")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "there is no ledger" in done.stderr


def test_the_demo_is_served_on_a_ledger_of_its_own() -> None:
    server, address = started("demo", "--serve", "--port", "0")
    try:
        with urlopen(address + "api/articles?limit=500") as answer:
            assert answer.read().count(b'"document"') > 30
    finally:
        status, _ = stopped(server)
    assert status == 0
