"""Who is the subject and who the object of a verb, language by language."""

from __future__ import annotations

import pytest

from diurna.analysis import Analysis, Input
from diurna.coding import packs
from diurna.extract.clauses.syntax import Syntax
from diurna.extract.events import slots
from diurna.extract.stages import STAGES


def arguments(lang: str, text: str, verb: str) -> tuple[str, str]:
    """The subject and the object of the verb with the form `verb`, as words of `text`."""
    analysis = Analysis(Input("x", text, lang=lang))
    for stage in STAGES:
        analysis = stage(analysis, packs())
        if analysis.clauses:
            break
    for syntax, sentence in zip(analysis.clauses, analysis.sentences, strict=True):
        assert isinstance(syntax, Syntax)
        for clause in syntax.clauses:
            if clause.verb is not None and sentence.tokens[clause.verb.head].text == verb:
                found = slots.of_verb(clause, sentence.tokens, packs()[lang].settings)
                words = [found.get(name, [])[:1] for name in ("subj", "obj")]
                spans = [(sentence.tokens[p[0].first].start, sentence.tokens[p[0].last - 1].end) if p else (0, 0) for p in words]
                return text[slice(*spans[0])], text[slice(*spans[1])]
    raise AssertionError(f"no verb {verb} was found")


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("it", "Nel 2012 la banda incontrò il ministro.", "incontrò", "la banda"),
        ("ru", "До 1925 года Пригожев командовал ротой.", "командовал", "Пригожев"),
        ("ru", "При этом возраст не имеет значения.", "имеет", "возраст"),
        ("fr", "En 2019 le parti a rompu avec Paris.", "rompu", "le parti"),
    ],
)
def test_a_date_ends_before_the_subject(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("it", "Gli ospedali sono pieni, ha affermato Meloni lo scorso giovedì.", "affermato", "Meloni"),
        ("es", "Los médicos no tienen camas, dijo ayer Sánchez.", "dijo", "Sánchez"),
        ("de", "Die Lage sei ernst, sagte am Montag Scholz.", "sagte", "Scholz"),
        ("fr", "Les hôpitaux sont pleins, a indiqué hier Macron.", "indiqué", "Macron"),
        ("en", "The towns are empty, said Zelensky.", "said", "Zelensky"),
        ("uk", "Міста порожні, заявив учора Зеленський.", "заявив", "Зеленський"),
    ],
)
def test_a_reporting_verb_behind_its_report_has_its_subject_behind_it(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


def test_a_verb_behind_a_relative_clause_is_no_inserted_report() -> None:
    text = "Lavrov, who arrived in Cairo on Sunday, urged Egypt to resume talks."
    assert arguments("en", text, "urged") == ("Lavrov", "Egypt")


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("it", "La Lega, alleata di governo, proibì il corteo.", "proibì", "La Lega"),
        ("en", "The bloc, meeting in Abuja under the president, closed its borders.", "closed", "The bloc"),
    ],
)
def test_what_stands_between_commas_is_not_the_subject(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


@pytest.mark.parametrize(
    ("lang", "text", "verb", "expected"),
    [
        ("ru", "Закон подписал президент.", "подписал", ("президент", "Закон")),
        ("ru", "Образование получила она.", "получила", ("она", "Образование")),
        ("ru", "Эрдоган, напротив, поддержал Баку.", "поддержал", ("Эрдоган", "Баку")),
        ("uk", "Місто захопили війська.", "захопили", ("війська", "Місто")),
    ],
)
def test_agreement_and_case_find_the_subject(lang: str, text: str, verb: str, expected: tuple[str, str]) -> None:
    assert arguments(lang, text, verb) == expected


@pytest.mark.parametrize(
    ("lang", "text", "verb", "object_"),
    [
        ("en", "Paris condemned and rejected the accusations.", "condemned", "the accusations"),
        ("ru", "Москва осудила и отвергла обвинения.", "осудила", "обвинения"),
    ],
)
def test_coordinated_verbs_share_the_object_behind_them(lang: str, text: str, verb: str, object_: str) -> None:
    assert arguments(lang, text, verb)[1] == object_


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("it", "Da allora Roma ha espulso tre diplomatici.", "espulso", "Roma"),
        ("it", "Poco dopo la polizia ha arrestato un sindaco.", "arrestato", "la polizia"),
        ("fr", "D'ici là la police a bloqué le port.", "bloqué", "la police"),
        ("fr", "Peu après la police a arrêté un maire.", "arrêté", "la police"),
        ("es", "Por su parte el presidente rechazó la tregua.", "rechazó", "el presidente"),
        ("en", "For its part Warsaw rejected the truce.", "rejected", "Warsaw"),
        ("uk", "Напередодні Зеленський звинуватив Варшаву в обмані.", "звинуватив", "Зеленський"),
        ("de", "Kurz darauf verurteilte Paris den Angriff.", "verurteilte", "Paris"),
        ("de", "Am Tag darauf verurteilte Paris den Angriff.", "verurteilte", "Paris"),
        ("de", "Bis heute kritisierte Berlin die Blockade.", "kritisierte", "Berlin"),
    ],
)
def test_an_adverb_of_several_words_ends_before_the_subject(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


def test_a_preposition_keeps_its_noun_where_an_adverb_would_begin_alike() -> None:
    assert arguments("it", "In tutto il paese la polizia ha arrestato i sindaci.", "arrestato")[0] == "la polizia"
    assert arguments("it", "Per questo motivo Roma ha espulso tre diplomatici.", "espulso")[0] == "Roma"
    assert arguments("it", "Poco dopo la riunione il presidente ha respinto la tregua.", "respinto")[0] == "il presidente"
    assert arguments("uk", "Напередодні виборів Варшава відхилила угоду.", "відхилила")[0] == "Варшава"


def test_an_adverb_that_looks_like_an_adjective_is_no_party() -> None:
    assert arguments("de", "Leicht verletzt wurde eine Reporterin.", "verletzt") == ("", "eine Reporterin")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Más de 30.000 estudiantes marcharon el sábado por Lima.", "marcharon", "Más de 30.000 estudiantes"),
        ("Al menos 200 mineros desfilaron ayer.", "desfilaron", "Al menos 200 mineros"),
        ("Los médicos, en huelga desde hace diez semanas, marcharon ayer.", "marcharon", "Los médicos"),
    ],
)
def test_a_blurred_figure_or_a_verb_inside_a_time_hides_no_subject(text: str, verb: str, subject: str) -> None:
    assert arguments("es", text, verb)[0] == subject


def test_a_second_clause_behind_and_has_its_own_past_tense() -> None:
    text = "Farmers blocked motorways near Lyon and students occupied schools."
    assert arguments("en", text, "occupied") == ("students", "schools")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Studenten haben Schulen besetzt.", "besetzt", "Studenten"),
        ("Kurz zuvor lobte ihn das Wirtschaftsministerium.", "lobte", "das Wirtschaftsministerium"),
    ],
)
def test_german_bare_plurals_and_adverbs(text: str, verb: str, subject: str) -> None:
    assert arguments("de", text, verb)[0] == subject


@pytest.mark.parametrize(
    ("lang", "text", "verb", "expected"),
    [
        ("es", "La marcha reúne a 900 obreros que rechazan la ley.", "rechazan", ("a 900 obreros", "la ley")),
        ("es", "Los vendedores de fruta que rechazan la ley cerraron.", "rechazan", ("Los vendedores", "la ley")),
        ("es", "Las granadas que vende la milicia son viejas.", "vende", ("la milicia", "Las granadas")),
        ("es", "La valla en la que trabajan los obreros es alta.", "trabajan", ("los obreros", "")),
        ("es", "La alcaldesa agradeció el plan, que rechaza la oposición.", "rechaza", ("la oposición", "el plan")),
        ("it", "Il sindaco ha visto i pompieri della città che spegnevano il fuoco.", "spegnevano", ("i pompieri", "il fuoco")),
    ],
)
def test_a_relative_clause_goes_with_the_noun_its_verb_agrees_with(lang: str, text: str, verb: str, expected: tuple[str, str]) -> None:
    assert arguments(lang, text, verb) == expected


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("es", "La alcaldesa dijo a los vecinos que cerraría el puente.", "cerraría", "La alcaldesa"),
        ("es", "Llegó a la aldea, donde fue recibido por los ancianos.", "recibido", "por los ancianos"),
        ("es", "Estalló la huelga en los puertos.", "Estalló", "la huelga"),
        ("es", "Abogados laboralistas pidieron otro horario.", "pidieron", "Abogados laboralistas"),
        ("es", "El precio bajará pronto, aclaró el jubilado.", "aclaró", "el jubilado"),
        ("it", "È scoppiata la rivolta nel porto.", "scoppiata", "la rivolta"),
    ],
)
def test_romance_subjects_behind_the_verb_or_of_the_upper_clause(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


def test_a_participle_of_state_has_the_subject_and_object_of_its_verb() -> None:
    assert arguments("es", "Los piratas mantienen secuestrada a la alcaldesa.", "secuestrada") == ("Los piratas", "a la alcaldesa")


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("it", "Più di 70 operai sfilarono in centro.", "sfilarono", "Più di 70 operai"),
        ("fr", "Au moins 70 ouvriers défilèrent hier.", "défilèrent", "Au moins 70 ouvriers"),
    ],
)
def test_a_blurred_figure_hides_no_subject_in_italian_and_french(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject", "object_"),
    [
        ("ru", "Суд распустил партию «Новая Волна».", "распустил", "Суд", "партию «Новая Волна»"),
        ("ru", "Рига пока не поддержала запрет.", "поддержала", "Рига", "запрет"),
        ("uk", "Рим поки що не назвав дати.", "назвав", "Рим", "дати"),
        ("ru", "Эти пошлины можно отменить.", "отменить", "", "Эти пошлины"),
        ("uk", "Цю пропозицію треба відхилити.", "відхилити", "", "Цю пропозицію"),
        ("uk", "Наші військові утримали ваших сусідів.", "утримали", "Наші військові", "ваших сусідів"),
    ],
)
def test_slavic_subjects_and_objects(lang: str, text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments(lang, text, verb) == (subject, object_)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        (
            "Die Offiziere setzten das Kabinett ab, schlossen die Häfen und verhängten ein Verbot.",
            "schlossen",
            "Die Offiziere",
            "die Häfen",
        ),
        (
            "Die Offiziere setzten das Kabinett ab, schlossen die Häfen und verhängten ein Verbot.",
            "verhängten",
            "Die Offiziere",
            "ein Verbot",
        ),
        ("Der Minister lehnte dies ab, bot den Fischern aber Gespräche an.", "bot", "Der Minister", "Gespräche"),
        ("Rom hatte am Montag ein Depot beschossen und zwei Brücken in Brand gesetzt.", "gesetzt", "Rom", "zwei Brücken"),
        ("Der Gesandte war am Montag einbestellt und über den Beschluss informiert worden.", "informiert", "", "Der Gesandte"),
        ("Der Minister sagte, das Dorf befinde sich im Aufruhr, und drohte den Fischern.", "drohte", "Der Minister", ""),
        ("Rom hatte das Lager bombardiert, woraufhin Wien und Prag vermittelten.", "vermittelten", "Wien", ""),
        ("Er sagte, dass die Brücke neu gebaut werden muss.", "gebaut", "", "die Brücke"),
        ("Jeder Offizier soll aufgefordert worden sein, zu gehen.", "aufgefordert", "", "Jeder Offizier"),
    ],
)
def test_german_rows_and_shared_auxiliaries_keep_their_subject(text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments("de", text, verb) == (subject, object_)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("Die Gruppe, die zur Lösung des Streits eine Abmachung mit Bauern trifft, ist klein.", "trifft", "Die Gruppe", "eine Abmachung"),
        ("Der Bericht, den die Kommission vorlegte, ist alt.", "vorlegte", "die Kommission", "Der Bericht"),
        ("Der Kandidat, dem das Militär den Sieg absprach, floh.", "absprach", "das Militär", "den Sieg"),
        ("Das gab der Ministerpräsident am Abend bekannt.", "gab", "der Ministerpräsident", "Das"),
        ("Die Sonde gab zwanzig Minuten später den Satelliten frei.", "gab", "Die Sonde", "den Satelliten"),
    ],
)
def test_german_articles_show_case_by_their_nouns_gender(text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments("de", text, verb) == (subject, object_)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("Rom belegte vier Reeder, die Öl geschmuggelt haben sollen, mit Strafen.", "geschmuggelt", "vier Reeder", "Öl"),
        ("Der Iran richtete drei Männer hin, die spioniert haben sollen.", "spioniert", "drei Männer", ""),
        ("Die Anklagebehörde lässt drei Männer festnehmen.", "festnehmen", "Die Anklagebehörde", "drei Männer"),
        ("Moskau ließ den Reporter am Abend frei.", "ließ", "Moskau", "den Reporter"),
    ],
)
def test_german_brackets_close_around_what_they_hold(text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments("de", text, verb) == (subject, object_)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("Kiew griff die von Moskau besetzten Gebiete an.", "griff", "Kiew", "die von Moskau besetzten Gebiete"),
        ("Der in Rom verurteilte Händler kam frei.", "kam", "Der in Rom verurteilte Händler", ""),
        ("Neun Länder, die Truppen für die Mission stellen, rügten den Angriff.", "stellen", "Neun Länder", "Truppen"),
        ("In Nantes griffen Vermummte die Wache an.", "griffen", "Vermummte", "die Wache"),
    ],
)
def test_german_attributes_and_relative_clauses_end_at_their_verb(text: str, verb: str, subject: str, object_: str) -> None:
    assert arguments("de", text, verb) == (subject, object_)


@pytest.mark.parametrize(
    ("lang", "text", "verb", "object_"),
    [
        ("it", "Bengasi, ucciso il capo della milizia: chiuso il porto", "ucciso", "il capo della milizia"),
        ("it", "Liberati due marinai, Mosca scarcera sei soldati", "Liberati", "due marinai"),
    ],
)
def test_a_participle_at_the_head_of_a_headline_has_its_noun_behind_it(lang: str, text: str, verb: str, object_: str) -> None:
    assert arguments(lang, text, verb)[1] == object_


def test_an_article_that_looks_like_a_preposition_opens_a_subject() -> None:
    assert arguments("fr", "Le navire est à Brest, où des dockers ont barré la route.", "barré")[0] == "dockers"


def test_what_a_genitive_relative_pronoun_stands_for_is_not_the_object() -> None:
    assert arguments("fr", "Merz, dont le pays a versé un prêt, est parti.", "versé") == ("le pays", "un prêt")


@pytest.mark.parametrize(
    ("lang", "text", "verb", "object_"),
    [
        ("fr", "Paris a condamné ces attaques et exigé des excuses.", "exigé", "des excuses"),
        ("fr", "Londres a gelé les fonds, puis saisi des navires.", "saisi", "des navires"),
        ("it", "Roma ha ritirato il console e chiuso la sede.", "chiuso", "la sede"),
        ("it", "Il premier ha visto i sindacati e proposto un tavolo.", "proposto", "un tavolo"),
    ],
)
def test_the_second_participle_of_one_auxiliary_is_a_verb(lang: str, text: str, verb: str, object_: str) -> None:
    assert arguments(lang, text, verb)[1] == object_


@pytest.mark.parametrize(
    ("lang", "text", "verb", "subject"),
    [
        ("fr", "Bruxelles a puni Budapest pour avoir bloqué les fonds.", "bloqué", "Budapest"),
        ("it", "Bruxelles ha punito Budapest per aver bloccato i fondi.", "bloccato", "Budapest"),
        ("fr", "Kiev a répondu en frappant un dépôt.", "frappant", "Kiev"),
    ],
)
def test_who_did_what_an_infinitive_or_gerund_tells(lang: str, text: str, verb: str, subject: str) -> None:
    assert arguments(lang, text, verb)[0] == subject


def test_a_relative_pronoun_with_its_preposition_written_on_leaves_the_subject() -> None:
    assert arguments("fr", "Oslo propose un dialogue, auquel Minsk refuse de participer.", "refuse")[0] == "Minsk"


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The miners, who blocked a bridge in Lublin on Friday night, called on Warsaw to talk.", "called", "The miners"),
        ("Anna Berg, whose party is paid for by the unions, insisted that she would stay.", "insisted", "Anna Berg"),
        ("Oslo, which had said it would leave, scolded Ankara for its silence.", "scolded", "Oslo"),
        ("The raid, which the governor said was a mistake, also damaged a clinic.", "damaged", "The raid"),
        ("The raid, which the governor said was a mistake, also damaged a clinic.", "said", "the governor"),
        ("The ten member states that paid the levy met in Riga.", "met", "The ten member states"),
        ("Oslo thanked the ten states that paid the levy and appealed to Ankara to follow.", "appealed", "Oslo"),
        ("The ministry said its jets had hit a depot and denied aiming at houses.", "denied", "The ministry"),
        ("Oslo would free the sailors and pull its ships back.", "pull", "Oslo"),
        ("The mayor urged the drivers to end the strike and return to work.", "return", "the drivers"),
        ("Oslo accused Ankara's navy of firing at a boat near the isle, injuring two men.", "injuring", "Ankara's navy"),
        ("Oslo told guards to expel the envoy, accusing Ankara of lies.", "accusing", "Oslo"),
        ("Oslo and Riga, both led by women, warned that a raid would mean war, and sent jets to Narva.", "warned", "Oslo"),
        ("Oslo and Riga, both led by women, warned that a raid would mean war, and sent jets to Narva.", "sent", "Oslo"),
        ("Guards held him for questioning on 3 October but a court in Riga let him go.", "let", "a court"),
        ("Ankara, whose deputy minister was visiting Tbilisi, threatened curbs.", "visiting", "deputy minister"),
        ("NATO, the western alliance, which has closed its office, threatened Minsk.", "closed", "NATO"),
        ("Oslo accused Ankara, a rival, of having spread lies.", "spread", "Ankara"),
        ("Oslo accused Ankara of having attacked and robbed sailors.", "robbed", "Ankara"),
        ("Oslo said ten guards would be sent and warned that no raid would follow.", "warned", "Oslo"),
        ("Oslo said that rockets fired from the hills had hit a school.", "hit", "rockets"),
    ],
)
def test_english_clauses_close_and_share_their_subject(text: str, verb: str, subject: str) -> None:
    assert arguments("en", text, verb)[0] == subject


def test_an_english_past_form_behind_an_auxiliary_is_a_participle() -> None:
    assert arguments("en", "Two sailors were shot dead in Riga.", "shot") == ("", "Two sailors")
    assert arguments("en", "A sergeant shot dead in Riga was buried.", "shot")[1] == "A sergeant"
    assert arguments("en", "Guards shot dead a sailor.", "shot") == ("Guards", "a sailor")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("El alcalde, reveló la jueza, Ana Ruiz, robó tres cuadros.", "robó", "El alcalde"),
        ("El juez pidió al fiscal que investigara y le dio un mes.", "dio", "El juez"),
        ("El alcalde derogó la ordenanza que fijaba precios, y prometió ayudas.", "prometió", "El alcalde"),
        ("Los vecinos mantienen la acampada contra el muro que levanta la empresa.", "levanta", "la empresa"),
        ("México y Perú sí votaron la moción.", "votaron", "México"),
    ],
)
def test_a_romance_verb_goes_on_with_the_clause_it_belongs_to(text: str, verb: str, subject: str) -> None:
    assert arguments("es", text, verb)[0] == subject


def test_there_is_makes_no_perfect_of_the_participle_behind_its_noun() -> None:
    assert arguments("es", "En la lista hay un marino condenado por robo.", "condenado")[1] == "un marino"


@pytest.mark.parametrize(
    ("lang", "text", "verb", "wanted"),
    [
        ("ru", "Четыре депутата обвинили Москву.", "обвинили", ("Четыре депутата", "Москву")),
        ("ru", "Задержали 23 активиста.", "Задержали", ("", "23 активиста")),
        ("uk", "Троє депутатів звинуватили Москву.", "звинуватили", ("Троє депутатів", "Москву")),
        ("it", "Riga espelle un addetto accusato di spionaggio e Minsk promette vendetta.", "promette", ("Minsk", "vendetta")),
        ("it", "Nove guardie sono rimaste ferite in un agguato.", "ferite", ("", "Nove guardie")),
        ("en", "The visit that Oslo paid to Riga was short.", "paid", ("Oslo", "The visit")),
    ],
)
def test_who_does_what_in_common_order(lang: str, text: str, verb: str, wanted: tuple[str, str]) -> None:
    assert arguments(lang, text, verb) == wanted
