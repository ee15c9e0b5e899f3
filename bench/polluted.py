"""Files spoilt in every way that exports are, each with the truth beside it.

A table is made from a seed; a spoiler writes it in one of the ways below and
says what a reader should find. Ways are combined, as they are in life.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Rows = list[list[str]]
WORDS = tuple(
    "coffee beans arrived late grinder jam refund asked kind answer window café "  # noqa: SIM905
    "naïve order parcel broken lid jalan Zürich size larger thanks again soon".split()
)
KINDS = ("id", "name", "time", "amount", "text", "word", "date", "duration")


@dataclass(frozen=True)
class Written:
    """A spoilt file: its bytes, and the header and rows that it means."""

    way: str
    content: bytes
    header: list[str]
    rows: Rows


@dataclass
class Draft:
    """A table on its way to a file."""

    header: list[str]
    rows: Rows
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    newline: str = "\n"
    encoding: str = "utf-8"
    quote_all: bool = False
    above: list[str] = field(default_factory=list)
    more_header: list[list[str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    no_header: bool = False
    last_newline: bool = True
    lines: Callable[[list[str], random.Random], list[str]] | None = None
    truth: tuple[list[str], Rows] | None = None


Way = Callable[[Draft, random.Random], None]


def table(chance: random.Random) -> Draft:
    """A table as exports have them: an id, times, amounts, words, prose."""
    kinds = ["id", *chance.sample(KINDS[1:], chance.randint(3, 7))]
    header = ["Id", *(f"{kind.title()} {at}" for at, kind in enumerate(kinds) if at)]
    rows = [
        [_cell(kind, number, chance) for kind in kinds]
        for number in range(1, chance.choice((4, 12, 40, 120)) + 1)
    ]
    return Draft(header, rows)


def _cell(kind: str, number: int, chance: random.Random) -> str:
    prose = " ".join(chance.choices(WORDS, k=chance.randint(1, 8)))
    return {
        "id": str(1000 + number),
        "name": f"{chance.choice(WORDS).capitalize()} {chance.choice(WORDS)}",
        "time": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} "
        f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00",
        "amount": f"{chance.uniform(1, 900):.2f}",
        "text": chance.choice((prose, f"{prose}, {prose}", "", f"{prose}: {prose}")),
        "word": chance.choice(("open", "closed", "pending")),
        "date": f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2026",
        "duration": f"{chance.randint(0, 40)}:{chance.randint(0, 59):02}:07",
    }[kind]


def _delimiter(sign: str) -> Way:
    def way(draft: Draft, _: random.Random) -> None:
        draft.delimiter = sign

    return way


def _set(**settings: object) -> Way:
    def way(draft: Draft, _: random.Random) -> None:
        for name, value in settings.items():
            setattr(draft, name, value)

    return way


def _encoding(name: str) -> Way:
    def way(draft: Draft, _: random.Random) -> None:
        draft.encoding = name
        draft.rows[0][-1] = draft.rows[0][-1] or "café"

    return way


def _titles(draft: Draft, chance: random.Random) -> None:
    draft.above = ["Tickets of the last month", "", "Made on 3 March 2026"][
        : chance.randint(1, 3)
    ]


def _wide_titles(draft: Draft, _: random.Random) -> None:
    empty = draft.delimiter * (len(draft.header) - 1)
    draft.above = [f"Report{empty}", empty, f"Period: March 2026{empty}", empty]


def _footer(draft: Draft, _: random.Random) -> None:
    draft.below = [
        "",
        f"Grand Totals ({len(draft.rows)} records)",
        "Confidential Information - Do Not Distribute",
        "Copyright (c) 2026 A company. All rights reserved.",
    ]


def _total(draft: Draft, _: random.Random) -> None:
    cells = ["Total", *[""] * (len(draft.header) - 2), "12345.67"]
    draft.below = [draft.delimiter.join(cells)]


def _two_headers(draft: Draft, _: random.Random) -> None:
    """Groups over their columns: the names of both rows are one."""
    first, second = [], []
    for at, name in enumerate(draft.header):
        first.append("" if at % 2 else f"Group {at // 2}")
        second.append(name)
    draft.more_header = [first]
    joined = [f"Group {at // 2} {name}" for at, name in enumerate(second)]
    draft.truth = (joined, draft.rows)


def _import_ids(draft: Draft, _: random.Random) -> None:
    names = [f"Q{at}" for at in range(len(draft.header))]
    ids = [f'{{"ImportId":"QID{at}"}}' for at in range(len(draft.header))]
    header = draft.header
    draft.header = ids
    draft.more_header = [names, [f"{name}, as asked?" for name in header]]
    draft.truth = (names, draft.rows)


def _no_header(draft: Draft, _: random.Random) -> None:
    draft.no_header = True
    names = [f"column{at}" for at in range(1, len(draft.header) + 1)]
    draft.truth = (names, draft.rows)


def _twins(draft: Draft, _: random.Random) -> None:
    draft.header = [*draft.header[:-1], draft.header[1]]


def _nameless(draft: Draft, _: random.Random) -> None:
    draft.header = [*draft.header[:-1], ""]


def _newline_in_cell(draft: Draft, chance: random.Random) -> None:
    for row in chance.sample(draft.rows, k=max(1, len(draft.rows) // 4)):
        row[-1] = f"first line\nsecond, line\n\nlast of {row[0]}"


def _quotes_in_cells(draft: Draft, chance: random.Random) -> None:
    for row in chance.sample(draft.rows, k=max(1, len(draft.rows) // 3)):
        row[-1] = f"the {draft.quote}best{draft.quote}, they said"


def _stray(draft: Draft, chance: random.Random) -> None:
    """A quotation mark in the middle of a cell, wrapped or not."""
    at = chance.randrange(len(draft.rows))
    wrapped = chance.random() < 0.5
    cell = f"a 3{draft.quote} pipe"
    draft.rows[at][-1] = cell

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        doubled = cell.replace(draft.quote, draft.escape + draft.quote)
        ours = f"{draft.quote}{cell}{draft.quote}" if wrapped else cell
        return [
            line.replace(f"{draft.quote}{doubled}{draft.quote}", ours) for line in lines
        ]

    draft.lines = spoil


def _unclosed(draft: Draft, chance: random.Random) -> None:
    at = chance.randrange(len(draft.rows))
    draft.rows[at][-1] = f"{draft.quote}never closed"

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        kept = draft.escape + draft.quote
        wrong = f"{draft.quote}{kept}never closed{draft.quote}"
        return [line.replace(wrong, f"{draft.quote}never closed") for line in lines]

    draft.lines = spoil


def _short_row(draft: Draft, chance: random.Random) -> None:
    at = chance.randrange(len(draft.rows))
    draft.rows[at][-1] = ""
    draft.rows[at][-2] = draft.rows[at][-2] or "x"

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        place = len(lines) - len(draft.rows) + at
        cut = len(draft.quote * 2) if draft.quote_all else 0
        line = lines[place]
        line = line[: len(line) - cut] if cut else line
        lines[place] = line.removesuffix(draft.delimiter)
        return lines

    draft.lines = spoil


def _long_row(draft: Draft, chance: random.Random) -> None:
    at = chance.randrange(len(draft.rows))
    rows = [list(row) for row in draft.rows]
    rows[at].append("surplus")
    draft.truth = (draft.header, rows)

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        place = len(lines) - len(draft.rows) + at
        lines[place] += f"{draft.delimiter}surplus"
        return lines

    draft.lines = spoil


def _blank_lines(draft: Draft, _: random.Random) -> None:
    def spoil(lines: list[str], _: random.Random) -> list[str]:
        return [lines[0], "", *lines[1:3], "", *lines[3:]]

    draft.lines = spoil


def _zero_bytes(draft: Draft, _: random.Random) -> None:
    def spoil(lines: list[str], _: random.Random) -> list[str]:
        return [*lines[:-1], lines[-1] + "\0\0"]

    draft.lines = spoil


def _words_only(draft: Draft, chance: random.Random) -> None:
    """No number and no date tells the header from its rows."""
    draft.header = ["Name", "Where from", "Remark"]
    draft.rows = [
        [" ".join(chance.choices(WORDS, k=many)) for many in (2, 1, 6)]
        for _ in draft.rows
    ]


def _two_columns(draft: Draft, _: random.Random) -> None:
    draft.header = draft.header[:2]
    draft.rows = [row[:2] for row in draft.rows]


def _decimal_commas(draft: Draft, chance: random.Random) -> None:
    for row in draft.rows:
        row[-1] = f"{chance.uniform(1, 900):.2f}".replace(".", ",")


def _titles_with_delimiters(draft: Draft, _: random.Random) -> None:
    draft.above = [
        draft.delimiter.join(("Report", "March 2026")),
        draft.delimiter.join(("Made by", "Ann", "for everyone")),
        "",
    ]


def _row_ends_with_delimiter(draft: Draft, _: random.Random) -> None:
    """Rows, not the header, end with one delimiter more."""

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        first = len(lines) - len(draft.rows)
        return [
            line + draft.delimiter if at >= first else line
            for at, line in enumerate(lines)
        ]

    draft.lines = spoil


def _lines_end_with_delimiter(draft: Draft, _: random.Random) -> None:
    draft.header = [*draft.header, ""]
    draft.rows = [[*row, ""] for row in draft.rows]


def _json_in_cells(draft: Draft, chance: random.Random) -> None:
    for row in draft.rows:
        word = chance.choice(WORDS)
        row[-1] = f'{{"tags": ["{word}", "{row[0]}"], "ok": true}}'


def _markup_in_cells(draft: Draft, chance: random.Random) -> None:
    for row in draft.rows:
        word = chance.choice(WORDS)
        row[-1] = (
            f'<p class="a">{word}; {word}, <a href="https://x.test/?a=1">|</a></p>'
        )


def _blanks_around(draft: Draft, _: random.Random) -> None:
    for row in draft.rows:
        row[1] = f" {row[1]} " if row[1] else row[1]


def _header_only(draft: Draft, _: random.Random) -> None:
    draft.rows = []


def _spaces_after_quotes(draft: Draft, _: random.Random) -> None:
    """Wrapped cells with blanks between the closing mark and the delimiter."""
    draft.quote_all = True

    def spoil(lines: list[str], _: random.Random) -> list[str]:
        end = draft.quote + draft.delimiter + draft.quote
        spaced = f"{draft.quote} {draft.delimiter}{draft.quote}"
        return [line.replace(end, spaced) for line in lines]

    draft.lines = spoil


def _mostly_empty(draft: Draft, chance: random.Random) -> None:
    for row in draft.rows:
        for at in range(1, len(row)):
            if chance.random() < 0.7:
                row[at] = ""


def _years_as_names(draft: Draft, chance: random.Random) -> None:
    draft.header = ["Team", "2023", "2024", "2025"]
    draft.rows = [
        [chance.choice(WORDS), *(f"{chance.uniform(1, 9):.1f}" for _ in range(3))]
        for _ in draft.rows
    ]


def _one_row(draft: Draft, _: random.Random) -> None:
    del draft.rows[1:]


WAYS: dict[str, Way] = {
    "as it should be": _set(),
    "semicolon": _delimiter(";"),
    "tab": _delimiter("\t"),
    "pipe": _delimiter("|"),
    "comma and space": _delimiter(", "),
    "tilde": _delimiter("~"),
    "caret": _delimiter("^"),
    "space": _delimiter(" "),
    "two colons": _delimiter("::"),
    "single quotes": _set(quote="'", escape="'"),
    "backslashes": _set(escape="\\"),
    "single quotes, backslashes": _set(quote="'", escape="\\"),
    "all quoted": _set(quote_all=True),
    "CRLF": _set(newline="\r\n"),
    "CR": _set(newline="\r"),
    "no last line end": _set(last_newline=False),
    "BOM": _encoding("utf-8-sig"),
    "UTF-16": _encoding("utf-16"),
    "UTF-16 without a mark": _encoding("utf-16-le"),
    "Windows-1252": _encoding("cp1252"),
    "Latin-1": _encoding("latin-1"),
    "titles": _titles,
    "wide titles": _wide_titles,
    "footer": _footer,
    "total": _total,
    "two header rows": _two_headers,
    "three header rows": _import_ids,
    "no header": _no_header,
    "twin names": _twins,
    "a nameless column": _nameless,
    "newlines in cells": _newline_in_cell,
    "quotes in cells": _quotes_in_cells,
    "a stray quote": _stray,
    "an unclosed quote": _unclosed,
    "a short row": _short_row,
    "a long row": _long_row,
    "blank lines": _blank_lines,
    "zero bytes": _zero_bytes,
    "one row": _one_row,
    "words only": _words_only,
    "two columns": _two_columns,
    "decimal commas": _decimal_commas,
    "titles with delimiters": _titles_with_delimiters,
    "rows end with a delimiter": _row_ends_with_delimiter,
    "lines end with a delimiter": _lines_end_with_delimiter,
    "JSON in cells": _json_in_cells,
    "markup in cells": _markup_in_cells,
    "blanks around cells": _blanks_around,
    "header only": _header_only,
    "spaces after quotes": _spaces_after_quotes,
    "mostly empty": _mostly_empty,
    "years as names": _years_as_names,
}
SETTINGS = list(WAYS)[1:21]
SHAPES = list(WAYS)[21:]


def polluted(many: int, seed: int = 1) -> Iterator[Written]:
    """Spoilt files: each way alone first, then pairs of a setting and a shape."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    ways = [(name,) for name in WAYS]
    pairs = [(one, two) for one in SETTINGS for two in SHAPES]
    chance.shuffle(pairs)
    for names in (ways + pairs + pairs)[:many]:
        yield _write(names, chance)


def _write(names: tuple[str, ...], chance: random.Random) -> Written:
    draft = table(chance)
    for name in names:
        WAYS[name](draft, chance)
    truth = draft.truth or (draft.header, draft.rows)
    rows = [list(row) for row in truth[1]]
    return Written(" + ".join(names), _bytes(draft, chance), list(truth[0]), rows)


def _bytes(draft: Draft, chance: random.Random) -> bytes:
    header = [] if draft.no_header else [draft.header]
    lines = [_line(row, draft) for row in (*draft.more_header, *header, *draft.rows)]
    if draft.lines:
        lines = draft.lines(lines, chance)
    lines = [*draft.above, *lines, *draft.below]
    text = draft.newline.join(lines) + (draft.newline if draft.last_newline else "")
    return text.encode(draft.encoding, errors="replace")


def _line(row: list[str], draft: Draft) -> str:
    return draft.delimiter.join(_wrapped(cell, draft) for cell in row)


def _wrapped(cell: str, draft: Draft) -> str:
    needed = any(sign in cell for sign in (draft.delimiter, draft.quote, "\n", "\r"))
    if not needed and not draft.quote_all:
        return cell
    if draft.escape == "\\":
        cell = cell.replace("\\", "\\\\")
    inner = cell.replace(draft.quote, draft.escape + draft.quote)
    return f"{draft.quote}{inner}{draft.quote}"
