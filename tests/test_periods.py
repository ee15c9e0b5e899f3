"""Periods and their borders, worked out with a calendar."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import PeriodError
from metrics.periods import (
    GRAINS,
    MOMENT,
    Window,
    default_period,
    parse_period,
    period_at,
    previous,
    series,
)

AMSTERDAM = "Europe/Amsterdam"
THROUGH = datetime(2026, 11, 21, 16, 30)


def period(text: str, zone: str = AMSTERDAM, week_starts: int = 0):
    return parse_period(text, zone, THROUGH, week_starts)


def test_borders_a_month_in_the_zone_of_the_company():
    # Summer time in Amsterdam ends on 25 October 2026.
    assert period("2026-10").window() == Window(
        datetime(2026, 9, 30, 22), datetime(2026, 10, 31, 23)
    )


def test_reads_every_form():
    assert (period("2026").first, period("2026").last) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert period("2026-Q3").first == date(2026, 7, 1)
    assert period("2026-Q3").last == date(2026, 9, 30)
    assert period("2026-W01").first == date(2025, 12, 29)
    assert period("last-30-days").first == date(2026, 10, 22)
    assert period("last-30-days").last == date(2026, 11, 20)


def test_takes_the_last_week_month_quarter_and_year_that_are_full():
    labels = ["2026-W46", "2026-10", "2026-Q3", "2025"]
    asked = ["last-week", "last-month", "last-quarter", "last-year"]
    assert [period(one).label for one in asked] == labels
    # Saturday is the last day of a week that starts on Sunday, and THROUGH is one.
    sunday = period("last-week", week_starts=6)
    assert (sunday.first, sunday.last) == (date(2026, 11, 15), date(2026, 11, 21))
    filled = parse_period("last-month", AMSTERDAM, datetime(2026, 11, 30, 9))
    assert filled.label == "2026-11"


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-W54", "2026-Q5", "last-0-days", "yesterday", "../x"),
        *("0000", "0005", "0001-01", "0001-W01", "1899-12", "9001", "9999-W52"),
    ],
)
def test_says_how_to_write_a_period(text: str):
    with pytest.raises(PeriodError) as caught:
        period(text)
    assert str(caught.value) == (
        f"{text!r} is no period. "
        "Write it as 2026, 2026-Q3, 2026-09, 2026-W37, last-30-days, last-week, "
        "last-month, last-quarter or last-year."
    )


def test_starts_a_week_on_the_day_the_company_says():
    sunday = period("2026-W37", week_starts=6)
    assert sunday.first == date(2026, 9, 6)
    assert sunday.label == "2026-W37"
    assert period_at(date(2026, 9, 6), "week", AMSTERDAM, 6) == sunday
    assert period_at(date(2026, 9, 5), "week", AMSTERDAM, 6) == previous(sunday)


def test_compares_a_running_month_with_the_same_stretch_of_the_one_before():
    running = period("2026-11").running(THROUGH)
    assert running.window().end == THROUGH + MOMENT
    assert running.stretch_before().window() == Window(
        datetime(2026, 9, 30, 22), datetime(2026, 10, 21, 15, 30) + MOMENT
    )


def test_keeps_both_passes_through_the_repeated_hour_of_autumn():
    # 02:15 and again 02:15 in Amsterdam on 25 October 2026: 00:15 and 01:15 UTC.
    for hour in (0, 1):
        through = datetime(2026, 10, 25, hour, 15)
        assert period("2026-10").running(through).window().end == through + MOMENT


def test_ends_the_last_days_on_a_day_that_is_full():
    def last(through):
        return parse_period("last-7-days", "UTC", through).last

    assert last(datetime(2026, 10, 28, 6)) == date(2026, 10, 27)
    assert last(datetime(2026, 10, 28, 22, 59)) == date(2026, 10, 27)
    assert last(datetime(2026, 10, 28, 23)) == date(2026, 10, 28)


def test_reads_the_first_and_the_last_year_that_there_are():
    assert period("1900").first == date(1900, 1, 1)
    assert period("9000-W01").first == date(8999, 12, 30)


def test_counts_the_days_of_a_period_on_the_clock_of_the_company():
    # October 2026 has 745 hours in Amsterdam.
    assert period("2026-10").days == 31
    assert period("2026-11").running(datetime(2026, 11, 10, 11)).days == pytest.approx(
        9.5
    )


def test_takes_a_period_whose_last_day_has_data_for_whole():
    assert period("2026-11").running(datetime(2026, 11, 30, 9)).until is None


def test_compares_the_end_of_march_with_the_whole_of_february():
    running = period("2026-03").running(datetime(2026, 3, 30, 12))
    assert running.stretch_before() == period("2026-02")


def test_takes_a_whole_period_as_it_is():
    assert period("2026-10").running(THROUGH) == period("2026-10")


def test_shows_the_last_month_that_the_data_fill():
    assert default_period(AMSTERDAM, THROUGH).label == "2026-10"
    # 23:30 on 31 May in Amsterdam.
    assert default_period(AMSTERDAM, datetime(2026, 5, 31, 21, 30)).label == "2026-05"


def test_counts_how_many_months_a_period_spans():
    assert period("2026-02").share_of("month") == 1
    assert period("2026-Q1").share_of("month") == pytest.approx(3)
    assert period("2026").share_of("quarter") == pytest.approx(4)
    half = period("2026-06").running(datetime(2026, 6, 15, 21, 59, 59))
    assert half.share_of("month") == pytest.approx(0.5, abs=1e-6)
    assert period("2026-W10").share_of("week") == 1


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.sampled_from(GRAINS))
def test_leaves_no_gap_between_periods(day: date, grain: str):
    run = series(period_at(day, grain, "UTC"), 3)
    assert run[-1].first <= day < run[-1].after
    assert [one.after for one in run[:-1]] == [one.first for one in run[1:]]


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from(GRAINS),
    st.integers(0, 6),
)
def test_reads_every_label_that_it_writes(day: date, grain: str, week_starts: int):
    written = period_at(day, grain, "Asia/Jakarta", week_starts)
    read = parse_period(written.label, "Asia/Jakarta", THROUGH, week_starts)
    assert read == written


def test_ends_a_running_month_with_a_day_that_has_no_times() -> None:
    april = period_at(date(2026, 4, 10), "month", "Europe/Amsterdam")
    dates = april.running(datetime(2026, 4, 28, 22))  # midnight of the 29th
    assert (dates.end, dates.days) == (datetime(2026, 4, 30), 29)
    first = april.running(datetime(2026, 3, 31, 22))
    assert (first.end, first.days) == (datetime(2026, 4, 2), 1)
    timed = april.running(datetime(2026, 4, 28, 22, 0, 1))
    assert timed.days < 28.001
