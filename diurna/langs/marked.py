"""Marked sentences: the text form of cases and examples, `[actor:Parigi] ha [ACCUSE:condannato] [recipient:Mosca].`

A mark is `[label:words]`; marks may nest. A label is a role (actor, recipient, place, ...), a claim act in lower case, or a PLOVER type
with
optional modes after dots and an optional status after a slash: `[ASSAULT.aerial/negated:...]`. A label that is no such word (digits,
spaces)
makes the bracket ordinary text only when escaped as `\\[`.
"""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

_OPEN = re.compile(r"\[([A-Za-z_][\w./=+-]*):")


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A labelled stretch `[start, end)` of the plain sentence."""

    label: str
    start: int
    end: int

    @property
    def type(self) -> str:
        """The PLOVER type of a trigger mark, or the label."""
        return re.split(r"[./]", self.label, maxsplit=1)[0]

    @property
    def modes(self) -> tuple[str, ...]:
        return tuple(self.label.partition("/")[0].split(".")[1:])

    @property
    def status(self) -> str:
        return self.label.partition("/")[2]


class Marked(msgspec.Struct, frozen=True, dict=True):
    """A plain sentence and its marks in order of their start."""

    text: str
    marks: tuple[Mark, ...]

    @cached_property
    def triggers(self) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.type.isupper())

    def of(self, label: str) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.label == label)


def parse(line: str) -> Marked:
    """Read a marked sentence; ValueError for a bracket that is not closed or not opened."""
    out: list[str] = []
    marks: list[Mark] = []
    stack: list[tuple[str, int]] = []
    length = i = 0
    while i < len(line):
        opened = _OPEN.match(line, i)
        char = line[i]
        if opened:
            stack.append((opened.group(1), length))
            i = opened.end()
            continue
        if char == "\\" and line[i + 1 : i + 2] in ("[", "]"):
            char, i = line[i + 1], i + 1
        elif char == "]":
            if not stack:
                raise ValueError(f"a mark is closed that was not opened: {line}")
            label, start = stack.pop()
            marks.append(Mark(label, start, length))
            i += 1
            continue
        elif char == "[":
            raise ValueError(f"a bracket without a label: {line}")
        out.append(char)
        length += 1
        i += 1
    if stack:
        raise ValueError(f"a mark is not closed: {line}")
    return Marked("".join(out), tuple(sorted(marks, key=lambda m: (m.start, -m.end))))
