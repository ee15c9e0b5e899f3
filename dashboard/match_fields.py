"""What is asked of a file that nobody knows: its columns, its scale, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.house import house
from dashboard.match_desk import Desk
from dashboard.match_names import FIELDS
from intake.match.assembling import Assembly
from intake.match.drafting import Draft
from intake.match.matching import (
    Suggestion,
    statuses,
    suggest_draft,
)
from intake.match.suggesting import fields_of
from intake.reading.scales import scales_of
from words import known, mark, say

WIDE = 3
HELP = {
    "amount": mark("Goods less discounts, before tax and shipping."),
    "total": mark("What was paid in the end."),
    "customer_id": mark(
        "An e-mail address, else a telephone number, else the number of the customer. "
        "It is stored as a code."
    ),
    "score": mark("As it was given; its scale is asked below."),
}
DECIMALS = {",": mark("1.000 is a thousand"), ".": mark("1,000 is a thousand")}
EASY = {"high": mark("High is easy"), "low": mark("Low is easy")}


def asked(desk: Desk, first: Suggestion, assembly: Assembly) -> Suggestion:
    """The suggestion with all that the analyst has said."""
    table = first.draft.table
    said = _fields(desk, first, assembly)
    left, right = st.columns(2, gap="medium")
    source = left.text_input(
        say("What to call the system it is from"),
        first.draft.source,
        key=f"match-source-{desk.ids}-{table}",
        help=say("Exports of one system share it, and so their customers meet."),
    )
    settings = house().settings()
    told = suggest_draft(assembly, table, settings, source.strip() or None, said)
    with right:
        draft = _of_kind(desk, told.draft)
    return replace(told, draft=_asides(desk, draft, assembly))


def _fields(
    desk: Desk, first: Suggestion, assembly: Assembly
) -> Mapping[str, str | None]:
    """A column for each field, those that a row needs first."""
    matched = {match.field: match for match in first.matches}
    columns = tuple(assembly.columns)
    said: dict[str, str | None] = {}
    st.caption(say("Which column is which? Those with a star are needed."))
    for number, field in enumerate(fields_of(first.draft.table)):
        if number % WIDE == 0:
            places = st.columns(WIDE, gap="medium")
        match = matched.get(field.name)
        label = known(FIELDS[field.name])
        said[field.name] = places[number % WIDE].selectbox(
            f"{label} *" if field.required else label,
            columns,
            index=columns.index(match.column) if match else None,
            placeholder=say("no column"),
            help=known(HELP.get(field.name, "")) or None,
            key=f"match-{desk.ids}-{first.draft.table}-{field.name}",
        )
    return said


def _of_kind(desk: Desk, draft: Draft) -> Draft:
    """What no column says: the currency of orders, the scale of answers."""
    if draft.currency:
        code = st.text_input(
            say("Currency of the amounts"),
            draft.currency,
            key=f"match-currency-{desk.ids}",
        )
        draft = replace(draft, currency=code.strip().upper() or draft.currency)
    if draft.table == "orders":
        return replace(draft, decimal=_decimal(desk))
    if draft.instrument is None:
        return draft
    measured = ("csat", "nps", "ces")
    instrument = st.selectbox(
        say("What do the answers measure?"),
        measured,
        index=measured.index(draft.instrument),
        format_func=str.upper,
        key=f"match-instrument-{desk.ids}",
    )
    scales = scales_of(instrument)
    at = scales.index(draft.scale) if draft.scale in scales else 0
    scale = st.selectbox(
        say("On which scale?"),
        scales,
        index=at,
        key=f"match-scale-{desk.ids}-{instrument}",
    )
    direction = None
    if instrument == "ces":
        direction = st.selectbox(
            say("Which is easy?"),
            tuple(EASY),
            index=None,
            format_func=lambda one: known(EASY[one]),
            key=f"match-direction-{desk.ids}",
        )
    return replace(draft, instrument=instrument, scale=scale, direction=direction)


def _decimal(desk: Desk) -> str | None:
    """The sign before decimals, for amounts that do not tell it."""
    return st.selectbox(
        say("Amounts like 1.000 or 1,000"),
        tuple(DECIMALS),
        index=None,
        format_func=lambda one: known(DECIMALS[one]),
        placeholder=say("as the other amounts tell"),
        key=f"match-decimal-{desk.ids}",
    )


def _asides(desk: Desk, draft: Draft, assembly: Assembly) -> Draft:
    """Which words of the status never count."""
    there = statuses(dict(draft.fields), assembly.columns)
    if not there:
        return draft
    never = st.multiselect(
        say("Rows with these words as their status never count"),
        there,
        default=[word for word in draft.aside if word in there],
        placeholder=say("all count"),
        key=f"match-aside-{desk.ids}-{draft.table}",
    )
    return replace(draft, aside=tuple(never))
