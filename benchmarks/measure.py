"""Processor time, memory and growth, measured in this process or in one of its own."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(work: Callable[[], object], least: float = 0.5, rounds: int = 3) -> float:
    """Processor seconds of one call: the best of `rounds`, each long enough to be measured."""
    best = math.inf
    for _ in range(rounds):
        calls = 0
        start = time.process_time()
        while True:
            work()
            calls += 1
            spent = time.process_time() - start
            if spent >= least:
                break
        best = min(best, spent / calls)
    return best


def child_seconds(program: str, rounds: int = 3) -> float:
    """Processor seconds of a fresh Python that runs `program`: user and system, the best of `rounds`."""
    best = math.inf
    for _ in range(rounds):
        before = os.times()
        subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        best = min(best, spent)
    return best


def wall_seconds(command: Sequence[str], rounds: int = 9) -> float:
    """Seconds by the clock of a command, the best of `rounds`."""
    best = math.inf
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        best = min(best, time.perf_counter() - start)
    return best


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of log time over log size by least squares: 1 is linear, 2 is quadratic."""
    xs, ys = [math.log(s) for s in sizes], [math.log(t) for t in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def resident_mb() -> float:
    """Megabytes that this process holds now (Linux); 0 where that cannot be told."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak_mb() -> float:
    """Megabytes that this process held at most; 0 where that cannot be told."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
