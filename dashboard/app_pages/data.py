"""Drop exports; read what happened to each."""

import streamlit as st

from dashboard.exports import receipt_list, upload_box

st.title("Data")
upload_box()
st.subheader("Receipts")
receipt_list()
