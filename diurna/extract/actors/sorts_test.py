"""Bodies and people that no table has, and words that mean whoever was named: in languages whose packs have no cases of the actor layer."""

from __future__ import annotations

import pytest

from diurna.extract.actors.actors_test import failure, read
from diurna.langs.marked import parse


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "Le [unknown/les-voix-du-sud:parti Les Voix du Sud] a protesté. Puis [unknown/les-voix-du-sud:Les Voix du Sud] ont gagné."),
        ("fr", "La [RUS:Russie] a parlé mardi. [RUS:Elle] avait menti."),
        ("fr", "[person/nicolas-sarkozy:Nicolas Sarkozy] est venu. L'[person/nicolas-sarkozy:ex-président] nie tout."),
        ("es", "El [unknown/voz-del-sur:sindicato minero Voz del Sur] paró. Luego [unknown/voz-del-sur:Voz del Sur] cedió."),
        ("es", "Lo dijo el [unknown/francisco-luna-paz:general Francisco Luna Paz]."),
        ("es", "[person/gustavo-petro:Petro] vio a [person/nicolas-maduro:Maduro]. [person/nicolas-maduro:Este último] mintió."),
        ("de", "Das meldet das [unknown/kurier-24:Portal „Kurier 24“] aus Wien."),
        ("de", "[person/emmanuel-macron:Macron] sah [person/friedrich-merz:Merz]. [person/friedrich-merz:Dieser] schwieg."),
        ("de", "Das sagte [unknown/riad-al-dschabir:Außenminister Riad al-Dschabir] in Kairo."),
        ("de", "Das sagte sie der [media/bild:»Bild«] am Montag."),
        ("en", "[org/rusal:Rusal] sued the state. [org/rusal:The firm] wants more."),
        ("en", "France's interior minister, [unknown/paul-arno:Paul Arno], spoke. [unknown/paul-arno:The politician] left."),
        ("fr", "[org/rsf:Reporters sans frontières] proteste. L'[org/rsf:organisation] a parlé."),
        ("fr", "La [unknown/onde-bleue:chaîne Onde Bleue] a fermé. La [unknown/onde-bleue:chaîne] proteste."),
        ("it", "L'[org/eni:Eni] ha vinto. L'[org/eni:azienda] tace."),
        ("es", "La [unknown/vía-alta:constructora peruana Vía Alta] quebró."),
        ("ru", "Об этом пишет [unknown/вечерний-бор:газета «Вечерний бор»]."),
        ("ru", "[person/angela-merkel:Меркель] позвонила [person/vladimir-putin:Путину]. [person/vladimir-putin:Тот] согласился."),
    ],
)
def test_who_is_meant_is_read_off_the_words_around(lang: str, line: str) -> None:
    marked = parse(line)
    analysis = read(("paragraph", lang, marked.text))
    assert [f for mark in marked.marks if (f := failure(mark, analysis))] == []
