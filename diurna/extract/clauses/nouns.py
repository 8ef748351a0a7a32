"""One noun phrase: where it ends, which token is its head, which actors modify it."""

from __future__ import annotations

from diurna.analysis import Mention, Token
from diurna.extract.clauses import attributes, declension, next_nouns
from diurna.extract.clauses.units import Phrase
from diurna.extract.clauses.view import HEADS, View

_SORTS = tuple(f"sort_{name}" for name in ("media", "company", "organization", "group", "armed_group"))
"""The classes of nouns that say what sort of body a name behind them is."""

POSSESSIVE = frozenset({"'s", "’s", "'"})


def group(view: View, start: int, first: int, prep: str) -> tuple[Phrase, int]:
    """The noun phrase whose words begin at `first` (its preposition at `start`), and the position after it."""
    tokens, s, end = view.t, view.s, _end(view, first, bool(prep))
    head = _head(view, first, end)
    mention, tok = view.owner[head], tokens[head]
    cases, number = declension.of_phrase(view, start, first, head, prep) if s.case else (tok.cases, tok.number)
    if mention is not None and mention.number and mention.first == head:
        number = mention.number
    elif mention is not None and mention.form == "name" and s.determiner_cases and mention.entity is not None:
        number = "s"  # "Polen will ...": the word alone looks like a plural
    if s.articles:
        opening = tokens[first]
        if opening.norm in s.articles and opening.pos == "DET" and opening.number:
            number = opening.number  # "il premier", "le crisi": the noun's own form shows none
        elif mention is None and head + 1 < end and tokens[head + 1].pos == "ADJ" and _foreign(tok):
            number = tokens[head + 1].number  # "raid aerei"
    phrase = Phrase(
        first=start,
        last=end,
        head=head,
        prep=prep,
        cases=cases,
        number=number,
        mention=mention,
        modifiers=_modifiers(view, first, end, mention),
        negative=not s.no_determiners.isdisjoint([t.norm for t in tokens[first:end]]) or _neither(view, start),
        amount=tok.lemma in s.classes.get("amount", ()),
    )
    return phrase, end


def _foreign(tok: Token) -> bool:
    """Whether a noun has one form for singular and plural, as foreign words do in Italian: "raid", "premier"."""
    return tok.pos == "NOUN" and tok.norm == tok.lemma and tok.norm[-1] not in "aeiouàèéìòù"


def _neither(view: View, start: int) -> bool:
    """Whether a phrase stands behind a conjunction that negates: "ni Rusia ni China"."""
    return start > 0 and view.t[start - 1].norm in view.s.negators & view.s.coordinators


def _end(view: View, first: int, prep: bool) -> int:
    """Where the phrase that begins at `first` ends."""
    tokens, s, timed = view.t, view.s, view.timed
    i, headed = first, False
    if (noun := attributes.noun_of(view, first)) >= 0:
        i, headed = noun, view.owner[noun] is None
        i += headed
    romance = s.prodrop and not s.case
    parting = s.bare_complements or s.slavic
    while i < len(tokens):
        if i > first and (
            (i - 1 in timed and _leaves_time(view, i))
            or (headed and i in timed and _enters_time(view, i))
            or (parting and _parts(view, i, prep))
            or (s.compounds and _directed(view, i))
            or (romance and ((headed and next_nouns.begins(view, i)) or next_nouns.behind_pronoun(view, i)))
        ):
            break
        owned = view.owner[i]
        if owned is not None:
            if headed and not _continues(view, i, owned) and not _compounded(view, i, owned, first, prep):
                break
            headed = not ((owned.form == "pronoun" and view.possessor(i)) or _preposed(view, owned))
            i = max(owned.last, i + 1)
            if i < len(tokens) and tokens[i].norm in POSSESSIVE and s.compounds:
                i, headed = i + 1, False
            continue
        tok = tokens[i]
        if i > first and not _belongs(view, i, first, headed):
            break
        owning = tok.norm in POSSESSIVE or tok.norm in s.possessives
        if tok.pos in HEADS and not owning and not view.possessor(i) and not _unit_sign(view, i):
            headed = not (_counts(view, i) or (i == first and _leading(view, i)))
        i += 1
        if i < len(tokens) and tokens[i].norm in POSSESSIVE and s.compounds and tokens[i].pos in ("PART", "PUNCT", "X"):
            if tokens[i].pos != "PUNCT":
                i, headed = i + 1, False
    return max(i, first + 1)


def _leaves_time(view: View, i: int) -> bool:
    """Whether a date ends before token `i`: "In 2012 | the band", "до 1925 года | Привалов"; an adjective of time goes on with its noun."""
    if i - 1 not in view.timed or i in view.timed or view.t[i - 1].pos in ("ADJ", "DET"):
        return False
    if view.t[i].norm in POSSESSIVE:
        return False
    return not view.s.compounds or view.owner[i] is not None or view.t[i].pos in ("DET", "PRON", "PROPN")


def _directed(view: View, i: int) -> bool:
    """Whether a preposition of several words begins at `i`: "a village | east of X"."""
    joint = view.s.joint_prepositions
    return bool(joint) and view.s.compounds and i + 1 < len(view.t) and f"{view.t[i].norm} {view.t[i + 1].norm}" in joint


def _enters_time(view: View, i: int) -> bool:
    """Whether a German date begins behind a headed phrase: "mit Vertretern der Staaten | Ende November"."""
    return view.s.determiner_cases != {} and i in view.timed and i - 1 not in view.timed


def _parts(view: View, i: int, prep: bool) -> bool:
    """Whether a word without the case of the one before begins a phrase of its own: "при этом | возраст", "в юности | Куприн начал"."""
    if view.s.bare_complements:
        return view.t[i - 1].pos == "ADJ" and view.t[i].pos == "DET"  # "shot dead | a guard"
    if not view.s.case or view.s.determiner_cases:
        return False
    if _pointing(view, i):
        return True
    if not view.disagrees(i - 1, i, prep):
        return False
    before, tok = view.t[i - 1], view.t[i]
    if before.pos in ("DET", "ADJ"):
        free = view.owner[i] is None or view.of_other_kind(i - 1, i)
        return free and tok.pos in ("NOUN", "ADJ", "PROPN")
    if before.pos != "NOUN" or tok.pos != "PROPN" or any(before.lemma in view.s.classes.get(name, ()) for name in ("region", "town")):
        return False
    after = next((t for t in view.t[i:] if t.pos != "PROPN"), None)
    return after is not None and after.pos in ("VERB", "AUX") and after.form == "fin"


def _pointing(view: View, i: int) -> bool:
    """Whether a neuter "this" ends before a name of another gender: "через це | Ізраїль", "об этом | Москва"."""
    before, tok = view.t[i - 1], view.t[i]
    demonstrative = before.pos in ("DET", "PRON") and before.gender == "n" and before.number != "p"
    demonstrative = demonstrative and before.norm not in view.s.possessives  # "двое её активистов"
    return demonstrative and (tok.pos == "PROPN" or view.owner[i] is not None) and tok.gender in ("m", "f")


def _counts(view: View, i: int) -> bool:
    """Whether a German word of number only counts the noun right behind it: "Hunderte Menschen", "Tausende junge Leute"."""
    tok, after = view.t[i], view.t[i + 1] if i + 1 < len(view.t) else None
    if not view.s.determiner_cases or after is None or view.owner[i] is not None or tok.lemma not in view.s.classes.get("partitive", ()):
        return False
    mention = view.owner[i + 1]
    if mention is not None:
        return mention.form == "generic" and mention.first == i + 1
    return after.pos == "NOUN" or (after.pos == "ADJ" and i + 2 < len(view.t) and view.t[i + 2].pos == "NOUN")


def _unit_sign(view: View, i: int) -> bool:
    """A sign before its figure: "$2 million"."""
    return view.t[i].pos == "SYM" and i + 1 < len(view.t) and view.t[i + 1].pos == "NUM"


def _preposed(view: View, mention: Mention | None) -> bool:
    """A name in the genitive before its noun: "Israels Angriff"."""
    if mention is None or not view.s.determiner_cases or mention.cases[:1] != "g" or mention.last >= len(view.t):
        return False
    if mention.first and view.t[mention.first - 1].pos in ("DET", "NOUN"):
        return False  # "nach Angaben des Weißen Hauses | Panzer", "nach Angaben Bangkoks | Raketen"
    return view.owner[mention.last] is None and view.t[mention.last].pos in ("NOUN", "ADJ")


def _owner_before(view: View, i: int) -> bool:
    """An unknown name in the genitive before the noun or title it owns: "Thüringens Innenminister"."""
    tok = view.t[i]
    if not view.s.determiner_cases or view.owner[i] is not None or tok.pos != "PROPN" or len(tok.norm) < 5 or not tok.norm.endswith("s"):
        return False
    owned = view.owner[i + 1] if i + 1 < len(view.t) else None
    if owned is not None:
        return owned.form in ("title", "generic")
    return i + 1 < len(view.t) and view.t[i + 1].pos == "NOUN"


def _leading(view: View, i: int) -> bool:
    """Whether the first word of a phrase only leads to its noun: an article, a Slavic determiner, an owner."""
    return view.s.case and (_article(view, i) or _determining(view, i) or _owner_before(view, i))


def _article(view: View, i: int) -> bool:
    """A word that may be article or pronoun ("das", "deren": class "whose") right before an adjective or noun."""
    norm = view.t[i].norm
    if (norm not in view.s.determiner_cases and norm not in view.s.classes.get("whose", ())) or i + 1 >= len(view.t):
        return False
    return view.owner[i + 1] is not None or view.t[i + 1].pos in ("ADJ", "NOUN")


def _determining(view: View, i: int) -> bool:
    """Whether a pronoun of a Slavic language is the determiner of the noun or adjective behind it: "ваших сусідів", "наши военные"."""
    s, tok = view.s, view.t[i]
    if not s.case or s.determiner_cases or tok.pos != "PRON" or i + 1 >= len(view.t):
        return False
    listed = s.determiners | s.possessives | s.no_determiners
    after = view.t[i + 1]
    return (tok.norm in listed or tok.lemma in listed) and after.pos in ("NOUN", "ADJ", "PROPN") and bool(set(tok.cases) & set(after.cases))


def _continues(view: View, i: int, mention: Mention) -> bool:
    """Whether a mention right behind a headed phrase is part of it: English modifiers, Romance names after a common noun."""
    s, tokens = view.s, view.t
    if s.compounds:
        after = mention.last
        if mention.form == "name" and _sorted(view, i, mention):
            return True
        return after < len(tokens) and tokens[after].pos in ("NOUN", "ADJ") and view.owner[i - 1] is None
    if s.case:
        return _titled(view, i, mention)
    before = tokens[i - 1]
    named = any(before.lemma in s.classes.get(name, ()) for name in ("people", "region", "town"))
    return mention.form == "name" and view.owner[i - 1] is None and before.pos == "NOUN" and named


def _sorted(view: View, i: int, mention: Mention) -> bool:
    """Whether a body's name stands right behind the English noun that says what sort of body it is: "the regional bloc ECOWAS"."""
    before, kind = view.t[i - 1], (mention.entity or "").partition("/")[0]
    if kind not in ("org", "group", "media") or before.pos != "NOUN" or before.number == "p":
        return False
    return any(before.lemma in view.s.classes.get(name, ()) for name in _SORTS)


def _compounded(view: View, i: int, mention: Mention, first: int, prep: bool) -> bool:
    """Whether a role noun goes on with the common noun before it: "at state universities"; not "in the capital | residents fled"."""
    if not view.s.compounds or mention.form != "generic" or view.owner[i - 1] is not None or i - 1 in view.timed:
        return False
    nouns = [t for t in view.t[first:i] if t.pos in ("NOUN", "PROPN")]
    before = view.t[i - 1]  # a name goes on with a capital: "Amirkabir University"
    plain = (before.pos == "NOUN" or (before.pos == "PROPN" and view.t[i].text[0].isupper())) and all(t.number != "p" for t in nouns)
    return plain and not (prep and view.t[first].pos in ("DET", "PRON"))


def _titled(view: View, i: int, mention: Mention) -> bool:
    """Whether a name goes on with the German noun before it that says what it is: "Blogger Anton Maier", "Organisation Memorial"."""
    before, s = view.t[i - 1], view.s
    owner = view.owner[i - 1]
    common = owner is None or (owner.form == "generic" and owner.last - owner.first == 1 and before.number != "p")
    if not s.solid_compounds or mention.form != "name" or not common or before.pos not in ("NOUN", "PROPN"):
        return False
    kind = (mention.entity or "").partition("/")[0]
    name = "people" if kind in ("person", "unknown") else "bodies" if kind in ("org", "group", "media") else "lands"
    return (before.pos == "NOUN" or name != "people") and before.lemma.endswith(tuple(s.classes.get(name, ("-",))))


def _belongs(view: View, i: int, first: int, headed: bool) -> bool:
    """Whether a token behind the first belongs to the phrase."""
    tokens, s = view.t, view.s
    tok = tokens[i]
    if tok.norm in s.relatives and tok.pos in ("PRON", "SCONJ"):
        return False
    if headed:
        return _after_head(view, i, first)
    if tok.pos in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "DET"):
        return True
    if tok.pos == "ADV":
        return i + 1 < len(tokens) and tokens[i + 1].pos in ("ADJ", "NUM", "VERB") and view.owner[i + 1] is None
    if tok.pos == "VERB" and tok.form == "part":
        return view.attributive(i)
    if s.by_case and tok.norm in s.coordinators:  # "российская и американская делегации"
        return (
            view.adjective[i - 1] is not None and i + 2 < len(tokens) and view.adjective[i + 1] is not None and tokens[i + 2].pos == "NOUN"
        )
    if tok.pos == "VERB" and tok.form == "ger" and s.compounds:
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        return tokens[i - 1].pos == "DET" and after is not None and after.pos == "NOUN"  # "all the remaining captives"
    if tok.pos == "PUNCT":
        elided = tokens[first].pos == "DET" and tokens[first + 1].text in "'’" and tokens[min(first + 2, len(tokens) - 1)].text in '«"'
        return tok.text == "-" or (elided and i == first + 1) or (tok.text in '«"“„' and i == first + 1 + elided)  # "l'«attività"
    return tok.pos == "PRON" and tokens[i - 1].pos in ("DET", "ADJ")


def _modified_by_name(view: View, i: int, first: int) -> bool:
    """Whether an adjective behind a name goes on with its phrase ("EU financial aid"), not with a second object ("gave Kyiv military
    aid").
    """
    tokens = view.t
    if i + 1 >= len(tokens) or tokens[i + 1].pos != "NOUN" or view.owner[i + 1] is not None or i in view.timed:
        return False  # "relations with Taipei | last year"
    return first == 0 or tokens[first - 1].pos not in ("VERB", "AUX")


def _after_head(view: View, i: int, first: int) -> bool:
    """Whether a token may follow the head inside the phrase."""
    tokens, s = view.t, view.s
    tok, before = tokens[i], tokens[i - 1]
    if s.compounds:
        if tok.pos == "ADJ" and view.owner[i - 1] is not None:
            return _modified_by_name(view, i, first)
        if tok.pos == "NOUN" and before.pos == "ADJ" and i - 2 >= first and view.owner[i - 2] is not None:
            return True
        if tok.norm in s.time_words and before.norm not in s.time_words and tok.pos != "NOUN":
            return False
        return (tok.pos in ("NOUN", "PROPN", "X") and before.pos in ("NOUN", "PROPN", "X") and view.owner[i - 1] is None) or (
            tok.pos == "NOUN" and view.owner[i - 1] is not None
        )
    if s.determiner_cases:
        body = view.owner[i - 1] if tok.text.isupper() and view.owner[i] is None else None  # "die Gewerkschaft PNO"
        named = body is not None and body.form == "generic" and before.lemma in s.classes.get("bodies", ())
        return tok.pos in ("PROPN", "X") and before.pos in ("PROPN", "NOUN") and (view.owner[i - 1] is None or named)
    if s.case:
        own = bool(s.by_case) and before.pos == "PROPN" == tok.pos and before.cases[:1] in tuple(tok.cases)  # "Азата Мифтахова"
        other = bool(s.by_case) and view.owner[i] not in (None, view.owner[i - 1]) and before.pos == "PROPN" and bool(before.cases)
        if other and not set(before.cases) & set(tok.cases):
            return False  # "під час візиту до Одеси Байден ..."
        return tok.pos in ("PROPN", "X") and before.pos in ("PROPN", "NOUN", "X") and (own or "g" not in tok.cases[:1])
    if tok.lemma in s.classes.get("amount", ()):
        return False
    if tok.pos == "ADJ" or view.adjective[i] is not None:
        return True
    return tok.pos in ("PROPN", "X", "NUM") and before.pos in ("PROPN", "NOUN", "X", "ADJ")


def _head(view: View, first: int, end: int) -> int:
    """The head: the last noun in English and German, the first one elsewhere; a mention's own head where it is the nucleus."""
    tokens, s = view.t, view.s
    first = max(first, attributes.noun_of(view, first))
    nouns = [i for i in range(first, end) if tokens[i].pos in HEADS and tokens[i].norm not in POSSESSIVE]
    if len(nouns) > 1:  # one alone stays
        nouns = [
            i
            for i in nouns
            if tokens[i].norm not in s.possessives
            and not (i == first and i + 1 < end and _leading(view, i))
            and not (s.determiner_cases and i + 1 < end and _counts(view, i))
        ] or nouns
    if not nouns:
        owned = [m for m in view.owner[first:end] if m is not None]
        return owned[-1].head if owned else end - 1
    if s.compounds:
        last = nouns[-1]
        owner = view.owner[last]
        return owner.head if owner is not None and owner.last == end else last
    pick = next((i for i in nouns if not (s.determiner_cases and _preposed(view, view.owner[i]))), nouns[0]) if len(nouns) > 1 else nouns[0]
    named = view.owner[pick + 1] if pick + 1 < end else None
    if named is not None and _titled(view, pick + 1, named):
        return named.head
    owner = view.owner[pick]
    return owner.head if owner is not None and first <= owner.head < end else pick


def _modifiers(view: View, first: int, end: int, mention: Mention | None) -> list[tuple[str, Mention]]:
    """Actors inside the phrase that are not its head: adjectives, noun modifiers, possessors."""
    out: list[tuple[str, Mention]] = []
    if not any(view.adjective[first:end]) and not any(view.owner[first:end]):
        return out
    seen: set[tuple[int, int]] = set()
    noun = attributes.noun_of(view, first)
    for i in range(first, end):
        if i < noun and not attributes.names_doer(view, i):
            continue
        adjective = view.adjective[i]
        if adjective is not None and (adjective.first, adjective.last) not in seen:
            seen.add((adjective.first, adjective.last))
            if mention is None or not (mention.first <= adjective.first < mention.last):
                out.append(("adj", adjective))
        owned = view.owner[i]
        if owned is not None and owned is not mention and (owned.first, owned.last) not in seen:
            seen.add((owned.first, owned.last))
            after = view.t[owned.last] if owned.last < len(view.t) else None
            possessive = (after is not None and after.norm in POSSESSIVE) or owned.form == "pronoun" or _preposed(view, owned)
            out.append(("poss" if possessive else "adj", owned))
    return out
