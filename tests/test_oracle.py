"""Each metric against a second computation of it, on random companies."""

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans

from metrics.catalog import load_catalog
from metrics.measuring import counts, with_spread
from metrics.warehouse import Warehouse
from tests.oracle.companies import between, companies, large_company
from tests.oracle.comparing import differences, question_of
from tests.oracle.filling import export_tickets, fill
from tests.oracle.intervals import resampled
from tests.oracle.metrics import METRICS, observed
from tests.oracle.pools import BORDERS
from tests.oracle.tables import Settings, frame, tables_of
from tests.oracle.tickets import next_contacts
from tests.oracle.trials import try_on_small_companies

CATALOG = load_catalog()
MONTHS = between(BORDERS)
READERS = (
    Settings(),
    Settings(currency="IDR", retention_days=7, clock="working"),
    Settings(filters=(("team", "Chat"),)),
    Settings(filters=(("channel", "mail"), ("topic", "billing"))),
)


@pytest.fixture(scope="module")
def warehouse():
    made = Warehouse.in_memory()
    yield made
    made.close()


def test_has_a_second_computation_of_every_metric():
    assert set(METRICS) == set(CATALOG)


@pytest.mark.parametrize("metric", METRICS)
def test_counts_small_companies_like_the_oracle(warehouse, metric):
    try_on_small_companies(warehouse, CATALOG[metric], max_examples=40)


@pytest.mark.parametrize("subscribed", [False, True])
def test_counts_a_large_company_like_the_oracle(warehouse, subscribed):
    rows = large_company(7, subscribed=subscribed)
    fill(warehouse, rows)
    tables = tables_of(rows)
    for definition in CATALOG.values():
        for reader in READERS:
            assert not differences(warehouse, tables, definition, MONTHS, reader)


def test_resamples_order_values_like_the_oracle(warehouse):
    rows, april = large_company(8, subscribed=False), MONTHS[-1]
    fill(warehouse, rows)
    asked = question_of(CATALOG["aov"], Settings())
    [count] = counts(warehouse, asked, [april])
    reading = with_spread(warehouse, asked, april, count, ()).reading()
    [values] = observed("aov", tables_of(rows), [april], Settings())
    low, high = resampled(values)
    near = pytest.approx((low, high), abs=(high - low) / 10)
    assert (reading.low, reading.high) == near


@settings(deadline=None, max_examples=40)
@given(before=companies("tickets"), after=companies("tickets"), alone=booleans())
def test_settles_next_contacts_like_the_oracle(warehouse, before, after, alone):
    fill(warehouse, {})
    known = {}
    for export in (before["tickets"], after["tickets"]):
        unsettled = [{**ticket, "next_contact_at": None} for ticket in export]
        export_tickets(warehouse, unsettled, alone=alone)
        known |= {(row["source"], row["ticket_id"]): row for row in unsettled}
        expected = next_contacts(frame("tickets", known.values()))
        assert found_in(warehouse) == dict(zip(known, expected, strict=True))


@pytest.mark.parametrize("alone", [False, True])
def test_settles_a_large_company_like_the_oracle(warehouse, alone):
    tickets = large_company(9, subscribed=False)["tickets"][:1_500]
    unsettled = [{**ticket, "next_contact_at": None} for ticket in tickets]
    fill(warehouse, {})
    export_tickets(warehouse, unsettled, alone=alone)
    keys = [(row["source"], row["ticket_id"]) for row in tickets]
    expected = next_contacts(frame("tickets", unsettled))
    assert found_in(warehouse) == dict(zip(keys, expected, strict=True))


def found_in(warehouse):
    rows = warehouse.rows("select source, ticket_id, next_contact_at from tickets")
    return {(source, ticket): moment for source, ticket, moment in rows}
