"""What moved at another's cost, and what nobody may say without two signals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from demo import planted, write_company
from intake.house import House
from intake.loading import load_export
from metrics.catalog import load_catalog
from metrics.changes import behaviour_of
from metrics.decisions import Decision
from metrics.due import Bounds
from metrics.measuring import EMPTY
from metrics.periods import parse_period, series
from metrics.reach import data_through
from metrics.report import as_dict, as_text
from metrics.scorecard import Card, Fared, Scorecard, build_scorecard, unit_of
from metrics.tension import Kind, Way, matrix_of, move_of, pairs_of, pairs_on
from metrics.tension_words import matrix_words, move_words, pair_words, sign_words
from metrics.values import Company
from metrics.values_forms import load_values
from metrics.verdicts import Verdict
from metrics.warehouse import Warehouse
from tests.test_commands import ROOT

CATALOG = load_catalog()
COMPANY = Company("Warung", "UTC", "EUR", 0, 90)
# Centre 50; its moving ranges are all 2, so that one sigma is 2 / 1.128 = 1.773.
STEADY = [49.0, 51.0] * 10
MARCH = parse_period("2026-03", "UTC", datetime(2026, 4, 2))
HOUR = "Everyone hears from us within the hour"


class Amount:
    """A count that came to an amount, of as many observations as a verdict needs."""

    def __init__(self, amount: float | None, n: int) -> None:
        self.n, self._amount = n, amount

    def amount(self) -> float | None:
        return self._amount


def fared(metric, *last, decisions=(), band=None, steady=STEADY, period=MARCH, n=100):
    """A promise that was 49 and 51 in turn, then what is said, the last in March."""
    definition = replace(CATALOG[metric], kind="mean", min_n=30)
    amounts = [*steady, *last]
    periods = series(period, len(amounts))
    found = [Amount(amount, n) for amount in amounts]
    targets = [band] * len(amounts)
    behaviour = behaviour_of(definition, periods, found, targets, decisions)
    reading = replace(EMPTY, amount=amounts[-1], n=n)
    unit = unit_of(definition, COMPANY)
    return Fared(
        definition,
        metric,
        definition.name,
        unit,
        None,
        band,
        reading,
        EMPTY,
        Verdict.CANT_TELL,
        behaviour,
        (),
        (),
        (),
        period,
        period,
        None,
    )


def card(name, *promises):
    return Card(name, "Do it.", promises)


def scorecard(*values, sales=(), period=MARCH):
    through = datetime(2026, 4, 2)
    return Scorecard(COMPANY, period, period, through, (), values, tuple(sales))


def told(found):
    return [pair_words(pair, found) for pair in pairs_of(found)]


def decided(day, what=HOUR, concerns="frt", **more):
    year, month, number = map(int, day.split("-"))
    said = {"rebases": False, **more}
    return Decision(datetime(year, month, number), what, concerns, **said)


def test_says_that_one_rose_while_the_other_fell():
    found = scorecard(
        card("Speed", fared("frt", 60.0, 40.0, 40.0)),
        card("Quality", fared("fcr", 50.5, 40.0, 40.0)),
    )
    sentence = "Speed rose while Quality fell since February 2026."
    assert told(found) == [sentence]
    (pair,) = pairs_of(found)
    assert pair.kind is Kind.TENSION
    assert [one.card.name for one in pair.moves] == ["Speed", "Quality"]
    assert [len(pairs_on(one, (pair,))) for one in found.values] == [1, 1]
    report = as_text(found)
    assert report.count(f"\n  {sentence}\n") == 2
    assert as_dict(found)["tensions"] == [
        {
            "kind": "tension",
            "sentence": sentence,
            "since": "2026-02-01",
            "decision": None,
            "promises": [
                {"card": "Speed", "metric": "frt", "way": "better"},
                {"card": "Quality", "metric": "fcr", "way": "worse"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("frt", "fcr", "kind"),
    [
        (40.0, 40.0, Kind.TENSION),
        (60.0, 60.0, Kind.TENSION),
        (40.0, 60.0, Kind.FREE_LUNCH),
        (60.0, 40.0, None),  # both worse: no card says so
        (40.0, 49.5, None),  # one signal is none
        (49.5, 40.0, None),
        (49.5, 50.5, None),
    ],
)
def test_says_nothing_without_two_signals(frt, fcr, kind):
    found = scorecard(card("Speed", fared("frt", frt)), card("Q", fared("fcr", fcr)))
    assert [one.kind for one in pairs_of(found)] == ([kind] if kind else [])


def test_says_nothing_of_two_that_are_no_counter_metrics():
    one, other = fared("frt", 40.0), fared("nps", 40.0)
    found = scorecard(card("Speed", one), card("Integrity", other))
    assert CATALOG["frt"].counter == "fcr"
    assert CATALOG["nps"].counter == "csat"
    assert told(found) == []
    assert matrix_of(found).many(Kind.TENSION) == 1


def test_says_nothing_of_too_few_observations():
    found = scorecard(
        card("Speed", fared("frt", 40.0, n=29)), card("Q", fared("fcr", 40.0, n=29))
    )
    assert told(found) == []
    assert matrix_words(matrix_of(found)) == (
        "No promise is a signal here, so no pair can be told."
    )


def test_names_the_decision_that_lies_between():
    policy = decided("2026-02-03")
    early = decided("2025-12-31", "New prices", None)
    found = scorecard(
        card("Speed", fared("frt", 40.0, 40.0, decisions=[early, policy])),
        card("Quality", fared("fcr", 40.0, 40.0)),
    )
    assert told(found) == [
        "Speed rose while Quality fell since February 2026: "
        f"“{HOUR}” of 3 February stands between."
    ]


@pytest.mark.parametrize(
    ("day", "is_between"),
    [
        ("2025-12-31", False),
        ("2026-01-01", True),
        ("2026-02-28", True),
        ("2026-03-01", False),
    ],
)
def test_looks_between_in_the_first_month_and_the_one_before(day, is_between):
    found = scorecard(
        card("Speed", fared("frt", 40.0, 40.0)),
        card("Quality", fared("fcr", 40.0, 40.0, decisions=[decided(day)])),
    )
    assert (pairs_of(found)[0].decision is not None) is is_between


def test_names_the_decision_on_where_two_collide_before_others():
    collides = decided("2026-03-01", "Quality gives way", gives_way="Quality")
    own, of_all = decided("2026-03-02"), decided("2026-03-03", "New prices", None)
    for known, expected in (
        ([collides, own, of_all], collides),
        ([own, of_all], own),
        ([of_all], of_all),
    ):
        speed = fared("frt", 40.0, decisions=known)
        found = scorecard(card("Speed", speed), card("Quality", fared("fcr", 40.0)))
        assert pairs_of(found)[0].decision == expected


def test_looks_past_a_decision_until_its_stretch_has_limits_of_its_own():
    # Seven months at 40 have no limits; with an eighth, 40 is the usual.
    for months, is_told in ((7, True), (8, False)):
        start = series(MARCH, months)[0].first
        judged_anew = Decision(
            datetime(start.year, start.month, 1), HOUR, "frt", rebases=True
        )
        last = [40.0] * months
        steady = STEADY[: 25 - months]
        speed = fared("frt", *last, steady=steady, decisions=[judged_anew])
        quality = fared("fcr", *last, steady=steady)
        assert speed.signal is None
        found = scorecard(card("Speed", speed), card("Quality", quality))
        assert bool(told(found)) is is_told


def test_says_both_rose_where_neither_paid():
    found = scorecard(
        card("Speed", fared("frt", 40.0, decisions=[decided("2026-03-02")])),
        card("Quality", fared("fcr", 60.0)),
    )
    assert told(found) == [
        f"Speed and Quality both rose since March 2026: “{HOUR}” of 2 March stands "
        "at the start."
    ]


def test_names_the_promises_where_they_are_of_one_value():
    found = scorecard(card("Loyalty", fared("crr", 40.0), fared("aov", 60.0)))
    assert told(found) == [
        "Average order value got better while Customer retention rate got worse since "
        "March 2026."
    ]


def test_names_the_promises_where_two_values_both_fought_and_agreed():
    found = scorecard(
        card("Speed", fared("frt", 40.0)),
        card("Quality", fared("fcr", 40.0), fared("csat", 60.0)),
    )
    assert told(found) == [
        "First reply time got better while First contact resolution got worse since "
        "March 2026.",
        "First reply time and Customer satisfaction both got better since March 2026.",
    ]


def test_speaks_of_sales_as_better_and_worse():
    quality, sold = card("Quality", fared("csat", 40.0)), card("R", fared("orders", 60))
    found = scorecard(quality, sales=[sold])
    assert told(found) == ["R got better while Quality got worse since March 2026."]


@pytest.mark.parametrize(
    ("amount", "way"),
    [(40.0, Way.WORSE), (60.0, Way.BETTER), (70.0, None), (80.0, Way.WORSE)],
)
def test_a_band_is_better_where_it_is_nearer(amount, way):
    # The usual 50 lies 5 below the band, 70 as far above it.
    moved = move_of(card("S", one := fared("aht", amount, band=Bounds(55, 65))), one)
    assert (moved and moved.way) == way


def test_a_promise_in_its_band_before_and_after_did_not_move():
    one = fared("aht", 60.0, band=Bounds(40, 65))
    assert one.signal
    assert move_of(card("Speed", one), one) is None


def test_tells_since_when_by_the_likeliest_step():
    # On one side since December, but the step is in February: 18² / 2 = 162 sigmas²
    # against 18.4² / 3 = 112.9 and 18.8² / 4 = 88.4, and 9² / 1 = 81.
    one = fared("fcr", 49.6, 49.6, 41.0, 41.0)
    assert one.signal.periods == 4
    assert move_of(card("Q", one), one).since.label == "2026-02"


def test_tells_each_amount_with_its_limits():
    one = fared("fcr", 40.0)
    # With March, the centre is (20 × 50 + 40) / 21 at first; without it, 50, and the
    # limits 50 ± 3 × 1.773.
    assert move_words(move_of(card("Q", one), one)) == (
        "First contact resolution got worse: 40.0 %, usually 44.7 % to 55.3 %; n = 100."
    )


def test_sets_every_promise_against_every_other_by_sign():
    found = scorecard(
        card("Speed", fared("frt", 40.0)),
        card("Quality", fared("fcr", 40.0), fared("csat", 49.5)),
        sales=[card("Revenue", fared("revenue", 60.0)), card("Q", fared("fcr", 40.0))],
    )
    matrix = matrix_of(found)
    assert [one.key for one in matrix.promises] == ["frt", "fcr", "csat", "revenue"]
    assert matrix.pairs == 6
    signs = [[sign_words(matrix, row, at) for at in range(4)] for row in range(4)]
    assert signs == [
        ["▲", "▲▼", "·", "▲▲"],
        ["▼▲", "▼", "·", "▼▲"],
        ["·", "·", "·", "·"],
        ["▲▲", "▲▼", "·", "▲"],
    ]
    assert matrix_words(matrix) == (
        "Of 6 pairs of promises: against each other 2, both better 1, both worse 0, "
        "and the rest show nothing."
    )


def limits_by_hand(amounts):
    """Centre and sigma of a series of as many observations each."""
    moving = np.abs(np.diff(amounts)).mean()
    return np.mean(amounts), moving / 1.128


def way_by_hand(amounts, better):
    """1 where the last one is a good signal, -1 a bad one, 0 none."""
    first = np.array(amounts[:20])
    centre, sigma = limits_by_hand(first)
    inside = first[np.abs(first - centre) <= 3 * sigma]
    centre, sigma = limits_by_hand(inside)
    places = (np.array(amounts) - centre) / sigma
    side = np.sign(places[-1])
    places = side * places
    far = places[-1] > 2 and (places[-3:] > 2).sum() >= 2
    if places[-1] > 3 or (places[-8:] > 0).all() or far:
        return side if better == "up" else -side
    return 0


def test_agrees_with_charts_worked_out_by_hand():
    chance, seen = np.random.default_rng(6), set()
    for _ in range(60):
        shift = chance.choice([-9, 0, 9], 2) * chance.choice([1, 1, 0.2], 2)
        series_of = chance.normal(50, 3, (2, 25))
        series_of[:, 22:] += shift[:, None]
        speed, quality = (
            fared(metric, *map(float, amounts), steady=())
            for metric, amounts in zip(("frt", "fcr"), series_of, strict=True)
        )
        ways = way_by_hand(series_of[0], "down"), way_by_hand(series_of[1], "up")
        kinds = {(1, -1): "tension", (-1, 1): "tension", (1, 1): "free lunch"}
        found = scorecard(card("Speed", speed), card("Quality", quality))
        kind = kinds.get(ways)
        assert [str(one.kind) for one in pairs_of(found)] == ([kind] if kind else [])
        seen.add(kind)
    assert seen == {"tension", "free lunch", None}


def demo_told(folder, period):
    """What is told of a demo company in a month, and its store's own way of it."""
    write_company(folder, tickets=12_000, months=15, seed=3, until=date(2026, 3, 31))
    store = Warehouse.in_memory()
    house = House("Europe/Amsterdam", "EUR", ())
    for part in ("zendesk", "freshdesk", "decisions"):
        for path in sorted(folder.glob(f"{part}*.csv")):
            load_export(store, path, house)
    values = load_values(ROOT / "config" / "values.yaml", CATALOG)
    through = data_through(store, datetime(2026, 4, 2))
    month = parse_period(period, values.company.zone, through)
    found = build_scorecard(store, values, CATALOG, month, through)
    store.close()
    return told(found)


def test_finds_the_policy_of_the_demo_company_between_speed_and_quality(tmp_path):
    # 455 days from 1 January 2025; 72 % of them are over on 24 November.
    assert demo_told(tmp_path, "2026-02") == [
        "Speed rose while Quality fell since December 2025: "
        "“First replies are due within the hour” of 24 November stands between."
    ]


def test_finds_nothing_where_the_policy_changed_nothing(tmp_path, monkeypatch):
    for name in dir(planted):
        if name.startswith("POLICY_") and name != "POLICY_BEGINS":
            neutral = 1.0 if name.endswith("FACTOR") else 0.0
            monkeypatch.setattr(planted, name, neutral)
    assert demo_told(tmp_path, "2026-02") == []
