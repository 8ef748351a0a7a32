"""robots.txt as RFC 9309 has it: what may be asked, and how often."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from diurna.fetch.result import Failure, Fetched, failure

AGENT = "diurna"
"""The product token that a site's rules may name."""
REDIRECTS = 5
"""Redirects that are followed for robots.txt: what the RFC asks for."""


class _Parsed(Protocol):
    def can_fetch(self, url: str, user_agent: str) -> bool: ...

    def crawl_delay(self, user_agent: str) -> float | None: ...


class Rules(msgspec.Struct, frozen=True):
    """A site's rules. `failure` says why the site did not tell them: then nothing may be asked, but soon again."""

    parsed: object = None
    failure: Failure | None = None

    def permit(self, url: str) -> Literal["yes", "no", "unknown"]:
        """Whether an address may be asked."""
        if self.failure is not None:
            return "unknown"
        return "yes" if self._rules is None or self._rules.can_fetch(url, AGENT) else "no"

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests."""
        stated = self._rules.crawl_delay(AGENT) if self._rules is not None else None
        return stated if stated is not None and stated > 0 else 0.0

    @property
    def _rules(self) -> _Parsed | None:
        return self.parsed  # pyright: ignore[reportReturnType]


def rules(answer: Fetched | Failure) -> Rules:
    """What an answer for robots.txt means: 4xx, and redirects without end, are "no rules"; 5xx, silence and refusals
    forbid everything for now. Of a huge file the beginning serves: the RFC asks for 500 KiB."""
    if isinstance(answer, Failure):
        if answer.problem.code in ("too-many-redirects", "redirect-loop"):
            return Rules()
        if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
            return Rules()
        return Rules(failure=answer)
    from protego import Protego

    text = answer.body.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        return Rules(Protego.parse(text))
    except Exception as error:  # whatever the parser makes of hostile rules: not knowing them forbids
        return Rules(failure=failure(answer.url, "bad-robots", f"its rules could not be read ({type(error).__name__})"))
