"""Other definitions of a number, counted on paper and by a second computation."""

from random import Random

import pytest

from metrics.alternatives import load_alternatives
from metrics.band_words import band_words, range_words
from metrics.bands import band_of
from metrics.errors import DefinitionError
from metrics.warehouse import Warehouse
from tests.conftest import CATALOG, MARCH
from tests.oracle.alternatives import ALTERNATIVES, SUMMARY
from tests.oracle.companies import between, large_company
from tests.oracle.filling import fill
from tests.oracle.pools import BORDERS
from tests.oracle.tables import within

OTHERS = load_alternatives(CATALOG)
SCALES = {"1-3": 3, "1-5": 5, "1-7": 7, "1-10": 10, "good-bad": 1}


def amounts(company, metric, **settings):
    """Every way's n and amount, rounded to a tenth."""
    question = company.question(metric, **settings)
    band = band_of(company.warehouse, question, MARCH, OTHERS.get(metric, ()))
    return {
        way.name: (way.n, way.amount and round(way.amount, 1))
        for way in band.ways
        if not way.lacks
    }


def solved(company, replies, reopens=0, **cells):
    company.add(
        "tickets",
        created_at="2026-03-02 09:00",
        solved_at="2026-03-03 09:00",
        status="solved",
        replies=replies,
        reopens=reopens,
        **cells,
    )


def test_counts_fcr_by_every_definition(company):
    solved(company, 1)
    solved(company, 1, reopens=1)
    solved(company, 2)
    solved(company, 0)
    solved(company, 1, next_contact_at="2026-03-08 09:00")
    company.add("tickets", created_at="2026-05-01 09:00")
    assert amounts(company, "fcr") == {
        "Ours": (4, 25.0),
        "Net, 30 days": (4, 25.0),
        "Net, 1 day": (4, 50.0),
        "Gross": (4, 50.0),
        "Zendesk, exactly one reply": (5, 60.0),
        "Zendesk, fewer than two replies": (5, 80.0),
        "Call centre, not reopened": (5, 80.0),
    }


def test_waits_only_as_long_as_each_definition_asks(company):
    solved(company, 1)
    company.add("tickets", created_at="2026-03-05 09:00")
    found = amounts(company, "fcr")
    assert found["Ours"] == found["Net, 30 days"] == (0, None)
    assert found["Net, 1 day"] == found["Gross"] == (1, 100.0)


def test_says_what_a_definition_lacks(company):
    solved(company, 1)
    band = band_of(company.warehouse, company.question("fcr"), MARCH, OTHERS["fcr"])
    lacking = {way.name: way.lacks for way in band.ways if way.lacks}
    assert lacking == {
        "Freshservice": "The exports that we know do not tell how often a "
        "customer wrote.",
        "Intercom": "The exports that we know do not tell how many people took part.",
    }


def test_counts_csat_with_and_without_neutrals(company):
    for score in (5, 5, 4, 3, 1):
        company.add(
            "surveys",
            instrument="csat",
            answered_at="2026-03-03 09:00",
            score=score,
            is_good=score >= 4,
        )
    assert amounts(company, "csat") == {
        "Ours": (5, 60.0),
        "Without neutrals": (4, 75.0),
        "Top box": (5, 40.0),
        "Average mark": (5, 65.0),
    }


def test_takes_words_for_the_best_and_the_worst_mark(company):
    for good in (True, True, False):
        company.add(
            "surveys",
            instrument="csat",
            answered_at="2026-03-03 09:00",
            score=float(good),
            scale="good-bad",
            is_good=good,
        )
    assert set(amounts(company, "csat").values()) == {(3, 66.7)}


def test_counts_aov_by_net_and_by_total_price(company):
    for net, total in ((10, 15), (30, 36), (50, None)):
        company.add("orders", ordered_at="2026-03-03 09:00", amount=net, total=total)
    assert amounts(company, "aov") == {"Ours": (3, 30.0), "Total price": (2, 25.5)}


def test_counts_frt_by_both_clocks(company):
    for calendar, working in ((30, 10), (60, 20), (600, 90)):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            first_reply_minutes=calendar,
            first_reply_working_minutes=working,
        )
    assert amounts(company, "frt", clock="calendar") == {
        "Ours": (3, 60.0),
        "Average": (3, 230.0),
        "Working hours": (3, 20.0),
    }
    assert amounts(company, "frt", clock="working") == {
        "Ours": (3, 20.0),
        "Average": (3, 40.0),
        "Calendar time": (3, 60.0),
    }


def test_counts_calls_without_tickets(company):
    company.add("calls", started_at="2026-03-03 09:00", talk_seconds=120)
    company.add("calls", started_at="2026-03-03 09:00", answered=False)
    solved(company, 1, handle_minutes=10)
    assert amounts(company, "aht") == {"Ours": (2, 6.0), "Calls only": (1, 2.0)}


def test_tells_the_band_in_a_sentence(company):
    solved(company, 1)
    solved(company, 2)
    company.add("tickets", created_at="2026-05-01 09:00")
    question = company.question("fcr")
    band = band_of(company.warehouse, question, MARCH, OTHERS["fcr"])
    assert band_words(band, "percent") == (
        "50.0–100.0 % depending on the definition; ours is 50.0 %."
    )
    alone = band_of(company.warehouse, question, MARCH, ())
    assert band_words(alone, "percent") == (
        "50.0 %. There is no other definition of it that can be counted here."
    )
    assert range_words(13, 335, "minutes") == "13.0 min to 5 h 35 min"
    assert range_words(13, 39, "minutes") == "13.0–39 min"
    assert range_words(80, 80, "percent") == "80.0 %"


def test_reads_an_alternative_that_a_company_wrote(tmp_path):
    folder = tmp_path / "alternatives"
    folder.mkdir()
    file = folder / "frt_mean.sql"
    file.write_text(
        "/*\nmetric: frt\nname: Mean\nkind: mean\ncounts: x\nsource: us\n*/"
    )
    assert load_alternatives(CATALOG, tmp_path)["frt"][-1].name == "Mean"
    file.write_text("/*\nmetric: frtt\nname: Mean\ncounts: x\nsource: us\n*/")
    with pytest.raises(DefinitionError, match=r"^frt_mean.sql: 'frtt' is no metric\.$"):
        load_alternatives(CATALOG, tmp_path)
    file.write_text(
        "/*\nmetric: csat\nname: M\nclock: working\ncounts: x\nsource: us\n*/"
    )
    message = r"^frt_mean.sql: csat has no working time\.$"
    with pytest.raises(DefinitionError, match=message):
        load_alternatives(CATALOG, tmp_path)


def test_has_a_second_computation_of_every_alternative():
    counted = {
        (metric, one.name)
        for metric, found in OTHERS.items()
        for one in found
        if not one.lacks
    }
    # the clock that ours is on already is told once
    assert counted - {("frt", "Calendar time")} == set(ALTERNATIVES)


@pytest.fixture(scope="module")
def large():
    """Thousands of random rows, with marks on their scales."""
    random, rows = Random(5), large_company(11, subscribed=False)  # noqa: S311
    for survey in rows["surveys"]:
        if survey["is_good"] is None:
            continue
        scale = random.choice(list(SCALES))
        survey["scale"] = scale
        survey["score"] = random.randint(scale != "good-bad", SCALES[scale])
        survey["is_good"] = random.random() < 0.5
        if scale == "good-bad":
            survey["is_good"] = survey["score"] == 1
    store = Warehouse.in_memory()
    fill(store, rows)
    frames = {
        table: store.cursor().execute(f"select * from {table}").df() for table in rows
    }
    yield store, frames
    store.close()


@pytest.mark.parametrize(("metric", "name"), ALTERNATIVES)
def test_counts_a_large_company_like_the_oracle(company, large, metric, name):
    store, frames = large
    expected, kind = ALTERNATIVES[metric, name]
    told = expected(frames)
    for window in between(BORDERS):
        question = company.question(metric)
        band = band_of(store, question, window, OTHERS[metric])
        way = next(one for one in band.ways if one.name == name)
        seen = within(told, window.start, window.end)
        assert way.n == len(seen)
        if way.n:
            assert way.amount == pytest.approx(SUMMARY[kind](seen), rel=1e-9)
