"""The page of what people complain about, as it is drawn."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.complaints.pareto_chart import _layout
from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.complaints.pareto import Seen, pareto_of
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT

FRAME = str(ROOT / "dashboard" / "frame.py")
PAGE = "app_pages/complaints.py"
TICKETS = "ticket_id,created_at,solved_at,status,topic,team,tags"
SURVEYS = "survey_id,instrument,score,scale,answered_at,ticket_id"
REVIEWS = "review_id,reviewed_at,score,ticket_id,criterion: Tone (1-5)"
ANSWERS = 40  # in March 2026, every one of them bad


def exports():
    """Of 40 tickets 30 are about delivery, 32 tagged as slow; 10 reviews fail.

    In January there are two tickets each of three odd topics, and two of none.
    """
    tickets, surveys, reviews = [], [], []
    for one in range(ANSWERS):
        topic = "Delivery" if one < 30 else "Returns"
        tags = "slow_response" if one < 32 else "vip"
        solved = "2026-03-02 09:00,2026-03-02 10:00,solved"
        tickets.append(f"t{one},{solved},{topic},Mail,{tags}")
        surveys.append(f"s{one},csat,1,1-5,2026-03-03 09:00,t{one}")
        reviews.append(f"r{one},2026-03-03 09:00,80,t{one},{1 if one < 10 else 5}")
    for one, topic in enumerate(("unplaced", "-", ":without", "") * 2):
        number = f"j{(0, 2, 4, 6)[one % 4] + one // 4}"
        solved = "2026-01-02 09:00,2026-01-02 10:00,solved"
        tickets.append(f"{number},{solved},{topic},Mail,")
        surveys.append(f"{number},csat,1,1-5,2026-01-03 09:00,{number}")
    surveys.append("last,csat,5,1-5,2026-04-02 09:00,")
    return [TICKETS, *tickets], [SURVEYS, *surveys], [REVIEWS, *reviews]


@pytest.fixture(scope="module", autouse=True)
def company(tmp_path_factory):
    folder = tmp_path_factory.mktemp("complaints")
    store = Warehouse.open(folder / "data")
    for number, lines in enumerate(exports()):
        path = folder / f"export{number}.csv"
        path.write_text("\n".join(lines) + "\n")
        load_export(store, path, House("Europe/Amsterdam", "EUR", ()))
    store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELARAS_DATA", str(folder / "data"))
        patch.setenv("SELARAS_VALUES", str(ROOT / "config" / "values.yaml"))
        st.cache_data.clear()  # stores of other tests have the same version
        yield
        st.cache_data.clear()
        house().close()


def page(**query):
    app = AppTest.from_file(FRAME, default_timeout=60)
    app.session_state["words_are_shown"] = True
    shown = app.switch_page(PAGE)
    for key, option in {"period": "2026-03", **query}.items():
        shown.query_params[key] = option
    shown.run()
    assert not shown.exception
    return shown


def said(shown):
    told = [*shown.markdown, *shown.caption]
    return " ".join(one.value for one in told).replace("\\", "")


def test_says_which_few_topics_bad_answers_are_about():
    shown = page()
    assert shown.title[0].value == "What people complain about"
    assert (
        "40 of 40 answers in March 2026 were bad. 2 of 2 topics make 100.0 % of them: "
        "Delivery and Returns." in said(shown)
    )
    assert list(shown.dataframe[0].value["What that is"]) == [
        "30 of 40: 75.0 %, 59.8 to 85.8 %",
        "10 of 40: 25.0 %, 14.2 to 40.2 %",
    ]


def test_opens_the_answers_behind_a_topic():
    rows = page(topic="Returns").dataframe[1].value
    assert len(rows) == 10
    assert set(rows["Topic"]) == {"Returns"}
    assert "t39" in set(rows["Ticket"])


def test_says_what_could_not_be_placed_before_the_chart():
    shown = page(tab="complaints", complaint="lost-time")
    assert (
        "Lost time is what people complain about most in March 2026: 100.0 % of the 32 "
        "bad answers that could be placed (95 % interval 89.3 to 100.0 %). "
        ":material/help: 8 of 40 bad answers (20.0 %) could not be placed: 0 have "
        "neither a tag nor a comment that was kept, 8 have, but none that names a kind."
        in said(shown)
    )
    assert "It took too long, or took the customer's own time." in said(shown)
    assert len(shown.dataframe[1].value) == 32


def test_opens_what_could_not_be_placed():
    rows = page(tab="complaints", complaint=":unplaced").dataframe[1].value
    assert list(rows["Tags"].map(list)) == [["vip"]] * 8


def test_a_topic_that_is_called_as_the_rest_opens_its_own_rows():
    rows = page(period="2026-01", topic="unplaced").dataframe[1].value
    assert set(rows["Topic"]) == {"unplaced"}
    rows = page(period="2026-01", topic="-").dataframe[1].value
    assert set(rows["Topic"]) == {"-"}
    rows = page(period="2026-01", topic="::without").dataframe[1].value
    assert set(rows["Topic"]) == {":without"}
    shown = page(period="2026-01", topic=":without")
    assert set(shown.dataframe[1].value["Ticket"]) == {"j6", "j7"}
    assert "2 of 8 bad answers (25.0 %) have no topic." in said(shown)


def test_draws_names_as_they_are_written():
    names = ["<b>VIP", "Refund <30 days", "A & B"]
    found = pareto_of(Seen(name, 10, 30) for name in names)
    drawn = _layout(found, sorted(names)).yaxis.ticktext
    assert list(drawn) == ["&lt;b&gt;VIP", "A &amp; B", "Refund &lt;30 days"]


def test_shows_the_criteria_that_failed():
    shown = page(tab="criteria", criterion="Tone")
    assert "Criteria failed 10 times in 40 reviews in March 2026." in said(shown)
    assert "Complaints about the same thing: Coldness." in said(shown)
    assert list(shown.dataframe[1].value["Criteria"]) == ["Tone: 0"] * 10


def test_says_so_where_nobody_complained():
    assert "The 1 answer in April 2026 is good." in said(page(period="2026-04"))
