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
from words import LANGUAGES, known, mark, say

Loc = tuple[int | str, ...]  # ("values", 2, "promises", 0, "target")
# The line (0: the whole file), whose mistake it is, and what is wrong there.
Problem = tuple[int, str, str]
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
    "mapping values": mark(
        'a ":" where none can be. Put the text in quotes, or check the indentation.'
    ),
    "could not find expected ':'": mark('a key without ":". Write "key: text".'),
    "unexpected end of stream": mark("a quotation mark is opened and never closed."),
    "cannot start any token": mark(
        "a text cannot start with this sign. Put it in quotes."
    ),
    "expected <block end>": mark(
        "the line does not fit the ones above. Check the indentation and the quotes."
    ),
    "expected ',' or": mark(
        "a bracket is opened and never closed, or a comma is missing."
    ),
    "another document": mark('"---" starts a second document. Keep one.'),
    "undefined alias": mark('a text cannot start with "*". Put it in quotes.'),
    "maximum depth": mark("too many levels. Check the indentation and the brackets."),
}
BEGUN_ABOVE = ("expected ':'", "unexpected end of stream", "expected ',' or")
UNREADABLE = mark('it cannot be read. Check the indentation, the quotes and each ":".')


# A problem with a line or of the whole file, and of a thing or of none.
PLACED = {
    (True, True): mark("{file}, line {line}, {thing}: {problem}"),
    (True, False): mark("{file}, line {line}: {problem}"),
    (False, True): mark("{file}, {thing}: {problem}"),
    (False, False): mark("{file}: {problem}"),
}


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
        self.problems.append((line, thing, says))

    def error(self) -> ValuesError:
        """Every problem as a line of its own, in the order of the file."""
        return ValuesError(
            tuple(
                self._told(*problem)
                for problem in sorted(self.problems, key=lambda one: one[0])
            )
        )

    def _told(self, line: int, thing: str, says: str) -> str:
        place = (bool(line), bool(thing))
        parts = {"file": self.name, "line": str(line), "thing": thing}
        return say(PLACED[place], **parts, problem=says)

    def fail(self, line: int, says: str) -> ValuesError:
        """The error for a problem after which nothing more can be read."""
        self.add(line, says)
        return self.error()

    def place(self, loc: Loc) -> Place:
        """The piece at `loc`, or the nearest one around it that was written."""
        found: Loc = ()
        for part in loc:
            found = (*found, part) if (*found, part) in self.places else found
        return self.places.get(found, Place(0, say("nothing")))

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
        told = say("no such file in {folder}. Put one there.", folder=str(path.parent))
        raise file.fail(0, told) from None
    except OSError as error:
        told = say("cannot be opened ({error}).", error=str(error.strerror))
        raise file.fail(0, told) from None
    if len(content) > LARGEST:
        raise file.fail(0, say("larger than 200 kB. Is this the right file?"))
    return content


def _decoded(file: ValuesFile, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = say("not UTF-8. Save the file as UTF-8.")
        raise file.fail(line, told) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strange_lines(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if match := INVISIBLE.search(line):
            yield number, "", _invisible(match)
        if re.match(r" *\t[ \t]*[^ \t#]", line):
            yield number, "", say("indented with a tab. Use spaces.")


def _invisible(match: re.Match[str]) -> str:
    code = f"U+{ord(match.group()):04X}"
    return say("a character that cannot be shown ({code}). Remove it.", code=code)


def _composed(file: ValuesFile, text: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    try:
        root: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        raise file.fail(*_syntax(error)) from None
    except Exception:  # noqa: BLE001 (on odd input the parser raises all sorts)
        raise file.fail(0, known(UNREADABLE)) from None
    return root


def _syntax(error: MarkedYAMLError) -> tuple[int, str]:
    said = str(error.problem)
    words = next((SYNTAX[one] for one in SYNTAX if one in said), UNREADABLE)
    begun = any(one in said for one in BEGUN_ABOVE)
    at = (error.context_mark if begun else None) or error.problem_mark
    return (at.line + 1 if at else 0), known(words)


def _plain(file: ValuesFile, loc: Loc, at: Node, node: Node) -> object:
    """The node as scalars, tuples and dicts; `at` is where its line begins."""
    if len(loc) > DEEPEST or len(file.places) > MOST:  # an alias may loop, or explode
        told = say('too much for one file. Write out what "*" repeats.')
        raise file.fail(0, told)
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
            file.add(line, say("{key} cannot be a key. Write a word.", key=wrote))
        elif key.value in data:
            file.add(line, say("{word} stands here twice. Keep one.", word=wrote))
        else:
            data[key.value] = _plain(file, (*loc, key.value), key, item)
    return data


def _wrote(file: ValuesFile, node: Node) -> str:
    if not isinstance(node, ScalarNode):
        is_list = isinstance(node, SequenceNode)
        return say("a list") if is_list else say("a group of keys")
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

# Which word is none, by the group it stands in.
NO_KEY = mark("{word} is no key here.")
NO_LANGUAGE = mark("{word} is no language of a text.")
# What a company may say in several languages.
OWN_TEXTS = ("name", "action", "purpose", "vision", "part")
UNKNOWN = {
    "hours": mark("{word} is no weekday."),
    **dict.fromkeys(OWN_TEXTS, NO_LANGUAGE),
}
ENTRIES = {
    "values": mark("value {number}"),
    "calendars": mark("calendar {number}"),
    "complaints": mark("complaint {number}"),
    "teams": mark("team {number}"),
}
# What each key has to be, after "it must"; "values[]" is one entry of values.
MUST = {
    "": mark("hold company, purpose, vision, values and sales"),
    "company": mark("hold name, zone, currency, week_starts and retention_days"),
    "purpose": mark("be a sentence"),
    "vision": mark("be a sentence"),
    "name": mark('be a name (a number or a date goes in quotes: "24/7")'),
    "zone": mark("be a time zone such as Europe/Amsterdam"),
    "currency": mark("be three letters such as EUR"),
    "week_starts": mark("be a day, monday to sunday"),
    "retention_days": mark("be a whole number of days from 1 to 3650"),
    "keep_months": mark("be a number of months such as 36"),
    "keep_comments": mark("be true or false"),
    "example": mark("be true or false"),
    "zones": mark("name sources with their zones, such as {{freshdesk: UTC}}"),
    "zones[]": mark("be a time zone such as Europe/Amsterdam"),
    "own_domains": mark("be a list of mail domains such as [example.com]"),
    "own_domains[]": mark("be a mail domain such as example.com"),
    "dates": mark("be day-first or month-first"),
    "address": mark("be a web address such as https://values.example.com"),
    "bots": mark("be a list of agents' names such as [Answer Bot]"),
    "bots[]": mark("be a name"),
    "values": mark("be a list; each entry has name, action and promises"),
    "values[]": mark("have name, action and promises"),
    "action": mark("be a sentence that starts with a verb"),
    "promises": mark("be a list; each entry has metric and target"),
    "promises[]": mark("have metric and target"),
    "sales": mark("be a list (or be left out); each entry has metric and target"),
    "sales[]": mark("have metric and target"),
    "metric": mark("be the name of a metric, such as nps"),
    "target": mark("be a number such as 40, or for a band {{low: 6, high: 12}}"),
    "target[]": mark("have from and target: {{from: 2026-07-01, target: 40}}"),
    "from": mark("be a date such as 2026-07-01, without quotes"),
    "low": mark("be a number such as 6"),
    "high": mark("be a number such as 12"),
    "per": mark("be week, month, quarter or year"),
    "clock": mark("be calendar or working"),
    "owner": mark("be who answers for it, such as Team Mail"),
    "written_by": mark("be a list; each entry has who and role"),
    "written_by[]": mark("have who and role"),
    "who": mark("be a name"),
    "role": mark(
        "be front line, supervisor, senior leader, other, facilitator or customer"
    ),
    "teams": mark("be a list; each entry has name, part and metrics"),
    "teams[]": mark("have name, part and metrics"),
    "part": mark("be a sentence: what the team does for the values"),
    "lives": mark("be a list of values such as [Quality]"),
    "lives[]": mark("be the name of a value"),
    "metrics": mark("be a list of names in the measurements"),
    "metrics[]": mark("have metric, the name that the measurements call it by"),
    "review": mark("be a list of dates such as [2027-01-15]"),
    "review[]": mark("be a date such as 2027-01-15, without quotes"),
    **dict.fromkeys(LANGUAGES, mark("be a text in that language")),
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
        there_are = say("Keys: {keys}.", keys=", ".join(keys[group]))
        return no_such(UNKNOWN.get(group, NO_KEY), name, keys[group], there_are)
    what = mistake["msg"] if kind == "must" else say(must[name])
    parts = {"thing": _called(name), "what": what}
    if kind == "missing":
        return say("{thing} is missing. It must {what}.", **parts)
    if _is_empty(mistake["input"]):
        return say("{thing} is empty. It must {what}.", **parts)
    wrote = file.place(loc).wrote
    return say("{thing} must {what}, not {wrote}.", **parts, wrote=wrote)


def _called(name: str) -> str:
    if name.endswith("[]"):
        return say("an entry of {list}", list=name[:-2])
    return f'"{name}"' if name else say("the file")


def _is_empty(written: object) -> bool:
    return written in (None, ()) or (isinstance(written, str) and not written.strip())


def _name(loc: Loc) -> str:
    if not loc:
        return ""
    inside = loc[:-1] if loc[-1] == KEY else loc
    is_entry = isinstance(inside[-1], int) or inside[-2:-1] == ("zones",)
    return f"{inside[-2]}[]" if is_entry else str(inside[-1])


def _thing(file: ValuesFile, loc: Loc) -> str:
    """Whose mistake it is: "company", "Speed, frt", "sales, revenue"."""
    if len(loc) < 2:
        return ""
    if loc[0] not in ENTRIES:
        value, promise = str(loc[0]), loc[:2]
    else:
        number = str(int(loc[1]) + 1)
        value = _value_name(file, loc[:2]) or say(ENTRIES[str(loc[0])], number=number)
        promise = loc[:4]
    metric = file.text((*promise, "metric")) if loc[-1] != "metric" else ""
    return f"{value}, {metric}" if metric else value


def _value_name(file: ValuesFile, loc: Loc) -> str:
    """The name of a value or a calendar, in whichever language it has one."""
    named = (file.text((*loc, "name", *code)) for code in ((), *zip(LANGUAGES)))
    return next(filter(None, named), "")


def quoted(text: str) -> str:
    """The text on one line, in quotes, cut where it gets long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'


def no_such(
    says: str, word: str, choices: Collection[str], otherwise: str, **parts: str
) -> str:
    """Says that the {word} is none of the choices, and which one comes close.

    `otherwise` is what there is to do where none does.
    """
    meant = _meant(word, choices)
    fix = say('Did you mean "{word}"?', word=meant) if meant else otherwise
    return f"{say(says, word=quoted(word), **parts)} {fix}"


def there_are(choices: Collection[str]) -> str:
    """What there is to choose from."""
    return say("There are: {choices}.", choices=", ".join(choices))


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
