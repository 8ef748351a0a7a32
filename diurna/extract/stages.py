"""The whole way of an article, from canonical text to the layers of a record, on one page."""

from __future__ import annotations

from collections.abc import Callable

from diurna.analysis import Analysis, Input
from diurna.extract.actors.actors import actors
from diurna.extract.actors.credits import credits
from diurna.extract.actors.headlines import headlines
from diurna.extract.circumstances.contradictions import contradictions
from diurna.extract.circumstances.places import places
from diurna.extract.circumstances.quantities import quantities
from diurna.extract.circumstances.times import times
from diurna.extract.claims.claims import claims
from diurna.extract.clauses.clauses import clauses
from diurna.extract.confidence import confidence
from diurna.extract.document.languages import languages
from diurna.extract.document.segments import segments
from diurna.extract.document.sentences import sentences
from diurna.extract.document.tokens import tokens
from diurna.extract.events.events import events
from diurna.extract.positions.changes import changes
from diurna.extract.positions.links import links
from diurna.extract.positions.performed import performed
from diurna.extract.positions.spoken import spoken
from diurna.extract.positions.turned import turned
from diurna.langs.pack import Packs

Stage = Callable[[Analysis, Packs], Analysis]

STAGES: tuple[Stage, ...] = (
    segments,  # title, byline, dateline, paragraphs, footer; outlet and publication date
    languages,  # a language for each segment
    sentences,
    tokens,  # words with lemma, part of speech, case
    headlines,  # verbs of titles that look like nouns
    actors,  # names, role nouns, pronouns -> entities
    credits,  # agencies in bylines, datelines and closing lines
    places,
    contradictions,  # a place put where it is not
    times,
    quantities,
    clauses,  # phrases, verb groups, who governs what
    events,  # frames, operators, composition
    claims,  # who says so
    performed,  # who says and who does, where one word tells both
    turned,  # what stands amount to that the text sets against each other
    spoken,  # what is done by being said
    links,  # which claim is about which event
    confidence,  # how often events of the same derivation were right
    changes,  # who took another stand, what is contested
)


def run(document: Input, packs: Packs) -> Analysis:
    """All layers of one document."""
    analysis = Analysis(document)
    for stage in STAGES:
        analysis = stage(analysis, packs)
    return analysis
