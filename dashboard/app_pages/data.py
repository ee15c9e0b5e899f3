"""Drop exports; read what happened to each."""

import streamlit as st

from dashboard.exports import refused_list, upload_box
from dashboard.receipts import receipt_list

st.title("Data")
upload_box()
refused_list()
st.subheader("Receipts")
receipt_list()
