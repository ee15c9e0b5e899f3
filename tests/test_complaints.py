"""It places bad answers by tags and by words, and says what it could not place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from intake.house import House
from intake.loading import load_export
from metrics.catalog import load_catalog
from metrics.complaints.complaining import (
    Complaining,
    Failing,
    answers_behind,
    complaining_of,
    failing_of,
)
from metrics.complaints.complaint_words import (
    bar_words,
    complaints_words,
    criteria_words,
    signal_words,
    together_words,
    topicless_words,
    topics_words,
    unplaced_words,
)
from metrics.complaints.pareto import Seen, pareto_of
from metrics.complaints.taxonomy import Taxonomy
from metrics.complaints.taxonomy_forms import load_taxonomy
from metrics.errors import ValuesError
from metrics.periods import parse_period
from metrics.values import Company, Values
from metrics.warehouse import Warehouse
from words import in_language
from words.languages import MARKED

CATALOG = load_catalog()
VALUES = Values(Company("Kopi", "Europe/Amsterdam", "EUR", 0, 90), "", "", (), ())
KEEPING = House("Europe/Amsterdam", "EUR", (), keep_comments=True)
SHIPPED = load_taxonomy(Path("/nowhere"))
REACH = datetime(2026, 3, 31, 21)
MARCH = parse_period("2026-03", "Europe/Amsterdam", REACH)
TICKETS = "ticket_id,created_at,solved_at,status,topic,team,tags\n"
SURVEYS = "survey_id,instrument,score,scale,answered_at,ticket_id,comment,direction\n"
# Of each ticket its topic and tags, and of each bad answer about it the comment.
BAD = (
    ("Delivery", "slow_response", "rude people"),  # the tag alone decides
    ("Delivery", "vip", "Sudah menunggu 3 hari, KASAR sekali"),
    ("Delivery", "", "Agent tu biadab"),
    ("Delivery", "Too-long;wrong_answer", ""),
    ("Returns", "", "They didn’t care, passed around"),
    ("Returns", "vip", "Blue"),  # a tag and words, none of ours
    ("Returns", "", ""),
    ("", "", "later translated"),  # "late" is a word of its own
)
PLACED = {
    "lost-time": 3,
    "coldness": 2,
    "wrong-information": 1,
    "apathy": 1,
    "runaround": 1,
}


def company(folder: Path, *exports: str) -> Warehouse:
    warehouse = Warehouse.in_memory()
    for number, content in enumerate(exports):
        path = folder / f"export{number}.csv"
        path.write_text(content, encoding="utf-8")
        load_export(warehouse, path, KEEPING)
    return warehouse


def complaints(folder: Path, good: int = 2) -> Warehouse:
    """The bad answers of March, as many good ones, and what counts as neither."""
    tickets, surveys = [], []
    for number, (topic, tags, comment) in enumerate(BAD):
        told = f"t{number},2026-03-02 09:00,2026-03-02 10:00,solved,{topic},Mail,{tags}"
        tickets.append(told)
        easy = ("ces", 2, "1-7", "high") if number == 3 else ("csat", 1, "1-5", "")
        instrument, score, scale, direction = easy
        surveys.append(
            f"s{number},{instrument},{score},{scale},2026-03-03 09:00,t{number},"
            f'"{comment}",{direction}'
        )
    surveys += [f"g{one},csat,5,1-5,2026-03-03 09:00,,slow," for one in range(good)]
    surveys.append("n1,nps,0,0-10,2026-03-03 09:00,,slow,")
    surveys.append("f1,csat,1,1-5,2026-02-03 09:00,f1,slow,")
    return company(
        folder, TICKETS + "\n".join(tickets), SURVEYS + "\n".join(surveys) + "\n"
    )


def found_in(warehouse: Warehouse, taxonomy: Taxonomy = SHIPPED) -> Complaining:
    return complaining_of(warehouse, VALUES, CATALOG, taxonomy, MARCH, REACH)


# --- placing ---


def test_places_by_tags_then_by_words_of_three_languages(tmp_path: Path) -> None:
    warehouse = complaints(tmp_path, good=0)
    found = found_in(warehouse)
    assert (found.answers, found.bad, found.bad_before) == (8, 8, 1)
    assert {bar.name: bar.n for bar in found.complaints.bars} == PLACED
    assert (found.placed, found.by_tags) == (5, 2)
    assert (found.silent, found.others) == (1, 2)
    topics = {bar.name: bar.n for bar in found.topics.bars}
    assert topics == {"Delivery": 4, "Returns": 3}
    assert found.without_topic == 1


def test_counts_only_answers_that_count_and_are_not_good(tmp_path: Path) -> None:
    surveys = [
        "s1,csat,1,1-5,2026-03-03 09:00,t1,slow,",
        "s2,csat,2,1-5,2026-03-04 09:00,t1,rude,",  # the latest answer wins
        "s3,csat,5,1-5,2026-03-04 09:00,t2,slow,",
    ]
    found = found_in(company(tmp_path, SURVEYS + "\n".join(surveys) + "\n"))
    assert (found.answers, found.bad) == (2, 1)
    assert [bar.name for bar in found.complaints.bars] == ["coldness"]


def test_gives_the_answers_behind_a_bar(tmp_path: Path) -> None:
    warehouse = complaints(tmp_path)

    def behind(kind: str, name: str | None) -> set[str]:
        rows = answers_behind(
            warehouse, VALUES, CATALOG, SHIPPED, MARCH, REACH, (), (kind, name)
        )
        return set(rows["ticket_id"])

    assert behind("complaint", "lost-time") == {"t0", "t1", "t3"}
    assert behind("unplaced", None) == {"t5", "t6", "t7"}
    assert behind("topic", "Returns") == {"t4", "t5", "t6"}
    assert behind("topic", None) == {"t7"}


def test_says_how_many_it_could_not_place_and_why(tmp_path: Path) -> None:
    found = found_in(complaints(tmp_path, good=0))
    assert unplaced_words(found) == (
        "3 of 8 bad answers (37.5 %) could not be placed: 1 have neither a tag nor a "
        "comment that was kept, 2 have, but none that names a kind."
    )
    assert complaints_words(found, SHIPPED, MARCH) == (
        "5 of 8 bad answers in March 2026 could be placed: too few to tell what most "
        "complaints are about. So far Lost time is named most, 3 times."
    )
    assert topics_words(found, MARCH) == (
        "8 of 8 answers in March 2026 were bad: too few to tell what most of them are "
        "about."
    )


def answers_about(folder: Path, now: dict[str, int], then: dict[str, int]) -> Warehouse:
    """So many bad answers of March and of February by topic."""
    tickets, surveys = [], []
    for month, topics in (("03", now), ("02", then)):
        of_each = (topic for topic, n in topics.items() for _ in range(n))
        for number, topic in enumerate(of_each):
            one, day = f"{month}-{number}", f"2026-{month}-02"
            tickets.append(f"{one},{day} 09:00,{day} 10:00,solved,{topic},Mail,")
            surveys.append(f"{one},csat,1,1-5,{day} 11:00,{one},,")
    return company(
        folder, TICKETS + "\n".join(tickets), SURVEYS + "\n".join(surveys) + "\n"
    )


def test_tells_answers_without_a_topic_apart(tmp_path: Path) -> None:
    now = {"Delivery": 30, "": 30, "Returns": 10, "Price": 5}
    found = found_in(answers_about(tmp_path, now, {}))
    # 30 + 10 of the 45 that have a topic
    assert topics_words(found, MARCH) == (
        "75 of 75 answers in March 2026 were bad. 2 of 3 topics make 88.9 % of those "
        "that have a topic: Delivery and Returns."
    )
    assert topicless_words(found) == "30 of 75 bad answers (40.0 %) have no topic."
    assert [(bar.name, bar.n, bar.of) for bar in found.topics.bars] == [
        ("Delivery", 30, 45),
        ("Returns", 10, 45),
        ("Price", 5, 45),
    ]


def test_makes_no_finding_of_few_answers_with_a_topic(tmp_path: Path) -> None:
    found = found_in(answers_about(tmp_path, {"Delivery": 29, "": 30}, {}))
    assert topics_words(found, MARCH) == (
        "59 of 59 answers in March 2026 were bad, and 29 of them have a topic: too few "
        "to tell what most are about."
    )


def test_tells_of_a_topic_that_fell_to_nothing(tmp_path: Path) -> None:
    now, then = {"Delivery": 200}, {"Delivery": 140, "Returns": 60}
    found = found_in(answers_about(tmp_path, now, then))
    assert [bar.name for bar in found.topics.bars] == ["Delivery"]
    assert signal_words(found.topics, "topic", None) == [
        "Delivery rose to 100.0 %, from 70.0 % in the period before.",
        "Returns fell to 0.0 %, from 30.0 % in the period before.",
    ]


@pytest.mark.parametrize(
    "comment",
    ["i was not ignored at all", "promise kept, fast", "Saya tidak salah", "a false 1"],
)
def test_takes_no_word_that_says_little_by_itself(tmp_path: Path, comment: str) -> None:
    row = f's1,csat,1,1-5,2026-03-03 09:00,t1,"{comment}",\n'
    found = found_in(company(tmp_path, SURVEYS + row))
    assert (found.bad, found.placed, found.others) == (1, 0, 1)


def test_names_a_kind_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    found = found_in(complaints(tmp_path))
    with in_language("id"):
        assert "Waktu terbuang" in complaints_words(found, SHIPPED, MARCH)


def test_says_nothing_that_cannot_be_translated(tmp_path: Path) -> None:
    found = found_in(complaints(tmp_path))
    bar = found.complaints.bars[0]
    with in_language(MARKED):
        told = (
            complaints_words(found, SHIPPED, MARCH),
            topics_words(found, MARCH),
            unplaced_words(found),
            bar_words(bar, "complaint"),
            together_words(bar),
            topicless_words(found),
        )
    assert [one for one in told if not one.startswith("⟦")] == []


# --- failed criteria ---

REVIEWS = (
    "review_id,reviewed_at,score,set_aside,criterion: Tone (1-5),criterion: Facts\n"
)


def failures(folder: Path) -> Failing:
    rows = [f"{one},2026-03-02,80,,{1 if one < 6 else 4},100" for one in range(30)]
    rows += [f"{one},2026-03-02,80,,2,no" for one in range(30, 32)]
    rows += [
        "90,2026-03-02,80,calibration,1,0",
        "91,2026-03-02,80,,,",
        "92,2026-02-02,80,,1,0",
    ]
    warehouse = company(folder, REVIEWS + "\n".join(rows) + "\n")
    return failing_of(warehouse, VALUES, CATALOG, MARCH, REACH)


def test_counts_a_criterion_as_failed_without_any_points(tmp_path: Path) -> None:
    found = failures(tmp_path)
    assert (found.reviews, found.with_criteria, found.judged) == (33, 32, 64)
    assert [(bar.name, bar.n, bar.of) for bar in found.criteria.bars] == [
        ("Tone", 6, 32),
        ("Facts", 2, 32),
    ]
    assert criteria_words(found, MARCH) == (
        "Criteria failed 8 times in 32 reviews in March 2026. 2 of 2 that failed make "
        "100.0 % of that: Tone and Facts."
    )


# --- the Pareto ---


def test_sorts_bars_adds_them_up_and_names_the_few(tmp_path: Path) -> None:
    counts = {"a": 8, "b": 50, "c": 32, "d": 10, "none": 0}
    found = pareto_of(Seen(name, n, 100) for name, n in counts.items())
    assert [(bar.name, bar.together) for bar in found.bars] == [
        ("b", 50),
        ("c", 82),
        ("d", 92),
        ("a", 100),
    ]
    assert [bar.name for bar in found.few] == ["b", "c"]
    first = found.bars[0]
    # Wilson of 50 of 100
    assert (round(first.low or 0, 1), round(first.high or 0, 1)) == (40.4, 59.6)
    assert round(first.less, 1) == round(first.more, 1) == 9.6


def test_tells_no_share_of_too_few() -> None:
    found = pareto_of([Seen("a", 20, 29, 1, 500)])
    assert found.bars[0].share is None
    assert not found.gone
    assert not found.signals


def test_tells_a_change_only_where_it_is_a_signal() -> None:
    # z = 2.24 (p 0.025) is no signal among three bars, z = 3.16 (p 0.0016) is
    seen = [
        Seen("rose", 60, 100, 38, 100),
        Seen("hardly", 55, 100, 40, 100),
        Seen("same", 50, 100, 50, 100),
    ]
    found = pareto_of(seen)
    assert signal_words(found, "topic", None) == [
        "rose rose to 60.0 %, from 38.0 % in the period before."
    ]


def test_shares_the_risk_with_bars_that_fell_to_nothing() -> None:
    # z = 2.13 (p 0.034): a signal by itself, none where two share 0.05
    rose = Seen("rose", 54, 100, 39, 100)
    assert [bar.name for bar in pareto_of([rose]).signals] == ["rose"]
    found = pareto_of([rose, Seen("gone", 0, 100, 20, 100), Seen("never", 0, 100)])
    assert [bar.name for bar in found.bars] == ["rose"]
    assert [(bar.name, bar.before) for bar in found.signals] == [("gone", 20.0)]


# --- the taxonomy ---


def test_ships_seven_sins_and_seven_plagues() -> None:
    assert [one.name for one in SHIPPED.complaints] == [
        "Apathy",
        "Brush-off",
        "Coldness",
        "Condescension",
        "Robotism",
        "Rulebook",
        "Runaround",
        "Lost time",
        "Wrong information",
        "Unsuitable hours",
        "Poor availability",
        "Wrong rhythm",
        "Unmet expectation",
        "No reaction",
    ]
    assert not SHIPPED.is_own


def own(folder: Path, text: str) -> Taxonomy:
    (folder / "taxonomy.yaml").write_text(text, encoding="utf-8")
    return load_taxonomy(folder)


def test_takes_the_companys_own_kinds_instead(tmp_path: Path) -> None:
    kinds = own(
        tmp_path,
        "complaints:\n"
        "  - name: Blue things\n"
        "    what: Something was blue.\n"
        "    words: {en: [blu*]}\n",
    )
    assert kinds.is_own
    found = found_in(complaints(tmp_path), kinds)
    assert [(bar.name, bar.n) for bar in found.complaints.bars] == [("blue-things", 1)]
    assert (found.placed, found.by_tags) == (1, 0)


def test_knows_which_criteria_look_at_the_same_thing() -> None:
    named = {"Tone of voice": ["coldness"], "SOLUTION": ["wrong-information"]}
    for criterion, keys in named.items():
        assert [one.key for one in SHIPPED.like(criterion)] == keys
    assert SHIPPED.like("Undertone") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "complaint: []\n",
            'line 1: "complaint" is no key here. Did you mean "complaints"?',
        ),
        (
            "complaints:\n  - {name: Slow, what: It was slow.}\n",
            "line 2, Slow: nothing places it. Give it tags, words or criteria.",
        ),
        (
            "complaints:\n  - name: Slow\n    what: It was slow.\n    tag: [slow]\n",
            'line 4, Slow: "tag" is no key here. Did you mean "tags"?',
        ),
        (
            "complaints:\n  - name: Slow\n    what: Slow.\n    tags: [s*ow, x]\n",
            'line 4, Slow: "s*ow" has a "*" that is not at the end of a word. Move or '
            "remove it.\n"
            'taxonomy.yaml, line 4, Slow: "x" would place too much. Write at least two '
            "letters.",
        ),
        (
            "complaints:\n  - name: Slow\n    what: Slow.\n    words: {en: [5]}\n",
            'line 4, Slow: an entry of en must be a word such as slow*, not "5".',
        ),
        (
            "complaints:\n  - {name: Slow, what: A., tags: [aa]}\n"
            "  - {name: slow, what: B., tags: [bb]}\n",
            'line 3, complaint 2: another complaint is called "slow" too. Give it '
            "another name.",
        ),
    ],
)
def test_says_what_is_wrong_with_a_taxonomy(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ValuesError) as problem:
        own(tmp_path, text)
    assert str(problem.value) == f"taxonomy.yaml, {told}"
