"""One request to the pages: the ledger opened for it, what is asked for, and how an answer is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any, Protocol

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from diurna.ledger.problems import LedgerError
from diurna.query import Ledger, Unknown
from diurna.web import phrases
from diurna.web.asked import CHOICES, LABELS, MENU, Question, address, part, question

HERE = Path(__file__).parent


class Export(Protocol):
    """Writes events and claims that are on the screen in one of the formats."""

    def __call__(self, ledger: Ledger, format: str, table: str | None, shown: Shown, out: IO[bytes]) -> None: ...


class Shown(msgspec.Struct, frozen=True):
    """The ids of what a page shows, in its order: what its export button gives."""

    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    happenings: tuple[str, ...] = ()


class Site(msgspec.Struct, frozen=True):
    """What all requests share: the ledger's file, who judges, the formats for export with a writer."""

    path: Path
    person: str
    formats: Mapping[str, tuple[str, ...]]
    export: Export | None = None


class NotThere(Exception):
    """Nothing has this address; the message says what was looked for."""


class Page:
    """A request with the open ledger. `ask` is what its address asks for."""

    def __init__(self, request: Request, site: Site, ledger: Ledger) -> None:
        self.request = request
        self.site = site
        self.ledger = ledger
        self.reader = ledger.reader
        self.ask = Question()
        self.shown: Shown | None = None
        """What the answer shows, once there is one."""

    def read(self) -> Question:
        """What the address asks for. Raises ValueError."""
        self.ask = question(self.request.query_params)
        return self.ask

    @property
    def asked(self) -> dict[str, Any]:
        """The filters, as `query` takes them."""
        return msgspec.structs.asdict(self.ask.asked)

    def size(self, usual: int) -> int:
        """How many rows a page has."""
        return self.ask.limit or usual

    def here(self, path: str | None = None, **other: object) -> str:
        """This page's address, or another path's with the same filters, with some asked for otherwise; "" takes one away."""
        query: dict[str, object] = dict(self.ask.filters())
        query["limit"], query["kind"] = self.ask.limit or "", self.ask.kind or ""
        return address(part(path or self.request.url.path), query | other)

    def menu(self) -> list[tuple[str, str, str]]:
        """(path, name, address) of the pages in the head, the filters of this one kept where they mean something there."""
        given = self.ask.filters()
        return [(path, name, address(path, {n: given[n] for n in kept if n in given})) for path, name, kept in MENU]

    def html(self, template: str, status: int = 200, **data: Any) -> HTMLResponse:
        """A page by its template."""
        self.shown = data.get("export")
        chips = [(name, LABELS[name], value, self.here(**{name: ""})) for name, value in self.ask.filters().items()]
        common = {
            "ask": self.ask, "chips": chips, "here": self.here, "path": self.request.url.path, "choices": CHOICES,
            "formats": self.site.formats, "error": None, "filters": (), "export": None, "ledger_name": self.site.path.name,
            "person": self.site.person, "paging": Paging(), "words": "", "menu": self.menu(),
        }  # fmt: skip
        return HTMLResponse(templates().get_template(template).render(common | data), status)


class Paging(msgspec.Struct, frozen=True):
    """The addresses of the pages before and after."""

    before: str | None = None
    after: str | None = None


def cut(page: Page, rows: list[Any], size: int) -> tuple[list[Any], Paging]:
    """The rows of the page that is asked for, out of all up to one more than it needs, and where to go from it."""
    start = (page.ask.page - 1) * size
    return rows[start : start + size], turning(page, len(rows) > start + size)


def turning(page: Page, more: bool) -> Paging:
    """Where to go from a page; `more` says whether anything follows it."""
    number = page.ask.page
    before = page.here(page=number - 1 if number > 2 else "") if number > 1 else None
    return Paging(before, page.here(page=number + 1) if more else None)


@cache
def templates() -> Environment:
    """The templates; what is put into them is always escaped."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    found.globals.update(phrases.FUNCTIONS)
    found.globals.update(address=address, part=part)
    found.filters.update(phrases.FILTERS)
    found.filters["marked"] = marked
    return found


def marked(sentence: str, spans: tuple[tuple[int, int], ...]) -> Markup:
    """A sentence with some of its words marked."""
    out, at = Markup(), 0
    for start, end in spans:
        out += sentence[at:start] + Markup("<mark>{}</mark>").format(sentence[start:end])
        at = end
    return out + sentence[at:]


Answer = Callable[[Page], Response]


def answered(answer: Answer) -> Callable[[Request], Response]:
    """An endpoint that opens the ledger, answers, and says in words what went wrong."""

    def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        try:
            with Ledger(site.path) as ledger:
                page = Page(request, site, ledger)
                try:
                    return answer(page)
                except NotThere as problem:
                    return page.html("problem.html", 404, title="Not here", error=str(problem))
                except (ValueError, Unknown) as problem:
                    return page.html("problem.html", 400, title="Not understood", error=str(problem))
        except LedgerError as problem:
            return HTMLResponse(templates().get_template("broken.html").render(error=str(problem)), 503)

    endpoint.__name__ = answer.__name__
    endpoint.answer = answer  # pyright: ignore[reportFunctionMemberAccess]
    return endpoint
