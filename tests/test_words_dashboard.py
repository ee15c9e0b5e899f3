"""What the dashboard says, where no browser is needed to see it."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime

import pytest

from dashboard import results
from dashboard.behind import definition_results
from dashboard.house import house
from dashboard.visitor import ANYBODY, visitor_words
from intake.house import House
from intake.loading import load_export
from metrics.axis_words import around_words, month_ticks, separators
from metrics.periods import parse_period
from metrics.values import Money
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT
from tests.test_groups_page import tickets
from words import in_language
from words.languages import MARKED

SOURCES = sorted((ROOT / "dashboard").rglob("*.py"))
# What Streamlit shows, by its first text or by these names.
SHOWS = {
    "title", "header", "subheader", "markdown", "caption", "info", "warning", "error",
    "success", "button", "metric", "expander", "selectbox", "multiselect",
    "text_input", "number_input", "file_uploader", "form_submit_button", "spinner",
    "download_button", "link_button", "segmented_control", "dialog",
}  # fmt: skip
NAMED = {"label", "placeholder", "help", "alt", "title", "show_spinner"}
RUNS_ALONE = {"fragment", "dialog"}


def calls(path):
    """Each call of a method in a file, with its name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_method and ast.unparse(node.func.value) != "LOG":
            yield node, node.func.attr


def has_words(node):
    """Whether a literal has a word that somebody would read."""
    if isinstance(node, ast.JoinedStr):
        return any(map(has_words, node.values))
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    shown = re.sub(r":?[a-z-]*\[|:material/\w*|<br>", "", node.value)
    return re.search(r"[^\W\d_]{2,}", shown) is not None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_shows_no_words_that_were_not_said(path):
    raw = [
        f"line {node.lineno}"
        for node, name in calls(path)
        if (name in SHOWS and any(map(has_words, node.args[:1])))
        or any(one.arg in NAMED and has_words(one.value) for one in node.keywords)
    ]
    assert raw == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_writes_numbers_and_days_by_locale_alone(path):
    code = path.read_text("utf-8")
    assert not re.search(r":,(\.\d+f)?\}|:\.\d[f%]\}|strftime|:%[A-Za-z]", code)


def test_only_tongue_lets_a_part_of_a_page_run_alone():
    found = [
        path.name
        for path in SOURCES
        for node, name in calls(path)
        if name in RUNS_ALONE and ast.unparse(node.func).startswith("st.")
    ]
    assert set(found) == {"tongue.py"}


@pytest.fixture
def at_hand(tmp_path, monkeypatch):
    """A store of 240 tickets of March 2026."""
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(ROOT / "config" / "values.yaml"))
    store = Warehouse.open(tmp_path / "data")
    load_export(store, tickets(tmp_path), House("Europe/Amsterdam", "EUR", ()))
    store.close()
    yield house()
    house().close()


def test_what_pages_keep_knows_no_language(at_hand):
    values, reach = at_hand.values(), datetime(2026, 3, 31, 12)
    version, period = str(at_hand.folder), parse_period("2026-03", "UTC", reach)
    fcr = next(
        one for value in values.values for one in value.promises if one.metric == "fcr"
    )
    behind = (version, values, fcr, period, reach, ())
    with in_language(MARKED):
        kept = (
            results.scorecard(version, values, period, reach, ()),
            results.known(version, values, reach),
            results._quality(version, "UTC", date(2026, 4, 1)),
            results.year(version, values, period, reach, ()),
            results.rows_behind(*behind).to_csv(),
            results.comparison(*behind, "agent"),
            definition_results.band(*behind),
            definition_results.breaks(version, "fcr"),
            definition_results.survey_funnel(version, "csat", period, ()),
            definition_results.undated_surveys(version, "csat"),
        )
    assert [repr(one)[:80] for one in kept if "⟦" in repr(one)] == []


def test_writes_the_scale_of_a_chart_by_locale():
    assert separators() == ".,"
    assert around_words("percent") == ("", " %")
    assert around_words("count") == ("", "")
    assert around_words(Money("EUR")) == ("€", "")
    with in_language("id"):
        assert separators() == ",."
        assert around_words(Money("IDR")) == ("Rp\u00a0", "")


def test_names_months_below_a_chart_by_language(at_hand):
    values, reach = at_hand.values(), datetime(2026, 3, 31, 12)
    period = parse_period("2026-03", "UTC", reach)
    card = results.scorecard(str(at_hand.folder), values, period, reach, ())
    fared = next(
        one for one in card.values[1].promises if one.definition.metric == "fcr"
    )
    with in_language("id"):
        ticks = list(month_ticks(fared, date(2025, 12, 1)))
    assert [name for _, name in ticks] == ["Des<br>2025", "Jan<br>2026", "Feb", "Mar"]
    assert ticks[0][0] == datetime(2025, 12, 16, 12)


def test_says_who_the_dashboard_is_and_leaves_a_person_as_stored():
    with in_language(MARKED):
        assert visitor_words(ANYBODY) == "⟦the dashboard⟧"
        assert visitor_words("ann@example.com") == "ann@example.com"
