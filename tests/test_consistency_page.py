"""The page "Consistency", as it is drawn."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT

FRAME, PAGE = str(ROOT / "dashboard" / "frame.py"), "app_pages/consistency.py"
TICKETS = (
    "ticket_id,created_at,solved_at,status,replies,agent,team,channel,topic,"
    "handle_minutes,customer"
)
SURVEYS = "source,survey_id,instrument,scale,ticket_id,answered_at,score"
SIX = ("Ann", "Ben", "Cas", "Dee", "Eva", "Fay")


def exports(folder):
    """Six people with 20 answers each: three please 18 customers, three please 6.

    A refund by mail takes the first three 5 minutes, the others 30.
    """
    tickets, answers = [TICKETS], [SURVEYS]
    for place, agent in enumerate(SIX):
        good, minutes = (18, 5) if place < 3 else (6, 30)
        for number in range(20):
            ticket, day = f"{agent}{number}", f"2026-03-{number + 1:02}"
            took = minutes * (1.25 if number % 2 else 0.8)
            tickets.append(
                f"{ticket},{day} 09:00,{day} 12:00,solved,1,{agent},Mail,mail,Refund,"
                f"{took},{ticket}@example.com"
            )
            score = 5 if number < good else 1
            answers.append(f"own,s{ticket},csat,1-5,{ticket},{day} 15:00,{score}")
    tickets.append("z,2026-04-20 09:00,,open,0,Ann,Mail,mail,Refund,,z@example.com")
    for name, lines in (("tickets", tickets), ("surveys", answers)):
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n")
        yield path


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("consistency")
    warehouse = Warehouse.open(folder / "data")
    for path in exports(folder):
        load_export(warehouse, path, House("Europe/Amsterdam", "EUR", ()))
    warehouse.close()
    return folder / "data"


@pytest.fixture
def drawn(store, tmp_path, monkeypatch):
    values = tmp_path / "values.yaml"
    monkeypatch.setenv("SELARAS_DATA", str(store))
    monkeypatch.setenv("SELARAS_VALUES", str(values))
    st.cache_data.clear()  # stores of other tests have the same version

    def draw(*, brief=False, bots="", **query):
        text = (ROOT / "config" / "values.yaml").read_text()
        values.write_text(text.replace("company:\n", f"company:\n{bots}", 1))
        app = AppTest.from_file(FRAME, default_timeout=60)
        app.session_state["words_are_shown"] = not brief
        app.query_params["period"] = "2026-03"
        shown = app.switch_page(PAGE) if brief else app.run().switch_page(PAGE)
        for name, option in {"period": "2026-03", **query}.items():
            shown.query_params[name] = option
        shown.run()
        assert not shown.exception
        return shown

    yield draw
    st.cache_data.clear()
    house().close()


def said(shown):
    texts = (*shown.title, *shown.subheader, *shown.markdown, *shown.caption)
    return "\n".join(str(one.value).replace("\\", "") for one in texts)


LED = "Speed depends most on who answers: between people, Average handle time differs"


def test_says_the_finding_first_and_names_nobody(drawn):
    shown = drawn()
    words = said(shown)
    assert LED in words
    assert "Refund on mail depends most on who answers: a quick person takes" in words
    assert "The reviews of this period tell no criteria." in words
    assert "No bot is declared." in words
    assert not any(agent in words for agent in SIX)


def test_the_matrix_has_a_row_a_promise_and_a_cell_a_kind_of_group(drawn):
    table = drawn().dataframe[0].value
    assert list(table.columns) == [
        "Promise",
        "Between people",
        "Between teams",
        "Between channels",
        "Between weekdays",
    ]
    by_promise = {one["Promise"]: one for _, one in table.iterrows()}
    assert by_promise["Quality (CSAT)"]["Between people"].startswith("● much: ±")
    assert by_promise["Quality (CSAT)"]["Between teams"] == "too few to compare"
    assert by_promise["Speed (AHT)"]["Between people"].startswith("● much: ±")
    assert by_promise["Integrity (NPS)"]["Between people"] == "–"


def test_a_cell_of_the_url_is_told_in_full(drawn):
    words = said(drawn(row="csat", by="team"))
    assert "Too few teams have 10 answers or more, so there is nothing to" in words
    words = said(drawn(row="aht"))
    assert "Average handle time between people: much more than chance." in words


def test_the_words_come_first(drawn):
    shown = drawn(brief=True)
    assert LED in said(shown)
    assert not shown.dataframe


def test_a_team_of_four_people_and_two_bots_is_not_shown(drawn):
    shown = drawn(bots="  bots: [Fay, ' eva']\n", team="Mail")
    assert "Fewer than 5 people worked here in this time." in said(shown)
    assert not shown.dataframe
    assert not shown.subheader
    shown = drawn(bots="  bots: [Fay]\n", team="Mail")
    assert "Bots beside people" in said(shown)


def test_a_bot_stands_beside_people(drawn):
    words = said(drawn(bots="  bots: [Fay]\n"))
    assert "Of 20 tickets that bots solved, they kept 20 (100.0 %; 95 %" in words
    assert "between people, Average handle time differs by" in words
    assert "(5 people, n = 100)" in words
