"""Sentences from the catalog, in the language that is spoken."""

from datetime import date, datetime

import pytest

from words import heard, in_language, known, language, preferred, say, say_many, speak


def test_parts_are_written_by_locale():
    said = {"n": 14_000, "who": ["Chat", "Mail", "Phone"], "day": date(2026, 7, 3)}
    assert (
        say("{n}: {who} on {day}", **said)
        == "14,000: Chat, Mail and Phone on 3 July 2026"
    )
    with in_language("id"):
        there = say("{n}: {who} on {day}", **said)
    assert there == "14.000: Chat, Mail, dan Phone on 3 Juli 2026"


def test_a_number_takes_its_plural():
    assert say_many("{n} row", "{n} rows", 1) == "1 row"
    assert say_many("{n} row", "{n} rows", 1_200) == "1,200 rows"


def test_what_was_said_is_heard_in_another_language():
    inner = say_many("{n} row", "{n} rows", 14_000)
    kept = say("{rows} until {day}", rows=inner, day=date(2026, 7, 3)).kept()
    assert heard(kept) == "14,000 rows until 3 July 2026"
    with in_language("id"):
        assert heard(kept).startswith("14.000 ")
        assert heard(kept).endswith("3 Juli 2026")


@pytest.mark.parametrize("text", ["plain", "", "{not json", '{"say": broken'])
def test_a_text_that_was_stored_as_it_is_stays(text):
    assert heard(text) == text


def test_braces_in_a_text_from_elsewhere_stay():
    assert known("a {b}") == "a {b}"


def test_a_language_ends_with_its_block():
    with in_language("ms"):
        assert language() == "ms"
    assert language() == "en"


def test_an_unknown_language_cannot_be_spoken():
    with pytest.raises(KeyError):
        speak("de")


def test_a_moment_or_a_fraction_must_be_written_out_first():
    with pytest.raises(TypeError):
        say("{at}", at=datetime(2026, 7, 3))
    with pytest.raises(TypeError):
        say("{share}", share=0.5)


@pytest.mark.parametrize(
    ("asked", "found"),
    [(["ms-MY", "en"], "ms"), (["de", "id_ID"], "id"), (["de"], "en"), ([], "en")],
)
def test_the_first_language_that_there_is(asked, found):
    assert preferred(asked) == found


OF_TARGETS = "Of {n} sales target {told}."


def test_a_pair_that_was_marked_one_by_one_is_found():
    with in_language("id"):
        said = say_many(OF_TARGETS, f"{OF_TARGETS[:-8]}s {{told}}.", 4, told="–")
    assert said.startswith("Dari 4 ")
