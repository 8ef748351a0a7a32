from diurna.langs.pack import Packs

PACKS = Packs()


def _pos(lang: str, sentence: str) -> dict[str, str]:
    words, spans, at = sentence.split(), list[tuple[int, int]](), 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return {t.text: t.pos for t in PACKS[lang].morphology.tokens(sentence, spans)}


def test_a_surname_that_looks_like_a_verb_is_a_name() -> None:
    assert _pos("it", "La polizia ha fermato Mario Burlò a Caracas .")["Burlò"] == "PROPN"


def test_a_town_behind_a_preposition_that_looks_like_a_verb_is_a_name() -> None:
    assert _pos("it", "A Tripoli il governo ha firmato un accordo .")["Tripoli"] == "PROPN"


def test_verbs_stay_verbs() -> None:
    assert _pos("it", "La polizia ha fermato due uomini .")["fermato"] == "VERB"
