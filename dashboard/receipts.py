"""What happened to each export, as the analyst reads it, and how to undo one."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from dashboard.visitor import visitor
from intake.keeping.moves import moves_of
from intake.keeping.receipts import Receipt, receipts, rejects_of
from metrics.errors import SelarasError
from metrics.published import words
from metrics.wording import count_words, moment_words

SHOWN = 20  # receipts, until somebody asks for more
MOVES_SHOWN = 12
UNDONE = "undone"  # the export that was undone last, to be shown
COUNTED = ("read", "new", "updated", "unchanged", "rejected")


def receipt_list() -> None:
    """What happened to each export, newest first."""
    found = receipts(house().warehouse)
    if not found:
        st.caption("No export has been taken in yet.")
        return
    for receipt in found[: None if _all() else SHOWN]:
        _receipt(receipt)
    if len(found) > SHOWN and not _all():
        st.button(f"Show all {count_words(len(found))} receipts", key="all-receipts")


def _all() -> bool:
    """Whether somebody asked for every receipt."""
    asked = st.session_state.get("all-receipts", False)
    st.session_state["all-receipts-shown"] = asked or st.session_state.get(
        "all-receipts-shown", False
    )
    return bool(st.session_state["all-receipts-shown"])


def _receipt(receipt: Receipt) -> None:
    box = st.expander(
        _label(receipt),
        expanded=receipt.export_id == st.session_state.get(UNDONE),
        icon=_icon(receipt),
        on_change="rerun",
        key=f"receipt-{receipt.export_id}",
    )
    if box.open:
        with box:
            _opened(receipt)


def _label(receipt: Receipt) -> str:
    said = [
        f"{count_words(getattr(receipt, one))} {one}"
        for one in COUNTED
        if getattr(receipt, one)
    ]
    name = f"**{plain(receipt.file_name)}**"
    if receipt.undone_at:
        return f"~~{name}~~ · undone"
    return f"{name} · {plain(receipt.title)} · {plain(', '.join(said))}"


def _icon(receipt: Receipt) -> str:
    if receipt.undone_at:
        return ":material/undo:"
    return ":material/rule:" if receipt.rejected else ":material/receipt_long:"


def _opened(receipt: Receipt) -> None:
    zone = house().values().company.zone
    st.markdown(plain(receipt.sentence()))
    who = f" by {receipt.loaded_by}" if receipt.loaded_by else ""
    told = f"Taken in on {moment_words(receipt.loaded_at, zone)}{who}."
    if receipt.undone_at:
        by = f" by {receipt.undone_by}" if receipt.undone_by else ""
        told += f" Undone on {moment_words(receipt.undone_at, zone)}{by}."
    st.caption(plain(told))
    _moves(receipt)
    _listed("Worth knowing", receipt.notes)
    _rejects(receipt)
    size = f"{count_words(receipt.bytes)} bytes, SHA-256 {receipt.sha256}"
    _listed("How it was understood", (*receipt.understood, size))
    if not receipt.undone_at and not house().is_demo:
        _undo_button(receipt)


def _moves(receipt: Receipt) -> None:
    """The published numbers that are others now; those of the undoing, if undone."""
    undone = receipt.undone_at is not None
    found = moves_of(house().warehouse, receipt.export_id, by_undoing=undone)
    more = len(found) - MOVES_SHOWN
    rest = (f"and {count_words(more)} more",) if more > 0 else ()
    heading = "Published numbers that its undoing moved"
    _listed(
        heading if undone else "Published numbers that it moved",
        (*map(words, found[:MOVES_SHOWN]), *rest),
    )


def _listed(heading: str, lines: Iterable[str]) -> None:
    """A heading over its lines; nothing where there are none."""
    items = "\n".join(f"- {plain(line)}" for line in lines)
    if items:
        st.markdown(f"**{heading}**\n\n{items}")


def _rejects(receipt: Receipt) -> None:
    if not receipt.rejected:
        return
    st.markdown(f"**{count_words(receipt.rejected)} rejected rows**")
    rows = rejects_of(house().warehouse, receipt.export_id)
    shown = [
        (one.file_row, one.column or "", one.value or "", one.reason) for one in rows
    ]
    st.dataframe(
        pd.DataFrame(shown, columns=["Row", "Column", "Value", "Reason"]),
        hide_index=True,
        column_config={"Reason": st.column_config.TextColumn(width="large")},
        alt=f"Rejected rows of {receipt.file_name}",
    )
    if receipt.rejects_file:
        st.download_button(
            "Download the rejected rows",
            receipt.rejects_file.read_bytes(),
            receipt.rejects_file.name,
            "text/csv",
            icon=":material/download:",
            key=f"download-{receipt.export_id}",
        )
        st.caption(
            "Customers' cells are hidden in it. To correct these rows, correct them "
            "in the system or in the original export, and drop that again."
        )


def _undo_button(receipt: Receipt) -> None:
    if st.button(
        "Undo this export",
        icon=":material/undo:",
        key=f"undo-{receipt.export_id}",
    ):
        _confirm(receipt)


@st.dialog("Undo this export?")
def _confirm(receipt: Receipt) -> None:
    st.markdown(
        f"The store will be as if **{plain(receipt.file_name)}** had never come. "
        "Rows that other exports speak of too stay as those said. You can drop the "
        "file again at any time."
    )
    if st.button("Undo it", type="primary", key="undo-sure"):
        try:
            with st.spinner("Undoing"):
                house().undo(receipt.export_id, visitor())
                st.session_state[UNDONE] = receipt.export_id
        except SelarasError as problem:
            st.error(plain(str(problem)), icon=":material/block:")
            return
        st.rerun()
