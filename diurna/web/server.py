"""The server: a socket on the loopback interface and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from diurna.web.application import application
from diurna.web.guard import hosts
from diurna.web.page import Site

HOME = "127.0.0.1"


def serve(site: Site, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `port` 0 takes any that is free; `ready` gets the address once the server listens there.

    Raises OSError where the port cannot be used.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOME, port))
        listening.listen(64)
        number: int = listening.getsockname()[1]
        config = uvicorn.Config(application(site, hosts(number)), log_level="warning", server_header=False, date_header=False)
        ready(f"http://{HOME}:{number}/")
        uvicorn.Server(config).run(sockets=[listening])
