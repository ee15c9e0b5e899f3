"""From a scorecard to the words of a slide."""

from dataclasses import replace
from datetime import datetime, timedelta

from metrics.catalog import load_catalog
from metrics.periods import parse_period
from metrics.reach import data_through
from metrics.scorecard import build_scorecard
from metrics.survey_funnel import Stage, SurveyFunnel
from metrics.values import Company, Promise, Target, Value, Values
from metrics.verdicts import Verdict
from metrics.weeks import year_of
from slides.address import address_of
from slides.making import slide_of
from words import in_language

CATALOG = load_catalog()
NOW = datetime(2026, 4, 2)
BASE = "https://values.example.com"
SURVEYS = SurveyFunnel("csat", Stage("", 400, 200, 50, 40), (), (), (), (), ())
FEW = SurveyFunnel("csat", Stage("", 20, 10, 5, 4), (), (), (), (), ())


FRT = Promise("frt", (Target(None, None, 60),))
CSAT = Promise("csat", (Target(None, 85, None),))
VALUES = Values(
    Company("Warung", "UTC", "EUR", 0, 90),
    "purpose",
    "vision",
    (Value("Speed", "Answer soon.", (FRT, CSAT)),),
    (Promise("orders", (Target(None, 10, None),), name="Cups"),),
)


def card_of(company, label="2026-03", filters=()):
    through = data_through(company.warehouse, NOW)
    period = parse_period(label, "UTC", through)
    return build_scorecard(company.warehouse, VALUES, CATALOG, period, through, filters)


def tickets(company, many, minutes=30):
    for place in range(many):
        created = datetime(2026, 3, 2, 9) + timedelta(hours=place)
        company.add("tickets", created_at=created, first_reply_minutes=minutes)
    company.add("tickets", created_at="2026-03-31 23:00", first_reply_minutes=minutes)


def first(slide):
    return slide.values[0].promises[0]


def test_says_a_scorecard_in_words(company):
    tickets(company, 40)
    slide = slide_of(card_of(company), address="?period=2026-03")
    assert slide.title == "Warung, March 2026"
    assert slide.reach == "Data through 31 March 2026, 23:00 · UTC"
    assert [card.name for card in slide.cards] == ["Speed", "Cups"]
    frt = first(slide)
    assert (frt.amount, frt.target_label, frt.target) == ("30 min", "Target", "≤ 1 h")
    assert (frt.n, frt.lived.words, frt.lived.shape) == ("n = 41", "kept", "●")
    assert frt.version == CATALOG["frt"].version
    assert slide.versions[0] == f"FRT {frt.version}"


def test_shows_no_number_of_too_few(company):
    tickets(company, 5, minutes=77)
    slide = slide_of(card_of(company), address="")
    frt = first(slide)
    assert frt.lived.verdict is Verdict.TOO_FEW
    assert (frt.amount, frt.interval, frt.change, frt.standing) == ("", "", "", "")
    assert (frt.n, frt.why_blank) == ("n = 6", "shown from n = 30 on")
    assert not frt.is_shown
    assert {point.amount for point in frt.series} == {None}
    assert "77" not in repr(slide)


def test_says_that_a_period_holds_nothing(company):
    tickets(company, 40)
    slide = slide_of(card_of(company, "2025-03"), address="")
    assert slide.empty == "There are no data for March 2025."
    assert first(slide).why_blank == "nothing was counted"


def test_tells_how_many_answered_where_that_is_known(company):
    tickets(company, 40)
    card = card_of(company)

    def told(**more):
        return slide_of(card, address="", **more).values[0].promises[1]

    # 50 of the 200 that were asked.
    assert told(funnels={"csat": SURVEYS}).response == "25.0 % answered"
    assert told(funnels={"csat": FEW}).response == ""
    assert "response rate not known" in told(funnels={"csat": FEW}).remarks
    assert told().response == ""
    assert "response rate not known" not in told().remarks


def test_takes_sentences_and_a_year(company):
    tickets(company, 40)
    card = card_of(company)
    speed = Value("Speed", "Answer soon.", (FRT,))
    alone = replace(VALUES, values=(speed,), sales=())
    reach = card.data_through
    year = year_of(company.warehouse, alone, CATALOG, card.period, reach)
    slide = slide_of(
        card,
        address="",
        sentences={"": "Speed kept.", "Speed": "Half heard from us within 30 minutes."},
        year=year,
    )
    assert slide.sentence == "Speed kept."
    assert slide.values[0].sentence == "Half heard from us within 30 minutes."
    assert slide.sales[0].sentence == ""
    # 40 tickets from Monday 2 March, one an hour: 40 in its week, 1 in the last.
    empty, few = (Verdict.NO_DATA,), (Verdict.TOO_FEW,)
    assert slide.year == (("Speed", 47 * empty + (Verdict.KEPT,) + 3 * empty + few),)
    assert [name for _, name in slide.months][-3:] == ["Feb", "Mar", "Apr"]
    assert slide.screens == ("Warung, March 2026", "Speed", "Sales", "Week by week")


def test_names_no_customer_and_no_agent(company):
    for place in range(40):
        company.add(
            "tickets",
            created_at=datetime(2026, 3, 2) + timedelta(hours=place),
            first_reply_minutes=30,
            agent="Agnes Agent",
            customer_id="carla@example.com",
        )
    told = repr(slide_of(card_of(company), address=""))
    assert "Agnes" not in told
    assert "carla" not in told


def test_an_address_reopens_the_view(company):
    tickets(company, 40)
    card = card_of(company, filters=(("team", "Chat & Mail"),))
    assert address_of(BASE, card) == (
        f"{BASE}/?period=2026-03&team=Chat+%26+Mail&lang=en"
    )
    with in_language("ms"):
        there = address_of(None, card, as_of="2026-03-31")
    assert there == "?period=2026-03&team=Chat+%26+Mail&lang=ms&as-of=2026-03-31"


def test_a_link_is_read_out_without_its_scheme(company):
    tickets(company, 40)
    card = card_of(company)
    slide = slide_of(card, address=address_of(BASE, card))
    assert slide.link == "values.example.com/?period=2026-03&lang=en"
    assert slide_of(card, address=address_of(None, card)).link == ""


def test_speaks_the_language_that_is_spoken(company):
    tickets(company, 40)
    card = card_of(company)
    with in_language("id"):
        slide = slide_of(card, address="")
    assert slide.language == "id"
    assert slide.period == "Maret 2026"
    with in_language("xx"):
        marked = slide_of(card, address="")
    frt = first(marked)
    for said in (frt.n, frt.lived.words, frt.name, marked.headline, marked.selling):
        assert said.startswith("⟦"), said
