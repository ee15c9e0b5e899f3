"""Every kind of export is one file, with a sample that is taken whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.forms import SOURCES, Form, SourceError, forms, read_form
from intake.header import headers_of, lay_out
from intake.tables import TABLES
from metrics.warehouse import TABLES as SHARED
from tests.intake_desk import AMSTERDAM, SAMPLES, Desk

FORMS = forms()
NAMES = [form.name for form in FORMS]
TAKEN = [form for form in FORMS if not form.refused]


def test_has_a_sample_for_every_kind_and_no_other() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.csv")) == NAMES


def test_has_a_plain_form_of_every_shared_table() -> None:
    assert {f"own_{table}" for table in SHARED} <= set(NAMES)
    assert set(TABLES) == set(SHARED)


@pytest.mark.parametrize("form", TAKEN, ids=lambda form: form.name)
def test_takes_its_sample_whole(tmp_path: Path, form: Form) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample(form.name)
    assert receipt.form == form.name
    assert (receipt.read, receipt.rejected) == (12, 0)
    assert desk.one(f"select count(*) from {form.table}") > 0


@pytest.mark.parametrize("name", NAMES)
def test_finds_in_its_sample_a_column_for_each_cell_that_is_required(
    name: str,
) -> None:
    form = FORMS[NAMES.index(name)]
    head = (SAMPLES / f"{name}.csv").read_text(encoding="utf-8")
    layout = lay_out(form, headers_of(head)[0])
    for cell, declared in form.cells.items():
        spread = form.spread and cell in (form.spread.name, form.spread.number)
        if declared.required and declared.type != "person" and not spread:
            assert layout.found[cell] or layout.found.get(f"{cell}_hashed"), cell


def test_is_named_for_its_source_and_table() -> None:
    for form in FORMS:
        assert form.name.startswith(form.source)
        assert form.name.endswith(form.table)


def test_takes_a_new_kind_from_one_new_file(tmp_path: Path) -> None:
    path = tmp_path / "front_tickets.yaml"
    path.write_text(
        "title: Front export\nsource: front\ntable: tickets\nzone: utc\n"
        "fingerprint: [Conversation, Opened]\ncells:\n"
        "  ticket_id: {type: id, from: [Conversation], required: true}\n"
        "  created_at: {type: time, from: [Opened], required: true}\n"
        "  status: {type: word, from: [State], otherwise: open}\n"
    )
    form = read_form(path)
    assert (form.name, form.zone) == ("front_tickets", "utc")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title: [", "x.yaml: this is no YAML"),
        ("- a\n- b\n", "x.yaml: this is no YAML"),
        ("title: A\n", "x.yaml, source: Field required."),
        (
            "title: A\nsource: a\ntable: tickets\nzone: mars\nfingerprint: [A]\n"
            "cells: {}\n",
            "x.yaml, zone: Input should be 'company', 'utc' or 'offset'.",
        ),
        (
            "title: A\nsource: a\ntable: tickets\nzone: utc\nfingerprint: [A]\n"
            "cells:\n  ticket_id: {type: id, form: [A]}\n",
            "x.yaml, cells.ticket_id.form: Extra inputs are not permitted.",
        ),
        (
            "title: A\nsource: a\ntable: tickets\nzone: utc\nfingerprint: [A]\n"
            "cells: {}\nset_aside:\n  - {because: spam, cell: tags, holds: [spam]}\n",
            "x.yaml, the whole: Value error, no such cell: tags.",
        ),
        (
            "title: A\nsource: a\ntable: tickets\nzone: utc\nfingerprint: [A]\n"
            "lines_of: ticket_id\ncells:\n  ticket_id: {type: id, from: [A]}\n"
            "  replies: {type: whole, of_lines: {take: count, which: reply}}\n",
            "x.yaml, the whole: Value error, no such kind of line: reply.",
        ),
    ],
)
def test_says_what_is_wrong_with_a_source_file(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(content)
    with pytest.raises(SourceError) as refused:
        read_form(path)
    assert str(refused.value).startswith(said)


def test_reads_the_folder_once() -> None:
    assert forms() is forms()
    assert len(list(SOURCES.glob("*.yaml"))) == len(FORMS)
    assert AMSTERDAM.zone == "Europe/Amsterdam"
