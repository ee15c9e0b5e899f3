"""The view of those who still wait, as it is drawn."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.warehouse import Warehouse
from tests.test_commands import HEADER, ROOT

PAGE = str(ROOT / "dashboard" / "app_pages" / "observations.py")
VALUES = ROOT / "config" / "values.yaml"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Draws the view of March 2026: 2 tickets waited 10 and 30 minutes, 2 wait."""
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(VALUES))
    rows = [
        "A,2026-03-02 09:00,2026-03-02 12:00,solved,1,10",
        "B,2026-03-02 10:00,2026-03-31 12:00,solved,1,30",
        "C,2026-03-03 09:00,,open,0,",
        "D,2026-03-05 09:00,,open,0,",
    ]
    export = tmp_path / "tickets.csv"
    export.write_text("\n".join([HEADER, *rows]) + "\n")
    store = Warehouse.open(tmp_path / "data")
    load_export(store, export, House("Europe/Amsterdam", "EUR", ()))
    store.close()

    def drawn(metric):
        app = AppTest.from_file(PAGE, default_timeout=60)
        query = {"tab": "Waiting", "period": "2026-03", "metric": metric}
        for name, option in query.items():
            app.query_params[name] = option
        shown = app.run()
        assert not shown.exception
        return shown

    yield drawn
    house().close()


def test_shows_both_medians_the_backlog_and_who_waits_longest(page):
    shown = page("frt")
    # Half of four have waited at most 30 minutes; the plain median is 20.
    assert [one.value for one in shown.metric] == ["20 min", "30 min", "2"]
    said = " ".join(one.value.replace("\\", "") for one in shown.markdown)
    assert "makes the wait look shorter" in said
    assert "C (own), since 3 March 2026, 09:00" in said
    assert "2 tickets were open at the end of March 2026" in said


def test_says_that_a_share_times_no_wait(page):
    shown = page("csat")
    assert [one.value.replace("\\", "") for one in shown.info] == [
        "Customer satisfaction times no wait that could still go on."
    ]
