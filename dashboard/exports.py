"""Where exports are dropped, and those that could not be taken in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.house import house
from dashboard.plain import plain
from intake.inbox import refused_files
from intake.names import printable
from metrics.errors import SelarasError

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
