"""Service and what was bought after it: joined by hand, row by row."""

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest

from demo import planted, write_company
from intake.house import House
from intake.loading import load_export
from metrics.linked import SERVICES, Cell, Linked, linked_of, window_of
from metrics.linked_about import (
    definition_words,
    left_out_words,
    match_words,
    numbers_words,
)
from metrics.linked_strata import Compared, TooFew
from metrics.linked_words import facts, outcome_words, point_words, verdict_words
from metrics.periods import Window
from metrics.values import Company
from metrics.warehouse import Warehouse

KOPI = Company("Kopi", "UTC", "EUR", 0, 90)
EVER = Window(datetime(1, 1, 1), datetime(2027, 1, 1))
END = datetime(2026, 12, 31)
DAY = timedelta(days=1)
BOUGHT, SERVED = datetime(2026, 1, 5), datetime(2026, 2, 2)


@pytest.fixture
def shop(company):
    """The data reach to the end of 2026, by a ticket and an order of somebody else."""
    company.add("tickets", created_at=END, customer_id="z")
    company.add("orders", ordered_at=END, amount=1, customer_id="z")
    return company


@pytest.fixture
def served(shop):
    """A customer who bought, was served, answered, and bought again after some days."""

    def added(customer, good=True, again=(), *, before=(BOUGHT,), at=SERVED, **cells):
        usual = {"created_at": at - DAY, "solved_at": at, "status": "solved"}
        ticket = {"ticket_id": f"{customer}{at:%j}", "replies": 1, "reopens": 0}
        shop.add("tickets", customer_id=customer, **{**usual, **ticket, **cells})
        if good is not None:
            shop.add(
                "surveys", instrument="csat", source="zendesk",
                ticket_id=f"{customer}{at:%j}", answered_at=at + DAY,
                score=float(good), is_good=good,
            )  # fmt: skip
        for moment in before:
            order(customer, moment)
        for days in again:
            order(customer, at + days * DAY)

    def order(customer, moment):
        shop.add("orders", customer_id=customer, ordered_at=moment, amount=40)

    return added


def linked(company, service="csat", window=EVER, through=END, **settings):
    asked = replace(KOPI, **settings)
    return linked_of(company.warehouse, asked, service, window, through)


def counts(found):
    return found.served, found.known, found.judged, found.lasting, found.followed


def test_sums_what_followed_good_and_bad_service(shop, served):
    served("a", good=True, again=(10, 80))
    served("b", good=True)
    served("c", good=False, again=(91, 120))
    stratum = (1, 0, datetime(2026, 1, 1).date())
    assert linked(shop).cells == (
        Cell(stratum, False, 1, 0, 1, 1, 0, 0.0, 0.0, 0.0, 0.0),
        Cell(stratum, True, 2, 1, 2, 1, 1, 40.0, 1600.0, 80.0, 6400.0),
    )


def test_the_window_ends_with_its_last_day(shop, served):
    served("a", again=(90,))
    served("b", again=(91,))
    assert [(cell.n, cell.returned) for cell in linked(shop).cells] == [(2, 1)]
    assert linked(shop, retention_days=91).cells[0].returned == 2


def test_matches_on_earlier_orders_tenure_and_quarter(shop, served):
    old = datetime(2024, 6, 1)
    served("a", before=[BOUGHT] * 6)
    served("b", before=(old, BOUGHT))
    served("c", before=(SERVED - 100 * DAY,))
    served("d", at=datetime(2026, 5, 1), before=(datetime(2026, 4, 1),))
    assert [cell.stratum for cell in linked(shop).cells] == [
        (1, 0, datetime(2026, 4, 1).date()),
        (1, 1, datetime(2026, 1, 1).date()),
        (2, 2, datetime(2026, 1, 1).date()),
        (4, 0, datetime(2026, 1, 1).date()),
    ]


def test_leaves_out_and_counts_each_loss(shop, served):
    served("a")
    served("b", before=())  # never bought
    served("c", before=(), again=(5,))  # bought first afterwards
    served("d", good=None)  # did not answer
    served("e", at=END - 89 * DAY)  # its 90 days are not over
    served("f")
    served("f", good=None, at=SERVED + 20 * DAY, before=())  # served again, unasked
    served("g", set_aside="spam")
    served("h", replies=0)
    found = linked(shop)
    assert counts(found) == (6, 4, 3, 2, 1)
    assert list(left_out_words(found)) == [
        "Customers served: 6",
        "Had bought nothing before, or sales does not know them: 2",
        "Had no service that can be called good or bad: 1",
        "Served again before their next order, so the last one counts: 1",
        "Served too lately, as the data do not reach 90 days past it: 1",
        "Compared: 1",
    ]


def test_of_several_services_before_an_order_the_last_counts(shop, served):
    served("a", good=False)
    served("a", good=True, at=SERVED + 10 * DAY, again=(5,), before=())
    (cell,) = linked(shop).cells
    assert (cell.is_good, cell.returned) == (True, 1)


def test_of_each_customer_the_first_such_service_counts(shop, served):
    served("a", good=False, again=(5,))
    served("a", good=True, at=SERVED + 10 * DAY, before=())
    (cell,) = linked(shop).cells
    assert (cell.is_good, cell.n, cell.returned) == (False, 1, 1)


def test_a_window_chooses_services_by_their_solve(shop, served):
    served("a")
    served("b", at=datetime(2026, 5, 1))
    period = Window(datetime(2026, 5, 1), datetime(2026, 6, 1))
    assert window_of(period, "period") == period
    assert window_of(period, "year").start == datetime(2025, 6, 1)
    assert linked(shop, window=period).served == 1
    assert linked(shop, window=window_of(period, "all")).served == 2


def test_filters_by_team(shop, served):
    served("a", team="Chat")
    served("b", team="Mail")
    served("c")
    found = linked_of(shop.warehouse, KOPI, "csat", EVER, END, (("team", "Chat"),))
    assert found.served == 1


def test_rows_of_the_future_are_slips(shop, served):
    served("a", at=END + 10 * DAY)
    served("b", again=(60,))
    assert counts(linked(shop, through=SERVED + 30 * DAY)) == (1, 1, 1, 1, 0)


def test_an_answer_of_another_system_needs_the_only_ticket_of_its_id(shop, served):
    served("a", good=None, ticket_id="7")
    shop.add("surveys", instrument="csat", ticket_id="7", answered_at=SERVED,
             score=1.0, is_good=True)  # fmt: skip
    assert linked(shop).judged == 1
    shop.add("tickets", ticket_id="7", source="freshdesk", created_at=SERVED)
    assert linked(shop).judged == 0


def test_a_plain_file_s_answer_to_one_of_two_tickets_is_of_neither(shop, served):
    served("a", good=None, ticket_id="7", source="own")
    shop.add("surveys", instrument="csat", ticket_id="7", answered_at=SERVED,
             source="own", score=1.0, is_good=True)  # fmt: skip
    assert linked(shop).judged == 1
    shop.add("tickets", ticket_id="7", source="freshdesk", created_at=SERVED)
    assert linked(shop).judged == 0


def test_the_latest_answer_to_a_ticket_counts_whichever_system_has_it(shop, served):
    served("a", good=True, ticket_id="7")
    for source, day, is_good in (("zendesk", 1, True), ("delighted", 2, False)):
        said = {"answered_at": SERVED + day * DAY, "score": 1.0, "is_good": is_good}
        shop.add("surveys", instrument="csat", ticket_id="7", source=source, **said)
    assert [(cell.is_good, cell.n) for cell in linked(shop).cells] == [(False, 1)]


@pytest.mark.parametrize(
    ("cells", "good"),
    [
        ({}, True),
        ({"replies": 2}, False),
        ({"reopens": 1}, False),
        ({"reopens": None}, True),
        ({"replies": None}, None),
    ],
)
def test_knows_what_was_solved_at_first_contact(shop, served, cells, good):
    served("a", good=None, **cells)
    found = [cell.is_good for cell in linked(shop, "fcr").cells]
    assert found == ([] if good is None else [good])


def test_who_came_back_was_not_solved_at_first_contact(shop, served):
    opened = SERVED + 4 * DAY
    served("a", good=None, next_contact_at=opened)
    served("a", good=None, at=opened + DAY, before=())
    served("b", good=None)  # the other ticket is about something else
    served("b", good=None, at=opened + DAY, before=())
    assert [(cell.is_good, cell.n) for cell in linked(shop, "fcr").cells] == [
        (False, 1),
        (True, 1),
    ]


def test_the_middle_first_reply_parts_soon_from_late(shop, served):
    for customer, minutes in (("a", 10), ("b", 30), ("c", 90)):
        served(customer, good=None, first_reply_minutes=minutes)
    found = linked(shop, "frt")
    assert found.usual_minutes == 30
    assert [(cell.is_good, cell.n) for cell in found.cells] == [(False, 1), (True, 2)]
    assert definition_words(found).endswith("The middle one took 30 min.")


def test_other_money_is_people_and_no_amount(shop, served):
    served("a")
    shop.add("orders", customer_id="a", ordered_at=SERVED + DAY, amount=9,
             currency="USD")  # fmt: skip
    (cell,) = linked(shop).cells
    assert (cell.returned, cell.n_orders, cell.revenue_total) == (1, 0, 0.0)


def many(n, returned, *, good, money=0.0):
    """A stratum's cell: a customer who returned bought for `money`."""
    stratum = (1, 0, datetime(2026, 1, 1).date())
    sums = returned * money, returned * money**2
    return Cell(stratum, good, n, returned, n, 0, returned, *sums, *sums)


def a_link(*cells, service="csat", known=2_000):
    n = sum(cell.n for cell in cells)
    return Linked(service, 90, "EUR", 3_000, known, n, n, n, None, cells)


def test_says_what_good_service_is_associated_with():
    found = a_link(many(400, 280, good=True), many(100, 50, good=False))
    assert outcome_words(found, "returned") == (
        "After good service 70.0 % of the customers bought again within 90 days, after "
        "bad service 50.0 %. Good service is associated with 20.0 pts more."
    )
    assert list(facts(found, "returned")) == [
        "Difference +20.0 pts, 95 % interval 9.2 to 30.8 pts",
        "n = 500 matched customers, 100 of them after bad service; 0 had no "
        "counterpart",
        "Smallest difference that is seen four times in five: 18.4 pts",
        "An unseen cause could stand behind it only if it made both good service and "
        "this outcome 2.1 times as likely (E-value); 1.5 times would do to leave it "
        "open.",
    ]


def test_says_when_none_could_be_seen():
    found = a_link(many(400, 204, good=True), many(100, 50, good=False))
    said = verdict_words(found, "returned")
    assert said.startswith("No association could be seen; a difference of 18")
    assert said.endswith("pts would have been, four times in five.")


def test_says_less_where_it_is_less():
    found = a_link(many(400, 200, good=True), many(100, 80, good=False))
    assert verdict_words(found, "returned") == (
        "Good service is associated with 30.0 pts less."
    )


def test_says_a_point_as_a_range_of_money():
    """28 against 20 each; the spread within groups is 18.7, the error 2.0923."""
    found = a_link(
        many(400, 280, good=True, money=40), many(100, 50, good=False, money=40)
    )
    low, high = found.outcomes["revenue"].interval
    assert (low, high) == pytest.approx((3.8993, 12.1007), abs=1e-4)
    assert found.point == pytest.approx((20 * low, 20 * high))
    assert point_words(found) == (
        "One point of CSAT is associated with €78 to €242 of revenue in the 90 days "
        "after service."
    )


def test_says_no_point_where_none_is_seen():
    found = a_link(
        many(400, 204, good=True, money=40), many(100, 50, good=False, money=40),
        service="fcr",
    )  # fmt: skip
    assert found.point is None
    assert point_words(found).startswith(
        "For FCR, no association with revenue could be seen; €1"
    )


def test_says_match_rates_first():
    assert match_words(50, 80, 200) == (
        "In all the data, 50 of 80 customers of service have bought (62.5 %); of 200 "
        "customers who bought, 25.0 % have contacted us."
    )
    assert match_words(0, 0, 5).startswith("Service and sales cannot be joined yet")
    assert numbers_words(0, 0) == ""


@pytest.mark.parametrize("service", SERVICES)
def test_says_something_of_an_empty_store(company, service):
    found = linked(company, service)
    assert counts(found) == (0, 0, 0, 0, 0)
    assert outcome_words(found, "returned").startswith("Nothing to compare yet")
    assert point_words(found).startswith("Nothing to compare yet")
    assert list(facts(found, "returned")) == []


def test_says_something_without_bad_service(shop, served):
    served("a")
    served("b")
    assert outcome_words(linked(shop), "returned") == (
        "Too few to compare: 0 matched customers after good service and 0 after bad; "
        "it takes 50, and 20 of either."
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A made-up company, whose numbers hang on nothing but its seed and its day."""
    folder = tmp_path_factory.mktemp("linked")
    store = Warehouse.open(folder / "data")
    until = datetime(2026, 11, 21).date()
    for path in write_company(folder / "made", tickets=12_000, until=until):
        if path.suffix == ".csv":
            load_export(store, path, House("Europe/Amsterdam", "EUR"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def of_demo(demo):
    return {key: linked_of(demo, KOPI, key, EVER, END) for key in SERVICES}


def test_finds_what_is_planted(of_demo):
    found = of_demo["csat"].outcomes["returned"]
    assert isinstance(found, Compared)
    assert found.odds.low < planted.RETENTION_ODDS_RATIO < found.odds.high


@pytest.mark.parametrize(
    ("service", "outcome"),
    [
        ("csat", "order_value"),
        ("fcr", "order_value"),
        ("frt", "order_value"),
        ("frt", "returned"),
        ("frt", "repeated"),
        ("frt", "revenue"),
    ],
)
def test_finds_nothing_where_nothing_is_planted(of_demo, service, outcome):
    found = of_demo[service].outcomes[outcome]
    assert isinstance(found, TooFew) or not found.is_seen


def test_agrees_with_a_second_way_in_pandas(demo, of_demo):
    """The same cells from loops over each customer's tickets and orders."""
    expected = in_pandas(demo)
    found = {(*cell.stratum, cell.is_good): cell for cell in of_demo["csat"].cells}
    assert found.keys() == expected.keys()
    for key, sums in expected.items():
        cell = found[key]
        own = (cell.n, cell.returned, cell.n_twice, cell.repeated, cell.n_orders)
        assert own == tuple(sums[:5])
        own = (cell.order_total, cell.revenue_total, cell.revenue_squares)
        assert own == pytest.approx(tuple(sums[5:]), rel=1e-9)


def in_pandas(store):
    tickets = store.cursor().execute(
        "from tickets where customer_id is not null and set_aside is null"
        " and solved_at is not null and status in ('solved', 'closed') and replies > 0"
    ).df()  # fmt: skip
    answers = store.cursor().execute(
        "from surveys where instrument = 'csat' and is_good is not null"
        " and set_aside is null"
    ).df()  # fmt: skip
    orders = store.cursor().execute(
        "select * replace (amount::double as amount) from orders"
        " where set_aside is null and customer_id is not null order by ordered_at"
    ).df()  # fmt: skip
    last_ticket = store.rows("select max(created_at) from tickets")[0][0]
    reach = min(orders.ordered_at.max(), pd.Timestamp(last_ticket))
    good = dict(
        zip(zip(answers.source, answers.ticket_id), answers.is_good)  # noqa: B905
    )
    bought = dict(iter(orders.groupby("customer_id")))
    sums: dict[tuple, list] = {}
    for who, rows in tickets.sort_values("solved_at").groupby("customer_id"):
        if who in bought:
            index = first_service(rows, bought[who], good, reach)
            if index:
                note(sums, *index, bought[who], reach)
    return sums


def first_service(rows, orders, good, reach):
    solves = list(rows.solved_at)
    for place, row in enumerate(rows.itertuples()):
        at, end = row.solved_at, row.solved_at + 90 * DAY
        answer = good.get((row.source, row.ticket_id))
        if answer is None or end > reach or orders.ordered_at.iloc[0] > at:
            continue
        following = solves[place + 1] if place + 1 < len(solves) else None
        until = following or reach
        ordered = ((orders.ordered_at > at) & (orders.ordered_at < until)).any()
        if following is None or following > end or ordered:
            return at, bool(answer)
    return None


def note(sums, at, is_good, orders, reach):
    earlier = orders[orders.ordered_at <= at]
    soon = orders[(orders.ordered_at > at) & (orders.ordered_at <= at + 90 * DAY)]
    later = orders[(orders.ordered_at > at) & (orders.ordered_at <= at + 180 * DAY)]
    known = at - earlier.ordered_at.iloc[0]
    tenure = 0 if known < 90 * DAY else 1 if known < 365 * DAY else 2
    quarter = datetime(at.year, 3 * ((at.month - 1) // 3) + 1, 1).date()
    cell = sums.setdefault((min(len(earlier), 4), tenure, quarter, is_good), [0] * 8)
    is_over = at + 180 * DAY <= reach
    own = soon[soon.currency == "EUR"].amount
    for place, more in enumerate(
        (
            1,
            bool(len(soon)),
            is_over,
            is_over and len(later) > 1,
            bool(len(own)),
            own.iloc[0] if len(own) else 0.0,
            own.sum(),
            own.sum() ** 2,
        )
    ):
        cell[place] += more


def test_other_names_of_customers_change_nothing(demo, of_demo, tmp_path):
    copy = demo.copy(tmp_path)
    with copy.writing() as cursor:
        for table in ("tickets", "surveys", "orders"):
            cursor.execute(
                f"update {table} set customer_id = md5(customer_id || 'x')"
                " where customer_id is not null"
            )
    found = linked_of(copy, KOPI, "csat", EVER, END)
    copy.close()
    assert counts(found) == counts(of_demo["csat"])
    own, other = of_demo["csat"].outcomes, found.outcomes
    for key in own:
        assert own[key].difference == pytest.approx(other[key].difference, rel=1e-9)
        assert own[key].error == pytest.approx(other[key].error, rel=1e-9)
