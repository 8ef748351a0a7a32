"""Next nouns: where a Romance noun phrase ends because the noun behind it is another's: "dai carabinieri | tre cittadini"."""

from __future__ import annotations

from diurna.extract.clauses.view import View


def begins(view: View, i: int) -> bool:
    """Whether a plural noun stands right behind a singular one, which it cannot modify in Spanish or Italian: "dijeron a esta casa |
    voces del Ejército"."""
    s, before, tok = view.s, view.t[i - 1], view.t[i]
    if not s.prodrop or s.case:
        return False
    if tok.pos in ("NUM", "ADJ"):
        return _counted(view, i)
    if before.pos != "NOUN" or tok.pos != "NOUN":
        return False
    mention = view.owner[i]
    number = mention.number if mention is not None and mention.number else tok.number
    return before.number == "s" and number == "p" and (mention is None or mention.first == i)


def behind_pronoun(view: View, i: int) -> bool:
    """Whether a name stands right behind a pronoun of two words (class "latter"), or a noun behind a possessive that ends another:
    "a questi ultimi | Amnesty imputa ..."."""
    s = view.s
    if not s.prodrop or s.case or i < 2:
        return False
    if view.t[i].pos == "DET" and view.t[i - 1].norm in s.possessives and view.t[i - 2].pos == "NOUN":
        return True  # "da parte sua | il ministero tace"
    if view.t[i].pos != "PROPN":
        return False
    return view.t[i - 1].lemma in s.classes.get("latter", ()) and view.t[i - 2].norm in s.determiners


def _counted(view: View, i: int) -> bool:
    """Whether a figure or adjective behind a Romance noun belongs to the noun that follows: "dai carabinieri | tre cittadini", "agli
    alleati | nuove sanzioni"."""
    before, tok = view.t[i - 1], view.t[i]
    after = view.t[i + 1] if i + 1 < len(view.t) else None
    if after is None or after.pos != "NOUN" or before.pos not in ("NOUN", "PROPN"):
        return False
    if tok.pos == "NUM":
        return after.number == "p" and view.owner[i] is None and not tok.text.isdigit()
    told = before.pos == "NOUN" and all((before.gender, before.number, tok.gender, tok.number))
    clash = (before.gender, before.number) != (tok.gender, tok.number)
    return told and clash and (after.gender, after.number) == (tok.gender, tok.number)
