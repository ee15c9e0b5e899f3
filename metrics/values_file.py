"""values.yaml as it is written: its data, its lines, and its mistakes in words."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from metrics.errors import ValuesError

Loc = tuple[int | str, ...]  # ("values", 2, "promises", 0, "target")
Problem = tuple[int, str]  # the line (0: the whole file) and what is wrong there
Keys = Mapping[str, Collection[str]]  # the keys that each group may have

LARGEST = 200_000  # bytes; the file we ship has 4,000
DEEPEST = 20  # levels; ours has 8
MOST = 5_000  # pieces; ours has 100
KEY = "[key]"  # what pydantic adds where a key of a group is wrong
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
PLAIN: dict[str, Callable[[str], object]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": lambda text: int(text.replace("_", "")),
    "float": lambda text: float(text.replace("_", "")),
    "timestamp": date.fromisoformat,
}
# What the parser says, and what a manager can do about it.
SYNTAX = {
    "mapping values": 'a ":" where none can be. Put the text in quotes, '
    "or check the indentation.",
    "could not find expected ':'": 'a key without ":". Write "key: text".',
    "unexpected end of stream": "a quotation mark is opened and never closed.",
    "cannot start any token": "a text cannot start with this sign. Put it in quotes.",
    "expected <block end>": "the line does not fit the ones above. "
    "Check the indentation and the quotes.",
    "expected ',' or": "a bracket is opened and never closed, or a comma is missing.",
    "another document": '"---" starts a second document. Keep one.',
    "undefined alias": 'a text cannot start with "*". Put it in quotes.',
    "maximum depth": "too many levels. Check the indentation and the brackets.",
}
BEGUN_ABOVE = ("expected ':'", "unexpected end of stream", "expected ',' or")
UNREADABLE = 'it cannot be read. Check the indentation, the quotes and each ":".'


@dataclass(frozen=True)
class Place:
    """Where a piece of the file stands, and what was written there."""

    line: int
    wrote: str  # what stands there, as a message says it


@dataclass
class ValuesFile:
    """The file as read: data, where each piece stands, what is wrong already."""

    name: str
    data: object = None
    places: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, says: str, thing: str = "") -> None:
        """Note a problem; line 0 is the file as a whole."""
        self.problems.append((line, f"{thing}: {says}"))

    def error(self) -> ValuesError:
        """Every problem as a line of its own, in the order of the file."""
        return ValuesError(
            tuple(
                f"{self.name}, line {line}{text}" if line else f"{self.name}{text}"
                for line, text in sorted(self.problems, key=lambda known: known[0])
            )
        )

    def fail(self, line: int, says: str) -> ValuesError:
        """The error for a problem after which nothing more can be read."""
        self.add(line, says)
        return self.error()

    def place(self, loc: Loc) -> Place:
        """The piece at `loc`, or the nearest one around it that was written."""
        found: Loc = ()
        for part in loc:
            found = (*found, part) if (*found, part) in self.places else found
        return self.places.get(found, Place(0, "nothing"))

    def text(self, loc: Loc) -> str:
        """The text written at `loc`; empty when there is none."""
        wrote = self.places[loc].wrote if loc in self.places else ""
        return wrote[1:-1] if wrote.startswith('"') else ""


# --- reading ---


def read_values_file(path: Path) -> ValuesFile:
    """Read the YAML with its lines; raises ValuesError when that is impossible."""
    file = ValuesFile(path.name)
    text = _decoded(file, _bytes(file, path))
    file.problems += _strange_lines(text)
    if file.problems:
        raise file.error()
    root = _composed(file, text)
    if root is not None:
        file.data = _plain(file, (), root, root)
    return file


def _bytes(file: ValuesFile, path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise file.fail(0, f"no such file in {path.parent}. Put one there.") from None
    except OSError as error:
        raise file.fail(0, f"cannot be opened ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise file.fail(0, "larger than 200 kB. Is this the right file?")
    return content


def _decoded(file: ValuesFile, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise file.fail(line, "not UTF-8. Save the file as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strange_lines(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if match := INVISIBLE.search(line):
            yield number, f": {_invisible(match)}"
        if re.match(r" *\t[ \t]*[^ \t#]", line):
            yield number, ": indented with a tab. Use spaces."


def _invisible(match: re.Match[str]) -> str:
    code = f"U+{ord(match.group()):04X}"
    return f"a character that cannot be shown ({code}). Remove it."


def _composed(file: ValuesFile, text: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    try:
        root: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        raise file.fail(*_syntax(error)) from None
    except Exception:  # noqa: BLE001 (on odd input the parser raises all sorts)
        raise file.fail(0, UNREADABLE) from None
    return root


def _syntax(error: MarkedYAMLError) -> tuple[int, str]:
    said = str(error.problem)
    words = next((SYNTAX[known] for known in SYNTAX if known in said), UNREADABLE)
    begun = any(known in said for known in BEGUN_ABOVE)
    mark = (error.context_mark if begun else None) or error.problem_mark
    return (mark.line + 1 if mark else 0), words


def _plain(file: ValuesFile, loc: Loc, at: Node, node: Node) -> object:
    """The node as scalars, tuples and dicts; `at` is where its line begins."""
    if len(loc) > DEEPEST or len(file.places) > MOST:  # an alias may loop, or explode
        raise file.fail(0, 'too much for one file. Write out what "*" repeats.')
    line = at.start_mark.line + 1 if loc else 0
    file.places[loc] = Place(line, _wrote(file, node))
    if isinstance(node, MappingNode):
        return _mapping(file, loc, node)
    if isinstance(node, SequenceNode):
        items = enumerate(node.value)
        return tuple(_plain(file, (*loc, i), item, item) for i, item in items)
    return _scalar(node)


def _mapping(file: ValuesFile, loc: Loc, node: MappingNode) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, item in node.value:
        line, wrote = key.start_mark.line + 1, _wrote(file, key)
        if not isinstance(key, ScalarNode):
            file.add(line, f"{wrote} cannot be a key. Write a word.")
        elif key.value in data:
            file.add(line, f"{wrote} stands here twice. Keep one.")
        else:
            data[key.value] = _plain(file, (*loc, key.value), key, item)
    return data


def _wrote(file: ValuesFile, node: Node) -> str:
    if not isinstance(node, ScalarNode):
        return "a list" if isinstance(node, SequenceNode) else "a group of keys"
    if match := INVISIBLE.search(node.value):  # written as an escape: "\u0007"
        file.add(node.start_mark.line + 1, _invisible(match))
        node.value = INVISIBLE.sub("\ufffd", node.value)
    return quoted(node.value)


def _scalar(node: Node) -> object:
    read = PLAIN.get((node.tag or "").rpartition(":")[2], str)
    try:
        return read(node.value)
    except ValueError:
        return node.value


# --- wording ---

# What each key has to be; "values[]" is one entry of values.
MUST = {
    "": "hold company, purpose, vision, values and sales",
    "company": "hold name, zone, currency, week_starts and retention_days",
    "purpose": "be a sentence",
    "vision": "be a sentence",
    "name": 'be a name (a number or a date goes in quotes: "24/7")',
    "zone": "be a time zone such as Europe/Amsterdam",
    "currency": "be three letters such as EUR",
    "week_starts": "be a day, monday to sunday",
    "retention_days": "be a whole number of days from 1 to 3650",
    "keep_months": "be a number of months such as 36",
    "keep_comments": "be true or false",
    "zones": "name sources with their zones, such as {freshdesk: UTC}",
    "zones[]": "be a time zone such as Europe/Amsterdam",
    "own_domains": "be a list of mail domains such as [example.com]",
    "dates": "be day-first or month-first",
    "values": "be a list; each entry has name, action and promises",
    "values[]": "have name, action and promises",
    "action": "be a sentence that starts with a verb",
    "promises": "be a list; each entry has metric and target",
    "promises[]": "have metric and target",
    "sales": "be a list (or be left out); each entry has metric and target",
    "sales[]": "have metric and target",
    "metric": "be the name of a metric, such as nps",
    "target": "be a number such as 40, or for a band {low: 6, high: 12}",
    "target[]": "have from and target: {from: 2026-07-01, target: 40}",
    "from": "be a date such as 2026-07-01, without quotes",
    "low": "be a number such as 6",
    "high": "be a number such as 12",
    "per": "be week, month, quarter or year",
    "clock": "be calendar or working",
}


def add_mistakes(
    file: ValuesFile,
    mistakes: list[ErrorDetails],
    keys: Keys,
    must: Mapping[str, str] = MUST,
) -> None:
    """Put what pydantic found into our words, with the lines it stands on."""
    strangers = [m["loc"] for m in mistakes if m["type"] == "extra_forbidden"]
    misspelt = {(*loc[:-1], _meant_key(loc, keys)) for loc in strangers}
    for mistake in mistakes:
        loc, kind = mistake["loc"], mistake["type"]
        if kind == "missing" and loc in misspelt:
            continue
        if kind == "too_short" and mistake["input"]:  # its entries are reported
            continue
        file.add(
            file.place(loc).line, _says(file, mistake, keys, must), _thing(file, loc)
        )


def _says(
    file: ValuesFile, mistake: ErrorDetails, keys: Keys, must: Mapping[str, str]
) -> str:
    loc, kind, name = mistake["loc"], mistake["type"], _name(mistake["loc"])
    if kind == "mistake":
        return mistake["msg"]
    if kind == "extra_forbidden":
        group = _name(loc[:-1])
        there_are, kind = keys[group], "weekday" if group == "hours" else "key here"
        return no_such(kind, name, there_are, f"Keys: {', '.join(there_are)}.")
    what = mistake["msg"] if kind == "must" else must[name]
    said = f"an entry of {name[:-2]}" if name.endswith("[]") else f'"{name}"'
    said = said if name else "the file"
    if kind == "missing":
        return f"{said} is missing. It must {what}."
    if _is_empty(mistake["input"]):
        return f"{said} is empty. It must {what}."
    return f"{said} must {what}, not {file.place(loc).wrote}."


def _is_empty(written: object) -> bool:
    return written in (None, ()) or (isinstance(written, str) and not written.strip())


def _name(loc: Loc) -> str:
    if not loc:
        return ""
    inside = loc[:-1] if loc[-1] == KEY else loc
    is_entry = isinstance(inside[-1], int) or inside[-2:-1] == ("zones",)
    return f"{inside[-2]}[]" if is_entry else str(inside[-1])


def _thing(file: ValuesFile, loc: Loc) -> str:
    """Whose mistake it is: ", company", ", Speed, frt", ", sales, revenue"."""
    if len(loc) < 2:
        return ""
    if loc[0] not in ("values", "calendars"):
        value, promise = str(loc[0]), loc[:2]
    else:
        value = file.text((*loc[:2], "name")) or f"{loc[0][:-1]} {int(loc[1]) + 1}"
        promise = loc[:4]
    metric = file.text((*promise, "metric")) if loc[-1] != "metric" else ""
    return f", {value}, {metric}" if metric else f", {value}"


def quoted(text: str) -> str:
    """The text on one line, in quotes, cut where it gets long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'


def no_such(kind: str, word: str, choices: Collection[str], otherwise: str) -> str:
    """Says that the word is none of the choices, and which one comes close."""
    meant = _meant(word, choices)
    fix = f'Did you mean "{meant}"?' if meant else otherwise
    return f"{quoted(word)} is no {kind}. {fix}"


def _meant(word: str, choices: Collection[str]) -> str | None:
    match = process.extractOne(
        word,
        sorted(choices),
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=65,
    )
    return match[0] if match else None


def _meant_key(loc: Loc, keys: Keys) -> str | None:
    return _meant(_name(loc), keys[_name(loc[:-1])])
