"""Review: what deserves a person's eye first, one key for each decision, and what was decided as cases for the packs."""

from __future__ import annotations

from urllib.parse import parse_qsl

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from diurna import pages
from diurna.ledger.codes import TYPES
from diurna.ledger.event_rows import claims_by_id, events_by_id
from diurna.ledger.judged import TIME, VERDICTS, Ground, Verdict, given_time, ground
from diurna.ledger.problems import LedgerError
from diurna.ledger.rows import ClaimRow, EventRow, JudgementRow, LinkRow
from diurna.ledger.writer import Writer
from diurna.link import judge
from diurna.query import Ledger, Unknown
from diurna.web.cases import cases_of
from diurna.web.page import Page, Shown, Site

REACH = 1000
"""Of so many of the latest events, claims or links as asked for, the queue takes those that deserve it most."""
SIZE = 10
_LONGEST = 100_000


class Pair(msgspec.Struct, frozen=True):
    """Two tellings that a link makes one happening."""

    link: LinkRow
    left: EventRow
    right: EventRow


def review(page: Page) -> Response:
    """The queue: events that articles disagree on and those of low confidence first; or claims; or the weakest links."""
    page.read()
    kind = page.ask.kind or "event"
    size = page.size(SIZE)
    events = _events(page, size) if kind == "event" else []
    claims = _claims(page, size) if kind == "claim" else []
    pairs = _pairs(page, size) if kind == "link" else []
    names = {"event": FILTERS, "claim": ("speaker", "act", "since", "until", "lang", "source"), "link": ()}
    return page.html(
        "review.html", title="Review", kind=kind, events=events, claims=claims, pairs=pairs, done=_done(page, 20), filters=names[kind],
        entities=page.ledger.actors(limit=200), types=TYPES,
        export=Shown(tuple(e.event.id for e in events), tuple(c.claim for c in claims)),
    )  # fmt: skip


FILTERS = ("since", "until", "type", "actor", "recipient", "place", "lang", "source", "status", "assertion")


def _events(page: Page, size: int) -> list[EventRow]:
    found = pages.sketches(page.reader, page.ledger.filter(page.ask.asked), REACH)
    judged = pages.judged(page.reader, [s.id for s in found])
    disagreed = pages.disagreed(page.reader)
    open_ = [s for s in found if not pages.closed(judged.get(s.id))]
    # Low confidence stands before none: where none was computed the parties that nobody knows tell most.
    order = sorted(open_, key=lambda s: (s.id not in disagreed, s.confidence if s.confidence is not None else 1.0, -s.unknown))
    wanted = [s.id for s in order[:size]]
    rows = events_by_id(page.reader, wanted)
    return [rows[id] for id in wanted if id in rows]


def _claims(page: Page, size: int) -> list[ClaimRow]:
    rows = list(page.ledger.claims(limit=200, **page.asked))
    judged = pages.judged(page.reader, [c.claim for c in rows])
    open_ = [c for c in rows if not pages.closed(judged.get(c.claim))]
    return sorted(open_, key=lambda c: (bool(c.speakers), c.speaker_class != "unknown"))[:size]


def _pairs(page: Page, size: int) -> list[Pair]:
    links = pages.weakest_links(page.reader, size, REACH)
    rows = events_by_id(page.reader, [e for link in links for e in (link.left, link.right)])
    return [Pair(link, rows[link.left], rows[link.right]) for link in links if link.left in rows and link.right in rows]


class Done(msgspec.Struct, frozen=True):
    """A judgement as the list of them shows it."""

    row: JudgementRow
    about: Ground
    words: str


def _done(page: Page, limit: int) -> list[Done]:
    rows = list(pages.each_judgement(page.reader, limit))
    parts = {r.item: r.kind.partition("/")[0] for r in rows}
    events = events_by_id(page.reader, [item for item, part in parts.items() if part not in ("claim", "speaker", "link")])
    claims = claims_by_id(page.reader, [item for item, part in parts.items() if part in ("claim", "speaker")])
    said = {id: e.quote for id, e in events.items()} | {id: c.quote for id, c in claims.items()}
    return [Done(r, ground(r), said.get(r.item, "")) for r in rows]


def cases(page: Page) -> Response:
    """What was decided about events, as marked sentences for the packs' cases."""
    return PlainTextResponse(
        "\n".join(cases_of(page.reader)), headers={"content-disposition": 'attachment; filename="diurna-corrections.txt"'}
    )


async def judged(request: Request) -> Response:
    """Keep a decision: kind, item, verdict, document, what, instead. Answers JSON to scripts, else leads back to the queue."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            return _told(request, 413, "too much")
    given = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20))
    status, message = await run_in_threadpool(_keep, request.app.state.site, given)
    return _told(request, status, message)


def _told(request: Request, status: int, message: str) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"message": message}, status)
    if status == 200:
        return RedirectResponse(_back(request), 303)
    return PlainTextResponse(f"{message}\n", status)


def _back(request: Request) -> str:
    """The queue that the form stands on: a path of ours only, whatever the form says."""
    query = request.url.query
    return f"/review?{query}" if query else "/review"


def _keep(site: Site, given: dict[str, str]) -> tuple[int, str]:
    """Write a decision; HTTP status and what to tell."""
    verdict: Verdict | None = next((v for v in VERDICTS if v == given.get("verdict")), None)
    if verdict is None or not given.get("kind") or not given.get("item"):
        return 400, f"a judgement needs kind, item and verdict ({', '.join(VERDICTS)})"
    try:
        instead = _instead(site, given["kind"].partition("/")[0], given.get("instead", "").strip())
        about = Ground(given.get("document", ""), given.get("what", ""), instead)
        with Writer(site.path) as ledger:
            if not judge(ledger, given["kind"], given["item"], verdict, site.person, about):
                return 404, "there is nothing of that kind with that id, or it was decided before"
    except (Unknown, ValueError) as problem:
        return 400, str(problem)
    except LedgerError as problem:
        return 503, str(problem)
    return 200, f"kept: {given['kind'].partition('/')[0]} {verdict}"


def _instead(site: Site, part: str, name: str) -> str | None:
    """What should have been there: a type, a time, the one entity that a name means; None where nothing is given. Raises ValueError."""
    if not name:
        return None
    if part == "type":
        if name.upper() not in TYPES:
            raise ValueError(f"{name}: no type; there are {' '.join(TYPES)}")
        return name.upper()
    if part == TIME:
        given_time(name)
        return name
    with Ledger(site.path) as ledger:
        return ledger.one(name)
