"""What we think we offered beside what customers perceived."""

from datetime import date
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.house import house
from intake.house import House
from intake.loading import load_export
from metrics.perceived.agreement import Fourfold, Part, Scores, apart
from metrics.perceived.pairs import (
    GOOD_REVIEW,
    Bar,
    bar_of,
    parted,
    perceived_of,
)
from metrics.perceived.parting_words import parting_words
from metrics.perceived.perceived_words import facts, finding_words, reach_words
from metrics.values import Company, Promise, Target, Value, Values
from metrics.warehouse import Warehouse
from tests.conftest import MARCH
from tests.test_commands import ROOT
from words import in_language

PAGE = str(ROOT / "dashboard" / "app_pages" / "perceived.py")
VALUES = ROOT / "config" / "values.yaml"
USUAL = Bar(GOOD_REVIEW, False)
NUMBERS = count(1)


def ticket(company, *, review=None, csat=None, ces=None, **cells):
    """A ticket of March with a review and answers; gives its id."""
    number = f"t{next(NUMBERS)}"
    company.add("tickets", ticket_id=number, created_at="2026-03-01", **cells)
    if review is not None:
        company.add("reviews", ticket_id=number, reviewed_at="2026-03-09", score=review)
    for instrument, is_good in (("csat", csat), ("ces", ces)):
        if is_good is not None:
            company.add(
                "surveys",
                ticket_id=number,
                instrument=instrument,
                answered_at="2026-03-05",
                score=5 if is_good else 1,
                is_good=is_good,
            )
    return number


def perceived(company, bar=USUAL, **settings):
    question = company.question("gap", **settings)
    return perceived_of(company.warehouse, question, MARCH, bar)


ROWS = {
    "tickets": "select 'zendesk' as source, $id || range as ticket_id, "
    "$topic as topic, timestamp '2026-03-01' as created_at, 'open' as status",
    "reviews": "select 'maestroqa' as source, $id || range as review_id, "
    "'zendesk' as ticket_source, $id || range as ticket_id, "
    "timestamp '2026-03-09' as reviewed_at, "
    "$review as score",
    "surveys": "select 'delighted' as source, $id || range as survey_id, "
    "'zendesk' as ticket_source, $id || range as ticket_id, "
    "timestamp '2026-03-05' as answered_at, "
    "'csat' as instrument, 'answer' as dated_by, '1-5' as scale, $csat as is_good",
}


def many(company, both, only_we, only_they, neither, topic=None):
    """So many tickets of March with both, at once."""
    for n, review, csat in (
        (both, 90, True),
        (only_we, 90, False),
        (only_they, 60, True),
        (neither, 60, False),
    ):
        asked = {"id": f"m{next(NUMBERS)}-", "n": n}
        facts = asked | {"topic": topic, "review": review, "csat": csat}
        with company.warehouse.writing() as cursor:
            for table, rows in ROWS.items():
                cursor.execute(
                    f"insert into {table} by name {rows}, 1 as export_id, "
                    "range as file_row, range as row_hash from range($n)",
                    {name: one for name, one in facts.items() if f"${name}" in rows}
                    | {"n": n},
                )


# --- the metric ---


def test_the_gap_is_where_review_and_answer_part(company):
    ticket(company, review=80, csat=True)
    ticket(company, review=79.9, csat=True)
    ticket(company, review=95, csat=False)
    ticket(company, review=20, ces=False)
    ticket(company, review=90)
    ticket(company, csat=True)
    assert company.count("gap").n == 4
    assert company.count("gap").amount() == 50
    assert company.left_out("gap") == {"without an answer": 1}


def test_satisfaction_goes_before_effort(company):
    ticket(company, review=90, csat=True, ces=False)
    assert company.count("gap").amount() == 0


def test_the_latest_review_and_the_latest_answer_count(company):
    number = ticket(company, review=90, csat=False)
    company.add("reviews", ticket_id=number, reviewed_at="2026-03-20", score=50)
    assert company.count("gap").amount() == 0
    company.add(
        *("surveys",),
        ticket_id=number,
        instrument="csat",
        answered_at="2026-03-25",
        is_good=True,
    )
    assert (company.count("gap").n, company.count("gap").amount()) == (1, 100)


def test_calibration_and_answers_set_aside_say_nothing(company):
    number = ticket(company, csat=True)
    company.add(
        *("reviews",),
        ticket_id=number,
        reviewed_at="2026-03-09",
        score=90,
        set_aside="calibration",
    )
    other = ticket(company, review=90)
    company.add(
        *("surveys",),
        ticket_id=other,
        instrument="csat",
        answered_at="2026-03-05",
        is_good=True,
        set_aside="spam",
    )
    assert company.count("gap").n == 0


def test_another_systems_review_belongs_to_the_only_ticket_of_its_id(company):
    number = ticket(company, review=90, csat=True)
    assert company.count("gap").n == 1
    company.add(
        *("tickets",), source="freshdesk", ticket_id=number, created_at="2026-03-01"
    )
    assert company.count("gap").n == 0


def test_a_spam_ticket_is_left_out(company):
    ticket(company, review=90, csat=True, set_aside="spam")
    assert company.left_out("gap") == {"spam": 1}
    assert perceived(company).reviewed == 0


# --- agreement ---


def test_counts_agreement_and_kappa_by_hand():
    # Cohen's textbook table: 20 and 15 agreed of 50; by chance half.
    table = Fourfold(20, 5, 10, 15)
    assert table.agreed == Part(35, 50)
    assert table.agreed.share == 70
    assert table.by_chance == pytest.approx(0.5)
    assert table.kappa.amount == pytest.approx(0.4)
    assert table.kappa.is_more
    assert not table.kappa.is_less


FEW = st.integers(0, 40)


def kappa_of(shares):
    both, only_we, only_they, neither = shares / shares.sum()
    we, they = both + only_we, both + only_they
    chance = we * they + (1 - we) * (1 - they)
    return (both + neither - chance) / (1 - chance)


@given(FEW, FEW, FEW, FEW)
def test_kappa_has_the_interval_of_the_delta_method(both, only_we, only_they, neither):
    kappa = Fourfold(both, only_we, only_they, neither).kappa
    if kappa is None:
        return
    shares = np.array([both, only_we, only_they, neither], dtype=float)
    n = shares.sum()
    shares, step = shares / n, 1e-6
    slopes = np.array(
        [
            (kappa_of(shares + change) - kappa_of(shares - change)) / (2 * step)
            for change in step * np.eye(4)
        ]
    )
    variance = (shares @ slopes**2 - (shares @ slopes) ** 2) / n
    half = 1.959964 * np.sqrt(max(0, variance))
    assert kappa.amount == pytest.approx(kappa_of(shares))
    assert kappa.low == pytest.approx(max(-1, kappa.amount - half), abs=1e-4)
    assert kappa.high == pytest.approx(min(1, kappa.amount + half), abs=1e-4)


@pytest.mark.parametrize("counts", [(9, 0, 5, 0), (9, 5, 0, 0), (0, 0, 5, 9)])
def test_nothing_is_told_where_one_always_says_the_same(counts):
    assert Fourfold(*counts).kappa is None


def test_scores_lie_apart_by_welchs_interval():
    good = Scores(4, 340, 29050)  # 80, 80, 85, 95
    bad = Scores(3, 210, 14750)  # 65, 70, 75
    found = apart(good, bad, 2)
    # Variances 50 and 25: √(50/4 + 25/3) = 4.564, 5.0 degrees of freedom.
    assert (found.good, found.bad) == (85, 70)
    assert (found.low, found.high) == pytest.approx((3.27, 26.73), abs=0.02)
    assert apart(good, bad, 4) is None


# --- what is told ---


def test_says_that_both_agree_by_more_than_chance(company):
    many(company, 20, 2, 2, 8)
    found = perceived(company)
    assert finding_words(found) == (
        "Our review and the customer say the same about 87.5 % of the tickets with "
        "both; chance alone would make it 57.0 %. That is more than chance: by chance "
        "alone they would differ on 43.0 % of these tickets, and they differ on "
        "12.5 %. So a review does see some of what the customer sees."
    )
    # Of 43.0 % they agree on 30.5 %: 0.709.
    assert list(facts(found))[1].startswith(
        "From 0, as often as by chance alone, to 100, always: they agree by 71, 95 % "
        "interval "
    )


def test_claims_nothing_that_chance_could_make(company):
    many(company, 16, 4, 8, 4)
    assert finding_words(perceived(company)).endswith(
        "From these tickets it cannot be told that a review sees what the customer "
        "sees."
    )


def test_says_that_every_answer_is_good(company):
    many(company, 20, 0, 12, 0)
    assert finding_words(perceived(company)).endswith(
        "Every answer is good, so it cannot be told what reviews see."
    )


def test_tells_nothing_of_too_few_and_of_none(company):
    assert finding_words(perceived(company)).startswith("No ticket was reviewed")
    company.add("reviews", ticket_id="gone", reviewed_at="2026-03-09", score=90)
    assert finding_words(perceived(company)).startswith(
        "The 1 review names no ticket that is loaded"
    )
    ticket(company, review=90)
    assert finding_words(perceived(company)).startswith(
        "The customer of the 1 reviewed ticket did not answer"
    )
    many(company, 1, 1, 0, 0)
    found = perceived(company)
    assert finding_words(found).startswith(
        "Only 2 tickets have both a review and an answer: too few"
    )
    assert reach_words(found) == (
        "4 reviews of 3 tickets; of 2 of these there is an answer (2 CSAT, 0 CES)."
    )


def test_the_bar_is_the_target_of_qa():
    promise = Promise(
        "qa", (Target(None, 70, None), Target(date(2026, 3, 1), 85, None))
    )
    value = Value("Quality", "Solve it.", (promise,))
    company = Company("WARUNG", "UTC", "IDR", 0, 90)
    values = Values(company, "P", "V", (value,), ())
    assert bar_of(values, date(2026, 2, 28)) == Bar(70, True)
    assert bar_of(values, date(2026, 3, 31)) == Bar(85, True)
    assert bar_of(Values(company, "P", "V", (), ()), date(2026, 3, 1)) == USUAL


def test_a_higher_bar_moves_the_page_and_not_the_metric(company):
    many(company, 30, 0, 0, 5)
    found = perceived(company, Bar(95, True))
    assert (found.fourfold.parted, found.by_metric) == (30, 0)


def test_names_the_topic_in_which_both_part_most(company):
    for topic, parts in (("Delivery", 2), ("Grinder", 30), ("Website", 3)):
        many(company, 40 - parts, parts, 0, 0, topic=topic)
    many(company, 3, 0, 0, 0, topic="Rare")
    told = parting_words(perceived(company).parting("topic"))
    assert "most in Grinder. Overall they part on 28.5 %." in told
    assert "Rare" not in told


def test_filters_by_team(company):
    ticket(company, review=90, csat=True, team="Chat")
    ticket(company, review=90, csat=False, team="Mail")
    found = perceived(company, filters=(("team", "Mail"),))
    assert found.fourfold == Fourfold(0, 1, 0, 0)


def test_tells_nothing_of_a_team_of_four(company):
    """Two people answered for Mail, two more were rated, and a bot; spam is no work."""
    for agent, cells in (
        ("Ann", {}),
        ("Ben", {}),
        ("ann ", {}),
        ("Answer Bot", {}),
        ("Cas", {"set_aside": "spam"}),
    ):
        ticket(company, review=90, csat=True, team="Mail", agent=agent, **cells)
    at = "2026-03-09"
    for agent in ("Dee", "Eva"):
        company.add("reviews", reviewed_at=at, score=90, agent=agent, team="Mail")
    mail, bots = (("team", "Mail"),), ("answer bot",)
    question = company.question("gap", filters=mail)
    found = perceived_of(company.warehouse, question, MARCH, USUAL, bots)
    assert (found.n, found.reviews) == (0, 0)
    assert finding_words(found).startswith(
        "Fewer than 5 people worked here in this time."
    )
    company.add("calls", started_at=at, agent="Fay", team="Mail")
    found = perceived_of(company.warehouse, question, MARCH, USUAL, bots)
    assert not found.of_too_few
    assert found.n == 4


def test_lists_the_sharpest_first(company):
    wanted = [ticket(company, review=score, csat=False) for score in (99, 85, 90)]
    worst = [ticket(company, review=score, csat=True) for score in (70, 10)]
    ticket(company, review=90, csat=True)
    rows = parted(company.warehouse, company.question("gap"), MARCH, USUAL)
    first, middle, last = wanted[0], wanted[2], wanted[1]
    assert list(rows["subject_id"]) == [first, middle, last, *reversed(worst)]
    assert "customer_id" not in rows


# --- the page ---

TICKETS = "ticket_id,created_at,solved_at,status,replies,team,channel,topic"
REVIEWS = "review_id,ticket_id,reviewed_at,score"
SURVEYS = "survey_id,instrument,scale,ticket_id,answered_at,score"


def exports(folder):
    """40 tickets of March 2026: the first 10 are good to us and not to them."""
    lines = {"tickets": [TICKETS], "reviews": [REVIEWS], "surveys": [SURVEYS]}
    for number in range(40):
        topic = "Delivery" if number % 2 else "Grinder"
        day = f"2026-03-{number % 20 + 1:02}"
        lines["tickets"].append(
            f"t{number},{day} 09:00,{day} 12:00,solved,1,Chat,mail,{topic}"
        )
        score, answer = 95 if number < 25 else 70, 1 if number < 10 else 5
        lines["reviews"].append(f"r{number},t{number},{day} 14:00,{score}")
        lines["surveys"].append(f"s{number},csat,1-5,t{number},{day} 15:00,{answer}")
    for name, rows in lines.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(rows) + "\n")
        yield path


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("perceived")
    store = Warehouse.open(folder / "data")
    for path in exports(folder):
        load_export(store, path, House("Europe/Amsterdam", "EUR", ()))
    store.close()

    def drawn(**query):
        app = AppTest.from_file(PAGE, default_timeout=60)
        for name, option in {"period": "2026-03", **query}.items():
            app.query_params[name] = option
        app.session_state["words_are_shown"] = True
        shown = app.run()
        assert not shown.exception
        return shown

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELARAS_DATA", str(folder / "data"))
        patch.setenv("SELARAS_VALUES", str(VALUES))
        yield drawn
        house().close()


def said(shown):
    texts = (*shown.title, *shown.subheader, *shown.markdown, *shown.caption)
    return "\n".join(str(one.value).replace("\\", "") for one in texts)


def test_the_page_says_the_finding_first_and_shows_the_quadrants(page):
    shown = page()
    words = said(shown)
    assert shown.title[0].value == "Offered and perceived"
    assert "say the same about 37.5 % of the tickets with both" in words
    assert "That is less than chance" in words
    assert "A review is good from 83 on: the target of QA in values.yaml." in words
    assert "n = 10, 95 % interval 14.2 to 40.2 %" in words
    first = shown.dataframe[1].value
    assert list(first.columns) == [
        *("Ticket", "Reviewed", "Topic", "Team", "Channel", "Review", "Answer"),
    ]
    assert len(first) == 10
    assert set(first["Review"]) == {"95"}
    assert shown.get("download_button")


def test_the_page_compares_teams_by_the_link(page):
    assert "Only one team has 10 tickets or more" in said(page(by="team"))


def test_the_page_is_honest_about_a_period_without_any(page):
    assert "No ticket was reviewed" in said(page(reviews="period", period="2026-02"))


def test_every_word_of_it_can_be_translated(company):
    many(company, 20, 4, 8, 4, topic="Grinder")
    many(company, 10, 4, 2, 4, topic="Delivery")
    found = perceived(company)
    with in_language("xx"):
        for sentence in (
            finding_words(found),
            reach_words(found),
            parting_words(found.parting("topic")),
        ):
            assert sentence.startswith("⟦")
            assert sentence.endswith("⟧")
