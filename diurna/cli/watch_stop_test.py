"""Ending a watch: a request to end comes at any moment."""

from __future__ import annotations

import signal
import threading
from typing import cast

from diurna.cli import watch


def test_a_request_to_end_may_come_while_the_lock_of_the_wait_is_held() -> None:
    stopped = getattr(watch, "_stopped")  # noqa: B009 (private to the command)
    with stopped() as event:
        lock = cast(threading.Condition, getattr(event, "_cond"))  # noqa: B009 (what `wait` holds when it begins and ends)
        with lock:
            signal.raise_signal(signal.SIGINT)
        assert event.wait(10)
