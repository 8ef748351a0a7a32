"""The same answers as JSON. `openapi.py` describes them; both are made from ENDPOINTS, so that they cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, cast

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from diurna import pages
from diurna.beside import Beside
from diurna.eventdata.theirs import Origin
from diurna.ledger import imported
from diurna.ledger.problems import LedgerError
from diurna.ledger.rows import ActorRow, ArticleRow, ChangeRow, ClaimRow, EventRow, Hit, SourceRow
from diurna.model import Entity, Record
from diurna.query import Dyad, Happening, Ledger, Unknown
from diurna.web.asked import CHOICES, LONGEST, question
from diurna.web.page import NotThere, Page, Site
from diurna.web.statements import found

SIZE = 50
WHEN = ("since", "until")
WHERE_FROM = ("lang", "source")
PARTIES = ("type", "actor", "recipient", "place", "status", "assertion")
_LANG = re.compile("[a-z]{2,3}")
PAGED = ("page", "limit")


class Failure(msgspec.Struct, frozen=True):
    """Why a question was not answered."""

    error: str


class Endpoint(msgspec.Struct, frozen=True):
    """One address of the API: what it answers, with which parameters, and the type of one row or of the whole answer."""

    path: str
    what: str
    names: tuple[str, ...]
    type: Any
    answer: Callable[[Page], Any]
    rows: bool = True
    required: tuple[str, ...] = ()


def _wanted(page: Page) -> int:
    return page.ask.page * page.size(SIZE) + 1


def _happenings(page: Page) -> list[Happening]:
    origins = page.ask.origins
    if origins is None:
        return list(page.ledger.each_happening(limit=_wanted(page), **page.asked))
    found: list[Happening] = []
    for one in page.ledger.each_happening(limit=2000, **page.asked):
        if one.origins < origins:
            found.append(one)
        if len(found) == _wanted(page):
            break
    return found


def _happening(page: Page) -> Happening:
    found = page.ledger.happening(page.request.path_params["id"])
    if found is None:
        raise NotThere("no happening has this event")
    return found


def _article(page: Page) -> Record:
    documents = page.reader.documents(page.request.path_params["id"])
    record = page.reader.record(documents[0]) if len(documents) == 1 else None
    if record is None:
        raise NotThere("no article with a record has this id")
    return record


def _actor(page: Page) -> Entity:
    found = pages.entity(page.reader, page.request.path_params["id"])
    if found is None:
        raise NotThere("nobody in this ledger has this id")
    return found[1]


def _dyad(page: Page) -> Dyad:
    rest = page.asked | {"actor": None, "recipient": None}
    asked = page.ask.asked
    return page.ledger.dyad(cast("str", asked.actor), cast("str", asked.recipient), limit=page.size(SIZE), **rest)


def _beside(page: Page) -> list[Beside]:
    db, origin, asked = page.reader.db, page.request.path_params["id"], page.ask.asked
    whose: Origin | None = next((o for o in imported.origins(db) if o == origin), None)
    if whose is None:
        raise NotThere("no event data of this name was imported")
    sides = tuple(name for name in (asked.actor, asked.recipient) if name is not None)
    rows = page.ledger.beside(whose, *sides, since=asked.since, until=asked.until, type=asked.type)
    return list(islice(rows, _wanted(page)))


def _articles(page: Page) -> list[ArticleRow]:
    documents = pages.latest_articles(page.reader, _wanted(page))
    found = page.reader.article_rows(documents)
    return [found[d] for d in documents if d in found]


def _search(page: Page) -> list[Hit]:
    return list(page.ledger.search(page.ask.q, limit=_wanted(page), **page.asked))


ENDPOINTS = (
    Endpoint(
        "/api/happenings", "What happened, each happening once, the newest first.", (*WHEN, *PARTIES, *WHERE_FROM, "origins", *PAGED),
        Happening, _happenings,
    ),
    Endpoint("/api/happenings/{id}", "The happening that an event belongs to.", (), Happening, _happening, rows=False),
    Endpoint(
        "/api/events", "Events by their first day, the newest first.", (*WHEN, *PARTIES, *WHERE_FROM, *PAGED), EventRow,
        lambda page: page.ledger.events(limit=_wanted(page), **page.asked),
    ),
    Endpoint(
        "/api/claims", "Claims by the day they were made, the newest first.",
        ("speaker", "about", "act", "q", "type", "place", *WHEN, *WHERE_FROM, *PAGED), ClaimRow,
        lambda page: found(page, _wanted(page)),
    ),
    Endpoint(
        "/api/changes", "Changes of position with both claims, the newest first.", ("speaker", "type", *WHEN, *WHERE_FROM, *PAGED),
        ChangeRow,
        lambda page: page.ledger.changes(limit=_wanted(page), **page.asked),
    ),
    Endpoint(
        "/api/contested", "Contested points with the claims about them, those of the latest articles first.",
        (*WHEN, "type", "actor", "recipient", "place", *WHERE_FROM, *PAGED), pages.Point,
        lambda page: pages.contested(page.reader, page.ledger.filter(page.ask.asked), _wanted(page)),
    ),
    Endpoint(
        "/api/actors", "Who acts and is acted on most.", ("type", "place", *WHEN, *WHERE_FROM, *PAGED), ActorRow,
        lambda page: page.ledger.actors(limit=_wanted(page), **page.asked),
    ),
    Endpoint("/api/actors/{id}", "An entity with its names.", (), Entity, _actor, rows=False),
    Endpoint(
        "/api/dyad", "What two sides, actor and recipient, did to each other.",
        ("actor", "recipient", "type", "place", *WHEN, *WHERE_FROM, "limit"), Dyad, _dyad, rows=False, required=("actor", "recipient"),
    ),
    Endpoint(
        "/api/beside/{id}", "The record beside imported event data, by pair of countries and month; the id is gdelt or polecat.",
        ("actor", "recipient", "type", *WHEN, *PAGED), Beside, _beside,
    ),
    Endpoint("/api/articles", "The articles that were added last.", PAGED, ArticleRow, _articles),
    Endpoint("/api/articles/{id}", "The record of an article, by its id or the start of it.", (), Record, _article, rows=False),
    Endpoint("/api/search", "Articles by their words.", ("q", *WHEN, *WHERE_FROM, *PAGED), Hit, _search, required=("q",)),
    Endpoint(
        "/api/sources", "Who tells, and when they were silent.", (*WHEN, "lang", *PAGED), SourceRow,
        lambda page: page.ledger.sources(**page.asked),
    ),
)  # fmt: skip


def json(what: Any, status: int = 200) -> Response:
    """An answer in JSON."""
    return Response(msgspec.json.encode(what), status, media_type="application/json")


def endpoint(of: Endpoint) -> Callable[[Request], Response]:
    """The function that answers an endpoint; what is wrong with a question is a JSON answer too."""

    def answered(request: Request) -> Response:
        site: Site = request.app.state.site
        try:
            with Ledger(site.path) as ledger:
                page = Page(request, site, ledger)
                _checked(request.query_params, of)
                page.ask = question(request.query_params, strict=True)
                found = of.answer(page)
                return json(_rows(page, list(found)) if of.rows else found)
        except (NotThere, Unknown) as problem:
            return json(Failure(str(problem)), 404)
        except ValueError as problem:
            return json(Failure(str(problem)), 400)
        except LedgerError as problem:
            return json(Failure(str(problem)), 503)

    answered.__name__ = of.path
    return answered


def _checked(query: QueryParams, of: Endpoint) -> None:
    """Raise ValueError for a parameter that this endpoint has not, that is missing, empty, given twice or too long."""
    for name, value in query.multi_items():
        if name not in of.names:
            raise ValueError(f"{name[:40]}: {of.path} takes {', '.join(of.names) or 'nothing'}")
        if not value.strip() or len(value) > LONGEST:
            raise ValueError(f"{name}: from one to {LONGEST} characters")
        if len(query.getlist(name)) > 1:
            raise ValueError(f"{name}: given twice")
        if name == "lang" and not _LANG.fullmatch(value):
            raise ValueError("lang: two or three small letters")
        if name in CHOICES and value not in CHOICES[name]:
            raise ValueError(f"{name}: there are {', '.join(CHOICES[name])}")
    for name in of.required:
        if name not in query:
            raise ValueError(f"{name}: is needed")


def _rows(page: Page, found: list[Any]) -> dict[str, Any]:
    size = page.size(SIZE)
    start = (page.ask.page - 1) * size
    after = page.here(page=page.ask.page + 1) if len(found) > start + size else None
    return {"rows": found[start : start + size], "next": after}
