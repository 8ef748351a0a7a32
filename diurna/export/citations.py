"""The sources, to be cited: what CSL-JSON and BibTeX say of an article alike."""

from __future__ import annotations

from urllib.parse import quote

from diurna.export.choice import Chosen, known_source
from diurna.export.dates import partial
from diurna.ledger.entities import folded


def key(one: Chosen) -> str:
    """A name to cite it by: outlet, day, the first figures of its id."""
    d = one.document
    outlet = "".join(c for c in folded(known_source(d) or "") if c.isascii() and c.isalnum())
    return "-".join(part for part in (outlet or "article", partial(d.published), d.id[:8]) if part)


def title(one: Chosen) -> str | None:
    """The title on one line."""
    d = one.document
    return (" ".join(one.text(d.title).split()) or None) if d.title is not None else None


def agencies(one: Chosen) -> list[str]:
    """The agencies that are credited, which is whom a citation names where nobody signs."""
    return list(dict.fromkeys(" ".join(one.called(p).split()) for p in one.document.credits))


def address(url: str | None) -> str | None:
    """An address that neither BibTeX nor a reference manager trips over."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    return quote(url, safe="%:/?#[]@!$&'()*+,;=~_.-")
