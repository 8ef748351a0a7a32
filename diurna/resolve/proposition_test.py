"""Same proposition: fifty pairs that state the same thing, fifty that do not.

A side is written `TYPE.mode actors > recipients @place 2025-04-01..2025-04-30 =OBJECT`; a party is `entity/COUNTRY`, `RUS` is a state,
`?` is somebody nobody knows. Before the pair stands what the second is to the first.
"""

from __future__ import annotations

import pytest

from diurna.resolve.proposition import Member, Proposition, same_proposition

YES = """
same     | ASSAULT RUS > UKR                          | ASSAULT RUS > UKR
same     | ASSAULT army/RUS > UKR                     | ASSAULT RUS > UKR
same     | ASSAULT RUS > kyiv/UKR                     | ASSAULT army/RUS > UKR
broader  | ASSAULT RUS > UKR @kursk                   | ASSAULT RUS > UKR
narrower | ASSAULT RUS > UKR                          | ASSAULT RUS > UKR @kursk
broader  | ASSAULT RUS > UKR 2025-04-01..2025-04-01   | ASSAULT RUS > UKR
narrower | ASSAULT RUS > UKR                          | ASSAULT RUS > UKR 2025-04-01..2025-04-01
broader  | ASSAULT RUS > UKR 2025-04-03..2025-04-03   | ASSAULT RUS > UKR 2025-04-01..2025-04-30
narrower | ASSAULT RUS > UKR 2025-04-01..2025-04-30   | ASSAULT RUS > UKR 2025-04-03..2025-04-03
same     | ASSAULT RUS > UKR 2025-04-03..2025-04-03   | ASSAULT RUS > UKR 2025-04-04..2025-04-04
broader  | ASSAULT RUS > UKR                          | ASSAULT RUS >
narrower | ASSAULT RUS >                              | ASSAULT RUS > UKR
broader  | ASSAULT PRK > UKR                          | ASSAULT ? > UKR
narrower | ASSAULT ? > UKR                            | ASSAULT PRK > UKR
same     | ASSAULT soldiers/PRK > UKR                 | ASSAULT units/PRK > UKR
broader  | ASSAULT.aerial RUS > UKR                   | ASSAULT RUS > UKR
narrower | ASSAULT RUS > UKR                          | ASSAULT.aerial RUS > UKR
same     | ASSAULT.aerial RUS > UKR                   | ASSAULT.aerial RUS > UKR
same     | CONSULT RUS > PRK                          | CONSULT PRK > RUS
same     | CONSULT RUS,PRK >                          | CONSULT PRK > RUS
same     | CONSULT putin/RUS,kim/PRK >                | CONSULT kim/PRK > putin/RUS
broader  | CONSULT RUS,PRK > @pyongyang               | CONSULT PRK,RUS >
same     | AGREE RUS > PRK =AID                       | AGREE RUS > PRK =AID
same     | AGREE RUS > PRK                            | AGREE RUS > PRK =AID
same     | AGREE RUS > PRK =AID                       | AGREE RUS > PRK
same     | SUPPORT RUS,PRK >                          | SUPPORT PRK > RUS
same     | COOPERATE USA > POL                        | COOPERATE POL > USA
same     | AID IRN > RUS                              | AID guards/IRN > RUS
broader  | AID IRN > RUS 2024-09-01..2024-09-30       | AID IRN > RUS
broader  | AID IRN > RUS 2024-09-10..2024-09-10       | AID IRN > RUS 2024-01-01..2024-12-31
same     | SANCTION EU > RUS                          | SANCTION EU > RUS
narrower | SANCTION EU > RUS                          | SANCTION EU > bank/RUS @brussels
same     | COERCE police/BLR > protesters/BLR         | COERCE BLR > protesters/BLR
broader  | COERCE police/BLR > protesters/BLR @minsk  | COERCE police/BLR > protesters/BLR
same     | PROTEST farmers/POL > POL                  | PROTEST farmers/POL > POL
narrower | PROTEST farmers/POL > POL                  | PROTEST farmers/POL > POL @warsaw
same     | MOBILIZE RUS >                             | MOBILIZE army/RUS >
broader  | MOBILIZE RUS > @belgorod                   | MOBILIZE RUS >
same     | RETREAT army/UKR >                         | RETREAT UKR >
narrower | RETREAT UKR >                              | RETREAT UKR > @avdiivka
same     | CONCEDE junta/NER > FRA                    | CONCEDE NER > FRA
same     | ACCUSE ISR > IRN                           | ACCUSE ISR > IRN
same     | REJECT hamas/PSE > ISR                     | REJECT hamas/PSE > ISR
broader  | REJECT hamas/PSE > ISR =AGREE              | REJECT hamas/PSE >
same     | THREATEN RUS > FIN                         | THREATEN medvedev/RUS > FIN
same     | REQUEST UKR > USA =AID                     | REQUEST zelensky/UKR > USA =AID
same     | ASSAULT RUS > UKR 2025-04-30..2025-04-30   | ASSAULT RUS > UKR 2025-05-01..2025-05-01
narrower | ASSAULT RUS > UKR 2025-04-01..             | ASSAULT RUS > UKR 2025-05-01..2025-05-02
same     | ASSAULT RUS > UKR @kursk                   | ASSAULT RUS > UKR @kursk,russia
same     | ASSAULT ? > ? @kursk 2025-04-01..2025-04-01 | ASSAULT ? > ? @kursk 2025-04-01..2025-04-01
"""

NO = """
ASSAULT RUS > UKR                                | AID RUS > UKR
ASSAULT RUS > UKR                                | ASSAULT UKR > RUS
ASSAULT RUS > UKR                                | ASSAULT RUS > GEO
ASSAULT RUS > UKR                                | ASSAULT BLR > UKR
ASSAULT RUS > UKR 2022-02-24..2022-02-24         | ASSAULT RUS > UKR 2025-02-24..2025-02-24
ASSAULT RUS > UKR 2025-04-01..2025-04-30         | ASSAULT RUS > UKR 2025-06-01..2025-06-05
ASSAULT RUS > UKR 2025-04-01..2025-04-01         | ASSAULT RUS > UKR 2025-04-03..2025-04-03
ASSAULT RUS > UKR ..2025-04-01                   | ASSAULT RUS > UKR 2025-04-10..
ASSAULT RUS > UKR @kursk                         | ASSAULT RUS > UKR @odesa
ASSAULT.aerial RUS > UKR                         | ASSAULT.explosives RUS > UKR
ASSAULT ? > UKR @odesa                           | ASSAULT RUS > UKR @kursk
ASSAULT ? > ?                                    | ASSAULT ? > ?
ASSAULT ? > ? @kursk                             | ASSAULT ? > ? @kursk
ASSAULT PRK > UKR                                | ASSAULT RUS > UKR
ASSAULT army/ISR > hospital/PSE                  | ASSAULT army/ISR > port/LBN
ASSAULT hamas/PSE > ISR                          | ASSAULT hezbollah/LBN > ISR
CONSULT RUS > PRK                                | CONSULT RUS > CHN
CONSULT RUS > PRK                                | CONSULT FRA > DEU
CONSULT RUS > PRK 2024-06-19..2024-06-19         | CONSULT RUS > PRK 2025-06-04..2025-06-04
CONSULT RUS > PRK @pyongyang                     | CONSULT RUS > PRK @moscow
CONSULT.visit RUS > PRK                          | CONSULT.mediate RUS > PRK
AGREE RUS > PRK =AID                             | AGREE RUS > PRK =CONSULT
AGREE RUS > PRK =AID                             | AGREE CHN > PRK =AID
AGREE RUS > PRK                                  | REJECT RUS > PRK
AGREE RUS > PRK 2024-06-19..2024-06-19           | AGREE RUS > PRK 2023-09-13..2023-09-13
AID IRN > RUS                                    | AID RUS > IRN
AID IRN > RUS                                    | AID PRK > RUS
AID IRN > RUS 2022-01-01..2022-12-31             | AID IRN > RUS 2024-01-01..2024-12-31
AID USA > UKR                                    | AID USA > ISR
AID.military USA > UKR                           | AID.humanitarian USA > UKR
SANCTION EU > RUS                                | SANCTION RUS > EU
SANCTION EU > RUS                                | SANCTION USA > RUS
SANCTION EU > RUS 2024-02-23..2024-02-23         | SANCTION EU > RUS 2025-02-24..2025-02-24
SANCTION EU > RUS                                | SANCTION EU > BLR
COERCE police/BLR > protesters/BLR @minsk        | COERCE police/BLR > protesters/BLR @brest
COERCE police/BLR > protesters/BLR               | COERCE officers/RUS > crowd/RUS
COERCE police/SRB > students/SRB 2025-03-01..2025-03-01 | COERCE police/SRB > students/SRB 2025-03-15..2025-03-15
PROTEST farmers/POL > POL                        | PROTEST farmers/FRA > FRA
PROTEST farmers/POL > POL @warsaw                | PROTEST farmers/POL > POL @krakow
MOBILIZE RUS >                                   | MOBILIZE BLR >
MOBILIZE RUS > @belgorod                         | MOBILIZE RUS > @pskov
RETREAT UKR > @avdiivka                          | RETREAT UKR > @bakhmut
RETREAT UKR >                                    | RETREAT RUS >
CONCEDE NER > FRA                                | CONCEDE MLI > FRA
ACCUSE ISR > IRN                                 | ACCUSE IRN > ISR
ACCUSE ISR > IRN =ASSAULT                        | ACCUSE ISR > IRN =AID
REJECT hamas/PSE > ISR                           | REJECT ISR > hamas/PSE
THREATEN RUS > FIN                               | THREATEN RUS > SWE
REQUEST UKR > USA =AID                           | REQUEST UKR > USA =CONSULT
REQUEST UKR > USA 2024-01-10..2024-01-10         | REQUEST UKR > USA 2024-02-10..2024-02-10
"""


def side(text: str) -> Proposition:
    """Read one side of a pair."""
    words = text.split()
    kind, _, modes = words[0].partition(".")
    rest = words[1:]
    arrow = rest.index(">")
    tail = rest[arrow + 1 :]
    parties = [w for w in tail if w[0] not in "@=" and ".." not in w]
    span = next((w for w in tail if ".." in w), "..").split("..")
    place = next((w[1:] for w in tail if w.startswith("@")), "")
    return Proposition(
        type=kind,
        modes=frozenset(modes.split(".")) if modes else frozenset(),
        actors=members(rest[:arrow]),
        recipients=members(parties),
        start=span[0] or None,
        end=span[1] or None,
        places=frozenset(place.split(",")) if place else frozenset(),
        object=next((w[1:] for w in tail if w.startswith("=")), None),
    )


def members(words: list[str]) -> frozenset[Member]:
    out: set[Member] = set()
    for word in (w for part in words for w in part.split(",")):
        name, _, country = word.partition("/")
        out.add(Member(None, None) if name == "?" else Member(name, country or (name if len(name) == 3 else None)))
    return frozenset(out)


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def test_fifty_of_each() -> None:
    assert len(rows(YES)) == len(rows(NO)) == 50


@pytest.mark.parametrize("row", rows(YES), ids=lambda r: " | ".join(r[1:]))
def test_states_the_same(row: list[str]) -> None:
    wanted, a, b = row
    assert same_proposition(side(a), side(b)) == wanted


@pytest.mark.parametrize("row", rows(NO), ids=" | ".join)
def test_states_something_else(row: list[str]) -> None:
    a, b = row
    assert same_proposition(side(a), side(b)) is None
    assert same_proposition(side(b), side(a)) is None
