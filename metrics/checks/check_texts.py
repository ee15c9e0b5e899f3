"""What each check asks, finds and leads to: the sentences, with places to fill in."""

from __future__ import annotations

from metrics.checks import floors, offers, owners
from metrics.checks.finding import Key
from metrics.checks.thresholds import (
    BELOW_FLOOR,
    BIN_PART,
    BIN_ROWS,
    BUNCHED,
    FEWEST_MONTHS,
    FLOOR_ROWS,
    MONTHS,
    OFFERED,
    PAGES,
    REASSIGNED,
    REASSIGNED_EACH,
    USUAL_SOLVES,
)
from metrics.few import FEWEST_PEOPLE
from metrics.survey_funnel import SMALLEST
from metrics.variation import FEWEST
from words import mark

# The numbers that sentences quote, by the place they fill in.
NUMBERS: dict[str, int] = {
    "pages": round(100 * PAGES),
    "bin": round(100 * BIN_PART),
    "rows": BIN_ROWS,
    "bunched": round(BUNCHED),
    "group": SMALLEST,
    "offered": round(OFFERED),
    "people": FEWEST_PEOPLE,
    "answers": REASSIGNED_EACH,
    "moved": round(REASSIGNED),
    "months": MONTHS,
    "fewest_months": FEWEST_MONTHS,
    "solves": round(USUAL_SOLVES),
    "times": FLOOR_ROWS,
    "below": round(BELOW_FLOOR),
    "fewest": FEWEST,
}
# Why a check cannot be made, whatever the period.
UNTOLD = (offers.ANSWERS_ONLY, owners.UNTOLD, floors.NONE)
QUESTIONS: dict[Key, str] = {
    "bunched": mark("Are times bunched just below a promised limit?"),
    "next replies": mark("Do first replies come sooner and the next ones later?"),
    "gross and net": mark(
        "Has the share of tickets that only look solved at the first contact grown?"
    ),
    "offered after reopening": mark(
        "Are surveys offered less often after a ticket was reopened?"
    ),
    "offered by people": mark("Are surveys offered alike, whoever answers?"),
    "passed on": mark("Do tickets change hands after a bad answer?"),
    "last day": mark(
        "Are more tickets closed on the last day of a month than on days like it?"
    ),
    "floor": mark("Are there handle times too short for anybody to have worked?"),
}
NAMED = {
    "bunched": mark("Are times of “{name}” bunched just below a promised limit?"),
    "tickets": mark("Are there tickets too short for anybody to have worked on them?"),
    "calls": mark("Are there calls too short for anybody to have worked on them?"),
}
FOUND: dict[Key, str] = {
    "bunched": mark(
        "Of the times near {limit}, {amount} lie just below it; by those around them, "
        "{usual} would."
    ),
    "next replies": mark(
        "Half of the first replies come within {beside}, usually {beside_usual}; from "
        "there to the solve it takes {amount} on average, usually {usual}."
    ),
    "gross and net": mark(
        "{amount} of the tickets look solved at the first contact, usually {usual}; "
        "{beside} are, as those customers did not come back, usually {beside_usual}."
    ),
    "offered after reopening": mark(
        "Of the reopened tickets {amount} were asked about, of the others {usual}."
    ),
    "offered by people": mark(
        "Between {many} people the share of tickets asked about typically differs by "
        "{amount} beyond chance."
    ),
    "passed on": mark(
        "After a bad answer {amount} of the tickets changed hands, after a good one "
        "{usual}."
    ),
    "last day": mark(
        "On the last day of a month {amount} times as many tickets are solved as on "
        "the same weekday near it."
    ),
    "floor": mark(
        "{amount} of the times are below {limit}; by the shape of the other times, "
        "{usual} would be."
    ),
}
# What to look at, where a check is worth it, and what else may be behind it.
NEXT: dict[Key, str] = {
    "bunched": mark(
        "Read some tickets answered just in time: do they hold an answer? A team that "
        "takes the tickets nearest to the limit first gives the same picture."
    ),
    "next replies": mark(
        "Read first replies of tickets that took several: do they help, or only stop "
        "the clock? Fewer tickets solved at the first contact give the same picture."
    ),
    "gross and net": mark(
        "Read tickets of customers who came back: was the first one solved, or only "
        "closed?"
    ),
    "offered after reopening": mark(
        "Look at when surveys are sent: a rule of the helpdesk may stop them."
    ),
    "offered by people": mark(
        "Look at who decides that a survey is sent: a rule, a topic or a shift may."
    ),
    "passed on": mark(
        "Look at where such tickets go: a team for complaints gives the same picture."
    ),
    "last day": mark(
        "Look at how many of them are reopened: a monthly clean-up closes what is not "
        "solved."
    ),
    "floor": mark(
        "Look at the shortest ones: duplicates, spam, or a clock that was stopped."
    ),
}
HOW = (
    mark(
        "These are checks on numbers. None names a person, and none tells why: a rule "
        "of the helpdesk or a habit of a team gives the same picture as a trick."
    ),
    mark(
        "Worth a look is what chance alone gives in fewer than {sure} of 1,000 cases, "
        "and what is large enough to matter. With all checks that could be made here, "
        "{checks}, chance alone makes one of them worth a look on at most {pages} of "
        "100 pages."
    ),
    mark(
        "Just below a limit: in the {bin} % below against the {bin} % above it, "
        "{bunched} points more than the next {bin} % on both sides lead to expect."
    ),
    mark(
        "Sooner and later, looks solved and is: two numbers over 25 periods, both "
        "outside their usual range in the last one, or long on one side of it."
    ),
    mark(
        "Surveys: groups of {group} solved tickets or more that differ by {offered} "
        "points. Changed hands: {answers} bad and {answers} good answers, {moved} "
        "points."
    ),
    mark(
        "Last day of a month: {months} months up to the period's end against the same "
        "weekdays one and two weeks around; a quarter more."
    ),
    mark(
        "Handle times: {below} % of all or more lie below a tenth of the median, a "
        "minute at the most, and more of them than as far above it. A time of zero "
        "counts as one that nobody tracked."
    ),
)
