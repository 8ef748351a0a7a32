"""Who can speak: whether a phrase beside a verb of saying may be its speaker at all."""

from __future__ import annotations

from diurna.extract.claims.cues import Stage
from diurna.extract.clauses.units import Phrase, Verb


def can_speak(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase names somebody or something that states things."""
    head = stage.tokens[phrase.head]
    if stage.settings.bare_complements and head.norm in stage.settings.reflexives:
        return False  # "proclaimed himself president"
    if phrase.mention is not None or (phrase.amount and stage.settings.by_case):
        return True  # "тысячи человек потребовали"
    if head.pos == "PRON" and stage.settings.case and not stage.settings.verb_final and head.norm in stage.speech.list("back"):
        return False  # "це", "это": what was said
    if head.pos == "PRON" and _one_of(stage, phrase):
        return False
    return head.pos in ("PRON", "PROPN") or head.lemma in stage.speech.speakers or head.norm in stage.speech.speakers


def _one_of(stage: Stage, phrase: Phrase) -> bool:
    """Whether a Romance pronoun counts things: "uno de los cadáveres"."""
    k = stage.unit_at[phrase.head] + 1
    behind = stage.units[k] if k < len(stage.units) else None
    if stage.settings.case or stage.settings.bare_complements or not isinstance(behind, Phrase) or behind.prep not in stage.settings.of:
        return False
    return behind.first == phrase.last and stage.tokens[behind.head].pos == "NOUN" and is_thing(stage, behind)


def is_thing(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase names neither somebody who states things nor any other people."""
    classes, lemma = stage.settings.classes, stage.tokens[phrase.head].lemma
    named = any(t.pos == "PROPN" for t in stage.tokens[phrase.first : phrase.last + 1])
    return not (named or can_speak(stage, phrase)) and not any(lemma in classes.get(name, ()) for name in ("people", "troops"))


def after_quote(stage: Stage, verb: Verb) -> bool:
    """Whether a quotation ends right before a verb, so that what stands behind is its subject: "«...», posted the actress"."""
    start = stage.tokens[verb.first].start
    return any(0 <= start - q.end <= 3 for q in stage.quotes)


def names_time(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase is a time or headed by a noun of time: "horas después"."""
    return phrase.time or stage.tokens[phrase.head].lemma in stage.settings.time_words


def no_subject(stage: Stage, phrase: Phrase, verb: Verb) -> bool:
    """Whether what stands as a subject beside an active verb of saying is none: a quality ("por no ser claro, y advirtió"), or
    where subjects are left out a thing behind its verb, or behind another one ("reconoció los pagos")."""
    if verb.passive or not is_thing(stage, phrase) or after_quote(stage, verb):
        return False
    head = stage.tokens[phrase.head]
    behind = stage.settings.prodrop and not stage.settings.case and (phrase.first > verb.first or _of_another(stage, phrase, verb))
    return head.pos in ("ADJ", "ADV", "NUM") or behind or phrase.time


def _of_another(stage: Stage, phrase: Phrase, verb: Verb) -> bool:
    """Whether a phrase before a verb is but the object of another that stands before it: "negó haber recibido los relojes y acusó"."""
    k = stage.unit_at[phrase.first]
    while k > 0 and isinstance(before := stage.units[k - 1], Phrase) and before.first < phrase.first:
        k -= 1
    before = stage.units[k - 1] if k else None
    return isinstance(before, Verb) and before is not verb and before.last <= phrase.first


def some(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase's preposition is the article of "some": French "ont indiqué à la radio des sources portuaires"."""
    if phrase.prep not in stage.settings.partitive or stage.tokens[phrase.first].norm not in stage.settings.determiners:
        return False
    return phrase.owner is None or stage.tokens[phrase.owner.head].pos == "PROPN"


def addressed(stage: Stage, phrase: Phrase) -> bool:
    """Whether a Slavic phrase is whom one tells, or the name of whom: "рассказал телеканалу «Север» мэр"."""
    return bool(stage.settings.by_case) and (phrase.cases[:1] == "d" or stage.inside_quote(phrase.head) is not None)


def names_people(stage: Stage, phrase: Phrase) -> bool:
    """Whether a Slavic noun is one for people: "владелец это опровергает"."""
    return bool(stage.settings.by_case) and stage.tokens[phrase.head].lemma in stage.settings.classes.get("people", ())
