"""Topics: whom the sentences before told of, for verbs whose subject is left out: "El grupo robó los datos. Exigió un rescate"."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from diurna.analysis import Analysis
from diurna.extract.clauses import doers
from diurna.extract.clauses.syntax import Clause, Syntax
from diurna.extract.clauses.units import Phrase, Verb
from diurna.extract.events import slots as slotting
from diurna.langs.settings import Settings

QUOTES = ("«", "“", '"', "„")
REACH = 3
"""How many sentences back the subject that a verb leaves out may stand."""


class Topic(msgspec.Struct, frozen=True):
    """The subject of a sentence before: where it stands and the members of its list."""

    sentence: int
    phrase: Phrase
    number: str

    @property
    def members(self) -> list[Phrase]:
        return self.phrase.group or [self.phrase]


def before(analysis: Analysis, here: int, settings: Settings, number: str) -> Iterator[Topic]:
    """The subjects of the sentences before one that may be that of a verb of this number, nearest first.

    A reporting clause ("..., dijo el ministro") outranks the sentence it stands in; a sentence that leaves its own subject out has that of
    the one before it. One whose subject has another number goes on with nothing.
    """
    for k in range(here - 1, max(-1, here - 1 - REACH), -1):
        sentence, syntax = analysis.sentences[k], analysis.clauses[k]
        if not isinstance(syntax, Syntax) or sentence.lang != analysis.sentences[here].lang:
            continue
        if analysis.segments and analysis.segments[sentence.segment].kind != "paragraph":
            continue
        for clause in _told(syntax, quoted=sentence.tokens[0].text in QUOTES if sentence.tokens else False):
            for phrase in _subjects(clause, analysis, k, settings):
                shown = clause.verb.number if settings.determiner_cases and clause.verb is not None else ""  # "Kapitän" shows none
                shown = shown or phrase.number or sentence.tokens[phrase.head].number
                own = "p" if len(phrase.group) > 1 else _one(analysis, phrase) or shown
                if not phrase.time and own[:1] in ("", number or own[:1]):
                    yield Topic(k, phrase, own[:1])


def _one(analysis: Analysis, phrase: Phrase) -> str:
    """The number of a phrase that names a person, whatever the tagger makes of its noun ("il leader Juan Paredes"); "" for others."""
    entity = analysis.entities.get(phrase.mention.entity or "") if phrase.mention is not None else None
    return "s" if entity is not None and entity.kind == "person" else ""


def able(topic: Topic, analysis: Analysis, settings: Settings) -> bool:
    """Whether a topic names who can act: somebody known, people of any kind, or a text that speaks (class "written")."""
    tokens = analysis.sentences[topic.sentence].tokens
    written = settings.classes.get("written", ())
    return any(doers.acts(p, tokens, settings) or tokens[p.head].lemma in written for p in topic.members)


def _told(syntax: Syntax, quoted: bool) -> list[Clause]:
    """The clauses whose subject a sentence is about: those that report, else its main clauses, the last first; none of a quotation's."""
    finite = [c for c in syntax.clauses if isinstance(v := c.verb, Verb) and v.form == "fin" and v.person not in ("1", "2")]
    reporting = [c for c in reversed(finite) if c.inverted]
    if reporting or quoted:
        return reporting
    return [c for c in reversed(finite) if c.kind == "main"]


def _subjects(clause: Clause, analysis: Analysis, k: int, settings: Settings) -> list[Phrase]:
    """The subject of a clause; of a passive what it is done to, then who does it."""
    found = slotting.of_verb(clause, analysis.sentences[k].tokens, settings)
    passive = clause.verb is not None and clause.verb.passive
    subjects = [p for p in found.get("obj" if passive else "subj", [])[:1] if not p.prep]
    partners = [p for p in found.get("with", []) if clause.verb is not None and clause.verb.reflexive]  # "se reunió con los gremios"
    return subjects + (found.get("subj", [])[:1] if passive else partners[:1])
