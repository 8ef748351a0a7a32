"""Grammatical gender where no list gives it: by a noun's ending, and by the determiner before it; what it makes of a determiner's cases."""

from __future__ import annotations

from diurna.analysis import Token
from diurna.extract.clauses.units import Phrase
from diurna.langs.settings import Settings


def by_ending(noun: Token, s: Settings) -> str:
    """m, f or n where the pack's list of endings knows the noun's, else ""; the longest ending decides."""
    found = [(len(e), g) for g, endings in s.noun_genders.items() for e in endings if noun.lemma.endswith(e)]
    return max(found)[1] if found else ""


def of_determiner(word: str, s: Settings) -> str:
    """The genders a determiner leaves open: "die" f, "den" m, "dem" mn; "" for a word that is none."""
    return "".join(g for g in "mfn" if g in s.determiner_cases.get(word, {}))


def determined(table: dict[str, str], noun: Token, s: Settings) -> str:
    """The cases a determiner allows its noun: those of the noun's gender, and of the plural where the noun's form may be one."""
    gender = by_ending(noun, s)
    if not gender or gender not in table:
        return "".join(table.values())
    plural = table.get("p", "") if noun.norm != noun.lemma or noun.norm.endswith(s.same_plurals) else ""
    return table[gender] + plural


def of_relative(pronoun: Token, antecedent: Phrase, tokens: tuple[Token, ...], s: Settings) -> str:
    """The cases of a relative pronoun that looks like an article, by its noun's number and gender; its own where it is none."""
    table = s.determiner_cases.get(pronoun.norm)
    if table is None:
        return pronoun.cases
    noun = tokens[antecedent.head]
    words = [t.norm for t in tokens[antecedent.first : antecedent.head]]
    genders = by_ending(noun, s) or next((g for w in words if (g := of_determiner(w, s))), "mfn")
    found = table.get("p", "") if antecedent.number == "p" else "".join(table.get(g, "") for g in genders)
    cases = "".join(dict.fromkeys(found.replace("g", "")))
    return cases or pronoun.cases


def counted(tokens: tuple[Token, ...], first: int, head: int) -> bool:
    """Whether a figure over one stands before a noun."""
    return first < head and any(t.pos == "NUM" and t.norm not in ("1", "eins") for t in tokens[first:head])


def plural(tokens: tuple[Token, ...], first: int, head: int, cases: str) -> str:
    """The cases of a counted German noun: no genitive behind a bare figure, no dative without its "n" ("drei Männer")."""
    if not counted(tokens, first, head) or not cases or cases == "g":
        return cases  # "zweier Häfen" shows its genitive
    ending = tokens[head].norm.endswith(("n", "s"))
    return "".join(c for c in cases if c not in ("g" if ending else "gd")) or "na"


def same_form(participle: Token, noun: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a participle has the number and gender of a noun, where both show them."""
    head = tokens[noun.head]
    number = noun.number or head.number
    gender = head.gender if head.pos == "NOUN" else ""
    return (not number or not participle.number or number == participle.number) and (
        not gender or not participle.gender or gender == participle.gender
    )


def animate(token: Token, s: Settings) -> bool:
    """Whether a Slavic plural looks alike in accusative and genitive, as only what lives does: "арештував двох інструкторів"."""
    slavic = s.animate_plurals and token.pos == "NOUN" and token.number == "p"
    return slavic and {"a", "g"} <= set(token.cases) and "n" not in token.cases
