"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.analysis import Analysis, Input
from diurna.extract.document.sentences import sentences, split
from diurna.langs.pack import Packs
from diurna.model import Segment

LANGS = ("en", "it", "uk", "ru", "es", "fr", "de", None)


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("en", "Mr. Smith of the U.S. Army spoke at 3.5 p.m. in St. Paul.| He left."),
        ("en", "It was in the U.S.| The army left.| No. 5 came, and so on, etc.| Nothing more."),
        ("en", '"Stop!" he said.| "We will not."| Then J. K. Lee left (it was late).| Why?| Nobody knows...| Perhaps.'),
        ("en", "He said: no!| “Go.”| She went."),
        ("it", "Il dott. Rossi e l'on. Bianchi, ecc.| La riunione è finita.| Nel 2024.| Poi G. Verdi ha parlato."),
        ("it", "Lo dice l'art. 5 del trattato.| È così."),
        ("uk", "Про це у 2014 р. Україна заявила.| О. В. Коваленко, ген. Іваненко і т. д.| «Ні!» – сказав він.| Усе."),
        ("uk", "На вул. Шевченка, 5.| «Ми готові», – сказав він.| – Ми підемо."),
        ("ru", "В. В. Иванов и г-н Петров, т. е. они, живут на ул. Мира.| Это так.| В 2014 г. Россия ушла.| «Да!» — сказал он."),
        ("es", "El Sr. Pérez vive en EE.UU. desde el s. V a. C. según dijo.| ¿Por qué?| Nadie lo sabe."),
        ("fr", "M. Dupont et Mme J.-P. Martin, etc.| Ils sont partis. »| Puis rien.| « Non ! » a-t-il dit."),
        ("de", "Am 3. März kam Dr. Müller, z. B. mit Gen. Weber.| Das war alles.| Es waren 12.| Der Rest ging."),
        ("de", "„Wir gehen.“| Er ging.| Der 2. Weltkrieg."),
        ("it", "Il trattato è stato firmato.|Il presidente ha parlato di Lenta.Ru ieri."),
        (None, "一つ。|二つ！|終わり"),
    ],
)
def test_ends(lang: str | None, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in split(text, 0, len(text), lang)] == wanted


@given(st.text(st.characters(codec="utf-8") | st.sampled_from('aA.!? …\n»"1')), st.sampled_from(LANGS))
def test_sentences_cover_all_but_space_in_order(text: str, lang: str | None) -> None:
    at = 0
    for a, b in split(text, 0, len(text), lang):
        assert at <= a < b <= len(text) and not text[at:a].strip()
        assert not text[a].isspace() and not text[b - 1].isspace()
        at = b
    assert not text[at:].strip()


def test_the_stage_knows_segment_and_language() -> None:
    text = "Title here\n\nKYIV. 3 березня. УНІАН - Der Minister sprach in Genf. Er ging."
    segments = (Segment("title", "en", 0, 10), Segment("dateline", "uk", 12, 36), Segment("paragraph", "de", 37, len(text)))
    got = sentences(Analysis(Input("x", text), segments=segments), Packs()).sentences
    assert [(s.segment, s.lang) for s in got] == [(0, "en"), (1, "uk"), (2, "de"), (2, "de")]


def test_a_quoted_sentence_in_another_language_keeps_its_own() -> None:
    text = "Der Minister sprach in Genf über den Krieg. The president said that he would not go to the talks in the city."
    segments = (Segment("paragraph", "de", 0, len(text)),)
    assert [s.lang for s in sentences(Analysis(Input("x", text), segments=segments), Packs()).sentences] == ["de", "en"]
