"""Bylines: the lines beside a title that name author, outlet and date, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from diurna.langs import writing
from diurna.langs.calendar import FoundDate, find_dates
from diurna.langs.given_names import given_names
from diurna.langs.names import normal

_LONGEST = 160
_SHORT = 80
"""Characters of a line without a date that names an outlet, at most."""
_SEPARATORS = re.compile(r"\s+[|•·–—/-]+\s+|\s*[|•·]\s*|[,;]\s+|\n")
_TIME_ONLY = re.compile(r"[\s,|•·–—-]*(?:[01]?\d|2[0-3])[:.][0-5]\d[\s,|•·–—-]*")
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"\s+[|•·–—]\s+|,\s+|\.\s+")


class Phrases(msgspec.Struct, frozen=True):
    """The packs' layout phrases of one kind each, as patterns for the head of a line (`anywhere`: for any part of it)."""

    by: re.Pattern[str]
    desk: re.Pattern[str]
    papers: re.Pattern[str]
    dated: re.Pattern[str]
    updated: re.Pattern[str]
    photo: re.Pattern[str]
    source: re.Pattern[str]
    credits: re.Pattern[str]
    more: re.Pattern[str]
    closing: re.Pattern[str]
    anywhere: re.Pattern[str]
    weekdays: frozenset[str]


class Byline(msgspec.Struct, frozen=True):
    """What one byline says. Spans are in the text."""

    outlet: str | None
    dates: tuple[FoundDate, ...]
    updated: bool


@lru_cache(maxsize=8)
def phrases(folders: tuple[Path, ...]) -> Phrases:
    """The phrases of all packs together: a byline may be in another language than the text."""
    layouts = [writing.load(folder).layout for folder in folders]

    def gathered(field: str) -> str:
        listed = {p for layout in layouts for p in layout.phrases(field)}
        return "|".join(sorted((_phrase(p) for p in listed), key=lambda p: (-len(p), p))) or "(?!)"

    fields = ("by", "dated", "updated", "photo", "source", "credits", "more", "closing")
    heads = {field: re.compile(rf"\W{{0,3}}(?:{gathered(field)})(?!\w)", re.IGNORECASE) for field in fields}
    anywhere = re.compile(rf"©|\(c\)\s*\d{{4}}|\b(?:{gathered('anywhere')})(?!\w)", re.IGNORECASE)
    papers = re.compile(rf"\w*(?:{gathered('papers')})(?!\w)", re.IGNORECASE)
    desk = re.compile(rf"\b(?:{gathered('desk')})(?!\w)", re.IGNORECASE)
    return Phrases(
        **heads, desk=desk, papers=papers, anywhere=anywhere, weekdays=frozenset().union(*(_weekdays(folder) for folder in folders))
    )


def _weekdays(folder: Path) -> frozenset[str]:
    """The weekdays of a pack, read from its times.toml without the rest of that file: a byline needs no more of it."""
    path = folder / "times.toml"
    table = _WEEKDAYS.search(path.read_text(encoding="utf-8")) if path.exists() else None
    return frozenset(word.casefold() for words in re.findall(r'"([^"]*)"', table[1]) for word in words.split()) if table else frozenset()


def _phrase(written: str) -> str:
    return r"\s+".join(re.escape(part) for part in written.split())


_WEEKDAYS = re.compile(r"^\[weekdays\]\n(.*?)^\[", re.MULTILINE | re.DOTALL)
_NAME = 6
"""Words that an outlet's name has at most."""
_CREDITED = re.compile(r"\((?P<name>[^()]{3,40})\)\s*$")
_QUOTED = re.compile(r"[«„“\"](?P<name>[^«»„“”\"]{2,40})[»”“\"]")


def byline(text: str, start: int, end: int, known: Phrases, langs: Sequence[str], titled: bool) -> Byline | None:
    """The byline that the block `[start, end)` is, None where it is none. `titled`: the title stands before it."""
    line = text[start:end]
    if len(line) > _LONGEST:
        return None
    dates = tuple(_moved(find_dates(line, langs), start))
    opened = known.by.match(line)
    updated = known.updated.match(line)
    dated = updated or known.dated.match(line)
    if dates:
        rest = _without_author(_without(line, start, dates), known, titled)
        closed = line.rstrip().endswith((".", "!", "?")) and _WORD.search(line[max(d.end for d in dates) - start :].lstrip(" ")[2:])
        if len(_WORD.findall(rest)) > (14 if "|" in line else 9) or (closed and len(_WORD.findall(rest)) > 3):
            return None
        behind = opened or _led_by_author(rest, known)
        return Byline(_outlet(_behind_author(rest) if behind else rest, known), dates, updated is not None)
    if opened and _is_author(line[opened.end() :], titled):
        quoted = _QUOTED.search(line)
        named = quoted["name"] if quoted and quoted.end() >= len(line.rstrip(" ).")) else _outlet(_behind_author(line), known)
        return Byline(named if titled else None, (), False)
    if titled and (name := _undated(line, known)) is not None:
        return Byline(name, (), False)
    if titled and (_TIME_ONLY.fullmatch(line) or (known.photo.match(line) and len(line) < 120)):
        return Byline(None, (), False)
    if titled and dated and len(line) < 60 and any(c.isdigit() for c in line):
        return Byline(None, (), False)
    return None


def masthead(line: str, known: Phrases) -> str | None:
    """The outlet of a line right below the title that is but its name, before a line with the date: "The Example Courier", "Тижневик
    «Приклад»". A line that begins with a first name is its author's unless it says that it is a paper's."""
    if (
        len(line) > _SHORT
        or "\n" in line
        or any(c.isdigit() for c in line)
        or known.by.match(line)
        or line.rstrip().endswith((".", "!", "?", ":"))
    ):
        return None
    if quoted := _QUOTED.search(line):
        return quoted["name"]
    words = _WORD.findall(line)
    if not 1 <= len(words) <= _NAME or "," in line or "|" in line or not _capitals(line):
        return None
    person = normal(words[0]) in given_names() and known.papers.search(line) is None
    return None if person or known.desk.search(line) else line.strip(" *_–—-")


def _undated(line: str, known: Phrases) -> str | None:
    """The outlet of a line beside the title that names no date: with its desk ("The Example — Politics desk"), behind its author or the
    author's place ("Ann Lee, «Приклад»", "Ann Lee (avec AFP) — Le Modèle") or behind a place alone ("Lima. El Ejemplo / EFE").
    """
    if len(line) > _SHORT or line.rstrip().endswith((".", "!", "?", ":")):
        return None
    parts = [p.strip() for p in _PARTS.split(line) if _WORD.search(p)]
    if len(parts) < 2:
        return None
    plain = [_QUOTED.sub(lambda m: m["name"], p) for p in parts]
    if known.desk.search(parts[-1]) and _capitals(plain[0]):
        return plain[0]
    if _QUOTED.fullmatch(parts[-1]) and _person(parts[0]):
        return plain[-1]
    if " — " in line or " – " in line:
        return plain[-1] if len(parts) == 2 and _person(parts[0]) and len(_WORD.findall(parts[1])) > 1 and _capitals(parts[1]) else None
    place = re.fullmatch(r"(?P<place>\w+)\. (?P<name>[^/.]+?)(?: / \w+)?", line.strip())
    return place["name"] if place and place["place"][0].isupper() and len(place["name"].split()) > 1 and _capitals(place["name"]) else None


def _person(part: str) -> bool:
    """Whether a part is a name of two or three words with capitals, whatever stands in brackets behind it."""
    words = _WORD.findall(part.split("(")[0])
    return 2 <= len(words) <= 3 and all(word[0].isupper() for word in words)


def _capitals(part: str) -> bool:
    """Whether the longer words of a part have capitals: a name, no sentence."""
    words = [w for w in _WORD.findall(part) if len(w) > 3] or _WORD.findall(part)
    return bool(words) and all(w[0].isupper() for w in words[:1]) and sum(w[0].isupper() for w in words) * 2 >= len(words)


def _moved(found: Iterable[FoundDate], by: int) -> Iterable[FoundDate]:
    for date in found:
        yield msgspec.structs.replace(date, start=date.start + by, end=date.end + by)


def _without(line: str, start: int, dates: Iterable[FoundDate]) -> str:
    """The line with its dates taken out, a separator in place of each."""
    for date in sorted(dates, key=lambda d: -d.start):
        line = f"{line[: date.start - start]} | {line[date.end - start :]}"
    return line


def _without_author(rest: str, known: Phrases, titled: bool) -> str:
    """What a byline of several lines says beside the one that names its author ("by Ann Lee, with agencies")."""
    lines = rest.split("\n")
    kept = [x for x in lines if not ((opened := known.by.match(x)) and _is_author(x[opened.end() :], titled))]
    return "\n".join(kept) if len(lines) > 1 and kept else rest


def _behind_author(rest: str) -> str:
    """What follows the author's name behind an upright bar, a dot or a comma: "By Ann Lee | The Example".

    One word behind a comma is the author's place ("Von Hans Meier, Berlin"); an outlet is named there with two words or more.
    """
    first, *others = re.split(r"[|•·]", rest)
    return "|".join([part for part in first.split(",")[1:] if len(_WORD.findall(part)) > 1] + others)


def _led_by_author(rest: str, known: Phrases) -> bool:
    """Whether a line of author, outlet and date begins with the author though nothing says "by": "Ann Lee | The Example | 3 March".

    A name of two or three words, all with capitals, before another name of two words or more; none where the first is a paper's, or the
    second may be a person's or a place's.
    """
    parts = [part.strip() for part in re.split(r"[|•·]", rest) if _WORD.search(part)]
    named = [part for part in parts if part.casefold() not in known.weekdays]
    parts = named[:2] if len(named) >= 2 else parts
    if len(parts) != 2 or any("," in part for part in parts):
        return False
    first, second = (_WORD.findall(part) for part in parts)
    if not 2 <= len(first) <= 3 or not all(word[0].isupper() for word in first) or known.papers.search(parts[0]):
        return False
    return len(second) > 1 and (known.papers.search(parts[1]) is not None or not all(word[0].isupper() for word in second))


def _outlet(rest: str, known: Phrases) -> str | None:
    """The outlet's name in a byline's rest: what stands in quotation marks, else the first part that can be a name. A place in brackets
    behind the time ("19:30 (Київ)") says whose time it is; two small letters are a weekday's ("Fr.")."""
    if quoted := _QUOTED.search(rest):
        return quoted["name"]
    if (credited := _CREDITED.search(rest)) and rest.split(",")[0].strip().isupper():
        return credited["name"]  # "COLOMBO, July 13 (Island Wire)": the capitals are the place
    for part in _SEPARATORS.split(rest):
        name = part.strip(" \t.:-–—|()[]")
        letters = _WORD.findall(name)
        if (
            not letters
            or (part.strip().startswith("(") and part.strip().endswith(")"))
            or len(letters) > 6
            or (len(name) < 3 and not name.isupper())
            or name.casefold() in known.weekdays
            or known.dated.match(name)
            or known.updated.match(name)
            or known.by.match(name)
        ):
            continue
        if letters[0][0].isupper() or name[0].isdigit() or "." in name:
            return name
    return None


def _is_author(rest: str, titled: bool) -> bool:
    """Whether what follows "By" is a name: before the title every longer word must be one, as in no headline."""
    words = _WORD.findall(rest)
    if not words:
        return titled
    if len(words) > (14 if titled else 6) or rest.rstrip().endswith(("!", "?")):
        return False
    if rest.rstrip().endswith(".") and len(words) > 4:
        return False
    capital = [w[0].isupper() for w in words if len(w) > 3] or [words[0][0].isupper()]
    return capital[0] and sum(capital) >= len(capital) / 2 if titled else all(capital)
