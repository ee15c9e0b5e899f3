"""The rooms of the house, and what each may touch."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("words", "metrics", "intake", "demo", "slides", "dashboard")
MAY_IMPORT = {
    "words": {"words"},
    "metrics": {"metrics", "words"},
    "intake": {"intake", "metrics", "words"},
    "demo": {"demo"},
    "slides": {"slides", "metrics", "words"},
    "dashboard": {"dashboard", "slides", "intake", "metrics", "demo", "words"},
}
SQL = re.compile(
    r"\b(select|insert|update|delete)\b.+\b(from|into|set)\b", re.IGNORECASE | re.DOTALL
)


def files(room):
    return sorted((ROOT / room).rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_one_way(room):
    for path in files(room):
        rooms = {name.split(".")[0] for name in imported(path)} & set(ROOMS)
        assert rooms <= MAY_IMPORT[room], path


@pytest.mark.parametrize("room", ["words", "metrics", "intake", "demo", "slides"])
def test_only_the_dashboard_knows_streamlit(room):
    for path in files(room):
        assert "streamlit" not in {name.split(".")[0] for name in imported(path)}, path


@pytest.mark.parametrize("room", ["dashboard", "slides"])
def test_what_shows_holds_no_sql(room):
    for path in files(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not SQL.search(node.value), f"{path}: {node.value}"


def test_dashboard_writes_no_html():
    for path in files("dashboard"):
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text, path
        assert "st.html" not in text, path


def test_pages_stay_thin():
    for path in (ROOT / "dashboard" / "app_pages").glob("*.py"):
        assert len(path.read_text().splitlines()) <= 45, path


def test_checks_that_run_on_every_change_are_those_of_the_readme():
    assert "    make test\n" in (ROOT / "README.md").read_text()
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text()
