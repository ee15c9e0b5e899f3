"""What metrics say, in each language: numbers, dates, names, and nothing unsaid."""

from __future__ import annotations

import json
import pickle
import re
from datetime import datetime
from gettext import NullTranslations

import pytest
from click.testing import CliRunner

import words
import words.saying
from metrics.choices import Asked, choices_of
from metrics.errors import SelarasError, ValuesError
from metrics.explaining import explain, promises_named
from metrics.explaining_words import explained_words
from metrics.figures import figure_of
from metrics.group_words import alone_words, consistency_words
from metrics.groups import compare, dimensions_of
from metrics.nouns import counted
from metrics.own_words import OwnWords, spoken
from metrics.parity import Shown, parity_of
from metrics.parity_words import verdict_words as parity_words
from metrics.periods import parse_period
from metrics.report import as_csv, as_json, as_text
from metrics.scorecard import build_scorecard
from metrics.values import Company, Money, Promise, Target, Value, Values
from metrics.values_forms import load_values
from metrics.verdicts import Verdict, verdict_words
from metrics.wording import (
    amount_words,
    change_words,
    measured,
    moment_words,
    period_words,
    target_words,
)
from selaras import selaras
from tests.conftest import CATALOG, MARCH
from words import in_language
from words.gathering import gathered
from words.languages import MARKED

REACH = datetime(2026, 7, 31, 23)
FOR_PEOPLE = {"headline", "sentence"}
PERIOD = parse_period("2026-07", "UTC", REACH)
QUALITY = OwnWords("Quality", (("en", "Quality"), ("id", "Mutu")))
VALUES = Values(
    Company("WARUNG", "UTC", "IDR", 0, 90),
    OwnWords("PURPOSE"),
    OwnWords("VISION"),
    (
        Value(
            QUALITY,
            OwnWords("SOLVE IT.", (("id", "SELESAIKAN."),)),
            (
                Promise("csat", (Target(None, 85, None),)),
                Promise("frt", (Target(None, None, 60),)),
                Promise("aht", (Target(None, 6, 12),)),
            ),
        ),
    ),
    (
        Promise("revenue", (Target(None, 1_000_000, None),)),
        Promise("orders", (Target(None, 1, None),), name=OwnWords("SOLD")),
    ),
)


@pytest.fixture
def july(company):
    """50 answers, 49 good; 40 replies after 90 minutes, one still waiting; an order."""
    for number in range(50):
        day = datetime(2026, 7, 1 + number % 30, 12)
        company.add(
            "surveys", instrument="csat", answered_at=day, team="Chat",
            score=5 if number else 1, is_good=number > 0,
        )  # fmt: skip
    for number in range(40):
        created = datetime(2026, 7, 1 + number % 30, 9)
        company.add(
            "tickets", created_at=created, first_reply_minutes=90, replies=1,
            handle_minutes=9, team="Chat",
        )  # fmt: skip
    company.add("tickets", created_at=datetime(2026, 7, 3, 9), team="Chat")
    company.add(
        "orders", ordered_at=datetime(2026, 7, 31, 23), amount=1_250_000, currency="IDR"
    )
    return company


def card(company, filters=()):
    return build_scorecard(company.warehouse, VALUES, CATALOG, PERIOD, REACH, filters)


def explained(company, metric):
    named = promises_named(VALUES, CATALOG, metric)[0]
    return explain(company.warehouse, VALUES, CATALOG, named, PERIOD, REACH)


def unsaid(text: str) -> list[str]:
    """The words that stand outside of every ⟦sentence⟧."""
    said = None
    while said != text:
        said, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return re.findall(r"[^\W\d_]+", text)


@pytest.mark.parametrize(
    ("code", "money", "percent", "day", "quarter"),
    [
        ("en", "IDR\u00a01,250,000", "86.4", "31 July 2026, 23:00", "Q3 2026"),
        ("id", "Rp\u00a01.250.000", "86,4", "31 Juli 2026, 23:00", "K3 2026"),
        ("ms", "IDR\u00a01,250,000", "86.4", "31 Julai 2026, 23:00", "S3 2026"),
    ],
)
def test_writes_numbers_and_days_by_locale(code, money, percent, day, quarter):
    with in_language(code):
        told = amount_words(1_250_000, Money("IDR"))
        assert measured(86.44, "percent").number == percent
        assert moment_words(REACH, "UTC") == day
        assert period_words(parse_period("2026-Q3", "UTC", REACH)) == quarter
    assert told == money


def test_writes_durations_and_changes_by_locale():
    with in_language("id"):
        assert measured(1_728, "minutes").number == "1,2"
        assert amount_words(1_728, "minutes").startswith("1,2 ")
        assert change_words(-3.25, "percent").startswith("−3,2 ")
        assert target_words(VALUES.values[0].promises[2].targets[0], "count") == "6–12"
        assert period_words(PERIOD) == "Juli 2026"
    with in_language("ms"):
        assert period_words(PERIOD) == "Julai 2026"


def test_says_money_of_malaysia_as_there():
    with in_language("ms"):
        assert amount_words(54.87, Money("MYR")) == "RM\u00a054.87"


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_a_code_that_has_words(verdict):
    assert verdict_words(verdict) == str(verdict)
    with in_language(MARKED):
        assert verdict_words(verdict) == f"⟦{verdict}⟧"
        assert str(verdict) == verdict.value


def test_counts_one_and_many():
    assert (counted(1, "ticket"), counted(1_449, "ticket")) == (
        "1 ticket",
        "1,449 tickets",
    )


def test_a_report_has_no_word_that_was_not_said(july):
    with in_language(MARKED):
        report = as_text(card(july, (("team", "Chat"),)))
    assert set(unsaid(report)) == {"WARUNG", "July", "SOLD", "IDR"}


@pytest.mark.parametrize("metric", ["csat", "frt", "aht", "revenue", "orders", "nps"])
def test_an_explanation_has_no_word_that_was_not_said(july, metric):
    with in_language(MARKED):
        told = explained_words(explained(july, metric))
    assert set(unsaid(told)) <= {"IDR"}


class Listening(NullTranslations):
    """Notes every sentence that is said and that no catalog could have."""

    def __init__(self):
        super().__init__()
        ids = [(one.id,) if isinstance(one.id, str) else one.id for one in gathered()]
        self.there = {text for pair in ids for text in pair}
        self.missing = set()

    def gettext(self, message):
        self.missing |= {message} - self.there
        return message

    def ngettext(self, one, many, n):
        return self.gettext(one) and super().ngettext(one, many, n)


def test_whatever_is_said_is_in_the_catalogs(july, tmp_path, monkeypatch):
    listening = Listening()
    monkeypatch.setattr(words.saying, "catalog", lambda _: listening)
    as_text(card(july, (("team", "Chat"),)))
    for metric in sorted(CATALOG):
        explained_words(explained(july, metric))
        question = july.question(metric)
        found = parity_of(
            july.warehouse, question, PERIOD, (), Shown(figure_of("90", "percent"))
        )
        parity_words(found, question.definition.unit, question.definition.observation)
        for dimension in dimensions_of(question.definition):
            groups = compare(july.warehouse, question, PERIOD.window(), dimension)
            alone_words(groups, question.definition.observation)
            consistency_words(groups, "Speed", question.definition.unit)
    with pytest.raises(ValuesError):
        loaded(tmp_path, BROKEN)
    assert listening.missing == set()


def test_what_is_cached_knows_no_language(july):
    plain = card(july)
    with in_language(MARKED):
        marked = card(july)
    assert "⟦" not in repr(marked)
    assert pickle.dumps(marked) == pickle.dumps(plain)
    assert as_text(pickle.loads(pickle.dumps(marked))) == as_text(plain)  # noqa: S301


def test_what_is_cached_of_parity_is_said_in_the_language_of_the_reader(july):
    question = july.question("csat")
    for code in ("en", MARKED):
        with in_language(code):
            found = parity_of(
                july.warehouse, question, PERIOD, (), Shown(figure_of("90", "percent"))
            )
        kept = pickle.loads(pickle.dumps(found))  # noqa: S301
        told = parity_words(kept, "percent", "answer")
        assert "⟦" not in told + " ".join(one.words for one in kept.tried)


def without_sentences(data):
    """All but what is written for people."""
    if isinstance(data, dict):
        kept = {name: data[name] for name in data if name not in FOR_PEOPLE}
        return {name: without_sentences(one) for name, one in kept.items()}
    return [without_sentences(one) for one in data] if isinstance(data, list) else data


def test_programs_read_the_same_in_every_language(july):
    found = card(july)
    table, data = as_csv(found), without_sentences(json.loads(as_json(found)))
    with in_language(MARKED):
        assert as_csv(found) == table
        assert without_sentences(json.loads(as_json(found))) == data


def test_says_the_companys_own_words_in_its_languages(july):
    with in_language("id"):
        text = as_text(card(july))
    assert "Mutu: " in text
    assert "SELESAIKAN." in text
    with in_language("ms"):
        assert spoken(QUALITY) == "Quality"


VALUES_YAML = """\
company:
  name: WARUNG
  zone: Asia/Jakarta
  currency: IDR
purpose: {en: Tea for all., id: Teh untuk semua.}
vision: A pot in every house.
values:
  - name: {id: Mutu, en: Quality, ms: Mutu}
    action:
      id: Selesaikan dengan baik.
    promises:
      - metric: csat
        target: 88
sales:
  - metric: revenue
    name: {en: Tea sold, id: Teh terjual}
    target: 30000
"""
BROKEN = (
    VALUES_YAML.replace("csat", "cast")
    .replace("Asia/Jakarta", "Jakarta")
    .replace("currency: IDR", "currency: 5\n  colour: red")
    .replace("target: 30000", "target: many\n    clock: working\n    per: day")
    .replace("vision: A pot in every house.\n", "")
)


def loaded(tmp_path, text=VALUES_YAML):
    path = tmp_path / "values.yaml"
    path.write_text(text, encoding="utf-8")
    return load_values(path, CATALOG)


def problems(tmp_path, before, after):
    assert before in VALUES_YAML
    with pytest.raises(ValuesError) as caught:
        loaded(tmp_path, VALUES_YAML.replace(before, after))
    return str(caught.value)


def test_reads_texts_in_several_languages(tmp_path):
    values = loaded(tmp_path)
    quality = values.values[0]
    assert (values.purpose, values.vision, quality.name, quality.action) == (
        "Tea for all.",
        "A pot in every house.",
        "Quality",
        "Selesaikan dengan baik.",
    )
    with in_language("id"):
        assert spoken(values.purpose) == "Teh untuk semua."
        assert spoken(values.vision) == "A pot in every house."
        assert spoken(quality.name) == "Mutu"
        assert spoken(values.sales[0].name or "") == "Teh terjual"


def test_other_words_alone_make_other_values(tmp_path):
    """What is cached for values hangs on them, translations included."""
    before = loaded(tmp_path)
    assert before == loaded(tmp_path)
    after = loaded(tmp_path, VALUES_YAML.replace("Teh terjual", "Penjualan teh"))
    assert before != after


def test_refuses_a_text_in_a_language_that_there_is_not(tmp_path):
    assert problems(tmp_path, "ms: Mutu", "de: Güte") == (
        'values.yaml, line 8, Quality: "de" is no language of a text. Keys: en, id, ms.'
    )
    assert problems(tmp_path, "      id: Sel", "      ind: Sel") == (
        'values.yaml, line 10, Quality: "ind" is no language of a text. '
        'Did you mean "id"?'
    )


def test_refuses_a_text_without_any_language(tmp_path):
    assert problems(tmp_path, "{en: Tea for all., id: Teh untuk semua.}", "{}") == (
        'values.yaml, line 5: "purpose" must have a text in one language: en, id or '
        "ms, not a group of keys."
    )
    assert problems(tmp_path, "id: Teh untuk semua.", "id: 5") == (
        'values.yaml, line 5, purpose: "id" must be a text in that language, not "5".'
    )


def test_tells_two_values_apart_in_every_language(tmp_path):
    more = """\
  - name: {en: Craft, id: mutu}
    action: Work well.
    promises:
      - metric: nps
        target: 8
sales:
"""
    assert problems(tmp_path, "sales:\n", more) == (
        "values.yaml, line 14, Craft: another value has this name too. Rename one."
    )


def test_the_mistakes_of_a_file_have_no_word_that_was_not_said(tmp_path):
    with in_language(MARKED), pytest.raises(ValuesError) as caught:
        loaded(tmp_path, BROKEN)
    assert len(caught.value.problems) == 8
    assert unsaid(str(caught.value)) == []


def test_an_unknown_period_is_refused_in_words():
    with in_language(MARKED), pytest.raises(SelarasError) as caught:
        parse_period("someday", "UTC", REACH)
    assert unsaid(str(caught.value)) == []


def test_every_choice_of_a_helpdesk_is_said(july):
    with in_language(MARKED):
        question = july.question("frt")
        asked = Asked(question, MARCH)
        found = choices_of(july.warehouse, asked, PERIOD, (), ("Asia/Jakarta",))
        assert found
        assert [one.words for one in found if unsaid(one.words)] == []


@pytest.fixture
def data(july, tmp_path):
    july.warehouse.copy(tmp_path).close()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "environment"),
    [
        (["--language", "id", "scorecard"], {}),
        (["scorecard", "--language", "id"], {}),
        (["scorecard"], {"SELARAS_LANGUAGE": "id"}),
        (["--language", "id", "explain", "csat"], {}),
    ],
)
def test_commands_speak_the_language_asked_for(data, typed, environment):
    asked = [*typed, "--period", "2026-07", "--data", str(data)]
    done = CliRunner().invoke(selaras, asked, env=environment)
    assert done.exit_code == 0, done.output
    assert "Juli 2026" in done.output
    assert "98,0 %" in done.output
    assert words.language() == "en"


def test_an_unknown_language_gets_the_list_of_what_there_is():
    done = CliRunner().invoke(selaras, ["--language", "de", "check"])
    assert done.exit_code == 2
    assert "'de' is not one of 'en', 'id', 'ms'" in done.output
