import pytest

from diurna.langs.marked import Mark, parse


def test_marks_stand_on_the_plain_text() -> None:
    found = parse("[actor:Parigi] ha [ACCUSE.disapprove/negated:condannato] [recipient:Mosca].")
    assert found.text == "Parigi ha condannato Mosca."
    assert [found.text[m.start : m.end] for m in found.marks] == ["Parigi", "condannato", "Mosca"]
    trigger = found.triggers[0]
    assert (trigger.type, trigger.modes, trigger.status) == ("ACCUSE", ("disapprove",), "negated")


def test_marks_nest() -> None:
    found = parse("[content:[actor:Kyiv] [ASSAULT:struck]] it")
    assert found.text == "Kyiv struck it"
    assert found.marks[0] == Mark("content", 0, 11)


@pytest.mark.parametrize("line", ["[actor:Paris", "Paris] spoke", "[Paris] spoke"])
def test_a_malformed_sentence_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        parse(line)
