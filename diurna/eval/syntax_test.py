"""The check of subjects and objects counts what a tree says, on trees written for it."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from diurna.coding import packs
from diurna.eval.conllu import Tree, parse
from diurna.eval.syntax import errors, expected, judge, judged, main, table

ACTIVE = """\
# text = Der Sprecher lobt die Soldaten.
1\tDer\tder\tDET\tART\tCase=Nom\t2\tdet\t_\t_
2\tSprecher\tSprecher\tNOUN\tNN\tCase=Nom\t3\tnsubj\t_\t_
3\tlobt\tloben\tVERB\tVVFIN\tVerbForm=Fin\t0\troot\t_\t_
4\tdie\tder\tDET\tART\tCase=Acc\t5\tdet\t_\t_
5\tSoldaten\tSoldat\tNOUN\tNN\tCase=Acc\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_
"""
PASSIVE = """\
# text = Le navi furono fermate dalla marina.
1\tLe\til\tDET\t_\t_\t2\tdet\t_\t_
2\tnavi\tnave\tNOUN\t_\t_\t4\tnsubj:pass\t_\t_
3\tfurono\tessere\tAUX\t_\tVerbForm=Fin\t4\taux:pass\t_\t_
4\tfermate\tfermare\tVERB\t_\tVerbForm=Part\t0\troot\t_\t_
5-6\tdalla\t_\t_\t_\t_\t_\t_\t_\t_
5\tda\tda\tADP\t_\t_\t7\tcase\t_\t_
6\tla\til\tDET\t_\t_\t7\tdet\t_\t_
7\tmarina\tmarina\tNOUN\t_\t_\t4\tobl:agent\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
"""
RELATIVE = """\
# text = Wir kennen den Mann, der schweigt.
1\tWir\twir\tPRON\tPPER\tPronType=Prs\t2\tnsubj\t_\t_
2\tkennen\tkennen\tVERB\tVVFIN\tVerbForm=Fin\t0\troot\t_\t_
3\tden\tder\tDET\tART\t_\t4\tdet\t_\t_
4\tMann\tMann\tNOUN\tNN\t_\t2\tobj\t_\tSpaceAfter=No
5\t,\t,\tPUNCT\t$,\t_\t7\tpunct\t_\t_
6\tder\tder\tPRON\tPRELS\tPronType=Dem,Rel\t7\tnsubj\t_\t_
7\tschweigt\tschweigen\tVERB\tVVFIN\tVerbForm=Fin\t4\tacl:relcl\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_
"""


def _tree(lines: str) -> Tree:
    (tree,) = parse(lines.splitlines())
    return tree


def _roles(lines: str) -> list[tuple[str, str, str]]:
    return [(e.verb.form, e.role, e.word.form) for e in expected(_tree(lines))]


def test_a_verb_has_its_subject_and_object() -> None:
    assert _roles(ACTIVE) == [("lobt", "subj", "Sprecher"), ("lobt", "obj", "Soldaten")]


def test_roles_of_a_passive_are_logical() -> None:
    assert _roles(PASSIVE) == [("fermate", "obj", "navi"), ("fermate", "subj", "marina")]


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert ("schweigt", "subj", "Mann") in _roles(RELATIVE)


def test_words_of_a_contraction_share_its_place() -> None:
    words = _tree(PASSIVE).words
    assert (words[5].start, words[5].end) == (words[6].start, words[6].end) == (23, 28)


def test_a_sentence_whose_words_are_not_its_text_is_left_out() -> None:
    assert list(parse(ACTIVE.replace("# text = Der", "# text = Ein").splitlines())) == []


@pytest.mark.parametrize(("lang", "lines"), [("de", ACTIVE), ("it", PASSIVE)])
def test_what_the_coder_reads_is_judged(lang: str, lines: str) -> None:
    assert [j.verdict for j in judge(_tree(lines), lang, packs())] == ["found", "found"]


def test_a_folder_gives_a_table_and_the_errors_asked_for(tmp_path: Path) -> None:
    wrong = ACTIVE.replace("3\tnsubj", "3\tdep").replace("3\tobj", "3\tnsubj")
    (tmp_path / "de_own-ud-dev.conllu.xz").write_bytes(lzma.compress((ACTIVE + "\n" + wrong).encode()))
    results = judged(tmp_path, "-dev", 10, packs())
    assert [line.split() for line in table(results)][1:] == [
        ["de", "subjects", "2", "0.500", "0.500", "0.000", "0.000"],
        ["de", "objects", "1", "1.000", "0.000", "0.000", "0.000"],
    ]
    assert list(errors(results, 5, 1)) == ["de subj wrong | lobt | Soldaten | Der Sprecher | Der Sprecher lobt die Soldaten."]


def test_a_folder_without_treebanks_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "no treebank" in capsys.readouterr().err
