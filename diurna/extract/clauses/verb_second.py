"""What verbs in the second place leave to be seen: the brackets around a clause, rows of verbs with one subject, reported speech without
"dass"."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.analysis import Token
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Unit, Verb
from diurna.langs.settings import Settings
from diurna.langs.speech import Speech


def row(base: Clause, v: Verb) -> Clause | None:
    """The clause whose subject a German verb right behind a comma has: that of a row ("X schloss die Grenzen, verhängte ... und ..."),
    which has its verb in the second place and the same number; none behind a clause that stands first: "Sollte A ..., könnte B ...".
    """
    verb = base.verb
    if verb is None or base.kind != "main" or (base.units[:1] == [verb] and not base.inverted) or verb.form != "fin" or verb.mood != v.mood:
        return None
    return base if not verb.number or not v.number or verb.number == v.number else None


def ended(clause: Clause, s: Settings) -> bool:
    """Whether a comma ends a German subordinate clause: its finite verb stands last in it ("belegte vier Männer, die X schmuggelten, mit
    Sanktionen")."""
    verb = clause.verb
    whole = verb is not None and verb.form == "fin" and not verb.auxiliary_only and clause.units[-1:] == [verb]
    return s.verb_final and whole and clause.kind in ("rel", "sub", "that", "if") and clause.parent is not None


def reporting(clauses: list[Clause], base: Clause, v: Verb, speech: Speech) -> Clause | None:
    """The clause of saying around reported speech without "dass", which a verb in the indicative behind "und" goes on with: "sagte, das
    Land sei im Krieg, und drohte ..."."""
    inner = base.verb
    if base.kind != "main" or inner is None or inner.mood != "sub" or v.mood == "sub":
        return None
    earlier = [c for c in clauses[: clauses.index(base)] if c.kind == "main" and c.verb is not None]
    before = earlier[-1] if earlier else None
    if before is None or before.verb is None or before.verb.mood == "sub":
        return None
    return before if speech.of("v", before.verb.lemma) else None


def governor(clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause whose verb reports a German main clause in the subjunctive of reported speech: the inverted one behind it ("..., drohte
    X"), else the nearest main clause before it that is not reported itself ("X drohte, man werde ..., Y müsse ..."); None where none is.
    """
    if clause.kind != "main" or clause.verb is None or clause.verb.mood != "sub":
        return None
    at = next((i for i, c in enumerate(clauses) if c is clause), 0)
    for later in clauses[at + 1 :]:
        if later.inverted:
            return later
        if later.kind == "main" and (later.verb is None or later.verb.mood != "sub"):
            break
    return next((c for c in reversed(clauses[:at]) if c.kind == "main" and c.verb is not None and c.verb.mood != "sub"), None)


def condition(clause: Clause, v: Verb, behind: Sequence[Unit], tokens: Sequence[Token], s: Settings) -> None:
    """Make a condition of a clause that a modal in the past opens right behind a comma, its own subject behind it: "..., sollte Peking
    die Zölle nicht zurücknehmen".
    """
    first = tokens[v.first]
    own = (u for u in behind if not (isinstance(u, Phrase) and tokens[u.head].norm in s.reflexives))  # "sollte sich Kiew weigern"
    subject = next((u for u in own if not (isinstance(u, Marker) and u.kind == "adv")), None)
    bare = isinstance(subject, Phrase) and not subject.prep and not subject.time and (not subject.cases or "n" in subject.cases)
    if bare and first.lemma in s.necessary and first.norm.endswith(("te", "ten")):
        clause.kind, clause.base, clause.marker = "if", None, Marker(v.first, "if", v.lemma)


def adverb(particle: Marker, verb: Verb, speech: Speech, s: Settings) -> bool:
    """Whether a word that may be a verb's particle is but an adverb behind a verb of saying or wanting: "weigert sich weiter, ..." (class
    "loose")."""
    return particle.norm in s.classes.get("loose", ()) and any(not c.words for c in speech.of("v", verb.lemma))


def final(
    v: Verb, index: int, units: Sequence[Unit], clauses: list[Clause], clause: Clause, tokens: Sequence[Token], speech: Speech
) -> Verb | None:
    """The verb whose auxiliary a German participle shares that stands before "and" in a subordinate clause: "die X gestürzt und das
    Abkommen gekündigt hatte", or behind what it has reported: "hatte erklärt, man wisse nichts, und gewarnt, ..."."""
    if v.form == "part" and isinstance(before := units[index - 1], Marker) and before.kind == "and":
        told = reporting(clauses, clause, v, speech) if clause.kind == "main" and clause in clauses else None
        if told is not None and told.verb is not None and tokens[told.verb.head].form == "part":
            return told.verb
    behind = units[index + 1 :]
    if v.form != "part" or v.last - v.first > 1 or clause.verb is not None or clause.kind not in ("rel", "sub", "that", "if"):
        return None
    ahead = next((u for u in behind if not (isinstance(u, Marker) and u.kind == "adv")), None)
    later = next((u for u in behind if isinstance(u, Verb) or (isinstance(u, Marker) and u.kind in ("comma", "stop"))), None)
    if not isinstance(ahead, Marker) or ahead.kind != "and" or not isinstance(later, Verb) or later.form not in ("fin", "part"):
        return None
    return later if tokens[later.head].form == "part" and later.last - later.first > 1 else None


def pronoun(behind: Sequence[Unit], tokens: Sequence[Token]) -> bool:
    """Whether the first of some units is a pronoun that may be a subject."""
    unit = behind[0] if behind else None
    return isinstance(unit, Phrase) and tokens[unit.head].pos == "PRON" and "n" in unit.cases


def of_noun(clause: Clause, v: Verb, tokens: Sequence[Token], s: Settings) -> int:
    """The place in a clause's units behind which a noun's content begins without "dass", its verb being `v`: "der Vorwurf, Ottawa tue zu
    wenig, ..." (class "told"); 0 where none does.
    """
    commas = [i for i, u in enumerate(clause.units) if isinstance(u, Marker) and u.kind == "comma"]
    if v.mood != "sub" or not s.reported_ending or not commas or not 0 < commas[-1] < len(clause.units) - 1:
        return 0
    noun = clause.units[commas[-1] - 1]
    told = isinstance(noun, Phrase) and noun.mention is None and tokens[noun.head].lemma in s.classes.get("told", ())
    return commas[-1] + 1 if told else 0


def opening(clauses: Sequence[Clause], tokens: Sequence[Token], s: Settings) -> None:
    """Make a condition of the clause with which a sentence opens where its verb stands first: in German before a clause that begins with
    its own ("Sollte A nicht nachgeben, werde man ...", "Greift A an, antwortet B"), in English with a verb of the class "inverting" ("Were
    Cairo to free him, London would pay").
    """
    main = [c for c in clauses if c.kind == "main" and c.verb is not None]
    if len(main) > 1 and main[0].units[:1] == [main[0].verb] and tokens[-1].text != "?":
        verb = main[0].verb
        if verb is not None and tokens[verb.first].norm in s.classes.get("inverting", ()):
            main[0].kind, main[0].marker, main[0].inverted = "if", Marker(verb.first, "if", verb.lemma), True
            return
    if not s.reported_ending or len(main) < 2 or any(t.text == "?" for t in tokens[-2:]):
        return
    first, then = main[0], next((c for c in main[1:] if not c.inverted), None)
    opens = [u for u in first.units if not (isinstance(u, Marker) and u.kind == "quote")][:1] == [first.verb]
    heads = [u for u in then.units if not isinstance(u, Marker)][:1] if then is not None else []
    if then is None or not opens or first.verb is None or first.verb.form != "fin" or then.base is first or heads != [then.verb]:
        return
    if len([u for u in first.units if isinstance(u, Phrase)]) and first.verb.number != "" and not first.inverted:
        first.kind, first.marker = "if", Marker(first.verb.first, "if", first.verb.lemma)


def purpose(clause: Clause, v: Verb, tokens: Sequence[Token], s: Settings) -> None:
    """What "um" or "ohne" before a German infinitive says of it (classes "aiming", "lacking"): it is not done yet, or was not; the noun
    behind the word is the infinitive's own: ", um Belarus anzugreifen".
    """
    aiming, lacking = s.classes.get("aiming", frozenset[str]()), s.classes.get("lacking", frozenset[str]())
    if not s.verb_final:
        return
    opener = clause.units[0] if clause.units else v
    word = tokens[opener.first].norm
    if word not in aiming | lacking:
        word = tokens[opener.first - 1].norm if opener.first else ""
    elif isinstance(opener, Phrase) and opener.prep == word and opener.last - opener.first > 1:
        opener.first, opener.prep, opener.cases = opener.first + 1, "", "a"
    v.possible, v.negated = v.possible or word in aiming, v.negated or word in lacking


def lone_dash(units: Sequence[Unit]) -> bool:
    """Whether a dash that no second one answers cuts a headline in two: "Cyberattacke auf Agentur - Warschau verdächtigt Moskau"."""
    return sum(isinstance(u, Marker) and u.kind == "stop" and u.norm in ("-", "–", "—") for u in units) == 1


def asyndetic(clause: Clause) -> int:
    """The place of the comma behind which a second main clause begins with a subject of its own, where the "und" before it only joins
    two phrases: "erhielten zwischen fünf und sieben Jahren, ein Student kam frei"; -1 where there is none.
    """
    verb, at = clause.verb, clause.joined
    if clause.kind != "main" or verb is None or verb not in clause.units[:at]:
        return -1
    commas = [i for i, u in enumerate(clause.units) if i > at and isinstance(u, Marker) and u.kind == "comma"]
    between = [u for u in clause.units[at + 1 : commas[0]] if isinstance(u, Phrase)] if commas else []
    behind = [u for u in clause.units[commas[-1] + 1 :] if isinstance(u, Phrase)] if commas else []
    joined = len(between) == 1 and len(between[0].group) > 1
    return commas[0] if len(commas) == 1 and joined and len(behind) == 1 and "n" in behind[0].cases and not behind[0].prep else -1


def negates(tokens: Sequence[Token], s: Settings, at: int) -> bool:
    """Whether a "nicht" apart from its verb negates the clause: not "nicht nur" (class "not_only"), nor "nicht X, sondern Y" ("rather")."""
    rest = [t.norm for t in tokens[at + 1 :]]
    return s.classes.get("rather", frozenset()).isdisjoint(rest) and s.classes.get("not_only", frozenset()).isdisjoint(rest[:1])


def reflexive(tokens: Sequence[Token], s: Settings, p: Phrase) -> bool:
    """A reflexive that stands apart from its verb ("einigte sich", "dass er sich ... einigt")."""
    return s.verb_final and not p.prep and p.last - p.first == 1 and tokens[p.head].norm in s.reflexives
