"""Coding one article and many: order, problems, processes, determinism."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import diurna
from diurna import coding
from diurna.analysis import Analysis, Input
from diurna.coder import coder
from diurna.coding import Known, code_all, code_input, packs, text_input
from diurna.extract import stages
from diurna.langs.pack import Packs
from diurna.model import Problem, Record

SENTENCE = "France condemned Russia on Monday."


def test_importing_the_package_loads_next_to_nothing() -> None:
    program = "import sys, diurna; print(len([m for m in sys.modules if m.startswith(('diurna.', 'msgspec', 'rich'))]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 1


def test_every_public_name_can_be_had() -> None:
    for name in diurna.__all__:
        assert getattr(diurna, name) is not None
    with pytest.raises(AttributeError):
        getattr(diurna, "nothing")  # noqa: B009
    assert coding.code is diurna.code
    assert callable(diurna.code), "a submodule must not hide the function"


def test_a_text_and_a_file_with_the_same_text_are_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    from_text = diurna.code(text=SENTENCE, date="2025-06-05")
    from_file = diurna.code(tmp_path / "a.txt", date="2025-06-05")
    assert from_text.document.text == from_file.document.text
    assert from_text.document.id == from_file.document.id
    assert from_text.coder == coder()


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (msgspec.json.encode(diurna.code(text=SENTENCE)) for _ in range(2))
    assert first == second


def test_what_the_caller_knows_fills_in_and_never_overrides() -> None:
    given = text_input("words", known=Known(date="2025-01-02", outlet="Caller"))
    assert isinstance(given, Input)
    assert (given.published, given.outlet) == ("2025-01-02", "Caller")
    own = msgspec.structs.replace(given, outlet="Own")
    assert coding.with_known(own, Known(outlet="Caller")) == own


def test_what_cannot_be_coded_is_raised_with_its_problem(tmp_path: Path) -> None:
    with pytest.raises(diurna.Rejected) as raised:
        diurna.code(text="")
    assert raised.value.problem.code
    with pytest.raises(diurna.Rejected, match=r"none\.txt"):
        diurna.code(tmp_path / "none.txt")
    with pytest.raises(TypeError):
        diurna.code()
    with pytest.raises(TypeError):
        diurna.code("a.txt", text="b")
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "one"}\n{"text": "two"}\n')
    with pytest.raises(ValueError, match="code_many"):
        diurna.code(rows)


def test_a_stream_keeps_order_and_hands_problems_over(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    paths[0].write_text(SENTENCE)
    paths[2].write_text(SENTENCE)
    problems: list[Problem] = []
    records = list(diurna.code_many(paths, on_problem=problems.append))
    assert [r.document.key for r in records] == [str(paths[0]), str(paths[2])]
    assert [p.code for p in problems] == ["not-found"]


def test_a_worker_that_dies_costs_its_input_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{n}{'-doomed' if n in (2, 7) else ''}.txt" for n in range(12)]
    for name in names:
        (tmp_path / name).write_text(SENTENCE)
    deadly = """
import os
from diurna import coding
whole = coding.code_path
coding.code_path = lambda path, *rest: os._exit(9) if "doomed" in path else whole(path, *rest)
coding.serve()
"""
    monkeypatch.setattr(coding, "_WORKER", deadly)
    results = list(code_all([tmp_path / name for name in names], jobs=2))
    assert [isinstance(r, Problem) for r in results] == ["doomed" in name for name in names]
    died = [r for r in results if isinstance(r, Problem)]
    assert all(p.code == "worker-died" and "doomed" in p.message for p in died)


def test_a_bug_costs_its_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(analysis: Analysis, packs: Packs) -> Analysis:
        raise IndexError("beyond the end")

    monkeypatch.setattr(stages, "STAGES", (broken,))
    result = code_input(Input("key", SENTENCE), packs())
    assert isinstance(result, Problem)
    assert result.code == "coder-failed" and "beyond the end" in result.message


def test_only_the_packs_that_a_text_needs_are_loaded() -> None:
    program = (
        f"import diurna, sys; diurna.code(text={SENTENCE!r}, lang='en'); from diurna.coding import packs; "
        "print(sorted(c for c, p in packs().items() if len(vars(p)) > 2), 'pymorphy3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['en'] False"


def test_the_coder_hash_minds_the_users_own_names(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("")
    assert coder((mine,)).hash != coder().hash


def test_records_hold_the_coder_that_made_them() -> None:
    result = code_input(Input("key", SENTENCE, lang="en"), packs())
    assert isinstance(result, Record)
    assert result.coder.hash == coder().hash
