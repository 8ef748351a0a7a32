"""The ontology: acts, operators, and what an operator makes of an act, the same for every language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, cast

import msgspec

from diurna.model import Quad, Status, Type

HERE = Path(__file__).parent
Choice = Literal["manual", "plv"]
_STATUSES = ("negated", "hypothetical", "future")


class PloverType(msgspec.Struct, frozen=True, gc=False):
    """A PLOVER type: its quad class, CAMEO root, and the mode of REQUEST or REJECT when such an act is asked for or refused."""

    quad: Quad
    cameo: str
    asked: str


class Act(msgspec.Struct, frozen=True, gc=False):
    """What a predicate means. `both`: all parties are actors. `swap`: the grammatical subject is the recipient (a host).

    `beneficiary`: its recipient is whom it is done for, so that who demands it asks nothing of them. `together`: the act that it is
    where several do it.
    `threat`: the mode of THREATEN when the act is threatened. `plv`, `agency`: the type that annotators of relation data, of
    agency sentences about protest give it.
    """

    name: str
    type: Type
    cameo: str
    modes: tuple[str, ...] = ()
    both: bool = False
    swap: bool = False
    beneficiary: bool = False
    together: str = ""
    threat: str = ""
    plv: Type | None = None
    agency: Type | None = None
    gloss: str = msgspec.field(name="is", default="")


class Operator(msgspec.Struct, frozen=True, gc=False):
    """What words do to the act inside them; fields as ontology/operators.toml explains them."""

    name: str
    object: bool
    recipient: tuple[str, ...]
    rest: str
    alone: str = "-"
    emits: bool = False
    control: bool = False
    grants: bool = False
    assertion: Literal["", "attributed", "denied_only"] = ""
    cells: dict[str, str] = {}
    plv: dict[str, str] = {}
    gloss: str = msgspec.field(name="is", default="")


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """An act, or what operators made of one. `status` is "" for an actual event; `object` is what is agreed, asked, refused."""

    type: Type
    modes: tuple[str, ...] = ()
    act: str | None = None
    cameo: str | None = None
    both: bool = False
    swap: bool = False
    threat: str = ""
    status: Status | Literal[""] = ""
    object: Meaning | None = None


class Ontology(msgspec.Struct, frozen=True, gc=False):
    types: dict[str, PloverType]
    acts: dict[str, Act]
    operators: dict[str, Operator]
    contexts_by_act: dict[str, tuple[str, ...]] = {}

    def contexts(self, meaning: Meaning) -> tuple[str, ...]:
        """The contexts that follow from a meaning's act, or from the act inside it."""
        while meaning.act is None and meaning.object is not None:
            meaning = meaning.object
        return self.contexts_by_act.get(meaning.act or "", ())

    def meaning(self, act: str, choice: Choice = "manual", modes: tuple[str, ...] = ()) -> Meaning:
        """The meaning of a bare act, with a frame's own `modes` added; KeyError for an unknown act."""
        found = self.acts[act]
        kind = found.plv if choice == "plv" and found.plv else found.type
        own = found.modes if kind == found.type else ()
        return Meaning(
            type=kind,
            modes=own + tuple(m for m in modes if m not in own),
            act=act,
            cameo=found.cameo,
            both=found.both,
            swap=found.swap,
            threat=found.threat,
        )

    def by_agency(self, kind: Type, cameo: str | None) -> Type:
        """The type that annotators of Spanish agency sentences give an event of type `kind` with this CAMEO code."""
        for act in self.acts.values():
            if act.agency is not None and act.type == kind and act.cameo == cameo:
                return act.agency
        return kind

    def compose(self, operator: str, inner: Meaning | None, choice: Choice = "manual") -> Meaning | None:
        """What `operator` makes of `inner`; with no inner act its own meaning alone; None is "no event"."""
        op = self.operators[operator]
        if inner is None:
            alone = op.plv.get("alone", op.alone) if choice == "plv" else op.alone
            return None if alone == "-" else self.meaning(alone, choice)
        cell = self._cell(op, inner, choice)
        if cell == "-":
            return None
        if cell.startswith("="):
            status = cell[2:]
            if status not in _STATUSES:
                return inner
            return msgspec.structs.replace(inner, status=_stronger(inner.status, cast(Status, status)))
        return self._made(cell, op, inner)

    def _cell(self, op: Operator, inner: Meaning, choice: Choice) -> str:
        tables = (op.plv, op.cells) if choice == "plv" else (op.cells,)
        for table in tables:
            for key in (inner.act, inner.type, "rest"):
                if key is not None and key in table:
                    return table[key]
        return op.rest

    def _made(self, cell: str, op: Operator, inner: Meaning) -> Meaning:
        kind, _, mode = cell.partition(":")
        if mode == "@asked":
            mode = self.types[inner.type].asked
        elif mode == "@threat":
            mode = inner.threat
        return Meaning(
            type=cast(Type, kind),
            modes=(mode,) if mode else (),
            cameo=self.types[kind].cameo + "0",
            object=inner if op.object else None,
            threat=inner.threat,
            status=inner.status if inner.status == "negated" and not op.object else "",
        )


def _stronger(old: str, new: Status) -> Status:
    """The status that comes first in the contract's order of precedence."""
    order = ("negated", "hypothetical", "future", "historical", "actual", "")
    return cast(Status, min((old, new), key=order.index))


@cache
def load() -> Ontology:
    """The ontology that ships with diurna; ValueError names an unknown type, operator cell or act."""
    types = {k: msgspec.convert(v, PloverType) for k, v in _toml("types.toml").items()}
    acts: dict[str, Act] = {}
    for kind, entries in _toml("acts.toml").items():
        for name, fields in entries.items():
            acts[name] = msgspec.convert({"name": name, "type": kind, **fields}, Act)
    ops = {k: msgspec.convert({"name": k, **v}, Operator) for k, v in _toml("operators.toml").items()}
    for op in ops.values():
        for key, cell in [*op.cells.items(), *((k, v) for k, v in op.plv.items() if k != "alone"), ("rest", op.rest)]:
            _check(op.name, key, cell, types, acts)
    return Ontology(types, acts, ops, _contexts(acts))


def _contexts(acts: dict[str, Act]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for context, members in tomllib.loads((HERE / "contexts.toml").read_text(encoding="utf-8")).items():
        for act in members:
            if act not in acts:
                raise ValueError(f"contexts.toml: {context}: unknown act {act}")
            found.setdefault(act, []).append(context)
    return {act: tuple(names) for act, names in found.items()}


def _check(op: str, key: str, cell: str, types: dict[str, PloverType], acts: dict[str, Act]) -> None:
    if key != "rest" and key not in types and key not in acts:
        raise ValueError(f"operators.toml: {op}: {key} is neither a type nor an act")
    kind = cell.partition(":")[0]
    if kind not in types and not cell.startswith(("=", "-")):
        raise ValueError(f"operators.toml: {op}.{key}: unknown result {cell}")


def _toml(name: str) -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
