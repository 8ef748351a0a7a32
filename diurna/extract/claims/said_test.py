"""When a claim was said."""

from __future__ import annotations

import pytest

from diurna.analysis import Input
from diurna.extract.stages import run
from diurna.langs.pack import Packs

PACKS = Packs()


def said(text: str, lang: str) -> list[str | None]:
    """The first day of each claim's saying, in text order; the articles are of Thursday, 5 June 2025."""
    found = run(Input("x", text, lang=lang, published="2025-06-05"), PACKS)
    return [c.said.start if c.said else None for c in sorted(found.claims, key=lambda c: c.cue[0].start)]


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("Maduro told reporters on Monday that the election had been fair.", "en", ["2025-06-02"]),
        ("Hakan Fidan, who met the Iranian president on Monday, denied that the border was shut.", "en", [None]),
        ("Radio Lima desmintió el martes la venta, pero Madrid no descarta un pacto.", "es", ["2025-06-03", None]),
        ("Das Schiff sank am Montag. Niemand half. Am Abend sagte Macron, die Suche gehe weiter.", "de", ["2025-06-02"]),
        ("Судно затонуло в понедельник. Никто не помог. К ночи Лавров заявил, что поиски идут.", "ru", ["2025-06-02"]),
        ('"Nobody will scare us," the Estonian minister, Margus Tsahkna, said on Tuesday.', "en", ["2025-06-03"]),
        ("El lunes el ministro negó los hechos y prometió una investigación.", "es", ["2025-06-02", "2025-06-02"]),
        ("У понеділок Зеленський відкинув звинувачення й пообіцяв реформу.", "uk", ["2025-06-02", "2025-06-02"]),
        ("Le ministre a nié les faits lundi, affirmant que rien ne s'était passé.", "fr", ["2025-06-02", "2025-06-02"]),
        ("Всё началось в понедельник, когда Лавров заявил, что договор расторгнут.", "ru", ["2025-06-02"]),
        ("Macron denied the report on Monday. He added that the talks would go on.", "en", ["2025-06-02", "2025-06-02"]),
        ("Asked by the BBC on Monday whether he was ill, Macron said that he was.", "en", ["2025-06-02"]),
        ("Dans une note publiée vendredi, l'ONU affirme que le barrage fuit.", "fr", ["2025-05-30"]),
        ("Выступая вчера в Казани, Лавров обвинил банки в обмане.", "ru", ["2025-06-04"]),
        ("Samedi, le ministre a dénoncé une « farce » et démenti que le port ferme.", "fr", ["2025-05-31", "2025-05-31"]),
        ("Macron a promis lundi de venir. Dans la soirée, Scholz a assuré que tout était prêt.", "fr", ["2025-06-02", "2025-06-02"]),
        ("Macron negó la venta el lunes. Scholz dijo entonces que la venta era legal.", "es", ["2025-06-02", "2025-06-02"]),
        ("Macron a promis lundi de venir, alors que Scholz refuse toute visite.", "fr", ["2025-06-02", None]),
        ("By Monday the minister, Emmanuel Macron, was saying that the pier was safe.", "en", ["2025-06-02"]),
        ("« Le phare est fermé », a fait savoir mardi un diplomate suisse.", "fr", ["2025-06-03"]),
        ("La OTAN, reunida el martes en Oslo, condenó el robo.", "es", ["2025-06-03"]),
        (
            "«Це глум», – сказав Кулеба у промові в ніч на середу й попросив Варшаву про міст.",
            "uk",
            ["2025-06-03", "2025-06-03"],
        ),
    ],
)
def test_a_claim_has_the_time_of_its_own_clause_and_of_the_one_it_goes_on_from(text: str, lang: str, days: list[str | None]) -> None:
    assert said(text, lang) == days


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("Maduro, in power since 2013, said that the vote had been fair.", "en", [None]),
        ("Il deputato, arrestato in maggio, ha detto che il processo è politico.", "it", [None]),
        ("El exministro, condenado en 2019, negó los hechos.", "es", [None]),
        ("Москва отвергла обвинения, а в понедельник выслала двух дипломатов.", "ru", [None]),
        ("Er wurde am Montag festgenommen; er bestreitet alle Vorwürfe.", "de", [None]),
        ("Olaf Scholz, heute Anwalt in Hamburg, bestreitet den Kauf.", "de", [None]),
        ("Лавров вину отрицал, а в понедельник уехал в Казань.", "ru", [None]),
        ("Scholz was fined on Monday for calling the jury blind.", "en", [None]),
        ("Only last week Scholz threatened a boycott, but now he calls for talks.", "en", ["2025-05-26", None]),
        ("Macron promised help on Monday. At first he had denied the losses.", "en", ["2025-06-02", None]),
    ],
)
def test_the_time_of_another_clause_or_of_a_participle_is_not_the_saying_s(text: str, lang: str, days: list[str | None]) -> None:
    assert said(text, lang) == days


def test_what_was_denied_before_is_no_time_for_what_is_admitted_now() -> None:
    text = "Міністр Резніков, який у квітні заперечував борг, тепер визнав частину суми."
    assert said(text, "uk") == ["2025-04-01", None]
