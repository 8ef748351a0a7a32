"""The export button: a page is asked again and what it shows is written in another format."""

from __future__ import annotations

from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from diurna.tables import MissingLibrary
from diurna.web.page import NotThere, Page, Shown

TYPES = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "gdelt": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "polecat": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "ftm": ("application/x-ndjson", "jsonl"),
    "annotations": ("application/ld+json", "jsonld"),
    "geojson": ("application/geo+json", "geojson"),
    "atom": ("application/atom+xml", "xml"),
    "schema-org": ("application/ld+json", "jsonld"),
    "timelinejs": ("application/json", "json"),
    "timesketch": ("application/x-ndjson", "jsonl"),
    "acled": ("text/csv; charset=utf-8", "csv"),
    "csl": ("application/vnd.citationstyles.csl+json", "json"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib"),
}
"""Media type and ending of each format."""


def export(page: Page) -> Response:
    """What the page at the rest of this address shows, in a format."""
    format, table, rest = (page.request.path_params[name] for name in ("format", "table", "rest"))
    if page.site.export is None or table not in page.site.formats.get(format, ()):
        raise NotThere(f"There is no export {format} {table}.")
    shown = _shown(page, f"/{rest}")
    out = BytesIO()
    try:
        page.site.export(page.ledger, format, table, shown, out)
    except MissingLibrary as problem:
        raise ValueError(str(problem)) from problem
    kind, ending = TYPES.get(format, ("application/octet-stream", "bin"))
    name = f"diurna-{rest.strip('/').replace('/', '-') or 'happenings'}-{table}.{ending}"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "_" for c in name)
    return Response(out.getvalue(), media_type=kind, headers={"content-disposition": f'attachment; filename="{plain}"'})


def _shown(page: Page, path: str) -> Shown:
    """Ask the page at a path, with this request's query, what it shows."""
    scope = {**page.request.scope, "path": path, "raw_path": path.encode(), "path_params": {}}
    for route in page.request.app.routes:
        if isinstance(route, Route) and (answer := getattr(route.endpoint, "answer", None)) is not None:
            match, found = route.matches(scope)
            if match == Match.FULL:
                other = Page(Request({**scope, **found}), page.site, page.ledger)
                answer(other)
                if other.shown is not None:
                    return other.shown
    raise NotThere(f"The page {path} has nothing to export.")
