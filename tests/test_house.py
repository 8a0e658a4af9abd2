"""The house: what lies where, who may import whom, how long a module may be, and what an unchanged build loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sites

# Every module, floor by floor; a module imports only from what stands before it. Folders are drawers of like things.
FLOORS = """
    problem day docnumber syllables region names plan mapping settings
    encoding ledger frontmatter fields enclosures gongwen checks reader
    citations succession archive compare
    routes page sheaf citing permalinks sheet plaintext forms search head jinja layouts outputs paper addresses
    sources cache compiled cluster workers seal disk tree publisher verify report external masking
    request look intake unchanged bookkeeping indexing printing books render clashing flow pipeline offprints
    template importer errorpage preview watch serve cli
""".split()  # noqa: SIM905 -- a table that is read, not a list that is typed
TOP = """
    content layouts assets generator build.py tests pyproject.toml README.md
    site.yaml docs benchmarks LICENSE CHANGELOG.md CONTRIBUTING.md .ci .gitignore .gitattributes
""".split()  # noqa: SIM905
LONGEST = 300  # lines of a module
GENERATOR = sites.PROJECT / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))


def name_of(path: Path) -> str:
    """generator.outputs.plans"""
    return ".".join(path.relative_to(sites.PROJECT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports, at its head or within a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "generator")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            found = [f"{node.module}.{alias.name}" for alias in node.names]
            modules = {name_of(module) for module in MODULES}
            yield from (name if name in modules else node.module for name in found)


def test_every_module_has_its_floor() -> None:
    there = {path.stem if path.is_file() else path.name for path in GENERATOR.iterdir() if path.name[0] not in "_."}
    there -= {path.stem for path in GENERATOR.iterdir() if path.suffix not in ("", ".py")}
    assert there - set(FLOORS) == set(), "say in FLOORS where a new module belongs"
    assert set(FLOORS) - there == set(), "FLOORS names modules that are gone"
    assert len(FLOORS) == len(set(FLOORS))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_the_floors_above_it(path: Path) -> None:
    own = name_of(path).split(".")[1:2]
    for name in imports(path):
        parts = name.split(".")
        if own and parts[1:2] != own and len(parts) > 1:
            assert FLOORS.index(parts[1]) < FLOORS.index(own[0]), f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("drawer", sorted(path for path in GENERATOR.iterdir() if (path / "__init__.py").exists()))
def test_no_circle_of_imports_within_a_drawer(drawer: Path) -> None:
    within = {
        name_of(path): {n for n in imports(path) if n.startswith(name_of(drawer))} for path in drawer.glob("*.py")
    }
    while within:
        free = {name for name, needed in within.items() if not needed & within.keys() - {name}}
        assert free, f"these import each other: {sorted(within)}"
        within = {name: needed for name, needed in within.items() if name not in free}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_and_its_public_names_are_explained(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    tree = ast.parse(text)
    assert ast.get_docstring(tree) or not text, f"{path.name} has no docstring"
    for node in documented(tree):
        assert ast.get_docstring(node), f"{path.name}:{node.lineno} {node.name} has no docstring"


def documented(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a module, and their public methods."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            overrides = isinstance(tree, ast.ClassDef) and any(not is_plain(base) for base in tree.bases)
            if not (overrides and isinstance(node, ast.FunctionDef)):
                yield node
            if isinstance(node, ast.ClassDef):
                yield from documented(node)


def is_plain(base: ast.expr) -> bool:
    """Whether a class with this base has no methods to override: the explanation of those stands there."""
    return ast.unparse(base) in ("msgspec.Struct", "Exception", "StrEnum", "NamedTuple")


def test_the_top_of_the_project_is_what_people_expect() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=sites.PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository, so it can't be told what belongs to the project")
    assert {line.split("/")[0].strip('"') for line in listed.stdout.splitlines()} - set(TOP) == set()
    assert [name for name in TOP if not name.startswith(".git") and not (sites.PROJECT / name).exists()] == []


HEAVY = (
    "markdown_it",
    "jinja2",
    "yaml",
    "pypinyin",
    "numpy",
    "nh3",
    "watchdog",
    "tornado",
    "livereload",
    "asyncio",
    "distributed",
    "multiprocessing",
    "typst",
    "fontTools",
    "generator.reader",
    "generator.flow",
)


def loaded(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Which of these modules a build in `folder` loads, in one process."""
    code = f"import sys, runpy; sys.argv = ['build.py', '--quiet']; sys.path.insert(0, {str(sites.PROJECT)!r})\n"
    code += f"try: runpy.run_path({str(sites.PROJECT / 'build.py')!r}, run_name='__main__')\n"
    code += f"except SystemExit as done: assert not done.code; print(*[m for m in {names!r} if m in sys.modules])"
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split()


def test_an_unchanged_build_loads_nothing_heavy(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 12)
    sites.build(tmp_path, "--quiet")
    assert loaded(tmp_path, HEAVY) == []


def test_an_edit_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 12)
    sites.build(tmp_path, "--quiet")
    sites.edit(tmp_path)
    needed = ("markdown_it", "jinja2", "yaml", "numpy", "generator.reader", "generator.flow")
    unneeded = tuple(name for name in HEAVY if name not in needed)
    assert loaded(tmp_path, (*unneeded, "numpy.ma", "concurrent.futures")) == []
    sites.edit(tmp_path)
    assert loaded(tmp_path, ("generator.flow",)) == ["generator.flow"]
