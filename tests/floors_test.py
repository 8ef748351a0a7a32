"""The layout of the package: imports go down, nothing goes in circles, modules and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "diurna"
# What stands on one floor may not import its neighbours; the modules of the ground floor may, without circles.
FLOORS = (
    ("version", "spans", "ids", "model", "analysis", "coder", "workers", "errands", "inflate"),
    ("ontology", "match"),
    ("gazetteer", "readers", "fetch", "resolve", "eventdata"),
    ("langs",),
    ("extract", "ledger"),
    ("coding", "check", "gather", "tables", "wording", "beside"),
    ("ingest", "importing", "watch", "link", "query", "recode", "audit", "pages"),
    ("view", "eval", "export", "web"),
    ("batch",),
    ("cli",),
    ("__init__", "__main__"),
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if not p.name.endswith(("_test.py", "_check.py")) and p.name != "conftest.py")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def name_of(path: Path) -> str:
    """`diurna.langs.pack` for a path; a package is named by its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a module imports, for typing and inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "diurna")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "diurna":
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                yield deeper if deeper in NAMES else node.module


def part(module: str) -> str:
    """The package or top-level module that a module belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def test_every_part_has_a_floor() -> None:
    assert {part(name) for name in NAMES} <= set(FLOOR)


@pytest.mark.parametrize("module", sorted(NAMES))
def test_imports_go_down(module: str) -> None:
    mine = part(module)
    wrong = [
        other
        for other in imports(NAMES[module])
        if part(other) != mine and (FLOOR[part(other)] > FLOOR[mine] or (FLOOR[part(other)] == FLOOR[mine] and FLOOR[mine] > 0))
    ]
    assert not wrong, f"{module} (floor {FLOOR[mine]}) imports {', '.join(wrong)}"


# The folders of diurna/extract, in the order in which an article passes them.
FOLDERS = ("document", "actors", "circumstances", "clauses", "events", "claims", "positions")


def folder(module: str) -> str | None:
    """The folder of diurna/extract that a module stands in."""
    parts = module.split(".")
    return parts[2] if parts[1:2] == ["extract"] and len(parts) == 4 else None


@pytest.mark.parametrize("module", sorted(name for name in NAMES if folder(name)))
def test_the_folders_of_extract_import_the_ones_before_them(module: str) -> None:
    before = FOLDERS[: FOLDERS.index(folder(module) or "") + 1]
    wrong = [other for other in imports(NAMES[module]) if other.startswith("diurna.extract.") and folder(other) not in before]
    assert not wrong


def test_the_readme_of_extract_lists_its_modules_by_folder() -> None:
    text = (PACKAGE / "extract" / "README.md").read_text(encoding="utf-8")
    for name in FOLDERS:
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert listed == sorted(p.stem for p in MODULES if p.parent == PACKAGE / "extract" / name and p.stem != "__init__")


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name: {i for i in imports(path) if i != name} for name, path in NAMES.items()}
    assert circles(graph) == []


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other (Tarjan's strongly connected components of two or more)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def test_circles_are_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": set()}) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_things_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), "a module says what it is for"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not is_struct(node)
        and not ast.get_docstring(node)
    ]
    assert not silent


def is_struct(node: ast.AST) -> bool:
    """Whether a class is plain data, which docs/record.md explains where its name does not."""
    return isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Struct") for base in node.bases)


def test_only_the_fetcher_knows_the_network() -> None:
    network = ("httpcore", "httpx", "urllib3", "urllib.request", "http.client", "requests", "aiohttp", "socket", "ftplib")
    guilty = [
        name
        for name, path in NAMES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in ([a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""])
        if module.startswith(network) and part(name) not in ("fetch", "web")
    ]
    assert not guilty


def test_help_loads_nothing_that_reads_or_fetches() -> None:
    program = "import sys; from diurna.cli.main import main; main(['--help']); main(['code', '--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    heavy = {"brotli", "fastwarc", "feedparser", "httpcore", "idna", "lxml", "nh3", "protego", "resiliparse", "ssl", "trafilatura"}
    assert not loaded & heavy


def test_the_language_packs_import_each_other_nowhere() -> None:
    packs = [p.parent for p in (PACKAGE / "langs").glob("*/pack.toml")]
    for pack in packs:
        hooks = pack / "hooks.py"
        if hooks.exists():
            others = [f"diurna.langs.{p.name}" for p in packs if p != pack]
            assert not [i for i in imports(hooks) if i.startswith(tuple(others))]
