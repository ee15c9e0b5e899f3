"""The catalogs hold every sentence that is said, whole, with all its parts.

When one of these fails, `python -m words.gathering` brings the catalogs up to what
is said, and names what still has no translation.
"""

from __future__ import annotations

import ast
from string import Formatter

import pytest
from babel.messages.catalog import Message

from words import LANGUAGES
from words.defined import of_definitions
from words.gathering import KEYWORDS, gathered, read, said_in, sources
from words.languages import ENGLISH

OTHERS = sorted(set(LANGUAGES) - {ENGLISH})
Texts = tuple[str, ...]


def texts(said: str | tuple[str, ...] | list[str] | None) -> Texts:
    return (said,) if isinstance(said, str) else tuple(said or ())


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def said() -> dict[str, Message]:
    return {texts(one.id)[0]: one for one in gathered() if one.id}


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalog_has_every_sentence_that_is_said(code):
    there = {texts(one.id)[0] for one in read(code) if one.id}
    assert sorted(set(said()) - there) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalog_has_nothing_that_nobody_says(code):
    there = {texts(one.id)[0] for one in read(code) if one.id}
    assert sorted(there - set(said())) == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_empty_or_unsure(code):
    lacking = [
        texts(one.id)[0]
        for one in read(code)
        if one.id and (one.fuzzy or not texts(one.string) or not all(texts(one.string)))
    ]
    assert lacking == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_parts_of_its_sentence(code):
    """One of a plural may leave {n} out, as English does: "the one that waits"."""
    differing = [
        text
        for one in read(code)
        if one.id
        for text in texts(one.string)
        if text and parts(text) not in [parts(each) for each in texts(one.id)]
    ]
    assert differing == []


def test_every_sentence_can_be_filled_in():
    for text in (text for one in gathered() if one.id for text in texts(one.id)):
        names = parts(text)
        assert text.format_map(dict.fromkeys(names, "x")), text
        assert all(name.isidentifier() for name in names), text


def test_no_sentence_is_put_together_before_it_is_said():
    """An f-string or a sum is none that a catalog could hold."""
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                many = KEYWORDS.get(node.func.id, 0)
                texts = node.args[:many]
                pieced = ast.JoinedStr | ast.BinOp
                if any(isinstance(one, pieced) for one in texts):
                    found.append(f"{path.name}, line {node.lineno}")
    assert found == []


def test_gathers_a_sentence_wherever_it_is_said():
    code = """f"{say('one {a}', a=say(TWO))}"; say_many("a", "b", n); mark("c" "d")"""
    assert set(said_in(code)) == {"one {a}", ("a", "b"), "cd"}


def test_gathers_what_definitions_say():
    found = {text for text, _ in of_definitions()}
    assert {
        "Customer satisfaction",
        "Of the customers who answered, how many were satisfied?",
        "the day of the answer",
        "answer",
        "answers",
        "still waiting",
        "solved without a reply",
        "Zendesk, exactly one reply",
        "The exports that we know do not tell how many people took part.",
    } <= found
    assert not any("\n" in text for text in found)
