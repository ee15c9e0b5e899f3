"""Rows that never count, in SQL: spam, tests, the company's own people."""

from __future__ import annotations

import re

from intake.forms import Rule
from intake.header import Layout
from intake.house import House
from intake.reading.cells import text_of
from intake.wording import literal, literals
from words import mark

INTERNAL = mark("internal")


def set_aside(layout: Layout, house: House) -> str:
    """SQL of the word that says why a row is set aside, null where it counts."""
    form = layout.form
    whens = [
        f"when {_applies(rule, text_of(rule.cell), lowered(rule.cell))} "
        f"then {literal(rule.because)}"
        for rule in form.set_aside
        if layout.found[rule.cell]
    ]
    if house.own_domains and layout.found["own_people"]:
        whens.append(
            f"when {_is_ours(text_of('own_people'), house)} then {literal(INTERNAL)}"
        )
    said = "said_set_aside" if "set_aside" in form.cells else "null::varchar"
    return f"case {' '.join(whens)} else {said} end" if whens else said


def lowered(cell: str) -> str:
    """The SQL column with a cell's text in lower case."""
    return f"lower_{cell}"


def lowered_texts(layout: Layout) -> dict[str, str]:
    """What the rules look at in lower case: each is made so once, not by each rule."""
    cells = {rule.cell for rule in layout.form.set_aside if layout.found[rule.cell]}
    return {lowered(cell): f"lower({text_of(cell)})" for cell in sorted(cells)}


def applies(rule: Rule, text: str) -> str:
    """SQL: a rule holds of a text."""
    return _applies(rule, text, f"lower({text})")


def _applies(rule: Rule, text: str, lower: str) -> str:
    """SQL; `lower` is that of the text in lower case."""
    if rule.filled:
        return f"{text} is not null"
    if rule.starts:
        return f"starts_with({lower}, {literal(rule.starts)})"
    if rule.other_than:
        return f"coalesce({lower}, '') not in ({literals(rule.other_than)})"
    if rule.equals:
        return f"{lower} in ({literals(rule.equals)})"
    return " or ".join(_holds(text, lower, word) for word in rule.holds)


def _holds(text: str, lower: str, word: str) -> str:
    """The word, not part of another: "test" is not in "latest"."""
    alone = literal(rf"(?i)(^|[\s,;]){re.escape(word)}($|[\s,;])")
    return f"(contains({lower}, {literal(word)}) and regexp_matches({text}, {alone}))"


def _is_ours(text: str, house: House) -> str:
    """An address or a domain of the company's, or of a part of it."""
    domains = [domain.lower().removeprefix("@") for domain in house.own_domains]
    ends = " or ".join(
        f"ends_with(lower({text}), {literal(sign + domain)})"
        for domain in domains
        for sign in "@."
    )
    return f"(lower({text}) in ({literals(domains)}) or {ends})"
