"""Documentation and code cannot drift apart: commands, record fields, pins, versions."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from diurna import model
from diurna.cli.main import COMMANDS
from diurna.cli.reference import reference
from diurna.version import __version__

ROOT = Path(__file__).parent.parent
RECORD_PAGE = (ROOT / "docs/record.md").read_text(encoding="utf-8")
STRUCTS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in (msgspec.Struct, model.Problem)
]


def test_the_commands_page_is_what_help_says() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference(), "run: make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_help_with_an_example(name: str) -> None:
    done = subprocess.run([sys.executable, "-m", "diurna", name, "--help"], capture_output=True, text=True, check=True)
    assert "Example: diurna" in done.stdout


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: kind.__name__)
def test_every_field_of_the_record_is_documented_and_no_other(kind: type[msgspec.Struct]) -> None:
    section = re.search(rf"^## {kind.__name__}\n(.*?)(?=^## |\Z)", RECORD_PAGE, re.M | re.S)
    assert section, f"docs/record.md has no section {kind.__name__}"
    rows = [line.split("|")[1] for line in section[1].splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(kind.__struct_encode_fields__)


@pytest.mark.parametrize(
    "values",
    [model.ClaimAct, model.SpeakerClass, model.EntityKind, model.SegmentKind, model.Status, model.Assertion, model.Precision],
)
def test_every_value_of_the_closed_lists_is_documented(values: object) -> None:
    assert not [value for value in get_args(values) if f"`{value}`" not in RECORD_PAGE]


# Where a call that makes a problem or a note has its code.
CODES = {"problem": 1, "failure": 1, "Problem": 1, "refuse": 0, "Uninflated": 0, "_damaged": 2, "Note": 0}


def test_every_problem_and_note_of_reading_is_documented_and_no_other() -> None:
    package = ROOT / "diurna"
    files = [*(package / "readers").glob("*.py"), *(package / "fetch").glob("*.py")]
    files += [package / f"{name}.py" for name in ("coding", "gather", "inflate", "watch", "extract/document/publication")]
    made = {
        code.value
        for file in files
        if not file.name.endswith(("_test.py", "conftest.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for at in [CODES.get(getattr(call.func, "id", getattr(call.func, "attr", "")))]
        if at is not None and len(call.args) > at and isinstance(call.args[at], ast.Constant | ast.IfExp)
        for code in ast.walk(call.args[at])
        if isinstance(code, ast.Constant) and isinstance(code.value, str)
    }
    made -= {"published-unknown", "published-timezone-unknown"}  # of coding, not of reading
    page = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.split("## Problems")[1].splitlines() if line.startswith("| `")]
    assert {code for row in rows for code in re.findall(r"`([\w-]+)`", row)} == made


def test_every_direct_dependency_is_pinned_and_no_pin_has_an_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pins = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    names = {_normal(pin.split("==")[0]) for pin in pins}
    assert {_normal(re.split(r"[\[><=]", w)[0]) for w in wanted} <= names
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.]+", pin) for pin in pins)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_between_our_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
