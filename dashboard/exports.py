"""Exports as the analyst sees them: a place to drop them, and their receipts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.house import house
from dashboard.plain import plain
from intake.inbox import refused_files
from intake.names import printable
from intake.receipts import Receipt, receipts, rejects_of
from metrics.errors import SelarasError
from metrics.wording import count_words

REFUSED_SHOWN = 10


def upload_box() -> None:
    """Takes exports in as they are, one after the other."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            "Drop exports here, untouched: tickets, survey answers, reviews, "
            "calls, orders",
            accept_multiple_files=True,
        )
        st.caption("Files over 2 GB: copy them into data/inbox instead.")
        if st.form_submit_button("Take in", type="primary") and files:
            for file in files:
                _take_in(file)


def _take_in(file: UploadedFile) -> None:
    name = printable(Path(file.name).name)
    with (
        st.spinner(plain(f"Taking in {name}")),
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder) / "export"
        path.write_bytes(file.getbuffer())
        try:
            receipt = house().load(path, name)
        except SelarasError as refused:
            st.error(plain(str(refused)), icon=":material/block:")
            return
    show = st.warning if receipt.rejected else st.success
    show(plain(receipt.sentence()), icon=":material/receipt_long:")


def refused_list() -> None:
    """What was put into the inbox and could not be taken in, and why."""
    found = refused_files(house().folder)
    if not found:
        return
    st.subheader("Refused")
    for one in found[:REFUSED_SHOWN]:
        st.error(plain(one.reason), icon=":material/block:")
    st.caption("They lie in data/refused. Correct a file, and drop it again.")


def receipt_list() -> None:
    """What happened to each export, newest first."""
    found = receipts(house().warehouse)
    if not found:
        st.caption("No export has been taken in yet.")
        return
    st.dataframe(
        pd.DataFrame(map(_receipt_row, found)),
        hide_index=True,
        column_config={"Notes": st.column_config.TextColumn(width="large")},
        row_height=38,
        alt="Receipts of all exports, newest first",
    )
    for receipt in found:
        if receipt.rejected:
            _rejects(receipt)


def _receipt_row(receipt: Receipt) -> dict[str, object]:
    return {
        "Export": receipt.file_name,
        "Understood as": receipt.title,
        "First day": receipt.first_day,
        "Last day": receipt.last_day,
        "Rows read": receipt.read,
        "New": receipt.new,
        "Updated": receipt.updated,
        "Unchanged": receipt.unchanged,
        "Rejected": receipt.rejected,
        "Notes": " ".join(receipt.notes),
    }


def _rejects(receipt: Receipt) -> None:
    label = f"{receipt.file_name}: {count_words(receipt.rejected)} rows rejected"
    key = f"rejects-{receipt.export_id}"
    with st.expander(
        plain(label), icon=":material/rule:", on_change="rerun", key=key
    ) as box:
        if box.open:
            rows = rejects_of(house().warehouse, receipt.export_id)
            shown = [(one.file_row, one.column, one.value, one.reason) for one in rows]
            st.dataframe(
                pd.DataFrame(shown, columns=["Row", "Column", "Value", "Reason"]),
                hide_index=True,
                alt=f"Rejected rows of {receipt.file_name}",
            )
