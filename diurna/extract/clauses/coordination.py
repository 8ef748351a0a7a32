"""Coordination and ownership of noun phrases: "A, B and C"; "the army of X"; the genitive behind its noun."""

from __future__ import annotations

from collections.abc import Set

from diurna.extract.clauses.units import Marker, Phrase, Unit
from diurna.langs.settings import Settings

_LINKS = ("comma", "and", "quote", "adv", "close", "open")


def coordinate(units: list[Unit], settings: Settings, timed: Set[int] = frozenset()) -> None:
    """Fill `group` and `owner` of the phrases among `units`; `timed` are the tokens of time expressions.

    Phrases joined by commas alone are a list only once an "and" closes it; until then a comma may open anything.
    """
    previous: Phrase | None = None
    opening = next(
        (u for u in units if not (isinstance(u, Phrase) and u.head in timed) and not (isinstance(u, Marker) and u.kind == "comma")), None
    )
    if isinstance(opening, Phrase):
        opening.opens = True  # "Mardi, à Doha, X et Y ...": behind when stands where
    chain: list[Phrase] = []
    pending: list[Marker] = []
    for unit in units:
        if isinstance(unit, Phrase):
            unit.group = [unit]
            unit.before = previous if not pending else None
            unit.after_comma = bool(pending) and pending[-1].kind == "comma"
            if previous is not None and len(pending) == 1 and pending[0].kind == "quote":
                unit.after_comma = previous.after_comma  # a name in quotation marks goes with its noun
            apart = previous is None or any(m.norm in settings.contrasting for m in pending)
            chain = [unit] if apart or previous is None else _linked(chain, previous, unit, {m.kind for m in pending}, settings)
            previous, pending = unit, []
        elif isinstance(unit, Marker) and unit.kind in _LINKS:
            if unit.kind == "comma" and previous is not None and not pending:
                previous.before_comma = True
            pending.append(unit)
        else:
            previous, chain, pending = None, [], []


def _linked(chain: list[Phrase], previous: Phrase, unit: Phrase, kinds: set[str], settings: Settings) -> list[Phrase]:
    """The chain of phrases that may yet become a list, after `unit` has come behind `previous` over markers of these kinds."""
    if not kinds - {"quote"}:
        if _owned(previous, unit, settings) or ("quote" in kinds and _titled(previous, unit, settings)):
            unit.owner = _head_noun(previous, unit, settings)
            return chain
        return [unit]
    if "comma" in kinds and chain and chain[0].prep and not unit.prep and not settings.case and chain[0].before is None and chain[0].opens:
        return [unit]  # "En Madrid, Sánchez y Macron ...": what opens the sentence behind a preposition heads no list
    if "and" in kinds:
        return [unit] if "comma" in kinds and len(chain) < 2 else _listed(chain, previous, unit)
    if kinds <= {"comma", "quote"} and previous not in chain and previous.owner is not None and _both_named(previous, unit):
        if not chain or chain[-1].mention is None:
            return [previous, unit]  # "the staff of Argentina, Chile and Peru"
    if kinds <= {"comma", "quote"} and chain and alike(chain[-1], unit):
        return [*chain, unit]
    return [unit]


def _both_named(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases that may be coordinated are names."""
    return alike(a, b) and all(p.mention is not None and p.mention.form == "name" for p in (a, b))


def _listed(chain: list[Phrase], previous: Phrase, unit: Phrase) -> list[Phrase]:
    """Close a list with the phrase behind "and": with the nearest phrase that is like it."""
    if previous not in chain and alike(previous, unit):
        return _join([previous], unit)
    if chain and alike(chain[-1], unit):
        return _join(chain, unit)
    return [unit]


def _join(members: list[Phrase], unit: Phrase) -> list[Phrase]:
    group = members[0].group
    for member in [*members[1:], unit]:
        if member not in group:
            group.append(member)
        member.group = group
        member.owner = members[0].owner
    return list(group)


def alike(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases may be coordinated: same preposition (or the second has none) and, where cases show, a shared case."""
    if b.prep and b.prep != a.prep:
        return False
    return not (a.cases and b.cases and not set(a.cases) & set(b.cases))


def _titled(previous: Phrase, unit: Phrase, settings: Settings) -> bool:
    """Whether a name in quotation marks only names the noun right before it, whose case it does not take: "партию «Воля»"."""
    named = previous.mention is not None and previous.mention.form == "name"
    nominative = not unit.cases or "n" in unit.cases
    return (
        settings.case and not settings.determiner_cases and nominative and not unit.prep and not named and previous.last == unit.first - 1
    )


def _head_noun(previous: Phrase, unit: Phrase, settings: Settings) -> Phrase:
    """The noun that a genitive completes: over an agent in the instrumental the one before it ("capture by X of Y")."""
    agent = settings.by_case and previous.cases == settings.by_case and previous.mention is not None and not previous.prep
    return previous.before if agent and previous.before is not None else previous


def _seated(previous: Phrase, unit: Phrase, settings: Settings) -> bool:
    """Whether a place is the seat of the body before it, whose state it stands for: "das Ministerium in Kiew"."""
    own = previous.mention
    body = own.entity if own is not None and own.form == "generic" and own.last - own.first == 1 else None
    seat = unit.mention.entity if unit.mention is not None else None
    if unit.prep not in settings.at or body is None or seat is None:
        return False
    town = seat.startswith("geo/") and settings.determiner_cases  # a capital under another name: "die Regierung in Taipeh"
    return body.startswith(f"{seat}/") or (bool(town) and body[:3].isupper() and body.endswith(("/government", "_ministry")))


def _bears(previous: Phrase, unit: Phrase) -> bool:
    """Whether a person's name stands right behind an office that nobody holds yet."""
    office, name = previous.mention, unit.mention
    if office is None or name is None or office.form != "title" or office.entity is not None or unit.prep:
        return False
    return name.form in ("title", "name") and (name.entity or "").startswith(("unknown/", "person/"))


def _is_place(phrase: Phrase) -> bool:
    """Whether a phrase names a town or region, which nobody owns."""
    entity = phrase.mention.entity if phrase.mention is not None else None
    return entity is not None and entity.startswith(("geo/", "place/"))


def _owned(previous: Phrase, unit: Phrase, settings: Settings) -> bool:
    """A phrase right behind another that completes it: "of X" by preposition or by genitive case."""
    if settings.determiner_cases and previous.mention is not None and previous.mention.form == "pronoun" and not previous.prep:
        return False  # "unterstützt werden sie von den Eisenbahnern"
    if settings.determiner_cases and _bears(previous, unit):
        previous.mention = unit.mention  # "deren Vorsitzender Manolis Tsikalakis"
        return True
    if unit.prep:
        return unit.prep in settings.of or _seated(previous, unit, settings)
    if previous.amount and unit.mention is not previous.mention:
        return True
    if settings.case and previous.mention is not None and previous.mention.form == "pronoun":
        return False  # "він ці слова заперечив": a pronoun owns nothing
    named = previous.mention is not None and previous.mention.form == "name"
    named_unit = unit.mention is not None and unit.mention.form == "name"
    group = unit.mention.entity or "" if named_unit and unit.mention is not None else ""
    many = previous.number == "p" and "n" in previous.cases and "n" in unit.cases and unit.first == previous.last
    if settings.by_case and many and not named and group.startswith(("group/", "org/")):
        return True  # "отряды «Хашд аш-Шааби»"
    if named and not named_unit and previous.cases != settings.by_case and settings.by_case and set(unit.cases) - {"g", "l"}:
        return False  # a name owns nothing that may be an object: "передала Латвии бронемашины", "передал Армении 32 пленных"
    if (
        named
        and settings.by_case
        and previous.prep in settings.inside
        and not named_unit
        and "a" in unit.cases
        and unit.mention is not None
    ):
        return False  # "викрила в Запоріжжі посадовця"
    if settings.by_case and named and previous.prep and named_unit and "n" in unit.cases and len(unit.cases) > 3:
        return False  # "на встрече с Путиным Лукашенко попросил": a name with every case has its own verb
    if settings.by_case and previous.prep and _is_place(previous) and named_unit and not _is_place(unit) and "a" in unit.cases:
        return False  # "прийняв у Анкарі Зеленського"
    if settings.by_case and previous.prep and previous.cases[:1] not in ("g", "") and unit.cases[:1] == "a" and not named_unit:
        return False  # "перебросили на восток 40 тысяч военных"
    if settings.case and previous.cases.strip("lv") == "d" and unit.cases[:1] == "a":
        return False  # "передали партнерам 40 тисяч снарядів": to whom, and what
    if settings.determiner_cases and "d" in unit.cases and previous.mention is not None and previous.mention.form == "name":
        return False  # "dass die USA der Ukraine Waffen liefern": a name has no genitive behind it
    return settings.case and "g" in unit.cases and (unit.mention is None or previous.mention is not unit.mention)
