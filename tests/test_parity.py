"""What explains the figure of a helpdesk, on a few rows counted on paper."""

import pytest

from metrics.alternatives import load_alternatives
from metrics.figures import figure_of
from metrics.parity import Shown, parity_of
from metrics.parity_words import closes_words, untold_words, verdict_words
from metrics.periods import parse_period
from metrics.questions import ALWAYS
from tests.conftest import CATALOG

OTHERS = load_alternatives(CATALOG)
SURER = (
    " One change can meet a figure by chance: type how many the helpdesk counted to "
    "be surer."
)
AMSTERDAM = parse_period("2026-03", "Europe/Amsterdam", ALWAYS)


@pytest.fixture
def compare(company):
    """Compares ours with what a helpdesk shows for March in Amsterdam."""

    def compared(metric, text, n=None, zones=(), **settings):
        definition = CATALOG[metric]
        found = parity_of(
            company.warehouse,
            company.question(metric, **settings),
            AMSTERDAM,
            OTHERS.get(metric, ()),
            Shown(figure_of(text, definition.unit), n),
            zones,
        )
        return found, verdict_words(found, definition.unit, definition.observation)

    return compared


def answer(company, good, at="2026-03-10 12:00", **cells):
    company.add("surveys", instrument="csat", answered_at=at, is_good=good, **cells)


def answers(company, good, bad):
    for number in range(good + bad):
        answer(company, number < good)


def test_says_that_ours_is_the_same(company, compare):
    answers(company, 7, 1)
    found, words = compare("csat", "87.5 %")
    assert found.fits
    assert words == "Ours is the same: 87.5 %."
    assert untold_words(found) == ""


def test_finds_that_the_helpdesk_counts_utc_days(company, compare):
    """On 28 February at 23:30 UTC it is March in Amsterdam."""
    answers(company, 7, 1)
    answer(company, False, at="2026-02-28 23:30")
    found, words = compare("csat", "87.5")
    assert (found.n, round(found.amount, 1)) == (9, 77.8)
    assert words == (
        "Counting by UTC days gives 87.5 %: that is the figure your helpdesk shows."
        + SURER
    )
    assert (found.single.n, found.single.closes) == (8, 1.0)


def test_counts_by_the_days_of_the_helpdesks_own_zone(company, compare):
    """On 31 March at 23:00 UTC it is April in Amsterdam, and not in New York."""
    answers(company, 7, 1)
    answer(company, True, at="2026-04-01 03:00")
    _, words = compare("csat", "88.9", zones=("America/New_York",))
    assert words == (
        "Counting by America/New_York days gives 88.9 %: that is the figure your "
        "helpdesk shows." + SURER
    )


def test_finds_that_the_helpdesk_runs_another_clock(company, compare):
    for calendar, working in ((30, 10), (60, 20), (600, 90)):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            first_reply_minutes=calendar,
            first_reply_working_minutes=working,
        )
    _, words = compare("frt", "20 min")
    assert words == (
        "Counting by “Working hours” gives 20 min: that is the figure your helpdesk "
        "shows." + SURER
    )


def test_finds_that_the_helpdesk_files_tickets_under_another_day(company, compare):
    for minutes, solved in ((10, "2026-03-04"), (20, "2026-04-02"), (60, "2026-04-02")):
        company.add(
            "tickets",
            created_at="2026-03-03 09:00",
            solved_at=solved,
            status="solved",
            first_reply_minutes=minutes,
        )
    found, words = compare("frt", "10", n=1)
    assert found.n == 3
    assert words == (
        "Filing under the day the ticket was solved gives 10.0 min: that is the "
        "figure your helpdesk shows."
    )


def test_files_answers_under_the_days_of_their_tickets(company, compare):
    company.add("tickets", ticket_id="t1", created_at="2026-03-03 09:00")
    company.add("tickets", ticket_id="t2", created_at="2026-02-03 09:00")
    answer(company, True, ticket_id="t1", source="zendesk")
    answer(company, False, ticket_id="t2", source="zendesk")
    found, words = compare("csat", "100.0", n=1)
    assert found.amount == 50
    assert words == (
        "Filing under the day the ticket was created gives 100.0 %: that is the "
        "figure your helpdesk shows."
    )


def test_finds_that_the_helpdesk_counts_what_is_set_aside(company, compare):
    answers(company, 2, 1)
    answer(company, True, set_aside="merged")
    answer(company, False, set_aside="spam")
    found, words = compare("csat", "75")
    assert words == (
        "Counting what we leave out as “merged” gives 75.0 %: that is the figure "
        "your helpdesk shows." + SURER
    )
    everything = "Counting everything that we leave out"
    [all_in] = [one for one in found.tried if one.words == everything]
    assert (all_in.n, all_in.amount) == (5, 60)


def test_finds_that_the_helpdesk_counts_what_is_too_fresh(company, compare):
    for day in (3, 30):
        company.add(
            "tickets",
            created_at=f"2026-03-{day:02} 09:00",
            solved_at=f"2026-03-{day:02} 10:00",
            status="solved",
            replies=1 + (day == 3),
        )
    company.add("tickets", created_at="2026-03-31 09:00")
    found, _ = compare("fcr", "50")
    assert (found.n, found.amount) == (1, 0)
    assert "Counting what we leave out as “too fresh to count”" in [
        one.words for one in found.moving if one.fits
    ]


def test_finds_that_the_helpdesk_leaves_bots_out(company, compare):
    answers(company, 3, 1)
    answer(company, False, agent="Answer Bot")
    _, words = compare("csat", "75.0", n=4)
    assert words == (
        "Leaving out what was credited to a bot gives 75.0 %: that is the figure "
        "your helpdesk shows."
    )


def test_finds_that_the_helpdesk_leaves_neutrals_out(company, compare):
    for score in (5, 5, 4, 3, 1):
        answer(company, score >= 4, score=score)
    found, words = compare("csat", "75.0")
    assert words == (
        "Counting by “Without neutrals” gives 75.0 %: that is the figure your "
        "helpdesk shows." + SURER
    )
    assert round(found.single.difference, 9) == 15


def test_says_when_several_choices_fit(company, compare):
    answers(company, 2, 1)
    answer(company, True, set_aside="merged")
    answer(company, True, set_aside="spam")
    _, words = compare("csat", "75.0")
    assert words == (
        "Counting what we leave out as “merged” gives 75.0 %: that is the figure "
        "your helpdesk shows. So does counting what we leave out as “spam”; the "
        "figure alone cannot tell which it is, and the number counted would tell."
    )


def test_finds_two_choices_together(company, compare):
    """Ours 2 of 3; without the one of February 2 of 2; with the merged 2 of 4."""
    answers(company, 2, 0)
    answer(company, False, at="2026-02-28 23:30")
    answer(company, False, set_aside="merged")
    found, words = compare("csat", "66.7", n=3)
    assert found.fits
    answer(company, False, at="2026-02-28 23:45")
    found, words = compare("csat", "66.7", n=3)
    assert found.amount == 50
    assert set(found.pair.choices) == {
        "Counting by UTC days",
        "Counting what we leave out as “merged”",
    }
    assert words.endswith(
        "together give 66.7 %: that is the figure your helpdesk shows."
    )


def test_is_honest_when_nothing_explains_a_figure(company, compare):
    answers(company, 7, 1)
    answer(company, True, set_aside="merged")
    found, words = compare("csat", "95.0")
    assert words == (
        "Nothing that can be counted in another way here gives 95.0 %. Counting what "
        "we leave out as “merged” comes nearest: 88.9 %, which closes 19 % of the gap."
    )
    assert untold_words(found).startswith("Whether a reply came from a bot")
    _, words = compare("csat", "50.0")
    assert words == (
        "Nothing that can be counted in another way here gives 50.0 %. No choice "
        "comes nearer to it than ours."
    )


def test_tells_the_same_amount_of_another_number_apart(company, compare):
    answers(company, 7, 1)
    _, words = compare("csat", "87.5", n=16)
    assert words == (
        "The amount is the same, but your helpdesk counts 16 answers and we count 8; "
        "no choice gives its number."
    )


def test_says_when_a_choice_widens_the_gap(company, compare):
    answers(company, 7, 1)
    answer(company, False, set_aside="merged")
    found, _ = compare("csat", "90.0")
    [merged] = found.moving
    assert closes_words(merged) == "wider"


def test_tries_other_windows_of_retention(company, compare):
    company.add("orders", ordered_at="2025-01-01", customer_id="old", amount=1)
    for customer, day in (("ann", "2026-02-20"), ("ann", "2026-03-20")):
        company.add("orders", ordered_at=day, customer_id=customer, amount=1)
    company.add("orders", ordered_at="2025-12-20", customer_id="bob", amount=1)
    company.add("orders", ordered_at="2026-04-05", customer_id="new", amount=1)
    found, words = compare("crr", "100.0")
    assert (found.n, found.amount) == (2, 50)
    assert words.startswith(
        "Taking whoever bought in the last 30 days for a customer gives 100.0 %"
    )


def test_has_nothing_to_compare_without_data(compare):
    found, words = compare("csat", "87.5")
    assert found.amount is None
    assert words == "Ours has no data in this period, so there is nothing to compare."
