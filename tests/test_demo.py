"""The demo company: its exports look real, and hold what planted.json says."""

import ast
import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest

from demo import planted, write_company
from demo.clock import midnight, offset, to_local, to_utc, working_minutes
from demo.contacts import Contacts
from demo.customers import NEVER, Customers, come_back
from demo.outcomes import satisfied
from demo.setting import setting
from demo.story import months_before, tell
from metrics.values_forms import load_values
from tests.conftest import CATALOG
from tests.test_commands import ROOT

pytestmark = pytest.mark.xdist_group("demo")

UNTIL = date(2026, 11, 21)
ZENDESK = (
    "Summation column,Id,Requester,Requester id,Requester external id,"
    "Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,"
    "Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,"
    "Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,"
    "Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,"
    "First reply time in minutes within business hours,"
    "First resolution time in minutes,"
    "First resolution time in minutes within business hours,"
    "Full resolution time in minutes,"
    "Full resolution time in minutes within business hours,"
    "Agent wait time in minutes,Agent wait time in minutes within business hours,"
    "Requester wait time in minutes,"
    "Requester wait time in minutes within business hours,"
    "On hold time in minutes,On hold time in minutes within business hours,"
    "Topic [list],Total time spent (sec) [int]"
)
FRESHDESK = (
    "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created Time,"
    "Resolved time,Closed Time,Last updated time,Time tracked,Agent interactions,"
    "Customer interactions,Tags,Survey results,Due by Time,Initial response time,"
    "First response time (in hrs),Resolution time (in hrs),Resolution status,"
    "First response status,Association type,Product,Full name,Title,Email,"
    "Company Name,Unique ID"
)
DELIGHTED = (
    "id,person,survey_type,score,comment,permalink,created_at,updated_at,"
    "Delighted Source,Delighted Device Type,CaseId"
)
MAESTROQA = (
    "answer_id,answer_type,created_at,general_notes,gradable_id,gradee_id,"
    "grader_email,is_deleted,template_id,total_score,updated_at,"
    "question: Greeting (1-5),question: Tone (1-5),question: Solution (1-5),"
    "question: Procedure (1-5),question: Notes (1-5),question: Data protection"
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,"
    "Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,"
    "Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,"
    "Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,"
    "Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,"
    "Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,"
    "Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,"
    "Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,"
    "Next Payment Due At,Payment References"
)
CALLS = (
    "call_id,started_at,agent,team,channel,topic,customer,answered,direction,"
    "talk_seconds,hold_seconds,wrap_seconds"
)


class Exports:
    """The files of a demo company, with a table over each kind."""

    def __init__(self, folder: Path, tickets: int) -> None:
        self.folder = folder
        self.paths = write_company(folder, tickets=tickets, months=12, until=UNTIL)
        self.planted = json.loads((folder / "planted.json").read_text("utf-8"))
        self._store = duckdb.connect()
        for name in (
            "zendesk",
            "freshdesk",
            "shopify",
            "delighted",
            "maestro",
            "calls",
        ):
            self._store.execute(
                f"create table {name} as select * from read_csv("
                f"'{folder}/{name}*.csv', all_varchar = true, header = true)"
            )

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        return self._store.execute(query, parameters).fetchall()

    def one(self, query: str, *parameters: object) -> Any:
        return self.rows(query, *parameters)[0][0]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    return Exports(tmp_path_factory.mktemp("company"), tickets=6_000)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_writes_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_company(tmp_path / name, tickets=300, months=3, seed=7, until=UNTIL)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_writes_another_company_for_another_seed(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_company(
            tmp_path / str(seed), tickets=100, months=2, seed=seed, until=UNTIL
        )
    assert _bytes(tmp_path / "1") != _bytes(tmp_path / "2")


def test_writes_a_company_of_one_ticket(tmp_path: Path) -> None:
    write_company(tmp_path, tickets=1, months=1, until=UNTIL)
    tickets = [*tmp_path.glob("zendesk*.csv"), *tmp_path.glob("freshdesk*.csv")]
    made = 0
    for path in tickets:
        with path.open(encoding="utf-8", newline="") as file:
            made += len(list(csv.reader(file))) - 1
    assert made == 1


def test_refuses_a_company_without_tickets(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one ticket and one month"):
        write_company(tmp_path, tickets=0)


def test_returns_every_file_it_wrote(company: Exports) -> None:
    assert sorted(company.paths) == sorted(company.folder.iterdir())


@pytest.mark.parametrize(
    ("files", "header"),
    [
        ("zendesk_tickets_*.csv", ZENDESK),
        ("freshdesk_tickets_*.csv", FRESHDESK),
        ("delighted_*.csv", DELIGHTED),
        ("maestroqa_answers_*.csv", MAESTROQA),
        ("shopify_orders_*.csv", SHOPIFY),
        ("calls_*.csv", CALLS),
    ],
)
def test_has_the_headers_of_the_real_systems(
    company: Exports, files: str, header: str
) -> None:
    paths = list(company.folder.glob(files))
    assert paths
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == header.split(",")


def test_makes_as_many_tickets_as_asked_for(company: Exports) -> None:
    zendesk = company.one("select count(*) from zendesk")
    freshdesk = company.one("select count(*) from freshdesk")
    assert zendesk + freshdesk == 6_000
    assert 0.75 < zendesk / 6_000 < 0.85


def test_makes_about_one_order_a_ticket(company: Exports) -> None:
    assert 5_000 < company.one('select count("Id") from shopify') < 7_200


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("zendesk", "Id"),
        ("freshdesk", "Ticket ID"),
        ("delighted", "id"),
        ("maestro", "answer_id"),
        ("calls", "call_id"),
        ("shopify", "Id"),
    ],
)
def test_gives_an_id_only_once(company: Exports, table: str, column: str) -> None:
    query = f'select count("{column}") = count(distinct "{column}") from {table}'
    assert company.one(query)


def test_creates_nothing_outside_its_days(company: Exports) -> None:
    created = """
        select "Created at" from zendesk
        union all select "Updated at" from zendesk
        union all select "Assigned at" from zendesk
        union all select "Last updated time" from freshdesk
        union all select left("Created at", 19) from shopify
        union all select left("Cancelled at", 19) from shopify
        union all select replace(left(updated_at, 19), 'T', ' ') from maestro
        union all select started_at from calls
    """
    query = f"select min(at_), max(at_) from ({created}) as times (at_)"
    first, last = company.rows(query)[0]
    assert first >= "2025-11-22 00:00:00"
    assert last <= "2026-11-21 23:59:59"


def test_solves_no_ticket_before_it_was_created(company: Exports) -> None:
    early = 'select count(*) from zendesk where "Solved at" < "Created at"'
    assert company.one(early) == 0
    early = 'select count(*) from freshdesk where "Resolved time" < "Created Time"'
    assert company.one(early) == 0


def test_has_a_solve_time_only_where_solved(company: Exports) -> None:
    assert company.one(
        """
        select bool_and(
            ("Solved at" is not null) = ("Status" in ('Solved', 'Closed'))
        )
        from zendesk
        """
    )
    assert company.one(
        """
        select bool_and(
            ("Resolved time" is not null) = ("Status" in ('Resolved', 'Closed'))
        )
        from freshdesk
        """
    )


def test_leaves_some_tickets_waiting_for_a_reply(company: Exports) -> None:
    waiting = """
        select count(*) from zendesk
        where "First reply time in minutes" is null and "Solved at" is null
    """
    assert 0 < company.one(waiting) < 60


def test_rates_only_solved_tickets(company: Exports) -> None:
    ratings = company.rows(
        """
        select distinct "Satisfaction Score" from zendesk
        where "Solved at" is null
        """
    )
    assert ratings == [("Not Offered",)]


def test_keeps_durations_that_agree_with_the_times(company: Exports) -> None:
    assert company.one(
        """
        select max(abs(
            date_diff('minute', "Created at"::timestamp, "Solved at"::timestamp)
            - "Full resolution time in minutes"::bigint
        ))
        from zendesk
        """
    ) in {1, 59, 60, 61}
    assert company.one(
        """
        select bool_and(
            "First reply time in minutes within business hours"::bigint
            <= "First reply time in minutes"::bigint
        )
        from zendesk
        """
    )


def test_writes_durations_beyond_a_day_in_hours(company: Exports) -> None:
    longest = company.one('select max("Resolution time (in hrs)") from freshdesk')
    assert int(longest.split(":")[0]) > 24


def _one_touch(company: Exports, condition: str) -> float:
    query = f"""
        select avg(("Replies" = '1' and "Reopens" = '0')::int)
        from zendesk
        where "Solved at" is not null and "Replies" > '0' and {condition}
    """
    rate: float = company.one(query, company.planted["policy"]["from"])
    return rate


def test_answers_faster_and_worse_after_the_policy(company: Exports) -> None:
    median = """
        select median("First reply time in minutes"::bigint) from zendesk
        where "Created at" {} ?
    """
    policy = company.planted["policy"]["from"]
    before = company.one(median.format("<"), policy)
    after = company.one(median.format(">="), policy)
    assert 80 < before < 125
    assert 30 < after < 50
    first = _one_touch(company, '"Created at" < ?')
    assert _one_touch(company, '"Created at" >= ?') < first - 0.03


def test_scores_lower_in_reviews_after_the_policy(company: Exports) -> None:
    score = """
        select avg(total_score::double) from maestro
        where answer_type = 'grading' and created_at {} ?
    """
    policy = company.planted["policy"]["from"]
    before = company.one(score.format("<"), policy)
    assert 84 < before < 88
    assert company.one(score.format(">="), policy) < before - 1


def test_satisfies_fewer_after_the_policy() -> None:
    story = tell(20_000, 12, 1, UNTIL)
    zeros = np.zeros(20_000, dtype=np.int64)
    never, always = zeros > 0, zeros == 0
    rates = []
    for day in (story.start, story.policy_from):
        contacts = Contacts(zeros + midnight(day), zeros, zeros, zeros, never)
        rng = np.random.default_rng(1)
        good = satisfied(rng, setting(story), contacts, zeros, always, never, zeros)
        rates.append(good.mean())
    assert rates[0] - rates[1] > 0.02


def test_surges_on_one_topic_in_the_incident(company: Exports) -> None:
    incident = company.planted["incident"]
    share = """
        select avg(("Topic [list]" = ?)::int) from zendesk
        where "Created at"::date between ? and ?
    """
    topic, first, last = incident["topic"], incident["from"], incident["until"]
    assert company.one(share, topic, first, last) > 0.35
    assert company.one(share, topic, "2025-12-01", "2026-04-30") < 0.12


def test_marks_what_never_counts(company: Exports) -> None:
    tags = company.one("select string_agg(\"Tags\", ' ') from zendesk").split()
    assert {"spam", "test", "closed_by_merge", "merged"} <= set(tags)
    ours = company.planted["company"]["mail_domain"]
    inside = 'select count(*) from zendesk where "Requester domain" = ?'
    assert company.one(inside, ours) > 0


def test_knows_only_people_who_cannot_exist(company: Exports) -> None:
    domains = company.rows(
        """
        select distinct split_part(mail, '@', 2) from (
            select "Requester email" as mail from zendesk
            union all select "Email" from freshdesk
            union all select "Email" from shopify
            union all select person from delighted
        )
        """
    )
    ours = company.planted["company"]["mail_domain"]
    assert {name for (name,) in domains} == {
        "example.com",
        "example.org",
        "example.net",
        ours,
    }


def test_meets_a_customer_in_every_system(company: Exports) -> None:
    everywhere = """
        select count(distinct "Email") from shopify
        where "Email" in (select "Requester email" from zendesk)
        and "Email" in (select person from delighted)
    """
    assert company.one(everywhere) > 100


def test_hears_again_within_a_week_of_a_solve(company: Exports) -> None:
    repeated = """
        select count(distinct solved."Id") from zendesk as solved
        inner join zendesk as later
            on
                solved."Requester email" = later."Requester email"
                and solved."Topic [list]" = later."Topic [list]"
                and later."Created at"::timestamp > solved."Solved at"::timestamp
                and later."Created at"::timestamp
                < solved."Solved at"::timestamp + interval 7 day
    """
    assert 0.07 < company.one(repeated) / 4_700 < 0.16


def test_fills_an_order_s_cells_on_its_first_row_only(company: Exports) -> None:
    filled = """
        select distinct
            "Id" is null, "Total" is null, "Created at" is null,
            "Financial Status" is null, "Billing Name" is null, "Currency" is null
        from shopify
    """
    assert sorted(company.rows(filled)) == [(False,) * 6, (True,) * 6]
    assert company.one('select count(distinct "Name") = count("Id") from shopify')
    for column in ("Name", "Email", "Lineitem name", "Lineitem price"):
        assert company.one(f'select bool_and("{column}" is not null) from shopify')


def test_adds_an_order_up_as_the_shop_does(company: Exports) -> None:
    wrong = """
        with items as (
            select
                "Name",
                sum(
                    "Lineitem quantity"::int * "Lineitem price"::decimal(12, 2)
                ) as gross
            from shopify
            group by "Name"
        )
        select count(*) from shopify inner join items using ("Name")
        where
            "Id" is not null and (
                "Subtotal"::decimal(12, 2) != gross - "Discount Amount"::decimal(12, 2)
                or "Total"::decimal(12, 2)
                != "Subtotal"::decimal(12, 2)
                + "Shipping"::decimal(12, 2) + "Taxes"::decimal(12, 2)
            )
    """
    assert company.one(wrong) == 0


def test_writes_the_shop_s_times_with_their_true_offset(company: Exports) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    for (text,) in company.rows(
        'select "Created at" from shopify where "Id" is not null'
    ):
        at = datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
        assert at.utcoffset() == at.astimezone(zone).utcoffset()


def test_answers_surveys_on_their_scale(company: Exports) -> None:
    scales = company.rows(
        """
        select survey_type, min(score::int), max(score::int), count("CaseId") > 0
        from delighted group by all order by all
        """
    )
    assert scales == [("ces", 1, 7, True), ("nps", 0, 10, False)]


@pytest.mark.parametrize(
    ("table", "column"), [("delighted", "CaseId"), ("maestro", "gradable_id")]
)
def test_names_tickets_that_exist(company: Exports, table: str, column: str) -> None:
    unknown = f"""
        select count(*) from {table}
        where {column} not in (select "Id" from zendesk)
    """
    assert company.one(unknown) == 0


def test_reviews_with_calibrations_and_deletions(company: Exports) -> None:
    kinds = company.rows("select distinct answer_type from maestro order by 1")
    assert kinds == [("calibration_final",), ("calibration_review",), ("grading",)]
    assert company.one("select count(*) from maestro where is_deleted = 'true'") > 0


def test_lets_customers_come_back_more_after_good_service() -> None:
    n, at = 40_000, np.full(40_000, 1_780_000_000)
    good = np.arange(n) % 2 == 0
    customers = Customers()
    who = customers.join(n)
    effect = np.where(
        good, planted.RETURN_AFTER_GOOD_LOGIT, planted.RETURN_AFTER_BAD_LOGIT
    )
    come_back(np.random.default_rng(1), customers, who, at, effect)
    back = customers.next_order[who] < at + planted.RETURN_WINDOW_DAYS * 86_400
    odds = [back[which].mean() / (1 - back[which].mean()) for which in (good, ~good)]
    assert odds[0] / odds[1] == pytest.approx(planted.RETENTION_ODDS_RATIO, rel=0.1)
    assert (customers.next_order[who] > at).all()
    assert (customers.next_order[who] == NEVER).any()


def test_writes_down_what_was_planted(company: Exports) -> None:
    answers = company.planted
    assert answers["coming_back"]["odds_ratio_good_to_bad_service"] == 2.0
    assert len(answers["agents"]) == 25
    assert answers["not_planted"]
    incident, policy = answers["incident"], answers["policy"]
    assert "2025-11-22" < incident["from"] < incident["until"] < policy["from"]
    assert policy["from"] < "2026-11-21"


def test_goes_back_whole_months() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
    assert tell(10, 18, 1, UNTIL).start == date(2025, 5, 22)


def test_keeps_the_zone_s_summer_time() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    moments = np.arange(1_600_000_000, 1_900_000_000, 86_400 * 3 + 1_800)
    real = [
        int(datetime.fromtimestamp(int(at), zone).utcoffset().total_seconds())  # type: ignore[union-attr]
        for at in moments
    ]
    assert offset(moments).tolist() == real
    assert (to_utc(to_local(moments)) == moments).all()


def test_counts_working_minutes_from_nine_to_six() -> None:
    def second(day: int, hour: int, minute: int) -> np.ndarray[Any, Any]:
        local = datetime(2026, 5, day, hour, minute, tzinfo=UTC)
        return to_utc(np.array([int(local.timestamp())]))

    # Friday 17:30 to Monday 09:15: half an hour and a quarter
    friday, monday = second(8, 17, 30), second(11, 9, 15)
    assert working_minutes(friday, monday).tolist() == [45]
    # within one Saturday: nothing
    assert working_minutes(second(9, 10, 0), second(9, 12, 0)).tolist() == [0]
    # Monday 08:00 to Wednesday 19:00: three whole days of nine hours
    monday, wednesday = second(11, 8, 0), second(13, 19, 0)
    assert working_minutes(monday, wednesday).tolist() == [1620]


def test_imports_nothing_of_the_product() -> None:
    rooms = {"metrics", "intake", "dashboard", "slides", "selaras", "app"}
    for path in Path(planted.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            assert not {name.split(".")[0] for name in names} & rooms, path.name


def test_notes_what_was_decided_on_the_days_it_was_planted(company: Exports) -> None:
    with (company.folder / "decisions.csv").open(encoding="utf-8") as file:
        noted = [tuple(row.values()) for row in csv.DictReader(file)]
    incident, policy = company.planted["incident"], company.planted["policy"]
    assert noted[0] == (incident["from"], "A grinder is recalled", "", "no")
    assert noted[1][0] > incident["until"]
    assert [(day, about, anew) for day, _, about, anew in noted[2:]] == [
        (policy["from"], "", "no"),
        (policy["from"], "FRT", "yes"),
    ]


def test_measures_each_month_that_is_over_for_every_team(company: Exports) -> None:
    with (company.folder / "measurements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    declared = load_values(ROOT / "config" / "values.yaml", CATALOG).teams
    metrics = {one.metric for team in declared for one in team.metrics}
    assert {row["metric"] for row in rows} == metrics
    days = {date.fromisoformat(row["date"]) for row in rows}
    assert len(rows) == len(days) * len(metrics)
    assert all((day + timedelta(days=1)).day == 1 for day in days)


def test_tags_some_bad_answers_with_what_they_are_about(company: Exports) -> None:
    names = "|".join(company.planted["complaints"]["share_of_bad_answers_tagged"])
    bad, tagged, others = company.rows(
        """
        select
            count(*) filter (is_bad),
            count(*) filter (is_bad and is_tagged),
            count(*) filter (not is_bad and is_tagged)
        from (
            select
                "Satisfaction Score" = 'Bad' as is_bad,
                coalesce(regexp_matches("Tags", $1), false) as is_tagged
            from zendesk
        )
        """,
        names,
    )[0]
    assert others == 0
    assert bad > 30
    # 0.31 of the bad ones, and more while the incident lasts
    assert pytest.approx(sum(planted.COMPLAINTS.values())) == 0.31
    assert tagged / bad == pytest.approx(0.31, abs=0.15)


def test_fails_the_critical_criterion_where_a_review_has_no_points(
    company: Exports,
) -> None:
    told = company.rows(
        "select distinct \"question: Data protection\" = 'fail', "
        "total_score::double = 0 from maestro"
    )
    assert sorted(told) == [(False, False), (True, True)]


def test_keeps_to_the_procedure_less_where_an_agent_is_unsteady(
    company: Exports,
) -> None:
    failed = "avg((\"question: {} (1-5)\" = '1')::int)"
    procedure, tone = company.rows(
        f"select {failed.format('Procedure')}, {failed.format('Tone')} from maestro"
    )[0]
    assert procedure > 2 * tone > 0
