"""Headlines: verbs of titles that the tagger takes for nouns, because a title leaves out what would tell.

"Turkey jails opposition leader" and "X and Y to meet" have one form for noun and verb, "Nigeria, rapiti 30 studenti" and "Minister zu neun
Jahren verurteilt" have no auxiliary. What is mended holds for all later layers.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diurna.analysis import Analysis, Token
from diurna.extract.actors.naming import naming
from diurna.langs.pack import Pack, Packs
from diurna.langs.settings import Settings

_STOPS = frozenset(".!?…")
_APART = frozenset(":;–—|")
_OBJECT = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"})
_OPEN = frozenset({"NOUN", "ADJ", "X", "VERB", "PROPN"})
_PARTICIPLE = "VERB part past"
_SUBJECTS = frozenset({"states", "orgs", "media", "groups", "national", "people", "generic", "office", "title"})
"""Parts of the packs' names whose bearers act."""


def headlines(analysis: Analysis, packs: Packs) -> Analysis:
    """Mend the tokens of titles."""
    titles = {i for i, segment in enumerate(analysis.segments) if segment.kind == "title"}
    sentences = list(analysis.sentences)
    for at, sentence in enumerate(sentences):
        if sentence.segment in titles and sentence.lang is not None and sentence.lang in packs and sentence.tokens:
            tokens = _worded(sentence.tokens, packs[sentence.lang], packs, analysis.input.text)
            sentences[at] = msgspec.structs.replace(sentence, tokens=tokens)
    return msgspec.structs.replace(analysis, sentences=tuple(sentences))


def _worded(tokens: tuple[Token, ...], pack: Pack, packs: Packs, text: str) -> tuple[Token, ...]:
    if tokens[-1].text in _STOPS:
        return tokens
    found = list(tokens)
    last_verbs = pack.settings.verb_final
    names = _names(tokens, pack, packs, text) if pack.settings.bare_complements else {}
    for first, last in _parts(tokens, pack.settings, last_verbs):
        if last_verbs:
            _verb_last(found, first, last, pack)
        elif _finite(tokens[first:last]):
            continue
        elif pack.settings.bare_complements:
            _bare(found, first, last, pack, names)
        elif not pack.settings.case:
            _participles(found, first, last, pack)
    for first, last in _parts(found, pack.settings, True) if pack.settings.bare_complements else ():
        if not _finite(found[first:last]):
            _future(found, first, last, pack, names)
    return tuple(found)


def _finite(tokens: Sequence[Token]) -> bool:
    return any(t.pos in ("VERB", "AUX") and t.form == "fin" and t.voice != "pass" for t in tokens)


def _names(tokens: Sequence[Token], pack: Pack, packs: Packs, text: str) -> dict[int, tuple[int, bool]]:
    """Where a name or role that may act ends: its first token, and whether its words are one of many ("rebels")."""
    hits = naming(pack, packs.gazetteer).find(tokens, text)
    acting = [h for h in hits if any(sense.section in _SUBJECTS and sense.form != "adjective" for sense, _ in h.readings)]
    return {h.last: (h.first, tokens[h.last - 1].norm.endswith("s") and tokens[h.last - 1].text.islower()) for h in acting}


def _parts(tokens: Sequence[Token], s: Settings, commas: bool) -> list[tuple[int, int]]:
    """The stretches of a title that may have a verb of their own: between marks (`commas` among them) and words like "as"."""
    marks = _APART | {","} if commas else _APART
    cuts = [i for i, t in enumerate(tokens) if t.text in marks or t.pos == "SCONJ" or t.norm in s.subordinators]
    return [(a, b) for a, b in zip([0, *(i + 1 for i in cuts)], [*cuts, len(tokens)], strict=True) if b - a > 1]


def _bare(tokens: list[Token], first: int, last: int, pack: Pack, ends: dict[int, tuple[int, bool]]) -> None:
    """The word right behind an actor that is a verb of the pack, agrees with it and has something behind."""
    for i in (at for at in range(first + 1, last - 1) if at in ends):
        if (lemma := _verb(tokens[i].norm, pack)) and _told(tokens, i, first, ends[i], pack.settings):
            tokens[i] = msgspec.structs.replace(
                tokens[i], pos="VERB", lemma=lemma, form="fin", tense="pres", mood="ind", number="", cases=""
            )
            return


def _future(tokens: list[Token], first: int, last: int, pack: Pack, ends: dict[int, tuple[int, bool]]) -> None:
    """An actor and an infinitive with nothing but "to" between them: "Biden, Xi to meet"."""
    for i in range(first + 1, last - 1):
        if i in ends and tokens[i].norm in pack.settings.infinitive and (tokens[i + 1].form == "inf" or _verb(tokens[i + 1].norm, pack)):
            will = min(pack.settings.future)
            tokens[i] = msgspec.structs.replace(tokens[i], pos="AUX", lemma=will, norm=will, form="fin", tense="fut", mood="ind")
            tokens[i + 1] = msgspec.structs.replace(tokens[i + 1], pos="VERB", form="inf")
            return


def _told(tokens: Sequence[Token], at: int, first: int, subject: tuple[int, bool], s: Settings) -> bool:
    token, after = tokens[at], tokens[at + 1]
    if token.pos not in _OPEN or not token.text[:1].islower() or token.norm in s.classes.get("only_nouns", ()):
        return False
    row = subject[0] > first and (tokens[subject[0] - 1].text == "," or tokens[subject[0] - 1].norm in s.coordinators)
    many = row or subject[1] or tokens[at - 1].norm in s.classes.get("plurals", ())
    if token.norm.endswith("s") and not token.norm.endswith("ss"):
        return not many and (after.pos in _OBJECT or after.pos in ("ADP", "ADV", "PART"))
    return many and after.pos in _OBJECT


def _verb(norm: str, pack: Pack) -> str | None:
    """The infinitive of a form of the present whose verb the pack has a frame or a cue for."""
    forms = (norm, norm.removesuffix("s"), norm.removesuffix("es"), norm.removesuffix("ies") + "y" if norm.endswith("ies") else "")
    return next((f for f in forms if f and (pack.frames.of("v", f) or pack.speech.of("v", f))), None)


def _verb_last(tokens: list[Token], first: int, last: int, pack: Pack) -> None:
    """A participle or infinitive at the end of a part that has no other verb: "Oppositionsführer festgenommen", "Tausende protestieren"."""
    while last > first and tokens[last - 1].pos == "PUNCT":
        last -= 1
    verbs = [i for i in range(first, last) if tokens[i].pos in ("VERB", "AUX")]
    if verbs != [last - 1] or last - first < 2:
        return
    token = tokens[last - 1]
    parted = token.lemma.startswith(tuple(pack.settings.particles))  # whose finite forms stand apart: "bestellt ... ein"
    many = tokens[last - 2].number == "p"
    agrees = token.number == ("p" if many else "s")
    participle = token.form == "part" or (token.form == "fin" and token.norm != token.lemma and (parted or not agrees))
    if participle and token.lemma not in pack.settings.motion:
        tokens[last - 1] = msgspec.structs.replace(token, form="fin", tense="past", mood="ind", voice="pass")
    elif participle or token.form == "inf":
        tokens[last - 1] = msgspec.structs.replace(token, form="fin", tense="past" if participle else "pres", mood="ind")


def _participles(tokens: list[Token], first: int, last: int, pack: Pack) -> None:
    """A noun or adjective that is the participle of a verb of the pack and begins a part before its subject: "rapiti 30 studenti"."""
    start = next((i + 1 for i in range(first, min(first + 4, last)) if tokens[i].text == ","), first)
    if (
        start + 1 >= last
        or tokens[start].pos not in ("NOUN", "ADJ", "X")
        or tokens[start + 1].pos not in ("DET", "NUM", "NOUN", "PROPN", "X")
    ):
        return
    lemma = pack.morphology.lemma(tokens[start].text, _PARTICIPLE)
    if pack.frames.of("v", lemma) and tokens[start].norm != lemma:
        tokens[start] = msgspec.structs.replace(tokens[start], pos="VERB", lemma=lemma, form="part", tense="past")
