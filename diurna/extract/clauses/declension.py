"""The cases and the number of a noun phrase in languages with cases: by head, determiner, a name's listed form, a figure before it."""

from __future__ import annotations

from diurna.extract.clauses import genders, phrase_cases
from diurna.extract.clauses.view import View


def of_phrase(view: View, start: int, first: int, head: int, prep: str) -> tuple[str, str]:
    """The cases that a phrase may stand in and its number, where the language has cases."""
    tok, mention = view.t[head], view.owner[head]
    cases, shown, number = tok.cases, "", tok.number
    if view.s.determiner_cases:
        shown = _determined(view, first, head)
        number = "p" if genders.counted(view.t, first, head) or _many(view, first, head) else number
        cases = genders.plural(view.t, first, head, shown or _bare(tok.norm, cases, prep))
    if mention is not None and mention.cases and mention.first == head:
        both = "".join([c for c in cases if c in mention.cases])
        if not view.s.determiner_cases:
            latin = bool(view.s.by_case) and tok.norm.isascii() and not view.s.name.isascii()  # declines in no case
            cases = both + "".join(dict.fromkeys([c for c in mention.cases + "ngdai" * latin if c not in both]))
        elif not shown:
            cases = both or cases
    if view.s.determiner_cases:
        return cases, number
    cases = phrase_cases.with_figure(view, first, head, cases)
    if mention is not None and mention.form in ("name", "title"):
        cases = phrase_cases.of_name(view, mention, cases)
    if phrase_cases.counted(view, first, head, prep, cases):
        shown = "an" if phrase_cases.opens(view, start) else "a"
        cases = shown + ("" if view.t[start].norm in view.s.approximators else "".join([c for c in cases if c not in shown]))
    return cases, number


def _determined(view: View, first: int, head: int) -> str:
    """Where the determiner shows the case: the letters it allows for the head's gender and number, as the pack lists them."""
    if first == head and view.t[head].norm in view.s.classes.get("datives", ()):
        return "d"  # "verbot ihr die Einreise": no possessive
    table = view.s.determiner_cases.get(view.t[first].norm) or _strong(view, first, head)
    if table is not None and first == head and view.t[first].norm.endswith("er"):
        table = view.s.determiner_cases.get(view.s.strong_endings.get("er", ""), table)  # "einer von ihnen" is a nominative too
    if table is None:
        return ""
    noun = view.t[head]
    plural = table.get("p", "")
    if plural and noun.number == "p" and noun.norm != noun.lemma and not noun.text.isupper():
        shown = view.t[first].norm in view.s.determiner_cases or not view.t[first].norm.endswith("er")  # "gefallener Soldaten": theirs
        weak = shown and noun.lemma.endswith(view.s.weak_nouns) and noun.norm.endswith("n")
        possible = "".join(table.values()) if weak else plural
    else:
        possible = genders.determined(table, noun, view.s)
    return "".join(c for c in noun.cases if c in possible) or "".join(dict.fromkeys(possible))


def _many(view: View, first: int, head: int) -> bool:
    """Whether an article of the plural, which a woman may have too, stands before a noun that is inflected, as no feminine of the
    singular is, or that is none: "die Studenten", "die übrigen Minister"."""
    table, noun = view.s.determiner_cases.get(view.t[first].norm), view.t[head]
    plural = table is not None and "p" in table and not {"m", "n"} & table.keys() and "n" in table["p"]
    other = noun.norm != noun.lemma or genders.by_ending(noun, view.s) in ("m", "n")
    return plural and noun.pos == "NOUN" and other and not noun.text.isupper()


def _strong(view: View, first: int, head: int) -> dict[str, str] | None:
    """An adjective without an article has the article's ending: "russischer Truppen" as "der Truppen"."""
    tok = view.t[first]
    if first == head or tok.pos not in ("ADJ", "DET", "VERB") or tok.norm in view.s.classes.get("whose", ()):
        return None
    for ending, article in view.s.strong_endings.items():
        if tok.norm.endswith(ending):
            return view.s.determiner_cases.get(article)
    return None


def _bare(norm: str, cases: str, prep: str) -> str:
    """A noun without any word that shows its case is no genitive unless it ends like one ("Moskaus")."""
    return cases if prep or norm.endswith(("s", "x", "z", "ß", "'", "’")) else cases.replace("g", "")
