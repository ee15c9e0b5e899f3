"""Match columns: a file that nobody knows becomes a kind of export."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import astuple
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.match_desk import Desk, Given, assembly_of, desk_of, preview_of
from dashboard.match_fields import asked
from dashboard.plain import plain
from dashboard.tables import in_words
from dashboard.visitor import visitor
from intake.arriving.refused import RefusedFile, dismiss, refused_files
from intake.forms import Form
from intake.match.assembling import Assembly, likely_kind
from intake.match.drafting import as_yaml
from intake.match.matching import Suggestion, known_as, missing, suggest_draft
from intake.match.previewing import Preview, one_file, taken, write
from intake.match.sheets import shown_rows
from intake.match.suggesting import KINDS
from metrics.errors import SelarasError
from metrics.wording import count_words
from words import known as translated
from words import mark, say

ROWS_SHOWN = 5
KIND_WORDS = {
    "tickets": mark("Tickets"),
    "surveys": mark("Survey answers, customers' reviews"),
    "reviews": mark("Quality reviews of our answers"),
    "calls": mark("Telephone calls"),
    "orders": mark("Orders"),
    "subscriptions": mark("Subscriptions"),
}


def match_section() -> None:
    """Takes files that nobody knows, and asks what their columns are."""
    heading = say("Match columns of a file that is not known")
    with st.expander(heading, icon=":material/join_inner:"):
        dropped = st.file_uploader(
            say("A file that no source knows; several, where they belong together"),
            accept_multiple_files=True,
            key="match-files",
        )
        refused = _from_refused()
        files = [Given(file.file_id, file.name, file) for file in dropped]
        files += [Given(one.path.name, one.file_name, one.path) for one in refused]
        if not files:
            return
        try:
            if _match(desk_of(files)):
                for one in refused:
                    dismiss(one)
        except SelarasError as refused:
            st.error(plain(str(refused)), icon=":material/block:")


def _from_refused() -> tuple[RefusedFile, ...]:
    """Those of the refused files that are to be looked at."""
    unknown = {
        one.path.name: one
        for one in refused_files(house().folder)
        if one.is_unknown and one.bytes
    }
    if not unknown:
        return ()
    names = st.multiselect(
        say("Or one that was refused, since no source knows it"),
        tuple(unknown),
        format_func=lambda name: unknown[name].file_name,
        placeholder=say("choose from the refused ones"),
        key="match-refused",
    )
    return tuple(unknown[name] for name in names)


def _match(desk: Desk) -> bool:
    """Ask what the columns are; whether it was saved, and the files taken in."""
    known = known_as(desk.sheets, house().settings())
    if known and not _is_meant_anew(desk, known):
        return False
    table = _kind(desk, known)
    assembly = assembly_of(desk, table)
    source = known.source if known else None
    first = suggest_draft(assembly, table, house().settings(), source)
    _first_rows(assembly, first)
    suggestion = asked(desk, first, assembly)
    lacking = missing(suggestion.draft)
    instead = (known.name,) if known else ()
    named = taken(suggestion.draft, house().settings().sources, instead)
    lacking = (*lacking, named) if named else lacking
    for sentence in lacking:
        st.warning(plain(sentence), icon=":material/edit:")
    return not lacking and _preview_and_save(desk, suggestion, instead)


def _is_meant_anew(desk: Desk, known: Form) -> bool:
    """Say what the files are known as; whether to match them all the same."""
    told = say(
        "Such files are known, as {title}: drop them above as they are.",
        title=translated(known.title),
    )
    st.info(plain(told), icon=":material/check:")
    return known.own and st.toggle(
        say("Match them anew; this replaces the kind, which is your own"),
        key=f"match-anew-{desk.ids}",
    )


def _kind(desk: Desk, known: Form | None) -> str:
    likely = known.table if known else likely_kind(desk.sheets)
    chosen: str = st.selectbox(
        say("What is a row of it?"),
        KINDS,
        index=KINDS.index(likely),
        format_func=lambda kind: translated(KIND_WORDS[kind]),
        key=f"match-kind-{desk.ids}",
    )
    return chosen


def _first_rows(assembly: Assembly, first: Suggestion) -> None:
    people = [column for field, column in first.draft.fields if field == "customer_id"]
    rows = shown_rows(assembly.first, people, ROWS_SHOWN)
    st.caption(plain(say("{file}, its first rows", file=assembly.first.name)))
    alt = say("The first rows of the file")
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=alt)
    for part, name in zip(assembly.parts, assembly.names, strict=True):
        told = say("{file} meets it by {column}.", file=name, column=part.by)
        st.caption(plain(told))
    for name in assembly.left:
        told = say("{file} shares no column with it, and is left out.", file=name)
        st.caption(plain(told))


def _preview_and_save(
    desk: Desk, suggestion: Suggestion, instead: Collection[str]
) -> bool:
    text = as_yaml(suggestion.draft, suggestion.assembly.columns)
    seen = preview_of(desk, suggestion, text, house().settings())
    st.markdown(say("**Preview.** Nothing of it is stored yet."))
    show = st.warning if seen.receipt.rejected else st.success
    show(plain(seen.receipt.sentence()), icon=":material/preview:")
    for note in seen.receipt.notes:
        st.caption(plain(note))
    _tables(seen)
    if seen.fruitless:
        st.error(plain(seen.fruitless), icon=":material/block:")
        return False
    key = f"match-save-{desk.ids}"
    wanted = st.button(say("Save, and take it in"), type="primary", key=key)
    return wanted and _save(desk, suggestion, instead)


def _tables(seen: Preview) -> None:
    rows = pd.DataFrame(seen.rows, columns=list(seen.columns))
    alt = say("The first rows as they would be stored")
    st.dataframe(rows, hide_index=True, alt=alt)
    if seen.rejects:
        heads = [say("Row"), say("Column"), say("Value"), say("Reason")]
        rejected = pd.DataFrame(map(astuple, seen.rejects), columns=heads).fillna("")
        st.dataframe(
            in_words(rejected, {say("Row"): count_words}),
            hide_index=True,
            alt=say("The first rows that would be rejected"),
        )


def _save(desk: Desk, suggestion: Suggestion, instead: Collection[str]) -> bool:
    """Keep the kind, and take the files in by it."""
    folder = house().settings().sources
    if folder is None:
        return False
    write(suggestion.draft, suggestion.assembly.columns, folder, instead)
    with tempfile.TemporaryDirectory() as corner, st.spinner(say("Taking it in")):
        path, name = one_file(suggestion, desk.paths, desk.names, Path(corner))
        receipt = house().load(path, name, visitor())
    told = (say("Saved: such files are known from now on."), receipt.sentence())
    st.success(plain(" ".join(told)), icon=":material/receipt_long:")
    return True
