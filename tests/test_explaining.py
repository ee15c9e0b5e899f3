"""A number taken apart: the same as on its card, in words."""

from dataclasses import replace
from datetime import datetime

import pytest
from click.testing import CliRunner

from metrics.errors import SelarasError
from metrics.explaining import Fed, explain, promises_named
from metrics.explaining_words import (
    chance_words,
    explained_words,
    interval_told,
    why_words,
)
from metrics.periods import parse_period
from metrics.scorecard import build_scorecard
from metrics.values import Company, Promise, Target, Value, Values
from metrics.verdicts import verdict_of
from selaras import selaras
from tests.conftest import CATALOG

REACH = datetime(2026, 4, 20)
PERIOD = parse_period("2026-03", "Europe/Amsterdam", REACH)
PROMISES = {
    "csat": Promise("csat", (Target(None, 85, None),)),
    "frt": Promise("frt", (Target(None, None, 60),)),
    "aov": Promise("aov", (Target(None, 50, None),)),
    "revenue": Promise("revenue", (Target(None, 1000, None),)),
    "nps": Promise("nps", (Target(None, 40, None),)),
}
VALUES = Values(
    Company("Kopi", "Europe/Amsterdam", "EUR", 0, 90),
    "",
    "",
    (Value("Quality", "Solve it.", tuple(PROMISES.values())[:2]),),
    (PROMISES["aov"], PROMISES["revenue"], PROMISES["nps"]),
)


@pytest.fixture
def march(company):
    """100 answers, 90 of them good; 60 replies; 40 orders; 3 in another currency."""
    for number in range(100):
        company.add(
            "surveys", survey_id=f"S{number}", instrument="csat",
            answered_at=datetime(2026, 3, 1 + number % 30, 12),
            score=5 if number < 90 else 1, is_good=number < 90,
        )  # fmt: skip
    for number in range(60):
        company.add(
            "tickets", ticket_id=f"T{number}", first_reply_minutes=number + 1,
            created_at=datetime(2026, 3, 1 + number % 30, 9),
        )  # fmt: skip
    company.add("tickets", ticket_id="W", created_at=datetime(2026, 3, 3, 9))
    for number in range(43):
        company.add(
            "orders", order_id=f"O{number}", amount=20 + number,
            ordered_at=datetime(2026, 3, 1 + number % 30, 12),
            currency="EUR" if number < 40 else "USD",
        )  # fmt: skip
    with company.warehouse.writing() as cursor:
        cursor.execute("""
            insert into exports (
                file_name, sha256, bytes, form, title, loaded_at, rows_read,
                rows_new, rows_updated, rows_unchanged, rows_rejected, notes
            ) values ('march.csv', '', 1, 'own', 'Own table', now()::timestamp,
                204, 204, 0, 0, 0, [])
        """)
    return company


def told(company, name, **settings):
    named = promises_named(VALUES, CATALOG, name)[0]
    return explain(company.warehouse, VALUES, CATALOG, named, PERIOD, REACH, **settings)


@pytest.mark.parametrize("name", list(PROMISES))
def test_tells_the_numbers_of_the_card(march, name):
    found = told(march, name)
    card = build_scorecard(march.warehouse, VALUES, CATALOG, PERIOD, REACH)
    fared = card.fared(name)
    assert found.fared.reading == fared.reading
    assert found.fared.verdict == fared.verdict
    assert found.fared.left_out == fared.left_out
    judged = verdict_of(fared.reading.n, fared.definition.min_n, found.chance)
    assert judged == fared.verdict


def test_tells_a_share_in_words(march):
    words = explained_words(told(march, "csat"))
    # 90 of 100: Wilson 82.6 to 94.5; (90 - 85) / 3.571 = 1.40, 91.9 %.
    assert words.startswith(
        "Customer satisfaction (CSAT), March 2026\n"
        "Of the customers who answered, how many were satisfied?\n"
    )
    flat = " ".join(words.split())
    for said in (
        "Amount 90.0 %",
        "Interval 95 %, 82.6 to 94.5 %, by Wilson. About 95 of 100 such intervals "
        "hold the true amount, if each answer tells nothing of the next. It knows "
        "chance alone, not what the silent would have said.",
        "Counted n = 100 answers, filed under the day of the answer",
        "Left out nothing",
        "Target ≥ 85 %, promised under Quality; more is better",
        "◕ probably kept: the chance that the true amount meets the target is "
        "92 %; from 80 % on it is probably kept, from 97.5 % kept. The chance is read "
        "from the same test as the interval; nothing was assumed beforehand.",
        "from 1 March 2026, 00:00 up to 1 April 2026, 00:00, Europe/Amsterdam",
        "From march.csv (Own table): 100 rows",
        f"Version {CATALOG['csat'].version} of csat.sql",
    ):
        assert said in flat


def test_tells_what_was_left_out_and_why(march):
    flat = " ".join(explained_words(told(march, "frt")).split())
    assert "Left out 1 still waiting, since 3 March" in flat
    assert "Clock calendar time" in flat
    assert "Amount 30 min" in flat
    # Ranks 22 and 39 of 60; of the 90th percentile 49 and 59.
    assert "Interval 95 %, 22 to 39 min, by order statistics." in flat
    assert (
        "Waiting Counting also the one that still waits, half wait at most 31 min "
        "(Kaplan–Meier). The verdict is by those whose wait is over."
    ) in flat
    assert "silent" not in flat
    assert "Nine in ten are within 54 min (95 % interval 49–59 min)" in flat


def test_a_total_is_left_to_no_chance(march):
    march.add("orders", amount=0, ordered_at=datetime(2026, 3, 31, 12), currency="EUR")
    found = told(march, "revenue")
    assert found.method == "none, as everything is counted"
    assert why_words(found) == (
        "a total is counted whole, so nothing of it is left to chance"
    )
    assert [(one.n, one.because) for one in found.fared.left_out] == [
        (3, "in another currency")
    ]


def test_a_total_says_so_while_its_target_is_due_in_part(march):
    found = told(march, "revenue")
    # The last order is of 14:00 on the 30th: 29.58 of 31 days are due.
    assert why_words(found) == (
        "it meets the part of the target due by 30 March, were every day alike; the "
        "orders end there"
    )
    assert "Due so far ≥ €954" in " ".join(explained_words(found).split())
    early = parse_period("2026-03", "Europe/Amsterdam", datetime(2026, 3, 10, 12))
    named = promises_named(VALUES, CATALOG, "revenue")[0]
    low = replace(named[1], targets=(Target(None, 9000, None),))
    behind = explain(
        march.warehouse, replace(VALUES, sales=(low,)), CATALOG, ("", low), early,
        datetime(2026, 3, 10, 12),
    )  # fmt: skip
    assert behind.fared.verdict == "broken"
    assert why_words(behind) == (
        "behind the part of the target due by 10 March, were every day alike; the "
        "period is not over"
    )


def test_a_band_tells_both_chances(march):
    # 40 orders of 20 to 59 euros: mean 39.50.
    band = Promise("aov", (Target(None, 39.4, 39.6),))
    found = explain(march.warehouse, VALUES, CATALOG, ("", band), PERIOD, REACH)
    assert found.fared.verdict == "can't tell"
    words = why_words(found)
    assert words.startswith("the chance that the true amount lies inside the band is ")
    assert "and that it is not beyond the nearer end 5" in words
    assert (
        "; below 80 % of the first and above 20 % of the second the data can't tell. "
    ) in words


def test_amounts_all_the_same_say_why_there_is_no_interval(company):
    for number in range(30):
        company.add(
            "reviews", score=100.0, reviewed_at=datetime(2026, 3, 1 + number, 12)
        )
    promise = Promise("qa", (Target(None, 90, None),))
    found = explain(company.warehouse, VALUES, CATALOG, ("", promise), PERIOD, REACH)
    assert interval_told(found) == (
        "none: all amounts are the same, so their spread is not known"
    )
    assert why_words(found) == (
        "all amounts are the same and meet the target; as their spread is not known, "
        "no more can be said"
    )


def test_a_target_near_100_names_the_exact_test(march):
    promise = Promise("csat", (Target(None, 99, None),))
    found = explain(march.warehouse, VALUES, CATALOG, ("", promise), PERIOD, REACH)
    assert why_words(found).endswith(
        "So near an end of what a share can be, the chance is read from an exact "
        "binomial test; nothing was assumed beforehand."
    )


def test_nothing_counted_is_said_so(march):
    flat = " ".join(explained_words(told(march, "nps")).split())
    assert "Verdict – no data: nothing was counted, so nothing can be judged" in flat
    assert "Interval" not in flat


def test_too_few_say_how_many_a_verdict_needs(march):
    chat = told(march, "csat", filters=(("team", "Chat"),))
    assert chat.fared.reading.n == 0
    march.add(
        "surveys", instrument="csat", answered_at=datetime(2026, 3, 2), score=5,
        is_good=True, team="Chat",
    )  # fmt: skip
    chat = told(march, "csat", filters=(("team", "Chat"),))
    assert why_words(chat) == "a verdict needs 30 answers"
    assert "Filter Only team Chat" in " ".join(explained_words(chat).split())


def test_a_metric_nobody_promised_has_no_target(march):
    found = told(march, "orders")
    assert found.fared.reading.n == 40
    assert why_words(found) == "there is no target to judge by"


def test_names_the_exports_that_were_counted(march):
    assert told(march, "aov").fed_by == (Fed("march.csv", "Own table", 43),)
    assert told(march, "nps").fed_by == ()


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.9995, "more than 99.9 %"),
        (0.999, "99.9 %"),
        (0.9746, "97.4 %"),
        (0.975, "97.5 %"),
        (0.919, "92 %"),
        (0.8, "80 %"),
        (0.7996, "79.9 %"),
        (0.5, "50 %"),
        (0.2004, "20.1 %"),
        (0.2, "20 %"),
        (0.0254, "2.6 %"),
        (0.0005, "less than 0.1 %"),
    ],
)
def test_a_chance_is_never_rounded_to_certainty(chance, words):
    assert chance_words(chance) == words


def test_asks_back_for_a_metric_it_does_not_know():
    with pytest.raises(SelarasError, match=r"Did you mean .frt.\?"):
        promises_named(VALUES, CATALOG, "frtt")


def test_needs_a_store(tmp_path):
    data = tmp_path / "none"
    ended = CliRunner().invoke(selaras, ["explain", "frt", "--data", str(data)])
    assert ended.exit_code == 2
    assert "no data yet" in ended.output
