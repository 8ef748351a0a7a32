"""schema.org claims as an RDF reader sees them: nobody is made to claim what he denies, and nothing is rated."""

from __future__ import annotations

from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from diurna.export.annotations import VOCABULARY, claim_id
from diurna.export.conftest import made
from diurna.export.origins import RecordsOrigin
from diurna.model import Record

SCHEMA, OURS = Namespace("https://schema.org/"), Namespace(VOCABULARY)


def test_claims_have_author_text_and_article(files: RecordsOrigin, records: list[Record]) -> None:
    graph = Graph().parse(data=made("schema-org", files), format="json-ld")
    claims = {str(s) for s in graph.subjects(RDF.type, SCHEMA.Claim)}
    assert claims == {claim_id(c.id) for r in records for c in r.claims}
    texts = {f"urn:diurna:article:{r.document.id}": r.document.text for r in records}
    for claim in graph.subjects(RDF.type, SCHEMA.Claim):
        assert str(graph.value(claim, SCHEMA.text)) in texts[str(graph.value(claim, SCHEMA.appearance))]


def test_the_text_of_a_denial_has_its_denying(files: RecordsOrigin) -> None:
    graph = Graph().parse(data=made("schema-org", files), format="json-ld")
    (denial,) = [s for s in graph.subjects(OURS.act, None) if str(graph.value(s, OURS.act)) == "deny"]
    assert "denied" in str(graph.value(denial, SCHEMA.text))
    assert str(graph.value(denial, SCHEMA.author)) == "urn:diurna:entity:IRN"
    assert graph.value(denial, SCHEMA.about) is None, "an event that is only denied is not what anything is about"


def test_nothing_is_rated(files: RecordsOrigin) -> None:
    assert b"ating" not in made("schema-org", files)


def test_roles_without_a_name_are_not_one_and_the_same(files: RecordsOrigin) -> None:
    assert b"entity:generic/" not in made("schema-org", files)
