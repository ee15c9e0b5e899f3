from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.catalog import load_catalog
from metrics.errors import ValuesError
from metrics.values import Company, Promise, Target, Values
from metrics.values_forms import load_values

SHIPPED = Path(__file__).parent.parent / "config" / "values.yaml"


@dataclass(frozen=True)
class Shape:
    better: str
    kind: str
    unit: str


KNOWN = {
    "nps": Shape("up", "net score", "points"),
    "csat": Shape("up", "share", "percent"),
    "crr": Shape("up", "retention", "percent"),
    "frt": Shape("down", "median", "minutes"),
    "aht": Shape("band", "mean", "minutes"),
    "aov": Shape("up", "mean", "money"),
    "revenue": Shape("up", "total", "money"),
}

GOOD = """\
company:
  name: Teh & Teman
  zone: Asia/Jakarta
  currency: IDR
  week_starts: sunday
  retention_days: 60
purpose: Tea for all.
vision: A pot in every house.
values:
  - name: Quality
    action: Solve it well.
    promises:
      - metric: csat
        target: 88
  - name: Speed
    action: Answer soon.
    promises:
      - metric: frt
        clock: working
        target:
          - {from: 2025-01-01, target: 90}
          - {from: 2026-07-01, target: 60}
      - metric: aht
        target: {low: 6, high: 12}
sales:
  - metric: revenue
    name: Tea sold
    target: 30000
    per: quarter
"""


@pytest.fixture
def load(tmp_path):
    def load(text: str | bytes) -> Values:
        path = tmp_path / "values.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_values(path, KNOWN)

    return load


@pytest.fixture
def problems(load):
    """What is said of the good file once `old` is written as `new`."""

    def problems(old: str, new: str) -> str:
        assert old in GOOD
        return said(GOOD.replace(old, new, 1))

    def said(text: str | bytes) -> str:
        with pytest.raises(ValuesError) as caught:
            load(text)
        return str(caught.value)

    problems.of = said
    return problems


# --- what a good file becomes ---


def test_loads_the_file_we_ship():
    values = load_values(SHIPPED, load_catalog())

    assert {v.name: [p.metric for p in v.promises] for v in values.values} == {
        "Integrity": ["nps", "qa"],
        "Quality": ["fcr", "csat"],
        "Speed": ["frt", "aht"],
        "Loyalty": ["crr", "aov"],
        "Autonomy": ["ces"],
    }
    assert [sale.metric for sale in values.sales] == [
        "revenue",
        "orders",
        "aov",
        "new_customers",
        "repeat_purchase",
    ]


def test_ships_actions_that_fit_a_small_card():
    values = load_values(SHIPPED, load_catalog())

    assert [v.action for v in values.values if len(v.action) > 70] == []


def test_reads_the_company(load):
    assert load(GOOD).company == Company("Teh & Teman", "Asia/Jakarta", "IDR", 6, 60)


def test_reads_purpose_and_vision(load):
    values = load(GOOD)

    assert (values.purpose, values.vision) == ("Tea for all.", "A pot in every house.")


def test_takes_a_number_as_the_least_when_more_is_better(load):
    assert load(GOOD).values[0].promises == (
        Promise("csat", (Target(None, 88.0, None),), "month", None, None),
    )


def test_takes_a_number_as_the_most_when_less_is_better(load):
    assert load(GOOD).values[1].promises[0] == Promise(
        "frt",
        (
            Target(date(2025, 1, 1), None, 90.0),
            Target(date(2026, 7, 1), None, 60.0),
        ),
        "month",
        "working",
        None,
    )


def test_takes_both_bounds_of_a_band(load):
    assert load(GOOD).values[1].promises[1].targets == (Target(None, 6.0, 12.0),)


def test_reads_sales_with_their_span_and_name(load):
    assert load(GOOD).sales == (
        Promise("revenue", (Target(None, 30000.0, None),), "quarter", None, "Tea sold"),
    )


def test_counts_per_month_unless_told(load):
    assert load(GOOD.replace("    per: quarter\n", "")).sales[0].per == "month"


def test_starts_the_week_on_monday_and_retains_for_90_days_unless_told(load):
    told = "  week_starts: sunday\n  retention_days: 60\n"
    company = load(GOOD.replace(told, "")).company

    assert (company.week_starts, company.retention_days) == (0, 90)


def test_takes_a_day_of_the_week_in_capitals(load):
    assert load(GOOD.replace("sunday", "Wednesday")).company.week_starts == 2


def test_does_without_sales(load):
    assert load(GOOD[: GOOD.index("sales:")]).sales == ()


def test_joins_a_text_over_several_lines(load):
    folded = GOOD.replace("Tea for all.", ">\n  Tea\n  for all.\n")

    assert load(folded).purpose == "Tea for all."


def test_takes_any_script(load):
    assert (
        load(GOOD.replace("Quality", "品質 👩‍💻 جودة")).values[0].name
        == "品質 👩‍💻 جودة"
    )


def test_takes_windows_line_ends_and_a_byte_order_mark(load):
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()

    assert load(windows) == load(GOOD)


def test_takes_a_part_that_is_repeated_by_its_anchor(load):
    once = GOOD.replace("Tea for all.", "&it Tea for all.")

    assert load(once.replace("A pot in every house.", "*it")).vision == "Tea for all."


def test_is_a_cache_key(load):
    assert hash(load(GOOD)) == hash(load(GOOD))


@pytest.mark.parametrize(
    ("day", "most"),
    [
        (date(2025, 1, 1), 90.0),
        (date(2026, 6, 30), 90.0),
        (date(2026, 7, 1), 60.0),
        (date(2030, 1, 1), 60.0),
    ],
)
def test_holds_each_target_from_its_day_on(load, day, most):
    target = load(GOOD).values[1].promises[0].target_on(day)

    assert target is not None
    assert target.high == most


def test_has_no_target_before_the_first(load):
    assert load(GOOD).values[1].promises[0].target_on(date(2024, 12, 31)) is None


def test_has_a_target_without_a_day_always(load):
    target = load(GOOD).values[0].promises[0].target_on(date(1999, 1, 1))

    assert target == Target(None, 88.0, None)


# --- a file that cannot be read ---


def test_says_that_the_file_is_missing(tmp_path):
    with pytest.raises(ValuesError) as caught:
        load_values(tmp_path / "values.yaml", KNOWN)

    assert str(caught.value) == (
        f"values.yaml: no such file in {tmp_path}. Put one there."
    )


def test_says_that_a_folder_cannot_be_opened(tmp_path):
    (tmp_path / "values.yaml").mkdir()

    with pytest.raises(ValuesError) as caught:
        load_values(tmp_path / "values.yaml", KNOWN)

    assert str(caught.value) == "values.yaml: cannot be opened (Is a directory)."


def test_refuses_a_file_of_another_size_altogether(problems):
    assert problems.of("a" * 200_001) == (
        "values.yaml: larger than 200 kB. Is this the right file?"
    )


def test_names_the_line_that_is_not_utf8(problems):
    assert problems.of(b"company:\n  name: Caf\xe9\n") == (
        "values.yaml, line 2: not UTF-8. Save the file as UTF-8."
    )


def test_names_each_line_indented_with_a_tab(problems):
    tabbed = GOOD.replace("  zone:", "\tzone:").replace("  clock:", "\t\tclock:")

    assert problems.of(tabbed) == (
        "values.yaml, line 3: indented with a tab. Use spaces.\n"
        "values.yaml, line 19: indented with a tab. Use spaces."
    )


def test_names_the_line_of_a_nul_byte(problems):
    assert problems("Tea for", "Tea\0for") == (
        "values.yaml, line 7: a character that cannot be shown (U+0000). Remove it."
    )


def test_names_the_line_of_a_character_hidden_in_an_escape(problems):
    assert problems("Tea for all.", r'"Tea \u0007 for \ud800 all"') == (
        "values.yaml, line 7: a character that cannot be shown (U+0007). Remove it."
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Tea for all.",
            "Tea: for all.",
            (
                'values.yaml, line 7: a ":" where none can be. '
                "Put the text in quotes, or check the indentation."
            ),
        ),
        (
            "currency: IDR",
            "currency IDR",
            'values.yaml, line 4: a key without ":". Write "key: text".',
        ),
        (
            "Tea for all.",
            '"Tea for all.',
            "values.yaml, line 7: a quotation mark is opened and never closed.",
        ),
        (
            "Tea for all.",
            "@home",
            (
                "values.yaml, line 7: a text cannot start with this sign. "
                "Put it in quotes."
            ),
        ),
        (
            "Tea for all.",
            "*tea",
            'values.yaml, line 7: a text cannot start with "*". Put it in quotes.',
        ),
        (
            "  - name: Speed",
            " - name: Speed",
            (
                "values.yaml, line 15: the line does not fit the ones above. "
                "Check the indentation and the quotes."
            ),
        ),
        (
            "{low: 6, high: 12}",
            "{low: 6, high: 12",
            (
                "values.yaml, line 24: a bracket is opened and never closed, "
                "or a comma is missing."
            ),
        ),
        (
            "values:",
            "---\nvalues:",
            'values.yaml, line 9: "---" starts a second document. Keep one.',
        ),
        (
            "Tea for all.",
            r'"\q"',
            (
                "values.yaml, line 7: it cannot be read. "
                'Check the indentation, the quotes and each ":".'
            ),
        ),
    ],
)
def test_names_the_line_that_is_no_yaml(problems, old, new, problem):
    assert problems(old, new) == problem


def test_says_that_it_cannot_be_read_when_even_the_parser_stumbles(problems):
    assert problems("Tea for all.", r'"\UFFFFFFFF"') == (
        "values.yaml: it cannot be read. "
        'Check the indentation, the quotes and each ":".'
    )


def test_stops_at_too_many_levels(problems):
    assert problems("Tea for all.", "[" * 50_000) == (
        "values.yaml, line 7: too many levels. Check the indentation and the brackets."
    )


@pytest.mark.parametrize("loop", ["&a [*a]", "&a {b: *a}", "&a [[*a, *a], *a]"])
def test_stops_at_a_part_that_holds_itself(problems, loop):
    assert problems("Tea for all.", loop) == (
        'values.yaml: too much for one file. Write out what "*" repeats.'
    )


def test_stops_at_parts_that_multiply(problems):
    rows = [f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]" for n in range(1, 9)]

    assert problems.of("a0: &a0 x\n" + "\n".join(rows)) == (
        'values.yaml: too much for one file. Write out what "*" repeats.'
    )


def test_names_the_line_of_each_key_that_stands_here_again(problems):
    assert problems("currency: IDR", "currency: IDR\n  zone: UTC\n  zone: CET") == (
        'values.yaml, line 5: "zone" stands here twice. Keep one.\n'
        'values.yaml, line 6: "zone" stands here twice. Keep one.'
    )


def test_names_the_line_of_a_key_that_is_a_list(problems):
    assert problems("sales:", "? [a, b]\n: c\nsales:") == (
        "values.yaml, line 25: a list cannot be a key. Write a word."
    )


# --- the wrong form ---


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "~"])
def test_says_that_the_file_is_empty(problems, text):
    assert problems.of(text) == (
        "values.yaml: the file is empty. "
        "It must hold company, purpose, vision, values and sales."
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [("- a\n- b\n", "a list"), ("hello", '"hello"'), ("42", '"42"')],
)
def test_says_that_the_file_holds_something_else(problems, text, what):
    assert problems.of(text) == (
        "values.yaml: the file must hold company, purpose, vision, values and sales, "
        f"not {what}."
    )


def test_names_every_key_that_is_missing(problems):
    assert problems.of("company:\n  name: Teh\nsales: []\n") == (
        'values.yaml: "purpose" is missing. It must be a sentence.\n'
        'values.yaml: "vision" is missing. It must be a sentence.\n'
        'values.yaml: "values" is missing. '
        "It must be a list; each entry has name, action and promises.\n"
        'values.yaml, line 1, company: "zone" is missing. '
        "It must be a time zone such as Europe/Amsterdam.\n"
        'values.yaml, line 1, company: "currency" is missing. '
        "It must be three letters such as EUR."
    )


def test_suggests_the_key_that_was_meant_and_does_not_miss_it(problems):
    assert problems("purpose:", "pupose:") == (
        'values.yaml, line 7: "pupose" is no key here. Did you mean "purpose"?'
    )


def test_lists_the_keys_when_none_comes_close(problems):
    assert problems("  name: Teh", "  colour: brown\n  name: Teh") == (
        'values.yaml, line 2, company: "colour" is no key here. '
        "Keys: name, zone, currency, week_starts, retention_days, own_domains, dates, "
        "keep_months, keep_comments, zones, address, bots, example."
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "    clock: working",
            "    clok: working",
            'line 19, Speed, frt: "clok" is no key here. Did you mean "clock"?',
        ),
        (
            "{from: 2025-01-01,",
            "{form: 2025-01-01,",
            'line 21, Speed, frt: "form" is no key here. Did you mean "from"?',
        ),
        (
            "{low: 6, high: 12}",
            "{low: 6, hihg: 12}",
            'line 24, Speed, aht: "hihg" is no key here. Did you mean "high"?',
        ),
        (
            "    name: Tea sold",
            "    nmae: Tea sold",
            'line 27, sales, revenue: "nmae" is no key here. Did you mean "name"?',
        ),
        (
            "    action: Answer",
            "    acton: Answer",
            'line 16, Speed: "acton" is no key here. Did you mean "action"?',
        ),
    ],
)
def test_suggests_the_key_at_every_level(problems, old, new, problem):
    assert problems(old, new) == f"values.yaml, {problem}"


def test_refuses_a_company_that_is_only_a_name(problems):
    head = GOOD[: GOOD.index("purpose:")]

    assert problems(head, "company: Teh\n") == (
        'values.yaml, line 1: "company" must hold name, zone, currency, week_starts '
        'and retention_days, not "Teh".'
    )


def test_refuses_an_empty_list_of_values(problems):
    body = GOOD[GOOD.index("values:") : GOOD.index("sales:")]

    assert problems(body, "values: []\n") == (
        'values.yaml, line 9: "values" is empty. '
        "It must be a list; each entry has name, action and promises."
    )


def test_refuses_values_that_are_no_list(problems):
    body = GOOD[GOOD.index("values:") : GOOD.index("sales:")]

    assert problems(body, "values: {Quality: csat}\n") == (
        'values.yaml, line 9: "values" must be a list; '
        "each entry has name, action and promises, not a group of keys."
    )


def test_refuses_a_value_that_is_only_a_word(problems):
    assert problems("sales:", "  - Loyalty\nsales:") == (
        "values.yaml, line 25, value 3: an entry of values must have "
        'name, action and promises, not "Loyalty".'
    )


def test_refuses_a_value_without_promises(problems):
    assert problems("sales:", "  - {name: Joy, action: Smile.}\nsales:") == (
        'values.yaml, line 25, Joy: "promises" is missing. '
        "It must be a list; each entry has metric and target."
    )


def test_refuses_a_promise_that_is_only_a_word(problems):
    assert problems("sales:\n", "sales:\n  - orders\n") == (
        "values.yaml, line 26, sales: an entry of sales must have "
        'metric and target, not "orders".'
    )


def test_refuses_sales_with_nothing_under_it(problems):
    assert problems(GOOD[GOOD.index("sales:") :], "sales:\n") == (
        'values.yaml, line 25: "sales" is empty. '
        "It must be a list (or be left out); each entry has metric and target."
    )


def test_refuses_a_step_that_is_only_a_number(problems):
    assert problems("{from: 2026-07-01, target: 60}", "60") == (
        "values.yaml, line 22, Speed, frt: an entry of target must "
        'have from and target: {from: 2026-07-01, target: 40}, not "60".'
    )


# --- the company ---


def test_suggests_the_zone_that_was_meant(problems):
    assert problems("Asia/Jakarta", "Jakarta") == (
        'values.yaml, line 3, company: "Jakarta" is no time zone. '
        'Did you mean "Asia/Jakarta"?'
    )


def test_shows_how_a_zone_is_written_when_none_comes_close(problems):
    assert problems("Asia/Jakarta", "WIB!") == (
        'values.yaml, line 3, company: "WIB!" is no time zone. '
        "Write one such as Europe/Amsterdam."
    )


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("eur", '"eur" is no currency. Did you mean "EUR"?'),
        ("€", '"€" is no currency. Write three letters such as EUR.'),
        ("978", '"currency" must be three letters such as EUR, not "978".'),
    ],
)
def test_refuses_a_currency_that_is_none(problems, code, problem):
    assert problems("IDR", code) == f"values.yaml, line 4, company: {problem}"


def test_refuses_a_week_that_starts_on_no_day(problems):
    assert problems("sunday", "minggu") == (
        'values.yaml, line 5, company: "week_starts" must be a day, '
        'monday to sunday, not "minggu".'
    )


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "ninety", "true", "9999999999999"])
def test_refuses_retention_days_that_are_no_whole_number_of_days(problems, days):
    assert problems("60", days) == (
        'values.yaml, line 6, company: "retention_days" must be '
        f'a whole number of days from 1 to 3650, not "{days}".'
    )


# --- values and their promises ---


def test_refuses_an_action_that_is_empty(problems):
    assert problems("Answer soon.", '"  "') == (
        'values.yaml, line 16, Speed: "action" is empty. '
        "It must be a sentence that starts with a verb."
    )


def test_calls_a_value_without_a_name_by_its_place(problems):
    assert problems("name: Speed", "name:") == (
        'values.yaml, line 15, value 2: "name" is empty. '
        'It must be a name (a number or a date goes in quotes: "24/7").'
    )


def test_asks_for_quotes_around_a_name_that_is_a_number(problems):
    assert problems("name: Speed", "name: 2026") == (
        'values.yaml, line 15, 2026: "name" must be a name '
        '(a number or a date goes in quotes: "24/7"), not "2026".'
    )


def test_refuses_two_values_of_one_name_in_any_case(problems):
    assert problems("name: Speed", "name: QUALITY") == (
        "values.yaml, line 15, QUALITY: another value has this name too. Rename one."
    )


def test_names_the_line_of_an_unknown_metric(problems):
    assert problems("metric: frt", "metric: frtt") == (
        'values.yaml, line 18, Speed: "frtt" is no metric. Did you mean "frt"?'
    )


def test_lists_the_metrics_when_none_comes_close(problems):
    assert problems("metric: frt", "metric: happiness") == (
        'values.yaml, line 18, Speed: "happiness" is no metric. '
        "There are: aht, aov, crr, csat, frt, nps, revenue."
    )


def test_cuts_a_word_that_is_far_too_long(problems):
    assert problems("metric: frt", f"metric: {'x' * 100}") == (
        f'values.yaml, line 18, Speed: "{"x" * 59}…" is no metric. '
        "There are: aht, aov, crr, csat, frt, nps, revenue."
    )


def test_refuses_a_metric_twice_in_one_value(problems):
    again = "      - {metric: frt, target: 5}\nsales:"

    assert problems("sales:", again) == (
        'values.yaml, line 25, Speed: "frt" stands here twice. Keep one.'
    )


def test_takes_a_metric_again_in_another_value_and_in_sales(load):
    again = GOOD.replace("metric: revenue", "metric: csat").replace(
        "    per: quarter", ""
    )

    assert load(again.replace("30000", "90")).sales[0].metric == "csat"


def test_names_the_promise_without_a_metric(problems):
    assert problems("      - metric: aht\n        target", "      - target") == (
        'values.yaml, line 23, Speed: "metric" is missing. '
        "It must be the name of a metric, such as nps."
    )


def test_names_the_promise_without_a_target(problems):
    assert problems("\n        target: 88", "") == (
        'values.yaml, line 13, Quality, csat: "target" is missing. '
        "It must be a number such as 40, or for a band {low: 6, high: 12}."
    )


def test_refuses_a_target_with_nothing_after_it(problems):
    assert problems("target: 88", "target:") == (
        'values.yaml, line 14, Quality, csat: "target" is empty. '
        "It must be one number such as 40."
    )


@pytest.mark.parametrize("wrong", ["88%", "high", "true", ".nan", ".inf", "2026-01-01"])
def test_refuses_a_target_that_is_no_number(problems, wrong):
    assert problems("target: 88", f"target: {wrong}") == (
        'values.yaml, line 14, Quality, csat: "target" must be '
        f'one number such as 40, not "{wrong}".'
    )


def test_refuses_a_target_too_large_to_count(problems):
    assert problems("target: 88", "target: 1.0e+999") == (
        'values.yaml, line 14, Quality, csat: "target" must be a number such as 40, '
        'or for a band {low: 6, high: 12}, not "1.0e+999".'
    )


def test_refuses_a_band_where_one_number_belongs(problems):
    assert problems("target: 88", "target: {low: 80, high: 90}") == (
        'values.yaml, line 14, Quality, csat: "target" must be '
        "one number such as 40, not a group of keys."
    )


def test_refuses_one_number_where_a_band_belongs(problems):
    assert problems("target: {low: 6, high: 12}", "target: 9") == (
        'values.yaml, line 24, Speed, aht: "target" must be '
        'a band such as {low: 6, high: 12}, not "9".'
    )


@pytest.mark.parametrize(
    ("low", "high"),
    [("12", "6"), ("6", "6"), ("7.5", "7.25")],
)
def test_refuses_a_band_whose_low_is_not_below_its_high(problems, low, high):
    assert problems("{low: 6, high: 12}", f"{{low: {low}, high: {high}}}") == (
        'values.yaml, line 24, Speed, aht: "low" must be below "high": '
        f"{low} is not below {high}."
    )


def test_names_the_bound_that_is_missing_and_the_one_that_is_no_number(problems):
    assert problems("{low: 6, high: 12}", "\n          low: short") == (
        'values.yaml, line 24, Speed, aht: "high" is missing. '
        "It must be a number such as 12.\n"
        'values.yaml, line 25, Speed, aht: "low" must be '
        'a number such as 6, not "short".'
    )


@pytest.mark.parametrize(
    "wrong", ["tomorrow", '"2026-07-01"', "2026-02-30", "20260701"]
)
def test_refuses_a_from_that_is_no_date(problems, wrong):
    assert problems("from: 2026-07-01", f"from: {wrong}") == (
        'values.yaml, line 22, Speed, frt: "from" must be a date such as 2026-07-01, '
        f'without quotes, not "{wrong.strip(chr(34))}".'
    )


def test_refuses_a_target_that_begins_before_the_one_above(problems):
    assert problems("from: 2026-07-01", "from: 2024-07-01") == (
        'values.yaml, line 22, Speed, frt: "from" 2024-07-01 stands after 2025-01-01. '
        "Put the earliest first."
    )


def test_refuses_two_targets_from_one_day(problems):
    assert problems("from: 2026-07-01", "from: 2025-01-01") == (
        'values.yaml, line 22, Speed, frt: "from" 2025-01-01 stands here twice. '
        "Keep one."
    )


@pytest.mark.parametrize("amount", ["-1", "100.5", "8800"])
@pytest.mark.parametrize("metric", ["csat", "crr"])
def test_refuses_a_percentage_that_cannot_be(problems, metric, amount):
    promise = "metric: csat\n        target: 88"

    assert problems(promise, f"metric: {metric}\n        target: {amount}") == (
        f'values.yaml, line 14, Quality, {metric}: "target" must be '
        f'a percentage from 0 to 100, not "{amount}".'
    )


@pytest.mark.parametrize("amount", ["-101", "420"])
def test_refuses_an_nps_that_cannot_be(problems, amount):
    promise = "metric: csat\n        target: 88"

    assert problems(promise, f"metric: nps\n        target: {amount}") == (
        f'values.yaml, line 14, Quality, nps: "target" must be from -100 to 100, '
        f'not "{amount}".'
    )


def test_refuses_minutes_below_zero(problems):
    assert problems("target: 60}", "target: -60}") == (
        'values.yaml, line 22, Speed, frt: "target" must be 0 minutes or more, '
        'not "-60".'
    )


def test_refuses_a_span_for_what_is_no_total(problems):
    assert problems("target: 88", "target: 88\n        per: week") == (
        'values.yaml, line 15, Quality, csat: "per" is only for totals, '
        "and csat is a share. Remove it."
    )


def test_refuses_a_span_that_is_none(problems):
    assert problems("per: quarter", "per: day") == (
        'values.yaml, line 29, sales, revenue: "per" must be '
        'week, month, quarter or year, not "day".'
    )


def test_refuses_a_clock_for_what_is_no_duration(problems):
    assert problems("target: 88", "target: 88\n        clock: working") == (
        'values.yaml, line 15, Quality, csat: "clock" is only for durations, '
        "and csat is in percent. Remove it."
    )


def test_refuses_a_clock_that_is_none(problems):
    assert problems("clock: working", "clock: office") == (
        'values.yaml, line 19, Speed, frt: "clock" must be calendar or working, '
        'not "office".'
    )


def test_names_every_mistake_at_once_in_the_order_of_the_file(problems):
    text = (
        GOOD.replace("Asia/Jakarta", "Mars")
        .replace("target: 88", "target: 880")
        .replace("metric: frt", "metric: frtt")
        .replace("high: 12", "high: 2")
        .replace("per: quarter", "per: quarter\n    per: week")
    )

    assert problems.of(text) == (
        'values.yaml, line 3, company: "Mars" is no time zone. '
        "Write one such as Europe/Amsterdam.\n"
        'values.yaml, line 14, Quality, csat: "target" must be '
        'a percentage from 0 to 100, not "880".\n'
        'values.yaml, line 18, Speed: "frtt" is no metric. Did you mean "frt"?\n'
        'values.yaml, line 24, Speed, aht: "low" must be below "high": '
        "6 is not below 2.\n"
        'values.yaml, line 30: "per" stands here twice. Keep one.'
    )


# --- anything at all ---

ODD = st.sampled_from(
    [
        *("&a ", "*a", "&a [*a]", "<<: *a", "[", "]", "{", "}", "- ", "? ", ": ", "\t"),
        *("\0", "'", '"', "| ", "> ", "%YAML 1.1\n---\n", "---\n", "...\n", "!!int "),
        *("!!python/object:os.system ", "!!timestamp x", "!!binary x", "1e999", ".nan"),
        *('"\\ud800"', '"\\u0007"', '"\\UFFFFFFFF"', "2025-02-30", "9" * 5000, "0x1F"),
        *("\u2028", "\x85", "\ufeff", "null", "{low: 12, high: 6}", "[" * 500, "#"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The file we ship, with up to five pieces cut out or put in."""
    text = SHIPPED.read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 40))
        text = text[:start] + draw(ODD | st.text(max_size=5)) + text[start + cut :]
    return text


def said_of(path: Path, content: bytes) -> tuple[str, ...]:
    path.write_bytes(content)
    try:
        load_values(path, KNOWN)
    except ValuesError as error:
        return error.problems or ("",)
    return ()


def check_is_read_or_refused_in_words(path: Path, content: bytes) -> None:
    for problem in said_of(path, content):
        assert problem.splitlines() == [problem]
        assert problem.startswith(("values.yaml: ", "values.yaml, line "))
        assert problem.endswith((".", "?"))


anything = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@anything
@given(content=st.binary() | st.text().map(str.encode))
def test_never_fails_on_arbitrary_text(tmp_path, content):
    check_is_read_or_refused_in_words(tmp_path / "values.yaml", content)


@anything
@given(pieces=st.lists(ODD | st.sampled_from(GOOD.splitlines(keepends=True))))
def test_never_fails_on_pieces_of_yaml(tmp_path, pieces):
    content = "".join(pieces).encode()

    check_is_read_or_refused_in_words(tmp_path / "values.yaml", content)


@anything
@given(text=mutated())
def test_never_fails_on_a_mutated_file(tmp_path, text):
    content = text.encode(errors="surrogatepass")

    check_is_read_or_refused_in_words(tmp_path / "values.yaml", content)


@pytest.mark.parametrize(
    ("written", "day_first"), [("day-first", True), ("month-first", False)]
)
def test_takes_the_order_of_dates(load, written, day_first):
    assert load(GOOD).company.day_first is None
    said = GOOD.replace("  name: Teh", f"  dates: {written}\n  name: Teh")
    assert load(said).company.day_first is day_first


def test_says_what_the_order_of_dates_can_be(problems):
    assert problems("  name: Teh", "  dates: dmy\n  name: Teh") == (
        'values.yaml, line 2, company: "dates" must be day-first or month-first, '
        'not "dmy".'
    )


@pytest.mark.parametrize(
    "address",
    [
        "values.example.com",
        "ftp://values.example.com",
        "https://",
        "https://values.example.com/?period=2026",
        "https://carla@values.example.com",
    ],
)
def test_an_address_is_a_web_address(problems, address):
    assert problems("  name: Teh", f'  address: "{address}"\n  name: Teh') == (
        'values.yaml, line 2, company: "address" must be a web address such as '
        f'https://values.example.com, not "{address}".'
    )


def test_takes_the_domains_of_the_companys_own_people(problems):
    assert problems("  name: Teh", "  own_domains: [teh@kita]\n  name: Teh") == (
        "values.yaml, line 2, company: an entry of own_domains must be a mail "
        'domain such as example.com, not "teh@kita".'
    )
    told = problems("  name: Teh", "  own_domains: [{teh: kita}]\n  name: Teh")
    assert told == (
        "values.yaml, line 2, company: an entry of own_domains must be a mail domain "
        "such as example.com, not a group of keys."
    )
    assert load_values(SHIPPED, load_catalog()).company.own_domains == (
        "kopikawan.example.com",
    )


def test_takes_the_address_of_the_dashboard(load):
    assert load(GOOD).company.address is None
    said = GOOD.replace("  name: Teh", "  address: http://box:8501/\n  name: Teh")
    assert load(said).company.address == "http://box:8501"


def test_takes_the_names_of_bots(load, problems):
    assert load(GOOD).company.bots == ()
    said = GOOD.replace("  name: Teh", "  bots: [Answer Bot, Teh Tarik]\n  name: Teh")
    assert load(said).company.bots == ("Answer Bot", "Teh Tarik")
    assert problems("  name: Teh", "  bots: Answer Bot\n  name: Teh") == (
        'values.yaml, line 2, company: "bots" must be a list of agents\' names such '
        'as [Answer Bot], not "Answer Bot".'
    )
    assert problems("  name: Teh", "  bots: [7]\n  name: Teh") == (
        'values.yaml, line 2, company: an entry of bots must be a name, not "7".'
    )


# --- comments, and zones of sources ---

DAYS = "  retention_days: 60\n"


def test_keeps_no_comments_and_knows_no_zones_unless_told(load):
    company = load(GOOD).company
    assert (company.keep_comments, company.zones) == (False, ())


def test_reads_that_comments_are_kept_and_the_zones_of_sources(load):
    told = "  keep_comments: true\n  zones: {gorgias: UTC, freshdesk: Asia/Tokyo}\n"
    company = load(GOOD.replace(DAYS, DAYS + told)).company
    assert company.keep_comments
    assert company.zones == (("freshdesk", "Asia/Tokyo"), ("gorgias", "UTC"))


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (
            "keep_comments: sometimes",
            '"keep_comments" must be true or false, not "sometimes".',
        ),
        ("keep_comments:", '"keep_comments" is empty. It must be true or false.'),
        (
            "zones: UTC",
            '"zones" must name sources with their zones, such as {freshdesk: UTC}, '
            'not "UTC".',
        ),
        (
            "zones: {freshdesk: 7}",
            'an entry of zones must be a time zone such as Europe/Amsterdam, not "7".',
        ),
        (
            "zones: {freshdesk: }",
            "an entry of zones is empty. It must be a time zone such as "
            "Europe/Amsterdam.",
        ),
        (
            "zones: {freshdesk: Europe/Amsterdm}",
            '"Europe/Amsterdm" is no time zone. Did you mean "Europe/Amsterdam"?',
        ),
    ],
)
def test_names_what_is_wrong_with_comments_and_zones(problems, told, problem):
    assert problems(DAYS, f"{DAYS}  {told}\n") == (
        f"values.yaml, line 7, company: {problem}"
    )


@pytest.mark.parametrize(
    ("source", "fix"),
    [
        ("freshdsk", 'Did you mean "freshdesk"?'),
        ("abacus", "There are: freshdesk, own."),
    ],
)
def test_names_the_source_that_no_zone_can_be_told_of(tmp_path, source, fix):
    path = tmp_path / "values.yaml"
    path.write_text(GOOD.replace(DAYS, f"{DAYS}  zones:\n    {source}: UTC\n"))
    with pytest.raises(ValuesError) as caught:
        load_values(path, KNOWN, lambda: ("own", "freshdesk"))
    assert str(caught.value) == (
        f'values.yaml, line 8, company: "{source}" is no source without a zone. {fix}'
    )
    assert load_values(path, KNOWN, lambda: None).company.zones == ((source, "UTC"),)
