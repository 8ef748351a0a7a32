"""The application: which address is answered by what."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from diurna.web import actors, api, article, dyads, exports, found, happenings, places, review, statements, timeline
from diurna.web.guard import Guard
from diurna.web.openapi import description
from diurna.web.page import Answer, NotThere, Page, Site, answered

PAGES: tuple[tuple[str, Answer], ...] = (
    ("/", happenings.front),
    ("/happening/{id}", happenings.happening),
    ("/article/{document}", article.article),
    ("/search", found.search),
    ("/timeline", timeline.timeline),
    ("/map", places.places),
    ("/map/places.json", places.spots),
    ("/actors", actors.actors),
    ("/actor/{id:path}", actors.actor),
    ("/network", dyads.network),
    ("/dyad", dyads.dyad),
    ("/claims", statements.claims),
    ("/contested", statements.contested),
    ("/changes", statements.changes),
    ("/review", review.review),
    ("/review/cases.txt", review.cases),
    ("/sources", found.sources),
    ("/export/{format}/{table}/{rest:path}", exports.export),
    ("/api", lambda page: page.html("api.html", title="JSON", endpoints=api.ENDPOINTS)),
    ("/help", lambda page: page.html("help.html", title="Help")),
)


def application(site: Site, hosts: frozenset[str]) -> Starlette:
    """The application over one ledger; `hosts` are the names under which it may be asked."""
    assets = StaticFiles(directory=Path(__file__).parent / "assets")
    routes = [Route(path, answered(answer)) for path, answer in PAGES]
    routes += [Route(_whole(of.path), api.endpoint(of)) for of in api.ENDPOINTS]
    routes.append(Route("/api/openapi.json", lambda request: api.json(description())))
    app = Starlette(
        routes=[*routes, Route("/review/judge", review.judged, methods=["POST"]), Mount("/assets", assets)],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={404: missing},
    )
    app.state.site = site
    return app


def _whole(path: str) -> str:
    """An id may have a slash in it."""
    return path.replace("{id}", "{id:path}")


def missing(request: Request, problem: Exception) -> Response:
    """What an address that leads nowhere answers."""

    if request.url.path.startswith("/api/"):
        return api.json(api.Failure("there is no such address; /api lists them"), 404)

    def nowhere(page: Page) -> Response:
        raise NotThere(f"There is no page {page.request.url.path}.")

    return answered(nowhere)(request)
