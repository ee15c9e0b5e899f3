"""What intake keeps is without a language: each person hears it in their own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from intake.arriving.handing import Outcome, answer, hand_over, outcome_of
from intake.arriving.inbox import Inbox
from intake.arriving.progress import Standing
from intake.arriving.refused import RefusedFile, refused_files
from intake.forms import forms
from intake.keeping.downloads import rejects_to_download
from intake.keeping.forgetting import forget
from intake.keeping.receipts import Receipt, receipts, rejects_of
from intake.loading import load_export
from intake.match.suggesting import Match
from intake.quality.known import Known
from intake.quality.needs import BUYERS, ORDERS
from intake.telling import either, in_english, kept, masked, told
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, SAMPLES, TICKETS, Desk
from words import heard, in_language, known, say
from words.gathering import gathered

DAY = "2026-03-02 09:00:00"
WRONG = (
    f"{TICKETS}\n"
    f"1,{DAY},,open\n"
    f"1,{DAY},,open\n"
    f"2,{DAY},2026-03-02 08:59:59,solved\n"
    f",{DAY},,open\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "data")


def heard_in(code: str, desk: Desk) -> Receipt:
    with in_language(code):
        return receipts(desk.warehouse)[0]


def test_hears_a_receipt_in_another_language_than_it_was_loaded_in(desk: Desk) -> None:
    desk.load(WRONG)
    with in_language("xx"):
        receipt = receipts(desk.warehouse)[0]
        assert receipt.sentence() == (
            "⟦⟦⟦export.csv: ⟦ticket file⟧, 2026-03-02 to 2026-03-02⟧: 4 rows read, "
            "1 new, 0 updated, 0 unchanged, 3 rejected.⟧ The rejected rows are in "
            f"{receipt.rejects_file}.⟧"
        )
        assert receipt.notes == (
            "⟦Times in it have no zone and were read as Europe/Amsterdam, the "
            "company's. Is that right? If own writes another, write in values.yaml "
            "under company zones: {own: ZONE} and drop the file again.⟧",
        )
        assert receipt.understood[0] == (
            "⟦⟦ticket file⟧: it has ticket_id, created_at and status⟧"
        )
        assert receipt.understood[2] == (
            "⟦delimiter: ⟦comma⟧; most rows have 4 cells with it⟧"
        )


def test_hears_why_rows_were_rejected(desk: Desk) -> None:
    desk.load(WRONG)
    with in_language("xx"):
        reasons = [one.reason for one in rejects_of(desk.warehouse, 1)]
    assert reasons == [
        "⟦ticket_id 1 stands twice, in rows 2 and 3; row 3 was kept.⟧",
        "⟦solved_at is before created_at; correct whichever is wrong.⟧",
        "⟦ticket_id is empty, and every ⟦ticket⟧ needs it; fill it in.⟧",
    ]


def test_joins_rows_by_the_language(desk: Desk) -> None:
    desk.load(WRONG)
    with in_language("id"):
        [double, *_] = rejects_of(desk.warehouse, 1)
    assert "2 dan 3" in double.reason


def test_counts_of_a_receipt_are_written_by_the_language(desk: Desk) -> None:
    rows = "".join(f"{number},{DAY},,open\n" for number in range(1_250))
    desk.load(f"{TICKETS}\n{rows}")
    assert ": 1,250 rows read, 1,250 new" in heard_in("en", desk).sentence()
    with in_language("id"):
        assert "1.250" in receipts(desk.warehouse)[0].sentence()


def test_hears_that_another_line_of_the_row_is_wrong(desk: Desk) -> None:
    desk.load(
        f"ticket_id,timestamp,event,agent\n1,{DAY},created,\n1,soon,replied,Bram\n"
    )
    with in_language("xx"):
        reasons = [one.reason for one in rejects_of(desk.warehouse, 1)]
    assert reasons == [
        "⟦Another row of the same ⟦ticket⟧ cannot be taken, and so none of its rows "
        "is; correct that one, and load all of them.⟧",
        "⟦This is no time that can be read; write it like 2026-03-31 14:05:00.⟧",
    ]


def test_the_download_of_rejected_rows_tells_why_in_the_spoken_language(
    desk: Desk,
) -> None:
    receipt = desk.load(WRONG)
    raw = rejects_to_download(desk.warehouse, receipt)
    assert receipt.rejects_file is not None
    assert raw == receipt.rejects_file.read_bytes()
    with in_language("xx"):
        other = rejects_to_download(desk.warehouse, receipt)
    pairs = [
        [row[3] for row in csv.reader(io.StringIO(text.decode()))]
        for text in (raw, other)
    ]
    assert pairs[0] == [
        "reason",
        "ticket_id 1 stands twice, in rows 2 and 3; row 3 was kept.",
        "solved_at is before created_at; correct whichever is wrong.",
        "ticket_id is empty, and every ticket needs it; fill it in.",
    ]
    assert pairs[1] == [
        "reason",
        "⟦ticket_id 1 stands twice, in rows 2 and 3; row 3 was kept.⟧",
        "⟦solved_at is before created_at; correct whichever is wrong.⟧",
        "⟦ticket_id is empty, and every ⟦ticket⟧ needs it; fill it in.⟧",
    ]


def test_the_file_of_rejected_rows_is_english_whoever_loads(desk: Desk) -> None:
    with in_language("xx"):
        receipt = desk.load(WRONG)
    assert receipt.rejects_file is not None
    text = receipt.rejects_file.read_text("utf-8")
    assert "solved_at is before created_at; correct whichever is wrong." in text
    assert "⟦" not in text


def test_a_load_in_one_language_is_stored_without_it(desk: Desk) -> None:
    with in_language("xx"):
        assert desk.load(WRONG).notes[0].startswith("⟦Times in it have no zone")
    assert "⟦" not in json.dumps(desk.rows("select notes, understood from exports"))
    assert "⟦" not in json.dumps(desk.rows("select reason from rejects"))
    assert heard_in("en", desk).notes[0].startswith("Times in it have no zone")


def test_what_an_older_version_stored_is_shown_as_it_is(desk: Desk) -> None:
    desk.load(WRONG)
    plain = "Times without a zone are read as UTC."
    with desk.warehouse.writing() as cursor:
        cursor.execute("update exports set notes = [$it]", {"it": plain})
        cursor.execute("update exports set understood = null")
        cursor.execute("update rejects set reason = 'A {brace} is wrong.'")
    with in_language("xx"):
        receipt = receipts(desk.warehouse)[0]
        assert (receipt.notes, receipt.understood) == ((plain,), ())
        assert {one.reason for one in rejects_of(desk.warehouse, 1)} == {
            "A {brace} is wrong."
        }


@pytest.mark.parametrize("form", [one.name for one in forms() if not one.refused])
def test_every_note_and_reason_is_kept_and_heard_again(
    tmp_path: Path, form: str
) -> None:
    desk = Desk(tmp_path)
    receipt = desk.sample(form)
    stored = desk.one("select list_concat(notes, understood) from exports")
    names = {"gzip", "zip", "JSON", "Parquet"}
    assert [one for one in stored if not one.startswith('{"say": ')] == [
        one for one in receipt.understood if one in names
    ]
    assert tuple(map(heard, stored)) == (*receipt.notes, *receipt.understood)
    assert [kept(heard(one)) for one in stored] == stored
    reasons = [reason for (reason,) in desk.rows("select reason from rejects")]
    assert all(reason.startswith('{"say": ') for reason in reasons)
    with in_language("xx"):
        assert all(heard(one)[0] == "⟦" for one in (*stored, *reasons) if one[0] == "{")


def test_hears_that_a_row_has_too_few_cells(desk: Desk) -> None:
    desk.load(f"{TICKETS}\n1,{DAY},,open\n2,{DAY},open\n")
    with in_language("xx"):
        [short] = rejects_of(desk.warehouse, 1)
    assert short.reason == "⟦This row has 3 cells where the header has 4.⟧"


def test_somebody_forgotten_is_told_of_in_any_language(desk: Desk) -> None:
    head = "ticket_id,created_at,status,customer\n"
    desk.load(f"{head}1,{DAY},open,ani@example.com\n2,{DAY},,ani@example.com\n")
    done = forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    assert done.told().startswith("Forgotten: 1 ticket.")
    with in_language("xx"):
        assert done.told().startswith("⟦Forgotten: ⟦1 ⟦ticket⟧⟧.⟧")
        [empty] = rejects_of(desk.warehouse, 1)
    assert empty.reason == (
        "⟦This customer was forgotten; nothing of them is taken in. To delete the "
        "original too, forget them again.⟧"
    )


def refused(tmp_path: Path, content: str) -> RefusedFile:
    """A file that the inbox refused, as it is found again."""
    warehouse, folder = Warehouse.in_memory(), tmp_path / "inbox"
    inbox = Inbox(lambda: warehouse, lambda: AMSTERDAM, folder, patience=0)
    inbox.sweep()
    (folder / "march.csv").write_text(content)
    inbox.sweep()
    inbox.sweep()
    return refused_files(tmp_path)[0]


def test_hears_a_refusal_in_another_language(tmp_path: Path) -> None:
    one = refused(tmp_path, "field a,field b\n1,2\n")
    assert one.reason.startswith("march.csv: no source knows this export. Its columns")
    beside = one.path.with_name(f"{one.path.name}.reason.txt").read_text("utf-8")
    assert beside == f"{one.reason}\n"
    with in_language("xx"):
        [again] = refused_files(tmp_path)
        assert again.is_unknown
    assert again.reason == (
        "⟦march.csv: no source knows this export. Its columns are field a, field b. No "
        "source has any of them. ⟦Match its columns on the Data page, or with `python "
        "-m selaras match`.⟧⟧"
    )


def test_a_refusal_of_an_older_version_is_shown_as_it_is(tmp_path: Path) -> None:
    one = refused(tmp_path, "")
    beside = one.path.with_name(f"{one.path.name}.json")
    beside.write_text('{"file_name": "march.csv", "reason": "It was empty."}')
    with in_language("xx"):
        [again] = refused_files(tmp_path)
    assert (again.reason, again.is_unknown) == ("It was empty.", False)


def test_who_waits_hears_the_answer_in_their_language(tmp_path: Path) -> None:
    handed = hand_over(tmp_path / "inbox", "march.csv", lambda place: place.touch())
    desk = Desk(tmp_path)
    answer(handed / "march.csv", Outcome.of(desk.load(WRONG)))
    raw = json.loads((tmp_path / "answers" / f"{handed.name}.json").read_text("utf-8"))
    assert raw["words"].startswith("export.csv: ticket file, 2026-03-02 to 2026-03-02:")
    with in_language("xx"):
        found = outcome_of(handed)
        assert found is not None
        assert found.lines[0].startswith("⟦⟦export.csv: ⟦ticket file⟧, 2026-03-02")
        assert found.words.splitlines()[1].startswith("  ⟦Times in it have no zone")


def test_an_error_can_be_kept(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as error:
        load_export(Warehouse.in_memory(), tmp_path / "none.csv", AMSTERDAM)
    assert str(error.value) == "none.csv: there is no such file; check the name."
    outcome = Outcome.of_error(error.value)
    with in_language("xx"):
        assert outcome.words == "⟦none.csv: there is no such file; check the name.⟧"
    assert in_english(told(error.value)) == str(error.value)


def test_a_refused_kind_tells_its_own_advice(desk: Desk) -> None:
    with in_language("xx"), pytest.raises(ExportError) as error:
        desk.sample("genesys_averaged_calls")
    assert str(error.value) == (
        "⟦genesys_averaged_calls.csv: ⟦its numbers are averaged already, and averages "
        "cannot be added up; export the interactions instead.⟧⟧"
    )


def test_addresses_are_masked_inside_a_sentence() -> None:
    said = say("workbook, sheet {sheet}", sheet="'ani@example.com'")
    assert masked(said) == "workbook, sheet '[hidden]'"
    assert heard(kept(masked(said))) == "workbook, sheet '[hidden]'"


@pytest.mark.parametrize(
    ("texts", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")],
)
def test_lists_what_there_is_to_choose_from(texts: tuple[str, ...], said: str) -> None:
    assert either(texts) == said


def test_progress_a_match_and_a_lack_are_said_when_they_are_shown() -> None:
    standing = Standing("a.csv", "reading", 0.5, 1_200, 2_400, 600)
    match = Match("status", "State", 90.0, ("a known name", "its cells fit"))
    there = Known({}, frozenset())
    with in_language("xx"):
        assert standing.words() == "⟦⟦reading⟧, ⟦1,200 of 2,400 rows, 600 a second⟧⟧"
        assert match.why == "⟦⟦a known name⟧, and ⟦its cells fit⟧⟧"
        assert ORDERS.lacks() == "⟦No order has come in yet⟧"
        assert BUYERS.brought_by(there).startswith("⟦drop ⟦an export of ⟦")
    with in_language("id"):
        assert "1.200" in standing.rows_words()


def test_what_source_files_say_is_in_the_catalog() -> None:
    there = {message.id for message in gathered()}
    said = [form.title for form in forms()]
    said += [form.refused for form in forms() if form.refused]
    said += [rule.because for form in forms() for rule in form.set_aside]
    assert [text for text in said if text not in there] == []
    assert str(known(said[0])) == said[0]


def test_samples_are_there_for_every_kind_that_is_taken() -> None:
    lacking = [
        form.name
        for form in forms()
        if not form.refused and not (SAMPLES / f"{form.name}.csv").exists()
    ]
    assert lacking == []
