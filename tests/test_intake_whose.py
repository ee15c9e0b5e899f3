"""It settles whose ticket an answer, a review or a call means, by one rule."""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.keeping.forgetting import ForgetError, forget
from intake.keeping.undoing import undo
from metrics.warehouse import Warehouse
from tests.intake_desk import AMSTERDAM, Desk

TICKETS = "source,ticket_id,created_at,status,customer\n"
SURVEYS = "source,survey_id,instrument,score,scale,answered_at,ticket_id\n"
REVIEWS = "source,review_id,reviewed_at,score,ticket_id\n"
CALLS = "source,call_id,started_at,answered,talk_seconds,ticket_id\n"
# A Zendesk export, with the customer's answer in it.
RATED = (
    "Id,Requester id,Status,Created at,Updated at,Solved at,Satisfaction Score\n"
    "1,8489,Solved,2026-03-01 09:00:00,2026-03-01 10:00:00,2026-03-01 10:00:00,Good\n"
)
ABOUT = ("surveys", "reviews", "calls")


def ticket(source: str, number: int = 1, customer: str = "") -> str:
    return f"{TICKETS}{source},{number},2026-03-01,solved,{customer}\n"


def about(table: str, source: str, name: str = "a", number: int = 1) -> str:
    """A row that names a ticket."""
    return {
        "surveys": f"{SURVEYS}{source},{name},csat,5,1-5,2026-03-02,{number}\n",
        "reviews": f"{REVIEWS}{source},{name},2026-03-02,90,{number}\n",
        "calls": f"{CALLS}{source},{name},2026-03-02,yes,60,{number}\n",
    }[table]


def meant(desk: Desk, table: str) -> str | None:
    """Whose ticket the only row of a table means."""
    source: str | None = desk.one(f"select ticket_source from {table}")
    return source


@pytest.mark.parametrize("table", ABOUT)
@pytest.mark.parametrize(
    ("source", "sources", "whose"),
    [
        ("own", ("front",), "front"),  # the only one
        ("own", ("front", "b"), None),
        ("front", ("front", "b"), "front"),  # its own source's
        ("front", ("own", "b"), None),
        ("own", ("own",), "own"),
        ("own", ("own", "b"), None),  # a plain file is of no source
        ("front", (), None),
    ],
)
def test_takes_its_own_source_s_ticket_else_the_only_one_in_any_order(
    tmp_path: Path, table: str, source: str, sources: tuple[str, ...], whose: str | None
) -> None:
    files = [about(table, source), *map(ticket, sources)]
    for first in range(len(files)):
        order = files[first:] + files[:first]
        desk = Desk(tmp_path)
        for content in order:
            desk.load(content)
        assert meant(desk, table) == whose


def test_finds_a_ticket_that_became_the_only_one_of_its_id(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for content in (about("surveys", "own"), ticket("front"), ticket("b")):
        desk.load(content)
    assert meant(desk, "surveys") is None
    undo(desk.warehouse, 3, "Sari")
    assert meant(desk, "surveys") == "front"
    undo(desk.warehouse, 2, "Sari")
    assert meant(desk, "surveys") is None


def test_leaves_a_rating_with_the_ticket_that_told_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(RATED)
    desk.load(ticket("front"))
    desk.load(about("reviews", "own"))
    assert meant(desk, "surveys") == "zendesk"
    assert meant(desk, "reviews") is None


def test_tells_a_store_of_an_earlier_version_whose_its_rows_are(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, tmp_path)
    desk.load(RATED)
    for table in ABOUT:
        desk.load(about(table, "front", number=7))
    desk.load(ticket("b", 7))
    desk.warehouse.close()
    with duckdb.connect(str(tmp_path / "selaras.duckdb")) as connection:
        for table in ABOUT:
            connection.execute(f"alter table {table} drop column ticket_source")
        connection.execute("delete from settled where step = '0_whose_tickets'")
    with closing(Warehouse.open(tmp_path)) as store:
        told = "select ticket_id, ticket_source from"
        assert store.rows(f"{told} surveys order by all") == [
            ("1", "zendesk"),
            ("7", "b"),
        ]
        assert store.rows(f"{told} reviews") == [("7", "b")]
        assert store.rows(f"{told} calls") == [("7", "b")]


# Steps: an export of a few rows, an export taken back, a customer forgotten.
SOURCES, IDS = st.sampled_from(["own", "front", "b"]), st.integers(1, 2)
TOLD = st.builds(
    about, st.sampled_from(ABOUT), SOURCES, st.sampled_from(["a", "c"]), IDS
)
CUSTOMERS = st.sampled_from(["", "ani@example.com", "bram@example.com"])
ASKED = st.one_of(TOLD, TOLD, st.builds(ticket, SOURCES, IDS, CUSTOMERS))
STEPS = st.lists(
    st.one_of(ASKED, ASKED, ASKED, st.integers(0, 9), st.just("forget")),
    min_size=4,
    max_size=10,
)


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_agrees_with_the_rule_whatever_comes_and_goes(steps: list[str | int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for step in steps:
            take(desk, step)
            agrees(desk)
        desk.warehouse.close()


def take(desk: Desk, step: str | int) -> None:
    if isinstance(step, int):
        query = "select export_id from exports where undone_at is null order by all"
        standing = [one for (one,) in desk.rows(query)]
        if standing:
            undo(desk.warehouse, standing[step % len(standing)], "a test")
    elif step == "forget":
        with suppress(ForgetError):
            forget(desk.warehouse, "ani@example.com", AMSTERDAM)
    else:
        desk.load(step)


def agrees(desk: Desk) -> None:
    """Each row means whose ticket it is to mean."""
    known = set(desk.rows("select source, ticket_id from tickets"))
    for table in ABOUT:
        query = f"select source, ticket_id, ticket_source from {table}"
        for source, number, whose in desk.rows(query):
            theirs = {one for one, other in known if other == number}
            expected = next(iter(theirs)) if len(theirs) == 1 else None
            if source in theirs and source != "own":
                expected = source
            assert whose == expected
