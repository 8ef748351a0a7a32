"""The parts of an article, and what its head and tail say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.analysis import Analysis, Input
from diurna.extract.document.datelines import dateline
from diurna.extract.document.segments import segments
from diurna.langs.pack import Packs

PACKS = Packs()
BODY = "The talks will go on for another week, the minister said. The army is ready, and nobody in the city slept that night."


def cut(text: str, title: tuple[int, int] | None = None, published: str | None = None, captured: str | None = None) -> Analysis:
    return segments(Analysis(Input("x", text, title, published, captured=captured)), PACKS)


def kinds(text: str, **known: object) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in cut(text, **known).segments]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("line", "outlet", "iso"),
    [
        ("L'Esempio - 05 Giugno 2025 06:50", "L'Esempio", "2025-06-05T06:50"),
        ("By Ann Lee | The Example | March 3, 2025", "The Example", "2025-03-03"),
        ("Di Redazione", None, None),
        ("Von Hans Meier, Berlin", None, None),
        ("Par Jean Dupont avec AFP", None, None),
        ("Publié le 3 mars 2025 à 10h20", None, "2025-03-03T10:20"),
        ("3 березня 2025, 10:20", None, "2025-03-03T10:20"),
        ("Пример.Ру, 3 марта 2025", "Пример.Ру", "2025-03-03"),
        ("Автор: Іван Приклад", None, None),
        ("El Ejemplo | 3 de marzo de 2025", "El Ejemplo", "2025-03-03"),
        ("Stand: 03.03.2025 10:20 Uhr", None, "2025-03-03T10:20"),
        ("Anna Prova | L'Esempio del Golfo | 3 marzo 2025", "L'Esempio del Golfo", "2025-03-03"),
        ("Hans Muster | Beispieler Tageblatt | 3. März 2025, 10:20", "Beispieler Tageblatt", "2025-03-03T10:20"),
        ("Іван Приклад | Приморський вісник | 3 березня 2025", "Приморський вісник", "2025-03-03"),
        ("Example Gazette | Ann Lee | March 3, 2025", "Example Gazette", "2025-03-03"),
        ("La Prueba del Sur | Ana Ejemplo | 3 de marzo de 2025", "La Prueba del Sur", "2025-03-03"),
        ("El Ejemplo Austral | Puerto Nuevo | 3 de marzo de 2025", "El Ejemplo Austral", "2025-03-03"),
        ("NAIROBI, March 3, 2025 (Example Wire)", "Example Wire", "2025-03-03"),
        ("Beispieler Bote, Politik", "Beispieler Bote", None),
        ("Example & Harbour — Politics desk", "Example & Harbour", None),
        ("Lima. El Ejemplo Austral / EFE", "El Ejemplo Austral", None),
        ("Jean Dupont (avec AFP) — Le Modèle de Nantes", "Le Modèle de Nantes", None),
        ("Автор: Иван Примеров («Пример недели»)", "Пример недели", None),
        ("Иван Примеров, Бишкек — «Пример недели»", "Пример недели", None),
        ("Іван Приклад, «Приморський вісник»", "Приморський вісник", None),
        ("«Приморський вісник», відділ політики", "Приморський вісник", None),
        ("Fr., 07.03.2025, 06:00", None, "2025-03-07T06:00"),
        ("07.03.2025 | 19:30 (Київ)", None, "2025-03-07T19:30"),
        ("Anna Prova | La Voce del Golfo | venerdì 7 marzo 2025, 07:05", "La Voce del Golfo", "2025-03-07T07:05"),
        ("Diario Ejemplar | Lima, viernes 7 de marzo de 2025 | 07:15 a. m.", "Diario Ejemplar", "2025-03-07T07:15"),
        ("Corriere Prova – 07/03/2025 07.15\ndi Anna Prova, con le agenzie Esempio e Modello", "Corriere Prova", "2025-03-07T07:15"),
        ("«Пример недели», Минск – Вильнюс, понедельник, 3 марта 2025 г.", "Пример недели", "2025-03-03"),
    ],
)
def test_bylines(line: str, outlet: str | None, iso: str | None) -> None:
    got = cut(f"Talks go on in the capital\n\n{line}\n\n{BODY}")
    assert [s.kind for s in got.segments] == ["title", "byline", "paragraph"]
    assert got.outlet == outlet
    assert (got.published.start if got.published else None) == iso
    if got.published and got.published.text:
        assert got.published.precision == ("minute" if "T" in (iso or "") else "day")


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("KYIV, March 3 (Reuters) -", "KYIV"),
        ("ROMA (ANSA) -", "ROMA"),
        ("(ANSA) - ROMA, 03 MAR -", "ROMA"),
        ("Roma, 3 mar. (askanews) –", "Roma"),
        ("КИЇВ. 3 березня. УНІАН -", "КИЇВ"),
        ("КИЇВ, 3 березня /Укрінформ/.", "КИЇВ"),
        ("МОСКВА, 3 мар — РИА Новости.", "МОСКВА"),
        ("МОСКВА, 3 марта. /ТАСС/.", "МОСКВА"),
        ("Berlin (dpa) -", "Berlin"),
        ("Genf/Berlin, 3. März 2025 (AFP) -", "Genf"),
        ("MADRID, 3 mar (EFE).-", "MADRID"),
        ("BUENOS AIRES (AP) —", "BUENOS AIRES"),
        ("Paris, le 3 mars 2025 (AFP) –", "Paris"),
        ("PARIS —", "PARIS"),
        ("Paris -", "Paris"),
        ("WASHINGTON, D.C. (AP) —", "WASHINGTON"),
    ],
)
def test_datelines(head: str, place: str) -> None:
    text = f"Talks go on\n\n{head} {BODY}"
    got = cut(text)
    assert got.dateline_place == place
    assert [text[s.start : s.end] for s in got.segments] == ["Talks go on", head, BODY]


@pytest.mark.parametrize(
    "sentence",
    [
        "Friedrich Muster (CDU) – der Kanzler – sagte das gestern in der Stadt.",
        "The war – says the minister – will end. March 3 (it is said) - no.",
        "Paris – der Bürgermeister hat es gesagt.",
        "Macron – Premier Bayrou war dagegen – hat es gesagt.",
        "Tokyo. The city is big. It - as we know - is old.",
        "Paris said no, and Rome (which had said yes) - nobody knows why - went home.",
    ],
)
def test_sentences_that_are_no_dateline(sentence: str) -> None:
    assert dateline(sentence, 0, len(sentence)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Source",
        "Fonte: ANSA",
        "Джерело",
        "Источник: Пример",
        "Quelle",
        "Read also: Ministers meet in Rome",
        "Leggi anche",
        "Читайте також: Міністри зустрілися",
        "Lire aussi",
        "Lea también: Los ministros se reúnen",
        "Mehr zum Thema",
        "© 2025 The Example",
        "(Reporting by Ann Lee; Editing by Jon Smith)",
        "Riproduzione riservata",
        "Subscribe to our newsletter",
        "Підписуйтесь на наш канал",
    ],
)
def test_footers(line: str) -> None:
    got = cut(f"Talks go on\n\n{BODY}\n\n{line}")
    assert [s.kind for s in got.segments] == ["title", "paragraph", "footer"]
    named = line in ("Source: Example", "Fonte: ANSA", "Источник: Пример", "(Reporting by Ann Lee; Editing by Jon Smith)")
    assert ("footer-stub" in [n.code for n in got.notes]) != named


@pytest.mark.parametrize("tail", ["Source", "(Reporting by Ann Lee; Editing by Jon Smith)", "Source: Example"])
def test_boilerplate_behind_the_last_sentence_is_cut_off(tail: str) -> None:
    assert kinds(f"Talks go on\n\n{BODY} {tail}")[1:] == [("paragraph", BODY), ("footer", tail)]


def test_a_short_paragraph_that_begins_as_another_languages_keywords_do_is_prose() -> None:
    assert kinds(f"Streit um Hafen\n\n{BODY}\n\nTags darauf verurteilte Paris den Angriff.")[-1][0] == "paragraph"
    assert kinds(f"Talks go on\n\n{BODY}\n\nTags: talks, Paris")[-1][0] == "footer"


def test_headlines_after_a_link_line_belong_to_it() -> None:
    got = kinds(f"Talks go on\n\n{BODY}\n\nRead more\nArmy takes a town\nThree dead in the north")
    assert [kind for kind, _ in got] == ["title", "paragraph", "footer", "footer", "footer"]


def test_prose_that_begins_like_boilerplate_stays() -> None:
    for words in ("Sources in the ministry said that the talks were over.", "Источник в МИД сообщил, что переговоры окончены."):
        assert kinds(f"Talks go on\n\n{BODY}\n\n{words}")[-1] == ("paragraph", words)


def test_a_title_that_the_container_names_is_one_segment() -> None:
    text = f"Talks go on. They end soon.\n{BODY}"
    assert kinds(text, title=(0, 27))[0] == ("title", "Talks go on. They end soon.")


def test_a_question_over_prose_is_a_title_and_a_lone_sentence_is_none() -> None:
    assert kinds(f"¿Quién manda?\n\n{BODY}")[0][0] == "title"
    assert kinds("Paris has condemned Moscow")[0][0] == "paragraph"
    assert kinds(f"Paris said no.\n\n{BODY}")[0][0] == "paragraph"


def test_a_name_that_is_a_preposition_opens_a_title() -> None:
    assert kinds(f"Di Esempio contro il ministro\n\n{BODY}")[0][0] == "title"


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The minister spoke in Geneva on Monday, and the talks\nwill go on. He told reporters in the city that nobody\n"
        "Knew when the war would end, which the General Staff\nConfirmed on Tuesday to the press, and that the army was\n"
        "ready for whatever came from the north. He then left\nfor Rome."
    )
    assert kinds(f"Talks go on\n\n{wrapped}") == [("title", "Talks go on"), ("paragraph", wrapped)]


@pytest.mark.parametrize(
    ("stated", "start", "precision", "zone"),
    [
        ("2025-06-05T06:50:00+02:00", "2025-06-05T06:50", "minute", "+02:00"),
        ("2025-06-05", "2025-06-05", "day", None),
        ("20250605", "2025-06-05", "day", None),
        ("2025-06", "2025-06", "month", None),
        ("Thu, 05 Jun 2025 06:50:00 GMT", "2025-06-05T06:50", "minute", "GMT"),
    ],
)
def test_the_containers_date(stated: str, start: str, precision: str, zone: str | None) -> None:
    got = cut(BODY, published=stated).published
    assert got and (got.start, got.precision, got.zone, got.source, got.text) == (start, precision, zone, "published", None)


def test_what_is_unknown_about_the_date_is_noted() -> None:
    assert [n.code for n in cut(BODY).notes] == ["published-unknown"]
    assert "'Mon, 99 Foo 2031'" in cut(BODY, published="Mon, 99 Foo 2031").notes[0].message
    assert [n.code for n in cut(BODY, published="2025-06-05T06:50").notes] == ["published-timezone-unknown"]


def test_a_byline_adds_the_minute_to_the_containers_day_and_an_update_is_no_publication() -> None:
    got = cut(f"Talks go on\n\nUpdated March 4, 2025\nX | March 3, 2025 10:20\n\n{BODY}", published="2025-03-03").published
    assert got and got.start == "2025-03-03T10:20"


def test_a_full_date_in_the_dateline_is_the_last_resort() -> None:
    got = cut(f"LONDON, March 3, 2025 (Reuters) - {BODY}").published
    assert got and (got.start, got.source) == ("2025-03-03", "dateline")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("aA.\n \n—(),3/»")))
def test_segments_cover_all_but_space_in_order(text: str) -> None:
    at = 0
    for s in cut(text).segments:
        assert at <= s.start < s.end <= len(text) and not text[at : s.start].strip()
        assert not text[s.start].isspace() and not text[s.end - 1].isspace()
        at = s.end
    assert not text[at:].strip()


def test_the_day_of_capture_serves_where_nothing_else_tells() -> None:
    captured = cut("France condemned Russia in a statement, the ministry said.", captured="2025-06-05T06:50:00Z")
    assert captured.published and captured.published.start == "2025-06-05" and captured.published.precision == "day"
    assert [n.code for n in captured.notes] == ["published-from-capture"]
    assert [n.code for n in cut(BODY, published="2025-06-05", captured="2025-07-01T00:00:00Z").notes] == []


def test_a_dateline_may_have_two_cities_and_a_date_in_figures() -> None:
    text = "BERLIN/WIEN, 3.03.2025 – Die Gespräche gehen weiter, sagte der Minister."
    found = dateline(text, 0, len(text))
    assert found is not None
    assert (found.place, found.date and text[slice(*found.date)]) == ("BERLIN", "3.03.2025")


def test_a_line_of_author_and_desk_does_not_hide_the_date_below_it() -> None:
    found = cut("Port shut\n\nThe Example | Analysis\nAnn Lee, Asia editor\nFriday 12 April 2024\n\nThe port of Riga was shut on Monday.")
    assert found.published is not None and found.published.start == "2024-04-12"


@pytest.mark.parametrize(
    ("head", "iso", "outlet"),
    [
        ("Lima, 3 mar 2024, 11:30 (Agencia Costera).- El Gobierno cerró la frontera.", "2024-03-03T11:30", "Agencia Costera"),
        ("HONIARA, Nov. 8, 2023 (Reef Newswire) - Police closed two roads.", "2023-11-08", "Reef Newswire"),
        ("DAKAR, 3 mars 2024, 21 h 10 (Agence du Fleuve) – La police a fermé deux routes.", "2024-03-03T21:10", "Agence du Fleuve"),
        ("БИШКЕК, 3 марта 2024 г., 18:40 — «Тянь-Шань Пресс». Полиция закрыла две дороги.", "2024-03-03T18:40", "Тянь-Шань Пресс"),
        ("УЖГОРОД, 3 березня 2024 року, 17:15. /Верховина-Прес/ Поліція закрила дві дороги.", "2024-03-03T17:15", "Верховина-Прес"),
        ("MADRID, 3 mar (EFE).- La policía cerró dos calles.", None, None),
    ],
)
def test_a_dateline_with_year_and_hour_dates_the_article_and_names_its_agency(head: str, iso: str | None, outlet: str | None) -> None:
    got = segments(Analysis(Input("x", head)), PACKS)
    assert ((got.published.start if got.published else None), got.outlet) == (iso, outlet)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Lagoon Chronicle", "The Lagoon Chronicle"),
        ("Тижневик «Лиманський огляд»", "Лиманський огляд"),
        ("Ann Lee", None),
        ("What the ministers want", None),
    ],
)
def test_a_line_below_the_title_names_the_outlet_where_the_next_one_is_dated(line: str, outlet: str | None) -> None:
    assert cut(f"Talks go on\n\n{line}\n\nTuesday, 4 March 2025, 10:20\n\n{BODY}").outlet == outlet
