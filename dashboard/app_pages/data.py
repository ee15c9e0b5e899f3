"""Drop exports; read what happened to each, and how good the data are."""

import streamlit as st

from dashboard.exports import upload_box
from dashboard.matching import match_section
from dashboard.quality import quality_view
from dashboard.receipts import receipt_list
from dashboard.refused import refused_list
from dashboard.tabs import tabs_in_url
from dashboard.under_way import under_way
from words import mark, say

TABS = {"exports": mark("Exports"), "quality": mark("Quality")}

st.title(say("Data"))
exports, quality = (tab for _, tab in tabs_in_url(TABS))
if exports.open:
    with exports:
        upload_box()
        under_way()
        match_section()
        refused_list()
        st.subheader(say("Receipts"))
        receipt_list()
if quality.open:
    with quality:
        quality_view()
