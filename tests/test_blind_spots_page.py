"""The page "What our values cannot see", as it is drawn."""

from datetime import datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.blind_spots import blind_spots_results
from dashboard.house import house
from dashboard.view import View
from intake.house import House
from intake.loading import load_export
from metrics.checks.check_words import (
    checks_headline,
    facts_words,
    finding_words,
    how_words,
    next_words,
    question_words,
    untold_words,
)
from metrics.checks.finding import Verdict
from metrics.coverage.coverage_words import (
    headline,
    point_words,
    read_words,
    value_words,
)
from metrics.coverage.rating import Point
from metrics.coverage.unseen_words import left_out_rows, unmeasured_words
from metrics.periods import parse_period
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT
from words import in_language
from words.languages import MARKED

FRAME = str(ROOT / "dashboard" / "frame.py")
PAGE = "app_pages/blind_spots.py"
VALUES = ROOT / "config" / "values.yaml"
HEADER = (
    "ticket_id,created_at,solved_at,status,replies,first_reply_minutes,agent,"
    "customer,handle_minutes"
)
REACH = datetime(2026, 3, 31, 22)


def export(folder):
    """Tickets of March 2026: 7 replied after each of 73 to 108 minutes, and 80 after
    89, each of a customer of its own; and one of nobody known on the last day."""
    minutes = [minute for minute in range(73, 109) for _ in range(7)] + 80 * [89]
    rows = [HEADER]
    for place, minute in enumerate(minutes):
        day = f"2026-03-{place % 30 + 1:02}"
        times = f"{day} 09:00,{day} 15:00"
        rows.append(f"{place},{times},solved,1,{minute},Ann,c{place}@example.com,8.3")
    rows.append("last,2026-03-31 09:00,2026-03-31 23:00,solved,1,30,Ann,,8.3")
    path = folder / "tickets.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("blind")
    store = Warehouse.open(made / "data")
    load_export(store, export(made), House("Europe/Amsterdam", "EUR", ()))
    store.close()
    st.cache_data.clear()  # stores of other tests have the same version
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SELARAS_DATA", str(made / "data"))
        patched.setenv("SELARAS_VALUES", str(VALUES))
        yield made
        house().close()
    st.cache_data.clear()


@pytest.fixture
def page(folder):
    """The page in its frame, as its links lead to others."""

    def drawn(**query):
        app = AppTest.from_file(FRAME, default_timeout=60)
        app.session_state["words_are_shown"] = True
        shown = app.run().switch_page(PAGE)
        for name, option in {"period": "2026-03", **query}.items():
            shown.query_params[name] = option
        shown.run()
        assert not shown.exception
        return shown

    return drawn


def said(shown):
    texts = (*shown.title, *shown.subheader, *shown.markdown, *shown.caption)
    return "\n".join(str(one.value).replace("\\", "") for one in texts)


def test_says_what_is_found_before_it_shows_it(page):
    words = said(page())
    # of FRT, AHT and FCR alone there are data
    lead = "#### 6 of our 9 promises see less than a tenth of our customers."
    checked = "#### 1 check on the measure is worth a look."
    value = "Speed counts what we do, and nobody counts what customers got from it."
    check = "Of the times near 1 h 30 min, 69.4 % lie just below it"
    places = [words.index(one) for one in (lead, value, check)]
    assert places == sorted(places)
    assert checked in words
    assert "● Customers seen: yes, 100.0 %, 332 of 332" in words
    assert "No orders: what customers do after good or bad service" in words
    assert "Do tickets change hands after a bad answer? The exports tell" in words


def test_names_no_person(page):
    assert "Ann" not in said(page())


def test_the_first_words_come_without_the_checks(folder):
    app = AppTest.from_file(str(ROOT / "dashboard" / PAGE), default_timeout=60)
    app.query_params["period"] = "2026-03"
    words = said(app.run())
    assert "6 of our 9 promises" in words
    assert "worth a look" not in words


def test_a_filter_is_kept_and_a_period_without_data_is_no_error(page):
    assert "No row of this period tells a customer" in said(page(period="2026-01"))


def test_what_is_kept_knows_no_language(page):
    page()
    values, period = house().values(), parse_period("2026-03", "UTC", REACH)
    view = View(house().version(), values, REACH, period, ())
    with in_language(MARKED):
        kept = (
            blind_spots_results.coverage(view),
            blind_spots_results.checks(view),
            blind_spots_results.unmeasured(view),
        )
    assert "⟦" not in repr(kept)
    assert kept[1][0].verdict is Verdict.LOOK


def test_every_sentence_is_of_the_catalog(page):
    page()
    values, period = house().values(), parse_period("2026-03", "UTC", REACH)
    view = View(house().version(), values, REACH, period, ())
    found, made = blind_spots_results.coverage(view), blind_spots_results.checks(view)
    with in_language(MARKED):
        lines = [
            headline(found),
            checks_headline(made),
            *map(value_words, found.values),
            *(point_words(one, point) for one in found.promises for point in Point),
            *unmeasured_words(found.customers, blind_spots_results.unmeasured(view)),
            *(why for _, _, why, _ in left_out_rows(found)),
            *read_words(),
            *how_words(made),
            *untold_words(made),
            *(say(one) for one in made for say in (question_words, finding_words)),
            *map(facts_words, made),
            *filter(None, map(next_words, made)),
        ]
    assert [line for line in lines if not line.startswith("⟦")] == []
