"""What customers wrote: the newest first, of the period and the filters alone."""

from __future__ import annotations

from datetime import datetime

from metrics.voice_words import heading_words, voice_row
from metrics.voices import voices_of
from tests.conftest import MARCH, Company


def write(company: Company, day: int, comment: str | None, **cells: object) -> None:
    usual = {"instrument": "csat", "is_good": False, "channel": "mail"}
    at = datetime(2026, 3, day, 23, 30)
    company.add("surveys", answered_at=at, comment=comment, **{**usual, **cells})


def test_tells_the_newest_comments_of_a_period(company: Company) -> None:
    write(company, 2, "Twice the same question")
    write(company, 9, "Thank you", is_good=True, ticket_id="T9")
    write(company, 10, None)
    write(company, 11, "  ")
    write(company, 12, "A test", set_aside="test")
    write(company, 13, "Of the shop", instrument="nps", is_good=None)
    company.add("surveys", instrument="csat", answered_at="2026-04-01", comment="Late")
    found = voices_of(company.warehouse, "csat", MARCH)
    assert [one.comment for one in found] == ["Thank you", "Twice the same question"]
    assert len(voices_of(company.warehouse, "fcr", MARCH)) == 3
    assert voices_of(company.warehouse, "csat", MARCH, (("channel", "chat"),)) == ()
    # Half past eleven in UTC is the next day in Amsterdam.
    assert voice_row(found[0], "Europe/Amsterdam") == (
        "10 Mar 2026", "Thank you", "CSAT: good", "T9", "–", "mail", "–",
    )  # fmt: skip


def test_tells_twenty_at_the_most(company: Company) -> None:
    for day in range(1, 28):
        write(company, day, f"On day {day}")
    found = voices_of(company.warehouse, "csat", MARCH)
    assert (len(found), found[0].comment) == (20, "On day 27")
    assert heading_words(20) == "The newest 20 comments, in the customers' words."
    assert heading_words(1) == "1 comment, in the customer's words."
