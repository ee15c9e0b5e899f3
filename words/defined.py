"""What the definitions of metrics say, in their opening comments and queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
HEADER = re.compile(r"\A\s*/\*(?P<header>.*?)\*/", re.DOTALL)
# The keys that people read; a sentence with {parts} in it is under `said`.
SHOWN = (
    "name", "short", "question", "kind", "unit", "filed_under", "counts", "lacks",
    "mention",
)  # fmt: skip
SAID = "said"
# A case that gives a text: the reason why a row is left out.
REASON = re.compile(r"\b(?:then|else)\s+'([^']+)'")
CODES = frozenset({"ours", "helpdesk"})  # whose hours they are, for programs


def of_definitions() -> Iterator[tuple[str, str]]:
    """Every text of every definition, with its file."""
    for path in sorted((ROOT / "metrics").rglob("*.sql")):
        where = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        header = HEADER.match(text)
        declared = YAML(typ="safe").load(header["header"]) if header else {}
        if "name" in declared or path.name == "resolution_waits.sql":
            for one in (*_declared(declared), *_reasons(text)):
                yield one, where


def _declared(declared: dict[str, object]) -> Iterator[str]:
    """The texts of an opening comment, each on one line, and its nouns."""
    for key in SHOWN:
        if key in declared:
            text = " ".join(str(declared[key]).split())
            yield text.replace("{", "{{").replace("}", "}}")
    if SAID in declared:
        yield " ".join(str(declared[SAID]).split())
    if "observation" in declared:
        yield str(declared["observation"])
        yield f"{declared['observation']}s"


def _reasons(query: str) -> Iterator[str]:
    """Why rows are left out."""
    yield from (one for one in REASON.findall(query) if one not in CODES)
