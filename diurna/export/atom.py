"""An Atom feed (RFC 4287) of happenings: the newest first, with who tells them and where they differ."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from diurna.export.choice import Origin, Wanted
from diurna.export.gdelt import asserted
from diurna.ledger.rows import EventRow
from diurna.model import Party
from diurna.query import Happening

MOST = 200
"""Entries of a feed: readers poll it, so it is kept short."""
_BARE = "1970-01-01T00:00:00Z"
_UNXML = dict.fromkeys((*(c for c in range(32) if c not in (9, 10, 13)), 65534, 65535, *range(55296, 57344)), " ")


def write(origin: Origin, wanted: Wanted, table: str, out: IO[bytes]) -> int:
    """Write the feed; the number of entries. What did not, or not yet, happen is left out."""
    found = (one for one in origin.happenings(wanted) if asserted(one))
    newest = heapq.nlargest(MOST, found, key=lambda one: (_updated(one), one.id))
    updated = _updated(newest[0]) if newest else _BARE
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<id>urn:diurna:happenings</id>\n<title>diurna: happenings</title>\n"
        f"<updated>{updated}</updated>\n<author><name>diurna</name></author>\n".encode()
    )
    for one in newest:
        out.write(_entry(one).encode("utf-8", "replace"))
    out.write(b"</feed>\n")
    return len(newest)


def _updated(one: Happening) -> str:
    """When it was last told: the day of the latest article, so that the same ledger gives the same feed."""
    return f"{max((a.day or '' for a in one.articles), default='') or one.last or '1970-01-01'}T00:00:00Z"


def _entry(one: Happening) -> str:
    head = asserted(one)[0]
    urls = dict.fromkeys(a.url for a in one.articles if a.url and a.url.startswith(("http://", "https://")))
    rel = ("related" if n else "alternate" for n in range(len(urls)))  # a feed's entry has one page of its own: the earliest article's
    links = "".join(f'<link rel="{r}" href={quoteattr(_xml(url))}/>\n' for r, url in zip(rel, urls, strict=True))
    return (
        f"<entry>\n<id>urn:diurna:happening:{one.id}</id>\n<title>{escape(_xml(title(head)))}</title>\n<updated>{_updated(one)}</updated>\n"
        f"{_published(one)}{links}<category term={quoteattr(one.type)}/>\n"
        f"<summary>{escape(_xml(_summary(one, head)))}</summary>\n</entry>\n"
    )


def _published(one: Happening) -> str:
    first = min((a.day for a in one.articles if a.day), default=None)
    return f"<published>{first}T00:00:00Z</published>\n" if first else ""


def title(head: EventRow) -> str:
    """A telling in one line: day, who, type, whom."""
    return f"{head.first} {deed(head)}" if head.dated and head.first else deed(head)


def deed(head: EventRow) -> str:
    """Who, type, whom."""
    actors, recipients = _names(head, head.event.actors), _names(head, head.event.recipients)
    return f"{actors or '·'} {head.event.type}{' → ' + recipients if recipients else ''}"


def _names(head: EventRow, parties: Sequence[Party]) -> str:
    return ", ".join(head.names.get(p.entity or f"@{p.start}", "") for p in parties)


def _summary(one: Happening, head: EventRow) -> str:
    account = one.account
    lines = [
        f"“{head.quote}” ({head.source})",
        f"Told by {len(one.articles)} articles of {len(set(one.sources))} sources in {', '.join(one.languages) or 'an unknown language'}; "
        f"independent origins: {one.origins}.",
        f"It stands as {head.event.assertion}.",
    ]
    if account is not None and len(account.blamed) > 1:
        lines.append(f"Blamed: {', '.join(account.blamed)}.")
    if account is not None and account.denied:
        lines.append(f"Denied in {len(account.denied)} articles.")
    return "\n".join(lines)


def _xml(text: str) -> str:
    return text.translate(_UNXML)
