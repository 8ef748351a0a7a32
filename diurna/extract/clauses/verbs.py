"""One verb group: auxiliaries, negation, clitics and the content verb, with what they say of tense, voice and mood."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.units import Verb
from diurna.extract.clauses.view import View
from diurna.langs.settings import Settings


def group(view: View, start: int, marker: str = "") -> tuple[Verb | None, int]:
    """The verb group that begins at `start` (at a negation, clitic, infinitive marker or verb), and the position after it.

    None where no verb follows. `marker` is the preposition before an infinitive or gerund ("per", "accused of ...").
    """
    tokens, s = view.t, view.s
    i, first, members, negated, reflexive = start, start, list[int](), False, False
    loose = False  # a negator behind the verbs so far: of the next one where that one joins no more, "promised not to attack"
    while i < len(tokens) and view.owner[i] is None:
        tok = tokens[i]
        if not members and (i == start or loose) and not marker and _opens_infinitive(view, i):
            marker = s.contractions.get(tok.norm, tok.norm)
            i += 1
            continue
        if (tok.norm in s.conditional_particles and members) or _concedes(view, i):
            pass
        elif tok.pos in ("VERB", "AUX") or (not members and predicative(s, tok, tokens[i + 1] if i + 1 < len(tokens) else None)):
            if members and not _joins(view, members, i):
                loose = False
                break
            members.append(i)
            negated, loose = negated or loose, False
        elif members and tok.norm in s.negators - s.prepositions and _next_verbs(view, members, i):
            break
        elif members and s.bare_complements and tok.norm in s.no_determiners and tok.pos == "DET" and tokens[i - 1].pos == "VERB":
            break  # "said no man was held"
        elif tok.norm in s.negators or (tok.norm in s.not_yet and members and _infinitive_next(view, i)):
            negated, loose = negated or tok.pos == "ADP", tok.pos != "ADP"  # es "sigue sin liberar"
        elif tok.norm in s.reflexives:
            reflexive = True
        elif not ((_adverb(view, i, members) and _verb_ahead(view, i)) or (not members and (tok.pos == "PRON" or tok.norm in s.clitics))):
            if not (
                tok.norm in s.infinitive and members and _governs(s, tokens[members[-1]], tokens[i + 1 : i + 2]) and view.infinitive(i)
            ):
                loose = loose and not (members and tok.norm in s.infinitive)
                break
        i += 1
    if not members:
        return None, start + 1
    loose = loose and not (s.case and not s.determiner_cases)  # "пострадали не менее ста": a Slavic verb has its negator before it
    negated = (negated or loose) and not _only(view, first, members[-1])
    return _verb(view, first, members, negated, reflexive, marker), members[-1] + 1 if i > members[-1] + 1 else i


def _concedes(view: View, at: int) -> bool:
    """Whether a negator belongs to a word of concession, or is that word: "pospuso no obstante la visita" (class "concession")."""
    words = view.s.classes.get("concession", ())
    return bool(words) and any(t.norm in words for t in view.t[at : at + 1 + (view.t[at].norm in view.s.negators)])


def _only(view: View, first: int, last: int) -> bool:
    """Whether a weak negator only restricts: fr "n'a fait que se taire", "ne compte que dix hommes"."""
    tokens, s = view.t, view.s
    if not s.weak_negators or not any(t.norm in s.weak_negators for t in tokens[first : last + 1]):
        return False
    behind = [t.norm for t in tokens[last + 1 : last + 4]]
    only = next((k for k, norm in enumerate(behind) if norm in s.complementisers), -1)
    inside = [t.norm for t in tokens[first : last + 1]]
    return only >= 0 and s.full_negators.isdisjoint([*inside, *behind[:only]])


def _adverb(view: View, i: int, members: list[int]) -> bool:
    """An adverb inside a verb group: also a conjunction right behind an auxiliary, "has since opened"."""
    tok = view.t[i]
    behind = bool(members) and members[-1] == i - 1 and view.t[i - 1].pos == "AUX"
    return tok.pos in ("ADV", "PART") or (tok.pos == "SCONJ" and tok.norm in view.s.subordinators and behind)


def _next_verbs(view: View, members: list[int], i: int) -> bool:
    """Whether a negator belongs to the infinitive behind it, which is a verb of its own: "concède n'avoir rien vu"."""
    after = view.t[i + 1] if i + 1 < len(view.t) else None
    own = after is not None and after.pos in ("VERB", "AUX") and after.form == "inf"
    return own and not view.s.verb_final and not _joins(view, members, i + 1)


def predicative(s: Settings, tok: Token, after: Token | None = None) -> bool:
    """An adjective that governs like a verb and needs no copula: short "готова помочь", long "готовий допомогти", no "готовий план"."""
    if tok.pos != "ADJ" or tok.lemma not in s.predicatives:
        return False
    attributive = after is not None and after.pos in ("NOUN", "PROPN", "ADJ") and "n" in after.cases
    return not tok.cases or (tok.cases[0] == "n" and not attributive)


def _opens_infinitive(view: View, i: int) -> bool:
    s, norm = view.s, view.t[i].norm
    return (norm in s.infinitive or s.contractions.get(norm) in s.infinitive) and view.t[i].pos != "VERB" and view.infinitive(i)


def _infinitive_next(view: View, i: int) -> bool:
    return i + 1 < len(view.t) and view.t[i + 1].norm in view.s.infinitive and view.infinitive(i + 1)


def _governs(s: Settings, tok: Token, following: tuple[Token, ...]) -> bool:
    """A modal that takes its infinitive with a marker: "ought to", "have to", "ha da", "tiene que"; "gehackt zu haben"."""
    if s.verb_final and tok.form == "part" and following and _auxiliary(s, following[0].lemma):
        return True
    return tok.lemma in s.necessary or tok.lemma in s.future or tok.lemma in s.obliging or tok.norm in s.future


def _verb_ahead(view: View, i: int) -> bool:
    tokens = view.t
    for j in range(i + 1, min(i + 4, len(tokens))):
        if view.owner[j] is not None:
            return False
        if tokens[j].pos in ("VERB", "AUX"):
            return True
        if tokens[j].pos not in ("ADV", "PART") and not (tokens[j].norm in view.s.negators or tokens[j].norm in view.s.reflexives):
            return False
    return False


def _joins(view: View, members: list[int], i: int) -> bool:
    """Whether the verb at `i` belongs to the group of `members`."""
    s, tokens = view.s, view.t
    last, tok = tokens[members[-1]], tokens[i]
    if s.verb_final:
        if last.form in ("part", "inf") and tok.form == "fin" and (_auxiliary(s, tok.lemma) or _modal(s, tok.lemma)):
            return True
        if last.form == "part" and tok.form in ("part", "inf") and _auxiliary(s, tok.lemma):
            return True
        if _auxiliary(s, last.lemma) and tok.form == "fin" and _modal(s, tok.lemma) and len(members) > 1:
            return True  # "angeworben haben sollen"
        if last.form == "inf" and tok.form == "inf" and (_modal(s, tok.lemma) or _auxiliary(s, tok.lemma)):
            return True
    if tok.form in ("part", "ger") or tok.voice == "pass":
        return last.pos == "AUX" or _auxiliary(s, last.lemma)
    if tok.form == "inf" or (s.bare_infinitive and tok.form in ("", "fin") and last.pos == "AUX"):
        if last.pos == "AUX" or last.norm in s.future:
            return True
        return _modal(s, last.lemma) or last.lemma in s.future or last.lemma in s.obliging
    return tok.form == "fin" and last.pos == "AUX" and tok.pos == "VERB" and s.case and last.lemma in s.future


def _auxiliary(s: Settings, lemma: str) -> bool:
    return lemma in s.auxiliaries


def _modal(s: Settings, lemma: str) -> bool:
    return lemma in s.modals


def _verb(view: View, first: int, members: list[int], negated: bool, reflexive: bool, marker: str) -> Verb:
    tokens, s = view.t, view.s
    auxiliaries = [tokens[i] for i in members]
    head = _content(s, tokens, members)
    content = tokens[head]
    others = [t for t in auxiliaries if t is not content]
    finite = next((t for t in auxiliaries if t.form == "fin"), None)
    lead = finite or auxiliaries[0]
    form = "fin" if finite is not None or _short(s, lead) else (lead.form or ("inf" if marker in s.infinitive else "fin"))
    lemmas = {t.lemma for t in others} | {t.norm for t in others}
    verb = Verb(
        first=first,
        last=members[-1] + 1,
        head=head,
        lemma=content.lemma,
        form="inf" if marker and form != "ger" and finite is None else form,
        tense=lead.tense,
        mood=lead.mood,
        number=lead.number,
        person=lead.person,
        negated=negated or (bool(others) and not lemmas.isdisjoint(s.negators - s.weak_negators)),
        reflexive=reflexive or any(_enclitic(s, t) for t in auxiliaries),
        marker=marker,
    )
    if marker in s.gerund and verb.form in ("part", "inf") and content.tense == "pres":
        verb.form = "ger"
    verb.marker = marker or _infixed(s, content)
    if finite is not None and _reported(view, finite):
        verb.mood = "sub"
    if s.verb_final and finite is None and verb.form == "part" and any(t.norm in s.infinitive for t in tokens[first : members[-1]]):
        verb.form, verb.marker = "inf", next(t.norm for t in tokens[first : members[-1]] if t.norm in s.infinitive)
    verb.passive = _passive(s, content, others) and not (verb.reflexive and lemmas & s.perfect)
    if _titular(view, content, others):
        verb.form, verb.tense, verb.passive = "fin", "past", content.lemma not in s.motion
    if others:
        verb.possible = not lemmas.isdisjoint(s.possible)
        verb.necessary = not lemmas.isdisjoint(s.necessary) or (content.form == "inf" and not lemmas.isdisjoint(s.obliging))
        verb.wanting = not lemmas.isdisjoint(s.wanting)
        verb.perfect = not lemmas.isdisjoint(s.perfect)
    verb.future = _future(s, content, others, lead)
    if s.verb_final and verb.future and lead.mood == "sub" and lead.tense == "past":
        verb.future, verb.possible = False, True  # "würde angreifen"
    if content.lemma in s.classes.get("reflexive_passive", ()):  # "обстреливались кварталы"
        verb.lemma, verb.passive = content.lemma[:-2], True
    waits = content.pos == "AUX" or _auxiliary(s, content.lemma) or _modal(s, content.lemma)
    verb.auxiliary_only = waits and content.lemma not in s.causative
    return verb


def _reported(view: View, tok: Token) -> bool:
    """Whether a finite form is the present subjunctive of reported speech: "das Land befinde sich", with "ich" the indicative."""
    ending = view.s.reported_ending
    if not ending or not tok.norm.endswith(ending) or not tok.lemma.endswith(ending + "n"):
        return False
    return tok.norm == tok.lemma[:-1] and not any(t.norm in view.s.first_person for t in view.t)


def _short(s: Settings, tok: Token) -> bool:
    """A Slavic short participle is a predicate without a copula: "затримано", "арестованы"."""
    return s.short_participles and tok.form == "part" and tok.voice == "pass" and not tok.cases


def _content(s: Settings, tokens: tuple[Token, ...], members: list[int]) -> int:
    """The content verb: the last of the group, the first where verbs stand last and their auxiliaries follow."""
    if (
        s.verb_final
        and tokens[members[0]].form in ("part", "inf")
        and (_auxiliary(s, tokens[members[-1]].lemma) or _modal(s, tokens[members[-1]].lemma))
    ):
        return members[0]
    last = tokens[members[-1]].lemma
    if s.verb_final and len(members) > 2 and (_auxiliary(s, last) or last in s.causative):
        return next((i for i in reversed(members) if not (_auxiliary(s, tokens[i].lemma) or _modal(s, tokens[i].lemma))), members[-2])
    return members[-1]


def _infixed(s: Settings, tok: Token) -> str:
    """The infinitive marker that stands inside the verb ("freizulassen"), "" where there is none."""
    if tok.form != "inf":
        return ""
    return next((w for w in s.infinitive if w in tok.norm and tok.norm != tok.lemma and tok.norm.replace(w, "", 1) == tok.lemma), "")


def _enclitic(s: Settings, tok: Token) -> bool:
    """Romance infinitives and gerunds carry their reflexive at the end: "incontrarsi", "reunirse", "di essersi ritirato"."""
    return bool(s.reflexive_endings) and tok.form in ("inf", "ger", "part") and tok.norm.endswith(s.reflexive_endings)


def _passive(s: Settings, content: Token, others: list[Token]) -> bool:
    """By form alone; a reflexive perfect ("si sono incontrati", "se sont réunis") has the passive's auxiliary and is none.

    A present participle ("bombardant la ville") is active.
    """
    if content.voice == "pass":
        return True
    if content.form != "part":
        return False
    lemmas = [t.lemma for t in others]
    if not lemmas:
        return content.voice != "act" and content.tense != "pres" and not s.case
    if s.verb_final and any(t.lemma in s.passive and t.form in ("inf", "part") and t.lemma not in s.perfect for t in others):
        return True  # "gefasst werden muss", "aufgefordert worden sein soll"
    if lemmas[-1] in s.passive:
        doubled = len([x for x in lemmas if x in s.passive]) > 1 or (len(lemmas) > 1 and others[-1].form == "part")  # "a été passé à tabac"
        return content.lemma not in s.motion or doubled
    return False


def _titular(view: View, content: Token, others: list[Token]) -> bool:
    """Whether a German title ends in a participle that is all its verb: "Zwei Journalisten in Minsk festgenommen"; a finite form cannot
    stand there without a conjunction ("Spion in Minsk verhaftet")."""
    s = view.s
    if not (s.verb_final and s.case) or others or content.form not in ("part", "fin"):
        return False
    last = next((t for t in reversed(view.t) if t.pos != "PUNCT"), None)
    if last is not content or any(t.form == "fin" and t is not content for t in view.t):
        return False
    if content.form == "part":
        return True
    opened = view.t[0].pos == "ADV" or any(t.norm in (",", ".") or t.pos in ("SCONJ", "PRON") for t in view.t)
    alike = content.norm.startswith(tuple(s.classes.get("inseparable", ()))) and content.tense == "pres"
    return alike and not opened and any(t.pos == "ADP" for t in view.t[1:])


def _future(s: Settings, content: Token, others: list[Token], lead: Token) -> bool:
    if lead.tense == "fut" or (content.tense == "fut" and content.form == "fin"):
        return True
    if not others:
        return False
    lemmas = {t.lemma for t in others} | {t.norm for t in others}
    if s.bare_complements and content.form == "inf" and others[-1].lemma in s.copula and others[-1].tense == "pres":
        return True  # "are to fly to Washington"
    if not lemmas & s.future:
        return False
    return content.form == "inf" or s.bare_infinitive


def merge(aux: Verb, v: Verb, s: Settings) -> None:
    """Give an auxiliary its content verb."""
    lemma = aux.lemma
    aux.head, aux.lemma = v.head, v.lemma
    aux.reflexive = aux.reflexive or v.reflexive
    aux.negated = aux.negated or v.negated
    if v.form == "part":
        aux.passive = lemma in s.passive and v.lemma not in s.motion
        aux.passive = aux.passive or (v.passive and lemma in s.perfect and v.last - v.first > 1 and not s.verb_final)
        aux.perfect = lemma in s.perfect
        if lemma in s.possible | s.necessary | s.wanting:
            aux.passive = v.passive or not (s.verb_final and v.perfect)
            aux.hearsay = lemma in s.hearsay_modals and v.last - v.first > 1 and v.perfect
    aux.future = aux.future or (v.form == "inf" and lemma in s.future)
    if s.verb_final and aux.future and aux.mood == "sub" and aux.tense != "pres":
        aux.future, aux.possible = False, True  # "würde ... angreifen"; "werde ... angreifen" tells what is to come
    aux.possible = aux.possible or lemma in s.possible or (s.verb_final and v.possible and v.form == "inf")
    aux.necessary = (aux.necessary or lemma in s.necessary or (s.verb_final and v.necessary and v.form == "inf")) and not aux.hearsay
    aux.wanting = aux.wanting or lemma in s.wanting
    aux.passive = aux.passive or (v.passive and v.form == "inf")
    aux.auxiliary_only = False
