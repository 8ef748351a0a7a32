"""Paradigms of Polish nouns, adjectives and numerals, by the school grammar's endings.

In: a word in its dictionary form. Out: `Cells`, case letter and number ("gs", "np") -> its variants. The rules make too
many forms rather than too few: a form that is no word is never met.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from diurna.langs.tables import read_toml


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`paradigms.toml` of the pack; its comments say what each list is."""

    male: str
    feminine: str
    male_given: str
    noun_like: str
    neuter: str
    nouns_in_c: str
    gerunds: dict[str, str]


FOLDER = Path(__file__).parent / "pl"
LISTS = msgspec.convert(read_toml(FOLDER / "paradigms.toml"), Lists)
_MALE = frozenset(LISTS.male.split())
_FEMININE = tuple(LISTS.feminine.split())

Gender = Literal["m", "f", "n"]
Cells = dict[str, tuple[str, ...]]

_SOFTENED = (
    ("iast", "ieści"), ("iat", "ieci"), ("iad", "iedzi"), ("iar", "ierz"), ("sł", "śl"), ("st", "ści"), ("zd", "ździ"), ("sn", "śni"),
    ("zn", "źni"), ("ch", "sz"), ("rz", "rz"), ("sz", "sz"), ("cz", "cz"), ("dz", "dz"), ("k", "c"), ("g", "dz"), ("r", "rz"),
    ("ł", "l"), ("t", "ci"),
    ("d", "dzi"), ("b", "bi"), ("p", "pi"), ("w", "wi"), ("v", "vi"), ("f", "fi"), ("m", "mi"), ("n", "ni"), ("s", "si"), ("z", "zi"),
)  # fmt: skip
_VIRILE = (
    ("sł", "śli"), ("st", "ści"), ("ch", "si"), ("rz", "rzy"), ("sz", "si"), ("cz", "czy"), ("dz", "dzy"), ("k", "cy"), ("g", "dzy"),
    ("r", "rzy"),
    ("ł", "li"), ("t", "ci"), ("d", "dzi"), ("c", "cy"), ("ż", "zi"),
)  # fmt: skip
_SOFT = ("ń", "ś", "ć", "ź", "ż", "rz", "sz", "cz", "c", "dz", "l", "j", "dż", "i")
_HARDENED = ("ż", "rz", "sz", "cz", "c", "dz", "dż")
_KINDRED = {"ń": "ni", "ś": "si", "ć": "ci", "ź": "zi"}
_DATIVE_U = frozenset("pan bóg kot świat chłop chłopiec diabeł lew".split())  # noqa: SIM905
_MALE_ENDINGS = ("ista", "ysta", "asta", "dca", "wca", "źca", "jca", "ńca", "rca", "lca", "krata", "archa", "pata", "nauta")


def soften(stem: str) -> str:
    """A hard stem before the -e of the locative: "rząd" -> "rządzi"; the ending is added by the caller."""
    return next((stem[: len(stem) - len(a)] + b for a, b in _SOFTENED if stem.endswith(a)), stem)


def oblique(word: str) -> tuple[str, ...]:
    """Stems of a masculine or feminine noun in a consonant before endings: with the fleeting e lost, ó as o, ą as ę, softness by i."""
    low, found = word, [word]
    if low.endswith("iec") and len(low) > 4:
        base = low[:-3]
        found = [_hardened(base) + "c"] + ([word] if len(low) < 6 else [])
    elif low.endswith("ec") and len(low) > 3:
        found = [low[:-2] + "c", word]
    elif low.endswith(("iek",)) and len(low) > 4:
        found = [low[:-3] + "k", word]
    elif low.endswith("ek") and len(low) > 3:
        found = [low[:-2] + "k", word]
    elif low.endswith(("ień", "eń", "ieł", "eł", "rew")) and len(low) > 3:
        cut = 3 if low.endswith(("ień", "ieł")) else 2
        found = [word, low[:-cut] + low[-1]]
    for stem in tuple(found):
        if len(stem) > 2 and stem[-2] == "ó":
            found.insert(0, stem[:-2] + "o" + stem[-1])
        if len(stem) > 3 and stem[-3] == "ó":
            found.insert(0, stem[:-3] + "o" + stem[-2:])
        if len(stem) > 2 and stem[-2] == "ą":
            found.append(stem[:-2] + "ę" + stem[-1])
    return tuple(dict.fromkeys(found))


def _hardened(base: str) -> str:
    """What stands before the c of "mieszkańca", "Niemca", "kupca"."""
    return base[:-1] + "ń" if base.endswith("n") else base


def _vowelled(stem: str) -> str:
    """A soft stem before a vowel: "koń" -> "koni"."""
    return stem[:-1] + _KINDRED[stem[-1]] if stem[-1:] in _KINDRED else stem


def masculine(word: str, *, animate: bool | None = None) -> Cells:
    """A masculine noun in a consonant, -o or -a ("kolega"). `animate` None: both."""
    if word.endswith("a"):
        return _merged(feminine(word), _plural_of_men(word[:-1]))
    if word.endswith("o"):
        return _merged(_hard(word, word[:-1], animate), {"gs": (word[:-1] + "a",)})
    if word.endswith("anin"):
        return _merged(_hard(word, word, animate), _people_of(word[:-2]))
    return _merged(*(_hard(word, stem, animate) for stem in oblique(word)))


def _hard(word: str, stem: str, animate: bool | None) -> Cells:
    soft = stem.endswith(_SOFT)
    v = _vowelled(stem)
    velar = stem.endswith(("k", "g"))
    em = v + ("iem" if velar else "em")
    loc = (v + "u",) if soft or stem.endswith(("k", "g", "ch", "h", "j")) else (soften(stem) + "e", v + "u")
    gen = (v + "a",) if animate else (v + "a", v + "u")
    accusative = gen[:1] if animate else (word,) if animate is False else (word, gen[0])
    dative = (v + "owi", v + "u") if word in _DATIVE_U else (v + "owi",)
    things: tuple[str, ...] = (v + "e",) if soft else (v + ("i" if velar else "y"),)
    plurals = things if animate is False else (*things, *_plural_of_men(stem)["np"])
    genitives = (v + "ów", _y(stem)) if soft else (v + "ów",)
    return {
        "ns": (word,), "gs": gen, "ds": dative, "as": accusative, "is": (em,), "ls": loc, "vs": (*loc, v + "e"),
        "np": plurals, "gp": genitives, "dp": (v + "om",),
        "ap": tuple(dict.fromkeys((*(genitives if animate is not False else ()), *(things if not animate else ())))),
        "ip": (v + "ami", *((stem + "mi",) if soft else ())), "lp": (v + "ach",), "vp": plurals,
    }  # fmt: skip


def _y(stem: str) -> str:
    """-y or -i behind a soft stem: "żołnierzy", "koni", "nauczycieli"."""
    if stem[-1:] in _KINDRED:
        return _vowelled(stem)
    if stem.endswith("i"):
        return stem
    return stem + ("y" if stem.endswith(_HARDENED) else "i")


def _plural_of_men(stem: str) -> Cells:
    base = next((stem[: len(stem) - len(a)] + b for a, b in _VIRILE if stem.endswith(a)), stem + "i")
    v = _vowelled(stem)
    return {"np": (base, v + "owie"), "vp": (base, v + "owie"), "gp": (v + "ów",), "ap": (v + "ów",)}


def _people_of(stem: str) -> Cells:
    """ "Rosjanin" -> "Rosjanie", "Rosjan"; `stem` is "Rosjan"."""
    return {
        "np": (stem + "ie",), "gp": (stem, stem + "ów"), "dp": (stem + "om",), "ap": (stem, stem + "ów"), "ip": (stem + "ami",),
        "lp": (stem + "ach",),
        "vp": (stem + "ie",),
    }  # fmt: skip


def feminine(word: str) -> Cells:
    """A feminine noun in -a, -i ("pani") or a consonant."""
    if not word.endswith(("a", "i")):
        return _merged(*(_feminine_in_consonant(word, stem) for stem in oblique(word)))
    stem = word[:-1] if word.endswith("a") else word
    velar = stem.endswith(("k", "g"))
    soft = stem.endswith((*_SOFT, "e", "u", "o"))
    hard = "i" if velar else "y"
    genitive: tuple[str, ...] = (_y(stem),) if soft else (stem + hard,)
    dative: tuple[str, ...] = genitive if soft else (soften(stem) + "e",)
    if stem.endswith("i"):
        genitive = dative = (stem, stem + "i")
    plural = (stem + "e",) if soft else (stem + hard,)
    without = tuple(dict.fromkeys((*zero(stem.removesuffix("i")), *(genitive if soft else ()))))
    return {
        "ns": (word,), "gs": genitive, "ds": dative, "as": (stem + "ę",), "is": (stem + "ą",), "ls": dative, "vs": (stem + "o",),
        "np": plural, "gp": without, "dp": (stem + "om",), "ap": plural, "ip": (stem + "ami",), "lp": (stem + "ach",), "vp": plural,
    }  # fmt: skip


def _feminine_in_consonant(word: str, stem: str) -> Cells:
    v = _vowelled(stem)
    y = _y(stem) if stem.endswith(_SOFT) else v + "i"
    return {
        "ns": (word,), "gs": (y,), "ds": (y,), "as": (word,), "is": (v + "ą",) if not v.endswith("w") else (v + "ią",), "ls": (y,),
        "vs": (y,),
        "np": (y, v + "e"), "gp": (y,), "dp": (v + "om",), "ap": (y, v + "e"), "ip": (v + "ami", stem + "mi"), "lp": (v + "ach",),
        "vp": (y,),
    }  # fmt: skip


def neuter(word: str) -> Cells:
    """A neuter noun in -o, -e, -ę or -um."""
    if word.endswith("um"):
        stem = word[:-2]
        singular = {c + "s": (word,) for c in "ngdailv"}
        return {**singular, **_neuter_plural(stem, (stem + "ów",))}
    if word.endswith("ę"):
        stem = word[:-1] + ("eni" if word.endswith("mię") else "ęci")
        base = {
            "ns": (word,),
            "gs": (stem + "a",),
            "ds": (stem + "u",),
            "as": (word,),
            "is": (stem + "em",),
            "ls": (stem + "u",),
            "vs": (word,),
        }
        many = word[:-1] + ("on" if word.endswith("mię") else "ęt")
        return {**base, **_neuter_plural(many, (many,))}
    stem = word[:-1]
    soft = word.endswith("e") or stem.endswith(_SOFT)
    velar = stem.endswith(("k", "g"))
    loc = (stem + "u",) if soft or velar or stem.endswith("ch") else (soften(stem) + "e",)
    genitives = (*zero(stem.removesuffix("i")), *((_y(stem),) if soft else ()))
    return {
        "ns": (word,), "gs": (stem + "a",), "ds": (stem + "u",), "as": (word,), "is": (stem + ("iem" if velar else "em"),),
        "ls": loc, "vs": (word,),
        **_neuter_plural(stem, genitives),
    }  # fmt: skip


def _neuter_plural(stem: str, genitives: tuple[str, ...]) -> Cells:
    return {
        "np": (stem + "a",), "gp": genitives, "dp": (stem + "om",), "ap": (stem + "a",), "ip": (stem + "ami",), "lp": (stem + "ach",),
        "vp": (stem + "a",),
    }  # fmt: skip


def zero(stem: str) -> tuple[str, ...]:
    """Genitives plural without an ending: "rozmów", "matek", "wojen", "zeznań"."""
    found = [stem]
    last = {"n": "ń", "c": "ć", "s": "ś", "z": "ź"}
    if stem[-1:] in last:
        found.append(stem[:-1] + last[stem[-1]])
    if len(stem) > 2 and stem[-2] == "o":
        found.append(stem[:-2] + "ó" + stem[-1])
    if len(stem) > 2 and stem[-2] == "ę":
        found.append(stem[:-2] + "ą" + stem[-1])
    if len(stem) > 2 and stem[-1] not in "aeiouyąęó" and stem[-2] not in "aeiouyąęó":
        i = "i" if stem[-1] == "k" and stem[-2] in "gk" else ""
        found += [stem[:-1] + i + "e" + stem[-1], stem[:-1] + "ie" + stem[-1]]
        if stem[-2] in "ńśćź":
            found.append(stem[:-2] + {"ń": "n", "ś": "s", "ć": "c", "ź": "z"}[stem[-2]] + "ie" + stem[-1])
        if stem[-2] == "j":
            found.append(stem[:-2] + "je" + stem[-1])
    return tuple(found)


def adjective(stem: str, soft: bool = False) -> dict[str, Cells]:
    """Cells by gender (m, f, n, p) of the adjective with this stem; `soft`: "tani". Cells of m and p hold both sorts of accusative."""
    velar = stem.endswith(("k", "g"))
    i = "i" if soft or velar else ""
    y = "i" if i else "y"
    a = "i" if soft else ""
    neuter_e = stem + (i or "") + "e"
    virile = _virile_adjective(stem, soft)
    go, mu, ym, ych = stem + i + "ego", stem + i + "emu", stem + y + "m", stem + y + "ch"
    ej = stem + i + "ej"
    return {
        "m": {"ns": (stem + y,), "gs": (go,), "ds": (mu,), "as": (go, stem + y), "is": (ym,), "ls": (ym,), "vs": (stem + y,)},
        "f": {"ns": (stem + a + "a",), "gs": (ej,), "ds": (ej,), "as": (stem + a + "ą",), "is": (stem + a + "ą",), "ls": (ej,),
        "vs": (stem + a + "a",)},
        "n": {"ns": (neuter_e,), "gs": (go,), "ds": (mu,), "as": (neuter_e,), "is": (ym,), "ls": (ym,), "vs": (neuter_e,)},
        "p": {
            "np": (virile, neuter_e), "gp": (ych,), "dp": (ym,), "ap": (ych, neuter_e), "ip": (ym + "i",), "lp": (ych,),
            "vp": (virile, neuter_e),
        },
    }  # fmt: skip


def _virile_adjective(stem: str, soft: bool) -> str:
    if soft:
        return stem + "i"
    if stem.endswith("on"):
        return stem[:-2] + "eni"
    return next((stem[: len(stem) - len(a)] + b for a, b in _VIRILE if stem.endswith(a)), stem + "i")


def adjective_stem(lemma: str) -> tuple[str, bool]:
    """The stem of an adjective in -y or -i, and whether it is soft ("tani", not "rosyjski")."""
    stem = lemma[:-1]
    return stem, lemma.endswith("i") and not stem.endswith(("k", "g"))


def noun(lemma: str) -> list[tuple[Gender, Cells]]:
    """Paradigms that a noun with this dictionary form may have, with their genders."""
    own = IRREGULAR.get(lemma)
    if own is not None:
        return [own]
    if lemma.endswith("a"):
        return [("m", masculine(lemma))] if lemma in _MALE or lemma.endswith(_MALE_ENDINGS) else [("f", feminine(lemma))]
    if lemma.endswith(("o", "e", "ę", "um")):
        return [("n", neuter(lemma))]
    if lemma.endswith("ni") and len(lemma) > 3:
        return [("f", feminine(lemma))]
    if lemma.endswith(("y", "i")):
        return adjectival(lemma)
    if lemma.endswith(_FEMININE):
        return [("f", feminine(lemma))]
    return [("m", masculine(lemma))]


def adjectival(lemma: str) -> list[tuple[Gender, Cells]]:
    """A noun that is inflected like an adjective: "poszkodowany", "służący"."""
    table = adjective(*adjective_stem(lemma))
    return [("m", {**table["m"], **table["p"]})]


def _merged(*cells: Cells) -> Cells:
    found: Cells = {}
    for table in cells:
        for cell, forms in table.items():
            found[cell] = tuple(dict.fromkeys((*found.get(cell, ()), *forms)))
    return found


def merged(tables: Iterable[Cells]) -> Cells:
    """One table of several."""
    return _merged(*tables)


def listed(text: str) -> Cells:
    """`ns=człowiek|gs=człowieka|np=ludzie`; variants are set apart by `/`."""
    return {cell: tuple(forms.split("/")) for cell, _, forms in (part.partition("=") for part in text.split("|"))}


def plural(n: str, g: str, d: str, i: str, loc: str, a: str = "") -> Cells:
    """A noun that has only a plural."""
    return {"np": (n,), "gp": (g,), "dp": (d,), "ap": (a or n,), "ip": (i,), "lp": (loc,), "vp": (n,)}


def _irregular(path: Path) -> dict[str, tuple[Gender, Cells]]:
    found: dict[str, tuple[Gender, Cells]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, gender, cells = line.split(" ", 2)
            found[lemma] = (gender if gender in ("f", "n") else "m", listed(cells))
    return found


IRREGULAR = _irregular(FOLDER / "irregular.txt")
