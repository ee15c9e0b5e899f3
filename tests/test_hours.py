"""Working hours: what calendar.yaml may say, and the minutes that follow."""

from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import businesstimedelta as library
import pytest
import pytz
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.clocks import Timed, timed_by
from metrics.errors import ValuesError
from metrics.hours import Calendar, Hours, open_spans
from metrics.hours_forms import load_hours
from metrics.measuring import EVER
from metrics.warehouse import Warehouse
from metrics.working import keep_hours, settle_hours

ZONE = "Europe/Amsterdam"
NINE_TO_FIVE = (9 * 60, 17 * 60)
LUNCH = ((9 * 60, 12 * 60 + 30), (13 * 60, 17 * 60))
NIGHT = (22 * 60, 30 * 60)
OFFICE = (*5 * (LUNCH,), (), ())
GOOD = """\
calendars:
  - name: Desk
    hours:
      monday: [9:00-12:30, 13:00-17:00]
      friday: 22:00-6:00 next day
      sunday: closed
    country: NL
  - name: Phones
    zone: Asia/Jakarta
    hours: {tuesday: "0:00-24:00"}
    teams: [Chat]
    channels: [phone]
"""


def desk(*week, **more):
    return Calendar("Desk", ZONE, week or OFFICE, **more)


def minutes(company, created, ended, *calendars, **cells):
    """The working minutes of one ticket, replied to and solved at `ended`."""
    keep_hours(company.warehouse, Hours(calendars or (desk(),)))
    company.add(
        "tickets", created_at=created, first_reply_at=ended, solved_at=ended, **cells
    )
    with company.warehouse.writing() as cursor:
        settle_hours(cursor)
    [(reply, solve)] = company.warehouse.rows(
        "select our_reply_minutes, our_solve_minutes from tickets "
        "order by file_row desc limit 1"
    )
    assert reply == solve
    return reply


# Amsterdam is one hour ahead of UTC until 29 March 2026, then two.


def test_leaves_out_the_lunch(company):
    assert minutes(company, "2026-03-10 11:00", "2026-03-10 12:30") == 60


def test_leaves_out_the_night_and_the_weekend(company):
    assert minutes(company, "2026-03-06 15:30", "2026-03-09 08:10") == 40


def test_counts_a_reply_outside_working_hours_as_no_minutes(company):
    assert minutes(company, "2026-03-10 18:00", "2026-03-10 21:00") == 0


def test_counts_past_midnight(company):
    nights = desk(*7 * ((NIGHT,),))
    assert minutes(company, "2026-03-10 20:00", "2026-03-11 06:00", nights) == 480


def test_closes_a_holiday_and_the_night_that_begins_on_it(company):
    nights = desk(*7 * ((NIGHT,),), country="NL")
    # The night of 24 December runs on to 6:00; that of the 25th and 26th is off.
    assert minutes(company, "2026-12-24 20:00", "2026-12-27 12:00", nights) == 480


def test_takes_own_days_off_and_days_worked(company):
    own = desk(
        country="NL",
        days_off=(date(2026, 12, 24),),
        days_worked=(date(2026, 12, 25),),
    )
    assert minutes(company, "2026-12-24 00:00", "2026-12-26 00:00", own) == 450


def test_knows_the_holidays_of_a_part_of_a_country(company):
    # Epiphany 2026 is a Tuesday: a holiday in Bavaria, not in Berlin.
    span = "2026-01-06 00:00", "2026-01-07 00:00"
    bavaria, berlin = (desk(country="DE", subdivision=one) for one in ("BY", "BE"))
    assert minutes(company, *span, bavaria) == 0
    assert minutes(company, *span, berlin) == 450


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-25", 25)]
)
def test_counts_the_hours_that_a_day_has(company, day, hours):
    always = desk(*7 * (((0, 1440),),))
    first = datetime.fromisoformat(day)
    ahead = 1 if day == "2026-03-29" else 2
    start = first - timedelta(hours=ahead)
    counted = minutes(company, start, start + timedelta(hours=hours), always)
    [(opened, closed)] = open_spans(always, first.date(), first.date())
    assert counted == hours * 60 == (closed - opened).total_seconds() / 60


def test_begins_a_span_in_a_skipped_hour_when_that_is_over():
    early = desk(*7 * (((150, 300),),))
    day = date(2026, 3, 29)
    assert open_spans(early, day, day) == [
        (datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 3))
    ]


def test_gives_a_team_its_calendar_before_its_channel(company):
    chat = Calendar("Chat", ZONE, 7 * (((0, 60),),), teams=("Chat",))
    phone = Calendar("Phone", ZONE, 7 * (((0, 120),),), channels=("phone",))
    day = "2026-03-09 23:00", "2026-03-10 23:00", desk(), chat, phone
    assert minutes(company, *day, team="CHAT", channel="phone") == 60
    assert minutes(company, *day, team="Mail", channel="phone") == 120
    assert minutes(company, *day) == 450


def test_counts_again_when_the_hours_change(company):
    assert minutes(company, "2026-03-10 07:00", "2026-03-10 17:00") == 450
    whole = Hours((desk(*7 * ((NINE_TO_FIVE,),)),))
    assert keep_hours(company.warehouse, whole)
    assert not keep_hours(company.warehouse, whole)
    found = "select our_reply_minutes from tickets"
    assert company.warehouse.rows(found) == [(480,)]
    keep_hours(company.warehouse, None)
    assert company.warehouse.rows(found) == [(None,)]


def test_lays_out_as_many_years_as_tickets_need(company):
    assert minutes(company, "2026-03-10 11:00", "2026-03-10 12:30") == 60
    assert minutes(company, "2011-03-08 11:00", "2011-03-08 12:30") == 60
    assert minutes(company, "2031-03-11 11:00", "2031-03-11 12:30") == 60
    assert minutes(company, "1911-03-08 11:00", "1911-03-08 12:30") is None


def test_tells_whose_hours_they_are(company):
    minutes(company, "2026-03-10 11:00", "2026-03-10 12:30")
    company.add("tickets", created_at="2026-03-10 11:00", first_reply_working_minutes=7)
    asked = company.question("frt", clock="working")
    assert company.count("frt", clock="working").n == 2
    assert timed_by(company.warehouse, asked, EVER) == Timed(1, 1)
    assert timed_by(company.warehouse, company.question("frt"), EVER) is None


def test_resolution_runs_from_creation_to_the_last_solve(company):
    for hours, status in ((1, "solved"), (5, "closed"), (50, "open")):
        company.add(
            "tickets",
            created_at="2026-03-10 08:00",
            solved_at=datetime(2026, 3, 10, 8) + timedelta(hours=hours),
            status=status,
        )
    found = company.count("resolution")
    assert (found.n, found.amount()) == (2, 180)
    assert company.count("resolution", clock="working").n == 0
    assert company.left_out("resolution", clock="working") == {
        "timed in calendar time only": 2
    }
    keep_hours(company.warehouse, Hours((desk(),)))
    assert company.count("resolution", clock="working").amount() == 165


# --- against a library that somebody else wrote ---

MOMENTS = st.datetimes(datetime(2024, 3, 1), datetime(2024, 4, 20)) | st.datetimes(
    datetime(2025, 10, 10), datetime(2025, 11, 10)
)
WHOLE_SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))
TIMES = st.lists(st.integers(4 * 4, 23 * 4), min_size=4, max_size=4, unique=True).map(
    lambda quarters: [one * 15 for one in sorted(quarters)]
)


@pytest.fixture(scope="module")
def store():
    with closing(Warehouse.in_memory()) as made:
        yield made


@settings(max_examples=20, deadline=None)
@given(
    moments=st.lists(WHOLE_SECONDS, min_size=2, max_size=8),
    times=TIMES,
    days=st.sets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from([ZONE, "America/New_York", "Asia/Kolkata"]),
)
def test_counts_each_ticket_like_a_library(store, moments, times, days, zone):
    spans = tuple((times[at], times[at + 1]) for at in (0, 2))
    week = tuple(spans if day in days else () for day in range(7))
    hours = Hours((Calendar("Desk", zone, week),))
    waits = [sorted(pair) for pair in pairwise(moments)]
    with store.writing() as cursor:
        cursor.execute("delete from tickets")
        cursor.executemany(
            "insert into tickets (source, ticket_id, created_at, first_reply_at, "
            "solved_at, status, export_id, file_row, row_hash) "
            "values ('own', ?, ?, ?, ?, 'solved', 1, 1, 1)",
            [(str(i), *wait, wait[1]) for i, wait in enumerate(waits)],
        )
        settle_hours(cursor)
    keep_hours(store, None)
    keep_hours(store, hours)
    rows = store.rows("select our_reply_minutes from tickets order by ticket_id::int")
    assert [found for (found,) in rows] == pytest.approx(
        [by_library(spans, days, zone, *wait) for wait in waits], abs=1e-6
    )


def by_library(spans, days, zone, start, end):
    there = pytz.timezone(zone)
    rules = [
        library.WorkDayRule(
            start_time=time(*divmod(opens, 60)),
            end_time=time(*divmod(closes, 60)),
            working_days=sorted(days),
            tz=there,
        )
        for opens, closes in spans
    ]
    worked = library.Rules(rules).difference(
        pytz.utc.localize(start), pytz.utc.localize(end)
    )
    return worked.timedelta.total_seconds() / 60


# --- the file ---


@pytest.fixture
def problems(tmp_path):
    def found(was="", now=""):
        assert was in GOOD
        path = tmp_path / "calendar.yaml"
        path.write_text(GOOD.replace(was, now, 1))
        with pytest.raises(ValuesError) as refused:
            load_hours(path, ZONE)
        return refused.value.problems

    return found


def test_reads_calendars(tmp_path):
    path = tmp_path / "calendar.yaml"
    assert load_hours(path, ZONE) is None
    path.write_text(GOOD)
    read = load_hours(path, ZONE)
    assert read.default == 0
    assert read.calendars[0].week == (LUNCH, (), (), (), (NIGHT,), (), ())
    assert [one.zone for one in read.calendars] == [ZONE, "Asia/Jakarta"]
    assert (read.of_teams(), read.of_channels()) == ({"Chat": 1}, {"phone": 1})


WRONG = {
    ("13:00-17:00", "12:00-17:00"): "line 4, Desk: monday 12:00-17:00 overlaps "
    "9:00-12:30. End one before the other starts.",
    ("sunday: closed", "saturday: 5:00-9:00"): "line 6, Desk: saturday 5:00-9:00 "
    "overlaps 22:00-6:00 next day of friday. End one before the other starts.",
    ("9:00-12:30", "12:30-9:00"): 'line 4, Desk: "12:30-9:00" ends before it starts. '
    'Turn it round, or where it runs past midnight, write "12:30-9:00 next day".',
    ("9:00-12:30", "9:00-9:00"): 'line 4, Desk: "9:00-9:00" ends when it starts. '
    "For a whole day write 0:00-24:00.",
    ("22:00-6:00 next", "6:00-22:00 next"): 'line 5, Desk: "6:00-22:00 next day" is '
    'longer than a day. Remove "next day", or write a span for each day.',
    ("9:00-12:30", "nine to five"): 'line 4, Desk: "nine to five" is no span of '
    "hours. Write one such as 9:00-17:30.",
    ("9:00-12:30", "9:00-12:75"): 'line 4, Desk: "9:00-12:75" is no time of the day. '
    "Write 0:00 to 24:00.",
    ("monday", "mondy"): 'line 4, Desk: "mondy" is no weekday. Did you mean "monday"?',
    ("country: NL", "country: Netherlands"): 'line 7, Desk: "Netherlands" is no '
    'country. Write "NL".',
    ("country: NL", "country: QQ"): 'line 7, Desk: "QQ" is no country. '
    "Write two letters: NL.",
    ("country: NL", "country: DE\n    subdivision: BZ"): 'line 8, Desk: "BZ" is no '
    "part of DE with holidays of its own. There are: BB, BE, BW, BY, HB, HE, HH, MV, "
    "NI, NW, RP, SH, SL, SN, ST, TH, Augsburg.",
    ("country: NL", "subdivision: BY"): 'line 7, Desk: "subdivision" needs a country. '
    "Write it above, as country: NL.",
    ("Asia/Jakarta", "Asia/Jakata"): 'line 9, Phones: "Asia/Jakata" is no time zone. '
    'Did you mean "Asia/Jakarta"?',
    ("teams: [Chat]", "teams: [Chat, chat]"): 'line 11, Phones: the team "chat" '
    "stands under Phones already. Keep one.",
    ("country: NL", "country: NL\n    teams: [Chat]"): "line 12, Phones: the team "
    '"Chat" stands under Desk already. Keep one.',
    ("name: Phones", "name: desk"): "line 8, desk: another calendar has this name "
    "too. Rename one.",
    ("    teams: [Chat]\n    channels: [phone]\n", ""): "line 8, Phones: it has "
    "neither teams nor channels, and so has Desk. One calendar has neither: it holds "
    "for all other tickets. Give this one its teams or channels.",
    ("country: NL", "days_off: [soon]"): "line 7, Desk: an entry of days_off "
    'must be a date such as 2026-12-24, without quotes, not "soon".',
    (GOOD, "calendars: []"): 'line 1: "calendars" is empty. It must be a list; each '
    "entry has name and hours.",
}


@pytest.mark.parametrize(("change", "said"), WRONG.items(), ids=lambda one: one[:40])
def test_says_line_thing_and_fix(problems, change, said):
    assert f"calendar.yaml, {said}" in problems(*change)
