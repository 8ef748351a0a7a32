"""The description of the JSON API (OpenAPI 3.1), made from its endpoints and the structs they answer with."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from diurna.version import __version__
from diurna.web.api import ENDPOINTS, SIZE, Endpoint, Failure
from diurna.web.asked import CHOICES, LONGEST, MOST, PAGES

_DAY = {
    "anyOf": [
        {"type": "string", "format": "date", "pattern": r"^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$"},
        {"type": "string", "pattern": r"^[12]\d{3}(-(0[1-9]|1[0-2]))?$"},
        {"type": "string", "enum": ["today", "yesterday"]},
        {"type": "string", "pattern": r"^[0-9]{1,4}d$"},
    ]
}
_WORDS = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}
_SCHEMAS: dict[str, Any] = {
    "since": _DAY, "until": _DAY, "lang": {"type": "string", "pattern": "^[a-z]{2,3}$"},
    "page": {"type": "integer", "minimum": 1, "maximum": PAGES, "default": 1},
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE},
    "origins": {"type": "integer", "minimum": 1, "maximum": 1000},
}  # fmt: skip
_WHAT = {
    "since": "from this day on", "until": "up to this day, or the end of a month or year", "lang": "the language it is told in",
    "page": "which page", "limit": "rows of a page", "origins": "fewer independent origins than this", "q": "words, in any language",
    "place": "a place or country: a name, UKR, geo/706448", "source": "an outlet, or a part of its name", "type": "a PLOVER type",
    "actor": "who acts: a name or an id", "recipient": "who is acted on", "speaker": "who says it", "act": "what the claim does",
    "about": "who takes part in what is said",
    "status": "the event's status", "assertion": "who says that it happened", "id": "the id",
}  # fmt: skip


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    schemas, parts = msgspec.json.schema_components([*(e.type for e in ENDPOINTS), Failure], ref_template="#/components/schemas/{name}")
    *answers, failure = schemas
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "diurna", "version": __version__,
            "description": "A ledger of who did what to whom, and who says so. On this machine only; nothing is written through it.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {e.path: {"get": _operation(e, schema, failure)} for e, schema in zip(ENDPOINTS, answers, strict=True)},
        "components": {"schemas": parts},
    }  # fmt: skip


def _operation(of: Endpoint, schema: dict[str, Any], failure: dict[str, Any]) -> dict[str, Any]:
    rows = {
        "type": "object", "required": ["rows", "next"], "additionalProperties": False,
        "properties": {"rows": {"type": "array", "items": schema}, "next": {"type": ["string", "null"]}},
    }  # fmt: skip
    found = {"200": _answer("the answer", rows if of.rows else schema)}
    problems = {"400": "a value that means nothing", "404": "a name or an id that nothing has", "503": "the ledger cannot be read"}
    path = "{id}" in of.path
    named = [_parameter(name, name in of.required) for name in of.names]
    return {
        "operationId": of.path.removeprefix("/api/").replace("/{id}", "_by_id"), "summary": of.what,
        "parameters": [*([_path_parameter()] if path else []), *named],
        "responses": found | {code: _answer(why, failure) for code, why in problems.items()},
    }  # fmt: skip


def _answer(why: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": why, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, required: bool) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(CHOICES[name])} if name in CHOICES else _SCHEMAS.get(name, _WORDS)
    return {"name": name, "in": "query", "required": required, "description": _WHAT[name], "schema": schema}


def _path_parameter() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "description": _WHAT["id"], "schema": {"type": "string", "minLength": 1}}
