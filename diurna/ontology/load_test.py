from typing import get_args

import pytest

from diurna.model import Type
from diurna.ontology.load import Meaning, load

ONTOLOGY = load()
ACTS = sorted(ONTOLOGY.acts)
OPERATORS = sorted(ONTOLOGY.operators)


def compose(*names: str, choice: str = "manual") -> Meaning | None:
    """compose("refuse-to", "lift", "embargo") reads from the outside in."""
    *operators, act = names
    meaning: Meaning | None = ONTOLOGY.meaning(act, choice)  # type: ignore[arg-type]
    for operator in reversed(operators):
        meaning = ONTOLOGY.compose(operator, meaning, choice)  # type: ignore[arg-type]
    return meaning


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("choice", ["manual", "plv"])
def test_the_table_is_total(operator: str, choice: str) -> None:
    for act in ACTS:
        found = compose(operator, act, choice=choice)
        assert found is None or found.type in get_args(Type)


@pytest.mark.parametrize("outer", OPERATORS)
@pytest.mark.parametrize("inner", OPERATORS)
def test_what_an_operator_makes_is_again_an_act(outer: str, inner: str) -> None:
    for act in ACTS:
        made = compose(inner, act)
        if made is not None:
            found = ONTOLOGY.compose(outer, made)
            assert found is None or found.type in get_args(Type)


# The manual's "potential ambiguities" and the composition of its categories: (operators and act, type, mode, type of the object, status).
RULES = [
    ("commit meet", "AGREE", "", "CONSULT", ""),  # agreed to hold talks
    ("future meet", "AGREE", "", "CONSULT", ""),  # future cooperation is AGREE
    ("future give-aid", "AGREE", "", "AID", ""),
    ("future sign", "AGREE", "", "SUPPORT", ""),  # "will sign an agreement"
    ("future withdraw-forces", "CONCEDE", "", "RETREAT", ""),  # an announced withdrawal is CONCEDE
    ("commit stop shell", "CONCEDE", "", "RETREAT", ""),  # agreed to stop shelling
    ("stop give-aid", "SANCTION", "withdraw", "", ""),  # stopping aid is SANCTION
    ("stop trade", "SANCTION", "discontinue", "", ""),
    ("stop attack", "RETREAT", "ceasefire", "", ""),
    ("stop deploy", "RETREAT", "withdraw", "", ""),
    ("stop demonstrate", "CONCEDE", "", "", ""),
    ("stop meet", "REJECT", "meet", "", ""),  # a cancelled meeting
    ("lift embargo", "RETREAT", "", "", ""),
    ("lift curfew", "RETREAT", "", "", ""),
    ("commit lift embargo", "CONCEDE", "", "RETREAT", ""),
    ("refuse-to meet", "REJECT", "meet", "CONSULT", ""),
    ("refuse-to withdraw-forces", "REJECT", "yield", "RETREAT", ""),
    ("refuse-to demand withdraw-forces", "REJECT", "change", "REQUEST", ""),  # rejected demands to withdraw
    ("refuse-to attack", "ASSAULT", "", "", "negated"),
    ("demand release", "REQUEST", "yield", "RETREAT", ""),
    ("demand lift blockade", "REQUEST", "yield", "RETREAT", ""),
    ("demand give-arms", "REQUEST", "assist", "AID", ""),
    ("demand meet", "REQUEST", "meet", "CONSULT", ""),
    ("threaten-to attack", "THREATEN", "violence", "ASSAULT", ""),
    ("threaten-to embargo", "THREATEN", "restrict", "SANCTION", ""),
    ("threaten-to expel-diplomat", "THREATEN", "expel", "SANCTION", ""),
    ("threaten-to seize-territory", "THREATEN", "territory", "ASSAULT", ""),
    ("threaten-to arrest", "THREATEN", "arrest", "COERCE", ""),
    ("threaten-to stop give-aid", "THREATEN", "", "SANCTION", ""),
    ("commit attack", "THREATEN", "violence", "ASSAULT", ""),
    ("order arrest", "COERCE", "arrest", "", ""),  # ordered the arrest: performs it
    ("order investigate", "ACCUSE", "investigate", "", ""),
    ("order release", "RETREAT", "release", "", ""),
    ("begin negotiate", "CONSULT", "", "", ""),
    ("do attack", "ASSAULT", "", "", ""),  # a light verb carries no meaning
    ("attempt assassinate", "ASSAULT", "targeted", "", ""),
    ("prevent attack", "COERCE", "seize", "", ""),
    ("fail-to release", "REJECT", "yield", "RETREAT", ""),
    ("accuse-of attack", "ACCUSE", "allege", "ASSAULT", ""),
    ("condemn-for arrest", "ACCUSE", "disapprove", "COERCE", ""),
    ("praise-for release", "SUPPORT", "", "RETREAT", ""),
    ("warn-of attack", "THREATEN", "violence", "ASSAULT", ""),
    ("allow let-aid-in", "RETREAT", "access", "RETREAT", ""),
    ("hypothetical attack", "ASSAULT", "", "", "hypothetical"),
    ("future arrest", "COERCE", "arrest", "", "future"),
]


@pytest.mark.parametrize(("words", "kind", "mode", "inner", "status"), RULES)
def test_composition(words: str, kind: str, mode: str, inner: str, status: str) -> None:
    found = compose(*words.split())
    assert found is not None
    assert (found.type, found.object.type if found.object else "", found.status) == (kind, inner, status)
    assert not mode or mode in found.modes


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("bar-entry", "REJECT"),  # barring entry is REJECT
        ("summon", "ACCUSE"),  # a summoned ambassador is ACCUSE
        ("rescue", "AID"),  # hostages rescued are AID
        ("impose-sanctions", "SANCTION"),
        ("hack", "COERCE"),
        ("issue-warrant", "THREATEN"),
        ("extradite", "COOPERATE"),
        ("resign", "RETREAT"),
    ],
)
def test_acts_that_the_manual_places_against_first_guess(act: str, kind: str) -> None:
    assert ONTOLOGY.meaning(act).type == kind


@pytest.mark.parametrize(
    ("words", "manual", "plv"),
    [
        ("impose-sanctions", "SANCTION", "COERCE"),
        ("convict", "SANCTION", "ACCUSE"),
        ("hack", "COERCE", "ASSAULT"),
        ("commit release", "CONCEDE", "AGREE"),
        ("future withdraw-forces", "CONCEDE", "AGREE"),
        ("demand impose-sanctions", "REQUEST", "ACCUSE"),
        ("demand arrest", "REQUEST", "ACCUSE"),
    ],
)
def test_where_manual_and_annotators_disagree(words: str, manual: str, plv: str) -> None:
    first, second = compose(*words.split()), compose(*words.split(), choice="plv")
    assert first is not None and first.type == manual
    assert second is not None and second.type == plv


@pytest.mark.parametrize(
    ("act", "kind"),
    [("demonstrate", "MOBILIZE"), ("strike-work", "MOBILIZE"), ("dissent", "PROTEST"), ("complain", "PROTEST"), ("meet", "CONSULT")],
)
def test_agency_annotators_take_mobilising_in_its_everyday_sense(act: str, kind: str) -> None:
    meaning = ONTOLOGY.meaning(act)
    assert ONTOLOGY.by_agency(meaning.type, meaning.cameo) == kind


def test_no_event_comes_of_lifting_what_is_no_burden() -> None:
    assert compose("lift", "meet") is None
    assert ONTOLOGY.compose("begin", None) is None
    assert compose("deny", "attack") is None
