"""Who was asked and who answered, on a few rows counted on paper."""

import pytest
from scipy.stats import chi2_contingency

from metrics.offering import spread_of
from metrics.survey_funnel import Bounds, Stage, Undated, bounds_of, funnel_of, undated
from metrics.survey_words import (
    agents_words,
    answers_only_words,
    funnel_words,
    nothing_words,
    rate_words,
    reopened_words,
    silence_words,
)
from tests.conftest import MARCH


@pytest.fixture
def ticket(company):
    """A ticket solved in March, asked about or not, and answered or not."""

    def added(ticket_id, asked=None, by="zendesk", **cells):
        usual = {
            "created_at": "2026-03-02 09:00",
            "solved_at": "2026-03-03 09:00",
            "status": "solved",
            "team": "Chat",
            "agent": "Sari",
        }
        company.add("tickets", ticket_id=ticket_id, **{**usual, **cells})
        if asked:
            good = {"good": True, "bad": False}.get(asked)
            company.add(
                "surveys",
                instrument="csat",
                source=by,
                ticket_id=ticket_id,
                answered_at=None if good is None else "2026-04-02 09:00",
                score=None if good is None else float(good),
                is_good=good,
            )

    return added


def told(company, **settings):
    return funnel_of(company.warehouse, "csat", MARCH, **settings)


def test_leaves_out_answers_that_are_set_aside(company, ticket):
    for number, asked in enumerate(("good", "bad", "silent")):
        ticket(f"t{number}", asked)
    ticket("t3")
    for score in (1.0, None):
        company.add(
            "surveys",
            instrument="csat",
            source="zendesk",
            ticket_id="t3",
            answered_at="2026-04-02 09:00" if score else None,
            score=score,
            is_good=score and True,
            set_aside="test",
        )
    assert told(company).told == Stage("", 4, 3, 2, 1)


def test_a_silent_survey_that_is_set_aside_tells_no_offers(company, ticket):
    ticket("t0", "good")
    ticket("t1")
    company.add(
        "surveys",
        instrument="csat",
        source="zendesk",
        ticket_id="t1",
        answered_at=None,
        score=None,
        is_good=None,
        set_aside="test",
    )
    found = told(company)
    assert found.told is None
    assert [(one.eligible, one.answered) for one in found.answers_only] == [(2, 1)]


def test_counts_solved_asked_and_answered(company, ticket):
    for number, asked in enumerate(("good", "good", "bad", "silent", "silent", None)):
        ticket(f"t{number}", asked)
    ticket("spam", "good", set_aside="spam")
    ticket("open", "silent", status="open", solved_at=None)
    ticket("later", "good", solved_at="2026-04-01 09:00")
    found = told(company)
    assert found.told == Stage("", 6, 5, 3, 2)
    assert found.told.offering == pytest.approx(83.333, abs=1e-3)
    assert found.told.response == 60
    assert funnel_words(found.told) == (
        "Of 6 tickets solved, 5 (83.3 %) were asked about and 3 answered: a response "
        "rate of 60.0 %."
    )


def test_bounds_the_score_by_what_the_silent_may_think(company, ticket):
    for number, asked in enumerate(("good", "good", "bad", "silent", "silent", None)):
        ticket(f"t{number}", asked)
    stage = told(company).told
    assert bounds_of(stage) == Bounds(pytest.approx(200 / 3), 40.0, 80.0, 5)
    assert silence_words(stage, "CSAT") == (
        "CSAT among the answers is 66.7 %. Had all 5 answered, it would lie between "
        "40.0 %, if all who stayed silent were unhappy, and 80.0 %, if all were happy."
    )
    assert bounds_of(Stage("", 5, 2, 0, 0)) is None


def test_groups_by_team_topic_agent_and_reopening(company, ticket):
    ticket("a", "good", topic="Billing", reopens=0)
    ticket("b", "silent", team="Mail", topic="Billing", agent="Thijs", reopens=1)
    ticket("c", None, team="Mail", topic="Delivery", agent="Thijs")
    found = told(company)
    assert found.teams == (Stage("Mail", 2, 1, 0, 0), Stage("Chat", 1, 1, 1, 1))
    assert found.topics == (Stage("Billing", 2, 2, 1, 1), Stage("Delivery", 1, 0, 0, 0))
    assert found.agents == (Stage("Thijs", 2, 1, 0, 0), Stage("Sari", 1, 1, 1, 1))
    assert set(found.reopened) == {
        Stage("not reopened", 1, 1, 1, 1),
        Stage("reopened", 1, 1, 0, 0),
    }
    assert told(company, filters=(("team", "Chat"),)).told == Stage("", 1, 1, 1, 1)


def test_takes_the_latest_answer_for_a_ticket(company, ticket):
    ticket("a", "good")
    ticket("b", "silent")
    company.add(
        "surveys",
        instrument="csat",
        source="zendesk",
        ticket_id="a",
        answered_at="2026-04-05 09:00",
        score=0.0,
        is_good=False,
    )
    assert told(company).told == Stage("", 2, 2, 1, 0)


def test_tells_exports_apart_that_hold_answers_alone(company, ticket):
    ticket("a", "good", source="freshdesk", by="freshdesk")
    ticket("b", "bad", source="freshdesk", by="freshdesk")
    ticket("c", None, source="freshdesk")
    ticket("d", None, source="freshdesk")
    found = told(company)
    assert found.told is None
    assert found.answers_only == (Stage("freshdesk", 4, 2, 2, 1),)
    assert answers_only_words(found.answers_only[0]) == (
        "The exports about freshdesk tickets hold answers alone: 2 of 4 tickets "
        "solved have one (50.0 %). Who was asked and stayed silent cannot be told. "
        "Had every solved ticket been answered, the score could be anything from "
        "25.0 % to 75.0 %."
    )


def test_gives_a_survey_of_another_system_to_the_only_ticket_of_its_id(company, ticket):
    ticket("a", "silent", by="delighted")
    ticket("b", "good", by="delighted")
    company.add("tickets", ticket_id="b", source="gorgias", created_at="2026-03-02")
    assert told(company).told == Stage("", 2, 1, 0, 0)


def test_an_offer_that_may_be_of_two_tickets_tells_nothing_of_either_system(
    company, ticket
):
    ticket("7", asked="silent", by="delighted")
    assert told(company).told.offered == 1
    ticket("7", source="freshdesk")
    assert told(company).told is None


def test_says_why_there_is_nothing_to_show(company):
    assert told(company).is_empty
    assert list(nothing_words(undated(company.warehouse, "csat"))) == [
        "No ticket solved in this period was asked about, as far as exports tell."
    ]
    for score in (9, None):
        day = "2026-03-03 09:00" if score else None
        company.add("surveys", instrument="nps", score=score, answered_at=day)
    assert undated(company.warehouse, "nps") == Undated(2, 1)
    assert next(nothing_words(Undated(2, 1))).endswith(
        "Of all 2 sent, 1 were answered (50.0 %)."
    )
    assert list(nothing_words(Undated(2, 2))) == [
        "These answers hang on no ticket, and the exports hold answers alone: who was "
        "asked and stayed silent cannot be told."
    ]


def test_tests_whether_agents_ask_alike():
    """Worked out: 50 of 100 against 70 of 100, chi-squared 8.33, p = 0.0039."""
    unlike = spread_of((Stage("a", 100, 70, 9, 9), Stage("b", 100, 50, 9, 9)))
    assert [one.name for one in unlike.groups] == ["b", "a"]
    assert unlike.chance == pytest.approx(0.00389, abs=1e-5)
    assert unlike.differs
    assert agents_words(unlike) == (
        "Among 2 agents, from 50.0 % to 70.0 % of the tickets were asked about: more "
        "than chance (alike for all, it would be as wide 0.4 % of the time). That "
        "says nothing about why."
    )
    alike = spread_of((Stage("a", 100, 52, 9, 9), Stage("b", 100, 50, 9, 9)))
    assert not alike.differs
    assert (
        "could be chance; that does not show that they are asked alike (alike for all"
    ) in agents_words(alike)


def test_agrees_with_scipy_on_many_agents():
    shares = (12, 25, 31, 9, 40)
    stages = [Stage(str(n), 60, n, 0, 0) for n in shares]
    expected = chi2_contingency([[n, 60 - n] for n in shares], correction=False)
    assert spread_of(stages).chance == pytest.approx(expected.pvalue, rel=1e-9)


@pytest.mark.parametrize(
    "stages",
    [
        (),
        (Stage("a", 100, 50, 9, 9),),
        (Stage("a", 100, 50, 9, 9), Stage("b", 29, 10, 9, 9)),
        (Stage("a", 100, 100, 9, 9), Stage("b", 100, 100, 9, 9)),
    ],
)
def test_tells_nothing_of_too_few(stages):
    spread = spread_of(stages)
    assert not spread.can_tell
    assert agents_words(spread) == (
        "Whether agents offer surveys alike cannot be told: it takes two of them with "
        "30 solved tickets, and some of each kind."
    )


def test_compares_reopened_tickets_with_others(company, ticket):
    for number in range(80):
        asked = "silent" if number % 2 or number < 30 else None
        ticket(f"t{number}", asked, reopens=int(number < 40))
    found = told(company)
    assert found.reopened == (
        Stage("not reopened", 40, 20, 0, 0),
        Stage("reopened", 40, 35, 0, 0),
    )
    assert reopened_words(found, spread_of(found.reopened)) == (
        "Of the reopened tickets 87.5 % were asked about, of the others 50.0 %: more "
        "than chance (alike for all, it would be as wide less than 0.1 % of the "
        "time). That says nothing about why."
    )


def test_shows_a_rate_with_its_interval():
    stage = Stage("a", 100, 80, 8, 8)
    assert rate_words(stage.offering, stage.offering_interval, stage.is_small) == (
        "80.0 % (71.1–86.7)"
    )
    assert rate_words(None, None, small=True) == "–"
    assert rate_words(50.0, (1.0, 99.0), small=True) == "too few"
