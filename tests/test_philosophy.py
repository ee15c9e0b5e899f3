"""The company's statement: its checks, its document and its page."""

from dataclasses import replace
from datetime import date, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from metrics.errors import ValuesError
from metrics.own_words import spoken
from metrics.periods import parse_period
from metrics.philosophy import findings, is_order
from metrics.philosophy_team_words import course_words, facts
from metrics.philosophy_teams import Measurement, course_of, courses_of
from metrics.philosophy_words import finding_words
from metrics.scorecard import build_scorecard
from metrics.values import Author, Target, TeamMetric
from metrics.values_forms import load_values
from slides.philosophy import philosophy_of
from tests.conftest import CATALOG
from tests.test_commands import ROOT
from tests.test_recognition_page import take_in
from tests.test_sharing import client as client  # asks a server of March 2026
from words import in_language

PAGE = str(ROOT / "dashboard" / "app_pages" / "philosophy.py")
TODAY = date(2026, 4, 1)
STATEMENT = """\
company: {{name: Kopi, zone: UTC, currency: EUR}}
purpose: Good coffee for all.
vision: Every neighbour recommends us.
values:
  - name: Quality
    action: Solve it the first time.
    promises:
      - {{metric: fcr, target: 65{owner}}}
{more}"""
WRITTEN = """\
written_by:
  - {who: Ann, role: front line}
  - {who: Ben, role: supervisor}
review: [2026-12-01, 2025-12-01]
"""


def read(tmp_path, owner="", more=""):
    path = tmp_path / "values.yaml"
    path.write_text(STATEMENT.format(owner=owner, more=more))
    return load_values(path, CATALOG)


@pytest.fixture
def values():
    return load_values(ROOT / "config" / "values.yaml", CATALOG)


def told(values):
    return {one.check: (one.passed, one.n) for one in findings(values, TODAY)}


def written(*roles):
    return tuple(Author(f"P{place}", role) for place, role in enumerate(roles))


# --- values.yaml ---


def test_reads_owners_authors_and_days_of_review(tmp_path):
    read_ = read(tmp_path, ", owner: Team Mail", WRITTEN)
    assert read_.values[0].promises[0].owner == "Team Mail"
    assert read_.written_by == (
        Author("Ann", "front line"),
        Author("Ben", "supervisor"),
    )
    assert read_.review == (date(2025, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "written_by: [{who: Ann, role: boss}]\n",
            'values.yaml, line 9, written_by: "role" must be front line, supervisor, '
            'senior leader, other, facilitator or customer, not "boss".',
        ),
        (
            "written_by: [{who: Ann}]\n",
            'values.yaml, line 9, written_by: "role" is missing. It must be front '
            "line, supervisor, senior leader, other, facilitator or customer.",
        ),
        (
            "review: [soon]\n",
            "values.yaml, line 9, review: an entry of review must be a date such as "
            '2027-01-15, without quotes, not "soon".',
        ),
        (
            "review: 2027-01-15\n",
            'values.yaml, line 9: "review" must be a list of dates such as '
            '[2027-01-15], not "2027-01-15".',
        ),
        (
            "writen_by: []\n",
            'values.yaml, line 9: "writen_by" is no key here. Did you mean '
            '"written_by"?',
        ),
    ],
)
def test_a_mistake_names_its_line_and_the_fix(tmp_path, more, said):
    with pytest.raises(ValuesError) as problem:
        read(tmp_path, more=more)
    assert str(problem.value) == said


def test_an_empty_owner_is_a_mistake(tmp_path):
    with pytest.raises(ValuesError) as problem:
        read(tmp_path, owner=", owner: ''")
    assert str(problem.value) == (
        'values.yaml, line 8, Quality, fcr: "owner" is empty. It must be who answers '
        "for it, such as Team Mail."
    )


# --- checks ---


def test_finds_what_the_shipped_statement_lacks(values):
    found = told(values)
    passed = {check for check, (is_well, _) in found.items() if is_well}
    said = {"sentence", "length", "values", "verbs", "metrics"}
    assert passed == said | {"parts", "teams"}
    assert set(found) - passed == {"owners", "written", "review"}
    assert found["values"] == (True, 5)


def test_a_vision_is_one_short_sentence(values):
    two = replace(values, vision="We grow. We care.")
    assert told(two)["sentence"] == (False, 2)
    long = replace(values, vision=" ".join(["word"] * 26))
    assert (told(long)["sentence"], told(long)["length"]) == ((True, 1), (False, 26))
    assert told(replace(values, vision="Answer at 3.5 stars"))["sentence"] == (True, 1)


@pytest.mark.parametrize(
    ("code", "action", "is_one"),
    [
        ("en", "Say what is true, also when it costs us the sale.", True),
        ("en", "Reply within the hour.", True),
        ("en", "We answer quickly.", False),
        ("en", "Answering quickly.", False),
        ("en", "Honesty above all.", True),  # only its look is checked
        ("en", "Integrity above all.", False),
        ("en", "", False),
        ("id", "Jawab sebelum kopinya dingin.", True),
        ("id", "Kami menjawab dengan cepat.", False),
        ("ms", "Setiap pelanggan ialah kawan.", False),
    ],
)
def test_an_action_starts_with_what_looks_like_a_verb(code, action, is_one):
    with in_language(code):
        assert is_order(action) is is_one


@pytest.mark.parametrize(
    ("roles", "failed"),
    [
        (["front line"] * 4 + ["supervisor", "senior leader", "facilitator"], set()),
        (["front line", "supervisor", "facilitator"], {"people"}),
        (["front line"] * 11, {"people", "supervisors", "facilitator"}),
        (
            ["senior leader"] * 3 + ["other"] * 4 + ["customer"],
            {"front line", "supervisors", "leaders", "facilitator", "customers"},
        ),
    ],
)
def test_checks_who_wrote_it(values, roles, failed):
    known = {"people", "front line", "supervisors", "leaders", "facilitator"}
    found = told(replace(values, written_by=written(*roles)))
    asked = {name: found[name] for name in (*known, "customers")}
    assert {name for name, (is_well, _) in asked.items() if not is_well} == failed


def test_a_day_of_review_lies_ahead(values):
    late = replace(values, review=(date(2025, 5, 1), date(2026, 3, 31)))
    last = findings(late, TODAY)[-1]
    assert (last.passed, last.day) == (False, date(2026, 3, 31))
    assert finding_words(last) == (
        "It was to be looked at on 31 March 2026. Set the next day."
    )
    set_ = findings(replace(values, review=(TODAY,)), TODAY)[-1]
    assert finding_words(set_) == "It is looked at again on 1 April 2026."


def test_names_metrics_that_nobody_answers_for(values, tmp_path):
    orphan = next(one for one in findings(values, TODAY) if one.check == "owners")
    assert finding_words(orphan).startswith("Nobody answers for nps, qa, fcr, csat, ")
    owned = read(tmp_path, ", owner: Ann")
    assert told(owned)["owners"] == (True, 0)


def test_every_finding_has_words(values):
    roles = ["front line", "supervisor", "customer"]
    for one in (values, replace(values, written_by=written(*roles))):
        for found in findings(one, TODAY):
            assert finding_words(found).endswith(".")
            assert finding_words(replace(found, passed=not found.passed, day=TODAY))


# --- teams and their part ---

TEAMS = """\
teams:
  - name: Production
    part: Pack it whole.
    lives: [quality]
    metrics:
      - {metric: packed in a day, target: 95, owner: Ani}
      - {metric: broken, target: {high: 2}}
      - eNPS
  - {name: Leadership, part: Listen.}
"""


def measure(company, day, metric, amount, **cells):
    company.add("measurements", measured_at=day, metric=metric, amount=amount, **cells)


@pytest.fixture
def measured(company, tmp_path):
    """Production packed 97.5 % in March, and broke 3; nobody was asked for eNPS."""
    measure(company, "2026-02-28", "packed in a day", 91)
    measure(company, "2026-03-31", "Packed in a day", 80)
    measure(company, "2026-03-31", "packed in a day", 97.5, n=412, team="production")
    measure(company, "2026-03-31", "packed in a day", 10, team="Other")
    measure(company, "2026-03-30", "packed in a day", 11, channel="mail")
    measure(company, "2026-04-30", "packed in a day", 12)
    measure(company, "2026-03-31", "broken", 3, unit="percent")
    values = read(tmp_path, more=TEAMS)
    return values, courses_of(company.warehouse, values, datetime(2026, 4, 1))


def test_reads_the_measurements_of_a_teams_metrics(measured):
    values, courses = measured
    production, leadership = values.teams
    told = [
        course_words(one, course_of(courses, production, one), "UTC")
        for one in production.metrics
    ]
    assert told == [
        "packed in a day: 97.5 (31 March 2026, n 412). The latest is at or "
        "above its target, ≥ 95. Ani answers for it.",
        "broken: 3.0 % (31 March 2026, n not told). The latest is above its target, ≤ "
        "2 %.",
        "eNPS. No measurement yet: drop a file with date, metric and amount, in which "
        "the metric is called eNPS.",
    ]
    course = course_of(courses, production, production.metrics[0])
    assert [one.amount for one in course] == [91, 97.5]
    assert leadership.metrics == ()


@pytest.mark.parametrize(
    ("target", "amount", "said"),
    [
        (Target(None, 95, None), 95, "The latest is at or above its target, ≥ 95."),
        (Target(None, 95, None), 94, "The latest is below its target, ≥ 95."),
        (Target(None, None, 2), 2, "The latest is at or below its target, ≤ 2."),
        (Target(None, None, 2), 3, "The latest is above its target, ≤ 2."),
        (Target(None, 2, 4), 3, "The latest is within its target, 2–4."),
        (Target(None, 2, 4), 1, "The latest is below its target, 2–4."),
        (Target(None, 2, 4), 5, "The latest is above its target, 2–4."),
    ],
)
def test_says_where_the_latest_lies_and_not_that_a_target_is_met(target, amount, said):
    course = (Measurement(datetime(2026, 3, 31), amount, 1, None),)
    metric = TeamMetric("packed", target)
    assert list(facts(metric, course, "UTC")) == ["31 March 2026, n 1", said]


def test_finds_measurements_by_each_name_of_a_team(company, tmp_path):
    name = "name: {en: Production, id: Produksi}"
    values = read(tmp_path, more=TEAMS.replace("name: Production", name))
    measure(company, "2026-02-28", "packed in a day", 91, team="produksi")
    measure(company, "2026-03-31", "packed in a day", 97.5, team="PRODUCTION")
    measure(company, "2026-03-31", "packed in a day", 80)
    courses = courses_of(company.warehouse, values, datetime(2026, 4, 1))
    team = values.teams[0]
    course = course_of(courses, team, team.metrics[0])
    assert [one.amount for one in course] == [91, 97.5]


def test_checks_that_each_value_has_a_team_and_each_team_a_metric(measured, tmp_path):
    values, _ = measured
    found = {one.check: one for one in findings(values, TODAY)}
    assert found["parts"].passed
    assert finding_words(found["teams"]) == (
        "No metric shows the part of Leadership. Write metrics under each in "
        "values.yaml."
    )
    nobody = read(tmp_path, more=TEAMS.replace("    lives: [quality]\n", ""))
    alone = next(one for one in findings(nobody, TODAY) if one.check == "parts")
    assert finding_words(alone) == (
        "No team has a part in Quality. Write them under lives of a team in "
        "values.yaml."
    )
    assert not {"parts", "teams"} & set(told(read(tmp_path)))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "[quality]",
            "[qualty]",
            'line 12, Production: "qualty" is no value of this file. Did you mean '
            '"quality"?',
        ),
        (
            "target: 95",
            "target: lots",
            'line 14, Production, packed in a day: "target" must be a number such as '
            '95, which is at least, or {high: 5}, not "lots".',
        ),
        (
            "{high: 2}",
            "{low: 3, high: 2}",
            'line 15, Production, broken: "low" must be below "high": 3 is not below '
            "2.",
        ),
        (
            "{high: 2}",
            "{}",
            'line 15, Production, broken: "target" must have low, high or both, not a '
            "group of keys.",
        ),
        (
            ", part: Listen.",
            "",
            'line 17, Leadership: "part" is missing. It must be a sentence: what the '
            "team does for the values.",
        ),
        (
            "metrics:",
            "metric:",
            'line 13, Production: "metric" is no key here. Did you mean "metrics"?',
        ),
    ],
)
def test_says_what_is_wrong_with_a_team(tmp_path, was, now, said):
    with pytest.raises(ValuesError) as caught:
        read(tmp_path, more=TEAMS.replace(was, now, 1))
    assert str(caught.value).splitlines()[-1] == f"values.yaml, {said}"


def test_takes_names_of_teams_in_several_languages(tmp_path):
    named = TEAMS.replace("name: Production", "name: {en: Production, id: Produksi}")
    read_ = read(tmp_path, more=named)
    with in_language("id"):
        assert spoken(read_.teams[0].name) == "Produksi"
    assert ("Production", (("en", "Production"), ("id", "Produksi"))) in read_.others


# --- the document and the page ---


def test_the_document_tells_each_value_with_its_promises(company, tmp_path):
    values = read(tmp_path, ", owner: Ann <b>", WRITTEN)
    through = datetime(2026, 4, 20)
    period = parse_period("2026-03", "UTC", through)
    card = build_scorecard(company.warehouse, values, CATALOG, period, through)
    page = philosophy_of(values, card, "en")
    assert "<h1>What Kopi stands for</h1>" in page
    assert "Every neighbour recommends us." in page
    assert "First contact resolution ≥ 65 %. Now – (n 0): no data." in page
    assert "Ann &lt;b&gt; answers for it." in page
    assert "As of March 2026. Written by Ann and Ben." in page


def test_the_document_tells_the_teams(measured, company):
    values, courses = measured
    through = datetime(2026, 4, 20)
    period = parse_period("2026-03", "UTC", through)
    card = build_scorecard(company.warehouse, values, CATALOG, period, through)
    page = philosophy_of(values, card, "en", courses=courses)
    assert ">Teams and their part</h2>" in page
    assert "Pack it whole." in page
    assert "Part of Quality" in page
    assert "packed in a day: 97.5 (31 March 2026, n 412)." in page
    marked = philosophy_of(values, card, "xx", courses=courses)
    assert "⟦Teams and their part⟧" in marked
    assert "⟦The latest is above its target, ≤ ⟦2 %⟧.⟧" in marked


def test_serves_the_document_for_a_period_and_a_language(client):
    page = client.get("/philosophy.html?period=2026-03&lang=en")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "First reply time ≤ 1 h 30 min. Now 30 min (n 40" in page.text
    assert "As of March 2026." in page.text
    assert "<script" not in page.text
    wrong = client.get("/philosophy.html?period=someday&lang=en")
    assert (wrong.status_code, "is no period" in wrong.text) == (400, True)


def test_the_page_tells_the_statement_and_its_checks(tmp_path, monkeypatch):
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(ROOT / "config" / "values.yaml"))
    take_in(tmp_path)
    st.cache_data.clear()  # stores of other tests have the same version
    shown = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not shown.exception
    said = " ".join(one.value for one in shown.markdown).replace("\\", "")
    assert "people recommend us to their neighbours" in said
    assert "5 values: few enough to know by heart." in said
    assert "Nobody is named who wrote it." in said
    st.cache_data.clear()
    house().close()
