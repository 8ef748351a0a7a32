"""Cases that a Slavic phrase shows by the words around its head: the number before it, the parts of a name."""

from __future__ import annotations

from diurna.analysis import Mention
from diurna.extract.clauses.view import View


def of_name(view: View, mention: Mention, cases: str) -> str:
    """The cases of a person's name: those its words share; where they share none, a foreign surname was taken for another form, and the
    given name tells ("Альберт Ондо Осса").
    """
    person = mention.entity is not None and mention.entity.startswith(("person/", "unknown/"))
    if not person or (mention.form == "name" and mention.entity is not None and mention.entity.startswith("person/")):
        return cases  # the forms of known names are listed
    if any(t.text in "«“„" for t in view.t[mention.first : mention.last]):
        return cases  # "партии «Зелёный Берег»": what is quoted takes no case
    start = mention.first if mention.form == "name" else max(mention.head + 1, mention.last - 2)
    words = [t for t in view.t[start : mention.last] if t.cases and t.text[:1].isupper() and t.pos in ("NOUN", "PROPN")]
    if len(words) < 2:
        return cases
    shared = "".join(c for c in words[0].cases if all(c in t.cases for t in words))
    if mention.form == "title":  # "прем'єр Матеуш Моравецький", where "прем'єр" was taken for a genitive
        return shared if "n" in shared and "n" not in cases else cases
    return "".join(c for c in cases if c in shared) or words[0].cases


def with_figure(view: View, first: int, head: int, cases: str) -> str:
    """The cases that a Slavic noun shares with the number or determiner before it: "дві ескадрильї", "ці слова" are no genitives."""
    if first == head or not view.s.slavic:
        return cases
    determiner = next((t.cases for t in view.t[first:head] if t.pos == "DET" and t.cases), "")
    if determiner and not set(determiner) & set("gl"):
        cases = cases.replace("g", "") or cases
    figure = next((t.cases for t in view.t[first:head] if t.pos == "NUM" and t.cases), "")
    counts = "n" in figure and "n" not in cases  # "восьмеро військових": what is counted stands in the genitive
    if not figure or counts:
        return cases
    return "".join(c for c in cases if c in figure) or cases


def counted(view: View, first: int, head: int, prep: str, cases: str) -> bool:
    """Whether a genitive without preposition is what a Slavic number counts, and so subject or object: "170 мільйонів євро"."""
    s = view.s
    if first == head or not s.slavic or prep or "g" not in cases or "n" in cases:
        return False
    numbers = s.classes.get("amount", frozenset())
    figures = [t for t in view.t[first:head] if t.pos == "NUM" or (t.pos != "NOUN" and t.lemma in numbers)]
    oblique = any(t.pos == "NUM" and t.norm != t.lemma and "g" in t.cases for t in figures)  # "двоих активистов задержали"
    return bool(figures) and not oblique and all(not t.cases or "n" in t.cases or t.pos != "NUM" for t in figures)


def opens(view: View, start: int) -> bool:
    """Whether a counted thing may be a subject: no verb stands before it in its sentence, or one that takes no object ("загинуло троє
    людей", "повернулися 185 військових").
    """
    verb = next((t for t in reversed(view.t[:start]) if t.pos == "VERB"), None)
    if verb is None:
        return True
    alone = verb.lemma in view.s.classes.get("intransitive", frozenset()) or verb.lemma.endswith(view.s.reflexive_verbs)
    return verb.form == "fin" and (alone or (verb.gender == "n" and verb.number == "s" and verb.voice != "pass"))
