"""Drop exports; read what happened to each."""

import streamlit as st

from dashboard.exports import receipt_list, refused_list, upload_box

st.title("Data")
upload_box()
refused_list()
st.subheader("Receipts")
receipt_list()
