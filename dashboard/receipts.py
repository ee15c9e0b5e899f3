"""What happened to each export, as the analyst reads it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.house import house
from dashboard.plain import plain
from intake.receipts import Receipt, receipts, rejects_of
from metrics.wording import count_words


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
