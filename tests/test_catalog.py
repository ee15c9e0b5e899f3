"""Definitions: every file of ours, and what a wrong one is told."""

import pytest

from metrics.catalog import load_catalog, read_definition
from metrics.errors import DefinitionError
from metrics.measuring import counts
from metrics.periods import Window
from metrics.questions import Question
from tests.conftest import CATALOG, MARCH

GOOD = """/*
name: Backlog
short: Backlog
question: How many wait?
kind: total
unit: tickets
better: down
observation: ticket
filed_under: creation
counts: every ticket
min_n: 1
counter: backlog
source: us
dimensions: []
*/
select
    tickets.source, tickets.ticket_id as subject_id,
    tickets.created_at as counted_at, 1.0 as amount,
    null::varchar as left_out
from tickets
"""


def refusal(tmp_path, text):
    path = tmp_path / "backlog.sql"
    path.write_text(text)
    with pytest.raises(DefinitionError) as caught:
        read_definition(path)
    return str(caught.value)


@pytest.mark.parametrize("metric", sorted(CATALOG))
def test_every_definition_is_whole(metric, company):
    definition = CATALOG[metric]
    assert definition.question.endswith("?")
    assert definition.source.startswith("https://")
    assert len(definition.query.splitlines()) <= 110
    assert company.count(metric).n == 0


def test_takes_a_metric_of_the_companys_own(tmp_path, company):
    (tmp_path / "backlog.sql").write_text(GOOD)
    definition = load_catalog(tmp_path)["backlog"]
    company.add("tickets", created_at="2026-03-03 09:00")
    question = Question(definition, "EUR", 90)
    assert counts(company.warehouse, question, [MARCH])[0].amount() == 1
    assert isinstance(MARCH, Window)


def test_refuses_a_file_without_its_opening_comment(tmp_path):
    assert refusal(tmp_path, "select 1") == (
        "backlog.sql: the file must open with a comment /* … */ that holds "
        "the name, the question and the kind."
    )


def test_names_the_missing_key(tmp_path):
    told = refusal(tmp_path, GOOD.replace("question: How many wait?\n", ""))
    assert told == "backlog.sql: question: Field required."


def test_refuses_tables_that_are_not_shared(tmp_path):
    told = refusal(tmp_path, GOOD.replace("from tickets", "from read_csv('/etc/x')"))
    assert told.startswith("backlog.sql: ")
    assert told.endswith(
        "is no shared table. There are tickets, surveys, reviews, calls, orders, "
        "subscriptions, measurements, decisions."
    )


@pytest.mark.parametrize(
    "query", ["drop table tickets", "select 1; select 2", "select * from exports"]
)
def test_refuses_whatever_is_not_one_select_over_shared_tables(tmp_path, query):
    head = GOOD.split("*/")[0] + "*/\n"
    assert refusal(tmp_path, head + query).startswith("backlog.sql: ")


def test_refuses_an_unknown_parameter(tmp_path):
    told = refusal(tmp_path, GOOD + "where ticket_id = $ticket")
    assert told == (
        "backlog.sql: $ticket is no parameter. "
        "There are $clock, $currency, $first, $last, $retention_days, $through."
    )


def test_names_a_column_that_is_missing(tmp_path):
    told = refusal(
        tmp_path,
        GOOD.replace("1.0 as amount,\n    null::varchar as left_out", "1.0 as amount"),
    )
    assert told == (
        "backlog.sql: the query gives no column left_out. "
        "Select one, if need be as null::varchar."
    )


def test_names_a_column_that_cannot_be_counted(tmp_path):
    told = refusal(tmp_path, GOOD.replace("1.0 as amount", "'1' as amount"))
    assert told == (
        "backlog.sql: the column amount is VARCHAR. Cast it: amount::double."
    )
    day = GOOD.replace("tickets.created_at as", "tickets.created_at::date as")
    assert refusal(tmp_path, day) == (
        "backlog.sql: the column counted_at is DATE. Cast it: counted_at::timestamp."
    )


def test_names_a_dimension_that_the_query_does_not_give(tmp_path):
    told = refusal(tmp_path, GOOD.replace("dimensions: []", "dimensions: [team]"))
    assert told.startswith("backlog.sql: the query gives no column team.")


def test_names_a_column_that_no_table_has(tmp_path):
    told = refusal(tmp_path, GOOD.replace("tickets.created_at", "tickets.opened_at"))
    assert told.startswith("backlog.sql: ")
    assert "opened_at" in told


def test_says_that_a_query_is_no_sql(tmp_path):
    for query in ("select 'open", "select from where"):
        told = refusal(tmp_path, GOOD.split("*/")[0] + "*/\n" + query)
        assert told.startswith("backlog.sql: the query is no SQL: ")
        assert "\x1b" not in told


def test_says_that_a_file_is_no_text(tmp_path):
    path = tmp_path / "backlog.sql"
    path.write_bytes(b"\xff\xfe/*")
    with pytest.raises(DefinitionError) as caught:
        read_definition(path)
    assert str(caught.value) == (
        "backlog.sql: this is no UTF-8 text. Save the file as UTF-8."
    )


def test_knows_which_tables_a_metric_reads():
    assert CATALOG["aht"].tables == ("calls", "tickets")
    assert CATALOG["crr"].tables == ("orders", "subscriptions")


def test_refuses_two_files_of_one_name(tmp_path):
    (tmp_path / "frt.sql").write_text(GOOD)
    with pytest.raises(DefinitionError) as caught:
        load_catalog(tmp_path)
    assert str(caught.value) == (
        "frt.sql: the metric 'frt' is defined twice. Give the file another name."
    )
