"""Pages as they are drawn, without a browser."""

from __future__ import annotations

import io
import json
import shutil

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import tables
from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.values import Promise
from metrics.warehouse import Warehouse
from tests.conftest import CATALOG
from tests.test_commands import HEADER, ROOT

FRAME = str(ROOT / "dashboard" / "frame.py")
VALUES = ROOT / "config" / "values.yaml"
EXAMPLE = "  example: true "
NOBODYS = "The numbers are yours, the values and targets are not"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws the scorecard of 40 tickets of March 2026, after changes to values.yaml."""

    def drawn(values=None, **query):
        config = tmp_path / "values.yaml"
        config.write_text(values or VALUES.read_text().replace(EXAMPLE, "  # "))
        monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("SELARAS_VALUES", str(config))
        take_in(tmp_path)
        app = AppTest.from_file(FRAME, default_timeout=60)
        for name, option in query.items():
            app.query_params[name] = option
        return app.run()

    yield drawn
    house().close()


def take_in(folder):
    rows = [
        f"{number},2026-03-{number % 31 + 1:02} 09:00,2026-03-31 12:00,solved,1,30"
        for number in range(1, 41)
    ]
    export = folder / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    store = Warehouse.open(folder / "data")
    load_export(store, export, House("Europe/Amsterdam", "EUR", ()))
    store.close()


def test_shows_a_company_that_declares_no_sales(page):
    shown = page(VALUES.read_text().split("# Shown beside service")[0])
    assert not shown.exception
    assert "Service: the values we declare" in [one.value for one in shown.subheader]
    assert "Sales" not in [one.value for one in shown.subheader]


def test_says_that_the_values_are_the_example_s(page):
    assert not any(NOBODYS in one.value for one in page().warning)
    told = [one.value for one in page(VALUES.read_text()).warning]
    assert len(told) == 1
    assert told[0].startswith(NOBODYS)
    assert r"Kopi \& Kawan" in told[0]


def test_says_that_a_link_asks_for_a_team_that_is_not_there(page):
    shown = page(team="Nope")
    assert not shown.exception
    assert [one.value for one in shown.warning] == [
        "There is no team 'Nope' in the data\\."
    ]
    again = shown.run()
    assert "team" not in again.query_params


def test_shows_a_wrong_period_as_it_was_written(page):
    shown = page(period="[x](http://example.com)")
    assert not shown.exception
    assert shown.warning[0].value.startswith("'\\[x\\]\\(http\\:")


def test_lists_two_exports_of_one_name_with_their_rejects(page, tmp_path):
    for number in (98, 99):
        page()
        export = tmp_path / "tickets.csv"
        export.write_text(f"{HEADER}\n{number},soon,,open,0,\n")
        load_export(house().own, export, House("Europe/Amsterdam", "EUR", ()))
    shown = page().switch_page("app_pages/data.py").run()
    assert not shown.exception
    labels = [one.label for one in shown.expander if "rejected" in one.label]
    assert labels == ["**tickets\\.csv** · ticket file · 1 read, 1 rejected"] * 2


def test_shows_the_demo_and_the_receipt_while_no_row_was_taken(
    tmp_path, monkeypatch, made_up
):
    shutil.copytree(made_up, tmp_path / "data" / "demo")
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(VALUES))
    export = tmp_path / "tickets.csv"
    export.write_text(f"{HEADER}\n1,soon,,open,0,\n")
    load_export(house().own, export, House("Europe/Amsterdam", "EUR", ()))
    assert house().is_demo
    shown = AppTest.from_file(FRAME, default_timeout=60).run()
    shown.switch_page("app_pages/data.py").run()
    house().close()
    assert not shown.exception
    assert shown.info[0].value.startswith("**Demo data.**")
    labels = [one.label for one in shown.expander if "rejected" in one.label]
    assert labels == ["**tickets\\.csv** · ticket file · 1 read, 1 rejected"]


def test_downloads_times_on_the_clock_of_the_company(monkeypatch):
    given = []
    monkeypatch.setattr(
        tables.st, "download_button", lambda *told, **_: given.append(told)
    )
    rows = pd.DataFrame(
        {"counted_at": pd.to_datetime(["2026-03-01 12:00", "2026-07-01 12:00"])}
    )
    tables.downloadable(rows, "frt.csv", "Europe/Amsterdam")
    written = pd.read_csv(io.BytesIO(given[0][1]))
    assert list(written["counted_at"]) == [
        "2026-03-01 13:00:00+01:00",
        "2026-07-01 14:00:00+02:00",
    ]


def test_tells_two_clocks_of_one_metric_apart():
    calendar, working = Promise("frt", ()), Promise("frt", (), clock="working")
    assert (calendar.key, working.key) == ("frt", "frt-working")
    assert tables.metric_words(working, CATALOG) == "First reply time, working time"


def take_in_months(folder):
    """40 tickets in each of twelve months, the last of them answered late."""
    rows = [
        f"{month}-{number},{day:%Y-%m-%d} 09:00,{day:%Y-%m-%d} 12:00,solved,1,"
        f"{300 if month == 11 else 30 + month % 2}"
        for month, day in enumerate(pd.date_range("2025-03-31", periods=12, freq="ME"))
        for number in range(40)
    ]
    export = folder / "months.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    decided = folder / "decisions.csv"
    decided.write_text("decided_at,what\n2025-06-10,The chat <b>opened</b>\n")
    for path in (export, decided):
        load_export(house().own, path, House("Europe/Amsterdam", "EUR", ()))


def test_says_what_the_trend_of_a_promise_says(page, tmp_path):
    page()
    take_in_months(tmp_path)
    query = {"metric": "frt", "period": "2026-02", "tab": "Trend"}
    shown = page(**query).switch_page("app_pages/observations.py").run()
    assert not shown.exception
    words = [one.value for one in shown.markdown]
    assert words[0] == (
        "**Signal\\: above the limits of the usual\\. February 2026\\: 5 h, usual is "
        "30 min, from 28 min to 33 min\\.**"
    )
    assert "10 June 2025\\: The chat \\<b\\>opened\\</b\\>" in words
    table = shown.dataframe[0].value
    assert list(table.columns) == [
        "Period", "Amount", "n", "Usual", "From", "To", "It is",
    ]  # fmt: skip
    assert len(table) == 12
    assert list(table.iloc[0]) == [
        "2026-02", "5 h", "40", "30 min", "28 min", "33 min",
        "above the limits of the usual",
    ]  # fmt: skip
    assert set(table["It is"][1:]) == {"routine"}


def test_says_that_a_promise_without_data_has_no_trend(page):
    query = {"metric": "nps", "period": "2026-03", "tab": "Trend"}
    shown = page(**query).switch_page("app_pages/observations.py").run()
    assert not shown.exception
    assert [one.value for one in shown.info] == [
        "Nothing has been counted in these periods, so there is no trend."
    ]


def test_shows_the_year_in_weeks_once_the_words_are_there(page):
    shown = page()
    assert not shown.exception
    assert not shown.get("plotly_chart")
    shown.session_state.words_are_shown = True
    shown.run()
    assert not shown.exception
    assert "Week by week" in [one.value for one in shown.subheader]
    drawn = [json.loads(one.proto.spec) for one in shown.get("plotly_chart")]
    strips = drawn[-2:]
    service, sales = (strip["layout"]["annotations"] for strip in strips)
    assert [one["text"] for one in service[4:6]] == [
        "<b>Speed</b>", "0 kept, 0 broken",
    ]  # fmt: skip
    assert len(sales) == 10
    # The cells alone: 52 of each of five values, in weeks from Monday to Sunday.
    for drawing in drawn:  # ValueError for what Plotly knows nothing of
        go.Figure(drawing)
    cells = strips[0]["data"][-1]["customdata"]
    assert len(cells) == 260
    assert cells[2 * 52 + 51][0].startswith("W14, 30 Mar – 5 Apr 2026")


def test_says_of_each_value_what_happened(page):
    shown = page()
    said = [one.value for one in shown.markdown]
    assert (
        ":small[Speed kept\\: half of the customers we answered heard from us within "
        "30 min\\.]"
    ) in said
