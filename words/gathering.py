"""Gathers every sentence of the house into the catalogs: `make words`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from words.defined import of_definitions
from words.languages import ENGLISH, LANGUAGES

ROOT = Path(__file__).parent.parent
ROOMS = ("app.py", "selaras.py", "dashboard", "intake", "metrics", "slides")
KEYWORDS = {"say": 1, "mark": 1, "say_many": 2}  # and how many texts each says
WIDTH = 80
FLAG = "python-brace-format"


def gathered() -> Catalog:
    """Every sentence that the code says, with the files that say it."""
    found = Catalog(project="Selaras", charset="utf-8")
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        for message in said_in(path.read_text("utf-8")):
            found.add(message, locations=[(where, None)])  # type: ignore[list-item]
    for text, where in (*_of_exports(), *of_definitions()):
        found.add(text, locations=[(where, None)])  # type: ignore[list-item]
    return found


def said_in(code: str) -> Iterator[str | tuple[str, ...]]:
    """Every literal sentence that some Python says or marks; one and many as two."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [_text(one) for one in node.args[: KEYWORDS.get(node.func.id, 0)]]
        said = [text for text in texts if text]
        if said:
            yield said[0] if len(said) == 1 else tuple(said)


def _text(node: ast.expr) -> str:
    """What a literal text says; empty of anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ""


def _of_exports() -> Iterator[tuple[str, str]]:
    """What the kinds of export are called, why one is refused, a row set aside."""
    for path in sorted((ROOT / "intake" / "sources").glob("*.yaml")):
        declared = YAML(typ="safe").load(path.read_text("utf-8"))
        where = path.relative_to(ROOT).as_posix()
        rules = declared.get("set_aside", ())
        shown = (declared["title"], declared.get("refused"))
        for text in (*shown, *(rule["because"] for rule in rules)):
            if text:
                yield text, where


def sources() -> Iterator[Path]:
    """Every file of code that says something to people."""
    for room in ROOMS:
        path = ROOT / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def catalog_path(code: str) -> Path:
    """Where the translations of a language stand."""
    return Path(__file__).parent / f"{code}.po"


def read(code: str) -> Catalog:
    """The translations of a language; an empty catalog where there are none yet."""
    path = catalog_path(code)
    if not path.exists():
        return Catalog(locale=code, project="Selaras", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def update(code: str) -> Catalog:
    """A language's catalog with what is said now; what nobody says any more goes."""
    there = read(code)
    there.update(gathered(), no_fuzzy_matching=True)
    there.obsolete.clear()
    there.fuzzy = False
    return there


def main() -> None:
    """Bring every catalog up to what is said, and name what has no translation."""
    for code in LANGUAGES:
        if code == ENGLISH:
            continue
        there = update(code)
        with catalog_path(code).open("wb") as file:
            write_po(file, there, width=WIDTH, sort_output=True, omit_header=False)
        lacking = [one for one in there if one.id and not all(_texts(one.string))]
        print(f"{code}: {len(there)} sentences, {len(lacking)} not translated")  # noqa: T201


def _texts(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


if __name__ == "__main__":
    main()
