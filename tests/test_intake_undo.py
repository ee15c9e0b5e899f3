"""Any export can be taken back, in any order, as if it had never come."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.customers import KEY_BYTES, KEY_FILE
from intake.keeping.undoing import UndoError, as_of, undo
from intake.tables import TABLES
from metrics.hours import Calendar, Hours
from metrics.warehouse import Warehouse
from metrics.working import keep_hours
from tests.intake_desk import Desk, counts

Rows = list[tuple[object, ...]]
FULL = "Id,Requester id,Status,Created at,Updated at,Solved at,Satisfaction Score,Assignee,Tags\n"  # noqa: E501
NARROW = "Id,Requester id,Requester email,Status,Created at,Updated at,Solved at\n"
SURVEYS = "survey_id,instrument,ticket_id,answered_at,score,scale,agent\n"
CALLS = "call_id,ticket_id,started_at,answered,talk_seconds\n"
ORDERS = "order_id,ordered_at,customer,currency,amount,status\n"
REVIEWS = "review_id,ticket_id,reviewed_at,score\n"
OFFICE = Hours((Calendar("Office", "UTC", 7 * (((540, 1020),),)),))


def desk(folder: Path, name: str) -> Desk:
    """A store in a folder of its own; every one has the same key and hours."""
    store = folder / name
    store.mkdir()
    (store / KEY_FILE).write_bytes(b"k" * KEY_BYTES)
    made = Desk(folder, store)
    keep_hours(made.warehouse, OFFICE)
    return made


def holds(warehouse: Warehouse) -> dict[str, Rows]:
    """All that stands, each row with the file it is from, not that file's number."""
    found = {}
    for name in TABLES:
        query = (
            f"select {name}.* exclude (export_id), file_name from {name} "
            "inner join exports using (export_id) order by all"
        )
        found[name] = warehouse.rows(query)
    return found


ID = st.integers(1, 4)
DAY = st.integers(1, 9)


@st.composite
def full(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY, DAY), min_size=1, max_size=4))
    text = FULL
    for number, (ticket, person, created, more, word) in enumerate(rows):
        updated = created + more
        solved = f"2026-03-{updated:02} 10:00:00" if word > 3 else ""
        rating = ("", "Good", "Bad", "Offered", "Unoffered")[word % 5]
        status = "Solved" if solved else "Open"
        tags = ("", "spam", "a b")[number % 3]
        agent = ("Sari", "Budi", "")[word % 3]
        text += (
            f"{ticket},{person},{status},2026-03-{created:02} 09:00:00,"
            f"2026-03-{updated:02} 11:00:00,{solved},{rating},{agent},{tags}\n"
        )
    return text


@st.composite
def narrow(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY), min_size=1, max_size=4))
    text = NARROW
    for ticket, person, created, more in rows:
        text += (
            f"{ticket},{person},p{person}@example.com,Open,"
            f"2026-03-{created:02} 09:00:00,"
            f"2026-03-{created + more:02} 09:30:00,\n"
        )
    return text


@st.composite
def surveys(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY), min_size=1, max_size=4))
    lines = (
        f"s{one},csat,{ticket},2026-03-{day:02},{score % 5 + 1},1-5,"
        f"{'Tika' if score > 6 else ''}\n"
        for one, ticket, day, score in rows
    )
    return SURVEYS + "".join(lines)


@st.composite
def reviews(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY), min_size=1, max_size=4))
    lines = (
        f"r{one},{ticket},2026-03-{day:02},{score * 10}\n"
        for one, ticket, day, score in rows
    )
    return REVIEWS + "".join(lines)


@st.composite
def calls(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY), min_size=1, max_size=4))
    lines = (
        f"c{one},{ticket},2026-03-{day:02} 08:00:00,{'yes' if talk > 2 else 'no'},"
        f"{talk * 60}\n"
        for one, ticket, day, talk in rows
    )
    return CALLS + "".join(lines)


@st.composite
def orders(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(ID, ID, DAY, DAY), min_size=1, max_size=4))
    lines = (
        f"o{one},2026-03-{day:02},p{person}@example.com,EUR,{amount},"
        f"{'cancelled' if amount == 9 else 'paid'}\n"
        for one, person, day, amount in rows
    )
    return ORDERS + "".join(lines)


EXPORTS = st.lists(
    st.one_of(full(), narrow(), full(), surveys(), reviews(), calls(), orders()),
    min_size=2,
    max_size=6,
    unique=True,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPORTS, st.data())
def test_is_as_if_those_undone_had_never_come(
    exports: list[str], data: st.DataObject
) -> None:
    names = [f"{number}.csv" for number in range(len(exports))]
    gone = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    with tempfile.TemporaryDirectory() as place:
        one, other = desk(Path(place), "one"), desk(Path(place), "other")
        ids, seen = {}, []
        for name, content in zip(names, exports, strict=True):
            ids[name] = one.load(content, name).export_id
            seen.append((_now(), holds(one.warehouse)))
        for name in gone:
            undo(one.warehouse, ids[name], "a test")
            seen.append((_now(), holds(one.warehouse)))
        for name, content in zip(names, exports, strict=True):
            if name not in gone:
                other.load(content, name)
        assert holds(one.warehouse) == holds(other.warehouse)
        then, found = data.draw(st.sampled_from(seen))
        with as_of(one.warehouse, then) as past:
            assert holds(past) == found
        one.warehouse.close()
        other.warehouse.close()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def test_gives_back_what_the_export_before_had_said(tmp_path: Path) -> None:
    at = Desk(tmp_path)
    header = "ticket_id,created_at,updated_at,status,agent\n"
    at.load(header + "1,2026-03-01,2026-03-01,open,Sari\n", "first.csv")
    at.load(
        header + "1,2026-03-01,2026-03-02,solved,Budi\n2,2026-03-02,2026-03-02,open,\n",
        "second.csv",
    )
    status = "select ticket_id, status, agent, export_id from tickets order by all"
    assert at.rows(status) == [("1", "solved", "Budi", 2), ("2", "open", None, 2)]
    assert undo(at.warehouse, 2, "Sari").told() == "second.csv: undone."
    assert at.rows(status) == [("1", "open", "Sari", 1)]
    assert at.rows("select undone_by from exports order by export_id") == [
        (None,),
        ("Sari",),
    ]
    undo(at.warehouse, 1, "Sari")
    assert at.rows(status) == []
    assert at.warehouse.is_empty()


def test_takes_an_export_in_again_that_was_undone(tmp_path: Path) -> None:
    at = Desk(tmp_path)
    at.sample("zendesk_tickets")
    before = holds(at.warehouse)
    undo(at.warehouse, 1, "Sari")
    again = at.sample("zendesk_tickets")
    assert counts(again) == (12, 12, 0, 0, 0)
    assert holds(at.warehouse) == before


def test_shows_a_day_on_which_nothing_had_been_undone_yet(tmp_path: Path) -> None:
    at = Desk(tmp_path)
    at.sample("zendesk_tickets")
    then = _now()
    undo(at.warehouse, 1, "Sari")
    with as_of(at.warehouse, then) as past:
        assert not past.is_empty()
        assert past.rows("select count(*) from tickets") == [(12,)]


def test_says_which_exports_there_are_to_undo(tmp_path: Path) -> None:
    at = Desk(tmp_path)
    with pytest.raises(UndoError, match="There is no export 1 to undo, nor any other"):
        undo(at.warehouse, 1, "Sari")
    at.sample("own_orders")
    with pytest.raises(UndoError) as refused:
        undo(at.warehouse, 7, "Sari")
    assert str(refused.value) == (
        "There is no export 7 to undo. Those that stand: 1 (own_orders.csv)."
    )
    undo(at.warehouse, 1, "Sari")
    with pytest.raises(UndoError) as refused:
        undo(at.warehouse, 1, "Sari")
    assert str(refused.value) == "Export 1, own_orders.csv, has been undone before."


DERIVED = {
    "previous_order_at",
    "next_contact_at", "first_call_at", "next_answer_at", "from_ticket",
    "ticket_source",
    "our_reply_minutes", "our_solve_minutes",
}  # fmt: skip


def test_remembers_a_copy_of_every_shared_table(tmp_path: Path) -> None:
    at = Desk(tmp_path)
    for name in TABLES:
        said = {one for one, *_ in at.rows(f"describe said_{name}")}
        stands = {one for one, *_ in at.rows(f"describe {name}")}
        assert stands - said <= DERIVED, name
