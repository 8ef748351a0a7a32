"""The core arguments of a verb, its subject and objects: by case and agreement where the language has them, by order elsewhere."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses import agreement, doers, expressions, genders, subjectless
from diurna.extract.clauses.adverbials import fronted
from diurna.extract.clauses.subjects import behind, disagrees, does_it, doubled, object_only, owned_object, put_behind
from diurna.extract.clauses.syntax import Clause
from diurna.extract.clauses.units import Marker, Phrase, Verb, is_comma
from diurna.langs.settings import Settings

_ONE = ("person/", "place/", "geo/")
"""Entities that are one, whatever their name looks like."""

_REACH = 3
"""How many phrases before the one right before a relative pronoun it may go with."""

Slots = dict[str, list[Phrase]]


def heads(phrases: list[Phrase]) -> list[Phrase]:
    """The first phrase of each coordination among `phrases`."""
    return [p for p in phrases if not p.group or p.group[0] is p or p.group[0] not in phrases]


def fill(
    slots: Slots, clause: Clause, verb: Verb, before: list[Phrase], after: list[Phrase], tokens: tuple[Token, ...], s: Settings
) -> None:
    """Subject and objects of the verb as grammar has them."""
    if s.case:
        _by_case(slots, verb, before, after, clause, tokens, s)
    else:
        _by_order(slots, clause, verb, before, after, tokens, s)
        if after and not before and s.prodrop and verb.lemma in s.copula and verb.form == "fin":
            slots["subj"] = after[:1]
        if clause.inverted and after:
            slots["subj"], slots["obj"] = after[:1], [p for p in after[1:2] if s.case or not p.after_comma]
    if clause.kind == "rel":
        _relative(slots, clause, before, tokens, s)


def _by_case(
    slots: Slots, verb: Verb, before: list[Phrase], after: list[Phrase], clause: Clause, tokens: tuple[Token, ...], s: Settings
) -> None:
    bare = before + after
    if s.by_case:
        subjectless.unowned_plural(before, verb.number)
    for phrase in bare:
        phrase.cases = phrase.cases.replace("l", "").replace("v", "")  # no locative stands without a preposition
        if s.by_case and tokens[phrase.head].norm in s.possessives and not any(p.first == phrase.last for p in bare):
            phrase.cases = "ag"  # "їх обвинувачують": his, her, their by themselves are him, her, them
    impersonal = any(t.norm in s.impersonal for t in tokens[verb.first : verb.head])
    impersonal = impersonal or verb.form in ("inf", "ger") or subjectless.active_participle(verb, s)
    subject = None if impersonal else _nominative(verb, before, after, clause, tokens, s)
    bare = bare or fronted(clause, tokens, s)
    if subject is not None:
        slots["subj"] = [subject]
    cut = [p for p in after if p.after_comma and (p.group or [p])[0] is p and not agreement.past_aside(p, clause, verb)]
    rest = [p for p in bare if p is not subject and p not in cut]
    open_case = [p for p in rest if s.determiner_cases and {"a", "d"} <= set(p.cases)]
    for phrase in rest:
        if phrase in open_case:
            continue
        first = phrase.cases[:1]
        if s.determiner_cases and first in ("n", "g"):
            first = next((c for c in "dga" if c in phrase.cases and not (c == "d" and "a" in phrase.cases)), first)
        if first == "d" and "a" not in phrase.cases[:2]:
            slots.setdefault("dat", []).append(phrase)
        elif first == "i" or (verb.passive and s.by_case and "i" in phrase.cases and phrase in after and (subject or clause.base)):
            slots.setdefault("ins", []).append(phrase)  # "был захвачен ВМС Ирана": an acronym shows no case
            slots.setdefault("by", []).append(phrase)
            if "d" in phrase.cases and phrase in after and not verb.passive:
                slots.setdefault("dat", []).append(phrase)  # "запретила въезд российским военным"
        elif first == "a" or "a" in phrase.cases or not phrase.cases:
            slots.setdefault("obj", []).append(phrase)
            if s.by_case and "d" in phrase.cases and verb.lemma.endswith(s.reflexive_verbs):
                slots.setdefault("dat", []).append(phrase)  # "не подчинились полиции": such a verb has no accusative
        elif first == "g":
            slots.setdefault("gen", []).append(phrase)
            slots.setdefault("obj" if verb.negated else "gen2", []).append(phrase)
        elif first == "d":
            slots.setdefault("dat", []).append(phrase)
    for phrase in open_case:
        # A bare name shows no case: the accusative unless another phrase has it ("dankte Prag", "verlieh Prag einen Orden").
        if "obj" not in slots or any(q in open_case for q in slots["obj"]):
            slots.setdefault("obj", []).append(phrase)
        slots.setdefault("dat", []).append(phrase)
    if not s.determiner_cases and any(c.kind == "inf" for c in clause.children):
        told = [p for p in slots.get("obj", []) if "d" in p.cases and p in after and p not in slots.get("dat", [])]
        slots["dat"] = [*slots.get("dat", []), *told]  # "дозволив адміністрації депортувати": who is to do it stands in the dative
        if not slots["dat"]:
            del slots["dat"]
    if "obj" not in slots:
        either = [p for p in slots.get("dat", []) if "a" in p.cases]
        slots["obj"] = either or list(slots.get("gen", []))
        if not slots["obj"]:
            del slots["obj"]


def _nominative(
    verb: Verb, before: list[Phrase], after: list[Phrase], clause: Clause, tokens: tuple[Token, ...], s: Settings
) -> Phrase | None:
    """The subject by case, agreement, then order; where a noun and a name tie, the name."""

    def rank(p: Phrase, position: int) -> tuple[int, ...]:
        own = set(p.cases) <= {"n", "v"} and p.cases
        acronym = p.mention is not None and tokens[p.head].text.isupper()  # which shows no case
        unmarked = acronym or any(q.cases[:1] in ("n", "") for q in (p, *p.group))
        strong = 0 if own else 1 if unmarked else 2
        named = 0 if tokens[p.head].pos == "PROPN" or (p.mention is not None and tokens[p.head].pos != "ADJ") else 1
        behind = p in after
        if behind and p.cases[:1] == "a" and tokens[p.head].lemma in s.classes.get("troops", ()):
            named = 1  # "театр создал отряд": what is raised or sent
        loose = p.after_comma if behind else _cut_off(p, clause, at)
        agrees, crossed = _agrees(verb, p, tokens, s), _crossed(verb, p, tokens, s)
        return (int(not agrees), int(crossed), int(loose), min(strong, 1), named, strong, int(behind) * 64 + position)

    at = clause.units.index(verb) if verb in clause.units else 0
    candidates = [p for p in before + after if not p.cases or "n" in p.cases]
    if not candidates:
        return None
    if not s.determiner_cases:  # "Чотири дні сторони обстрілювали ..."
        candidates = [p for p in candidates if tokens[p.head].lemma not in s.time_words] or candidates
    if s.verb_final:
        days = [p for p in candidates if p.mention is None and tokens[p.head].lemma in s.time_words]  # "Abend für Abend"
        candidates = [p for p in candidates if p not in days] or candidates
        strict = [p for p in candidates if p.cases == "n" and not p.time]
        if not strict and clause.base is not None and _shares(verb, clause, before + after, tokens, s):
            return None
        named = any(p.mention is not None and p.mention.form == "name" for p in after if not p.cases or "n" in p.cases)
        agreeing = [p for p in candidates if _agrees(verb, p, tokens, s)]
        inert = [p for p in candidates if doers.holds_place(verb, p, agreeing, tokens, s) or doers.inert(verb, p, tokens, s)]
        ordered = sorted(
            enumerate(strict or candidates),
            key=lambda item: (rank(item[1], 0)[0], item[1] in inert, named and item[1] in before and doers.some(item[1], tokens), item[0]),
        )
        return ordered[0][1]
    near = list(reversed(before)) + after
    best = min(candidates, key=lambda p: rank(p, near.index(p)))
    if verb.number and rank(best, 0)[0] == 1 and (best.cases[:1] != "n" or _rather_object(verb, best, tokens, s)):
        return None
    if best in after and (agreement.counted_object(verb, best, tokens, s) or subjectless.asked(clause, verb, best, s)):
        return None
    if subjectless.said_in(clause, verb, best, s) and not doers.acts(best, tokens, s):
        return None
    alone = verb.lemma in s.classes.get("intransitive", ())
    if (
        clause.base is not None
        and not (before or alone)
        and "a" in best.cases
        and (best.mention is None or _goes_on(verb, clause, tokens, s))
    ):
        return None  # "A said x and denied y": what may be an object behind a coordinated verb is one
    return best


def _crossed(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a name that is nobody known has another gender than a Slavic past: "суд арестовал | Павла"."""
    own, shown = tokens[p.head], tokens[verb.head].gender
    named = p.mention is None and own.pos == "PROPN" and len(p.group) < 2
    return bool(s.by_case and own.gender and shown) and named and own.gender != shown and verb.number == "s"


def _shares(verb: Verb, clause: Clause, bare: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a coordinated German clause has the subject of the one before: its verb stands first ("X griff an und zerstörte die Stadt"),
    shares an auxiliary ("hat X angegriffen und Y zerstört") or stands last behind one phrase that may be its object ("wo Unbekannte
    schossen und zwei Wachen trafen").
    """
    if clause.kind == "main" and clause.units[0] is verb:
        return True
    if verb.passive or verb.lemma in s.motion or not all("a" in p.cases for p in bare):
        return False
    if tokens[verb.head].form == "part" and verb.last - verb.first == 1:
        return True
    base = clause.base.verb if clause.base is not None else None
    number = base is not None and base.number == verb.number
    counted = len(bare) == 1 and any(t.pos == "NUM" for t in tokens[bare[0].first : bare[0].head])
    return clause.kind in ("sub", "that", "rel", "if") and number and len(bare) == 1 and (counted or bare[0].mention is None)


def _rather_object(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether what does not agree with a Slavic verb may be its object: "причетність заперечують", not "більшість проголосували"."""
    counting = p.amount or tokens[p.head].lemma in s.classes.get("partitive", ()) or any(t.pos == "NUM" for t in tokens[p.first : p.last])
    open_case = p.mention is None and (tokens[p.head].pos == "PROPN" or len(p.cases) > 4)  # a name or word of unknown declension
    one = open_case or set(p.cases) <= {"n", "a", "v"}
    shown = one and {"n", "a"} <= set(p.cases) and p.number == "s" and not tokens[p.head].text.isupper()
    return not s.determiner_cases and shown and not counting and (disagrees(verb, p) or _other_gender(verb, p, tokens))


def _goes_on(verb: Verb, clause: Clause, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a coordinated verb of a Slavic language agrees with the subject right before the verb it goes with."""
    base = clause.base
    if s.determiner_cases or base is None or base.verb is None or base.verb.passive or verb.passive or verb.reflexive:
        return False
    ahead = [u for u in base.units if isinstance(u, Phrase) and not u.prep and u.owner is None and u.last <= base.verb.first]
    return any(u.cases[:1] == "n" and _agrees(verb, u, tokens, s) for u in ahead)


def _cut_off(p: Phrase, clause: Clause, at: int) -> bool:
    """Whether a single comma stands between a phrase and the verb behind it; two of them only set something apart."""
    last = next((q for q in reversed(p.group) if q in clause.units), p)
    verb = clause.verb
    if verb is not None and any(
        c.kind in ("rel", "part") and last.last <= c.units[0].first < verb.first for c in clause.children if c.units
    ):
        return False  # "Польща, яка ..., закликала"
    return sum(is_comma(unit) for unit in clause.units[clause.units.index(last) : at]) % 2 == 1


def _agrees(verb: Verb, p: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase may be the verb's subject by number and, for a common noun with a past tense, by gender."""
    head, form = tokens[p.head], tokens[verb.head]
    number = p.number or "s"
    if len(p.group) > 1 or (s.determiner_cases and p.number == "p" and head.norm == head.lemma):
        return True  # a list, where the verb may go with its first member; a noun whose plural looks like the singular
    counted = not s.determiner_cases and any(t.pos == "NUM" for t in tokens[p.first : p.head])
    neuter = s.case and verb.number == "s" and form.form == "fin" and form.gender in ("n", "")
    if counted and (not p.cases or (neuter and p.cases[:1] == "a")):
        return True  # "три МиГ-31 нарушили", "загинуло 60 осіб": what is counted shows no number of its own
    if agreement.plural_form(p, head, s) or (counted and agreement.few(p, verb, tokens, s)):
        number = "p"
    bare = p.last - p.first == 1 and p.mention is not None and p.mention.form == "generic"
    if s.determiner_cases and bare and (head.norm != head.lemma or head.norm.endswith(s.same_plurals)):
        # "Studenten haben ...", "Siedler haben ...": without an article the form is a plural
        return head.norm == head.lemma or verb.number != "s" or not head.norm.endswith("n")
    if verb.number and number != verb.number:
        return False
    return not _other_gender(verb, p, tokens)


def _other_gender(verb: Verb, p: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a common noun that is no person's has another gender than a past tense: "закрыла консульство"."""
    head, form = tokens[p.head], tokens[verb.head]
    told = p.mention is None or (p.mention.form == "generic" and {"n", "a"} <= set(p.cases))
    known = told and head.pos == "NOUN" and head.gender and form.gender and verb.number == "s" and form.form == "fin"
    return bool(known) and head.gender != form.gender


def _by_order(
    slots: Slots, clause: Clause, verb: Verb, before: list[Phrase], after: list[Phrase], tokens: tuple[Token, ...], s: Settings
) -> None:
    if after and verb.form == "fin" and tokens[after[0].head].norm.startswith("-"):
        slots["subj"], after = after[:1], after[1:]  # "a-t-elle prévenu": a pronoun that hangs on its verb
    if doubled(verb, before, after, tokens, s):
        slots["subj"], slots["obj"], slots["post"] = after[:1], before, after
        return
    if before and verb.form == "fin":
        slots["subj"] = [_pick(before, verb, tokens, s)]
    appears = verb.lemma in s.motion and verb.form == "fin" and not verb.passive and not before
    if appears and after and not after[0].after_comma:
        slots["subj"] = after[:1]  # "llegó el ministro", "è morto il re"
    elif not before and expressions.holds(clause, verb, after, tokens, s) and doers.acts(after[1], tokens, s):
        slots["obj"], slots["subj"] = after[:1], after[1:2]
    elif not before and after and (_as_said(clause, verb, s) or does_it(verb, after[0], tokens, s)):
        slots["subj"], slots["obj"] = after[:1], after[1:2]
    elif after:
        close = after[0]
        if len(after) > 1 and not verb.passive and close.mention is not None and _follows(clause, close, after[1]):
            slots["dat"] = [after[0], *slots.get("dat", [])]
            slots["obj"] = [after[1]]
        else:
            slots["obj"] = [] if after[0].after_comma else after[:1]
    slots["post"] = after


def _as_said(clause: Clause, verb: Verb, s: Settings) -> bool:
    """Whether a verb stands right behind a preposition or conjunction that opens who says so: "según denunció la oposición"."""
    at = clause.units.index(verb) if verb in clause.units else 0
    opener = clause.units[at - 1] if at else None
    words = s.before_complementisers & s.prepositions if s.prodrop and not s.case and verb.form == "fin" else frozenset[str]()
    return isinstance(opener, Marker) and opener.kind == "adv" and opener.norm in words


def _follows(clause: Clause, a: Phrase, b: Phrase) -> bool:
    return clause.units.index(b) == clause.units.index(a) + 1 and not b.after_comma


def _pick(before: list[Phrase], verb: Verb, tokens: tuple[Token, ...], s: Settings) -> Phrase:
    """The nearest phrase before the verb that agrees with it, over an apposition between commas."""
    if s.prodrop:
        before = [p for p in before if not disagrees(verb, p)] or before
    last = before[-1]
    bare = (last.mention is None or last.mention.form == "generic") and last.last - last.first == 1
    if not s.compounds and bare and len(before) > 1 and last.before is before[-2] and doers.acts(before[-2], tokens, s):
        return before[-2]  # a bare noun right behind another only modifies it: "abogados laboralistas"
    son = s.prodrop and bare and len(before) > 1 and before[-2].mention is not None and tokens[last.head].pos == "NOUN"
    if len(before) > 1 and last.after_comma and last.group[0] is last and (last.before_comma or son or _floating(last, tokens)):
        return before[-2]
    return last


def _floating(p: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase behind a comma only takes up some or all of the subject, before a participle: "X and Y, both led by Z, warned"."""
    rest = tokens[p.first + 1 : p.first + 2] if p.last - p.first > 1 else ()
    return tokens[p.first].pos in ("DET", "PRON", "NUM") and all(t.form in ("ger", "part") for t in rest)


def _relative(slots: Slots, clause: Clause, before: list[Phrase], tokens: tuple[Token, ...], s: Settings) -> None:
    """Put the antecedent where its relative pronoun stands."""
    antecedent, marker = clause.antecedent, clause.marker
    if antecedent is None or marker is None or marker.norm in s.classes.get("clausal", ()):
        return  # ", was Paris bestreitet": the whole clause before it
    if clause.base is not None and clause.verb is not None and clause.verb.reflexive and s.prodrop and slots.get("obj"):
        return
    if marker.prep:
        slots.setdefault(marker.prep, []).insert(0, antecedent)
        if marker.prep in s.by:
            slots.setdefault("by", []).insert(0, antecedent)
        put_behind(slots, clause, tokens, s)
        return
    if marker.norm in s.genitive_relatives:
        _whose(slots, clause, antecedent, before, s)
        if not s.case and clause.verb is not None and (done := owned_object(clause.verb, slots, before, tokens, s)) is not None:
            slots["obj"], slots["subj"] = done
        return
    if marker.norm in s.place_relatives:
        put_behind(slots, clause, tokens, s)
        return
    antecedent = _agreeing(slots, clause, antecedent, tokens, s)
    token = tokens[marker.token] if marker.token >= 0 else None
    if marker.norm in s.object_relatives:
        slots["obj"] = [antecedent]
        post = slots.get("post", [])
        if not before and post and clause.verb is not None and clause.verb.form == "fin" and not clause.verb.passive:
            slots["subj"] = post[:1]  # "un symbole que dénoncent les élus"
    elif marker.norm in s.subject_relatives:
        slots["subj"] = [antecedent]
    elif s.case and token is not None and token.cases:
        subject = slots.get("subj")
        cases = genders.of_relative(token, antecedent, tokens, s)
        number = token.number
        if s.determiner_cases:
            number = antecedent.number if "obj" not in slots and not (subject and _likelier(subject[0], antecedent, tokens, s)) else ""
        wanted = clause.verb.number if clause.verb is not None and s.determiner_cases else ""
        fits = number == (subject[0].number or ("s" if s.determiner_cases else "")) if subject else False
        fits = fits or (bool(wanted) and number == wanted and bool(subject) and subject[0].number not in ("", wanted))
        alone = s.determiner_cases and cases == "n" and subject and subject[0].cases != "n"  # "der die Armee verantwortlich macht"
        if subject and cases[0] == "n" and "a" in subject[0].cases and (alone or (number and fits)):
            slots["obj"] = slots.pop("subj")  # "the general, who criticised X": the relative pronoun is the likelier nominative
            subject = None
        _relative_by_case(slots, antecedent, cases, bool(subject), not s.determiner_cases)
    elif before:
        slots["obj"] = [antecedent]
    elif (subject := behind(slots, clause, antecedent, tokens, s)) is not None:
        slots["subj"], slots["obj"] = [subject], [antecedent]
    elif object_only(clause, antecedent, tokens, s):
        slots["obj"] = [antecedent]  # "el trato que reciben"
    else:
        slots["subj"] = [antecedent]


def _whose(slots: Slots, clause: Clause, antecedent: Phrase, before: list[Phrase], s: Settings) -> None:
    """A relative pronoun in the genitive: what it stands for owns the subject behind it ("dont le pays a payé")."""
    for name in s.of:
        slots.setdefault(name, []).append(antecedent)
    owned = before[0] if before else None
    owner = ("poss", antecedent.mention) if antecedent.mention is not None else None
    if owned is not None and owned.mention is None and owner is not None and owner not in owned.modifiers:
        owned.modifiers = [*owned.modifiers, owner]


def _agreeing(slots: Slots, clause: Clause, antecedent: Phrase, tokens: tuple[Token, ...], s: Settings) -> Phrase:
    """What a relative clause goes with where the noun right before it has another number than its verb: the noun that one belongs to, or
    an earlier one ("the growers of coca who protest"); with the same number people before things."""
    verb, parent = clause.verb, clause.parent
    if not s.prodrop or s.case or verb is None or verb.form != "fin" or parent is None or slots.get("subj"):
        return antecedent
    owner = antecedent.owner
    if not disagrees(verb, antecedent) and not (verb.number == "p" and _single(antecedent)):
        people = owner is not None and owner.number and not disagrees(verb, owner) and doers.acts(owner, tokens, s)
        return owner if people and owner is not None and not doers.acts(antecedent, tokens, s) else antecedent
    post = slots.get("post", [])[:1]
    if post and not disagrees(verb, post[0]) and doers.acts(post[0], tokens, s):
        return antecedent  # "las armas que vende el grupo"
    earlier = [p for p in parent.phrases() if p.first < antecedent.first and not p.time]
    chain = ([owner] if owner is not None else []) + earlier[: -_REACH - 1 : -1]
    return next((p for p in chain if (p.number or len(p.group) > 1) and not disagrees(verb, p)), antecedent)


def _single(p: Phrase) -> bool:
    """Whether a phrase names one place or person whose number shows nowhere: "misiles contra Odesa, que mataron a dos personas"."""
    return p.mention is not None and len(p.group) < 2 and not p.number and (p.mention.entity or "").startswith(_ONE)


def _likelier(subject: Phrase, antecedent: Phrase, tokens: tuple[Token, ...], s: Settings) -> bool:
    """Whether a phrase inside a relative clause is its subject rather than the noun before it: it can act, and the noun cannot."""
    return doers.acts(subject, tokens, s) and not doers.acts(antecedent, tokens, s)


def _relative_by_case(slots: Slots, antecedent: Phrase, cases: str, subject: bool, slavic: bool) -> None:
    if "n" in cases and not subject:
        slots["subj"] = [antecedent]
    elif "a" in cases or (slavic and set(cases) <= {"g", "l"} and not slots.get("obj")):
        slots["obj"] = [antecedent, *slots.get("obj", [])]  # "яких засудили": without a preposition no locative
    elif slot := {"d": "dat", "i": "by"}.get(cases[0]):
        slots[slot] = [antecedent]
