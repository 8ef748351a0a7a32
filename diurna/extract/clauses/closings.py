"""Where a clause ends: what a comma, or a comma and "and", says of the verb behind it."""

from __future__ import annotations

from typing import Literal

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb, is_comma
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


def ends_member(c: Clause) -> bool:
    """Whether one comma behind a verb ends the first member of a row: "condemned the attack, called it a crime"."""
    since = c.units[c.units.index(c.verb) :] if c.verb in c.units else []
    return bool(since) and is_comma(since[-1]) and sum(map(is_comma, since)) == 1


def tells(upper: Clause, c: Clause, speech: Speech) -> bool:
    """Whether a relative clause between commas stands in a complement without "that": "said the army, which held it, had left"."""
    known = upper.verb is not None and any("that" in cue.content for cue in speech.of("v", upper.verb.lemma))
    phrases = upper.phrases()
    return known and bool(phrases) and phrases[-1] is c.antecedent and not phrases[-1].prep


def infinitive_row(c: Clause, s: Settings) -> bool:
    """Whether an infinitive behind "and" goes on with the one of its clause, in languages where it has no mark of its own: "urged him to
    yield and return", "закликав зупинити вогонь і негайно пропустити колони".
    """
    if c.kind != "inf" or c.joined < 0 or not (s.bare_complements or (s.case and not s.verb_final)):
        return False
    return all(isinstance(u, Marker) and u.kind == "adv" and s.case for u in c.units[c.joined + 1 :])


def nominative_only(units: list[Unit]) -> bool:
    """Between "and" and a verb may stand a subject and adverbials, no other verb."""
    return not any(isinstance(u, Verb) for u in units)


def trailing(c: Clause) -> list[Unit]:
    """Take the units after the last comma out of a clause that has its verb already: they belong to what follows."""
    if c.verb is None or c.comma >= len(c.units) or c.comma == 0:
        return []
    moved = [u for u in c.units[c.comma :] if not is_comma(u)]
    if any(u is c.verb for u in moved):
        return []
    del c.units[c.comma :]
    return moved


def reported(c: Clause, speech: Speech) -> Literal["pronoun", "complement", ""]:
    """What a finite verb inside a relative clause of saying belongs to: the pronoun, right behind the verb of saying ("the raid, which X
    said was a mistake"), or a complement of its own ("X, who had said he would come").
    """
    if c.verb is None or c.verb not in c.units or not complements(c.verb, speech):
        return ""
    if c.units[-1] is c.verb:
        return "pronoun" if any(isinstance(u, Phrase) for u in c.units[:-1]) else ""
    return "" if any(isinstance(u, Marker) for u in c.units[c.units.index(c.verb) :]) else "complement"


def told_by(c: Clause, v: Verb, speech: Speech, s: Settings) -> Clause:
    """The clause that a gerund belongs to: one of saying behind a comma tells of the finite clause's subject, over what stands between
    ("ordered police to expel him, accusing Paris of ..."), and any such gerund behind a relative clause without a pronoun of the clause
    around it.
    """
    if not s.bare_complements or not c.units or not is_comma(c.units[-1]):
        return c
    if c.kind == "rel" and c.marker is not None and not c.marker.norm and c.parent is not None and c.parent.verb is not None:
        return c.parent  # "dragged X off a bridge they had held, arresting 47"
    if not any(not cue.words for cue in speech.of("v", v.lemma)):
        return c
    upper = c
    while upper.kind in ("inf", "ger", "part") and upper.parent is not None:
        upper = upper.parent
    return upper if upper.verb is not None else c


def gerund_row(c: Clause, v: Verb, s: Settings) -> bool:
    """Whether a verb right behind "and" goes on with the gerund of its clause: "of having beaten and robbed them"."""
    if not s.bare_complements or c.kind != "ger" or c.verb is None or v.last - v.first > 1 or c.joined != len(c.units) - 1 or c.joined < 0:
        return False
    perfect = c.verb.last - c.verb.first > 1
    if isinstance(joint := c.units[-1], Marker) and joint.norm in s.contrasting and v.form != "ger":
        return False  # "denied having invited them but said ..."
    return v.form == "ger" or (perfect and v.tense == "past" and v.form in ("fin", "part"))


def reports(v: Verb, upper: Verb, inner: Verb, speech: Speech, s: Settings) -> bool:
    """Whether a coordinated verb reports as the upper clause's does and the inner one does not: "said jets hit a depot and denied ..."."""
    if (
        s.bare_complements
        and v.last - v.first == 1
        and v.tense == "past"
        and inner.possible
        and not inner.perfect
        and upper.tense == "past"
    ):
        return True  # "warned that a raid would mean war and sent jets"
    if not s.bare_complements:
        return bool(speech.of("v", v.lemma) and speech.of("v", upper.lemma)) and not speech.of("v", inner.lemma)
    return (
        bool(speech.of("v", v.lemma))
        and any(not cue.words for cue in speech.of("v", upper.lemma))
        and (inner.passive or not complements(inner, speech))
    )


def complements(verb: Verb, speech: Speech) -> bool:
    """Whether a verb may govern a clause that says what is said, without further words of its own."""
    return any("that" in cue.content and not cue.words for cue in speech.of("v", verb.lemma))


def awaited(c: Clause) -> bool:
    """Whether a clause stands inside a relative one whose upper clause still lacks its verb: "the minister, who had said X, ..."."""
    upper: Clause | None = c
    while upper is not None and upper.kind != "rel":
        upper = upper.parent
    around = upper.parent if upper is not None else None
    return around is not None and around.verb is None and bool(around.phrases())


def reopened(c: Clause, tokens: tuple[Token, ...], s: Settings) -> Clause | None:
    """The clause that goes on behind ", and" where that closes one inside it and no new subject stands behind, the "and" moved into it:
    "blamed X for the raid, which X denied, and shut the border"; None where `c` itself goes on.
    """
    base, at = c, c.joined
    while base.kind in ("inf", "ger", "part") and base.parent is not None:
        base = base.parent
    upper = base.parent
    while upper is not None and upper.kind in ("inf", "ger", "part"):
        upper = upper.parent
    if not s.bare_complements or base.kind not in ("rel", "sub") or at < 1 or not is_comma(c.units[at - 1]) or c.verb is None:
        return None
    behind = [u for u in c.units[at + 1 :] if isinstance(u, Phrase) and not u.prep and not u.time]
    if upper is None or upper.verb is None or upper.kind not in ("main", "that"):
        return None
    if any(tokens[p.head].norm not in s.time_words for p in behind):
        return None
    moved = c.units[at - 1 :]
    del c.units[at - 1 :]
    upper.joined = len(upper.units) + 1
    upper.units.extend(moved)
    return upper


def adjacent(c: Clause, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether at most one phrase stands behind the verb of a clause that is still being read, so that the next verb may belong to it."""
    between = c.units[c.units.index(c.verb) + 1 :] if c.verb in c.units else []
    own = [u for u in between if isinstance(u, Phrase) and tokens[u.head].norm not in s.expletives]
    return len(own) <= 1 and len(between) <= 3


def behind_comma(units: list[Unit], index: int) -> bool:
    """Whether a comma stands right before a unit."""
    return index > 0 and is_comma(units[index - 1])


def zero_copula(c: Clause, s: Settings) -> bool:
    """Whether ", and" has closed a subordinate clause without a verb (a zero copula), so that the verb behind it is the upper clause's:
    "запевняв, що все тихо, й заперечував підрив"."""
    if not s.case or c.verb is not None or c.kind != "that" or c.parent is None or c.parent.verb is None or len(c.units) < 3:
        return False
    comma, joint = c.units[-2], c.units[-1]
    return isinstance(joint, Marker) and joint.kind == "and" and isinstance(comma, Marker) and comma.kind in ("comma", "quote")


def agree(participle: str, noun: str) -> bool:
    """Whether the cases of a participle and a noun have one in common."""
    return bool(set(participle) & set(noun))


def supposed(c: Clause, v: Verb, speech: Speech, s: Settings) -> bool:
    """Whether a verb right behind an impersonal one of thinking tells of the relative pronoun's noun: "un cargo che si ipotizza sia stato
    colpito"."""
    verb = c.verb
    if not s.prodrop or s.case or c.kind != "rel" or verb is None or not verb.reflexive or verb.last != v.first:
        return False
    return verb.form == "fin" and v.form == "fin" and any(cue.kind in ("speech", "thought") for cue in speech.of("v", verb.lemma))


def doubted(v: Verb) -> Verb:
    """The verb as one that tells what may be."""
    v.possible = True
    return v


def root(c: Clause) -> Clause:
    """The clause at the top of a chain."""
    while c.parent is not None:
        c = c.parent
    return c


def spans(before: Phrase, after: Phrase, s: Settings, last: bool) -> bool:
    """Whether two phrases around "and" are one stretch or pair: "between Friday and Saturday"; not "accused of spying and Moscow has ...",
    where a name and no name stand side by side and the name comes `last`."""
    alike = before.time or before.prep in s.between or (before.mention is None) == (after.mention is None)
    return bool(before.prep or before.time) and (alike or not last)


def right_behind(c: Clause, moved: list[Unit], s: Settings) -> bool:
    """Whether a clause that opens with `moved` stands right behind the verb of the one before: "was arrested and then expelled by X",
    "затримали, а потім вислали їх"."""
    last = c.units[-2:] if s.by_case and c.units and is_comma(c.units[-1]) else c.units[-1:]
    return not any(isinstance(u, Phrase) for u in moved) and bool(last) and last[0] is c.verb
