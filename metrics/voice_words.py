"""What stands beside a customer's comment."""

from __future__ import annotations

from metrics.periods import to_local
from metrics.values import Company
from metrics.voices import MOST, Voice
from metrics.wording import NOTHING, day_words
from words import known, mark, say, say_many

LISTED = (
    mark("Day"),
    mark("Comment"),
    mark("Answer"),
    mark("Ticket"),
    mark("Team"),
    mark("Channel"),
    mark("Topic"),
)
GOOD, NOT_GOOD = mark("good"), mark("not good")
SURVEYS = {"csat": "CSAT", "nps": "NPS", "ces": "CES"}


def unkept_words() -> str:
    """Where a company keeps no comments, and how it would."""
    return say(
        "Comments are not kept. With keep_comments: true in values.yaml, what "
        "customers write beside a score is kept without e-mail addresses and "
        "telephone numbers, and stands here."
    )


def none_words(period: str, company: Company) -> str:
    """That nobody wrote anything, or that nothing of it was kept."""
    if not company.keep_comments:
        return unkept_words()
    return say("No customer wrote a comment in {period}.", period=period)


def heading_words(n: int) -> str:
    """How many are shown; the newest where there may be more."""
    if n >= MOST:
        return say("The newest {n} comments, in the customers' words.", n=MOST)
    return say_many(
        "{n} comment, in the customer's words.",
        "{n} comments, in the customers' words.",
        n,
    )


def voice_row(voice: Voice, zone: str) -> tuple[str, ...]:
    """A comment's row, as LISTED names its cells."""
    day = to_local(voice.said_at, zone).date()
    survey = SURVEYS[voice.instrument]
    answer = survey
    if voice.is_good is not None:
        word = known(GOOD if voice.is_good else NOT_GOOD)
        answer = say("{survey}: {answer}", survey=survey, answer=word)
    rest = (voice.ticket_id, voice.team, voice.channel, voice.topic)
    return (
        day_words(day, "d MMM y"),
        voice.comment,
        answer,
        *(one or NOTHING for one in rest),
    )
